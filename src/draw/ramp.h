#ifndef OVERSHOOT_DRAW_RAMP_H
#define OVERSHOOT_DRAW_RAMP_H

/* The colours of a field: a colour map made quiet, so that lines over it are seen. Its hues stay;
 * its light rises evenly from low to high, in a narrow band near the theme's ground. With 256
 * colours it is made of those of the cube, so that a terminal shows it as it is. */

#include "color.h"

struct colormap_row;

enum { RAMP_STEPS = 256 };

struct ramp {
    color colors[RAMP_STEPS];
};

void ramp_make(struct ramp *ramp, const struct colormap_row *map, enum color_level level,
               enum light light);

/* The colour at 0 … 1. */
static inline color ramp_at(const struct ramp *ramp, float tone)
{
    float place = tone > 0 ? tone < 1 ? tone : 1 : 0;
    return ramp->colors[(int)(place * (RAMP_STEPS - 1) + 0.5F)];
}

#endif
