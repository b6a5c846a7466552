#ifndef OVERSHOOT_DRAW_DRAWING_H
#define OVERSHOOT_DRAW_DRAWING_H

/* Drawings: what a plot shows, as a plain list of shapes in the plot's coordinates. A view says
 * what there is; devices decide in which dots, glyphs and tones it is seen (canvas.h: cells;
 * raster.h: pixels; output/svg_drawing.h: true lines). So a view never chooses a glyph of a line, a
 * contrast or a width.
 *
 * A drawing copies the points and texts that it is given, but for the values of fields, which must
 * stay as they are until it is begun anew. It keeps its memory from frame to frame. */

#include "frame.h"

#include "../base/plane.h"

#include <stdbool.h>
#include <stdint.h>

/* What is deeper is covered by what is nearer; in a depth, later shapes cover earlier ones. */
enum depth {
    DEPTH_GROUND,  /* the field, contours, grids */
    DEPTH_PAST,    /* ways, ghosts */
    DEPTH_PRESENT, /* the hop under way, arrows, the way ahead, start, minima */
    DEPTH_BALLS,   /* the selected one last: of those in one cell it keeps the place */
    DEPTH_WORDS,   /* labels: where they cover neither lines nor marks, else they are left out */
    DEPTH_COUNT
};

/* How strongly a line is seen. */
enum weight {
    WEIGHT_LINE,
    WEIGHT_STRONG,  /* twice as wide */
    WEIGHT_CONTOUR, /* a tint of the field below it; sparse dots where there are few colours */
    WEIGHT_SHADOW,  /* the field darkened, as below something that flies */
    WEIGHT_GRID,    /* a dot in each cell, and none where there is a line */
    WEIGHT_BORDER   /* over a field that stays as it is: its colours are data */
};

enum dash {
    DASH_SOLID,
    DASH_DOTTED, /* half of it: slides, the wayside */
    DASH_SPARSE, /* a third of it: what is yet to come */
    DASH_DASHED  /* two thirds of it, in pieces: edges, limits */
};

/* An old line keeps its hue and loses light. */
enum age { AGE_NEWEST, AGE_NEW, AGE_RECENT, AGE_OLD, AGE_OLDEST, AGE_COUNT };

/* The age of what was `ago` hops ago, where the latest `keep` are to be told apart. */
enum age age_of(int64_t ago, int keep);

struct ink {
    color color;
    uint8_t weight, dash, age; /* enum weight, dash, age */
    uint8_t share;             /* percent, of areas: how much of the ground they hide */
};

/* Values on a grid over the whole plot, the top row first: tones (0 … 1 through the ramp; NaN:
 * there is none) or, where these are NULL, colours as they are (COLOR_DEFAULT: none). */
struct ramp;
struct field {
    int columns, rows;
    const float *tones;
    const struct ramp *ramp;
    const color *colors;
    const uint8_t *shades; /* of tones: how much of another colour lies over each (255: all of it);
                              NULL: there is none */
    color shade;
};
/* Its colours along a row of points at a share of its height; COLOR_DEFAULT: none. */
void field_row(const struct field *field, double down, color *seen, int count);
/* All of it as a picture; where there is none, the pixels stay as they are. */
void field_paint(const struct field *field, color *pixels, int width, int height);

enum shape_kind { SHAPE_FIELD, SHAPE_LINE, SHAPE_AREA, SHAPE_MARK, SHAPE_CLOUD, SHAPE_LABEL };

/* Where a label stands. */
enum label_kind {
    LABEL_NEAR,   /* near its point, with a clear cell on both sides */
    LABEL_AT,     /* it begins at the first of its points where there is room over no ball's line */
    LABEL_BESIDE, /* beside the first of its points where it is over no ball's line, and nearer to
                     it than to any other mark; as well seen as one near its point */
    LABEL_QUIET,  /* so, clear of all lines, apart from other words, and under no ball */
    LABEL_ON,  /* over the first of its points that is clear far around, in a tone of the field */
    LABEL_OVER /* on it, in its ink */
};

struct shape {
    uint8_t kind, depth;
    int16_t owner; /* a ball; -1: none */
    struct ink ink;
    int32_t first, count; /* of the drawing's points; one that is not finite breaks a line */
    int32_t text;         /* LABEL: where it begins in the drawing's letters */
    int16_t mark;         /* MARK: see mark.h */
    uint8_t label;        /* LABEL: enum label_kind */
    uint8_t priority;     /* LABEL: greater ones choose first */
    struct field field;   /* FIELD */
};

struct drawing {
    struct area area;    /* of the frame, in cells */
    struct region plane; /* what of the plane it shows; x0 > x1 or y0 > y1 turn an axis round */
    enum depth depth;
    int owner;
    struct shape *shapes;
    struct point *points;
    char *letters; /* of labels, each ended by a 0 */
    int count, point_count, letter_count;
    int capacity, point_capacity, letter_capacity;
};

/* Empties a drawing, which is all 0 at first. */
void drawing_begin(struct drawing *drawing, struct area area, struct region plane);
void drawing_free(struct drawing *drawing); /* what it holds */

/* What follows is at this depth, and of this ball (-1: of none). */
void drawing_at(struct drawing *drawing, enum depth depth, int owner);

void draw_field(struct drawing *drawing, const struct field *field);
void draw_line(struct drawing *drawing, const struct point *points, int count, struct ink ink);
/* A cloud of so many points: where more of them are, it is denser. They are to be filled in before
 * anything else is drawn; those that are not finite are nowhere. */
struct point *draw_cloud(struct drawing *drawing, int count, struct ink ink);
/* The age that an ink has where so many points of a cloud are one: few are faint. */
enum age cloud_age(int points);
/* One point more for the line that was drawn last. */
void drawing_extend(struct drawing *drawing, struct point point);
void draw_hop(struct drawing *drawing, struct point from, struct point to, struct ink ink);
/* A point of a hop that bulges to the left of its motion as it is seen, by a share of its length;
 * part: how far from its beginning, 0 … 1. */
struct point drawing_arc(const struct drawing *drawing, struct point from, struct point to,
                         double bulge, double part);
/* All of it up to there. */
void draw_arc(struct drawing *drawing, struct point from, struct point to, double bulge,
              double part, struct ink ink);
/* A rectangle between two corners. */
void draw_area(struct drawing *drawing, struct point a, struct point b, struct ink ink);
void draw_mark(struct drawing *drawing, struct point at, int mark, struct ink ink);
/* A mark at a point, turned away from another one. */
void draw_toward(struct drawing *drawing, struct point from, struct point at, int mark,
                 struct ink ink);
/* The head of an arrow from one point to another, at the latter. */
void draw_head(struct drawing *drawing, struct point from, struct point to, struct ink ink);
/* Of words with LABEL_ELSE between them, the first for which there is room. */
#define LABEL_ELSE "\n"
void draw_label(struct drawing *drawing, enum label_kind kind, const struct point *points,
                int count, const char *text, int priority, struct ink ink);

/* A point of the plane in cells of the area, with fractions; and back. */
struct point drawing_cell(const struct drawing *drawing, struct point point);
struct point drawing_point(const struct drawing *drawing, struct point cell);

/* Cuts a line off at the sides of a box (x0 < x1, y0 < y1); false: nothing of it is inside, or one
 * of its ends is nowhere. */
bool clip_line(const struct region *box, struct point *from, struct point *to);

#endif
