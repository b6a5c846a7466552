#ifndef OVERSHOOT_LAB_THRONG_H
#define OVERSHOOT_LAB_THRONG_H

/* The crowd that a user has asked for, at the tick where the clock is: as if it had been there from
 * tick 0. What moves it is what moves one of the balls, with all that was changed on the way, or an
 * optimizer of its own. It is nowhere but at one tick: of an earlier one it is made anew, and what
 * it is there depends on nothing but the sim and the wish. */

#include "lab.h"

#include "../base/text.h"
#include "../model/flock.h"
#include "../model/search.h"

enum crowd_place {
    CROWD_OVER,   /* anywhere in the region, by the seed */
    CROWD_GRID,   /* in the middles of its parts */
    CROWD_AROUND, /* no farther from a point than `within`, by the seed */
};

/* All 0: there is none. */
struct crowd_wish {
    int64_t count;
    int ball;   /* that moves as they do, if they have no optimizer of their own */
    bool apart; /* they have */
    struct racer racer;
    enum crowd_place place;
    struct region region;
    int64_t across, down;
    struct point around;
    double within;
};

/* Appends it as the command `crowd` has it. */
void crowd_wish_write(const struct crowd_wish *wish, struct text *out);

struct throng {
    const char *reason; /* why there is none; NULL: the rest is said */
    int64_t row;        /* where it is, or where it has come to so far */
    bool whole;         /* that is where the clock is; then: */
    struct flock_sum sum;
    const struct flock *flock;
};

/* Valid until the lab is asked for something else. */
struct throng lab_throng(struct lab *lab, const struct sim *sim, const struct crowd_wish *wish);

/* Whether there can be one; else the error says why not. */
bool crowd_wish_check(const struct crowd_wish *wish, const struct sim *sim, struct error *error);

#endif
