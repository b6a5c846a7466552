#ifndef OVERSHOOT_VIEW_PLOT_H
#define OVERSHOOT_VIEW_PLOT_H

/* A part of the plane in a part of the frame, with its axes. */

#include "screen.h"

/* Where the plane's points are on the screen. */
struct plot {
    const struct screen *screen;
    struct area area; /* without axes */
    struct region view;
    const struct ground *ground; /* of the relief; NULL: it is seen from above */
};

/* In cells, with fractions: (0, 0) is the plot's upper left corner. */
double plot_column(const struct plot *plot, double x);
double plot_row(const struct plot *plot, double y);
/* A cell of the plot by its place in it; one that nobody sees when it is outside. */
struct cell *plot_cell(const struct plot *plot, double column, double row);
bool plot_inside(const struct plot *plot, double column, double row);

/* The columns that the numbers left of a plot need. */
int plot_axis_width(const struct plot *plot);
/* The numbers left of the plot and in the row below it. */
void plot_draw_axes(const struct plot *plot);

#endif
