/* What the schedules of a ball's plans make of its numbers, from row to row. */

#include "mover.h"

#include <math.h>
#include <string.h>

/* What a plan counts: iterations or epochs. */
static int64_t plan_time(const struct plan *plan, const struct row *row)
{
    return plan->per_epoch ? row->epoch : row->n;
}

/* What a plan's schedule makes of the numbers that are in place, at the time of a row; its
 * segment began at `begin`. Its new state replaces the old one. */
static double ask_schedule(struct mover *mover, struct workspace *workspace, int index,
                           const struct row *row, double begin)
{
    struct plan_place *place = &mover->plans[index];
    const struct plan *plan = &mover->recipe->plans[index];
    const struct formula_code *code = plan->segments[place->segment].schedule->code;
    double value, state[SCHEDULE_STATE_MAX];
    double *outputs[1 + SCHEDULE_STATE_MAX] = {&value};
    for (int i = 0; i < code->state_count; i++)
        outputs[1 + i] = &state[i];
    mover->schedule_n = (double)plan_time(plan, row) - begin;
    mover->epoch = (double)row->epoch;
    program_run(code->program, workspace, mover->inputs + mover->plan_inputs[index][place->segment],
                outputs, 1);
    memcpy(place->state, state, sizeof *state * (size_t)code->state_count);
    return value;
}

static bool is_recursive(const struct plan *plan, int segment)
{
    return plan->segments[segment].schedule->code->recursive;
}

/* A recursion gives the next value after an update, with the n of that update; one that counts
 * epochs, after the last of an epoch. */
static void advance(struct mover *mover, struct workspace *workspace, int index,
                    const struct row *before)
{
    const struct recipe *recipe = mover->recipe;
    const struct plan *plan = &recipe->plans[index];
    struct plan_place *place = &mover->plans[index];
    if (plan->count == 0 || place->segment < 0 || !is_recursive(plan, place->segment))
        return;
    if (plan->per_epoch && before->epoch == mover->now.row.epoch)
        return;
    double begin;
    int64_t time = plan_time(plan, before);
    if (plan_segment(recipe, plan, time, &begin) == place->segment)
        place->value = ask_schedule(mover, workspace, index, before, begin);
}

/* A formula is asked at every row. A recursion has its value from the update before, unless it
 * begins here, or the user set the number here. */
static void settle(struct mover *mover, struct workspace *workspace, int index,
                   const struct news *news)
{
    const struct recipe *recipe = mover->recipe;
    const struct plan *plan = &recipe->plans[index];
    struct plan_place *place = &mover->plans[index];
    if (plan->count == 0) {
        place->segment = -1;
        return;
    }
    double begin;
    const struct row *row = &mover->now.row;
    int segment = plan_segment(recipe, plan, plan_time(plan, row), &begin);
    bool begins = segment != place->segment || (news && news->plans[index]);
    if (begins) {
        memset(place->state, 0, sizeof place->state);
        place->segment = segment;
    }
    if (!is_recursive(plan, segment))
        place->value = ask_schedule(mover, workspace, index, row, begin);
    else if (begins || (news && news->sets[index]))
        place->value = mover->base[index];
}

/* Eta comes last in both: it may read a number that another plan drives. */

void mover_drive(struct mover *mover, struct workspace *workspace, const struct row *before)
{
    for (int i = mover->recipe->plan_count - 1; i >= 0; i--)
        advance(mover, workspace, i, before);
}

void mover_settle_plans(struct mover *mover, struct workspace *workspace, const struct news *news)
{
    for (int i = mover->recipe->plan_count - 1; i >= 0; i--)
        settle(mover, workspace, i, news);
    struct row *row = &mover->now.row;
    row->eta = mover->plans[0].value;
    row->momentum = *mover->nesterov == 0 ? *mover->momentum : (double)NAN;
    row->share = row->momentum == 0 ? 1 : 1 - *mover->dampening;
}
