#ifndef OVERSHOOT_MODEL_CRITICAL_H
#define OVERSHOOT_MODEL_CRITICAL_H

/* Critical points: where the gradient vanishes. Newton's method looks for them from a lattice of
 * starts; they are minima, saddles or maxima by the Hessian's eigenvalues, and where these say
 * nothing, by the values around. Whole lines or plains of them are none. */

#include "problem.h"
#include "row.h"

enum { CRITICAL_MAX = 512 };

struct critical_point {
    struct point place;
    double loss;
    enum stationary kind; /* never STATIONARY_FLAT */
};

/* The search in a region, in slices. The whole work is bounded, whatever the surface is; the
 * lattice stays where it is when the region moves, so that points do not come and go. */
struct critical_search;
struct critical_search *critical_search_new(const struct problem *problem,
                                            const struct region *region);
void critical_search_free(struct critical_search *search);
/* A slice; returns whether there is more to do. */
bool critical_search_work(struct critical_search *search, struct workspace *workspace);
/* How many were found, by kind, then by place; none before the end. They are the search's. */
int critical_search_found(const struct critical_search *search,
                          const struct critical_point **found);

#endif
