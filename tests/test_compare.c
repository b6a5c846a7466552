/* Two scenes beside each other: one clock, the same keys and lines, each its surface; by a clock
 * that the test turns. */

#include "../src/cli/film.h"
#include "../src/command/both.h"
#include "../src/draw/drawing.h"
#include "../src/front/front.h"
#include "../src/output/frame_text.h"
#include "elapse.h"
#include "file.h"
#include "folder.h"
#include "stage.h"
#include "suite.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static double now;

static double now_seconds(void *context)
{
    (void)context;
    return now;
}

static struct face face = {.display = {.colors = COLORS_DIRECT, .unicode = true},
                           .now = now_seconds};
static struct front front;
static struct text seen;
static char *outside; /* the folder that it was run in */

static void begin(void)
{
    stage_begin();
    folder_begin();
    outside = getcwd(NULL, 0);
    ck_assert_int_eq(chdir(home), 0);
    now = 100;
    front_begin(&front, session, &face);
    front_resize(&front, 80, 24);
    front.display.prompt = "> ";
    front.display.line = "";
    file_write("left.scene", "title Left\nsurface ravine\noptimizer adam\neta 0.05\n");
    file_write("right.scene", "title Right\nsurface bowl\neta 0.1\n");
}

static void end(void)
{
    front_end(&front);
    text_free(&seen);
    ck_assert_int_eq(chdir(outside), 0);
    free(outside);
    folder_end();
    stage_end();
}

static struct session *beside(void)
{
    ck_assert_ptr_nonnull(session->host.beside);
    return session->host.beside;
}

static const char *look(void)
{
    text_clear(&seen);
    frame_text_write(&seen, front_frame(&front));
    return seen.bytes;
}

static const char *message(void)
{
    front_frame(&front);
    return front.display.message ? front.display.message : "";
}

static void in_step(void)
{
    if (!session->host.beside)
        return;
    ck_assert_int_eq(session->sim->clock, beside()->sim->clock);
    ck_assert_int_eq(session->player.playing, beside()->player.playing);
    ck_assert_int_eq(session->player.goal, beside()->player.goal);
    ck_assert_double_eq(session->player.speed, beside()->player.speed);
}

/* As a terminal lets it pass; whenever something could be seen, both are at the same iteration. */
static void pass(double seconds)
{
    elapse(&front, &now, seconds, in_step);
}

static void say(const char *line)
{
    front_enter(&front, line);
    ck_assert_msg(front.failed.length == 0, "%s: %s", line, front.message.bytes);
}

static void compare(void)
{
    say("compare left.scene right.scene");
    pass(0.1);
}

static double eta(const struct session *of)
{
    return sim_recipe(of->sim, 0)->eta0;
}

START_TEST(keys_are_for_both)
{
    compare();
    ck_assert_str_eq(session->words.title, "Left");
    ck_assert_str_eq(beside()->words.title, "Right");
    front_press(&front, ".");
    front_press(&front, ".");
    in_step();
    ck_assert_int_eq(session->sim->clock, 2);
    front_press(&front, ",");
    ck_assert_int_eq(beside()->sim->clock, 1);
    front_press(&front, "space");
    pass(2);
    ck_assert_int_eq(beside()->sim->clock, 1 + 8);
    front_press(&front, "space");
    pass(1);
    ck_assert_int_eq(session->sim->clock, 9);
    front_press(&front, "+");
    front_press(&front, "0");
    pass(0.1);
    ck_assert_int_eq(beside()->sim->clock, 0);
    front_press(&front, "right");
    ck_assert_double_gt(eta(session), 0.05);
    ck_assert_double_gt(eta(beside()), 0.1);
}
END_TEST

START_TEST(lines_are_for_both)
{
    compare();
    say("eta 0.07\ngoto 500");
    for (int i = 0; i < 100 && session->player.goal >= 0; i++)
        pass(0.001);
    in_step();
    ck_assert_int_eq(beside()->sim->clock, 500);
    ck_assert_double_eq(eta(session), 0.07);
    ck_assert_double_eq(eta(beside()), 0.07);
    say("view relief");
    ck_assert_int_eq(beside()->look.views.items[0], VIEW_RELIEF);
    say("back 123");
    pass(0.1);
    ck_assert_int_eq(session->sim->clock, 377);
    say("goto 450"); /* on record */
    pass(0.1);
    ck_assert_int_eq(beside()->sim->clock, 450);
    say("undo");
    ck_assert_int_eq(beside()->look.views.items[0], VIEW_MAP);
    ck_assert_int_eq(session->look.views.items[0], VIEW_MAP);
}
END_TEST

/* Neither is changed, and it is said whose it is. */
START_TEST(an_error_of_one_leaves_both)
{
    compare();
    say("eta 0.07");
    int entries = session->journal.count, undos = session->journal.undo_count;
    front_enter(&front, "beta1 0.5");
    ck_assert_ptr_nonnull(strstr(message(), "right: "));
    ck_assert_str_eq(front.failed.bytes, "beta1 0.5");
    ck_assert_double_eq(recipe_value(sim_recipe(session->sim, 0), "beta1")->value, 0.9);
    ck_assert_int_eq(session->journal.count, entries);
    ck_assert_int_eq(session->journal.undo_count, undos);
    front_enter(&front, "set momentum = 0.5");
    ck_assert_ptr_nonnull(strstr(message(), "left: "));
    ck_assert_double_eq(recipe_value(sim_recipe(beside()->sim, 0), "momentum")->value, 0);
    say("left beta1 0.5\nright momentum 0.3");
    ck_assert_double_eq(recipe_value(sim_recipe(session->sim, 0), "beta1")->value, 0.5);
    ck_assert_double_eq(recipe_value(sim_recipe(beside()->sim, 0), "momentum")->value, 0.3);
    front_enter(&front, "right momentum 7");
    ck_assert_ptr_nonnull(strstr(message(), "column 16: "));
}
END_TEST

START_TEST(answers_are_told_of_both)
{
    compare();
    session->host.context = beside()->host.context = &front; /* somebody reads them */
    say("eta");
    const char *told = message();
    ck_assert_msg(strncmp(told, "left: eta is 0.05", 17) == 0, "%s", told);
    ck_assert_ptr_nonnull(strstr(told, "; right: eta is 0.1"));
    say("theme");
    told = message();
    ck_assert_msg(strncmp(told, "theme auto", 10) == 0, "%s", told);
    session->host.context = beside()->host.context = NULL;
}
END_TEST

/* Whoever says it, be it by the course of a scene, an appointment or one side alone. */
START_TEST(who_leads_the_clock_leads_both)
{
    file_write("led.scene", "surface bowl\neta 0.1\nwait 1\nspeed 10\nrun\nwait 1\npause\nwait 1\n"
                            "reset\nwait 1\ngoto 30\n");
    say("compare left.scene led.scene");
    pass(2.55);
    ck_assert_int_eq(session->sim->clock, 10);
    ck_assert(!session->player.playing);
    pass(1);
    ck_assert_int_eq(session->sim->clock, 0);
    pass(1);
    ck_assert_int_eq(session->sim->clock, 30);
    say("right at 35 pause");
    say("left at 33 speed 20");
    front_press(&front, "space");
    pass(3);
    ck_assert_int_eq(session->sim->clock, 35);
    ck_assert_double_eq(beside()->player.speed, 20);
}
END_TEST

/* What has nothing more to do goes on as long as the other one has. */
START_TEST(the_clock_goes_on_while_one_moves)
{
    compare();
    say("left eta 1e9\nleft optimizer sgd\nspeed 100\nrun");
    pass(1);
    ck_assert(sim_row(session->sim, 0)->diverged);
    ck_assert_msg(strncmp(message(), "left: ball 1 diverged", 21) == 0, "%s", message());
    ck_assert_int_ge(beside()->sim->clock, 90);
    ck_assert(beside()->player.playing);
    say("right eta 1e9");
    pass(1);
    ck_assert(!session->player.playing && !beside()->player.playing);
}
END_TEST

START_TEST(what_fails_by_itself_says_where)
{
    compare();
    say("right at 3 expect loss(1) > 1e9\nrun");
    pass(3);
    ck_assert_int_eq(session->sim->clock, 3);
    ck_assert_msg(strncmp(message(), "right: at iteration 3", 21) == 0, "%s", message());
}
END_TEST

START_TEST(one_comes_to_where_the_other_is)
{
    say("eta 0.02\ngoto 40\nview charts");
    pass(0.1);
    say("compare right.scene");
    pass(0.1);
    ck_assert_int_eq(beside()->sim->clock, 40);
    ck_assert_double_eq(eta(session), 0.02);
    say("compare left.scene"); /* instead of that one */
    pass(0.1);
    ck_assert_str_eq(beside()->words.title, "Left");
    ck_assert_int_eq(beside()->sim->clock, 40);
    say("compare off");
    pass(0.1);
    ck_assert_ptr_null(session->host.beside);
    ck_assert_int_eq(session->sim->clock, 40);
    front_press(&front, ".");
    ck_assert_int_eq(session->sim->clock, 41);
}
END_TEST

/* The left one was opened, which undo takes back. */
START_TEST(two_are_opened_and_taken_back)
{
    say("eta 0.02");
    compare();
    say("left undo");
    pass(0.1);
    ck_assert_double_eq(eta(session), 0.02);
    ck_assert_str_eq(beside()->words.title, "Right");
    front_enter(&front, "compare nothing.scene");
    ck_assert_msg(strstr(message(), "nothing.scene") != NULL, "%s", message());
    ck_assert_str_eq(beside()->words.title, "Right");
    say("compare off");
    front_enter(&front, "right eta 1");
    ck_assert_ptr_nonnull(strstr(message(), "there is one scene: `compare SCENE`"));
    say("compare adam sgd"); /* is a race, as it always was */
    pass(0.1);
    ck_assert_int_eq(session->sim->ball_count, 2);
}
END_TEST

START_TEST(files_are_the_left_ones_and_pictures_show_both)
{
    compare();
    say("goto 5");
    pass(0.1);
    say("save saved.scene\nexport run.csv\nscreenshot both.txt");
    struct text saved = file_read("saved.scene"), picture = file_read("both.txt");
    ck_assert_ptr_nonnull(strstr(saved.bytes, "title Left"));
    ck_assert_ptr_null(strstr(saved.bytes, "compare"));
    ck_assert_ptr_nonnull(strstr(picture.bytes, "Left"));
    ck_assert_ptr_nonnull(strstr(picture.bytes, "Right"));
    text_free(&saved);
    text_free(&picture);
    pass(0.1);
    say("right save other.scene");
    saved = file_read("other.scene");
    ck_assert_ptr_nonnull(strstr(saved.bytes, "title Right"));
    ck_assert_str_eq(message(), "right: saved other.scene: the scene with your changes, 5 lines");
    say("save! saved.scene");
    ck_assert_ptr_eq(strstr(message(), "saved saved.scene, the left scene: the scene with"),
                     message());
    say("right quit");
    ck_assert_ptr_null(session->host.beside);
    ck_assert(!session->answers.quitting);
    text_free(&saved);
}
END_TEST

/* --- the frame --- */

static void point(enum mouse_kind kind, int column, int row)
{
    front_point(&front, &(struct mouse_event){.kind = kind, .column = column, .row = row});
}

/* A cell of a side that is of such a target, and not at its edge. */
static void find(int side, enum target_kind kind, int *column, int *row)
{
    front_frame(&front);
    for (int i = 0; i < 80 * 24; i++) {
        struct half_place place = halves_find(front.halves, i % 80, i / 80);
        struct view_place at = view_locate(place.view, place.column, place.row);
        *column = i % 80, *row = i / 80;
        if (place.side == side && at.target.kind == kind && at.column > 3 && at.row > 3)
            return;
    }
    ck_abort_msg("side %d has nothing of kind %d", side, (int)kind);
}

START_TEST(the_mouse_is_for_the_side_where_it_points)
{
    int column, row;
    compare();
    struct point left = session->sim->conditions.start, right = beside()->sim->conditions.start;
    front_press(&front, ".");
    find(1, TARGET_MAP, &column, &row);
    ck_assert_int_ge(column, 40);
    point(MOUSE_PRESS, column, row);
    struct point start = beside()->sim->conditions.start;
    ck_assert(start.x != right.x || start.y != right.y);
    ck_assert(session->sim->conditions.start.x == left.x);
    point(MOUSE_DRAG, column - 30, row); /* over the other one: it stays where it was */
    ck_assert(session->sim->conditions.start.x == left.x);
    ck_assert(beside()->sim->conditions.start.x == start.x);
    point(MOUSE_RELEASE, column - 30, row);
    pass(0.1); /* a start is gone to: by both */
    in_step();
    find(0, TARGET_MAP, &column, &row);
    point(MOUSE_PRESS, column, row);
    point(MOUSE_RELEASE, column, row);
    ck_assert(session->sim->conditions.start.x != left.x);
    ck_assert(beside()->sim->conditions.start.x == start.x);
}
END_TEST

START_TEST(keys_below_are_for_both)
{
    compare();
    front_frame(&front);
    for (int column = 0; column < 80; column++) {
        struct half_place place = halves_find(front.halves, column, 23);
        struct view_place at = view_locate(place.view, place.column, place.row);
        if (at.target.click == CLICK_KEY && strcmp(at.words, ".") == 0) {
            ck_assert_int_eq(place.side, -1);
            point(MOUSE_PRESS, column, 23);
            break;
        }
    }
    in_step();
    ck_assert_int_eq(beside()->sim->clock, 1);
}
END_TEST

/* Each half is what a frame of that size would be, but for what both have in common. */
START_TEST(each_has_its_half)
{
    compare();
    say("goto 7");
    pass(0.1);
    const struct frame *whole = front_frame(&front);
    display.beside = true;
    for (int side = 0; side < 2; side++) {
        frame_resize(frame, 40, 24);
        struct view *alone = view_new();
        display.other = side ? session : beside();
        view_draw(alone, frame, side ? beside() : session, &display);
        for (int i = 0; i < 40 * 21; i++) {
            const struct cell *cell = &whole->cells[i / 40 * 80 + 40 * side + i % 40];
            ck_assert_msg(cell_equal(cell, &frame->cells[i]), "side %d: %d, %d", side, i % 40,
                          i / 40);
        }
        view_free(alone);
    }
    ck_assert_ptr_nonnull(strstr(look(), "press : to type a command"));
    display.beside = false;
    display.other = NULL;
}
END_TEST

START_TEST(a_page_has_all_of_the_frame)
{
    compare();
    say("help momentum");
    ck_assert_ptr_null(strstr(look(), "Right"));
    front_press(&front, "escape");
    ck_assert_ptr_nonnull(strstr(look(), "Right"));
    say("right list columns");
    ck_assert_ptr_null(strstr(look(), "Left  "));
    front_press(&front, "q");
    ck_assert_ptr_nonnull(strstr(look(), "Left"));
    ck_assert(!session->answers.quitting);
}
END_TEST

START_TEST(too_small_is_one_clear_word)
{
    compare();
    front_resize(&front, 79, 24);
    look();
    ck_assert_ptr_nonnull(strstr(seen.bytes, "79x24 is too small for two scenes:"));
    ck_assert_ptr_nonnull(strstr(seen.bytes, "80x12 is needed"));
    point(MOUSE_PRESS, 10, 10); /* on nothing */
    front_resize(&front, 80, 12);
    ck_assert_ptr_nonnull(strstr(look(), "Left"));
}
END_TEST

/* Plots as pixels are each where its half is, and true lines too. */
START_TEST(pixels_and_lines_are_in_both_halves)
{
    compare();
    front.device.pixels = (struct cell_size){8, 16};
    const struct frame *whole = front_frame(&front);
    int left = 0, right = 0;
    for (int i = 0; i < whole->plate_count; i++) {
        const struct area *area = &whole->plates[i].area;
        ck_assert(area->column >= 40 || area->column + area->columns <= 40);
        *(area->column < 40 ? &left : &right) += 1;
    }
    ck_assert_int_ge(left, 1);
    ck_assert_int_eq(left, right);
    front.device.pixels = (struct cell_size){0};
    front.display.vectors = true;
    whole = front_frame(&front);
    ck_assert_int_ge(whole->drawing_count, 2);
    ck_assert_int_lt(whole->drawings[0].area.column, 40);
    ck_assert_int_ge(whole->drawings[whole->drawing_count - 1].area.column, 40);
    front.display.vectors = false;
}
END_TEST

/* Numbers at the axes of charts are those of both, of those of formulas too. */
START_TEST(charts_have_one_scale)
{
    say("compare left.scene right.scene");
    say("left surface 1000*(x^2 + y^2)\nright surface x^2 + y^2\neta 1e-5\ngoto 10\nview charts");
    if (_i)
        say("chart loss*(1 + 0*x) log");
    pass(1);
    look();
    const char *most = _i ? "1e5" : "10000"; /* a row that one of them would not have */
    for (const char *line = seen.bytes; line; line = strchr(line + 1, '\n')) {
        size_t bytes = strcspn(line + 1, "\n");
        char *row = strndup(line, bytes);
        const char *number = strstr(row, most);
        ck_assert_msg(!number || strstr(number + 1, most), "%s", seen.bytes);
        free(row);
    }
    ck_assert_ptr_nonnull(strstr(seen.bytes, most));
}
END_TEST

/* --- films --- */

/* The iteration in the top line of each half. */
static void watch(void *context, double seconds, const struct frame *of)
{
    int *frames = context, halves[2] = {-1, -2};
    (void)seconds;
    text_clear(&seen);
    frame_text_write(&seen, of);
    const char *at = seen.bytes;
    for (int i = 0; i < 2 && (at = strstr(at, " n ")); i++)
        halves[i] = atoi(at += 3);
    ck_assert_msg(halves[0] == halves[1], "%s", seen.bytes);
    *frames += 1;
}

static void watch_end(void *context, double seconds)
{
    (void)context;
    ck_assert_double_gt(seconds, 4);
}

START_TEST(films_show_both)
{
    int frames = 0, line;
    struct error error;
    struct film film = {.how = {100, 30, COLORS_256, false, false}, .rate = 10};
    struct frame_sink sink = {&frames, watch, watch_end};
    file_write("waits.scene", "surface bowl\neta 0.1\nwait 2\nrun\nwait 2\ngoto 50\n");
    stage_run("open left.scene");
    stage_run("compare waits.scene");
    ck_assert_msg(film_make(&sink, session, &film, &error, &line), "%s", error.text);
    ck_assert_int_gt(frames, 40);
    ck_assert_int_eq(session->sim->clock, 50);
    ck_assert_int_eq(beside()->sim->clock, 50);
}
END_TEST

int main(void)
{
    TCase *tests = tcase_create("compare");
    tcase_add_checked_fixture(tests, begin, end);
    tcase_add_test(tests, keys_are_for_both);
    tcase_add_test(tests, lines_are_for_both);
    tcase_add_test(tests, an_error_of_one_leaves_both);
    tcase_add_test(tests, answers_are_told_of_both);
    tcase_add_test(tests, who_leads_the_clock_leads_both);
    tcase_add_test(tests, the_clock_goes_on_while_one_moves);
    tcase_add_test(tests, what_fails_by_itself_says_where);
    tcase_add_test(tests, one_comes_to_where_the_other_is);
    tcase_add_test(tests, two_are_opened_and_taken_back);
    tcase_add_test(tests, files_are_the_left_ones_and_pictures_show_both);
    tcase_add_test(tests, the_mouse_is_for_the_side_where_it_points);
    tcase_add_test(tests, keys_below_are_for_both);
    tcase_add_test(tests, each_has_its_half);
    tcase_add_test(tests, a_page_has_all_of_the_frame);
    tcase_add_test(tests, too_small_is_one_clear_word);
    tcase_add_loop_test(tests, charts_have_one_scale, 0, 2);
    tcase_add_test(tests, films_show_both);
    tcase_add_test(tests, pixels_and_lines_are_in_both_halves);
    return suite_run("compare", tests);
}
