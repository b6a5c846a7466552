#ifndef OVERSHOOT_VIEW_ARROWS_H
#define OVERSHOOT_VIEW_ARROWS_H

/* What the arrows on the map and those on the relief share. */

#include "plot.h"

/* The nearest of eight directions, of four in ASCII; right and down are positive, in equal lengths.
 */
uint32_t arrow_glyph(const struct screen *screen, double right, double down);

/* An arrow of the field on what a cell has: the better seen the greater its strength, 0 … 1. */
void field_put(const struct screen *screen, struct cell *cell, uint32_t glyph, double strength);
/* By the logarithm of the slope, over three decades below the steepest one. */
double field_strength(double slope, double steepest);

/* The selected ball's step with what it is made of: the update that it is on its way of, else the
 * one that comes next. */
struct step {
    struct row from, next;
    double gx, gy; /* -eta times the gradient */
    bool plain;    /* it is all that the step is */
    bool momentum; /* what else there is, is momentum */
};
/* False: there is none, or it leads out of the world. */
bool step_find(const struct screen *screen, struct step *step);

/* In the order in which they are drawn. */
enum part { PART_MOMENTUM, PART_GRADIENT, PART_STEP, PART_COUNT };
/* False: there is no such part beside the step itself. */
bool step_part(const struct step *step, enum part part, struct point *vector);
color part_ink(const struct screen *screen, enum part part);
/* The tip; without colours the parts' tips are letters. */
uint32_t part_tip(const struct screen *screen, enum part part, double right, double down);
/* What is what, in the lower left corner. */
void step_draw_legend(const struct plot *plot, const struct step *step);

#endif
