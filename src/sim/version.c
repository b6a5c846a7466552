/* The changes on record, as commands: what a saved scene is made of. */

#include "internal.h"

#include <string.h>

static void write_line(struct text *out, const char *prefix, const char *name, double value)
{
    text_add(out, "%s%s %.17g\n", prefix, name, value);
}

static bool shared(const struct named_value *value, const struct parameter_row *rows)
{
    return parameter_find(rows, value->name) != NULL;
}

/* The parameters of a row that are not at their defaults, as ` name=value`. */
static void write_pairs(const struct values *values, const struct parameter_row *rows,
                        struct text *out)
{
    for (int i = 0; i < values->count; i++) {
        const struct named_value *item = &values->items[i];
        const struct parameter_row *row = parameter_find(rows, item->name);
        if (row && row->value != item->value)
            text_add(out, " %s=%.17g", item->name, item->value);
    }
}

/* A formula on one line: a new line in it separates statements, as a semicolon does. */
static void write_flat(struct text *out, const char *text)
{
    for (; *text; text++)
        text_add_bytes(out, *text == '\n' ? ";" : text, 1);
}

static void write_rule(const struct tuning *tuning, const char *prefix, struct text *out)
{
    const struct optimizer_row *row = tuning->rule->row;
    text_add(out, "%soptimizer ", prefix);
    write_flat(out, row ? row->name : tuning->rule->text);
    if (row)
        write_pairs(&tuning->values, row->parameters, out);
    text_add(out, "\n");
}

static void write_schedule(const struct tuning *tuning, const char *prefix, struct text *out)
{
    const struct schedule_row *row = tuning->schedule->row;
    text_add(out, "%sschedule ", prefix);
    write_flat(out, row ? row->name : tuning->schedule->text);
    if (row)
        write_pairs(&tuning->values, row->parameters, out);
    text_add(out, "\n");
}

/* Whether the lines above have given the value already. */
static bool given(const struct tuning *tuning, const struct named_value *value)
{
    const struct optimizer_row *optimizer = tuning->rule->row;
    const struct schedule_row *schedule = tuning->schedule->row;
    return (tuning->new_rule && optimizer && shared(value, optimizer->parameters)) ||
           (tuning->new_schedule && schedule && shared(value, schedule->parameters));
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
    if (tuning->new_schedule)
        write_schedule(tuning, prefix, out);
    if (tuning->sets_eta)
        write_line(out, prefix, "eta", tuning->eta0);
    for (int i = 0; i < tuning->values.count; i++) {
        const struct named_value *value = &tuning->values.items[i];
        const struct named_value *old = NULL;
        for (int k = 0; before && k < before->values.count; k++)
            if (strcmp(before->values.items[k].name, value->name) == 0)
                old = &before->values.items[k];
        bool formula_is_new = tuning->new_rule || tuning->new_schedule; /* with its defaults */
        if (!given(tuning, value) && (formula_is_new || !old || old->value != value->value))
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
    for (int i = 0; i < lets->count; i++)
        if (!before || i >= before->count || before->items[i].value != lets->items[i].value)
            text_add(out, "%slet %s = %.17g\n", prefix, lets->items[i].name, lets->items[i].value);
}
