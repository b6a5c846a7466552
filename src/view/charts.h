#ifndef OVERSHOOT_VIEW_CHARTS_H
#define OVERSHOOT_VIEW_CHARTS_H

/* Charts of the record over the iterations: those of the view, one above the other, and the small
 * ones of the panel. */

#include "../lab/series.h"
#include "screen.h"

/* From a value to 0 … 1. */
struct chart_scale {
    double low, high;
    bool logarithmic;
    double origin, unit; /* the height is (value - origin)*unit, or that of the value's logarithm */
};
struct chart_scale chart_scale_of(enum quantity quantity, double least, double greatest,
                                  double positive, double limit);
double chart_scale_height(const struct chart_scale *scale, double value);

/* One chart: what is drawn where. */
struct chart {
    const struct screen *screen;
    enum quantity quantity;
    struct area plot;
    struct axis axis;
    struct chart_scale scale;
    const struct series *series[BALLS_MAX];
    double limit; /* the selected ball's; NaN: none */
};
/* Whether there is anything to draw. */
bool chart_begin(const struct screen *screen, enum quantity quantity, struct area plot,
                 struct chart *chart);
void chart_draw(const struct chart *chart);
/* Of the selected ball's ghosts, which are to be in the picture too. */
struct chart_range {
    double least, greatest, positive; /* positive: the least above 0 */
};
/* False: it has none. */
bool chart_ghosts_range(const struct chart *chart, struct chart_range *range);
/* They are dots, the older the fainter. */
void chart_ghosts_draw(const struct chart *chart);
/* The column of the plot where an iteration is drawn. */
int chart_tick_column(const struct axis *axis, int64_t tick);
/* The mouse can point at iterations there. */
void chart_add_hit(const struct screen *screen, struct area plot);
/* What colours fade to. */
color chart_ground(const struct screen *screen);
/* A line's glyph where it is so far above a row's bottom: by its height in the cell. */
uint32_t chart_line_glyph(const struct screen *screen, double up);
/* A glyph over what the chart has in a cell of the frame. */
void chart_put(const struct screen *screen, int column, int row, uint32_t glyph, color ink,
               int attributes);

/* The view. */
part_drawer charts_draw;

#endif
