#ifndef OVERSHOOT_OUTPUT_SVG_PLAN_H
#define OVERSHOOT_OUTPUT_SVG_PLAN_H

/* How cells that change become layers: each is painted over all before it at a moment, and taken
 * away at another when what is below is right again. */

#include "svg_cell.h"

struct svg_change {
    int moment; /* number of it, from 1 on */
    int index;  /* of the cell */
    struct svg_cell cell;
};

enum { SVG_FOREVER = 0x7FFFFFFF };

/* The cells of a layer are next to each other in a plan, which is in the order of painting. */
struct svg_paint {
    int begin, end; /* moments */
    int index;
    struct svg_cell cell;
    bool bare; /* its glyph covers the one below, and the rest is as it was */
};

/* The changes in the order of moments; first: what the cells were before. Returns *paint_count
 * paints, the caller's. */
struct svg_paint *svg_plan(const struct svg_cell *first, const struct svg_change *changes,
                           int change_count, int *paint_count);

#endif
