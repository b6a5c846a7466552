#ifndef OVERSHOOT_OUTPUT_IMAGE_H
#define OVERSHOOT_OUTPUT_IMAGE_H

/* Pixels, as files have them. */

#include "../base/memory.h"
#include "../draw/frame.h"

#include <stddef.h>
#include <stdlib.h>

enum { IMAGE_PIXELS_MAX = 50 * 1000 * 1000 };

struct image {
    int width, height;
    color *pixels; /* row by row, 0xRRGGBB */
    size_t capacity;
};

static inline size_t image_count(const struct image *image)
{
    return (size_t)image->width * (size_t)image->height;
}

/* Sets the size of an image, which is all 0 at first; its pixels are to be written. */
static inline void image_begin(struct image *image, int width, int height)
{
    image->width = width;
    image->height = height;
    if (image_count(image) > image->capacity) {
        image->capacity = image_count(image);
        image->pixels = memory_resize(image->pixels, image->capacity, sizeof *image->pixels);
    }
}

static inline void image_free(struct image *image) /* what it holds */
{
    free(image->pixels);
    *image = (struct image){0};
}

#endif
