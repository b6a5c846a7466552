/* A sim as it was: all of it but the movers, which come from the record. */

#include "internal.h"

#include "../base/memory.h"

#include <stdlib.h>

struct sim_past {
    struct sim sim; /* its balls are nowhere */
    bool lean;      /* without what was on record: it is run again */
};

static void copy(struct sim *to, const struct sim *from)
{
    to->conditions = from->conditions;
    to->streams = from->streams;
    to->clock = from->clock;
    to->end = from->end;
    history_copy(&to->problems, &from->problems);
    for (; to->ball_count < from->ball_count; to->ball_count++)
        to->balls[to->ball_count] = ball_copy(from->balls[to->ball_count]);
}

struct sim_past *sim_keep(const struct sim *sim)
{
    struct sim_past *past = memory_new(1, sizeof *past);
    copy(&past->sim, sim);
    return past;
}

void sim_past_free(struct sim_past *past)
{
    if (!past)
        return;
    sim_empty(&past->sim);
    history_free(&past->sim.problems);
    free(past);
}

/* From the moment before, at most a stride of iterations away. */
static void stand(struct sim *sim, struct ball *ball)
{
    int64_t row = sim->clock > ball->born ? sim->clock - ball->born : 0;
    int64_t from = record_at(&ball->record, record_index(&ball->record, row))->moment.row.n;
    ball_visit(sim, ball, &sim->workspace, row, &ball->mover);
    sim->iterated += ball->mover.now.row.n - from;
}

static void start(struct sim *sim, struct ball *ball)
{
    ball_start(sim, ball);
    for (int i = 0; i < ball->history.count; i++)
        record_fit(&ball->record, ball->history.items[i].recipe);
}

static void run_again(struct sim *sim)
{
    int64_t clock = sim->clock;
    sim->clock = 0;
    for (int i = 0; i < sim->ball_count; i++)
        start(sim, sim->balls[i]);
    while (sim->clock < sim->end)
        sim_step(sim);
    sim_seek(sim, clock);
}

void sim_return(struct sim *sim, const struct sim_past *past)
{
    sim_empty(sim);
    copy(sim, &past->sim);
    if (past->lean)
        run_again(sim);
    for (int i = 0; i < sim->ball_count && !past->lean; i++)
        stand(sim, sim->balls[i]);
    sim_touch(sim);
}

size_t sim_past_apart(const struct sim_past *past, const struct sim_past *later)
{
    static const struct blocks none;
    size_t bytes = 0;
    for (int i = 0; i < past->sim.ball_count; i++) {
        const struct ball *ball = past->sim.balls[i];
        const struct ball *other = i < later->sim.ball_count ? later->sim.balls[i] : NULL;
        bytes += blocks_apart(&ball->record.moments, other ? &other->record.moments : &none) +
                 blocks_apart(&ball->trail, other ? &other->trail : &none);
    }
    return bytes;
}

void sim_past_forget(struct sim_past *past)
{
    for (int i = 0; i < past->sim.ball_count; i++) {
        blocks_cut(&past->sim.balls[i]->record.moments, 0);
        blocks_cut(&past->sim.balls[i]->trail, 0);
    }
    past->lean = true;
}
