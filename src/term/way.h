#ifndef OVERSHOOT_TERM_WAY_H
#define OVERSHOOT_TERM_WAY_H

/* How a terminal is sent pictures: as the user said, else as it has answered. */

#include "probe.h"

#include "../output/pixels.h"
#include "../session/look.h"

/* `cell`: the size of a cell as far as it is known otherwise. Without any there are no pictures. */
struct pixels_way way_of(enum pixels_choice choice, const struct found *found,
                         struct cell_size cell);
bool way_equal(const struct pixels_way *a, const struct pixels_way *b);

#endif
