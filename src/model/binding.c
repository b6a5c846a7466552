/* Where the programs of a ball find their inputs: numbers of the ball, of what steers it, and the
 * lets. They are looked up anew only when tuning or lets are others, not at every iteration. */

#include "mover.h"

#include "../base/memory.h"

#include <math.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

/* Those that are a number of the mover; 0: another kind. */
static const size_t places[] = {
    [INPUT_X] = offsetof(struct mover, now.row.x),
    [INPUT_Y] = offsetof(struct mover, now.row.y),
    [INPUT_ETA] = offsetof(struct mover, now.row.eta),
    [INPUT_ETA0] = offsetof(struct mover, base),
    [INPUT_N] = offsetof(struct mover, rule_n),
    [INPUT_CLOCK] = offsetof(struct mover, clock),
    [INPUT_EPOCH] = offsetof(struct mover, epoch),
    [INPUT_F] = offsetof(struct mover, now.row.loss),
    [INPUT_F0] = offsetof(struct mover, now.first_loss),
    [INPUT_GX] = offsetof(struct mover, now.row.gx),
    [INPUT_GY] = offsetof(struct mover, now.row.gy),
    [INPUT_NOISE_X] = offsetof(struct mover, noise_x),
    [INPUT_NOISE_Y] = offsetof(struct mover, noise_y),
    [INPUT_ROWS] = offsetof(struct mover, batch.rows),
    [INPUT_ARGUMENT] = 0, /* the last kind */
};

const double *mover_number(const struct mover *mover, const struct input *input)
{
    if (input->kind == INPUT_STATE)
        return &mover->state[input->index];
    if (input->kind == INPUT_PARAMETER)
        return plan_value(mover->plans, mover->recipe, input->name);
    if (input->kind == INPUT_LET) {
        const struct named_value *let = lets_find(&mover->problem->lets, input->name);
        return let ? &let->value : NULL;
    }
    if (input->kind >= INPUT_NORMAL_X && input->kind <= INPUT_UNIFORM)
        return &mover->draws[2 * input->index + (input->kind == INPUT_NORMAL_Y)];
    size_t place = places[input->kind];
    return place ? (const void *)((const char *)mover + place) : NULL;
}

/* A schedule counts the iterations of its segment and has a state of its own; eta is the number
 * that its plan drives, eta0 what the user gave for it. */
static const double *schedule_input(const struct mover *mover, int plan, int segment,
                                    const struct input *input)
{
    char name[NAME_SIZE];
    switch (input->kind) {
    case INPUT_N:
        return &mover->schedule_n;
    case INPUT_STATE:
        return &mover->plans[plan].state[input->index];
    case INPUT_ETA:
        return &mover->plans[plan].value;
    case INPUT_ETA0:
        return &mover->base[plan];
    case INPUT_PARAMETER:
        plan_parameter(&mover->recipe->plans[plan], segment, input->name, name);
        return plan_value(mover->plans, mover->recipe, name);
    default:
        return mover_number(mover, input);
    }
}

const double *plan_value(const struct plan_place *plans, const struct recipe *recipe,
                         const char *name)
{
    int plan = recipe_plan(recipe, name);
    if (plan >= 0)
        return &plans[plan].value;
    const struct named_value *item = recipe_value(recipe, name);
    return item ? &item->value : strcmp(name, NOISE_TARGET) == 0 ? &recipe->noise : NULL;
}

static void bind_plan(struct mover *mover, int index, int *used)
{
    const struct recipe *recipe = mover->recipe;
    const struct plan *plan = &recipe->plans[index];
    for (int k = 0; k < plan->count; k++) {
        const struct graph *graph = plan->segments[k].schedule->code->graph;
        mover->plan_inputs[index][k] = *used;
        for (int i = 0; i < graph->input_count; i++)
            mover->inputs[(*used)++] = schedule_input(mover, index, k, &graph->inputs[i]);
    }
    const double *base = plan_base(recipe, index);
    mover->base[index] = base ? *base : 0;
}

/* A parameter of the ball, or a number that stands for one that it has not. */
static const double *value_or(const struct mover *mover, const char *name, const double *other)
{
    const double *value = plan_value(mover->plans, mover->recipe, name);
    return value ? value : other;
}

/* Of sgd, in both forms, the edge of stability is known. */
static void look_up_edge(struct mover *mover)
{
    static const double zero = 0, unknown = NAN;
    const struct formula_row *rule = mover->recipe->rule->row;
    bool torch = rule && strcmp(rule->name, "torch-sgd") == 0;
    bool known = torch || (rule && strcmp(rule->name, "sgd") == 0);
    mover->momentum = known ? value_or(mover, "momentum", &zero) : &unknown;
    mover->dampening = torch ? value_or(mover, "dampening", &zero) : &zero;
    mover->nesterov = value_or(mover, "nesterov", &zero);
}

static int count_inputs(const struct mover *mover)
{
    const struct recipe *recipe = mover->recipe;
    int count = recipe->rule->code->graph->input_count + mover->problem->code->graph->input_count;
    for (int i = 0; i < recipe->plan_count; i++)
        for (int k = 0; k < recipe->plans[i].count; k++)
            count += recipe->plans[i].segments[k].schedule->code->graph->input_count;
    return count;
}

static void look_up(struct mover *mover)
{
    const struct graph *rule = mover->recipe->rule->code->graph;
    const struct graph *surface = mover->problem->code->graph;
    int used = 0;
    mover->draws = memory_resize(mover->draws, 2 * (size_t)mover->recipe->rule->code->draw_count,
                                 sizeof *mover->draws);
    mover->inputs =
        memory_resize(mover->inputs, (size_t)count_inputs(mover), sizeof *mover->inputs);
    for (int i = 0; i < rule->input_count; i++)
        mover->inputs[used++] = mover_number(mover, &rule->inputs[i]);
    mover->surface_inputs = used;
    for (int i = 0; i < surface->input_count; i++)
        mover->inputs[used++] = mover_number(mover, &surface->inputs[i]);
    for (int i = 0; i < mover->recipe->plan_count; i++)
        bind_plan(mover, i, &used);
    mover->noise = plan_value(mover->plans, mover->recipe, NOISE_TARGET);
    look_up_edge(mover);
}

void mover_bind(struct mover *mover, const struct problem *problem, const struct recipe *recipe)
{
    if (mover->problem == problem && mover->recipe == recipe)
        return;
    owners_add(&problem->owners);
    owners_add(&recipe->owners);
    problem_release(mover->problem);
    recipe_release(mover->recipe);
    mover->problem = problem;
    mover->recipe = recipe;
    look_up(mover);
}

void mover_copy(struct mover *copy, const struct mover *mover)
{
    *copy = *mover;
    copy->problem = NULL;
    copy->recipe = NULL;
    copy->inputs = NULL;
    copy->draws = NULL;
    copy->batch = batch_copy(&mover->batch);
    if (mover->problem)
        mover_bind(copy, mover->problem, mover->recipe);
}

void mover_free(struct mover *mover)
{
    problem_release(mover->problem);
    recipe_release(mover->recipe);
    batch_free(&mover->batch);
    free(mover->inputs);
    free(mover->draws);
}
