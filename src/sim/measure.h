#ifndef OVERSHOOT_SIM_MEASURE_H
#define OVERSHOOT_SIM_MEASURE_H

/* A formula over the rows of a run: a record is a data set whose columns are quantities, numbers
 * of a ball, and what its rule keeps, by their names. Rows are given in their order, and the
 * formula is computed over many of them at once. */

#include "sim.h"

enum { MEASURE_ROWS = 256 };

struct measure;
/* For a ball: a name alone is its own, `loss(2)` that of another one. NULL with the error and its
 * place in the text (error NULL: nobody asks). minima: what `distance` is to, copied. */
struct measure *measure_new(const struct sim *sim, int ball, const char *text,
                            const struct point *minima, int count, struct error *error);
void measure_free(struct measure *measure);

/* The ball whose line it is: its own, or where each name has a ball, the first of these. */
int measure_ball(const struct measure *measure);
/* Whether it reads rows of a ball. */
bool measure_reads(const struct measure *measure, int ball);
/* Whether it reads what a rule keeps, of which at the start nothing is known. */
bool measure_reads_state(const struct measure *measure);
/* Whether it asks for the distance to the nearest minimum, and none was given. */
bool measure_lacks_minima(const struct measure *measure);
/* Whether the rows before a row matter to it. */
bool measure_folds(const struct measure *measure);

/* From now on epochs pass evenly, row by row, and not all at once: as an axis. */
void measure_evenly(struct measure *measure);

/* Row number `index` of those that are computed next; movers: at that tick, of all balls that it
 * reads; NULL: that one has no such row. */
void measure_put(struct measure *measure, int index, const struct mover *const *movers);
/* The values of so many rows, of which the first follows those before. */
void measure_run(struct measure *measure, struct workspace *workspace, int count, double *values);

/* What folds have come to: to go back to. */
struct measure_state {
    double sums[FOLDS_MAX], counts[FOLDS_MAX];
};
struct measure_state measure_keep(const struct measure *measure);
void measure_return(struct measure *measure, const struct measure_state *state);

#endif
