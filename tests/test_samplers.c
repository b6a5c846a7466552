/* The catalogue's rules that draw, against what is written here from their papers, with the same
 * draws; and that what they visit is spread as the papers say. */

#include "../src/model/batch.h"
#include "ask.h"
#include "draws.h"
#include "stage.h"
#include "suite.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

enum { SEED = 11 };

/* --- a surface --- */

static double loss(struct point p)
{
    double across = p.y - p.x * p.x;
    return (1 - p.x) * (1 - p.x) + 5 * across * across;
}

static struct point gradient(struct point p)
{
    double across = p.y - p.x * p.x;
    return (struct point){-2 * (1 - p.x) - 20 * p.x * across, 10 * across};
}

static struct point beside(struct point p, double size, struct point by)
{
    return (struct point){p.x + size * by.x, p.y + size * by.y};
}

/* --- the papers --- */

/* Welling, Teh 2011, (4): half of the step size times the gradient of the log posterior, which is
 * -f/temperature, and noise whose variance is the step size. */
static struct point sgld(struct point p, uint64_t n, double *memory)
{
    const double eta = 0.01, temperature = 0.7, size = 2 * eta * temperature;
    struct point g = gradient(p), kick = drawn_normal(SEED, 0, n, 0);
    (void)memory;
    p = beside(p, -size / 2 / temperature, g);
    return beside(p, sqrt(size), kick);
}

/* Spall 1992, (2.1) and (2.2): y+ - y- over 2 c d_i, component by component. */
static struct point spsa(struct point p, uint64_t n, double *memory)
{
    const double a = 0.02 / pow(1 + (double)n / 20, 0.602), c = 0.1 / pow((double)n + 1, 0.101);
    double dx = drawn_uniform(SEED, 0, n, 0) < 0.5 ? -1 : 1;
    double dy = drawn_uniform(SEED, 0, n, 1) < 0.5 ? -1 : 1;
    struct point ahead = {p.x + c * dx, p.y + c * dy}, behind = {p.x - c * dx, p.y - c * dy};
    double difference = loss(ahead) - loss(behind);
    (void)memory;
    return (struct point){p.x - a * difference / (2 * c * dx), p.y - a * difference / (2 * c * dy)};
}

/* Rechenberg 1973: at the success rate 1/5 the distance stays, 1.5 * 1.5^(-4/4) = 1. */
static struct point evolution(struct point p, uint64_t n, double *sigma)
{
    if (n == 0)
        *sigma = 0.3;
    struct point child = beside(p, *sigma, drawn_normal(SEED, 0, n, 0));
    bool success = loss(child) <= loss(p);
    *sigma *= success ? 1.5 : pow(1.5, -0.25);
    return success ? child : p;
}

/* Metropolis et al. 1953: a step that lowers the energy is made, another one with the probability
 * exp(-dE/kT). */
static struct point metropolis(struct point p, uint64_t n, double *memory)
{
    struct point move = beside(p, 0.4, drawn_normal(SEED, 0, n, 0));
    double rise = loss(move) - loss(p);
    (void)memory;
    return rise <= 0 || drawn_uniform(SEED, 0, n, 1) < exp(-rise / 0.8) ? move : p;
}

static const struct paper {
    const char *name, *lines[2];
    struct point (*next)(struct point p, uint64_t n, double *memory);
} papers[] = {
    {"sgld", {"optimizer sgld temperature=0.7", "eta 0.01"}, sgld},
    {"spsa", {"optimizer spsa eta=0.02", "schedule eta0/(1 + n/20)^0.602"}, spsa},
    {"evolution", {"optimizer evolution", "eta 0.3"}, evolution},
    {"metropolis", {"optimizer metropolis temperature=0.8", "eta 0.4"}, metropolis},
};

START_TEST(rules_are_the_papers)
{
    const struct paper *paper = &papers[_i];
    struct point p = {-1.2, 1};
    double memory = 0;
    stage_run("surface (1 - x)^2 + 5*(y - x^2)^2 on [-2,2] x [-1,3]");
    stage_run("start -1.2, 1");
    stage_run("seed 11");
    stage_run(paper->lines[0]);
    stage_run(paper->lines[1]);
    for (uint64_t n = 0; n < 300; n++) {
        const struct row *row = sim_row(session->sim, 0);
        ck_assert_msg(fabs(row->x - p.x) <= 1e-12 && fabs(row->y - p.y) <= 1e-12,
                      "%s: row %d is %.17g, %.17g, not %.17g, %.17g", paper->name, (int)n, row->x,
                      row->y, p.x, p.y);
        p = paper->next(p, n, &memory);
        stage_run("step");
    }
}
END_TEST

/* --- all rows beside a batch's --- */

static const struct data *cars;

/* Loss and gradient of some rows, NULL: of the first ones. */
static struct point slope_of(const int32_t *rows, int64_t count, struct point p, double *value)
{
    struct point slope = {0, 0};
    *value = 0;
    for (int64_t i = 0; i < count; i++) {
        int64_t row = rows ? rows[i] : i;
        double u = (cars->columns[data_find(cars, "speed")].values[row] - 15) / 5;
        double miss = p.x * u + p.y - cars->columns[data_find(cars, "distance")].values[row];
        *value += miss * miss / (double)count;
        slope.x += 2 * miss * u / (double)count;
        slope.y += 2 * miss / (double)count;
    }
    return slope;
}

static void load_cars(void)
{
    stage_run("data scenes/data/cars.csv");
    stage_run("surface mean((x*(speed - 15)/5 + y - distance)^2) on [-5,40] x [0,90]");
    stage_run("start 2, 10");
    stage_run("seed 11");
    stage_run("eta 0.1");
    stage_run("batch 7");
    cars = sim_problem(session->sim)->data;
    ck_assert_int_eq(cars->rows, 50);
}

/* Johnson, Zhang 2013, figure 1: option I. Epochs are 8 batches of at most 7 of the 50 rows. */
START_TEST(svrg_is_the_paper_s)
{
    struct point p = {2, 10}, anchor = p, full = p;
    int32_t order[50];
    double unused;
    load_cars();
    stage_run("optimizer svrg updates=6");
    for (int n = 0; n < 100; n++) {
        const struct row *row = sim_row(session->sim, 0);
        ck_assert_msg(fabs(row->x - p.x) <= 1e-12 * 40 && fabs(row->y - p.y) <= 1e-12 * 40,
                      "row %d is %.17g, %.17g, not %.17g, %.17g", n, row->x, row->y, p.x, p.y);
        if (n % 6 == 0) {
            anchor = p;
            full = slope_of(NULL, 50, anchor, &unused);
        }
        int from = n % 8 * 7, count = from + 7 <= 50 ? 7 : 50 - from;
        batch_shuffle(&(struct batch_key){11, 0, (uint64_t)n / 8}, order, 50);
        struct point g = slope_of(order + from, count, p, &unused);
        struct point old = slope_of(order + from, count, anchor, &unused);
        p.x -= 0.1 * (g.x - old.x + full.x);
        p.y -= 0.1 * (g.y - old.y + full.y);
        stage_run("step");
    }
    stage_run("step 2000");
    ck_assert_double_lt(row_gradient_norm(sim_row(session->sim, 0)), 1e-8);
}
END_TEST

/* Of a batch, of all rows, with noise and without: each is what it says, wherever it is asked. */
START_TEST(full_is_over_all_rows)
{
    int32_t order[50];
    load_cars();
    stage_run("noise 3");
    stage_run("let k = 2");
    stage_run(
        "optimizer a = (full(theta + (k, 1)), loss(theta + (k, 1))); b = fullgrad((k, y)); c = "
        "grad((k, y)); theta -= eta*g + 0*(a + b + c)");
    stage_run("step 9");
    struct point p = {sim_row(session->sim, 0)->x, sim_row(session->sim, 0)->y};
    struct point moved = {p.x + 2, p.y + 1}, flat = {2, p.y}, kick = drawn_noise(11, 0, 9);
    batch_shuffle(&(struct batch_key){11, 0, 1}, order, 50);
    double all, some, unused;
    slope_of(NULL, 50, moved, &all);
    slope_of(order + 7, 7, moved, &some);
    struct point full = slope_of(NULL, 50, flat, &unused);
    struct point part = slope_of(order + 7, 7, flat, &unused);
    struct seen seen;
    const struct rule_trace *trace = ask_trace(session->sim, 0, &seen);
    const double *a = trace->values + 2 * (ptrdiff_t)rule_code_statement(trace->code, 0);
    const double *b = trace->values + 2 * (ptrdiff_t)rule_code_statement(trace->code, 1);
    const double *c = trace->values + 2 * (ptrdiff_t)rule_code_statement(trace->code, 2);
    ck_assert_double_eq_tol(a[0], all, 1e-9);
    ck_assert_double_eq_tol(a[1], some, 1e-9);
    ck_assert_double_eq_tol(b[0], full.x, 1e-10);
    ck_assert_double_eq_tol(b[1], full.y, 1e-10);
    ck_assert_double_eq_tol(c[0], part.x + 3 * kick.x, 1e-10);
    ck_assert_double_eq_tol(c[1], part.y + 3 * kick.y, 1e-10);
    struct row end = *sim_row(session->sim, 0);
    stage_run("goto 2");
    stage_run("goto 9");
    ck_assert(memcmp(&end, sim_row(session->sim, 0), sizeof end) == 0);
}
END_TEST

/* Without batches they are loss and gradient, as the row has them. */
START_TEST(full_is_the_loss)
{
    stage_run("surface rosenbrock");
    stage_run("optimizer a = full(theta) - f; b = fullgrad(theta) - g; theta += (a, a) + b + "
              "(0.1, 0)");
    double x = sim_row(session->sim, 0)->x;
    stage_run("step 3");
    ck_assert_double_eq_tol(sim_row(session->sim, 0)->x, x + 0.3, 1e-15);
    stage_run("optimizer theta -= eta*full_gradient(theta)");
    struct error error;
    ck_assert(!command_execute(session, "surface x^2 + full(y)", &error));
    ck_assert(!command_execute(session, "optimizer theta -= full(eta)", &error));
}
END_TEST

/* --- rows drawn with replacement --- */

static uint64_t mix(uint64_t z)
{
    z += UINT64_C(0x9E3779B97F4A7C15);
    z = (z ^ (z >> 30)) * UINT64_C(0xBF58476D1CE4E5B9);
    z = (z ^ (z >> 27)) * UINT64_C(0x94D049BB133111EB);
    return z ^ (z >> 31);
}

/* As `help batch` has it. */
static int32_t drawn_row(uint64_t seed, uint64_t stream, uint64_t epoch, uint64_t place)
{
    uint64_t key = mix(mix(mix(mix(seed) ^ stream) ^ epoch) ^ 0x7265706C);
    return (int32_t)((mix(key ^ place) >> 32) * 50 >> 32);
}

/* Eight batches of seven are an epoch; the last one is as large as the others. */
START_TEST(rows_are_drawn_with_replacement)
{
    struct point p = {2, 10};
    double unused;
    load_cars();
    stage_run("batch 7 replace stream=3");
    for (int n = 0; n < 40; n++) {
        int32_t rows[7];
        const struct row *row = sim_row(session->sim, 0);
        ck_assert_int_eq(row->epoch, n / 8);
        ck_assert_double_eq_tol(row->x, p.x, 1e-11);
        ck_assert_double_eq_tol(row->y, p.y, 1e-11);
        for (int i = 0; i < 7; i++)
            rows[i] = drawn_row(11, 2, (uint64_t)n / 8, (uint64_t)n % 8 * 7 + (uint64_t)i);
        struct point g = slope_of(rows, 7, p, &unused);
        p.x -= 0.1 * g.x;
        p.y -= 0.1 * g.y;
        stage_run("step");
    }
    struct row end = *sim_row(session->sim, 0);
    stage_run("goto 3");
    stage_run("goto 40");
    ck_assert(memcmp(&end, sim_row(session->sim, 0), sizeof end) == 0);
    stage_draw(120, 36);
    ck_assert_shows("with replacement");
    stage_run("batch 7");
    stage_run("step 5");
    stage_run("batch 9 replace");
    stage_run("step 5");
    end = *sim_row(session->sim, 0);
    ck_assert(sim_recipe(session->sim, 0)->replace);
    struct session *other = stage_reopen();
    ck_assert(memcmp(&end.x, &sim_row(other->sim, 0)->x, sizeof end.x) == 0);
    ck_assert(memcmp(&end.y, &sim_row(other->sim, 0)->y, sizeof end.y) == 0);
    session_free(other);
    stage_run("race sgd adam");
    ck_assert(sim_recipe(session->sim, 1)->replace);
    stage_run("all batch all");
    ck_assert(!sim_recipe(session->sim, 1)->replace);
    struct error error;
    ck_assert(!command_execute(session, "batch 7 replac", &error));
    ck_assert(!command_execute(session, "batch replace", &error));
}
END_TEST

/* Each row as often as any other, and two places have one row as often as chance has it. */
START_TEST(rows_are_drawn_evenly)
{
    enum { ROWS = 50, COUNT = 100000 };
    static int32_t order[COUNT];
    double seen[ROWS] = {0}, chi = 0, twice = 0;
    batch_draw(&(struct batch_key){4, 1, 9, true}, order, COUNT, ROWS);
    for (int i = 0; i < COUNT; i++) {
        ck_assert(order[i] >= 0 && order[i] < ROWS);
        seen[order[i]]++;
        twice += i > 0 && order[i] == order[i - 1];
    }
    for (int i = 0; i < ROWS; i++)
        chi += pow(seen[i] - (double)COUNT / ROWS, 2) * ROWS / COUNT;
    ck_assert_double_lt(fabs(chi - (ROWS - 1)), 5 * sqrt(2.0 * (ROWS - 1)));
    ck_assert_double_lt(fabs(twice / COUNT - 1.0 / ROWS), 5 * sqrt(1.0 / ROWS / COUNT));
}
END_TEST

/* --- where they are in the long run --- */

/* On a bowl with curvatures 2 and 4 the variance is temperature/curvature; of Langevin's steps, as
 * the recursion x' = (1 - eta c) x + sqrt(2 eta temperature) z has it, 1/(1 - eta c/2) of that. */
static const struct spread {
    const char *rule;
    double eta, scale;
    int between; /* rows from one that counts to the next */
} spreads[] = {{"sgld temperature=0.5", 0.1, 0.1, 8}, {"metropolis temperature=0.5", 0.8, 0, 8}};

START_TEST(places_are_spread_as_the_temperature_says)
{
    enum { ROWS = 20000 };
    const struct spread *spread = &spreads[_i];
    char line[80];
    double sum[2] = {0}, squares[2] = {0};
    stage_run("surface x^2 + 2*y^2 on [-3,3]");
    stage_run("start 0.1, 0.1");
    snprintf(line, sizeof line, "optimizer %s", spread->rule);
    stage_run(line);
    snprintf(line, sizeof line, "eta %g", spread->eta);
    stage_run(line);
    for (int i = 0; i < 100 + ROWS; i++) {
        for (int k = 0; k < spread->between; k++)
            sim_step(session->sim);
        const struct row *row = sim_row(session->sim, 0);
        const double place[] = {row->x, row->y};
        for (int k = 0; k < 2 && i >= 100; k++) {
            sum[k] += place[k] / ROWS;
            squares[k] += place[k] * place[k] / ROWS;
        }
    }
    for (int k = 0; k < 2; k++) {
        double curvature = k ? 4 : 2;
        double expected = 0.5 / curvature / (1 - spread->scale * curvature / 2);
        ck_assert_double_eq_tol(sum[k], 0, 0.03);
        ck_assert_double_eq_tol(squares[k], expected, 0.05 * expected);
    }
}
END_TEST

/* --- what is said of them --- */

/* The gradient is 0 where it starts: a rule that draws leaves, and nobody says that it rests. */
START_TEST(they_leave_where_there_is_no_slope)
{
    char line[80];
    stage_run("surface x^2 + y^2 on [-2,2]");
    stage_run("start 0, 0");
    stage_run("step");
    ck_assert(sim_over(session->sim));
    snprintf(line, sizeof line, "optimizer %s", papers[_i].name);
    stage_run(line);
    stage_run("reset");
    ck_assert_int_eq(sim_standing(session->sim, 0), STANDING_ROLLS);
    for (int n = 0; n < 30; n++) {
        ck_assert(!sim_over(session->sim));
        ck_assert_int_eq(sim_standing(session->sim, 0), STANDING_ROLLS);
        stage_run("step");
    }
}
END_TEST

/* Nor that one has stopped which refuses many places, one after the other. */
START_TEST(who_refuses_has_not_stopped)
{
    stage_run("surface x^2 + y^2");
    stage_run("optimizer metropolis temperature=1e-6");
    stage_run("eta 1");
    stage_run("step 400");
    ck_assert_double_eq(sim_row(session->sim, 0)->x, sim_row(session->sim, 0)->from.x);
    ck_assert_int_eq(sim_standing(session->sim, 0), STANDING_ROLLS);
    stage_draw(110, 32);
    ck_assert_hides("stopped");
}
END_TEST

START_TEST(the_strategy_never_climbs)
{
    stage_run("surface rastrigin");
    stage_run("optimizer evolution");
    double before = sim_row(session->sim, 0)->loss;
    for (int n = 0; n < 200; n++) {
        stage_run("step");
        ck_assert_double_le(sim_row(session->sim, 0)->loss, before);
        before = sim_row(session->sim, 0)->loss;
    }
}
END_TEST

/* A temperature that falls: simulated annealing. */
START_TEST(annealing_comes_to_rest_low)
{
    stage_run("surface rastrigin");
    stage_run("optimizer metropolis temperature=20");
    stage_run("eta 0.5");
    stage_run("schedule temperature exponential decay=0.02");
    stage_run("step 600");
    ck_assert_double_lt(sim_row(session->sim, 0)->loss, 2.5);
    stage_draw(120, 36);
    ck_assert_shows("temperature");
}
END_TEST

int main(void)
{
    TCase *tests = tcase_create("samplers");
    tcase_add_checked_fixture(tests, stage_begin, stage_end);
    tcase_set_timeout(tests, 60);
    tcase_add_table_test(tests, rules_are_the_papers, papers);
    tcase_add_test(tests, svrg_is_the_paper_s);
    tcase_add_test(tests, full_is_over_all_rows);
    tcase_add_test(tests, full_is_the_loss);
    tcase_add_test(tests, rows_are_drawn_with_replacement);
    tcase_add_test(tests, rows_are_drawn_evenly);
    tcase_add_table_test(tests, places_are_spread_as_the_temperature_says, spreads);
    tcase_add_loop_test(tests, they_leave_where_there_is_no_slope, 0,
                        sizeof papers / sizeof *papers);
    tcase_add_test(tests, who_refuses_has_not_stopped);
    tcase_add_test(tests, the_strategy_never_climbs);
    tcase_add_test(tests, annealing_comes_to_rest_low);
    return suite_run("samplers", tests);
}
