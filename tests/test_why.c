/* Why this step: the update rule with the numbers of the next iteration. */

#include "../src/base/text.h"
#include "../src/command/session.h"
#include "../src/lang/formula.h"
#include "../src/output/frame_text.h"
#include "../src/view/view.h"

#include <check.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static struct session *session;
static struct text shown;

static void setup(void)
{
    session = session_new();
}

static void teardown(void)
{
    session_free(session);
    text_free(&shown);
}

static void run(const char *line)
{
    struct error error;
    int number;
    ck_assert_msg(session_execute(session, line, &error), "%s: %s", line, error.text);
    while (session_is_busy(session))
        ck_assert_msg(session_work(session, NULL, NULL, &error, &number), "%s", error.text);
}

/* The last statement that assigns the name. */
static int last_statement(const struct rule_trace *trace, const char *text, const char *name)
{
    int found = -1;
    for (int i = 0, point; (point = rule_trace_statement(trace, i)) >= 0; i++) {
        char assigned[NAME_SIZE];
        name_scan(text + trace->code->points[point].begin, assigned);
        if (strcmp(assigned, name) == 0)
            found = point;
    }
    return found;
}

static bool same(double a, double b)
{
    return memcmp(&a, &b, sizeof a) == 0 || (isnan(a) && isnan(b));
}

/* What the trace says of the next step is what the step then does, to the last bit. */
static void check_step(const char *what)
{
    struct point noise;
    const struct rule_trace *trace = sim_trace(session->sim, 0, &noise);
    const char *text = sim_optimizer_text(session->sim, 0);
    ck_assert_ptr_nonnull(trace);
    double state[STATE_MAX];
    int theta = last_statement(trace, text, "theta");
    ck_assert_int_ge(theta, 0);
    double x = trace->values[2 * theta], y = trace->values[2 * theta + 1];
    const struct rule_code *code = trace->code;
    for (int i = 0; i < code->name_count; i++) {
        int point = last_statement(trace, text, code->names[i].name);
        ck_assert_msg(point >= 0, "%s: %s", what, code->names[i].name);
        for (int k = 0; k < code->names[i].size; k++)
            state[code->names[i].index + k] = trace->values[2 * point + k];
    }
    sim_step(session->sim);
    const struct row *row = sim_row(session->sim, 0);
    ck_assert_msg(same(row->x, x) && same(row->y, y), "%s: (%.17g, %.17g), not (%.17g, %.17g)",
                  what, x, y, row->x, row->y);
    for (int i = 0; i < code->state_count; i++)
        ck_assert_msg(same(sim_state(session->sim, 0)[i], state[i]), "%s: state %d", what, i);
}

START_TEST(traced_values_are_the_next_row)
{
    static const char *const surfaces[] = {"surface rosenbrock",
                                           "surface log(x) + (x - 2)^2*y^2 on [-1,4] x [-2,2]",
                                           "surface ackley"};
    char line[80];
    const struct optimizer_row *row = &optimizer_rows[_i];
    for (size_t i = 0; i < sizeof surfaces / sizeof *surfaces; i++) {
        run(surfaces[i]);
        snprintf(line, sizeof line, "optimizer %s", row->name);
        run(line);
        snprintf(line, sizeof line, "noise %g", i == 2 ? 0.1 : 0);
        run(line);
        for (int n = 0; n < 12 && !sim_row(session->sim, 0)->diverged; n++)
            check_step(row->name);
    }
}
END_TEST

/* A statement's right side with its numbers, as it can be typed, and the result after " = ". */
static const char *numbers(const char *name, int component)
{
    struct point noise;
    const struct rule_trace *trace = sim_trace(session->sim, 0, &noise);
    const char *text = sim_optimizer_text(session->sim, 0);
    int point = last_statement(trace, text, name);
    struct text formula = {0};
    rule_trace_write(&formula, trace, text, point, component, false);
    text_clear(&shown);
    formula_pretty(&shown, formula.bytes, NULL);
    text_clear(&formula);
    trace_number_write(&formula, trace->values[2 * point + component]);
    text_add(&shown, " = ");
    formula_pretty(&shown, formula.bytes, NULL);
    text_free(&formula);
    return shown.bytes;
}

static void check_numbers(const char *name, int component, const char *expected)
{
    ck_assert_str_eq(numbers(name, component), expected);
}

/* Checked with pencil and paper: g = (x, 25*y). */
START_TEST(momentum_by_hand)
{
    run("surface x^2/2 + 25/2*y^2");
    run("start 1, 1");
    run("eta 0.01");
    run("momentum 0.5");
    check_numbers("v", 0, "0.5·0 − 0.01·1 = −0.01");
    check_numbers("v", 1, "0.5·0 − 0.01·25 = −0.25");
    check_numbers("theta", 0, "1 − 0.01 = 0.99");
    run("step");
    check_numbers("v", 0, "0.5·(−0.01) − 0.01·0.99 = −0.0149");
    check_numbers("v", 1, "0.5·(−0.25) − 0.01·18.75 = −0.3125");
    check_numbers("theta", 0, "0.99 − 0.0149 = 0.9751");
    check_numbers("theta", 1, "0.75 − 0.3125 = 0.4375");
    run("eta 0.02"); /* the next step with the present numbers */
    check_numbers("v", 1, "0.5·(−0.25) − 0.02·18.75 = −0.5");
    check_numbers("theta", 1, "0.75 − 0.5 = 0.25");
}
END_TEST

START_TEST(adam_by_hand)
{
    run("surface x^2/2 + 25/2*y^2");
    run("start 1, 1");
    run("optimizer adam");
    run("eta 0.1");
    check_numbers("m", 0, "0.9·0 + (1 − 0.9)·1 = 0.1");
    check_numbers("m", 1, "0.9·0 + (1 − 0.9)·25 = 2.5");
    check_numbers("v", 1, "0.999·0 + (1 − 0.999)·25² = 0.625");
    check_numbers("theta", 0, "1 − 0.1·(0.1/(1 − 0.9¹))/(√(0.001/(1 − 0.999¹)) + 1e-8) = 0.9");
    check_numbers("theta", 1, "1 − 0.1·(2.5/(1 − 0.9¹))/(√(0.625/(1 − 0.999¹)) + 1e-8) = 0.9");
}
END_TEST

/* Calls, branches, vectors, components, and what is not finite; g = (3, -4) at (1, 1). */
START_TEST(all_that_a_rule_can_say)
{
    static const struct {
        const char *rule, *x, *y;
    } cases[] = {
        {"theta -= eta*g", "1 − 0.1·3 = 0.7", "1 − 0.1·(−4) = 1.4"},
        {"theta = theta + g", "1 + 3 = 4", "1 − 4 = −3"},
        {"theta += -g", "1 + (−3) = −2", "1 + (−(−4)) = 5"},
        {"theta -= eta*g/norm(g)", "1 − 0.1·3/√(3² + (−4)²) = 0.94",
         "1 − 0.1·(−4)/√(3² + (−4)²) = 1.08"},
        {"theta *= dot(g, theta)", "1·(3·1 + (−4)·1) = −1", "1·(3·1 + (−4)·1) = −1"},
        {"theta = g*dot(g, g)", "3·(3² + (−4)²) = 75", "−4·(3² + (−4)²) = −100"},
        {"theta = where(n == 0, g, 0)", "3 = 3", "−4 = −4"},
        {"theta = 2*where(g > 0, g - 1, theta)", "2·(3 − 1) = 4", "2·1 = 2"},
        {"theta = (g.y, x + 2)", "−4 = −4", "1 + 2 = 3"},
        {"theta = (g.y, g.x)*2", "−4·2 = −8", "3·2 = 6"},
        {"theta = 2*(g.y + 1, g.x)", "2·(−4 + 1) = −6", "2·3 = 6"},
        {"theta -= solve(H, g)", "1 − 1.5 = −0.5", "1 − (−1) = 2"},
        {"theta = H*(1, 2)", "2 = 2", "8 = 8"},
        {"theta = loss(theta)*g", "4·3 = 12", "4·(−4) = −16"},
        {"theta = g^2", "3² = 9", "(−4)² = 16"},
        {"theta = -g^2", "−3² = −9", "−(−4)² = −16"},
        {"theta = pi*g", "π·3 = 9.425", "π·(−4) = −12.57"},
        {"theta /= 0", "1/0 = inf", "1/0 = inf"},
        {"theta -= eta*1e30*g*1e300", "1 − 0.1·1e30·3·1e300 = −inf",
         "1 − 0.1·1e30·(−4)·1e300 = inf"},
        {"theta = sqrt(g)", "√(3) = 1.732", "√(−4) = nan"},
        {"theta = theta/3", "1/3 = 0.3333", "1/3 = 0.3333"},
        {"theta = norm(norm(norm(norm(norm(norm(g)*g)*g)*g)*g)*g)*g", NULL, NULL},
    };
    run("surface x^2 + x + 2*y^2 - 8*y + 8");
    run("start 1, 1");
    run("eta 0.1");
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char line[128];
        snprintf(line, sizeof line, "optimizer %s", cases[i].rule);
        run(line);
        numbers("theta", 0);
        ck_assert_uint_lt(shown.length, 2000);
        if (!cases[i].x)
            continue;
        check_numbers("theta", 0, cases[i].x);
        check_numbers("theta", 1, cases[i].y);
    }
}
END_TEST

/* Whoever types the printed numbers gets the printed result. */
START_TEST(numbers_add_up)
{
    char line[80];
    run("surface himmelblau");
    snprintf(line, sizeof line, "optimizer %s", optimizer_rows[_i].name);
    run(line);
    run("eta 0.003");
    for (int n = 0; n < 6; n++) {
        struct point noise;
        const struct rule_trace *trace = sim_trace(session->sim, 0, &noise);
        const char *text = sim_optimizer_text(session->sim, 0);
        for (int i = 0, point; (point = rule_trace_statement(trace, i)) >= 0; i++) {
            for (int k = 0; k < 2; k++) {
                struct text formula = {0};
                struct error error;
                double result, value = trace->values[2 * point + k];
                rule_trace_write(&formula, trace, text, point, k, false);
                ck_assert_msg(value_evaluate(formula.bytes, NULL, &result, &error), "%s: %s",
                              formula.bytes, error.text);
                bool good = isnan(value) ? isnan(result)
                                         : fabs(result - value) <= 1e-3 * fabs(value) + 1e-12;
                ck_assert_msg(good, "%s: %s = %.9g", line, formula.bytes, value);
                text_free(&formula);
            }
        }
        run("step");
    }
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("why");
    TCase *tests = tcase_create("why");
    tcase_add_checked_fixture(tests, setup, teardown);
    tcase_add_loop_test(tests, traced_values_are_the_next_row, 0, optimizer_row_count);
    tcase_add_test(tests, momentum_by_hand);
    tcase_add_test(tests, adam_by_hand);
    tcase_add_test(tests, all_that_a_rule_can_say);
    tcase_add_loop_test(tests, numbers_add_up, 0, optimizer_row_count);
    suite_add_tcase(suite, tests);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed ? 1 : 0;
}
