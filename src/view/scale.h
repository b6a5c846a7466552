#ifndef OVERSHOOT_VIEW_SCALE_H
#define OVERSHOOT_VIEW_SCALE_H

/* The axes of charts: which values lie where, and which numbers stand beside them. */

#include "figure.h"

#include "../lab/thinned.h"
#include "../model/quantity.h"
#include "../session/chart.h"

struct bounds {
    double low, high; /* NaN: nothing is known */
};

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

/* How far a line reaches: kept, as it grows at its end. */
struct reached {
    int64_t stamp; /* of the line */
    int done;      /* buckets */
    struct extent up, across;
};
/* Of each line what stays as it is is gone through once. */
void reach_line(const struct thinned *line, struct reached *kept, struct reached *now);

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

/* Where a point is in a plot of two of them; NaN: nowhere. */
struct point chart_scale_point(const struct chart_scale *x, const struct chart_scale *y,
                               struct point at);

#endif
