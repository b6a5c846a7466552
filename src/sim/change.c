/* Changes at the present tick: numbers, rules, schedules, lets. */

#include "internal.h"

#include "../base/nearest.h"

#include <string.h>

/* --- what steers a ball --- */

/* What has ended in the next recipe begins to be so. */
static void note_ended(struct news *news, const struct recipe *before, const struct recipe *next)
{
    for (int i = 0; i < before->plan_count; i++)
        if (before->plans[i].count > 0 && next->plans[i].count == 0) {
            news->plans[i] = true;
            news->sets[i] = false;
        }
}

/* Gives a ball a recipe of which this takes the count. Returns its news, to which more can be added
 * before the ball is refreshed; NULL while trying. */
static struct news *adopt(struct sim *sim, int ball, const struct recipe *next)
{
    if (sim->trying) {
        recipe_release(next);
        return NULL;
    }
    sim_forget_future(sim);
    struct version *version = history_edit(sim, &sim->balls[ball]->history);
    note_ended(&version->news, version->recipe, next);
    recipe_release(version->recipe);
    version->recipe = next;
    return &version->news;
}

bool sim_set_optimizer(struct sim *sim, int ball, const struct formula_row *row, const char *text,
                       const struct named_value *values, int count, struct error *error)
{
    const struct recipe *now = sim_recipe(sim, ball);
    const struct recipe *next =
        recipe_with_rule(now, sim_problem(sim), row, text, values, count, error);
    if (!next)
        return false;
    bool other_eta = next->eta0 != now->eta0 || next->eta_named != now->eta_named;
    struct news *news = adopt(sim, ball, next);
    if (news) {
        news->rule = true;
        news->sets[0] |= other_eta;
        ball_refresh(sim, sim->balls[ball]);
    }
    return true;
}

/* The same recipe, of which this takes the count, with a rule that sees noise or not, as is due. */
static const struct recipe *with_noise(const struct sim *sim, const struct recipe *recipe,
                                       double noise, struct error *error)
{
    const struct recipe *next =
        recipe_with_seen(recipe, sim_problem(sim), noise, recipe->batch, recipe->stream, error);
    recipe_release(recipe);
    return next;
}

bool sim_set_schedule(struct sim *sim, int ball, const char *target,
                      const struct schedule_choice *choices, int count, int *wrong,
                      struct error *error)
{
    const struct version *version = history_at(&sim->balls[ball]->history, sim->clock);
    const struct news *here = version->tick == sim->clock ? &version->news : NULL;
    int slot;
    const struct recipe *next = recipe_with_plan(version->recipe, &sim_problem(sim)->lets, here,
                                                 target, choices, count, &slot, wrong, error);
    if (next && strcmp(target, NOISE_TARGET) == 0)
        next = with_noise(sim, next, next->noise, error);
    if (!next)
        return false;
    struct news *news = adopt(sim, ball, next);
    if (news) {
        news->plans[slot] = true;
        news->sets[slot] &= count > 0;
        ball_refresh(sim, sim->balls[ball]);
    }
    return true;
}

/* --- what the rule sees --- */

/* Takes the count of the next recipe; NULL is none. */
static bool set_seen(struct sim *sim, int ball, const struct recipe *next)
{
    if (next && adopt(sim, ball, next))
        ball_refresh(sim, sim->balls[ball]);
    return next != NULL;
}

static int stream_of(const struct sim *sim, int ball, int stream)
{
    return stream >= 0 ? stream : sim->balls[ball]->stream;
}

bool sim_set_noise(struct sim *sim, int ball, double sigma, int stream, struct error *error)
{
    static const struct parameter_row noise_row = {"noise", 0, 0, 1e12, "of the gradient"};
    int wrong;
    return named_check(&noise_row, "noise", sigma, error) &&
           (recipe_plan(sim_recipe(sim, ball), NOISE_TARGET) < 0 ||
            sim_set_schedule(sim, ball, NOISE_TARGET, NULL, 0, &wrong, error)) &&
           set_seen(sim, ball,
                    recipe_with_seen(sim_recipe(sim, ball), sim_problem(sim), sigma,
                                     sim_recipe(sim, ball)->batch, stream_of(sim, ball, stream),
                                     error));
}

bool sim_set_stream(struct sim *sim, int ball, int stream, struct error *error)
{
    const struct recipe *recipe = sim_recipe(sim, ball);
    return set_seen(sim, ball,
                    recipe_with_seen(recipe, sim_problem(sim), recipe->noise, recipe->batch,
                                     stream_of(sim, ball, stream), error));
}

double sim_noise(const struct sim *sim, int ball)
{
    const struct mover *mover = &sim->balls[ball]->mover;
    return noise_level(*plan_value(mover->plans, mover->recipe, NOISE_TARGET));
}

static bool check_batch(const struct data *data, int64_t size, struct error *error)
{
    if (size == 0)
        return true;
    if (!data)
        return error_at(error, ERROR_NO_PLACE,
                        "a batch needs data, and none are loaded; expected `data FILE` before it");
    if (size < 0 || size > data->rows)
        return error_at(error, ERROR_NO_PLACE,
                        "a batch is a whole number of rows, from 1 to the %lld of the data",
                        (long long)data->rows);
    return true;
}

bool sim_set_batch(struct sim *sim, int ball, int64_t size, bool replace, int stream,
                   struct error *error)
{
    return check_batch(sim_problem(sim)->data, size, error) &&
           set_seen(sim, ball,
                    recipe_with_batch(sim_recipe(sim, ball), sim_problem(sim), size, replace,
                                      stream_of(sim, ball, stream), error));
}

/* --- lets --- */

/* A new let must not take a name that a typed formula has as the ball's parameter: it would mean
 * something else when the formula is read again. */
static bool let_is_free(const struct sim *sim, const char *name, struct error *error)
{
    for (int i = 0; i < sim->ball_count; i++) {
        const struct ball *ball = sim->balls[i];
        const struct recipe *recipe = ball->history.items[ball->history.count - 1].recipe;
        bool typed = !recipe->rule->row;
        for (int k = 0; k < recipe->plan_count; k++)
            for (int j = 0; j < recipe->plans[k].count; j++)
                typed |= !recipe->plans[k].segments[j].schedule->row;
        if (typed && recipe_value(recipe, name))
            return error_at(error, ERROR_NO_PLACE,
                            "%s is a parameter of ball %d already: set it by `%s VALUE`", name,
                            i + 1, name);
    }
    return true;
}

bool sim_set_let(struct sim *sim, const char *name, double value, struct error *error)
{
    const struct lets *present = &sim_problem(sim)->lets;
    if (!named_check(NULL, name, value, error))
        return false;
    if (!lets_find(present, name)) {
        if (name_is_reserved(name))
            return error_at(error, ERROR_NO_PLACE,
                            "%s has a meaning in formulas; `let` needs another name", name);
        if (!let_is_free(sim, name, error))
            return false;
        if (present->count == LETS_MAX)
            return error_at(error, ERROR_NO_PLACE, "there are %d lets already", LETS_MAX);
    }
    if (sim->trying)
        return true;
    sim_forget_future(sim);
    struct version *version = history_edit(sim, &sim->problems);
    const struct problem *old = version->problem;
    version->problem = problem_with_let(old, name, value);
    problem_release(old);
    for (int i = 0; i < sim->ball_count; i++)
        ball_refresh(sim, sim->balls[i]);
    return true;
}

/* --- numbers --- */

static bool unknown_value(const struct sim *sim, int ball, const char *name, struct error *error)
{
    const struct values *values = &sim_recipe(sim, ball)->values;
    const struct lets *lets = &sim_problem(sim)->lets;
    char names[300] = "eta";
    size_t length = 3;
    struct nearest nearest = nearest_begin(name);
    nearest_offer(&nearest, "eta");
    for (int i = 0; i < values->count + lets->count; i++) {
        int let = i - values->count;
        const char *known = let < 0 ? values->items[i].name : lets->items[let].name;
        nearest_offer(&nearest, known);
        size_t more = strlen(known);
        if (length + more + 3 > sizeof names)
            break;
        memcpy(names + length, ", ", 2);
        memcpy(names + length + 2, known, more + 1);
        length += more + 2;
    }
    return error_at(error, ERROR_NO_PLACE, "ball %d has no parameter %s: it has %s%s", ball + 1,
                    name, names, nearest_hint(&nearest));
}

bool sim_set_value(struct sim *sim, int ball, const char *name, double value, struct error *error)
{
    const struct recipe *now = sim_recipe(sim, ball);
    bool eta = strcmp(name, "eta") == 0;
    if (!eta && !recipe_value(now, name))
        return lets_find(&sim_problem(sim)->lets, name) ? sim_set_let(sim, name, value, error)
                                                        : unknown_value(sim, ball, name, error);
    int plan = recipe_plan(now, eta ? "" : name);
    const struct recipe *next = recipe_with_value(now, name, value, error);
    struct news *news = next ? adopt(sim, ball, next) : NULL;
    if (news) {
        if (plan >= 0)
            news->sets[plan] = true;
        ball_refresh(sim, sim->balls[ball]);
    }
    return next != NULL;
}

void sim_bring_eta(struct sim *sim, int ball)
{
    struct news *news = adopt(sim, ball, recipe_with_eta_brought(sim_recipe(sim, ball)));
    if (news) {
        news->sets[0] = true;
        ball_refresh(sim, sim->balls[ball]);
    }
}

void sim_take_eta(struct sim *sim, int ball, int from)
{
    const struct recipe *recipe = sim_recipe(sim, from);
    struct error impossible;
    if (recipe->eta_named && !sim_recipe(sim, ball)->eta_named && sim_recipe(sim, ball)->eta0 != 1)
        sim_set_value(sim, ball, "eta", recipe->eta0, &impossible);
}
