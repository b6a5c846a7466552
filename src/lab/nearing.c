#include "nearing.h"

#include "../lang/vmath.h"

#include <math.h>

enum { STEPS = 64 };

void nearing_begin(struct nearing *nearing, const struct problem *problem, struct point place)
{
    *nearing = (struct nearing){.point.place = place};
    nearing->cell = lattice_cell_of(&problem->domain);
}

static void finish(struct nearing *nearing, enum nearness nearness)
{
    nearing->is_over = true;
    nearing->nearness = nearness;
}

/* Of a line the other direction says nothing. */
static bool is_degenerate(const struct nearing *nearing)
{
    double strong, weak;
    lane_eigenvalues(&nearing->lane, &strong, &weak);
    return nearing->way.is_slow || strong == 0 ||
           (!nearing->cell.line && fabs(weak) <= 1e-6 * fabs(strong));
}

static void arrive(struct nearing *nearing)
{
    const struct lane *lane = &nearing->lane;
    nearing->is_there = true;
    nearing->point = lane_point(lane);
    if (is_degenerate(nearing))
        around_begin(&nearing->around, nearing->point.place, lane->f, &nearing->cell);
    else
        finish(nearing, NEAR_POINT);
}

/* Steps while they grow shorter, so that it stays near; the last one is so short that it says
 * nothing. */
static void step(struct nearing *nearing, const struct problem *problem,
                 struct workspace *workspace)
{
    struct lane *lane = &nearing->lane;
    struct newton_way *way = &nearing->way;
    struct point *place = &nearing->point.place;
    double dx = 0, dy = 0, before = nearing->steps > 0 ? way->length : 1;
    struct lane at = lane_at(problem, workspace, *place);
    if (!workspace_done(workspace))
        return;
    *lane = at;
    bool rests = lane->gx == 0 && lane->gy == 0 && isfinite(lane->f);
    if (way->is_there || rests) {
        arrive(nearing);
        return;
    }
    bool steps = isfinite(lane->f) && nearing->steps++ < STEPS &&
                 newton_step(lane, &nearing->cell, way, &dx, &dy);
    if (steps && way->length < before)
        *place = (struct point){place->x + dx, place->y + dy};
    else if (steps && before < 1e-6)
        arrive(nearing);
    else
        finish(nearing, NEAR_NOTHING);
}

int nearing_go_on(struct nearing *nearing, const struct problem *problem,
                  struct workspace *workspace, int points)
{
    int done = 0;
    while (done < points && !nearing->is_over) {
        if (!nearing->is_there) {
            step(nearing, problem, workspace);
            if (workspace->is_left)
                return points;
            done++;
            continue;
        }
        struct around *around = &nearing->around;
        done += around_go_on(around, problem, workspace, points - done);
        nearing->point.kind = around->kind;
        if (around->is_over)
            finish(nearing, around->is_known ? NEAR_DEGENERATE : NEAR_NOTHING);
    }
    return done;
}
