/* Charts: their axis, bounds and numbers, what is drawn where, and that the past stands still. */

#include "../src/view/charts.h"
#include "stage.h"
#include "suite.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* --- the axis --- */

START_TEST(the_axis_ends_at_a_round_number)
{
    static const struct {
        const char *command;
        int64_t span;
    } ends[] = {{"reset", 20},       {"goto 20", 20},     {"goto 21", 50},   {"goto 50", 50},
                {"goto 51", 100},    {"goto 100", 100},   {"goto 101", 200}, {"goto 201", 500},
                {"goto 1000", 1000}, {"goto 1001", 2000}, {"goto 0", 2000}};
    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++) {
        stage_run(ends[i].command);
        ck_assert_int_eq(charts_span(session), ends[i].span);
    }
}
END_TEST

/* Every iteration has a column, every column an iteration, in order and without a hole. */
START_TEST(columns_and_iterations_agree)
{
    static const struct axis axes[] = {{20, 4},   {20, 21},  {20, 20},    {20, 97},
                                       {100, 97}, {50, 100}, {500, 33},   {1000, 90},
                                       {200, 7},  {5, 1},    {20000, 400}};
    for (size_t i = 0; i < sizeof axes / sizeof *axes; i++) {
        const struct axis *axis = &axes[i];
        ck_assert_int_eq(axis_column(axis, 0), 0);
        ck_assert_int_eq(axis_columns_end(axis, axis->span), axis->columns);
        for (int64_t tick = 0; tick <= axis->span; tick++) {
            int begin = axis_column(axis, tick), end = axis_columns_end(axis, tick);
            ck_assert_int_lt(begin, end);
            ck_assert(axis_column(axis, tick + 1) == end || axis_column(axis, tick + 1) == begin);
            int place = chart_tick_column(axis, tick);
            ck_assert(place >= begin && place < end);
        }
        for (int column = 0; column < axis->columns; column++) {
            int64_t tick = axis_tick(axis, column);
            ck_assert(axis_column(axis, tick) <= column && axis_columns_end(axis, tick) > column);
            ck_assert(column == 0 || axis_tick(axis, column - 1) <= tick);
            ck_assert(tick == 0 || axis_column(axis, tick) < column ||
                      axis_column(axis, tick - 1) < column);
        }
    }
    ck_assert_int_eq(axis_column(&axes[0], INT64_C(1000000000000)), 4);
}
END_TEST

/* --- bounds --- */

START_TEST(bounds_are_round)
{
    static const struct {
        enum quantity quantity;
        double least, greatest, positive, limit;
        double low, high;
        bool logarithmic;
    } rows[] = {
        {QUANTITY_LOSS, 8.2, 8.2, 8.2, 0, 1, 10, true},
        {QUANTITY_LOSS, 0.02, 8.2, 0.02, 0, 0.01, 10, true},
        {QUANTITY_LOSS, 0, 8.2, 0.5, 0, 0.1, 10, true},
        {QUANTITY_LOSS, 1e-30, 8.2, 1e-30, 0, 1e-15, 1e5, true}, /* rounding is no news */
        {QUANTITY_LOSS, -1.3, 3.1, 0.1, 0, -2, 4, false},
        {QUANTITY_LOSS, -186.7, -3, HUGE_VAL, 0, -200, 0, false},
        {QUANTITY_LOSS, 0, 0, HUGE_VAL, 0, 0, 1, false},
        {QUANTITY_ETA, 0.1, 0.1, 0.1, 0, 0, 0.2, false},
        {QUANTITY_ETA, 0.05, 0.08, 0.05, 0, 0, 0.1, false},
        {QUANTITY_ETA, 1e-5, 0.1, 1e-5, 0, 1e-6, 1, true},
        {QUANTITY_EDGE, 0.1, 1.9, 0.1, 2, 0, 2.5, false},
        {QUANTITY_EDGE, 0.1, 2.6, 0.1, 2, 0, 4, false},
        {QUANTITY_EDGE, 0.1, 1000, 0.1, 2, 0, 4, false}, /* the edge stays in sight */
        {QUANTITY_EDGE, 0.1, 1, 0.1, 3.8, 0, 5, false},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct chart_scale scale = chart_scale_of(rows[i].quantity, rows[i].least, rows[i].greatest,
                                                  rows[i].positive, rows[i].limit);
        ck_assert_msg(fabs(scale.low - rows[i].low) <= 1e-9 * fabs(rows[i].low) &&
                          fabs(scale.high - rows[i].high) <= 1e-9 * fabs(rows[i].high) &&
                          scale.logarithmic == rows[i].logarithmic,
                      "row %zu: %g … %g", i, scale.low, scale.high);
    }
    struct chart_scale scale = chart_scale_of(QUANTITY_LOSS, 2e-3, 5, 2e-3, 0);
    ck_assert_double_eq_tol(chart_scale_height(&scale, 10), 1, 1e-12);
    ck_assert_double_eq_tol(chart_scale_height(&scale, 0.1), 0.5, 1e-12); /* 0.001 … 10 */
    ck_assert_double_eq(chart_scale_height(&scale, 0), 0);
    ck_assert_double_eq(chart_scale_height(&scale, HUGE_VAL), 1);
}
END_TEST

START_TEST(labels_are_short)
{
    static const struct {
        double value;
        const char *label;
    } rows[] = {{0, "0"},
                {0.001, "0.001"},
                {1e-12, "1e-12"},
                {10000, "1e4"},
                {1000, "1e3"},
                {100, "100"},
                {2.5, "2.5"},
                {-2, "\xE2\x88\x92"
                     "2"},
                {1e300, "1e300"}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        char label[32];
        screen_digits(label, "%.3g", rows[i].value);
        ck_assert_str_eq(screen_shorten(label), rows[i].label);
    }
}
END_TEST

/* --- numbers, by hand --- */

static const struct series *series_of(enum quantity quantity, int columns)
{
    struct axis axis = {charts_span(session), columns};
    return lab_series(session->lab, session->sim, 0, quantity, &axis);
}

static struct bounds values_at(enum quantity quantity, int columns, int column)
{
    return series_of(quantity, columns)->columns[column].values;
}

/* 0.5*(x^2 + 25*y^2) has λ = 25 and g = (x, 25y); a step is x *= 1 - η, y *= 1 - 25η. */
START_TEST(numbers_of_a_quadratic)
{
    stage_run("surface 0.5*(x^2 + 25*y^2) on [-4,4] x [-3,3]");
    stage_run("start 2, 1");
    stage_run("eta 0.06");
    stage_run("step 20");
    double x = 2, y = 1;
    for (int n = 0; n <= 20; n++, x *= 0.94, y *= -0.5) {
        struct bounds loss = values_at(QUANTITY_LOSS, 21, n);
        ck_assert_double_eq_tol(loss.low, 0.5 * (x * x + 25 * y * y), 1e-12);
        ck_assert_double_eq(loss.low, loss.high);
        ck_assert_double_eq(values_at(QUANTITY_ETA, 21, n).low, 0.06);
        ck_assert_double_eq_tol(values_at(QUANTITY_EDGE, 21, n).low, 1.5, 1e-12);
        ck_assert_double_eq(series_of(QUANTITY_EDGE, 21)->columns[n].limit, 2);
        ck_assert_double_eq_tol(values_at(QUANTITY_GRADIENT, 21, n).low, hypot(x, 25 * y), 1e-12);
        ck_assert_double_eq_tol(values_at(QUANTITY_DISTANCE, 21, n).low, hypot(x, y), 1e-9);
    }
    const struct series *series = series_of(QUANTITY_LOSS, 21);
    ck_assert(!series->columns[0].overshoots);
    ck_assert(series->columns[1].overshoots); /* y goes to the other side, and x hardly moves */
    stage_run("momentum 0.5");
    series = series_of(QUANTITY_EDGE, 21);
    ck_assert_double_eq(series->columns[19].limit, 2);
    ck_assert_double_eq(series->columns[20].limit, 3);
}
END_TEST

START_TEST(distances_are_to_the_nearest_minimum)
{
    stage_run("surface himmelblau"); /* minima at (3, 2), (-2.805, 3.131), … */
    stage_run("start 3.3, 2.4");
    const struct series *series = series_of(QUANTITY_DISTANCE, 30);
    ck_assert_double_eq_tol(series->columns[0].values.low, 0.5, 1e-6);
    const struct row other = {.x = -2.805118, .y = 3.131312};
    ck_assert_double_eq_tol(series_value(series, &other), 0, 1e-5);
    stage_run("surface (x - 1)^2 + y^2 on [-4,4] x [-3,3]"); /* found by Newton's method */
    stage_run("start -2, 4");
    stage_run("zoom 8 at -3, -2"); /* whatever is in view */
    ck_assert_double_eq_tol(values_at(QUANTITY_DISTANCE, 30, 0).low, 5, 1e-9);
    stage_run("surface (x - 1)^2 + y^2 on [4,8] x [4,8]"); /* there is none in the domain */
    stage_run("start -2, 4");
    stage_run("eta 0.4"); /* a fifth of the way is left by each step */
    ck_assert(isnan(values_at(QUANTITY_DISTANCE, 30, 0).low));
    stage_run("goto 20");
    series = series_of(QUANTITY_DISTANCE, 30);
    ck_assert_double_eq_tol(series->columns[0].values.low, 5, 1e-6);
    ck_assert_double_eq_tol(series->columns[axis_column(&series->axis, 2)].values.low, 0.2, 1e-6);
    stage_run("surface sin(20*x) + sin(20*y) on [-4,4] x [-4,4]"); /* too many to be of use */
    ck_assert(isnan(values_at(QUANTITY_DISTANCE, 30, 0).low));
    stage_run("let k = 1");
    stage_run("surface (x - k)^2 + y^2 on [-4,4] x [-3,3]");
    stage_run("start -2, 0");
    ck_assert_double_eq_tol(values_at(QUANTITY_DISTANCE, 30, 0).low, 3, 1e-9);
    stage_run("let k = 2"); /* the minimum moves, and what was measured with it */
    ck_assert_double_eq_tol(values_at(QUANTITY_DISTANCE, 30, 0).low, 4, 1e-9);
}
END_TEST

/* A million rows fit: columns have the least and the greatest of all their rows. */
START_TEST(a_long_record_keeps_its_extremes)
{
    stage_run("surface x^2 + y^2");
    stage_run("eta 1e-4");
    stage_run("goto 20000");
    const struct series *series = series_of(QUANTITY_LOSS, 50);
    struct point start = session->sim->conditions.start;
    double first = start.x * start.x + start.y * start.y;
    double factor = (1 - 2e-4) * (1 - 2e-4); /* of a step */
    for (int i = 0; i < 50; i++) {
        int64_t begin = axis_tick(&series->axis, i);
        double high = first * pow(factor, (double)begin);
        ck_assert_double_eq_tol(series->columns[i].values.high / high, 1, 3e-3);
        ck_assert_double_le(series->columns[i].values.low,
                            series->columns[i].values.high * pow(factor, 395));
    }
}
END_TEST

/* What is added row by row is what is collected at once. */
START_TEST(columns_grow_as_they_are_made_anew)
{
    stage_run("surface rosenbrock");
    stage_run("optimizer adam");
    stage_run("ball nesterov");
    stage_run("noise 0.3");
    static const char *const changes[] = {
        "step 3",    "step",   "eta 0.01", "step 40",   "back 7", "eta 0.02", "goto 60",
        "goto 5000", "step 9", "remove 1", "goto 9000", "reset",  "step 2"};
    for (size_t i = 0; i < sizeof changes / sizeof *changes; i++) {
        stage_run(changes[i]);
        struct lab *fresh = lab_new();
        struct axis axis = {charts_span(session), 77};
        for (int k = 0; k < CHART_COUNT * session->sim->ball_count; k++) {
            int ball = k / CHART_COUNT, kind = k % CHART_COUNT;
            const struct series *grown =
                lab_series(session->lab, session->sim, ball, (enum quantity)kind, &axis);
            const struct series *made =
                lab_series(fresh, session->sim, ball, (enum quantity)kind, &axis);
            for (int c = 0; c < 77; c++) {
                ck_assert_msg(memcmp(&grown->columns[c], &made->columns[c],
                                     offsetof(struct series_column, overshoots)) == 0,
                              "column %d after `%s`", c, changes[i]);
                ck_assert_int_eq(grown->columns[c].overshoots, made->columns[c].overshoots);
            }
            ck_assert_double_eq(grown->least, made->least);
            ck_assert_double_eq(grown->greatest, made->greatest);
            ck_assert_double_eq(grown->positive, made->positive);
        }
        lab_free(fresh);
    }
}
END_TEST

/* --- the picture --- */

START_TEST(small_charts_without_colors)
{
    display.colors = COLORS_MONO, display.unicode = false;
    stage_run("surface 0.5*(x^2 + 25*y^2) on [-4,4] x [-3,3]");
    stage_run("start 2, 1");
    stage_run("eta 0.06");
    stage_run("step 15");
    stage_run("view charts");
    stage_run("charts loss edge");
    ck_assert_str_eq(stage_draw(40, 12), " overshoot   0.5*(x^2 + 25~   || paused\n"
                                         " 1 n 15  loss 0.312511\n"
                                         " loss   100\n"
                                         "            '\n"
                                         "             !!\n"
                                         "               !!!'''--...____\n"
                                         "        0.1                   '1\n"
                                         "            0           10           20\n"
                                         " 1 sgd n 15  loss 0.3125  eta0 0.06\n"
                                         " eta*L 1.5 of 2  oscillates  4 jumps\n"
                                         " > press : to type a command\n"
                                         " space run  . step  ? help  q quit\n");
}
END_TEST

START_TEST(values_are_told_at_the_cursor)
{
    stage_run("surface 0.5*(x^2 + 25*y^2) on [-4,4] x [-3,3]");
    stage_run("start 2, 1");
    stage_run("eta 0.06");
    stage_run("step 15");
    stage_run("view charts");
    stage_run("hide panel");
    stage_draw(80, 24);
    ck_assert_shows("n 15  loss 0.312511  η 0.06  η·λ 1.5 of 2");
    stage_run("cursor 1"); /* x = 1.88, y = -0.5: loss 0.5*(3.5344 + 6.25) */
    stage_draw(80, 24);
    ck_assert_shows("n 1  loss 4.8922  η 0.06  η·λ 1.5 of 2  ‖g‖ 12.6406");
    stage_run("cursor next");
    ck_assert_int_eq(session->look.cursor, 2);
    stage_run("cursor previous");
    stage_run("cursor previous");
    stage_run("cursor previous");
    ck_assert_int_eq(session->look.cursor, 0);
    stage_draw(80, 24);
    ck_assert_shows("n 0  loss 14.5");
    stage_run("cursor 400");
    stage_draw(80, 24);
    ck_assert_shows("n 400  not on record");
    stage_run("cursor next"); /* back to what there is */
    ck_assert_int_eq(session->look.cursor, 15);
    stage_run("cursor off");
    stage_run("cursor previous"); /* begins where the ball is */
    ck_assert_int_eq(session->look.cursor, 15);
}
END_TEST

/* Of rows between the samples of a thinned record, too. */
START_TEST(values_are_exact_in_a_long_run)
{
    stage_run("surface rosenbrock");
    stage_run("eta 1e-4");
    stage_run("goto 12345");
    char loss[64], text[80];
    snprintf(loss, sizeof loss, "%.6g", sim_row(session->sim, 0)->loss);
    stage_run("goto 20001");
    stage_run("view charts");
    stage_run("hide panel");
    stage_run("cursor 12345");
    stage_draw(80, 24);
    snprintf(text, sizeof text, "n 12345  loss %s", loss);
    ck_assert_shows(text);
}
END_TEST

START_TEST(a_cell_of_a_chart_is_an_iteration)
{
    stage_run("step 15");
    stage_run("view charts");
    stage_run("hide panel");
    stage_draw(80, 24);
    int charts = 0;
    for (int row = 0; row < 24; row++) {
        struct view_place first = view_locate(view, 16, row), last = view_locate(view, 78, row);
        ck_assert_int_eq(first.part, last.part);
        ck_assert(view_locate(view, 15, row).part == VIEW_PART_NONE);
        ck_assert(view_locate(view, 79, row).part != VIEW_PART_CHART);
        if (first.part != VIEW_PART_CHART)
            continue;
        ck_assert_int_eq(first.tick, 0);
        ck_assert_int_eq(last.tick, 20);
        charts++;
    }
    ck_assert_int_ge(charts, 4);
    charts = 0;
    stage_run("view map"); /* the panel has charts, too */
    stage_run("show panel");
    stage_draw(120, 40);
    for (int row = 0; row < 40; row++)
        charts += view_locate(view, 117, row).part == VIEW_PART_CHART;
    ck_assert_int_ge(charts, 4);
}
END_TEST

/* Nothing beyond the area, whatever its size. */
START_TEST(charts_stay_in_their_area)
{
    static const enum color_level levels[] = {COLORS_MONO, COLORS_16, COLORS_256};
    stage_run("surface log(x) + (x - 2)^2*y^2 on [-1,4] x [-2,2]");
    stage_run("start 3, 1");
    stage_run("ball adam");
    stage_run("ball sgd eta=50");
    stage_run("goto 70");
    stage_run("back 9");
    stage_run("cursor 30");
    display.colors = levels[_i % 3], display.unicode = _i / 3;
    frame_resize(frame, 130, 60);
    struct screen screen = screen_begin(frame, session, &display);
    for (int columns = 1; columns < 126; columns += columns < 20 ? 1 : 7)
        for (int rows = 1; rows < 56; rows += rows < 20 ? 1 : 5) {
            struct area area = {2, 3, columns, rows};
            for (int i = 0; i < 130 * 60; i++)
                frame->cells[i] = (struct cell){'~', 0, 1, 2, 4};
            charts_draw(&screen, area);
            int outside = 0;
            for (int i = 0; i < 130 * 60; i++) {
                int column = i % 130 - area.column, row = i / 130 - area.row;
                bool within = column >= 0 && column < columns && row >= 0 && row < rows;
                outside += !within && frame->cells[i].glyph != '~';
            }
            ck_assert_msg(outside == 0, "%dx%d: %d cells outside", columns, rows, outside);
        }
}
END_TEST

/* --- nothing jumps --- */

struct picture {
    int64_t span;
    char *labels; /* of the bounds */
    struct cell *cells;
};

enum { COLUMNS = 100, ROWS = 40, LEFT = 16, TOP = 4, BOTTOM = 4 };

static struct picture take_picture(void)
{
    struct picture picture = {.span = charts_span(session)};
    stage_draw(COLUMNS, ROWS);
    picture.cells = malloc(sizeof *picture.cells * COLUMNS * ROWS);
    memcpy(picture.cells, frame->cells, sizeof *picture.cells * COLUMNS * ROWS);
    return picture;
}

static bool same_bounds(const struct picture *a, const struct picture *b)
{
    for (int row = TOP; row < ROWS - BOTTOM; row++)
        for (int column = 0; column < LEFT; column++)
            if (a->cells[row * COLUMNS + column].glyph != b->cells[row * COLUMNS + column].glyph)
                return false;
    return a->span == b->span;
}

/* From one iteration to the next only the columns from the ball's last place on are others,
 * unless a bound makes one of its few steps. */
START_TEST(the_past_stands_still)
{
    static const char *const races[] = {"surface ravine\neta 0.07", "surface ravine\neta 0.0795",
                                        "surface rosenbrock\neta 0.001\nball adam\nball newton",
                                        "surface bumpy_slope\nmomentum 0.9\nschedule time"};
    char *lines = strdup(races[_i % 4]);
    for (char *line = strtok(lines, "\n"); line; line = strtok(NULL, "\n"))
        stage_run(line);
    free(lines);
    stage_run("view charts");
    stage_run("hide panel");
    display.colors = _i < 4 ? COLORS_DIRECT : COLORS_MONO;
    struct picture before = take_picture();
    int steps = 0;
    for (int tick = 1; tick <= 200; tick++) {
        stage_run("step");
        struct picture now = take_picture();
        struct axis axis = {now.span, COLUMNS - 1 - LEFT};
        int moved = LEFT + axis_column(&axis, tick - 1);
        bool same = same_bounds(&before, &now);
        steps += !same;
        for (int row = TOP; row < ROWS - BOTTOM && same; row++)
            ck_assert_msg(memcmp(&before.cells[row * COLUMNS], &now.cells[row * COLUMNS],
                                 sizeof *now.cells * (size_t)moved) == 0,
                          "tick %d, row %d:\n%s", tick, row, shown.bytes);
        free(before.cells);
        before = now;
    }
    free(before.cells);
    ck_assert_int_ge(steps, 4); /* 20, 50, 100, 200 */
    ck_assert_int_le(steps, 20);
}
END_TEST

/* --- ghosts --- */

/* The run before goes on where this one is not yet, and the axis goes as far as it went. */
START_TEST(ghosts_are_dots)
{
    stage_run("surface 0.5*(x^2 + 25*y^2) on [-4,4] x [-3,3]");
    stage_run("start 2, 0");
    stage_run("eta 0.05");
    stage_run("view charts");
    stage_run("charts loss");
    stage_run("goto 30");
    stage_run("ghost");
    stage_draw(160, 30);
    ck_assert_int_eq(stage_count(0x25E6), 0); /* the shape's rim is seen before it */
    stage_run("reset");
    stage_run("eta 0.01");
    stage_run("goto 10");
    ck_assert_int_eq(charts_span(session), 50);
    stage_draw(160, 30);
    ck_assert_int_ge(stage_count(0x25E6), 25);
    stage_run("ball adam");
    stage_draw(160, 30); /* this one has none */
    ck_assert_int_eq(stage_count(0x25E6), 0);
    stage_run("select 1");
    stage_run("hide ghost");
    ck_assert_int_eq(charts_span(session), 20);
    stage_draw(160, 30);
    ck_assert_int_eq(stage_count(0x25E6), 0);
}
END_TEST

/* eta 0.05 on a quadratic of 1: x *= 0.95. Every value of the ghost is in its record. */
START_TEST(ghosts_have_values)
{
    stage_run("surface 0.5*(x^2 + y^2) on [-4,4] x [-3,3]");
    stage_run("start 2, 0");
    stage_run("eta 0.05");
    stage_run("goto 3000");
    stage_run("back 1000");
    stage_run("ghost");
    const struct ghost_track *track = &session->ghosts.items[0].tracks[0];
    ck_assert_int_gt(track->row_count, GHOST_ROWS_MAX / 2);
    ck_assert_int_le(track->row_count, GHOST_ROWS_MAX);
    int64_t last = track->rows[track->row_count - 1].n;
    ck_assert(last > 1900 && last <= 2000);
    for (int i = 0; i < track->row_count; i++) {
        const struct row *row = &track->rows[i];
        double x = 2 * pow(0.95, (double)row->n);
        ck_assert_double_eq_tol(row->x, x, 1e-9);
        ck_assert_double_eq_tol(row->loss, 0.5 * x * x, 1e-9);
        ck_assert_double_eq_tol(row_gradient_norm(row), x, 1e-9);
        ck_assert_double_eq(row->eta, 0.05);
        ck_assert_double_eq_tol(row_stability(row).product, 0.05, 1e-12);
    }
}
END_TEST

int main(void)
{
    TCase *tests = tcase_create("charts");
    tcase_add_checked_fixture(tests, stage_begin, stage_end);
    tcase_add_test(tests, the_axis_ends_at_a_round_number);
    tcase_add_test(tests, columns_and_iterations_agree);
    tcase_add_test(tests, bounds_are_round);
    tcase_add_test(tests, labels_are_short);
    tcase_add_test(tests, numbers_of_a_quadratic);
    tcase_add_test(tests, distances_are_to_the_nearest_minimum);
    tcase_add_test(tests, a_long_record_keeps_its_extremes);
    tcase_add_test(tests, columns_grow_as_they_are_made_anew);
    tcase_add_test(tests, small_charts_without_colors);
    tcase_add_test(tests, values_are_told_at_the_cursor);
    tcase_add_test(tests, values_are_exact_in_a_long_run);
    tcase_add_test(tests, a_cell_of_a_chart_is_an_iteration);
    tcase_add_test(tests, ghosts_are_dots);
    tcase_add_test(tests, ghosts_have_values);
    tcase_add_loop_test(tests, charts_stay_in_their_area, 0, 6);
    tcase_add_loop_test(tests, the_past_stands_still, 0, 8);
    return suite_run("charts", tests);
}
