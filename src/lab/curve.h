#ifndef OVERSHOOT_LAB_CURVE_H
#define OVERSHOOT_LAB_CURVE_H

/* A function of one variable over an interval, as a curve. */

#include "survey.h"

struct curve {
    const struct survey *survey; /* the lab's, until it is asked for another one */
    struct lattice lattice;
    double low, high; /* what of the values is worth seeing: without what only a pole has */
};
/* So many points of it. As far as it is known yet. */
struct curve lab_line(struct lab *lab, const struct problem *problem, const struct region *line,
                      int count);
/* The loss at a place: exactly, where that is not costly, else by the points around. */
double lab_line_loss(struct lab *lab, const struct problem *problem, const struct curve *curve,
                     double x);

/* Where a ball's next update would lead from so many other places, from one x to another; what is
 * not known yet lies between what is. NULL: nothing is. Valid until it is asked for again. */
const double *lab_map(struct lab *lab, const struct sim *sim, int ball, double first, double last,
                      int count);
/* Whether its rule's state has a part in that. */
bool lab_map_has_state(struct lab *lab, const struct sim *sim, int ball);

#endif
