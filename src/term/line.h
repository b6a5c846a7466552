#ifndef OVERSHOOT_TERM_LINE_H
#define OVERSHOOT_TERM_LINE_H

/* Lines of commands where there is no screen: from a terminal with Readline's editing, from a pipe
 * or a file as they come. */

#include "../session/session.h"

/* From now on ^C is noted; edits: there is a terminal. */
void line_begin(const struct session *session, bool edits);
void line_end(void);
/* The next line, the caller's; the prompt is for who edits. NULL: there is none, or ^C came where
 * nothing was typed. */
char *line_read(const char *prompt);
/* Whether ^C has come since it was asked for last. */
bool line_was_interrupted(void);

#endif
