#ifndef OVERSHOOT_DRAW_COLOR_H
#define OVERSHOOT_DRAW_COLOR_H

/* The colours that devices have. */

#include "frame.h"

#include <stdbool.h>

/* The ground that colours are for: a dark one, a light one, or white paper, where all has its full
 * strength. Who asks only whether it is light need not know of paper. */
enum light { LIGHT_NONE, LIGHT_SCREEN, LIGHT_PRINT };

/* How many colours a device has. */
enum color_level { COLORS_MONO, COLORS_8, COLORS_16, COLORS_256, COLORS_DIRECT };

/* The RGB of one of the terminal's 16 (xterm's values). */
color color_ansi_rgb(int index);
/* The RGB of one of xterm's fixed colours 16 … 255. */
color color_of_256(int index);
/* Nearest of xterm's fixed colours 16 … 255; a terminal's own colour keeps its index.
 * COLOR_DEFAULT gives -1. */
int color_to_256(color c);
/* Nearest of the first `count` (8 or 16) ANSI colours; COLOR_DEFAULT gives -1. */
int color_to_ansi(color c, int count);
#endif
