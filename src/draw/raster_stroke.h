#ifndef OVERSHOOT_DRAW_RASTER_STROKE_H
#define OVERSHOOT_DRAW_RASTER_STROKE_H

/* Strokes on a raster: first what they cover of its pixels, then, all at once, that in an ink. */

#include "raster.h"
#include "raster_line.h"

/* What is drawn, where, and how large. */
struct stroking {
    struct raster *raster;
    const struct drawing *drawing;
    const struct device *device;
    double unit;        /* pixels in a tenth of a cell's width */
    struct cover cover; /* the raster's, or a coat's */
    double top, bottom; /* of what is covered, roughly; none: top is greater */
};

struct stroking stroke_begin(struct raster *raster, const struct drawing *drawing,
                             const struct device *device, double cell);
/* Where a point of the drawing is, in pixels. */
struct point stroke_place(const struct stroking *job, struct point point);
/* What is covered goes as far as this. */
void stroke_reach(struct stroking *job, struct point at, double around);
/* Of the raster's rows: all that are covered are from one of them to before the other. */
int stroke_top(const struct stroking *job);
int stroke_bottom(const struct stroking *job);

/* A line's, in pixels. */
float stroke_width(const struct stroking *job, const struct shape *shape);
/* What it makes of the light below it; 1: it has an ink. */
float stroke_light(const struct shape *shape);
/* What a line covers, `more` wider than it is; its dashes go on from a phase, which is returned. */
double stroke_cover(struct stroking *job, const struct shape *shape, float more, bool hair,
                    double phase);

/* In an ink, of which so many 256ths are seen; or, where `light` is not 1, in another light. */
void stroke_show(struct stroking *job, color ink, unsigned share, float light);
void stroke_show_row(struct raster *raster, int row, color ink, unsigned share, float light);

#endif
