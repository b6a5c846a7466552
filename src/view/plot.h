#ifndef OVERSHOOT_VIEW_PLOT_H
#define OVERSHOOT_VIEW_PLOT_H

/* A part of the plane in a part of the frame, seen from above (map) or from the side (relief). What
 * is drawn on it is told once, in the plane: how that is seen is a projection's. */

#include "levels.h"
#include "screen.h"

#include "../draw/drawing.h"
#include "../lab/survey.h"

/* Where a point of the plane is in the drawing. */
struct sight {
    struct point at;
    bool inside; /* the part of the plane that is shown */
    bool seen;   /* and nothing is before it */
};

/* A ball's way from one row to the next. */
struct hop {
    struct point from, to;
    int ball;
    int64_t ago; /* how many came after it */
    bool leaps;  /* over the minimum */
    double
        bulge; /* of its length, to the left, as it is seen from above, or into the air; 0: none */
};

struct plot;
struct way;
struct projection {
    struct sight (*sight)(const struct plot *plot, struct point point);
    /* Where a ball is after a part of its hop. */
    struct sight (*on_way)(const struct plot *plot, const struct hop *hop, double part);
    /* A part of a hop, from its beginning. */
    void (*hop)(const struct plot *plot, const struct hop *hop, double part, struct ink ink);
    /* A line on the ground. What the relief hides is dim, or left out. */
    void (*line)(const struct plot *plot, const struct point *points, int count, struct ink ink);
    void (*ground)(const struct plot *plot);
    /* Where the arrows of the gradient's field stand. */
    struct lattice (*lattice)(const struct plot *plot);
    bool flies; /* leaps leave the ground */
    bool flat;  /* every point is where it is in the plane, and seen */
    /* NULL, or the selected ball's update, below all that moves; and its batch, where that has no
     * lines of equal loss. */
    void (*update)(const struct plot *plot), (*batch)(const struct plot *plot);
    /* NULL, or the ground's bend at a row, where there is but one. */
    void (*bend)(const struct plot *plot, const struct row *row);
};

struct plot {
    const struct screen *screen;
    struct area area;    /* without axes */
    struct region view;  /* of the plane */
    struct region frame; /* the drawing's: the view, or the relief's own */
    const struct levels *levels;
    const struct tone_scale *heights; /* of losses above a line; NULL: as they are */
    const struct projection *projection;
    struct drawing *drawing; /* which is being filled */
    const struct way *ways;  /* the balls' pasts, as far as they are drawn (layers.h) */
};

/* The region that fills an area: with one measure for x and y, more of the shorter one is shown. */
struct region plot_region(const struct screen *screen, struct area area);

/* Above a line: how high a loss is in the frame. */
double plot_height(const struct plot *plot, double loss);

/* Where a ball is, on a straight way between its previous row and its present one. */
struct point ball_place(const struct screen *screen, int ball);

#endif
