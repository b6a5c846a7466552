#ifndef OVERSHOOT_LAB_SWEEP_H
#define OVERSHOOT_LAB_SWEEP_H

/* What becomes of a ball for each of many numbers, or pairs of them: of its recipe, its start, or
 * a let. */

#include "../model/crowd.h"
#include "nearing.h"
#include "passes.h"
#include "workers.h"

enum { SWEEP_AXES = 2, SWEEP_COUNT_MAX = 1000000 };

/* A number, and what it is in turn: both ends are of it. */
struct sweep_axis {
    char name[NAME_SIZE]; /* "eta", a parameter's, a let's; "x" and "y" are the start's */
    double from, to;
    bool logarithmic;
    int count;
};
double sweep_value(const struct sweep_axis *axis, int index);

/* From row to row of the first number; in each the second one (if there is none, there is one cell
 * in a row). */
struct sweep_task {
    const struct problem *problem;
    const struct recipe *recipe;
    struct conditions conditions;
    struct sweep_axis axes[SWEEP_AXES];
    int axis_count;
    int64_t budget;
    int first, end; /* rows */
    /* Cells that lie far apart come first, then those between them; else row after row. */
    bool coarse_first;
    bool ends;  /* what a ball that has converged leads to is looked for */
    bool tails; /* where it was last is kept */
};

/* Compiled; shares problem and recipe. NULL with the reason, as a number is out of its range. */
struct sweep;
struct sweep *sweep_new(const struct sweep_task *task, struct error *error);
void sweep_free(struct sweep *sweep); /* NULL is none */
int64_t sweep_cells(const struct sweep *sweep);
int64_t sweep_pieces(const struct sweep *sweep);
void sweep_numbers(const struct sweep *sweep, int64_t cell, double numbers[SWEEP_AXES]);

/* What is near where a ball has converged. */
struct sweep_end {
    enum nearness nearness;
    struct critical_point point;
};

/* Where a ball was in its last rows, the oldest first: of one that has converged, where it is; of
 * one that has diverged nowhere. */
enum { TAIL_ROWS = 128 };
struct sweep_tail {
    int count;
    struct point places[TAIL_ROWS];
};

/* The work: its task is the sweep, its result this. */
struct sweep_result {
    struct sweep_cell {
        struct outcome outcome;
        bool known;
    } * cells;
    int64_t known;            /* how many are */
    struct sweep_end *ends;   /* of each cell, where they are wanted; else NULL */
    struct sweep_tail *tails; /* the same */
    /* Coarse first: all in every so many rows and columns are known (0: there are none), as so many
     * are of each pass. */
    int stride;
    int64_t done[PASSES_MAX];
};
extern const struct work_class sweep_work;

#endif
