#ifndef OVERSHOOT_VIEW_CHARTS_H
#define OVERSHOOT_VIEW_CHARTS_H

/* Charts of the record over the iterations: those of the view, one above the other, and the small
 * one of the panel. */

#include "../lab/series.h"
#include "line_end.h"
#include "parts.h"
#include "scale.h"

/* One chart: what is drawn where. */
struct chart {
    const struct screen *screen;
    enum quantity quantity;
    struct area plot;
    int margin; /* columns to the right of it, for what the lines end in */
    struct chart_scale x, y;
    const struct series *series[BALLS_MAX];
    struct thinned lines[BALLS_MAX];
    const struct end_names *names;
};
/* Whether there is anything to draw. */
bool chart_begin(const struct screen *screen, enum quantity quantity, struct area plot, int margin,
                 struct chart *chart);
/* With its numbers in a gutter of so many columns, and the balls' names. */
void chart_draw(struct chart *chart, int gutter, const struct end_names *names);

/* When each ball jumped over the minimum, below a chart: a row that says what dots mean, then a row
 * a ball in the order of their places, as many as there are, the selected ball always among them.
 */
void strip_draw(const struct screen *screen, struct area plot, int margin);
/* The last tick of a session that there is room for; of a figure that does not move, the last one
 * that is known. */
int64_t charts_last(const struct screen *screen, const struct session *session);
/* The same of all who are on it, as an axis. */
struct chart_scale charts_across(const struct screen *screen);

/* The view; and where it shows formulas. */
part_drawer charts_draw, formulas_draw;

#endif
