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
