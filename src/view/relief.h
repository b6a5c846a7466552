#ifndef OVERSHOOT_VIEW_RELIEF_H
#define OVERSHOOT_VIEW_RELIEF_H

/* The relief: the surface as a block in perspective, with balls, trails and axes. */

#include "landmarks.h"

struct relief;
struct relief *relief_new(void);
void relief_free(struct relief *relief);

/* Draws it into an area: the block with its axes and the field of the gradient; then what moves on
 * it, and what stands before that. */
void relief_draw_ground(const struct screen *screen, struct relief *relief, struct area area);
void relief_draw_marks(const struct screen *screen, const struct relief *relief, struct area area);

/* The surface's point that was seen last in a cell of that area; false: none. */
bool relief_find(const struct relief *relief, int column, int row, struct point *point);

#endif
