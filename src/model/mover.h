#ifndef OVERSHOOT_MODEL_MOVER_H
#define OVERSHOOT_MODEL_MOVER_H

/* A ball on its way: its present row, all that the next iteration needs, and no past. A mover is a
 * value of its owner's: copies go on by themselves, in any thread that has a workspace.
 *
 * A row is made in two parts. The *update* and the row that it leads to are the work of the problem
 * and the recipe before. What takes effect at that very row *settles* it: new numbers, a new rule,
 * what the schedules say now. */

#include "batch.h"
#include "chance.h"
#include "recipe.h"
#include "row.h"

/* What a run begins with, and is judged by. */
struct conditions {
    struct point start;
    double tolerance; /* of the gradient's norm, for `converged` */
    uint64_t seed;
    int64_t born; /* the iteration of a surface that moves at which row 0 is */
};

/* What is told of a row's place in the run, beside the state that rule and plans keep. */
struct moment {
    struct row row;
    int64_t taken;   /* rows of the data that this epoch's batches have had */
    double loss_sum; /* of the rows of this epoch so far */
    int64_t loss_count;
    int64_t rule_from; /* the row from which the rule counts its n */
    double first_loss; /* at row 0 */
    double top;        /* the greatest so far */
};

/* Where a plan is. */
struct plan_place {
    double value;
    double state[SCHEDULE_STATE_MAX];
    int segment; /* -1: not begun */
};

struct mover {
    /* That of the bound ones, each with a count of the mover's; NULL: it is not bound. */
    const struct problem *problem;
    const struct recipe *recipe;
    struct conditions conditions;
    struct moment now;
    double state[STATE_MAX]; /* of the rule: rule->code->names says what is where */
    struct plan_place plans[PLANS_MAX];

    /* Inputs of the programs beside these. */
    double rule_n, schedule_n, epoch, clock, noise_x, noise_y;
    double base[PLANS_MAX]; /* what eta0 is in each plan */
    struct batch batch;
    double *draws; /* what the places of the rule draw: see chance_draw */
    /* Where the programs find their inputs: those of the rule first. They point into the mover. */
    const double **inputs;
    int surface_inputs, plan_inputs[PLANS_MAX][SEGMENTS_MAX];
    const double *noise;                           /* the standard deviation now */
    const double *momentum, *dampening, *nesterov; /* of sgd, for the edge of stability */
};

/* All 0 is a mover that is nowhere. What it holds is freed, the mover is the caller's. */
void mover_free(struct mover *mover);
/* Makes one that goes on from the same place; what copy was before is not looked at. */
void mover_copy(struct mover *copy, const struct mover *mover);
/* To what moves it from now on. */
void mover_bind(struct mover *mover, const struct problem *problem, const struct recipe *recipe);

/* Row 0 of the bound ones: to be settled. */
void mover_start(struct mover *mover, struct workspace *workspace,
                 const struct conditions *conditions);
/* An update, and the row that it leads to: to be settled. */
void mover_iterate(struct mover *mover, struct workspace *workspace);
/* The point has other values, as another problem was bound; the row's event stays that of the
 * update that led here. */
void mover_evaluate(struct mover *mover, struct workspace *workspace);
/* What begins at this row; news NULL: nothing. */
void mover_settle(struct mover *mover, struct workspace *workspace, const struct news *news);

/* The row that the next iteration makes with what moves it now; it has not diverged. Values and
 * gradient of one in which it diverges may be not finite. NULL: it was left. */
const struct row *mover_next(struct mover *mover, struct workspace *workspace);

/* An iteration, with nothing that begins at its row; false: it was left (see program.h), and the
 * mover is as it was. */
bool mover_advance(struct mover *mover, struct workspace *workspace);

/* Where the next update would lead from other places on a line, with all else as it is: the rule's
 * state, its numbers, noise and batch. */
void mover_map(const struct mover *mover, struct workspace *workspace, const double *x,
               double *next, int count);
/* Whether the state that the rule keeps has a part in that, at a place. */
bool mover_map_has_state(const struct mover *mover, struct workspace *workspace, double x);

/* The loss of the batch that the next update sees, at count points; false: it has none. */
bool mover_batch_values(const struct mover *mover, struct workspace *workspace, const double *x,
                        const double *y, double *loss, int64_t count);

/* The next update in slow motion: what the parts of the rule's text are in it. All 0 at first; its
 * owner keeps it from one look to the next. */
struct slow_motion {
    const struct formula *rule;
    struct rule_trace *trace;
};
void slow_motion_free(struct slow_motion *slow);
/* What the gradient is that the update sees. */
struct seen {
    int64_t rows; /* of the data, in the batch; 0: all of them, always */
    struct point gradient, noise;
};
/* NULL if the ball has diverged; else slow->trace. */
const struct rule_trace *mover_trace(const struct mover *mover, struct workspace *workspace,
                                     struct slow_motion *slow, struct seen *seen);

/* A parameter of a recipe, or "noise", for a ball whose plans are there: its number, or what its
 * plan makes of it; NULL: there is none. */
const double *plan_value(const struct plan_place *plans, const struct recipe *recipe,
                         const char *name);

/* --- what the files of the mover share --- */

/* binding.c: where a rule's program finds an input; NULL: it has that itself. */
const double *mover_number(const struct mover *mover, const struct input *input);

/* drive.c: after an update from that row the recursions go on; then the numbers of the row. */
void mover_drive(struct mover *mover, struct workspace *workspace, const struct row *before);
void mover_settle_plans(struct mover *mover, struct workspace *workspace, const struct news *news);

/* iteration.c: what a surface that moves has for n at the present row; the batch of the next
 * update; NULL: it sees the full loss. Then its other inputs, and the batch. */
void mover_set_clock(struct mover *mover);
const struct data *mover_take_batch(struct mover *mover);
const struct data *mover_prepare(struct mover *mover);

#endif
