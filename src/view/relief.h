#ifndef OVERSHOOT_VIEW_RELIEF_H
#define OVERSHOOT_VIEW_RELIEF_H

/* The relief: the surface as a block that is seen from a side, with all that the map shows on it.
 * Leaps fly over it, with their shadows below.
 *
 * The block's top is the surface: the region in view is the square -1 … 1 of x and y, its heights
 * are 0 … RELIEF_HEIGHT, and the block's foot is at -RELIEF_FOOT. */

#include "layers.h"
#include "terrain.h"

#define RELIEF_HEIGHT 0.72
#define RELIEF_FOOT 0.18

struct spatial {
    double x, y, z;
};

/* --- the camera: it looks from a side and from far away, so that equal lengths look alike wherever
 * they are. Turning rotates the block, counter-clockwise from above; tilting raises the eye from
 * the side (0 degrees) to above (90). --- */

/* Where a point is seen: in cells of the area, with fractions, and how far away. */
struct sighted {
    double column, row, depth;
};

struct camera {
    double turn_sin, turn_cos, tilt_sin, tilt_cos;
    double column, row; /* of the middle */
    double tallness;
    double scale; /* columns for a length 1 */
};

/* The largest picture that fits into columns x rows whatever the turn: turning changes no size.
 * tallness: how much higher than wide a cell is. */
struct camera camera_make(double turn, double tilt, int columns, int rows, double tallness);
struct sighted camera_project(const struct camera *camera, struct spatial point);
/* The point that is seen there. */
struct spatial camera_unproject(const struct camera *camera, struct sighted sighted);
/* Turns a direction in the viewer's frame (x to the right, y away, z up) into the block's. */
struct spatial camera_direction(const struct camera *camera, struct spatial direction);

/* --- the ground: the block without what stands on it --- */

/* With the nearest surface at each: a z-buffer, four samples for each of its colours in cells, and
 * one in pixels, where colours are mixed from one to the next. */
struct relief_sample {
    float nearness; /* less its depth: the greater, the nearer; NOWHERE_NEAR: nothing is there */
    float tone;
    float shade; /* how it is lit; of a wall, how much of it is left: it fades downwards */
    float dim;   /* how much of the ground around lies over it: 0 … 1 */
    bool wall;   /* of the block, and not the surface */
};
#define NOWHERE_NEAR (-100.0F)

enum { EDGE_PARTS = 4 };

/* Kept until camera, surface, size or look change. */
struct ground {
    struct terrain terrain; /* the lowest y first, as many points across as down */
    int cells;              /* between them */
    float *heights;         /* of its points, which rise more evenly than tones, so that a bowl is
                             * round and not a funnel */
    struct tone_scale rise; /* of losses to heights: a share of RELIEF_HEIGHT */
    bool rugged;            /* lines of equal loss would be specks */
    uint8_t *shades;        /* of its points: how dim an overlay makes them; NULL: none is */
    int64_t overlay;        /* its stamp; 0: it is not all known */
    double turn, tilt;
    struct camera camera;
    int across, down; /* samples of a cell */
    int sample_columns, sample_rows;
    struct relief_sample *samples;
    float *tops; /* where the surface begins, in samples from above, in each of EDGE_PARTS parts of
                  * a column of them; HUGE_VALF: it is not there */
    int columns, rows; /* of the colours */
    color *colors;     /* COLOR_DEFAULT: none; where there are none, lines tell its form */
};

/* Brings it up to date. True: it is not what it was. */
bool ground_update(struct ground *ground, const struct plot *plot);
void ground_free(struct ground *ground);

/* Makes the samples and tops, as the camera sees the block. */
void ground_sample(struct ground *ground, struct area area);
/* The height at a place in the block; NaN in holes. */
double ground_height(const struct ground *ground, struct point place);
/* What is at a place of the picture, in cells; NULL: nothing. */
const struct relief_sample *ground_at(const struct ground *ground, double column, double row);
/* Whether something stands before a point that is seen there, which is on the surface or above. */
bool ground_hides(const struct ground *ground, struct sighted sighted);

/* --- the view --- */

struct relief {
    struct ground ground;
    struct layers layers;
};
void relief_free(struct relief *relief);

part_drawer relief_draw;

/* Numbers along the two edges of the foot that are nearest to the viewer. */
void relief_draw_axes(const struct plot *plot);
/* Those of the loss, along an upright beside the block, where no words stand by now. */
void relief_draw_upright(const struct plot *plot);

/* The surface's point that was seen last in a cell of the area; false: none. */
bool relief_find(const struct relief *relief, int column, int row, struct point *point);

#endif
