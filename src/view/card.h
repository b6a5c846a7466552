#ifndef OVERSHOOT_VIEW_CARD_H
#define OVERSHOOT_VIEW_CARD_H

/* The question that is shown: a card in the caption's place, its letters on the map, its keys; and
 * what stands where something is hidden until it has its answer. */

#include "plot.h"

/* The rows that the card takes, in so many columns; as many before the answer as after it. */
int card_rows(const struct screen *screen, int columns);
part_drawer card_draw, card_keys_draw;

/* The letters of choices that have a place, and then where the answer was, and the right one. */
void card_mark(const struct plot *plot);

/* A picture that is hidden. */
part_drawer veil_draw;

#endif
