#ifndef OVERSHOOT_DRAW_COLOR_H
#define OVERSHOOT_DRAW_COLOR_H

/* Arithmetic on colours, for views and for those who show frames. */

#include "frame.h"

#include <stdbool.h>

/* How many colours a device has. */
enum color_level { COLORS_MONO, COLORS_8, COLORS_16, COLORS_256, COLORS_DIRECT };

/* Mixes two 0xRRGGBB colours: share 0 is a, 1 is b. */
color color_mix(color a, color b, double share);
/* The RGB of one of the terminal's 16 (xterm's values). */
color color_ansi_rgb(int index);
/* The RGB of one of xterm's fixed colours 16 … 255. */
color color_of_256(int index);
/* Nearest of xterm's fixed colours 16 … 255; a terminal's own colour keeps its index.
 * COLOR_DEFAULT gives -1. */
int color_to_256(color c);
/* Nearest of the first `count` (8 or 16) ANSI colours; COLOR_DEFAULT gives -1. */
int color_to_ansi(color c, int count);
/* The number that a device of this level has for it; COLORS_DIRECT: 0 … 15 are the terminal's own,
 * everything above is 0xRRGGBB. The default gives -1, and so does everything at COLORS_MONO. */
int color_number(color c, enum color_level level);

#endif
