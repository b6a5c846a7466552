#ifndef OVERSHOOT_LAB_AROUND_H
#define OVERSHOOT_LAB_AROUND_H

/* What a critical point is whose Hessian does not say it: it is a minimum if the lowest loss on a
 * circle around it is above its own, a maximum if the highest is below, a saddle if there are both.
 * Lowest and highest are looked for by the slope along the circle, as a ridge may be as thin as the
 * needle of y^4 in y^4 - x^2. Where one of them is as high as the point itself, to rounding, and so
 * on wider circles, it is one of a line or a plain of such points. */

#include "newton.h"

enum { AROUND_POINTS = 24, AROUND_TURNS = 8 };

struct around {
    struct point place;
    double loss;
    struct lattice_cell cell;
    int circle, round;
    int count, next;              /* points of this round, and those that have been evaluated */
    double angles[AROUND_POINTS]; /* of them */
    double slopes[AROUND_POINTS];
    double lowest, highest;
    struct turn { /* an angle between these, where the slope along the circle is 0 */
        double from, to, slope_from, slope_to;
        int side; /* of the last look */
    } turns[AROUND_TURNS];
    int turn_count;
    bool undefined, is_over, is_known;
    enum stationary kind; /* if it is known */
};

void around_begin(struct around *around, struct point place, double loss,
                  const struct lattice_cell *cell);
/* By at most so many evaluations, of which it returns how many it did, all where one was left;
 * until it is over. */
int around_go_on(struct around *around, const struct problem *problem, struct workspace *workspace,
                 int points);

#endif
