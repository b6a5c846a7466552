#ifndef OVERSHOOT_VIEW_RELIEF_H
#define OVERSHOOT_VIEW_RELIEF_H

/* The relief: the surface as a block in perspective, with balls, trails and axes. */

#include "pen.h"
#include "relief_ground.h"

/* The block with its axes and the field of the gradient; then what moves on it, and what stands
 * before that. */
part_drawer relief_draw_ground, relief_draw_marks;

extern const struct projection relief_projection;

/* Numbers along the two edges of the foot that are nearest to the viewer. */
void relief_draw_axes(const struct plot *plot);

/* The surface's point that was seen last in a cell of the area; false: none. */
bool relief_find(const struct ground *ground, int column, int row, struct point *point);

#endif
