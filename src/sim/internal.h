#ifndef OVERSHOOT_SIM_INTERNAL_H
#define OVERSHOOT_SIM_INTERNAL_H

/* What the files of src/sim share. */

#include "sim.h"

/* history.c */
const struct version *history_at(const struct history *history, int64_t tick);
/* The version of the present tick, after which there is none: a new one, unless there is one. */
struct version *history_edit(struct sim *sim, struct history *history);
void history_push(struct history *history, struct version version); /* takes its counts */
struct version version_shared(const struct version *version);       /* has counts of its own */
void history_cut(struct history *history, int count);               /* keeps so many */
/* Of what comes after a tick nothing is left; the first one stays. */
void history_forget(struct history *history, int64_t tick);
void history_free(struct history *history);
void history_copy(struct history *to, const struct history *from); /* to an empty one */
/* Of what there is now: the one history that is left, from tick 0 on. */
void history_reset(struct sim *sim);
void sim_touch(struct sim *sim); /* it is not what it was */

/* sim.c */
void sim_empty(struct sim *sim); /* of balls and problems */

/* timeline.c */
struct conditions ball_conditions(const struct sim *sim, const struct ball *ball);
void ball_start(struct sim *sim, struct ball *ball); /* row 0 at the start; empties the record */
void ball_seek(struct sim *sim, struct ball *ball, int64_t tick);
void ball_step(struct sim *sim, struct ball *ball); /* to its next row */
/* After a change at the present tick: the ball's numbers, here and on record, are new. */
void ball_refresh(struct sim *sim, struct ball *ball);
void ball_free(struct ball *ball);
/* As it is, and nowhere: its mover is. What is on record is shared. */
struct ball *ball_copy(const struct ball *ball);
/* Drops what is on record after the present tick: what comes will be another run. */
void sim_forget_future(struct sim *sim);
/* Moves a copy of a ball to a row on record. */
void ball_visit(const struct sim *sim, const struct ball *ball, struct workspace *workspace,
                int64_t row, struct mover *mover);

#endif
