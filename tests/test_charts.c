/* Charts: their axis, bounds and numbers, what is drawn where, and that the past stands still. */

#include "../src/view/charts.h"
#include "../src/view/recorded.h"
#include "../src/view/slice.h"
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

/* Of a figure that does not move nothing is left blank. */
START_TEST(figures_end_at_the_last_row)
{
    display.bare = true;
    stage_run("single on");
    stage_run("goto 120");
    struct screen screen = screen_begin(frame, session, &display);
    ck_assert_int_eq((int64_t)charts_across(&screen).high, 200);
    display.still = true;
    ck_assert_int_eq((int64_t)charts_across(&screen).high, 120);
    display.bare = false;
    ck_assert_int_eq((int64_t)charts_across(&screen).high, 200);
    display.still = false;
    stage_run("single off");
}
END_TEST

/* Both ends are at the middle of the outermost columns, and what is between lies evenly. */
START_TEST(columns_and_iterations_agree)
{
    static const struct axis axes[] = {{20, 4},   {20, 21},  {20, 20},    {20, 97},
                                       {100, 97}, {50, 100}, {500, 33},   {1000, 90},
                                       {200, 7},  {5, 2},    {20000, 400}};
    for (size_t i = 0; i < sizeof axes / sizeof *axes; i++) {
        const struct axis *axis = &axes[i];
        double step = (axis->columns - 1) / (double)axis->span;
        ck_assert_int_eq(axis_column(axis, 0), 0);
        ck_assert_int_eq(axis_column(axis, axis->span), axis->columns - 1);
        ck_assert_int_eq(axis_tick(axis, 0), 0);
        ck_assert_int_eq(axis_tick(axis, axis->columns - 1), axis->span);
        for (int64_t tick = 0; tick <= axis->span; tick++)
            ck_assert(fabs(axis_column(axis, tick) - (double)tick * step) <= 0.5);
        for (int column = 0; column < axis->columns; column++)
            ck_assert(fabs((double)axis_tick(axis, column) - column / step) <= 0.5);
    }
    ck_assert_int_eq(axis_column(&axes[0], INT64_C(1000000000000)), 4);
    ck_assert_int_eq(axis_column(&(struct axis){20, 1}, 20), 0);
}
END_TEST

/* --- bounds --- */

static struct extent extent_from(const double *values, int count)
{
    struct extent extent = extent_new();
    for (int i = 0; i < count; i++)
        extent_add(&extent, (struct bounds){values[i], values[i]});
    return extent;
}

/* One ball that has been there. */
START_TEST(bounds_are_round)
{
    static const struct {
        enum quantity quantity;
        double values[4];
        double limit;
        double low, high;
        bool logarithmic;
    } rows[] = {
        {QUANTITY_LOSS, {8.2, 8.2, 8.2, 8.2}, 0, 0, 1, true},
        {QUANTITY_LOSS, {8.2, 0.02, 0.02, 0.02}, 0, -2, 1, true},
        {QUANTITY_LOSS, {8.2, 2e-3, 2e-3, 2e-3}, 0, -3, 1, true},
        {QUANTITY_LOSS, {8.2, 2e-4, 2e-4, 2e-4}, 0, -6, 1, true},
        {QUANTITY_LOSS, {8.2, 0.5, 0, 0}, 0, -1, 1, true},
        {QUANTITY_LOSS, {8.2, 1e-9, 8, 7}, 0, -2, 1, true},       /* a dip is no level */
        {QUANTITY_LOSS, {1e9, 1e-9, 1e-9, 1e-9}, 0, -6, 9, true}, /* rounding is no news */
        {QUANTITY_LOSS, {-1.3, 3.1, 0.1, 1}, 0, -2, 4, false},
        {QUANTITY_LOSS, {-3, -100, -150, -186.7}, 0, -200, 0, false},
        {QUANTITY_LOSS, {0, 0, 0, 0}, 0, 0, 1, false},
        {QUANTITY_ETA, {0.1, 0.1, 0.1, 0.1}, 0, 0, 0.2, false},
        {QUANTITY_ETA, {0.08, 0.07, 0.06, 0.05}, 0, 0, 0.1, false},
        {QUANTITY_ETA, {0.09, 1e-3, 1e-4, 1e-5}, 0, 0, 0.1, false}, /* a rate that falls to 0 */
        {QUANTITY_EDGE, {0.1, 1.9, 1.9, 1.9}, 2, 0, 2.5, false},
        {QUANTITY_EDGE, {0.1, 1.9, 2.6, 1.9}, 2, 0, 4, false},
        {QUANTITY_EDGE, {0.1, 1.9, 1000, 1.9}, 2, 0, 4, false}, /* the edge stays in sight */
        {QUANTITY_EDGE, {0.1, 1, 1, 1}, 3.8, 0, 5, false},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct extent extent = extent_from(rows[i].values, 4);
        struct chart_scale scale = chart_scale_of(rows[i].quantity, &extent, 1, rows[i].limit);
        ck_assert_msg(fabs(scale.low - rows[i].low) <= 1e-9 * fabs(rows[i].low) &&
                          fabs(scale.high - rows[i].high) <= 1e-9 * fabs(rows[i].high) &&
                          (scale.decades > 0) == rows[i].logarithmic,
                      "row %zu: %g … %g", i, scale.low, scale.high);
    }
    struct chart_scale scale = {-3, 1, 1};
    ck_assert_double_eq_tol(chart_scale_place(&scale, 10), 1, 1e-12);
    ck_assert_double_eq_tol(chart_scale_place(&scale, 0.1), -1, 1e-12);
    ck_assert_double_eq(chart_scale_place(&scale, 0), -7); /* below the bottom */
    ck_assert_double_eq(chart_scale_place(&scale, HUGE_VAL), 5);
}
END_TEST

/* Those who have left, or have as good as arrived, press nobody flat. */
START_TEST(nobody_presses_the_others_flat)
{
    static const double rolls[] = {8, 6, 5, 4}, climbs[] = {8, 1e4, 1e9, 1e14};
    static const double arrives[] = {8, 1e-4, 1e-8, 1e-9, 1e-11, 1e-12};
    struct extent extents[] = {extent_from(rolls, 4), extent_from(climbs, 4),
                               extent_from(arrives, 6)};
    for (int gone = 0; gone < 2; gone++) {
        extents[1].gone = gone;
        struct chart_scale scale = chart_scale_of(QUANTITY_LOSS, extents, 3, 0);
        ck_assert_double_eq(scale.low, 0);
        ck_assert_double_eq(scale.high, gone ? 1 : 3);
    }
    struct chart_scale alone = chart_scale_of(QUANTITY_LOSS, &extents[2], 1, 0);
    ck_assert_double_le(alone.low, -12); /* who runs alone is seen all the way */
    struct chart_scale lost = chart_scale_of(QUANTITY_LOSS, &extents[1], 1, 0);
    ck_assert_double_ge(lost.high, 5);
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

static const struct series *series_of(enum quantity quantity)
{
    return lab_series(session->lab, session->sim, 0, quantity);
}

static struct bucket values_at(enum quantity quantity, int row)
{
    return series_of(quantity)->line.buckets[row];
}

static double limit_at(enum quantity quantity, int64_t tick)
{
    const struct series *series = series_of(quantity);
    int i = series->level_count - 1;
    while (i > 0 && series->levels[i].from > tick)
        i--;
    return series->levels[i].value;
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
        struct bucket loss = values_at(QUANTITY_LOSS, n);
        ck_assert_double_eq_tol(loss.low.y, 0.5 * (x * x + 25 * y * y), 1e-12);
        ck_assert_double_eq(loss.low.y, loss.high.y);
        ck_assert_double_eq(values_at(QUANTITY_ETA, (int)n).low.y, 0.06);
        ck_assert_double_eq_tol(values_at(QUANTITY_EDGE, (int)n).low.y, 1.5, 1e-12);
        ck_assert_double_eq(limit_at(QUANTITY_EDGE, n), 2);
        ck_assert_double_eq_tol(values_at(QUANTITY_GRADIENT, (int)n).low.y, hypot(x, 25 * y),
                                1e-12);
        ck_assert_double_eq_tol(values_at(QUANTITY_DISTANCE, (int)n).low.y, hypot(x, y), 1e-9);
    }
    const struct series *series = series_of(QUANTITY_LOSS);
    ck_assert_int_ge(series->jump_count, 1); /* y goes to the other side, and x hardly moves */
    ck_assert_int_eq((int)series->jumps[0].tick, 1);
    stage_run("momentum 0.5");
    ck_assert_double_eq(limit_at(QUANTITY_EDGE, 19), 2);
    ck_assert_double_eq(limit_at(QUANTITY_EDGE, 20), 3);
}
END_TEST

START_TEST(distances_are_to_the_nearest_minimum)
{
    stage_run("surface himmelblau"); /* minima at (3, 2), (-2.805, 3.131), … */
    stage_run("start 3.3, 2.4");
    const struct series *series = series_of(QUANTITY_DISTANCE);
    ck_assert_double_eq_tol(series->line.buckets[0].low.y, 0.5, 1e-6);
    const struct row other = {.x = -2.805118, .y = 3.131312};
    ck_assert_double_eq_tol(series_value(series, &other), 0, 1e-5);
    stage_run("surface (x - 1)^2 + y^2 on [-4,4] x [-3,3]"); /* found by Newton's method */
    stage_run("start -2, 4");
    stage_run("zoom 8 at -3, -2"); /* whatever is in view */
    ck_assert_double_eq_tol(values_at(QUANTITY_DISTANCE, (int)0).low.y, 5, 1e-9);
    stage_run("surface (x - 1)^2 + y^2 on [4,8] x [4,8]"); /* there is none in the domain */
    stage_run("start -2, 4");
    stage_run("eta 0.4"); /* a fifth of the way is left by each step */
    ck_assert(isnan(values_at(QUANTITY_DISTANCE, (int)0).low.y));
    stage_run("goto 20");
    series = series_of(QUANTITY_DISTANCE);
    ck_assert_double_eq_tol(series->line.buckets[0].low.y, 5, 1e-6);
    ck_assert_double_eq_tol(series->line.buckets[2].low.y, 0.2, 1e-6);
    stage_run("surface sin(20*x) + sin(20*y) on [-4,4] x [-4,4]"); /* too many to be of use */
    ck_assert(isnan(values_at(QUANTITY_DISTANCE, (int)0).low.y));
    stage_run("let k = 1");
    stage_run("surface (x - k)^2 + y^2 on [-4,4] x [-3,3]");
    stage_run("start -2, 0");
    ck_assert_double_eq_tol(values_at(QUANTITY_DISTANCE, (int)0).low.y, 3, 1e-9);
    stage_run("let k = 2"); /* the minimum moves, and what was measured with it */
    ck_assert_double_eq_tol(values_at(QUANTITY_DISTANCE, (int)0).low.y, 4, 1e-9);
}
END_TEST

/* A million rows fit: buckets have the least and the greatest of all their rows. */
START_TEST(a_long_record_keeps_its_extremes)
{
    stage_run("surface x^2 + y^2");
    stage_run("eta 1e-4");
    stage_run("goto 20000");
    series_of(QUANTITY_LOSS);
    struct point start = session->sim->conditions.start;
    double first = start.x * start.x + start.y * start.y;
    double factor = (1 - 2e-4) * (1 - 2e-4); /* of a step */
    for (int columns = 0; columns <= 50; columns += 50) {
        struct thinned line = lab_series_line(session->lab, 0, QUANTITY_LOSS, columns);
        ck_assert_int_gt((int)line.stride, 1);
        for (int i = 0; i + 1 < line.count; i++) {
            double high = first * pow(factor, (double)(line.stride * i));
            ck_assert_double_eq_tol(line.buckets[i].first.y / high, 1, 1e-9);
            ck_assert_double_eq_tol(line.buckets[i].high.y / high, 1, 1e-9);
            ck_assert_double_eq_tol(
                line.buckets[i].low.y / (high * pow(factor, (double)(line.stride - 1))), 1, 1e-9);
        }
    }
}
END_TEST

/* What is added row by row is what is collected at once. */
START_TEST(lines_grow_as_they_are_made_anew)
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
        for (int k = 0; k < CHART_COUNT * session->sim->ball_count; k++) {
            int ball = k / CHART_COUNT, kind = k % CHART_COUNT;
            const struct series *grown =
                lab_series(session->lab, session->sim, ball, (enum quantity)kind);
            const struct series *made = lab_series(fresh, session->sim, ball, (enum quantity)kind);
            ck_assert_int_eq(grown->line.count, made->line.count);
            for (int c = 0; c < made->line.count; c++)
                ck_assert_msg(memcmp(&grown->line.buckets[c], &made->line.buckets[c],
                                     offsetof(struct bucket, low_first)) == 0,
                              "bucket %d after `%s`", c, changes[i]);
            ck_assert_int_eq(grown->level_count, made->level_count);
            for (int c = 0; c < made->level_count; c++)
                ck_assert_double_eq(grown->levels[c].value, made->levels[c].value);
            ck_assert_int_eq(grown->jump_count, made->jump_count);
            for (int c = 0; c < made->jump_count; c++)
                ck_assert(grown->jumps[c].tick == made->jumps[c].tick &&
                          grown->jumps[c].worsens == made->jumps[c].worsens);
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
    ck_assert_str_eq(stage_draw(40, 12), " overshoot  0.5*(x^2 ~         || n 15\n"
                                         " loss  0.3125                    1 n 15\n"
                                         "    100 ' ' ' ' ' ' ' ' ' ' ' ' ' '\n"
                                         "        .\n"
                                         "         ''..\n"
                                         "      1 ' ' ''''''''......... ' ' '\n"
                                         "                             1\n"
                                         "        0            10           20 n\n"
                                         " 1 sgd       loss 0.3125   eta < 0.06 >\n"
                                         " eta*L 1.50/2   . rolls   overshot 4\n"
                                         " > press : to type a command\n"
                                         " space run  : command    ? help  q quit\n");
}
END_TEST

START_TEST(values_are_told_at_the_cursor)
{
    stage_run("surface 0.5*(x^2 + 25*y^2) on [-4,4] x [-3,3]");
    stage_run("start 2, 1");
    stage_run("eta 0.06");
    stage_run("step 15");
    stage_run("view charts");
    stage_run("charts loss eta edge gradient");
    stage_run("hide panel");
    stage_draw(80, 24);
    ck_assert_shows("● n 15");
    ck_assert_shows("loss  0.3125");
    ck_assert_shows("η     0.06");
    ck_assert_shows("η·λ   1.5      of 2");
    stage_run("cursor 1"); /* x = 1.88, y = -0.5: loss 0.5*(3.5344 + 6.25) */
    stage_draw(80, 24);
    ck_assert_shows("● n 1");
    ck_assert_shows("loss  4.892");
    ck_assert_shows("‖g‖   12.64");
    stage_run("cursor next");
    ck_assert_int_eq(session->look.cursor, 2);
    stage_run("cursor previous");
    stage_run("cursor previous");
    stage_run("cursor previous");
    ck_assert_int_eq(session->look.cursor, 0);
    stage_draw(80, 24);
    ck_assert_shows("loss  14.5");
    stage_run("cursor 400");
    stage_draw(80, 24);
    ck_assert_shows("● n 400 not on record");
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
    snprintf(loss, sizeof loss, "%.4g", sim_row(session->sim, 0)->loss);
    stage_run("goto 20001");
    stage_run("view charts");
    stage_run("hide panel");
    stage_run("cursor 12345");
    stage_draw(80, 24);
    snprintf(text, sizeof text, "loss  %s", loss);
    ck_assert_shows(text);
    ck_assert_shows("n 12345");
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
        struct view_place first = view_locate(view, 8, row), last = view_locate(view, 75, row);
        ck_assert((first.target.kind == TARGET_CHART) == (last.target.kind == TARGET_CHART));
        ck_assert(view_locate(view, 7, row).target.kind != TARGET_CHART);
        ck_assert(view_locate(view, 76, row).target.kind != TARGET_CHART);
        if (first.target.kind != TARGET_CHART)
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
        charts += view_locate(view, 110, row).target.kind == TARGET_CHART;
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
    static struct sheets sheets[2];
    struct screen screen = screen_begin(frame, session, &display);
    screen.sheets = sheets;
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

/* --- lines, read from their dots --- */

enum { PLOT_COLUMNS = 60, PLOT_ROWS = 12, GUTTER = 6, MARGIN = 14 };
static const struct area plot_area = {8, 3, PLOT_COLUMNS, PLOT_ROWS};

/* What was drawn where. */
struct chart {
    struct chart_scale x, y;
};

static struct chart draw_chart(enum quantity quantity)
{
    static struct sheets sheets;
    struct recorded recorded;
    struct screen screen = screen_begin(frame, session, &display);
    screen.sheets = &sheets;
    frame_resize(frame, 100, 20);
    recorded_begin(&recorded, &screen, &sheets, GUTTER, MARGIN);
    recorded_add(&recorded, quantity, plot_area);
    recorded_ask(&recorded, plot_area);
    ck_assert(recorded_draw(&recorded, 0));
    return (struct chart){recorded.sheet->key.x, recorded.sheet->key.plots[0].y};
}

static const struct cell *plot_cell_at(int column, int row)
{
    return frame_cell(frame, plot_area.column + column, plot_area.row + row);
}

/* Whether a dot of the plot is lit, in a ball's colour; ball -1: in any but the grid's. */
static bool has_dot(int x, int y, int ball)
{
    static const int bits[4][2] = {{1, 8}, {2, 16}, {4, 32}, {64, 128}};
    const struct theme *theme = theme_of(display.colors, display.light);
    const struct cell *cell = plot_cell_at(x / 2, y / 4);
    if (cell->glyph < 0x2800 || cell->glyph > 0x28FF || cell->fg == theme->roles[ROLE_GRID])
        return false;
    return (cell->glyph & (uint32_t)bits[y % 4][x % 2]) &&
           (ball < 0 || cell->fg == theme_ball(theme, ball));
}

/* In dots from the upper left corner. */
static struct point dot_of(const struct chart *chart, double tick, double loss)
{
    const struct chart_scale *scale = &chart->y;
    double up = (log10(loss) - scale->low) / (scale->high - scale->low);
    return (struct point){tick / chart->x.high * (2 * PLOT_COLUMNS - 1),
                          (1 - up) * (4 * PLOT_ROWS - 1)};
}

static bool has_dot_near(struct point at, int ball)
{
    for (int x = (int)lround(at.x) - 1; x <= (int)lround(at.x) + 1; x++)
        for (int y = (int)lround(at.y) - 1; y <= (int)lround(at.y) + 1; y++)
            if (x >= 0 && y >= 0 && x < 2 * PLOT_COLUMNS && y < 4 * PLOT_ROWS &&
                has_dot(x, y, ball))
                return true;
    return false;
}

/* The distance of a dot from the polyline of a ball's losses. */
static double distance_to_line(const struct chart *chart, double x, double y, const double *losses,
                               int count)
{
    double nearest = HUGE_VAL;
    for (int n = 1; n < count; n++) {
        struct point a = dot_of(chart, n - 1, losses[n - 1]), b = dot_of(chart, n, losses[n]);
        double dx = b.x - a.x, dy = b.y - a.y;
        double share = ((x - a.x) * dx + (y - a.y) * dy) / (dx * dx + dy * dy);
        share = fmin(fmax(share, 0), 1);
        nearest = fmin(nearest, hypot(x - a.x - share * dx, y - a.y - share * dy));
    }
    return nearest;
}

static void take_losses(int ball, int count, double *losses)
{
    for (int n = 0; n < count; n++) {
        struct row row;
        ck_assert(lab_row_at(session->lab, session->sim, ball, n, &row));
        losses[n] = row.loss;
    }
}

/* Every row has its dot, and there are no dots but those of the line. */
START_TEST(dots_are_the_losses)
{
    static const char *const runs[] = {
        "surface ravine\neta 0.05", "surface rosenbrock\noptimizer adam\neta 0.1",
        "surface himmelblau\noptimizer nesterov\neta 0.01", "surface bowl\neta 0.4\nnoise 0.5"};
    enum { ROWS_DRAWN = 19 };
    double losses[ROWS_DRAWN];
    char *lines = strdup(runs[_i]);
    for (char *line = strtok(lines, "\n"); line; line = strtok(NULL, "\n"))
        stage_run(line);
    free(lines);
    stage_run("goto 18");
    struct chart chart = draw_chart(QUANTITY_LOSS);
    take_losses(0, ROWS_DRAWN, losses);
    ck_assert(chart.y.decades > 0);
    for (int n = 0; n < ROWS_DRAWN; n++)
        ck_assert_msg(has_dot_near(dot_of(&chart, n, losses[n]), -1), "no dot of row %d", n);
    int lit = 0, stray = 0;
    for (int i = 0; i < 8 * PLOT_COLUMNS * PLOT_ROWS; i++) {
        int x = i % (2 * PLOT_COLUMNS), y = i / (2 * PLOT_COLUMNS);
        bool dot = has_dot(x, y, 0); /* landings are other inks */
        lit += dot;
        stray += dot && distance_to_line(&chart, x, y, losses, ROWS_DRAWN) > 2.5;
    }
    ck_assert_int_ge(lit, 60);
    ck_assert_int_le(stray, lit / 20); /* of a landing that shares a cell */
}
END_TEST

/* The numbers beside a logarithmic chart stand at their decades, evenly. */
START_TEST(decades_have_their_numbers)
{
    int numbers = 0, last = 0, apart = 0;
    stage_run("surface ravine");
    stage_run("eta 0.05");
    stage_run(_i ? "goto 300" : "goto 18");
    struct chart chart = draw_chart(QUANTITY_LOSS);
    for (int row = 0; row < PLOT_ROWS; row++) {
        char text[GUTTER + 1] = {0};
        for (int i = 0; i < GUTTER; i++)
            text[i] =
                (char)frame_cell(frame, plot_area.column - GUTTER + i, plot_area.row + row)->glyph;
        double value = atof(text);
        if (value == 0)
            continue;
        ck_assert_double_eq_tol(log10(value), round(log10(value)), 1e-9);
        ck_assert_int_eq((int)floor(dot_of(&chart, 0, value).y + 0.5) / 4, row);
        ck_assert(numbers < 2 || row - last == apart);
        apart = row - last, last = row;
        numbers++;
    }
    ck_assert_int_ge(numbers, 3);
    ck_assert_int_ge(apart, 2);
}
END_TEST

/* Of a linear scale numbers are a whole number of rows apart, each as far below the upper side of
 * its row as the others; all that was to be seen is. */
START_TEST(numbers_stand_on_their_lines)
{
    static const struct {
        double low, high;
        int rows;
    } cases[] = {{0, 0.2, 4},  {0, 0.2, 12}, {0, 4, 5}, {0, 4, 8},   {-2, 6, 20},  {-10, 5, 6},
                 {-1, 0.5, 8}, {0, 2.5, 6},  {3, 5, 9}, {-8, 4, 12}, {0, 1e-5, 7}, {-200, 0, 15}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct chart_scale scale = {cases[i].low, cases[i].high, 0, 0};
        int dots = 4 * cases[i].rows;
        chart_scale_fit(&scale, cases[i].rows, 4);
        ck_assert_double_gt(scale.step, 0);
        struct ticks ticks = axis_ticks_by(scale.low, scale.high, scale.step);
        ck_assert_int_ge(ticks.count, 2);
        for (int k = 0; k < ticks.count; k++) {
            double down = (scale.high - ticks.items[k].at) / (scale.high - scale.low) * (dots - 1);
            ck_assert_double_eq_tol(down, round(down), 1e-6);
            ck_assert_msg((int)lround(down) % 4 == 1, "case %zu: %g at dot %g", i,
                          ticks.items[k].at, down);
        }
        double span = cases[i].high - cases[i].low;
        ck_assert_double_le(scale.low, cases[i].low + 1e-9 * span);
        ck_assert_double_ge(scale.high, cases[i].high - 1e-9 * span);
        ck_assert_double_le(scale.high - scale.low, 1.7 * span);
    }
}
END_TEST

static bool has_mark(int *column, int row, uint32_t mark, uint32_t arrow)
{
    for (*column = 0; *column + 1 < PLOT_COLUMNS; ++*column)
        if (plot_cell_at(*column, row)->glyph == mark &&
            plot_cell_at(*column + 1, row)->glyph == arrow)
            return true;
    return false;
}

/* Who climbs for ever, and who is at the bottom for good, have their marks where they left. */
START_TEST(who_leaves_has_his_mark_at_the_edge)
{
    int column, n = 0;
    stage_run("surface x^2 + y^2 on [-4,4] x [-4,4]");
    stage_run("start 3, 1");
    stage_run("eta 0.02");
    stage_run("ball sgd eta=5");   /* times 81 in each step */
    stage_run("ball sgd eta=0.5"); /* at 0 at once */
    stage_run("goto 18");
    struct chart chart = draw_chart(QUANTITY_LOSS);
    ck_assert_double_ge(chart.y.low, -0.2);
    ck_assert_double_le(chart.y.high, 3);
    double losses[19];
    take_losses(1, 3, losses);
    while (n + 1 < 3 && log10(losses[n + 1]) <= chart.y.high)
        n++;
    ck_assert(has_mark(&column, 0, 0x25C6, 0x25B4));
    ck_assert_int_eq(column, (int)(dot_of(&chart, n, 1).x + 0.5) / 2);
    ck_assert(has_mark(&column, PLOT_ROWS - 1, 0x25B2, 0x25BE));
    ck_assert_int_eq(column, 0);
    ck_assert_int_eq(plot_cell_at(55, 0)->fg == theme_ball(theme_of(COLORS_DIRECT, false), 1), 0);
    /* the first one has all the room, and is not pressed flat */
    take_losses(0, 19, losses);
    ck_assert(has_dot_near(dot_of(&chart, 2, losses[2]), 0));
    ck_assert_double_ge(dot_of(&chart, 18, losses[18]).y - dot_of(&chart, 0, losses[0]).y, 12);
}
END_TEST

/* Those that left at once stand one below the other: they have one n. */
START_TEST(who_left_at_once_has_one_n)
{
    int column, other;
    stage_run("surface x^2 + y^2 on [-4,4] x [-4,4]");
    stage_run("start 3, 1");
    stage_run("eta 0.02");
    stage_run("ball sgd eta=5");
    stage_run("ball like 2");
    stage_run("ball like 1");
    stage_run("goto 18");
    draw_chart(QUANTITY_LOSS);
    ck_assert(has_mark(&column, 0, 0x25C6, 0x25B4));
    ck_assert(has_mark(&other, 1, 0x25B2, 0x25B4));
    ck_assert_int_eq(column, other);
}
END_TEST

/* Marks and names at the lines' ends are all seen, each in a row of its own. */
START_TEST(ends_have_names)
{
    stage_run("surface rosenbrock");
    stage_run("start -1.2, 1");
    stage_run("eta 0.001");
    stage_run("ball nesterov eta=0.001");
    stage_run("ball adagrad eta=0.5");
    stage_run("ball adam eta=0.1");
    stage_run("goto 20");
    draw_chart(QUANTITY_LOSS);
    static const uint32_t marks[] = {0x25CF, 0x25C6, 0x25B2, 0x2605};
    static const char *const names[] = {"sgd", "nesterov", "adagrad", "adam"};
    (void)marks;
    int named = 0;
    for (int row = 0; row < PLOT_ROWS; row++)
        for (int ball = 0; ball < 4; ball++) {
            bool same = true;
            for (size_t i = 0; i < strlen(names[ball]); i++)
                same &=
                    plot_cell_at(PLOT_COLUMNS + 2 + (int)i, row)->glyph == (uint32_t)names[ball][i];
            same &= plot_cell_at(PLOT_COLUMNS + 2 + (int)strlen(names[ball]), row)->glyph == ' ';
            named += same;
        }
    ck_assert_int_eq(named, 4);
}
END_TEST

/* What the table has not is told there, as far as it goes to the right; of the loss it is not. */
START_TEST(ends_have_values)
{
    stage_run("surface bowl");
    stage_run("start 3, 4");
    stage_run("eta 0.25");
    stage_run("ball adam eta=0.1");
    stage_run("goto 2");
    stage_run("view charts");
    stage_run("charts loss distance");
    for (int i = 0; i < 2; i++) {
        stage_draw(120, 36);
        ck_assert_shows("sgd: 1.250");
        ck_assert_hides("sgd: 1.562");
        stage_run("chart loss, distance");
    }
}
END_TEST

/* Where lines go on to the right end there is room for names beside it, or near it. */
START_TEST(names_at_the_right_end)
{
    stage_run("surface rosenbrock");
    stage_run("eta 0.001");
    stage_run("ball nesterov eta=0.001");
    stage_run("goto 20");
    stage_draw(_i ? 160 : 120, 45);
    int names = 0;
    for (const char *at = shown.bytes; (at = strstr(at, "nesterov")); at++)
        names++;
    ck_assert_int_eq(names, 4); /* in the legend, on the map, of the next step, and here */
    ck_assert_int_eq(stage_shows("◆ nesterov\n"), _i);
}
END_TEST

/* Lines on or beside each other in one row of cells take turns there, each in its own colour; both
 * are whole, so that none seems to jump. */
START_TEST(lines_in_one_row_take_turns)
{
    static const char *const others[] = {"ball adam eta=0.12", "ball adam eta=0.125"};
    const struct theme *theme = theme_of(COLORS_DIRECT, false);
    stage_run("surface ravine");
    stage_run("eta 0.12");
    stage_run(others[_i]);
    stage_run("goto 20");
    draw_chart(QUANTITY_ETA);
    int cells[2] = {0}, turns = 0, others_glyphs = 0;
    uint32_t glyph = 0;
    color last = theme_ball(theme, 0);
    for (int column = 0; column < PLOT_COLUMNS; column++)
        for (int row = 0; row < PLOT_ROWS; row++)
            for (int ball = 0; ball < 2; ball++) {
                const struct cell *cell = plot_cell_at(column, row);
                if (cell->fg != theme_ball(theme, ball))
                    continue;
                cells[ball]++;
                turns += last != cell->fg;
                last = cell->fg;
                glyph = glyph ? glyph : cell->glyph;
                others_glyphs += cell->glyph != glyph;
            }
    ck_assert_int_eq(cells[0] + cells[1], PLOT_COLUMNS);
    ck_assert_int_le(abs(cells[0] - cells[1]), 2);
    ck_assert_int_ge(turns, PLOT_COLUMNS / 4);
    ck_assert_int_le(others_glyphs, 1); /* where they end */
}
END_TEST

/* Bounds are others only in a few steps, and never to and fro. */
START_TEST(ranges_stand_still)
{
    static const char *const runs[] = {"surface ravine\noptimizer adam\neta 0.1",
                                       "surface ravine\neta 0.079", "surface rosenbrock\neta 0.001",
                                       "surface bumpy_slope\neta 0.3\nnoise 1"};
    char *lines = strdup(runs[_i]);
    for (char *line = strtok(lines, "\n"); line; line = strtok(NULL, "\n"))
        stage_run(line);
    free(lines);
    stage_run("goto 20");
    int moves = 0;
    struct chart before = draw_chart(QUANTITY_LOSS);
    for (int i = 0; i < 60; i++) {
        stage_run("step");
        struct chart now = draw_chart(QUANTITY_LOSS);
        moves += now.y.low != before.y.low || now.y.high != before.y.high;
        ck_assert_double_le(now.y.low, before.y.low);
        ck_assert_double_ge(now.y.high, before.y.high);
        before = now;
    }
    ck_assert_int_le(moves, 2);
}
END_TEST

/* The slice stands still while the ball leaps to and fro; where it comes to rest, an axis is halved
 * when the leap has become small in it. */
START_TEST(the_slice_stands_still)
{
    static const char *const rates[] = {"eta 0.08", "eta 0.076"};
    int moves = 0;
    stage_run("surface 0.5*(x^2 + 25*y^2) on [-4,4] x [-2,2]");
    stage_run("start 0, 1.5");
    stage_run(rates[_i]);
    stage_run("goto 4");
    frame_resize(frame, 100, 30);
    struct slice_flight before = {0}, now = {0};
    for (int i = 0; i < 60; i++, before = now) {
        struct screen screen = screen_begin(frame, session, &display);
        screen.slice = &now;
        slice_draw_ground(&screen, (struct area){1, 1, 90, 26});
        ck_assert(now.shown);
        double leap = fabs(now.to.x - now.from.x), width = now.plane.x1 - now.plane.x0;
        ck_assert(leap > width / 4.5 && leap < width);
        ck_assert_double_eq_tol(now.plane.x0 + now.plane.x1, 0, 1e-12); /* about the minimum */
        if (i > 0 && width != before.plane.x1 - before.plane.x0) {
            ck_assert_double_eq(width, (before.plane.x1 - before.plane.x0) / 2);
            moves++;
        }
        stage_run("step");
    }
    ck_assert_int_le(moves, _i ? 9 : 0); /* 0.9 to the 60th is 2 to the -9th */
    ck_assert_int_ge(moves, _i ? 8 : 0);
}
END_TEST

/* Whatever way the ball leaps, an axis grows to the right. */
START_TEST(a_slice_along_an_axis_never_runs_backwards)
{
    static const char *const lines[] = {"slice x", "slice y", "slice step"};
    stage_run("surface 0.5*(x^2 + 25*y^2) on [-4,4] x [-2,2]");
    stage_run("start 3, 1.5");
    stage_run("optimizer sgd");
    stage_run("eta 0.078");
    stage_run("momentum 0.3");
    stage_run(lines[_i]);
    frame_resize(frame, 100, 30);
    struct slice_flight now = {0};
    int back = 0;
    for (int i = 0; i < 30; i++) {
        struct screen screen = screen_begin(frame, session, &display);
        const struct row *row = sim_row(session->sim, 0);
        screen.slice = &now;
        slice_draw_ground(&screen, (struct area){1, 1, 90, 26});
        ck_assert(now.shown && now.plane.x0 < now.plane.x1);
        if (_i < 2)
            ck_assert_double_eq_tol(now.from.x, _i == 0 ? row->x : row->y, 1e-12);
        back += now.to.x < now.from.x;
        stage_run("step");
    }
    ck_assert_int_gt(back, 0);
}
END_TEST

/* From a minimum to another one, over the ridge between: in words and as a line on the map. */
START_TEST(a_slice_between_two_places)
{
    stage_run("surface (x^2 - 1)^2 + y^2");
    stage_run("slice -1, 0 to 1, 0");
    ck_assert_int_eq(session->look.views.count, 2);
    ck_assert_int_eq(session->look.views.items[1], VIEW_SLICE);
    stage_draw(120, 36);
    ck_assert_shows("(\u22121, 0) to (1, 0)");
    ck_assert_shows("barrier 1 at t 0.5");
    ck_assert_shows("t 0");
    ck_assert_shows("t 1");
    stage_run("slice 0, -1 to 0, 1");
    stage_draw(120, 36);
    ck_assert_shows("no barrier");
    stage_run("slice step");
    stage_draw(120, 36);
    ck_assert_hides("t 0");
}
END_TEST

/* The ends are balls as long as there are these. */
START_TEST(a_slice_between_balls_follows_them)
{
    const struct slice_wish *slice = &session->look.slice;
    stage_run("surface himmelblau");
    stage_run("ball adam");
    stage_run("ball nesterov");
    stage_run("slice ball adam to ball 3");
    ck_assert_int_eq(slice->ends[0].ball, 2);
    ck_assert_int_eq(slice->ends[1].ball, 3);
    stage_draw(120, 36);
    ck_assert_shows("ball 2 to ball 3");
    stage_run("remove 1");
    ck_assert_int_eq(slice->ends[0].ball, 1);
    ck_assert_int_eq(slice->ends[1].ball, 2);
    stage_run("select 1");
    stage_run("fork eta=0.3");
    for (int i = 0; i < 2; i++) {
        const struct formula_row *row =
            sim_recipe(session->sim, (int)slice->ends[i].ball - 1)->rule->row;
        ck_assert_str_eq(row->name, i ? "nesterov" : "adam");
    }
    stage_run("undo");
    ck_assert_int_eq(slice->ends[1].ball, 2);
    stage_run("remove 2");
    ck_assert_int_eq(slice->direction, SLICE_STEP);
    stage_run("undo");
    ck_assert_int_eq(slice->direction, SLICE_BETWEEN);
    stage_run("race sgd");
    ck_assert_int_eq(slice->direction, SLICE_STEP);
}
END_TEST

/* A row of the strip has dots of an iteration's height: none, jumped over, and higher. */
START_TEST(the_strip_has_every_overshoot)
{
    stage_run("surface ravine");
    stage_run("eta 0.081");
    stage_run("ball sgd eta=0.05");
    stage_run("goto 18");
    struct screen screen = screen_begin(frame, session, &display);
    struct area plot = plot_area;
    plot.rows = 3;
    frame_resize(frame, 100, 20);
    strip_draw(&screen, plot, 2);
    ck_assert_int_eq(plot_cell_at(2, 0)->glyph, 'j'); /* jumped over */
    int ranks[BALLS_MAX];
    sim_ranks(session->sim, ranks);
    for (int ball = 0; ball < 2; ball++) {
        int y = 4 * ranks[ball], over = 0; /* below the words */
        for (int n = 1; n <= 18; n++) {
            struct row row;
            ck_assert(lab_row_at(session->lab, session->sim, ball, n, &row));
            int x = (int)lround(dot_of(&(struct chart){.x = {.high = 20}}, n, 1).x - 1e-9);
            ck_assert(has_dot(x, y + 3, -1));
            ck_assert_msg(has_dot(x, y + 2, -1) == row_overshot(&row), "ball %d, row %d", ball, n);
            ck_assert_int_eq(has_dot(x, y + 1, -1), row.event == EVENT_WORSEN);
            over += row_overshot(&row);
        }
        ck_assert_int_ge(over, ball == 0 ? 18 : 2);
    }
}
END_TEST

/* --- nothing jumps --- */

struct picture {
    int64_t span;
    struct cell *cells;
};

enum { COLUMNS = 100, ROWS = 40, LEFT = 8, TOP = 3, BOTTOM = 5 };

static struct picture take_picture(void)
{
    struct picture picture = {.span = charts_span(session)};
    stage_draw(COLUMNS, ROWS);
    picture.cells = malloc(sizeof *picture.cells * COLUMNS * ROWS);
    memcpy(picture.cells, frame->cells, sizeof *picture.cells * COLUMNS * ROWS);
    return picture;
}

/* Headings have numbers, and rows of overshoots change places. */
static bool is_of_plot(const struct picture *picture, int row)
{
    const struct cell *cells = &picture->cells[row * COLUMNS];
    return cells[1].glyph == ' ' && cells[LEFT - 2].glyph < 0x80;
}

static bool same_bounds(const struct picture *a, const struct picture *b)
{
    for (int row = TOP; row < ROWS - BOTTOM; row++)
        for (int column = 0; column < LEFT && is_of_plot(b, row); column++)
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
    int steps = 0, margin = session->sim->ball_count > 1 ? 18 : 3;
    for (int tick = 1; tick <= 200; tick++) {
        stage_run("step");
        struct picture now = take_picture();
        struct axis axis = {now.span, COLUMNS - 1 - LEFT - margin};
        int moved = LEFT + axis_column(&axis, tick - 1) - 1;
        bool same = same_bounds(&before, &now);
        steps += !same;
        for (int row = TOP; row < ROWS - BOTTOM && same && moved > 0; row++)
            ck_assert_msg(!is_of_plot(&now, row) ||
                              memcmp(&before.cells[row * COLUMNS], &now.cells[row * COLUMNS],
                                     sizeof *now.cells * (size_t)moved) == 0,
                          "tick %d, row %d of the picture", tick, row);
        free(before.cells);
        before = now;
    }
    free(before.cells);
    ck_assert_int_ge(steps, 3); /* 50, 100, 200 */
    ck_assert_int_le(steps, 20);
}
END_TEST

/* --- ghosts --- */

/* Cells of lines from a column of the plot on. */
static int count_lines(int from)
{
    int cells = 0;
    for (int y = 0; y < 4 * PLOT_ROWS; y++)
        for (int x = 2 * from; x < 2 * PLOT_COLUMNS; x++)
            cells += has_dot(x, y, -1);
    return cells;
}

/* The run before goes on where this one is not yet, and the axis goes as far as it went. */
START_TEST(ghosts_are_dots)
{
    stage_run("surface 0.5*(x^2 + 25*y^2) on [-4,4] x [-3,3]");
    stage_run("start 2, 0");
    stage_run("eta 0.05");
    stage_run("goto 30");
    stage_run("ghost");
    stage_run("reset");
    stage_run("eta 0.01");
    stage_run("goto 10");
    ck_assert_int_eq(charts_span(session), 50);
    draw_chart(QUANTITY_LOSS);
    int columns = PLOT_COLUMNS * 20 / 50; /* from n 10 to 30, every second dot */
    ck_assert_int_ge(count_lines(15), columns / 2);
    ck_assert_int_le(count_lines(15), columns * 2);
    stage_run("ball adam");
    draw_chart(QUANTITY_LOSS); /* this one has none */
    ck_assert_int_eq(count_lines(15), 0);
    stage_run("select 1");
    stage_run("hide ghost");
    ck_assert_int_eq(charts_span(session), 20);
    draw_chart(QUANTITY_LOSS);
    ck_assert_int_eq(count_lines(33), 0);
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
    tcase_add_test(tests, figures_end_at_the_last_row);
    tcase_add_test(tests, columns_and_iterations_agree);
    tcase_add_test(tests, bounds_are_round);
    tcase_add_test(tests, nobody_presses_the_others_flat);
    tcase_add_loop_test(tests, dots_are_the_losses, 0, 4);
    tcase_add_loop_test(tests, decades_have_their_numbers, 0, 2);
    tcase_add_test(tests, numbers_stand_on_their_lines);
    tcase_add_test(tests, who_leaves_has_his_mark_at_the_edge);
    tcase_add_test(tests, who_left_at_once_has_one_n);
    tcase_add_test(tests, ends_have_names);
    tcase_add_test(tests, ends_have_values);
    tcase_add_loop_test(tests, names_at_the_right_end, 0, 2);
    tcase_add_loop_test(tests, lines_in_one_row_take_turns, 0, 2);
    tcase_add_loop_test(tests, ranges_stand_still, 0, 4);
    tcase_add_loop_test(tests, the_slice_stands_still, 0, 2);
    tcase_add_loop_test(tests, a_slice_along_an_axis_never_runs_backwards, 0, 3);
    tcase_add_test(tests, a_slice_between_two_places);
    tcase_add_test(tests, a_slice_between_balls_follows_them);
    tcase_add_test(tests, the_strip_has_every_overshoot);
    tcase_add_test(tests, labels_are_short);
    tcase_add_test(tests, numbers_of_a_quadratic);
    tcase_add_test(tests, distances_are_to_the_nearest_minimum);
    tcase_add_test(tests, a_long_record_keeps_its_extremes);
    tcase_add_test(tests, lines_grow_as_they_are_made_anew);
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
