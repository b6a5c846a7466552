#include "row.h"

#include "named.h"

#include "../lang/vmath.h"

#include <math.h>
#include <stddef.h>

const char *const event_names[] = {
    [EVENT_NONE] = "",
    [EVENT_OVERSHOOT] = "overshoot",
    [EVENT_WORSEN] = "worsen",
    [EVENT_CONVERGED] = "converged",
    [EVENT_DIVERGED] = "diverged",
    [EVENT_STUCK] = "stuck",
};

double row_gradient_norm(const struct row *row)
{
    return vmath_hypot(row->gx, row->gy);
}

double row_step(const struct row *row)
{
    return vmath_hypot(row->x - row->from.x, row->y - row->from.y);
}

double row_energy(const struct row *row)
{
    double dx = row->x - row->from.x, dy = row->y - row->from.y;
    return row->loss + (dx * dx + dy * dy) / (2 * row->from.eta);
}

static const double degrees = 180 / 3.14159265358979324;

double row_direction(const struct row *row)
{
    double dx = row->x - row->from.x, dy = row->y - row->from.y;
    return dx == 0 && dy == 0 ? (double)NAN : degrees * vmath_atan2(dy, dx);
}

double row_angle(const struct row *row)
{
    double dx = row->x - row->from.x, dy = row->y - row->from.y;
    double along = -(dx * row->from.gx + dy * row->from.gy);
    double across = fabs(dx * row->from.gy - dy * row->from.gx);
    return along == 0 && across == 0 ? (double)NAN : degrees * vmath_atan2(across, along);
}

/* The eigenvalues of a symmetric 2x2 matrix lie at the mean of the diagonal, plus and minus this.
 */
static double eigenvalue_spread(const struct row *row)
{
    return vmath_hypot((row->hxx - row->hyy) / 2, row->hxy);
}

struct curvature curvature_of(double hxx, double hxy, double hyy)
{
    double middle = (hxx + hyy) / 2, half = (hxx - hyy) / 2, spread = vmath_hypot(half, hxy);
    struct curvature curvature = {middle - spread, middle + spread, {1, 0}};
    if (middle > 0 && curvature.low < 0.5 * middle) /* a difference loses digits */
        curvature.low = (hxx * hyy - hxy * hxy) / curvature.high;
    double x = half >= 0 ? half + spread : hxy, y = half >= 0 ? hxy : spread - half;
    double length = vmath_hypot(x, y);
    if (length > 0)
        curvature.along_high = (struct point){x / length, y / length};
    return curvature;
}

double row_sharpness(const struct row *row)
{
    return (row->hxx + row->hyy) / 2 + eigenvalue_spread(row);
}

struct stability row_stability(const struct row *row)
{
    struct stability stability = {.sharpness = row_sharpness(row)};
    double momentum = row->momentum;
    if (isnan(momentum))
        return stability;
    stability.product = row->eta * stability.sharpness * row->share;
    stability.bound = 2 * (1 + momentum);
    stability.swing = (1 - sqrt(momentum)) * (1 - sqrt(momentum));
    stability.applies = stability.sharpness > 0 && isfinite(stability.product) &&
                        stability.product >= 0 && !row->diverged;
    return stability;
}

enum stationary row_stationary(const struct row *row)
{
    double high = row_sharpness(row);
    double low = (row->hxx + row->hyy) / 2 - eigenvalue_spread(row);
    double small = 1e-9 * fmax(1, fmax(fabs(high), fabs(low)));
    if (high < -small)
        return STATIONARY_MAXIMUM;
    if (high <= small)
        return STATIONARY_FLAT;
    /* the ground of a valley that is level along it is as low as any near it, too */
    return low < -small ? STATIONARY_SADDLE : STATIONARY_MINIMUM;
}

bool row_overshot(const struct row *row)
{
    return row->event == EVENT_OVERSHOOT || row->event == EVENT_WORSEN;
}

const char *row_obstacle(const struct row *row)
{
    const char *obstacle = row->singular ? "singular Hessian" : "no decrease found";
    return row->event == EVENT_STUCK ? obstacle : NULL;
}

/* --- judging --- */

void row_judge_gradient(struct row *row, double tolerance, bool before)
{
    row->converged = row_gradient_norm(row) <= tolerance;
    if (row->converged && !before)
        row->converged_at = row->n;
}

bool row_is_out(double x, double y, double loss, const struct region *domain)
{
    double away = fmax(fabs(x - (domain->x0 + domain->x1) / 2) / (domain->x1 - domain->x0),
                       fabs(y - (domain->y0 + domain->y1) / 2) / (domain->y1 - domain->y0));
    return !isfinite(x) || !isfinite(y) || !isfinite(loss) || away > ROW_FAR;
}

void row_leaves(struct row *row, const struct region *domain)
{
    row->left |= !(row->x >= domain->x0 && row->x <= domain->x1 && row->y >= domain->y0 &&
                   row->y <= domain->y1);
}

void row_judge(struct row *row, const struct row *before, const struct region *domain,
               double tolerance)
{
    double dx = row->x - before->x, dy = row->y - before->y;
    row->from =
        (struct departure){before->x, before->y, before->loss, before->eta, before->gx, before->gy};
    row->time = before->time + before->eta;
    bool downhill = before->gx * dx + before->gy * dy < 0;
    bool uphill = row->gx * dx + row->gy * dy > 0;
    row->event = EVENT_NONE;
    if (downhill && uphill) {
        bool worse = row->loss > before->loss;
        row->event = worse ? EVENT_WORSEN : EVENT_OVERSHOOT;
        row->overshoots++;
        row->worsened += worse;
    }
    row_judge_gradient(row, tolerance, before->converged);
    if (row->converged && !before->converged)
        row->event = EVENT_CONVERGED;
    row->diverged = row_is_out(row->x, row->y, row->loss, domain);
    row_leaves(row, domain);
    if (row->diverged)
        row->event = EVENT_DIVERGED;
}

/* A rate of 0 is a wish to stand. */
void row_judge_stuck(struct row *row, const struct row *before, bool solves, bool searches)
{
    bool stands = row->x == before->x && row->y == before->y && before->eta != 0;
    row->singular = stands && solves && row->hxx * row->hyy - row->hxy * row->hxy == 0;
    if ((row->singular || (stands && searches)) && !row->converged && !row->diverged)
        row->event = EVENT_STUCK;
}
