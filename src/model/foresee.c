/* The update that comes next: where it would lead, and what it sees. But for the
 * first of these the mover stays as it is: a copy of it goes. */

#include "mover.h"

#include <math.h>

const struct row *mover_next(struct mover *mover, struct workspace *workspace)
{
    return mover_advance(mover, workspace) ? &mover->now.row : NULL;
}

/* An update of a mover that is prepared for it; its place is lost. */
static double update_from(struct mover *mover, struct workspace *workspace,
                          const struct data *batch, double x)
{
    const struct formula_code *code = mover->recipe->rule->code;
    double next, y, state[STATE_MAX];
    double *outputs[2 + STATE_MAX] = {&next, &y};
    for (int i = 0; i < code->state_count; i++)
        outputs[2 + i] = &state[i];
    mover->now.row.x = x;
    program_run_over(code->program, batch, workspace, mover->inputs, outputs, 1);
    return next;
}

void mover_map(const struct mover *mover, struct workspace *workspace, const double *x,
               double *next, int count)
{
    struct mover own;
    mover_copy(&own, mover);
    const struct data *batch = mover_prepare(&own);
    for (int i = 0; i < count; i++)
        next[i] = update_from(&own, workspace, batch, x[i]);
    mover_free(&own);
}

bool mover_map_has_state(const struct mover *mover, struct workspace *workspace, double x)
{
    struct mover own;
    mover_copy(&own, mover);
    const struct data *batch = mover_prepare(&own);
    double as_it_is = update_from(&own, workspace, batch, x);
    for (int i = 0; i < own.recipe->rule->code->state_count; i++)
        own.state[i] += 1;
    double otherwise = update_from(&own, workspace, batch, x);
    mover_free(&own);
    return isfinite(as_it_is) && as_it_is != otherwise;
}

/* Where the programs of the batch's loss find their inputs for these points. */
static void batch_inputs(const struct mover *mover, const double *x, const double *y,
                         const double **inputs)
{
    problem_inputs(mover->problem, mover->problem->batch_code->graph,
                   (const double *[]){x, y, &mover->batch.rows}, inputs);
    const struct graph *graph = mover->problem->batch_code->graph;
    for (int i = 0; i < graph->input_count; i++)
        if (graph->inputs[i].kind == INPUT_CLOCK)
            inputs[i] = &mover->clock;
}

bool mover_batch_values(const struct mover *mover, struct workspace *workspace, const double *x,
                        const double *y, double *loss, int64_t count)
{
    const struct surface_code *code = mover->problem->batch_code;
    if (!code || mover->now.row.diverged)
        return false;
    struct mover own;
    mover_copy(&own, mover);
    mover_set_clock(&own);
    const struct data *batch = mover_take_batch(&own);
    const double *inputs[SURFACE_INPUTS_MAX] = {0};
    batch_inputs(&own, x, y, inputs);
    if (batch)
        program_run_over(code->value, batch, workspace, inputs, &loss, (size_t)count);
    mover_free(&own);
    return batch != NULL;
}

static struct seen what_is_seen(const struct mover *mover, struct workspace *workspace,
                                const struct data *batch)
{
    const struct row *row = &mover->now.row;
    const struct surface_code *code = mover->problem->batch_code;
    struct seen seen = {.rows = batch ? batch->rows : 0, .gradient = {row->gx, row->gy}};
    if (recipe_is_noisy(mover->recipe))
        seen.noise = (struct point){mover->noise_x, mover->noise_y};
    if (batch && code) {
        const double *inputs[SURFACE_INPUTS_MAX] = {0};
        double loss, *outputs[] = {&loss, &seen.gradient.x, &seen.gradient.y};
        batch_inputs(mover, &row->x, &row->y, inputs);
        program_run_over(code->gradient, batch, workspace, inputs, outputs, 1);
    }
    return seen;
}

void slow_motion_free(struct slow_motion *slow)
{
    rule_trace_free(slow->trace);
    formula_release(slow->rule);
    *slow = (struct slow_motion){0};
}

const struct rule_trace *mover_trace(const struct mover *mover, struct workspace *workspace,
                                     struct slow_motion *slow, struct seen *seen)
{
    const struct formula *rule = mover->recipe->rule;
    if (mover->now.row.diverged)
        return NULL;
    if (slow->rule != rule) {
        slow_motion_free(slow);
        *slow = (struct slow_motion){retained(rule), rule_trace_new(rule->code)};
    }
    struct mover own;
    mover_copy(&own, mover);
    const struct data *batch = mover_prepare(&own);
    rule_trace_run(slow->trace, batch, workspace, own.inputs);
    *seen = what_is_seen(&own, workspace, batch);
    mover_free(&own);
    return slow->trace;
}
