#include "outlook.h"

#include "job.h"
#include "survey.h"

#include "../base/memory.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* What all of them are: a sweep and what is known of it. */
struct grid {
    const struct recipe *recipe; /* the task's, which stays as long: it is told by its address */
    struct sweep *sweep;         /* NULL: it cannot be */
    struct error error;
    struct sweep_result result;
    int rows, columns;
    int64_t looked; /* how many were known when the best ones were looked for */
    int64_t best, lowest;
};

/* Told from others by its bytes: all that is not said is 0. */
struct grid_task {
    const struct problem *problem;
    struct sweep_task sweep;
};

/* --- whether it can be --- */

static bool is_of_start(const struct sweep_axis *axis)
{
    return strcmp(axis->name, "x") == 0 || strcmp(axis->name, "y") == 0;
}

static bool check_axis(const struct sweep_task *task, const struct sweep_axis *axis,
                       struct error *error)
{
    bool known = is_of_start(axis) || strcmp(axis->name, "eta") == 0 ||
                 recipe_value(task->recipe, axis->name) ||
                 lets_find(&task->problem->lets, axis->name);
    if (!known)
        return error_at(error, ERROR_NO_PLACE, "the ball has no number %s", axis->name);
    if (!isfinite(axis->from) || !isfinite(axis->to))
        return error_at(error, ERROR_NO_PLACE, "%s must go from a number to a number", axis->name);
    if (axis->logarithmic && !(axis->from * axis->to > 0))
        return error_at(error, ERROR_NO_PLACE,
                        "%s must be above 0 at both ends, or below, to go by factors", axis->name);
    if (axis->count < 1)
        return error_at(error, ERROR_NO_PLACE, "%s must have a value at least", axis->name);
    return true;
}

static bool check(const struct sweep_task *task, struct error *error)
{
    const struct sweep_axis *axes = task->axes;
    int64_t cells = 1;
    for (int k = 0; k < task->axis_count; k++) {
        if (!check_axis(task, &axes[k], error))
            return false;
        cells *= axes[k].count;
    }
    if (cells > OUTLOOK_CELLS_MAX)
        return error_at(error, ERROR_NO_PLACE, "at most %d pairs of numbers can be shown",
                        OUTLOOK_CELLS_MAX);
    if (task->axis_count == 2 && strcmp(axes[0].name, axes[1].name) == 0)
        return error_at(error, ERROR_NO_PLACE, "both numbers are %s", axes[0].name);
    return true;
}

/* --- the job --- */

/* Returns its pieces. */
static int64_t begin_grid(struct grid *grid, const struct sweep_task *task)
{
    grid->best = grid->lowest = -1;
    grid->recipe = retained(task->recipe);
    if (check(task, &grid->error))
        grid->sweep = sweep_new(task, &grid->error);
    if (!grid->sweep)
        return 0;
    size_t cells = (size_t)sweep_cells(grid->sweep);
    grid->rows = task->end;
    grid->columns = (int)(sweep_cells(grid->sweep) / task->end);
    grid->result.cells = memory_new(cells, sizeof *grid->result.cells);
    if (task->ends)
        grid->result.ends = memory_new(cells, sizeof *grid->result.ends);
    if (task->tails)
        grid->result.tails = memory_new(cells, sizeof *grid->result.tails);
    return sweep_pieces(grid->sweep);
}

static void *begin(const void *of, int64_t *pieces)
{
    const struct grid_task *task = of;
    struct grid *grid = memory_new(1, sizeof *grid);
    *pieces = begin_grid(grid, &task->sweep);
    return grid;
}

static void end(void *result)
{
    struct grid *grid = result;
    sweep_free(grid->sweep);
    recipe_release(grid->recipe);
    free(grid->result.cells);
    free(grid->result.ends);
    free(grid->result.tails);
    free(grid);
}

static struct work *work(struct workers *workers, void *result, int64_t pieces)
{
    struct grid *grid = result;
    return work_begin(workers, &sweep_work, grid->sweep, &grid->result, pieces);
}

static const struct job_class sweep_class = {
    .name = "sweep",
    .kept = 1,
    .task_size = sizeof(struct grid_task),
    .begin = begin,
    .work = work,
    .end = end,
};
static const struct job_class tails_class = {
    .name = "tails",
    .kept = 1,
    .task_size = sizeof(struct grid_task),
    .begin = begin,
    .work = work,
    .end = end,
};

/* --- what is known --- */

/* Whether a cell is better than another one; of two that are alike neither is. */
static bool is_sooner(const struct outcome *a, const struct outcome *b)
{
    return a->iterations != b->iterations ? a->iterations < b->iterations : a->loss < b->loss;
}

/* The first one of those that are alike, whenever they came to be known. */
static void look_for_best(struct grid *grid)
{
    const struct sweep_cell *cells = grid->result.cells;
    if (grid->looked == grid->result.known)
        return;
    grid->looked = grid->result.known;
    grid->best = grid->lowest = -1;
    for (int64_t i = 0; i < (int64_t)grid->rows * grid->columns; i++) {
        const struct outcome *outcome = &cells[i].outcome;
        if (!cells[i].known)
            continue;
        if (outcome->fate == FATE_CONVERGED &&
            (grid->best < 0 || is_sooner(outcome, &cells[grid->best].outcome)))
            grid->best = i;
        if (outcome->fate != FATE_DIVERGED && isfinite(outcome->loss) &&
            (grid->lowest < 0 || outcome->loss < cells[grid->lowest].outcome.loss))
            grid->lowest = i;
    }
}

static struct outlook outlook_of(struct grid *grid)
{
    if (!grid->sweep)
        return (struct outlook){.reason = grid->error.text, .best = -1, .lowest = -1};
    look_for_best(grid);
    return (struct outlook){
        .rows = grid->rows,
        .columns = grid->columns,
        .stride = grid->result.stride,
        .cells = grid->result.cells,
        .known = grid->result.known,
        .best = grid->best,
        .lowest = grid->lowest,
    };
}

int64_t outlook_place(const struct outlook *outlook, int row, int column)
{
    int64_t place = (int64_t)row * outlook->columns + column;
    int stride = outlook->stride;
    if (outlook->reason || stride == 0)
        return -1;
    if (outlook->cells[place].known)
        return place;
    return (int64_t)(row - row % stride) * outlook->columns + (column - column % stride);
}

const struct sweep_cell *outlook_at(const struct outlook *outlook, int row, int column)
{
    int64_t place = outlook_place(outlook, row, column);
    return place < 0 ? NULL : &outlook->cells[place];
}

/* --- tasks --- */

/* Where no ball starts there is nothing that could change. */
static void set_start(struct sweep_task *task, struct point start)
{
    task->conditions.start = start;
    for (int k = 0; k < task->axis_count; k++) {
        if (strcmp(task->axes[k].name, "x") == 0)
            task->conditions.start.x = 0;
        if (strcmp(task->axes[k].name, "y") == 0)
            task->conditions.start.y = 0;
    }
}

static void set_axis(struct sweep_axis *axis, const struct sweep_axis *to)
{
    memcpy(axis->name, to->name, strlen(to->name));
    axis->from = to->from;
    axis->to = to->to;
    axis->logarithmic = to->logarithmic;
    axis->count = to->count;
}

static void set_task(struct grid_task *task, const struct sim *sim, int ball,
                     const struct sweep_axis *axes, int axis_count, int64_t budget)
{
    memset(task, 0, sizeof *task);
    task->problem = sim_still(sim);
    task->sweep.problem = sim_still(sim);
    task->sweep.recipe = sim_recipe(sim, ball);
    task->sweep.conditions.tolerance = sim->conditions.tolerance;
    task->sweep.conditions.seed = sim->conditions.seed;
    task->sweep.axis_count = axis_count;
    for (int k = 0; k < axis_count; k++)
        set_axis(&task->sweep.axes[k], &axes[k]);
    set_start(&task->sweep, sim_conditions(sim, ball).start);
    task->sweep.budget = budget;
    task->sweep.end = axes->count;
    task->sweep.coarse_first = true;
}

struct outlook lab_sweep(struct lab *lab, const struct sim *sim, int ball,
                         const struct sweep_axis *axes, int axis_count, int64_t budget)
{
    struct grid_task task;
    set_task(&task, sim, ball, axes, axis_count, budget);
    return outlook_of(lab_ask(lab, &sweep_class, &task));
}

struct tails lab_tails(struct lab *lab, const struct sim *sim, int ball,
                       const struct sweep_axis *axis, int64_t budget)
{
    struct grid_task task;
    set_task(&task, sim, ball, axis, 1, budget);
    task.sweep.tails = true;
    if (axis->count > TAILS_MAX)
        task.sweep.axes->count = OUTLOOK_CELLS_MAX + 1; /* which is said to be too many */
    struct grid *grid = lab_ask(lab, &tails_class, &task);
    return (struct tails){outlook_of(grid), grid->result.tails};
}

/* --- basins --- */

struct basin_task {
    const struct problem *problem;
    struct sweep_task sweep;
    struct region region;
};

struct basin_work {
    struct grid grid; /* comes first */
    struct region region;
    double near_x, near_y; /* places that are no farther apart are one */
    int16_t *ends;
    struct basin_place places[BASIN_PLACES_MAX];
    int count;           /* of places */
    int listed;          /* of these, critical points of the region */
    int64_t numbered;    /* how many cells were known when they were numbered */
    bool numbered_whole; /* and the critical points were */
};

static void *begin_basin(const void *of, int64_t *pieces)
{
    const struct basin_task *task = of;
    const struct region *region = &task->region, *domain = &task->problem->domain;
    struct basin_work *basin = memory_new(1, sizeof *basin);
    *pieces = begin_grid(&basin->grid, &task->sweep);
    basin->region = *region;
    basin->near_x = 4e-5 * (region->x1 - region->x0) + 1e-9 * (domain->x1 - domain->x0);
    basin->near_y = 4e-5 * (region->y1 - region->y0) + 1e-9 * (domain->y1 - domain->y0);
    basin->numbered = -1;
    size_t cells = (size_t)basin->grid.rows * (size_t)basin->grid.columns;
    basin->ends = memory_new(cells + 1, sizeof *basin->ends);
    return basin;
}

static void end_basin(void *result)
{
    struct basin_work *basin = result;
    free(basin->ends);
    end(result); /* the grid comes first */
}

static const struct job_class basin_class = {
    .name = "basin",
    .kept = 1,
    .task_size = sizeof(struct basin_task),
    .begin = begin_basin,
    .work = work,
    .end = end_basin,
};

static bool is_near(const struct basin_work *basin, int number, struct point place)
{
    struct point of = basin->places[number].point.place;
    return fabs(of.x - place.x) <= basin->near_x && fabs(of.y - place.y) <= basin->near_y;
}

static bool is_inside(const struct region *region, struct point place)
{
    return place.x >= region->x0 && place.x <= region->x1 && place.y >= region->y0 &&
           place.y <= region->y1;
}

/* The place where a cell ends, perhaps a new one. Neighbours often end at the same. */
static int find_place(struct basin_work *basin, const struct critical_point *point, int last)
{
    if (last >= 0 && is_near(basin, last, point->place))
        return last;
    for (int i = 0; i < basin->count; i++)
        if (is_near(basin, i, point->place))
            return i;
    if (basin->count == BASIN_PLACES_MAX)
        return BASIN_NOWHERE;
    basin->places[basin->count] = (struct basin_place){
        .point = *point, .elsewhere = !is_inside(&basin->region, point->place)};
    return basin->count++;
}

static void list_points(struct basin_work *basin, const struct critical *critical)
{
    basin->listed = basin->count = critical->known ? critical->count : 0;
    for (int i = 0; i < basin->count; i++)
        basin->places[i] = (struct basin_place){.point = critical->points[i]};
}

static enum basin_fate fate_of(const struct sweep_cell *cell)
{
    return !cell->known                          ? BASIN_UNKNOWN
           : cell->outcome.fate == FATE_DIVERGED ? BASIN_DIVERGED
           : cell->outcome.fate == FATE_RUNNING  ? BASIN_UNSETTLED
                                                 : BASIN_NOWHERE;
}

static void find_ends(struct basin_work *basin, enum nearness nearness)
{
    const struct sweep_cell *cells = basin->grid.result.cells;
    const struct sweep_end *ends = basin->grid.result.ends;
    int last = -1;
    for (int64_t i = 0; i < (int64_t)basin->grid.rows * basin->grid.columns; i++)
        if (fate_of(&cells[i]) == BASIN_NOWHERE && ends[i].nearness == nearness) {
            last = find_place(basin, &ends[i].point, last);
            basin->ends[i] = (int16_t)last;
        }
}

/* Degenerate ones that are too many to be points come last, and are none. */
static void find_all_ends(struct basin_work *basin)
{
    enum { DEGENERATE_MAX = 64 };
    int64_t cells = (int64_t)basin->grid.rows * basin->grid.columns;
    for (int64_t i = 0; i < cells; i++)
        basin->ends[i] = (int16_t)fate_of(&basin->grid.result.cells[i]);
    find_ends(basin, NEAR_POINT);
    int points = basin->count;
    find_ends(basin, NEAR_DEGENERATE);
    if (basin->count <= points + DEGENERATE_MAX)
        return;
    basin->count = points;
    for (int64_t i = 0; i < cells; i++)
        if (basin->ends[i] >= points)
            basin->ends[i] = BASIN_NOWHERE;
}

/* A place that was found, and its number before it was sorted. */
struct numbered {
    struct basin_place place;
    int before;
};

static int by_kind_and_place(const void *left, const void *right)
{
    const struct critical_point *a = &((const struct numbered *)left)->place.point;
    const struct critical_point *b = &((const struct numbered *)right)->place.point;
    if (a->kind != b->kind)
        return a->kind < b->kind ? -1 : 1;
    if (a->place.x != b->place.x)
        return a->place.x < b->place.x ? -1 : 1;
    return (a->place.y > b->place.y) - (a->place.y < b->place.y);
}

/* Numbers depend on what is known, but not on what was known first. */
static void sort_places(struct basin_work *basin)
{
    struct numbered items[BASIN_PLACES_MAX];
    int numbers[BASIN_PLACES_MAX];
    for (int i = 0; i < basin->count; i++) {
        items[i] = (struct numbered){basin->places[i], i};
        numbers[i] = i;
    }
    qsort(items + basin->listed, (size_t)(basin->count - basin->listed), sizeof *items,
          by_kind_and_place);
    for (int i = basin->listed; i < basin->count; i++) {
        basin->places[i] = items[i].place;
        numbers[items[i].before] = i;
    }
    for (int64_t i = 0; i < (int64_t)basin->grid.rows * basin->grid.columns; i++)
        if (basin->ends[i] >= 0) {
            basin->ends[i] = (int16_t)numbers[basin->ends[i]];
            basin->places[basin->ends[i]].cells++;
        }
}

static void number(struct basin_work *basin, const struct critical *critical)
{
    if (basin->numbered == basin->grid.result.known && basin->numbered_whole == critical->known)
        return;
    basin->numbered = basin->grid.result.known;
    basin->numbered_whole = critical->known;
    list_points(basin, critical);
    find_all_ends(basin);
    sort_places(basin);
}

struct basin lab_basin(struct lab *lab, const struct sim *sim, int ball,
                       const struct region *region, const struct lattice *lattice, int64_t budget)
{
    int columns = (int)lattice->across.count, rows = (int)lattice->down.count;
    struct point first = lattice_point(lattice, 0, 0);
    struct point last = lattice_point(lattice, columns - 1, rows - 1);
    const struct sweep_axis axes[] = {{"y", first.y, last.y, false, rows},
                                      {"x", first.x, last.x, false, columns}};
    struct grid_task grid;
    struct basin_task task;
    set_task(&grid, sim, ball, axes, 2, budget);
    memset(&task, 0, sizeof task);
    task.problem = grid.problem;
    memcpy(&task.sweep, &grid.sweep, sizeof task.sweep);
    task.sweep.ends = true;
    task.region = *region;
    struct critical critical = lab_critical(lab, task.problem, region);
    struct basin_work *basin = lab_ask(lab, &basin_class, &task);
    if (basin->grid.sweep)
        number(basin, &critical);
    return (struct basin){outlook_of(&basin->grid), basin->ends, basin->places, basin->count};
}
