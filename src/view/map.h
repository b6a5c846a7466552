#ifndef OVERSHOOT_VIEW_MAP_H
#define OVERSHOOT_VIEW_MAP_H

/* The map: ground, axes, trails, marks and balls. */

#include "pen.h"

extern const struct projection map_projection;

/* The ground with its axes and the field of the gradient; then what moves on it, and what stands
 * before that. */
part_drawer map_draw_ground, map_draw_marks;

/* Lines of equal loss of the selected ball's next mini-batch, if it has them. */
void batch_lines_draw(const struct plot *plot, const struct heat *heat);

#endif
