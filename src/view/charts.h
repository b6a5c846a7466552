#ifndef OVERSHOOT_VIEW_CHARTS_H
#define OVERSHOOT_VIEW_CHARTS_H

/* Charts of the record over the iterations: those of the view, one above the other, and the small
 * one of the panel. */

#include "parts.h"
#include "screen.h"

/* When each ball jumped over the minimum, below a chart: a row that says what dots mean, then a row
 * a ball in the order of their places, as many as there are, the selected ball always among them.
 */
void strip_draw(const struct screen *screen, struct area plot, int margin);
/* The view. */
part_drawer charts_draw;

#endif
