#ifndef OVERSHOOT_SIM_ITERATION_H
#define OVERSHOOT_SIM_ITERATION_H

/* A ball from one row to the next. This is for those who keep its record (timeline.c), change what
 * steers it (change.c) and look ahead (preview.c); all others move balls by what internal.h has of
 * timeline.c, so that record and trail learn of it.
 *
 * A row is made in two parts. The *update* and the row that it leads to are the work of the tuning
 * and the lets before. What takes effect at the very tick of the row *settles* it: new numbers, a
 * new rule, what the schedules say now. Between the two the row is as the record has it. */

#include "internal.h"

/* binding.c */
void ball_bind(struct sim *sim, struct ball *ball, int64_t tick); /* to what steers it then */
void binding_clear(struct ball *ball); /* before tuning, lets or the inputs' places go */

/* course.c */
/* After an update from that row: the recursions go on. */
void ball_advance_courses(struct sim *sim, struct ball *ball, const struct row *before);
/* The numbers at the present row; `here`: the ball's tuning is one of this very tick. */
void ball_settle_courses(struct sim *sim, struct ball *ball, bool here);

/* iteration.c */
void ball_put_at_start(struct sim *sim, struct ball *ball); /* row 0, settled */
/* From tick to tick + 1, without a word to record and trail. */
void ball_advance(struct sim *sim, struct ball *ball, int64_t tick);
/* The two parts of it. The ball must be bound to the tick before the update. */
void ball_iterate(struct sim *sim, struct ball *ball);
void ball_settle(struct sim *sim, struct ball *ball, int64_t tick);
/* Takes the batch of the ball's next update. Returns its rows; NULL: it sees the full loss. */
const struct data *ball_take_batch(struct sim *sim, struct ball *ball);
/* The inputs of the rule that are not the moment's own, the batch too: as ball_take_batch. */
const struct data *ball_prepare_update(struct sim *sim, struct ball *ball);

#endif
