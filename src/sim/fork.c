/* A ball's twin.
 *
 * A fork is not a ball that begins in the middle: it has its parent's birth, record and versions,
 * so that going back, saving and exporting know nothing of forks. What differs is changed
 * afterwards, at the tick of the fork, as any number is. */

#include "internal.h"

#include "../base/memory.h"

#include <string.h>

int sim_noise_stream(const struct sim *sim, int ball)
{
    return ball_stream(sim->balls[ball], tuning_present(sim, ball));
}

/* What points into the ball or belongs to it is made anew; the rest is copied. */
static struct ball *ball_twin(const struct ball *ball)
{
    struct ball *twin = memory_new(1, sizeof *twin);
    *twin = *ball;
    twin->binding = (struct binding){0};
    twin->batch = (struct batch){0};
    twin->tunings = NULL;
    twin->tuning_count = twin->tuning_capacity = 0;
    for (int i = 0; i < ball->tuning_count; i++)
        tuning_push(twin, tuning_twin(ball->tunings[i]));
    size_t moments = (size_t)ball->moment_capacity;
    twin->moments = memory_new(moments, sizeof *twin->moments);
    memcpy(twin->moments, ball->moments, sizeof *twin->moments * (size_t)ball->moment_count);
    twin->version = stamp_new();
    return twin;
}

int sim_fork_ball(struct sim *sim, int ball, struct error *error)
{
    if (!sim_has_room(sim, error))
        return -1;
    struct ball *twin = ball_twin(sim->balls[ball]);
    int place = sim->ball_count;
    while (sim->balls[place - 1]->born > twin->born)
        place--;
    memmove(&sim->balls[place + 1], &sim->balls[place],
            sizeof *sim->balls * (size_t)(sim->ball_count - place));
    sim->balls[place] = twin;
    sim->ball_count++;
    sim_touch(sim);
    return place;
}
