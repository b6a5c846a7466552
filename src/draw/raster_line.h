#ifndef OVERSHOOT_DRAW_RASTER_LINE_H
#define OVERSHOOT_DRAW_RASTER_LINE_H

/* Lines with a width and round ends as what they cover of each pixel. */

#include <stdbool.h>
#include <stdint.h>

/* How much is covered of each pixel (0 … 255), row by row. */
struct cover {
    int width, height;
    uint8_t *cover;
};

struct stroke {
    float width; /* in pixels, where a pixel is 1 wide */
    float tall;  /* how high a pixel is */
};

/* The ends in pixels from the upper left corner. Exact for what is straight of it. */
void raster_line(struct cover *cover, const struct stroke *stroke, float x0, float y0, float x1,
                 float y1);

#endif
