/* Scenes: a saved one, opened again, makes the same run to the last bit. */

#include "file.h"
#include "output/run.h"
#include "scene/scene.h"
#include "stage.h"
#include "suite.h"
#include "terminal.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static struct error error;

static char *table(struct session *which, int64_t steps)
{
    char *bytes;
    size_t size;
    FILE *stream = open_memstream(&bytes, &size);
    ck_assert(run_write(which, steps, &(struct run_table){.format = run_format_find("csv")}, stream,
                        &error));
    fclose(stream);
    return bytes;
}

/* Saves the session, opens it in another, and compares place, text and the whole run. */
static void check_round_trip(void)
{
    struct session *other = stage_reopen();
    ck_assert_int_eq(other->sim->clock, session->sim->clock - session->sim->balls[0]->born);
    ck_assert_int_eq(other->selected, session->selected);
    for (int i = 0; i < session->sim->ball_count; i++)
        ck_assert_mem_eq(&sim_row(other->sim, i)->x, &sim_row(session->sim, i)->x, sizeof(double));
    char *run = table(session, 120), *rerun = table(other, 120);
    ck_assert_str_eq(run, rerun);
    free(run);
    free(rerun);
    session_free(other);
}

/* Each is a list of commands, one a line; the session is saved after the last. */
static const char *const courses[] = {
    "",
    "view slice map\nslice y",
    "ball adam\nslice ball 2 to 3, -1.5\nview charts\ngoto 3",
    "slice 3, 2 to -2.8, 3.1\ngoto 4\nball adam\nball sgd\nslice ball 1 to ball 3\nremove 2\ngoto "
    "7",
    "let k = 2\noverlay x^2 + k*y^2 <= 4\ngoto 4\nk 3\nat 6 overlay off\ngoto 5",
    "overlay rosenbrock\nat 3 overlay x >= 0 and y >= 0\ngoto 4\noverlay off",
    "view relief map\nturn to -75.5\ntilt to 33\nturn 0.1",
    "view map charts\ncharts edge loss\ncursor 4\ngoto 7",
    "chart loss, norm(g) log with step, ema(angle, 0.9) over time log\ngoto 5\nview map charts",
    "optimizer adam\nchart m.x, loss(1) linear over n log\nchart also v.x\nchart without "
    "loss(1)\ngoto 9",
    "optimizer adam\nchart norm(m), loss over norm(v)\ngoto 4\noptimizer sgd\ngoto 9",
    "chart x\ncharts loss\nchart y\nchart over x\nchart none",
    "at 3 cursor 2\nat 4 charts gradient\ngoto 6\ncursor off\ncharts all",
    "single on\nbig",
    "surface x\neta 3\nfollow\ngoto 8\nzoom 2\ngoto 12\nback 2",
    "surface x\neta 3\nat 5 follow on\ngoto 12\nat 14 follow off\nzoom 0.9",
    "surface rosenbrock\noptimizer adam beta1=0.8\neta 0.02\nschedule cosine total=100\ngoto 20",
    "surface 0.5*(x^2 + 25*y^2) on [-4,4] x [-3,3]\nstart -3.1, 1.37\nschedule time\ndecay 1e-3\n"
    "goto 10\neta 0.03\ngoto 20\nmomentum 0.7\ngoto 30",
    "let k = 2\nsurface k*x^2 + y^2\ngoto 5\nlet k = 3\ngoto 9\nk 4\ngoto 12",
    "at 5 eta 0.3\nat 9 optimizer adam\nat 200 momentum 0.5\ngoto 10\neta 0.04\ngoto 15",
    "optimizer v = momentum*v - eta*g; theta += v\nmomentum 0.6\nschedule eta0*0.9^floor(n/7)\n"
    "goto 10\noptimizer v = momentum*v - eta*g; theta += v\neta 0.05\ngoto 20\nback 7",
    "ball adam eta=0.05\ngoto 10\nball nesterov\nselect 2\nbeta1 0.5\ngoto 25\nselect 1\neta 0.2\n"
    "goto 40\nback 20",
    "title A & B\ncaption η·λ < 2? \"quoted\" <b>\nscale linear\ncolor magma\nhide contours\nzoom "
    "3\n"
    "speed 12.5\ntolerance 1e-3\ngoto 3",
    "ball adam\ngoto 5\nball sgd\nremove 1\nremove 1\ngoto 8",
    "schedule eta*0.99\nat 3 eta 0.2\ngoto 3\neta 0.2\nmomentum 0.5\ngoto 12",
    "eta 5\ngoto 50",
    "goto 30\nat 10 eta 0.3\nball adam\nat 5 beta1 0.5\nselect 1\nback 10", /* too late */
    "momentum 0.8\nschedule momentum eta*0.99\ngoto 10\nschedule time\ngoto 20",
    "schedule momentum linear\ngoto 7\noptimizer adadelta\noptimizer torch-sgd\nmomentum 0.5\n"
    "goto 12",
    "at 0 caption nothing\nat 0 momentum 0.5\ncaption\noptimizer adamax\nat 0 let k = 3\nk 4\ngoto "
    "9\nball\nat 0 eta 0.5\n"
    "at 0 let k = 5\neta 0.4\ngoto 12",
    "goto 20\nschedule inverse-time for 5 then time\ngoto 30\ndecay2 0.3\ngoto 40",
    "schedule momentum linear\nschedule momentum none\nmomentum 0.3\ngoto 5",
    "optimizer adam\nschedule beta1 linear total=9\ngoto 5\nbeta1 0.3\nschedule beta1 none\n"
    "schedule beta2 linear total=50\ngoto 9",
    "at 5 caption five\nat 5 hide axes\nat 6 run\nat 7 budget 90\nat 8 zoom 2\ngoto 10\nfit\n"
    "show axes\ncaption ten\npause",
    "at 5 pause\nat 5 eta 0.3\ngoto 10",
    "schedule momentum linear total=9\ngoto 5\noptimizer adamax\ngoto 8\neta 0.3\ngoto 12",
    "schedule step\nschedule decay linear\ngoto 5\nschedule constant\ngoto 9\nback 2",
    "noise 0.3\nseed 5\ngoto 10\nnoise 0\ngoto 20\nnoise 0.1 stream=3\ngoto 30\nball adam\n"
    "noise 0.1 stream=3\ngoto 40",
    "schedule eta0*(n+1)/20 for 20 then cosine total=10 then time decay=0.5\ngoto 15\ntotal2 30\n"
    "goto 60\nback 20",
    "momentum 0.8\nschedule momentum eta*0.99\ngoto 10\nmomentum 0.7\ngoto 20\n"
    "schedule momentum none\ngoto 30\nschedule momentum cosine total=50\ngoto 40",
    "surface rosenbrock\nnoise 0.1\nrace sgd adam rmsprop budget=100 tuned\nselect 2\ngoto 60",
    "momentum 0.8\nschedule momentum eta*0.99\ngoto 10\noptimizer adam\n"
    "schedule beta1 0.9 - 0.1*n/100\ngoto 20",
    "race sgd adam\ngoto 5\nselect 2\nat 8 beta1 0.5\ngoto 10\nfork eta=0.2\ngoto 20",
    "goto 5\neta 0.2\ngoto 10\nball adam\ngoto 15\nselect 1\nfork momentum=0.8\ngoto 20\n"
    "remove 1\ngoto 25", /* a fork of the ball that was first, which is gone */
    "noise 0.3\nball\nball\nnoise 0.2\nremove 1\ngoto 10\nnoise 0.1\nfork\nnoise 0.4\n"
    "at 30 noise 0\nat 40 noise 0.5\nfork\ngoto 20\nback 5",
    "at 5 eta 0.3\nlet k = 2\nat 6 k 3\nat 7 all momentum 0.5\nat 30 eta 0.2\ngoto 10\nfork\n"
    "goto 40\nback 38\nmomentum 0.1\ngoto 20",
    "goto 10\nball adam\ngoto 12\nselect 1\nfork\nback 7\neta 0.3\ngoto 20",
    "at 8 all eta *= 1.1\nfork eta=0.3\ngoto 14\nback 6\nall eta *= 1.1\ngoto 20",
    "goto 2\nfork momentum=0.5\ngoto 22\nfork\nat 2 all eta *= 1.1\ngoto 2\ngoto 9",
    "at 19 all noise 0.1\nat 20 let k = 3\ngoto 24\nfork eta=0.2\nremove 1\nback 3\nfork",
    "goto 3\nat 3 noise 0.3 stream=2\nat 3 momentum 0.5\nnoise 0\nmomentum 0\ngoto 9",
    "goto 4\nnoise 0\nfork\ngoto 9",
    "show ghost\ngoto 5\nreset\nat 7 ghost\ngoto 9",
    "fork eta=0.2\nreset\ngoto 3\nfork eta=0.1\nstart 1, 1\ngoto 7",
};

START_TEST(a_saved_scene_gives_the_same_run)
{
    char *lines = strdup(courses[_i]);
    for (char *line = strtok(lines, "\n"); line; line = strtok(NULL, "\n"))
        stage_run(line);
    free(lines);
    check_round_trip();
}
END_TEST

START_TEST(a_formula_of_several_lines_is_saved_as_one)
{
    stage_run("optimizer v = momentum*v - eta*g\ntheta += v");
    check_round_trip();
}
END_TEST

/* What has had its answer is not asked again. */
START_TEST(an_answered_question_is_saved_as_such)
{
    static const char *const answers[] = {"answer a", "answer b", "answer", NULL};
    stage_run("run");
    stage_run("quiz Why?");
    stage_run("choice so");
    stage_run("right else");
    stage_run("then Because.");
    if (answers[_i])
        stage_run(answers[_i]);
    struct session *other = stage_reopen();
    ck_assert(quiz_is_shown(other) == !answers[_i]);
    ck_assert_str_eq(other->words.caption, answers[_i] ? "Because." : "");
    ck_assert(other->player.playing == (answers[_i] != NULL));
    session_free(other);
}
END_TEST

START_TEST(a_wrong_scene_leaves_the_session_alone)
{
    static const struct {
        const char *text;
        int line, offset;
        const char *message;
    } cases[] = {
        {"eta 0.3\nsurface x +\n", 2, 11, "expected"},
        {"\n\n# nothing\nfoo\n", 4, 0, "no command or parameter is called foo"},
        {"eta 0.3\r\nmomentum 7\r\n", 2, 9, "momentum must be from 0 to 1"},
        {"save x.scene\n", 1, 5, "there are no files here"},
        /* what waits for an answer is looked at */
        {"quiz Why?\nchoice a\n choyce b\n", 3, 1, "no command or parameter is called choyce"},
        {"quiz Why?\nchoice a\n# b\n\nright b\nruhn\nthen c\n", 6, 0, "did you mean run"},
        {"quiz Why?\nthen a\nrun\nwait 1\nquiz So?\nchoise b\n", 6, 0, "did you mean choice"},
        {"quiz Why?\nright a\n= 3\n", 3, 0, "expected a command"},
    };
    stage_run("eta 0.7");
    stage_run("goto 5");
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct scene_failure failure;
        ck_assert(!scene_read(session, "x", cases[i].text, strlen(cases[i].text), &failure));
        ck_assert_int_eq(failure.line, cases[i].line);
        ck_assert_int_eq(failure.error.offset, cases[i].offset);
        ck_assert_msg(strstr(failure.error.text, cases[i].message), "%s", failure.error.text);
        scene_failure_free(&failure);
    }
    ck_assert_double_eq(sim_recipe(session->sim, 0)->eta0, 0.7);
    ck_assert_int_eq(session->sim->clock, 5);
}
END_TEST

/* Names that another line brings before they are used. */
START_TEST(what_a_question_delays_may_name_what_comes_then)
{
    static const char *const texts[] = {
        "quiz Why?\nlet k = 2\nk 3\n",
        "quiz Why?\noptimizer theta -= rate*g\nrate 3\n",
        "at 2 let k = 2\nquiz Why?\ngoto 3\nk 3\n",
        "quiz Why?\nanswer b\nlr = 0.1\n10x slower\nloss(1)?\n",
        "quiz Why?\n? eta\n",
    };
    struct scene_failure failure;
    bool good = scene_read(session, "", texts[_i], strlen(texts[_i]), &failure);
    ck_assert_msg(good, "%s: %s", texts[_i], failure.error.text);
}
END_TEST

START_TEST(bytes_of_any_kind_are_refused_or_read)
{
    struct scene_failure failure;
    ck_assert(!scene_read(session, "", "eta 0.3\0junk\n", 13, &failure));
    ck_assert(strstr(failure.error.text, "NUL"));
    ck_assert_int_eq(failure.error.offset, 7);
    scene_failure_free(&failure);
    static const char marked[] = "\xEF\xBB\xBF"
                                 "eta 0.3";
    ck_assert(scene_read(session, "", marked, strlen(marked), &failure));
    int line;
    ck_assert(script_work(session, NULL, &error, &line));
    ck_assert_double_eq(sim_recipe(session->sim, 0)->eta0, 0.3);
    char *long_line = malloc(20001);
    memset(long_line, 'x', 20000);
    long_line[20000] = '\0';
    ck_assert(!scene_read(session, "", long_line, 20000, &failure));
    ck_assert(strstr(failure.error.text, "at most 8192 bytes"));
    scene_failure_free(&failure);
    free(long_line);
    ck_assert(!scene_open(session, "/nowhere/at/all", &failure));
    ck_assert(strstr(failure.error.text, "cannot open the scene"));
    ck_assert(!scene_open(session, "/", &failure));
    ck_assert(strstr(failure.error.text, "cannot read the scene"));
}
END_TEST

static void expect_found(const char *name, const char *path)
{
    char *found = scene_find(name);
    ck_assert_str_eq(found, path);
    free(found);
}

static void expect_like(const char *name, const char *path)
{
    char *found = scene_find_like(name);
    ck_assert_str_eq(found, path);
    free(found);
}

/* By what one scene alone begins with, or has in its name; a file of that name comes first. */
START_TEST(scenes_are_found_by_a_part_of_their_name)
{
    expect_like("lesson-04", "scenes/lesson-04-too-high.scene");
    expect_like("catapult", "scenes/lesson-21-catapult.scene");
    expect_like("line-2", "scenes/line-2-cobweb.scene");
    expect_like("lesson-1", "lesson-1");
    expect_like("nosuch", "nosuch");
    expect_like("./lesson-04", "./lesson-04");
    expect_like("src", "src");
    expect_like("", "");
}
END_TEST

/* The working folder is that of the project. */
START_TEST(scenes_are_found_by_name)
{
    char *home = terminal_new_home();
    struct text path = {0}, list = {0};
    text_add(&path, "%s/overshoot/scenes", home);
    struct text command = {0};
    text_add(&command, "mkdir -p '%s'", path.bytes);
    ck_assert_int_eq(system(command.bytes), 0);
    text_add(&path, "/mine.scene");
    file_write(path.bytes, "title Mine\n");
    setenv("XDG_DATA_HOME", home, 1);
    expect_found("mine", path.bytes);
    expect_found("mine.scene", path.bytes);
    expect_found("1-gentle-descent", "scenes/1-gentle-descent.scene");
    expect_found("scenes/nosuch", "scenes/nosuch");
    expect_found("./mine", "./mine");
    expect_found("nosuch", "nosuch");
    expect_found("src", "src"); /* a folder: it is said to be one */
    expect_found("", "");
    scene_list(&list);
    ck_assert_ptr_nonnull(strstr(list.bytes, "scenes/1-gentle-descent.scene"));
    ck_assert_ptr_nonnull(strstr(list.bytes, path.bytes));
    ck_assert_ptr_nonnull(strstr(list.bytes, " Mine\n"));
    struct session *scene = session_new();
    struct scene_failure failure;
    ck_assert(scene_open(scene, "mine", &failure));
    ck_assert_str_eq(scene->words.title, "Mine");
    ck_assert_str_eq(scene->words.path, path.bytes);
    session_free(scene);
    terminal_remove_home(home);
    text_free(&path);
    text_free(&list);
    text_free(&command);
}
END_TEST

START_TEST(expectations_are_saved)
{
    static const char text[] = "eta 0.2\nexpect loss(1, 40) < 1e-3\nexpect converged(1)\n";
    struct scene_failure failure;
    struct text saved = {0};
    struct session *scene = session_new();
    ck_assert(scene_read(scene, "", text, strlen(text), &failure));
    scene_write(scene, &saved);
    ck_assert_ptr_nonnull(
        strstr(saved.bytes, "\nexpect loss(1, 40) < 1e-3\nexpect converged(1)\n"));
    ck_assert(!scene_read(scene, "", "expect los(1)", strlen("expect los(1)"), &failure));
    ck_assert_int_eq(failure.line, 1);
    ck_assert_int_eq(failure.error.offset, 7);
    scene_failure_free(&failure);
    text_free(&saved);
    session_free(scene);
}
END_TEST

int main(void)
{
    TCase *tests = tcase_create("scene");
    tcase_add_checked_fixture(tests, stage_begin, stage_end);
    tcase_add_table_test(tests, a_saved_scene_gives_the_same_run, courses);
    tcase_add_test(tests, expectations_are_saved);
    tcase_add_test(tests, scenes_are_found_by_name);
    tcase_add_test(tests, scenes_are_found_by_a_part_of_their_name);
    tcase_add_test(tests, a_formula_of_several_lines_is_saved_as_one);
    tcase_add_loop_test(tests, an_answered_question_is_saved_as_such, 0, 4);
    tcase_add_test(tests, a_wrong_scene_leaves_the_session_alone);
    tcase_add_loop_test(tests, what_a_question_delays_may_name_what_comes_then, 0, 5);
    tcase_add_test(tests, bytes_of_any_kind_are_refused_or_read);
    return suite_run("scene", tests);
}
