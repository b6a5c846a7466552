#ifndef OVERSHOOT_VIEW_WHY_H
#define OVERSHOOT_VIEW_WHY_H

/* Why this step: the update rule with the numbers of the next iteration. */

#include "screen.h"

/* For the panel: the rule's statements, and below them their numbers as far as `most` lines allow,
 * those that lead to theta first; most 0: the statements alone. Returns the lines; with draw false
 * it only counts. */
int why_draw_rule(const struct screen *screen, struct area area, int most, bool draw);

/* The view: gradient, learning rate, rule with numbers, where it leads. */
part_drawer why_draw;

#endif
