#ifndef OVERSHOOT_MODEL_MINIMA_H
#define OVERSHOOT_MODEL_MINIMA_H

/* The minima that distances are measured to: those that the catalogue knows, else those that
 * Newton's method finds in the surface's domain; none if they are more than FOUND_MINIMA_MAX, or
 * are not known yet. */

#include "problem.h"

enum { FOUND_MINIMA_MAX = 64 };

/* Those of the problem that was asked for last, and the search for them. All 0 at first. */
struct minima {
    int64_t stamp;                  /* of the problem; 0: none */
    struct critical_search *search; /* NULL: it is over, or has not begun */
    struct point found[FOUND_MINIMA_MAX];
    int count;
};
bool minima_known(const struct minima *minima, const struct problem *problem);
/* A slice of the search; returns whether there is more to do before they are known. */
bool minima_search(struct minima *minima, const struct problem *problem,
                   struct workspace *workspace);
/* How many; *points is valid until another problem's are searched for. */
int minima_of(const struct minima *minima, const struct problem *problem,
              const struct point **points);
void minima_free(struct minima *minima);

#endif
