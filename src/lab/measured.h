#ifndef OVERSHOOT_LAB_MEASURED_H
#define OVERSHOOT_LAB_MEASURED_H

/* Formulas over all rows of a ball, as lines: the rows are made again, in slices, and what they
 * come to is kept. */

#include "lab.h"
#include "thinned.h"

enum { MEASURED_MAX = 8 };

/* What is wanted: formulas, and what they are over; NULL: the tick. */
struct measured_wish {
    const char *formulas[MEASURED_MAX];
    int count;
    const char *over;
    int columns; /* of the picture: no more buckets than tell them apart; 0: as many as there are */
};
/* The lines of a ball: of a formula that is not its own, or that it cannot have, with count 0.
 * Valid until the next wish but one for that ball. */
const struct thinned *lab_measured(struct lab *lab, const struct sim *sim, int ball,
                                   const struct measured_wish *wish);

#endif
