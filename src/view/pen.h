#ifndef OVERSHOOT_VIEW_PEN_H
#define OVERSHOOT_VIEW_PEN_H

/* From a thinned line, or from places one by one, to a line of a figure: of what falls into one
 * column of the picture the first, the least, the greatest and the last are drawn. All lines of
 * charts are drawn by it. */

#include "scale.h"

#include "../draw/drawing.h"
#include "../lab/thinned.h"

struct pen {
    const struct chart_scale *x, *y;
    double width, left; /* of a column; where the first begins */
    int64_t column;     /* what falls into it, and is not yet drawn */
    int count;
    struct point first, low, high, last;
    bool low_first;
    struct point end; /* of what is drawn; NaN: it is lifted */
};
struct pen pen_new(const struct chart_scale *x, const struct chart_scale *y, int columns);
/* Begins a shape, which goes on where the pen is. */
void pen_begin(const struct pen *pen, struct drawing *drawing, struct ink ink);
/* On to a place, in values; NaN: from nowhere on. */
void pen_go(struct pen *pen, struct drawing *drawing, struct point to);
/* So many buckets of a line. */
void pen_follow(struct pen *pen, struct drawing *drawing, const struct thinned *line, int from,
                int to);
/* Draws what is not drawn yet. */
void pen_lift(struct pen *pen, struct drawing *drawing);

#endif
