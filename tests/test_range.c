/* The range test: its rows against those that were made without the program; what is marked,
 * whatever the curve is like. */

#include "../src/base/memory.h"
#include "../src/lab/range.h"
#include "stage.h"
#include "suite.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const struct range_wish usual = {.steps = RANGE_STEPS};

/* Of a session that begins with these commands, one a line. */
static const struct range_test *test_of(const char *commands, struct range_wish range)
{
    char line[400];
    for (const char *at = commands; *at; at += strspn(at, "\n")) {
        size_t length = strcspn(at, "\n");
        snprintf(line, sizeof line, "%.*s", (int)length, at);
        stage_run(line);
        at += length;
    }
    return lab_range(session->lab, session->sim, session->selected, range);
}

static double eta_at(const struct range_test *test, int update)
{
    return update < 0 ? (double)NAN : test->rows[update].eta;
}

START_TEST(table)
{
    const struct range_test *test =
        test_of("surface ravine\nstart -3.1, 1.37", (struct range_wish){1e-5, 10, 100});
    FILE *file = fopen("tests/range/ravine.tsv", "r");
    char line[400];
    int i = 0;
    ck_assert_ptr_nonnull(file);
    ck_assert_ptr_nonnull(fgets(line, sizeof line, file));
    for (; fgets(line, sizeof line, file); i++) {
        double eta, before, after;
        ck_assert_int_eq(sscanf(line, "ravine\t%*d\t%lf\t%lf\t%lf", &eta, &before, &after), 3);
        ck_assert_double_eq_tol(test->rows[i].eta / eta, 1, 1e-14);
        ck_assert_double_eq_tol(test->rows[i].loss / after, 1, 1e-13);
    }
    fclose(file);
    ck_assert_int_eq(test->count, i);
    ck_assert_int_eq(test->count, 84);
    ck_assert(test->done && !test->flat);
    ck_assert_int_eq(test->steepest, 40);
    ck_assert_int_eq(test->suggested, 40);
    ck_assert_int_eq(test->rise, 76);
    ck_assert_int_eq(test->burst, 78);
    ck_assert_double_eq_tol(lab_range_edge(session->lab, session->sim), 0.08, 1e-12);
}
END_TEST

/* The first update leaps to more than four times the loss, and the second one is back. */
START_TEST(an_early_spike_does_not_fool_it)
{
    const struct range_test *test =
        test_of("surface goldstein-price", (struct range_wish){1e-5, 10, 100});
    ck_assert_double_gt(test->rows[0].loss, 4 * test->first);
    ck_assert_double_lt(test->rows[1].loss, test->first);
    ck_assert_int_gt(test->burst, 20);
    ck_assert_int_gt(test->rise, 20);
    ck_assert(!test->flat);
    /* lower than that, its way back is the greatest of all falls */
    test = test_of("surface x^2 + y^2 on [-5,5]\nstart 3, 1\n"
                   "optimizer theta += -eta*g + theta*(0.6*(n == 3) - 0.375*(n == 4))",
                   (struct range_wish){1e-4, 10, 60});
    ck_assert_double_gt(test->rows[3].loss, 2 * test->rows[2].loss);
    ck_assert_double_gt(test->rows[3].loss - test->rows[4].loss, test->first);
    ck_assert_int_gt(test->steepest, 20);
    ck_assert_int_gt(test->suggested, 20);
    ck_assert_int_gt(test->rise, 20);
}
END_TEST

START_TEST(flat_is_flat)
{
    const struct range_test *test = test_of("surface 3 + 1e-9*x", usual);
    ck_assert(test->done && test->flat);
    ck_assert_double_eq(test->range.from, 1e-5);
    test = test_of("surface 3", usual);
    ck_assert(test->done && test->flat);
    ck_assert_int_eq(test->steepest, -1);
    ck_assert_int_eq(test->rise, -1);
    ck_assert_int_eq(test->burst, -1);
}
END_TEST

/* Whatever the scale of the surface is, it falls and bursts between them. */
START_TEST(the_ends_are_looked_for)
{
    static const double scales[] = {1e-7, 1e-3, 1, 1e3, 1e7};
    for (int i = 0; i < 5; i++) {
        char line[100];
        snprintf(line, sizeof line, "surface %g*(x^2 + 12.5*y^2) on [-5,5]\nstart -3, 1",
                 scales[i]);
        const struct range_test *test = test_of(line, usual);
        double edge = lab_range_edge(session->lab, session->sim);
        ck_assert_double_eq_tol(edge * scales[i], 0.08, 1e-9);
        ck_assert(test->done && !test->flat && test->burst > 20);
        ck_assert_double_lt(eta_at(test, test->suggested), edge);
        ck_assert_double_gt(eta_at(test, test->suggested), edge / 1000);
        ck_assert_double_gt(eta_at(test, test->rise), edge);
    }
}
END_TEST

/* In what follows the first rise the loss goes up and down: that is no rate to begin with. */
START_TEST(what_is_suggested_comes_before_the_wild)
{
    static const char *const rules[] = {"adam", "lion", "sgd momentum=0.9", "rmsprop"};
    for (int i = 0; i < 4; i++) {
        char lines[100];
        snprintf(lines, sizeof lines, "surface rosenbrock\noptimizer %s", rules[i]);
        const struct range_test *test = test_of(lines, usual);
        ck_assert_double_lt(eta_at(test, test->suggested), eta_at(test, test->rise));
    }
}
END_TEST

START_TEST(the_schedule_gives_way)
{
    const struct range_wish range = {1e-4, 1, 50};
    const struct range_test *test = test_of("surface ravine", range);
    double losses[50];
    int count = test->count;
    for (int i = 0; i < count; i++)
        losses[i] = test->rows[i].loss;
    test = test_of("schedule exponential decay=0.3\neta 7", range);
    ck_assert_int_eq(test->count, count);
    for (int i = 0; i < count; i++)
        ck_assert_double_eq(test->rows[i].loss, losses[i]);
}
END_TEST

static bool always(void *context)
{
    (void)context;
    return true;
}

START_TEST(in_slices_it_is_the_same)
{
    const struct range_wish range = {0.5, 1e-4, 2000}; /* downwards */
    const struct range_test *test = test_of("surface rosenbrock\nnoise 0.5\noptimizer adam", range);
    double *losses = memory_new(2000, sizeof *losses);
    for (int i = 0; i < test->count; i++)
        losses[i] = test->rows[i].loss;
    int count = test->count, suggested = test->suggested, asked = 0;
    struct lab *lab = lab_new();
    ck_assert_int_eq(count, 2000);
    for (test = NULL; !test || !test->done; asked++) {
        lab_set_limit(lab, always, NULL);
        test = lab_range(lab, session->sim, 0, range);
    }
    ck_assert_int_gt(asked, 4);
    ck_assert_int_eq(test->count, count);
    ck_assert_int_eq(test->suggested, suggested);
    for (int i = 0; i < count; i++)
        ck_assert_double_eq(test->rows[i].loss, losses[i]);
    lab_free(lab);
    free(losses);
}
END_TEST

/* --- what is seen and set --- */

START_TEST(the_view)
{
    stage_run("surface ravine");
    stage_run("rangetest 1e-5 10");
    stage_draw(100, 30);
    ck_assert_shows("range test");
    ck_assert_shows("suggested η 0.002656");
    ck_assert_shows("steepest 0.002656");
    ck_assert_shows("first rise 0.4037");
    ck_assert_shows("burst 0.5337");
    ck_assert_shows("2/λ 0.08");
    stage_check_cells();
    stage_run("eta 0.001"); /* changes nothing but where the ball is */
    stage_draw(100, 30);
    ck_assert_shows("suggested η 0.002656");
    stage_run("momentum 0.9");
    stage_draw(100, 30);
    ck_assert_hides("suggested η 0.002656");
    stage_run("surface 3");
    stage_draw(100, 30);
    ck_assert_shows("flat: it never falls by more than 1 %");
    ck_assert_hides("burst");
    display.unicode = false;
    stage_run("surface ravine");
    stage_draw(60, 20);
    ck_assert_shows("suggested eta");
    stage_check_cells();
}
END_TEST

/* No name is under another rate's line, or cut; nothing is below a loss of 0. */
START_TEST(names_stand_free)
{
    static const char *const lines[] = {"surface ravine\nmomentum 0.9", "surface ravine",
                                        "surface x^2/100 + y^2\nmomentum 0.9"};
    for (int i = 0; i < 9; i++) {
        char *copy = strdup(lines[i % 3]);
        stage_run(strtok(copy, "\n"));
        char *rest = strtok(NULL, "\n");
        stage_run(rest ? rest : "momentum 0");
        free(copy);
        stage_run("rangetest 1e-5 10");
        stage_draw(80 + 20 * (i / 3), 30);
        ck_assert_shows(" burst");
        ck_assert_shows("first rise");
        ck_assert_shows("2/λ");
    }
    display.bare = true;
    stage_run("single on");
    stage_run("surface ravine");
    stage_draw(100, 30);
    ck_assert_hides("−");
    ck_assert_shows("\n    0 ");
}
END_TEST

START_TEST(eta_suggested)
{
    struct error error;
    stage_run("surface ravine");
    stage_run("eta 0.5");
    stage_run("rangetest 1e-5 10");
    stage_run("eta suggested");
    ck_assert_double_eq_tol(sim_recipe(session->sim, 0)->eta0, 0.0026560877829466859, 1e-15);
    stage_run("undo");
    ck_assert_double_eq(sim_recipe(session->sim, 0)->eta0, 0.5);
    stage_run("step 3"); /* it is of a run from the start */
    stage_run("eta suggested");
    ck_assert_double_eq_tol(sim_row(session->sim, 0)->eta, 0.0026560877829466859, 1e-15);
    stage_run("rangetest 5 10");
    ck_assert(!command_execute(session, "eta suggested", &error));
    ck_assert_ptr_nonnull(strstr(error.text, "only rises"));
    stage_run("surface 3");
    ck_assert(!command_execute(session, "eta suggested", &error));
    ck_assert_ptr_nonnull(strstr(error.text, "no rate is suggested: from eta 5 to 10 the range "
                                             "test is flat"));
    ck_assert_int_eq(error.offset, 0);
}
END_TEST

START_TEST(it_is_saved)
{
    stage_run("rangetest 1e-4 2 50");
    stage_run("view range map");
    struct session *again = stage_reopen();
    ck_assert_double_eq(again->look.range.from, 1e-4);
    ck_assert_double_eq(again->look.range.to, 2);
    ck_assert_int_eq(again->look.range.steps, 50);
    ck_assert_int_eq(again->look.views.items[0], VIEW_RANGE);
    ck_assert_int_eq(again->look.views.items[1], VIEW_MAP);
    session_free(again);
    stage_run("rangetest auto 30");
    stage_run("view map");
    again = stage_reopen();
    ck_assert_double_eq(again->look.range.from, 0);
    ck_assert_int_eq(again->look.range.steps, 30);
    ck_assert_int_eq(again->look.views.items[0], VIEW_MAP);
    session_free(again);
}
END_TEST

/* --- the mode --- */

/* What it prints, the caller's. */
static char *printed(const char *arguments)
{
    enum { MOST = 100000 };
    const char *program = getenv("OVERSHOOT") ? getenv("OVERSHOOT") : "./overshoot";
    char line[1000], *out = memory_new(MOST, 1);
    snprintf(line, sizeof line, "'%s' rangetest %s", program, arguments);
    FILE *pipe = popen(line, "r");
    ck_assert_ptr_nonnull(pipe);
    out[fread(out, 1, MOST - 1, pipe)] = '\0';
    ck_assert_int_eq(pclose(pipe), 0);
    return out;
}

static void check_prints(const char *arguments, const char *expected)
{
    char *out = printed(arguments);
    ck_assert_msg(strstr(out, expected) != NULL, "%s: no\n%s\nin\n%s", arguments, expected, out);
    free(out);
}

START_TEST(mode)
{
    const char *ravine = "-e 'surface ravine' --from 0.001 --to 1 --steps 4";
    char arguments[200];
    check_prints(ravine, "# loss: after update i, which has that eta; at the start it is "
                         "28.266250000000003\ni,eta,loss\n0,0.001,27.098245586250002\n");
    check_prints(ravine, "# steepest: i=");
    check_prints(ravine, "# 2/lambda: eta=0.080000000000000002\n");
    snprintf(arguments, sizeof arguments, "%s --format jsonl", ravine);
    check_prints(arguments, "{\"i\":0,\"eta\":0.001,\"loss\":");
    check_prints(arguments, "{\"mark\":\"2/lambda\",\"eta\":0.080000000000000002}\n"
                            "{\"flat\":false}\n");
    check_prints("-e 'surface 3'", "# flat: the loss never falls by more than a hundredth of the "
                                   "first one\n");
    check_prints("-e 'surface 100 + 1e-4*x^2' --to 10", "# suggested: none\n");
    check_prints("-e 'surface 3'", "# 2/lambda: none, as no minimum is known\n");
    check_prints("--from 0.001 --steps 2", "\n1,1000,");
    check_prints("--to 1000 --steps 2", "i,eta,loss\n0,0.001,");
}
END_TEST

int main(void)
{
    TCase *tests = tcase_create("range");
    tcase_set_timeout(tests, 60);
    tcase_add_checked_fixture(tests, stage_begin, stage_end);
    tcase_add_test(tests, table);
    tcase_add_test(tests, an_early_spike_does_not_fool_it);
    tcase_add_test(tests, flat_is_flat);
    tcase_add_test(tests, the_ends_are_looked_for);
    tcase_add_test(tests, what_is_suggested_comes_before_the_wild);
    tcase_add_test(tests, the_schedule_gives_way);
    tcase_add_test(tests, in_slices_it_is_the_same);
    tcase_add_test(tests, the_view);
    tcase_add_test(tests, names_stand_free);
    tcase_add_test(tests, eta_suggested);
    tcase_add_test(tests, it_is_saved);
    tcase_add_test(tests, mode);
    return suite_run("range", tests);
}
