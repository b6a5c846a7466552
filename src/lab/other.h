#ifndef OVERSHOOT_LAB_OTHER_H
#define OVERSHOOT_LAB_OTHER_H

/* A formula of x and y beside the one that is descended, with the lets and the n that there are
 * now.
 */

#include "lab.h"

/* It is the lab's, until it is asked for another one. */
const struct problem *lab_other(struct lab *lab, const struct sim *sim, const struct problem *of);
/* Its value at a place. */
double lab_other_at(struct lab *lab, const struct problem *other, struct point place);

#endif
