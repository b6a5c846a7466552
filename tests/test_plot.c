/* `plot` and the view of the data: what it says, what it shows, and that curves are where their
 * formulas are. */

#include "ask.h"
#include "file.h"
#include "stage.h"
#include "suite.h"

#include "../src/command/command.h"
#include "../src/scene/scene.h"

#include <math.h>
#include <string.h>
#include <sys/stat.h>

#define CARS "data scenes/data/cars.csv"
#define LOSS "surface mean((x*(speed - centre) + y - distance)^2) on [-2,10] x [0,90]"
#define LINE "plot distance = x*(speed - centre) + y"

static const char *plotted(void)
{
    static struct text text;
    text_clear(&text);
    plot_write(session, &text);
    return text.length > 0 ? text.bytes : "";
}

static void begin(void)
{
    stage_begin();
    stage_run(CARS);
    stage_run("let centre = 15.4");
    stage_run(LOSS);
}

static const struct {
    const char *command, *plot;
} good[] = {
    {LINE, "distance over speed = x*(speed - centre) + y"},
    {"plot distance over speed = y", "distance over speed = y"},
    {"plot distance over speed", "distance over speed"},
    {"plot speed=x*distance", "speed over distance = x*distance"},
    {"plot  speed  over  distance  =  x + distance/y ", "speed over distance = x + distance/y"},
};

START_TEST(plots_that_are)
{
    stage_run(good[_i].command);
    ck_assert_str_eq(plotted(), good[_i].plot);
    stage_run("plot off");
    ck_assert_str_eq(plotted(), "");
}
END_TEST

static const struct {
    const char *command;
    int offset;
    const char *message;
} bad[] = {
    {"plot", 4, "expected the name of a column"},
    {"plot distanc = x", 5, "no column of numbers is called distanc; did you mean distance?"},
    {"plot distance", 13, "expected over COLUMN or = FORMULA"},
    {"plot distance over", 18, "expected the name of a column"},
    {"plot distance over sped = x", 19, "no column of numbers is called sped; did you mean speed?"},
    {"plot distance over speed x", 25, "expected nothing more, found 'x'"},
    {"plot distance = ", 16, "expected a formula, found nothing"},
    {"plot distance = x*sped", 18, "unknown name sped; did you mean speed?"},
    {"plot distance = x*speed +", 25, "expected"},
    {"plot distance = x + y", 16, "the curve reads no column; expected over COLUMN before ="},
    {"plot distance over speed = distance", 27, "the plot is over speed; the curve reads distance"},
    {"plot distance = speed*distance", 16,
     "a curve is over one column; this one reads speed and distance"},
    {"plot distance = mean(speed)*x", 16, "mean works in surfaces only"},
};

START_TEST(plots_that_are_not)
{
    struct error error;
    stage_run(LINE);
    ck_assert_msg(!command_execute(session, bad[_i].command, &error), "%s", bad[_i].command);
    ck_assert_msg(strstr(error.text, bad[_i].message), "%s: %s", bad[_i].command, error.text);
    ck_assert_msg(error.offset == bad[_i].offset, "%s: %d", bad[_i].command, error.offset);
    ck_assert_str_eq(plotted(), good[0].plot);
}
END_TEST

START_TEST(no_plot_without_data)
{
    struct error error;
    struct session *empty = session_new();
    ck_assert(!command_execute(empty, "plot a = x", &error));
    ck_assert_str_eq(error.text, "there are no data; expected data FILE first");
    session_free(empty);
}
END_TEST

/* Against C's own arithmetic; with a let, and without one that is of later. */
START_TEST(curves_have_their_formula_s_values)
{
    stage_run("plot distance = x*tanh((speed - centre)/3) + exp(-y*speed)");
    static const double at[] = {-1, 0, 4.5, 15.4, 1e3};
    double values[5];
    struct point place = {1.5, 0.25};
    problem_curve_values(sim_problem(session->sim), ask_workspace(), session->look.plot->curve,
                         place, at, values, 5);
    for (int i = 0; i < 5; i++)
        ck_assert_double_eq_tol(values[i], 1.5 * tanh((at[i] - 15.4) / 3) + exp(-0.25 * at[i]),
                                1e-12);
    stage_run("step 5");
    stage_run("let late = 2");
    stage_run("plot distance = late*speed + y");
    problem_curve_values(sim_problem(session->sim), ask_workspace(), session->look.plot->curve,
                         place, at, values, 5);
    ck_assert_double_eq(values[2], 2 * 4.5 + 0.25);
    stage_run("goto 2");
    problem_curve_values(sim_problem(session->sim), ask_workspace(), session->look.plot->curve,
                         place, at, values, 5);
    ck_assert_double_nan(values[2]); /* there was no such number then */
}
END_TEST

START_TEST(other_data_have_another_plot)
{
    stage_run("surface bowl");
    stage_run(LINE);
    stage_run("data scenes/data/o-rings.csv");
    ck_assert_str_eq(plotted(), "");
    stage_run(CARS);
    stage_run(LINE);
    stage_run(CARS);
    ck_assert_str_eq(plotted(), good[0].plot);
}
END_TEST

START_TEST(plots_are_saved)
{
    struct text saved = {0}, again = {0};
    struct scene_failure failure;
    struct error error;
    int line;
    stage_run("step 3");
    stage_run("let late = 2");
    stage_run("plot distance = late*x*(speed - centre) + y");
    stage_run("view map data");
    scene_write(session, &saved);
    ck_assert_msg(scene_read(session, "", saved.bytes, saved.length, &failure), "%s",
                  failure.error.text);
    ck_assert(script_work(session, NULL, &error, &line));
    scene_write(session, &again);
    ck_assert_str_eq(saved.bytes, again.bytes);
    ck_assert_str_eq(plotted(), "distance over speed = late*x*(speed - centre) + y");
    text_free(&saved);
    text_free(&again);
}
END_TEST

/* --- the view --- */

START_TEST(without_a_plot_it_says_how)
{
    stage_run("view data");
    stage_draw(80, 24);
    ck_assert_shows("plot COLUMN over COLUMN = FORMULA");
    stage_run("view map");
    for (int i = 0; i < 20; i++) {
        stage_run("view next");
        ck_assert(session->look.views.items[0] != VIEW_DATA);
        ck_assert(session->look.views.count < 2 || session->look.views.items[1] != VIEW_DATA);
    }
    stage_run(LINE);
    bool seen = false;
    for (int i = 0; i < 20; i++) {
        stage_run("view next");
        seen |= session->look.views.items[0] == VIEW_DATA;
    }
    ck_assert(seen);
}
END_TEST

static void expect_mark(uint32_t glyph, int column, int row)
{
    int found_column, found_row;
    ck_assert_msg(stage_find(glyph, &found_column, &found_row), "no mark in\n%s", shown.bytes);
    ck_assert_msg(found_column == column && found_row == row, "at %d, %d, not %d, %d, in\n%s",
                  found_column, found_row, column, row, shown.bytes);
}

/* The curve of the ball's place stands where the formula says, and moves as the ball does. The
 * plot without axes and panel: columns 1 to 78, the title in the row above it. */
START_TEST(the_curve_moves_with_the_ball)
{
    static const char *const looks[] = {LINE, "hide axes", "hide panel", "view data",
                                        "start 0, 43"};
    for (size_t i = 0; i < sizeof looks / sizeof *looks; i++)
        stage_run(looks[i]);
    double low = 2 - 0.06 * 118, high = 120 + 0.06 * 118; /* the distances, with air */
    stage_draw(80, 24);
    int column = 76, rows = 19;
    expect_mark(0x25CF, column, 2 + (int)((high - 43) / (high - low) * rows));
    stage_run("start 0, 100");
    stage_draw(80, 24);
    expect_mark(0x25CF, column, 3 + (int)((high - 100) / (high - low) * rows));
    stage_run("eta 0.005");
    stage_run("step");
    const struct row *row = sim_row(session->sim, 0);
    double speed = 4 - 0.06 * 21 + 1.12 * 21 * (column - 1 + 0.5) / 78;
    double there = row->x * (speed - 15.4) + row->y;
    stage_draw(80, 24);
    expect_mark(0x25CF, column, 3 + (int)((high - there) / (high - low) * rows));
    display.phase = 0; /* on its way, still at the start */
    stage_draw(80, 24);
    expect_mark(0x25CF, column, 3 + (int)((high - 100) / (high - low) * rows));
}
END_TEST

START_TEST(points_are_shown_at_every_level_of_colour)
{
    stage_run("plot distance over speed");
    stage_run("view data");
    for (int colors = COLORS_MONO; colors <= COLORS_DIRECT; colors++) {
        display.colors = (enum color_level)colors;
        display.unicode = colors % 2;
        stage_draw(80, 24);
        ck_assert_shows("distance over speed");
        int column, row;
        ck_assert(stage_find(display.unicode ? 0x2022 : 'o', &column, &row));
    }
    for (int columns = 40; columns < 200; columns += 23)
        for (int rows = 12; rows < 60; rows += 7) {
            stage_draw(columns, rows);
            stage_check_cells();
        }
}
END_TEST

/* --- classes --- */

static void load_classes(void)
{
    mkdir("build", 0777);
    file_write("build/classes.csv", "u,v,side,kind,many,half\n1,2,1,oak,1,0.5\n2,1,1,elm,2,1\n"
                                    "-1,-1,-1,elm,3,0.5\n-2,-0.5,-1,,4,1\n0,0,1,\"ash\",5,1\n"
                                    "1,1,-1,oak,6,1\n1,0,1,oak,7,1\n");
    stage_run("surface bowl");
    stage_run("data build/classes.csv");
    stage_run("surface mean(log1p(exp(-side*(x*u + y*v)))) on [-2,12]");
    stage_run("plot v over u");
    stage_run("view data");
}

/* What the surface reads as -1 and 1, or what is said, by mark and in the title. */
START_TEST(points_are_told_apart)
{
    static const struct {
        const char *command;
        int rings, discs, triangles;
        const char *title;
    } kinds[] = {{"classes auto", 3 + 1, 4 + 1, 0, "side  \u25e6 \u22121  \u2022 1"},
                 {"classes kind", 3 + 1, 2 + 1 + 1, 1 + 1, "\u25e6 oak  \u2022 elm  \u25b5 ash"},
                 {"classes off", 0, 7, 0, "v over u"}};
    load_classes();
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        stage_run(kinds[i].command);
        stage_draw(120, 36);
        ck_assert_shows(kinds[i].title);
        ck_assert_int_eq(stage_count(0x25E6), kinds[i].rings);
        ck_assert_int_eq(stage_count(0x2022), kinds[i].discs);
        ck_assert_int_eq(stage_count(0x25B5), kinds[i].triangles);
        struct session *other = stage_reopen();
        ck_assert_int_eq(other->look.classes.kind, session->look.classes.kind);
        ck_assert_str_eq(other->look.classes.column, session->look.classes.column);
        session_free(other);
    }
    stage_run("undo");
    ck_assert_int_eq(session->look.classes.kind, CLASSES_OF);
    display.unicode = false, display.colors = COLORS_MONO;
    stage_draw(120, 36);
    ck_assert_shows("o oak  + elm  ^ ash");
}
END_TEST

START_TEST(few_whole_values_are_classes)
{
    double values[DATA_CLASSES_MAX];
    load_classes();
    const struct data *data = data_whole(sim_problem(session->sim)->data);
    ck_assert_int_eq(data_values(data, data_find(data, "side"), values), 2);
    ck_assert_double_eq(values[0], -1);
    ck_assert_double_eq(values[1], 1);
    ck_assert_int_eq(data_values(data, data_find(data, "kind"), values), 0);
    ck_assert_int_eq(data_values(data, data_find(data, "many"), values), 0);
    ck_assert_int_eq(data_values(data, data_find(data, "half"), values), 0);
    ck_assert_int_eq(data->columns[data_find(data, "kind")].words->count, 3);
    ck_assert_ptr_null(data->columns[data_find(data, "side")].words);
}
END_TEST

START_TEST(a_long_formula_is_cut_where_it_tells)
{
    stage_run(LINE);
    stage_run("view data");
    stage_draw(160, 24);
    ck_assert_shows("distance = ");
    ck_assert_hides("…");
    stage_draw(40, 12);
    ck_assert_shows("…");
}
END_TEST

/* Where the data's name has no room in the top line, the formula stands as if there were none. */
START_TEST(the_formula_keeps_its_gap)
{
    stage_run("title How far until a car stands still?");
    stage_draw(160, 24);
    ck_assert_shows("still?  cars.csv, 50 rows  mean(");
    stage_draw(102, 24);
    ck_assert_shows("still?  cars.csv, 50 rows  mean(");
    stage_run("title How far does it go until a car stands still at last?");
    stage_draw(102, 24);
    ck_assert_shows("last?  mean(");
}
END_TEST

static int dots_below_title(void)
{
    int dots = 0;
    for (int i = 2 * frame->columns; i < 20 * frame->columns; i++)
        dots += i % frame->columns < 48 && frame->cells[i].glyph > 0x2800 &&
                frame->cells[i].glyph <= 0x28FF;
    return dots;
}

/* What a run came to stays as dots, where the next one is a line. */
START_TEST(ghosts_have_curves)
{
    stage_run(LINE);
    stage_run("view data");
    stage_run("start 0, 90");
    stage_run("ghost");
    stage_run("start 0, 20");
    stage_draw(80, 24);
    int dots = dots_below_title();
    stage_run("hide ghost");
    stage_draw(80, 24);
    ck_assert_int_ge(dots, dots_below_title() + 10);
}
END_TEST

int main(void)
{
    TCase *tests = tcase_create("plot");
    tcase_add_checked_fixture(tests, begin, stage_end);
    tcase_add_table_test(tests, plots_that_are, good);
    tcase_add_table_test(tests, plots_that_are_not, bad);
    tcase_add_test(tests, no_plot_without_data);
    tcase_add_test(tests, curves_have_their_formula_s_values);
    tcase_add_test(tests, other_data_have_another_plot);
    tcase_add_test(tests, plots_are_saved);
    tcase_add_test(tests, without_a_plot_it_says_how);
    tcase_add_test(tests, the_curve_moves_with_the_ball);
    tcase_add_test(tests, points_are_shown_at_every_level_of_colour);
    tcase_add_test(tests, a_long_formula_is_cut_where_it_tells);
    tcase_add_test(tests, the_formula_keeps_its_gap);
    tcase_add_test(tests, ghosts_have_curves);
    tcase_add_test(tests, points_are_told_apart);
    tcase_add_test(tests, few_whole_values_are_classes);
    return suite_run("plot", tests);
}
