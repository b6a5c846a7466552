/* Surfaces that read n: what is descended is another surface at each iteration of the run, for the
 * balls, for the map, on record, and going back. */

#include "ask.h"
#include "stage.h"
#include "suite.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

static const struct row *row(int ball)
{
    return sim_row(session->sim, ball);
}

static bool same_row(const struct row *a, const struct row *b)
{
    return a->n == b->n && a->event == b->event && memcmp(&a->x, &b->x, sizeof a->x) == 0 &&
           memcmp(&a->y, &b->y, sizeof a->y) == 0 &&
           memcmp(&a->loss, &b->loss, sizeof a->loss) == 0 &&
           memcmp(&a->gx, &b->gx, sizeof a->gx) == 0;
}

static double loss_at(double x, double y)
{
    double loss;
    ask_values(session->sim, &x, &y, &loss, 1);
    return loss;
}

static void begin(void)
{
    stage_begin();
    stage_run("surface (x - sin(n/10))^2 + 2*y^2 on [-2,2]");
    stage_run("start -1, 1");
    stage_run("eta 0.1");
}

START_TEST(each_row_has_the_surface_of_its_iteration)
{
    double x = -1, y = 1, v = 0, w = 0;
    stage_run("momentum 0.5");
    for (int n = 0; n < 100; n++) {
        double away = x - sin(n / 10.0);
        ck_assert_double_eq_tol(row(0)->loss, away * away + 2 * y * y, 1e-13);
        ck_assert_double_eq_tol(row(0)->gx, 2 * away, 1e-13);
        ck_assert_double_eq_tol(loss_at(x, y), row(0)->loss, 1e-13);
        v = 0.5 * v - 0.1 * 2 * away;
        w = 0.5 * w - 0.1 * 4 * y;
        x += v;
        y += w;
        stage_run("step");
        ck_assert_double_eq_tol(row(0)->x, x, 1e-13);
        ck_assert_double_eq_tol(row(0)->y, y, 1e-13);
    }
}
END_TEST

/* The rule's own n begins where the rule does; the surface goes on. */
START_TEST(a_rule_counts_for_itself)
{
    stage_run("step 20");
    stage_run("optimizer theta += (n, g.x)");
    double x = row(0)->x, y = row(0)->y;
    for (int n = 0; n < 5; n++) {
        y += 2 * (x - sin((20 + n) / 10.0));
        x += n;
        stage_run("step");
        ck_assert_double_eq_tol(row(0)->x, x, 1e-12);
        ck_assert_double_eq_tol(row(0)->y, y, 1e-12);
    }
}
END_TEST

/* More than there are moments; a let under way, and a ball that comes later. */
START_TEST(going_back_is_exact)
{
    enum { LAST = 5000 };
    static const int places[] = {LAST, 3, 4097, 101, 0, 4096, LAST};
    static struct row rows[2][LAST + 1];
    stage_run("let k = 1");
    stage_run("surface k*(x - sin(n/10))^2 + 2*y^2 on [-2,2]");
    stage_run("step 40");
    stage_run("ball adam");
    for (int n = 40; n < LAST; n++) {
        rows[0][n] = *row(0);
        rows[1][n] = *row(1);
        if (n == 70)
            stage_run("k 1.5");
        stage_run("step");
    }
    rows[0][LAST] = *row(0);
    rows[1][LAST] = *row(1);
    rows[0][70].loss = rows[0][70].gx = 0; /* the let was changed there */
    for (size_t i = 0; i < sizeof places / sizeof *places; i++) {
        char line[32];
        snprintf(line, sizeof line, "goto %d", places[i]);
        stage_run(line);
        for (int ball = 0; ball < 2 && places[i] >= 40; ball++)
            ck_assert(same_row(row(ball), &rows[ball][places[i]]));
        double k = places[i] < 70 ? 1 : 1.5, away = 0.3 - sin(places[i] / 10.0);
        ck_assert_double_eq_tol(loss_at(0.3, 0), k * away * away, 1e-12);
        if (places[i] > 40) {
            double off = row(1)->x - sin(places[i] / 10.0);
            ck_assert_double_eq_tol(row(1)->loss, k * off * off + 2 * row(1)->y * row(1)->y, 1e-12);
        }
    }
    struct row there;
    ck_assert(ask_row_at(session->sim, 0, 4001, &there));
    ck_assert(same_row(&there, &rows[0][4001]));
    struct session *other = stage_reopen();
    ck_assert(same_row(row(0), sim_row(other->sim, 0)));
    ck_assert(same_row(row(1), sim_row(other->sim, 1)));
    session_free(other);
}
END_TEST

START_TEST(what_is_foreseen_comes)
{
    struct row foreseen[5];
    stage_run("step 20");
    stage_run("fork");
    ck_assert_int_eq(ask_future(session->sim, 1, foreseen, 5), 5);
    for (int i = 0; i < 5; i++) {
        stage_run("step");
        ck_assert(same_row(row(0), &foreseen[i]));
        ck_assert(same_row(row(1), &foreseen[i]));
    }
    stage_run("undo"); /* the fork, and the steps */
    stage_run("step 5");
    ck_assert(same_row(row(0), &foreseen[row(0)->n - 21]));
}
END_TEST

/* Where the minimum was at first is none later; the map is another one, and the same again. */
START_TEST(the_map_moves)
{
    stage_run("view map");
    stage_draw(100, 30);
    const struct cell there = frame->cells[9 * frame->columns + 40];
    int64_t stamp = sim_problem(session->sim)->stamp;
    stage_run("step 15");
    ck_assert_int_ne(sim_problem(session->sim)->stamp, stamp);
    ck_assert_double_eq_tol(loss_at(sin(1.5), 0), 0, 1e-15);
    stage_draw(100, 30);
    ck_assert_uint_ne(frame->cells[9 * frame->columns + 40].bg, there.bg);
    stage_run("goto 0");
    stage_draw(100, 30);
    ck_assert_uint_eq(frame->cells[9 * frame->columns + 40].bg, there.bg);
}
END_TEST

/* A ball that stands on the minimum has to go on. */
START_TEST(nobody_rests_for_ever)
{
    stage_run("surface x^2*y^2 + floor(n/5)*x + y^2");
    stage_run("start 0, 0");
    stage_run("step 3");
    ck_assert_double_eq(row(0)->x, 0);
    ck_assert(!sim_over(session->sim));
    stage_run("step 4");
    ck_assert_double_lt(row(0)->x, 0);
}
END_TEST

/* Its batch is that of its iteration, too. */
START_TEST(a_batch_moves)
{
    stage_run("data scenes/data/cars.csv");
    stage_run("surface mean((x*(speed - 15)/5 + y - distance - n)^2) on [-5,40] x [0,90]");
    stage_run("start 0, 10");
    stage_run("batch 5");
    stage_run("optimizer a = loss(theta) - full(theta); theta -= eta*g");
    stage_run("step 9");
    double x = row(0)->x, y = row(0)->y, batch;
    ck_assert(ask_batch_values(session->sim, 0, &x, &y, &batch, 1));
    struct seen seen;
    const struct rule_trace *trace = ask_trace(session->sim, 0, &seen);
    ck_assert_double_eq_tol(trace->values[2 * (ptrdiff_t)rule_code_statement(trace->code, 0)],
                            batch - row(0)->loss, 1e-9);
    double eta_y = row(0)->y - 0.1 * seen.gradient.y;
    stage_run("step");
    ck_assert_double_eq_tol(row(0)->y, eta_y, 1e-12);
}
END_TEST

/* A constant rate follows; one that decays is left behind. */
START_TEST(a_decaying_rate_loses_it)
{
    stage_run("surface (x - n/100)^2 + y^2 on [-2,12] x [-3,3]");
    stage_run("ball like 1");
    stage_run("schedule inverse-time decay=0.5");
    stage_run("step 900");
    ck_assert_double_eq_tol(row(0)->x, 9 - 0.01 / 0.2, 0.01); /* it lags by speed/(eta curvature) */
    ck_assert_double_lt(row(1)->x, 4);
}
END_TEST

int main(void)
{
    TCase *tests = tcase_create("moving");
    tcase_add_checked_fixture(tests, begin, stage_end);
    tcase_set_timeout(tests, 60);
    tcase_add_test(tests, each_row_has_the_surface_of_its_iteration);
    tcase_add_test(tests, a_rule_counts_for_itself);
    tcase_add_test(tests, going_back_is_exact);
    tcase_add_test(tests, what_is_foreseen_comes);
    tcase_add_test(tests, the_map_moves);
    tcase_add_test(tests, nobody_rests_for_ever);
    tcase_add_test(tests, a_batch_moves);
    tcase_add_test(tests, a_decaying_rate_loses_it);
    return suite_run("moving", tests);
}
