#ifndef OVERSHOOT_CLI_LIVE_H
#define OVERSHOOT_CLI_LIVE_H

/* What commands do with the screen of the interactive program: pictures and recordings of it. */

#include "services.h"

#include "../output/recording.h"

/* All that is not said here is zero at first. */
struct live {
    struct picture how; /* the screen; columns 0: nothing was shown yet */
    struct session *session;
    struct recording *recording; /* NULL: none */
    double seconds;              /* when the last frame was shown */
    struct display display;      /* how it was drawn */
};

/* As terminal_options.shown wants it. */
bool live_shown(void *live, double seconds, const struct frame *frame,
                const struct display *display, struct error *error);

/* The screen is gone: ends the recording. */
bool live_end(struct live *live, struct error *error);

/* The services; their context is the struct live, or NULL where there is no screen. */
bool live_screenshot(struct session *session, const char *path, struct error *error);
bool live_record(struct session *session, const char *path, struct error *error);

#endif
