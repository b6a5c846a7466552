#ifndef OVERSHOOT_LAB_BORDER_H
#define OVERSHOOT_LAB_BORDER_H

/* Where a ball with other numbers would come to rest, and where not, by theory: the greatest
 * eigenvalue of its update at the minimum that is nearest to the start. It is 1 on the border. */

#include "sweep.h"

#include "lab.h"

enum { BORDER_ROWS = 65 };

struct border {
    bool known; /* else the rule has no such eigenvalue, or these numbers are not its own */
    int rows;   /* evenly spaced values of the second number, from its first; or 1 */
    const double *shares; /* of the first axis, up to which the ball settles; NaN: there is none */
};
struct border lab_border(struct lab *lab, const struct sim *sim, int ball,
                         const struct sweep_axis *axes, int count);

#endif
