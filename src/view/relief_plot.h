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
/* The same so far above it. */
struct sighted relief_sight_above(const struct relief_plot *plot, struct planar place, double lift);
/* The cell there; one that nobody sees outside the area. */
struct cell *relief_cell(const struct relief_plot *plot, double column, double row);

/* What the balls have left behind, ghosts, and the way ahead, as far as nothing hides them. */
void relief_draw_trails(const struct relief_plot *plot);
/* A line on the surface, as a hop of the selected ball, in that ink. */
void relief_draw_line(const struct relief_plot *plot, struct planar from, struct planar to,
                      color ink);
/* The selected ball's step and what it is made of, as shadows on the surface. */
void relief_draw_arrows(const struct relief_plot *plot);
/* A field of arrows for minus the gradient, fainter where it is less. */
void relief_draw_field(const struct relief_plot *plot);
/* Numbers along the two edges of the foot that are nearest to the viewer. */
void relief_draw_axes(const struct relief_plot *plot);

#endif
