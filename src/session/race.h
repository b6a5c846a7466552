#ifndef OVERSHOOT_SESSION_RACE_H
#define OVERSHOOT_SESSION_RACE_H

/* A race that was asked for; while the search for its learning rates runs, the session has it. */

#include "../model/search.h"
#include "../sim/sim.h"

#include <stdbool.h>
#include <stdint.h>

/* Where the balls' learning rates come from. */
enum rates { RATES_OWN, RATES_CATALOGUE, RATES_TUNED };

struct race {
    const struct formula_row *rows[BALLS_MAX];
    int count;
    int64_t budget;
    bool tuned;
    struct search *search;
    struct workspace workspace; /* the search's */
};

void race_free(struct race *race);

#endif
