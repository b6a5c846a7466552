#ifndef OVERSHOOT_TERM_PAST_LINES_H
#define OVERSHOOT_TERM_PAST_LINES_H

/* The file of the lines that were typed: $XDG_STATE_HOME/overshoot/history, else the same under
 * ~/.local/state. One line each, the latest last. Where it cannot be read or written, there is no
 * history, and that is all. */

enum { HISTORY_LINES_MAX = 1000 };

/* Calls `keep` with every line on file, oldest first. */
void history_read(void (*keep)(const char *line));

/* Adds a line unless it is the last one. Other programs running now may have added theirs: the file
 * is read anew, written beside, and renamed, so that nobody ever sees a part of it. */
void history_append(const char *line);

#endif
