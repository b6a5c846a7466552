#ifndef OVERSHOOT_DRAW_RASTER_DOTS_H
#define OVERSHOOT_DRAW_RASTER_DOTS_H

/* Lines whose points are wholly there or not: dots, letters, and glyphs that join over their sides.
 * Ends are in points from the upper left corner, near enough to the picture. */

#include "raster_line.h"

/* Sets a point in an ink, unless what is there lies above. */
static inline void raster_point(struct cover *cover, int x, int y, uint8_t ink, uint8_t covered)
{
    int at = y * cover->width + x;
    if ((unsigned)x >= (unsigned)cover->width || (unsigned)y >= (unsigned)cover->height ||
        cover->ink[at] > ink)
        return;
    cover->ink[at] = ink;
    cover->cover[at] = covered;
}

/* A point for each step along the longer way; two where a stroke is wider than one and a half. */
void raster_dots(struct cover *cover, const struct stroke *stroke, float x0, float y0, float x1,
                 float y1);

/* From side to side, never over a corner, so that it joins in every font. What is covered is which
 * sides are touched: NORTH … WEST; none, where it is dashed. */
void raster_sides(struct cover *cover, const struct stroke *stroke, float x0, float y0, float x1,
                  float y1);

#endif
