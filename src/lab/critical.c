#include "critical.h"

#include "around.h"
#include "job.h"

#include "../base/memory.h"
#include "../lang/vmath.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum {
    WORK_MAX = 400000, /* starts times the formula's operations: a few milliseconds */
    ITERATIONS = 64,   /* enough where the Hessian vanishes too, and convergence is slow */
    /* Degenerate points that are looked around, and those that are flat before the others count as
     * being so. */
    LOOKED_MAX = 64,
    FLAT_MAX = 4,
    AROUND_MAX = 600 /* evaluations around one of them */
};

/* Points that are no farther apart are one, in cells. Of degenerate ones rounding knows less. */
static const double same = 1e-4, same_degenerate = 0.2;

struct critical_task {
    const struct problem *problem;
    struct region region;
};

/* The starts: one in each cell, how many there are, and how many a piece takes. */
struct starts {
    struct lattice_cell cell;
    int across, down, slice;
};

/* Each piece is a step of some starts, or a look around a point, and builds on those before it. */
struct search {
    struct starts starts;
    int step, next;     /* of the starts: the slice that comes next */
    bool is_moved;      /* it has made its step, and is not evaluated yet */
    double steepest;    /* the greatest gradient at the starts, by cells */
    double *columns[8]; /* of all starts: x, y, f, gx, gy, hxx, hxy, hyy */
    struct newton_way *ways;
    int *going; /* how many of each slice are on their way: they come first in it */
    struct critical_point found[CRITICAL_MAX];
    bool degenerate[CRITICAL_MAX], settled[CRITICAL_MAX]; /* some of these by what is around */
    bool rises[CRITICAL_MAX];                             /* in the direction in which it bends */
    struct around around;                                 /* of the one that is looked at: */
    int at;                                               /* -1: none yet */
    double slopes[CRITICAL_MAX];
    int count, looked, flat;
    struct point minima[FOUND_MINIMA_MAX], valley[CRITICAL_MAX];
    int minimum_count, valley_count;
    bool is_over;
};

/* --- the lattice --- */

static int cells_between(double low, double high, double size)
{
    return (int)(ceil(high / size) - floor(low / size)) + 2;
}

static struct starts starts_of(const struct critical_task *task)
{
    const struct region *region = &task->region;
    int64_t work = problem_operations(task->problem), points = problem_slice_points(task->problem);
    struct starts starts = {.cell = lattice_cell_of(region)};
    struct lattice_cell *cell = &starts.cell;
    for (;; cell->sx *= 2, cell->sy *= 2) {
        starts.across = cells_between(region->x0, region->x1, cell->sx);
        starts.down = cell->line ? 1 : cells_between(region->y0, region->y1, cell->sy);
        if (starts.across * starts.down * work <= WORK_MAX ||
            (starts.across <= 4 && starts.down <= 4))
            break;
    }
    int64_t all = (int64_t)starts.across * starts.down;
    starts.slice = (int)(points < all ? points : all);
    return starts;
}

static int slices_of(const struct starts *starts)
{
    return (starts->across * starts->down + starts->slice - 1) / starts->slice;
}

/* They lie off the cells' corners and middles, where symmetric surfaces have no direction. */
static void place_starts(struct search *search, const struct region *region)
{
    const struct starts *starts = &search->starts;
    const struct lattice_cell *cell = &starts->cell;
    int count = starts->across * starts->down, slices = slices_of(starts);
    double left = floor(region->x0 / cell->sx) - 1 + 0.382;
    double bottom = floor(region->y0 / cell->sy) - 1 + 0.617;
    search->going = memory_new((size_t)slices, sizeof *search->going);
    search->ways = memory_new((size_t)count, sizeof *search->ways);
    *search->columns = memory_new((size_t)count * 8, sizeof **search->columns);
    for (int k = 1; k < 8; k++)
        search->columns[k] = *search->columns + (ptrdiff_t)count * k;
    for (int i = 0; i < count; i++) {
        search->going[i / starts->slice]++;
        search->columns[0][i] = (left + i % starts->across) * cell->sx;
        search->columns[1][i] = cell->line ? 0 : (bottom + (double)(i / starts->across)) * cell->sy;
    }
}

static struct lane lane_of(const struct search *search, int i)
{
    double *const *c = search->columns;
    return (struct lane){c[0][i], c[1][i], c[2][i], c[3][i], c[4][i], c[5][i], c[6][i], c[7][i]};
}

static void evaluate(const struct search *search, const struct problem *problem, int slice,
                     struct workspace *workspace)
{
    double *columns[8];
    for (int k = 0; k < 8; k++)
        columns[k] = search->columns[k] + (ptrdiff_t)slice * search->starts.slice;
    problem_hessians(problem, workspace, columns[0], columns[1], columns + 2, search->going[slice]);
}

static double slope_of(const struct lattice_cell *cell, const struct lane *lane)
{
    return vmath_hypot(lane->gx * cell->sx, lane->gy * cell->sy);
}

static void measure_steepest(struct search *search, int slice)
{
    for (int i = 0; i < search->going[slice]; i++) {
        struct lane lane = lane_of(search, slice * search->starts.slice + i);
        double slope = slope_of(&search->starts.cell, &lane);
        if (isfinite(slope))
            search->steepest = fmax(search->steepest, slope);
    }
}

/* --- Newton's method --- */

static bool inside(const struct region *region, double x, double y, double rim_x, double rim_y)
{
    return x >= region->x0 - rim_x && x <= region->x1 + rim_x && y >= region->y0 - rim_y &&
           y <= region->y1 + rim_y;
}

/* On a line, against what a cell is high, where there is no other curvature. */
static bool is_degenerate(const struct lattice_cell *cell, const struct lane *lane, double height)
{
    if (cell->line)
        return fabs(lane->hxx) * cell->sx * cell->sx <= 1e-6 * height;
    double strong, weak;
    lane_eigenvalues(lane, &strong, &weak);
    return fabs(weak) <= 1e-6 * fabs(strong);
}

/* The one that a place belongs to, or the count. */
static int find_known(const struct search *search, struct point place, bool degenerate)
{
    const struct lattice_cell *cell = &search->starts.cell;
    for (int i = 0; i < search->count; i++) {
        const struct point *known = &search->found[i].place;
        double far = vmath_hypot((known->x - place.x) / cell->sx, (known->y - place.y) / cell->sy);
        if (far < (degenerate && search->degenerate[i] ? same_degenerate : same))
            return i;
    }
    return search->count;
}

/* Of degenerate ones that are the same, the one with the least slope. */
static void harvest(struct search *search, const struct region *region, const struct lane *lane,
                    struct point place, bool slow)
{
    const struct lattice_cell *cell = &search->starts.cell;
    double slope = slope_of(cell, lane);
    if (slope > 1e-8 * search->steepest || !inside(region, place.x, place.y, 0, 0))
        return;
    bool degenerate = slow || is_degenerate(cell, lane, search->steepest);
    int i = find_known(search, place, degenerate);
    bool better =
        i < search->count && degenerate && search->degenerate[i] && slope < search->slopes[i];
    if ((i < search->count && !better) || i == CRITICAL_MAX)
        return;
    search->count += i == search->count;
    search->degenerate[i] = degenerate;
    search->rises[i] = lane->hxx + lane->hyy > 0;
    search->slopes[i] = slope;
    search->found[i] = lane_point(lane);
    search->found[i].place = place;
}

/* Moves a start by one step. False: it has arrived, or is lost. Of those that are slow the last
 * step is as good as an arrival. */
static bool advance(struct search *search, const struct region *region, struct lane *lane,
                    struct newton_way *way)
{
    const struct lattice_cell *cell = &search->starts.cell;
    double dx, dy;
    if (!isfinite(lane->f) || !newton_step(lane, cell, way, &dx, &dy))
        return false;
    bool last = search->step == ITERATIONS && way->is_slow && way->length < same;
    if (way->is_there || last) {
        double steps = way->is_there ? 1 : 1 / (1 - way->ratio);
        struct point place = {lane->x + steps * dx, lane->y + steps * dy};
        harvest(search, region, lane, place, way->is_slow);
        return false;
    }
    double scale = way->length > 1 ? 1 / way->length : 1;
    lane->x += scale * dx;
    lane->y += scale * dy;
    return inside(region, lane->x, lane->y, 2 * cell->sx, 2 * cell->sy);
}

/* One step of a slice; those that are still on their way remain. */
static void iterate(struct search *search, const struct region *region, int slice)
{
    int from = slice * search->starts.slice, to = from, end = from + search->going[slice];
    for (int i = from; i < end; i++) {
        struct lane lane = lane_of(search, i);
        struct newton_way way = search->ways[i];
        if (!advance(search, region, &lane, &way))
            continue;
        search->columns[0][to] = lane.x;
        search->columns[1][to] = lane.y;
        search->ways[to++] = way;
    }
    search->going[slice] = to - from;
}

/* A step is decided by what its start's place was evaluated to in the piece before. Goes on to the
 * next slice that is on its way. */
static void work_on_starts(struct search *search, const struct critical_task *task,
                           struct workspace *workspace)
{
    int slices = slices_of(&search->starts), slice = search->next;
    if (search->step > 0 && !search->is_moved)
        iterate(search, &task->region, slice);
    search->is_moved = true;
    if (search->step < ITERATIONS && search->going[slice] > 0)
        evaluate(search, task->problem, slice, workspace);
    if (!workspace_done(workspace))
        return;
    search->is_moved = false;
    if (search->step == 0)
        measure_steepest(search, slice);
    do {
        search->step += ++search->next == slices;
        search->next %= slices;
    } while (search->step <= ITERATIONS && search->going[search->next] == 0);
}

/* --- points whose Hessian does not say what they are --- */

/* The next one that is looked around; false: there is none. */
static bool choose_degenerate(struct search *search)
{
    do
        search->at++;
    while (search->at < search->count && !search->degenerate[search->at]);
    if (search->at >= search->count || search->looked++ == LOOKED_MAX || search->flat == FLAT_MAX)
        return false;
    const struct critical_point *point = &search->found[search->at];
    around_begin(&search->around, point->place, point->loss, &search->starts.cell);
    return true;
}

/* False: there is none of them left. */
static bool look_around(struct search *search, const struct problem *problem,
                        struct workspace *workspace)
{
    if (search->at < 0 && !choose_degenerate(search))
        return false;
    struct around *around = &search->around;
    around_go_on(around, problem, workspace, search->starts.slice);
    if (!around->is_over)
        return true;
    search->settled[search->at] = around->is_known;
    search->found[search->at].kind =
        around->is_known ? around->kind : search->found[search->at].kind;
    search->flat += !around->is_known;
    return choose_degenerate(search);
}

/* --- what was found --- */

static int by_kind_and_place(const void *left, const void *right)
{
    const struct critical_point *a = left, *b = right;
    if (a->kind != b->kind)
        return a->kind < b->kind ? -1 : 1;
    if (a->place.x != b->place.x)
        return a->place.x < b->place.x ? -1 : 1;
    return (a->place.y > b->place.y) - (a->place.y < b->place.y);
}

/* Flat places are no points; those from which it rises to both sides are of a valley. */
static void sort_out(struct search *search)
{
    int kept = 0;
    for (int i = 0; i < search->count; i++) {
        if (!search->degenerate[i] || search->settled[i])
            search->found[kept++] = search->found[i];
        else if (search->rises[i])
            search->valley[search->valley_count++] = search->found[i].place;
    }
    search->count = kept;
}

static void finish(struct search *search)
{
    int minima = 0;
    sort_out(search);
    qsort(search->found, (size_t)search->count, sizeof *search->found, by_kind_and_place);
    while (minima < search->count && search->found[minima].kind == STATIONARY_MINIMUM)
        minima++;
    search->minimum_count = minima;
    for (int i = 0; i < minima && minima <= FOUND_MINIMA_MAX; i++)
        search->minima[i] = search->found[i].place;
    free(*search->columns);
    *search->columns = NULL;
    search->is_over = true;
}

/* --- the job --- */

static void *begin(const void *of, int64_t *pieces)
{
    const struct critical_task *task = of;
    struct search *search = memory_new(1, sizeof *search);
    search->starts = starts_of(task);
    search->at = -1;
    place_starts(search, &task->region);
    *pieces = (ITERATIONS + 1) * slices_of(&search->starts) +
              LOOKED_MAX * (AROUND_MAX / search->starts.slice + 1) + 1;
    return search;
}

static void end(void *result)
{
    struct search *search = result;
    free(*search->columns);
    free(search->going);
    free(search->ways);
    free(search);
}

static void do_piece(const void *of, void *result, int64_t piece, struct workspace *workspace)
{
    const struct critical_task *task = of;
    struct search *search = result;
    (void)piece;
    if (search->step <= ITERATIONS)
        work_on_starts(search, task, workspace);
    else if (!look_around(search, task->problem, workspace))
        finish(search);
}

static bool is_whole(const void *result)
{
    return ((const struct search *)result)->is_over;
}

static const struct job_class critical_class = {
    .name = "critical",
    .kept = 4,
    .task_size = sizeof(struct critical_task),
    .begin = begin,
    .piece = do_piece,
    .is_whole = is_whole,
    .end = end,
};

struct critical lab_critical(struct lab *lab, const struct problem *problem,
                             const struct region *region)
{
    const struct critical_task task = {problem, *region};
    const struct search *search = lab_ask(lab, &critical_class, &task);
    return (struct critical){search->is_over, search->is_over ? search->count : 0, search->found};
}

struct minima lab_minima(struct lab *lab, const struct problem *problem)
{
    const struct surface_row *row = problem->row;
    const struct critical_task task = {problem, problem->domain};
    if (row && row->minimum_count > 0)
        return (struct minima){.known = true, .count = row->minimum_count, .points = row->minima};
    const struct search *search = lab_ask(lab, &critical_class, &task);
    bool many = search->minimum_count > FOUND_MINIMA_MAX;
    return (struct minima){.known = search->is_over,
                           .many = many,
                           .count = many ? 0 : search->minimum_count,
                           .valley_count = search->valley_count,
                           .points = search->minima,
                           .valley = search->valley};
}

double minima_distance(const struct minima *minima, struct point place)
{
    double least = HUGE_VAL;
    for (int i = 0; i < minima->count && minima->known; i++)
        least = fmin(least, hypot(place.x - minima->points[i].x, place.y - minima->points[i].y));
    return least;
}
