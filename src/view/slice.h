#ifndef OVERSHOOT_VIEW_SLICE_H
#define OVERSHOOT_VIEW_SLICE_H

/* The slice: the loss along a line through the selected ball.
 *
 * Its direction is the next update, or its part along an axis, so that the ball is at s = 0 and
 * lands at s = 1. Where there is no update to speak of, it is the gradient's or an axis's. */

#include "screen.h"

#include "../lab/slice.h"

struct slice slice_measure(const struct screen *screen);

/* Draws the picture but for the ball, and keeps what the ball needs; then the ball. */
part_drawer slice_draw_ground, slice_draw_ball;

/* What its drawing and its words share. */
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
