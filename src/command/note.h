#ifndef OVERSHOOT_COMMAND_NOTE_H
#define OVERSHOOT_COMMAND_NOTE_H

/* A command as an entry of the journal. What goes on fast, as long as a key is held or the mouse is
 * dragged, is one entry for each moment. */

#include "script.h"

/* How it is when a command is given; what has come of it, behind the `at` entries that there were
 * then, which takes the entry. */
struct entry note_begin(const struct session *session, const char *line,
                        const struct speaker *speaker);
void note_end(struct session *session, struct entry *entry, int at, const char *line);

#endif
