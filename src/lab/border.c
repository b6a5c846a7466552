#include "border.h"

#include "bottom.h"
#include "internal.h"
#include "job.h"

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

/* A row on its way: of shares of the first axis it goes down to the first one on the other side of
 * the border, and then halves what is between the two. */
struct row_search {
    struct linear_numbers numbers; /* of the row */
    bool is_begun;
    bool beyond; /* at the end of the axis */
    int at;      /* steps from there on; 0: the border lies between two shares: */
    int halves;  /* so often they have been halved */
    double low, high;
};

struct border_work {
    const struct linear_rule *linear;
    struct border border;
    double *shares;
    struct linear_sensing *sensing; /* NULL: whether the map says anything is known */
    struct row_search search;
    int row;
};

enum { STEPS = 48, HALVES = 24 };

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
    int64_t steps = lab_steps(linear_operations(task->linear));
    work->linear = retained(task->linear);
    work->shares = memory_new((size_t)rows, sizeof *work->shares);
    work->border = (struct border){false, rows, work->shares};
    work->sensing = linear_sensing_new(task->linear, &task->numbers, task->radius, NULL);
    for (int i = 0; i < rows; i++)
        work->shares[i] = (double)NAN;
    *pieces = (LINEAR_SENSING_STEPS + rows * (1 + STEPS + HALVES) + steps - 1) / steps;
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

/* The greatest eigenvalue at a share of the first axis; NaN: the map says nothing, or it was left.
 */
static double radius_at(const struct border_task *task, struct linear_numbers numbers, double share,
                        struct workspace *workspace)
{
    struct linear_map map;
    struct eigenvalue values[LINEAR_SIZE_MAX];
    set_number(task, 0, share, &numbers);
    if (!linear_at(task->linear, &numbers, workspace, &map) || map.frozen > 0 ||
        !eigen_find(map.matrix, map.size, values))
        return (double)NAN;
    return eigen_radius(values[0]);
}

/* Where nothing moves at all it is 1, too: that is no border. */
static bool is_beyond(double radius)
{
    static const double same = 1e-9;
    return radius > 1 + same;
}

static void begin_row(const struct border_task *task, struct border_work *work,
                      struct workspace *workspace)
{
    struct row_search *search = &work->search;
    *search = (struct row_search){.numbers = task->numbers, .at = STEPS};
    if (task->count > 1)
        set_number(task, 1, (double)work->row / (BORDER_ROWS - 1), &search->numbers);
    search->beyond = is_beyond(radius_at(task, search->numbers, 1, workspace));
    search->is_begun = !workspace->is_left;
}

/* False: it is at the axis's other end, or the map says nothing there. */
static bool step_down(const struct border_task *task, struct row_search *search,
                      struct workspace *workspace)
{
    double radius = radius_at(task, search->numbers, (search->at - 1.0) / STEPS, workspace);
    if (workspace->is_left)
        return true;
    if (is_beyond(radius) == search->beyond)
        return --search->at > 0;
    search->low = (search->at - 1.0) / STEPS;
    search->high = (double)search->at / STEPS;
    search->at = 0;
    return !isnan(radius);
}

static bool halve(const struct border_task *task, struct row_search *search,
                  struct workspace *workspace)
{
    double middle = (search->low + search->high) / 2;
    bool same = is_beyond(radius_at(task, search->numbers, middle, workspace)) == search->beyond;
    if (workspace->is_left)
        return true;
    *(same ? &search->high : &search->low) = middle;
    return ++search->halves < HALVES;
}

static void search_row(const struct border_task *task, struct border_work *work,
                       struct workspace *workspace)
{
    struct row_search *search = &work->search;
    if (!search->is_begun) {
        begin_row(task, work, workspace);
        return;
    }
    bool steps = search->at > 0;
    if (steps ? step_down(task, search, workspace) : halve(task, search, workspace))
        return;
    if (!steps)
        work->shares[work->row] = search->high;
    search->is_begun = false;
    work->row++;
}

static void look_whether(struct border_work *work, struct workspace *workspace)
{
    if (linear_sensing_go_on(work->sensing, workspace))
        return;
    struct linear_sense sense = linear_sensed(work->sensing);
    work->border.known = sense.obstacle == OBSTACLE_NONE && !sense.unbegun;
    linear_sensing_free(work->sensing);
    work->sensing = NULL;
}

static void do_piece(const void *of, void *result, int64_t piece, struct workspace *workspace)
{
    const struct border_task *task = of;
    struct border_work *work = result;
    (void)piece;
    for (int64_t i = lab_steps(linear_operations(task->linear)); i > 0 && !workspace->is_left; i--)
        if (work->sensing)
            look_whether(work, workspace);
        else if (work->border.known && work->row < work->border.rows)
            search_row(task, work, workspace);
}

static void end(void *result)
{
    struct border_work *work = result;
    linear_sensing_free(work->sensing);
    linear_release(work->linear);
    free(work->shares);
    free(work);
}

static const struct job_class border_class = {
    .name = "border",
    .kept = 4, /* the selected ball's and those of others that are seen with it */
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
    if (!is_of_rule(sim_recipe(sim, ball), axes, count))
        return (struct border){.known = false};
    struct bottom bottom = lab_bottom(lab, problem, sim->conditions.start);
    const struct linear_rule *linear = lab_linear(lab, problem, sim_recipe(sim, ball)->rule);
    if (!bottom.is_minimum || !bottom.known || linear->obstacle != OBSTACLE_NONE)
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
    linear_place(linear, bottom.place, (struct point){0, 0}, &task.numbers);
    if (!lab_settle(lab, problem, linear, &task.numbers))
        return (struct border){.known = false};
    const struct border_work *work = lab_ask(lab, &border_class, &task);
    return work->border;
}
