#ifndef OVERSHOOT_OUTPUT_GLYPH_BOX_H
#define OVERSHOOT_OUTPUT_GLYPH_BOX_H

/* Glyphs that fill their cell, and join those beside it: lines, blocks, dots. They are computed, so
 * that they do so in cells of any size. */

#include "../draw/raster_line.h"

/* Adds what it covers of a cell; false if the character is none of them. */
bool glyph_box(struct cover *cell, uint32_t character);

#endif
