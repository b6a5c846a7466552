#ifndef OVERSHOOT_LAB_TUNE_H
#define OVERSHOOT_LAB_TUNE_H

/* The best numbers for a ball: runs from its start over a coarse lattice, then over finer ones
 * around the best so far, then with fewer digits as long as that is as good. In slices of time, by
 * whoever asks; what is found does not depend on them. */

#include "sweep.h"

/* By what one run is better than another. Losses are equal where they differ by no more than a
 * millionth of what there is to gain: then fewer iterations are better. By iterations: what is
 * converged is, after fewer of them; where nothing is, by loss. */
enum tune_aim { TUNE_BY_LOSS, TUNE_BY_ITERATIONS };

struct tune_wish {
    const struct problem *problem;
    const struct recipe *recipe;
    struct conditions conditions;
    int64_t budget;
    char names[SWEEP_AXES][NAME_SIZE]; /* "eta", parameters, lets */
    int count;
    enum tune_aim aim;
};

struct tune_run {
    double numbers[SWEEP_AXES];
    struct outcome outcome;
};

struct tune_state {
    int64_t done, all; /* runs */
    bool begun;        /* the two are known: */
    struct tune_run before, best;
};

/* NULL with the reason. */
struct tuning;
struct tuning *tuning_new(const struct tune_wish *wish, struct error *error);
void tuning_free(struct tuning *tuning); /* NULL is none */
/* A slice or, until it is late (NULL: never), more of them; false: it is done. */
bool tuning_go_on(struct tuning *tuning, bool (*is_late)(void *context), void *context);
const struct tune_wish *tuning_wish(const struct tuning *tuning);
const struct tune_state *tuning_state(const struct tuning *tuning);
/* Whether the best one is no way to go: it has diverged. */
bool tune_run_failed(const struct tune_run *run);

#endif
