#ifndef OVERSHOOT_VIEW_HITS_H
#define OVERSHOOT_VIEW_HITS_H

/* What the frame drawn last has where: the parts that the mouse can point at. Whoever draws such a
 * part adds a hit; of those on a cell the last one counts. */

#include "../lab/series.h"
#include "screen.h"

struct hit {
    enum view_part part;
    struct area area;
    struct region region; /* MAP: what is seen in the area */
    int ball;             /* BALL: of the area's first line */
    struct axis axis;     /* CHART */
};

enum { HITS_MAX = 64 };
struct hits {
    struct hit items[HITS_MAX];
    int count;
};

/* Ignored where there is no area or no room, or hits is NULL. */
void hits_add(struct hits *hits, const struct hit *hit);
struct view_place hits_locate(const struct hits *hits, int column, int row);

#endif
