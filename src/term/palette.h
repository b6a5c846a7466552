#ifndef OVERSHOOT_TERM_PALETTE_H
#define OVERSHOOT_TERM_PALETTE_H

/* Colours of a frame as the colour numbers that a terminal has: pure arithmetic. */

#include "../view/view.h"

/* As curses counts: -1 is the terminal's default colour. */
enum { PALETTE_DEFAULT = -1 };

/* The colour number at a level. COLORS_DIRECT: 0 … 15 are the terminal's own, everything above is
 * 0xRRGGBB. COLORS_MONO: always the default. */
int palette_number(color wanted, enum color_level level);

#endif
