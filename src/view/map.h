#ifndef OVERSHOOT_VIEW_MAP_H
#define OVERSHOOT_VIEW_MAP_H

/* The map: the plane seen from above, with its axes. */

#include "layers.h"
#include "terrain.h"

struct map {
    struct terrain terrain;
    struct layers layers;
    uint8_t *shades; /* of the terrain's points: where the overlay does not hold */
};
void map_free(struct map *map);

part_drawer map_draw;

/* What is where in an area that shows the plane from above. */
struct map_places {
    struct plot plot;
    struct area bar; /* rows 0: there is none */
    bool axes;
};
struct map_places map_places(const struct screen *screen, struct area area,
                             const struct projection *projection, bool bar);
void map_draw_axes(const struct plot *plot);
extern const struct projection map_projection;

/* The colour bar beside the map: which colour is which loss, labelled where the ground has lines,
 * with a pointer at the selected ball's loss. Always as wide, so that the map does not move when
 * other numbers stand there. */
enum { COLORBAR_COLUMNS = 10 };
part_drawer colorbar_draw;

#endif
