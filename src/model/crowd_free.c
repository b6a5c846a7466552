/* Free lanes: they are moved from row to row for as long as somebody looks, and what moves them may
 * change on the way, as it does for a ball on a timeline. */

#include "../base/memory.h"
#include "../lang/vmath.h"
#include "crowd_parts.h"

#include <stdlib.h>
#include <string.h>

/* --- an iteration --- */

static void judge(void *of, size_t from, size_t count)
{
    struct crowd *crowd = of;
    double *const *now = crowd->now[crowd->side];
    crowd->is_suspect |=
        crowd_judge_out(now[0] + from, now[1] + from, crowd->loss + from, &crowd->bounds, count);
}

/* Those that have diverged at row n. At its start a ball may be anywhere. */
static void remove_gone(struct crowd *crowd)
{
    const struct region *domain = &crowd->code->problem->domain;
    double *const *now = crowd->now[crowd->side];
    for (int i = crowd->count - 1; i >= 0 && crowd->n > 0; i--)
        if (row_is_out(now[0][i], now[1][i], crowd->loss[i], domain))
            crowd_remove_lane(crowd, i);
}

static bool prepare(struct crowd *crowd, struct workspace *workspace)
{
    if (crowd->is_stepping)
        return true;
    if (crowd->code->apart && !crowd_evaluate(crowd, workspace))
        return false;
    crowd_drive(crowd, workspace);
    crowd->rule_n = (double)(crowd->n - crowd->rule_from);
    crowd->epoch = (double)crowd->n;
    crowd_draw(crowd);
    crowd->is_suspect = false;
    return workspace_done(workspace);
}

bool crowd_iterate_free(struct crowd *crowd, struct workspace *workspace)
{
    const struct crowd_code *code = crowd->code;
    double *outputs[STATES_MAX + 1];
    int count = 2 + code->state_count;
    if (!prepare(crowd, workspace))
        return false;
    memcpy(outputs, crowd->now[side_after(crowd->side)], sizeof *outputs * (size_t)count);
    outputs[count] = crowd->loss; /* which has been told where it comes apart */
    crowd_step(crowd, workspace, outputs, &(struct program_reader){judge, crowd});
    crowd->is_stepping = !workspace_done(workspace);
    if (crowd->is_stepping)
        return false;
    if (crowd->n == 0)
        memcpy(crowd->lane[LANE_FIRST], crowd->loss, (size_t)crowd->count * sizeof(double));
    if (crowd->is_suspect)
        remove_gone(crowd);
    crowd->n++;
    crowd->side = side_after(crowd->side);
    return true;
}

/* --- another program on the way --- */

/* Numbers of the lanes, or one for all, into others that are of the lanes or not. */
static void carry(double *to, bool to_lanes, const double *from, bool from_lanes, int count)
{
    for (int i = 0; i < (to_lanes ? count : 1); i++)
        to[i] = from[from_lanes ? i : 0];
}

static void carry_plan(struct crowd *crowd, const struct crowd *old, int index)
{
    struct crowd_plan_place *to = &crowd->plans[index];
    const struct crowd_plan_place *from = &old->plans[index];
    bool lanes = crowd->code->plans[index].by_lane, were = old->code->plans[index].by_lane;
    int states = recipe_schedule_state(crowd->code->recipe);
    int before = recipe_schedule_state(old->code->recipe);
    to->segment = from->segment;
    carry(to->value, lanes, from->value, were, crowd->count);
    for (int k = 0; k < states && k < before; k++)
        carry(to->state + k * LANE_STRIDE, lanes, from->state + k * LANE_STRIDE, were,
              crowd->count);
}

static void carry_all(struct crowd *crowd, const struct crowd *old)
{
    size_t size = (size_t)crowd->count * sizeof(double);
    int side = crowd->side, plans = crowd->code->recipe->plan_count;
    int states = crowd->news.rule ? 0 : crowd->code->state_count;
    for (int k = 0; k < 2; k++)
        memcpy(crowd->now[side_before(side)][k], old->now[side_before(side)][k], size);
    for (int k = 0; k < 2 + states; k++)
        memcpy(crowd->now[side][k], old->now[side][k], size);
    memcpy(crowd->lane[LANE_FIRST], old->lane[LANE_FIRST], size);
    for (int i = 0; i < plans && i < old->code->recipe->plan_count; i++)
        carry_plan(crowd, old, i);
}

/* Recursions still come to row n by what they were. */
void crowd_rebind(struct crowd *crowd, struct workspace *workspace, const struct crowd_code *code,
                  double *memory, const struct news *news)
{
    static const struct news none = {.rule = false};
    if (crowd->code->apart)
        crowd_evaluate(crowd, workspace);
    crowd_advance(crowd, workspace);
    struct crowd old = *crowd;
    int side = crowd->side;
    crowd->code = code;
    crowd->news = news ? *news : none;
    crowd->rebound = true;
    crowd->rule_from = crowd->news.rule ? crowd->n : crowd->rule_from;
    crowd_place(crowd, memory);
    crowd_bind_step(crowd);
    crowd->side = side;
    carry_all(crowd, &old);
}
