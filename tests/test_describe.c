/* What there is to see, in words: shapes of curves, and the whole of a session. */

#include "command/script.h"
#include "session/session.h"
#include "suite.h"
#include "tell/describe.h"
#include "tell/describe_lab.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static struct session *session;
static struct text words;

static void set_up(void)
{
    session = session_new();
}

static void tear_down(void)
{
    text_free(&words);
    session_free(session);
}

static void run(const char *line)
{
    struct error error;
    int number;
    ck_assert_msg(command_execute(session, line, &error), "%s: %s", line, error.text);
    ck_assert(script_work(session, NULL, &error, &number));
}

static const char *described(void)
{
    text_clear(&words);
    describe_write(&words, session);
    return words.bytes;
}

#define ck_assert_said(what)                                                                       \
    ck_assert_msg(strstr(described(), what), "no `%s` in\n%s", what, words.bytes)
#define ck_assert_unsaid(what)                                                                     \
    ck_assert_msg(!strstr(described(), what), "`%s` in\n%s", what, words.bytes)

/* Values up to a 0, and their shape. */
static const struct {
    double values[24];
    const char *words;
} courses[] = {
    {{3, 3, 3, 3}, "stays at 3"},
    {{8, 4, 2, 1}, "falls all the way from 8 to 1 in 3 iterations"},
    {{1, 2, 4, 8}, "rises all the way from 1 to 8 in 3 iterations"},
    {{4, 4, 4, 4, 4, 2, 2, 2, 2, 2, 1, 1, 1, 1, 1},
     "goes down in stairs from 4 to 1, 2 of them in 14 iterations"},
    {{1, 3, 9, 6, 4, 2}, "goes from 1 up to 9 (n 2), then comes to 2 in 5 iterations"},
    {{9, 5, 1, 3, 5, 6}, "goes from 9 down to 1 (n 2), then comes to 6 in 5 iterations"},
    {{9, 1, 8, 2, 7, 3, 6, 4},
     "goes up and down from 9 to 4, turning 6 times; lately between 1 and 9 in 7 iterations"},
};

START_TEST(curves_have_shapes)
{
    int count = 0;
    while (courses[_i].values[count] > 0)
        count++;
    describe_course(&words, &(struct course){courses[_i].values, count, 0, 1});
    ck_assert_str_eq(words.bytes, courses[_i].words);
}
END_TEST

START_TEST(nothing_has_no_shape)
{
    const double none[] = {(double)NAN, (double)INFINITY};
    describe_course(&words, &(struct course){none, 2, 0, 1});
    ck_assert_str_eq(words.bytes, "has no value");
    const double lost[] = {4, (double)NAN, (double)NAN}, gone[] = {1, 2, 4, (double)INFINITY};
    text_clear(&words);
    describe_course(&words, &(struct course){lost, 3, 0, 1});
    ck_assert_str_eq(words.bytes, "is 4, and is not a number from n 1 on");
    text_clear(&words);
    describe_course(&words, &(struct course){gone, 4, 0, 1});
    ck_assert_str_eq(words.bytes, "rises all the way from 1 to 4 in 3 iterations, and is infinite "
                                  "from n 3 on");
}
END_TEST

START_TEST(map_balls_and_gauge_are_described)
{
    run("surface ravine");
    run("eta 0.079");
    run("step 10");
    ck_assert_said("surface ravine (a long valley");
    ck_assert_said("n 10, paused\n");
    ck_assert_said("the ball swings from side to side, at (");
    ck_assert_said("; the steepest way down is towards ");
    ck_assert_said("it is moved by sgd, η 0.079, μ 0");
    ck_assert_said("η·λ = 0.079·25 = 1.975 of 2: it swings, less and less");
    ck_assert_said("its next step overshoots: downhill, then uphill; lands lower, to (");
    ck_assert_said("the map shows x from −4 to 4, y from −3 to 3, loss from about 0 near (0, 0)");
    ck_assert_said("a minimum at (0, 0)");
    ck_assert_said("chart of loss: the ball: falls all the way from 28.27 to ");
    run("view charts");
    ck_assert_said("chart of η: the ball: stays at 0.079");
}
END_TEST

START_TEST(charts_of_formulas_are_described)
{
    run("surface bowl");
    run("eta 0.1");
    run("chart loss, 2*n over time");
    run("step 200");
    ck_assert_said("chart of loss against time: the ball: falls all the way from ");
    ck_assert_said("chart of 2*n against time: the ball: rises all the way from 0 to ");
    run("chart floor(n/50), min(n, 20) over n");
    ck_assert_said("chart of floor(n/50): the ball: goes up in stairs from 0 to 4, 4 of ");
    ck_assert_said("the ball: rises all the way from 0 to 20 in 200 iterations, flat since n 20\n");
    run("goto 20000"); /* many rows in a bucket */
    ck_assert_said("from 0 to 20 in 20000 iterations, flat since n ");
    run("ball adam");
    run("step 10");
    run("chart norm(m)");
    ck_assert_said("chart of norm(m)");
    ck_assert_said(": ball 2 (adam): ");
}
END_TEST

START_TEST(several_balls_have_an_order)
{
    run("surface bowl");
    run("ball adam");
    run("select 2");
    run("goto 300");
    ck_assert_said("ball 2 (adam), selected, ");
    ck_assert_said("order: first ball 1 (sgd), then ball 2 (adam)");
    ck_assert_said("ball 1 (sgd) rests at the minimum (0, 0)");
}
END_TEST

/* All of them in a sentence: what they do, and where they are. */
START_TEST(a_crowd_is_described)
{
    run("surface x^2/2 - y^2/2 + y^4/4 on [-3,3] x [-2,2]");
    run("eta 0.1");
    run("crowd 20x20");
    ck_assert_said("\na crowd of 400 balls, moved as ball 1: 0 rest, 400 are on their way, 0 are "
                   "gone; 50% nearest to the minimum (0, −1), 50% to (0, 1); mean loss ");
    run("goto 300");
    ck_assert_said("a crowd of 400 balls, moved as ball 1: 400 rest, 0 are on their way, ");
    run("surface bowl");
    run("crowd 50");
    ck_assert_said("; all are nearest to the minimum (0, 0); mean loss ");
    run("crowd off");
    ck_assert_unsaid("crowd");
}
END_TEST

START_TEST(the_laboratory_is_described)
{
    run("surface himmelblau");
    run("optimizer newton");
    run("view basin");
    ck_assert_said(
        "the basin shows where the ball ends that starts there: 16% at the minimum (3, 2)"
        "; ");
    ck_assert_said("% at the saddle (0.08668, 2.884); ");
    ck_assert_said("% at the maximum (−0.2708, −0.923); ");
    const char *shares = strstr(described(), "ends that starts there: ");
    int sum = 0;
    for (const char *at = shares; (at = strchr(at, '%')) && strchr(at, '\n'); at++)
        sum += atoi(at - 2); /* with the blank, or both digits */
    ck_assert_int_eq(sum, 100);
    run("optimizer sgd");
    run("view sweep");
    run("sweep eta=0.001:1:log");
    ck_assert_said("the sweep shows what becomes of the ball for each eta from 0.001 to 1: ");
    run("surface ravine");
    ck_assert_said("% do neither in 1000 iterations; from 0.001 to 0.01923 it does neither; from "
                   "0.01951 to 0.07901 it comes to rest; ");
    ck_assert_said("; from 0.08133 to 1 it diverges; the soonest, ");
    run("surface himmelblau");
    ck_assert_said("; the steepest way down is towards smaller y; ");
    run("start -4, 4");
    ck_assert_said("; the steepest way down is towards greater x and smaller y; ");
    run("view relief");
    ck_assert_said("the relief shows ");
    ck_assert_said("; it has 9 places where the slope is 0, the first 6 are a minimum at ");
    run("view step");
    ck_assert_said("the step shows why the selected ball goes where it goes: ");
    run("surface bowl");
    run("eta 0.25");
    run("momentum 0");
    ck_assert_said("; here the gradient is (−4.6, 3.4), η is 0.25, and the step is (1.15, −0.85), "
                   "1.43 long, to (−1.15, 0.85); loss 8.18 → 2.045");
}
END_TEST

START_TEST(percentages_are_a_hundred)
{
    static const int64_t counts[] = {1, 1, 1, 0};
    int percent[4];
    describe_shares(counts, 4, percent);
    ck_assert_int_eq(percent[0], 34);
    ck_assert_int_eq(percent[1], 33);
    ck_assert_int_eq(percent[2], 33);
    ck_assert_int_eq(percent[3], 0);
    describe_shares((int64_t[]){0, 0}, 2, percent);
    ck_assert_int_eq(percent[0] + percent[1], 0);
}
END_TEST

/* What a question asks is not answered while it is open. */
START_TEST(an_open_question_is_kept)
{
    run("surface ravine");
    run("eta 0.081");
    run("step 3");
    run("view slice");
    run("quiz Will it settle?");
    run("choice yes");
    run("right no");
    ck_assert_said("question: Will it settle? a: yes; b: no;");
    ck_assert_unsaid("η·λ");
    ck_assert_unsaid("its next step");
    ck_assert_unsaid("the slice");
    run("answer b");
    ck_assert_said("its next step");
}
END_TEST

START_TEST(the_command_opens_a_page)
{
    run("describe");
    ck_assert_str_eq(session->answers.page.bytes, described());
}
END_TEST

int main(void)
{
    TCase *tests = tcase_create("describe");
    tcase_add_checked_fixture(tests, set_up, tear_down);
    tcase_add_table_test(tests, curves_have_shapes, courses);
    tcase_add_test(tests, nothing_has_no_shape);
    tcase_add_test(tests, map_balls_and_gauge_are_described);
    tcase_add_test(tests, charts_of_formulas_are_described);
    tcase_add_test(tests, several_balls_have_an_order);
    tcase_add_test(tests, a_crowd_is_described);
    tcase_add_test(tests, the_laboratory_is_described);
    tcase_add_test(tests, percentages_are_a_hundred);
    tcase_add_test(tests, an_open_question_is_kept);
    tcase_add_test(tests, the_command_opens_a_page);
    return suite_run("describe", tests);
}
