/* The simulation as others see it: life, surface, balls, clock. */

#include "critical.h"
#include "internal.h"

#include "../base/memory.h"

#include <stdlib.h>
#include <string.h>

static void drop_versions(struct ball *ball)
{
    struct tuning *last = ball->tunings[--ball->tuning_count];
    while (ball->tuning_count > 0)
        tuning_free(ball->tunings[--ball->tuning_count]);
    last->tick = 0;
    last->new_rule = last->by_hand = true;
    last->appointed = false;
    for (int i = 0; i < last->course_count; i++)
        last->courses[i].is_new = last->courses[i].sets = last->courses[i].count > 0;
    tuning_push(ball, last);
}

void sim_reset(struct sim *sim)
{
    sim_touch(sim);
    sim_forget_future(sim);
    struct lets *lets = sim->lets[--sim->lets_count];
    while (sim->lets_count > 0)
        free(sim->lets[--sim->lets_count]);
    lets->tick = 0;
    lets->by_hand = true;
    lets->appointed = false;
    sim->lets[sim->lets_count++] = lets;
    sim->clock = sim->end = 0;
    for (int i = 0; i < sim->ball_count; i++) {
        struct ball *ball = sim->balls[i];
        drop_versions(ball);
        ball->born = 0;
        ball_start(sim, ball);
    }
}

/* --- surface and start --- */

static void surface_free(struct surface *surface)
{
    surface_code_free(surface->code);
    surface_code_free(surface->batch_code);
    free(surface->formula);
}

/* The present rules of all balls for another surface; on an error none is kept. */
static bool compile_rules(struct sim *sim, struct rule *rules[BALLS_MAX], struct error *error)
{
    for (int i = 0; i < sim->ball_count; i++) {
        const struct rule *old = tuning_present(sim, i)->rule;
        rules[i] = rule_new(&sim->surface, lets_at(sim, sim->clock), old->row, old->text,
                            old->noisy, old->batched, error);
        if (!rules[i]) {
            while (i > 0)
                rule_release(rules[--i]);
            char why[ERROR_TEXT_SIZE];
            memcpy(why, error->text, sizeof why);
            return error_at(error, ERROR_NO_PLACE,
                            "with this surface the rule of ball %d fails: %.300s", i + 1, why);
        }
    }
    return true;
}

bool sim_set_surface(struct sim *sim, const struct surface_row *row, const char *formula,
                     const struct region *domain, struct error *error)
{
    struct scope scope = surface_scope(sim, lets_at(sim, sim->clock));
    struct surface_code *code = surface_compile(formula, &scope, error);
    if (!code)
        return false;
    struct surface_code *batch_code = NULL;
    if (code->graph->reads_data) {
        scope.batched = true;
        batch_code = surface_compile(formula, &scope, error);
    }
    struct surface old = sim->surface;
    struct surface new = {row, memory_copy(formula), *domain, code, batch_code, stamp_new()};
    struct rule *rules[BALLS_MAX] = {NULL};
    sim->surface = new;
    bool good = compile_rules(sim, rules, error);
    sim->surface = old; /* the record is one of the old surface, until it is dropped */
    if (!good) {
        surface_free(&new);
        return false;
    }
    sim_forget_future(sim);
    surface_free(&old);
    sim->surface = new;
    for (int i = 0; i < sim->ball_count; i++) {
        struct tuning *tuning = tuning_last(sim->balls[i]);
        rule_release(tuning->rule);
        tuning->rule = rules[i];
    }
    sim_reset(sim);
    return true;
}

const struct data *sim_data(const struct sim *sim)
{
    return sim->data;
}

/* Whether the batches of all balls can be had of so many rows. */
static bool check_batches(const struct sim *sim, int64_t rows, struct error *error)
{
    for (int i = 0; i < sim->ball_count; i++)
        if (sim_batch(sim, i) > rows)
            return error_at(error, ERROR_NO_PLACE,
                            "ball %d has batches of %lld rows, and these data have %lld", i + 1,
                            (long long)sim_batch(sim, i), (long long)rows);
    return true;
}

bool sim_set_data(struct sim *sim, const struct data *data, struct error *error)
{
    if (!check_batches(sim, data ? data->rows : 0, error))
        return false;
    const struct data *old = sim->data;
    struct surface surface = sim->surface;
    char *formula = memory_copy(surface.formula);
    sim->data = data_retain(data);
    bool good = true;
    if (surface.code->graph->reads_data)
        good = sim_set_surface(sim, surface.row, formula, &surface.domain, error);
    else if (old)
        sim_reset(sim); /* there may have been batches of them */
    free(formula);
    if (!good) {
        char why[ERROR_TEXT_SIZE];
        memcpy(why, error->text, sizeof why);
        error_set(error, ERROR_NO_PLACE, "the surface cannot read these data: %.300s", why);
        sim->data = old;
        old = data;
    }
    sim_touch(sim);
    data_release(old);
    return good;
}

struct point sim_start(const struct sim *sim)
{
    return sim->start;
}

void sim_set_start(struct sim *sim, struct point start)
{
    sim->start = start;
    sim_reset(sim);
}

double sim_tolerance(const struct sim *sim)
{
    return sim->tolerance;
}

void sim_set_tolerance(struct sim *sim, double tolerance)
{
    sim->tolerance = tolerance;
    sim_reset(sim);
}

/* --- balls --- */

int sim_ball_count(const struct sim *sim)
{
    return sim->ball_count;
}

bool sim_has_room(const struct sim *sim, struct error *error)
{
    return sim->ball_count < BALLS_MAX ||
           error_at(error, ERROR_NO_PLACE, "there are %d balls already, the most there can be",
                    BALLS_MAX);
}

int sim_add_ball(struct sim *sim, struct error *error)
{
    if (!sim_has_room(sim, error))
        return -1;
    const struct optimizer_row *optimizer = catalogue_optimizer("sgd");
    const struct schedule_row *constant = catalogue_schedule("constant");
    struct rule *rule = rule_new(&sim->surface, lets_at(sim, sim->clock), optimizer,
                                 optimizer->rule, false, false, error);
    struct schedule *schedule =
        rule ? schedule_new(lets_at(sim, sim->clock), constant, constant->formula, error) : NULL;
    if (!schedule) {
        rule_release(rule);
        return -1;
    }
    sim_forget_future(sim);
    struct ball *ball = memory_new(1, sizeof *ball);
    struct tuning *tuning = memory_new(1, sizeof *tuning);
    *tuning = (struct tuning){.tick = sim->clock,
                              .rule = rule,
                              .eta0 = 0.1,
                              .course_count = 1,
                              .stream = -1,
                              .new_rule = true,
                              .by_hand = true};
    tuning->courses[0] =
        (struct course){.segments = {{schedule, 0}}, .count = 1, .is_new = true, .sets = true};
    values_collect(tuning, true, &tuning->courses[0], error);
    tuning_push(ball, tuning);
    ball->born = sim->clock;
    ball->stream = sim->streams++;
    ball_start(sim, ball);
    sim->balls[sim->ball_count] = ball;
    sim_touch(sim);
    return sim->ball_count++;
}

bool sim_remove_ball(struct sim *sim, int ball, struct error *error)
{
    if (sim->ball_count == 1)
        return error_at(error, ERROR_NO_PLACE, "the last ball stays");
    ball_free(sim->balls[ball]);
    sim->ball_count--;
    memmove(&sim->balls[ball], &sim->balls[ball + 1],
            sizeof *sim->balls * (size_t)(sim->ball_count - ball));
    sim_touch(sim);
    return true;
}

const struct optimizer_row *sim_optimizer_row(const struct sim *sim, int ball)
{
    return tuning_present(sim, ball)->rule->row;
}

const char *sim_optimizer_text(const struct sim *sim, int ball)
{
    return tuning_present(sim, ball)->rule->text;
}

const struct formula_code *sim_optimizer_code(const struct sim *sim, int ball)
{
    return tuning_present(sim, ball)->rule->code;
}

/* The schedule that makes eta now. */
static const struct schedule *present_schedule(const struct sim *sim, int ball)
{
    const struct course *course = &tuning_present(sim, ball)->courses[0];
    return course->segments[sim->balls[ball]->now.courses[0].segment].schedule;
}

const struct schedule_row *sim_schedule_row(const struct sim *sim, int ball)
{
    return present_schedule(sim, ball)->row;
}

const char *sim_schedule_text(const struct sim *sim, int ball)
{
    return present_schedule(sim, ball)->text;
}

bool sim_schedule_per_epoch(const struct sim *sim, int ball)
{
    return tuning_present(sim, ball)->courses[0].per_epoch;
}

bool sim_schedule_recursive(const struct sim *sim, int ball)
{
    return present_schedule(sim, ball)->code->recursive;
}

double sim_noise(const struct sim *sim, int ball)
{
    return tuning_present(sim, ball)->noise;
}

int64_t sim_batch(const struct sim *sim, int ball)
{
    return tuning_present(sim, ball)->batch;
}

uint64_t sim_seed(const struct sim *sim)
{
    return sim->seed;
}

void sim_set_seed(struct sim *sim, uint64_t seed)
{
    sim->seed = seed;
    sim_reset(sim);
}

int64_t sim_born(const struct sim *sim, int ball)
{
    return sim->balls[ball]->born;
}

/* --- the timeline --- */

int64_t sim_clock(const struct sim *sim)
{
    return sim->clock;
}

int64_t sim_end(const struct sim *sim)
{
    return sim->end;
}

/* The lets of two ticks differ: then the surface that the map shows does too. */
static void move_clock(struct sim *sim, int64_t clock)
{
    if (lets_at(sim, sim->clock) != lets_at(sim, clock))
        sim->surface.version = stamp_new();
    sim->clock = clock;
    sim_touch(sim);
}

void sim_step(struct sim *sim)
{
    for (int i = 0; i < sim->ball_count; i++)
        ball_step(sim, sim->balls[i], sim->clock);
    move_clock(sim, sim->clock + 1);
    if (sim->end < sim->clock)
        sim->end = sim->clock;
}

void sim_seek(struct sim *sim, int64_t clock)
{
    if (clock < 0)
        clock = 0;
    if (clock > sim->end)
        clock = sim->end;
    for (int i = 0; i < sim->ball_count; i++)
        ball_seek(sim, sim->balls[i], clock);
    move_clock(sim, clock);
}

bool sim_over(const struct sim *sim)
{
    for (int i = 0; i < sim->ball_count; i++) {
        const struct ball *ball = sim->balls[i];
        const struct row *now = &ball->now.row;
        const struct row *last = &ball->trail[ball->trail_count > 1 ? ball->trail_count - 2 : 0];
        bool rests = now->converged && ball->trail_count > 1 && last->x == now->x &&
                     last->y == now->y && now->gx == 0 && now->gy == 0 && sim_batch(sim, i) == 0;
        if (!now->diverged && !rests)
            return false;
    }
    return true;
}

const struct row *sim_row(const struct sim *sim, int ball)
{
    return &sim->balls[ball]->now.row;
}

const double *sim_state(const struct sim *sim, int ball)
{
    return sim->balls[ball]->now.rule_state;
}

void sim_try(struct sim *sim, bool trying)
{
    sim->trying = trying;
}

void sim_begin_appointment(struct sim *sim)
{
    sim->in_appointment = true;
}

void sim_end_appointment(struct sim *sim)
{
    sim->in_appointment = false;
}

/* --- life --- */

struct sim *sim_new(void)
{
    struct sim *sim = memory_new(1, sizeof *sim);
    const struct surface_row *bowl = catalogue_surface("bowl");
    sim->tolerance = 1e-8;
    sim->start = bowl->start;
    sim->lets_capacity = 4;
    sim->lets = memory_new(4, sizeof *sim->lets);
    sim->lets[0] = memory_new(1, sizeof **sim->lets);
    sim->lets[0]->by_hand = true;
    sim->lets_count = 1;
    struct error error;
    struct region domain = {bowl->x0, bowl->x1, bowl->y0, bowl->y1};
    sim_set_surface(sim, bowl, bowl->formula, &domain, &error);
    sim_add_ball(sim, &error);
    return sim;
}

void sim_free(struct sim *sim)
{
    if (!sim)
        return;
    for (int i = 0; i < sim->ball_count; i++)
        ball_free(sim->balls[i]);
    for (int i = 0; i < sim->lets_count; i++)
        free(sim->lets[i]);
    free(sim->lets);
    critical_search_free(sim->minima_search);
    surface_free(&sim->surface);
    data_release(sim->data);
    workspace_free(&sim->workspace);
    free(sim);
}
