#ifndef OVERSHOOT_TERM_SCREEN_H
#define OVERSHOOT_TERM_SCREEN_H

/* The screen: shows frames on the terminal with as few bytes as possible, and gives the terminal
 * back as it was. There is one. */

#include "loop.h"

#include "../view/view.h"

/* Takes the terminal on standard input and output. False with the reason, and nothing changed. */
bool screen_open(enum color_policy policy, struct error *error);
void screen_close(void); /* may be called again */

/* What the terminal can show, for struct display. */
enum color_level screen_colors(void);
bool screen_unicode(void);

/* Reads the terminal's size anew. */
void screen_size(int *columns, int *rows);

/* Shows a frame of the size last read. */
void screen_show(const struct frame *frame);

/* The next frame is drawn in full: after a resize, or when something else wrote on the terminal. */
void screen_forget(void);

/* Gives the terminal back for a while (^Z), and takes it again. */
void screen_suspend(void);
void screen_resume(void);

/* Restores the terminal by system calls alone: for signal handlers of a crash. */
void screen_rescue(void);

#endif
