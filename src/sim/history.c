/* The versions of what steers a ball, and of the problem. */

#include "internal.h"

#include "../base/array.h"

#include <stdlib.h>

const struct version *history_at(const struct history *history, int64_t tick)
{
    int low = 0, high = history->count - 1;
    while (low < high) {
        int middle = (low + high + 1) / 2;
        if (history->items[middle].tick <= tick)
            low = middle;
        else
            high = middle - 1;
    }
    return &history->items[low];
}

void history_push(struct history *history, struct version version)
{
    *array_add(history->items, history->count, history->capacity) = version;
}

struct version version_shared(const struct version *version)
{
    if (version->recipe)
        owners_add(&version->recipe->owners);
    if (version->problem)
        owners_add(&version->problem->owners);
    return *version;
}

void history_cut(struct history *history, int count)
{
    while (history->count > count) {
        const struct version *last = &history->items[--history->count];
        recipe_release(last->recipe);
        problem_release(last->problem);
    }
}

void history_forget(struct history *history, int64_t tick)
{
    while (history->count > 1 && history->items[history->count - 1].tick > tick)
        history_cut(history, history->count - 1);
}

void history_free(struct history *history)
{
    history_cut(history, 0);
    free(history->items);
}

void history_copy(struct history *to, const struct history *from)
{
    for (int i = 0; i < from->count; i++)
        history_push(to, version_shared(&from->items[i]));
}

struct version *history_edit(struct sim *sim, struct history *history)
{
    if (history->items[history->count - 1].tick != sim->clock) {
        struct version next = version_shared(&history->items[history->count - 1]);
        history_push(
            history,
            (struct version){.tick = sim->clock, .recipe = next.recipe, .problem = next.problem});
    }
    struct version *present = &history->items[history->count - 1];
    present->by_hand |= !sim->in_appointment;
    present->appointed |= sim->in_appointment;
    return present;
}

static void reset(struct history *history, int64_t clock)
{
    struct version first = version_shared(history_at(history, clock));
    first.tick = 0;
    first.by_hand = true;
    first.appointed = false;
    first.news = (struct news){.rule = true};
    for (int i = 0; first.recipe && i < first.recipe->plan_count; i++)
        first.news.plans[i] = first.news.sets[i] = first.recipe->plans[i].count > 0;
    history_cut(history, 0);
    history_push(history, first);
}

void history_reset(struct sim *sim)
{
    for (int i = 0; i < sim->ball_count; i++) {
        reset(&sim->balls[i]->history, sim->clock);
        sim->balls[i]->born = 0;
    }
    reset(&sim->problems, sim->clock);
    sim->clock = sim->end = 0;
}

/* --- of the present tick --- */

const struct problem *sim_still(const struct sim *sim)
{
    return history_at(&sim->problems, sim->clock)->problem;
}

/* Within a change it can be that of before. */
const struct problem *sim_problem(const struct sim *sim)
{
    const struct problem *still = sim_still(sim), *moved = sim->moved;
    bool current = moved && moved->owner == still->owner && moved->clock == (double)sim->clock;
    return current ? moved : still;
}

static void move_problem(struct sim *sim)
{
    const struct problem *still = sim_still(sim);
    if (!sim->moved && !problem_moves(still))
        return;
    problem_release(sim->moved);
    sim->moved = problem_moves(still) ? problem_at(still, (double)sim->clock) : NULL;
}

const struct recipe *sim_recipe(const struct sim *sim, int ball)
{
    return history_at(&sim->balls[ball]->history, sim->clock)->recipe;
}

void sim_touch(struct sim *sim)
{
    sim->stamp = stamp_new();
    move_problem(sim);
}
