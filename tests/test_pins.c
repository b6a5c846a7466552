/* `mark`: places that stay marked on map, relief, curve and slices, with words that cover nothing.
 */

#include "../src/cli/picture.h"
#include "../src/command/command.h"
#include "../src/scene/scene.h"
#include "stage.h"
#include "suite.h"

#include <stdio.h>
#include <string.h>

START_TEST(it_stands_on_the_map)
{
    stage_run("surface bowl");
    stage_draw(60, 20);
    int before = stage_count('+');
    stage_run("mark 1, 2 \"over here\"");
    stage_run("mark -3, 3");
    stage_draw(60, 20);
    ck_assert_shows("over here");
    ck_assert_int_eq(stage_count('+'), before + 2);
    stage_run("goto 20");
    stage_draw(60, 20);
    ck_assert_shows("over here");
    stage_run("mark 1, 2 \"and so\""); /* in its place */
    stage_draw(60, 20);
    ck_assert_shows("and so");
    ck_assert_hides("over here");
    stage_run("mark off 1, 2");
    stage_draw(60, 20);
    ck_assert_hides("and so");
    ck_assert_int_eq(stage_count('+'), before + 1);
    stage_run("mark off");
    stage_draw(60, 20);
    ck_assert_int_eq(stage_count('+'), before);
}
END_TEST

/* Where contours are close, too; and words of marks that are near each other are all there. */
START_TEST(words_cover_neither_marks_nor_words)
{
    static const char *const words[] = {"first", "second", "third", "fourth"};
    stage_run("surface rosenbrock");
    stage_run("mark 1.00, 1 \"first\"");
    stage_run("mark 1.03, 1 \"second\"");
    stage_run("mark 1.03, 1.2 \"third\"");
    stage_run("mark 0.95, 0.9 \"fourth\"");
    stage_run("mark 5, 5 \"outside\"");
    for (int i = 0; i < 6; i++) {
        stage_run(i % 3 == 0 ? "view map" : i % 3 == 1 ? "view relief" : "view map charts");
        display.unicode = i < 3;
        stage_draw(120, 36);
        for (size_t k = 0; k < sizeof words / sizeof *words; k++)
            ck_assert_shows(words[k]);
        ck_assert_hides("outside");
    }
}
END_TEST

START_TEST(it_stands_on_curves_and_slices)
{
    stage_run("surface x^4/4 - x^2 on [-2,2]");
    stage_run("mark 0 \"the top\"");
    stage_draw(100, 30);
    ck_assert_shows("+ the top");
    stage_run("surface ravine");
    stage_run("start -3, 1");
    stage_run("mark 1, 0 \"on it\"");
    stage_run("mark -1, 2 \"not on it\"");
    stage_run("slice -3, 0 to 3, 0");
    stage_run("view slice");
    stage_draw(100, 30);
    ck_assert_shows("on it");
    ck_assert_hides("not on it");
    stage_run("start -3, 2");
    stage_run("slice x");
    stage_draw(100, 30);
    ck_assert_shows("not on it");
}
END_TEST

START_TEST(it_is_undone_and_saved)
{
    stage_run("surface bowl");
    stage_run("mark 1, 2 \"the first\"");
    stage_run("mark -1/2, 2");
    struct session *other = stage_reopen();
    ck_assert_int_eq(other->look.pins.count, 2);
    ck_assert_mem_eq(&other->look.pins, &session->look.pins, sizeof session->look.pins);
    session_free(other);
    stage_run("undo");
    ck_assert_int_eq(session->look.pins.count, 1);
    stage_run("redo");
    stage_run("mark off \"the first\"");
    ck_assert_int_eq(session->look.pins.count, 1);
    stage_run("undo");
    ck_assert_str_eq(session->look.pins.items[0].words, "the first");
    stage_run("surface x^2 on [-1,1]");
    stage_run("mark off");
    stage_run("mark 0.5 \"there\"");
    other = stage_reopen();
    ck_assert_mem_eq(&other->look.pins, &session->look.pins, sizeof session->look.pins);
    session_free(other);
}
END_TEST

/* At an iteration it is the scene's, and comes with it. */
START_TEST(a_scene_marks_at_its_moment)
{
    static const char scene[] = "surface ravine\nat 5 mark 0, 0 \"Here it rests\"\nrun\n";
    struct scene_failure failure;
    struct text saved = {0};
    ck_assert(scene_read(session, "", scene, strlen(scene), &failure));
    ck_assert_int_eq(session->look.pins.count, 0);
    stage_run("goto 5");
    ck_assert_int_eq(session->look.pins.count, 1);
    stage_run("mark 1, 1 \"mine\"");
    scene_write_for(session, "", false, &saved);
    ck_assert_ptr_nonnull(strstr(saved.bytes, "mark 1, 1 \"mine\"\n"));
    text_free(&saved);
}
END_TEST

START_TEST(it_is_in_pictures)
{
    static const char *const formats[] = {"svg", "txt"};
    stage_run("surface bowl");
    stage_run("mark 1, 2 \"overhere\"");
    for (size_t i = 0; i < sizeof formats / sizeof *formats; i++) {
        struct text out = {0};
        struct error error;
        const struct picture picture = {100, 30, COLORS_DIRECT, false, false};
        ck_assert(
            picture_write(&out, session, &picture, NULL, picture_format_find(formats[i]), &error));
        ck_assert_msg(strstr(out.bytes, "overhere") != NULL, "%s", formats[i]);
        text_free(&out);
    }
}
END_TEST

START_TEST(there_is_an_end)
{
    struct error error;
    char line[40];
    for (int i = 0; i < PINS_MAX; i++) {
        snprintf(line, sizeof line, "mark %d, 0", i);
        stage_run(line);
    }
    ck_assert(!command_execute(session, "mark 0, 1", &error));
    ck_assert_str_eq(error.text, "there are 16 marks already; `mark off X, Y` removes one");
}
END_TEST

START_TEST(it_is_completed)
{
    struct completions found;
    stage_run("mark 1, 2 \"the first\"");
    command_complete(session, "mark ", 5, &found);
    ck_assert_int_eq(found.count, 1);
    ck_assert_str_eq(found.items[0].text, "off");
    completions_free(&found);
    command_complete(session, "mark off ", 9, &found);
    ck_assert_int_eq(found.count, 1);
    ck_assert_str_eq(found.items[0].text, "\"the first\"");
    completions_free(&found);
}
END_TEST

int main(void)
{
    TCase *tests = tcase_create("pins");
    tcase_add_checked_fixture(tests, stage_begin, stage_end);
    tcase_add_test(tests, it_stands_on_the_map);
    tcase_add_test(tests, words_cover_neither_marks_nor_words);
    tcase_add_test(tests, it_stands_on_curves_and_slices);
    tcase_add_test(tests, it_is_undone_and_saved);
    tcase_add_test(tests, a_scene_marks_at_its_moment);
    tcase_add_test(tests, it_is_in_pictures);
    tcase_add_test(tests, there_is_an_end);
    tcase_add_test(tests, it_is_completed);
    return suite_run("pins", tests);
}
