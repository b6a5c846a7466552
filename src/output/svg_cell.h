#ifndef OVERSHOOT_OUTPUT_SVG_CELL_H
#define OVERSHOOT_OUTPUT_SVG_CELL_H

/* A cell as a picture sees it: no colour is the terminal's own any more, half blocks are the
 * colours of its two halves, and what looks the same is the same. */

#include "../draw/color.h"
#include "../draw/frame.h"

/* The unit of pictures is half the height of a cell, which is also its width, in pixels. */
enum { SVG_UNIT = 9 };

/* What the default colours are. */
struct svg_ground {
    color ink, paper;
};
struct svg_ground svg_ground(enum light light);

struct svg_cell {
    uint32_t glyph, combine; /* glyph 0: nothing but colour */
    bool wide, second;       /* the columns of a glyph that takes two */
    color ink;               /* 0 without a glyph */
    color halves[2];         /* behind the glyph: upper, lower */
    uint8_t attributes;      /* ATTRIBUTE_BOLD and ATTRIBUTE_UNDERLINE, of the glyph */
};

/* The cell at an index of the frame's; the cursor is a cell in reverse. */
struct svg_cell svg_cell_of(const struct frame *frame, int index, struct svg_ground ground);
bool svg_cell_equal(const struct svg_cell *a, const struct svg_cell *b);

#endif
