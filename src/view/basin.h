#ifndef OVERSHOOT_VIEW_BASIN_H
#define OVERSHOOT_VIEW_BASIN_H

/* The basins: the map, on a ground that says of each point where the ball would end from there, and
 * how soon. */

#include "curve.h"
#include "map.h"

struct basin_map {
    struct map map;
    struct curve_plot curve; /* of a function of one variable */
    color *colors;           /* of the ground's samples */
    int *ends;               /* of the same: where the ball ends */
    int count;
    struct field_size size;
};
void basin_map_free(struct basin_map *basin);

/* Of a place in which balls end, by its number; a basin is told by both. */
color basin_color(const struct screen *screen, int end);
uint32_t basin_letter(int end);

part_drawer basin_draw;

#endif
