#ifndef OVERSHOOT_LAB_SERIES_H
#define OVERSHOOT_LAB_SERIES_H

/* The record by columns of a chart: what one of a ball's numbers was in the iterations of each.
 * They are kept from ask to ask, so that an iteration costs no more than its own column. */

#include "../model/quantity.h"
#include "critical.h"

/* The iterations 0 … span side by side, each in a column or more, or several in one. */
struct axis {
    int64_t span;
    int columns;
};
int axis_column(const struct axis *axis, int64_t tick); /* the first that the iteration is in */
int64_t axis_tick(const struct axis *axis, int column); /* the first iteration in a column */
int axis_columns_end(const struct axis *axis, int64_t tick); /* after the iteration's last one */

struct bounds {
    double low, high; /* NaN: nothing is known */
};
struct series_column {
    struct bounds values, logs; /* natural ones */
    double limit;               /* the quantity's: the least, if it is of danger; else the last */
    bool overshoots;            /* some update into it did */
};
struct series {
    struct series_column *columns;
    /* Of all finite values; least > greatest: there are none. positive: the least above 0. */
    double least, greatest, positive;
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

/* Valid until the next one with another number of columns. */
const struct series *lab_series(struct lab *lab, const struct sim *sim, int ball,
                                enum quantity quantity, const struct axis *axis);

/* Its quantity of any row; of one to a point, to the nearest minimum that is known, one of the
 * minima or the point where this ball converged; NaN: none is. */
double series_value(const struct series *series, const struct row *row);

#endif
