/* The tasks that lecturers set (tests/tasks.tsv): the table's form, that what each scene expects
 * holds, and that its picture can be drawn as the options say. `make tasks` draws them all. */

#include "../src/base/text.h"
#include "../src/cli/check.h"
#include "../src/cli/cli.h"
#include "../src/scene/scene.h"
#include "file.h"
#include "suite.h"

#include <ctype.h>
#include <glob.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define TABLE "tests/tasks.tsv"

enum { TASKS_MAX = 200, WORDS_MAX = 16, LONGEST = 4000 };
enum column { TASK, NAME, OPTIONS, QUESTION, ANSWER, COLUMNS };

static struct task {
    char line[LONGEST];
    char *cells[COLUMNS];
} tasks[TASKS_MAX];
static int task_count;
static glob_t scenes;

static void read_table(void)
{
    FILE *file = fopen(TABLE, "r");
    if (!file) {
        fprintf(stderr, "%s: the tests run in the project's directory\n", TABLE);
        exit(EXIT_FAILURE);
    }
    bool is_head = true;
    for (; task_count < TASKS_MAX && fgets(tasks[task_count].line, LONGEST, file);
         is_head = false) {
        struct task *task = &tasks[task_count];
        task->line[strcspn(task->line, "\n")] = 0;
        char *at = task->line;
        for (int i = 0; i < COLUMNS; i++) {
            task->cells[i] = at;
            at += strcspn(at, "\t");
            if (*at && i < COLUMNS - 1)
                *at++ = 0;
        }
        task_count += !is_head;
    }
    fclose(file);
}

static void scene_path(const struct task *task, char path[200])
{
    snprintf(path, 200, "tests/tasks/%s.scene", task->cells[NAME]);
}

START_TEST(row_is_whole)
{
    const struct task *task = &tasks[_i];
    for (int i = 0; i < COLUMNS; i++) {
        ck_assert_msg(*task->cells[i], "row %d, `%s`: nothing in column %d", _i + 1,
                      task->cells[NAME], i + 1);
    }
    ck_assert_msg(!strchr(task->cells[ANSWER], '\t'), "%s: more than %d columns", task->cells[NAME],
                  COLUMNS);
    ck_assert_msg(strspn(task->cells[TASK], "0123456789") == strlen(task->cells[TASK]),
                  "%s: no number", task->cells[NAME]);
    for (const char *at = task->cells[NAME]; *at; at++)
        ck_assert_msg(isalnum((unsigned char)*at) || *at == '-', "%s: a name of letters",
                      task->cells[NAME]);
    ck_assert_msg(strchr(task->cells[QUESTION], '?'), "%s: asks nothing", task->cells[NAME]);
    for (int other = 0; other < _i; other++) {
        ck_assert_str_ne(tasks[other].cells[TASK], task->cells[TASK]);
        ck_assert_str_ne(tasks[other].cells[NAME], task->cells[NAME]);
    }
}
END_TEST

/* Those that are drawn beside others, too. */
START_TEST(scene_holds)
{
    const char *path = scenes.gl_pathv[_i];
    struct text content = file_read(path), failures = {0};
    struct session *session = session_new();
    struct scene_failure failure;
    ck_assert_msg(scene_read(session, path, content.bytes, content.length, &failure), "%s:%d: %s",
                  path, failure.line, failure.error.text);
    int held = check_scene(session, path, &failures, NULL);
    ck_assert_msg(failures.length == 0, "%s", failures.bytes);
    ck_assert_msg(held > 0, "%s expects nothing", path);
    session_free(session);
    text_free(&content);
    text_free(&failures);
}
END_TEST

/* As text: which pixels there would be is other tests' subject. */
START_TEST(picture_is_drawn)
{
    struct task *task = &tasks[_i];
    char path[200], program[] = "overshoot", mode[] = "render";
    char *words[WORDS_MAX + 3] = {program, mode, path};
    int count = 3;
    scene_path(task, path);
    for (char *word = strtok(task->cells[OPTIONS], " "); word; word = strtok(NULL, " ")) {
        ck_assert_int_lt(count, WORDS_MAX);
        words[count++] = word;
    }
    struct options options;
    struct error error;
    ck_assert_msg(options_read(&options, count, words, &error), "%s: %s", path, error.text);
    ck_assert_msg(options.columns > 0, "%s: without --size", path);
    ck_assert_msg(options.steps >= 0 || options.at >= 0, "%s: neither --steps nor --at", path);
    struct session *session = session_new();
    struct text picture = {0};
    ck_assert_int_eq(cli_picture(&options, session, path, picture_format_find("txt"), &picture),
                     DONE);
    ck_assert_msg(strstr(picture.bytes, "overshoot"), "%s", path);
    text_free(&picture);
    session_free(session);
    options_free(&options);
}
END_TEST

int main(void)
{
    read_table();
    glob("tests/tasks/*.scene", 0, NULL, &scenes);
    TCase *tests = tcase_create("tasks");
    tcase_set_timeout(tests, 60);
    tcase_add_loop_test(tests, row_is_whole, 0, task_count);
    tcase_add_loop_test(tests, scene_holds, 0, (int)scenes.gl_pathc);
    tcase_add_loop_test(tests, picture_is_drawn, 0, task_count);
    int status = suite_run("tasks", tests);
    globfree(&scenes);
    return status;
}
