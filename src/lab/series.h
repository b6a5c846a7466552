#ifndef OVERSHOOT_LAB_SERIES_H
#define OVERSHOOT_LAB_SERIES_H

/* The record by columns of a chart: what one of a ball's numbers was in the iterations of each.
 * They are kept from ask to ask, so that an iteration costs no more than its own column. */

#include "../model/quantity.h"
#include "critical.h"

/* The iterations 0 … span from the middle of the first column to that of the last: several in a
 * column, or columns between them. */
struct axis {
    int64_t span;
    int columns;
};
int axis_column(const struct axis *axis,
                int64_t tick); /* the nearest one; beyond the span: columns */
int64_t axis_tick(const struct axis *axis, int column); /* the nearest iteration */

struct bounds {
    double low, high; /* NaN: nothing is known */
};
struct series_column {
    struct bounds values;
    double limit;             /* the quantity's: the least, if it is of danger; else the last */
    bool overshoots, worsens; /* some update into it did */
};
struct series {
    struct series_column *columns;
    double limit; /* the greatest */

    /* What it was made of. */
    enum quantity quantity;
    struct axis axis;
    int64_t record, stride, done; /* of the record its stamp, its stride, and how far */
    /* Of a quantity to a point: what it is to, and of which problem. */
    struct minima minima;
    int64_t stamp;
    bool has_rest;
    struct point rest; /* where the ball converged first, if no minimum is known before */
};

/* With no more columns than there are iterations. Valid until the next one with another number of
 * columns. */
const struct series *lab_series(struct lab *lab, const struct sim *sim, int ball,
                                enum quantity quantity, const struct axis *axis);

/* Its quantity of any row; of one to a point, to the nearest minimum that is known, one of the
 * minima or the point where this ball converged; NaN: none is. */
double series_value(const struct series *series, const struct row *row);

#endif
