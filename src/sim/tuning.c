/* Rules, schedules and numbers of balls, and the lets, in their versions. */

#include "internal.h"

#include "../base/memory.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* --- what the names in a formula mean --- */

struct formula_place {
    const struct sim *sim;
    const struct parameter_row *parameters; /* of a row; NULL for a typed formula */
};

static bool is_let(const struct sim *sim, const char *name)
{
    const struct lets *lets = lets_last(sim);
    for (int i = 0; i < lets->count; i++)
        if (strcmp(lets->items[i].name, name) == 0)
            return true;
    return false;
}

/* A row knows its own parameters only; a typed formula the lets, then any row's parameters. */
static enum name_kind find_name(const struct scope *scope, const char *name, double *number)
{
    (void)number;
    const struct formula_place *place = scope->context;
    if (place->parameters)
        return parameter_find(place->parameters, name) ? NAME_PARAMETER : NAME_UNKNOWN;
    if (is_let(place->sim, name))
        return NAME_LET;
    return catalogue_parameter(name) ? NAME_PARAMETER : NAME_UNKNOWN;
}

static const char *nth_parameter(const struct parameter_row *parameters, int *index)
{
    for (int i = 0; i < PARAMETERS_MAX && parameters[i].name; i++)
        if ((*index)-- == 0)
            return parameters[i].name;
    return NULL;
}

static const char *name_at(const struct scope *scope, int index)
{
    const struct formula_place *place = scope->context;
    const char *name = NULL;
    if (place->parameters)
        return nth_parameter(place->parameters, &index);
    const struct lets *lets = lets_last(place->sim);
    if (index < lets->count)
        return lets->items[index].name;
    index -= lets->count;
    for (int i = 0; i < optimizer_row_count && !name; i++)
        name = nth_parameter(optimizer_rows[i].parameters, &index);
    for (int i = 0; i < schedule_row_count && !name; i++)
        name = nth_parameter(schedule_rows[i].parameters, &index);
    return name;
}

/* --- rules and schedules --- */

struct rule *rule_new(const struct sim *sim, const struct optimizer_row *row, const char *text,
                      struct error *error)
{
    struct formula_place place = {sim, row ? row->parameters : NULL};
    struct scope scope = {find_name, name_at, &place};
    struct rule_code *code = rule_compile(text, sim->surface.code, false, &scope, error);
    if (!code)
        return NULL;
    struct rule *rule = memory_new(1, sizeof *rule);
    *rule = (struct rule){1, row, memory_copy(text), code};
    return rule;
}

struct schedule *schedule_new(const struct sim *sim, const struct schedule_row *row,
                              const char *text, struct error *error)
{
    struct formula_place place = {sim, row ? row->parameters : NULL};
    struct scope scope = {find_name, name_at, &place};
    struct schedule_code *code = schedule_compile(text, &scope, error);
    if (!code)
        return NULL;
    struct schedule *schedule = memory_new(1, sizeof *schedule);
    *schedule = (struct schedule){1, row, memory_copy(text), code};
    return schedule;
}

void rule_release(struct rule *rule)
{
    if (!rule || --rule->references > 0)
        return;
    rule_code_free(rule->code);
    free(rule->text);
    free(rule);
}

void schedule_release(struct schedule *schedule)
{
    if (!schedule || --schedule->references > 0)
        return;
    schedule_code_free(schedule->code);
    free(schedule->text);
    free(schedule);
}

/* --- tunings --- */

void tuning_free(struct tuning *tuning)
{
    if (!tuning)
        return;
    rule_release(tuning->rule);
    schedule_release(tuning->schedule);
    free(tuning);
}

const struct tuning *tuning_at(const struct ball *ball, int64_t tick)
{
    int low = 0, high = ball->tuning_count - 1;
    while (low < high) {
        int middle = (low + high + 1) / 2;
        if (ball->tunings[middle]->tick <= tick)
            low = middle;
        else
            high = middle - 1;
    }
    return ball->tunings[low];
}

struct tuning *tuning_last(const struct ball *ball)
{
    return ball->tunings[ball->tuning_count - 1];
}

void tuning_push(struct ball *ball, struct tuning *tuning)
{
    if (ball->tuning_count == ball->tuning_capacity) {
        ball->tuning_capacity = ball->tuning_capacity ? 2 * ball->tuning_capacity : 4;
        ball->tunings =
            memory_resize(ball->tunings, (size_t)ball->tuning_capacity, sizeof *ball->tunings);
    }
    ball->tunings[ball->tuning_count++] = tuning;
}

const struct lets *lets_at(const struct sim *sim, int64_t tick)
{
    int index = sim->lets_count - 1;
    while (index > 0 && sim->lets[index]->tick > tick)
        index--;
    return sim->lets[index];
}

struct lets *lets_last(const struct sim *sim)
{
    return sim->lets[sim->lets_count - 1];
}

/* --- numbers --- */

struct named_value *values_find(struct values *values, const char *name)
{
    for (int i = 0; i < values->count; i++)
        if (strcmp(values->items[i].name, name) == 0)
            return &values->items[i];
    return NULL;
}

bool value_check(const struct parameter_row *row, const char *name, double value,
                 struct error *error)
{
    if (!isfinite(value))
        return error_at(error, ERROR_NO_PLACE, "%s must be a finite number, not %g", name, value);
    if (row && !(value >= row->low && value <= row->high))
        return error_at(error, ERROR_NO_PLACE, "%s must be from %.9g to %.9g, not %.9g", name,
                        row->low, row->high, value);
    return true;
}

/* Adds a parameter, at its old value if it had one that stays, else at its default. */
static bool add_value(struct values *values, const struct parameter_row *row, const char *name,
                      const struct values *keep, struct error *error)
{
    if (values_find(values, name))
        return true;
    if (values->count == VALUES_MAX)
        return error_at(error, ERROR_NO_PLACE, "a ball has at most %d parameters", VALUES_MAX);
    struct named_value *item = &values->items[values->count++];
    *item = (struct named_value){.value = row ? row->value : 0, .row = row};
    memcpy(item->name, name, strlen(name) + 1);
    for (int i = 0; keep && i < keep->count; i++)
        if (strcmp(keep->items[i].name, name) == 0)
            item->value = keep->items[i].value;
    return true;
}

static bool add_row_values(struct values *values, const struct parameter_row *rows,
                           const struct values *keep, struct error *error)
{
    for (int i = 0; i < PARAMETERS_MAX && rows[i].name; i++)
        if (!add_value(values, &rows[i], rows[i].name, keep, error))
            return false;
    return true;
}

static bool add_input_values(struct values *values, const struct input *inputs, int count,
                             const struct values *keep, struct error *error)
{
    for (int i = 0; i < count; i++)
        if (inputs[i].kind == INPUT_PARAMETER &&
            !add_value(values, catalogue_parameter(inputs[i].name), inputs[i].name, keep, error))
            return false;
    return true;
}

static void list_names(const struct values *values, char *buffer, size_t size)
{
    size_t length = 0;
    buffer[0] = '\0';
    for (int i = 0; i < values->count && length + NAME_SIZE + 3 < size; i++) {
        if (i > 0) {
            memcpy(buffer + length, ", ", 3);
            length += 2;
        }
        size_t more = strlen(values->items[i].name);
        memcpy(buffer + length, values->items[i].name, more + 1);
        length += more;
    }
}

static bool apply_given(struct values *values, const struct named_value *given, int count,
                        struct error *error)
{
    for (int i = 0; i < count; i++) {
        struct named_value *item = values_find(values, given[i].name);
        if (!item) {
            char names[300];
            list_names(values, names, sizeof names);
            if (!names[0])
                return error_at(error, ERROR_NO_PLACE, "no parameter %s: it has none",
                                given[i].name);
            return error_at(error, ERROR_NO_PLACE, "no parameter %s: it has %s", given[i].name,
                            names);
        }
        if (!value_check(item->row, item->name, given[i].value, error))
            return false;
        item->value = given[i].value;
    }
    return true;
}

/* The parameters of a rule and a schedule together: `old` values stay for the half that stays (the
 * caller passes what may stay), `given` ones are set. */
bool values_collect(struct values *values, const struct rule *rule, const struct schedule *schedule,
                    const struct values *old, const struct named_value *given, int given_count,
                    struct error *error)
{
    *values = (struct values){0};
    bool good = rule->row ? add_row_values(values, rule->row->parameters, old, error)
                          : add_input_values(values, rule->code->inputs, rule->code->input_count,
                                             old, error);
    good = good && (schedule->row ? add_row_values(values, schedule->row->parameters, old, error)
                                  : add_input_values(values, schedule->code->inputs,
                                                     schedule->code->input_count, old, error));
    return good && apply_given(values, given, given_count, error);
}
