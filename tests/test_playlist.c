/* The playlist: what is on it, how it is gone through, what stays in the next scene, and what a
 * page that is read lets wait. */

#include "../src/cli/services.h"
#include "../src/command/command.h"
#include "../src/front/front.h"
#include "file.h"
#include "folder.h"
#include "stage.h"
#include "suite.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static double now;
static struct front front;

static double now_seconds(void *context)
{
    (void)context;
    return now;
}

static const struct face face = {.display = {.colors = COLORS_DIRECT, .unicode = true},
                                 .now = now_seconds};

static char paths[4][600];

static void write_scene(int index, const char *name, const char *text)
{
    snprintf(paths[index], sizeof paths[index], "%s", folder_path(name));
    file_write(paths[index], text);
}

static void begin(void)
{
    folder_begin();
    stage_begin();
    now = 100;
    session->host.services = &file_services;
    write_scene(0, "a.scene", "title The first\nsurface bowl\n");
    write_scene(1, "b.scene",
                "title The second\nsurface ravine\nball adam\nview charts\nspeed 2\n");
    write_scene(2, "c.scene", "title The third\nbig on\ncolor magma\n");
    write_scene(3, "d.scene", "title Another\n");
    const char *names[] = {paths[0], paths[1], paths[2]};
    playlist_begin(session, names, 3);
    struct error error;
    ck_assert(file_services.open(session, paths[0], &error));
    front_begin(&front, session, &face);
    front_resize(&front, 120, 30);
    front.display.prompt = "> ";
    front.display.line = "";
}

static void end(void)
{
    front_end(&front);
    stage_end();
    folder_end();
}

static void say(const char *line)
{
    front_enter(&front, line);
    ck_assert_msg(!front.message_is_error || front.message.length == 0, "%s: %s", line,
                  front.message.bytes);
}

static void say_wrong(const char *line, const char *error)
{
    front_enter(&front, line);
    ck_assert(front.message_is_error);
    ck_assert_msg(strstr(front.message.bytes, error), "%s: %s", line, front.message.bytes);
}

static void expect_scene(const char *title, int place, int count)
{
    front_frame(&front);
    ck_assert_str_eq(session->words.title, title);
    ck_assert_int_eq(front.display.scene, place - 1);
    ck_assert_int_eq(front.display.scene_count, count);
}

/* --- through it --- */

START_TEST(scenes_are_gone_through)
{
    say("next");
    expect_scene("The second", 2, 3);
    say("scene 3");
    expect_scene("The third", 3, 3);
    say_wrong("next", "this is the last scene");
    say("previous");
    expect_scene("The second", 2, 3);
    say("scene a"); /* by its name */
    expect_scene("The first", 1, 3);
    say_wrong("previous", "this is the first scene");
    say_wrong("scene 4", "column 7: there is no scene 4: there are 1 to 3");
    say_wrong("scene 0", "column 7: there is no scene 0: there are 1 to 3");
    say_wrong("scene", "column 6: expected a number or a name; `playlist` shows the scenes");
    expect_scene("The first", 1, 3);
    say("undo");
    expect_scene("The second", 2, 3);
    say("redo");
    expect_scene("The first", 1, 3);
}
END_TEST

/* By its whole name, its only beginning, or a part that no other has. */
START_TEST(names_need_not_be_whole)
{
    static const char *const names[] = {"x/lesson-04-too-high.scene", "x/lesson-05-too-low.scene",
                                        "x/lesson-21-catapult.scene", "x/high.scene"};
    static const struct {
        const char *name;
        int place;
    } cases[] = {{"lesson-04-too-high", 0},
                 {"lesson-04", 0},
                 {"lesson-05", 1},
                 {"catapult", 2},
                 {"high", 3},
                 {"too-low", 1},
                 {"lesson", -1},
                 {"too", -1},
                 {"nosuch", -1}};
    playlist_begin(session, names, 4);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        ck_assert_int_eq(playlist_find_name(&session->host.playlist, cases[i].name),
                         cases[i].place);
}
END_TEST

START_TEST(open_moves_in_it)
{
    char line[700];
    snprintf(line, sizeof line, "open %s", paths[2]);
    say(line);
    expect_scene("The third", 3, 3);
    say("scene 1");
    snprintf(line, sizeof line, "open %s", paths[3]);
    say(line); /* behind the present one */
    expect_scene("Another", 2, 4);
    say("next");
    expect_scene("The second", 3, 4);
    say("undo");
    expect_scene("Another", 2, 4);
    say("undo");
    expect_scene("The first", 1, 4);
    say("undo"); /* whose place is another one by now */
    expect_scene("The third", 4, 4);
}
END_TEST

START_TEST(a_scene_is_read_again)
{
    say("scene 2\neta 0.5\nstep 3");
    file_write(paths[1], "title The second, mended\nsurface bowl\neta 0.25\n");
    say("reload");
    expect_scene("The second, mended", 2, 3);
    ck_assert_int_eq(session->sim->clock, 0);
    ck_assert_double_eq(sim_recipe(session->sim, 0)->eta0, 0.25);
    file_write(paths[1], "title The second, broken\nsurface nosuch(x\n");
    say("eta 0.5\nstep 3");
    front_enter(&front, "reload");
    ck_assert(front.message_is_error);
    ck_assert_ptr_nonnull(strstr(front.message.bytes, "b.scene:2: "));
    expect_scene("The second, mended", 2, 3);
    ck_assert_int_eq(session->sim->clock, 3);
    say("undo\nundo"); /* the number, then the reading */
    expect_scene("The second", 2, 3);
}
END_TEST

START_TEST(a_course_stays_in_its_scene)
{
    static const char *const lines[] = {"next", "previous", "scene 2", "reload", "open x"};
    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++) {
        file_write(paths[1], lines[i]);
        front_enter(&front, "next");
        ck_assert_ptr_nonnull(strstr(front.message.bytes, "b.scene:1: there are no files here"));
    }
    expect_scene("The first", 1, 3);
}
END_TEST

/* --- the overview --- */

static bool shows(const char *text)
{
    struct text all = {0};
    front_frame(&front);
    struct frame *shown_now = front.frame;
    for (int row = 0; row < shown_now->rows; row++) {
        for (int column = 0; column < shown_now->columns; column++) {
            char bytes[8];
            int size = utf8_encode(frame_cell(shown_now, column, row)->glyph, bytes);
            text_add_bytes(&all, bytes, (size_t)size);
        }
        text_add(&all, "\n");
    }
    bool found = strstr(all.bytes, text) != NULL;
    text_free(&all);
    return found;
}

START_TEST(an_overview_opens_scenes)
{
    say("next\nplaylist");
    ck_assert(shows(" ›  •  2  The second   ravine; 2 balls: sgd, adam; charts"));
    ck_assert(shows("       1  The first    bowl; sgd"));
    ck_assert(shows("enter opens   esc closes"));
    front_press(&front, "down");
    ck_assert(shows(" ›     3  The third"));
    front_press(&front, "down");
    ck_assert(shows(" ›     3  The third"));
    front_press(&front, "home");
    front_press(&front, "enter");
    expect_scene("The first", 1, 3);
    ck_assert(!shows("enter opens"));
    front_press(&front, "o");
    front_press(&front, "end");
    front_press(&front, "escape");
    expect_scene("The first", 1, 3);
    file_write(paths[1], "surface nosuch(x\n");
    front_press(&front, "o"); /* a scene that cannot be read says why */
    ck_assert(shows("2  b        "));
    ck_assert(shows("nosuch"));
    front_press(&front, "down");
    front_press(&front, "enter");
    ck_assert(front.message_is_error);
    expect_scene("The first", 1, 3);
}
END_TEST

/* A lesson's number is its name's, wherever it stands; the others are counted on from the last. */
START_TEST(lessons_have_their_own_numbers)
{
    static const struct {
        const char *name, *title, *number, *place;
    } scenes[] = {
        {"lesson-02-b.scene", "Two", " 2  Two", "lesson 2 \n"},
        {"lesson-16a-c.scene", "Bowl", "16a Bowl", "lesson 16a \n"},
        {"lesson-16b-d.scene", "Ravine", "16b Ravine", "lesson 16b \n"},
        {"other.scene", "Other", "23  Other", "scene 23 \n"},
        {"lesson-21-e.scene", "Catapult", "21  Catapult", "lesson 21 \n"},
        {"lesson-21-f.scene", "Again", "24  Again", "scene 24 \n"}, /* whose number is taken */
    };
    enum { SCENES = sizeof scenes / sizeof *scenes };
    for (int i = 0; i < SCENES; i++) {
        const char *path = folder_path(scenes[i].name);
        struct text text = {0}, line = {0};
        text_add(&text, "title %s\n", scenes[i].title);
        file_write(path, text.bytes);
        text_add(&line, "open %s", path);
        say(line.bytes);
        text_free(&text);
        text_free(&line);
    }
    for (int i = 0; i < SCENES; i++) { /* before b and c */
        char line[20];
        say("playlist");
        ck_assert_msg(shows(scenes[i].number), "%s", scenes[i].number);
        front_press(&front, "escape");
        snprintf(line, sizeof line, "scene %.3s", scenes[i].number + (scenes[i].number[0] == ' '));
        say(line);
        ck_assert_str_eq(session->words.title, scenes[i].title);
        ck_assert_msg(shows(scenes[i].place), "%s", scenes[i].place);
    }
    say("scene 021");
    ck_assert_str_eq(session->words.title, "Catapult");
    say("lesson 16"); /* the first part */
    ck_assert_str_eq(session->words.title, "Bowl");
    say_wrong("scene 1", "column 7: there is no scene 1; `playlist` shows their numbers");
    say_wrong("scene 16c", "there is no scene 16c");
    say("scene 22");
    ck_assert_str_eq(session->words.title, "The first");
    say("playlist");
    front_press(&front, "end");
    front_press(&front, "enter");
    ck_assert_str_eq(session->words.title, "The third");
}
END_TEST

START_TEST(a_click_opens_one)
{
    say("playlist");
    front_frame(&front);
    struct mouse_event event = {
        .kind = MOUSE_PRESS, .button = MOUSE_LEFT, .column = 60, .row = 1 + 2 + 1};
    front_point(&front, &event);
    event.kind = MOUSE_RELEASE;
    front_point(&front, &event);
    expect_scene("The second", 2, 3);
}
END_TEST

START_TEST(names_are_completed)
{
    struct completions found;
    command_complete(session, "scene ", 6, &found);
    ck_assert_int_eq(found.count, 3);
    ck_assert_str_eq(found.items[0].text, "a");
    ck_assert_str_eq(found.items[0].hint, "scene 1, which is open");
    ck_assert_str_eq(found.items[1].text, "b");
    completions_free(&found);
}
END_TEST

/* --- what stays --- */

START_TEST(what_the_user_has_set_stays)
{
    say("big on\ntheme light\nspeed 9\nsingle on\nhide contours\nhops arcs");
    say("next"); /* it says its speed itself, which counts where the user has said nothing */
    ck_assert(session->look.big && session->look.single);
    ck_assert_int_eq(session->look.theme, THEME_IS_LIGHT);
    ck_assert_double_eq(session->player.speed, 9);
    ck_assert(session->look.layers[LAYER_CONTOURS]); /* that is the scene's */
    ck_assert_int_eq(session->look.hops, HOPS_STRAIGHT);
    say("big off\nnext");
    ck_assert_double_eq(session->player.speed, 9);
    ck_assert(!session->look.big); /* though it says `big on` */
    int magma = session->look.colormap;
    say("previous");
    ck_assert(!session->look.big);
    ck_assert_int_ne(session->look.colormap, magma);
    say("color magma\nprevious");
    ck_assert_int_eq(session->look.colormap, magma);
    say("undo"); /* of the scene: the room was so then */
    ck_assert_int_eq(session->look.colormap, magma);
    say("undo\nprevious");
    ck_assert_int_ne(session->look.colormap, magma);
}
END_TEST

/* What the user has set is left to the scenes again, to the present one at once. */
START_TEST(what_the_user_has_set_is_left_to_the_scenes)
{
    double before = session->player.speed;
    say("speed 9\nbig on\nspeed auto");
    ck_assert_double_eq(session->player.speed, before);
    say("speed 9\nnext"); /* it says its own */
    ck_assert_double_eq(session->player.speed, 9);
    say("speed auto\nbig auto");
    ck_assert_double_ne(session->player.speed, 9);
    ck_assert(!session->look.big);
    double own = session->player.speed;
    ck_assert_double_ne(own, before);
    say("speed 9\nspeed auto");
    ck_assert_double_eq(session->player.speed, own);
    say("next"); /* which says `big on` */
    ck_assert(session->look.big);
}
END_TEST

START_TEST(all_that_stays_has_room)
{
    int count = 0;
    for (int i = 0; i < setting_row_count; i++) {
        const struct setting_row *row = &setting_rows[i];
        if (!row->hall || row->part == SETTING_OWN)
            continue;
        count++;
        ck_assert_uint_le(row->size, sizeof session->hall.values[0]);
    }
    ck_assert_int_ge(count, 8);
    ck_assert_int_le(count, HALL_SETTINGS_MAX);
}
END_TEST

/* --- what waits --- */

static void pass(double seconds)
{
    double until = now + seconds;
    while (now < until) {
        struct error error;
        int line;
        ck_assert(front_advance(&front, &error, &line));
        if (front_is_due(&front))
            front_frame(&front);
        now = fmin(until, now + fmax(front_wait(&front), 1e-4));
    }
}

START_TEST(the_run_waits_for_who_reads)
{
    say("speed 10\nrun");
    pass(1);
    int64_t tick = session->sim->clock;
    ck_assert_int_gt(tick, 5);
    front_press(&front, "?");
    pass(1);
    ck_assert_int_eq(session->sim->clock, tick);
    ck_assert(shows("the run waits meanwhile"));
    ck_assert(session->player.playing);
    front_press(&front, "escape");
    pass(1);
    ck_assert_int_ge(session->sim->clock, tick + 9);
    tick = session->sim->clock;
    say("playlist");
    pass(1);
    ck_assert_int_eq(session->sim->clock, tick);
}
END_TEST

/* What a scene shows is part of its course. */
START_TEST(the_run_goes_on_below_a_scenes_page)
{
    file_write(paths[1], "speed 10\nrun\ntype \"help adam\"\nwait 2\npress escape\n");
    say("next");
    pass(2.5);
    ck_assert_uint_gt(session->answers.page.length, 0);
    int64_t tick = session->sim->clock;
    pass(1);
    ck_assert_int_gt(session->sim->clock, tick + 5);
    pass(2);
    ck_assert_uint_eq(session->answers.page.length, 0);
}
END_TEST

/* What `quit` asks about is what would be lost, wherever it was changed. */
static void expect_asked(const char *question)
{
    say("quit");
    front_frame(&front);
    ck_assert_str_eq(front.message.length ? front.message.bytes : "", question);
    ck_assert_int_eq(session->answers.quitting, !*question);
    session->answers.quitting = false;
}

START_TEST(what_would_be_lost_is_named)
{
    int somebody;
    char line[700];
    session->host.context = &somebody; /* there is a screen */
    session->confirms = true;
    expect_asked("");
    say("eta 0.3\nnext");
    expect_asked("a has unsaved changes: `undo` leads back there, quit again ends");
    expect_asked(""); /* it was asked */
    say("undo\neta 0.4\nnext\neta 0.2");
    snprintf(line, sizeof line, "save %s", folder_path("saved.scene"));
    expect_asked("this run and a have unsaved changes: `save FILE` keeps this run's, `undo` leads "
                 "back, quit again ends");
    say("eta 0.1\nundo\nundo\nundo\neta 0.5\nnext\neta 0.2");
    say(line); /* the present one's, and no others */
    expect_asked("a has unsaved changes: `undo` leads back there, quit again ends");
    say("eta 0.3\nreload");
    expect_asked("b has unsaved changes: `undo` leads back there, quit again ends");
    say("eta 0.3\nnext\neta 0.4\nprevious");
    expect_asked("c and 1 more have unsaved changes: `undo` leads back there, quit again ends");
    say("eta 0.7");
    expect_asked("the run has unsaved changes: `save FILE` keeps them, quit again ends");
    session->host.context = NULL;
}
END_TEST

/* An answer that is there already is told anew. */
START_TEST(the_same_answer_is_told_twice)
{
    char line[700], answer[700];
    const char *path = folder_path("saved.scene");
    snprintf(line, sizeof line, "save %s", path);
    const char *const answers[] = {"", " (2 times)", " (3 times)"};
    for (int i = 0; i < 3; i++) {
        snprintf(answer, sizeof answer, "saved %s: the scene with your changes, 3 lines%s", path,
                 answers[i]);
        say(line);
        front_frame(&front);
        ck_assert_str_eq(front.message.bytes, answer);
    }
    front_press(&front, "."); /* it is gone */
    snprintf(answer, sizeof answer, "save --state %s", path);
    say(answer);
    front_frame(&front);
    snprintf(answer, sizeof answer, "saved %s: the present state, ", path);
    ck_assert_ptr_nonnull(strstr(front.message.bytes, answer));
    ck_assert_ptr_null(strstr(front.message.bytes, "times"));
}
END_TEST

int main(void)
{
    TCase *tests = tcase_create("playlist");
    tcase_add_checked_fixture(tests, begin, end);
    tcase_add_test(tests, scenes_are_gone_through);
    tcase_add_test(tests, names_need_not_be_whole);
    tcase_add_test(tests, open_moves_in_it);
    tcase_add_test(tests, a_scene_is_read_again);
    tcase_add_test(tests, a_course_stays_in_its_scene);
    tcase_add_test(tests, an_overview_opens_scenes);
    tcase_add_test(tests, lessons_have_their_own_numbers);
    tcase_add_test(tests, a_click_opens_one);
    tcase_add_test(tests, names_are_completed);
    tcase_add_test(tests, what_the_user_has_set_stays);
    tcase_add_test(tests, what_the_user_has_set_is_left_to_the_scenes);
    tcase_add_test(tests, all_that_stays_has_room);
    tcase_add_test(tests, the_run_waits_for_who_reads);
    tcase_add_test(tests, the_run_goes_on_below_a_scenes_page);
    tcase_add_test(tests, what_would_be_lost_is_named);
    tcase_add_test(tests, the_same_answer_is_told_twice);
    return suite_run("playlist", tests);
}
