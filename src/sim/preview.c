/* The update that comes next: where it would lead, and what it sees. The ball stays as it is. */

#include "iteration.h"

/* One iteration with what steers the ball now, on and on: later changes are not looked at. */
static void foresee(struct sim *sim, struct ball *ball)
{
    ball_iterate(sim, ball);
    ball_settle_courses(sim, ball, false);
}

/* The iterations are taken back: neither record nor trail learn of them. */
int sim_future(struct sim *sim, int ball, struct row *rows, int max)
{
    struct ball *one = sim->balls[ball];
    ball_bind(sim, one, one->born + one->now.row.n);
    struct moment before = one->now;
    int count = 0;
    for (; count < max && !one->now.row.diverged; count++) {
        foresee(sim, one);
        rows[count] = one->now.row;
    }
    one->now = before;
    return count;
}

bool sim_preview(struct sim *sim, int ball, struct row *next)
{
    return sim_future(sim, ball, next, 1) == 1;
}

/* Where the programs of the batch's loss find their inputs for these points. */
static void batch_inputs(struct sim *sim, struct ball *ball, const double *x, const double *y,
                         const double **inputs)
{
    const struct graph *graph = sim->surface.batch_code->graph;
    surface_inputs(sim, graph, x, y, inputs);
    for (int i = 0; i < graph->input_count; i++)
        if (graph->inputs[i].kind == INPUT_ROWS)
            inputs[i] = &ball->batch.rows;
}

bool sim_batch_values(struct sim *sim, int ball, const double *x, const double *y, double *loss,
                      int64_t count)
{
    struct ball *one = sim->balls[ball];
    if (!sim->surface.batch_code || one->now.row.diverged)
        return false;
    ball_bind(sim, one, one->born + one->now.row.n);
    const struct data *batch = ball_take_batch(sim, one);
    if (!batch)
        return false;
    const double *inputs[SURFACE_INPUTS_MAX] = {0};
    batch_inputs(sim, one, x, y, inputs);
    program_run_over(sim->surface.batch_code->value, batch, &sim->workspace, inputs, &loss,
                     (size_t)count);
    return true;
}

static struct seen what_is_seen(struct sim *sim, struct ball *ball, const struct data *batch)
{
    const struct tuning *tuning = ball->binding.tuning;
    const struct row *row = &ball->now.row;
    struct seen seen = {.rows = batch ? batch->rows : 0, .gradient = {row->gx, row->gy}};
    if (tuning->noise > 0)
        seen.noise = (struct point){ball->noise_x, ball->noise_y};
    if (batch && sim->surface.batch_code) {
        const double *inputs[SURFACE_INPUTS_MAX] = {0};
        double loss, *outputs[] = {&loss, &seen.gradient.x, &seen.gradient.y};
        batch_inputs(sim, ball, &row->x, &row->y, inputs);
        program_run_over(sim->surface.batch_code->gradient, batch, &sim->workspace, inputs, outputs,
                         1);
    }
    return seen;
}

const struct rule_trace *sim_trace(struct sim *sim, int ball, struct seen *seen)
{
    struct ball *one = sim->balls[ball];
    if (one->now.row.diverged)
        return NULL;
    ball_bind(sim, one, one->born + one->now.row.n);
    struct rule *rule = one->binding.tuning->rule;
    if (!rule->trace)
        rule->trace = rule_trace_new(rule->code);
    const struct data *batch = ball_prepare_update(sim, one);
    rule_trace_run(rule->trace, batch, &sim->workspace, one->binding.rule);
    *seen = what_is_seen(sim, one, batch);
    return rule->trace;
}
