/* Chance in rules: what normal() and uniform() draw, by the tests of statistics and against a
 * generator written out here; and that runs with it are the same wherever they are looked at from.
 */

#include "../src/lang/formula.h"
#include "../src/model/chance.h"
#include "ask.h"
#include "draws.h"
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

static bool same_place(const struct row *a, const struct row *b)
{
    return memcmp(&a->x, &b->x, sizeof a->x) == 0 && memcmp(&a->y, &b->y, sizeof a->y) == 0 &&
           memcmp(&a->loss, &b->loss, sizeof a->loss) == 0 && a->n == b->n;
}

START_TEST(draws_are_those_of_the_generator)
{
    double x = 1.7, y = -0.4;
    stage_run("surface 0.5*(x^2 + y^2)");
    stage_run("start 1.7, -0.4");
    stage_run("eta 0.25");
    stage_run("seed 42");
    stage_run("optimizer u = uniform(); theta -= eta*g - 0.5*normal() + (uniform(), u)");
    for (uint64_t n = 0; n < 50; n++) {
        struct point kick = drawn_normal(42, 0, n, 1);
        x -= 0.25 * x - 0.5 * kick.x + drawn_uniform(42, 0, n, 2);
        y -= 0.25 * y - 0.5 * kick.y + drawn_uniform(42, 0, n, 0);
        stage_run("step");
        ck_assert_double_eq_tol(row(0)->x, x, 1e-12);
        ck_assert_double_eq_tol(row(0)->y, y, 1e-12);
    }
}
END_TEST

/* --- noise that follows a schedule --- */

/* Lines that make noise with sigmas of a row each. */
static const struct leveled {
    const char *lines[3];
    double levels[8];
} leveled[] = {
    {{"noise 0.7"}, {0.7, 0.7, 0.7, 0.7, 0.7, 0.7, 0.7, 0.7}},
    {{"noise 0.5/(1 + n)"}, {0.5, 0.25, 0.5 / 3, 0.125, 0.1, 0.5 / 6, 0.5 / 7, 0.0625}},
    {{"schedule noise 0.5/(1 + n)", "noise 0.3"}, {0.3, 0.3, 0.3, 0.3, 0.3, 0.3, 0.3, 0.3}},
    {{"noise 4", "noise step decay=0.5 period=3"}, {4, 4, 2, 2, 2, 1, 1, 1}},
    {{"noise 2", "schedule noise eta0/t"}, {2, 1, 2.0 / 3, 0.5, 0.4, 2.0 / 6, 2.0 / 7, 0.25}},
    {{"noise 1 - n/4"}, {1, 0.75, 0.5, 0.25, 0, 0, 0, 0}},
    {{"noise 3", "noise s = 1 + s/2; s + 0*n"},
     {3, 1, 1.5, 1.75, 1.875, 1.9375, 1.96875, 1.984375}},
    {{"noise 1", "noise constant for 2 then exponential decay=0 for 2 then 3 + n"},
     {1, 1, 1, 1, 3, 4, 5, 6}},
    {{"noise 0.5/(1 + n)", "schedule noise none"}, {0}},
    {{"noise 0.1*epoch", "optimizer sgd"}, {0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7}},
};

START_TEST(noise_follows)
{
    const struct leveled *row_of = &leveled[_i];
    double x = 1.7, y = -0.4;
    stage_run("surface 0.5*(x^2 + y^2)");
    stage_run("start 1.7, -0.4");
    stage_run("eta 0.25");
    stage_run("seed 9");
    for (int i = 0; i < 3 && row_of->lines[i]; i++)
        stage_run(row_of->lines[i]);
    for (uint64_t n = 0; n < 8; n++) {
        struct point kick = drawn_noise(9, 0, n);
        ck_assert_double_eq_tol(sim_noise(session->sim, 0), row_of->levels[n], 1e-12);
        x -= 0.25 * (x + row_of->levels[n] * kick.x);
        y -= 0.25 * (y + row_of->levels[n] * kick.y);
        stage_run("step");
        ck_assert_double_eq_tol(row(0)->x, x, 1e-12);
        ck_assert_double_eq_tol(row(0)->y, y, 1e-12);
    }
    struct session *other = stage_reopen();
    ck_assert(same_place(row(0), sim_row(other->sim, 0)));
    session_free(other);
}
END_TEST

/* Begun under way, set to a number under way, and with a stream of another ball's. */
START_TEST(noise_is_changed_under_way)
{
    stage_run("surface bowl");
    stage_run("step 5");
    stage_run("noise 3/(1 + n)");
    ck_assert_double_eq(sim_noise(session->sim, 0), 0.5);
    stage_run("step 5");
    stage_run("noise 0.2");
    stage_run("step 5");
    stage_run("noise 4");
    stage_run("noise step decay=0.1 period=10 stream=3");
    stage_run("noise_decay 0.2");
    stage_run("step 5");
    stage_run("ball like 1");
    stage_run("noise 0");
    stage_run("step 7");
    ck_assert_double_eq_tol(sim_noise(session->sim, 0), 4 * 0.2 * 0.2, 1e-12);
    ck_assert_double_eq(sim_noise(session->sim, 1), 0);
    struct session *other = stage_reopen();
    ck_assert(same_place(row(0), sim_row(other->sim, 0)));
    ck_assert(same_place(row(1), sim_row(other->sim, 1)));
    session_free(other);
    struct row end = *row(0);
    stage_run("goto 3");
    stage_run("goto 27");
    ck_assert(same_place(row(0), &end));
    stage_run("select 1");
    stage_run("noise 0");
    stage_run("step");
    ck_assert_double_eq(sim_noise(session->sim, 0), 0);
    stage_run("undo"); /* noise 0, and the step after it */
    ck_assert_double_eq_tol(sim_noise(session->sim, 0), 4 * 0.2 * 0.2, 1e-12);
    ck_assert(same_place(row(0), &end));
}
END_TEST

START_TEST(an_appointment_leaves_the_schedule)
{
    stage_run("surface bowl");
    stage_run("noise 3/(1 + n)");
    stage_run("at 4 eta 0.01");
    stage_run("step 4");
    stage_run("momentum 0.5");
    stage_run("step 4");
    struct session *other = stage_reopen();
    ck_assert(same_place(row(0), sim_row(other->sim, 0)));
    ck_assert_double_eq_tol(sim_noise(other->sim, 0), 3.0 / 9, 1e-12);
    session_free(other);
}
END_TEST

START_TEST(a_race_has_the_noise)
{
    stage_run("surface bowl");
    stage_run("noise 2");
    stage_run("noise exponential decay=0.5");
    stage_run("race sgd adam noise=0.1 rmsprop");
    stage_run("step 2");
    for (int ball = 0; ball < 3; ball++)
        ck_assert_double_eq_tol(sim_noise(session->sim, ball), ball == 1 ? 0.1 : 2 * exp(-1),
                                1e-12);
}
END_TEST

START_TEST(noise_is_a_number_to_be_asked_for)
{
    stage_run("surface bowl");
    stage_run("noise 3/(1 + n)");
    stage_run("step 5");
    stage_run("expect noise == 0.5");
    stage_run("expect highest(noise) == 3");
    stage_draw(120, 36);
    ck_assert_shows("noise 0.5 (3/(1 + n))");
    stage_run("noise step");
    stage_draw(120, 36);
    ck_assert_shows("noise 0 (step)");
}
END_TEST

/* --- statistics --- */

/* Draws of some balls, places and iterations: a million numbers. */
enum { STREAMS = 5, PLACES = 4, TIMES = 50000, DRAWS = STREAMS * PLACES * TIMES };
static double (*drawn)[STREAMS][PLACES]; /* [TIMES] */
static double (*second)[STREAMS][PLACES];

static void draw_all(const char *text)
{
    const struct scope scope = {.surface = sim_problem(session->sim)->code};
    struct formula_code *code = formula_compile(LANGUAGE_RULE, text, &scope, &error);
    ck_assert_msg(code != NULL, "%s", error.text);
    ck_assert_int_eq(code->draw_count, PLACES);
    drawn = calloc(TIMES, sizeof *drawn);
    second = calloc(TIMES, sizeof *second);
    for (int n = 0; n < TIMES; n++)
        for (int stream = 0; stream < STREAMS; stream++) {
            double pairs[2 * PLACES];
            chance_draw(code, 1, (uint64_t)stream, (uint64_t)n, pairs);
            for (int place = 0; place < PLACES; place++) {
                drawn[n][stream][place] = pairs[2 * place];
                second[n][stream][place] = pairs[2 * place + 1];
            }
        }
    formula_code_free(code);
}

static void free_all(void)
{
    free(drawn);
    free(second);
}

/* Within five standard deviations of what is expected: that fails once in 1.7 million. */
static void ck_near(const char *what, double value, double expected, double deviation)
{
    ck_assert_msg(fabs(value - expected) <= 5 * deviation, "%s is %.6g, not %.6g +- %.2g", what,
                  value, expected, deviation);
}

/* The share of draws for which a distance from the middle is greater. */
static double share_beyond(double (*draws)[STREAMS][PLACES], double limit)
{
    const double *numbers = &draws[0][0][0];
    double count = 0;
    for (int i = 0; i < DRAWS; i++)
        count += fabs(numbers[i]) > limit;
    return count / DRAWS;
}

static double mean_power(double (*draws)[STREAMS][PLACES], int power)
{
    const double *numbers = &draws[0][0][0];
    double sum = 0;
    for (int i = 0; i < DRAWS; i++)
        sum += pow(numbers[i], power);
    return sum / DRAWS;
}

static void check_normal(double (*draws)[STREAMS][PLACES])
{
    static const double beyond[] = {0.317310507862914, 0.0455002638963584, 0.00269979606326021,
                                    6.33424836662398e-05};
    ck_near("the mean", mean_power(draws, 1), 0, sqrt(1.0 / DRAWS));
    ck_near("the variance", mean_power(draws, 2), 1, sqrt(2.0 / DRAWS));
    ck_near("the skewness", mean_power(draws, 3), 0, sqrt(15.0 / DRAWS));
    ck_near("the kurtosis", mean_power(draws, 4), 3, sqrt(96.0 / DRAWS));
    for (int i = 0; i < 4; i++)
        ck_near("a tail", share_beyond(draws, i + 1), beyond[i], sqrt(beyond[i] / DRAWS));
}

/* The correlation of what so many streams, places and iterations are apart. */
static void check_apart(double mean, double variance, int streams, int places, int times,
                        double (*other)[STREAMS][PLACES])
{
    double sum = 0, count = 0;
    for (int n = 0; n + times < TIMES; n++)
        for (int s = 0; s + streams < STREAMS; s++)
            for (int p = 0; p + places < PLACES; p++, count++)
                sum += (drawn[n][s][p] - mean) * (other[n + times][s + streams][p + places] - mean);
    char what[80];
    snprintf(what, sizeof what, "the correlation of what is %d balls, %d places, %d times apart",
             streams, places, times);
    ck_near(what, sum / count / variance, 0, sqrt(1 / count));
}

static void check_independence(double mean, double variance)
{
    for (int streams = 0; streams < 3; streams++)
        for (int places = 0; places < 3; places++)
            for (int times = 0; times < 3; times++)
                if (streams + places + times > 0)
                    check_apart(mean, variance, streams, places, times, drawn);
}

START_TEST(normal_is_normal_and_independent)
{
    draw_all("theta += normal() + normal() + normal() + normal()");
    check_normal(drawn);
    check_normal(second);
    check_independence(0, 1);
    for (int times = 0; times < 3; times++)
        check_apart(0, 1, 0, 0, times, second);
    free_all();
}
END_TEST

/* The greatest distance of the distribution from what it should be (Kolmogorov, Smirnov). */
START_TEST(uniform_is_uniform_and_independent)
{
    enum { BINS = 1000 };
    static double bins[BINS];
    draw_all("theta += (uniform() + uniform(), uniform() + uniform())");
    const double *numbers = &drawn[0][0][0];
    for (int i = 0; i < DRAWS; i++) {
        ck_assert(numbers[i] >= 0 && numbers[i] < 1);
        bins[(int)(numbers[i] * BINS)]++;
    }
    ck_near("the mean", mean_power(drawn, 1), 0.5, sqrt(1.0 / 12 / DRAWS));
    ck_near("the mean square", mean_power(drawn, 2), 1.0 / 3, sqrt(4.0 / 45 / DRAWS));
    double chi = 0, below = 0, distance = 0;
    for (int i = 0; i < BINS; i++) {
        double expected = (double)DRAWS / BINS;
        chi += (bins[i] - expected) * (bins[i] - expected) / expected;
        below += bins[i] / DRAWS;
        distance = fmax(distance, fabs(below - (i + 1.0) / BINS));
    }
    ck_near("chi square", chi, BINS - 1, sqrt(2.0 * (BINS - 1)));
    ck_assert_double_lt(distance * sqrt(DRAWS), 2.6); /* once in 370,000 it is more */
    check_independence(0.5, 1.0 / 12);
    free_all();
}
END_TEST

/* --- the language --- */

START_TEST(places_are_not_shared)
{
    stage_run("surface bowl");
    stage_run("optimizer theta += normal() - normal()");
    stage_run("step");
    ck_assert_double_ne(row(0)->x, -2.3);
    stage_run("optimizer a = normal(); theta += a - a");
    double x = row(0)->x;
    stage_run("step");
    ck_assert_double_eq(row(0)->x, x); /* what has a name was drawn once */
}
END_TEST

/* Whichever branch is taken, both have drawn; derivatives and searches hold it fixed. */
START_TEST(each_place_draws_once)
{
    stage_run("surface bowl");
    stage_run("seed 3");
    stage_run("optimizer theta += where(n < 3, normal(), -normal())");
    double x = row(0)->x;
    for (uint64_t n = 0; n < 6; n++) {
        struct point kick = drawn_normal(3, 0, n, n < 3 ? 0 : 1);
        x += n < 3 ? kick.x : -kick.x;
        stage_run("step");
        ck_assert_double_eq_tol(row(0)->x, x, 1e-12);
    }
    stage_run("optimizer d = normal(); theta += where(dot(g, d) < 0, backtrack(d)*d, 0*d)");
    for (int i = 0; i < 40; i++) {
        double loss = row(0)->loss;
        stage_run("step");
        ck_assert_double_le(row(0)->loss, loss);
    }
}
END_TEST

static const struct mistake {
    const char *line, *error;
} mistakes[] = {
    {"surface x^2 + y^2 + normal()", "normal() draws anew at each iteration, which only update "
                                     "rules do; expected a formula without chance"},
    {"schedule eta0*uniform()", "uniform() draws anew at each iteration, which only update rules "
                                "do; expected a formula without chance"},
    {"eta uniform()", "uniform() draws anew at each iteration, which only update rules do; "
                      "expected a formula without chance"},
    {"optimizer theta += normal(0, 1)",
     "wrong number of arguments (2) for normal; expected normal()"},
    {"optimizer theta += normal", "normal is a function; expected normal()"},
    {"optimizer theta += uniform() + normal().z", "expected the component x or y, found z"},
    {"noise stop", "unknown name stop; did you mean step?"},
    {"noise k/(1 + n)", "unknown name k"},
    {"noise step decy=3", "no parameter decy: it has decay, period"},
    {"noise normal()*n", "normal() draws anew at each iteration, which only update rules do; "
                         "expected a formula without chance"},
    {"noise -1", "noise must be from 0 to 1e+12, not -1"},
};

START_TEST(what_is_wrong_is_said)
{
    ck_assert(!command_execute(session, mistakes[_i].line, &error));
    ck_assert_str_eq(error.text, mistakes[_i].error);
}
END_TEST

START_TEST(there_is_an_end_to_places)
{
    struct text line = {0};
    text_add(&line, "optimizer theta += normal()");
    for (int i = 1; i < DRAWS_MAX; i++)
        text_add(&line, " + normal()");
    stage_run(line.bytes);
    text_add(&line, " + (uniform(), 0)");
    ck_assert(!command_execute(session, line.bytes, &error));
    ck_assert_str_eq(error.text,
                     "too many places draw; expected at most 32 of normal() and uniform()");
    text_free(&line);
}
END_TEST

START_TEST(a_let_may_have_the_name)
{
    stage_run("let normal = 2");
    stage_run("let uniform = 3");
    stage_run("surface normal*x^2 + uniform*y^2 on [-1,1] x [-1,1]");
    stage_run("start 1, 1");
    ck_assert_double_eq(row(0)->loss, 5);
}
END_TEST

/* --- the same run --- */

static const char *const random_runs[] = {
    "optimizer theta -= eta*g + 0.2*normal()",
    "noise 0.3\noptimizer theta -= eta*g + 0.2*normal()*uniform()",
    "optimizer sgld",
    "optimizer spsa",
    "optimizer evolution",
    "optimizer metropolis",
    "noise 0.5/(1 + n)",
    "noise 2\nnoise inverse-time decay=0.01",
    /* NOLINTNEXTLINE(bugprone-suspicious-missing-comma): one line, in two pieces */
    "data scenes/data/cars.csv\nsurface mean((x*(speed - 15.4) + y - distance)^2)\nbatch 7\n"
    "optimizer theta -= 0.01*eta*g + 0.2*normal()",
    /* NOLINTNEXTLINE(bugprone-suspicious-missing-comma): as above */
    "data scenes/data/cars.csv\nsurface mean((x*(speed - 15.4)/5 + y - distance)^2) on [-5,40] x "
    "[0,90]\nbatch 5 replace\noptimizer svrg updates=7\neta 0.05",
    "optimizer theta.x -= eta*g.x + 0.1*uniform(); m.y = 0.9*m.y + normal().y; theta.y -= 0.1*m.y",
};

static void begin_run(const char *lines)
{
    for (const char *end; *lines; lines = *end ? end + 1 : end) {
        char line[300];
        end = lines + strcspn(lines, "\n");
        snprintf(line, sizeof line, "%.*s", (int)(end - lines), lines);
        stage_run(line);
    }
}

START_TEST(going_back_and_forth)
{
    enum { LAST = 6000 }; /* more than there are moments */
    static const int places[] = {LAST, 3, 4097, 101, 5002, 0, 4096, LAST};
    static struct row rows[LAST + 1];
    begin_run(random_runs[_i]);
    for (int n = 0; n <= LAST; n++) {
        rows[n] = *row(0);
        stage_run("step");
    }
    for (size_t i = 0; i < sizeof places / sizeof *places; i++) {
        char line[32];
        struct row there;
        snprintf(line, sizeof line, "goto %d", places[i]);
        stage_run(line);
        ck_assert(same_place(row(0), &rows[places[i]]));
        ck_assert(ask_row_at(session->sim, 0, LAST - places[i], &there));
        ck_assert(same_place(&there, &rows[LAST - places[i]]));
    }
    stage_run("goto 4000");
    stage_run("back 10");
    ck_assert(same_place(row(0), &rows[3990]));
    stage_run("optimizer theta += normal()");
    stage_run("step 20");
    ck_assert(!same_place(row(0), &rows[4010]));
    stage_run("undo"); /* the optimizer */
    ck_assert(same_place(row(0), &rows[row(0)->n]));
    stage_run("step 20");
    ck_assert(same_place(row(0), &rows[row(0)->n]));
}
END_TEST

START_TEST(what_is_foreseen_comes)
{
    struct row foreseen[5];
    begin_run(random_runs[_i]);
    stage_run("step 20");
    ck_assert_int_eq(ask_future(session->sim, 0, foreseen, 5), 5);
    for (int i = 0; i < 5; i++) {
        stage_run("step");
        ck_assert(same_place(row(0), &foreseen[i]));
    }
}
END_TEST

START_TEST(saved_and_opened_again)
{
    begin_run(random_runs[_i]);
    stage_run("seed 5");
    stage_run("step 30");
    stage_run("ball like 1");
    stage_run("eta 0.03");
    stage_run("fork");
    stage_run("noise 0.1 stream=3");
    stage_run("step 30");
    struct session *other = stage_reopen();
    for (int i = 0; i < 3; i++)
        ck_assert(same_place(row(i), sim_row(other->sim, i)));
    session_free(other);
}
END_TEST

START_TEST(balls_draw_for_themselves)
{
    stage_run("optimizer theta -= eta*g + normal()");
    stage_run("ball");
    stage_run("optimizer theta -= eta*g + normal()");
    stage_run("ball like 1"); /* as noise, its stream is shared */
    stage_run("step 9");
    ck_assert_double_ne(row(0)->x, row(1)->x);
    ck_assert(same_place(row(0), row(2)));
}
END_TEST

/* --- what is said of it --- */

START_TEST(the_next_step_is_told)
{
    stage_run("surface bowl");
    stage_run("optimizer theta -= eta*g + 0.5*normal()*uniform()");
    stage_run("step 3");
    stage_run("view step");
    stage_draw(100, 30);
    ck_assert_shows("normal()");
    ck_assert_shows("uniform()");
}
END_TEST

START_TEST(where_its_steps_end_is_chance)
{
    stage_run("surface bowl");
    stage_run("optimizer theta -= 1.1*g + 0.5*normal()");
    stage_run("step 30");
    ck_assert_int_eq(sim_standing(session->sim, 0), STANDING_ROLLS);
}
END_TEST

int main(void)
{
    TCase *numbers = tcase_create("numbers"), *language = tcase_create("language"),
          *runs = tcase_create("runs");
    TCase *const cases[] = {numbers, language, runs};
    for (int i = 0; i < 3; i++) {
        tcase_add_checked_fixture(cases[i], stage_begin, stage_end);
        tcase_set_timeout(cases[i], 60);
    }
    tcase_add_test(numbers, draws_are_those_of_the_generator);
    tcase_add_table_test(numbers, noise_follows, leveled);
    tcase_add_test(numbers, noise_is_changed_under_way);
    tcase_add_test(numbers, an_appointment_leaves_the_schedule);
    tcase_add_test(numbers, a_race_has_the_noise);
    tcase_add_test(numbers, noise_is_a_number_to_be_asked_for);
    tcase_add_test(numbers, normal_is_normal_and_independent);
    tcase_add_test(numbers, uniform_is_uniform_and_independent);
    tcase_add_test(language, places_are_not_shared);
    tcase_add_test(language, each_place_draws_once);
    tcase_add_table_test(language, what_is_wrong_is_said, mistakes);
    tcase_add_test(language, there_is_an_end_to_places);
    tcase_add_test(language, a_let_may_have_the_name);
    tcase_add_table_test(runs, going_back_and_forth, random_runs);
    tcase_add_table_test(runs, what_is_foreseen_comes, random_runs);
    tcase_add_table_test(runs, saved_and_opened_again, random_runs);
    tcase_add_test(runs, balls_draw_for_themselves);
    tcase_add_test(runs, the_next_step_is_told);
    tcase_add_test(runs, where_its_steps_end_is_chance);
    return suite_run("chance", numbers, language, runs);
}
