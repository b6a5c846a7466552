/* What the names of formulas are now: for values typed at the prompt, and for the panel. */

#include "sim.h"

#include "../model/quantity.h"

#include <string.h>

static enum name_kind find_present(const struct scope *scope, const char *name, double *number)
{
    const struct sim_scope_place *place = scope->context;
    const struct named_value *value = recipe_value(sim_recipe(place->sim, place->ball), name);
    const struct quantity_row *quantity = quantity_find(name);
    value = value ? value : lets_find(&sim_problem(place->sim)->lets, name);
    if (value)
        *number = value->value;
    else if (quantity && quantity->of)
        *number = quantity->of(sim_row(place->sim, place->ball));
    else if (strcmp(name, "eta0") == 0)
        *number = sim_recipe(place->sim, place->ball)->eta0;
    else if (strcmp(name, "tolerance") == 0)
        *number = place->sim->conditions.tolerance;
    else
        return NAME_UNKNOWN;
    return NAME_NUMBER;
}

static const char *present_name_at(const struct scope *scope, int index)
{
    static const char *const others[] = {"eta0", "tolerance"};
    enum { OTHERS = sizeof others / sizeof *others };
    const struct sim_scope_place *place = scope->context;
    const struct values *values = &sim_recipe(place->sim, place->ball)->values;
    const struct lets *lets = &sim_problem(place->sim)->lets;
    if (index < OTHERS)
        return others[index];
    index -= OTHERS;
    for (int i = 0; i < quantity_row_count; i++)
        if (quantity_rows[i].of && index-- == 0)
            return quantity_rows[i].name;
    if (index < values->count)
        return values->items[index].name;
    index -= values->count;
    return index < lets->count ? lets->items[index].name : NULL;
}

struct scope sim_scope(const struct sim *sim, int ball, struct sim_scope_place *place)
{
    *place = (struct sim_scope_place){sim, ball};
    return (struct scope){.find = find_present, .name_at = present_name_at, .context = place};
}
