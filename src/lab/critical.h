#ifndef OVERSHOOT_LAB_CRITICAL_H
#define OVERSHOOT_LAB_CRITICAL_H

/* Critical points: where the gradient vanishes. Newton's method looks for them from a lattice of
 * starts; they are minima, saddles or maxima by the Hessian's eigenvalues, and where these say
 * nothing, by the losses around. Whole lines or plains of them are none. The whole work is bounded,
 * whatever the surface is; the lattice stays where it is when the region moves, so that points do
 * not come and go. */

#include "lab.h"
#include "newton.h"

enum { CRITICAL_MAX = 512, FOUND_MINIMA_MAX = 64 };

/* Those in a region, by kind, then by place. */
struct critical {
    bool known; /* else there is none yet */
    int count;
    const struct critical_point *points;
};
struct critical lab_critical(struct lab *lab, const struct problem *problem,
                             const struct region *region);

/* The minima that distances are measured to: those that the catalogue knows, else those that are
 * found in the surface's domain, whatever is in view; none if they are more than FOUND_MINIMA_MAX:
 * the nearest one would say nothing. Of a flat valley each place is one: there are those that were
 * found. */
struct minima {
    bool known;
    bool many; /* they are more than that */
    int count, valley_count;
    const struct point *points, *valley;
};
struct minima lab_minima(struct lab *lab, const struct problem *problem);
/* How far the nearest of them is; infinite: none is known. */
double minima_distance(const struct minima *minima, struct point place);

#endif
