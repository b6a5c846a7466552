/* What the schedules of a ball's courses make of its numbers, from row to row. */

#include "mover.h"

#include <math.h>
#include <string.h>

/* What a course counts: iterations or epochs. */
static int64_t course_time(const struct course *course, const struct row *row)
{
    return course->per_epoch ? row->epoch : row->n;
}

/* What a course's schedule makes of the numbers that are in place, at the time of a row; its
 * segment began at `begin`. Its new state replaces the old one. */
static double ask_schedule(struct mover *mover, struct workspace *workspace, int index,
                           const struct row *row, double begin)
{
    struct course_place *place = &mover->courses[index];
    const struct course *course = &mover->recipe->courses[index];
    const struct formula_code *code = course->segments[place->segment].schedule->code;
    double value, state[SCHEDULE_STATE_MAX];
    double *outputs[1 + SCHEDULE_STATE_MAX] = {&value};
    for (int i = 0; i < code->state_count; i++)
        outputs[1 + i] = &state[i];
    mover->schedule_n = (double)course_time(course, row) - begin;
    mover->epoch = (double)row->epoch;
    program_run(code->program, workspace,
                mover->inputs + mover->course_inputs[index][place->segment], outputs, 1);
    memcpy(place->state, state, sizeof *state * (size_t)code->state_count);
    return value;
}

static bool is_recursive(const struct course *course, int segment)
{
    return course->segments[segment].schedule->code->recursive;
}

/* A recursion gives the next value after an update, with the n of that update; one that counts
 * epochs, after the last of an epoch. */
static void advance(struct mover *mover, struct workspace *workspace, int index,
                    const struct row *before)
{
    const struct recipe *recipe = mover->recipe;
    const struct course *course = &recipe->courses[index];
    struct course_place *place = &mover->courses[index];
    if (course->count == 0 || place->segment < 0 || !is_recursive(course, place->segment))
        return;
    if (course->per_epoch && before->epoch == mover->now.row.epoch)
        return;
    double begin;
    int64_t time = course_time(course, before);
    if (course_segment(recipe, course, time, &begin) == place->segment)
        place->value = ask_schedule(mover, workspace, index, before, begin);
}

/* A formula is asked at every row. A recursion has its value from the update before, unless it
 * begins here, or the user set the number here. */
static void settle(struct mover *mover, struct workspace *workspace, int index,
                   const struct news *news)
{
    const struct recipe *recipe = mover->recipe;
    const struct course *course = &recipe->courses[index];
    struct course_place *place = &mover->courses[index];
    if (course->count == 0) {
        place->segment = -1;
        return;
    }
    double begin;
    const struct row *row = &mover->now.row;
    int segment = course_segment(recipe, course, course_time(course, row), &begin);
    bool begins = segment != place->segment || (news && news->courses[index]);
    if (begins) {
        memset(place->state, 0, sizeof place->state);
        place->segment = segment;
    }
    if (!is_recursive(course, segment))
        place->value = ask_schedule(mover, workspace, index, row, begin);
    else if (begins || (news && news->sets[index]))
        place->value = mover->base[index];
}

/* Eta comes last in both: it may read a number that another course drives. */

void mover_drive(struct mover *mover, struct workspace *workspace, const struct row *before)
{
    for (int i = mover->recipe->course_count - 1; i >= 0; i--)
        advance(mover, workspace, i, before);
}

void mover_settle_courses(struct mover *mover, struct workspace *workspace, const struct news *news)
{
    for (int i = mover->recipe->course_count - 1; i >= 0; i--)
        settle(mover, workspace, i, news);
    struct row *row = &mover->now.row;
    row->eta = mover->courses[0].value;
    row->momentum = *mover->nesterov == 0 ? *mover->momentum : (double)NAN;
    row->share = row->momentum == 0 ? 1 : 1 - *mover->dampening;
}
