#ifndef OVERSHOOT_TESTS_XSERVER_H
#define OVERSHOOT_TESTS_XSERVER_H

/* Real terminals on a screen that nobody looks at (Xvfb), and pictures of it (ImageMagick). */

#include <stdbool.h>

/* Whether Xvfb, ImageMagick and a terminal are installed; says so if not. */
bool xserver_is_here(const char *terminal);

/* One at a time. */
void xserver_begin(int width, int height);
void xserver_end(void); /* of all that it runs, too */

/* Starts a program on it, at most two. */
void xserver_run(const char *const *arguments);
/* The screen's pixels, row by row, three bytes each; the caller's to free. */
unsigned char *xserver_shot(void);

/* The program that is tested. */
const char *xserver_program(void);
/* Seconds of a clock that never goes back; and how many a test may wait. */
double xserver_seconds(void);
extern const double xserver_longest_wait; /* reached only when a test fails */

#endif
