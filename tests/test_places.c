/* Where balls start: all at one place, or some at places of their own. */

#include "../src/front/front.h"
#include "stage.h"
#include "suite.h"

#include "../src/output/about.h"
#include "../src/scene/scene.h"
#include "../src/view/screen.h"

#include <stdio.h>
#include <string.h>

static struct error error;

static struct point start_of(int ball)
{
    struct row row;
    struct workspace workspace = {0};
    ck_assert(sim_row_at(session->sim, ball, &workspace, 0, &row));
    workspace_free(&workspace);
    return (struct point){row.x, row.y};
}

static void expect_start(int ball, double x, double y)
{
    struct point start = start_of(ball);
    ck_assert_msg(start.x == x && start.y == y, "ball %d starts at %g, %g instead of %g, %g",
                  ball + 1, start.x, start.y, x, y);
}

static void expect_error(const char *line, const char *text, int offset)
{
    ck_assert_msg(!command_execute(session, line, &error), "%s: works", line);
    ck_assert_msg(strstr(error.text, text) && error.offset == offset, "%s: %d: %s", line,
                  error.offset, error.text);
}

START_TEST(ball_has_start_of_its_own)
{
    static const struct {
        const char *line;
        double x, y;
    } lines[] = {
        {"ball adam start=2,1", 2, 1},
        {"ball adam eta=0.2 start=-1,0.5 name=far", -1, 0.5},
        {"ball start=(1/2, sqrt(4))", 0.5, 2},
        {"ball adam, start=2, -1, eta=0.3", 2, -1},
        {"ball Adam(lr=0.3) start=1,2", 1, 2},
        {"ball theta -= eta*g start=1,1", 1, 1},
        {"ball like 1 start=0,3", 0, 3},
        {"ball start=auto", -2, 1},
        {"ball adam", -2, 1},
    };
    stage_run("start -2, 1");
    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++) {
        stage_run(lines[i].line);
        expect_start(session->selected, lines[i].x, lines[i].y);
    }
    expect_start(0, -2, 1);
}
END_TEST

START_TEST(set_moves_one_ball_and_start_all)
{
    stage_run("start -2, 1");
    stage_run("ball adam");
    stage_run("goto 9");
    stage_run("set eta=0.3 start=2,1");
    ck_assert_int_eq(session->sim->clock, 0);
    expect_start(0, -2, 1);
    expect_start(1, 2, 1);
    ck_assert(sim_recipe(session->sim, 1)->eta0 == 0.3);
    stage_run("select 1");
    stage_run("ball like 2");
    expect_start(2, 2, 1);
    stage_run("set start=auto");
    expect_start(2, -2, 1);
    stage_run("all set start=1,1");
    for (int i = 0; i < 3; i++)
        expect_start(i, 1, 1);
    stage_run("start 0, 2");
    for (int i = 0; i < 3; i++)
        expect_start(i, 0, 2);
    stage_run("set start=1,1");
    stage_run("surface ravine");
    ck_assert(!sim_any_starts_apart(session->sim));
}
END_TEST

START_TEST(later_ball_starts_where_it_is_told)
{
    stage_run("goto 5");
    stage_run("ball sgd start=1,2");
    ck_assert_int_eq(session->sim->clock, 5);
    expect_start(1, 1, 2);
    stage_run("goto 9");
    stage_run("back 9");
    stage_run("goto 9");
    expect_start(1, 1, 2);
}
END_TEST

START_TEST(wrong_starts_are_told)
{
    expect_error("ball adam start=2", "expected ',' between the start's x and y", 17);
    expect_error("ball start=a,1", "unknown name a", 11);
    expect_error("optimizer adam start=2,1", "optimizer sets no start", 15);
    expect_error("fork start=2,1", "fork sets no start", 5);
    expect_error("at 3 set start=2,1", "a start is of iteration 0", 5);
    expect_error("starts 8x9", "8x9 are 72 balls, and there can be 64: `crowd 8x9`", 7);
    expect_error("starts", "expected how many across and down, as in `8x8`", 6);
    expect_error("starts 0x3", "from 1 to 1000", 7);
    expect_error("starts 3x2 more", "expected nothing more", 11);
    ck_assert_int_eq(session->sim->ball_count, 1);
}
END_TEST

/* Balls of the view's lattice, by rows from the top. */
START_TEST(starts_lay_a_lattice)
{
    stage_run("surface x^2 + y^2 on [-4,4] x [-3,3]");
    stage_run("optimizer adam beta1=0.8");
    stage_run("ball sgd");
    stage_run("goto 7");
    stage_run("starts 4x3");
    ck_assert_int_eq(session->sim->ball_count, 12);
    ck_assert_int_eq(session->sim->clock, 0);
    expect_start(0, -3, 2);
    expect_start(3, 3, 2);
    expect_start(4, -3, 0);
    expect_start(11, 3, -2);
    for (int i = 0; i < 12; i++) {
        ck_assert_str_eq(sim_recipe(session->sim, i)->rule->row->name, "adam");
        ck_assert(recipe_value(sim_recipe(session->sim, i), "beta1")->value == 0.8);
    }
    stage_run("starts 2 by 1");
    ck_assert_int_eq(session->sim->ball_count, 2);
    stage_run("undo");
    ck_assert_int_eq(session->sim->ball_count, 12);
    stage_run("undo");
    ck_assert_int_eq(session->sim->ball_count, 2);
    ck_assert_int_eq(session->sim->clock, 7);
    ck_assert(!sim_any_starts_apart(session->sim));
}
END_TEST

START_TEST(starts_are_saved)
{
    stage_run("starts 3x2");
    stage_run("goto 4");
    stage_run("ball adam start=2,1");
    stage_run("fork eta=0.4");
    stage_run("ball rmsprop");
    stage_run("goto 9");
    struct session *again = stage_reopen();
    ck_assert_int_eq(again->sim->ball_count, session->sim->ball_count);
    for (int i = 0; i < again->sim->ball_count; i++) {
        ck_assert(sim_row(again->sim, i)->x == sim_row(session->sim, i)->x);
        ck_assert(again->sim->balls[i]->starts_apart == session->sim->balls[i]->starts_apart);
    }
    session_free(again);
    struct text about = {0};
    about_write(session, &about);
    ck_assert(strstr(about.bytes, "start=2,1"));
    text_free(&about);
}
END_TEST

START_TEST(undone_start_is_as_it_was)
{
    stage_run("ball adam start=2,1");
    stage_run("goto 20");
    double x = sim_row(session->sim, 1)->x;
    stage_run("set start=1,1");
    stage_run("undo");
    ck_assert_int_eq(session->sim->clock, 20);
    ck_assert(sim_row(session->sim, 1)->x == x);
    expect_start(1, 2, 1);
    stage_run("redo");
    expect_start(1, 1, 1);
}
END_TEST

START_TEST(legend_and_map_show_starts)
{
    stage_run("hide minima");
    stage_run("hide critical");
    stage_run("ball sgd start=2,1");
    stage_run("goto 30");
    stage_draw(120, 36);
    ck_assert_shows("start");
    ck_assert_shows("2,1");
    ck_assert_int_eq(stage_count(0x2302), 2);
}
END_TEST

/* --- more balls than marks --- */

/* Those of one kind look alike; the selected one does not. */
START_TEST(many_balls_are_shown_by_kinds)
{
    stage_run("surface himmelblau");
    stage_run("eta 0.01");
    stage_run("starts 6x5");
    stage_run("ball adam eta=0.3 start=-4,-4");
    stage_run("ball like 31 start=3,-4");
    stage_run("goto 30");
    stage_draw(120, 36);
    ck_assert_shows("\u25cf sgd \u00d7 30");
    ck_assert_shows("\u25c6 adam \u00d7 2  2 \u00b7 rolls");
    ck_assert_shows("(2.5,4)");
    struct screen screen = screen_begin(frame, session, &display);
    ck_assert_int_eq(screen.kinds.count, 2);
    ck_assert_uint_eq(screen_ball_color(&screen, 3), screen_ball_color(&screen, 29));
    ck_assert_uint_ne(screen_ball_color(&screen, 3), screen_ball_color(&screen, 30));
    ck_assert_uint_ne(screen_ball_color(&screen, 30), screen_ball_color(&screen, 31));
    ck_assert_int_eq(screen_ball_mark(&screen, 30), screen_ball_mark(&screen, 31));
    for (int i = 32; i > 16; i--)
        stage_run("remove 1"); /* from sixteen on each has a mark of its own */
    screen = screen_begin(frame, session, &display);
    ck_assert(!screen.kinds.any);
    ck_assert_int_ne(screen_ball_mark(&screen, 3), screen_ball_mark(&screen, 4));
}
END_TEST

START_TEST(sixty_four_balls_fit_on_small_screens)
{
    static const char *const views[] = {"map", "relief", "slice", "step", "charts", "map charts"};
    stage_run("surface himmelblau");
    stage_run("eta 0.01");
    stage_run("starts 8x8");
    stage_run("goto 300");
    for (size_t i = 0; i < sizeof views / sizeof *views; i++) {
        char line[40];
        snprintf(line, sizeof line, "view %s", views[i]);
        stage_run(line);
        stage_draw(80, 24);
        stage_draw(120, 36);
        ck_assert_shows("sgd \u00d7 64");
    }
    stage_run("view map");
    stage_draw(120, 36);
    ck_assert_shows("64 \u2713 settled");
    ck_assert_shows(" of 64");
    int found = 0;
    for (int row = 0; row < 36; row++) { /* a line of the table is its ball */
        int ball = stage_ball_at(90, row);
        found += ball >= 0;
    }
    ck_assert_int_ge(found, 4);
    stage_run("select 64");
    stage_draw(120, 36);
    ck_assert_shows("\u203a");
}
END_TEST

int main(void)
{
    TCase *tests = tcase_create("places");
    tcase_add_checked_fixture(tests, stage_begin, stage_end);
    tcase_add_test(tests, ball_has_start_of_its_own);
    tcase_add_test(tests, set_moves_one_ball_and_start_all);
    tcase_add_test(tests, later_ball_starts_where_it_is_told);
    tcase_add_test(tests, wrong_starts_are_told);
    tcase_add_test(tests, starts_lay_a_lattice);
    tcase_add_test(tests, starts_are_saved);
    tcase_add_test(tests, undone_start_is_as_it_was);
    tcase_add_test(tests, legend_and_map_show_starts);
    tcase_add_test(tests, many_balls_are_shown_by_kinds);
    tcase_add_test(tests, sixty_four_balls_fit_on_small_screens);
    return suite_run("places", tests);
}
