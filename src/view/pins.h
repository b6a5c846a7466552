#ifndef OVERSHOOT_VIEW_PINS_H
#define OVERSHOOT_VIEW_PINS_H

/* The places that the user has marked, in slices: those on its line, or as near as that. */

#include "figure.h"

/* A line in the plane: from + s*along is at base + s*scale on the axis, over which the loss is. */
struct pin_line {
    struct point from, along;
    double base, scale;
    const struct point *curve;
    int count; /* of its points */
};
void pins_on_line(struct figure *figure, const struct pin_line *line);

#endif
