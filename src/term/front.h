#ifndef OVERSHOOT_TERM_FRONT_H
#define OVERSHOOT_TERM_FRONT_H

/* What the user's keys and lines do: to the session by commands, and to what is on the screen
 * beside it (the message, the page, the place in the playlist). Knows no terminal. */

#include "loop.h"

#include "../base/text.h"
#include "../command/command.h"

struct front {
    struct session *session;
    const struct terminal_options *options;
    struct text message; /* empty: none */
    bool message_is_error;
    int scene;
    bool wants_prompt; /* a key asked for it: the loop opens it */
};

void front_start(struct front *front, struct session *session,
                 const struct terminal_options *options);
void front_end(struct front *front);

/* A line of commands as typed or pasted: each of its lines runs, up to the first error, which
 * becomes the message. */
bool front_execute(struct front *front, const char *line);

/* Shows a message that is no error, or an error. */
void front_say(struct front *front, const char *message);
void front_fail(struct front *front, const struct error *error);

/* A key by its name. */
void front_press(struct front *front, const char *key);

/* ^C: ends what is being computed, else the program. */
void front_interrupt(struct front *front);

/* What went wrong while the session worked by itself; line 0: not in a line of the scene. */
void front_fail_in_scene(struct front *front, const struct error *error, int line);

#endif
