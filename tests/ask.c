#include "ask.h"

static struct workspace workspace;
static struct slow_motion slow;

struct workspace *ask_workspace(void)
{
    return &workspace;
}

int ask_foresee(const struct mover *mover, struct row *rows, int max)
{
    struct mover own;
    mover_copy(&own, mover);
    int count = 0;
    for (; count < max && !own.now.row.diverged; count++)
        rows[count] = *mover_next(&own, &workspace);
    mover_free(&own);
    return count;
}

int ask_future(const struct sim *sim, int ball, struct row *rows, int max)
{
    return ask_foresee(&sim->balls[ball]->mover, rows, max);
}

bool ask_preview(const struct sim *sim, int ball, struct row *next)
{
    return ask_future(sim, ball, next, 1) == 1;
}

bool ask_row_at(const struct sim *sim, int ball, int64_t n, struct row *row)
{
    return sim_row_at(sim, ball, &workspace, n, row);
}

const struct rule_trace *ask_trace(const struct sim *sim, int ball, struct seen *seen)
{
    return mover_trace(&sim->balls[ball]->mover, &workspace, &slow, seen);
}

void ask_values(const struct sim *sim, const double *x, const double *y, double *loss,
                int64_t count)
{
    problem_values(sim_problem(sim), &workspace, x, y, loss, count);
}

bool ask_batch_values(const struct sim *sim, int ball, const double *x, const double *y,
                      double *loss, int64_t count)
{
    return mover_batch_values(&sim->balls[ball]->mover, &workspace, x, y, loss, count);
}

double ask_value_now(const struct sim *sim, int ball, int index)
{
    const struct recipe *recipe = sim_recipe(sim, ball);
    return *plan_value(sim->balls[ball]->mover.plans, recipe, recipe->values.items[index].name);
}
