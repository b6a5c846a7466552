/* The versions of what steers a ball, and of the problem. */

#include "internal.h"

#include "../base/array.h"

#include <stdlib.h>

/* --- of a ball --- */

const struct version *version_at(const struct ball *ball, int64_t tick)
{
    int low = 0, high = ball->version_count - 1;
    while (low < high) {
        int middle = (low + high + 1) / 2;
        if (ball->versions[middle].when.tick <= tick)
            low = middle;
        else
            high = middle - 1;
    }
    return &ball->versions[low];
}

void version_push(struct ball *ball, const struct version *version)
{
    *array_add(ball->versions, ball->version_count, ball->version_capacity) = *version;
}

void versions_cut(struct ball *ball, int count)
{
    while (ball->version_count > count)
        recipe_release(ball->versions[--ball->version_count].recipe);
}

static void note_who(const struct sim *sim, struct sim_version *when)
{
    when->by_hand |= !sim->in_appointment;
    when->appointed |= sim->in_appointment;
}

struct version *version_edit(struct sim *sim, struct ball *ball)
{
    struct version *last = &ball->versions[ball->version_count - 1];
    if (last->when.tick != sim->clock) {
        version_push(ball, &(struct version){{.tick = sim->clock}, retained(last->recipe), {0}});
        last = &ball->versions[ball->version_count - 1];
    }
    note_who(sim, &last->when);
    return last;
}

/* --- of the problem --- */

const struct problem_version *problem_at(const struct sim *sim, int64_t tick)
{
    int index = sim->problem_count - 1;
    while (index > 0 && sim->problems[index].when.tick > tick)
        index--;
    return &sim->problems[index];
}

struct problem_version *problem_edit(struct sim *sim)
{
    const struct problem_version *last = &sim->problems[sim->problem_count - 1];
    if (last->when.tick != sim->clock) {
        const struct problem *problem = retained(last->problem);
        *array_add(sim->problems, sim->problem_count, sim->problem_capacity) =
            (struct problem_version){{.tick = sim->clock}, problem};
    }
    struct problem_version *present = &sim->problems[sim->problem_count - 1];
    note_who(sim, &present->when);
    return present;
}

void problems_cut(struct sim *sim, int count)
{
    while (sim->problem_count > count)
        problem_release(sim->problems[--sim->problem_count].problem);
}

/* --- of all --- */

static void reset_versions(struct ball *ball, int64_t clock)
{
    struct version present = *version_at(ball, clock);
    owners_add(&present.recipe->owners);
    present.when = (struct sim_version){0, true, false};
    present.news = (struct news){.rule = true};
    for (int i = 0; i < present.recipe->course_count; i++)
        present.news.courses[i] = present.news.sets[i] = present.recipe->courses[i].count > 0;
    versions_cut(ball, 0);
    version_push(ball, &present);
    ball->born = 0;
}

void history_reset(struct sim *sim)
{
    const struct problem *problem = retained(sim_problem(sim));
    for (int i = 0; i < sim->ball_count; i++)
        reset_versions(sim->balls[i], sim->clock);
    problems_cut(sim, 0);
    sim->problems[sim->problem_count++] = (struct problem_version){{0, true, false}, problem};
    sim->clock = sim->end = 0;
}

/* --- of the present tick --- */

const struct problem *sim_problem(const struct sim *sim)
{
    return problem_at(sim, sim->clock)->problem;
}

const struct recipe *sim_recipe(const struct sim *sim, int ball)
{
    return version_at(sim->balls[ball], sim->clock)->recipe;
}

void sim_touch(struct sim *sim)
{
    sim->stamp = stamp_new();
}
