#ifndef OVERSHOOT_DRAW_RASTER_AREA_H
#define OVERSHOOT_DRAW_RASTER_AREA_H

/* Polygons as what they cover of each pixel, exactly. */

#include "raster_line.h"

#include "../base/plane.h"

/* The corners in pixels from the upper left corner; what it covers is added as the greater of both,
 * `strength` (0 … 255) for all of a pixel. An outline that crosses itself covers what it goes
 * round.
 */
void raster_area(struct cover *cover, const struct point *corners, int count, int strength);

#endif
