#ifndef OVERSHOOT_DRAW_RASTER_BLOCKS_H
#define OVERSHOOT_DRAW_RASTER_BLOCKS_H

/* A cell of 2 x 2, 2 x 3 or 2 x 4 colours as one glyph of blocks in two colours: the split of the
 * least squared error. */

#include "frame.h"

enum { BLOCKS_MAX = 8 };

/* The colours row by row; sets glyph and both colours of the cell. */
void blocks_fit(struct cell *cell, const color *colors, int count);

/* The glyph of blocks where a bit is set: bit 0 the upper left, then to the right and downwards. */
uint32_t blocks_glyph(unsigned mask, int count);

#endif
