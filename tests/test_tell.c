/* `overshoot tell`: a run in sentences, through pipes, as whoever listens hears it. */

#include "file.h"
#include "suite.h"

#include "../src/base/text.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* What the program says to lines of commands; the caller's. */
static struct text told(const char *arguments, const char *lines, int status)
{
    const char *program = getenv("OVERSHOOT") ? getenv("OVERSHOOT") : "./overshoot";
    char line[1200];
    snprintf(line, sizeof line, "printf '%s' | '%s' tell %s 2>&1", lines, program, arguments);
    int ended;
    struct text out = file_said(line, &ended);
    ck_assert_int_eq(ended, status);
    return out;
}

static int count(const struct text *text, const char *what)
{
    int found = 0;
    for (const char *at = text->bytes; (at = strstr(at, what)); at++)
        found++;
    return found;
}

#define ck_assert_told(text, what)                                                                 \
    ck_assert_msg(strstr((text).bytes, what), "no `%s` in\n%s", what, (text).bytes)
#define ck_assert_untold(text, what)                                                               \
    ck_assert_msg(!strstr((text).bytes, what), "`%s` in\n%s", what, (text).bytes)

/* What is typed, and a sentence of what is said then. */
static const struct {
    const char *lines, *said;
} events[] = {
    {"surface ravine\\neta 0.05\\nstep\\n",
     "surface ravine (a long valley, 25 times steeper across than along): f(x, y) = 0.5 times (x "
     "squared "
     "+ 25 times y squared), on minus 4 to 4 by minus 3 to 3; its minimum is at (0, 0), loss 0; "
     "start at (minus 3.1, 1.37), loss "
     "28.27."},
    {"surface ravine\\neta 0.05\\nstep\\n", "the ball: sgd, η 0.05, μ 0; η times λ = 0.05 times 25 "
                                            "= 1.25 of 2: it swings, less and less."},
    {"surface ravine\\neta 0.05\\nstep\\n",
     "n 1: makes its first step, by (0.155, minus 1.713), 1.72 long, straight down the slope, 61 "
     "degrees aside "
     "of the nearest minimum, over the valley; loss 28.27 to 5.803."},
    {"surface ravine\\neta 0.081\\nstep 2\\n",
     "n 2: jumped over the valley and landed higher, loss 28.71 to 29.32; η times λ 2.025 of 2."},
    {"surface ravine\\neta 0.05\\nstep 2\\n",
     "landed lower, loss 5.803 to 4.005; η times λ 1.25 of 2."},
    {"surface ravine\\neta 0.081\\nstep 3\\n",
     "n 3: swings from side to side: the third jump in a row, each landing higher than the one"},
    {"surface ravine\\neta 0.081\\nrun\\n", "diverged: it has left for ever"},
    {"surface ravine\\neta 0.081\\nrun\\n", "left the view, to ("},
    {"surface ravine\\neta 0.079\\nstep 20\\neta 0.03\\nstep 20\\n",
     "n 20: the ball has η 0.03 now, before 0.079; η times λ = 0.03 times 25 = 0.75 of 2: it "
     "settles"},
    {"surface ravine\\neta 0.079\\nstep 20\\neta 0.03\\nstep 20\\n",
     "swings no longer: the last of "},
    {"surface ravine\\neta 0.079\\nschedule step decay=0.5 period=20\\nstep 30\\n",
     "n 19: has η 0.079 to 0.0395 at once, by its schedule; η times λ 0.9875 of 2."},
    {"surface bowl\\neta 0.3\\nrun\\n", "came to rest at the minimum (0, 0), loss "},
    {"surface bowl\\neta 0.3\\nrun\\n", "nothing new comes any more."},
    {"surface double_well\\neta 0.02\\nrun\\n", "came to rest at the minimum (0.9601, 0), which is "
                                                "not the lowest (that is (minus 1.036, 0), loss "
                                                "minus 0.3054), loss 0.2941."},
    {"surface x^2 - y^2 on [-2,2]\\nstart 1,0\\nrun\\n",
     "came to rest at a saddle, which is no minimum, (0, 0), loss"},
    {"surface bowl\\nball adam\\nrun\\n", "order: first ball 1 (sgd)"},
    {"surface bowl\\nball adam\\nrun\\n", "n 3: ball 1 (sgd) leads since n "},
    {"surface double_well\\nstep\\n", "η times λ = 0.1 times 26.72 = 2.672 of 2 where it starts."},
    {"surface bowl\\nball\\nstep 3\\n", "order: first ball 1 (sgd) as well as ball 2"},
    {"surface bowl\\neta 0.3\\nrun\\n", "loss practically 0, since n "},
    {"surface x^2/100 + y^2 on [-9,9]x[-3,3]\\nstart -8,2\\neta 0.5\\nmomentum 0.9\\nrun\\n",
     "n 377: came to rest at the minimum (0, 0), loss practically 0, after 129 jumps"},
    {"surface bowl\\nstep 5\\nback 2\\n", "n 3: now at n 3."},
    {"surface bowl\\nstep 5\\nreset\\n", "n 0: back at the start."},
    {"caption look here\\n", "caption: look here\n"},
    {"title A run\\n", "title: A run\n"},
    {"eta\\n", "notice: eta is 0.1"},
    {"surface bowl\\neta 0\\nstep\\n",
     "n 1: makes its first step, and stays where it is; loss 8.18."},
    {"surface bowl\\neta 0\\nstep\\n", "η times λ = 0 times 2 = 0 of 2: it does not move."},
    {"surface bowl\\nbudget 7\\nrun\\n", "n 7: the ball is on its way"},
    {"surface x^4/4 - x^2/2 on [-2,2]\\neta 1.2\\nstart 0.5\\nrun\\n",
     "goes round for ever with period 2: x = "},
    {"surface (x*y - 1)^2/2 on [-0.5,4] x [-0.5,2.5]\\nstart 3.6,0.6\\neta 0.16\\nrun\\n",
     "is below the edge now, η times λ 1.976 of 2"},
    {"surface x^2/2 - y^2/2 + y^4/4 on [-3,3]x[-2,2]\\nstart -2.6,1e-4\\nstep 100\\n",
     "n 86: left the saddle (0, 0), after 62 iterations near it; loss minus 0.05557."},
    {"surface double_well\\nstart 1.9,0.8\\neta 0.16\\nstep 2\\n",
     "is now in the valley of the minimum (minus 1.036, 0), the lowest of 2; loss "},
    {"surface bowl\\nnoise 1\\nstep 200\\n", "wanders about the minimum (0, 0), loss about "},
    {"surface bowl\\nball start=1,1\\nball start=2,2\\nstep\\n", "ball 2 (1,1) makes its first"},
    {"surface 10*x^2 + y^2\\nnoise 1\\nbudget 40\\nrun\\n", "noise 1 on the gradient"},
};

START_TEST(each_event_is_a_sentence)
{
    struct text text = told("--all", events[_i].lines, 0);
    ck_assert_told(text, events[_i].said);
    text_free(&text);
}
END_TEST

/* Ten times as long is a few sentences more. */
START_TEST(a_long_run_is_short)
{
    int before = 0;
    for (int steps = 10; steps <= 10000; steps *= 10) {
        char typed[200];
        snprintf(typed, sizeof typed, "surface ravine\\neta 0.0799999\\nstep %d\\n", steps);
        struct text text = told("", typed, 0);
        int now = count(&text, "\n");
        ck_assert_msg(before == 0 || now - before <= 12, "%d sentences of %d", now, steps);
        before = now;
        text_free(&text);
    }
}
END_TEST

/* How it ended comes before what happened, and each thing once, with how often. */
START_TEST(the_outcome_comes_first)
{
    struct text text = told("", "surface ravine\\neta 0.081\\nrun\\n", 0);
    const char *outcome = strstr(text.bytes, ", outcome: the ball has left for ever, last seen at");
    const char *jumps = strstr(text.bytes, "jumped over the valley "), *twice = NULL;
    ck_assert_msg(outcome && jumps && outcome < jumps, "%s", text.bytes);
    ck_assert_told(text, " times, landing higher each time; loss from 28.27 up to ");
    ck_assert_told(text, "; η times λ 2.025, the edge is 2.");
    twice = strstr(jumps + 1, "jumped over the valley ");
    ck_assert_ptr_null(twice);
    ck_assert_untold(text, "e-");
    text_free(&text);
    text = told("", "surface bowl\\neta 0.3\\nschedule exponential decay=0.1\\nrun\\n", 0);
    ck_assert_told(text, "follows its schedule: η from 0.3 down to ");
    ck_assert_int_eq(count(&text, "by its schedule"), 0);
    text_free(&text);
}
END_TEST

/* Of a dozen sentences those that a lesson is about are not left out. */
START_TEST(what_weighs_most_is_told)
{
    struct text text = told("scenes/lesson-21-catapult.scene", "", 0);
    ck_assert_told(text, "ball 2 (η 0.3) is thrown up: loss 0.03246");
    ck_assert_told(text, "ball 2 (η 0.3) was catapulted");
    ck_assert_told(text, "jumped over the valley 16 times");
    text_free(&text);
}
END_TEST

/* The run of each lesson, whatever happens in it. */
START_TEST(a_run_is_a_dozen_sentences)
{
    static const char *const scenes[] = {"04", "09", "13", "14", "21",
                                         "22", "25", "30", "35", "39"};
    char line[100];
    snprintf(line, sizeof line, "scenes/lesson-%s-*.scene", scenes[_i]);
    struct text text = told(line, "", 0);
    const char *run = strstr(text.bytes, ", outcome: "), *at = run;
    int sentences = 0;
    ck_assert_msg(run, "%s", text.bytes);
    for (; *at; at++)
        sentences += *at == '\n';
    ck_assert_msg(sentences <= 10 + 10, "%s", run);
    text_free(&text);
}
END_TEST

START_TEST(the_outcome_can_be_had_alone)
{
    struct text text = told("--outcome -e 'quiz Where?' -e 'right here' -e run", "", 0);
    ck_assert_told(text, ", outcome: the ball ");
    ck_assert_untold(text, "question");
    ck_assert_int_le(count(&text, "\n"), 2);
    text_free(&text);
    text = told("--outcome --json -e 'surface bowl' -e run", "", 0);
    ck_assert_told(text, "\"event\":\"outcome\",\"text\":\"the ball rests at ");
    text_free(&text);
}
END_TEST

/* Who goes on for ever is stopped, and it is said how it goes on. */
START_TEST(an_endless_run_is_stopped)
{
    struct text text = told("", "surface bowl\\nnoise 1\\nrun\\nrun\\n", 0);
    ck_assert_told(text, "n 10000: it has gone on for 10000 iterations and has no end");
    ck_assert_told(text, "`run` goes on for 10000 more");
    ck_assert_told(text, "n 20000: it has gone on");
    text_free(&text);
    text = told("--steps 12000 -e 'surface bowl' -e 'noise 1' -e run", "", 0);
    ck_assert_told(text, "n 12000, outcome: the ball wanders");
    ck_assert_untold(text, "has no end");
    text_free(&text);
}
END_TEST

/* What is told of one is told of the other. */
START_TEST(two_scenes_are_told)
{
    const char *two[] = {"scenes/1-gentle-descent.scene --compare scenes/2-too-high.scene",
                         "scenes/1-gentle-descent.scene -e 'compare scenes/2-too-high.scene'"};
    for (int i = 0; i < 2; i++) {
        struct text text = told(two[i], "step 20\\n", 0);
        ck_assert_told(text, "left, n 449, outcome: the ball ");
        ck_assert_told(text, "right, n 449, outcome: the ball ");
        ck_assert_told(text, "right: surface ");
        text_free(&text);
    }
    struct text text = told("--describe scenes/1-gentle-descent.scene --compare "
                            "scenes/2-too-high.scene --steps 3",
                            "", 0);
    ck_assert_told(text, "left:\n");
    ck_assert_told(text, "right:\n");
    ck_assert_int_eq(count(&text, "the map shows"), 2);
    text_free(&text);
    text = told("--json scenes/1-gentle-descent.scene --compare scenes/2-too-high.scene",
                "compare off\\nstep 2\\n", 0);
    ck_assert_told(text, "\"side\":\"right\",\"ball\":1,\"event\":\"first_step\"");
    ck_assert_told(text, "{\"n\":431,\"ball\":1,\"event\":\"state\"");
    text_free(&text);
}
END_TEST

/* Many that do the same are one sentence. */
/* The outcome says no less than what was told on the way; and balls that rounding makes the same
 * have other names. */
START_TEST(the_outcome_says_what_it_does_for_ever)
{
    struct text text = told("--outcome scenes/lab-3-period-doubling.scene", "", 0);
    ck_assert_told(text, "ball 3 (η 1.26) goes round for ever with period 4, at (");
    ck_assert_told(text, "ball 4 (η 1.295) goes round for ever with period 8, at (");
    ck_assert_told(text, "ball 5 (η 1.5, exactly 1.5) moves in chaos: ");
    ck_assert_told(text, "ball 6 (η 1.5, exactly 1.500000000001) moves in chaos: ");
    text_free(&text);
}
END_TEST

/* A question whose answer was taken back is asked again, and answered again. */
START_TEST(answers_are_undone)
{
    struct text text = told("scenes/lesson-04-too-high.scene", "b\\nundo\\na\\n", 0);
    ck_assert_int_eq(count(&text, "question: Which of the four"), 2);
    ck_assert_int_eq(count(&text, "answer: wrong; it is A"), 1);
    ck_assert_int_eq(count(&text, "answer: right; it is A"), 1);
    text_free(&text);
    text = told("scenes/lesson-04-too-high.scene", "b\\n\\nundo\\n", 0);
    ck_assert_told(text, "notice: undone: going on from the question, at iteration 0; it stands "
                         "again with its answer, and Enter goes on");
    text_free(&text);
}
END_TEST

/* What is told in sum is told as it was. */
START_TEST(sums_are_true)
{
    struct text text = told("scenes/lesson-17-adaptive-rates.scene", "", 0);
    ck_assert_told(text, "ball 4 (adam) jumped over the valley 15 times, landing higher 7 of these "
                         "times; loss from 3.43 up to 75.49, then ");
    text_free(&text);
    text = told("scenes/lesson-08-decay-settles.scene", "", 0);
    ck_assert_told(text, "ball 1 (constant) jumped over the valley 892 times, landing lower ");
    ck_assert_told(text, " of these times, then as high as before; loss ");
    text_free(&text);
    text = told("", "surface bowl\\nball adam\\nball eta=0.2\\nball eta=0.3\\nstep 60\\n", 0);
    struct text all =
        told("--all", "surface bowl\\nball adam\\nball eta=0.2\\nball eta=0.3\\nstep 60\\n", 0);
    const char *more = strstr(text.bytes, "not told here: ");
    ck_assert_ptr_nonnull(more);
    int here = count(&text, "loss: ball 1 "), milestones = count(&all, "loss: ball 1 ");
    ck_assert_int_ge(atoi(more + strlen("not told here: ")), milestones - here);
    text_free(&text);
    text_free(&all);
}
END_TEST

/* Who has arrived where chance keeps it, on a curve of minima or at a wall, is not on its way. */
START_TEST(who_stays_has_arrived)
{
    struct text text = told("--outcome scenes/lesson-23*.scene", "", 0);
    ck_assert_told(text, "ball 1 (batch 1) has stayed about (");
    text_free(&text);
    text = told("--outcome scenes/lesson-25*.scene", "", 0);
    ck_assert_told(text, "ball 1 (adam) has stayed about (");
    ck_assert_told(text, "ball 2 (amsgrad) has stayed about (minus ");
    text_free(&text);
}
END_TEST

START_TEST(many_balls_are_summed_up)
{
    struct text text = told("--all", "surface bowl\\neta 0.3\\nstarts 4x4\\nrun\\n", 0);
    ck_assert_told(text, "16 balls made their first steps: 1, 2, 3, 4, 5, 6, 7, 8 and others.");
    ck_assert_told(text, "balls came to rest: ");
    ck_assert_int_le(count(&text, "\n"), 45);
    text_free(&text);
}
END_TEST

/* An error is one line at its place; what comes after it is done. */
START_TEST(errors_are_lines)
{
    struct text text = told("", "surface bowl\\netta 0.3\\nstep\\n", 2);
    ck_assert_told(text, "\n> etta 0.3\nline 2: ");
    ck_assert_told(text, "n 1: makes its first step");
    text_free(&text);
    text = told("no-such.scene", "", 1);
    ck_assert_told(text, "overshoot: no-such.scene: ");
    ck_assert_int_eq(count(&text, "\n"), 1);
    text_free(&text);
    text = told("-e 'wait until n > 5'", "", 2);
    ck_assert_told(text, "would wait for ever until n > 5: nothing runs; begin with `run` "
                         "before it.");
    text_free(&text);
}
END_TEST

/* A scene is told with its course: captions where they come, questions, answered at the end. */
START_TEST(a_course_is_told)
{
    struct text text = told("--all -e 'surface bowl' -e 'at 3 caption now it is late' -e 'run' -e "
                            "'wait 1' -e 'quiz Where will it be?'",
                            "", 0);
    const char *caption = strstr(text.bytes, "caption: now it is late\n");
    const char *two = strstr(text.bytes, "n 2: "),
               *question = strstr(text.bytes, "question: Where");
    const char *rest = strstr(text.bytes, "came to rest");
    ck_assert_msg(two && caption && question && rest, "%s", text.bytes);
    ck_assert(two < caption && caption < question && question < rest);
    text_free(&text);
    text = told("-e 'quiz Why?' -e 'choice so' -e 'right not so' -e 'then Look again.' -e run",
                "a\\n\\nquit\\n", 0);
    ck_assert_told(text, "question: Why? a: so; b: not so;");
    ck_assert_untold(text, "η·λ = ");
    ck_assert_told(text, "answer: wrong; it is B not so. Look again.");
    ck_assert_told(text, ", outcome: the ball rests at the minimum (0, 0)");
    text_free(&text);
}
END_TEST

/* For programs: a line of JSON for each event. */
START_TEST(events_are_json)
{
    struct text text = told("--json -e 'surface bowl' -e 'ball adam'", "step 2\\nhelp eta\\n", 0);
    const char *at = text.bytes, *line;
    size_t length;
    while ((line = text_next_line(&at, &length)))
        ck_assert_msg(strncmp(line, "{\"n\":", 5) == 0 && line[length - 1] == '}', "%.*s",
                      (int)length, line);
    ck_assert_told(text, "{\"n\":null,\"event\":\"command\",\"text\":\"step 2\"}");
    ck_assert_told(text, "{\"n\":1,\"ball\":2,\"event\":\"first_step\",\"text\":\"ball 2 (adam) ");
    ck_assert_told(text, "\"event\":\"page\",\"text\":\"eta: the learning rate");
    text_free(&text);
}
END_TEST

START_TEST(ascii_is_ascii)
{
    struct text text = told("--charset ascii -e 'surface ravine'", "eta 0.079\\nstep 3\\n", 0);
    for (size_t i = 0; i < text.length; i++)
        ck_assert_msg((signed char)text.bytes[i] > 0, "%s", text.bytes + i);
    ck_assert_told(text, "eta times lambda");
    text_free(&text);
}
END_TEST

/* As a picture shows it: in words alone, and in the picture. */
START_TEST(what_a_picture_shows_is_described)
{
    struct text text = told("--describe --steps 4 -e 'surface bowl'", "", 0);
    ck_assert_told(text, "n 4, paused\nthe ball is on its way, at (");
    ck_assert_told(text, "the map shows x from minus 3 to 3");
    text_free(&text);
    text = told("", "surface bowl\\nstep 4\\ndescribe\\n", 0);
    ck_assert_told(text, "n 4, paused\nthe ball is on its way, at (");
    text_free(&text);
}
END_TEST

START_TEST(quit_ends_and_steps_begin)
{
    struct text text = told("--steps 5 -e 'surface bowl'", "quit\\nstep 100\\n", 0);
    ck_assert_told(text, "n 5, outcome: the ball is on its way");
    ck_assert_untold(text, "n 10: ");
    text_free(&text);
}
END_TEST

int main(void)
{
    TCase *tests = tcase_create("tell");
    tcase_set_timeout(tests, 60);
    tcase_add_table_test(tests, each_event_is_a_sentence, events);
    tcase_add_test(tests, a_long_run_is_short);
    tcase_add_test(tests, the_outcome_comes_first);
    tcase_add_test(tests, what_weighs_most_is_told);
    tcase_add_loop_test(tests, a_run_is_a_dozen_sentences, 0, 10);
    tcase_add_test(tests, the_outcome_can_be_had_alone);
    tcase_add_test(tests, an_endless_run_is_stopped);
    tcase_add_test(tests, two_scenes_are_told);
    tcase_add_test(tests, the_outcome_says_what_it_does_for_ever);
    tcase_add_test(tests, answers_are_undone);
    tcase_add_test(tests, sums_are_true);
    tcase_add_test(tests, who_stays_has_arrived);
    tcase_add_test(tests, many_balls_are_summed_up);
    tcase_add_test(tests, errors_are_lines);
    tcase_add_test(tests, a_course_is_told);
    tcase_add_test(tests, events_are_json);
    tcase_add_test(tests, ascii_is_ascii);
    tcase_add_test(tests, what_a_picture_shows_is_described);
    tcase_add_test(tests, quit_ends_and_steps_begin);
    return suite_run("tell", tests);
}
