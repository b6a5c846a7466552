/* The slice's numbers: landing, and where the line is lowest. */

#include "slice.h"

#include "../base/memory.h"
#include "internal.h"

#include <math.h>
#include <stdlib.h>

/* The search goes REACH steps far. Its points lie the closer the nearer to the ball, so that it
 * sees a valley a thousandth of a step wide as well as one that is many steps away. */
enum { SEARCH_POINTS = 1500, REACH = 40 };
static const double crowding = 13;

void lab_slice_losses(struct lab *lab, const struct problem *problem, const struct slice *slice,
                      const double *s, double *losses, int count)
{
    double *places = memory_new(2 * (size_t)count, sizeof *places);
    for (int i = 0; i < count; i++) {
        places[i] = slice->from.x + s[i] * slice->ux;
        places[count + i] = slice->from.y + s[i] * slice->uy;
    }
    problem_values(problem, &lab->workspace, places, places + count, losses, count);
    free(places);
}

/* The vertex of the parabola through three points. */
static double vertex(const double *s, const double *f)
{
    double a = (s[1] - s[0]) * (f[1] - f[2]), b = (s[1] - s[2]) * (f[1] - f[0]);
    double bottom = 2 * (a - b);
    double move = ((s[1] - s[0]) * a - (s[1] - s[2]) * b) / bottom;
    return isfinite(move) ? s[1] - move : s[1];
}

/* Places on the way to REACH, closer to each other near the ball; always the same ones. */
static const double *search_places(struct lab *lab)
{
    if (lab->slice_places)
        return lab->slice_places;
    lab->slice_places = memory_new(SEARCH_POINTS, sizeof *lab->slice_places);
    for (int i = 0; i < SEARCH_POINTS; i++)
        lab->slice_places[i] = REACH * expm1(crowding * i / (SEARCH_POINTS - 1)) / expm1(crowding);
    return lab->slice_places;
}

int slice_stride(const struct problem *problem)
{
    int64_t operations = problem_operations(problem);
    return operations < 50000 ? 1 : operations < 200000 ? 5 : 30;
}

/* Downhill from the ball to the rim; undefined ground ends the search. */
static void find_lowest(struct lab *lab, const struct problem *problem, struct slice *slice)
{
    double s[SEARCH_POINTS], f[SEARCH_POINTS];
    double side = slice->slope > 0 ? -1 : 1;
    const double *places = search_places(lab);
    int stride = slice_stride(problem), count = SEARCH_POINTS / stride;
    for (int i = 0; i < count; i++)
        s[i] = side * places[i * stride];
    lab_slice_losses(lab, problem, slice, s, f, count);
    double rounding = 1e-12 * fabs(slice->loss);
    int lowest = 0, i = 1;
    for (; i < count && isfinite(f[i]) && f[i] <= slice->loss + rounding; i++)
        lowest = f[i] < f[lowest] ? i : lowest;
    if (i < count && isfinite(f[i])) {
        double share = (slice->loss - f[i - 1]) / (f[i] - f[i - 1]);
        slice->rim = s[i - 1] + fmin(fmax(share, 0), 1) * (s[i] - s[i - 1]);
    }
    if (lowest == 0 || lowest == count - 1 || !isfinite(f[lowest + 1]))
        return;
    slice->lowest = vertex(s + lowest - 1, f + lowest - 1);
    lab_slice_losses(lab, problem, slice, &slice->lowest, &slice->lowest_loss, 1);
}

double slice_parabola(const struct slice *slice, double s)
{
    return slice->loss + s * (slice->slope + s * slice->bend / 2);
}

static struct slice choose_line(enum slice_line wanted, const struct row *from,
                                const struct row *to, const struct region *view, double tolerance)
{
    struct slice slice = {.line = wanted, .from = *from, .lands = to};
    double width = view->x1 - view->x0, height = view->y1 - view->y0;
    bool along_x = wanted == SLICE_ALONG_X, along_y = wanted == SLICE_ALONG_Y;
    if (to) {
        double dx = to->x - from->x, dy = to->y - from->y;
        double off = hypot(dx + from->eta * from->gx, dy + from->eta * from->gy);
        slice.ux = along_y ? 0 : dx;
        slice.uy = along_x ? 0 : dy;
        slice.plain = off <= 1e-9 * hypot(dx, dy);
    }
    /* A step that is no more than rounding has no shape; one that is not finite has no place. */
    double length = hypot(slice.ux, slice.uy), norm = row_gradient_norm(from);
    if (isfinite(length) && length >= 1e-7 * hypot(width, height))
        return slice;
    slice.lands = slice.plain = false;
    slice.ux = along_y ? 0 : width / 8;
    slice.uy = along_y ? height / 8 : 0;
    if (along_x || along_y)
        return slice;
    slice.line = SLICE_ALONG_X;
    if (isfinite(norm) && norm > tolerance) {
        slice.line = SLICE_ALONG_GRADIENT;
        slice.ux = -from->gx / norm * width / 8;
        slice.uy = -from->gy / norm * width / 8;
    }
    return slice;
}

struct slice lab_slice(struct lab *lab, const struct sim *sim, enum slice_line wanted,
                       const struct row *from, const struct row *to, const struct region *view)
{
    const struct problem *problem = sim_problem(sim);
    struct slice slice = choose_line(wanted, from, to, view, sim->conditions.tolerance);
    double ux = slice.ux, uy = slice.uy;
    slice.slope = from->gx * ux + from->gy * uy;
    slice.bend = ux * ux * from->hxx + 2 * ux * uy * from->hxy + uy * uy * from->hyy;
    /* The loss here by the surface as it is now, like the rest of the line. */
    double s[] = {0, 1, 1 - 1e-4, 1 + 1e-4}, f[4];
    lab_slice_losses(lab, problem, &slice, s, f, 4);
    slice.loss = f[0];
    slice.landing = f[1];
    slice.overshoots = slice.lands && slice.slope < 0 && f[3] > f[2];
    slice.lowest = slice.lowest_loss = (double)NAN;
    slice.rim = HUGE_VAL;
    if (isfinite(slice.loss))
        find_lowest(lab, problem, &slice);
    return slice;
}
