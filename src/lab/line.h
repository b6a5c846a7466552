#ifndef OVERSHOOT_LAB_LINE_H
#define OVERSHOOT_LAB_LINE_H

/* The loss at places along a straight line: at some that lie far apart first, then between them. */

#include "lab.h"

enum line_spacing {
    LINE_EVEN,    /* from + s*along, s from first to last */
    LINE_CROWDED, /* so, from 0 to last, but the closer to each other the nearer to 0 */
    LINE_BETWEEN, /* (1 - s)*from + s*along: along is the line's other end */
    LINE_LANDING, /* four of them: s 0 and 1, and a little before and after 1 */
};

/* Told from others by its bytes. */
struct line_places {
    struct point from, along;
    double first, last;
    int64_t count, spacing;
};

/* The s of place i. */
double line_at(const struct line_places *places, int i);

struct line_losses {
    bool known;           /* all of them */
    int known_count;      /* of the others there is what those around make likely */
    const double *losses; /* NULL: of no place */
};
/* Valid until the lab is asked for something else. */
struct line_losses lab_losses(struct lab *lab, const struct problem *problem,
                              const struct line_places *places);

/* Number k of `count` in the order in which they come to be known; and what lies between those that
 * are: so many of them, in that order. */
int line_order(int count, int k);
void line_fill(double *losses, int count, int known);

#endif
