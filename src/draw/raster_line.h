#ifndef OVERSHOOT_DRAW_RASTER_LINE_H
#define OVERSHOOT_DRAW_RASTER_LINE_H

/* Lines with a width and round ends as what they cover of each pixel. */

#include <stdbool.h>
#include <stdint.h>

/* What is covered, row by row: how much of each pixel (0 … 255), and by which ink (NULL: it does
 * not matter). Of two inks the greater number lies above. */
struct cover {
    int width, height;
    uint8_t *cover, *ink;
};

struct stroke {
    float width;      /* in pixels, where a pixel is 1 wide */
    float tall;       /* how high a pixel is */
    uint8_t ink;      /* its number */
    uint8_t strength; /* 255: what it covers wholly is covered wholly */
    uint8_t on, of;   /* of the pixels along it; 1 of 1: all */
};

/* The ends in pixels from the upper left corner. Exact for what is straight of it. */
void raster_line(struct cover *cover, const struct stroke *stroke, float x0, float y0, float x1,
                 float y1);

#endif
