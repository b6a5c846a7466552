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

/* The parameters of a part: a row's, or those that a typed formula reads. */
enum { PART_MAX = 128 };
struct part {
    const struct parameter_row *rows[PART_MAX];
    const char *names[PART_MAX];
    int count;
};

static struct part part_of(const struct parameter_row *rows, const struct input *inputs, int count)
{
    struct part part = {.count = 0};
    for (int i = 0; rows && i < PARAMETERS_MAX && rows[i].name; i++) {
        part.rows[part.count] = &rows[i];
        part.names[part.count++] = rows[i].name;
    }
    for (int i = 0; !rows && i < count && part.count < PART_MAX; i++)
        if (inputs[i].kind == INPUT_PARAMETER) {
            part.rows[part.count] = catalogue_parameter(inputs[i].name);
            part.names[part.count++] = inputs[i].name;
        }
    return part;
}

static struct part part_of_rule(const struct rule *rule)
{
    return part_of(rule->row ? rule->row->parameters : NULL, rule->code->graph->inputs,
                   rule->code->graph->input_count);
}

static struct part part_of_schedule(const struct schedule *schedule)
{
    return part_of(schedule->row ? schedule->row->parameters : NULL, schedule->code->graph->inputs,
                   schedule->code->graph->input_count);
}

static bool add_rule(struct values *values, const struct rule *rule, const struct values *keep,
                     struct error *error)
{
    struct part part = part_of_rule(rule);
    for (int i = 0; i < part.count; i++)
        if (!add(values, part.rows[i], part.names[i], keep, error))
            return false;
    return true;
}

static bool add_course(struct values *values, const struct course *course,
                       const struct values *keep, struct error *error)
{
    for (int k = 0; k < course->count; k++) {
        struct part part = part_of_schedule(course->segments[k].schedule);
        for (int i = 0; i < part.count; i++) {
            char name[NAME_SIZE];
            if (!course_parameter(course, k, part.names[i], name))
                return error_at(error, ERROR_NO_PLACE, "the name %s_%s would be too long",
                                course->target, part.names[i]);
            if (!add(values, part.rows[i], name, keep, error))
                return false;
        }
    }
    return true;
}

/* The next course whose parameter is not there: neither rule nor another course has it. */
static struct course *find_orphan(struct recipe *recipe)
{
    for (int i = 1; i < recipe->course_count; i++)
        if (recipe->courses[i].count > 0 &&
            !values_find(&recipe->values, recipe->courses[i].target))
            return &recipe->courses[i];
    return NULL;
}

bool values_collect(struct recipe *recipe, bool rule_is_new, const struct course *new_course,
                    struct error *error)
{
    const struct values old = recipe->values;
    struct course *orphan = NULL;
    bool good = true;
    /* What the new part shares with others that stay, too, stays as it is; the order is always the
     * same. A course that goes takes its values along, though the new rule may have one of that
     * name. */
    do {
        struct values stays = {0};
        good = rule_is_new || add_rule(&stays, recipe->rule, &old, error);
        for (int i = 0; i < recipe->course_count && good; i++)
            if (&recipe->courses[i] != new_course)
                good = add_course(&stays, &recipe->courses[i], &old, error);
        recipe->values.count = 0;
        good = good && add_rule(&recipe->values, recipe->rule, &stays, error);
        for (int i = 0; i < recipe->course_count && good; i++)
            good = add_course(&recipe->values, &recipe->courses[i], &stays, error);
        orphan = good ? find_orphan(recipe) : NULL;
        if (orphan)
            course_end(orphan);
    } while (orphan);
    if (!good)
        recipe->values = old;
    return good;
}

bool values_apply(struct recipe *recipe, const struct course *course, int segment,
                  const struct named_value *given, int count, struct error *error)
{
    struct part part =
        course ? part_of_schedule(course->segments[segment].schedule) : part_of_rule(recipe->rule);
    for (int i = 0; i < count; i++) {
        char name[NAME_SIZE];
        bool known = false;
        for (int k = 0; k < part.count; k++)
            known |= strcmp(part.names[k], given[i].name) == 0;
        if (!known) {
            struct text names = {0};
            for (int k = 0; k < part.count; k++)
                text_add(&names, "%s%s", k ? ", " : "", part.names[k]);
            error_set(error, given[i].place, "no parameter %s: it has %.250s", given[i].name,
                      part.count ? names.bytes : "none");
            text_free(&names);
            return false;
        }
        course_parameter(course, segment, given[i].name, name);
        struct named_value *item = values_find(&recipe->values, name);
        if (!named_check(item->row, given[i].name, given[i].value, error)) {
            error->offset = given[i].place;
            return false;
        }
        item->value = given[i].value;
    }
    return true;
}
