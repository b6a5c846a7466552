#ifndef OVERSHOOT_SIM_CRITICAL_H
#define OVERSHOOT_SIM_CRITICAL_H

/* Critical points: where the gradient vanishes. Newton's method looks for them from a lattice of
 * starts; they are minima, saddles or maxima by the Hessian's eigenvalues, and where these say
 * nothing, by the values around. Whole lines or plains of them are none. */

#include "sim.h"

enum { CRITICAL_MAX = 512 };

struct critical_point {
    struct point place;
    double loss;
    enum stationary kind; /* never STATIONARY_FLAT */
};

/* Those in a region, by kind, then by place; at most max. The work is bounded, whatever the surface
 * is; the lattice stays where it is when the region moves, so that points do not come and go. */
int sim_critical_points(struct sim *sim, const struct region *region, struct critical_point *found,
                        int max);

#endif
