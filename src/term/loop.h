#ifndef OVERSHOOT_TERM_LOOP_H
#define OVERSHOOT_TERM_LOOP_H

/* The interactive program: the screen, the keys, the prompt and the clock around a session. */

#include "../base/error.h"
#include "../session/session.h"
#include "../view/view.h"

#include <stdbool.h>

struct terminal_options {
    const enum color_level *colors; /* NULL: what the terminal is known to have */
    bool light;                     /* theme for a light terminal background */

    /* The playlist: scene_count scenes, of which number `scene` (from 0) is in the session now. The
     * n and p keys call open_scene, which opens another one into the session; on an error the
     * session stays as it was. scene_count 0 or 1 and NULL: no playlist. */
    int scene, scene_count;
    bool (*open_scene)(void *context, struct session *session, int index, struct error *error);
    void *context;

    const char *message; /* shown at first, or NULL */
    bool message_is_error;

    /* Told of every frame, right after the terminal got it, in seconds of a clock that never goes
     * back, and how it was drawn; or NULL. On false the user is shown the error. */
    bool (*shown)(void *context, double seconds, const struct frame *frame,
                  const struct display *display, struct error *error);
    void *shown_context;
};

/* Runs until the user quits; the terminal is then as it was. The locale must have been set. Returns
 * the program's exit status: 0; 1 with *error filled when the terminal cannot be used. A program
 * told to end by SIGTERM or SIGHUP restores the terminal and then dies of that signal. */
int terminal_run(struct session *session, const struct terminal_options *options,
                 struct error *error);

#endif
