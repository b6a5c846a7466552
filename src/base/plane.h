#ifndef OVERSHOOT_BASE_PLANE_H
#define OVERSHOOT_BASE_PLANE_H

/* Points of a plane, and parts of it. */

struct point {
    double x, y;
};

struct region {
    double x0, x1, y0, y1;
};

#endif
