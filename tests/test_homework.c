/* `check --against`: points for what students hand in, whatever that is; and the files of answers.
 */

#include "../src/base/text.h"
#include "../src/command/script.h"
#include "../src/output/kept_answers.h"
#include "file.h"
#include "folder.h"
#include "suite.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static struct text said;
static char *outside, *program;

static void begin(void)
{
    const char *named = getenv("OVERSHOOT");
    program = realpath(named ? named : "./overshoot", NULL);
    ck_assert_ptr_nonnull(program);
    folder_begin();
    outside = getcwd(NULL, 0);
    ck_assert_int_eq(chdir(home), 0);
    file_write("teacher.scene",
               "surface ravine\nbudget 100\nquiz Which rate?\nright 0.06 within 0.02\n"
               "expect loss(1, 60) < 0.01\nexpect overshoots(1) == 0\nexpect not diverged(1)\n");
}

static void end(void)
{
    text_free(&said);
    ck_assert_int_eq(chdir(outside), 0);
    free(outside);
    free(program);
    folder_end();
}

/* What the program says, on both streams; returns its status. */
static int run(const char *arguments)
{
    struct text line = {0};
    int status;
    text_add(&line, "LC_ALL=C.UTF-8 '%s' %s 2>&1 </dev/null", program, arguments);
    text_free(&said);
    said = file_said(line.bytes, &status);
    text_free(&line);
    return status;
}

static int count_files(void)
{
    int count = 0;
    DIR *folder = opendir(".");
    while (readdir(folder))
        count++;
    closedir(folder);
    return count;
}

START_TEST(points_are_counted)
{
    file_write("anna.scene", "surface ravine\neta 0.03\n");
    file_write("ben.scene", "surface 25/2*y^2 + x^2/2\nstart -3.1, 1.37\neta 0.9\n");
    ck_assert_int_eq(run("check --against teacher.scene anna.scene ben.scene"), 1);
    ck_assert_str_eq(
        said.bytes,
        "anna.scene: 2 of 3 points\n"
        "  teacher.scene:5: expected loss(1, 60) < 0.01; found loss(1, 60) = 0.124251461\n"
        "ben.scene: 0 of 3 points\n"
        "  teacher.scene:5: expected loss(1, 60) < 0.01; found loss(1, 60) = 2.28882541e+17\n"
        "  teacher.scene:6: expected overshoots(1) == 0; found overshoots(1) = 6\n"
        "  teacher.scene:7: expected not diverged(1); found diverged(1) = 1\n"
        "in all: 2 of 6 points, 2 files\n");
}
END_TEST

START_TEST(all_points_are_success)
{
    file_write("eager.scene", "surface ravine\neta 0.039\nmomentum 0.3\nschedule constant\n");
    file_write("mild.scene", "expect loss(1) >= 0\n");
    ck_assert_int_eq(run("check --against mild.scene eager.scene"), 0);
    ck_assert_str_eq(said.bytes, "eager.scene: 1 of 1 point\n");
    ck_assert_int_eq(run("check --against mild.scene --json eager.scene"), 0);
    ck_assert_msg(strncmp(said.bytes, "{\"student\":\"eager.scene\",\"points\":1,\"of\":1,", 40) ==
                      0,
                  "%s", said.bytes);
    ck_assert_msg(strstr(said.bytes, "{\"points\":1,\"of\":1,\"students\":1}\n"), "%s", said.bytes);
}
END_TEST

/* Where the teacher's scene says it, and only there. */
START_TEST(who_starts_elsewhere_has_no_points)
{
    file_write("place.scene", "surface bowl\nstart 2, 1\nbudget 40\nexpect not diverged(1)\n");
    file_write("line.scene", "surface x^2 on [-3,3]\nstart 2\nexpect not diverged(1)\n");
    file_write("anna.scene", "surface bowl\nstart 4/2, 1\neta 0.1\n");
    file_write("ben.scene", "surface bowl\nstart 0.1, 1\n");
    file_write("eve.scene", "surface bowl\nstart 2, 1\nball sgd start=0,0\nremove 1\n");
    file_write("dan.scene", "surface x^2 on [-3,3]\nstart 0.1\n");
    ck_assert_int_eq(run("check --against place.scene anna.scene ben.scene eve.scene"), 1);
    ck_assert_str_eq(said.bytes,
                     "anna.scene: 1 of 1 point\n"
                     "ben.scene: 0 of 1 point\n"
                     "  no points: in place.scene ball 1 starts at 2, 1, here at 0.1, 1\n"
                     "eve.scene: 0 of 1 point\n"
                     "  no points: in place.scene ball 1 starts at 2, 1, here at 0, 0\n"
                     "in all: 1 of 3 points, 3 files\n");
    ck_assert_int_eq(run("check --against line.scene dan.scene"), 1);
    ck_assert_str_eq(said.bytes, "dan.scene: 0 of 1 point\n"
                                 "  no points: in line.scene ball 1 starts at 2, here at 0.1\n");
}
END_TEST

/* On the screen what follows would never have come. */
START_TEST(who_waits_for_ever_has_no_points)
{
    file_write("eva.scene", "surface ravine\neta 0.06\nrun\nwait until loss(1) < 0\neta 0.05\n");
    ck_assert_int_eq(run("check --against teacher.scene eva.scene"), 1);
    ck_assert_str_eq(said.bytes, "eva.scene: 0 of 3 points\n"
                                 "  would wait for ever until loss(1) < 0\n"
                                 "  no points: what follows would never come\n");
    file_write("eva.scene", "surface ravine\neta 0.06\nrun\nwait until loss(1) < 1\neta 0.05\n");
    run("check --against teacher.scene eva.scene");
    ck_assert_msg(strncmp(said.bytes, "eva.scene: 2 of 3 points\n", 25) == 0, "%s", said.bytes);
}
END_TEST

/* Where it steps to an iteration and stands there, not where it would be if it ran; and whatever
 * the student's scene does later. */
START_TEST(all_are_judged_where_the_teachers_scene_ends)
{
    static const char *const hands[] = {"", "step 10\n", "step 2000\n", "run\n"};
    struct text scene = {0};
    file_write("steps.scene", "surface ravine\nstep 60\nexpect iterations(1) == 60\n");
    text_add(&scene, "surface ravine\neta 0.03\n%s", hands[_i]);
    file_write("anna.scene", scene.bytes);
    ck_assert_int_eq(run("check --against steps.scene anna.scene"), 0);
    ck_assert_str_eq(said.bytes, "anna.scene: 1 of 1 point\n");
    text_free(&scene);
}
END_TEST

START_TEST(who_was_stopped_has_no_points)
{
    file_write("mild.scene", "expect loss(1) >= 0\n");
    file_write("anna.scene", "surface ravine\neta 1e-12\nstep 2000000000\n");
    ck_assert_int_eq(run("check --against mild.scene anna.scene"), 1);
    ck_assert_msg(
        strncmp(said.bytes, "anna.scene: 0 of 1 point\n  no points: it takes too long", 50) == 0,
        "%s", said.bytes);
}
END_TEST

static const struct {
    const char *scene, *message;
} hostile[] = {
    {"surface ravine\nexport stolen.csv\n", "line 2: there are no files here"},
    {"surface ravine\ngoto 1\nsave! stolen.scene\n", "line 3: there are no files here"},
    {"surface ravine\ngoto 1\nscreenshot stolen.svg\n", "line 3: there are no files here"},
    {"surface ravine\nwait 1\nrecord stolen.session\n", "line 3: there are no files here"},
    {"surface ravine\nwait 1\nopen teacher.scene\n", "line 3: there are no files here"},
    {"surface ravine\nwait 1\ntype \"save stolen.scene\"\n", "line 3: there are no files here"},
    {"surface ravine\nwait 1\ncompare teacher.scene\n", "line 3: there are no files here"},
    {"data ../../../../../../../../etc/passwd\n",
     "line 1: there are no data passwd beside teacher.scene"},
    {"surface ravine\nwait 1\ndata /etc/passwd\n",
     "line 3: there are no data passwd beside teacher.scene"},
    {"surface ravine\neta 1e-12\ngoto 1000000000000\n",
     "it takes too long, and was stopped at iteration"},
    {"surface ravine\nrun\nwait until loss(1) < 0\n", "would wait for ever until loss(1) < 0"},
    {"speed 1e6\nsurface ravine\neta 1e-12\nrun\nwait 3600\nwait 3600\n", "it takes too long"},
    {"surface x^2 + y^2\neta 0.5\n", "no points: its surface is not that of teacher.scene"},
    {"", "no points: its surface is not that of teacher.scene"},
    {"surfac ravine\n", "line 1: "},
    {"\xff\xfe\x01\n", "line 1: "},
    {"# overshoot 1.0 session\n", "a recorded session is no homework"},
    {NULL, "cannot open the scene: No such file or directory"},
};

/* Nothing is written, the others are judged. */
START_TEST(a_hostile_file_does_nothing)
{
    char teacher[4096];
    struct text before = file_read("teacher.scene");
    snprintf(teacher, sizeof teacher, "%s", before.bytes);
    text_free(&before);
    if (hostile[_i].scene)
        file_write("mallory.scene", hostile[_i].scene);
    file_write("anna.scene", "surface ravine\neta 0.03\n");
    int files = count_files();
    ck_assert_int_eq(run("check --against teacher.scene mallory.scene anna.scene"), 1);
    ck_assert_msg(strstr(said.bytes, hostile[_i].message), "%s", said.bytes);
    ck_assert_msg(strstr(said.bytes, "\nanna.scene: 2 of 3 points\n"), "%s", said.bytes);
    ck_assert_int_eq(count_files(), files);
    struct text after = file_read("teacher.scene");
    ck_assert_str_eq(after.bytes, teacher);
    text_free(&after);
}
END_TEST

START_TEST(the_teachers_scene_must_be_one)
{
    file_write("anna.scene", "surface ravine\n");
    file_write("nothing.scene", "surface ravine\n");
    file_write("wrong.scene", "surfac ravine\n");
    ck_assert_int_eq(run("check --against nothing.scene anna.scene"), 2);
    ck_assert_msg(strstr(said.bytes, "it expects nothing"), "%s", said.bytes);
    ck_assert_int_eq(run("check --against wrong.scene anna.scene"), 2);
    ck_assert_int_eq(run("check --against nosuch.scene anna.scene"), 2);
    ck_assert_int_eq(run("check --against teacher.scene"), 2);
    ck_assert_msg(strstr(said.bytes, "takes the scenes that were handed in"), "%s", said.bytes);
    ck_assert_int_eq(run("check --against teacher.scene anna.scene -e 'eta 1'"), 2);
}
END_TEST

/* --- answers --- */

static struct session *ask(const char *answer)
{
    static const char *const lines[] = {"title A \"bowl\", steep", "quiz What, then?",
                                        "choice this, first", "right that"};
    struct session *session = session_new();
    struct error error;
    for (int i = 0; i < 4; i++)
        ck_assert(command_execute(session, lines[i], &error));
    ck_assert(command_execute(session, answer, &error));
    return session;
}

START_TEST(answers_are_added)
{
    struct error error;
    const char *const given[] = {"answer a", "answer b"};
    for (int i = 0; i < 2; i++) {
        ck_assert(kept_answers_check("answers.csv", &error));
        struct session *session = ask(given[i]);
        ck_assert_msg(kept_answers_add("answers.csv", session, &error), "%s", error.text);
        session_free(session);
    }
    struct text kept = file_read("answers.csv");
    const char *rest = kept.bytes, *line;
    size_t length;
    static const char *const lines[] = {
        "time,scene,question,answer,right",
        ",\"A \"\"bowl\"\", steep\",\"What, then?\",\"A this, first\",no",
        ",\"A \"\"bowl\"\", steep\",\"What, then?\",B that,yes"};
    for (int i = 0; i < 3; i++) {
        line = text_next_line(&rest, &length);
        size_t time = i ? strlen("2026-01-01T00:00:00Z") : 0;
        ck_assert_uint_eq(length, time + strlen(lines[i]));
        ck_assert_msg(memcmp(line + time, lines[i], length - time) == 0, "%s", kept.bytes);
        ck_assert(!i || (line[10] == 'T' && line[19] == 'Z'));
    }
    ck_assert_ptr_null(text_next_line(&rest, &length));
    text_free(&kept);
}
END_TEST

START_TEST(a_class_without_a_screen_answers)
{
    file_write("q.scene", "quiz Will it jump?\nright yes\nchoice no\n");
    ck_assert_int_eq(run("tell q.scene --answers class.csv -e 'answer b'"), 0);
    struct text kept = file_read("class.csv");
    ck_assert_msg(strstr(kept.bytes, ",q.scene,Will it jump?,B no,no\n"), "%s", kept.bytes);
    text_free(&kept);
    ck_assert_int_eq(run("tell q.scene --answers no/folder/class.csv"), 1);
}
END_TEST

START_TEST(other_files_are_left_alone)
{
    struct error error;
    file_write("notes.txt", "my notes\n");
    ck_assert(!kept_answers_check("notes.txt", &error));
    ck_assert_msg(strstr(error.text, "it has something else"), "%s", error.text);
    ck_assert(!kept_answers_check("no/folder/answers.csv", &error));
    ck_assert_str_eq(error.text, "cannot keep answers in no/folder/answers.csv: No such file or "
                                 "directory");
    ck_assert(!kept_answers_check(".", &error));
    ck_assert_int_eq(mkfifo("pipe", 0600), 0);
    ck_assert(!kept_answers_check("pipe", &error));
    struct text notes = file_read("notes.txt");
    ck_assert_str_eq(notes.bytes, "my notes\n");
    text_free(&notes);
}
END_TEST

/* --- pictures --- */

START_TEST(a_picture_shows_the_question)
{
    file_write("q.scene", "surface ravine\neta 0.07\nquiz Will it jump?\nright yes\nchoice no\n"
                          "then The walls are steep.\nstep 5\nquiz And now?\n");
    ck_assert_int_eq(run("render q.scene"), 0);
    ck_assert_msg(strstr(said.bytes, " A  yes") && strstr(said.bytes, "? question 1 of 2"), "%s",
                  said.bytes);
    ck_assert_int_eq(run("render q.scene -e 'answer b'"), 0);
    ck_assert_msg(strstr(said.bytes, "no, it is A. The walls are steep."), "%s", said.bytes);
    ck_assert_int_eq(run("render q.scene -e answer -e answer"), 0);
    ck_assert_msg(strstr(said.bytes, "And now?") && strstr(said.bytes, "? question 2 of 2"), "%s",
                  said.bytes);
    ck_assert_int_eq(run("render q.scene --steps 3"), 0);
    ck_assert_msg(strstr(said.bytes, " n 3 "), "%s", said.bytes);
    ck_assert_int_eq(run("render q.scene -e 'eta 0.02'"), 0);
    ck_assert_msg(strstr(said.bytes, " n 5 "), "%s", said.bytes);
    ck_assert_int_eq(run("run q.scene --steps 2"), 0);
    ck_assert_int_eq(run("check q.scene"), 0);
}
END_TEST

int main(void)
{
    TCase *tests = tcase_create("homework");
    tcase_add_checked_fixture(tests, begin, end);
    tcase_set_timeout(tests, 60);
    tcase_add_loop_test(tests, all_are_judged_where_the_teachers_scene_ends, 0, 4);
    tcase_add_test(tests, who_was_stopped_has_no_points);
    tcase_add_test(tests, points_are_counted);
    tcase_add_test(tests, all_points_are_success);
    tcase_add_test(tests, who_starts_elsewhere_has_no_points);
    tcase_add_test(tests, who_waits_for_ever_has_no_points);
    tcase_add_table_test(tests, a_hostile_file_does_nothing, hostile);
    tcase_add_test(tests, the_teachers_scene_must_be_one);
    tcase_add_test(tests, answers_are_added);
    tcase_add_test(tests, a_class_without_a_screen_answers);
    tcase_add_test(tests, other_files_are_left_alone);
    tcase_add_test(tests, a_picture_shows_the_question);
    return suite_run("homework", tests);
}
