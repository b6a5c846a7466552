/* The changes on record, as commands: what a saved scene is made of. */

#include "internal.h"

#include <stdio.h>
#include <string.h>

/* A name that no row has (momentum_total) is known as a number by its `=`: an appointment is read
 * before the ball has it. */
static void write_line(struct text *out, const char *prefix, const char *name, double value)
{
    bool known = strcmp(name, "eta") == 0 || catalogue_parameter(name);
    text_add(out, "%s%s %s", prefix, name, known ? "" : "= ");
    text_add_number(out, value);
    text_add(out, "\n");
}

/* The rule (plan NULL) or a schedule, with the parameters of its row that are not at their
 * defaults, as ` name=value`. */
static void write_formula(const struct recipe *recipe, const struct plan *plan, int segment,
                          struct text *out)
{
    const struct formula *formula = plan ? plan->segments[segment].schedule : recipe->rule;
    const struct parameter_row *rows = formula->row ? formula->row->parameters : NULL;
    formula_write(formula, out);
    for (int i = 0; rows && i < PARAMETERS_MAX && rows[i].name; i++) {
        char name[NAME_SIZE];
        if (!plan_parameter(plan, segment, rows[i].name, name))
            continue;
        const struct named_value *value = recipe_value(recipe, name);
        if (value && value->value != rows[i].value) {
            text_add(out, " %s=", rows[i].name);
            text_add_number(out, value->value);
        }
    }
}

static void write_plan(const struct recipe *recipe, const struct plan *plan, struct text *out)
{
    for (int i = 0; i < plan->count; i++) {
        const struct segment *segment = &plan->segments[i];
        text_add(out, "%s", i ? " then " : "");
        write_formula(recipe, plan, i, out);
        if (segment->length > 0)
            text_add(out, " for %.0f", segment->length);
    }
    if (plan->count > 0 && plan->per_epoch)
        text_add(out, " per epoch");
}

void sim_schedule_write(const struct sim *sim, int ball, const char *target, struct text *out)
{
    const struct recipe *recipe = sim_recipe(sim, ball);
    int plan = recipe_plan(recipe, target);
    if (plan >= 0)
        write_plan(recipe, &recipe->plans[plan], out);
}

void sim_ball_write(const struct sim *sim, int ball, struct text *out)
{
    const struct recipe *recipe = sim_recipe(sim, ball);
    formula_write(recipe->rule, out);
    text_add(out, " eta=");
    text_add_number(out, recipe->eta0);
    for (int i = 0; i < recipe->values.count; i++) {
        text_add(out, " %s=", recipe->values.items[i].name);
        text_add_number(out, recipe->values.items[i].value);
    }
}

void sim_start_write(const struct sim *sim, int ball, const char *before, struct text *out)
{
    const struct ball *of = sim->balls[ball];
    if (!of->starts_apart)
        return;
    text_add(out, "%sstart=", before);
    text_add_number(out, of->start.x);
    if (problem_is_line(sim_problem(sim)))
        return;
    text_add(out, ",");
    text_add_number(out, of->start.y);
}

/* A plan that went because its parameter is gone goes by itself. That of noise comes after its
 * number, which ends what it had before. */
static void write_new_plans(const struct version *version, bool of_noise, const char *prefix,
                            struct text *out)
{
    const struct recipe *recipe = version->recipe;
    for (int i = 0; i < recipe->plan_count; i++) {
        const struct plan *plan = &recipe->plans[i];
        bool noise = strcmp(plan->target, NOISE_TARGET) == 0;
        if (!version->news.plans[i] || noise != of_noise ||
            (plan->count == 0 && !noise && !recipe_value(recipe, plan->target)))
            continue;
        text_add(out, "%sschedule %s%s", prefix, plan->target, *plan->target ? " " : "");
        if (plan->count == 0)
            text_add(out, "none");
        write_plan(recipe, plan, out);
        text_add(out, "\n");
    }
}

/* Whether an appointment of the same row comes before the lines, so that what is as it was in the
 * version before has to be said, too. */
static bool needs_all(const struct version *version, const struct version *before)
{
    return before && version->appointed && version->by_hand;
}

static void write_batch(const struct recipe *recipe, const char *prefix, struct text *out)
{
    text_add(out, "%sbatch ", prefix);
    if (recipe->batch > 0)
        text_add(out, "%lld%s", (long long)recipe->batch, recipe->replace ? " replace" : "");
    else
        text_add(out, "all");
}

/* Noise and batches. When the scene is opened, the ball's own stream will be that of its number. */
static void write_seen(int number, const struct version *version, const struct version *before,
                       const char *prefix, struct text *out)
{
    const struct recipe *recipe = version->recipe, *last = before ? before->recipe : NULL;
    int old = last ? last->stream : number, plan = recipe_plan(recipe, NOISE_TARGET);
    bool goes_on = plan >= 0 && !version->news.plans[plan]; /* a number would end it */
    bool all = needs_all(version, before), moves = recipe->stream != old;
    bool batch = recipe->batch != (last ? last->batch : 0) ||
                 recipe->replace != (last && last->replace) || (moves && goes_on);
    bool noise = recipe->noise != (last ? last->noise : 0) || (moves && !batch);
    char ending[40] = "\n";
    if (recipe->stream != old || all)
        snprintf(ending, sizeof ending, " stream=%d\n", recipe->stream + 1);
    if ((noise || all) && !goes_on) {
        text_add(out, "%snoise ", prefix);
        text_add_number(out, recipe->noise);
        text_add(out, "%s", ending);
    }
    if (batch || all) {
        write_batch(recipe, prefix, out);
        text_add(out, "%s", ending);
    }
}

static bool sets_number(const struct version *version, const char *name)
{
    for (int i = 1; i < version->recipe->plan_count; i++)
        if (version->news.sets[i] && strcmp(version->recipe->plans[i].target, name) == 0)
            return true;
    return false;
}

/* Whether a parameter goes on with a plan, and nobody has set it here. */
static bool follows(const struct version *version, const char *name)
{
    int plan = recipe_plan(version->recipe, name);
    return plan >= 0 && !version->news.plans[plan] && !version->news.sets[plan];
}

/* Whether the lines of rule and schedules have said the number already. */
static bool given(const struct version *version, const char *name)
{
    const struct formula_row *rule = version->recipe->rule->row;
    if (version->news.rule && rule && parameter_find(rule->parameters, name))
        return true;
    for (int i = 0; i < version->recipe->plan_count; i++) {
        const struct plan *plan = &version->recipe->plans[i];
        for (int k = 0; version->news.plans[i] && k < plan->count; k++) {
            const struct formula_row *row = plan->segments[k].schedule->row;
            for (int j = 0; row && j < PARAMETERS_MAX && row->parameters[j].name; j++) {
                char full[NAME_SIZE];
                plan_parameter(plan, k, row->parameters[j].name, full);
                if (strcmp(full, name) == 0)
                    return true;
            }
        }
    }
    return false;
}

/* Its rule came with another eta_0, and went: the plan began anew all the same. */
static bool brings_same(const struct version *version, const struct version *before)
{
    return before && before->recipe->eta0 == version->recipe->eta0;
}

void sim_version_write(const struct sim *sim, int ball, int index, const char *prefix,
                       struct text *out)
{
    const struct version *version = &sim->balls[ball]->history.items[index];
    const struct version *before = index > 0 ? version - 1 : NULL;
    const struct recipe *recipe = version->recipe;
    if (version->news.rule) {
        text_add(out, "%soptimizer ", prefix);
        write_formula(recipe, NULL, 0, out);
        text_add(out, "\n");
    }
    write_new_plans(version, false, prefix, out);
    /* A new ball would have that of the one before. */
    if (version->news.sets[0] && recipe->eta_named)
        write_line(out, prefix, "eta", recipe->eta0);
    else if (version->news.sets[0] && (needs_all(version, before) || brings_same(version, before) ||
                                       (before ? before->recipe->eta_named : ball > 0)))
        text_add(out, "%seta auto\n", prefix);
    write_seen(ball, version, before, prefix, out);
    write_new_plans(version, true, prefix, out);
    /* What the lines above may have set back to its default, or an appointment to anything. */
    bool defaults = version->news.rule || needs_all(version, before);
    for (int i = 0; i < recipe->plan_count; i++)
        defaults |= version->news.plans[i];
    for (int i = 0; i < recipe->values.count; i++) {
        const struct named_value *value = &recipe->values.items[i];
        const struct named_value *old = before ? recipe_value(before->recipe, value->name) : NULL;
        bool same = old && old->value == value->value;
        if ((same || version->news.rule) && follows(version, value->name))
            continue; /* told again, it would begin its plan anew */
        bool changed = defaults || !same;
        if (sets_number(version, value->name) || (changed && !given(version, value->name)))
            write_line(out, prefix, value->name, value->value);
    }
}

void sim_let_version_write(const struct sim *sim, int index, const char *prefix, struct text *out)
{
    const struct version *version = &sim->problems.items[index];
    const struct lets *lets = &version->problem->lets;
    const struct lets *before = index > 0 ? &version[-1].problem->lets : NULL;
    bool all = version->by_hand && version->appointed; /* see needs_all */
    for (int i = 0; i < lets->count; i++)
        if (all || !before || i >= before->count ||
            before->items[i].value != lets->items[i].value) {
            text_add(out, "%slet %s = ", prefix, lets->items[i].name);
            text_add_number(out, lets->items[i].value);
            text_add(out, "\n");
        }
}
