#ifndef OVERSHOOT_DRAW_RASTER_H
#define OVERSHOOT_DRAW_RASTER_H

/* The device of pixels: a drawing as a picture of any size, anti-aliased. Labels are left to those
 * who have letters. A raster is shared by those who show it: it has a count of owners. */

#include "drawing.h"
#include "lines.h"

#include "../base/stamp.h"

#include <stddef.h>

struct box {
    int left, top, right, bottom; /* right and bottom are outside */
};
/* Some of them. */
enum { BOX_LIST_MAX = 64 };
struct box_list {
    struct box items[BOX_LIST_MAX];
    int count;
};

enum { RASTER_OWNERS = 66, RASTER_LANDINGS = 4 };

struct raster {
    owners owners;
    int width, height;
    color *pixels; /* row by row, 0xRRGGBB */
    /* Of the stroke that is being drawn, else all 0: how much of each pixel is covered, and where
     * in each row. */
    uint8_t *cover;
    struct extent *extents;
    size_t capacity, row_capacity;
    int lines; /* of the past that were drawn so far: of thousands each is a hair */
    struct point landings[RASTER_OWNERS][RASTER_LANDINGS]; /* the last ones of each owner */
    bool has_field;
    color ground;  /* what inks are seen on: the field's middle, or the plain ground */
    int64_t stamp; /* equal ones: equal pixels */
    /* It is a copy of what had this stamp (0: of nothing), but for what is in the box; more
     * closely, in the parts of it. */
    int64_t source;
    struct box drawn;
    struct box_list parts;
};

/* The most pixels that a picture may have. */
enum { RASTER_MOST = 1 << 26 };

struct raster *raster_new(void);
void raster_free(const struct raster *raster); /* one owner less; NULL: nothing */

/* Sets the size and fills it with a colour. */
void raster_begin(struct raster *raster, int width, int height, color ground);
/* Makes it what another one is. Quick when it was that before, but for a little. */
void raster_copy(struct raster *raster, const struct raster *from);

/* Draws all of a drawing into the whole picture. Widths are for cells that are `cell` pixels wide,
 * and twice as high. Of the device colours and theme count. */
void raster_draw(struct raster *raster, const struct drawing *drawing, const struct device *device,
                 double cell);
/* The same without marks but those of dots. */
void raster_draw_lines(struct raster *raster, const struct drawing *drawing,
                       const struct device *device, double cell);

/* Makes a part of it what another one of its size has there. */
void raster_copy_box(struct raster *raster, const struct raster *from, struct box box);

/* It is not what it was there. */
void raster_note(struct raster *raster, struct box box);

bool box_is_empty(const struct box *box);
/* The least one that has both; what both have. */
struct box box_around(const struct box *a, const struct box *b);
struct box box_common(const struct box *a, const struct box *b);
double box_size(const struct box *box);
/* One more, of `most` at most. Two are one where that is not much more than both: to begin another
 * one costs something. */
void box_list_add(struct box_list *boxes, struct box box, int most);

/* The mean colour of a part of it. */
color raster_mean(const struct raster *raster, struct box box);

#endif
