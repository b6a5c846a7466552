#ifndef OVERSHOOT_LAB_BOTTOM_H
#define OVERSHOOT_LAB_BOTTOM_H

/* Where a ball would come to rest. */

#include "critical.h"

#include "../model/linear.h"

struct ground {
    double loss, gx, gy, hxx, hxy, hyy;
};
struct bottom {
    bool known;                 /* else the place is only near it, and the ground is another one: */
    bool is_minimum, is_valley; /* one of a flat valley, where each place is as low; or neither */
    struct point place;
    struct ground ground;
};
/* At the minimum that is nearest to a place, or at the place of a flat valley; at the place itself,
 * where no such is known. */
struct bottom lab_bottom(struct lab *lab, const struct problem *problem, struct point place);
struct bottom lab_ground(struct lab *lab, const struct problem *problem, struct point place);

/* Of these numbers those with the state that moves at its rest; false: they are not known yet. */
bool lab_settle(struct lab *lab, const struct problem *problem, const struct linear_rule *linear,
                struct linear_numbers *numbers);

/* How many steps of so many operations a piece of a job may have. */
int64_t lab_steps(int64_t operations);

#endif
