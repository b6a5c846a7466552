#include "critical.h"

#include "job.h"

#include "../base/memory.h"
#include "../lang/vmath.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum {
    LATTICE = 24,      /* starts along the region's side: up to twice as many, and the rim */
    WORK_MAX = 400000, /* starts times the formula's operations: a few milliseconds */
    ITERATIONS = 64,   /* enough where the Hessian vanishes too, and convergence is slow */
    AROUND = 24
};

/* Steps and distances are in lattice cells. */
static const double settled = 1e-10, same = 1e-4, radius = 1e-2;

struct critical_task {
    const struct problem *problem;
    struct region region;
};

/* The starts: cells, how many there are, and how many a piece takes. */
struct starts {
    double sx, sy;
    bool line; /* one row of them */
    int across, down, slice;
};

/* One start on its way. */
struct lane {
    double x, y, f, gx, gy, hxx, hxy, hyy;
};

/* Each piece is a step of some starts, and builds on those before it. */
struct search {
    struct starts starts;
    double steepest;    /* the greatest gradient at the starts, by cells */
    double *columns[8]; /* of all starts: x, y, f, gx, gy, hxx, hxy, hyy */
    int *going;         /* how many of each slice are on their way: they come first in it */
    struct critical_point found[CRITICAL_MAX];
    bool degenerate[CRITICAL_MAX], settled[CRITICAL_MAX]; /* some of these by what is around */
    double around[AROUND];                                /* of the one that is looked at */
    int count, degenerates;
    struct point minima[FOUND_MINIMA_MAX];
    int minimum_count;
    bool is_over;
};

/* --- the lattice --- */

/* A power of two, so that a region that is a little wider has the same starts. */
static double cell_size(double width)
{
    int exponent;
    frexp(width / LATTICE, &exponent);
    return ldexp(1, exponent - 1);
}

static int cells(double low, double high, double size)
{
    return (int)(ceil(high / size) - floor(low / size)) + 2;
}

/* Of a line the cells are square. */
static struct starts starts_in(const struct region *region)
{
    bool line = region_is_line(region);
    double width = region->x1 - region->x0, height = line ? width : region->y1 - region->y0;
    return (struct starts){.sx = cell_size(width), .sy = cell_size(height), .line = line};
}

static struct starts starts_of(const struct critical_task *task)
{
    const struct region *region = &task->region;
    int64_t work = problem_operations(task->problem), points = problem_slice_points(task->problem);
    struct starts starts = starts_in(region);
    for (;; starts.sx *= 2, starts.sy *= 2) {
        starts.across = cells(region->x0, region->x1, starts.sx);
        starts.down = starts.line ? 1 : cells(region->y0, region->y1, starts.sy);
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
    int count = starts->across * starts->down, slices = slices_of(starts);
    double left = floor(region->x0 / starts->sx) - 1 + 0.382;
    double bottom = floor(region->y0 / starts->sy) - 1 + 0.617;
    search->going = memory_new((size_t)slices, sizeof *search->going);
    *search->columns = memory_new((size_t)count * 8, sizeof **search->columns);
    for (int k = 1; k < 8; k++)
        search->columns[k] = *search->columns + (ptrdiff_t)count * k;
    for (int i = 0; i < count; i++) {
        search->going[i / starts->slice]++;
        search->columns[0][i] = (left + i % starts->across) * starts->sx;
        search->columns[1][i] =
            starts->line ? 0 : (bottom + (double)(i / starts->across)) * starts->sy;
    }
}

static struct lane lane_at(const struct search *search, int i)
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

static double slope_of(const struct starts *starts, const struct lane *lane)
{
    return vmath_hypot(lane->gx * starts->sx, lane->gy * starts->sy);
}

static void measure_steepest(struct search *search, int slice)
{
    for (int i = 0; i < search->going[slice]; i++) {
        struct lane lane = lane_at(search, slice * search->starts.slice + i);
        double slope = slope_of(&search->starts, &lane);
        if (isfinite(slope))
            search->steepest = fmax(search->steepest, slope);
    }
}

/* --- Newton's method --- */

/* The eigenvalue that is farther from 0, and the other one. */
static void eigenvalues(const struct lane *lane, double *strong, double *weak)
{
    double mean = (lane->hxx + lane->hyy) / 2;
    double spread = vmath_hypot((lane->hxx - lane->hyy) / 2, lane->hxy);
    *strong = mean < 0 ? mean - spread : mean + spread;
    *weak = mean < 0 ? mean + spread : mean - spread;
}

/* The step to where the gradient vanishes for this Hessian; along the one direction that bends, if
 * there is but one. False if none does. */
static bool newton_step(const struct lane *lane, double *dx, double *dy)
{
    double strong, weak, determinant = lane->hxx * lane->hyy - lane->hxy * lane->hxy;
    eigenvalues(lane, &strong, &weak);
    if (!isfinite(strong) || strong == 0)
        return false;
    if (fabs(weak) > 1e-12 * fabs(strong) && determinant != 0) {
        *dx = -(lane->hyy * lane->gx - lane->hxy * lane->gy) / determinant;
        *dy = -(lane->hxx * lane->gy - lane->hxy * lane->gx) / determinant;
        return isfinite(*dx) && isfinite(*dy);
    }
    /* (H - weak) g lies along the strong direction. */
    double scale = -1 / (strong * (strong - weak));
    *dx = scale * ((lane->hxx - weak) * lane->gx + lane->hxy * lane->gy);
    *dy = scale * (lane->hxy * lane->gx + (lane->hyy - weak) * lane->gy);
    return isfinite(*dx) && isfinite(*dy);
}

static bool inside(const struct region *region, double x, double y, double rim_x, double rim_y)
{
    return x >= region->x0 - rim_x && x <= region->x1 + rim_x && y >= region->y0 - rim_y &&
           y <= region->y1 + rim_y;
}

/* By the Hessian: of one that is degenerate it does not say what it is. */
static struct critical_point point_of(const struct lane *lane)
{
    double strong, weak;
    eigenvalues(lane, &strong, &weak);
    return (struct critical_point){{lane->x, lane->y},
                                   lane->f,
                                   weak * strong < 0 ? STATIONARY_SADDLE
                                   : strong > 0      ? STATIONARY_MINIMUM
                                                     : STATIONARY_MAXIMUM};
}

/* On a line, against what a cell is high, where there is no other curvature. */
static bool is_degenerate(const struct starts *starts, const struct lane *lane, double height)
{
    if (starts->line)
        return fabs(lane->hxx) * starts->sx * starts->sx <= 1e-6 * height;
    double strong, weak;
    eigenvalues(lane, &strong, &weak);
    return fabs(weak) <= 1e-6 * fabs(strong);
}

static void harvest(struct search *search, const struct region *region, const struct lane *lane,
                    double x, double y)
{
    const struct starts *starts = &search->starts;
    if (slope_of(starts, lane) > 1e-8 * search->steepest || !inside(region, x, y, 0, 0))
        return;
    for (int i = 0; i < search->count; i++) {
        const struct point *place = &search->found[i].place;
        if (vmath_hypot((place->x - x) / starts->sx, (place->y - y) / starts->sy) < same)
            return;
    }
    if (search->count == CRITICAL_MAX)
        return;
    search->degenerate[search->count] = is_degenerate(starts, lane, search->steepest);
    search->degenerates += search->degenerate[search->count];
    search->found[search->count] = point_of(lane);
    search->found[search->count++].place = (struct point){x, y};
}

/* Moves a start by one step. False: it has arrived, or is lost. */
static bool advance(struct search *search, const struct region *region, struct lane *lane)
{
    double dx, dy, sx = search->starts.sx, sy = search->starts.sy;
    if (!isfinite(lane->f) || !newton_step(lane, &dx, &dy))
        return false;
    double cells_away = vmath_hypot(dx / sx, dy / sy);
    double rounding = 1e-15 * (fabs(lane->x) / sx + fabs(lane->y) / sy);
    if (cells_away < settled + 10 * rounding) {
        harvest(search, region, lane, lane->x + dx, lane->y + dy);
        return false;
    }
    double scale = cells_away > 1 ? 1 / cells_away : 1;
    lane->x += scale * dx;
    lane->y += scale * dy;
    return inside(region, lane->x, lane->y, 2 * sx, 2 * sy);
}

/* One step of a slice; those that are still on their way remain. */
static void iterate(struct search *search, const struct region *region, int slice)
{
    int from = slice * search->starts.slice, to = from, end = from + search->going[slice];
    for (int i = from; i < end; i++) {
        struct lane lane = lane_at(search, i);
        if (!advance(search, region, &lane))
            continue;
        search->columns[0][to] = lane.x;
        search->columns[1][to++] = lane.y;
    }
    search->going[slice] = to - from;
}

/* --- points whose Hessian does not say what they are --- */

/* Values on a circle around, from one to another. */
static void evaluate_around(const struct problem *problem, const struct starts *starts,
                            struct workspace *workspace, const struct critical_point *point,
                            int from, int to, double f[AROUND])
{
    double x[AROUND], y[AROUND];
    for (int i = from; i < to; i++) {
        double angle = starts->line ? i % 2 * 3.14159265358979323846
                                    : (i + 0.3) * (2 * 3.14159265358979323846 / AROUND);
        x[i] = point->place.x + radius * starts->sx * vmath_cos(angle);
        y[i] = point->place.y + radius * starts->sy * vmath_sin(angle);
    }
    problem_values(problem, workspace, x + from, y + from, f + from, to - from);
}

/* By those; false where some are the same as in the middle. */
static bool tell_by_values(const double f[AROUND], struct critical_point *point)
{
    int up = 0, down = 0;
    for (int i = 0; i < AROUND; i++) {
        up += f[i] - point->loss > 1e-13 * fabs(point->loss);
        down += point->loss - f[i] > 1e-13 * fabs(point->loss);
    }
    if (up + down < AROUND)
        return false;
    point->kind = up == 0 ? STATIONARY_MAXIMUM : down == 0 ? STATIONARY_MINIMUM : STATIONARY_SADDLE;
    return true;
}

static bool look_around(const struct problem *problem, const struct starts *starts,
                        struct workspace *workspace, struct critical_point *point)
{
    double f[AROUND];
    evaluate_around(problem, starts, workspace, point, 0, AROUND, f);
    return tell_by_values(f, point);
}

/* The pieces that it takes to look around a point. */
static int looks_of(const struct starts *starts)
{
    int slice = starts->slice < AROUND ? starts->slice : AROUND;
    return (AROUND + slice - 1) / slice;
}

/* A look at one of them, if they are few enough to be points at all; with the last look it is known
 * what it is. */
static void settle_degenerate(struct search *search, const struct problem *problem, int look,
                              struct workspace *workspace)
{
    int looks = looks_of(&search->starts), number = look / looks, part = look % looks;
    int slice = (AROUND + looks - 1) / looks, from = part * slice;
    int to = from + slice < AROUND ? from + slice : AROUND;
    if (search->degenerates > DEGENERATE_MAX)
        return;
    for (int i = 0; i < search->count; i++)
        if (search->degenerate[i] && number-- == 0) {
            if (from < to)
                evaluate_around(problem, &search->starts, workspace, &search->found[i], from, to,
                                search->around);
            search->settled[i] =
                part == looks - 1 && tell_by_values(search->around, &search->found[i]);
        }
}

static int by_kind_and_place(const void *left, const void *right)
{
    const struct critical_point *a = left, *b = right;
    if (a->kind != b->kind)
        return a->kind < b->kind ? -1 : 1;
    if (a->place.x != b->place.x)
        return a->place.x < b->place.x ? -1 : 1;
    return (a->place.y > b->place.y) - (a->place.y < b->place.y);
}

static struct lane evaluate_at(const struct problem *problem, struct workspace *workspace,
                               struct point place)
{
    struct lane lane = {.x = place.x, .y = place.y};
    double *const outputs[] = {&lane.f, &lane.gx, &lane.gy, &lane.hxx, &lane.hxy, &lane.hyy};
    problem_hessians(problem, workspace, &lane.x, &lane.y, outputs, 1);
    return lane;
}

/* Newton's steps from a place, while they grow shorter and stay near it. */
static bool approach(const struct problem *problem, struct workspace *workspace,
                     const struct starts *starts, struct lane *lane)
{
    double before = 1, dx, dy;
    for (int i = 0; i < ITERATIONS && isfinite(lane->f) && newton_step(lane, &dx, &dy); i++) {
        double length = vmath_hypot(dx / starts->sx, dy / starts->sy);
        double rounding = 1e-15 * (fabs(lane->x) / starts->sx + fabs(lane->y) / starts->sy);
        if (!(length < before))
            return before < 1e-6;
        *lane = evaluate_at(problem, workspace, (struct point){lane->x + dx, lane->y + dy});
        if (length < settled + 10 * rounding)
            return true;
        before = length;
    }
    return false;
}

/* How much the loss differs within a cell of a point. */
static double cell_height(const struct problem *problem, const struct starts *starts,
                          struct workspace *workspace, const struct critical_point *point)
{
    double x[] = {point->place.x - starts->sx, point->place.x + starts->sx}, y[] = {0, 0}, f[2];
    problem_values(problem, workspace, x, y, f, 2);
    return starts->line ? fmax(fabs(f[0] - point->loss), fabs(f[1] - point->loss)) : 0;
}

enum nearness critical_near(const struct problem *problem, struct workspace *workspace,
                            struct point place, struct critical_point *point)
{
    const struct region *domain = &problem->domain;
    const struct starts starts = starts_in(domain);
    struct lane lane = evaluate_at(problem, workspace, place);
    *point = (struct critical_point){.place = place};
    if (!approach(problem, workspace, &starts, &lane))
        return NEAR_NOTHING;
    *point = point_of(&lane);
    return !is_degenerate(&starts, &lane, cell_height(problem, &starts, workspace, point))
               ? NEAR_POINT
           : look_around(problem, &starts, workspace, point) ? NEAR_DEGENERATE
                                                             : NEAR_NOTHING;
}

static void finish(struct search *search)
{
    int kept = 0, minima = 0;
    for (int i = 0; i < search->count; i++)
        if (!search->degenerate[i] || search->settled[i])
            search->found[kept++] = search->found[i];
    search->count = kept;
    qsort(search->found, (size_t)kept, sizeof *search->found, by_kind_and_place);
    while (minima < kept && search->found[minima].kind == STATIONARY_MINIMUM)
        minima++;
    search->minimum_count = minima <= FOUND_MINIMA_MAX ? minima : 0;
    for (int i = 0; i < search->minimum_count; i++)
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
    place_starts(search, &task->region);
    *pieces = (ITERATIONS + 1) * slices_of(&search->starts) +
              DEGENERATE_MAX * looks_of(&search->starts) + 1;
    return search;
}

static void end(void *result)
{
    struct search *search = result;
    free(*search->columns);
    free(search->going);
    free(search);
}

/* A step is decided by what its start's place was evaluated to in the piece before. */
static void do_piece(const void *of, void *result, int64_t piece, struct workspace *workspace)
{
    const struct critical_task *task = of;
    struct search *search = result;
    int slices = slices_of(&search->starts), slice = (int)piece % slices;
    int step = (int)piece / slices, degenerate = (int)piece - (ITERATIONS + 1) * slices;
    int last = DEGENERATE_MAX * looks_of(&search->starts);
    if (step > 0 && step <= ITERATIONS)
        iterate(search, &task->region, slice);
    if (step < ITERATIONS && search->going[slice] > 0)
        evaluate(search, task->problem, slice, workspace);
    if (step == 0)
        measure_steepest(search, slice);
    if (degenerate >= 0 && degenerate < last)
        settle_degenerate(search, task->problem, degenerate, workspace);
    if (degenerate == last)
        finish(search);
}

static const struct job_class critical_class = {
    .name = "critical",
    .kept = 4,
    .task_size = sizeof(struct critical_task),
    .begin = begin,
    .piece = do_piece,
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
        return (struct minima){true, row->minimum_count, row->minima};
    const struct search *search = lab_ask(lab, &critical_class, &task);
    return (struct minima){search->is_over, search->minimum_count, search->minima};
}

double minima_distance(const struct minima *minima, struct point place)
{
    double least = HUGE_VAL;
    for (int i = 0; i < minima->count && minima->known; i++)
        least = fmin(least, hypot(place.x - minima->points[i].x, place.y - minima->points[i].y));
    return least;
}
