#ifndef OVERSHOOT_OUTPUT_PIXELS_PARTS_H
#define OVERSHOOT_OUTPUT_PIXELS_PARTS_H

/* What the ways of sending pictures share. */

#include "pixels.h"

#include "../base/text.h"
#include "../draw/raster.h"

/* A picture as the terminal shows it. */
struct shown {
    struct area area;
    int width, height;
    int number; /* its own, in its place in the list */
    bool whole; /* all of it was sent */
    /* Of the raster that it was: equal stamps are equal pixels, and those of two that have one
     * source are equal but for both boxes. */
    int64_t stamp, source;
    struct box drawn;
    color *pixels;  /* as they are shown */
    color *base;    /* kitty: those of the image that lies below what has changed */
    uint8_t *open;  /* kitty: the cells in which it is seen */
    uint8_t *marks; /* kitty: the parts that have an image of their own; sixel: the shown cells */
};

struct pixels {
    struct pixels_way way;
    struct shown *shown;
    int shown_count, shown_capacity;
    bool unsure; /* whether it shows none yet */
    struct frame *cells;
    struct frame *text; /* that the terminal shows; NULL: none, or it is not known */
    struct text bytes;  /* for a moment */
    struct palette *palette;
};

/* Sends what of a picture has changed. */
void pixels_kitty(struct pixels *pixels, struct shown *shown, const struct raster *raster,
                  const struct frame *frame, struct text *out);
void pixels_sixel(struct pixels *pixels, struct shown *shown, const struct raster *raster,
                  const struct frame *frame, struct text *out);

/* Takes away what is shown of it. */
void pixels_kitty_remove(const struct shown *shown, struct text *out);

/* Of what the ways keep. */
void pixels_sixel_free(struct pixels *pixels);

/* Where it may be other than it is shown. */
static inline struct box pixels_changed(const struct shown *shown, const struct raster *raster)
{
    struct box box = {0, 0, raster->width, raster->height};
    if (raster->stamp && raster->stamp == shown->stamp)
        return (struct box){0};
    if (raster->source && raster->source == shown->source) {
        const struct box *a = &shown->drawn, *b = &raster->drawn;
        box.top = a->top < b->top ? a->top : b->top;
        box.bottom = a->bottom > b->bottom ? a->bottom : b->bottom;
    }
    return box;
}

/* Whether a picture is all that is seen in a cell of the frame. */
static inline bool pixels_are_bare(const struct frame *frame, int column, int row)
{
    const struct cell *cell = &frame->cells[row * frame->columns + column];
    return cell->attributes & ATTRIBUTE_THROUGH && cell->glyph == ' ' && !cell->combine;
}

#endif
