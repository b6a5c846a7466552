/* `tune`: the numbers that it finds against theory; how it goes, is stopped, and taken back. */

#include "../src/base/memory.h"
#include "../src/command/command.h"
#include "../src/lab/tune.h"
#include "../src/scene/scene.h"
#include "stage.h"
#include "suite.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static bool always(void *context)
{
    (void)context;
    return true;
}

static void begin(const char *line)
{
    struct error error;
    ck_assert_msg(command_execute(session, line, &error), "%s: %s", line, error.text);
}

/* A slice of what was begun. */
static void work(void)
{
    static const struct limits limits = {.late = always};
    struct error error;
    int line;
    ck_assert_msg(script_work(session, &limits, &error, &line), "%s", error.text);
}

static double number(const char *name)
{
    struct named_value value;
    ck_assert_int_ge(session_find_number(session, name, &value), 0);
    return value.value;
}

/* On a quadratic the best numbers are known. */
START_TEST(as_theory_has_it)
{
    stage_run("surface ravine"); /* curvatures 1 and 25 */
    stage_run("tune eta");
    ck_assert_double_eq_tol(number("eta") / (2.0 / 26), 1, 0.01);
    ck_assert_ptr_nonnull(strstr(session->answers.notice.bytes, "tuned: eta 0.07"));
    ck_assert_ptr_nonnull(
        strstr(session->answers.notice.bytes, "; before, eta 0.1 diverged after "));
    stage_run("tune eta momentum by iterations");
    ck_assert_double_eq_tol(number("eta") / (1.0 / 9), 1, 0.1);
    ck_assert_double_eq_tol(number("momentum") / (4.0 / 9), 1, 0.1);
    const char *after = strstr(session->answers.notice.bytes, "converged after ");
    ck_assert_ptr_nonnull(after); /* no more than the best cell of a sweep of 200 x 100 takes */
    ck_assert_int_le(strtol(after + strlen("converged after "), NULL, 10), 52);
    stage_run("surface 1e6*(x^2 + 25*y^2)/2 on [-5,5]");
    stage_run("optimizer sgd");
    stage_run("tune eta");
    ck_assert_double_eq_tol(number("eta") / (2e-6 / 26), 1, 0.02);
}
END_TEST

START_TEST(of_any_rule)
{
    stage_run("surface ravine");
    stage_run("let keep = 0.1"); /* of a let of any size it is looked for around what it is */
    stage_run("optimizer m = keep*m + g; theta -= eta*m");
    stage_run("tune eta keep");
    ck_assert_double_eq_tol(number("eta") / (1.0 / 9), 1, 0.1);
    ck_assert_double_eq_tol(number("keep") / (4.0 / 9), 1, 0.1);
    stage_run("optimizer newton");
    stage_run("tune eta");
    ck_assert_double_eq(number("eta"), 1);
    ck_assert_ptr_nonnull(
        strstr(session->answers.notice.bytes, "tuned: eta 1 converged after 1; before, eta 0."));
    stage_run("optimizer sgd");
    stage_run("eta 0.1");
    stage_run("schedule exponential");
    stage_run("budget 50");
    stage_run("tune lr decay"); /* as others call it */
    ck_assert_ptr_nonnull(strstr(session->answers.notice.bytes, "after 50"));
    double before = number("decay");
    stage_run("surface x*1e200");
    stage_run("tune decay");
    ck_assert_ptr_nonnull(strstr(session->answers.notice.bytes, "nothing is tuned: all of "));
    ck_assert_double_eq(number("decay"), before);
}
END_TEST

/* However it is cut, it comes to the same. */
START_TEST(in_slices_it_is_the_same)
{
    stage_run("surface rosenbrock");
    stage_run("optimizer adam");
    stage_run("budget 300");
    stage_run("tune eta beta1");
    double eta = number("eta"), beta1 = number("beta1");
    stage_run("undo");
    ck_assert_double_eq(number("eta"), 0.1);
    ck_assert_double_eq(number("beta1"), 0.9);
    begin("tune eta beta1");
    int slices = 0;
    for (; session->tuning; slices++) {
        ck_assert(script_is_busy(session));
        work();
    }
    ck_assert_int_gt(slices, 100);
    ck_assert_double_eq(number("eta"), eta);
    ck_assert_double_eq(number("beta1"), beta1);
}
END_TEST

START_TEST(it_is_stopped)
{
    struct error error;
    stage_run("surface rosenbrock");
    begin("tune eta momentum");
    work();
    ck_assert_ptr_nonnull(strstr(session->answers.notice.bytes, "; escape stops it"));
    ck_assert(key_press(session, "escape", &error));
    ck_assert_ptr_null(session->tuning);
    ck_assert_str_eq(session->answers.notice.bytes, "stopped");
    begin("tune eta momentum");
    work();
    ck_assert(script_interrupt(session));
    ck_assert_ptr_null(session->tuning);
    begin("tune eta momentum");
    work();
    begin("help eta"); /* which changes nothing */
    ck_assert_ptr_nonnull(session->tuning);
    ck_assert(!command_execute(session, "eta nonsense", &error));
    ck_assert_ptr_nonnull(session->tuning);
    begin("eta 0.001");
    ck_assert_ptr_null(session->tuning);
    begin("tune eta momentum");
    work();
    begin("tune eta");
    ck_assert_int_eq(tuning_wish(session->tuning)->count, 1);
    begin("undo"); /* the rate; a search is not come back to */
    ck_assert_ptr_null(session->tuning);
    ck_assert_double_eq(number("eta"), 0.1);
    begin("race sgd adam tuned");
    work();
    ck_assert_ptr_nonnull(session->search);
    ck_assert(script_interrupt(session));
    ck_assert_ptr_null(session->search);
    ck_assert(!script_is_busy(session));
    ck_assert_int_eq(session->sim->ball_count, 1);
}
END_TEST

/* What comes after it waits for it; what it set is saved. */
START_TEST(in_a_scene)
{
    static const char text[] = "surface ravine\ntune eta momentum\nball adam\nselect 1\n"
                               "expect eta(1) > 0.09 and eta(1) < 0.13\n";
    struct scene_failure failure;
    struct error error;
    int line;
    ck_assert(scene_read(session, "a.scene", text, strlen(text), &failure));
    ck_assert_msg(script_work(session, NULL, &error, &line), "%s", error.text);
    ck_assert_int_eq(session->sim->ball_count, 2);
    ck_assert_double_gt(number("momentum"), 0.3);
    struct session *again = stage_reopen();
    ck_assert_double_eq(sim_recipe(again->sim, 0)->eta0, sim_recipe(session->sim, 0)->eta0);
    session_free(again);
}
END_TEST

static const struct {
    const char *line, *message;
    int column;
} wrong[] = {
    {"tune", "expected a number, as in `tune eta momentum`", 4},
    {"tune foo", "ball 1 has no parameter foo: it has eta, momentum", 5},
    {"tune eta eta", "eta is already there", 9},
    {"tune eta by", "expected loss or iterations after by", 11},
    {"tune eta by size", "expected loss or iterations after by", 12},
    {"tune eta by loss 3", "expected nothing more, found '3'", 17},
    {"tune eta momentum eta", "at most 2 numbers are tuned at once", 18},
};

START_TEST(mistakes)
{
    struct error error;
    ck_assert(!command_execute(session, wrong[_i].line, &error));
    ck_assert_msg(strstr(error.text, wrong[_i].message) != NULL, "%s: %s", wrong[_i].line,
                  error.text);
    ck_assert_msg(error.offset == wrong[_i].column, "%s: %d", wrong[_i].line, error.offset);
    ck_assert_ptr_null(session->tuning);
}
END_TEST

int main(void)
{
    TCase *tests = tcase_create("tune");
    tcase_set_timeout(tests, 60);
    tcase_add_checked_fixture(tests, stage_begin, stage_end);
    tcase_add_test(tests, as_theory_has_it);
    tcase_add_test(tests, of_any_rule);
    tcase_add_test(tests, in_slices_it_is_the_same);
    tcase_add_test(tests, it_is_stopped);
    tcase_add_test(tests, in_a_scene);
    tcase_add_table_test(tests, mistakes, wrong);
    return suite_run("tune", tests);
}
