#include "border.h"

#include "internal.h"
#include "job.h"
#include "spectrum.h"

#include "../base/memory.h"
#include "../lang/vmath.h"
#include "../model/linear.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Told from others by its bytes. */
struct border_task {
    const struct problem *problem;
    const struct linear_rule *linear;
    struct sweep_axis axes[SWEEP_AXES];
    double radius; /* of what counts as near */
    int count;
    struct linear_numbers numbers;
};

struct border_work {
    const struct linear_rule *linear;
    struct border border;
    double *shares;
};

static double axis_value(const struct sweep_axis *axis, double share)
{
    return axis->logarithmic ? axis->from * vmath_pow(axis->to / axis->from, share)
                             : axis->from + (axis->to - axis->from) * share;
}

static void *begin(const void *of, int64_t *pieces)
{
    const struct border_task *task = of;
    struct border_work *work = memory_new(1, sizeof *work);
    int rows = task->count > 1 ? BORDER_ROWS : 1;
    work->linear = retained(task->linear);
    work->shares = memory_new((size_t)rows, sizeof *work->shares);
    work->border = (struct border){true, rows, work->shares};
    for (int i = 0; i < rows; i++)
        work->shares[i] = (double)NAN;
    *pieces = rows;
    return work;
}

static void set_number(const struct border_task *task, int axis, double share,
                       struct linear_numbers *numbers)
{
    double value = axis_value(&task->axes[axis], share);
    if (strcmp(task->axes[axis].name, "eta") == 0)
        linear_eta(task->linear, value, numbers);
    else
        linear_value(task->linear, task->axes[axis].name, value, numbers);
}

/* The greatest eigenvalue at a share of the first axis; NaN: the map says nothing. */
static double radius_at(const struct border_task *task, struct linear_numbers numbers, double share,
                        struct workspace *workspace)
{
    struct linear_map map;
    struct eigenvalue values[LINEAR_SIZE_MAX];
    set_number(task, 0, share, &numbers);
    linear_at(task->linear, &numbers, workspace, &map);
    if (map.frozen > 0 || !eigen_find(map.matrix, map.size, values))
        return (double)NAN;
    return eigen_radius(values[0]);
}

/* Where nothing moves at all it is 1, too: that is no border. */
static bool is_beyond(double radius)
{
    static const double same = 1e-9;
    return radius > 1 + same;
}

/* From beyond it on, the first place where the ball settles, more and more precisely. */
static double find_border(const struct border_task *task, const struct linear_numbers *numbers,
                          struct workspace *workspace)
{
    enum { STEPS = 48, HALVES = 24 };
    int at = STEPS;
    double radius = radius_at(task, *numbers, 1, workspace);
    bool beyond = is_beyond(radius);
    while (at > 0 && (radius = radius_at(task, *numbers, (at - 1.0) / STEPS, workspace),
                      !(is_beyond(radius) != beyond)))
        at--;
    if (at == 0 || isnan(radius))
        return (double)NAN;
    double low = (at - 1.0) / STEPS, high = (double)at / STEPS;
    for (int i = 0; i < HALVES; i++) {
        double middle = (low + high) / 2;
        bool same = is_beyond(radius_at(task, *numbers, middle, workspace)) == beyond;
        *(same ? &high : &low) = middle;
    }
    return high;
}

/* A row. */
static void do_piece(const void *of, void *result, int64_t piece, struct workspace *workspace)
{
    const struct border_task *task = of;
    struct border_work *work = result;
    struct linear_numbers numbers = task->numbers;
    if (piece == 0) {
        struct linear_sense sense =
            linear_sense(task->linear, &task->numbers, workspace, task->radius, NULL);
        work->border.known = sense.obstacle == OBSTACLE_NONE && !sense.unbegun;
    }
    if (!work->border.known)
        return;
    if (task->count > 1)
        set_number(task, 1, (double)piece / (BORDER_ROWS - 1), &numbers);
    work->shares[piece] = find_border(task, &numbers, workspace);
}

static void end(void *result)
{
    struct border_work *work = result;
    linear_release(work->linear);
    free(work->shares);
    free(work);
}

static const struct job_class border_class = {
    .name = "border",
    .kept = 2,
    .task_size = sizeof(struct border_task),
    .begin = begin,
    .piece = do_piece,
    .end = end,
};

/* --- who asks --- */

/* Whether numbers are the rule's own, and stay as they are set. */
static bool is_of_rule(const struct recipe *recipe, const struct sweep_axis *axes, int count)
{
    const struct formula *schedule = recipe->plans[0].segments[0].schedule;
    bool stays = recipe->plans[0].count == 1 && schedule->row &&
                 strcmp(schedule->row->name, "constant") == 0;
    for (int k = 0; k < count; k++) {
        bool eta = strcmp(axes[k].name, "eta") == 0;
        if (eta ? !stays
                : !recipe_value(recipe, axes[k].name) || recipe_plan(recipe, axes[k].name) >= 0)
            return false;
    }
    return true;
}

struct border lab_border(struct lab *lab, const struct sim *sim, int ball,
                         const struct sweep_axis *axes, int count)
{
    struct mover mover = sim->balls[ball]->mover;
    const struct problem *problem = sim_problem(sim);
    struct border_task task;
    bool found = false;
    if (!is_of_rule(sim_recipe(sim, ball), axes, count))
        return (struct border){.known = false};
    struct point place = lab_nearest(lab, problem, sim->conditions.start, &found);
    const struct linear_rule *linear = lab_linear(lab, problem, sim_recipe(sim, ball)->rule);
    if (!found || linear->obstacle != OBSTACLE_NONE)
        return (struct border){.known = false};
    mover.now.rule_from = mover.now.row.n; /* as it begins */
    memset(&task, 0, sizeof task);
    task.problem = problem;
    task.linear = linear;
    for (int k = 0; k < count; k++)
        task.axes[k] = axes[k];
    task.count = count;
    task.radius = 1e-4 * fmax(problem->domain.x1 - problem->domain.x0,
                              problem->domain.y1 - problem->domain.y0);
    linear_numbers(linear, &mover, &task.numbers);
    linear_place(linear, place, (struct point){0, 0}, &task.numbers);
    linear_rest(linear, &task.numbers, &lab->workspace);
    const struct border_work *work = lab_ask(lab, &border_class, &task);
    return work->border;
}
