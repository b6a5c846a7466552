/* What the schedules of a ball's courses make of its numbers, from row to row. */

#include "iteration.h"

#include <string.h>

/* What a course counts: iterations or epochs. */
static int64_t course_time(const struct course *course, const struct row *row)
{
    return course->per_epoch ? row->epoch : row->n;
}

/* What a course's schedule makes of the numbers that are in place, at the time of a row; its
 * segment began at `begin`. Its new state replaces the old one. */
static double ask_schedule(struct sim *sim, struct ball *ball, int index, const struct row *row,
                           double begin)
{
    struct course_place *place = &ball->now.courses[index];
    const struct course *course = &ball->binding.tuning->courses[index];
    const struct formula_code *code = course->segments[place->segment].schedule->code;
    double value, state[SCHEDULE_STATE_MAX];
    double *outputs[1 + SCHEDULE_STATE_MAX] = {&value};
    for (int i = 0; i < code->state_count; i++)
        outputs[1 + i] = &state[i];
    ball->schedule_n = (double)course_time(course, row) - begin;
    ball->epoch = (double)row->epoch;
    program_run(code->program, &sim->workspace, ball->binding.schedules[index][place->segment],
                outputs, 1);
    memcpy(place->state, state, sizeof *state * (size_t)code->state_count);
    return value;
}

static bool is_recursive(const struct course *course, int segment)
{
    return course->segments[segment].schedule->code->recursive;
}

/* A recursion gives the next value after an update, with the n of that update; one that counts
 * epochs, after the last of an epoch. */
static void advance(struct sim *sim, struct ball *ball, int index, const struct row *before)
{
    const struct tuning *tuning = ball->binding.tuning;
    const struct course *course = &tuning->courses[index];
    struct course_place *place = &ball->now.courses[index];
    if (course->count == 0 || place->segment < 0 || !is_recursive(course, place->segment))
        return;
    if (course->per_epoch && before->epoch == ball->now.row.epoch)
        return;
    double begin;
    int64_t time = course_time(course, before);
    if (course_segment(tuning, course, time, &begin) == place->segment)
        place->value = ask_schedule(sim, ball, index, before, begin);
}

/* A formula is asked at every row. A recursion has its value from the update before, unless it
 * begins here, or the user set the number here. */
static void settle(struct sim *sim, struct ball *ball, int index, bool here)
{
    const struct tuning *tuning = ball->binding.tuning;
    const struct course *course = &tuning->courses[index];
    struct course_place *place = &ball->now.courses[index];
    if (course->count == 0) {
        place->segment = -1;
        return;
    }
    double begin;
    const struct row *row = &ball->now.row;
    int segment = course_segment(tuning, course, course_time(course, row), &begin);
    bool begins = segment != place->segment || (here && course->is_new);
    if (begins) {
        memset(place->state, 0, sizeof place->state);
        place->segment = segment;
    }
    if (!is_recursive(course, segment))
        place->value = ask_schedule(sim, ball, index, row, begin);
    else if (begins || (here && course->sets))
        place->value = ball->base[index];
}

/* Eta comes last in both: it may read a number that another course drives. */

void ball_advance_courses(struct sim *sim, struct ball *ball, const struct row *before)
{
    for (int i = ball->binding.tuning->course_count - 1; i >= 0; i--)
        advance(sim, ball, i, before);
}

void ball_settle_courses(struct sim *sim, struct ball *ball, bool here)
{
    for (int i = ball->binding.tuning->course_count - 1; i >= 0; i--)
        settle(sim, ball, i, here);
    ball->now.row.eta = ball->now.courses[0].value;
}
