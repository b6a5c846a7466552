/* One iteration: the update by the rule, and the row that it leads to. */

#include "mover.h"

#include <math.h>
#include <string.h>

void mover_set_clock(struct mover *mover)
{
    mover->clock = (double)(mover->now.row.n + mover->conditions.born);
}

static void evaluate(struct mover *mover, struct workspace *workspace)
{
    mover_set_clock(mover);
    struct row *row = &mover->now.row;
    double *outputs[] = {&row->loss, &row->gx, &row->gy, &row->hxx, &row->hxy, &row->hyy};
    program_run(mover->problem->code->hessian, workspace, mover->inputs + mover->surface_inputs,
                outputs, 1);
    row->validation = problem_validation(mover->problem, workspace, row->x, row->y);
}

const struct data *mover_take_batch(struct mover *mover)
{
    const struct recipe *recipe = mover->recipe;
    const struct data *data = mover->problem->data;
    if (recipe->batch == 0 || !data)
        return NULL;
    struct batch_key key = {mover->conditions.seed, (uint64_t)recipe->stream,
                            (uint64_t)mover->now.row.epoch, recipe->replace};
    batch_take(&mover->batch, data, &key, mover->now.taken, recipe->batch);
    return mover->batch.data;
}

const struct data *mover_prepare(struct mover *mover)
{
    const struct moment *now = &mover->now;
    const struct recipe *recipe = mover->recipe;
    mover_set_clock(mover);
    mover->rule_n = (double)(now->row.n - now->rule_from);
    mover->epoch = (double)now->row.epoch;
    if (recipe_is_noisy(recipe)) {
        double sigma = noise_level(*mover->noise);
        noise_sample(mover->conditions.seed, (uint64_t)recipe->stream, (uint64_t)now->row.n,
                     &mover->noise_x, &mover->noise_y);
        mover->noise_x *= sigma;
        mover->noise_y *= sigma;
    }
    if (recipe->rule->code->draw_count > 0)
        chance_draw(recipe->rule->code, mover->conditions.seed, (uint64_t)recipe->stream,
                    (uint64_t)now->row.n, mover->draws);
    return mover_take_batch(mover);
}

/* Moves the ball by its rule; the new state replaces the old one. */
static void update(struct mover *mover, struct workspace *workspace)
{
    const struct formula_code *code = mover->recipe->rule->code;
    double x, y, state[STATE_MAX];
    double *outputs[2 + STATE_MAX] = {&x, &y};
    for (int i = 0; i < code->state_count; i++)
        outputs[2 + i] = &state[i];
    const struct data *seen = mover_prepare(mover);
    program_run_over(code->program, seen, workspace, mover->inputs, outputs, 1);
    if (workspace->is_left)
        return;
    mover->now.row.x = x;
    mover->now.row.y = y;
    memcpy(mover->state, state, sizeof *state * (size_t)code->state_count);
}

/* One iteration further: so are the rows of the data. With the full loss it is an epoch. */
static void count_row(struct mover *mover)
{
    struct moment *now = &mover->now;
    const struct data *data = mover->problem->data;
    int64_t batch = mover->recipe->batch;
    now->row.n++;
    now->taken += batch;
    if (batch > 0 && data && now->taken < data->rows)
        return;
    now->taken = 0;
    now->row.epoch++;
}

/* The level at which the loss of mini-batches jitters: its mean over an epoch. */
static void measure_floor(struct moment *now, const struct row *before, bool batched)
{
    now->loss_sum += now->row.loss;
    now->loss_count++;
    if (!batched)
        now->row.floor = (double)NAN;
    else if (now->row.epoch != before->epoch)
        now->row.floor = now->loss_sum / (double)now->loss_count;
    if (now->row.epoch != before->epoch) {
        now->loss_sum = 0;
        now->loss_count = 0;
    }
}

static void note_top(struct moment *now)
{
    if (now->row.n == 0 || now->row.loss > now->top)
        now->top = now->row.loss;
}

void mover_iterate(struct mover *mover, struct workspace *workspace)
{
    const struct formula_code *rule = mover->recipe->rule->code;
    struct row before = mover->now.row;
    update(mover, workspace);
    count_row(mover);
    evaluate(mover, workspace);
    note_top(&mover->now);
    measure_floor(&mover->now, &before, mover->recipe->batch > 0);
    row_judge(&mover->now.row, &before, &mover->problem->domain, mover->conditions.tolerance);
    row_judge_stuck(&mover->now.row, &before, rule->solves, rule->searches);
    mover_drive(mover, workspace, &before);
}

/* All of a mover that an iteration changes and the next one looks at. */
struct place {
    struct moment now;
    double state[STATE_MAX];
    struct plan_place plans[PLANS_MAX];
};

static void keep(const struct mover *mover, struct place *place)
{
    place->now = mover->now;
    memcpy(place->state, mover->state, sizeof place->state);
    memcpy(place->plans, mover->plans, sizeof place->plans);
}

static void put_back(struct mover *mover, const struct place *place)
{
    mover->now = place->now;
    memcpy(mover->state, place->state, sizeof place->state);
    memcpy(mover->plans, place->plans, sizeof place->plans);
}

bool mover_advance(struct mover *mover, struct workspace *workspace)
{
    bool can_be_left = workspace->halfway && mover->problem->data;
    struct place before;
    if (can_be_left)
        keep(mover, &before);
    mover_iterate(mover, workspace);
    if (!workspace->is_left)
        mover_settle(mover, workspace, NULL);
    bool done = workspace_done(workspace);
    if (!done && can_be_left)
        put_back(mover, &before);
    return done;
}

void mover_evaluate(struct mover *mover, struct workspace *workspace)
{
    struct row *row = &mover->now.row;
    evaluate(mover, workspace);
    if (row->n == 0)
        mover->now.first_loss = row->loss;
    note_top(&mover->now);
    row_judge_gradient(row, mover->conditions.tolerance, row->converged);
}

void mover_settle(struct mover *mover, struct workspace *workspace, const struct news *news)
{
    mover_set_clock(mover);
    if (news && news->rule) {
        memset(mover->state, 0, sizeof mover->state);
        mover->now.rule_from = mover->now.row.n;
    }
    mover_settle_plans(mover, workspace, news);
}

void mover_start(struct mover *mover, struct workspace *workspace,
                 const struct conditions *conditions)
{
    mover->conditions = *conditions;
    mover->now = (struct moment){
        .row = {.x = conditions->start.x, .y = conditions->start.y, .floor = (double)NAN}};
    const double none = (double)NAN;
    mover->now.row.from = (struct departure){none, none, none, none, none, none};
    row_leaves(&mover->now.row, &mover->problem->domain);
    memset(mover->state, 0, sizeof mover->state);
    memset(mover->plans, 0, sizeof mover->plans);
    for (int i = 0; i < PLANS_MAX; i++)
        mover->plans[i].segment = -1;
    mover_evaluate(mover, workspace);
}
