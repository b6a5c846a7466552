#ifndef OVERSHOOT_VIEW_RELIEF_GROUND_H
#define OVERSHOOT_VIEW_RELIEF_GROUND_H

/* The relief without what stands on it: colours, and the depth behind them. Kept until camera,
 * surface, size or look change. */

#include "relief_raster.h"
#include "subject.h"

#include "../draw/canvas.h"
#include "../draw/ramp.h"

struct ground {
    struct subject subject; /* of the picture */
    double turn, tilt;
    int stride; /* of the survey that it was made of; 0: nothing is known yet */
    struct mesh mesh;
    struct camera camera;
    struct raster raster;
    struct ramp ramp;
    int columns, rows; /* of the colours */
    color *colors;     /* COLOR_DEFAULT: none; where there are none, lines tell its form */
};

/* Brings it up to date. True: it is not what it was. */
bool ground_update(struct ground *ground, const struct screen *screen,
                   const struct subject *subject);
void ground_free(struct ground *ground);

/* Whether something stands before a point that is seen there, which is on the surface or above. */
bool ground_hides(const struct ground *ground, struct sighted sighted);

#endif
