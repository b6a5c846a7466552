#ifndef OVERSHOOT_VIEW_HEAT_H
#define OVERSHOOT_VIEW_HEAT_H

/* The ground of the map: the surface's values as colours, with iso-lines. It is kept until surface,
 * view, size or look change, so that a frame in which only balls move costs a copy.
 *
 * Tone: a value's place on the colour scale, 0 (least in view) … 1; NaN where it is undefined. */

#include "screen.h"

struct heat;
struct heat *heat_new(void);
void heat_free(struct heat *heat);

/* Draws the session's view of the surface into an area. */
void heat_draw(struct heat *heat, const struct screen *screen, struct area area);

/* The iso-lines' values, rising, for those who name them. */
int heat_level_count(const struct heat *heat);
double heat_level(const struct heat *heat, int index);
/* How many of them are not above a value; -1: it is none. */
int heat_band(const struct heat *heat, double value);
/* The sides of a cell that lines cross between corners of such bands. */
int heat_sides(int nw, int ne, int sw, int se);

/* The scale from bottom (0) to top (1), as the colour bar shows it: the cell `row` of `rows`, the
 * top one first; and where on it a value is, NaN for none. */
struct cell heat_scale_cell(const struct heat *heat, int row, int rows);
double heat_tone(const struct heat *heat, double value);

/* The plain colour at a cell, as marks on the map mix it; COLOR_DEFAULT where there is none. */
color heat_cell_color(const struct cell *cell);

#endif
