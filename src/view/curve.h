#ifndef OVERSHOOT_VIEW_CURVE_H
#define OVERSHOOT_VIEW_CURVE_H

/* A function of one variable, where a surface has its map: the curve, and on it all that the map
 * shows. Leaps fly over it. */

#include "layers.h"

#include "../lab/curve.h"

struct curve_plot {
    struct layers layers;
    struct curve curve;
    struct tone_scale heights; /* where they are logarithms */
    /* What it was drawn for: */
    int64_t problem;
    int stride;
    bool logs;
    struct region frame;
    struct area area;
    struct device device;
};
void curve_plot_free(struct curve_plot *plot);

part_drawer curve_draw;

/* What another ground below the curve needs: the plot in an area, whether it is not what it was,
 * the curve itself, and the axes where there is room for them. The screen's device must be that of
 * charts. */
struct plot curve_plot_in(const struct screen *screen, struct area area, bool *axes);
bool curve_changes(struct curve_plot *kept, const struct plot *plot);
void curve_draw_ground(const struct plot *plot);
void curve_draw_axes(const struct plot *plot);
extern const struct projection curve_projection;

#endif
