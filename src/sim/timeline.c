/* Balls along the timeline: forward, and back by what is on record. */

#include "internal.h"

#include "../base/memory.h"

#include <stdlib.h>

/* --- from row to row, with what steers a ball at each tick --- */

struct conditions ball_conditions(const struct sim *sim, const struct ball *ball)
{
    struct conditions conditions = sim->conditions;
    conditions.born = ball->born;
    if (ball->starts_apart)
        conditions.start = ball->start;
    return conditions;
}

/* What takes effect at the tick of the mover's row. A let that changed makes another surface: the
 * point has other values from here on, while the event stays that of the update that led here. */
static void settle(const struct sim *sim, const struct ball *ball, struct mover *mover,
                   struct workspace *workspace)
{
    int64_t tick = ball->born + mover->now.row.n;
    const struct version *version = history_at(&ball->history, tick);
    const struct version *problem = history_at(&sim->problems, tick);
    mover_bind(mover, problem->problem, version->recipe);
    if (problem->tick == tick)
        mover_evaluate(mover, workspace);
    mover_settle(mover, workspace, version->tick == tick ? &version->news : NULL);
}

static void advance(const struct sim *sim, const struct ball *ball, struct mover *mover,
                    struct workspace *workspace)
{
    mover_iterate(mover, workspace);
    settle(sim, ball, mover, workspace);
}

void ball_visit(const struct sim *sim, const struct ball *ball, struct workspace *workspace,
                int64_t row, struct mover *mover)
{
    *mover = (struct mover){.conditions = ball_conditions(sim, ball)};
    record_load(&ball->record, record_index(&ball->record, row), mover);
    settle(sim, ball, mover, workspace);
    while (mover->now.row.n < row && !mover->now.row.diverged && !workspace->is_left)
        advance(sim, ball, mover, workspace);
}

bool sim_walk_to(const struct sim *sim, int ball, struct workspace *workspace, int64_t n,
                 struct mover *mover)
{
    mover_free(mover);
    ball_visit(sim, sim->balls[ball], workspace, n, mover);
    return workspace_done(workspace);
}

/* As it may be left: what moves it may be new by then as well. */
static bool try_to_advance(const struct sim *sim, const struct ball *ball, struct mover *mover,
                           struct workspace *workspace)
{
    struct mover before;
    mover_copy(&before, mover);
    advance(sim, ball, mover, workspace);
    bool done = workspace_done(workspace);
    if (!done) {
        mover_free(mover);
        mover_copy(mover, &before);
    }
    mover_free(&before);
    return done;
}

bool sim_walk_on(const struct sim *sim, int ball, struct workspace *workspace, struct mover *mover)
{
    struct halfway *halfway = workspace->halfway;
    if (halfway && (mover->problem->data || sim_problem(sim)->data))
        return try_to_advance(sim, sim->balls[ball], mover, workspace);
    workspace->halfway = NULL;
    advance(sim, sim->balls[ball], mover, workspace);
    workspace->halfway = halfway;
    return true;
}

/* --- a ball --- */

void ball_step(struct sim *sim, struct ball *ball)
{
    if (ball->mover.now.row.diverged)
        return;
    advance(sim, ball, &ball->mover, &sim->workspace);
    sim->iterated++;
    record_add(&ball->record, &ball->mover);
    if (ball->trail.count == TRAIL_MAX)
        blocks_shift(&ball->trail);
    *(struct row *)blocks_add(&ball->trail) = ball->mover.now.row;
}

_Static_assert(TRAIL_SHOWN % BLOCK_ITEMS == 0 && TRAIL_MAX <= BLOCK_ITEMS * BLOCKS_MAX,
               "half of a trail is whole blocks, and all of it fits");

static void begin_trail(struct ball *ball)
{
    blocks_cut(&ball->trail, 0);
    ball->trail.size = sizeof(struct row);
    *(struct row *)blocks_add(&ball->trail) = ball->mover.now.row;
}

void ball_start(struct sim *sim, struct ball *ball)
{
    const struct version *version = history_at(&ball->history, ball->born);
    mover_bind(&ball->mover, history_at(&sim->problems, ball->born)->problem, version->recipe);
    struct conditions conditions = ball_conditions(sim, ball);
    mover_start(&ball->mover, &sim->workspace, &conditions);
    settle(sim, ball, &ball->mover, &sim->workspace);
    record_clear(&ball->record, version->recipe);
    record_add(&ball->record, &ball->mover);
    begin_trail(ball);
}

static void run_to(struct sim *sim, struct ball *ball, int64_t row)
{
    while (ball->mover.now.row.n < row && !ball->mover.now.row.diverged)
        ball_step(sim, ball);
}

/* Puts the ball at a row, which is on record or after the last one, with a trail before it. */
static void load(struct sim *sim, struct ball *ball, int64_t row)
{
    int64_t last = row < ball->record.last ? row : ball->record.last;
    int64_t from = last < TRAIL_SHOWN ? 0 : last - TRAIL_SHOWN + 1;
    record_load(&ball->record, record_index(&ball->record, from), &ball->mover);
    settle(sim, ball, &ball->mover, &sim->workspace);
    begin_trail(ball);
    run_to(sim, ball, row);
}

static int64_t row_at(const struct ball *ball, int64_t tick)
{
    return tick > ball->born ? tick - ball->born : 0;
}

void ball_seek(struct sim *sim, struct ball *ball, int64_t tick)
{
    const struct row *now = &ball->mover.now.row;
    int64_t row = row_at(ball, tick), ahead = row - now->n;
    if (ahead < 0 || (ahead > ball->record.stride + TRAIL_SHOWN && !now->diverged))
        load(sim, ball, row);
    else
        run_to(sim, ball, row);
}

void ball_refresh(struct sim *sim, struct ball *ball)
{
    record_fit(&ball->record, history_at(&ball->history, sim->clock)->recipe);
    settle(sim, ball, &ball->mover, &sim->workspace);
    *(struct row *)blocks_edit(&ball->trail, ball->trail.count - 1) = ball->mover.now.row;
    record_renew(&ball->record, &ball->mover);
    sim_touch(sim);
}

void ball_free(struct ball *ball)
{
    if (!ball)
        return;
    history_free(&ball->history);
    mover_free(&ball->mover);
    record_free(&ball->record);
    blocks_cut(&ball->trail, 0);
    free(ball);
}

struct ball *ball_copy(const struct ball *ball)
{
    struct ball *copy = memory_new(1, sizeof *copy);
    copy->born = ball->born;
    copy->starts_apart = ball->starts_apart;
    copy->start = ball->start;
    copy->stream = ball->stream;
    history_copy(&copy->history, &ball->history);
    copy->record = record_copy(&ball->record);
    copy->trail = blocks_copy(&ball->trail);
    return copy;
}

/* --- what comes will be another run --- */

/* What is on record after the present tick, which becomes the ball's present. */
static void forget(struct sim *sim, struct ball *ball)
{
    int64_t row = row_at(ball, sim->clock);
    if (row < ball->record.last) {
        record_cut(&ball->record, row);
        load(sim, ball, row);
    }
    history_forget(&ball->history, sim->clock);
}

/* A ball that came later than the present tick, to which we have gone back: it comes now. */
static void begin_now(struct sim *sim, struct ball *ball)
{
    history_cut(&ball->history, 1);
    ball->history.items[0].tick = ball->born = sim->clock;
    ball_start(sim, ball);
}

void sim_forget_future(struct sim *sim)
{
    if (sim->clock == sim->end)
        return;
    history_forget(&sim->problems, sim->clock);
    for (int i = 0; i < sim->ball_count; i++)
        if (sim->balls[i]->born > sim->clock)
            begin_now(sim, sim->balls[i]);
        else
            forget(sim, sim->balls[i]);
    sim->end = sim->clock;
}
