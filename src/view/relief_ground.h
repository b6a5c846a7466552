#ifndef OVERSHOOT_VIEW_RELIEF_GROUND_H
#define OVERSHOOT_VIEW_RELIEF_GROUND_H

/* The relief without what moves on it: cells, and the depth behind them. Kept until camera,
 * surface, size or look change, so that a frame in which only balls move costs a copy. */

#include "aspect.h"
#include "relief_raster.h"

struct ground {
    struct aspect aspect; /* of the picture */
    double turn, tilt;
    int stride; /* of the survey that it was made of */
    struct mesh mesh;
    struct camera camera;
    struct raster raster;
    struct cell *cells; /* NULL: nothing is drawn yet */
};

/* Brings the picture up to date and draws it into an area. */
void ground_draw(struct ground *ground, const struct screen *screen, struct area area);
/* The raster as cells. */
void ground_paint(const struct ground *ground, struct cell *cells);
void ground_free(struct ground *ground);

/* Whether something stands before a point that is seen there, which is on the surface or above. */
bool ground_hides(const struct ground *ground, struct sighted sighted);

#endif
