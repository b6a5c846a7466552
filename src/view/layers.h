#ifndef OVERSHOOT_VIEW_LAYERS_H
#define OVERSHOOT_VIEW_LAYERS_H

/* What map and relief show on their grounds: a row for each layer, told in the plane. What stands
 * still is drawn once and kept: the ground with the balls' whole past until the picture is another
 * one, and what else is so from one tick to the next. */

#include "plot.h"

#include "../draw/canvas.h"
#include "../lab/walk.h"

enum {
    WAY_KEEP = 8,
    WAY_RECENT = 3 * WAY_KEEP
}; /* hops by which ages are told apart; that have one */

/* Where a ball's own mark stands on its way, for want of colours: in the drawing, the latest ones,
 * each apart from the others. */
enum { STAMPS_MAX = 24 };
struct stamps {
    struct point at[STAMPS_MAX];
    int count; /* of all there ever were: the latest has the place (count - 1) % STAMPS_MAX */
};

/* The past of a ball, as far as it is drawn. */
struct way {
    struct stamps stamps;
    struct walk walk;
    struct point at;       /* of the row that was told last */
    struct point spots[4]; /* where it and those before it are seen, roughly */
};

struct layers {
    struct drawing ground, past, ticked, present;
    struct canvas kept, still, now;
    struct way ways[BALLS_MAX];
    int key[8];    /* what the past was drawn for */
    bool whole;    /* nothing of the ground was left to be computed */
    int64_t world; /* what is still was drawn for */
};
void layers_free(struct layers *layers);

/* Draws the plot; `another`: its ground is not what it was. */
void layers_draw(struct layers *layers, struct plot *plot, bool another);

/* --- the rows' functions, into plot->drawing --- */

typedef void layer_drawer(const struct plot *plot);
layer_drawer gradient_draw; /* a field of arrows for minus the gradient, fainter where it is less */
layer_drawer overlay_draw;  /* a second formula: its contours, or where it does not hold */
layer_drawer batch_lines_draw; /* lines of equal loss of the selected ball's next mini-batch */
layer_drawer ghosts_draw;      /* runs that are over */
layer_drawer recent_draw;      /* the latest hops but for the one that the balls are on */
layer_drawer ahead_draw;       /* where the selected ball will be if nothing changes */
layer_drawer cloud_draw;       /* thousands of balls without a record */
layer_drawer newest_draw;      /* the hop that each ball is on, or stands at the end of */
layer_drawer stamps_draw;      /* without colours, whose ways these are */
layer_drawer start_draw, landmarks_draw, pins_draw;
layer_drawer eigen_draw;  /* the ground's two curvatures at the selected ball, as axes */
layer_drawer chord_mark;  /* the line of a slice between two places */
layer_drawer model_draw;  /* the quadratic that the selected ball's derivatives promise */
layer_drawer arrows_draw; /* the selected ball's step and what it is made of, to scale */
layer_drawer balls_draw;  /* with their names */

/* The older past of all balls, as far as there is time, and not too much at once. False: nothing
 * was left to draw. */
bool past_draw(struct way ways[BALLS_MAX], const struct plot *plot);
/* Whether what is drawn of it is still so. */
bool past_goes_on(struct way ways[BALLS_MAX], const struct screen *screen);
/* Nothing is drawn of it yet. */
void past_begin(struct way ways[BALLS_MAX], const struct screen *screen);
void past_forget(struct way ways[BALLS_MAX]);

/* Whether there are any; of a hop of the past: a mark where there is room for one. */
bool stamps_are_told(const struct screen *screen);
void stamp_hop(struct stamps *stamps, const struct plot *plot, const struct hop *hop);

struct ink ball_ink(const struct plot *plot, int ball, enum dash dash, enum age age);
/* Where a ball is, between its previous row and its present one. */
struct sight ball_sight(const struct plot *plot, int ball);

#endif
