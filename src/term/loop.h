#ifndef OVERSHOOT_TERM_LOOP_H
#define OVERSHOOT_TERM_LOOP_H

/* The interactive program: the screen, the keys, the prompt and the clock around a session. */

#include "../base/error.h"
#include "../session/session.h"
#include "../view/view.h"

#include <stdbool.h>

struct terminal_options {
    enum colors_choice colors;
    enum theme_choice theme; /* where the session leaves it to the device */
    enum charset_choice charset;
    enum pixels_choice pixels;

    /* Told of every frame, right after the terminal got it, in seconds of a clock that never goes
     * back, and how it was drawn; or NULL. On false the user is shown the error. */
    bool (*shown)(void *context, double seconds, const struct frame *frame,
                  const struct display *display, struct error *error);
    void *shown_context;
};

/* Runs until the user quits; the terminal is then as it was. The locale must have been set. False
 * with the reason when the terminal cannot be used. A program told to end by SIGTERM or SIGHUP
 * restores the terminal and then dies of that signal. */
bool terminal_run(struct session *session, const struct terminal_options *options,
                  struct error *error);

#endif
