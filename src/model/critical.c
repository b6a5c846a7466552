#include "critical.h"

#include "../base/memory.h"
#include "../lang/vmath.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum {
    LATTICE = 24,       /* starts along the region's side: up to twice as many, and the rim */
    WORK_MAX = 400000,  /* starts times the formula's operations: a few milliseconds */
    ITERATIONS = 64,    /* enough where the Hessian vanishes too, and convergence is slow */
    DEGENERATE_MAX = 8, /* more of those without a definite Hessian are a line or a plain */
    AROUND = 24
};

/* Steps and distances are in lattice cells. */
static const double settled = 1e-10, same = 1e-4, radius = 1e-2;

/* One start on its way. */
struct lane {
    double x, y, f, gx, gy, hxx, hxy, hyy;
};

struct critical_search {
    const struct problem *problem;
    struct region region;
    double sx, sy;      /* the lattice's cell */
    double steepest;    /* the greatest gradient at the starts, by cells */
    double *memory;     /* of the arrays */
    double *columns[8]; /* x, y, f, gx, gy, hxx, hxy, hyy */
    int count;
    int evaluated; /* of these, at their present places */
    int iterations;
    int judged, kept; /* of those that were found, in the end */
    bool is_over;
    struct critical_point found[CRITICAL_MAX];
    bool degenerate[CRITICAL_MAX];
    int found_count;
};

static struct lane lane_at(const struct critical_search *search, int i)
{
    double *const *c = search->columns;
    return (struct lane){c[0][i], c[1][i], c[2][i], c[3][i], c[4][i], c[5][i], c[6][i], c[7][i]};
}

/* --- the lattice --- */

/* A power of two, so that a region that is a little wider has the same lattice. */
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

/* The starts lie off the cells' corners and middles, where symmetric surfaces have no direction. */
static void place_starts(struct critical_search *search)
{
    const struct region *region = &search->region;
    int64_t work = problem_operations(search->problem);
    search->sx = cell_size(region->x1 - region->x0);
    search->sy = cell_size(region->y1 - region->y0);
    int across, down;
    for (;;) {
        across = cells(region->x0, region->x1, search->sx);
        down = cells(region->y0, region->y1, search->sy);
        if (across * down * work <= WORK_MAX || (across <= 4 && down <= 4))
            break;
        search->sx *= 2, search->sy *= 2;
    }
    search->count = across * down;
    search->memory = memory_new((size_t)search->count * 8, sizeof *search->memory);
    for (int k = 0; k < 8; k++)
        search->columns[k] = search->memory + (size_t)search->count * (size_t)k;
    double left = floor(region->x0 / search->sx) - 1 + 0.382;
    double bottom = floor(region->y0 / search->sy) - 1 + 0.617;
    for (int i = 0; i < search->count; i++) {
        search->columns[0][i] = (left + i % across) * search->sx;
        search->columns[1][i] = (bottom + (double)(i / across)) * search->sy;
    }
}

/* A slice of the starts; returns whether all are evaluated. */
static bool evaluate(struct critical_search *search, struct workspace *workspace)
{
    double *outputs[6];
    int64_t most = problem_slice_points(search->problem);
    int from = search->evaluated, left = search->count - from;
    int count = most < left ? (int)most : left;
    for (int k = 0; k < 6; k++)
        outputs[k] = search->columns[k + 2] + from;
    problem_hessians(search->problem, workspace, search->columns[0] + from,
                     search->columns[1] + from, outputs, count);
    search->evaluated += count;
    return search->evaluated == search->count;
}

static void measure_steepest(struct critical_search *search)
{
    for (int i = 0; i < search->count; i++) {
        struct lane lane = lane_at(search, i);
        double slope = vmath_hypot(lane.gx * search->sx, lane.gy * search->sy);
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

static void harvest(struct critical_search *search, const struct lane *lane, double x, double y)
{
    double strong, weak, slope = vmath_hypot(lane->gx * search->sx, lane->gy * search->sy);
    if (slope > 1e-8 * search->steepest || !inside(&search->region, x, y, 0, 0))
        return;
    for (int i = 0; i < search->found_count; i++) {
        const struct point *place = &search->found[i].place;
        if (vmath_hypot((place->x - x) / search->sx, (place->y - y) / search->sy) < same)
            return;
    }
    if (search->found_count == CRITICAL_MAX)
        return;
    eigenvalues(lane, &strong, &weak);
    search->degenerate[search->found_count] = fabs(weak) <= 1e-6 * fabs(strong);
    search->found[search->found_count++] =
        (struct critical_point){{x, y},
                                lane->f,
                                weak * strong < 0 ? STATIONARY_SADDLE
                                : strong > 0      ? STATIONARY_MINIMUM
                                                  : STATIONARY_MAXIMUM};
}

/* Moves a start by one step. False: it has arrived, or is lost. */
static bool advance(struct critical_search *search, struct lane *lane)
{
    double dx, dy;
    if (!isfinite(lane->f) || !newton_step(lane, &dx, &dy))
        return false;
    double cells_away = vmath_hypot(dx / search->sx, dy / search->sy);
    double rounding = 1e-15 * (fabs(lane->x) / search->sx + fabs(lane->y) / search->sy);
    if (cells_away < settled + 10 * rounding) {
        harvest(search, lane, lane->x + dx, lane->y + dy);
        return false;
    }
    double scale = cells_away > 1 ? 1 / cells_away : 1;
    lane->x += scale * dx;
    lane->y += scale * dy;
    return inside(&search->region, lane->x, lane->y, 2 * search->sx, 2 * search->sy);
}

/* One step of all; those that are still on their way remain. */
static void iterate(struct critical_search *search)
{
    int kept = 0;
    if (search->iterations++ == 0)
        measure_steepest(search);
    for (int i = 0; i < search->count; i++) {
        struct lane lane = lane_at(search, i);
        if (!advance(search, &lane))
            continue;
        search->columns[0][kept] = lane.x;
        search->columns[1][kept++] = lane.y;
    }
    search->count = kept;
    search->evaluated = 0;
}

/* --- points whose Hessian does not say what they are --- */

/* By the values on a circle around; false where some are the same as in the middle. */
static bool look_around(const struct critical_search *search, struct workspace *workspace,
                        struct critical_point *point)
{
    double x[AROUND], y[AROUND], f[AROUND];
    int up = 0, down = 0;
    for (int i = 0; i < AROUND; i++) {
        double angle = (i + 0.3) * (2 * 3.14159265358979323846 / AROUND);
        x[i] = point->place.x + radius * search->sx * vmath_cos(angle);
        y[i] = point->place.y + radius * search->sy * vmath_sin(angle);
    }
    problem_values(search->problem, workspace, x, y, f, AROUND);
    for (int i = 0; i < AROUND; i++) {
        up += f[i] - point->loss > 1e-13 * fabs(point->loss);
        down += point->loss - f[i] > 1e-13 * fabs(point->loss);
    }
    if (up + down < AROUND)
        return false;
    point->kind = up == 0 ? STATIONARY_MAXIMUM : down == 0 ? STATIONARY_MINIMUM : STATIONARY_SADDLE;
    return true;
}

/* Goes through those that were found, up to one that had to be looked at; returns whether that was
 * the last. */
static bool settle_degenerate(struct critical_search *search, struct workspace *workspace)
{
    int degenerate = 0;
    bool looked = false;
    for (int i = 0; i < search->found_count; i++)
        degenerate += search->degenerate[i];
    for (; search->judged < search->found_count && !looked; search->judged++) {
        struct critical_point point = search->found[search->judged];
        looked = search->degenerate[search->judged] && degenerate <= DEGENERATE_MAX;
        if (!search->degenerate[search->judged] ||
            (looked && look_around(search, workspace, &point)))
            search->found[search->kept++] = point;
    }
    return search->judged == search->found_count;
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

struct critical_search *critical_search_new(const struct problem *problem,
                                            const struct region *region)
{
    struct critical_search *search = memory_new(1, sizeof *search);
    search->problem = problem_retain(problem);
    search->region = *region;
    place_starts(search);
    return search;
}

void critical_search_free(struct critical_search *search)
{
    if (!search)
        return;
    problem_release(search->problem);
    free(search->memory);
    free(search);
}

bool critical_search_work(struct critical_search *search, struct workspace *workspace)
{
    if (search->is_over)
        return false;
    if (search->count > 0 && search->iterations < ITERATIONS) {
        if (evaluate(search, workspace))
            iterate(search);
        return true;
    }
    if (!settle_degenerate(search, workspace))
        return true;
    search->found_count = search->kept;
    qsort(search->found, (size_t)search->found_count, sizeof *search->found, by_kind_and_place);
    search->is_over = true;
    return false;
}

int critical_search_found(const struct critical_search *search, const struct critical_point **found)
{
    *found = search->found;
    return search->is_over ? search->found_count : 0;
}
