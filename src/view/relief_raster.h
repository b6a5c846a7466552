#ifndef OVERSHOOT_VIEW_RELIEF_RASTER_H
#define OVERSHOOT_VIEW_RELIEF_RASTER_H

/* The relief as samples, with the nearest surface at each: a z-buffer. A cell has RASTER_ACROSS x
 * RASTER_DOWN samples, four for each of its two pixels. */

#include "relief_mesh.h"

enum { RASTER_ACROSS = 2, RASTER_DOWN = 4 };

struct raster_sample {
    float nearness; /* less its depth: the greater, the nearer; RASTER_NOTHING: nothing is there */
    float tone;
    float shade; /* how it is lit; of a wall, how much of it is left: it fades downwards */
    bool wall;   /* of the block, and not the surface */
};
#define RASTER_NOTHING (-100.0F)

struct raster {
    int columns, rows; /* samples */
    struct raster_sample *samples;
};

/* Draws the block with this surface; the size is in cells. */
void relief_raster_draw(struct raster *raster, const struct mesh *mesh, const struct camera *camera,
                        int columns, int rows);
void relief_raster_free(struct raster *raster);

/* What is at a place of the picture, in cells; NULL outside. */
const struct raster_sample *raster_at(const struct raster *raster, double column, double row);

#endif
