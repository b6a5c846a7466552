/* The simulation as others see it: life, surface, balls, clock. */

#include "internal.h"

#include "../base/memory.h"
#include "../model/holdout.h"

#include <stdlib.h>
#include <string.h>

static void start_all(struct sim *sim)
{
    for (int i = 0; i < sim->ball_count; i++)
        ball_start(sim, sim->balls[i]);
    sim_touch(sim);
}

void sim_reset(struct sim *sim)
{
    history_reset(sim);
    start_all(sim);
}

/* --- surface and start --- */

/* The present recipes of all balls for another problem; on an error none is kept. */
static bool compile_recipes(const struct sim *sim, const struct problem *problem,
                            const struct recipe *recipes[BALLS_MAX], struct error *error)
{
    for (int i = 0; i < sim->ball_count; i++) {
        recipes[i] = recipe_for(sim_recipe(sim, i), problem, error);
        if (!recipes[i]) {
            while (i > 0)
                recipe_release(recipes[--i]);
            char why[ERROR_TEXT_SIZE];
            memcpy(why, error->text, sizeof why);
            return error_at(error, ERROR_NO_PLACE,
                            "with this surface the rule of ball %d fails: %.300s", i + 1, why);
        }
    }
    return true;
}

/* Whether the batches of all balls can be had of so many rows. */
static bool check_batches(const struct sim *sim, int64_t rows, struct error *error)
{
    for (int i = 0; i < sim->ball_count; i++) {
        long long batch = (long long)sim_recipe(sim, i)->batch;
        if (batch > rows)
            return error_at(error, ERROR_NO_PLACE,
                            "ball %d has batches of %lld rows, and these data have %lld", i + 1,
                            batch, (long long)rows);
    }
    return true;
}

/* Where all balls start from now on. */
static void share_start(struct sim *sim, struct point start)
{
    sim->conditions.start = start;
    for (int i = 0; i < sim->ball_count; i++)
        sim->balls[i]->starts_apart = false;
}

/* Puts all balls at the start of a problem, of which this takes the count. */
static bool adopt(struct sim *sim, const struct problem *problem, struct error *error)
{
    const struct recipe *recipes[BALLS_MAX] = {NULL};
    if (!problem || !check_batches(sim, problem->data ? problem->data->rows : 0, error) ||
        !compile_recipes(sim, problem, recipes, error)) {
        problem_release(problem);
        return false;
    }
    history_reset(sim);
    problem_release(sim->problems.items[0].problem);
    sim->problems.items[0].problem = problem;
    for (int i = 0; i < sim->ball_count; i++) {
        recipe_release(sim->balls[i]->history.items[0].recipe);
        sim->balls[i]->history.items[0].recipe = recipes[i];
    }
    return true;
}

bool sim_set_surface(struct sim *sim, const struct surface_row *row, const char *formula,
                     const struct region *domain, const struct point *start, struct error *error)
{
    const struct problem *now = sim_problem(sim);
    if (!adopt(sim, problem_new(row, formula, domain, now->data, &now->lets, error), error))
        return false;
    if (start)
        share_start(sim, *start);
    start_all(sim);
    return true;
}

/* Data that nobody has read so far: whatever is on record stays. */
static void add_data(struct sim *sim, const struct data *data)
{
    for (int i = 0; i < sim->problems.count; i++) {
        const struct problem *old = sim->problems.items[i].problem;
        sim->problems.items[i].problem = problem_with_data(old, data, NULL);
        problem_release(old);
    }
}

static bool put_data(struct sim *sim, const struct data *data, struct error *error)
{
    const struct problem *now = sim_problem(sim);
    if (!check_batches(sim, data ? data->rows : 0, error))
        return false;
    if (!problem_reads_data(now)) {
        bool had = now->data != NULL;
        add_data(sim, data);
        if (had)
            sim_reset(sim); /* there may have been batches of them */
        sim_touch(sim);
        return true;
    }
    if (adopt(sim, problem_with_data(now, data, error), error)) {
        start_all(sim);
        return true;
    }
    char why[ERROR_TEXT_SIZE];
    memcpy(why, error->text, sizeof why);
    return error_at(error, ERROR_NO_PLACE, "the surface cannot read these data: %.300s", why);
}

/* The data, of which a share is held back. */
static bool hold_back(struct sim *sim, const struct data *data, double share, struct error *error)
{
    const struct data *some =
        share > 0 ? holdout_new(data, share, sim->conditions.seed) : data_retain(data);
    if (!some)
        return error_at(error, ERROR_NO_PLACE,
                        "of a single row of data none can be held back; expected two or more");
    bool good = put_data(sim, some, error);
    data_release(some);
    return good;
}

double sim_holdout(const struct sim *sim)
{
    const struct data *data = data_whole(sim_problem(sim)->data);
    return data ? data->share : 0;
}

bool sim_set_data(struct sim *sim, const struct data *data, struct error *error)
{
    double share = sim_holdout(sim);
    return data && share > 0 ? hold_back(sim, data, share, error) : put_data(sim, data, error);
}

bool sim_set_holdout(struct sim *sim, double share, struct error *error)
{
    const struct data *data = data_whole(sim_problem(sim)->data);
    if (!data)
        return error_at(error, ERROR_NO_PLACE,
                        "there are no data to hold back; `data FILE` loads some");
    data = data_retain(data->all ? data->all : data);
    bool good = hold_back(sim, data, share, error);
    data_release(data);
    return good;
}

struct formula_code *sim_curve(const struct sim *sim, const char *text, struct error *error)
{
    return problem_curve(sim->problems.items[sim->problems.count - 1].problem, text, error);
}

const struct problem *sim_other(const struct sim *sim, const char *text, struct error *error)
{
    const struct problem *now = sim->problems.items[sim->problems.count - 1].problem;
    return problem_new(NULL, text, &now->domain, now->data, &now->lets, error);
}

void sim_set_start(struct sim *sim, struct point start)
{
    share_start(sim, start);
    sim_reset(sim);
}

bool sim_begins(const struct sim *sim, int ball)
{
    return sim->balls[ball]->born == sim->clock && sim->clock == sim->end;
}

void sim_set_ball_start(struct sim *sim, int ball, const struct point *start)
{
    struct ball *moved = sim->balls[ball];
    moved->starts_apart = start != NULL;
    moved->start = start ? *start : sim->conditions.start;
    if (!sim_begins(sim, ball)) {
        sim_reset(sim);
        return;
    }
    ball_start(sim, moved);
    sim_touch(sim);
}

bool sim_any_starts_apart(const struct sim *sim)
{
    bool any = false;
    for (int i = 0; i < sim->ball_count; i++)
        any |= sim->balls[i]->starts_apart;
    return any;
}

struct conditions sim_conditions(const struct sim *sim, int ball)
{
    struct conditions conditions = ball_conditions(sim, sim->balls[ball]);
    conditions.born = 0; /* whoever asks begins at the beginning */
    return conditions;
}

void sim_set_tolerance(struct sim *sim, double tolerance)
{
    sim->conditions.tolerance = tolerance;
    sim_reset(sim);
}

void sim_set_seed(struct sim *sim, uint64_t seed)
{
    struct error impossible; /* there are as many rows as before */
    sim->conditions.seed = seed;
    if (sim_holdout(sim) > 0)
        sim_set_holdout(sim, sim_holdout(sim), &impossible);
    sim_reset(sim);
}

/* --- balls --- */

static bool has_room(const struct sim *sim, struct error *error)
{
    return sim->ball_count < BALLS_MAX ||
           error_at(error, ERROR_NO_PLACE, "there are already %d balls, the most there can be",
                    BALLS_MAX);
}

/* Balls are in the order of their birth. */
static int insert(struct sim *sim, struct ball *ball)
{
    int place = sim->ball_count++;
    for (; place > 0 && sim->balls[place - 1]->born > ball->born; place--)
        sim->balls[place] = sim->balls[place - 1];
    sim->balls[place] = ball;
    sim_touch(sim);
    return place;
}

/* Takes the recipe's count. */
static int add_ball(struct sim *sim, const struct recipe *recipe)
{
    if (!recipe)
        return -1;
    sim_forget_future(sim);
    struct ball *ball = memory_new(1, sizeof *ball);
    struct news news = news_of_first;
    for (int i = 0; i < recipe->plan_count; i++)
        news.plans[i] = recipe->plans[i].count > 0;
    history_push(&ball->history, (struct version){sim->clock, true, false, recipe, news, NULL});
    ball->born = sim->clock;
    ball->stream = sim->streams++;
    ball_start(sim, ball);
    return insert(sim, ball);
}

int sim_add_ball(struct sim *sim, struct error *error)
{
    bool room = has_room(sim, error);
    return add_ball(sim, room ? recipe_first(sim_problem(sim), sim->streams, error) : NULL);
}

int sim_add_ball_like(struct sim *sim, int ball, struct error *error)
{
    bool room = has_room(sim, error);
    int added = add_ball(sim, room ? recipe_like(sim_recipe(sim, ball), sim->streams) : NULL);
    if (added >= 0 && sim->balls[ball]->starts_apart)
        sim_set_ball_start(sim, added, &sim->balls[ball]->start);
    return added;
}

/* A fork is not a ball that begins in the middle: it has its parent's birth, record and versions,
 * so that going back, saving and exporting know nothing of forks. What differs is changed
 * afterwards, at the tick of the fork, as any number is. */
int sim_fork_ball(struct sim *sim, int ball, struct error *error)
{
    if (!has_room(sim, error))
        return -1;
    struct ball *twin = ball_copy(sim->balls[ball]);
    twin->name[0] = '\0';
    mover_copy(&twin->mover, &sim->balls[ball]->mover);
    return insert(sim, twin);
}

void sim_name_ball(struct sim *sim, int ball, const char *name)
{
    memcpy(sim->balls[ball]->name, name, strlen(name) + 1);
    sim_touch(sim);
}

bool sim_remove_ball(struct sim *sim, int ball, struct error *error)
{
    if (sim->ball_count == 1)
        return error_at(error, ERROR_NO_PLACE, "the last ball cannot be removed");
    ball_free(sim->balls[ball]);
    sim->ball_count--;
    memmove(&sim->balls[ball], &sim->balls[ball + 1],
            sizeof *sim->balls * (size_t)(sim->ball_count - ball));
    sim_touch(sim);
    return true;
}

/* --- the timeline --- */

void sim_step(struct sim *sim)
{
    for (int i = 0; i < sim->ball_count; i++)
        if (sim->clock >= sim->balls[i]->born)
            ball_step(sim, sim->balls[i]);
    sim->clock++;
    if (sim->end < sim->clock)
        sim->end = sim->clock;
    sim_touch(sim);
}

void sim_seek(struct sim *sim, int64_t clock)
{
    if (clock < 0)
        clock = 0;
    if (clock > sim->end)
        clock = sim->end;
    for (int i = 0; i < sim->ball_count; i++)
        ball_seek(sim, sim->balls[i], clock);
    sim->clock = clock;
    sim_touch(sim);
}

/* --- life --- */

struct sim *sim_new(void)
{
    struct sim *sim = memory_new(1, sizeof *sim);
    const struct surface_row *bowl = catalogue_surface("bowl");
    static const struct lets none = {.count = 0};
    struct region domain = {bowl->x0, bowl->x1, bowl->y0, bowl->y1};
    struct error error;
    sim->conditions = (struct conditions){.start = bowl->start, .tolerance = 1e-8};
    history_push(&sim->problems,
                 (struct version){
                     .by_hand = true,
                     .problem = problem_new(bowl, bowl->formula, &domain, NULL, &none, &error)});
    sim_add_ball(sim, &error);
    return sim;
}

void sim_empty(struct sim *sim)
{
    while (sim->ball_count > 0)
        ball_free(sim->balls[--sim->ball_count]);
    history_cut(&sim->problems, 0);
    problem_release(sim->moved);
    sim->moved = NULL;
}

void sim_free(struct sim *sim)
{
    if (!sim)
        return;
    sim_empty(sim);
    history_free(&sim->problems);
    workspace_free(&sim->workspace);
    free(sim);
}
