/* The front without a terminal: keys, lines, the mouse, messages, the playlist, and when it wants
 * to be called, by a clock that the test turns. */

#include "../src/command/command.h"
#include "../src/front/front.h"
#include "elapse.h"
#include "stage.h"
#include "suite.h"

#include <math.h>
#include <string.h>

enum { COLUMNS = 100, ROWS = 30 };

static double now;

static double now_seconds(void *context)
{
    (void)context;
    return now;
}

static char opened[20];

static bool open_scene(struct session *of, const char *path, struct error *error)
{
    (void)of;
    if (strcmp(path, "wrong") == 0)
        return error_at(error, ERROR_NO_PLACE, "no scene is called wrong");
    strcpy(opened, path);
    return true;
}

static const char *const scenes[] = {"first", "second", "wrong"};
static const struct services services = {.open = open_scene};
static struct face face = {.display = {.colors = COLORS_DIRECT, .unicode = true},
                           .now = now_seconds};
static struct front front;

static void begin(void)
{
    stage_begin();
    now = 100;
    session->host.services = &services;
    playlist_begin(session, scenes, 3);
    front_begin(&front, session, &face);
    front_resize(&front, COLUMNS, ROWS);
    front.display.prompt = "> ";
    front.display.line = "";
}

static void end(void)
{
    front_end(&front);
    stage_end();
}

static void pass(double seconds)
{
    elapse(&front, &now, seconds, NULL);
}

static const char *message(void)
{
    front_frame(&front);
    return front.display.message ? front.display.message : "";
}

static void point(enum mouse_kind kind, enum mouse_button button, int column, int row)
{
    front_point(&front, &(struct mouse_event){
                            .kind = kind, .button = (int)button, .column = column, .row = row});
}

static const struct view *the_view(void)
{
    return halves_place(front.halves, 0, 0, 0).view;
}

/* A cell of the screen that belongs to a part, and is not at its edge. */
static struct view_place find(enum target_kind kind, int *column, int *row)
{
    front_frame(&front);
    for (int i = 0; i < COLUMNS * ROWS; i++) {
        *column = i % COLUMNS, *row = i / COLUMNS;
        struct view_place place = view_locate(the_view(), *column, *row);
        if (place.target.kind == kind && place.column > 2 && place.row > 2)
            return place;
    }
    ck_abort_msg("nothing on the screen is of kind %d", (int)kind);
}

/* A click on what does that. */
static void click_on(const char *words)
{
    front_frame(&front);
    for (int i = 0; i < COLUMNS * ROWS; i++) {
        struct view_place place = view_locate(the_view(), i % COLUMNS, i / COLUMNS);
        if (place.target.kind == TARGET_BUTTON && strcmp(place.words, words) == 0) {
            point(MOUSE_PRESS, MOUSE_LEFT, i % COLUMNS, i / COLUMNS);
            point(MOUSE_RELEASE, MOUSE_LEFT, i % COLUMNS, i / COLUMNS);
            return;
        }
    }
    ck_abort_msg("nothing on the screen does `%s`", words);
}

START_TEST(keys_run_and_step)
{
    front_press(&front, ".");
    front_press(&front, "."); /* two steps asked for at once are two */
    ck_assert_int_eq(session->sim->clock, 2);
    front_press(&front, "space");
    pass(1);
    ck_assert_int_eq(session->sim->clock, 2 + 4);
    front_press(&front, "space");
    pass(1);
    ck_assert_int_eq(session->sim->clock, 2 + 4);
    ck_assert(front_press(&front, ":"));
    ck_assert(!front_press(&front, "x"));
}
END_TEST

START_TEST(nothing_to_do_is_nothing_done)
{
    pass(1);
    ck_assert(isinf(front_wait(&front)));
    ck_assert(!front_is_due(&front));
    front_press(&front, "right");
    ck_assert(front_is_due(&front));
    ck_assert_double_eq(front_wait(&front), 0);
    front_frame(&front);
    front.dirty = true; /* the next frame comes in its time */
    ck_assert(!front_is_due(&front));
    ck_assert_double_eq_tol(front_wait(&front), 1.0 / 60, 1e-6);
}
END_TEST

START_TEST(lines_run_up_to_the_first_error)
{
    front_enter(&front, "eta 0.3\n\n  \neta nonsense\neta 0.4");
    ck_assert_double_eq(sim_recipe(session->sim, 0)->eta0, 0.3);
    ck_assert_ptr_nonnull(strstr(message(), "column 5: "));
    ck_assert(front.display.message_is_error);
    front_enter(&front, "caption Here");
    ck_assert_str_eq(message(), "");
}
END_TEST

START_TEST(a_name_alone_is_a_question)
{
    static const struct {
        const char *line, *answer;
    } asked[] = {
        {"eta", "eta is 0.1; never changed"},
        {"eta 0.3\neta", "eta is 0.3; set by `eta 0.3` at iteration 0"},
        {"ball sgd momentum=0.5\nmomentum",
         "momentum is 0.5, from 0 to 1: how much of the last step is kept; set by `ball sgd "
         "momentum=0.5` at iteration 0"},
        {"undo\nmomentum",
         "momentum is 0, from 0 to 1: how much of the last step is kept; never changed"},
        {"step 2", ""},
        {"let k = 3\nk", "k is 3; set by `let k = 3` at iteration 2"},
        {"theme", "theme auto: one of auto | dark | light | print; never changed"},
        {"speed 10\nspeed", "speed 10, from 0.1 to 1e+06; set by `speed 10` at iteration 2"},
    };
    for (size_t i = 0; i < sizeof asked / sizeof *asked; i++) {
        session->host.context = &front; /* somebody reads it */
        front_enter(&front, asked[i].line);
        const char *told = message();
        ck_assert_msg(strncmp(told, asked[i].answer, strlen(asked[i].answer)) == 0, "%s: %s",
                      asked[i].line, told);
        ck_assert(!front.display.message_is_error);
        pass(0.1);
    }
    int undos = session->journal.undo_count;
    front_enter(&front, "eta");
    ck_assert_int_eq(session->journal.undo_count, undos);
}
END_TEST

START_TEST(what_goes_wrong_by_itself_is_told)
{
    front_enter(&front, "at 3 expect loss(1) > 1e9");
    front_press(&front, "space");
    pass(2);
    ck_assert_int_eq(session->sim->clock, 3);
    ck_assert(!session->player.playing);
    ck_assert_ptr_nonnull(strstr(message(), "at iteration 3, `expect loss(1) > 1e9`: "));
}
END_TEST

/* Once, and not again while it stays away. */
START_TEST(who_leaves_has_a_hint)
{
    front_enter(&front, "surface x^2 + y^2 on [-3,3] x [-3,3]");
    front_enter(&front, "start 1, 1");
    front_enter(&front, "eta 40");
    front_enter(&front, "step 20");
    pass(0.1);
    ck_assert_str_eq(message(), "ball 1 diverged at n 4: try `eta 10` and `reset`, or `race ... "
                                "tuned`");
    front_enter(&front, "step 3");
    pass(0.1);
    ck_assert_str_eq(message(), "");
}
END_TEST

/* `eta` is the selected ball's. */
START_TEST(a_hint_is_for_who_has_left)
{
    front_enter(&front, "surface x^2 + y^2 on [-3,3] x [-3,3]");
    front_enter(&front, "start 1, 1");
    front_enter(&front, "ball sgd eta=40");
    front_enter(&front, "select 1");
    front_enter(&front, "step 20");
    pass(0.1);
    ck_assert_str_eq(message(), "ball 2 diverged at n 4: try `select 2`, `eta 10` and `reset`");
}
END_TEST

START_TEST(control_c_stops_and_then_ends)
{
    front_enter(&front, "wait 100");
    front_press(&front, "ctrl-c");
    ck_assert_str_eq(message(), "stopped");
    ck_assert(!session->answers.quitting);
    front_press(&front, "ctrl-c");
    ck_assert(session->answers.quitting);
}
END_TEST

/* As session_replace leaves it: the place in the playlist is the session's. */
START_TEST(a_playlist_is_gone_back_by_undo)
{
    front_press(&front, "n");
    ck_assert_int_eq(session->words.scene, 2);
    front_press(&front, "u");
    front_frame(&front);
    ck_assert_int_eq(front.display.scene, 0);
    front_press(&front, "ctrl-r");
    front_frame(&front);
    ck_assert_int_eq(front.display.scene, 1);
}
END_TEST

START_TEST(scenes_are_a_playlist)
{
    front_press(&front, "p");
    ck_assert_str_eq(message(), "this is the first scene");
    front_press(&front, "n");
    ck_assert_str_eq(message(), "");
    ck_assert_str_eq(opened, "second");
    ck_assert_int_eq(front.display.scene, 1);
    front_press(&front, "n");
    ck_assert_str_eq(message(), "no scene is called wrong");
    ck_assert_int_eq(front.display.scene, 1);
}
END_TEST

START_TEST(the_mouse_sets_the_start_and_selects)
{
    int column, row;
    struct view_place place = find(TARGET_MAP, &column, &row);
    point(MOUSE_PRESS, MOUSE_LEFT, column, row);
    front_frame(&front);
    ck_assert(front.display.aiming);
    double x = sim_row(session->sim, 0)->x, y = sim_row(session->sim, 0)->y;
    ck_assert_double_eq_tol(x, place.point.x, 0.1);
    ck_assert_double_eq_tol(y, place.point.y, 0.1);
    point(MOUSE_DRAG, MOUSE_LEFT, column + 5, row);
    ck_assert_double_gt(sim_row(session->sim, 0)->x, x);
    point(MOUSE_RELEASE, MOUSE_LEFT, column + 5, row);
    front_frame(&front);
    ck_assert(!front.display.aiming);
    front_enter(&front, "ball adam");
    click_on("select 1");
    ck_assert_int_eq(session->selected, 0);
}
END_TEST

START_TEST(the_mouse_moves_the_view)
{
    int column, row;
    find(TARGET_MAP, &column, &row);
    const struct region before = session->look.region;
    point(MOUSE_PRESS, MOUSE_RIGHT, column, row);
    point(MOUSE_DRAG, MOUSE_RIGHT, column + 4, row);
    ck_assert_double_lt(session->look.region.x0, before.x0);
    point(MOUSE_DRAG, MOUSE_RIGHT, column, row);
    point(MOUSE_RELEASE, MOUSE_RIGHT, column, row);
    ck_assert_double_eq_tol(session->look.region.x0, before.x0, 1e-12);
    front_point(&front, &(struct mouse_event){
                            .kind = MOUSE_WHEEL, .turn = 1, .column = column, .row = row});
    ck_assert_double_lt(session->look.region.x1 - session->look.region.x0, before.x1 - before.x0);
    front_enter(&front, "view relief");
    find(TARGET_RELIEF, &column, &row);
    double turn = session->look.turn;
    point(MOUSE_PRESS, MOUSE_LEFT, column, row);
    point(MOUSE_DRAG, MOUSE_LEFT, column + 3, row);
    ck_assert_double_eq_tol(session->look.turn, turn + 6, 1e-12);
}
END_TEST

START_TEST(the_mouse_goes_through_the_iterations)
{
    int column, row;
    front_enter(&front, "view charts");
    front_enter(&front, "goto 10");
    struct view_place place = find(TARGET_CHART, &column, &row);
    while (place.tick < 5)
        place = view_locate(the_view(), ++column, row);
    point(MOUSE_PRESS, MOUSE_LEFT, column, row);
    ck_assert_int_eq(session->sim->clock, place.tick);
    point(MOUSE_RELEASE, MOUSE_LEFT, column, row);
    point(MOUSE_PRESS, MOUSE_RIGHT, column, row);
    ck_assert_int_eq(session->look.cursor, place.tick);
    while (place.tick <= 10)
        place = view_locate(the_view(), ++column, row);
    point(MOUSE_PRESS, MOUSE_LEFT, column, row);
    ck_assert_ptr_nonnull(strstr(message(), "is not on record yet: the last is 10"));
}
END_TEST

START_TEST(the_wheel_scrolls_a_page)
{
    front_enter(&front, "help");
    front_frame(&front);
    front_point(&front, &(struct mouse_event){
                            .kind = MOUSE_WHEEL, .turn = -1, .column = COLUMNS / 2, .row = 5});
    ck_assert_int_eq(session->answers.page_top, 3);
    front_press(&front, "escape");
    ck_assert_int_eq((int)session->answers.page.length, 0);
}
END_TEST

int main(void)
{
    TCase *tests = tcase_create("front");
    tcase_add_checked_fixture(tests, begin, end);
    tcase_add_test(tests, keys_run_and_step);
    tcase_add_test(tests, nothing_to_do_is_nothing_done);
    tcase_add_test(tests, lines_run_up_to_the_first_error);
    tcase_add_test(tests, a_name_alone_is_a_question);
    tcase_add_test(tests, what_goes_wrong_by_itself_is_told);
    tcase_add_test(tests, who_leaves_has_a_hint);
    tcase_add_test(tests, a_hint_is_for_who_has_left);
    tcase_add_test(tests, control_c_stops_and_then_ends);
    tcase_add_test(tests, scenes_are_a_playlist);
    tcase_add_test(tests, a_playlist_is_gone_back_by_undo);
    tcase_add_test(tests, the_mouse_sets_the_start_and_selects);
    tcase_add_test(tests, the_mouse_moves_the_view);
    tcase_add_test(tests, the_mouse_goes_through_the_iterations);
    tcase_add_test(tests, the_wheel_scrolls_a_page);
    return suite_run("front", tests);
}
