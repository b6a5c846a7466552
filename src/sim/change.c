/* Changes at the present tick: numbers, rules, schedules, lets. */

#include "iteration.h"

#include "../base/memory.h"
#include "../base/nearest.h"

#include <stdlib.h>
#include <string.h>

/* The tuning of the present tick, to be changed: a new one, unless there is one. */
static struct tuning *edit_tuning(struct sim *sim, struct ball *ball)
{
    sim_forget_future(sim);
    struct tuning *last = tuning_last(ball);
    if (last->tick != sim->clock) {
        last = tuning_copy(last);
        last->tick = sim->clock;
        tuning_push(ball, last);
    }
    last->by_hand |= !sim->in_appointment;
    last->appointed |= sim->in_appointment;
    return last;
}

/* After a change at the present tick: the ball's numbers, here and on record, are new. A ball that
 * has diverged stands at an earlier tick, where nothing has changed. */
static void refresh(struct sim *sim, struct ball *ball)
{
    binding_clear(ball);
    ball_settle(sim, ball, ball->born + ball->now.row.n);
    ball->trail[ball->trail_count - 1] = ball->now.row;
    struct moment *last = &ball->moments[ball->moment_count - 1];
    if (last->row.n == ball->now.row.n) {
        last->row = ball->now.row;
        moment_note_stability(ball->binding.tuning, last);
        moment_widen(last, last->row.loss, last->row.loss);
    }
    ball->version = stamp_new();
    sim_touch(sim);
}

/* --- lets --- */

static struct lets *edit_lets(struct sim *sim)
{
    sim_forget_future(sim);
    struct lets *last = lets_last(sim);
    if (last->tick != sim->clock) {
        struct lets *lets = memory_new(1, sizeof *lets);
        *lets = *last;
        lets->tick = sim->clock;
        lets->by_hand = lets->appointed = false;
        if (sim->lets_count == sim->lets_capacity) {
            sim->lets_capacity *= 2;
            sim->lets = memory_resize(sim->lets, (size_t)sim->lets_capacity, sizeof(struct lets *));
        }
        sim->lets[sim->lets_count++] = lets;
        last = lets;
    }
    last->by_hand |= !sim->in_appointment;
    last->appointed |= sim->in_appointment;
    return last;
}

/* A new let must not take a name that a typed formula has as the ball's parameter: it would mean
 * something else when the formula is read again. */
static bool let_is_free(const struct sim *sim, const char *name, struct error *error)
{
    for (int i = 0; i < sim->ball_count; i++) {
        struct tuning *tuning = tuning_last(sim->balls[i]);
        bool typed = !tuning->rule->row;
        for (int k = 0; k < tuning->course_count; k++)
            for (int j = 0; j < tuning->courses[k].count; j++)
                typed |= !tuning->courses[k].segments[j].schedule->row;
        if (typed && values_find(&tuning->values, name))
            return error_at(error, ERROR_NO_PLACE,
                            "%s is a parameter of ball %d already: set it by `%s VALUE`", name,
                            i + 1, name);
    }
    return true;
}

bool sim_set_let(struct sim *sim, const char *name, double value, struct error *error)
{
    const struct lets *present = lets_at(sim, sim->clock);
    const struct named_value *known = named_find(present->items, present->count, name);
    int index = known ? (int)(known - present->items) : present->count;
    if (!value_check(NULL, name, value, error))
        return false;
    if (!known) {
        if (name_is_reserved(name))
            return error_at(error, ERROR_NO_PLACE,
                            "%s has a meaning in formulas; `let` needs another name", name);
        if (!let_is_free(sim, name, error))
            return false;
        if (index == LETS_MAX)
            return error_at(error, ERROR_NO_PLACE, "there are %d lets already", LETS_MAX);
    }
    if (sim->trying)
        return true;
    struct lets *lets = edit_lets(sim);
    if (index == lets->count) {
        lets->count++;
        lets->items[index] = (struct named_value){0};
        memcpy(lets->items[index].name, name, strlen(name) + 1);
    }
    lets->items[index].value = value;
    sim->surface.version = stamp_new();
    for (int i = 0; i < sim->ball_count; i++)
        refresh(sim, sim->balls[i]);
    return true;
}

/* --- rule and schedules --- */

/* A parameter that is there no more cannot go on with its course; should it come again at the same
 * tick, the course has ended nevertheless. */
static void drop_orphans(struct tuning *tuning)
{
    for (int i = 1; i < tuning->course_count; i++) {
        struct course *course = &tuning->courses[i];
        if (course->count > 0 && !values_find(&tuning->values, course->target)) {
            course_release(course);
            course->is_new = true;
        }
    }
}

bool sim_set_optimizer(struct sim *sim, int index, const struct optimizer_row *row,
                       const char *text, const struct named_value *values, int count,
                       struct error *error)
{
    struct tuning next = *tuning_present(sim, index);
    struct rule *rule = rule_new(&sim->surface, lets_at(sim, sim->clock), row,
                                 row ? row->rule : text, next.noise > 0, next.batch > 0, error);
    if (!rule)
        return false;
    next.rule = rule;
    bool good = values_collect(&next, true, NULL, error) &&
                values_apply(&next, NULL, 0, values, count, error);
    if (!good || sim->trying) {
        rule_release(rule);
        return good;
    }
    struct ball *ball = sim->balls[index];
    struct tuning *tuning = edit_tuning(sim, ball);
    rule_release(tuning->rule);
    tuning->rule = rule;
    tuning->values = next.values;
    tuning->new_rule = true;
    drop_orphans(tuning);
    refresh(sim, ball);
    return true;
}

/* Compiles the schedules of a course; on an error nothing is kept, and *wrong is the choice. */
static bool compile_course(struct sim *sim, struct course *course,
                           const struct schedule_choice *choices, int count, int *wrong,
                           struct error *error)
{
    for (*wrong = 0; *wrong < count; ++*wrong) {
        const struct schedule_choice *choice = &choices[*wrong];
        struct schedule *schedule =
            schedule_new(lets_at(sim, sim->clock), choice->row,
                         choice->row ? choice->row->formula : choice->text, error);
        if (!schedule) {
            course_release(course);
            return false;
        }
        course->segments[course->count++] = (struct segment){schedule, choice->length};
    }
    return true;
}

/* The values of a course, and whether each schedule but the last has an end. */
static bool apply_course(struct tuning *tuning, struct course *course,
                         const struct schedule_choice *choices, int *wrong, struct error *error)
{
    *wrong = 0;
    if (!values_collect(tuning, false, course, error))
        return false;
    for (*wrong = 0; *wrong < course->count; ++*wrong) {
        const struct schedule_choice *choice = &choices[*wrong];
        if (!values_apply(tuning, course, *wrong, choice->values, choice->count, error))
            return false;
        char total[NAME_SIZE];
        bool ends = choice->length > 0 || (value_full_name(course, *wrong, "total", total) &&
                                           values_find(&tuning->values, total));
        if (!ends && *wrong < course->count - 1)
            return error_at(error, ERROR_NO_PLACE,
                            "this schedule has no end; say how long it lasts: `for N then ...`");
    }
    return true;
}

/* The place of a target's course: the one it has, or an empty one. An empty one that is new stays:
 * it says that its target's course has ended here. -1: there is no more room, or no such parameter.
 */
static int course_slot(struct tuning *tuning, const char *target, struct error *error)
{
    int slot = -1;
    if (*target && !values_find(&tuning->values, target)) {
        error_set(error, ERROR_NO_PLACE, "the ball has no parameter %s", target);
        return -1;
    }
    for (int i = COURSES_MAX - 1; i >= 0; i--) {
        const struct course *course = &tuning->courses[i];
        bool used = i < tuning->course_count && (course->count > 0 || course->is_new);
        if (used && strcmp(course->target, target) == 0)
            return i;
        if (!used)
            slot = i;
    }
    if (slot < 0)
        error_set(error, ERROR_NO_PLACE, "at most %d parameters can follow schedules",
                  COURSES_MAX - 1);
    return slot;
}

bool sim_set_schedule(struct sim *sim, int index, const char *target,
                      const struct schedule_choice *choices, int count, int *wrong,
                      struct error *error)
{
    *wrong = 0;
    struct tuning next = *tuning_present(sim, index);
    for (int i = 0; next.tick != sim->clock && i < next.course_count; i++)
        next.courses[i].is_new = false;
    int slot = course_slot(&next, target, error);
    if (slot < 0)
        return false;
    struct course course = {.is_new = true,
                            .sets = next.courses[slot].sets,
                            .per_epoch = count > 0 && choices[0].per_epoch};
    memcpy(course.target, target, strlen(target) + 1);
    if (!compile_course(sim, &course, choices, count, wrong, error))
        return false;
    next.courses[slot] = course;
    next.course_count = slot < next.course_count ? next.course_count : slot + 1;
    bool good = apply_course(&next, &next.courses[slot], choices, wrong, error);
    if (!good || sim->trying) {
        course_release(&course);
        return good;
    }
    struct ball *ball = sim->balls[index];
    struct tuning *tuning = edit_tuning(sim, ball);
    course.sets = count > 0 && slot < tuning->course_count && tuning->courses[slot].sets;
    if (slot < tuning->course_count)
        course_release(&tuning->courses[slot]);
    tuning->courses[slot] = course;
    tuning->course_count = next.course_count;
    tuning->values = next.values;
    drop_orphans(tuning);
    refresh(sim, ball);
    return true;
}

/* --- what the rule sees --- */

/* With noise or batches, or without them, the rule is another program of the same text and state.
 */
static bool set_seen(struct sim *sim, int index, double noise, int64_t batch, int stream,
                     struct error *error)
{
    const struct rule *old = tuning_present(sim, index)->rule;
    struct rule *rule = NULL;
    if ((old->noisy != (noise > 0) || old->batched != (batch > 0)) &&
        !(rule = rule_new(&sim->surface, lets_at(sim, sim->clock), old->row, old->text, noise > 0,
                          batch > 0, error)))
        return false;
    if (sim->trying) {
        rule_release(rule);
        return true;
    }
    struct tuning *tuning = edit_tuning(sim, sim->balls[index]);
    if (rule) {
        rule_release(tuning->rule);
        tuning->rule = rule;
    }
    tuning->noise = noise;
    tuning->batch = batch;
    tuning->stream = stream;
    refresh(sim, sim->balls[index]);
    return true;
}

bool sim_set_noise(struct sim *sim, int index, double sigma, int stream, struct error *error)
{
    static const struct parameter_row noise_row = {"noise", 0, 0, 1e12, "of the gradient"};
    return value_check(&noise_row, "noise", sigma, error) &&
           set_seen(sim, index, sigma, sim_batch(sim, index), stream, error);
}

static bool check_batch(const struct sim *sim, int64_t size, struct error *error)
{
    if (size == 0)
        return true;
    if (!sim->data)
        return error_at(error, ERROR_NO_PLACE,
                        "a batch is of the rows of data, and none are loaded; "
                        "expected `data FILE` before it");
    if (size < 0 || size > sim->data->rows)
        return error_at(error, ERROR_NO_PLACE,
                        "a batch is a whole number of rows, from 1 to the %lld of the data",
                        (long long)sim->data->rows);
    return true;
}

bool sim_set_batch(struct sim *sim, int index, int64_t size, int stream, struct error *error)
{
    return check_batch(sim, size, error) &&
           set_seen(sim, index, sim_noise(sim, index), size, stream, error);
}

/* --- numbers --- */

double sim_eta0(const struct sim *sim, int ball)
{
    return tuning_present(sim, ball)->eta0;
}

int sim_value_count(const struct sim *sim, int ball)
{
    return tuning_present(sim, ball)->values.count;
}

const struct named_value *sim_value(const struct sim *sim, int ball, int index)
{
    return &tuning_present(sim, ball)->values.items[index];
}

const struct named_value *sim_find_value(const struct sim *sim, int ball, const char *name)
{
    const struct values *values = &tuning_present(sim, ball)->values;
    return named_find(values->items, values->count, name);
}

double sim_value_now(const struct sim *sim, int ball, int index)
{
    const struct tuning *tuning = tuning_present(sim, ball);
    return *tuning_value(tuning, &sim->balls[ball]->now, tuning->values.items[index].name);
}

static bool unknown_value(const struct sim *sim, int ball, const char *name, struct error *error)
{
    char names[300] = "eta", hint[80];
    size_t length = 3;
    struct nearest nearest = nearest_begin(name);
    nearest_offer(&nearest, "eta");
    for (int i = 0; i < sim_value_count(sim, ball) + sim_let_count(sim); i++) {
        int let = i - sim_value_count(sim, ball);
        const char *known = let < 0 ? sim_value(sim, ball, i)->name : sim_let(sim, let)->name;
        nearest_offer(&nearest, known);
        size_t more = strlen(known);
        if (length + more + 3 > sizeof names)
            break;
        memcpy(names + length, ", ", 2);
        memcpy(names + length + 2, known, more + 1);
        length += more + 2;
    }
    return error_at(error, ERROR_NO_PLACE, "ball %d has no parameter %s: it has %s%s", ball + 1,
                    name, names, nearest_hint(&nearest, hint));
}

bool sim_set_value(struct sim *sim, int index, const char *name, double value, struct error *error)
{
    static const struct parameter_row eta_row = {"eta", 0.1, 0, 1e12, "learning rate"};
    struct ball *ball = sim->balls[index];
    if (strcmp(name, "eta") == 0) {
        if (!value_check(&eta_row, name, value, error))
            return false;
        if (sim->trying)
            return true;
        struct tuning *tuning = edit_tuning(sim, ball);
        tuning->eta0 = value;
        tuning->courses[0].sets = true;
        refresh(sim, ball);
        return true;
    }
    struct values values = tuning_present(sim, index)->values;
    const struct named_value *item = values_find(&values, name);
    if (item) {
        if (!value_check(item->row, name, value, error))
            return false;
        if (sim->trying)
            return true;
        struct tuning *tuning = edit_tuning(sim, ball);
        values_find(&tuning->values, name)->value = value;
        int course = course_find(tuning, name);
        if (course >= 0)
            tuning->courses[course].sets = true;
        refresh(sim, ball);
        return true;
    }
    if (sim_find_let(sim, name))
        return sim_set_let(sim, name, value, error);
    return unknown_value(sim, index, name, error);
}
