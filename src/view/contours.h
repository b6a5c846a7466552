#ifndef OVERSHOOT_VIEW_CONTOURS_H
#define OVERSHOOT_VIEW_CONTOURS_H

/* Lines of equal loss, traced through the tones of a grid: each line of a level in one piece. */

#include "plot.h"

/* Tones at columns x rows points of the plane. */
struct grid {
    const float *tones;
    int stride; /* in floats, from one tone to the next */
    int columns, rows;
    struct point first, step; /* the plane's point of the first tone, and from one to the next */
};

/* The point at a place between the grid's, in steps. */
struct point grid_point(const struct grid *grid, double column, double row);

/* Where a level's line runs most nearly level across the screen, the flattest first: for a label.
 */
enum { FLAT_MAX = 24 };
struct flat_places {
    struct point points[FLAT_MAX];
    double slopes[FLAT_MAX];
    int count;
};

/* Draws the lines of some tones, rising, in an ink. Where several would run through one field of
 * the grid there are none: it is too steep for lines, and colour tells it. The places of each level
 * are noted where that is not NULL. */
void contours_draw(const struct plot *plot, const struct grid *grid, const struct levels *levels,
                   struct ink ink, struct flat_places *places);

#endif
