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

/* The rule (course NULL) or a schedule, with the parameters of its row that are not at their
 * defaults, as ` name=value`. */
static void write_formula(const struct recipe *recipe, const struct course *course, int segment,
                          struct text *out)
{
    const struct formula *formula = course ? course->segments[segment].schedule : recipe->rule;
    const struct parameter_row *rows = formula->row ? formula->row->parameters : NULL;
    formula_write(formula, out);
    for (int i = 0; rows && i < PARAMETERS_MAX && rows[i].name; i++) {
        char name[NAME_SIZE];
        if (!course_parameter(course, segment, rows[i].name, name))
            continue;
        const struct named_value *value = recipe_value(recipe, name);
        if (value && value->value != rows[i].value) {
            text_add(out, " %s=", rows[i].name);
            text_add_number(out, value->value);
        }
    }
}

static void write_course(const struct recipe *recipe, const struct course *course, struct text *out)
{
    for (int i = 0; i < course->count; i++) {
        const struct segment *segment = &course->segments[i];
        text_add(out, "%s", i ? " then " : "");
        write_formula(recipe, course, i, out);
        if (segment->length > 0)
            text_add(out, " for %.0f", segment->length);
    }
    if (course->count > 0 && course->per_epoch)
        text_add(out, " per epoch");
}

void sim_schedule_write(const struct sim *sim, int ball, const char *target, struct text *out)
{
    const struct recipe *recipe = sim_recipe(sim, ball);
    int course = recipe_course(recipe, target);
    if (course >= 0)
        write_course(recipe, &recipe->courses[course], out);
}

/* A course that went because its parameter is gone goes by itself. */
static void write_new_courses(const struct version *version, const char *prefix, struct text *out)
{
    const struct recipe *recipe = version->recipe;
    for (int i = 0; i < recipe->course_count; i++) {
        const struct course *course = &recipe->courses[i];
        if (!version->news.courses[i] ||
            (course->count == 0 && !recipe_value(recipe, course->target)))
            continue;
        text_add(out, "%sschedule %s%s", prefix, course->target, *course->target ? " " : "");
        if (course->count == 0)
            text_add(out, "none");
        write_course(recipe, course, out);
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
        text_add(out, "%lld", (long long)recipe->batch);
    else
        text_add(out, "all");
}

/* Noise and batches. When the scene is opened, the ball's own stream will be that of its number. */
static void write_seen(int number, const struct version *version, const struct version *before,
                       const char *prefix, struct text *out)
{
    const struct recipe *recipe = version->recipe, *last = before ? before->recipe : NULL;
    int old = last ? last->stream : number;
    bool all = needs_all(version, before);
    bool batch = recipe->batch != (last ? last->batch : 0);
    bool noise = recipe->noise != (last ? last->noise : 0) || (recipe->stream != old && !batch);
    char ending[40] = "\n";
    if (recipe->stream != old || all)
        snprintf(ending, sizeof ending, " stream=%d\n", recipe->stream + 1);
    if (noise || all) {
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
    for (int i = 1; i < version->recipe->course_count; i++)
        if (version->news.sets[i] && strcmp(version->recipe->courses[i].target, name) == 0)
            return true;
    return false;
}

/* Whether a parameter goes on with a course, and nobody has set it here. */
static bool follows(const struct version *version, const char *name)
{
    int course = recipe_course(version->recipe, name);
    return course >= 0 && !version->news.courses[course] && !version->news.sets[course];
}

/* Whether the lines of rule and schedules have said the number already. */
static bool given(const struct version *version, const char *name)
{
    const struct formula_row *rule = version->recipe->rule->row;
    if (version->news.rule && rule && parameter_find(rule->parameters, name))
        return true;
    for (int i = 0; i < version->recipe->course_count; i++) {
        const struct course *course = &version->recipe->courses[i];
        for (int k = 0; version->news.courses[i] && k < course->count; k++) {
            const struct formula_row *row = course->segments[k].schedule->row;
            for (int j = 0; row && j < PARAMETERS_MAX && row->parameters[j].name; j++) {
                char full[NAME_SIZE];
                course_parameter(course, k, row->parameters[j].name, full);
                if (strcmp(full, name) == 0)
                    return true;
            }
        }
    }
    return false;
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
    write_new_courses(version, prefix, out);
    if (version->news.sets[0])
        write_line(out, prefix, "eta", recipe->eta0);
    write_seen(ball, version, before, prefix, out);
    /* What the lines above may have set back to its default, or an appointment to anything. */
    bool defaults = version->news.rule || needs_all(version, before);
    for (int i = 0; i < recipe->course_count; i++)
        defaults |= version->news.courses[i];
    for (int i = 0; i < recipe->values.count; i++) {
        const struct named_value *value = &recipe->values.items[i];
        const struct named_value *old = before ? recipe_value(before->recipe, value->name) : NULL;
        bool same = old && old->value == value->value;
        if ((same || version->news.rule) && follows(version, value->name))
            continue; /* told again, it would begin its course anew */
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
