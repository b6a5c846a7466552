#ifndef OVERSHOOT_VIEW_COLORBAR_H
#define OVERSHOOT_VIEW_COLORBAR_H

/* The colour bar beside the map: which colour is which loss, on the scale that the ground has. Its
 * labels are the values of the iso-lines. */

#include "heat.h"

/* Always as many, so that the map does not move when other numbers stand there. */
enum { COLORBAR_COLUMNS = 10 };

void colorbar_draw(const struct screen *screen, const struct heat *heat, struct area area);
/* A pointer at the selected ball's loss: between the two rows while the ball is on its way, as on
 * the map. */
void colorbar_draw_pointer(const struct screen *screen, const struct heat *heat, struct area area);

#endif
