/* The numbers of a ball: the parameters of its rule and of its schedules, each under one name. */

#include "recipe.h"

#include "../base/text.h"

#include <string.h>

static struct named_value *values_find(struct values *values, const char *name)
{
    const struct named_value *found = named_find(values->items, values->count, name);
    return found ? &values->items[found - values->items] : NULL;
}

/* Adds a parameter: at the value that it has in keep, else at its default. */
static bool add(struct values *values, const struct parameter_row *row, const char *name,
                const struct values *keep, struct error *error)
{
    if (values_find(values, name))
        return true;
    if (values->count == VALUES_MAX)
        return error_at(error, ERROR_NO_PLACE, "a ball has at most %d parameters", VALUES_MAX);
    struct named_value *item = &values->items[values->count++];
    *item = (struct named_value){.value = row ? row->value : 0, .row = row};
    memcpy(item->name, name, strlen(name) + 1);
    const struct named_value *kept = keep ? named_find(keep->items, keep->count, name) : NULL;
    if (kept)
        item->value = kept->value;
    return true;
}

/* Rule, or a schedule of a plan: its parameters are a row's, or those that a typed formula reads.
 */
enum { PART_MAX = 128 };
struct part {
    const struct parameter_row *rows[PART_MAX];
    const char *names[PART_MAX];
    int count;
};

static void part_add(struct part *part, const struct parameter_row *row, const char *name)
{
    part->rows[part->count] = row;
    part->names[part->count] = name;
    part->count += part->count < PART_MAX - 1;
}

static struct part part_of(const struct recipe *recipe, const struct plan *plan, int segment)
{
    const struct formula *formula = plan ? plan->segments[segment].schedule : recipe->rule;
    const struct graph *graph = formula->code->graph;
    const struct parameter_row *rows = formula->row ? formula->row->parameters : NULL;
    struct part part = {.count = 0};
    for (int i = 0; rows && i < PARAMETERS_MAX && rows[i].name; i++)
        part_add(&part, &rows[i], rows[i].name);
    for (int i = 0; !rows && i < graph->input_count; i++)
        if (graph->inputs[i].kind == INPUT_PARAMETER)
            part_add(&part, catalogue_parameter(graph->inputs[i].name), graph->inputs[i].name);
    return part;
}

static bool add_part(struct values *values, const struct recipe *recipe, const struct plan *plan,
                     int segment, const struct values *keep, struct error *error)
{
    struct part part = part_of(recipe, plan, segment);
    for (int i = 0; i < part.count; i++) {
        char name[NAME_SIZE];
        if (!plan_parameter(plan, segment, part.names[i], name))
            return error_at(error, ERROR_NO_PLACE, "the name %s_%s would be too long", plan->target,
                            part.names[i]);
        if (!add(values, part.rows[i], name, keep, error))
            return false;
    }
    return true;
}

/* Adds the parameters of all parts but, if they are to be left out, the rule and a plan. */
static bool add_parts(struct values *values, const struct recipe *recipe, bool no_rule,
                      const struct plan *but, const struct values *keep, struct error *error)
{
    if (!no_rule && !add_part(values, recipe, NULL, 0, keep, error))
        return false;
    for (int i = 0; i < recipe->plan_count; i++) {
        const struct plan *plan = &recipe->plans[i];
        for (int k = 0; plan != but && k < plan->count; k++)
            if (!add_part(values, recipe, plan, k, keep, error))
                return false;
    }
    return true;
}

/* The next plan whose parameter is not there: neither rule nor another plan has it. Noise is there
 * always. */
static struct plan *find_orphan(struct recipe *recipe)
{
    for (int i = 1; i < recipe->plan_count; i++)
        if (recipe->plans[i].count > 0 && strcmp(recipe->plans[i].target, NOISE_TARGET) != 0 &&
            !values_find(&recipe->values, recipe->plans[i].target))
            return &recipe->plans[i];
    return NULL;
}

bool values_collect(struct recipe *recipe, bool rule_is_new, const struct plan *new_plan,
                    struct error *error)
{
    const struct values old = recipe->values;
    struct plan *orphan;
    /* What the new part shares with others that stay, too, stays as it is; the order is always the
     * same. A plan that goes takes its values along, though the new rule may have one of that
     * name. */
    do {
        struct values stays = {.count = 0};
        recipe->values.count = 0;
        if (!add_parts(&stays, recipe, rule_is_new, new_plan, &old, error) ||
            !add_parts(&recipe->values, recipe, false, NULL, &stays, error))
            return false;
        orphan = find_orphan(recipe);
        if (orphan)
            plan_end(orphan);
    } while (orphan);
    return true;
}

static bool unknown_parameter(const struct part *part, const struct named_value *given,
                              struct error *error)
{
    struct text names = {0};
    for (int i = 0; i < part->count; i++)
        text_add(&names, "%s%s", i ? ", " : "", part->names[i]);
    error_set(error, given->place, "no parameter %s: it has %.250s", given->name,
              part->count ? names.bytes : "none");
    text_free(&names);
    return false;
}

bool values_apply(struct recipe *recipe, const struct plan *plan, int segment,
                  const struct named_value *given, int count, struct error *error)
{
    struct part part = part_of(recipe, plan, segment);
    for (int i = 0; i < count; i++) {
        char name[NAME_SIZE];
        int k = 0;
        while (k < part.count && strcmp(part.names[k], given[i].name) != 0)
            k++;
        if (k == part.count)
            return unknown_parameter(&part, &given[i], error);
        plan_parameter(plan, segment, given[i].name, name);
        struct named_value *item = values_find(&recipe->values, name);
        if (!named_check(item->row, given[i].name, given[i].value, error)) {
            error->offset = given[i].place;
            return false;
        }
        item->value = given[i].value;
    }
    return true;
}
