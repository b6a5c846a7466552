/* Where the programs of a ball find their inputs: numbers of the ball, of what steers it, and the
 * lets. They are looked up anew only when tuning or lets are others, not at every iteration. */

#include "iteration.h"

#include "../base/memory.h"

#include <stdlib.h>
#include <string.h>

static const double *rule_input(const struct ball *ball, const struct input *input)
{
    const struct tuning *tuning = ball->binding.tuning;
    const struct lets *lets = ball->binding.lets;
    const struct named_value *let;
    switch (input->kind) {
    case INPUT_X:
        return &ball->now.row.x;
    case INPUT_Y:
        return &ball->now.row.y;
    case INPUT_STATE:
        return &ball->now.rule_state[input->index];
    case INPUT_ETA:
        return &ball->now.row.eta;
    case INPUT_ETA0:
        return &ball->base[0];
    case INPUT_N:
        return &ball->rule_n;
    case INPUT_EPOCH:
        return &ball->epoch;
    case INPUT_F:
        return &ball->now.row.loss;
    case INPUT_GX:
        return &ball->now.row.gx;
    case INPUT_GY:
        return &ball->now.row.gy;
    case INPUT_ROWS:
        return &ball->batch.rows;
    case INPUT_NOISE_X:
        return &ball->noise_x;
    case INPUT_NOISE_Y:
        return &ball->noise_y;
    case INPUT_LET:
        let = named_find(lets->items, lets->count, input->name);
        return let ? &let->value : NULL;
    case INPUT_PARAMETER:
        return tuning_value(tuning, &ball->now, input->name);
    case INPUT_LOOP:
    case INPUT_COLUMN: /* the program has the data */
    case INPUT_ARGUMENT:
        break;
    }
    return NULL;
}

/* A schedule counts the iterations of its segment and has a state of its own; eta is the number
 * that its course drives, eta0 what the user gave for it. */
static const double *schedule_input(const struct ball *ball, int course, int segment,
                                    const struct input *input)
{
    const struct tuning *tuning = ball->binding.tuning;
    char name[NAME_SIZE];
    switch (input->kind) {
    case INPUT_N:
        return &ball->schedule_n;
    case INPUT_STATE:
        return &ball->now.courses[course].state[input->index];
    case INPUT_ETA:
        return &ball->now.courses[course].value;
    case INPUT_ETA0:
        return &ball->base[course];
    case INPUT_PARAMETER:
        value_full_name(&tuning->courses[course], segment, input->name, name);
        return tuning_value(tuning, &ball->now, name);
    default:
        return rule_input(ball, input);
    }
}

void binding_clear(struct ball *ball)
{
    struct binding *binding = &ball->binding;
    free(binding->rule);
    for (int i = 0; i < COURSES_MAX; i++)
        for (int k = 0; k < SEGMENTS_MAX; k++)
            free(binding->schedules[i][k]);
    *binding = (struct binding){0};
}

static void bind_course(struct ball *ball, int index)
{
    const struct tuning *tuning = ball->binding.tuning;
    const struct course *course = &tuning->courses[index];
    for (int k = 0; k < course->count; k++) {
        const struct formula_code *code = course->segments[k].schedule->code;
        const double **inputs = memory_new((size_t)code->graph->input_count, sizeof *inputs);
        for (int i = 0; i < code->graph->input_count; i++)
            inputs[i] = schedule_input(ball, index, k, &code->graph->inputs[i]);
        ball->binding.schedules[index][k] = inputs;
    }
    const struct named_value *base =
        named_find(tuning->values.items, tuning->values.count, course->target);
    ball->base[index] = index == 0 ? tuning->eta0 : base ? base->value : 0;
}

void ball_bind(struct sim *sim, struct ball *ball, int64_t tick)
{
    struct binding *binding = &ball->binding;
    const struct tuning *tuning = tuning_at(ball, tick);
    const struct lets *lets = lets_at(sim, tick);
    if (binding->tuning == tuning && binding->lets == lets)
        return;
    binding_clear(ball);
    binding->tuning = tuning;
    binding->lets = lets;
    const struct formula_code *rule = tuning->rule->code;
    binding->rule = memory_new((size_t)rule->graph->input_count, sizeof *binding->rule);
    for (int i = 0; i < rule->graph->input_count; i++)
        binding->rule[i] = rule_input(ball, &rule->graph->inputs[i]);
    for (int i = 0; i < tuning->course_count; i++)
        bind_course(ball, i);
    const struct graph *surface = sim->surface.code->graph;
    for (int i = 0; i < surface->input_count; i++)
        binding->surface[i] = rule_input(ball, &surface->inputs[i]);
}
