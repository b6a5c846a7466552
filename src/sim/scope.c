/* What the names of formulas are now: for values typed at the prompt, and for the panel. */

#include "sim.h"

#include <string.h>

static const struct named_value *find_number(const struct sim *sim, int ball, const char *name)
{
    const struct named_value *value = recipe_value(sim_recipe(sim, ball), name);
    return value ? value : lets_find(&sim_problem(sim)->lets, name);
}

static double quantity_eta(const struct sim *sim, int ball)
{
    return sim_row(sim, ball)->eta;
}
static double quantity_eta0(const struct sim *sim, int ball)
{
    return sim_recipe(sim, ball)->eta0;
}
static double quantity_n(const struct sim *sim, int ball)
{
    return (double)sim_row(sim, ball)->n;
}
static double quantity_t(const struct sim *sim, int ball)
{
    return (double)sim_row(sim, ball)->n + 1;
}
static double quantity_epoch(const struct sim *sim, int ball)
{
    return (double)sim_row(sim, ball)->epoch;
}
static double quantity_x(const struct sim *sim, int ball)
{
    return sim_row(sim, ball)->x;
}
static double quantity_y(const struct sim *sim, int ball)
{
    return sim_row(sim, ball)->y;
}
static double quantity_loss(const struct sim *sim, int ball)
{
    return sim_row(sim, ball)->loss;
}
static double quantity_sharpness(const struct sim *sim, int ball)
{
    return row_sharpness(sim_row(sim, ball));
}
static double quantity_tolerance(const struct sim *sim, int ball)
{
    (void)ball;
    return sim_conditions(sim)->tolerance;
}

static const struct {
    const char *name;
    double (*value)(const struct sim *sim, int ball);
} quantities[] = {
    {"eta", quantity_eta},
    {"eta0", quantity_eta0},
    {"n", quantity_n},
    {"t", quantity_t},
    {"epoch", quantity_epoch},
    {"x", quantity_x},
    {"y", quantity_y},
    {"f", quantity_loss},
    {"loss", quantity_loss},
    {"sharpness", quantity_sharpness},
    {"tolerance", quantity_tolerance},
};
enum { QUANTITY_COUNT = sizeof quantities / sizeof *quantities };

static enum name_kind find_present(const struct scope *scope, const char *name, double *number)
{
    const struct sim_scope_place *place = scope->context;
    const struct named_value *value = find_number(place->sim, place->ball, name);
    if (value) {
        *number = value->value;
        return NAME_NUMBER;
    }
    for (int i = 0; i < QUANTITY_COUNT; i++)
        if (strcmp(quantities[i].name, name) == 0) {
            *number = quantities[i].value(place->sim, place->ball);
            return NAME_NUMBER;
        }
    return NAME_UNKNOWN;
}

static const char *present_name_at(const struct scope *scope, int index)
{
    const struct sim_scope_place *place = scope->context;
    const struct values *values = &sim_recipe(place->sim, place->ball)->values;
    const struct lets *lets = &sim_problem(place->sim)->lets;
    if (index < QUANTITY_COUNT)
        return quantities[index].name;
    index -= QUANTITY_COUNT;
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
