#ifndef OVERSHOOT_LAB_QUADRATIC_H
#define OVERSHOOT_LAB_QUADRATIC_H

/* The quadratic that value, gradient and Hessian at a ball promise: what Newton's method believes.
 */

#include "lab.h"

struct quadratic {
    struct point at;
    double loss, gx, gy, hxx, hxy, hyy;
    bool rests; /* somewhere its slope is 0: that is where Newton's step leads */
    struct point rest;
    enum stationary kind; /* of that place */
    double rest_loss;
    double unit;  /* how far the ball's level is from that of the rest, or what is seen as well */
    double trust; /* the radius that the rule keeps as `radius` or `trust`; NaN: it has none */
    double step;  /* the length of the next update; NaN: there is none */
};
/* False: the ball is gone. */
bool lab_quadratic(struct lab *lab, const struct sim *sim, int ball, const struct region *view,
                   struct quadratic *quadratic);
double quadratic_at(const struct quadratic *quadratic, struct point place);
/* The same in units from the rest or, where there is none, from the ball. */
double quadratic_height(const struct quadratic *quadratic, struct point place);
/* The value at such a height. */
double quadratic_level(const struct quadratic *quadratic, double height);

#endif
