#include "ramp.h"

#include "light.h"

#include "../catalogue/catalogue.h"
#include "../lang/vmath.h"

#include <math.h>

/* What of a map is taken, and between which luminances it rises. On a light theme it is pale, as
 * inks are dark there. On paper it has all its colours, as light as black ink needs them. */
static const struct band {
    double begin, end;
    float low, high;
    float chroma; /* how much of it stays */
} bands[][3] = {
    {{0.03, 0.69, 0.012F, 0.117F, 1},
     {0.03, 0.80, 0.52F, 0.84F, 0.36F},
     {0.03, 1, 0.22F, 0.88F, 1}},
    /* the cube has few dark colours */
    {{0.03, 0.69, 0.03F, 0.17F, 1}, {0.03, 0.80, 0.52F, 0.84F, 0.6F}, {0.03, 1, 0.22F, 0.88F, 1}}};

static color between(const struct colormap_row *map, double at)
{
    double place = at * (map->stop_count - 1);
    int stop = place < map->stop_count - 2 ? (int)place : map->stop_count - 2;
    return light_mix(map->stops[stop], map->stops[stop + 1], (unsigned)((place - stop) * 256));
}

static color quiet(const struct colormap_row *map, const struct band *band, float at)
{
    color c = between(map, band->begin + (double)at * (band->end - band->begin));
    return light_pale(c, band->low + at * (band->high - band->low), band->chroma);
}

/* --- with 256 colours --- */

/* A colour as the eye places it (Ottosson's OKLab): its lightness, and where it lies on the plane
 * of hues. */
struct place {
    double lightness, a, b;
};

static struct place place_of(color c)
{
    double linear[3];
    for (int i = 0; i < 3; i++)
        linear[i] = (double)light_part(c, i);
    double l =
        vmath_cbrt(0.4122214708 * linear[0] + 0.5363325363 * linear[1] + 0.0514459929 * linear[2]);
    double m =
        vmath_cbrt(0.2119034982 * linear[0] + 0.6806995451 * linear[1] + 0.1073969566 * linear[2]);
    double s =
        vmath_cbrt(0.0883024619 * linear[0] + 0.2817188376 * linear[1] + 0.6299787005 * linear[2]);
    return (struct place){0.2104542553 * l + 0.7936177850 * m - 0.0040720468 * s,
                          1.9779984951 * l - 2.4285922050 * m + 0.4505937099 * s,
                          0.0259040371 * l + 0.7827717662 * m - 0.8086757660 * s};
}

/* How little a colour of the cube stands for one of a map: most of all its hue counts. */
static double mismatch(struct place wanted, struct place is)
{
    enum { HUE = 8 };
    double chroma = sqrt(wanted.a * wanted.a + wanted.b * wanted.b);
    double own = sqrt(is.a * is.a + is.b * is.b);
    double lightness = is.lightness - wanted.lightness, more = own - chroma;
    double apart = 2 * (own * chroma - is.a * wanted.a - is.b * wanted.b);
    double turned = own > 0 && chroma > 0 ? apart * chroma / own : chroma * chroma;
    return lightness * lightness + more * more + HUE * turned;
}

enum { CUBE = 6 * 6 * 6, COLORS = CUBE + 24 };

/* Of the colours, from dark to light, that which each step of the ramp has: never a darker one than
 * the step before, and in all as near as they can be. */
static void pick_path(struct ramp *ramp, const color *colors, const struct place *places)
{
    static _Thread_local uint8_t from[RAMP_STEPS][COLORS];
    double cost[COLORS] = {0};
    for (int step = 0; step < RAMP_STEPS; step++) {
        struct place wanted = place_of(ramp->colors[step]);
        int best = 0;
        for (int i = 0; i < COLORS; i++) {
            best = cost[i] < cost[best] ? i : best;
            from[step][i] = (uint8_t)best;
        }
        for (int i = COLORS - 1; i >= 0; i--)
            cost[i] = cost[from[step][i]] + mismatch(wanted, places[i]);
    }
    int at = 0;
    for (int i = 0; i < COLORS; i++)
        at = cost[i] < cost[at] ? i : at;
    for (int step = RAMP_STEPS - 1; step >= 0; step--) {
        ramp->colors[step] = colors[at];
        at = from[step][at];
    }
}

static void pick_from_cube(struct ramp *ramp)
{
    enum { FIRST = 16 };
    color colors[COLORS];
    struct place places[COLORS];
    for (int i = 0; i < COLORS; i++) {
        color c = color_of_256(FIRST + i);
        struct place place = place_of(c);
        int at = i;
        for (; at > 0 && places[at - 1].lightness > place.lightness; at--)
            colors[at] = colors[at - 1], places[at] = places[at - 1];
        colors[at] = c;
        places[at] = place;
    }
    pick_path(ramp, colors, places);
}

void ramp_make(struct ramp *ramp, const struct colormap_row *map, enum color_level level,
               enum light light)
{
    for (int i = 0; i < RAMP_STEPS; i++)
        ramp->colors[i] =
            quiet(map, &bands[level == COLORS_256][light], (float)i / (RAMP_STEPS - 1));
    if (level == COLORS_256)
        pick_from_cube(ramp);
}
