/* One iteration of a ball: the update by its rule, and the row that it leads to. */

#include "iteration.h"

#include <math.h>
#include <string.h>

enum { FAR = 1000000 }; /* view sizes: a ball that is farther away has diverged */

static void evaluate(struct sim *sim, struct ball *ball)
{
    struct row *row = &ball->now.row;
    double *outputs[] = {&row->loss, &row->gx, &row->gy, &row->hxx, &row->hxy, &row->hyy};
    program_run(sim->surface.code->hessian, &sim->workspace, ball->binding.surface, outputs, 1);
}

const struct data *ball_take_batch(struct sim *sim, struct ball *ball)
{
    const struct tuning *tuning = ball->binding.tuning;
    if (tuning->batch == 0 || !sim->data)
        return NULL;
    struct batch_key key = {sim->seed, (uint64_t)ball_stream(ball, tuning),
                            (uint64_t)ball->now.row.epoch};
    batch_take(&ball->batch, sim->data, &key, ball->now.taken, tuning->batch);
    return ball->batch.data;
}

const struct data *ball_prepare_update(struct sim *sim, struct ball *ball)
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
    return ball_take_batch(sim, ball);
}

/* Moves the ball by its rule; the new state replaces the old one. */
static void update(struct sim *sim, struct ball *ball)
{
    const struct formula_code *code = ball->binding.tuning->rule->code;
    struct moment *now = &ball->now;
    double x, y, state[STATE_MAX];
    double *outputs[2 + STATE_MAX] = {&x, &y};
    for (int i = 0; i < code->state_count; i++)
        outputs[2 + i] = &state[i];
    const struct data *seen = ball_prepare_update(sim, ball);
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
    ball_bind(sim, ball, tick);
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
    ball_settle_courses(sim, ball, here);
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

void ball_iterate(struct sim *sim, struct ball *ball)
{
    struct row before = ball->now.row;
    bool batched = ball->binding.tuning->batch > 0;
    update(sim, ball);
    count_row(sim, ball);
    evaluate(sim, ball);
    measure_floor(&ball->now, &before, batched);
    judge(sim, &before, &ball->now.row);
    ball_advance_courses(sim, ball, &before);
}

void ball_advance(struct sim *sim, struct ball *ball, int64_t tick)
{
    ball_bind(sim, ball, tick);
    ball_iterate(sim, ball);
    ball_settle(sim, ball, tick + 1);
}

void ball_put_at_start(struct sim *sim, struct ball *ball)
{
    ball->now =
        (struct moment){.row = {.x = sim->start.x, .y = sim->start.y, .floor = (double)NAN}};
    for (int i = 0; i < COURSES_MAX; i++)
        ball->now.courses[i].segment = -1;
    binding_clear(ball);
    ball_bind(sim, ball, ball->born);
    evaluate(sim, ball);
    judge_gradient(sim, false, &ball->now.row);
    ball_settle(sim, ball, ball->born);
}
