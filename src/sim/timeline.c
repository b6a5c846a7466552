/* A ball's record: its iterations forward and back. */

#include "iteration.h"

#include "../base/memory.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

void moment_widen(struct moment *moment, double low, double high)
{
    moment->loss_low = fmin(moment->loss_low, low);
    moment->loss_high = fmax(moment->loss_high, high);
}

/* Keeps every other moment; each stands for twice as many rows now. */
static void thin(struct ball *ball)
{
    int kept = (ball->moment_count + 1) / 2;
    for (int i = 0; i < kept; i++) {
        ball->moments[i] = ball->moments[2 * i];
        if (2 * i + 1 < ball->moment_count)
            moment_widen(&ball->moments[i], ball->moments[2 * i + 1].loss_low,
                         ball->moments[2 * i + 1].loss_high);
    }
    ball->moment_count = kept;
    ball->stride *= 2;
}

/* Puts the present row on record, if it is a new one. */
static void remember(struct ball *ball)
{
    struct moment *now = &ball->now;
    if (now->row.n <= ball->recorded)
        return;
    ball->recorded = now->row.n;
    now->loss_low = now->loss_high = now->row.loss;
    if (now->row.n < ball->moment_count * ball->stride) {
        moment_widen(&ball->moments[ball->moment_count - 1], now->loss_low, now->loss_high);
        return;
    }
    if (ball->moment_count == MOMENTS_MAX)
        thin(ball);
    if (ball->moment_count == ball->moment_capacity) {
        ball->moment_capacity = ball->moment_capacity ? 2 * ball->moment_capacity : 16;
        ball->moments =
            memory_resize(ball->moments, (size_t)ball->moment_capacity, sizeof *ball->moments);
    }
    moment_note_stability(ball->binding.tuning, now);
    ball->moments[ball->moment_count++] = *now;
}

void ball_step(struct sim *sim, struct ball *ball, int64_t tick)
{
    if (ball->now.row.diverged || tick < ball->born)
        return;
    ball_advance(sim, ball, tick);
    remember(ball);
    if (ball->trail_count == TRAIL_MAX) {
        memmove(ball->trail, ball->trail + TRAIL_MAX / 2, sizeof *ball->trail * (TRAIL_MAX / 2));
        ball->trail_count = TRAIL_MAX / 2;
    }
    ball->trail[ball->trail_count++] = ball->now.row;
}

/* --- the timeline --- */

void ball_start(struct sim *sim, struct ball *ball)
{
    ball_put_at_start(sim, ball);
    ball->moment_count = 0;
    ball->stride = 1;
    ball->recorded = -1;
    ball->version = stamp_new();
    remember(ball);
    ball->trail[0] = ball->now.row;
    ball->trail_count = 1;
}

/* Puts the ball at the latest moment on record that is not after a row. */
static void load_moment(struct sim *sim, struct ball *ball, int64_t row)
{
    int64_t index = row / ball->stride;
    if (index >= ball->moment_count)
        index = ball->moment_count - 1;
    ball->now = ball->moments[index];
    binding_clear(ball);
    ball_settle(sim, ball, ball->born + ball->now.row.n);
}

static void load(struct sim *sim, struct ball *ball, int64_t row)
{
    load_moment(sim, ball, row);
    ball->trail[0] = ball->now.row;
    ball->trail_count = 1;
}

static void run_to(struct sim *sim, struct ball *ball, int64_t row)
{
    while (ball->now.row.n < row && !ball->now.row.diverged)
        ball_step(sim, ball, ball->born + ball->now.row.n);
}

void ball_seek(struct sim *sim, struct ball *ball, int64_t tick)
{
    int64_t row = tick > ball->born ? tick - ball->born : 0;
    bool ahead = row >= ball->now.row.n && row - ball->now.row.n <= ball->stride;
    if (!ahead)
        load(sim, ball, row);
    run_to(sim, ball, row);
}

/* Drops what is on record after a tick, which becomes the ball's present. The last moment's span of
 * losses may have reached beyond: it is run again. */
void ball_forget_after(struct sim *sim, struct ball *ball, int64_t tick)
{
    int64_t row = tick > ball->born ? tick - ball->born : 0;
    if (row < ball->recorded) {
        ball->version = stamp_new();
        int64_t last = row / ball->stride;
        if (last < ball->moment_count) {
            ball->moment_count = (int)last + 1;
            struct moment *moment = &ball->moments[last];
            moment->loss_low = moment->loss_high = moment->row.loss;
            ball->recorded = moment->row.n;
        }
        load(sim, ball, row);
        run_to(sim, ball, row);
    }
    while (ball->tuning_count > 1 && tuning_last(ball)->tick > tick)
        tuning_free(ball->tunings[--ball->tuning_count]);
    binding_clear(ball);
    ball_bind(sim, ball, tick);
}

void ball_free(struct ball *ball)
{
    if (!ball)
        return;
    for (int i = 0; i < ball->tuning_count; i++)
        tuning_free(ball->tunings[i]);
    binding_clear(ball);
    batch_free(&ball->batch);
    free(ball->tunings);
    free(ball->moments);
    free(ball);
}

int sim_trail(struct sim *sim, int ball, int max, const struct row **rows)
{
    struct ball *one = sim->balls[ball];
    int64_t present = one->now.row.n;
    if (max > TRAIL_MAX / 2)
        max = TRAIL_MAX / 2;
    int64_t wanted = present + 1 < max ? present + 1 : max;
    if (one->trail_count < wanted) {
        load(sim, one, present - wanted + 1);
        run_to(sim, one, present);
    }
    int count = one->trail_count < wanted ? one->trail_count : (int)wanted;
    *rows = one->trail + one->trail_count - count;
    return count;
}

bool sim_row_at(struct sim *sim, int ball, int64_t n, struct row *row, struct stability *stability)
{
    struct ball *one = sim->balls[ball];
    if (n < 0 || n > one->recorded)
        return false;
    struct moment before = one->now;
    load_moment(sim, one, n);
    while (one->now.row.n < n)
        ball_advance(sim, one, one->born + one->now.row.n);
    *row = one->now.row;
    *stability = moment_stability(one->binding.tuning, &one->now);
    one->now = before;
    binding_clear(one);
    return true;
}

int64_t sim_record_version(const struct sim *sim, int ball)
{
    return sim->balls[ball]->version;
}

int64_t sim_recorded(const struct sim *sim, int ball)
{
    return sim->balls[ball]->recorded;
}

int sim_sample_count(const struct sim *sim, int ball)
{
    return sim->balls[ball]->moment_count;
}

struct sample sim_sample(const struct sim *sim, int ball, int index)
{
    const struct moment *moment = &sim->balls[ball]->moments[index];
    return (struct sample){
        .first = moment->row.n,
        .stride = sim->balls[ball]->stride,
        .row = &moment->row,
        .loss_low = moment->loss_low,
        .loss_high = moment->loss_high,
        .product = moment->product,
        .bound = moment->bound,
    };
}

/* A ball that came later than the present tick, to which we have gone back: it comes now. */
static void begin_now(struct sim *sim, struct ball *ball)
{
    while (ball->tuning_count > 1)
        tuning_free(ball->tunings[--ball->tuning_count]);
    ball->tunings[0]->tick = ball->born = sim->clock;
    ball_start(sim, ball);
}

/* The record after the present tick is dropped: what comes will be another run. */
void sim_forget_future(struct sim *sim)
{
    if (sim->clock == sim->end)
        return;
    for (int i = 0; i < sim->ball_count; i++)
        if (sim->balls[i]->born > sim->clock)
            begin_now(sim, sim->balls[i]);
        else
            ball_forget_after(sim, sim->balls[i], sim->clock);
    while (sim->lets_count > 1 && lets_last(sim)->tick > sim->clock)
        free(sim->lets[--sim->lets_count]);
    for (int i = 0; i < sim->ball_count; i++)
        binding_clear(sim->balls[i]);
    sim->end = sim->clock;
}
