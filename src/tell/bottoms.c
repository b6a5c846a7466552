#include "bottoms.h"

#include "../lab/bottom.h"

#include <math.h>

bool bottoms_is_as_low(double loss, double least)
{
    return loss <= least + 1e-6 * fmax(1, fabs(least));
}

static void add_bottom(struct bottoms *bottoms, double near, struct point place, double loss)
{
    if (bottoms->count == BOTTOMS_MAX || !isfinite(loss))
        return;
    for (int i = 0; i < bottoms->count; i++)
        if (hypot(bottoms->places[i].x - place.x, bottoms->places[i].y - place.y) < near)
            return;
    bottoms->places[bottoms->count] = place;
    bottoms->losses[bottoms->count++] = loss;
}

void bottoms_find(const struct session *session, struct bottoms *bottoms)
{
    const struct problem *problem = sim_problem(session->sim);
    const struct region *region = &problem->domain;
    double near = 1e-4 * hypot(region->x1 - region->x0, region->y1 - region->y0);
    bottoms->count = bottoms->lowest = bottoms->equal = 0;
    if (problem_moves(problem) || quiz_asks_place(session))
        return;
    struct minima minima = lab_minima(session->lab, problem);
    for (int i = 0; i < minima.count; i++) {
        struct point place = minima.points[i];
        add_bottom(bottoms, near, place, lab_ground(session->lab, problem, place).ground.loss);
    }
    struct critical critical = {0};
    if (!problem_is_line(problem))
        critical = lab_critical(session->lab, problem, region);
    for (int i = 0; i < critical.count; i++)
        if (critical.points[i].kind == STATIONARY_MINIMUM)
            add_bottom(bottoms, near, critical.points[i].place, critical.points[i].loss);
    for (int i = 1; i < bottoms->count; i++)
        if (bottoms->losses[i] < bottoms->losses[bottoms->lowest])
            bottoms->lowest = i;
    for (int i = 0; i < bottoms->count; i++)
        bottoms->equal += bottoms_is_as_low(bottoms->losses[i], bottoms->losses[bottoms->lowest]);
}

int bottoms_nearest(const struct bottoms *bottoms, struct point place, double *distance)
{
    int nearest = -1;
    *distance = INFINITY;
    for (int i = 0; i < bottoms->count; i++) {
        double away = hypot(bottoms->places[i].x - place.x, bottoms->places[i].y - place.y);
        if (away < *distance)
            nearest = i, *distance = away;
    }
    return nearest;
}
