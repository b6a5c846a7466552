#ifndef OVERSHOOT_COMMAND_BOTH_H
#define OVERSHOOT_COMMAND_BOTH_H

/* What is said to a session and to the one beside it (session->host.beside), if there is one: to
 * both, or, where a line begins with `left` or `right`, or its command is one of files and pages,
 * to one. */

#include "script.h"

/* As command_say. On an error of either none has changed, but for what cannot be undone; the error
 * says whose it is. */
bool both_say(struct session *session, const char *line, const struct speaker *speaker,
              struct error *error);
/* As script_enqueue, of a line that no scene has. */
bool both_enqueue(struct session *session, const char *line, struct error *error);
/* As key_press. */
bool both_press(struct session *session, const char *key, struct error *error);

/* How messages call it. */
const char *side_name(int side);

#endif
