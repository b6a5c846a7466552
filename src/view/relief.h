#ifndef OVERSHOOT_VIEW_RELIEF_H
#define OVERSHOOT_VIEW_RELIEF_H

/* The relief: the surface as a block that is seen from a side, with all that the map shows on it.
 * Leaps fly over it, with their shadows below. */

#include "layers.h"
#include "relief_ground.h"

struct relief {
    struct ground ground;
    struct layers layers;
};
void relief_free(struct relief *relief);

part_drawer relief_draw;

/* Numbers along the two edges of the foot that are nearest to the viewer. */
void relief_draw_axes(const struct plot *plot);

/* The surface's point that was seen last in a cell of the area; false: none. */
bool relief_find(const struct relief *relief, int column, int row, struct point *point);

#endif
