#include "newton.h"

#include "../lang/vmath.h"

#include <math.h>

enum { LATTICE = 24 }; /* cells along a region's side: up to twice as many, and the rim */

/* A power of two, so that a region that is a little wider has the same cells. */
static double cell_size(double width)
{
    int exponent;
    frexp(width / LATTICE, &exponent);
    return ldexp(1, exponent - 1);
}

struct lattice_cell lattice_cell_of(const struct region *region)
{
    bool line = region_is_line(region);
    double width = region->x1 - region->x0, height = line ? width : region->y1 - region->y0;
    return (struct lattice_cell){cell_size(width), cell_size(height), line};
}

struct lane lane_at(const struct problem *problem, struct workspace *workspace, struct point place)
{
    struct lane lane = {.x = place.x, .y = place.y};
    double *const outputs[] = {&lane.f, &lane.gx, &lane.gy, &lane.hxx, &lane.hxy, &lane.hyy};
    problem_hessians(problem, workspace, &lane.x, &lane.y, outputs, 1);
    return lane;
}

void lane_eigenvalues(const struct lane *lane, double *strong, double *weak)
{
    double mean = (lane->hxx + lane->hyy) / 2;
    double spread = vmath_hypot((lane->hxx - lane->hyy) / 2, lane->hxy);
    *strong = mean < 0 ? mean - spread : mean + spread;
    *weak = mean < 0 ? mean + spread : mean - spread;
}

struct critical_point lane_point(const struct lane *lane)
{
    double strong, weak;
    lane_eigenvalues(lane, &strong, &weak);
    return (struct critical_point){{lane->x, lane->y},
                                   lane->f,
                                   weak * strong < 0 ? STATIONARY_SADDLE
                                   : strong > 0      ? STATIONARY_MINIMUM
                                                     : STATIONARY_MAXIMUM};
}

/* --- steps --- */

static bool step_by_all(const struct lane *lane, double *dx, double *dy)
{
    double determinant = lane->hxx * lane->hyy - lane->hxy * lane->hxy;
    *dx = -(lane->hyy * lane->gx - lane->hxy * lane->gy) / determinant;
    *dy = -(lane->hxx * lane->gy - lane->hxy * lane->gx) / determinant;
    return isfinite(*dx) && isfinite(*dy);
}

/* (H - weak) g lies along the strong direction. */
static bool step_along(const struct lane *lane, double strong, double weak, double *dx, double *dy)
{
    double scale = -1 / (strong * (strong - weak));
    *dx = scale * ((lane->hxx - weak) * lane->gx + lane->hxy * lane->gy);
    *dy = scale * (lane->hxy * lane->gx + (lane->hyy - weak) * lane->gy);
    return isfinite(*dx) && isfinite(*dy);
}

static double length_of(const struct lattice_cell *cell, double dx, double dy)
{
    return vmath_hypot(dx / cell->sx, dy / cell->sy);
}

static bool is_slow(double ratio)
{
    return ratio > 0.3 && ratio < 0.95;
}

/* Curvature that is no more than rounding as a rule: but where steps have shortened by the same
 * factor, this one goes on so, and is the last that can be told. */
static bool goes_on_slowly(const struct lane *lane, const struct lattice_cell *cell,
                           const struct newton_way *way, double *dx, double *dy)
{
    double fx, fy;
    if (!way->is_slow || !step_by_all(lane, &fx, &fy))
        return false;
    double length = length_of(cell, fx, fy);
    if (length > 1e-3 || fabs(length / way->length - way->ratio) > 1e-3)
        return false;
    *dx = fx;
    *dy = fy;
    return true;
}

bool newton_step(const struct lane *lane, const struct lattice_cell *cell, struct newton_way *way,
                 double *dx, double *dy)
{
    double strong, weak;
    lane_eigenvalues(lane, &strong, &weak);
    if (!isfinite(strong) || strong == 0)
        return false;
    bool all = fabs(weak) > 1e-12 * fabs(strong) && lane->hxx * lane->hyy != lane->hxy * lane->hxy;
    if (!(all ? step_by_all(lane, dx, dy) : step_along(lane, strong, weak, dx, dy)))
        return false;
    bool last = !all && goes_on_slowly(lane, cell, way, dx, dy);
    double length = length_of(cell, *dx, *dy);
    double rounding = 1e-15 * (fabs(lane->x) / cell->sx + fabs(lane->y) / cell->sy);
    way->ratio = way->length > 0 ? length / way->length : 0;
    way->length = length;
    way->is_slow = is_slow(way->ratio);
    way->is_there = last || length < 1e-10 + 10 * rounding;
    if (way->is_there && way->is_slow) {
        *dx /= 1 - way->ratio;
        *dy /= 1 - way->ratio;
    }
    return true;
}
