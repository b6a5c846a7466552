/* Mini-batches: which rows an iteration sees, and trajectories that agree with an independent
 * computation: a shuffle and gradients of its own, written out. */

#include "../src/base/text.h"
#include "../src/draw/theme.h"
#include "../src/model/batch.h"
#include "ask.h"
#include "stage.h"
#include "suite.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static struct error error;

static const struct row *row(int ball)
{
    return sim_row(session->sim, ball);
}

static void ck_same_row(const struct row *a, const struct row *b)
{
    ck_assert_mem_eq(&a->x, &b->x, sizeof a->x);
    ck_assert_mem_eq(&a->y, &b->y, sizeof a->y);
    ck_assert_mem_eq(&a->loss, &b->loss, sizeof a->loss);
    ck_assert_mem_eq(&a->eta, &b->eta, sizeof a->eta);
    ck_assert_mem_eq(&a->floor, &b->floor, sizeof a->floor);
    ck_assert_int_eq(a->n, b->n);
    ck_assert_int_eq(a->epoch, b->epoch);
    ck_assert_int_eq(a->overshoots, b->overshoots);
}

#define CARS "data scenes/data/cars.csv"
#define LINE "surface mean((x*(speed - 15.4) + y - distance)^2) on [-2,8] x [0,90]"
#define RINGS "data scenes/data/o-rings.csv"
#define CURVE                                                                                      \
    "surface mean(log1p(exp(x*(temperature - 70)/5 + y)) - damage*(x*(temperature - 70)/5 + y)) "  \
    "on [-4,2] x [-4,2]"

static void begin_cars(void)
{
    stage_run(CARS);
    stage_run(LINE);
    stage_run("start 0, 10");
    stage_run("eta 0.005");
}

/* --- the independent computation --- */

enum { CAR_ROWS = 50 };

/* The next number of SplitMix64 after a state (Steele, Lea, Flood 2014). */
static uint64_t split_mix(uint64_t state)
{
    uint64_t z = state + UINT64_C(0x9E3779B97F4A7C15);
    z = (z ^ (z >> 30)) * UINT64_C(0xBF58476D1CE4E5B9);
    z = (z ^ (z >> 27)) * UINT64_C(0x94D049BB133111EB);
    return z ^ (z >> 31);
}

/* The order of the rows in an epoch, as `help batch` has it. */
static void shuffle(uint64_t seed, uint64_t stream, uint64_t epoch, int *order, int rows)
{
    uint64_t key =
        split_mix(split_mix(split_mix(split_mix(seed) ^ stream) ^ epoch) ^ UINT64_C(0x62617463));
    for (int i = 0; i < rows; i++)
        order[i] = i;
    for (int i = rows - 1; i >= 1; i--) {
        uint64_t high = split_mix(key ^ (uint64_t)i) / UINT64_C(0x100000000);
        int other = (int)(high * ((uint64_t)i + 1) / UINT64_C(0x100000000));
        int kept = order[i];
        order[i] = order[other];
        order[other] = kept;
    }
}

/* Gradient of the mean loss over some rows. */
typedef void gradient_function(const double *u, const double *v, const int *rows, int count,
                               double x, double y, double *gx, double *gy);

static void line_gradient(const double *u, const double *v, const int *rows, int count, double x,
                          double y, double *gx, double *gy)
{
    *gx = *gy = 0;
    for (int i = 0; i < count; i++) {
        double centred = u[rows[i]] - 15.4, residual = x * centred + y - v[rows[i]];
        *gx += 2 * residual * centred / count;
        *gy += 2 * residual / count;
    }
}

static void curve_gradient(const double *u, const double *v, const int *rows, int count, double x,
                           double y, double *gx, double *gy)
{
    *gx = *gy = 0;
    for (int i = 0; i < count; i++) {
        double t = (u[rows[i]] - 70) / 5, p = 1 / (1 + exp(-(x * t + y)));
        *gx += (p - v[rows[i]]) * t / count;
        *gy += (p - v[rows[i]]) / count;
    }
}

static const struct {
    const char *data, *surface;
    double eta;
    int batch; /* 0: all rows, in their order */
    uint64_t seed, stream;
    gradient_function *gradient;
} fits[] = {
    {CARS, LINE, 0.02, 0, 0, 0, line_gradient},   {CARS, LINE, 0.005, 16, 0, 0, line_gradient},
    {CARS, LINE, 0.003, 1, 7, 0, line_gradient},  {CARS, LINE, 0.02, 50, 3, 0, line_gradient},
    {CARS, LINE, 0.01, 49, 11, 4, line_gradient}, {RINGS, CURVE, 1, 0, 0, 0, curve_gradient},
    {RINGS, CURVE, 0.5, 5, 0, 0, curve_gradient}, {RINGS, CURVE, 0.5, 23, 2, 1, curve_gradient},
    {RINGS, CURVE, 0.2, 1, 99, 2, curve_gradient}};

/* Plain gradient descent for 400 iterations, batch after batch. */
START_TEST(trajectories_agree)
{
    char line[80];
    stage_run(fits[_i].data);
    stage_run(fits[_i].surface);
    snprintf(line, sizeof line, "seed %d", (int)fits[_i].seed);
    stage_run(line);
    snprintf(line, sizeof line, "eta %.17g", fits[_i].eta);
    stage_run(line);
    snprintf(line, sizeof line, "batch %d stream=%d", fits[_i].batch, (int)fits[_i].stream + 1);
    if (fits[_i].batch > 0)
        stage_run(line);
    const struct data *data = sim_problem(session->sim)->data;
    int rows = (int)data->rows, order[CAR_ROWS], taken = 0, epoch = 0;
    double x = row(0)->x, y = row(0)->y;
    for (int n = 0; n < 400; n++) {
        double tolerance = 1e-11 * (1 + fabs(x) + fabs(y));
        ck_assert_double_eq_tol(row(0)->x, x, tolerance);
        ck_assert_double_eq_tol(row(0)->y, y, tolerance);
        ck_assert_int_eq(row(0)->epoch, epoch);
        shuffle(fits[_i].seed, fits[_i].stream, (uint64_t)epoch, order, rows);
        int size = fits[_i].batch ? fits[_i].batch : rows;
        int count = size < rows - taken ? size : rows - taken;
        double gx, gy;
        fits[_i].gradient(data->columns[0].values, data->columns[1].values, order + taken, count, x,
                          y, &gx, &gy);
        x -= fits[_i].eta * gx;
        y -= fits[_i].eta * gy;
        taken += count;
        if (taken == rows)
            taken = 0, epoch++;
        stage_run("step");
    }
    ck_assert_int_gt(epoch, 7);
}
END_TEST

/* Where every row has the same best line, batches end at it, too; else only the full loss does. */
START_TEST(batches_of_exact_data_converge)
{
    struct data *data = data_new("exact.csv");
    data->rows = 23;
    data->column_count = 2;
    for (int k = 0; k < 2; k++) {
        memcpy(data->columns[k].name, k ? "v" : "u", 2);
        data->columns[k].values = malloc((size_t)data->rows * sizeof(double));
    }
    for (int i = 0; i < data->rows; i++) {
        data->columns[0].values[i] = sin(i);
        data->columns[1].values[i] = 1.25 * sin(i) - 0.75;
    }
    ck_assert(sim_set_data(session->sim, data, &error));
    data_release(data);
    stage_run("surface mean((x*u + y - v)^2)");
    stage_run("batch 4");
    stage_run("eta 0.2");
    stage_run("step 2000");
    ck_assert_double_eq_tol(row(0)->x, 1.25, 1e-9);
    ck_assert_double_eq_tol(row(0)->y, -0.75, 1e-9);
}
END_TEST

/* The normal equations of the cars; the same line after batches of all rows as without. */
START_TEST(full_loss_converges_to_the_normal_equations)
{
    begin_cars();
    stage_run("eta 0.02");
    if (_i == 1)
        stage_run("batch 50");
    if (_i == 2) {
        stage_run("batch 16");
        stage_run("at 200 batch all");
    }
    stage_run("step 2000");
    ck_assert_double_eq_tol(row(0)->x, 3.932408759124, 1e-9);
    ck_assert_double_eq_tol(row(0)->y, 42.98, 1e-9);
}
END_TEST

/* --- the rows --- */

START_TEST(an_epoch_has_every_row_once)
{
    static int32_t order[1000], again[1000];
    int first[10] = {0};
    for (uint64_t epoch = 0; epoch < 5000; epoch++) {
        bool seen[10] = {false};
        batch_shuffle(&(struct batch_key){1, 2, epoch}, order, 10);
        for (int i = 0; i < 10; i++) {
            ck_assert(order[i] >= 0 && order[i] < 10 && !seen[order[i]]);
            seen[order[i]] = true;
        }
        first[order[0]]++;
    }
    for (int i = 0; i < 10; i++) /* 500 each, give or take 21 */
        ck_assert_int_le(abs(first[i] - 500), 90);
    static const struct batch_key key = {1, 2, 0}, keys[] = {{2, 2, 0}, {1, 3, 0}, {1, 2, 1}};
    batch_shuffle(&key, order, 1000);
    for (int i = 0; i < 3; i++) {
        batch_shuffle(&keys[i], again, 1000);
        ck_assert_mem_ne(order, again, sizeof order);
    }
    batch_shuffle(&key, again, 1000);
    ck_assert_mem_eq(order, again, sizeof order);
}
END_TEST

/* The sizes of the batches to come, and the epochs. */
static void ck_sizes(const int *sizes, int count, int epoch)
{
    for (int i = 0; i < count; i++) {
        struct seen seen;
        ck_assert_ptr_nonnull(ask_trace(session->sim, 0, &seen));
        ck_assert_int_eq(seen.rows, sizes[i]);
        ck_assert_int_eq(row(0)->epoch, epoch);
        stage_run("step");
    }
}

START_TEST(the_last_batch_has_what_is_left)
{
    begin_cars();
    stage_run("batch 16");
    ck_sizes((const int[]){16, 16, 16, 2}, 4, 0);
    ck_sizes((const int[]){16, 16}, 2, 1);
    stage_run("batch 10"); /* goes on with the rows that are left of this epoch */
    ck_sizes((const int[]){10, 8}, 2, 1);
    ck_sizes((const int[]){10}, 1, 2);
    stage_run("batch all");
    ck_sizes((const int[]){0}, 1, 2);
    ck_sizes((const int[]){0}, 1, 3);
    stage_run("batch 25");
    ck_sizes((const int[]){25, 25}, 2, 4);
    ck_sizes((const int[]){25}, 1, 5);
}
END_TEST

START_TEST(without_batches_an_iteration_is_an_epoch)
{
    stage_run("step 7");
    ck_assert_int_eq(row(0)->epoch, 7);
    ck_assert(isnan(row(0)->floor));
}
END_TEST

/* The batch's own loss and gradient, and the full ones on record. */
START_TEST(the_loss_of_a_batch)
{
    begin_cars();
    stage_run("batch 16");
    stage_run("step 5");
    const struct data *data = sim_problem(session->sim)->data;
    int order[CAR_ROWS];
    shuffle(0, 0, 1, order, CAR_ROWS);
    double x = row(0)->x, y = row(0)->y, expected = 0, full = 0, found, gx, gy;
    for (int i = 0; i < CAR_ROWS; i++) {
        int k = order[i];
        double residual = x * (data->columns[0].values[k] - 15.4) + y - data->columns[1].values[k];
        full += residual * residual / CAR_ROWS;
        expected += i >= 16 && i < 32 ? residual * residual / 16 : 0;
    }
    ck_assert(ask_batch_values(session->sim, 0, &x, &y, &found, 1));
    ck_assert_double_eq_tol(found, expected, 1e-9);
    ck_assert_double_eq_tol(row(0)->loss, full, 1e-9);
    line_gradient(data->columns[0].values, data->columns[1].values, order + 16, 16, x, y, &gx, &gy);
    struct seen seen;
    ck_assert_ptr_nonnull(ask_trace(session->sim, 0, &seen));
    ck_assert_double_eq_tol(seen.gradient.x, gx, 1e-9);
    ck_assert_double_eq_tol(seen.gradient.y, gy, 1e-9);
    stage_run("batch all");
    ck_assert(!ask_batch_values(session->sim, 0, &x, &y, &found, 1));
}
END_TEST

START_TEST(the_floor_is_the_mean_loss_of_an_epoch)
{
    begin_cars();
    stage_run("batch 20");
    ck_assert(isnan(row(0)->floor));
    double sum = 0;
    for (int n = 1; n <= 9; n++) {
        stage_run("step");
        sum += row(0)->loss;
        if (n % 3 == 0) {
            ck_assert_double_eq_tol(row(0)->floor, sum / 3, 1e-12 * sum);
            sum = 0;
        }
    }
    double floor = row(0)->floor;
    stage_run("step");
    ck_assert_double_eq(row(0)->floor, floor);
}
END_TEST

/* --- rules and schedules --- */

/* What a rule asks for more than once in an iteration is of one batch. */
START_TEST(a_rule_sees_one_batch)
{
    begin_cars();
    stage_run("batch 7");
    stage_run("ball theta -= eta*g + 1e6*(grad(theta) - g) + 1e6*(loss(theta) - f)");
    stage_run("eta 0.005");
    stage_run("batch 7 stream=1");
    for (int n = 0; n < 60; n++) {
        stage_run("step");
        ck_assert_double_eq(row(0)->x, row(1)->x);
        ck_assert_double_eq(row(0)->y, row(1)->y);
    }
}
END_TEST

/* A line search ends where the batch's loss is lower: the full loss may rise. */
START_TEST(a_line_search_descends_the_batch)
{
    begin_cars();
    stage_run("optimizer theta += backtrack(-g)*(-g)");
    stage_run("eta 1");
    stage_run("batch 3");
    bool rose = false;
    for (int n = 0; n < 60; n++) {
        double x[2] = {row(0)->x}, y[2] = {row(0)->y}, batch[2], loss = row(0)->loss;
        struct row next;
        ck_assert(ask_preview(session->sim, 0, &next));
        x[1] = next.x, y[1] = next.y;
        ck_assert(ask_batch_values(session->sim, 0, x, y, batch, 2));
        ck_assert_double_lt(batch[1], batch[0]);
        stage_run("step");
        ck_assert_double_eq(row(0)->x, next.x);
        rose |= row(0)->loss > loss;
    }
    ck_assert(rose);
}
END_TEST

START_TEST(epochs_in_rules_and_schedules)
{
    begin_cars();
    stage_run("batch 16"); /* four an epoch */
    stage_run("schedule eta0/(1 + epoch)");
    stage_run("ball theta -= eta/(1 + epoch)*g");
    stage_run("eta 0.005");
    stage_run("batch 16 stream=1");
    for (int n = 0; n < 30; n++) {
        ck_assert_double_eq_tol(row(0)->eta, 0.005 / (1 + floor(n / 4)), 1e-18);
        ck_assert_double_eq_tol(row(0)->x, row(1)->x, 1e-12);
        stage_run("step");
    }
    stage_run("expect epoch == 7 and n == 30");
}
END_TEST

/* A schedule's n is the epoch, of formulas, of recursions and of the lengths of those that follow.
 */
static const struct {
    const char *schedule;
    double first[6]; /* eta in the epochs, for eta0 = 1 */
} per_epoch[] = {
    {"schedule step decay=0.5 period=2 per epoch", {1, 0.5, 0.5, 0.25, 0.25, 0.125}},
    {"schedule time decay=1 per epoch", {1, 1, 0.5, 0.5 / 3, 0.5 / 12, 0.5 / 60}},
    {"schedule 1/(1 + n)  per  epoch", {1, 0.5, 1. / 3, 0.25, 0.2, 1. / 6}},
    {"schedule k += 1; eta0*k per epoch", {1, 1, 2, 3, 4, 5}},
    {"schedule 2 for 2 then 1/(1 + n) per epoch", {2, 2, 1, 0.5, 1. / 3, 0.25}},
};

START_TEST(schedules_count_epochs)
{
    begin_cars();
    stage_run("batch 20");
    stage_run("optimizer theta -= 0*eta*g"); /* with such rates it would be gone */
    stage_run("eta 1");
    stage_run(per_epoch[_i].schedule);
    for (int n = 0; n < 18; n++) {
        ck_assert_double_eq_tol(row(0)->eta, per_epoch[_i].first[n / 3], 1e-15);
        stage_run("step");
    }
    stage_run("goto 7");
    ck_assert_double_eq_tol(row(0)->eta, per_epoch[_i].first[2], 1e-15);
}
END_TEST

START_TEST(schedules_know_the_full_loss)
{
    begin_cars();
    stage_run("batch 16");
    stage_run("schedule f*1e-6");
    for (int n = 0; n < 9; n++) {
        ck_assert_double_eq(row(0)->eta, row(0)->loss * 1e-6);
        stage_run("step");
    }
}
END_TEST

/* --- the same run --- */

START_TEST(going_back_and_forth)
{
    enum { LAST = 9000 }; /* more than there are moments */
    begin_cars();
    stage_run("eta 0.001");
    stage_run("momentum 0.5");
    stage_run("batch 7");
    stage_run("schedule time decay=0.001 per epoch");
    stage_run("at 100 batch 20");
    stage_run("at 5000 batch all");
    stage_run("at 5003 batch 9");
    static const int places[] = {LAST, 3, 4097, 101, 5002, 5001, 0, 8888, LAST};
    static struct row rows[LAST + 1];
    for (int n = 0; n < LAST; n++) {
        rows[n] = *row(0);
        stage_run("step");
    }
    rows[LAST] = *row(0);
    for (size_t i = 0; i < sizeof places / sizeof *places; i++) {
        char line[32];
        snprintf(line, sizeof line, "goto %d", places[i]);
        stage_run(line);
        ck_same_row(row(0), &rows[places[i]]);
        struct row there;
        ck_assert(ask_row_at(session->sim, 0, LAST - places[i], &there));
        ck_same_row(&there, &rows[LAST - places[i]]);
    }
}
END_TEST

START_TEST(saved_and_opened_again)
{
    begin_cars();
    stage_run("seed 5");
    stage_run("batch 16");
    stage_run("schedule step period=3 per epoch");
    stage_run("ball adam eta=0.5");
    stage_run("batch 8 stream=1");
    stage_run("ball sgd eta=0.001");
    stage_run("batch 8");
    stage_run("noise 0.5 stream=2");
    stage_run("step 30");
    stage_run("batch 12");
    stage_run("step 7");
    stage_run("select 1");
    stage_run("batch all");
    stage_run("at 60 batch 3");
    stage_run("step 40");
    struct session *other = stage_reopen();
    for (int i = 0; i < 3; i++)
        ck_same_row(row(i), sim_row(other->sim, i));
    session_free(other);
}
END_TEST

START_TEST(streams_share_batches)
{
    begin_cars();
    stage_run("batch 5");
    stage_run("ball sgd eta=0.005"); /* of its own stream */
    stage_run("batch 5");
    stage_run("ball sgd eta=0.005");
    stage_run("batch 5 stream=1");
    stage_run("step 20");
    ck_same_row(row(0), row(2));
    ck_assert_double_ne(row(0)->x, row(1)->x);
    stage_run("select 1");
    stage_run("fork");
    stage_run("step 20");
    ck_same_row(row(0), row(3));
    ck_same_row(row(0), row(2));
    stage_run("seed 1");
    stage_run("step 20");
    ck_same_row(row(0), row(2));
}
END_TEST

/* A race, and the search for its rates: every ball sees the batches of the one that was there. */
START_TEST(races_share_batches)
{
    begin_cars();
    stage_run("batch 10");
    stage_run("race sgd nesterov");
    stage_run("all eta 0.001");
    stage_run("all momentum 0");
    stage_run("step 25");
    ck_assert_int_eq(sim_recipe(session->sim, 0)->batch, 10);
    ck_assert_int_eq(row(1)->epoch, 5);
    ck_assert_double_eq_tol(row(0)->x, row(1)->x, 1e-12);
    stage_run("race sgd adam budget=10 tuned");
    ck_assert_int_eq(sim_recipe(session->sim, 1)->batch, 10);
}
END_TEST

/* --- errors --- */

static const struct {
    const char *command, *message;
    int offset;
} wrong[] = {
    {"batch 0", "a batch is a whole number of rows, from 1 to the 50 of the data", 6},
    {"batch -3", "a batch is a whole number of rows, from 1 to the 50 of the data", 6},
    {"batch 2.5", "a batch is a whole number of rows, from 1 to the 50 of the data", 6},
    {"batch  51", "a batch is a whole number of rows, from 1 to the 50 of the data", 7},
    {"batch 1e300", "a batch is a whole number of rows, from 1 to the 50 of the data", 6},
    {"batch 0/0", "the rows of a batch must be a finite number", 6},
    {"batch", "expected the rows of a batch", 5},
    {"batch some", "unknown name some", 6},
    {"batch 16 17", "expected an operator", 9},
    {"batch 16 stream=0", "the stream must be a whole number from 1", 16},
    {"data scenes/data/o-rings.csv", "ball 1 has batches of 30 rows, and these data have 23", 5},
    {"schedule step per epoch period=3", "per", 14},
};

START_TEST(errors_have_a_place)
{
    begin_cars();
    stage_run("surface bowl");
    stage_run("batch 30");
    stage_run("step 3");
    struct row before = *row(0);
    ck_assert_msg(!command_execute(session, wrong[_i].command, &error), "%s", wrong[_i].command);
    ck_assert_msg(strstr(error.text, wrong[_i].message) != NULL, "%s: %s", wrong[_i].command,
                  error.text);
    ck_assert_int_eq(error.offset, wrong[_i].offset);
    ck_same_row(row(0), &before);
    ck_assert_int_eq(sim_recipe(session->sim, 0)->batch, 30);
}
END_TEST

START_TEST(a_batch_needs_data)
{
    ck_assert(!command_execute(session, "batch 4", &error));
    ck_assert_ptr_nonnull(strstr(error.text, "none are loaded; expected `data FILE` before it"));
    ck_assert_int_eq(error.offset, 6);
    stage_run("batch all");
    stage_run("batch off");
}
END_TEST

/* --- what is seen --- */

/* With eta 0 nothing moves but the batch. */
START_TEST(the_map_shows_the_batch)
{
    begin_cars();
    stage_run("eta 0");
    stage_run("hide panel");
    stage_run("hide contours");
    stage_run("batch 5");
    stage_draw(100, 30);
    ck_assert_int_eq(stage_dots(), 0);
    stage_run("show batch");
    struct text before = {0};
    text_add(&before, "%s", stage_draw(100, 30));
    ck_assert_int_gt(stage_dots(), 20);
    stage_run("step");
    ck_assert_str_ne(before.bytes, stage_draw(100, 30));
    stage_run("back");
    ck_assert_str_eq(before.bytes, stage_draw(100, 30));
    text_free(&before);
    stage_run("batch all");
    stage_draw(100, 30);
    ck_assert_int_eq(stage_dots(), 0);
}
END_TEST

/* Of all rows in one batch the lines are where the map's own are, but for the coarse lattice. */
START_TEST(the_batch_of_all_rows_has_the_lines_of_the_map)
{
    static bool lines[40][120];
    display.colors = COLORS_16; /* where contours are dots */
    begin_cars();
    stage_run("hide panel");
    stage_run("hide start");
    stage_run("hide minima");
    stage_run("hide critical");
    stage_run("batch 50");
    stage_draw(120, 40);
    for (int row = 0; row < frame->rows; row++)
        for (int column = 0; column < frame->columns; column++)
            lines[row][column] = frame_cell(frame, column, row)->glyph > 0x2800;
    stage_run("show batch");
    stage_draw(120, 40);
    int dashes = 0, near = 0;
    for (int row = 1; row < frame->rows - 1; row++)
        for (int column = 1; column < frame->columns - 1; column++) {
            const struct cell *cell = frame_cell(frame, column, row);
            if (cell->glyph <= 0x2800 || cell->fg != COLOR_ANSI(7))
                continue;
            bool found = false;
            for (int i = -1; i <= 1; i++)
                for (int k = -1; k <= 1; k++)
                    found |= lines[row + i][column + k];
            dashes++;
            near += found;
        }
    ck_assert_int_gt(dashes, 100);
    ck_assert_int_ge(near, dashes * 9 / 10);
}
END_TEST

START_TEST(many_rows_cost_no_frame)
{
    struct data *data = data_new("many.csv");
    data->rows = 100000;
    data->column_count = 1;
    memcpy(data->columns[0].name, "u", 2);
    data->columns[0].values = calloc((size_t)data->rows, sizeof(double));
    ck_assert(sim_set_data(session->sim, data, &error));
    data_release(data);
    stage_run("surface (x + mean(u))^2 + y^2"); /* the map itself needs the mean once */
    stage_run("batch 100000");
    stage_run("show batch");
    stage_draw(160, 50);
    ck_assert_int_gt(stage_dots(), 20);
}
END_TEST

/* Cells of the dotted line in the loss chart. */
static int floor_cells(void)
{
    color muted = theme_of(display.colors, display.light)->roles[ROLE_MUTED];
    int cells = 0;
    for (int i = 0; i < frame->columns * frame->rows; i++)
        cells += frame->cells[i].fg == muted && frame->cells[i].glyph > 0x2800 &&
                 frame->cells[i].glyph <= 0x28FF;
    return cells;
}

START_TEST(the_panel_and_the_chart_know_the_batch)
{
    begin_cars();
    stage_run("batch 20");
    stage_run("step 2");
    stage_draw(100, 40);
    ck_assert_shows("batch 20 of 50 rows");
    ck_assert_shows("n 2    epoch 0");
    int before = floor_cells();
    stage_run("step 2");
    stage_draw(100, 40);
    ck_assert_shows("n 4    epoch 1");
    stage_run("step 16"); /* until then the ball's line is too near */
    stage_draw(100, 40);
    ck_assert_int_ge(floor_cells(), before + 2);
    stage_run("back 16");
    stage_run("schedule step per epoch");
    stage_run("view step");
    stage_draw(100, 40);
    ck_assert_shows("step per epoch");
    ck_assert_shows(") of 20 rows");
    stage_run("batch all");
    stage_run("step");
    stage_draw(100, 40);
    ck_assert_hides("of 50 rows");
    ck_assert_hides(") of 20 rows");
}
END_TEST

int main(void)
{
    TCase *tests = tcase_create("batch");
    tcase_add_checked_fixture(tests, stage_begin, stage_end);
    tcase_set_timeout(tests, 60);
    tcase_add_table_test(tests, trajectories_agree, fits);
    tcase_add_test(tests, batches_of_exact_data_converge);
    tcase_add_loop_test(tests, full_loss_converges_to_the_normal_equations, 0, 3);
    tcase_add_test(tests, an_epoch_has_every_row_once);
    tcase_add_test(tests, the_last_batch_has_what_is_left);
    tcase_add_test(tests, without_batches_an_iteration_is_an_epoch);
    tcase_add_test(tests, the_loss_of_a_batch);
    tcase_add_test(tests, the_floor_is_the_mean_loss_of_an_epoch);
    tcase_add_test(tests, a_rule_sees_one_batch);
    tcase_add_test(tests, a_line_search_descends_the_batch);
    tcase_add_test(tests, epochs_in_rules_and_schedules);
    tcase_add_table_test(tests, schedules_count_epochs, per_epoch);
    tcase_add_test(tests, schedules_know_the_full_loss);
    tcase_add_test(tests, going_back_and_forth);
    tcase_add_test(tests, saved_and_opened_again);
    tcase_add_test(tests, streams_share_batches);
    tcase_add_test(tests, races_share_batches);
    tcase_add_table_test(tests, errors_have_a_place, wrong);
    tcase_add_test(tests, a_batch_needs_data);
    tcase_add_test(tests, the_map_shows_the_batch);
    tcase_add_test(tests, the_batch_of_all_rows_has_the_lines_of_the_map);
    tcase_add_test(tests, many_rows_cost_no_frame);
    tcase_add_test(tests, the_panel_and_the_chart_know_the_batch);
    return suite_run("batch", tests);
}
