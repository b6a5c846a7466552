/* What there is to see of the balls, now and on record. Nothing moves for an answer. */

#include "internal.h"

#include <math.h>

const struct formula *sim_schedule(const struct sim *sim, int ball)
{
    const struct plan *plan = &sim_recipe(sim, ball)->plans[0];
    return plan->segments[sim->balls[ball]->mover.plans[0].segment].schedule;
}

bool sim_over(const struct sim *sim)
{
    for (int i = 0; i < sim->ball_count; i++) {
        const struct ball *ball = sim->balls[i];
        const struct row *now = &ball->mover.now.row;
        int count = ball->trail.count;
        const struct row *last = blocks_at(&ball->trail, count > 1 ? count - 2 : 0);
        bool rests = now->converged && count > 1 && last->x == now->x && last->y == now->y &&
                     now->gx == 0 && now->gy == 0 && sim_recipe(sim, i)->batch == 0;
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

/* --- who is ahead --- */

enum standing { STANDING_CONVERGED, STANDING_ROLLING, STANDING_DIVERGED };

static enum standing standing_of(const struct row *row)
{
    return row->diverged    ? STANDING_DIVERGED
           : row->converged ? STANDING_CONVERGED
                            : STANDING_ROLLING;
}

/* Negative if a is ahead of b, positive if it is behind. */
static int compare(const struct row *a, const struct row *b)
{
    enum standing one = standing_of(a), other = standing_of(b);
    if (one != other)
        return one < other ? -1 : 1;
    if (one == STANDING_DIVERGED)
        return 0;
    if (one == STANDING_CONVERGED && a->converged_at != b->converged_at)
        return a->converged_at < b->converged_at ? -1 : 1;
    if (isnan(a->loss) || isnan(b->loss))
        return (isnan(a->loss) != 0) - (isnan(b->loss) != 0);
    return (a->loss > b->loss) - (a->loss < b->loss);
}

void sim_ranks(const struct sim *sim, int ranks[BALLS_MAX])
{
    for (int i = 0; i < sim->ball_count; i++) {
        ranks[i] = 1;
        for (int k = 0; k < sim->ball_count; k++) {
            int order = compare(&sim->balls[k]->mover.now.row, &sim->balls[i]->mover.now.row);
            ranks[i] += order < 0 || (order == 0 && k < i);
        }
    }
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
