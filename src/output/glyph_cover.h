#ifndef OVERSHOOT_OUTPUT_GLYPH_COVER_H
#define OVERSHOOT_OUTPUT_GLYPH_COVER_H

/* Characters as what they cover of a cell of any size. */

#include "../draw/raster_line.h"

/* The usual width of cells: letters are then as they are in their font, with a pixel between. */
enum { GLYPH_CELL = 9 };

/* Adds what the character covers; a frame for one that nobody knows how to write. `cell` is all the
 * columns that it takes. */
void glyph_cover(struct cover *cell, uint32_t character);

/* Whether it is known; and whether it is no letter, but a mark, line, block or dots, which are
 * computed. */
bool glyph_is_known(uint32_t character);
bool glyph_is_figure(uint32_t character);

#endif
