#ifndef OVERSHOOT_VIEW_LANDMARKS_H
#define OVERSHOOT_VIEW_LANDMARKS_H

/* What stands still on map and relief: the minima that are known, and the critical points that
 * are found in the view. */

#include "map.h"

#include "../lab/critical.h"

struct landmark {
    struct point place;
    enum stationary kind;
    bool known; /* from the catalogue; else it was found */
};

/* Those that the layers show in the view, as far as they are found, for a picture of so many cells.
 * Returns how many. */
enum { LANDMARKS_MAX = 2 * CRITICAL_MAX };
int landmarks_find(const struct screen *screen, int cells, struct landmark list[LANDMARKS_MAX]);
void landmark_draw(const struct screen *screen, const struct landmark *landmark, struct cell *cell);

#endif
