#ifndef OVERSHOOT_VIEW_MARKS_H
#define OVERSHOOT_VIEW_MARKS_H

/* What stands and moves on the ground of map and relief. */

#include "pen.h"

/* All of it: what the balls have left behind, the start, minima and other critical points, the step
 * and the balls themselves. */
void marks_draw(const struct plot *plot, const struct projection *projection);

/* Ghosts, the way ahead, and above them the trails, the selected ball's last. */
void trails_draw(const struct plot *plot, const struct projection *projection);
/* The selected ball's step and what it is made of, to scale. */
void arrows_draw(const struct plot *plot, const struct projection *projection);
/* A field of arrows for minus the gradient, fainter where it is less. */
void field_draw(const struct plot *plot, const struct projection *projection);

#endif
