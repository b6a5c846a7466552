#ifndef OVERSHOOT_VIEW_SERIES_H
#define OVERSHOOT_VIEW_SERIES_H

/* The record by columns of a chart: what a ball's numbers were in the iterations of each. They are
 * kept from frame to frame, so that an iteration costs no more than its own column. */

#include "../model/minima.h"
#include "../session/session.h"

/* The iterations 0 … span side by side, each in a column or more, or several in one. */
struct axis {
    int64_t span;
    int columns;
};
int axis_column(const struct axis *axis, int64_t tick); /* the first that the iteration is in */
int64_t axis_tick(const struct axis *axis, int column); /* the first iteration in a column */
int axis_columns_end(const struct axis *axis, int64_t tick); /* after the iteration's last one */

struct extent {
    double low, high; /* NaN: nothing is known */
};
struct series_column {
    struct extent of[CHART_COUNT];
    struct extent logs[CHART_COUNT]; /* natural ones */
    double bound;                    /* the edge of stability, NaN where there is none */
    double floor;                    /* mean loss of the epoch before, NaN without mini-batches */
    bool overshoots;                 /* some update into it did */
};
struct series {
    struct series_column *columns;
    /* Of all finite values; least > greatest: there are none. positive: the least above 0. */
    struct {
        double least, greatest, positive;
    } range[CHART_COUNT];
    double bound; /* the greatest */

    /* What it was made of. */
    struct axis axis;
    int64_t version, surface, stride, done; /* surface: the problem's stamp, for distances */
    bool minima_known;                      /* for distances, too */
    bool has_rest;
    struct point rest; /* where the ball converged first, if no minimum is known before */
};

struct series_store;
struct series_store *series_store_new(void);
void series_store_free(struct series_store *store);
struct minima *series_minima(struct series_store *store); /* that distances are measured to */
/* Valid until the next call with another number of columns. */
const struct series *series_get(struct series_store *store, const struct sim *sim, int ball,
                                const struct axis *axis);

/* How far a point is from the nearest minimum that is known, one of the minima or the point where
 * this ball converged; NaN: none is. */
double series_distance(const struct series *series, const struct minima *minima,
                       const struct problem *problem, double x, double y);

#endif
