/* Plans: names and lengths of the schedules that a number follows. */

#include "recipe.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

void plan_end(struct plan *plan)
{
    for (int i = 0; i < plan->count; i++)
        formula_release(plan->segments[i].schedule);
    plan->count = 0;
}

const double *plan_base(const struct recipe *recipe, int index)
{
    const char *target = recipe->plans[index].target;
    const struct named_value *item = recipe_value(recipe, target);
    return index == 0                          ? &recipe->eta0
           : strcmp(target, NOISE_TARGET) == 0 ? &recipe->noise
           : item                              ? &item->value
                                               : NULL;
}

bool plan_parameter(const struct plan *plan, int segment, const char *name, char full[NAME_SIZE])
{
    char number[12] = "";
    if (segment > 0)
        snprintf(number, sizeof number, "%d", segment + 1);
    char whole[2 * NAME_SIZE + sizeof number] = "";
    int length = snprintf(whole, sizeof whole, "%s%s%s%s", plan ? plan->target : "",
                          plan && *plan->target ? "_" : "", name, number);
    memcpy(full, whole, NAME_SIZE - 1);
    full[NAME_SIZE - 1] = '\0';
    return length < NAME_SIZE;
}

int recipe_choices(const struct recipe *recipe, const char *target,
                   struct schedule_choice choices[SEGMENTS_MAX])
{
    int index = recipe_plan(recipe, target);
    const struct plan *plan = &recipe->plans[index >= 0 ? index : 0];
    for (int i = 0; index >= 0 && i < plan->count; i++) {
        const struct segment *segment = &plan->segments[i];
        const struct parameter_row *rows =
            segment->schedule->row ? segment->schedule->row->parameters : NULL;
        struct schedule_choice *choice = &choices[i];
        *choice = (struct schedule_choice){.row = segment->schedule->row,
                                           .text = segment->schedule->text,
                                           .length = segment->length,
                                           .per_epoch = plan->per_epoch};
        for (int k = 0; rows && k < PARAMETERS_MAX && rows[k].name; k++) {
            char name[NAME_SIZE];
            plan_parameter(plan, i, rows[k].name, name);
            choice->values[choice->count] = *recipe_value(recipe, name);
            memcpy(choice->values[choice->count++].name, rows[k].name, strlen(rows[k].name) + 1);
        }
    }
    return index >= 0 ? plan->count : 0;
}

/* A length that was not given is the number that the schedule's `total` has now. */
static double segment_length(const struct recipe *recipe, const struct plan *plan, int segment)
{
    if (plan->segments[segment].length > 0)
        return plan->segments[segment].length;
    char name[NAME_SIZE];
    if (!plan_parameter(plan, segment, "total", name))
        return 0;
    const struct named_value *total = named_find(recipe->values.items, recipe->values.count, name);
    return total ? floor(total->value) : 0;
}

int plan_segment(const struct recipe *recipe, const struct plan *plan, int64_t n, double *begin)
{
    *begin = 0;
    for (int i = 0; i < plan->count - 1; i++) {
        double end = *begin + segment_length(recipe, plan, i);
        if ((double)n < end)
            return i;
        *begin = end;
    }
    return plan->count - 1;
}
