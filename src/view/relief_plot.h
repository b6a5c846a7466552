#ifndef OVERSHOOT_VIEW_RELIEF_PLOT_H
#define OVERSHOOT_VIEW_RELIEF_PLOT_H

/* What is drawn on the relief's ground. */

#include "relief_ground.h"

struct relief_plot {
    const struct screen *screen;
    const struct ground *ground;
    struct area area;
};

/* A place in the plane, as the block has it: -1 … 1 where it is in view. */
struct planar {
    double x, y;
};
struct planar relief_planar(const struct relief_plot *plot, struct point point);
bool relief_contains(struct planar place);

/* Where a place in view is seen, a little above the surface; NaN columns where there is none. */
struct sighted relief_sight(const struct relief_plot *plot, struct planar place);
/* The cell there; one that nobody sees outside the area. */
struct cell *relief_cell(const struct relief_plot *plot, double column, double row);

/* What the balls have left behind, ghosts, and the way ahead, as far as nothing hides them. */
void relief_draw_trails(const struct relief_plot *plot);
/* Numbers along the two edges of the foot that are nearest to the viewer. */
void relief_draw_axes(const struct relief_plot *plot);

#endif
