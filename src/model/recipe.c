/* Recipes, and what changes make of them. */

#include "recipe.h"

#include "../base/memory.h"

#include <stdlib.h>
#include <string.h>

static const double first_eta = 0.1;

const struct news news_of_first = {.rule = true, .plans = {true}, .sets = {true}};

/* --- life --- */

/* A copy to be changed by its maker. */
static struct recipe *draft_of(const struct recipe *recipe)
{
    struct recipe *draft = memory_new(1, sizeof *draft);
    *draft = (struct recipe){1,
                             retained(recipe->rule),
                             recipe->eta0,
                             recipe->eta_named,
                             recipe->values,
                             .plan_count = recipe->plan_count,
                             .noise = recipe->noise,
                             .batch = recipe->batch,
                             .replace = recipe->replace,
                             .stream = recipe->stream};
    for (int i = 0; i < recipe->plan_count; i++) {
        const struct plan *plan = &recipe->plans[i];
        draft->plans[i] = *plan;
        for (int k = 0; k < plan->count; k++)
            owners_add(&plan->segments[k].schedule->owners);
    }
    return draft;
}

static void draft_free(struct recipe *draft)
{
    formula_release(draft->rule);
    for (int i = 0; i < draft->plan_count; i++)
        plan_end(&draft->plans[i]);
    free(draft);
}

/* The draft, if it is good. */
static const struct recipe *finish(struct recipe *draft, bool good)
{
    if (!good)
        draft_free(draft);
    return good ? draft : NULL;
}

void recipe_release(const struct recipe *recipe)
{
    if (recipe && owners_drop(&recipe->owners))
        draft_free((struct recipe *)(uintptr_t)recipe);
}

const struct recipe *recipe_first(const struct problem *problem, int stream, struct error *error)
{
    const struct formula_row *sgd = catalogue_optimizer("sgd");
    const struct formula_row *constant = catalogue_schedule("constant");
    const struct formula *rule = rule_new(problem, sgd, sgd->rule, false, false, error);
    if (!rule)
        return NULL;
    struct recipe *draft = memory_new(1, sizeof *draft);
    *draft = (struct recipe){1, rule, .eta0 = first_eta, .plan_count = 1, .stream = stream};
    struct plan *plan = &draft->plans[0];
    plan->segments[0].schedule = schedule_new(&problem->lets, constant, constant->formula, error);
    plan->count = plan->segments[0].schedule != NULL;
    return finish(draft, plan->count && values_collect(draft, true, plan, error));
}

/* --- what is asked --- */

const struct named_value *recipe_value(const struct recipe *recipe, const char *name)
{
    return named_find(recipe->values.items, recipe->values.count, name);
}

int recipe_plan(const struct recipe *recipe, const char *target)
{
    for (int i = 0; i < recipe->plan_count; i++)
        if (recipe->plans[i].count > 0 && strcmp(recipe->plans[i].target, target) == 0)
            return i;
    return -1;
}

bool recipe_is_noisy(const struct recipe *recipe)
{
    return recipe->noise > 0 || recipe_plan(recipe, NOISE_TARGET) >= 0;
}

bool recipe_is_chance(const struct recipe *recipe)
{
    return recipe_is_noisy(recipe) || recipe->batch > 0 || recipe->rule->code->draw_count > 0;
}

int recipe_schedule_state(const struct recipe *recipe)
{
    int most = 0;
    for (int i = 0; i < recipe->plan_count; i++)
        for (int k = 0; k < recipe->plans[i].count; k++) {
            int count = recipe->plans[i].segments[k].schedule->code->state_count;
            most = count > most ? count : most;
        }
    return most;
}

/* --- other rules --- */

/* The recipe with a rule that is its own now; NULL: it could not be compiled. */
static struct recipe *draft_with(const struct recipe *recipe, const struct formula *rule)
{
    if (!rule)
        return NULL;
    struct recipe *draft = draft_of(recipe);
    formula_release(draft->rule);
    draft->rule = rule;
    return draft;
}

/* Where it is no rate but the whole of a step, it is 1. */
static double brought_eta(const struct recipe *recipe)
{
    const struct formula_row *row = recipe->rule->row;
    return row && catalogue_eta(row) == 1 ? 1 : first_eta;
}

const struct recipe *recipe_with_rule(const struct recipe *recipe, const struct problem *problem,
                                      const struct formula_row *row, const char *text,
                                      const struct named_value *values, int count,
                                      struct error *error)
{
    struct recipe *draft =
        draft_with(recipe, rule_new(problem, row, row ? row->rule : text, recipe_is_noisy(recipe),
                                    recipe->batch > 0, error));
    if (draft && !draft->eta_named)
        draft->eta0 = brought_eta(draft);
    return draft ? finish(draft, values_collect(draft, true, NULL, error) &&
                                     values_apply(draft, NULL, 0, values, count, error))
                 : NULL;
}

const struct recipe *recipe_for(const struct recipe *recipe, const struct problem *problem,
                                struct error *error)
{
    const struct formula *old = recipe->rule;
    return draft_with(recipe,
                      rule_new(problem, old->row, old->text, old->noisy, old->batched, error));
}

static struct recipe *draft_with_seen(const struct recipe *recipe, const struct problem *problem,
                                      double noise, int64_t batch, int stream, struct error *error)
{
    const struct formula *old = recipe->rule;
    bool noisy = noise > 0 || recipe_plan(recipe, NOISE_TARGET) >= 0;
    bool same = old->noisy == noisy && old->batched == (batch > 0);
    struct recipe *draft =
        draft_with(recipe, same ? retained(old)
                                : rule_new(problem, old->row, old->text, noisy, batch > 0, error));
    if (!draft)
        return NULL;
    draft->noise = noise;
    draft->batch = batch;
    draft->stream = stream;
    return draft;
}

const struct recipe *recipe_with_seen(const struct recipe *recipe, const struct problem *problem,
                                      double noise, int64_t batch, int stream, struct error *error)
{
    return draft_with_seen(recipe, problem, noise, batch, stream, error);
}

const struct recipe *recipe_with_batch(const struct recipe *recipe, const struct problem *problem,
                                       int64_t batch, bool replace, int stream, struct error *error)
{
    struct recipe *draft = draft_with_seen(recipe, problem, recipe->noise, batch, stream, error);
    if (draft)
        draft->replace = replace && batch > 0;
    return draft;
}

/* --- other numbers --- */

const struct recipe *recipe_with_value(const struct recipe *recipe, const char *name, double value,
                                       struct error *error)
{
    static const struct parameter_row eta_row = {"eta", 0.1, 0, 1e12, "learning rate"};
    bool eta = strcmp(name, "eta") == 0;
    const struct named_value *item = recipe_value(recipe, name);
    if (!named_check(eta ? &eta_row : item->row, name, value, error))
        return NULL;
    struct recipe *draft = draft_of(recipe);
    draft->eta_named |= eta;
    if (eta)
        draft->eta0 = value;
    else
        draft->values.items[item - recipe->values.items].value = value;
    return draft;
}

const struct recipe *recipe_with_eta_brought(const struct recipe *recipe)
{
    struct recipe *draft = draft_of(recipe);
    draft->eta_named = false;
    draft->eta0 = brought_eta(draft);
    return draft;
}

const struct recipe *recipe_like(const struct recipe *recipe, int stream)
{
    struct recipe *draft = draft_of(recipe);
    draft->eta_named = true;
    if (!recipe_is_chance(recipe))
        draft->stream = stream;
    return draft;
}

/* --- other plans --- */

/* Compiles the schedules of a plan; on an error *wrong is the choice. */
static bool compile_plan(const struct lets *lets, struct plan *plan,
                         const struct schedule_choice *choices, int count, int *wrong,
                         struct error *error)
{
    for (*wrong = 0; *wrong < count; ++*wrong) {
        const struct schedule_choice *choice = &choices[*wrong];
        const char *text = choice->row ? choice->row->formula : choice->text;
        const struct formula *schedule = schedule_new(lets, choice->row, text, error);
        if (!schedule)
            return false;
        plan->segments[plan->count++] = (struct segment){schedule, choice->length};
    }
    return true;
}

/* The values of a plan, and whether each schedule but the last has an end. */
static bool apply_plan(struct recipe *recipe, const struct plan *plan,
                       const struct schedule_choice *choices, int *wrong, struct error *error)
{
    *wrong = 0;
    if (!values_collect(recipe, false, plan, error))
        return false;
    for (*wrong = 0; *wrong < plan->count; ++*wrong) {
        const struct schedule_choice *choice = &choices[*wrong];
        if (!values_apply(recipe, plan, *wrong, choice->values, choice->count, error))
            return false;
        char total[NAME_SIZE];
        bool ends = choice->length > 0 ||
                    (plan_parameter(plan, *wrong, "total", total) && recipe_value(recipe, total));
        if (!ends && *wrong < plan->count - 1)
            return error_at(error, ERROR_NO_PLACE,
                            "this schedule has no end; say how long it lasts: `for N then ...`");
    }
    return true;
}

/* The place of a target's plan: the one it has, or an empty one. An empty one that is new stays:
 * it says that its target's plan has ended here. -1: there is no more room, or no such parameter.
 */
static int plan_slot(const struct recipe *recipe, const struct news *news, const char *target,
                     struct error *error)
{
    int slot = -1;
    if (*target && strcmp(target, NOISE_TARGET) != 0 && !recipe_value(recipe, target)) {
        error_set(error, ERROR_NO_PLACE, "the ball has no parameter %s", target);
        return -1;
    }
    for (int i = PLANS_MAX - 1; i >= 0; i--) {
        const struct plan *plan = &recipe->plans[i];
        bool used = i < recipe->plan_count && (plan->count > 0 || (news && news->plans[i]));
        if (used && strcmp(plan->target, target) == 0)
            return i;
        if (!used)
            slot = i;
    }
    if (slot < 0)
        error_set(error, ERROR_NO_PLACE, "at most %d numbers beside eta can follow schedules",
                  PLANS_MAX - 1);
    return slot;
}

const struct recipe *recipe_with_plan(const struct recipe *recipe, const struct lets *lets,
                                      const struct news *news, const char *target,
                                      const struct schedule_choice *choices, int count, int *slot,
                                      int *wrong, struct error *error)
{
    *wrong = 0;
    *slot = plan_slot(recipe, news, target, error);
    if (*slot < 0)
        return NULL;
    struct recipe *draft = draft_of(recipe);
    struct plan *plan = &draft->plans[*slot];
    plan_end(plan);
    *plan = (struct plan){.per_epoch = count > 0 && choices[0].per_epoch};
    memcpy(plan->target, target, strlen(target) + 1);
    draft->plan_count = *slot < draft->plan_count ? draft->plan_count : *slot + 1;
    return finish(draft, compile_plan(lets, plan, choices, count, wrong, error) &&
                             apply_plan(draft, plan, choices, wrong, error));
}

/* --- plans --- */

const double *plan_base(const struct recipe *recipe, int index)
{
    const char *target = recipe->plans[index].target;
    const struct named_value *item = recipe_value(recipe, target);
    return index == 0                          ? &recipe->eta0
           : strcmp(target, NOISE_TARGET) == 0 ? &recipe->noise
           : item                              ? &item->value
                                               : NULL;
}

int recipe_choices(const struct recipe *recipe, const char *target,
                   struct schedule_choice choices[SEGMENTS_MAX])
{
    int index = recipe_plan(recipe, target);
    const struct plan *plan = &recipe->plans[index >= 0 ? index : 0];
    for (int i = 0; index >= 0 && i < plan->count; i++) {
        const struct segment *segment = &plan->segments[i];
        const struct parameter_row *rows =
            segment->schedule->row ? segment->schedule->row->parameters : NULL;
        struct schedule_choice *choice = &choices[i];
        *choice = (struct schedule_choice){.row = segment->schedule->row,
                                           .text = segment->schedule->text,
                                           .length = segment->length,
                                           .per_epoch = plan->per_epoch};
        for (int k = 0; rows && k < PARAMETERS_MAX && rows[k].name; k++) {
            char name[NAME_SIZE];
            plan_parameter(plan, i, rows[k].name, name);
            choice->values[choice->count] = *recipe_value(recipe, name);
            memcpy(choice->values[choice->count++].name, rows[k].name, strlen(rows[k].name) + 1);
        }
    }
    return index >= 0 ? plan->count : 0;
}
