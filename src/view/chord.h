#ifndef OVERSHOOT_VIEW_CHORD_H
#define OVERSHOOT_VIEW_CHORD_H

/* The slice between two places, as a picture of its own and as a line on map and relief. */

#include "plot.h"

#include "../lab/chord.h"

/* Whether the slice is one; its ends. */
bool chord_ends(const struct screen *screen, struct point ends[2]);
part_drawer chord_draw;

#endif
