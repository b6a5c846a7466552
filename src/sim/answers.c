/* What there is to see of the balls, now and on record. Nothing moves for an answer. */

#include "internal.h"

const struct mover *sim_mover(const struct sim *sim, int ball)
{
    return &sim->balls[ball]->mover;
}

const struct row *sim_row(const struct sim *sim, int ball)
{
    return &sim->balls[ball]->mover.now.row;
}

const struct schedule *sim_schedule(const struct sim *sim, int ball)
{
    const struct course *course = &sim_recipe(sim, ball)->courses[0];
    return course->segments[sim->balls[ball]->mover.courses[0].segment].schedule;
}

bool sim_over(const struct sim *sim)
{
    for (int i = 0; i < sim->ball_count; i++) {
        const struct ball *ball = sim->balls[i];
        const struct row *now = &ball->mover.now.row;
        const struct row *last = &ball->trail[ball->trail_count > 1 ? ball->trail_count - 2 : 0];
        bool rests = now->converged && ball->trail_count > 1 && last->x == now->x &&
                     last->y == now->y && now->gx == 0 && now->gy == 0 &&
                     sim_recipe(sim, i)->batch == 0;
        if (!now->diverged && !rests)
            return false;
    }
    return true;
}

int sim_trail(const struct sim *sim, int ball, int max, const struct row **rows)
{
    const struct ball *one = sim->balls[ball];
    int count = one->trail_count < max ? one->trail_count : max;
    count = count < TRAIL_SHOWN ? count : TRAIL_SHOWN;
    *rows = one->trail + one->trail_count - count;
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

int64_t sim_record_version(const struct sim *sim, int ball)
{
    return sim->balls[ball]->record.version;
}

int64_t sim_recorded(const struct sim *sim, int ball)
{
    return sim->balls[ball]->record.last;
}

int sim_sample_count(const struct sim *sim, int ball)
{
    return sim->balls[ball]->record.count;
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
