/* Every scene is seen whole in windows of three sizes, on dark and light: its words are not cut,
 * and neither labels nor anything else lie over them or beyond the screen. */

#include "../src/base/spelling.h"
#include "../src/scene/scene.h"
#include "../src/view/screen.h"
#include "stage.h"

#include <glob.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const struct {
    int columns, rows;
} sizes[] = {{80, 24}, {100, 35}, {160, 45}};

static glob_t scenes;

static void scenes_begin(void)
{
    stage_begin();
    ck_assert_int_eq(glob("scenes/*.scene", 0, NULL, &scenes), 0);
}

static void scenes_end(void)
{
    globfree(&scenes);
    stage_end();
}

/* A text's words, each with a blank behind it; the bar beside a question is none. */
static struct text words_of(const char *text)
{
    static const char bar[] = "\u258C";
    struct text words = {0};
    bool blank = true;
    for (size_t i = 0; text[i]; i++) {
        bool is_bar = strncmp(text + i, bar, sizeof bar - 1) == 0;
        bool is_ascii_bar = text[i] == '|' &&
                            (i == 0 || text[i - 1] == '\n' || text[i - 1] == ' ') &&
                            text[i + 1] == ' ';
        bool is_blank = is_ascii_bar || text[i] == ' ' || text[i] == '\n' || is_bar;
        if (!is_blank)
            text_add_bytes(&words, text + i, 1);
        else if (!blank)
            text_add(&words, " ");
        blank = is_blank;
        i += is_bar ? sizeof bar - 2 : 0;
    }
    text_add(&words, " ");
    return words;
}

/* As a terminal without Unicode has it. */
static struct text spelt(const char *text)
{
    struct text words = {0};
    if (display.unicode)
        text_add(&words, "%s", text);
    else
        spelling_ascii(&words, text);
    return words;
}

/* They stand on the screen, one after the other, without … and without anything between. */
static void check_words(const char *scene, int columns, int rows, const char *text)
{
    struct text own = spelt(text);
    struct text screen = words_of(shown.bytes), all = words_of(own.bytes);
    ck_assert_msg(strstr(screen.bytes, all.bytes), "%s at %dx%d: no `%s` in\n%s", scene, columns,
                  rows, all.bytes, shown.bytes);
    text_free(&screen);
    text_free(&all);
    text_free(&own);
}

static void draw_at(const char *scene, int columns, int rows)
{
    const struct quiz *quiz = &session->quiz;
    stage_draw(columns, rows);
    stage_check_cells();
    bool card = stage_shows(display.unicode ? "\u258C " : "\n |  "), asks = card && !quiz->told;
    if (*session->words.title && !session->look.single)
        check_words(scene, columns, rows, session->words.title);
    if (*session->words.caption && !session->look.single && (asks || !card))
        check_words(scene, columns, rows, session->words.caption);
    if (card && quiz->told && quiz->then)
        check_words(scene, columns, rows, quiz->then);
    if (card)
        check_words(scene, columns, rows, quiz->question);
    for (int k = 0; asks && k < quiz->choice_count; k++)
        check_words(scene, columns, rows, quiz->choices[k].text);
}

/* And in letters alone, where Greek ones are spelt out and words take more room. */
static void draw_all(const char *scene)
{
    for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++)
        for (int light = 0; light < 2; light++) {
            display.light = (enum light)light;
            draw_at(scene, sizes[i].columns, sizes[i].rows);
        }
    display.light = LIGHT_NONE;
    display.unicode = false, display.colors = COLORS_MONO;
    draw_at(scene, sizes->columns, sizes->rows);
    display.unicode = true, display.colors = COLORS_DIRECT;
}

/* As it is opened, and after some iterations. */
static void see(const char *scene)
{
    struct scene_failure failure;
    ck_assert_msg(scene_open(session, scene, &failure), "%s: %s", scene, failure.error.text);
    player_pause(&session->player);
    draw_all(scene);
    if (session->quiz.question && !session->quiz.told && !session->quiz.passed)
        stage_run("answer");
    stage_run("step 12");
    draw_all(scene);
}

enum { PARTS = 16 };

START_TEST(scenes_are_seen_whole)
{
    for (size_t i = (size_t)_i; i < scenes.gl_pathc; i += PARTS) {
        see(scenes.gl_pathv[i]);
        stage_end();
        stage_begin();
    }
}
END_TEST

/* Those that come later in a scene have the same room: two lines where the window is smallest. */
START_TEST(captions_fit_where_it_is_small)
{
    enum { COLUMNS = 78, LINES = 2 };
    static const char *const says[] = {"caption ", "quiz "};
    for (size_t i = 0; i < scenes.gl_pathc; i++) {
        struct error error;
        size_t length;
        char *text =
            scene_read_file(scenes.gl_pathv[i], SCENE_SIZE_MAX, "the scene", &length, &error);
        ck_assert_ptr_nonnull(text);
        for (char *line = strtok(text, "\n"); line; line = strtok(NULL, "\n"))
            for (size_t k = 0; k < sizeof says / sizeof *says && *line != '#'; k++) {
                const char *at = strstr(line, says[k]);
                struct line lines[LINES + 2];
                bool begins = at == line || (at && at[-1] == ' ' && strncmp(line, "at ", 3) == 0);
                if (begins)
                    ck_assert_msg(screen_wrap(at + strlen(says[k]), COLUMNS, lines, LINES + 2) <=
                                      LINES,
                                  "%s: more than %d lines: %s", scenes.gl_pathv[i], LINES, line);
            }
        free(text);
    }
}
END_TEST

int main(void)
{
    TCase *tests = tcase_create("sizes");
    tcase_set_timeout(tests, 120);
    tcase_add_checked_fixture(tests, scenes_begin, scenes_end);
    tcase_add_loop_test(tests, scenes_are_seen_whole, 0, PARTS);
    tcase_add_test(tests, captions_fit_where_it_is_small);
    return suite_run("sizes", tests);
}
