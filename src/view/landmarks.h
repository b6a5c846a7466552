#ifndef OVERSHOOT_VIEW_LANDMARKS_H
#define OVERSHOOT_VIEW_LANDMARKS_H

/* What stands still on map and relief: the minima that are known, and the critical points that
 * Newton's method finds in the view. The found ones are kept until surface or view change. */

#include "map.h"

#include "../model/critical.h"

struct landmarks;
struct landmarks *landmarks_new(void);
void landmarks_free(struct landmarks *landmarks);

struct landmark {
    struct point place;
    enum stationary kind;
    bool known; /* from the catalogue; else it was found */
};

/* Those that the layers show in the view, as far as they are found, for a picture of so many cells;
 * valid until the next call. */
const struct landmark *landmarks_list(struct landmarks *landmarks, const struct screen *screen,
                                      int cells, int *count);
void landmark_draw(const struct screen *screen, const struct landmark *landmark, struct cell *cell);

#endif
