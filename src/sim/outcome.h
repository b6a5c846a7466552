#ifndef OVERSHOOT_SIM_OUTCOME_H
#define OVERSHOOT_SIM_OUTCOME_H

/* What has become of the balls, as functions of formulas: converged(1), loss(2, 40), and so on. */

#include "sim.h"

struct outcome_place {
    struct sim_scope_place present; /* comes first: sim_scope finds the names by it */
    bool reads;                     /* no more than that */
    struct text *told;              /* what the functions gave, `loss(1) = 3, …`; or NULL */
};

/* The names that sim_scope has, and the functions. Valid as long as place. */
struct scope outcome_scope(const struct sim *sim, int ball, struct text *told,
                           struct outcome_place *place);

/* The same to find out whether a condition can be read, before anything has happened: functions
 * give 1. */
struct scope outcome_reading_scope(const struct sim *sim, int ball, struct outcome_place *place);

#endif
