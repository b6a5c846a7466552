#ifndef OVERSHOOT_VIEW_OVERLAY_H
#define OVERSHOOT_VIEW_OVERLAY_H

/* What the command `overlay` lays over map and relief: the contours of a second formula, or a
 * condition: where it does not hold the ground is dim and hatched, and its border is a line. */

#include "plot.h"

#include "../base/text.h"

/* Another number for each that is to be seen; 0: none. */
int64_t overlay_stamp(const struct session *session);
/* How much of the ground at each point of a lattice is to be dim: 0 … 255. False: none of it. */
bool overlay_shade(const struct plot *plot, const struct lattice *lattice, uint8_t *shades);
/* Whether that was all that there is to know of it there. */
bool overlay_is_whole(const struct plot *plot, const struct lattice *lattice);
/* Where lines are letters, cells below what is drawn there. */
void overlay_hatch(const struct plot *plot);
/* Appends what it is, and whether it holds where the selected ball is; nothing if there is none. */
void overlay_write(const struct screen *screen, struct text *out);

#endif
