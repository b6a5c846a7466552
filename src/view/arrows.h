#ifndef OVERSHOOT_VIEW_ARROWS_H
#define OVERSHOOT_VIEW_ARROWS_H

/* What the arrows on the map and those on the relief share. */

#include "plot.h"

#include "../lab/survey.h"

/* The nearest of eight directions, of four in ASCII; right and down are positive, in equal lengths.
 */
uint32_t arrow_glyph(const struct screen *screen, double right, double down);

/* An arrow of the field on what a cell has: the better seen the greater its strength, 0 … 1. */
void field_put(const struct screen *screen, struct cell *cell, uint32_t glyph, double strength);
/* Of the gradients, where the loss is defined; 0: of none. */
double field_steepest(const struct survey *field);
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
enum arrow { ARROW_MOMENTUM, ARROW_GRADIENT, ARROW_STEP, ARROW_COUNT };
/* False: there is no such part beside the step itself. */
bool step_arrow(const struct step *step, enum arrow arrow, struct point *vector);
color arrow_ink(const struct screen *screen, enum arrow arrow);
/* The tip; without colours the parts' tips are letters. */
uint32_t arrow_tip(const struct screen *screen, enum arrow arrow, double right, double down);
/* What is what, in the lower left corner. */
void step_draw_legend(const struct plot *plot, const struct step *step);

#endif
