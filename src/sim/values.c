/* The numbers of a ball: the parameters of its rule and of its schedules, each under one name. */

#include "internal.h"

#include "../base/text.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

const struct named_value *named_find(const struct named_value *items, int count, const char *name)
{
    for (int i = 0; i < count; i++)
        if (strcmp(items[i].name, name) == 0)
            return &items[i];
    return NULL;
}

struct named_value *values_find(struct values *values, const char *name)
{
    const struct named_value *found = named_find(values->items, values->count, name);
    return found ? &values->items[found - values->items] : NULL;
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

bool value_full_name(const struct course *course, int segment, const char *name,
                     char full[NAME_SIZE])
{
    char number[12] = "";
    if (segment > 0)
        snprintf(number, sizeof number, "%d", segment + 1);
    char whole[2 * NAME_SIZE + sizeof number] = "";
    int length = snprintf(whole, sizeof whole, "%s%s%s%s", course ? course->target : "",
                          course && *course->target ? "_" : "", name, number);
    memcpy(full, whole, NAME_SIZE - 1);
    full[NAME_SIZE - 1] = '\0';
    return length < NAME_SIZE;
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
            if (!value_full_name(course, k, part.names[i], name))
                return error_at(error, ERROR_NO_PLACE, "the name %s_%s would be too long",
                                course->target, part.names[i]);
            if (!add(values, part.rows[i], name, keep, error))
                return false;
        }
    }
    return true;
}

/* The next course whose parameter is not there: neither rule nor another course has it. */
static struct course *find_orphan(struct tuning *tuning)
{
    for (int i = 1; i < tuning->course_count; i++)
        if (tuning->courses[i].count > 0 &&
            !values_find(&tuning->values, tuning->courses[i].target))
            return &tuning->courses[i];
    return NULL;
}

bool values_collect(struct tuning *tuning, bool rule_is_new, const struct course *new_course,
                    struct error *error)
{
    const struct values old = tuning->values;
    struct course *orphan = NULL;
    bool good = true;
    /* What the new part shares with others that stay, too, stays as it is; the order is always the
     * same. A course that goes takes its values along, though the new rule may have one of that
     * name. */
    do {
        struct values stays = {0};
        good = rule_is_new || add_rule(&stays, tuning->rule, &old, error);
        for (int i = 0; i < tuning->course_count && good; i++)
            if (&tuning->courses[i] != new_course)
                good = add_course(&stays, &tuning->courses[i], &old, error);
        tuning->values.count = 0;
        good = good && add_rule(&tuning->values, tuning->rule, &stays, error);
        for (int i = 0; i < tuning->course_count && good; i++)
            good = add_course(&tuning->values, &tuning->courses[i], &stays, error);
        orphan = good ? find_orphan(tuning) : NULL;
        if (orphan)
            orphan->count = 0;
    } while (orphan);
    if (!good)
        tuning->values = old;
    return good;
}

bool values_apply(struct tuning *tuning, const struct course *course, int segment,
                  const struct named_value *given, int count, struct error *error)
{
    struct part part =
        course ? part_of_schedule(course->segments[segment].schedule) : part_of_rule(tuning->rule);
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
        value_full_name(course, segment, given[i].name, name);
        struct named_value *item = values_find(&tuning->values, name);
        if (!value_check(item->row, given[i].name, given[i].value, error)) {
            error->offset = given[i].place;
            return false;
        }
        item->value = given[i].value;
    }
    return true;
}
