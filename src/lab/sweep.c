#include "sweep.h"

#include "../base/memory.h"
#include "../lang/vmath.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

double sweep_value(const struct sweep_axis *axis, int index)
{
    double whole = axis->count > 1 ? axis->count - 1 : 1;
    if (index > 0 && index == axis->count - 1)
        return axis->to;
    if (axis->logarithmic)
        return axis->from * vmath_pow(axis->to / axis->from, index / whole);
    return axis->from + (axis->to - axis->from) * index / whole;
}

/* --- the sweep --- */

/* Lanes lie along one of the numbers, so that the other is one for all of a piece: what the rule
 * makes of it alone is computed once for them. */
struct sweep {
    struct sweep_task task;
    int counts[SWEEP_AXES], first[SWEEP_AXES]; /* of the cells: rows, and what is in one */
    int along;                                 /* the axis of the lanes */
    int chunks;                                /* pieces for each number of the other axis */
    int varied[SWEEP_AXES]; /* which of the crowd's numbers an axis is; -1: x, -2: y */
    const struct crowd_code *code, *watched; /* NULL: they cannot be lanes */
};

enum { START_X = -1, START_Y = -2 };

static bool is_number(const struct sweep_axis *axis)
{
    return strcmp(axis->name, "x") != 0 && strcmp(axis->name, "y") != 0;
}

static bool is_let(const struct sweep_task *task, const char *name)
{
    return strcmp(name, "eta") != 0 && !recipe_value(task->recipe, name);
}

/* What is in range at both ends is so between them. */
static bool check_axis(const struct sweep_task *task, const struct sweep_axis *axis,
                       struct error *error)
{
    for (int end = 0; end < 2 && is_number(axis) && !is_let(task, axis->name); end++) {
        const struct recipe *recipe = recipe_with_value(
            task->recipe, axis->name, sweep_value(axis, end * (axis->count - 1)), error);
        if (!recipe)
            return false;
        recipe_release(recipe);
    }
    return true;
}

/* Long lines of lanes are the better ones, and the first number is mostly the rate, of which no
 * power is taken. */
static int choose_along(const struct sweep *sweep)
{
    enum { ENOUGH = 64 };
    return sweep->counts[0] >= ENOUGH || sweep->counts[0] >= sweep->counts[1] ? 0 : 1;
}

static void compile(struct sweep *sweep)
{
    const struct sweep_task *task = &sweep->task;
    struct varied varied[VARIED_MAX] = {{{0}, false}};
    int used = 0;
    for (int k = 0; k < SWEEP_AXES && k < task->axis_count; k++) {
        const char *name = task->axes[k].name;
        sweep->varied[k] = is_number(&task->axes[k]) ? used : *name == 'x' ? START_X : START_Y;
        if (sweep->varied[k] < 0)
            continue;
        memcpy(varied[used].name, name, NAME_SIZE);
        varied[used++].by_lane = k == sweep->along;
    }
    sweep->code = crowd_compile(task->problem, task->recipe, &task->conditions, varied, false);
    if (sweep->code)
        sweep->watched =
            crowd_compile(task->problem, task->recipe, &task->conditions, varied, true);
}

struct sweep *sweep_new(const struct sweep_task *task, struct error *error)
{
    for (int k = 0; k < SWEEP_AXES && k < task->axis_count; k++)
        if (!check_axis(task, &task->axes[k], error))
            return NULL;
    struct sweep *sweep = memory_new(1, sizeof *sweep);
    sweep->task = *task;
    retained(task->problem);
    retained(task->recipe);
    sweep->counts[0] = task->end - task->first;
    sweep->first[0] = task->first;
    sweep->counts[1] = task->axis_count > 1 ? task->axes[1].count : 1;
    sweep->along = choose_along(sweep);
    sweep->chunks = (sweep->counts[sweep->along] + CROWD_LANES - 1) / CROWD_LANES;
    compile(sweep);
    return sweep;
}

void sweep_free(struct sweep *sweep)
{
    if (!sweep)
        return;
    crowd_code_release(sweep->code);
    crowd_code_release(sweep->watched);
    problem_release(sweep->task.problem);
    recipe_release(sweep->task.recipe);
    free(sweep);
}

int64_t sweep_cells(const struct sweep *sweep)
{
    return (int64_t)sweep->counts[0] * sweep->counts[1];
}

int64_t sweep_pieces(const struct sweep *sweep)
{
    return (int64_t)sweep->chunks * sweep->counts[!sweep->along];
}

void sweep_numbers(const struct sweep *sweep, int64_t cell, double numbers[SWEEP_AXES])
{
    const int at[] = {(int)(cell / sweep->counts[1]), (int)(cell % sweep->counts[1])};
    for (int k = 0; k < SWEEP_AXES; k++)
        numbers[k] = 0;
    for (int k = 0; k < SWEEP_AXES && k < sweep->task.axis_count; k++)
        numbers[k] = sweep_value(&sweep->task.axes[k], sweep->first[k] + at[k]);
}

/* --- a piece --- */

/* Iterations of a ball that take no longer than a millisecond. */
enum { SLICE = 20000, SLICE_SINGLE = 200 };

struct desk {
    struct crowd *crowd;
    struct single single;
    int64_t cells[CROWD_LANES]; /* where the lanes belong to */
    struct outcome outcomes[CROWD_LANES];
    int count;
    int next;                         /* of singles: the one that is under way */
    bool is_begun;                    /* and has begun */
    const struct crowd_code *watched; /* the one that is watched, by itself */
    int looked[CROWD_LANES];          /* the lanes of which the verdict was open */
    int looked_count;
    bool is_watching;
};

static void *desk_new(void)
{
    struct desk *desk = memory_new(1, sizeof *desk);
    desk->crowd = crowd_new();
    return desk;
}

static void desk_free(void *of)
{
    struct desk *desk = of;
    crowd_free(desk->crowd);
    single_free(&desk->single);
    crowd_code_release(desk->watched);
    free(desk);
}

/* The lanes of a piece, from `looked` if it is not NULL. */
static void begin_crowd(const struct sweep *sweep, struct desk *desk, const struct crowd_code *code,
                        const int *looked, int count)
{
    double x[CROWD_LANES], y[CROWD_LANES], values[SWEEP_AXES][CROWD_LANES];
    const double *numbers[VARIED_MAX] = {NULL, NULL};
    for (int i = 0; i < count; i++) {
        double at[SWEEP_AXES];
        sweep_numbers(sweep, desk->cells[looked ? looked[i] : i], at);
        x[i] = sweep->task.conditions.start.x;
        y[i] = sweep->task.conditions.start.y;
        for (int k = 0; k < SWEEP_AXES && k < sweep->task.axis_count; k++) {
            values[k][i] = at[k];
            x[i] = sweep->varied[k] == START_X ? at[k] : x[i];
            y[i] = sweep->varied[k] == START_Y ? at[k] : y[i];
        }
    }
    for (int k = 0; k < SWEEP_AXES && k < sweep->task.axis_count; k++)
        if (sweep->varied[k] >= 0)
            numbers[sweep->varied[k]] = values[k];
    crowd_begin(desk->crowd, code, count, sweep->task.budget, x, y, numbers);
}

static void begin(const void *task, void *at, int64_t piece)
{
    const struct sweep *sweep = task;
    struct desk *desk = at;
    int along = sweep->along, from = (int)(piece % sweep->chunks) * CROWD_LANES;
    int across = (int)(piece / sweep->chunks), left = sweep->counts[along] - from;
    desk->count = left < CROWD_LANES ? left : CROWD_LANES;
    desk->next = 0;
    desk->is_watching = desk->is_begun = false;
    crowd_code_release(desk->watched);
    desk->watched = NULL;
    for (int i = 0; i < desk->count; i++) {
        int64_t row = along == 0 ? from + i : across, column = along == 0 ? across : from + i;
        desk->cells[i] = row * sweep->counts[1] + column;
    }
    if (sweep->code)
        begin_crowd(sweep, desk, sweep->code, NULL, desk->count);
}

/* Those of which only a second look tells what they did. */
static bool watch(const struct sweep *sweep, struct desk *desk)
{
    memcpy(desk->outcomes, crowd_outcomes(desk->crowd),
           (size_t)desk->count * sizeof *desk->outcomes);
    desk->looked_count = 0;
    for (int i = 0; i < desk->count; i++)
        if (desk->outcomes[i].open)
            desk->looked[desk->looked_count++] = i;
    if (desk->looked_count > 0)
        begin_crowd(sweep, desk, sweep->watched, desk->looked, desk->looked_count);
    desk->is_watching = true;
    return desk->looked_count > 0;
}

static int64_t slice_of(const struct sweep *sweep)
{
    int64_t points = problem_slice_points(sweep->task.problem);
    return points < SLICE ? points : SLICE;
}

static bool go_on_as_lanes(const struct sweep *sweep, struct desk *desk,
                           struct workspace *workspace)
{
    if (crowd_go_on(desk->crowd, workspace, slice_of(sweep)))
        return true;
    if (!desk->is_watching)
        return watch(sweep, desk);
    for (int i = 0; i < desk->looked_count; i++)
        desk->outcomes[desk->looked[i]] = crowd_outcomes(desk->crowd)[i];
    return false;
}

static void begin_single(const struct sweep *sweep, struct desk *desk, struct workspace *workspace)
{
    const struct sweep_task *task = &sweep->task;
    const struct problem *problem = retained(task->problem);
    const struct recipe *recipe = retained(task->recipe);
    struct conditions conditions = task->conditions;
    struct error impossible;
    double at[SWEEP_AXES];
    sweep_numbers(sweep, desk->cells[desk->next], at);
    for (int k = 0; k < SWEEP_AXES && k < task->axis_count; k++) {
        const char *name = task->axes[k].name;
        const struct problem *old_problem = problem;
        const struct recipe *old_recipe = recipe;
        if (sweep->varied[k] == START_X) {
            conditions.start.x = at[k];
        } else if (sweep->varied[k] == START_Y) {
            conditions.start.y = at[k];
        } else if (is_let(task, name)) {
            problem = problem_with_let(old_problem, name, at[k]);
            problem_release(old_problem);
        } else {
            recipe = recipe_with_value(old_recipe, name, at[k], &impossible);
            recipe_release(old_recipe);
        }
    }
    single_begin(&desk->single, workspace, problem, recipe, &conditions, task->budget);
    problem_release(problem); /* the mover has them */
    recipe_release(recipe);
}

/* With the numbers that it has it can be a lane, unless it sees mini-batches. */
static bool watch_single(struct desk *desk)
{
    static const struct varied none[VARIED_MAX] = {{{0}, false}};
    const struct mover *mover = &desk->single.mover;
    const struct conditions *conditions = &mover->conditions;
    if (!desk->single.outcome.open)
        return false;
    desk->watched = crowd_compile(mover->problem, mover->recipe, conditions, none, true);
    if (desk->watched)
        crowd_begin(desk->crowd, desk->watched, 1, desk->single.budget, &conditions->start.x,
                    &conditions->start.y, (const double *[VARIED_MAX]){NULL});
    return desk->watched != NULL;
}

static bool go_on_watching(struct desk *desk, struct workspace *workspace, int64_t points)
{
    if (crowd_go_on(desk->crowd, workspace, points))
        return true;
    desk->single.outcome = *crowd_outcomes(desk->crowd);
    crowd_code_release(desk->watched);
    desk->watched = NULL;
    return false;
}

static bool go_on_as_singles(const struct sweep *sweep, struct desk *desk,
                             struct workspace *workspace)
{
    if (!desk->is_begun)
        begin_single(sweep, desk, workspace);
    if (desk->watched)
        desk->is_begun = go_on_watching(desk, workspace, slice_of(sweep));
    else
        desk->is_begun = single_go_on(&desk->single, workspace, SLICE_SINGLE) || watch_single(desk);
    if (!desk->is_begun)
        desk->outcomes[desk->next++] = desk->single.outcome;
    return desk->next < desk->count;
}

static bool go_on(const void *task, void *at, struct workspace *workspace)
{
    const struct sweep *sweep = task;
    return sweep->code ? go_on_as_lanes(sweep, at, workspace)
                       : go_on_as_singles(sweep, at, workspace);
}

/* --- what came of it --- */

struct found_cells {
    int count;
    struct found_cell {
        int64_t cell;
        struct outcome outcome;
    } items[];
};

static void *take(const void *task, void *at)
{
    (void)task;
    const struct desk *desk = at;
    struct found_cells *found =
        memory_new(1, sizeof *found + (size_t)desk->count * sizeof *found->items);
    found->count = desk->count;
    for (int i = 0; i < desk->count; i++)
        found->items[i] = (struct found_cell){desk->cells[i], desk->outcomes[i]};
    return found;
}

static void put(const void *task, void *into, void *thing)
{
    (void)task;
    struct sweep_result *result = into;
    struct found_cells *found = thing;
    for (int i = 0; result && i < found->count; i++)
        result->cells[found->items[i].cell] = (struct sweep_cell){found->items[i].outcome, true};
    if (result)
        result->known += found->count;
    free(found);
}

const struct work_class sweep_work = {desk_new, desk_free, begin, go_on, take, put};
