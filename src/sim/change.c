/* Changes at the present tick: numbers, rules, schedules, lets. */

#include "internal.h"

#include "../base/memory.h"
#include "../base/nearest.h"

#include <stdlib.h>
#include <string.h>

/* A ball that came later than the present tick, to which we have gone back: it comes now. */
static void begin_now(struct sim *sim, struct ball *ball)
{
    while (ball->tuning_count > 1)
        tuning_free(ball->tunings[--ball->tuning_count]);
    ball->tunings[0]->tick = ball->born = sim->clock;
    ball_start(sim, ball);
}

/* The record after the present tick is dropped: what comes will be another run. */
void sim_forget_future(struct sim *sim)
{
    if (sim->clock == sim->end)
        return;
    for (int i = 0; i < sim->ball_count; i++)
        if (sim->balls[i]->born > sim->clock)
            begin_now(sim, sim->balls[i]);
        else
            ball_forget_after(sim, sim->balls[i], sim->clock);
    while (sim->lets_count > 1 && lets_last(sim)->tick > sim->clock)
        free(sim->lets[--sim->lets_count]);
    for (int i = 0; i < sim->ball_count; i++)
        sim->balls[i]->binding = (struct binding){0};
    sim->end = sim->clock;
}

/* The tuning of the present tick, to be changed by the caller: a new one, unless there is one. */
struct tuning *tuning_edit(struct sim *sim, struct ball *ball)
{
    sim_forget_future(sim);
    struct tuning *last = tuning_last(ball);
    if (last->tick != sim->clock) {
        struct tuning *tuning = memory_new(1, sizeof *tuning);
        *tuning = *last;
        tuning->tick = sim->clock;
        tuning->new_rule = tuning->new_schedule = tuning->sets_eta = tuning->by_hand = false;
        tuning->rule->references++;
        tuning->schedule->references++;
        tuning_push(ball, tuning);
        last = tuning;
    }
    last->by_hand |= !sim->in_appointment;
    return last;
}

/* After a change at the present tick: the ball's numbers, here and on record, are new. */
void ball_refresh(struct sim *sim, struct ball *ball)
{
    ball->binding = (struct binding){0};
    ball_settle(sim, ball, sim->clock > ball->born ? sim->clock : ball->born);
    ball->trail[ball->trail_count - 1] = ball->now.row;
    struct moment *last = &ball->moments[ball->moment_count - 1];
    if (last->row.n == ball->now.row.n)
        last->row.eta = ball->now.row.eta;
}

/* --- lets --- */

int sim_let_count(const struct sim *sim)
{
    return lets_at(sim, sim->clock)->count;
}

const struct named_value *sim_let(const struct sim *sim, int index)
{
    return &lets_at(sim, sim->clock)->items[index];
}

static struct lets *edit_lets(struct sim *sim)
{
    sim_forget_future(sim);
    struct lets *last = lets_last(sim);
    if (last->tick != sim->clock) {
        struct lets *lets = memory_new(1, sizeof *lets);
        *lets = *last;
        lets->tick = sim->clock;
        lets->by_hand = false;
        if (sim->lets_count == sim->lets_capacity) {
            sim->lets_capacity *= 2;
            sim->lets = memory_resize(sim->lets, (size_t)sim->lets_capacity, sizeof(struct lets *));
        }
        sim->lets[sim->lets_count++] = lets;
        last = lets;
    }
    last->by_hand |= !sim->in_appointment;
    return last;
}

/* A new let must not take a name that a typed formula has as the ball's parameter: it would mean
 * something else when the formula is read again. */
static bool let_is_free(const struct sim *sim, const char *name, struct error *error)
{
    for (int i = 0; i < sim->ball_count; i++) {
        struct tuning *tuning = tuning_last(sim->balls[i]);
        bool typed = !tuning->rule->row || !tuning->schedule->row;
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
    int index = 0;
    while (index < present->count && strcmp(present->items[index].name, name) != 0)
        index++;
    if (!value_check(NULL, name, value, error))
        return false;
    if (index == present->count) {
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
    sim->surface.version++;
    for (int i = 0; i < sim->ball_count; i++)
        ball_refresh(sim, sim->balls[i]);
    return true;
}

/* The values that belong to one half of a tuning: those that stay when the other half is changed.
 */
static struct values values_of(const struct tuning *tuning, bool of_schedule)
{
    struct values kept = {0};
    const struct input *inputs =
        of_schedule ? tuning->schedule->code->inputs : tuning->rule->code->inputs;
    int count = of_schedule ? tuning->schedule->code->input_count : tuning->rule->code->input_count;
    for (int i = 0; i < tuning->values.count; i++)
        for (int k = 0; k < count; k++)
            if (inputs[k].kind == INPUT_PARAMETER &&
                strcmp(inputs[k].name, tuning->values.items[i].name) == 0) {
                kept.items[kept.count++] = tuning->values.items[i];
                break;
            }
    return kept;
}

bool sim_set_optimizer(struct sim *sim, int index, const struct optimizer_row *row,
                       const char *text, const struct named_value *values, int count,
                       struct error *error)
{
    const struct tuning *old = tuning_present(sim, index);
    struct rule *rule = rule_new(sim, row, row ? row->rule : text, error);
    if (!rule)
        return false;
    struct values kept = values_of(old, true), collected;
    if (!values_collect(&collected, rule, old->schedule, &kept, values, count, error)) {
        rule_release(rule);
        return false;
    }
    if (sim->trying) {
        rule_release(rule);
        return true;
    }
    struct ball *ball = sim->balls[index];
    struct tuning *tuning = tuning_edit(sim, ball);
    rule_release(tuning->rule);
    tuning->rule = rule;
    tuning->values = collected;
    tuning->new_rule = true;
    ball_refresh(sim, ball);
    return true;
}

bool sim_set_schedule(struct sim *sim, int index, const struct schedule_row *row, const char *text,
                      const struct named_value *values, int count, struct error *error)
{
    const struct tuning *old = tuning_present(sim, index);
    struct schedule *schedule = schedule_new(sim, row, row ? row->formula : text, error);
    if (!schedule)
        return false;
    struct values kept = values_of(old, false), collected;
    if (!values_collect(&collected, old->rule, schedule, &kept, values, count, error)) {
        schedule_release(schedule);
        return false;
    }
    if (sim->trying) {
        schedule_release(schedule);
        return true;
    }
    struct ball *ball = sim->balls[index];
    struct tuning *tuning = tuning_edit(sim, ball);
    schedule_release(tuning->schedule);
    tuning->schedule = schedule;
    tuning->values = collected;
    tuning->new_schedule = true;
    ball_refresh(sim, ball);
    return true;
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
        struct tuning *tuning = tuning_edit(sim, ball);
        tuning->eta0 = value;
        tuning->sets_eta = true;
        ball_refresh(sim, ball);
        return true;
    }
    struct values values = tuning_present(sim, index)->values;
    const struct named_value *item = values_find(&values, name);
    if (item) {
        if (!value_check(item->row, name, value, error))
            return false;
        if (sim->trying)
            return true;
        struct tuning *tuning = tuning_edit(sim, ball);
        values_find(&tuning->values, name)->value = value;
        ball_refresh(sim, ball);
        return true;
    }
    for (int i = 0; i < sim_let_count(sim); i++)
        if (strcmp(sim_let(sim, i)->name, name) == 0)
            return sim_set_let(sim, name, value, error);
    return unknown_value(sim, index, name, error);
}
