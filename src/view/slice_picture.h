#ifndef OVERSHOOT_VIEW_SLICE_PICTURE_H
#define OVERSHOOT_VIEW_SLICE_PICTURE_H

/* What the drawing of a slice and its words share. */

#include "slice.h"

struct picture {
    const struct screen *screen;
    struct slice slice;
    struct area area;   /* the plot itself */
    double low, high;   /* s */
    double bottom, top; /* loss */
    double
        *losses; /* at the columns' edges and middles: 2·columns + 1; NULL: there is no picture */
    bool filled; /* the ground below the curve has a colour; else the curve is a line */
    bool dotted; /* the parabola can be told from the curve */
    color ground;
};

/* The colour of the hop and of what is said of it. */
enum role slice_role(const struct slice *slice);

/* The first line: what is shown, and what the step does. */
void slice_draw_title(const struct picture *picture, struct area area);
/* Below the axis: its unit, and how far a step could go and still lead down. */
void slice_draw_unit(const struct picture *picture, int row);
void slice_draw_legend(const struct picture *picture, int row);

#endif
