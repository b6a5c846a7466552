/* Where a ball comes to: the border of the view, minima, saddles, valleys. */

#include "watch_parts.h"

#include "../lab/bottom.h"
#include "../lab/critical.h"
#include "fares.h"

#include <math.h>

bool watching_is_outside(const struct session *session, const struct row *row)
{
    const struct region *view = &session->look.region;
    bool line = problem_is_line(sim_problem(session->sim));
    return row->x < view->x0 || row->x > view->x1 ||
           (!line && (row->y < view->y0 || row->y > view->y1));
}

double watching_share_away(const struct session *session, const struct row *row, struct point *at,
                           double *away)
{
    const struct region *region = &sim_problem(session->sim)->domain;
    fares_nearest(session, (struct point){row->x, row->y}, at, away);
    return *away / hypot(region->x1 - region->x0, region->y1 - region->y0);
}

void watching_place(const struct watching *step)
{
    struct watched *w = step->watched;
    const struct row *row = step->row;
    struct point at;
    double away, share = watching_share_away(step->session, row, &at, &away);
    bool outside = watching_is_outside(step->session, row);
    struct text text;
    if (outside != w->outside && !step->session->look.follow &&
        watching_begin(step, outside ? HAPPENS_OUT : HAPPENS_BACK, &text)) {
        text_add(&text, outside ? "left the view, to " : "is back in the view, at ");
        words_place(&text, step->session->sim, row->x, row->y);
        words_fill(&text, ", loss ~", &row->loss);
        watching_keep(step, outside ? HAPPENS_OUT : HAPPENS_BACK, &text);
    }
    w->outside = outside;
    bool other = w->is_near && (at.x != w->near.x || at.y != w->near.y);
    if (w->is_near && (share > WATCH_FAR || (other && share < WATCH_NEAR))) {
        w->is_near = false;
        if (share > WATCH_FAR && !step->chance)
            watching_tell(step, HAPPENS_AWAY, "left the minimum that it was near; loss ~",
                          &row->loss);
    }
    if (w->is_near || share > WATCH_NEAR)
        return;
    w->is_near = true;
    w->near = at;
    w->rested &= !other;
    if ((step->chance && w->came_near) || !watching_begin(step, HAPPENS_NEAR, &text))
        return;
    w->came_near = true;
    words_fill(&text, "came within ~ of the minimum ", &away);
    fares_minimum(&text, step->session, at);
    words_fill(&text, "; loss ~", &row->loss);
    watching_keep(step, HAPPENS_NEAR, &text);
}

struct saddles watching_saddles(const struct session *session, const struct row *row)
{
    const struct problem *problem = sim_problem(session->sim);
    struct saddles saddles = {.least = INFINITY, .away = INFINITY};
    struct critical critical = {0};
    if (!problem_is_line(problem) && !problem_moves(problem))
        critical = lab_critical(session->lab, problem, &problem->domain);
    for (int i = 0; i < critical.count; i++) {
        const struct critical_point *point = &critical.points[i];
        double away = hypot(point->place.x - row->x, point->place.y - row->y);
        if (point->kind != STATIONARY_SADDLE)
            continue;
        saddles.least = fmin(saddles.least, point->loss);
        if (away < saddles.away)
            saddles.away = away, saddles.place = point->place;
    }
    return saddles;
}

/* Whether the straight way to a place stays below a height. */
static bool is_below(const struct watching *step, struct point to, double height)
{
    enum { PARTS = 8 };
    const struct row *row = step->row;
    bool below = row->loss < height;
    for (int i = 1; i < PARTS && below; i++) {
        double share = (double)i / PARTS;
        struct point at = {row->x + share * (to.x - row->x), row->y + share * (to.y - row->y)};
        below = lab_ground(step->session->lab, sim_problem(step->session->sim), at).ground.loss <
                height;
    }
    return below;
}

/* Lower than any saddle there is one minimum that it can roll to; told where there are others. */
void watching_valley(const struct watching *step, const struct saddles *saddles)
{
    struct watched *w = step->watched;
    struct point at;
    double away;
    struct text text;
    if (step->chance || !isfinite(saddles->least) || !(step->row->loss < saddles->least) ||
        !fares_nearest(step->session, (struct point){step->row->x, step->row->y}, &at, &away) ||
        (w->has_valley && at.x == w->valley.x && at.y == w->valley.y) ||
        !is_below(step, at, saddles->least))
        return;
    w->has_valley = true;
    w->valley = at;
    if (w->is_near || !watching_begin(step, HAPPENS_VALLEY, &text))
        return;
    text_add(&text, "is now in the valley of the minimum ");
    fares_minimum(&text, step->session, at);
    words_fill(&text, "; loss ~", &step->row->loss);
    watching_keep(step, HAPPENS_VALLEY, &text);
}

/* Who only rushes past is not told of. */
void watching_saddle(const struct watching *step, const struct saddles *saddles)
{
    enum { LINGERS = 3 };
    static const double about = 0.03;
    struct watched *w = step->watched;
    const struct region *region = &sim_problem(step->session->sim)->domain;
    struct point minimum;
    double size = hypot(region->x1 - region->x0, region->y1 - region->y0), away;
    struct text text;
    if (step->chance || !isfinite(saddles->away))
        return;
    watching_share_away(step->session, step->row, &minimum, &away);
    bool stays =
        saddles->away < size * (w->lingers > 0 ? WATCH_FAR : about) && 2 * saddles->away < away;
    if (!stays && w->lingers >= LINGERS && watching_begin(step, HAPPENS_DOWN, &text)) {
        text_add(&text, "left the saddle ");
        words_place(&text, step->session->sim, w->saddle.x, w->saddle.y);
        words_fill(&text, ", after # iterations near it; loss ~",
                   (double[]){(double)w->lingers, step->row->loss});
        watching_keep(step, HAPPENS_DOWN, &text);
    }
    w->lingers = stays ? w->lingers + 1 : 0;
    if (stays)
        w->saddle = saddles->place;
    if (w->lingers == LINGERS && watching_begin(step, HAPPENS_SADDLE, &text)) {
        text_add(&text, "is near the saddle ");
        words_place(&text, step->session->sim, w->saddle.x, w->saddle.y);
        words_fill(&text, "; loss ~", &step->row->loss);
        watching_keep(step, HAPPENS_SADDLE, &text);
    }
}
