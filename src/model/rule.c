/* Rules and schedules: formulas, compiled with what their names mean to a ball. */

#include "recipe.h"

#include "../base/memory.h"

#include <stdlib.h>

struct formula_place {
    const struct lets *lets;
    const struct parameter_row *parameters; /* of a row; NULL for a typed formula */
};

/* A row knows its own parameters only; a typed formula the lets, then any row's parameters. */
static enum name_kind find_name(const struct scope *scope, const char *name, double *number)
{
    (void)number;
    const struct formula_place *place = scope->context;
    if (place->parameters)
        return parameter_find(place->parameters, name) ? NAME_PARAMETER : NAME_UNKNOWN;
    if (lets_find(place->lets, name))
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
    if (index < place->lets->count)
        return place->lets->items[index].name;
    index -= place->lets->count;
    for (int i = 0; i < optimizer_row_count && !name; i++)
        name = nth_parameter(optimizer_rows[i].parameters, &index);
    for (int i = 0; i < schedule_row_count && !name; i++)
        name = nth_parameter(schedule_rows[i].parameters, &index);
    return name;
}

/* --- rules and schedules --- */

const struct rule *rule_new(const struct problem *problem, const struct optimizer_row *row,
                            const char *text, bool noisy, bool batched, struct error *error)
{
    struct formula_place place = {&problem->lets, row ? row->parameters : NULL};
    struct scope scope = {.find = find_name, .name_at = name_at, .context = &place};
    scope.surface = batched && problem->batch_code ? problem->batch_code : problem->code;
    scope.noisy = noisy;
    struct formula_code *code = formula_compile(LANGUAGE_RULE, text, &scope, error);
    if (!code)
        return NULL;
    struct rule *rule = memory_new(1, sizeof *rule);
    *rule = (struct rule){1, row, memory_copy(text), code, noisy, batched};
    return rule;
}

const struct schedule *schedule_new(const struct lets *lets, const struct schedule_row *row,
                                    const char *text, struct error *error)
{
    struct formula_place place = {lets, row ? row->parameters : NULL};
    struct scope scope = {.find = find_name, .name_at = name_at, .context = &place};
    struct formula_code *code = formula_compile(LANGUAGE_SCHEDULE, text, &scope, error);
    if (code && code->state_count > SCHEDULE_STATE_MAX) {
        formula_code_free(code);
        error_set(error, 0, "a schedule keeps at most %d numbers", SCHEDULE_STATE_MAX);
        return NULL;
    }
    if (!code)
        return NULL;
    struct schedule *schedule = memory_new(1, sizeof *schedule);
    *schedule = (struct schedule){1, row, memory_copy(text), code};
    return schedule;
}

const struct rule *rule_retain(const struct rule *rule)
{
    owners_add(&rule->owners);
    return rule;
}

const struct schedule *schedule_retain(const struct schedule *schedule)
{
    owners_add(&schedule->owners);
    return schedule;
}

void rule_release(const struct rule *rule)
{
    if (!rule || !owners_drop(&rule->owners))
        return;
    formula_code_free(rule->code);
    free(rule->text);
    free((struct rule *)(uintptr_t)rule);
}

void schedule_release(const struct schedule *schedule)
{
    if (!schedule || !owners_drop(&schedule->owners))
        return;
    formula_code_free(schedule->code);
    free(schedule->text);
    free((struct schedule *)(uintptr_t)schedule);
}
