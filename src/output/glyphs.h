#ifndef OVERSHOOT_OUTPUT_GLYPHS_H
#define OVERSHOOT_OUTPUT_GLYPHS_H

/* The letters of pictures that bring their own: a small font. */

#include <stdint.h>

enum { GLYPH_WIDTH = 8, GLYPH_HEIGHT = 16 };

struct glyph {
    uint32_t character;
    uint64_t rows[2]; /* the upper eight rows, the lower ones */
};
extern const struct glyph glyphs[];
extern const int glyph_count;

#endif
