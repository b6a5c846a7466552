#ifndef OVERSHOOT_TERM_TTY_H
#define OVERSHOOT_TERM_TTY_H

/* The screen: shows frames on the terminal with as few bytes as possible, and gives the terminal
 * back as it was. There is one. Nothing here waits for the terminal, but for a second at the end.
 */

#include "../view/view.h"

/* Takes the terminal on standard input and output, with these colours, or (NULL) those that it is
 * known to have. False with the reason, and nothing changed. */
bool tty_open(const enum color_level *wanted, bool light, struct error *error);
void tty_close(void); /* may be called again */

/* What the terminal can show, for struct display. */
enum color_level tty_colors(void);
bool tty_unicode(void);
bool tty_console(void); /* the Linux console in UTF-8: line-drawing characters, and few others */

/* Reads the terminal's size anew. */
void tty_size(int *columns, int *rows);

/* Whether it has taken all of the last frame. Until then it gets no other one: who is slow sees
 * fewer frames. */
bool tty_is_ready(void);
/* Sends what it takes now; to be called when standard output can be written to. */
void tty_send(void);
/* Shows a frame of the size last read, once the terminal is ready. */
void tty_show(const struct frame *frame);

/* The next frame is drawn in full: after a resize, or when something else wrote on the terminal. */
void tty_forget(void);

/* Gives the terminal back for a while (^Z), and takes it again. */
void tty_suspend(void);
void tty_resume(void);

/* Restores the terminal by system calls alone: for signal handlers of a crash. */
void tty_rescue(void);

#endif
