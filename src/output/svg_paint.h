#ifndef OVERSHOOT_OUTPUT_SVG_PAINT_H
#define OVERSHOOT_OUTPUT_SVG_PAINT_H

/* Cells as SVG elements: their colours, blocks, lines and marks as one path for each kind and
 * colour, their text as text. */

#include "svg_cell.h"

#include "../base/text.h"

struct svg_place {
    int column, row;
    struct svg_cell cell;
    bool bare;                 /* only the glyph: what is behind it is there already */
    const struct nudge *nudge; /* of its words; or NULL */
    bool covers; /* what is behind it lies over something, even if it is of the paper's colour */
};

struct svg_manner {
    struct svg_ground ground;
    /* The cells lie over others: also those of the paper's colour are painted, and what the shapes
     * have in common is said by the rules of svg_paint_classes, for a group of class f. */
    bool over;
};

/* The places are in the order of rows and columns. */
void svg_paint(struct text *out, const struct svg_place *places, int count,
               struct svg_manner manner);

/* The glyph of a cell alone, as if the cell were the picture's first. */
void svg_paint_glyph(struct text *out, const struct svg_cell *cell, struct svg_ground ground);

/* Appends the style sheet's rules for what lies over. */
void svg_paint_classes(struct text *out);

/* The text of svg_paint. */
void svg_paint_text(struct text *out, const struct svg_place *places, int count,
                    struct svg_ground ground);

/* Whether two cells side by side are of one run of text. */
bool svg_text_goes_on(const struct svg_cell *a, const struct svg_cell *b);

/* Text as XML has it. What XML cannot have comes out as U+FFFD, and marks of direction, which could
 * reorder what follows, are left out. */
void svg_escape(struct text *out, uint32_t character);

#endif
