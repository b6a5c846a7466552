#ifndef OVERSHOOT_OUTPUT_ABOUT_H
#define OVERSHOOT_OUTPUT_ABOUT_H

/* What an exported run was made with, for those who find the file later. */

#include "../session/session.h"

/* Appends lines: the scene's name, the surface, every number of every ball as it is now, and the
 * scene that makes the run again, each of its lines after four blanks. Control characters come out
 * as `?`, bytes that are not UTF-8 as U+FFFD. */
void about_write(const struct session *session, struct text *out);

#endif
