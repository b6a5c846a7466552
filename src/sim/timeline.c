/* One ball through its iterations, forward and back. */

#include "internal.h"

#include "../base/memory.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { FAR = 1000000 }; /* view sizes: a ball that is farther away has diverged */

/* --- inputs of the programs --- */

static const double *find_value(const struct named_value *items, int count, const char *name)
{
    for (int i = 0; i < count; i++)
        if (strcmp(items[i].name, name) == 0)
            return &items[i].value;
    return NULL;
}

static const double *rule_input(const struct ball *ball, const struct input *input)
{
    const struct binding *binding = &ball->binding;
    switch (input->kind) {
    case INPUT_X:
        return &ball->now.row.x;
    case INPUT_Y:
        return &ball->now.row.y;
    case INPUT_STATE:
        return &ball->now.rule_state[input->index];
    case INPUT_ETA:
        return &ball->now.row.eta;
    case INPUT_ETA0:
        return &ball->eta0;
    case INPUT_N:
        return &ball->rule_n;
    case INPUT_EPOCH:
        return &ball->epoch;
    case INPUT_F:
        return &ball->now.row.loss;
    case INPUT_GX:
        return &ball->now.row.gx;
    case INPUT_GY:
        return &ball->now.row.gy;
    case INPUT_LET:
        return find_value(binding->lets->items, binding->lets->count, input->name);
    case INPUT_PARAMETER:
        return find_value(binding->tuning->values.items, binding->tuning->values.count,
                          input->name);
    case INPUT_NOISE_X:
    case INPUT_NOISE_Y:
    case INPUT_LOOP:
        break;
    }
    return NULL;
}

/* A schedule counts the ball's iterations and has a state of its own; all else is as in a rule. */
static const double *schedule_input(const struct ball *ball, const struct input *input)
{
    if (input->kind == INPUT_N)
        return &ball->schedule_n;
    if (input->kind == INPUT_STATE)
        return &ball->now.schedule_state[input->index];
    return rule_input(ball, input);
}

static void bind(struct sim *sim, struct ball *ball, int64_t tick)
{
    struct binding *binding = &ball->binding;
    const struct tuning *tuning = tuning_at(ball, tick);
    const struct lets *lets = lets_at(sim, tick);
    if (binding->tuning && binding->tuning == tuning && binding->lets == lets)
        return;
    binding->tuning = tuning;
    binding->lets = lets;
    const struct rule_code *rule = tuning->rule->code;
    for (int i = 0; i < rule->input_count; i++)
        binding->rule_inputs[i] = rule_input(ball, &rule->inputs[i]);
    const struct schedule_code *schedule = tuning->schedule->code;
    for (int i = 0; i < schedule->input_count; i++)
        binding->schedule_inputs[i] = schedule_input(ball, &schedule->inputs[i]);
    const struct graph *surface = sim->surface.code->graph;
    for (int i = 0; i < surface->input_count; i++)
        binding->surface_inputs[i] = rule_input(ball, &surface->inputs[i]);
}

/* --- one iteration --- */

static void evaluate(struct sim *sim, struct ball *ball)
{
    struct row *row = &ball->now.row;
    double *outputs[] = {&row->loss, &row->gx, &row->gy, &row->hxx, &row->hxy, &row->hyy};
    program_run(sim->surface.code->hessian, &sim->workspace, ball->binding.surface_inputs, outputs,
                1);
}

/* The schedule's value for the numbers that are in place; its new state replaces the old one. */
double row_schedule(struct sim *sim, struct ball *ball)
{
    const struct schedule_code *code = ball->binding.tuning->schedule->code;
    double eta, state[SCHEDULE_STATE_MAX];
    double *outputs[1 + SCHEDULE_STATE_MAX] = {&eta};
    for (int i = 0; i < code->state_count; i++)
        outputs[1 + i] = &state[i];
    ball->epoch = ball->schedule_n;
    ball->eta0 = ball->binding.tuning->eta0;
    program_run(code->program, &sim->workspace, ball->binding.schedule_inputs, outputs, 1);
    memcpy(ball->now.schedule_state, state, sizeof *state * (size_t)code->state_count);
    return eta;
}

/* Moves the ball by its rule; the new state replaces the old one. */
static void update(struct sim *sim, struct ball *ball)
{
    const struct rule_code *code = ball->binding.tuning->rule->code;
    struct moment *now = &ball->now;
    double x, y, state[STATE_MAX];
    double *outputs[2 + STATE_MAX] = {&x, &y};
    for (int i = 0; i < code->state_count; i++)
        outputs[2 + i] = &state[i];
    ball->rule_n = (double)(now->row.n - now->rule_from);
    ball->epoch = (double)now->row.n;
    ball->eta0 = ball->binding.tuning->eta0;
    program_run(code->program, &sim->workspace, ball->binding.rule_inputs, outputs, 1);
    now->row.x = x;
    now->row.y = y;
    memcpy(now->rule_state, state, sizeof *state * (size_t)code->state_count);
}

static bool out_of_reach(const struct sim *sim, const struct row *row)
{
    const struct region *domain = &sim->surface.domain;
    double away = fmax(fabs(row->x - (domain->x0 + domain->x1) / 2) / (domain->x1 - domain->x0),
                       fabs(row->y - (domain->y0 + domain->y1) / 2) / (domain->y1 - domain->y0));
    return !isfinite(row->x) || !isfinite(row->y) || !isfinite(row->loss) || away > FAR;
}

/* What the update from `before` to the row that is there now was. */
static void judge(const struct sim *sim, const struct row *before, struct row *row)
{
    double dx = row->x - before->x, dy = row->y - before->y;
    bool downhill = before->gx * dx + before->gy * dy < 0;
    bool uphill = row->gx * dx + row->gy * dy > 0;
    row->event = EVENT_NONE;
    if (downhill && uphill) {
        bool worse = row->loss > before->loss;
        row->event = worse ? EVENT_WORSEN : EVENT_OVERSHOOT;
        row->overshoots++;
        row->worsened += worse;
    }
    row->converged = row_gradient_norm(row) <= sim->tolerance;
    if (row->converged && !before->converged)
        row->event = EVENT_CONVERGED;
    row->diverged = out_of_reach(sim, row);
    if (row->diverged)
        row->event = EVENT_DIVERGED;
}

/* What takes effect at this very tick. A let that changed makes another surface: the point has
 * other values from here on, while the event stays that of the update that led here.
 * A formula for eta is asked at every row; a recursion has its value from the update before, unless
 * the user set a rate or chose another schedule here. */
void ball_settle(struct sim *sim, struct ball *ball, int64_t tick)
{
    bind(sim, ball, tick);
    const struct tuning *tuning = ball->binding.tuning;
    bool here = tuning->tick == tick;
    struct moment *now = &ball->now;
    if (ball->binding.lets->tick == tick) {
        evaluate(sim, ball);
        now->row.converged = row_gradient_norm(&now->row) <= sim->tolerance;
    }
    if (here && tuning->new_rule) {
        memset(now->rule_state, 0, sizeof now->rule_state);
        now->rule_from = now->row.n;
    }
    if (here && tuning->new_schedule)
        memset(now->schedule_state, 0, sizeof now->schedule_state);
    if (!tuning->schedule->code->recursive) {
        ball->schedule_n = (double)now->row.n;
        now->row.eta = row_schedule(sim, ball);
    } else if (here && (tuning->sets_eta || tuning->new_schedule)) {
        now->row.eta = tuning->eta0;
    }
}

/* --- the record --- */

static void widen(struct moment *moment, double low, double high)
{
    moment->loss_low = fmin(moment->loss_low, low);
    moment->loss_high = fmax(moment->loss_high, high);
}

/* Keeps every other moment; each stands for twice as many rows now. */
static void thin(struct ball *ball)
{
    int kept = (ball->moment_count + 1) / 2;
    for (int i = 0; i < kept; i++) {
        ball->moments[i] = ball->moments[2 * i];
        if (2 * i + 1 < ball->moment_count)
            widen(&ball->moments[i], ball->moments[2 * i + 1].loss_low,
                  ball->moments[2 * i + 1].loss_high);
    }
    ball->moment_count = kept;
    ball->stride *= 2;
}

/* Puts the present row on record, if it is a new one. */
static void remember(struct ball *ball)
{
    struct moment *now = &ball->now;
    if (now->row.n <= ball->recorded)
        return;
    ball->recorded = now->row.n;
    now->loss_low = now->loss_high = now->row.loss;
    if (now->row.n < ball->moment_count * ball->stride) {
        widen(&ball->moments[ball->moment_count - 1], now->loss_low, now->loss_high);
        return;
    }
    if (ball->moment_count == MOMENTS_MAX)
        thin(ball);
    if (ball->moment_count == ball->moment_capacity) {
        ball->moment_capacity = ball->moment_capacity ? 2 * ball->moment_capacity : 16;
        ball->moments =
            memory_resize(ball->moments, (size_t)ball->moment_capacity, sizeof *ball->moments);
    }
    ball->moments[ball->moment_count++] = *now;
}

void ball_step(struct sim *sim, struct ball *ball, int64_t tick)
{
    if (ball->now.row.diverged || tick < ball->born)
        return;
    bind(sim, ball, tick);
    struct row before = ball->now.row;
    update(sim, ball);
    ball->now.row.n++;
    evaluate(sim, ball);
    judge(sim, &before, &ball->now.row);
    if (ball->binding.tuning->schedule->code->recursive) {
        ball->schedule_n = (double)before.n;
        ball->now.row.eta = row_schedule(sim, ball);
    }
    ball_settle(sim, ball, tick + 1);
    remember(ball);
    if (ball->trail_count == TRAIL_MAX) {
        memmove(ball->trail, ball->trail + TRAIL_MAX / 2, sizeof *ball->trail * (TRAIL_MAX / 2));
        ball->trail_count = TRAIL_MAX / 2;
    }
    ball->trail[ball->trail_count++] = ball->now.row;
}

/* --- the timeline --- */

void ball_start(struct sim *sim, struct ball *ball)
{
    ball->now = (struct moment){.row = {.x = sim->start.x, .y = sim->start.y}};
    ball->binding = (struct binding){0};
    ball->moment_count = 0;
    ball->stride = 1;
    ball->recorded = -1;
    bind(sim, ball, ball->born);
    evaluate(sim, ball);
    struct row *row = &ball->now.row;
    row->converged = row_gradient_norm(row) <= sim->tolerance;
    ball_settle(sim, ball, ball->born);
    remember(ball);
    ball->trail[0] = *row;
    ball->trail_count = 1;
}

/* Puts the ball at the latest moment on record that is not after a row. */
static void load(struct sim *sim, struct ball *ball, int64_t row)
{
    int64_t index = row / ball->stride;
    if (index >= ball->moment_count)
        index = ball->moment_count - 1;
    ball->now = ball->moments[index];
    ball->binding = (struct binding){0};
    ball_settle(sim, ball, ball->born + ball->now.row.n);
    ball->trail[0] = ball->now.row;
    ball->trail_count = 1;
}

static void run_to(struct sim *sim, struct ball *ball, int64_t row)
{
    while (ball->now.row.n < row && !ball->now.row.diverged)
        ball_step(sim, ball, ball->born + ball->now.row.n);
}

void ball_seek(struct sim *sim, struct ball *ball, int64_t tick)
{
    int64_t row = tick > ball->born ? tick - ball->born : 0;
    bool ahead = row >= ball->now.row.n && row - ball->now.row.n <= ball->stride;
    if (!ahead)
        load(sim, ball, row);
    run_to(sim, ball, row);
}

/* Drops what is on record after a tick, which becomes the ball's present. The last moment's span of
 * losses may have reached beyond: it is run again. */
void ball_forget_after(struct sim *sim, struct ball *ball, int64_t tick)
{
    int64_t row = tick > ball->born ? tick - ball->born : 0;
    if (row < ball->recorded) {
        int64_t last = row / ball->stride;
        if (last < ball->moment_count) {
            ball->moment_count = (int)last + 1;
            struct moment *moment = &ball->moments[last];
            moment->loss_low = moment->loss_high = moment->row.loss;
            ball->recorded = moment->row.n;
        }
        load(sim, ball, row);
        run_to(sim, ball, row);
    }
    while (ball->tuning_count > 1 && tuning_last(ball)->tick > tick)
        tuning_free(ball->tunings[--ball->tuning_count]);
    ball->binding = (struct binding){0};
    bind(sim, ball, tick);
}

void ball_free(struct ball *ball)
{
    if (!ball)
        return;
    for (int i = 0; i < ball->tuning_count; i++)
        tuning_free(ball->tunings[i]);
    free(ball->tunings);
    free(ball->moments);
    free(ball);
}

int sim_trail(struct sim *sim, int ball, struct row *rows, int max)
{
    struct ball *one = sim->balls[ball];
    int64_t present = one->now.row.n;
    if (max > TRAIL_MAX / 2)
        max = TRAIL_MAX / 2;
    int64_t wanted = present + 1 < max ? present + 1 : max;
    if (one->trail_count < wanted) {
        load(sim, one, present - wanted + 1);
        run_to(sim, one, present);
    }
    int count = one->trail_count < wanted ? one->trail_count : (int)wanted;
    memcpy(rows, one->trail + one->trail_count - count, sizeof *rows * (size_t)count);
    return count;
}

int sim_sample_count(const struct sim *sim, int ball)
{
    return sim->balls[ball]->moment_count;
}

struct sample sim_sample(const struct sim *sim, int ball, int index)
{
    const struct moment *moment = &sim->balls[ball]->moments[index];
    return (struct sample){
        .first = moment->row.n,
        .stride = sim->balls[ball]->stride,
        .loss = moment->row.loss,
        .loss_low = moment->loss_low,
        .loss_high = moment->loss_high,
        .eta = moment->row.eta,
        .gradient_norm = row_gradient_norm(&moment->row),
    };
}
