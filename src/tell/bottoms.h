#ifndef OVERSHOOT_TELL_BOTTOMS_H
#define OVERSHOOT_TELL_BOTTOMS_H

/* The minima that sentences name. */

#include "../lab/critical.h"
#include "../session/session.h"

enum { BOTTOMS_MAX = CRITICAL_MAX + FOUND_MINIMA_MAX };
struct bottoms {
    int count, lowest, equal; /* as low as the lowest one, which counts */
    struct point places[BOTTOMS_MAX];
    double losses[BOTTOMS_MAX];
};

/* The known ones and, in the surface's region, those that are found; none of a surface that moves:
 * they are others at each iteration; and none while a question asks for a place. */
void bottoms_find(const struct session *session, struct bottoms *bottoms);
/* Which one, and how far it is; -1, and infinite: there is none. */
int bottoms_nearest(const struct bottoms *bottoms, struct point place, double *distance);
bool bottoms_is_as_low(double loss, double least);

#endif
