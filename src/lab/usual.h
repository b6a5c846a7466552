#ifndef OVERSHOOT_LAB_USUAL_H
#define OVERSHOOT_LAB_USUAL_H

/* What is swept where nobody has said which numbers, how far, or how finely. It does not depend on
 * where the balls are by now, so that it stays as long as they roll. */

#include "sweep.h"

#include "lab.h"

enum { USUAL_BUDGET = 1000 };

/* Whether the ball has a number of that name; "x" and, in the plane, "y" are the start's; others
 * may be lets. */
bool lab_has_number(const struct sim *sim, int ball, const char *name);
/* What it is now. */
double lab_number(const struct sim *sim, int ball, const char *name);
/* Says the rest of so many axes: of one whose ends are the same the range, of one without a count
 * the count; of none all. Returns how many there are then. */
int lab_usual_axes(struct lab *lab, const struct sim *sim, int ball,
                   struct sweep_axis axes[SWEEP_AXES], int count);

#endif
