/* Hand-outs: pages of HTML and folders of pictures, of several scenes. */

#include "file.h"
#include "folder.h"
#include "suite.h"

#include "../src/base/text.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* What the program says; the caller's. */
static struct text said(const char *arguments, int status)
{
    const char *program = getenv("OVERSHOOT") ? getenv("OVERSHOOT") : "./overshoot";
    char line[1500];
    snprintf(line, sizeof line, "'%s' %s 2>&1", program, arguments);
    int ended;
    struct text out = file_said(line, &ended);
    ck_assert_int_eq(ended, status);
    return out;
}

static void render(const char *scenes, const char *output, int status)
{
    struct text arguments = {0};
    text_add(&arguments, "render %s -o '%s' --size 60x20", scenes, folder_path(output));
    struct text out = said(arguments.bytes, status);
    ck_assert_msg((out.length == 0) == (status == 0), "%s", out.bytes ? out.bytes : "nothing");
    text_free(&out);
    text_free(&arguments);
}

static int files_in(const char *path)
{
    int count = 0;
    DIR *folder = opendir(path);
    for (struct dirent *entry; folder && (entry = readdir(folder));)
        count += entry->d_name[0] != '.';
    if (folder)
        closedir(folder);
    return count;
}

static const char scene[] = "title A <b>bold</b> & \"quoted\" title\n"
                            "caption One ball.\n"
                            "surface where(x < 0, x^2, x^2) + y^2 on [-3,3]\n"
                            "eta 0.3\n"
                            "quiz Will it settle & stay?\n"
                            "choice no, <never>\n"
                            "right yes\n"
                            "then As 0.6 < 1.\n"
                            "run\n"
                            "wait 1\n"
                            "quiz And now?\n"
                            "then Still.\n";

/* As XML, too: whoever checks that checks HTML of this kind. */
static void check_well_formed(const char *path)
{
    struct text line = {0};
    text_add(&line, "command -v xmllint >/dev/null || exit 0; xmllint --noout '%s' 2>&1", path);
    FILE *pipe = popen(line.bytes, "r");
    char first[200] = "";
    ck_assert_ptr_nonnull(pipe);
    bool wrong = fgets(first, sizeof first, pipe) != NULL;
    pclose(pipe);
    ck_assert_msg(!wrong, "%s", first);
    text_free(&line);
}

/* Question, picture, what to type; then the answers, folded away. */
START_TEST(a_page_has_it_all_in_order)
{
    static const char *const parts[] = {
        "<!DOCTYPE html>",
        "<h2>1. A &lt;b&gt;bold&lt;/b&gt; &amp; ",
        "One ball.",
        "Will it settle &amp; stay?",
        "<li>no, &lt;never&gt;</li>",
        "<li>yes</li>",
        "<svg ",
        "<desc>",
        "And now?",
        "<pre>surface where(x &lt; 0, x^2, x^2) + y^2 on [-3,3]\neta 0.3\nrun\n",
        "# wait 1 seconds\n</pre>",
        "<details>",
        "B yes",
        "As 0.6 &lt; 1.",
        "Still.",
        "<svg ",
        "<pre>overshoot ",
        "</details>",
        "<h2>2. ",
        "</html>",
    };
    char arguments[600];
    file_write(folder_path("a.scene"), scene);
    snprintf(arguments, sizeof arguments, "'%s' scenes/lesson-10-step-decay.scene",
             folder_path("a.scene"));
    render(arguments, "handout.html", 0);
    check_well_formed(folder_path("handout.html"));
    struct text page = file_read(folder_path("handout.html"));
    const char *at = page.bytes;
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        const char *found = strstr(at, parts[i]);
        ck_assert_msg(found, "no `%s` after\n%.300s", parts[i], at);
        at = found + strlen(parts[i]);
    }
    ck_assert_ptr_null(strstr(page.bytes, "<b>"));
    ck_assert_ptr_null(strstr(page.bytes, "<script"));
    text_free(&page);
}
END_TEST

/* Before the answer nothing tells it, in the picture's words either. */
START_TEST(what_is_folded_away_is_not_told_before)
{
    char arguments[300];
    file_write(folder_path("a.scene"), scene);
    snprintf(arguments, sizeof arguments, "'%s'", folder_path("a.scene"));
    render(arguments, "handout.html", 0);
    struct text page = file_read(folder_path("handout.html"));
    char *answer = strstr(page.bytes, "<details>");
    ck_assert_ptr_nonnull(answer);
    *answer = '\0';
    ck_assert_ptr_null(strstr(page.bytes, "As 0.6"));
    ck_assert_ptr_null(strstr(page.bytes, "settles without swinging"));
    ck_assert_ptr_null(strstr(page.bytes, "a.scene")); /* its name may say it, too */
    text_free(&page);
}
END_TEST

/* What pauses a run, where nobody lets it go on, does not keep later questions out; and what waits
 * for a condition is typed as a pause. */
START_TEST(a_pause_keeps_no_question_out)
{
    char arguments[300];
    file_write(folder_path("a.scene"),
               "surface x^2/2 + 2*y^2\nstart -3, 1\neta 0.55\nquiz First?\nchoice no\nright yes\n"
               "pause when overshoots(1) >= 3\nrun\nwait until loss(1) > 20\neta 0.275\n"
               "wait until loss(1) < 20\neta 0.2\nquiz Second?\nchoice no\nright yes\n");
    snprintf(arguments, sizeof arguments, "'%s'", folder_path("a.scene"));
    render(arguments, "handout.html", 0);
    struct text page = file_read(folder_path("handout.html"));
    ck_assert_ptr_nonnull(strstr(page.bytes, "Second?"));
    ck_assert_msg(strstr(page.bytes, "pause when overshoots(1) &gt;= 3\n"
                                     "pause when loss(1) &gt; 20\nrun\neta 0.275\n"
                                     "pause when loss(1) &lt; 20\nrun\neta 0.2\nrun\n</pre>"),
                  "%s", strstr(page.bytes, "To type it yourself"));
    text_free(&page);
}
END_TEST

/* Of a run that has not begun when it asks, too. */
START_TEST(the_answer_shows_what_came_of_it)
{
    static const char *const asks[] = {"", "run\n", "run\nwait 1\nquiz And now?\nthen Still.\n"};
    char arguments[300];
    struct text lines = {0};
    text_add(&lines, "surface bowl\neta 0.3\nquiz Why?\nchoice no\nright yes\nthen So.\n%s",
             asks[_i]);
    file_write(folder_path("a.scene"), lines.bytes);
    snprintf(arguments, sizeof arguments, "'%s'", folder_path("a.scene"));
    render(arguments, "handout.html", 0);
    struct text page = file_read(folder_path("handout.html"));
    char *answer = strstr(page.bytes, "<details>");
    ck_assert_ptr_nonnull(answer);
    const char *shown = strstr(answer, "<svg ");
    ck_assert_ptr_nonnull(shown);
    ck_assert_ptr_nonnull(strstr(shown, "n 60."));
    ck_assert_ptr_null(strstr(shown, "shown with the answer"));
    *answer = '\0';
    ck_assert_ptr_nonnull(strstr(page.bytes, "n 0."));
    text_free(&lines);
    text_free(&page);
}
END_TEST

START_TEST(pixels_are_data_with_words)
{
    render("scenes/lesson-10-step-decay.scene --format png", "handout.html", 0);
    check_well_formed(folder_path("handout.html"));
    struct text page = file_read(folder_path("handout.html"));
    ck_assert(strstr(page.bytes, "<img src=\"data:image/png;base64,iVBORw0KGgo"));
    ck_assert(strstr(page.bytes, "\" alt=\"title: Step decay"));
    text_free(&page);
}
END_TEST

START_TEST(a_folder_has_numbered_pictures)
{
    render("scenes/lesson-09* scenes/lesson-10*", "pictures/", 0);
    ck_assert_int_eq(access(folder_path("pictures/01-lesson-09-time-decay.svg"), R_OK), 0);
    ck_assert_int_eq(access(folder_path("pictures/02-lesson-10-step-decay.svg"), R_OK), 0);
    ck_assert_int_eq(files_in(folder_path("pictures")), 2);
    render("scenes/lesson-10* --format txt", "pictures", 0); /* which is there now */
    ck_assert_int_eq(access(folder_path("pictures/01-lesson-10-step-decay.txt"), R_OK), 0);
}
END_TEST

/* Each when its question comes, wherever the picture stands, and whatever else -e says. */
START_TEST(answers_are_given_when_they_are_asked_for)
{
    static const struct {
        const char *mode, *arguments, *said;
        int status;
    } cases[] = {
        {"render", "--steps 60 -e 'answer b'", "Still.", 0},
        {"render", "--steps 2 -e 'eta 0.1' -e 'answer b'", "As 0.6", 0},
        {"render", "--steps 60 -e 'answer a' -e 'answer so'", "Still.", 0},
        {"render", "-e 'view charts' -e 'answer a'", "no, it is B", 0},
        {"render", "-e 'answer b' -e answer -e 'answer so'", "given: so", 0},
        {"run", "--steps 2 -e 'answer b'", "ball,step", 0},
        {"render", "--steps 60 -e 'answer c'", "one of the choices: a or b", 2},
        {"render", "--steps 2 -e 'answer b' -e 'answer b'", "no question that is open", 2},
    };
    char arguments[500];
    file_write(folder_path("a.scene"), scene);
    snprintf(arguments, sizeof arguments, "%s '%s' %s", cases[_i].mode, folder_path("a.scene"),
             cases[_i].arguments);
    struct text text = said(arguments, cases[_i].status);
    ck_assert_msg(strstr(text.bytes, cases[_i].said), "%s", text.bytes);
    text_free(&text);
}
END_TEST

/* One message, and nothing that is half a thing. */
START_TEST(bad_scenes_leave_nothing)
{
    file_write(folder_path("bad.scene"), "surface bowl\netta 3\n");
    char arguments[300], name[200];
    snprintf(name, sizeof name, "%s", folder_path("bad.scene"));
    snprintf(arguments, sizeof arguments, "scenes/lesson-10-step-decay.scene '%s'", name);
    render(arguments, "handout.html", 2);
    render(arguments, "pictures/", 2);
    render("scenes/lesson-10-step-decay.scene no-such", "handout.html", 1);
    render("", "handout.html", 2);
    render("scenes/lesson-10-step-decay.scene --format txt", "handout.html", 2);
    render("scenes/lesson-10-step-decay.scene --format gift", "pictures/", 2);
    render("scenes/lesson-10-step-decay.scene", "no/such/folder/", 1);
    ck_assert_int_eq(files_in(home), 1);
    struct text text = said("render a b", 2);
    ck_assert_str_eq(text.bytes, "overshoot: render takes one scene, not also 'b'; several for -o "
                                 "FILE.html or -o FOLDER/\n");
    text_free(&text);
}
END_TEST

int main(void)
{
    TCase *tests = tcase_create("handout");
    tcase_add_checked_fixture(tests, folder_begin, folder_end);
    tcase_set_timeout(tests, 60);
    tcase_add_test(tests, a_page_has_it_all_in_order);
    tcase_add_test(tests, what_is_folded_away_is_not_told_before);
    tcase_add_test(tests, a_pause_keeps_no_question_out);
    tcase_add_loop_test(tests, the_answer_shows_what_came_of_it, 0, 3);
    tcase_add_test(tests, pixels_are_data_with_words);
    tcase_add_test(tests, a_folder_has_numbered_pictures);
    tcase_add_loop_test(tests, answers_are_given_when_they_are_asked_for, 0, 8);
    tcase_add_test(tests, bad_scenes_leave_nothing);
    return suite_run("handout", tests);
}
