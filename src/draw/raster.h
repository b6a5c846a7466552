#ifndef OVERSHOOT_DRAW_RASTER_H
#define OVERSHOOT_DRAW_RASTER_H

/* The device of pixels: a drawing as a picture of any size, anti-aliased. Labels are left to those
 * who have letters. */

#include "drawing.h"
#include "lines.h"

#include <stddef.h>

struct raster {
    int width, height;
    color *pixels;  /* row by row */
    uint8_t *cover; /* of the stroke that is being drawn; else all 0 */
    size_t capacity;
};

/* Sets the size of a raster, which is all 0 at first, and fills it with a colour. */
void raster_begin(struct raster *raster, int width, int height, color ground);
void raster_free(struct raster *raster); /* what it holds */

/* Draws all of a drawing into the whole picture. Widths are for cells that are `cell` pixels wide,
 * and twice as high. Of the device colours and theme count. */
void raster_draw(struct raster *raster, const struct drawing *drawing, const struct device *device,
                 double cell);

#endif
