#ifndef OVERSHOOT_SESSION_GHOSTS_H
#define OVERSHOOT_SESSION_GHOSTS_H

/* Runs that are over, kept so that the present one can be compared; not part of scenes. */

#include "../sim/sim.h"

#include <stdbool.h>
#include <stdint.h>

/* The trails of a run that is kept for comparison, up to where it was left, and what charts show of
 * it. */
enum { GHOSTS_MAX = 4, GHOST_ROWS_MAX = 512 };
struct ghost_track {
    int ball;
    int count;
    struct point *points; /* the latest */
    int64_t born;
    int row_count;
    struct row *rows; /* of the whole run, evenly */
};
struct ghost {
    int64_t run;
    bool kept; /* by the user, who may want it for long; else as the run before this one */
    struct ghost_tracks *shared; /* by all copies */
    const struct ghost_track *tracks;
    int count;
};

struct ghosts {
    struct ghost items[GHOSTS_MAX]; /* the oldest first */
    int count;
    int64_t run; /* how many times the balls have gone to the start */
};

void ghosts_clear(struct ghosts *ghosts);
struct ghosts ghosts_copy(const struct ghosts *ghosts);
/* The balls will go to the start; what they leave is kept as the run before, if it is wanted. */
void ghosts_begin_run(struct ghosts *ghosts, struct sim *sim, bool wanted);
/* Keeps the present run for long. */
void ghosts_keep(struct ghosts *ghosts, struct sim *sim);
/* The last tick that one of them has a value of; 0: none has. */
int64_t ghosts_end(const struct ghosts *ghosts);

#endif
