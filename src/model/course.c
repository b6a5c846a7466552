/* Courses: names and lengths of the schedules that a number follows. */

#include "recipe.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

void course_end(struct course *course)
{
    for (int i = 0; i < course->count; i++)
        formula_release(course->segments[i].schedule);
    course->count = 0;
}

bool course_parameter(const struct course *course, int segment, const char *name,
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

/* A length that was not given is the number that the schedule's `total` has now. */
static double segment_length(const struct recipe *recipe, const struct course *course, int segment)
{
    if (course->segments[segment].length > 0)
        return course->segments[segment].length;
    char name[NAME_SIZE];
    if (!course_parameter(course, segment, "total", name))
        return 0;
    const struct named_value *total = named_find(recipe->values.items, recipe->values.count, name);
    return total ? floor(total->value) : 0;
}

int course_segment(const struct recipe *recipe, const struct course *course, int64_t n,
                   double *begin)
{
    *begin = 0;
    for (int i = 0; i < course->count - 1; i++) {
        double end = *begin + segment_length(recipe, course, i);
        if ((double)n < end)
            return i;
        *begin = end;
    }
    return course->count - 1;
}
