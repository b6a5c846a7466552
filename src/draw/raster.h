#ifndef OVERSHOOT_DRAW_RASTER_H
#define OVERSHOOT_DRAW_RASTER_H

/* The device of pixels: a drawing as a picture of any size, anti-aliased. Labels are left to those
 * who have letters. A raster is shared by those who show it: it has a count of owners. */

#include "drawing.h"
#include "lines.h"

#include "../base/stamp.h"

#include <stddef.h>

struct raster {
    owners owners;
    int width, height;
    color *pixels; /* row by row, 0xRRGGBB */
    /* Of the stroke that is being drawn, else all 0: how much of each pixel is covered, and where
     * in each row. */
    uint8_t *cover;
    struct extent *extents;
    size_t capacity, row_capacity;
    int lines; /* that were drawn so far: of thousands each is a hair */
    bool has_field;
    color ground;  /* what inks are seen on: the field's middle, or the plain ground */
    int64_t stamp; /* equal ones: equal pixels */
    /* It is a copy of what had this stamp (0: of nothing), but for what is in the box. */
    int64_t source;
    struct box {
        int left, top, right, bottom; /* right and bottom are outside */
    } drawn;
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

/* What a line that grows covers: so that all that it crosses can be drawn anew in a part of a
 * picture, with each line in its place above others, from what is kept of each. */
struct coat {
    int width, height;
    uint8_t *cover; /* of each pixel */
    size_t capacity;
    double phase;     /* of its dashes, where it ends */
    struct box drawn; /* nothing of it is outside */
};
/* Empties one, which is all 0 at first. */
void coat_begin(struct coat *coat, int width, int height);
void coat_free(struct coat *coat); /* what it holds */
/* Where a line of a drawing is seen on a raster. */
struct box coat_box(const struct raster *raster, const struct drawing *drawing,
                    const struct shape *line, const struct device *device, double cell);
/* The line goes on; the raster is what it will be shown on. */
void coat_add(struct coat *coat, struct raster *raster, const struct drawing *drawing,
              const struct shape *line, const struct device *device, double cell);
/* Shows it in a box, in the ink of a line of a drawing, by which it goes on this time only. */
void coat_show(const struct coat *coat, struct raster *raster, struct box box,
               const struct drawing *drawing, const struct shape *line, const struct device *device,
               double cell);

bool box_is_empty(const struct box *box);
/* The least one that has both; what both have. */
struct box box_around(const struct box *a, const struct box *b);
struct box box_common(const struct box *a, const struct box *b);

/* The mean colour of a part of it. */
color raster_mean(const struct raster *raster, struct box box);

#endif
