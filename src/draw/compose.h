#ifndef OVERSHOOT_DRAW_COMPOSE_H
#define OVERSHOOT_DRAW_COMPOSE_H

/* What is on a canvas becomes cells: the colours of the ground, and the ink that each cell shows.
 */

#include "canvas.h"

/* All but marks and words. */
void compose(struct canvas *canvas, struct frame *frame);

/* The ground in a cell as it was shown, in one colour; COLOR_DEFAULT: there is none. */
color composed_ground(const struct canvas *canvas, int column, int row);

#endif
