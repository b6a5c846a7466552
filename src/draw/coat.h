#ifndef OVERSHOOT_DRAW_COAT_H
#define OVERSHOOT_DRAW_COAT_H

/* Lines that grow, on a raster. */

#include "raster.h"

/* What a line that grows covers: so that all that it crosses can be drawn anew in a part of a
 * picture, with each line in its place above others, from what is kept of each. */
struct coat {
    int width, height;
    uint8_t *cover; /* of each pixel, in its own order */
    size_t capacity;
    double phase;     /* of its dashes, where it ends */
    struct box drawn; /* nothing of it is outside */
    struct coat_column {
        int top, bottom; /* nothing is above and below; none: bottom is not greater */
    } * columns;
    int column_capacity;
    int64_t stamp; /* another one whenever it is not what it was */
};
/* What a coat has in a part of a picture, together with the beginning of what its line goes on by
 * this time: in the next frame most of that is the same. All 0 at first. */
enum { PATCH_POINTS = 24 };
struct patch {
    struct box box;
    int64_t stamp; /* of the coat */
    uint8_t *cover;
    size_t capacity;
    double phase;                      /* of the dashes, where that beginning ends */
    struct point points[PATCH_POINTS]; /* of the line, as it was the last time */
    int count, covered;                /* so many of them are in it */
};
void patch_free(struct patch *patch); /* what it holds */

/* Empties one, which is all 0 at first. */
void coat_begin(struct coat *coat, int width, int height);
void coat_free(struct coat *coat); /* what it holds */
/* Where a line of a drawing is seen on a raster. */
struct box coat_box(const struct raster *raster, const struct drawing *drawing,
                    const struct shape *line, const struct device *device, double cell);
/* The line goes on; the raster is what it will be shown on. */
void coat_add(struct coat *coat, struct raster *raster, const struct drawing *drawing,
              const struct shape *line, const struct device *device, double cell);
/* Shows it in a box, in the ink of a line of a drawing, by which it goes on this time only. patch:
 * of the same coat and about the same box in the frame before; or NULL. */
void coat_show(const struct coat *coat, struct patch *patch, struct raster *raster, struct box box,
               const struct drawing *drawing, const struct shape *line, const struct device *device,
               double cell);

#endif
