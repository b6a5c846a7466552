#ifndef OVERSHOOT_BASE_PLANE_H
#define OVERSHOOT_BASE_PLANE_H

/* Points of a plane, and parts of it. */

#include <stdbool.h>

struct point {
    double x, y;
};

/* A part of the way from one to another. */
static inline struct point point_between(struct point from, struct point to, double part)
{
    if (part >= 1)
        return to;
    return (struct point){from.x + part * (to.x - from.x), from.y + part * (to.y - from.y)};
}

struct region {
    double x0, x1, y0, y1;
};

/* The part of the x axis on which a function of x alone is looked at: it has no height. */
static inline bool region_is_line(const struct region *region)
{
    return region->y0 == 0 && region->y1 == 0;
}

static inline bool region_equal(const struct region *a, const struct region *b)
{
    return a->x0 == b->x0 && a->x1 == b->x1 && a->y0 == b->y0 && a->y1 == b->y1;
}

/* Of a line, the square over it; what has a height stays. */
static inline void region_square(struct region *region)
{
    if (region_is_line(region))
        region->y0 = region->x0, region->y1 = region->x1;
}

#endif
