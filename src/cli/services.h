#ifndef OVERSHOOT_CLI_SERVICES_H
#define OVERSHOOT_CLI_SERVICES_H

/* What sessions ask for that needs files: scenes, runs, pictures, and recordings of the screen. */

#include "picture.h"

#include "../output/recording.h"

/* Their context is the struct live, or NULL where there is no screen. */
extern const struct services file_services;

/* All that is not said here is zero at first. */
struct live {
    struct picture how; /* the screen; columns 0: nothing was shown yet */
    struct session *session;
    struct recording *recording; /* NULL: none, as the next; there is one of both at most */
    struct reel *reel;
    double seconds;         /* when the last frame was shown */
    struct display display; /* how it was drawn */
};

/* What can be done, if a recorded session was opened. */
void services_tell_tape(struct session *session);

/* As terminal_options.shown wants it. */
bool live_shown(void *live, double seconds, const struct frame *frame,
                const struct display *display, struct error *error);

/* Ends what is being recorded, be it nothing. */
bool services_end(struct session *session, struct error *error);

#endif
