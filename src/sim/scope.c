/* What the names of formulas are now: for values typed at the prompt, and for the panel. */

#include "sim.h"

#include <string.h>

/* The names that every ball has. */
static const char *const names[] = {"eta", "eta0", "n",    "t",         "epoch",    "x",
                                    "y",   "f",    "loss", "sharpness", "tolerance"};
enum { NAME_COUNT = sizeof names / sizeof *names };

static double number_of(const struct sim *sim, int ball, int index)
{
    const struct row *row = sim_row(sim, ball);
    const double numbers[] = {row->eta,
                              sim_recipe(sim, ball)->eta0,
                              (double)row->n,
                              (double)row->n + 1,
                              (double)row->epoch,
                              row->x,
                              row->y,
                              row->loss,
                              row->loss,
                              row_sharpness(row),
                              sim_conditions(sim)->tolerance};
    _Static_assert(sizeof numbers / sizeof *numbers == NAME_COUNT, "a number for each name");
    return numbers[index];
}

static enum name_kind find_present(const struct scope *scope, const char *name, double *number)
{
    const struct sim_scope_place *place = scope->context;
    const struct named_value *value = recipe_value(sim_recipe(place->sim, place->ball), name);
    value = value ? value : lets_find(&sim_problem(place->sim)->lets, name);
    if (value) {
        *number = value->value;
        return NAME_NUMBER;
    }
    for (int i = 0; i < NAME_COUNT; i++)
        if (strcmp(names[i], name) == 0) {
            *number = number_of(place->sim, place->ball, i);
            return NAME_NUMBER;
        }
    return NAME_UNKNOWN;
}

static const char *present_name_at(const struct scope *scope, int index)
{
    const struct sim_scope_place *place = scope->context;
    const struct values *values = &sim_recipe(place->sim, place->ball)->values;
    const struct lets *lets = &sim_problem(place->sim)->lets;
    if (index < NAME_COUNT)
        return names[index];
    index -= NAME_COUNT;
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
