#ifndef OVERSHOOT_MODEL_FLOCK_H
#define OVERSHOOT_MODEL_FLOCK_H

/* A crowd that is looked at while it goes on: each ball draws for itself, and stays a part of it
 * until it has diverged, so that where all of them are is known at every row. Each is where a mover
 * of its own would be, to the bit. There is no past: going back is to begin again. */

#include "crowd.h"

/* The streams of its balls: that of the first, and on. No ball that has a record has one of these.
 */
enum { FLOCK_STREAM = 1 << 20, FLOCK_MOST = 100000 };

struct flock;
/* At its starts: it is at row 0. */
struct flock *flock_new(const double *x, const double *y, int count);
void flock_free(struct flock *flock); /* NULL is none */

/* What moves all of them from the present row on: to be said at row 0 and whenever that changes;
 * news NULL: nothing of the recipe begins, as only the problem is another one. False: they cannot
 * be lanes, as the rule sees mini-batches. */
bool flock_bind(struct flock *flock, struct workspace *workspace, const struct problem *problem,
                const struct recipe *recipe, const struct conditions *conditions,
                const struct news *news);

/* It consists of parts, which go on by themselves: one of them to a row. False: it has not come
 * there, as it was left (see program.h). */
int flock_parts(const struct flock *flock);
int64_t flock_row(const struct flock *flock, int part);
bool flock_go_on(struct flock *flock, struct workspace *workspace, int part, int64_t row);

/* Where those of a part are that have not diverged, and where they were at the row before (at row
 * 0: the same). The arrays are the flock's, until it goes on. */
struct flock_places {
    const double *x, *y, *before_x, *before_y;
    int count;
};
struct flock_places flock_places(const struct flock *flock, int part);

/* What is to be said of all of them at a row, at which all parts are. */
struct flock_sum {
    int64_t settled, gone, under_way;
    double loss, x, y; /* means of those that are not gone; NaN if all are */
    double spread;     /* from the mean place, as the root of the mean square */
};
/* False: it was left; asked again, it goes on. */
bool flock_sum(struct flock *flock, struct workspace *workspace, struct flock_sum *sum);

#endif
