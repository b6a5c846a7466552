#ifndef OVERSHOOT_TERM_TTY_H
#define OVERSHOOT_TERM_TTY_H

/* The screen: shows frames on the terminal with as few bytes as possible, and gives the terminal
 * back as it was. There is one. Nothing here waits for the terminal, but for a second at the end.
 */

#include "key_bytes.h"

#include "../view/view.h"

/* What the user has said of the terminal. */
struct tty_wishes {
    enum colors_choice colors;
    enum theme_choice theme;
    enum charset_choice charset;
    enum pixels_choice pixels;
    bool mouse;
};

/* Takes the terminal on standard input and output. False with the reason, and nothing changed.
 * Times are seconds of a clock that never goes back. */
bool tty_open(const struct tty_wishes *wishes, double now, struct error *error);
void tty_close(void); /* may be called again */

/* What it sends: its answers to what it was asked are kept, all else is added to the keys. Whether
 * what it is known to show may have changed. */
bool tty_hear(const char *bytes, size_t length, double now, struct key_queue *keys);
/* Seconds until tty_give_up has something to do, if nothing is heard; infinite: nothing. */
double tty_patience(double now);
void tty_give_up(double now, struct key_queue *keys);
/* Whether it has answered, or had time enough: the first frame is better drawn then. */
bool tty_is_settled(double now);

/* The type whose description is used; "": a built-in one. Another one than TERM says where that is
 * not known here. */
const char *tty_type(void);

/* What it can show, for struct display: as the user said, else as it has answered, else as its type
 * and the environment tell. */
enum color_level tty_colors(void);
enum light tty_light(void);
bool tty_unicode(void);
bool tty_console(void); /* the Linux console in UTF-8: line-drawing characters, and few others */

/* Reads the terminal's size anew. */
void tty_size(int *columns, int *rows);
/* How much higher than wide its cells are; 0: it does not say. */
double tty_tallness(void);

/* Whether what its mouse does is reported, if it has one; else it selects text. Whether that is
 * another way than before. */
bool tty_choose_mouse(bool on);

/* How its plots are to be shown, if it is not left to what was wished: whether that is another way
 * than before. How large its cells are in pixels, if it is as pictures; else 0. */
bool tty_choose_pixels(enum pixels_choice choice);
struct cell_size tty_pixels(void);

/* Whether it has taken all of the last frame. Until then it gets no other one: who is slow sees
 * fewer frames. */
bool tty_is_ready(void);
/* Sends what it takes now; to be called when standard output can be written to. */
void tty_send(void);
/* Leaves out what it has not yet taken of the last frame, whose pictures are too much for it. */
void tty_break_off(void);
/* Shows a frame of the size last read, once the terminal is ready. */
void tty_show(const struct frame *frame, const struct display *display);

/* The next frame is drawn in full: after a resize, or when something else wrote on the terminal. */
void tty_forget(void);

/* Gives the terminal back for a while (^Z), and takes it again. */
void tty_suspend(void);
void tty_resume(void);

/* Restores the terminal by system calls alone: for signal handlers of a crash. */
void tty_rescue(void);

#endif
