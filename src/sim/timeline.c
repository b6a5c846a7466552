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

/* A parameter by its name among the ball's: what a course makes of it, else its number. */
static const double *parameter_input(const struct ball *ball, const char *name)
{
    const struct tuning *tuning = ball->binding.tuning;
    for (int i = 1; i < tuning->course_count; i++)
        if (tuning->courses[i].count > 0 && strcmp(tuning->courses[i].target, name) == 0)
            return &ball->now.courses[i].value;
    return find_value(tuning->values.items, tuning->values.count, name);
}

static const double *rule_input(const struct ball *ball, const struct input *input)
{
    const struct lets *lets = ball->binding.lets;
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
        return &ball->base[0];
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
    case INPUT_ROWS:
        return &ball->batch.rows;
    case INPUT_NOISE_X:
        return &ball->noise_x;
    case INPUT_NOISE_Y:
        return &ball->noise_y;
    case INPUT_LET:
        return find_value(lets->items, lets->count, input->name);
    case INPUT_PARAMETER:
        return parameter_input(ball, input->name);
    case INPUT_LOOP:
    case INPUT_COLUMN: /* the program has the data */
    case INPUT_ARGUMENT:
        break;
    }
    return NULL;
}

/* A schedule counts the iterations of its segment and has a state of its own; eta is the number
 * that its course drives, eta0 what the user gave for it. */
static const double *schedule_input(const struct ball *ball, int course, int segment,
                                    const struct input *input)
{
    char name[NAME_SIZE];
    switch (input->kind) {
    case INPUT_N:
        return &ball->schedule_n;
    case INPUT_STATE:
        return &ball->now.courses[course].state[input->index];
    case INPUT_ETA:
        return &ball->now.courses[course].value;
    case INPUT_ETA0:
        return &ball->base[course];
    case INPUT_PARAMETER:
        value_full_name(&ball->binding.tuning->courses[course], segment, input->name, name);
        return parameter_input(ball, name);
    default:
        return rule_input(ball, input);
    }
}

void binding_clear(struct ball *ball)
{
    struct binding *binding = &ball->binding;
    free(binding->rule);
    for (int i = 0; i < COURSES_MAX; i++)
        for (int k = 0; k < SEGMENTS_MAX; k++)
            free(binding->schedules[i][k]);
    *binding = (struct binding){0};
}

static void bind_course(struct ball *ball, int index)
{
    const struct course *course = &ball->binding.tuning->courses[index];
    for (int k = 0; k < course->count; k++) {
        const struct schedule_code *code = course->segments[k].schedule->code;
        const double **inputs = memory_new((size_t)code->input_count, sizeof *inputs);
        for (int i = 0; i < code->input_count; i++)
            inputs[i] = schedule_input(ball, index, k, &code->inputs[i]);
        ball->binding.schedules[index][k] = inputs;
    }
    const double *base = index == 0
                             ? &ball->binding.tuning->eta0
                             : find_value(ball->binding.tuning->values.items,
                                          ball->binding.tuning->values.count, course->target);
    ball->base[index] = base ? *base : 0;
}

static void bind(struct sim *sim, struct ball *ball, int64_t tick)
{
    struct binding *binding = &ball->binding;
    const struct tuning *tuning = tuning_at(ball, tick);
    const struct lets *lets = lets_at(sim, tick);
    if (binding->tuning == tuning && binding->lets == lets)
        return;
    binding_clear(ball);
    binding->tuning = tuning;
    binding->lets = lets;
    const struct rule_code *rule = tuning->rule->code;
    binding->rule = memory_new((size_t)rule->input_count, sizeof *binding->rule);
    for (int i = 0; i < rule->input_count; i++)
        binding->rule[i] = rule_input(ball, &rule->inputs[i]);
    for (int i = 0; i < tuning->course_count; i++)
        bind_course(ball, i);
    const struct graph *surface = sim->surface.code->graph;
    for (int i = 0; i < surface->input_count; i++)
        binding->surface[i] = rule_input(ball, &surface->inputs[i]);
}

/* --- one iteration --- */

static void evaluate(struct sim *sim, struct ball *ball)
{
    struct row *row = &ball->now.row;
    double *outputs[] = {&row->loss, &row->gx, &row->gy, &row->hxx, &row->hxy, &row->hyy};
    program_run(sim->surface.code->hessian, &sim->workspace, ball->binding.surface, outputs, 1);
}

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
    const struct schedule_code *code = course->segments[place->segment].schedule->code;
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
static void advance_course(struct sim *sim, struct ball *ball, int index, const struct row *before)
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
static void settle_course(struct sim *sim, struct ball *ball, int index, bool here)
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

/* Takes the batch of the ball's next update. Returns its rows; NULL: it sees the full loss. */
static const struct data *take_batch(struct sim *sim, struct ball *ball)
{
    const struct tuning *tuning = ball->binding.tuning;
    if (tuning->batch == 0 || !sim->data)
        return NULL;
    struct batch_key key = {sim->seed, (uint64_t)ball_stream(ball, tuning),
                            (uint64_t)ball->now.row.epoch};
    batch_take(&ball->batch, sim->data, &key, ball->now.taken, tuning->batch);
    return ball->batch.data;
}

/* The inputs of the rule that are not the moment's own. Returns the data that it sees, NULL: all.
 */
static const struct data *prepare_update(struct sim *sim, struct ball *ball)
{
    const struct moment *now = &ball->now;
    ball->rule_n = (double)(now->row.n - now->rule_from);
    ball->epoch = (double)now->row.epoch;
    const struct tuning *tuning = ball->binding.tuning;
    if (tuning->noise > 0) {
        uint64_t stream = (uint64_t)ball_stream(ball, tuning);
        noise_sample(sim->seed, stream, (uint64_t)now->row.n, &ball->noise_x, &ball->noise_y);
        ball->noise_x *= tuning->noise;
        ball->noise_y *= tuning->noise;
    }
    return take_batch(sim, ball);
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
    const struct data *seen = prepare_update(sim, ball);
    program_run_over(code->program, seen, &sim->workspace, ball->binding.rule, outputs, 1);
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

static void judge_gradient(const struct sim *sim, bool before, struct row *row)
{
    row->converged = row_gradient_norm(row) <= sim->tolerance;
    if (row->converged && !before)
        row->converged_at = row->n;
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
    judge_gradient(sim, before->converged, row);
    if (row->converged && !before->converged)
        row->event = EVENT_CONVERGED;
    row->diverged = out_of_reach(sim, row);
    if (row->diverged)
        row->event = EVENT_DIVERGED;
}

/* What takes effect at this very tick. A let that changed makes another surface: the point has
 * other values from here on, while the event stays that of the update that led here. */
void ball_settle(struct sim *sim, struct ball *ball, int64_t tick)
{
    bind(sim, ball, tick);
    const struct tuning *tuning = ball->binding.tuning;
    bool here = tuning->tick == tick;
    struct moment *now = &ball->now;
    if (ball->binding.lets->tick == tick) {
        evaluate(sim, ball);
        judge_gradient(sim, now->row.converged, &now->row);
    }
    if (here && tuning->new_rule) {
        memset(now->rule_state, 0, sizeof now->rule_state);
        now->rule_from = now->row.n;
    }
    for (int i = tuning->course_count - 1; i >= 0; i--) /* eta last: it may read a driven number */
        settle_course(sim, ball, i, here);
    now->row.eta = now->courses[0].value;
}

/* --- the record --- */

void moment_widen(struct moment *moment, double low, double high)
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
            moment_widen(&ball->moments[i], ball->moments[2 * i + 1].loss_low,
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
        moment_widen(&ball->moments[ball->moment_count - 1], now->loss_low, now->loss_high);
        return;
    }
    if (ball->moment_count == MOMENTS_MAX)
        thin(ball);
    if (ball->moment_count == ball->moment_capacity) {
        ball->moment_capacity = ball->moment_capacity ? 2 * ball->moment_capacity : 16;
        ball->moments =
            memory_resize(ball->moments, (size_t)ball->moment_capacity, sizeof *ball->moments);
    }
    moment_note_stability(ball->binding.tuning, now);
    ball->moments[ball->moment_count++] = *now;
}

/* One iteration further: so are the rows of the data. With the full loss it is an epoch. */
static void count_row(const struct sim *sim, struct ball *ball)
{
    struct moment *now = &ball->now;
    int64_t batch = ball->binding.tuning->batch;
    now->row.n++;
    now->taken += batch;
    if (batch > 0 && sim->data && now->taken < sim->data->rows)
        return;
    now->taken = 0;
    now->row.epoch++;
}

/* The level at which the loss of mini-batches jitters: its mean over an epoch. */
static void measure_floor(struct moment *now, const struct row *before, bool batched)
{
    now->loss_sum += now->row.loss;
    now->loss_count++;
    if (!batched)
        now->row.floor = (double)NAN;
    else if (now->row.epoch != before->epoch)
        now->row.floor = now->loss_sum / (double)now->loss_count;
    if (now->row.epoch != before->epoch) {
        now->loss_sum = 0;
        now->loss_count = 0;
    }
}

/* An update and the row that it leads to, before anything that takes effect at that row. */
static void iterate(struct sim *sim, struct ball *ball)
{
    struct row before = ball->now.row;
    const struct tuning *tuning = ball->binding.tuning;
    update(sim, ball);
    count_row(sim, ball);
    evaluate(sim, ball);
    measure_floor(&ball->now, &before, tuning->batch > 0);
    judge(sim, &before, &ball->now.row);
    for (int i = tuning->course_count - 1; i >= 0; i--)
        advance_course(sim, ball, i, &before);
}

/* From tick to tick + 1, without a word to record and trail. */
static void advance(struct sim *sim, struct ball *ball, int64_t tick)
{
    bind(sim, ball, tick);
    iterate(sim, ball);
    ball_settle(sim, ball, tick + 1);
}

void ball_step(struct sim *sim, struct ball *ball, int64_t tick)
{
    if (ball->now.row.diverged || tick < ball->born)
        return;
    advance(sim, ball, tick);
    remember(ball);
    if (ball->trail_count == TRAIL_MAX) {
        memmove(ball->trail, ball->trail + TRAIL_MAX / 2, sizeof *ball->trail * (TRAIL_MAX / 2));
        ball->trail_count = TRAIL_MAX / 2;
    }
    ball->trail[ball->trail_count++] = ball->now.row;
}

/* One iteration with what steers the ball now, on and on: later changes are not looked at. */
static void foresee(struct sim *sim, struct ball *ball)
{
    struct moment *now = &ball->now;
    iterate(sim, ball);
    for (int i = ball->binding.tuning->course_count - 1; i >= 0; i--)
        settle_course(sim, ball, i, false);
    now->row.eta = now->courses[0].value;
}

/* The iterations are taken back: neither record nor trail learn of them. */
int sim_future(struct sim *sim, int ball, struct row *rows, int max)
{
    struct ball *one = sim->balls[ball];
    bind(sim, one, one->born + one->now.row.n);
    struct moment before = one->now;
    int count = 0;
    for (; count < max && !one->now.row.diverged; count++) {
        foresee(sim, one);
        rows[count] = one->now.row;
    }
    one->now = before;
    return count;
}

bool sim_preview(struct sim *sim, int ball, struct row *next)
{
    return sim_future(sim, ball, next, 1) == 1;
}

/* Where the programs of the batch's loss find their inputs for these points. */
static void batch_inputs(struct sim *sim, struct ball *ball, const double *x, const double *y,
                         const double **inputs)
{
    const struct graph *graph = sim->surface.batch_code->graph;
    surface_inputs(sim, graph, x, y, inputs);
    for (int i = 0; i < graph->input_count; i++)
        if (graph->inputs[i].kind == INPUT_ROWS)
            inputs[i] = &ball->batch.rows;
}

bool sim_batch_values(struct sim *sim, int ball, const double *x, const double *y, double *loss,
                      int64_t count)
{
    struct ball *one = sim->balls[ball];
    if (!sim->surface.batch_code || one->now.row.diverged)
        return false;
    bind(sim, one, one->born + one->now.row.n);
    const struct data *batch = take_batch(sim, one);
    if (!batch)
        return false;
    const double *inputs[SURFACE_INPUTS_MAX] = {0};
    batch_inputs(sim, one, x, y, inputs);
    program_run_over(sim->surface.batch_code->value, batch, &sim->workspace, inputs, &loss,
                     (size_t)count);
    return true;
}

static struct seen what_is_seen(struct sim *sim, struct ball *ball, const struct data *batch)
{
    const struct tuning *tuning = ball->binding.tuning;
    const struct row *row = &ball->now.row;
    struct seen seen = {.rows = batch ? batch->rows : 0, .gradient = {row->gx, row->gy}};
    if (tuning->noise > 0)
        seen.noise = (struct point){ball->noise_x, ball->noise_y};
    if (batch && sim->surface.batch_code) {
        const double *inputs[SURFACE_INPUTS_MAX] = {0};
        double loss, *outputs[] = {&loss, &seen.gradient.x, &seen.gradient.y};
        batch_inputs(sim, ball, &row->x, &row->y, inputs);
        program_run_over(sim->surface.batch_code->gradient, batch, &sim->workspace, inputs, outputs,
                         1);
    }
    return seen;
}

const struct rule_trace *sim_trace(struct sim *sim, int ball, struct seen *seen)
{
    struct ball *one = sim->balls[ball];
    if (one->now.row.diverged)
        return NULL;
    bind(sim, one, one->born + one->now.row.n);
    struct rule *rule = one->binding.tuning->rule;
    if (!rule->trace)
        rule->trace = rule_trace_new(rule->code);
    const struct data *batch = prepare_update(sim, one);
    rule_trace_run(rule->trace, batch, &sim->workspace, one->binding.rule);
    *seen = what_is_seen(sim, one, batch);
    return rule->trace;
}

/* --- the timeline --- */

void ball_start(struct sim *sim, struct ball *ball)
{
    ball->now =
        (struct moment){.row = {.x = sim->start.x, .y = sim->start.y, .floor = (double)NAN}};
    for (int i = 0; i < COURSES_MAX; i++)
        ball->now.courses[i].segment = -1;
    binding_clear(ball);
    ball->moment_count = 0;
    ball->stride = 1;
    ball->recorded = -1;
    ball->version = sim_next_version();
    bind(sim, ball, ball->born);
    evaluate(sim, ball);
    struct row *row = &ball->now.row;
    judge_gradient(sim, false, row);
    ball_settle(sim, ball, ball->born);
    remember(ball);
    ball->trail[0] = *row;
    ball->trail_count = 1;
}

/* Puts the ball at the latest moment on record that is not after a row. */
static void load_moment(struct sim *sim, struct ball *ball, int64_t row)
{
    int64_t index = row / ball->stride;
    if (index >= ball->moment_count)
        index = ball->moment_count - 1;
    ball->now = ball->moments[index];
    binding_clear(ball);
    ball_settle(sim, ball, ball->born + ball->now.row.n);
}

static void load(struct sim *sim, struct ball *ball, int64_t row)
{
    load_moment(sim, ball, row);
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
        ball->version = sim_next_version();
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
    binding_clear(ball);
    bind(sim, ball, tick);
}

void ball_free(struct ball *ball)
{
    if (!ball)
        return;
    for (int i = 0; i < ball->tuning_count; i++)
        tuning_free(ball->tunings[i]);
    binding_clear(ball);
    batch_free(&ball->batch);
    free(ball->tunings);
    free(ball->moments);
    free(ball);
}

int sim_trail(struct sim *sim, int ball, int max, const struct row **rows)
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
    *rows = one->trail + one->trail_count - count;
    return count;
}

bool sim_row_at(struct sim *sim, int ball, int64_t n, struct row *row, struct stability *stability)
{
    struct ball *one = sim->balls[ball];
    if (n < 0 || n > one->recorded)
        return false;
    struct moment before = one->now;
    load_moment(sim, one, n);
    while (one->now.row.n < n)
        advance(sim, one, one->born + one->now.row.n);
    *row = one->now.row;
    *stability = moment_stability(one->binding.tuning, &one->now);
    one->now = before;
    binding_clear(one);
    return true;
}

int64_t sim_record_version(const struct sim *sim, int ball)
{
    return sim->balls[ball]->version;
}

int64_t sim_recorded(const struct sim *sim, int ball)
{
    return sim->balls[ball]->recorded;
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
        .row = &moment->row,
        .loss_low = moment->loss_low,
        .loss_high = moment->loss_high,
        .product = moment->product,
        .bound = moment->bound,
    };
}
