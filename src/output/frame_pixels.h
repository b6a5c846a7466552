#ifndef OVERSHOOT_OUTPUT_FRAME_PIXELS_H
#define OVERSHOOT_OUTPUT_FRAME_PIXELS_H

/* A frame as pixels, with letters of its own: what files of pictures and films show. */

#include "image.h"

#include "../base/error.h"
#include "../draw/color.h"
#include "../draw/frame.h"

struct frame_pixels_options {
    int columns, rows; /* of larger frames the rest is not seen, beside smaller ones is ground */
    struct cell_size cell;
    enum light light; /* what the default colours are: dark on light */
    const char *font; /* of glyph_font.h */
};

/* How large cells are; at 1 they are 9 pixels wide and 18 high. */
struct cell_size frame_pixels_cell(double scale);

/* What a picture measures; false with the reason where that would be too large. */
bool frame_pixels_size(const struct frame_pixels_options *options, int *width, int *height,
                       struct error *error);

/* What is around a picture. */
color frame_pixels_ground(enum light light);

/* Keeps the glyphs that were painted before. NULL with the reason if the font cannot be had. */
struct painter;
struct painter *painter_new(const struct frame_pixels_options *options, struct error *error);
void painter_free(struct painter *painter);

/* Paints all of a frame, its plates where they are of such cells, with a margin around it as wide
 * as a cell; begins the image, which is all 0 at first. The size must be possible. */
void painter_paint(struct painter *painter, struct image *image, const struct frame *frame);

#endif
