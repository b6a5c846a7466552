#ifndef OVERSHOOT_VIEW_HEAT_H
#define OVERSHOOT_VIEW_HEAT_H

/* The ground of the map: the surface's values as tones, and the levels of its contours.
 *
 * Tone: a value's place on the colour scale, 0 (least in view) … 1; NaN where it is undefined. */

#include "contours.h"
#include "subject.h"

#include "../draw/canvas.h"
#include "../draw/ramp.h"

struct heat {
    struct subject subject;
    int stride; /* how much was known for it; 0: nothing was */
    int columns, rows;
    float *tones;
    bool has_holes;
    struct levels levels;
    struct ramp ramp;
};
void heat_free(struct heat *heat); /* what it holds */

/* Makes it that of a subject, as far as its values are known. True: it is not what it was. */
bool heat_update(struct heat *heat, const struct screen *screen, const struct subject *subject);

/* The field, its contours and what they are called, into the plot's drawing. */
void heat_draw(const struct heat *heat, const struct plot *plot);
/* Cells of which no value is known to be: hatched, below what is drawn there. */
void heat_hatch(const struct heat *heat, const struct screen *screen);

struct grid heat_grid(const struct heat *heat);
double heat_tone(const struct heat *heat, double value);
/* The scale from bottom (0) to top (1), as the colour bar shows it: the cell `row` of `rows`, the
 * top one first. */
struct cell heat_scale_cell(const struct heat *heat, int row, int rows);

#endif
