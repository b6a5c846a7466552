#ifndef OVERSHOOT_TERM_CURSES_SCREEN_H
#define OVERSHOOT_TERM_CURSES_SCREEN_H

/* The screen of a terminal that is not moved about and written to as ECMA-48 has it: curses draws
 * there, without colours. */

#include "../draw/frame.h"

bool curses_screen_open(const char *type); /* false: it cannot */
void curses_screen_close(void);
void curses_screen_resize(int columns, int rows);
/* `before`: what is on the screen; NULL: that is not known. */
void curses_screen_show(const struct frame *before, const struct frame *frame);

/* For a while; the next frame then has nothing before it. */
void curses_screen_suspend(void);
void curses_screen_resume(void);

#endif
