#ifndef OVERSHOOT_VIEW_CHARTS_H
#define OVERSHOOT_VIEW_CHARTS_H

/* Charts of the record over the iterations: those of the view, one above the other, and the small
 * one of the panel. */

#include "../lab/series.h"
#include "figure.h"
#include "line_end.h"
#include "parts.h"

/* What members of a race, balls and ghosts, have come to: added value by value. */
struct extent {
    double first, least, greatest;
    double positive; /* the least above 0 */
    double steady;   /* the least that it has stayed below for a few values */
    double latest[2];
    bool gone; /* it has diverged */
};
struct extent extent_new(void);
void extent_add(struct extent *extent, struct bounds values);

/* What of a quantity a chart shows. On a logarithmic one places are decades. */
struct chart_scale {
    double low, high;
    int decades; /* from number to number; 0: it is linear */
    double step; /* of a linear one, from number to number; 0: whichever is round */
};
/* By those who live and are on their way, if any are: who has left, or has as good as arrived,
 * presses nobody flat. limit: the greatest edge. */
struct chart_scale chart_scale_of(enum quantity quantity, const struct extent *extents, int count,
                                  double limit);
/* The same of a formula: decades where they are wanted, or else where all is above 0 and of many
 * sizes; else round numbers that divide it into about so many parts. */
struct chart_scale chart_scale_over(enum chart_axis axis, const struct extent *extents, int count,
                                    int parts);
/* One whose ends are said. */
struct chart_scale chart_scale_between(enum chart_axis axis, double low, double high);
/* Of a value, at most one height beyond the ends. */
double chart_scale_place(const struct chart_scale *scale, double value);
/* Of such a place: below the ends -1, above them 1, else 0. */
int chart_scale_side(const struct chart_scale *scale, double place);
/* Makes the numbers stand a whole number of rows apart, each beside its line, with more room below
 * where that takes it. points: in a row, one above the other. */
void chart_scale_fit(struct chart_scale *scale, int rows, int points);
/* The same for a figure, whose numbers stand where they belong: both ends have one, with so many
 * between them at most. */
void chart_scale_close(struct chart_scale *scale, int most);
/* Whichever of these the screen asks for. */
void chart_scale_settle(const struct screen *screen, struct chart_scale *scale, int rows);
struct ticks chart_scale_ticks(const struct screen *screen, const struct chart_scale *scale,
                               int rows);

/* One chart: what is drawn where. */
struct chart {
    const struct screen *screen;
    enum quantity quantity;
    struct area plot;
    int margin;       /* columns to the right of it, for what the lines end in */
    struct axis axis; /* of the series: a column for each iteration or, of many, for each point */
    struct chart_scale scale;
    const struct series *series[BALLS_MAX];
    const struct end_names *names;
    /* While it is drawn: of cells, in which the lines are; NULL: they do not take turns. */
    int (*rows)[BALLS_MAX];
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
/* The selected ball's track of a ghost, or NULL: those of the others would only cover each other.
 */
const struct ghost_track *chart_ghost(const struct session *session, int ghost);
/* The last tick of a session that there is room for; of a figure that does not move, the last one
 * that is known. */
int64_t charts_last(const struct screen *screen, const struct session *session);
/* The series' axis in a plot of so many columns. */
struct axis charts_axis(const struct screen *screen, int columns);

/* The view; and where it shows formulas. */
part_drawer charts_draw, formulas_draw;

#endif
