/* Rules and schedules: formulas, compiled with what their names mean to a ball. */

#include "recipe.h"

#include "../base/memory.h"

#include <stdlib.h>
#include <string.h>

struct formula_place {
    const struct lets *lets;
    const struct parameter_row *parameters; /* of a row; NULL for a typed formula */
    const char *text;
    bool of_rule;
};

/* The parameter that has the name, or has it as another one. */
static const struct parameter_row *find_parameter(const struct formula_place *place,
                                                  const char *name)
{
    return place->parameters ? parameter_find(place->parameters, name) : catalogue_parameter(name);
}

static const char *known_as(const struct scope *scope, const char *name)
{
    const struct parameter_row *row = find_parameter(scope->context, name);
    return row ? row->name : NULL;
}

/* In a typed formula alpha is eta, and in a rule beta is momentum, where that is not named, too. */
static bool is_other_name(const struct formula_place *place, const char *name)
{
    return (strcmp(name, "alpha") == 0 && !formula_names(place->text, "eta")) ||
           (strcmp(name, "beta") == 0 && place->of_rule && !formula_names(place->text, "momentum"));
}

/* A row knows its own parameters only; a typed formula the lets, then any row's parameters. */
static enum name_kind find_name(const struct scope *scope, const char *name, double *number)
{
    (void)number;
    const struct formula_place *place = scope->context;
    const struct parameter_row *row = find_parameter(place, name);
    if (!place->parameters && lets_find(place->lets, name))
        return NAME_LET;
    if (!place->parameters && is_other_name(place, name))
        return NAME_UNKNOWN;
    return row && strcmp(row->name, name) == 0 ? NAME_PARAMETER : NAME_UNKNOWN;
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
    const struct formula_row *row;
    for (int i = 0; (row = catalogue_formula(i)) && !name; i++)
        name = nth_parameter(row->parameters, &index);
    return name;
}

/* --- rules and schedules --- */

/* The scope has what a rule reads beside names. */
static struct formula *compile(enum language language, const struct lets *lets,
                               const struct formula_row *row, const char *text, struct scope scope,
                               struct error *error)
{
    struct formula_place place = {lets, row ? row->parameters : NULL, text,
                                  language == LANGUAGE_RULE};
    scope.find = find_name;
    scope.name_at = name_at;
    scope.known_as = known_as;
    scope.context = &place;
    struct formula_code *code = formula_compile(language, text, &scope, error);
    if (!code)
        return NULL;
    struct formula *formula = memory_new(1, sizeof *formula);
    *formula = (struct formula){1, row, memory_copy(text), code, .noisy = scope.noisy};
    return formula;
}

const struct formula *rule_new(const struct problem *problem, const struct formula_row *row,
                               const char *text, bool noisy, bool batched, struct error *error)
{
    bool of_batch = batched && problem->batch_code;
    struct scope scope = {.surface = of_batch ? problem->batch_code : problem->code,
                          .full = problem->code,
                          .noisy = noisy};
    struct formula *rule = compile(LANGUAGE_RULE, &problem->lets, row, text, scope, error);
    if (rule)
        rule->batched = batched;
    return rule;
}

const struct formula *schedule_new(const struct lets *lets, const struct formula_row *row,
                                   const char *text, struct error *error)
{
    struct formula *schedule =
        compile(LANGUAGE_SCHEDULE, lets, row, text, (struct scope){0}, error);
    if (!schedule || schedule->code->state_count <= SCHEDULE_STATE_MAX)
        return schedule;
    formula_release(schedule);
    error_set(error, 0, "a schedule keeps at most %d numbers", SCHEDULE_STATE_MAX);
    return NULL;
}

void formula_write(const struct formula *formula, struct text *out)
{
    text_add_flat(out, formula->row ? formula->row->name : formula->text);
}

void formula_release(const struct formula *formula)
{
    if (!formula || !owners_drop(&formula->owners))
        return;
    formula_code_free(formula->code);
    free(formula->text);
    free((struct formula *)(uintptr_t)formula);
}
