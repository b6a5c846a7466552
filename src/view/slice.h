#ifndef OVERSHOOT_VIEW_SLICE_H
#define OVERSHOOT_VIEW_SLICE_H

/* The slice: the loss along a line through the selected ball, that of its next update. */

#include "screen.h"

#include "../lab/slice.h"

struct slice slice_measure(const struct screen *screen);

/* Draws the picture but for the ball, and keeps what the ball needs; then the ball. */
part_drawer slice_draw_ground, slice_draw_ball;

/* Where the ball flies. */
struct slice_flight {
    bool shown, moves; /* moves: it is on its way */
    struct area plot;
    struct region plane;
    struct point from, to;
    double rise; /* of its arc */
};

#endif
