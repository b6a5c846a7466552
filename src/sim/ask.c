/* What there is to see of the balls, now and on record. Nothing moves for an answer. */

#include "internal.h"

#include <string.h>

const struct formula *sim_schedule(const struct sim *sim, int ball)
{
    const struct plan *plan = &sim_recipe(sim, ball)->plans[0];
    return plan->segments[sim->balls[ball]->mover.plans[0].segment].schedule;
}

bool sim_is_constant(const struct sim *sim, int ball)
{
    const struct formula_row *row = sim_schedule(sim, ball)->row;
    return row && strcmp(row->name, "constant") == 0;
}

bool sim_over(const struct sim *sim)
{
    if (problem_moves(sim_still(sim)))
        return false;
    for (int i = 0; i < sim->ball_count; i++) {
        const struct ball *ball = sim->balls[i];
        const struct row *now = &ball->mover.now.row;
        int count = ball->trail.count;
        const struct row *last = blocks_at(&ball->trail, count > 1 ? count - 2 : 0);
        bool rests = now->converged && count > 1 && last->x == now->x && last->y == now->y &&
                     now->gx == 0 && now->gy == 0 && !recipe_is_chance(sim_recipe(sim, i));
        if (!now->diverged && !rests)
            return false;
    }
    return true;
}

int sim_trail(const struct sim *sim, int ball, int max, const struct row *rows[])
{
    const struct blocks *trail = &sim->balls[ball]->trail;
    int count = trail->count < max ? trail->count : max;
    count = count < TRAIL_SHOWN ? count : TRAIL_SHOWN;
    for (int i = 0; i < count; i++)
        rows[i] = blocks_at(trail, trail->count - count + i);
    return count;
}

/* --- the record --- */

bool sim_row_at(const struct sim *sim, int ball, struct workspace *workspace, int64_t n,
                struct row *row)
{
    const struct ball *one = sim->balls[ball];
    if (n < 0 || n > one->record.last)
        return false;
    struct mover own;
    ball_visit(sim, one, workspace, n, &own);
    *row = own.now.row;
    mover_free(&own);
    return true;
}

struct sample sim_sample(const struct sim *sim, int ball, int index)
{
    const struct record *record = &sim->balls[ball]->record;
    const struct kept *kept = record_at(record, index);
    return (struct sample){
        .first = kept->moment.row.n,
        .stride = record->stride,
        .row = &kept->moment.row,
        .loss_low = kept->loss_low,
        .loss_high = kept->loss_high,
    };
}
