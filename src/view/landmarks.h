#ifndef OVERSHOOT_VIEW_LANDMARKS_H
#define OVERSHOOT_VIEW_LANDMARKS_H

/* What stands still on the map: the minima that are known, and the critical points that Newton's
 * method finds in the view. The found ones are kept until surface or view change. */

#include "map.h"

struct landmarks;
struct landmarks *landmarks_new(void);
void landmarks_free(struct landmarks *landmarks);

void landmarks_draw(struct landmarks *landmarks, const struct plot *plot);

#endif
