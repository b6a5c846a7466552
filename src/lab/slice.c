/* The slice's numbers: landing, and where the line is lowest. */

#include "slice.h"

#include "line.h"

#include <math.h>

/* The search goes REACH steps far. Its points lie the closer the nearer to the ball, so that it
 * sees a valley a thousandth of a step wide as well as one that is many steps away. */
enum { SEARCH_POINTS = 1500, REACH = 40 };

struct line_losses lab_slice_losses(struct lab *lab, const struct problem *problem,
                                    const struct slice *slice, double first, double last, int count)
{
    const struct line_places places = {
        {slice->from.x, slice->from.y}, {slice->ux, slice->uy}, first, last, count, LINE_EVEN};
    return lab_losses(lab, problem, &places);
}

/* The vertex of the parabola through three points. */
static double vertex(const double *s, const double *f)
{
    double a = (s[1] - s[0]) * (f[1] - f[2]), b = (s[1] - s[2]) * (f[1] - f[0]);
    double bottom = 2 * (a - b);
    double move = ((s[1] - s[0]) * a - (s[1] - s[2]) * b) / bottom;
    return isfinite(move) ? s[1] - move : s[1];
}

int slice_stride(const struct problem *problem)
{
    int64_t operations = problem_operations(problem);
    return operations < 50000 ? 1 : operations < 200000 ? 5 : 30;
}

/* Downhill from the ball to the rim; undefined ground ends the search. */
static void find_lowest(struct lab *lab, const struct problem *problem, struct slice *slice)
{
    double rounding = 1e-12 * fabs(slice->loss);
    int count = SEARCH_POINTS / slice_stride(problem), lowest = 0, i = 1;
    const struct line_places places = {{slice->from.x, slice->from.y},
                                       {slice->ux, slice->uy},
                                       0,
                                       slice->slope > 0 ? -REACH : REACH,
                                       count,
                                       LINE_CROWDED};
    struct line_losses found = lab_losses(lab, problem, &places);
    const double *f = found.losses;
    if (!found.known)
        return;
    for (; i < count && isfinite(f[i]) && f[i] <= slice->loss + rounding; i++)
        lowest = f[i] < f[lowest] ? i : lowest;
    if (i < count && isfinite(f[i])) {
        double share = (slice->loss - f[i - 1]) / (f[i] - f[i - 1]);
        double before = line_at(&places, i - 1), behind = line_at(&places, i);
        slice->rim = before + fmin(fmax(share, 0), 1) * (behind - before);
    }
    if (lowest == 0 || lowest == count - 1 || !isfinite(f[lowest + 1]))
        return;
    const double s[] = {line_at(&places, lowest - 1), line_at(&places, lowest),
                        line_at(&places, lowest + 1)};
    slice->lowest = vertex(s, f + lowest - 1);
    slice->lowest_loss = f[lowest];
    found = lab_slice_losses(lab, problem, slice, slice->lowest, slice->lowest, 1);
    if (found.known)
        slice->lowest_loss = *found.losses;
}

/* The loss here by the surface as it is now, like the rest of the line; what the rows know, until
 * that is known. */
static void look_at_ends(struct lab *lab, const struct problem *problem, struct slice *slice,
                         const struct row *to)
{
    const struct line_places places = {
        {slice->from.x, slice->from.y}, {slice->ux, slice->uy}, 0, 0, 4, LINE_LANDING};
    struct line_losses ends = lab_losses(lab, problem, &places);
    bool rises = to && to->gx * slice->ux + to->gy * slice->uy > 0;
    slice->loss = ends.known ? ends.losses[0] : slice->from.loss;
    slice->landing = ends.known ? ends.losses[1] : to ? to->loss : (double)NAN;
    rises = ends.known ? ends.losses[3] > ends.losses[2] : rises;
    slice->overshoots = slice->lands && slice->slope < 0 && rises;
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
    look_at_ends(lab, problem, &slice, to);
    slice.lowest = slice.lowest_loss = (double)NAN;
    slice.rim = HUGE_VAL;
    if (isfinite(slice.loss))
        find_lowest(lab, problem, &slice);
    return slice;
}
