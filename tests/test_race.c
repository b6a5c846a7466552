/* Several balls: forks, ranks, ghosts. */

#include "command/session.h"

#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static struct session *session;
static struct sim *sim;
static struct error error;

static void set_up(void)
{
    session = session_new();
    sim = session->sim;
}

static void tear_down(void)
{
    session_free(session);
}

static void say(const char *line)
{
    int number;
    ck_assert_msg(session_execute(session, line, &error), "%s: %s", line, error.text);
    ck_assert_msg(session_work(session, NULL, NULL, &error, &number), "%s", error.text);
}

/* --- fork --- */

static void check_twins(int a, int b)
{
    const struct row *one = sim_row(sim, a), *other = sim_row(sim, b);
    ck_assert_int_eq(one->n, other->n);
    ck_assert_mem_eq(&one->x, &other->x, sizeof one->x);
    ck_assert_mem_eq(&one->y, &other->y, sizeof one->y);
    ck_assert_mem_eq(&one->loss, &other->loss, sizeof one->loss);
    ck_assert_mem_eq(&one->eta, &other->eta, sizeof one->eta);
    ck_assert_int_eq(one->overshoots, other->overshoots);
    ck_assert_int_eq(one->event, other->event);
    const struct rule_code *code = sim_optimizer_code(sim, a);
    ck_assert_mem_eq(sim_state(sim, a), sim_state(sim, b),
                     sizeof(double) * (size_t)code->state_count);
}

static void check_twins_to(int a, int b, int64_t end)
{
    for (; sim_clock(sim) < end; sim_step(sim))
        check_twins(a, b);
    check_twins(a, b);
}

START_TEST(an_unchanged_fork_makes_the_same_rows)
{
    char line[80];
    snprintf(line, sizeof line, "optimizer %s", optimizer_rows[_i].name);
    say("surface rosenbrock");
    say("ball"); /* so that the stream is not the first */
    say(line);
    say("noise 0.05");
    say("schedule eta*0.999");
    say("at 40 eta 0.01");
    say("goto 30");
    say("fork");
    ck_assert_int_eq(sim_ball_count(sim), 3);
    ck_assert_int_eq(session->selected, 2);
    check_twins_to(1, 2, 80);
    say("goto 0");
    check_twins_to(1, 2, 80);
    say("goto 80");
    say("all noise 0.1");
    check_twins_to(1, 2, 90);
}
END_TEST

START_TEST(a_changed_fork_goes_its_own_way_from_there)
{
    say("momentum 0.5");
    say("goto 10");
    say("fork eta=0.2 momentum=0.9");
    ck_assert_double_eq(sim_eta0(sim, 0), 0.1);
    ck_assert_double_eq(sim_eta0(sim, 1), 0.2);
    ck_assert_double_eq(sim_value(sim, 1, 0)->value, 0.9);
    double x = sim_row(sim, 0)->x, gx = sim_row(sim, 0)->gx, v = sim_state(sim, 0)[0];
    say("step");
    ck_assert_double_eq(sim_row(sim, 0)->x, x + (0.5 * v - 0.1 * gx));
    ck_assert_double_eq(sim_row(sim, 1)->x, x + (0.9 * v - 0.2 * gx));
    double after = sim_row(sim, 1)->x;
    say("goto 0");
    ck_assert_double_eq(sim_row(sim, 1)->eta, 0.1);
    check_twins_to(0, 1, 9);
    say("goto 11");
    ck_assert_double_eq(sim_row(sim, 1)->x, after);
}
END_TEST

START_TEST(a_fork_keeps_what_is_on_record)
{
    say("goto 20");
    double x = sim_row(sim, 0)->x;
    say("back 15");
    say("fork");
    ck_assert_int_eq(sim_end(sim), 20);
    say("goto 20");
    ck_assert_double_eq(sim_row(sim, 1)->x, x);
    say("back 15");
    say("fork eta=0.3"); /* this one is a change, though */
    ck_assert_int_eq(sim_end(sim), 5);
    for (int i = 0; i < 3; i++)
        ck_assert_int_eq(sim_row(sim, i)->n, 5);
}
END_TEST

START_TEST(a_long_record_is_forked_as_it_is)
{
    say("surface rosenbrock");
    say("eta 0.001");
    say("goto 10000"); /* more than there are moments */
    say("fork");
    ck_assert_int_eq(sim_sample_count(sim, 0), sim_sample_count(sim, 1));
    say("goto 7777");
    check_twins_to(0, 1, 7790);
    say("remove 1");
    say("goto 10100");
    say("goto 33");
    ck_assert_int_eq(sim_row(sim, 0)->n, 33);
}
END_TEST

START_TEST(balls_stay_in_the_order_of_their_birth)
{
    say("goto 5");
    say("ball adam");
    say("at 20 beta1 0.5");
    say("goto 8");
    say("select 1");
    say("fork");
    ck_assert_int_eq(session->selected, 1);
    ck_assert_int_eq(sim_born(sim, 1), 0);
    ck_assert_int_eq(sim_born(sim, 2), 5);
    ck_assert_int_eq(session->appointment_count, 1);
    ck_assert_int_eq(session->appointments[0].ball, 2);
}
END_TEST

START_TEST(a_fork_inherits_what_concerns_its_parent)
{
    say("let k = 1");
    say("at 10 eta 0.3");
    say("at 10 k *= 2");
    say("at 10 all eta *= 2");
    say("at 10 caption ten");
    say("goto 5");
    say("fork");
    say("goto 12");
    ck_assert_double_eq(sim_let(sim, 0)->value, 2);
    ck_assert_double_eq(sim_eta0(sim, 0), 0.6);
    ck_assert_double_eq(sim_eta0(sim, 1), 0.6);
}
END_TEST

START_TEST(there_are_at_most_sixteen)
{
    say("goto 3");
    for (int i = 1; i < BALLS_MAX; i++)
        say("fork eta=0.2");
    ck_assert(!session_execute(session, "fork", &error));
    ck_assert_str_eq(error.text, "there are 16 balls already, the most there can be");
    ck_assert_int_eq(sim_ball_count(sim), BALLS_MAX);
    say("goto 9");
    check_twins(1, 15);
}
END_TEST

/* --- surfaces --- */

START_TEST(a_surface_that_a_rule_cannot_have_leaves_the_record_alone)
{
    struct text line = {0};
    text_add(&line, "optimizer theta -= eta*(g");
    for (int i = 1; i <= 100; i++)
        text_add(&line, " + grad(theta + %d)", i);
    text_add(&line, ")/10000");
    say(line.bytes);
    say("goto 20");
    say("back 15");
    double x = sim_row(sim, 0)->x;
    text_clear(&line);
    text_add(&line, "surface x*y");
    for (int i = 1; i <= 150; i++)
        text_add(&line, " + sin(%d*x)*cos(%d*y)", i, i);
    ck_assert(!session_execute(session, line.bytes, &error));
    ck_assert_msg(strstr(error.text, "with this surface the rule of ball 1 fails"), "%s",
                  error.text);
    ck_assert_int_eq(sim_end(sim), 20);
    ck_assert_int_eq(sim_clock(sim), 5);
    ck_assert_double_eq(sim_row(sim, 0)->x, x);
    say("goto 20");
    text_free(&line);
}
END_TEST

START_TEST(a_let_of_a_dropped_future_is_unknown)
{
    say("goto 5");
    say("let k = 3");
    say("back 5");
    ck_assert(!session_execute(session, "optimizer theta -= eta*k*g", &error));
    ck_assert_str_eq(error.text, "unknown name k");
    ck_assert(!session_execute(session, "surface k*x^2 + y^2", &error));
    ck_assert_int_eq(sim_end(sim), 5);
}
END_TEST

static Suite *suite(void)
{
    Suite *suite = suite_create("race");
    TCase *tests = tcase_create("race");
    tcase_add_checked_fixture(tests, set_up, tear_down);
    tcase_add_loop_test(tests, an_unchanged_fork_makes_the_same_rows, 0, optimizer_row_count);
    tcase_add_test(tests, a_changed_fork_goes_its_own_way_from_there);
    tcase_add_test(tests, a_fork_keeps_what_is_on_record);
    tcase_add_test(tests, a_long_record_is_forked_as_it_is);
    tcase_add_test(tests, balls_stay_in_the_order_of_their_birth);
    tcase_add_test(tests, a_fork_inherits_what_concerns_its_parent);
    tcase_add_test(tests, there_are_at_most_sixteen);
    tcase_add_test(tests, a_surface_that_a_rule_cannot_have_leaves_the_record_alone);
    tcase_add_test(tests, a_let_of_a_dropped_future_is_unknown);
    suite_add_tcase(suite, tests);
    return suite;
}

int main(void)
{
    SRunner *runner = srunner_create(suite());
    srunner_run_all(runner, CK_NORMAL);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
