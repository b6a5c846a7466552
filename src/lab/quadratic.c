#include "quadratic.h"

#include "../base/spelling.h"

#include <math.h>
#include <string.h>

/* A level is seen that is so far from the rest, as a share of the view. */
static const double least_reach = 0.06;

double quadratic_at(const struct quadratic *quadratic, struct point place)
{
    double x = place.x - quadratic->at.x, y = place.y - quadratic->at.y;
    double bend = quadratic->hxx * x * x + 2 * quadratic->hxy * x * y + quadratic->hyy * y * y;
    return quadratic->loss + quadratic->gx * x + quadratic->gy * y + bend / 2;
}

/* Where heights are counted from. */
static double foot_of(const struct quadratic *quadratic)
{
    return quadratic->rests ? quadratic->rest_loss : quadratic->loss;
}

double quadratic_height(const struct quadratic *quadratic, struct point place)
{
    return (quadratic_at(quadratic, place) - foot_of(quadratic)) / quadratic->unit;
}

double quadratic_level(const struct quadratic *quadratic, double height)
{
    return foot_of(quadratic) + height * quadratic->unit;
}

/* Where the gradient of the quadratic is 0. */
static void find_rest(struct quadratic *q, const struct curvature *curvature)
{
    double det = q->hxx * q->hyy - q->hxy * q->hxy;
    double most = fmax(fabs(curvature->high), fabs(curvature->low));
    q->rests = fabs(det) > 1e-12 * most * most;
    if (!q->rests)
        return;
    q->rest.x = q->at.x - (q->hyy * q->gx - q->hxy * q->gy) / det;
    q->rest.y = q->at.y - (q->hxx * q->gy - q->hxy * q->gx) / det;
    q->rest_loss = quadratic_at(q, q->rest);
    q->kind = curvature->low > 0    ? STATIONARY_MINIMUM
              : curvature->high < 0 ? STATIONARY_MAXIMUM
                                    : STATIONARY_SADDLE;
}

static double trust_of(const struct mover *mover)
{
    const struct formula_code *code = mover->recipe->rule->code;
    for (int i = 0; i < code->name_count; i++)
        if (code->names[i].size == 1 && spelling_among("radius|trust", code->names[i].name))
            return mover->state[code->names[i].index];
    return (double)NAN;
}

bool lab_quadratic(struct lab *lab, const struct sim *sim, int ball, const struct region *view,
                   struct quadratic *quadratic)
{
    const struct row *row = sim_row(sim, ball);
    struct curvature curvature = curvature_of(row->hxx, row->hxy, row->hyy);
    struct quadratic q = {.at = {row->x, row->y},
                          .loss = row->loss,
                          .gx = row->gx,
                          .gy = row->gy,
                          .hxx = row->hxx,
                          .hxy = row->hxy,
                          .hyy = row->hyy};
    struct row next;
    if (row->diverged || !isfinite(q.at.x + q.at.y + q.loss + q.gx + q.gy) ||
        !isfinite(curvature.high + curvature.low))
        return false;
    find_rest(&q, &curvature);
    double reach = least_reach * fmin(view->x1 - view->x0, view->y1 - view->y0);
    double bend = fmax(fabs(curvature.high), fabs(curvature.low)) * reach * reach / 2;
    q.unit = q.rests ? fmax(fabs(q.loss - q.rest_loss), bend)
                     : fmax(2 * reach * hypot(q.gx, q.gy), bend);
    q.unit = q.unit > 0 ? q.unit : 1;
    q.trust = trust_of(&sim->balls[ball]->mover);
    q.step = lab_ahead(lab, sim, ball, &next, 1) > 0 ? hypot(next.x - q.at.x, next.y - q.at.y)
                                                     : (double)NAN;
    *quadratic = q;
    return true;
}
