#ifndef OVERSHOOT_DRAW_RASTER_DOTS_H
#define OVERSHOOT_DRAW_RASTER_DOTS_H

/* Lines whose points are wholly there or not: dots, blocks, letters, and glyphs that join over
 * their sides. Ends are in points from the upper left corner, near enough to the picture. */

#include <stdbool.h>
#include <stdint.h>

/* The ink of each point, row by row; 0: none. The greater number lies above. */
struct points {
    int width, height;
    uint8_t *inks, *sides; /* which sides are touched, where glyphs join over them; else NULL */
};

struct pen {
    uint8_t ink;
    uint8_t wide;   /* in points */
    uint8_t on, of; /* of the points along it; 1 of 1: all */
    uint8_t tall;   /* how high a point is, where it is 1 wide */
};

/* Sets a point in an ink; false: what is there lies above, or it is outside. */
static inline bool raster_point(struct points *points, int x, int y, uint8_t ink)
{
    int at = y * points->width + x;
    if ((unsigned)x >= (unsigned)points->width || (unsigned)y >= (unsigned)points->height ||
        points->inks[at] > ink)
        return false;
    points->inks[at] = ink;
    if (points->sides)
        points->sides[at] = 0;
    return true;
}

/* A point for each step along the longer way. */
void raster_dots(struct points *points, const struct pen *pen, float x0, float y0, float x1,
                 float y1);

/* From side to side, never over a corner, so that it joins in every font; no sides where it is
 * dashed. */
void raster_sides(struct points *points, const struct pen *pen, float x0, float y0, float x1,
                  float y1);

#endif
