#ifndef OVERSHOOT_LAB_OUTLOOK_H
#define OVERSHOOT_LAB_OUTLOOK_H

/* What would become of a ball, for other numbers or other starts than its own: sweeps as they are
 * looked at. They are known at cells that lie far apart first, and then at ever closer ones; a cell
 * that is known never changes. See job.h for how they go on. */

#include "critical.h"
#include "sweep.h"

enum {
    OUTLOOK_CELLS_MAX = 1 << 18,
    TAILS_MAX = 4096,                     /* values of one number */
    BASIN_PLACES_MAX = CRITICAL_MAX + 128 /* critical points, and as many as fit beside them */
};

/* Of one or two numbers: rows are values of the first one, columns of the second one (one, if there
 * is none). */
struct outlook {
    const char *reason; /* why it cannot be; NULL: it can, and the rest is said: */
    int rows, columns;
    int stride;                     /* known in every so many rows and columns; 0: nowhere yet */
    const struct sweep_cell *cells; /* row after row; where known, in between too */
    int64_t known;                  /* how many of them */
    int64_t best;                   /* of those that converged the soonest; -1: none has */
    int64_t lowest;                 /* where the loss is least; -1: it is finite nowhere */
};

/* Of the ball's recipe as it is now, with a budget of iterations. An axis is a number of the ball,
 * "x", "y" or a let. What is asked for last replaces what was asked for before. */
struct outlook lab_sweep(struct lab *lab, const struct sim *sim, int ball,
                         const struct sweep_axis *axes, int axis_count, int64_t budget);
/* A cell that is known there, or else at the nearest row and column before; NULL: nothing is. */
const struct sweep_cell *outlook_at(const struct outlook *outlook, int row, int column);
/* The same as the place of that cell; -1: nothing is. */
int64_t outlook_place(const struct outlook *outlook, int row, int column);

/* --- basins: of starts --- */

/* Where balls end. Those of the region come first, as lab_critical has them; then others, by kind
 * and place. */
struct basin_place {
    struct critical_point point;
    bool elsewhere; /* not in the region */
    int64_t cells;  /* how many that are known lead to it */
};
enum basin_fate {
    BASIN_UNKNOWN = -4,
    BASIN_DIVERGED = -3,
    BASIN_UNSETTLED = -2, /* by the end of the budget */
    BASIN_NOWHERE = -1    /* converged, but not at a point: along a line, or on a plain */
};

struct basin {
    struct outlook outlook; /* rows from top to bottom, columns from left to right */
    const int16_t *ends;    /* of each cell: number of its place, else an enum basin_fate */
    const struct basin_place *places;
    int place_count;
};

/* From the points of a lattice in a region. */
struct lattice;
struct basin lab_basin(struct lab *lab, const struct sim *sim, int ball,
                       const struct region *region, const struct lattice *lattice, int64_t budget);

/* --- tails: of one number, where the ball is in its last iterations --- */

struct tails {
    struct outlook outlook;         /* in one column */
    const struct sweep_tail *items; /* of each row, see outlook_place */
};
struct tails lab_tails(struct lab *lab, const struct sim *sim, int ball,
                       const struct sweep_axis *axis, int64_t budget);

#endif
