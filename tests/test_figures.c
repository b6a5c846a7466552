/* Pictures for papers: names on both axes, numbers at their ends, nothing for who plays; and how
 * many contours there are, and which losses the colours stand for. */

#include "../src/draw/axes.h"
#include "../src/draw/inks.h"
#include "../src/draw/light.h"
#include "../src/draw/theme.h"
#include "../src/output/frame_pixels.h"
#include "../src/output/frame_svg.h"
#include "../src/view/levels.h"
#include "../src/view/scale.h"
#include "stage.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* --- numbers at both ends --- */

static const struct {
    double from, to;
    int most, count;
    const char *first, *second, *last;
} axes[] = {
    {-5, 5, 9, 5, "-5.0", "-2.5", "5.0"},    {-4, 4, 9, 9, "-4", "-3", "4"},
    {0, 20, 5, 5, "0", "5", "20"},           {-0.75, 0.25, 9, 5, "-0.75", "-0.50", "0.25"},
    {-1.7, 13.1, 5, 4, "-1.7", "5", "13.1"}, {0.001, 0.3, 4, 4, "0.001", "0.1", "0.3"},
    {3, -3, 7, 7, "-3", "-2", "3"},          {2, 3, 1, 3, "2.0", "2.5", "3.0"},
    {1e7, 2e7, 3, 3, "1e7", "1.5e7", "2e7"},
};

START_TEST(both_ends_have_numbers)
{
    struct ticks ticks = axis_ticks_whole(axes[_i].from, axes[_i].to, axes[_i].most);
    double low = fmin(axes[_i].from, axes[_i].to), high = fmax(axes[_i].from, axes[_i].to);
    ck_assert_str_eq(ticks.items[0].text, axes[_i].first);
    ck_assert_str_eq(ticks.items[1].text, axes[_i].second);
    ck_assert_str_eq(ticks.items[ticks.count - 1].text, axes[_i].last);
    ck_assert_int_eq(ticks.count, axes[_i].count);
    ck_assert_double_eq_tol(ticks.items[0].at, low, 1e-9 * fabs(high - low));
    ck_assert_double_eq_tol(ticks.items[ticks.count - 1].at, high, 1e-9 * fabs(high - low));
    for (int i = 1; i < ticks.count; i++)
        ck_assert_double_gt(ticks.items[i].at, ticks.items[i - 1].at);
}
END_TEST

/* --- the pictures --- */

static const struct {
    int columns, rows;
} sizes[] = {{60, 20}, {80, 24}, {120, 40}};

static const struct {
    const char *commands[5];
    const char *x, *y;        /* how the last two rows name it, and the first two */
    const char *ends[2];      /* beside y, from above */
    const char *left, *right; /* below x */
} figures[] = {
    {{"surface himmelblau"}, "x", "y", {"5.0", "\u22125.0"}, "\u22125.0", "5.0"},
    {{"surface himmelblau", "names width, height, cost"},
     "width",
     "height",
     {"5.0", "\u22125.0"},
     "\u22125.0",
     "5.0"},
    {{"surface ravine", "view slice"}, "from \u2715", "loss", {NULL}, NULL, NULL},
    {{"surface ravine", "eta 0.07", "add eta=0.05", "view charts", "charts loss"},
     "n",
     "loss",
     {"100", "0.1"},
     "0",
     "20"},
    {{"surface ravine", "view charts", "chart norm(g) log, x"}, "n", "norm(g)", {NULL}, "0", "20"},
    {{"surface ravine", "view sweep"}, "\u03B7", "\u03BC", {"0.99", "0"}, "0", NULL},
    {{"surface ravine", "sweep eta=0.001:1:log:40"}, "\u03B7", "iterations", {NULL}, "0.001", "1"},
    {{"surface himmelblau", "view basin"}, "x", "y", {"5.0", "\u22125.0"}, "\u22125.0", "5.0"},
    {{"surface x^4/4 - x^2 on [-3,3]"}, "x", "f", {NULL}, "\u22123", "3"},
    {{"surface x^4/4 - x^2 on [-3,3]", "view cobweb"},
     "x",
     "next x",
     {"3", "\u22123"},
     "\u22123",
     "3"},
};

/* The text of a row of the frame drawn last. */
static struct text row_text(int row)
{
    struct text text = {0};
    const char *at = shown.bytes;
    for (int i = 0; i < row; i++)
        at = strchr(at, '\n') + 1;
    text_add_bytes(&text, at, strcspn(at, "\n"));
    return text;
}

static bool rows_have(int first, int last, const char *word)
{
    bool found = false;
    for (int row = first; row <= last; row++) {
        struct text text = row_text(row);
        found |= strstr(text.bytes, word) != NULL;
        text_free(&text);
    }
    return found;
}

static void draw_figure(int columns, int rows)
{
    display.bare = true;
    stage_run("single on");
    stage_run("step 20");
    stage_draw(columns, rows);
}

START_TEST(axes_have_names_and_ends)
{
    int which = _i / 3, rows = sizes[_i % 3].rows;
    for (int i = 0; i < 5 && figures[which].commands[i]; i++)
        stage_run(figures[which].commands[i]);
    draw_figure(sizes[_i % 3].columns, rows);
    ck_assert_msg(rows_have(0, 1, figures[which].y), "no %s above\n%s", figures[which].y,
                  shown.bytes);
    bool legend = strstr(shown.bytes, "diverges") || strstr(shown.bytes, " %");
    int last = rows - 1 - (legend ? 1 : 0);
    ck_assert_msg(rows_have(last - 5, rows - 1, figures[which].x), "no %s below\n%s",
                  figures[which].x, shown.bytes);
    const char *all[] = {figures[which].ends[0], figures[which].ends[1], figures[which].left,
                         figures[which].right};
    for (int i = 0; i < 4; i++)
        if (all[i])
            ck_assert_shows(all[i]);
    const char *never[] = {"\u203A", "lands at", "cobweb", "range test", "n 20", "press"};
    for (size_t i = 0; i < sizeof never / sizeof *never; i++)
        ck_assert_hides(never[i]);
    stage_check_cells();
}
END_TEST

/* --- exact places, as files show them --- */

static bool is_tick(const struct hairline *line)
{
    return hypot(line->x1 - line->x0, line->y1 - line->y0) < 1;
}

/* Whether there is a number whose middle is there. */
static bool has_number(double x, double y, bool level)
{
    for (int i = 0; i < frame->nudge_count; i++) {
        const struct nudge *nudge = &frame->nudges[i];
        bool minus = frame_cell(frame, nudge->column, nudge->row)->glyph == 0x2212;
        double middle = nudge->column + minus + (nudge->columns - minus) / 2.0 + nudge->right;
        double height = nudge->row + 0.5 + nudge->down;
        if (level ? fabs(height - y) < 1e-9 : fabs(middle - x) < 0.7 && nudge->row == (int)y)
            return true;
    }
    return false;
}

static const char *const ticked[][3] = {
    {"surface himmelblau"},
    {"surface ravine", "view charts", "charts eta"},
    {"surface x^4/4 - x^2 on [-3,3]"},
    {"surface ravine", "view sweep"},
};

/* Each tick has its number at its height, or below it; the first and the last are at the ends of
 * the axes. */
START_TEST(ticks_are_where_they_belong)
{
    double left = HUGE_VAL, top = HUGE_VAL, right = 0, bottom = 0;
    double first = HUGE_VAL, last = 0;
    int across = 0, down = 0;
    for (int i = 0; i < 3 && ticked[_i][i]; i++)
        stage_run(ticked[_i][i]);
    stage_run("hide colorbar");
    display.pixels = (struct cell_size){9, 18};
    draw_figure(80, 24);
    for (int i = 0; i < frame->hairline_count; i++) {
        const struct hairline *line = &frame->hairlines[i];
        bool level = line->y0 == line->y1;
        if (!is_tick(line)) {
            left = fmin(left, line->x0), right = fmax(right, line->x1);
            top = fmin(top, line->y0), bottom = fmax(bottom, line->y1);
            continue;
        }
        ck_assert_msg(has_number(line->x0, line->y0, level), "a tick at %g %g\n%s", line->x0,
                      line->y0, shown.bytes);
        across += !level, down += level;
        first = level ? first : fmin(first, line->x0), last = level ? last : fmax(last, line->x0);
    }
    ck_assert_msg(across >= 3 && down >= 2, "%d and %d ticks", across, down);
    ck_assert_double_eq_tol(first, left, 0.5);
    ck_assert_double_eq_tol(last, right, 0.5);
    ck_assert_double_gt(bottom, top);
}
END_TEST

START_TEST(only_figures_are_exact)
{
    stage_run("surface himmelblau");
    stage_draw(100, 30);
    ck_assert_int_eq(frame->hairline_count + frame->nudge_count, 0);
    display.bare = true;
    stage_draw(100, 30); /* the panel is there */
    ck_assert_int_eq(frame->hairline_count + frame->nudge_count, 0);
    draw_figure(100, 30);
    ck_assert_int_gt(frame->hairline_count, 0);
    stage_run("hide axes");
    stage_run("hide colorbar");
    stage_draw(100, 30);
    ck_assert_int_eq(frame->hairline_count, 0);
}
END_TEST

START_TEST(files_show_exact_places)
{
    struct text svg = {0};
    struct image image = {0};
    struct error error;
    const struct frame_pixels_options options = {
        .columns = 20, .rows = 6, .cell = {9, 18}, .light = LIGHT_PRINT, .font = "builtin"};
    struct painter *painter = painter_new(&options, &error);
    frame_resize(frame, 20, 6);
    frame_text(frame, 4, 2, 20, (struct style){0, 0xFFFFFF, 0}, "75");
    frame_nudge(frame, (struct nudge){4, 2, 2, 0.5, -0.25});
    frame_hairline(frame, (struct hairline){8, 1, 8, 3, 0xFF0000});
    frame_svg_write(&svg, frame, &(struct frame_svg_options){.light = LIGHT_PRINT});
    ck_assert_msg(strstr(svg.bytes, "<text x=\"40.5\" y=\"45.5\""), "%s", svg.bytes);
    ck_assert_msg(strstr(svg.bytes, "M72.0 18.0L72.0 54.0"), "%s", svg.bytes);
    painter_paint(painter, &image, frame);
    int column = (8 + 1) * 9, row = 9 + 2 * 18;
    ck_assert_uint_eq(image.pixels[row * image.width + column], 0xFF0000);
    ck_assert_uint_eq(image.pixels[(row + 3 * 18) * image.width + column], 0xFFFFFF);
    int dark = 0; /* of the part that the words have come to */
    for (int y = 9 + 2 * 18 - 5; y < 9 + 2 * 18 + 3; y++)
        for (int x = 5 * 9; x < 8 * 9; x++)
            dark += image.pixels[y * image.width + x] != 0xFFFFFF;
    ck_assert_int_gt(dark, 5);
    painter_free(painter);
    image_free(&image);
    text_free(&svg);
}
END_TEST

/* Decades of a figure end where numbers stand. */
START_TEST(decades_end_with_numbers)
{
    static const struct {
        struct chart_scale scale, closed;
        int most;
    } cases[] = {{{-0.3, 2.1, 1}, {-1, 3, 1}, 6},
                 {{-1, 2, 3}, {-1, 2, 1}, 6},
                 {{-16.5, 2.2, 1}, {-20, 5, 5}, 6},
                 {{-0.3, 2.1, 1}, {-2, 4, 2}, 3},
                 {{0.5, 3.5, 0}, {0.5, 3.5, 0}, 6}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct chart_scale scale = cases[i].scale;
        chart_scale_close(&scale, cases[i].most);
        ck_assert_double_eq(scale.low, cases[i].closed.low);
        ck_assert_double_eq(scale.high, cases[i].closed.high);
        ck_assert_int_eq(scale.decades, cases[i].closed.decades);
    }
}
END_TEST

/* The highest number reaches up into the row of a heading: which begins beside it. */
START_TEST(headings_are_beside_the_numbers)
{
    static const struct {
        const char *commands[2], *heading;
    } cases[] = {{{"view charts", "charts loss"}, "loss"},
                 {{"view charts", "chart loss log"}, "loss"},
                 {{"view sweep", "sweep eta=0.01:0.1:20"}, "iterations until"},
                 {{"view sweep", "sweep eta=0.01:0.1:20"}, "x where it is"}};
    stage_run("surface ravine");
    for (int i = 0; i < 2; i++)
        stage_run(cases[_i].commands[i]);
    draw_figure(100, 30);
    const char *at = strstr(shown.bytes, cases[_i].heading), *line = at;
    ck_assert_ptr_nonnull(at);
    while (line > shown.bytes && line[-1] != '\n')
        line--;
    ck_assert_int_ge(at - line, 7);
    ck_assert_int_eq((int)strspn(line, " "), (int)(at - line));
}
END_TEST

/* On both edges of its foot, also at the corner in front. */
START_TEST(the_relief_has_names_and_ends)
{
    stage_run("surface himmelblau");
    stage_run("view relief");
    draw_figure(sizes[_i].columns, sizes[_i].rows);
    ck_assert_shows(" x");
    ck_assert_shows(" y");
    ck_assert_shows("5");
    ck_assert_shows("\u22125");
}
END_TEST

/* Beside the block, from whatever side: both ends of the loss, what is between, and its name. */
START_TEST(the_relief_tells_losses)
{
    static const char *const turns[] = {"turn to 30", "turn to 120", "turn to 200", "turn to 290"};
    stage_run("surface himmelblau");
    stage_run("view relief");
    stage_run("limits 0.1 to 800");
    stage_run(turns[_i]);
    draw_figure(100, 36);
    ck_assert_msg(stage_shows("loss") && stage_shows("800") && stage_shows("0.1") &&
                      stage_shows("100"),
                  "%s", shown.bytes);
    int column, row;
    ck_assert(stage_find('l', &column, &row));
    ck_assert_int_gt(abs(column - 50), 20); /* beyond what the block has there */
    stage_run("names width, height, cost");
    draw_figure(100, 36);
    ck_assert_shows("cost");
    stage_run("hide axes");
    draw_figure(100, 36);
    ck_assert_hides("800");
    stage_run("show axes");
    display.bare = false;
    stage_draw(100, 36);
    ck_assert_hides("cost");
}
END_TEST

static const char *const starts[] = {"start 3.8, 2.9", "start -3.8, 2.9", "start 3.8, -2.9",
                                     "start -3.8, -2.9"};

/* The table is where no ball has been, however lines are shown, and no line leads below it. */
START_TEST(the_table_covers_nothing)
{
    int column[3], row[3];
    stage_run("surface ravine");
    stage_run("eta 0.07");
    stage_run(starts[_i]);
    stage_run("add adam eta=0.2");
    for (int device = 0; device < 3; device++) {
        display.vectors = device == 1;
        display.pixels = (struct cell_size){device == 2 ? 9 : 0, device == 2 ? 18 : 0};
        draw_figure(80, 24);
        const char *at = strstr(shown.bytes, "ball"), *line = at;
        ck_assert_ptr_nonnull(at);
        for (row[device] = 0; line > shown.bytes && line[-1] != '\n';)
            line--;
        column[device] = utf8_columns(line, (size_t)(at - line));
        for (const char *before = shown.bytes; before < line; before++)
            row[device] += *before == '\n';
        for (int i = 0; i < 3 * 20; i++)
            ck_assert(!frame->taken[(row[device] + i / 20) * 80 + column[device] - 2 + i % 20]);
        stage_run("reset");
    }
    for (int device = 1; device < 3; device++) {
        ck_assert_int_eq(column[device], column[0]);
        ck_assert_int_eq(row[device], row[0]);
    }
    ck_assert((row[0] < 12) != (_i < 2) || (column[0] > 40) != (_i % 2 == 0));
}
END_TEST

/* On the screen as in a figure. */
START_TEST(the_chart_has_the_name_of_the_loss)
{
    stage_run("surface ravine");
    stage_run("names width, height, cost");
    stage_run("view charts");
    draw_figure(80, 24);
    ck_assert_shows("cost");
    ck_assert_shows("\u03b7");
    stage_run("hide legend"); /* which has the loss of each ball */
    draw_figure(80, 24);
    ck_assert_hides("loss");
    display.bare = false;
    stage_run("single off");
    stage_draw(120, 36);
    ck_assert_shows("cost ");
}
END_TEST

START_TEST(layers_are_hidden)
{
    stage_run("surface ravine");
    stage_run("add adam");
    draw_figure(100, 30);
    ck_assert_shows("ball");
    ck_assert_shows("loss");
    stage_run("hide legend");
    stage_run("hide colorbar");
    stage_draw(100, 30);
    ck_assert_hides("ball");
    ck_assert_hides("loss");
    stage_run("hide axes");
    stage_draw(100, 30);
    ck_assert_hides("\u22123");
    ck_assert(!rows_have(0, 1, "y"));
}
END_TEST

/* --- colours --- */

static struct levels levels_for(enum scale scale, double low, double high, int lines)
{
    struct levels levels;
    const struct tone_wish wish = {scale, {low, high}, lines};
    const struct problem *problem = sim_problem(session->sim);
    const struct lattice lattice = lattice_middles(&session->look.region, 100, 60);
    levels_measure(&levels, &wish, lab_survey(session->lab, problem, &lattice, 1), 30);
    return levels;
}

/* As many as are wanted, or nearly: they are at round losses. */
START_TEST(contours_are_as_many_as_wanted)
{
    stage_run("surface himmelblau");
    for (int scale = SCALE_LOG; scale <= SCALE_LINEAR; scale++)
        for (int wanted = 1; wanted <= CONTOURS_MAX; wanted++) {
            struct levels levels = levels_for((enum scale)scale, 0, 0, wanted);
            ck_assert_int_le(levels.count, wanted);
            ck_assert_int_ge(4 * levels.count, wanted > 30 ? 4 : wanted);
            for (int i = 1; i < levels.count; i++)
                ck_assert_double_gt(levels.values[i], levels.values[i - 1]);
        }
    stage_run("levels 3");
    struct session *again = stage_reopen();
    ck_assert_int_eq(again->look.levels, 3);
    session_free(again);
}
END_TEST

START_TEST(colours_have_limits)
{
    stage_run("surface himmelblau");
    struct levels levels = levels_for(SCALE_LOG, 0.1, 1000, 0);
    ck_assert_double_eq_tol(tone_of(&levels.scale, 0.1), 0, 1e-12);
    ck_assert_double_eq_tol(tone_of(&levels.scale, 1000), 1, 1e-12);
    ck_assert_double_eq_tol(tone_of(&levels.scale, 10), 0.5, 1e-9);
    ck_assert_double_eq_tol(tone_of(&levels.scale, 0), 0, 1e-12);
    for (int i = 0; i < levels.count; i++)
        ck_assert(levels.values[i] >= 0.1 && levels.values[i] < 1000);
    levels = levels_for(SCALE_LINEAR, -10, 10, 0);
    ck_assert_double_eq_tol(tone_of(&levels.scale, 0), 0.5, 1e-12);
    stage_run("limits 0.1 to 1000");
    draw_figure(100, 30);
    ck_assert_shows("1e3");
    ck_assert_shows("0.1");
    struct session *again = stage_reopen();
    ck_assert(again->look.limits.low == 0.1 && again->look.limits.high == 1000);
    session_free(again);
    stage_run("limits auto");
    ck_assert(session->look.limits.low == session->look.limits.high);
}
END_TEST

/* White paper, black text, no age dimmer than another; dark enough wherever a line may be. */
START_TEST(paper_has_nothing_dim)
{
    const struct theme *theme = theme_of(COLORS_DIRECT, LIGHT_PRINT);
    struct device device = device_of(LINES_AUTO, COLORS_DIRECT, true, false, LIGHT_PRINT);
    ck_assert_uint_eq(theme->roles[ROLE_GROUND], 0xFFFFFF);
    ck_assert_uint_eq(theme->roles[ROLE_TEXT], 0);
    ck_assert(light_of(theme->roles[ROLE_FAINT]) < 0.1F);
    for (enum age age = AGE_NEWEST; age < AGE_COUNT; age++)
        for (int ball = 0; ball < THEME_BALLS; ball++) {
            struct ink ink = {.color = theme_ball(theme, ball), .age = (uint8_t)age};
            ck_assert_uint_eq(ink_seen(&device, &ink, theme->roles[ROLE_GROUND], false), ink.color);
        }
    display.light = LIGHT_PRINT;
    stage_run("surface himmelblau");
    draw_figure(80, 24);
    ck_assert_uint_eq(frame_cell(frame, 0, 0)->bg, 0xFFFFFF);
}
END_TEST

int main(void)
{
    TCase *numbers = tcase_create("axes"), *pictures = tcase_create("pictures");
    TCase *colors = tcase_create("colors");
    tcase_add_table_test(numbers, both_ends_have_numbers, axes);
    tcase_set_timeout(pictures, 60);
    tcase_add_checked_fixture(pictures, stage_begin, stage_end);
    tcase_add_loop_test(pictures, axes_have_names_and_ends, 0,
                        3 * (int)(sizeof figures / sizeof *figures));
    tcase_add_table_test(pictures, the_relief_has_names_and_ends, sizes);
    tcase_add_loop_test(pictures, the_relief_tells_losses, 0, 4);
    tcase_add_test(pictures, decades_end_with_numbers);
    tcase_add_loop_test(pictures, headings_are_beside_the_numbers, 0, 4);
    tcase_add_table_test(pictures, the_table_covers_nothing, starts);
    tcase_add_test(pictures, the_chart_has_the_name_of_the_loss);
    tcase_add_test(pictures, layers_are_hidden);
    tcase_add_table_test(pictures, ticks_are_where_they_belong, ticked);
    tcase_add_test(pictures, only_figures_are_exact);
    tcase_add_test(pictures, files_show_exact_places);
    tcase_add_checked_fixture(colors, stage_begin, stage_end);
    tcase_add_test(colors, contours_are_as_many_as_wanted);
    tcase_add_test(colors, colours_have_limits);
    tcase_add_test(colors, paper_has_nothing_dim);
    return suite_run("figures", numbers, pictures, colors);
}
