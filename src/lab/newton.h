#ifndef OVERSHOOT_LAB_NEWTON_H
#define OVERSHOOT_LAB_NEWTON_H

/* Newton's steps to where the gradient vanishes. Lengths are in cells, parts of a region. */

#include "../base/plane.h"
#include "../model/problem.h"
#include "../model/row.h"

struct lattice_cell {
    double sx, sy;
    bool line; /* one row of them: they are square */
};
struct lattice_cell lattice_cell_of(const struct region *region);

/* One place on its way. */
struct lane {
    double x, y, f, gx, gy, hxx, hxy, hyy;
};
struct lane lane_at(const struct problem *problem, struct workspace *workspace, struct point place);

/* The eigenvalue of the Hessian that is farther from 0, and the other one. */
void lane_eigenvalues(const struct lane *lane, double *strong, double *weak);

/* A critical point: where the gradient vanishes. */
struct critical_point {
    struct point place;
    double loss;
    enum stationary kind; /* never STATIONARY_FLAT */
};
/* The one at a lane, by the Hessian: of one that is degenerate it does not say what it is. */
struct critical_point lane_point(const struct lane *lane);

/* What the last step was: how long, and how long compared with the one before; 0 at first. */
struct newton_way {
    double length, ratio;
    bool is_slow; /* the Hessian vanishes there too, or nearly: see newton_step */
    bool is_there;
};

/* The step to where the gradient vanishes for this Hessian; along the one direction that bends, if
 * there is but one. False if none does. Steps grow far shorter from one to the next; where the
 * Hessian vanishes too, they shorten by a factor that stays the same, and the last one, so short
 * that it says nothing, is as long as all that would follow. */
bool newton_step(const struct lane *lane, const struct lattice_cell *cell, struct newton_way *way,
                 double *dx, double *dy);

#endif
