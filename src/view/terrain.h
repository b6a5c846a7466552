#ifndef OVERSHOOT_VIEW_TERRAIN_H
#define OVERSHOOT_VIEW_TERRAIN_H

/* What the grounds of map and relief are pictures of: the surface's values at the points of a
 * lattice as tones, the levels that have a line, and the colours.
 *
 * Tone: a value's place on the colour scale, 0 (least in view) … 1; NaN where it is undefined. */

#include "levels.h"
#include "plot.h"

#include "../draw/ramp.h"

/* As long as it is the same, a terrain is. */
struct subject {
    int64_t problem; /* its stamp */
    struct region view;
    struct area area;
    struct device device;
    struct tone_wish wish;
    int colormap;
};

struct terrain {
    struct subject subject;
    int stride; /* how much was known for it; 0: nothing was */
    struct lattice lattice;
    float *tones;
    struct levels levels;
    struct ramp ramp;
};
void terrain_free(struct terrain *terrain); /* what it holds */

/* Makes it that of a plot, as far as values are known at the lattice's points. Returns these if it
 * is not what it was; else NULL. */
const struct survey *terrain_update(struct terrain *terrain, const struct plot *plot,
                                    const struct lattice *lattice);

/* Where a level's line runs most nearly level across the screen, the flattest first: for a label.
 */
enum { FLAT_MAX = 24 };
struct flat_places {
    struct flat_place {
        struct point at;
        int slope; /* so roughly that places which are alike are equal */
    } items[FLAT_MAX];
    int count;
};

/* Draws the lines of equal loss through tones at a lattice's points, each in one piece. Where
 * several would run through one field of the lattice the lowest does: it is too steep for more, and
 * colour tells them. The places of each level are noted where that is not NULL. */
void contours_draw(const struct plot *plot, const struct lattice *lattice, const float *tones,
                   const struct levels *levels, struct ink ink, struct flat_places *places);
/* A level's number on its line, as those of the ground are, but in the ink of the line: at the
 * first of its places that is free. Where it is long there is none. */
void contours_number(const struct plot *plot, const struct flat_places *places, const char *number,
                     struct ink ink);

#endif
