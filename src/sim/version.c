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

/* The parameters of a row that are not at their defaults, as ` name=value`. */
static void write_pairs(const struct tuning *tuning, const struct parameter_row *rows,
                        const struct course *course, int segment, struct text *out)
{
    for (int i = 0; i < PARAMETERS_MAX && rows[i].name; i++) {
        char name[NAME_SIZE];
        if (!value_full_name(course, segment, rows[i].name, name))
            continue;
        const struct named_value *value =
            named_find(tuning->values.items, tuning->values.count, name);
        if (value && value->value != rows[i].value) {
            text_add(out, " %s=", rows[i].name);
            text_add_number(out, value->value);
        }
    }
}

static void write_rule(const struct tuning *tuning, const char *prefix, struct text *out)
{
    const struct optimizer_row *row = tuning->rule->row;
    text_add(out, "%soptimizer ", prefix);
    text_add_flat(out, row ? row->name : tuning->rule->text);
    if (row)
        write_pairs(tuning, row->parameters, NULL, 0, out);
    text_add(out, "\n");
}

static void write_course(const struct tuning *tuning, const struct course *course, struct text *out)
{
    for (int i = 0; i < course->count; i++) {
        const struct segment *segment = &course->segments[i];
        const struct schedule_row *row = segment->schedule->row;
        text_add(out, "%s", i ? " then " : "");
        text_add_flat(out, row ? row->name : segment->schedule->text);
        if (row)
            write_pairs(tuning, row->parameters, course, i, out);
        if (segment->length > 0)
            text_add(out, " for %.0f", segment->length);
    }
    if (course->count > 0 && course->per_epoch)
        text_add(out, " per epoch");
}

void sim_schedule_write(const struct sim *sim, int ball, const char *target, struct text *out)
{
    const struct tuning *tuning = tuning_present(sim, ball);
    int course = course_find(tuning, target);
    if (course >= 0)
        write_course(tuning, &tuning->courses[course], out);
}

static bool has_value(const struct tuning *tuning, const char *name)
{
    return named_find(tuning->values.items, tuning->values.count, name) != NULL;
}

/* A course that went because its parameter is gone goes by itself. */
static void write_new_courses(const struct tuning *tuning, const char *prefix, struct text *out)
{
    for (int i = 0; i < tuning->course_count; i++) {
        const struct course *course = &tuning->courses[i];
        if (!course->is_new || (course->count == 0 && !has_value(tuning, course->target)))
            continue;
        text_add(out, "%sschedule %s%s", prefix, course->target, *course->target ? " " : "");
        if (course->count == 0)
            text_add(out, "none");
        write_course(tuning, course, out);
        text_add(out, "\n");
    }
}

/* Whether an appointment of the same row comes before the lines, so that what is as it was in the
 * version before has to be said, too. */
static bool needs_all(const struct tuning *tuning, const struct tuning *before)
{
    return before && tuning->appointed && tuning->by_hand;
}

static void write_batch(const struct tuning *tuning, const char *prefix, struct text *out)
{
    text_add(out, "%sbatch ", prefix);
    if (tuning->batch > 0)
        text_add(out, "%lld", (long long)tuning->batch);
    else
        text_add(out, "all");
}

/* Noise and batches. When the scene is opened, the ball's own stream will be that of its number. */
static void write_seen(const struct ball *ball, int number, const struct tuning *tuning,
                       const struct tuning *before, const char *prefix, struct text *out)
{
    int old = before ? ball_stream(ball, before) : number, stream = ball_stream(ball, tuning);
    bool all = needs_all(tuning, before);
    bool batch = tuning->batch != (before ? before->batch : 0);
    bool noise = tuning->noise != (before ? before->noise : 0) || (stream != old && !batch);
    char ending[40] = "\n";
    if (stream != old || all)
        snprintf(ending, sizeof ending, " stream=%d\n", stream + 1);
    if (noise || all) {
        text_add(out, "%snoise ", prefix);
        text_add_number(out, tuning->noise);
        text_add(out, "%s", ending);
    }
    if (batch || all) {
        write_batch(tuning, prefix, out);
        text_add(out, "%s", ending);
    }
}

static bool sets_number(const struct tuning *tuning, const char *name)
{
    for (int i = 1; i < tuning->course_count; i++)
        if (tuning->courses[i].sets && strcmp(tuning->courses[i].target, name) == 0)
            return true;
    return false;
}

/* Whether a parameter goes on with a course, and nobody has set it here. */
static bool follows(const struct tuning *tuning, const char *name)
{
    int course = course_find(tuning, name);
    return course >= 0 && !tuning->courses[course].is_new && !tuning->courses[course].sets;
}

/* Whether the lines of rule and schedules have said the number already. */
static bool given(const struct tuning *tuning, const char *name)
{
    const struct optimizer_row *rule = tuning->rule->row;
    if (tuning->new_rule && rule && parameter_find(rule->parameters, name))
        return true;
    for (int i = 0; i < tuning->course_count; i++) {
        const struct course *course = &tuning->courses[i];
        for (int k = 0; course->is_new && k < course->count; k++) {
            const struct schedule_row *row = course->segments[k].schedule->row;
            for (int j = 0; row && j < PARAMETERS_MAX && row->parameters[j].name; j++) {
                char full[NAME_SIZE];
                value_full_name(course, k, row->parameters[j].name, full);
                if (strcmp(full, name) == 0)
                    return true;
            }
        }
    }
    return false;
}

int sim_version_count(const struct sim *sim, int ball)
{
    return sim->balls[ball]->tuning_count;
}

struct sim_version sim_version_at(const struct sim *sim, int ball, int index)
{
    const struct tuning *tuning = sim->balls[ball]->tunings[index];
    return (struct sim_version){tuning->tick, !tuning->by_hand};
}

void sim_version_write(const struct sim *sim, int ball, int index, const char *prefix,
                       struct text *out)
{
    const struct tuning *tuning = sim->balls[ball]->tunings[index];
    const struct tuning *before = index > 0 ? sim->balls[ball]->tunings[index - 1] : NULL;
    if (tuning->new_rule)
        write_rule(tuning, prefix, out);
    write_new_courses(tuning, prefix, out);
    if (tuning->courses[0].sets)
        write_line(out, prefix, "eta", tuning->eta0);
    write_seen(sim->balls[ball], ball, tuning, before, prefix, out);
    /* What the lines above may have set back to its default, or an appointment to anything. */
    bool defaults = tuning->new_rule || needs_all(tuning, before);
    for (int i = 0; i < tuning->course_count; i++)
        defaults |= tuning->courses[i].is_new;
    for (int i = 0; i < tuning->values.count; i++) {
        const struct named_value *value = &tuning->values.items[i];
        const struct named_value *old =
            before ? named_find(before->values.items, before->values.count, value->name) : NULL;
        bool same = old && old->value == value->value;
        if ((same || tuning->new_rule) && follows(tuning, value->name))
            continue; /* told again, it would begin its course anew */
        bool changed = defaults || !same;
        if (sets_number(tuning, value->name) || (changed && !given(tuning, value->name)))
            write_line(out, prefix, value->name, value->value);
    }
}

int sim_let_version_count(const struct sim *sim)
{
    return sim->lets_count;
}

struct sim_version sim_let_version_at(const struct sim *sim, int index)
{
    return (struct sim_version){sim->lets[index]->tick, !sim->lets[index]->by_hand};
}

void sim_let_version_write(const struct sim *sim, int index, const char *prefix, struct text *out)
{
    const struct lets *lets = sim->lets[index];
    const struct lets *before = index > 0 ? sim->lets[index - 1] : NULL;
    bool all = lets->by_hand && lets->appointed; /* as with a tuning: see needs_all */
    for (int i = 0; i < lets->count; i++)
        if (all || !before || i >= before->count ||
            before->items[i].value != lets->items[i].value) {
            text_add(out, "%slet %s = ", prefix, lets->items[i].name);
            text_add_number(out, lets->items[i].value);
            text_add(out, "\n");
        }
}
