/* The versions of what steers a ball, and of the lets. */

#include "internal.h"

#include "../base/memory.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

void course_release(struct course *course)
{
    for (int i = 0; i < course->count; i++)
        schedule_release(course->segments[i].schedule);
    course->count = 0;
    course->sets = false;
}

struct tuning *tuning_twin(const struct tuning *tuning)
{
    struct tuning *twin = memory_new(1, sizeof *twin);
    *twin = *tuning;
    twin->rule->references++;
    for (int i = 0; i < twin->course_count; i++) {
        const struct course *course = &twin->courses[i];
        for (int k = 0; k < course->count; k++)
            course->segments[k].schedule->references++;
    }
    return twin;
}

struct tuning *tuning_copy(const struct tuning *tuning)
{
    struct tuning *copy = tuning_twin(tuning);
    copy->new_rule = copy->by_hand = copy->appointed = false;
    for (int i = 0; i < copy->course_count; i++)
        copy->courses[i].is_new = copy->courses[i].sets = false;
    return copy;
}

void tuning_free(struct tuning *tuning)
{
    if (!tuning)
        return;
    rule_release(tuning->rule);
    for (int i = 0; i < tuning->course_count; i++)
        course_release(&tuning->courses[i]);
    free(tuning);
}

const struct tuning *tuning_at(const struct ball *ball, int64_t tick)
{
    int low = 0, high = ball->tuning_count - 1;
    while (low < high) {
        int middle = (low + high + 1) / 2;
        if (ball->tunings[middle]->tick <= tick)
            low = middle;
        else
            high = middle - 1;
    }
    return ball->tunings[low];
}

struct tuning *tuning_last(const struct ball *ball)
{
    return ball->tunings[ball->tuning_count - 1];
}

void tuning_push(struct ball *ball, struct tuning *tuning)
{
    if (ball->tuning_count == ball->tuning_capacity) {
        ball->tuning_capacity = ball->tuning_capacity ? 2 * ball->tuning_capacity : 4;
        ball->tunings =
            memory_resize(ball->tunings, (size_t)ball->tuning_capacity, sizeof *ball->tunings);
    }
    ball->tunings[ball->tuning_count++] = tuning;
}

const struct lets *lets_at(const struct sim *sim, int64_t tick)
{
    int index = sim->lets_count - 1;
    while (index > 0 && sim->lets[index]->tick > tick)
        index--;
    return sim->lets[index];
}

struct lets *lets_last(const struct sim *sim)
{
    return sim->lets[sim->lets_count - 1];
}

int course_find(const struct tuning *tuning, const char *target)
{
    for (int i = 0; i < tuning->course_count; i++)
        if (tuning->courses[i].count > 0 && strcmp(tuning->courses[i].target, target) == 0)
            return i;
    return -1;
}

const double *tuning_value(const struct tuning *tuning, const struct moment *moment,
                           const char *name)
{
    int course = course_find(tuning, name);
    if (course >= 0)
        return &moment->courses[course].value;
    const struct named_value *item = named_find(tuning->values.items, tuning->values.count, name);
    return item ? &item->value : NULL;
}

/* A length that was not given is the number that the schedule's `total` has now. */
static double segment_length(const struct tuning *tuning, const struct course *course, int segment)
{
    if (course->segments[segment].length > 0)
        return course->segments[segment].length;
    char name[NAME_SIZE];
    if (!value_full_name(course, segment, "total", name))
        return 0;
    const struct named_value *total = named_find(tuning->values.items, tuning->values.count, name);
    return total ? floor(total->value) : 0;
}

int course_segment(const struct tuning *tuning, const struct course *course, int64_t n,
                   double *begin)
{
    *begin = 0;
    for (int i = 0; i < course->count - 1; i++) {
        double end = *begin + segment_length(tuning, course, i);
        if ((double)n < end)
            return i;
        *begin = end;
    }
    return course->count - 1;
}

/* --- of the present tick --- */

const struct tuning *tuning_present(const struct sim *sim, int ball)
{
    return tuning_at(sim->balls[ball], sim->clock);
}

int sim_let_count(const struct sim *sim)
{
    return lets_at(sim, sim->clock)->count;
}

const struct named_value *sim_let(const struct sim *sim, int index)
{
    return &lets_at(sim, sim->clock)->items[index];
}

const struct named_value *sim_find_let(const struct sim *sim, const char *name)
{
    const struct lets *lets = lets_at(sim, sim->clock);
    return named_find(lets->items, lets->count, name);
}

int ball_stream(const struct ball *ball, const struct tuning *tuning)
{
    return tuning->stream >= 0 ? tuning->stream : ball->stream;
}

/* --- the stamp of all answers --- */

void sim_touch(struct sim *sim)
{
    sim->revision = stamp_new();
}

int64_t sim_revision(const struct sim *sim)
{
    return sim->revision;
}
