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
    int lanes;                                 /* of a piece at most */
    int chunks;                                /* pieces for each number of the other axis */
    struct passes passes;                      /* the pieces, where coarse ones come first */
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
    sweep->code =
        crowd_compile(task->problem, task->recipe, &task->conditions, varied, task->tails);
    if (sweep->code && !task->tails && !task->ends)
        sweep->watched =
            crowd_compile(task->problem, task->recipe, &task->conditions, varied, true);
}

/* Cells of a piece that lie far apart: so many that a number of workers have all something to do.
 */
enum { CHUNK = 128, CHUNK_SINGLE = 8 };

/* An iteration of all lanes of a piece takes no longer than a millisecond, unless one's does. */
static int lanes_of(const struct problem *problem)
{
    int64_t points = problem_slice_points(problem);
    return points < CROWD_LANES ? (int)points : CROWD_LANES;
}

static int chunk_of(const struct sweep *sweep)
{
    return !sweep->code ? CHUNK_SINGLE : sweep->lanes < CHUNK ? sweep->lanes : CHUNK;
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
    sweep->lanes = lanes_of(task->problem);
    sweep->chunks = (sweep->counts[sweep->along] + sweep->lanes - 1) / sweep->lanes;
    compile(sweep);
    sweep->passes =
        passes_lay(sweep->counts[!sweep->along], sweep->counts[sweep->along], chunk_of(sweep));
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
    return sweep->task.coarse_first ? passes_pieces(&sweep->passes)
                                    : (int64_t)sweep->chunks * sweep->counts[!sweep->along];
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
    bool is_moved;          /* all outcomes are known */
    int pass;               /* of the cells */
    int seen;               /* whose ends have been looked for */
    struct nearing nearing; /* of the next one, where it has begun: */
    bool is_nearing;
    struct sweep_end *ends;   /* where they are wanted; else NULL */
    struct sweep_tail *tails; /* the same */
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
    free(desk->ends);
    free(desk->tails);
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

/* Lanes are of a line, along which the other number is the same. */
static int64_t cell_of(const struct sweep *sweep, int line, int at)
{
    int64_t row = sweep->along == 0 ? at : line, column = sweep->along == 0 ? line : at;
    return row * sweep->counts[1] + column;
}

static void choose_line(const struct sweep *sweep, struct desk *desk, int64_t piece)
{
    int along = sweep->along, from = (int)(piece % sweep->chunks) * sweep->lanes;
    int across = (int)(piece / sweep->chunks), left = sweep->counts[along] - from;
    desk->count = left < sweep->lanes ? left : sweep->lanes;
    for (int i = 0; i < desk->count; i++)
        desk->cells[i] = cell_of(sweep, across, from + i);
}

static void choose_far_apart(const struct sweep *sweep, struct desk *desk, int64_t piece)
{
    struct pass_piece cells = passes_piece(&sweep->passes, piece);
    desk->pass = cells.pass;
    desk->count = cells.count;
    for (int i = 0; i < desk->count; i++)
        desk->cells[i] = cell_of(sweep, cells.line, cells.first + i * cells.step);
}

static void begin(const void *task, void *at, int64_t piece)
{
    const struct sweep *sweep = task;
    struct desk *desk = at;
    if (sweep->task.coarse_first)
        choose_far_apart(sweep, desk, piece);
    else
        choose_line(sweep, desk, piece);
    desk->next = desk->seen = 0;
    desk->is_nearing = false;
    desk->is_watching = desk->is_begun = desk->is_moved = false;
    crowd_code_release(desk->watched);
    desk->watched = NULL;
    if (sweep->task.ends && !desk->ends)
        desk->ends = memory_new(CROWD_LANES, sizeof *desk->ends);
    if (sweep->task.tails && !desk->tails)
        desk->tails = memory_new(CROWD_LANES, sizeof *desk->tails);
    if (sweep->code)
        begin_crowd(sweep, desk, sweep->code, NULL, desk->count);
}

/* The outcome that ball i of the desk has, with its last places. */
static void keep_tail(struct desk *desk, int i, const struct point *places, int count)
{
    const struct outcome *outcome = &desk->outcomes[i];
    struct sweep_tail *tail = &desk->tails[i];
    int skipped = count > TAIL_ROWS ? count - TAIL_ROWS : 0;
    tail->count = count - skipped;
    if (outcome->fate == FATE_RUNNING) {
        memcpy(tail->places, places + skipped, (size_t)tail->count * sizeof *places);
        return;
    }
    tail->count = outcome->fate == FATE_CONVERGED;
    tail->places[0] = (struct point){outcome->x, outcome->y};
}

static void keep_tails(struct desk *desk)
{
    struct point places[VERDICT_ROWS];
    for (int i = 0; i < desk->count; i++)
        keep_tail(desk, i, places, crowd_last_places(desk->crowd, i, places));
}

/* Those of which only a second look tells what they did. */
static bool watch(const struct sweep *sweep, struct desk *desk)
{
    memcpy(desk->outcomes, crowd_outcomes(desk->crowd),
           (size_t)desk->count * sizeof *desk->outcomes);
    desk->looked_count = 0;
    for (int i = 0; i < desk->count; i++)
        if (desk->outcomes[i].open && sweep->watched)
            desk->looked[desk->looked_count++] = i;
    if (desk->tails)
        keep_tails(desk);
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
    if (desk->is_begun)
        return true;
    desk->outcomes[desk->next] = desk->single.outcome;
    if (desk->tails) {
        struct point places[VERDICT_ROWS];
        keep_tail(desk, desk->next, places, single_last_places(&desk->single, places));
    }
    return ++desk->next < desk->count;
}

/* What some of those that converged lead to: so many evaluations of it as are a millisecond. */
static bool look_for_ends(const struct sweep *sweep, struct desk *desk, struct workspace *workspace)
{
    const struct problem *problem = sweep->task.problem;
    struct nearing *nearing = &desk->nearing;
    for (int points = (int)problem_slice_points(problem); points > 0 && desk->seen < desk->count;) {
        const struct outcome *outcome = &desk->outcomes[desk->seen];
        struct sweep_end *end = &desk->ends[desk->seen];
        if (outcome->fate != FATE_CONVERGED) {
            *end = (struct sweep_end){.nearness = NEAR_NOTHING};
            desk->seen++;
            continue;
        }
        if (!desk->is_nearing)
            nearing_begin(nearing, problem, (struct point){outcome->x, outcome->y});
        points -= nearing_go_on(nearing, problem, workspace, points);
        desk->is_nearing = !nearing->is_over;
        *end = (struct sweep_end){nearing->nearness, nearing->point};
        desk->seen += nearing->is_over;
    }
    return desk->seen < desk->count;
}

/* A millisecond's part of it. */
static bool go_on(const void *task, void *at, struct workspace *workspace)
{
    const struct sweep *sweep = task;
    struct desk *desk = at;
    if (!desk->is_moved)
        desk->is_moved = !(sweep->code ? go_on_as_lanes(sweep, desk, workspace)
                                       : go_on_as_singles(sweep, desk, workspace));
    else if (desk->ends)
        return look_for_ends(sweep, desk, workspace);
    return !desk->is_moved || desk->ends;
}

/* --- what came of it --- */

struct found_cells {
    int count, pass;
    struct sweep_end *ends; /* or NULL */
    struct sweep_tail *tails;
    struct found_cell {
        int64_t cell;
        struct outcome outcome;
    } items[];
};

static void *take(const void *task, void *at)
{
    (void)task;
    struct desk *desk = at;
    struct found_cells *found =
        memory_new(1, sizeof *found + (size_t)desk->count * sizeof *found->items);
    found->count = desk->count;
    found->pass = desk->pass;
    found->ends = desk->ends;
    found->tails = desk->tails;
    desk->ends = NULL;
    desk->tails = NULL;
    for (int i = 0; i < desk->count; i++)
        found->items[i] = (struct found_cell){desk->cells[i], desk->outcomes[i]};
    return found;
}

/* The finest pass up to which all is known. */
static void measure_stride(const struct sweep *sweep, struct sweep_result *result)
{
    const struct passes *passes = &sweep->passes;
    for (int i = 0; i < passes->count && result->done[i] == passes->passes[i].cells; i++)
        result->stride = passes->passes[i].stride;
}

static void put_cells(const struct sweep *sweep, struct sweep_result *result,
                      const struct found_cells *found)
{
    for (int i = 0; i < found->count; i++) {
        int64_t cell = found->items[i].cell;
        result->cells[cell] = (struct sweep_cell){found->items[i].outcome, true};
        if (found->ends)
            result->ends[cell] = found->ends[i];
        if (found->tails)
            result->tails[cell] = found->tails[i];
    }
    result->known += found->count;
    if (sweep->task.coarse_first) {
        result->done[found->pass] += found->count;
        measure_stride(sweep, result);
    }
}

static void put(const void *task, void *into, void *thing)
{
    struct found_cells *found = thing;
    if (into)
        put_cells(task, into, found);
    free(found->ends);
    free(found->tails);
    free(found);
}

const struct work_class sweep_work = {desk_new, desk_free, begin, go_on, take, put};
