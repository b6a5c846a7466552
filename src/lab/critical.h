#ifndef OVERSHOOT_LAB_CRITICAL_H
#define OVERSHOOT_LAB_CRITICAL_H

/* Critical points: where the gradient vanishes. Newton's method looks for them from a lattice of
 * starts; they are minima, saddles or maxima by the Hessian's eigenvalues, and where these say
 * nothing, by the values around. Whole lines or plains of them are none. The whole work is bounded,
 * whatever the surface is; the lattice stays where it is when the region moves, so that points do
 * not come and go. */

#include "lab.h"

#include "../model/row.h"

enum { CRITICAL_MAX = 512, FOUND_MINIMA_MAX = 64 };

struct critical_point {
    struct point place;
    double loss;
    enum stationary kind; /* never STATIONARY_FLAT */
};

/* Those in a region, by kind, then by place. */
struct critical {
    bool known; /* else there is none yet */
    int count;
    const struct critical_point *points;
};
struct critical lab_critical(struct lab *lab, const struct problem *problem,
                             const struct region *region);

/* The critical point that is near a place where the gradient is small. Where its Hessian says not
 * what it is, it may be one of a line or a plain of them: many such are no points. */
enum nearness { NEAR_NOTHING, NEAR_POINT, NEAR_DEGENERATE };
enum { DEGENERATE_MAX = 8 };
enum nearness critical_near(const struct problem *problem, struct workspace *workspace,
                            struct point place, struct critical_point *point);

/* The minima that distances are measured to: those that the catalogue knows, else those that are
 * found in the surface's domain, whatever is in view; none if they are more than FOUND_MINIMA_MAX:
 * the nearest one would say nothing. */
struct minima {
    bool known;
    int count;
    const struct point *points;
};
struct minima lab_minima(struct lab *lab, const struct problem *problem);
/* How far the nearest of them is; infinite: none is known. */
double minima_distance(const struct minima *minima, struct point place);

#endif
