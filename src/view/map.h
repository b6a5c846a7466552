#ifndef OVERSHOOT_VIEW_MAP_H
#define OVERSHOOT_VIEW_MAP_H

/* The map: the plane seen from above, with its axes. */

#include "heat.h"
#include "layers.h"

struct map {
    struct heat heat;
    struct layers layers;
};
void map_free(struct map *map);

part_drawer map_draw;

#endif
