#include "ramp.h"

#include "light.h"

#include "../catalogue/catalogue.h"

/* What of a map is taken, and between which luminances it rises. The light theme's are near to the
 * paper: there, inks are dark. */
static const struct band {
    double begin, end;
    float low, high;
    unsigned pale; /* 256ths of paper in it */
} bands[] = {{0.03, 0.69, 0.012F, 0.117F, 0}, {0.03, 0.80, 0.52F, 0.84F, 96}};

static color between(const struct colormap_row *map, double at)
{
    double place = at * (map->stop_count - 1);
    int stop = place < map->stop_count - 2 ? (int)place : map->stop_count - 2;
    return light_mix(map->stops[stop], map->stops[stop + 1], (unsigned)((place - stop) * 256));
}

void ramp_make(struct ramp *ramp, const struct colormap_row *map, enum color_level level,
               bool light)
{
    const struct band *band = &bands[light];
    (void)level;
    for (int i = 0; i < RAMP_STEPS; i++) {
        float at = (float)i / (RAMP_STEPS - 1);
        color c = between(map, band->begin + (double)at * (band->end - band->begin));
        c = light_mix(c, 0xFFFFFF, band->pale);
        ramp->colors[i] = light_set(c, band->low + at * (band->high - band->low));
    }
}
