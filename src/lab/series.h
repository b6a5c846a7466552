#ifndef OVERSHOOT_LAB_SERIES_H
#define OVERSHOOT_LAB_SERIES_H

/* One of a ball's numbers over the iterations, by what is on its record: known at once however long
 * that is, while a formula's line (measured.h) is made of all rows. They are kept from ask to ask,
 * so that an iteration costs no more than itself. */

#include "../model/quantity.h"
#include "critical.h"
#include "thinned.h"

/* The quantity's limit from a tick on. */
struct level {
    int64_t from;
    double value;
};
/* Some update into that tick, or after it up to the next one that is on record, overshot. */
struct jump {
    int64_t tick;
    bool worsens;
};
struct series {
    struct thinned line; /* over ticks */
    struct level *levels;
    struct jump *jumps;
    int level_count, jump_count;
    double limit; /* the greatest of the levels, or 0 */

    /* What it was made of. */
    struct buckets buckets;
    int level_capacity, jump_capacity;
    enum quantity quantity;
    int64_t record, stride, done; /* of the record its stamp, its stride, and how far */
    /* Of a quantity to a point: what it is to, and of which problem. */
    struct minima minima;
    int64_t stamp;
    bool has_rest;
    struct point rest; /* where the ball converged first, if no minimum is known before */
};

const struct series *lab_series(struct lab *lab, const struct sim *sim, int ball,
                                enum quantity quantity);
/* The line of one that has been asked for, with no more buckets than so many columns need. */
struct thinned lab_series_line(struct lab *lab, int ball, enum quantity quantity, int columns);

/* Its quantity of any row; of one to a point, to the nearest minimum that is known, one of the
 * minima or the point where this ball converged; NaN: none is. */
double series_value(const struct series *series, const struct row *row);

#endif
