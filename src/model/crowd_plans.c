/* Running the programs of a crowd, and what schedules make of its numbers: as drive.c does it for
 * one ball. */

#include "../base/memory.h"
#include "crowd_parts.h"

#include <string.h>

const double *crowd_find(const struct crowd *crowd, const struct source *source)
{
    switch (source->kind) {
    case SOURCE_X:
    case SOURCE_Y:
        return crowd->now[crowd->side][source->kind == SOURCE_Y];
    case SOURCE_STATE:
        return crowd->now[crowd->side][2 + source->index];
    case SOURCE_TANGENT:
        return crowd->tangent[crowd->side][source->index];
    case SOURCE_PLAN_STATE:
        return crowd->plans[source->plan].state + (size_t)source->index * LANE_STRIDE;
    case SOURCE_VALUE:
        return crowd->plans[source->plan].value;
    case SOURCE_NUMBER:
        return crowd->numbers[source->index];
    case SOURCE_N:
        return &crowd->rule_n;
    case SOURCE_SCHEDULE_N:
        return &crowd->schedule_n;
    case SOURCE_EPOCH:
        return &crowd->epoch;
    case SOURCE_NOISE_X:
        return crowd->noise[0];
    case SOURCE_NOISE_Y:
        return crowd->noise[1];
    case SOURCE_DRAW:
        return crowd->code->free ? crowd->free_draws + (size_t)source->index * LANE_STRIDE
                                 : &crowd->draws[source->index];
    case SOURCE_F:
        return crowd->loss;
    case SOURCE_F0:
        return crowd->lane[LANE_FIRST];
    case SOURCE_GX:
        return crowd->gradient[crowd->side][0];
    case SOURCE_GY:
        return crowd->gradient[crowd->side][1];
    default:
        return source->place;
    }
}

void crowd_run(struct crowd *crowd, struct workspace *workspace, const struct lane_program *program,
               double *const *outputs, int count)
{
    if (program->source_count > crowd->inputs_room) {
        crowd->inputs_room = program->source_count;
        crowd->inputs =
            memory_resize(crowd->inputs, (size_t)crowd->inputs_room, sizeof *crowd->inputs);
    }
    for (int i = 0; i < program->source_count; i++)
        crowd->inputs[i] = crowd_find(crowd, &program->sources[i]);
    program_run(program->program, workspace, crowd->inputs, outputs, (size_t)count);
}

void crowd_bind_step(struct crowd *crowd)
{
    const struct lane_program *step = &crowd->code->step;
    int count = step->source_count;
    crowd->step_inputs =
        memory_resize(crowd->step_inputs, SIDES * (size_t)count, sizeof *crowd->step_inputs);
    for (crowd->side = SIDES - 1; crowd->side >= 0; crowd->side--)
        for (int i = 0; i < count; i++)
            crowd->step_inputs[crowd->side * count + i] = crowd_find(crowd, &step->sources[i]);
    crowd->side = 0;
}

void crowd_step(struct crowd *crowd, struct workspace *workspace, double *const *outputs,
                const struct program_reader *reader)
{
    const struct lane_program *step = &crowd->code->step;
    program_run_read(step->program, NULL, workspace,
                     crowd->step_inputs + crowd->side * step->source_count, outputs,
                     (size_t)crowd->count, reader);
}

/* --- schedules --- */

static const struct formula_code *schedule_of(const struct crowd *crowd, int index)
{
    int segment = crowd->plans[index].segment;
    return crowd->code->recipe->plans[index].segments[segment].schedule->code;
}

/* What the schedule says at row n of a segment that began at `begin`. */
static void ask(struct crowd *crowd, struct workspace *workspace, int index, int64_t n,
                double begin)
{
    const struct lane_plan *plan = &crowd->code->plans[index];
    struct crowd_plan_place *place = &crowd->plans[index];
    int states = schedule_of(crowd, index)->state_count;
    int count = plan->by_lane ? crowd->count : 1;
    double *outputs[1 + SCHEDULE_STATE_MAX];
    for (int i = 0; i <= states; i++)
        outputs[i] = place->fresh + (size_t)i * LANE_STRIDE;
    crowd->schedule_n = (double)n - begin;
    crowd->epoch = (double)n;
    crowd_run(crowd, workspace, &plan->segments[place->segment], outputs, count);
    size_t size = (size_t)count * sizeof(double);
    memcpy(place->value, place->fresh, size);
    for (int i = 0; i < states; i++)
        memcpy(place->state + (size_t)i * LANE_STRIDE, outputs[1 + i], size);
}

/* A recursion goes on after the update from the row before. */
static void advance(struct crowd *crowd, struct workspace *workspace, int index)
{
    const struct recipe *recipe = crowd->code->recipe;
    struct crowd_plan_place *place = &crowd->plans[index];
    double begin;
    if (place->segment < 0 || !schedule_of(crowd, index)->recursive)
        return;
    if (plan_segment(recipe, &recipe->plans[index], crowd->n - 1, &begin) == place->segment)
        ask(crowd, workspace, index, crowd->n - 1, begin);
}

static void begin_with(struct crowd *crowd, int index)
{
    const struct lane_plan *plan = &crowd->code->plans[index];
    const double *base = crowd_find(crowd, &plan->base);
    bool varies = source_varies(crowd->code, &plan->base);
    for (int i = 0; i < (plan->by_lane ? crowd->count : 1); i++)
        crowd->plans[index].value[i] = base[varies ? i : 0];
}

/* Whether it says the same at every row. */
static bool is_still(const struct lane_program *program)
{
    for (int i = 0; i < program->source_count; i++)
        switch (program->sources[i].kind) {
        case SOURCE_NONE: /* it does not read that input */
        case SOURCE_NUMBER:
        case SOURCE_UNIFORM:
            break;
        default:
            return false;
        }
    return true;
}

static void settle(struct crowd *crowd, struct workspace *workspace, int index)
{
    const struct recipe *recipe = crowd->code->recipe;
    const struct plan *plan = &recipe->plans[index];
    struct crowd_plan_place *place = &crowd->plans[index];
    double begin;
    if (plan->count == 0)
        return;
    int segment = plan_segment(recipe, plan, crowd->n, &begin);
    bool begins = segment != place->segment || crowd->news.plans[index];
    place->segment = segment;
    if (begins)
        memset(place->state, 0,
               (size_t)recipe_schedule_state(recipe) * LANE_STRIDE * sizeof(double));
    if (schedule_of(crowd, index)->recursive) {
        if (begins || crowd->news.sets[index])
            begin_with(crowd, index);
    } else if (begins || crowd->rebound ||
               !is_still(&crowd->code->plans[index].segments[segment])) {
        ask(crowd, workspace, index, crowd->n, begin);
    }
}

/* Whether all numbers stay what they are at first. */
static bool all_are_still(const struct crowd *crowd)
{
    const struct recipe *recipe = crowd->code->recipe;
    bool still = true;
    for (int i = 0; i < recipe->plan_count; i++)
        still &= recipe->plans[i].count == 0 ||
                 (recipe->plans[i].count == 1 && !schedule_of(crowd, i)->recursive &&
                  is_still(&crowd->code->plans[i].segments[0]));
    return still;
}

void crowd_advance(struct crowd *crowd, struct workspace *workspace)
{
    for (int i = crowd->code->recipe->plan_count - 1; i >= 0 && crowd->n > 0; i--)
        advance(crowd, workspace, i);
}

void crowd_drive(struct crowd *crowd, struct workspace *workspace)
{
    bool first = crowd->n == 0 || crowd->rebound;
    if (!first && crowd->is_still)
        return;
    if (!crowd->rebound)
        crowd_advance(crowd, workspace);
    for (int i = crowd->code->recipe->plan_count - 1; i >= 0; i--)
        settle(crowd, workspace, i);
    crowd->is_still = first && all_are_still(crowd);
    crowd->rebound = false;
    crowd->news = (struct news){.rule = false};
}
