#ifndef OVERSHOOT_VIEW_PEN_H
#define OVERSHOOT_VIEW_PEN_H

/* What marks on the ground of map and relief are drawn with. What is drawn is told once, in the
 * plane; how the plane is seen is a projection's. */

#include "heat.h"
#include "plot.h"

#include "../lab/survey.h"

/* Where a point is seen, in cells of the plot; whether it is in view, and nothing before it. */
struct sight {
    double column, row;
    bool seen;
};

/* Where a ball is drawn, seen or not, and as what. */
struct ball_sight {
    double column, row;
    uint32_t glyph;
    bool hidden;
};

/* An arrow of a field, and which way it points: right and down are positive, in equal lengths. */
struct downhill {
    struct sight at;
    double right, down;
};

/* The dots are those of what is not for sure. */
enum stroke { STROKE_TRAIL, STROKE_GHOST, STROKE_AHEAD };

/* Balls bounce, for long between the same walls: a hop that has faded as far as hops do and is as
 * good as one of the last two of them need not be drawn again. */
struct drawn {
    struct {
        struct point from, to;
        color ink;
    } hops[2];
    int count;
};

struct pen {
    const struct plot *plot;
    const struct projection *projection;
    enum stroke stroke;
    uint8_t *sides; /* per cell of the plot: those that hops of this ball have touched */
    bool *toned;    /* the cells that trails have toned down: once is enough */
    bool selected;  /* the ball's */
    color ink;      /* of the hop or dot that is drawn */
    double share;   /* how much of it is seen */
    bool faded;
    struct drawn drawn;
};

struct projection {
    struct sight (*sight)(const struct plot *plot, struct point point);
    /* The ball's glyph, or what is shown in its stead. */
    struct ball_sight (*ball)(const struct plot *plot, struct point place, uint32_t glyph);
    void (*hop)(struct pen *pen, struct point from, struct point to);
    /* Which way a long hop went. NULL: that is not shown. */
    void (*head)(const struct pen *pen, struct point from, struct point to);
    /* The field of the gradient: where its arrows stand, and one of them. */
    struct lattice (*lattice)(const struct plot *plot);
    struct downhill (*downhill)(const struct plot *plot, int i, double gx, double gy);
    double shades[2]; /* how far a trail tones the ground down, and that of the selected ball */
    bool flat;        /* a hop within a cell is not seen */
};

struct pen pen_begin(const struct plot *plot, const struct projection *projection);
void pen_end(struct pen *pen);
/* A glyph before a ground that is toned down, so that ink is seen on every colour. */
void pen_ink(const struct pen *pen, int column, int row, uint32_t glyph, int attributes);
/* Cuts a line to a part of the plane; returns the share of it that is left, below 0: none. */
double pen_clip(const struct region *region, struct point *from, struct point *to);
/* A hop touches these sides of a cell. */
void pen_touch(const struct pen *pen, int column, int row, int sides);

/* A hop's line in a cell by the sides that it touches. */
uint32_t pen_line(int sides, bool heavy, bool unicode);
color pen_overshoot_ink(const struct screen *screen);
/* How well a ghost of the session's is seen: the older, the fainter. */
double pen_ghost_share(const struct session *session, int ghost);

/* What is behind a mark: the cell's ground, toned down by a share so that ink stands out on every
 * colour of the map. */
color mark_ground(const struct screen *screen, const struct cell *cell, double share);
/* The ink of marks that belong to no ball: start, minima, … */
color mark_ink(const struct screen *screen);
/* A glyph before such a ground. */
void mark_put(const struct screen *screen, struct cell *cell, uint32_t glyph, color ink,
              double share, int attributes);

/* Where a ball is drawn: between its previous row and its present one. */
struct point ball_place(const struct screen *screen, int ball);

#endif
