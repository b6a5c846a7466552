#ifndef OVERSHOOT_LAB_SWEEP_H
#define OVERSHOOT_LAB_SWEEP_H

/* What becomes of a ball for each of many numbers, or pairs of them: of its recipe, its start, or
 * a let. */

#include "../model/crowd.h"
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
};

/* Compiled; shares problem and recipe. NULL with the reason, as a number is out of its range. */
struct sweep;
struct sweep *sweep_new(const struct sweep_task *task, struct error *error);
void sweep_free(struct sweep *sweep); /* NULL is none */
int64_t sweep_cells(const struct sweep *sweep);
int64_t sweep_pieces(const struct sweep *sweep);
void sweep_numbers(const struct sweep *sweep, int64_t cell, double numbers[SWEEP_AXES]);

/* The work: its task is the sweep, its result this. */
struct sweep_result {
    struct sweep_cell {
        struct outcome outcome;
        bool known;
    } * cells;
    int64_t known; /* how many are */
};
extern const struct work_class sweep_work;

#endif
