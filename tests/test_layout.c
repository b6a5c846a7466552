/* What stands where, from the least size to the largest. */

#include "stage.h"
#include "suite.h"

#include "../src/draw/theme.h"
#include "../src/view/parts.h"
#include "../src/view/screen.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const struct {
    int columns, rows;
} sizes[] = {{40, 12}, {44, 16},  {60, 20},  {72, 16},  {80, 24},  {100, 30},
             {60, 60}, {120, 36}, {160, 50}, {200, 60}, {240, 20}, {400, 120}};

START_TEST(every_part_is_there)
{
    stage_run("surface ravine");
    stage_run("step 3");
    stage_draw(sizes[_i].columns, sizes[_i].rows);
    ck_assert_shows("overshoot");
    ck_assert_shows("●");
    ck_assert_shows("loss");
    ck_assert_shows("n 3");
    ck_assert_shows("q quit");
}
END_TEST

START_TEST(one_view_alone)
{
    int columns = sizes[_i].columns, rows = sizes[_i].rows;
    stage_run("caption Look here.");
    stage_run("single on");
    stage_draw(columns, rows);
    ck_assert_hides("loss");
    ck_assert_hides("q quit");
    ck_assert_hides("Look here.");
    int row = view_locate(view, columns / 2, rows / 2).target.area.rows;
    ck_assert_int_ge(row, rows - 5); /* bar, blank line, axis, prompt */
    stage_run("view map slice");
    stage_draw(columns, rows);
    ck_assert_int_eq(view_locate(view, columns / 2, rows / 2).target.area.rows, row);
    stage_run("single");
    stage_draw(columns, rows);
    ck_assert_shows("loss");
    ck_assert_shows("q quit");
}
END_TEST

/* --- numbers have fixed places --- */

/* Where numbers begin, but for those of views and charts with their axes: a chart grows. */
struct places {
    int at[2000], count;
};

static bool is_of_a_chart(int column, int row)
{
    for (int away = 0; away < 8; away++)
        if (view_locate(view, column + away, row).target.kind == TARGET_CHART ||
            view_locate(view, column, row - (away < 2 ? away : 0)).target.kind == TARGET_CHART)
            return true;
    return false;
}

static struct places places_of_numbers(int first)
{
    struct places places = {.count = 0};
    for (int row = 0; row < frame->rows; row++)
        for (int column = row ? first : 0; column < frame->columns; column++) {
            const struct cell *cell = frame_cell(frame, column, row), *before = cell - 1;
            bool digit = cell->glyph >= '0' && cell->glyph <= '9';
            bool begins = column == 0 || before->glyph == ' ' || before->glyph == 0xB7 ||
                          before->glyph == 0x2212;
            if (digit && begins && places.count < 2000 && !is_of_a_chart(column, row))
                places.at[places.count++] =
                    row * 1000 + column - (column > 0 && before->glyph == 0x2212);
        }
    return places;
}

/* How many numbers of one frame stand elsewhere in the next. */
static int moves_between(const struct places *a, const struct places *b)
{
    int moves = 0;
    for (int i = 0; i < a->count; i++) {
        bool stays = false;
        for (int k = 0; k < b->count && !stays; k++)
            stays = a->at[i] == b->at[k];
        moves += !stays;
    }
    return moves;
}

static const struct {
    const char *commands[4];
} runs[] = {
    {{"optimizer adam"}},
    {{"surface ravine", "momentum 0.9", "eta 0.03"}},
    {{"surface ravine", "eta 0.0795"}},
    {{"surface ravine", "race sgd nesterov adam rmsprop bfgs budget=100"}},
    {{"surface ravine", "schedule exponential decay=0.05"}},
};

START_TEST(numbers_stand_still)
{
    static const int frames[][3] = {{80, 24, 48}, {100, 35, 64}, {120, 36, 75}, {160, 45, 79}};
    for (int i = 0; i < 4 && runs[_i].commands[i]; i++)
        stage_run(runs[_i].commands[i]);
    for (size_t size = 0; size < sizeof frames / sizeof *frames; size++) {
        struct places before = {.count = 0};
        for (int n = 0; n <= 60; n++) {
            char line[40];
            snprintf(line, sizeof line, "goto %d", n);
            stage_run(line);
            stage_draw(frames[size][0], frames[size][1]);
            struct places now = places_of_numbers(frames[size][2]);
            ck_assert_int_gt(now.count, 6);
            ck_assert_msg(moves_between(&before, &now) == 0, "%d moves at n %d, %d columns",
                          moves_between(&before, &now), n, frames[size][0]);
            before = now;
        }
    }
}
END_TEST

/* The panel has the loss of all balls, wherever there is a panel; charts alone have no panel. */
START_TEST(the_panel_has_a_chart)
{
    int columns = sizes[_i].columns, rows = sizes[_i].rows, chart_lines = 0;
    stage_run("surface ravine");
    stage_run("eta 0.07");
    stage_run("step 20");
    stage_draw(columns, rows);
    for (int row = 0; row < rows; row++)
        chart_lines += view_locate(view, columns - 8, row).target.kind == TARGET_CHART;
    if (columns >= 72 && rows >= 20)
        ck_assert_int_ge(chart_lines, 4);
    stage_run("hide chart");
    stage_draw(columns, rows);
    for (int row = 0; row < rows; row++)
        ck_assert_int_ne(view_locate(view, columns - 8, row).target.kind, TARGET_CHART);
    stage_run("view charts");
    stage_draw(columns, rows);
    ck_assert_int_eq(view_locate(view, columns - 8, rows / 2).target.kind, TARGET_CHART);
}
END_TEST

START_TEST(without_a_panel_the_balls_are_told_over_the_map)
{
    stage_run("surface ravine");
    stage_run("race sgd adam rmsprop");
    stage_run("step 5");
    stage_run("single on");
    stage_draw(120, 36);
    ck_assert_shows("1 ");
    ck_assert_shows("state");
    ck_assert_shows("adam ");
    int balls = 0;
    for (int row = 0; row < 36; row++)
        for (int column = 0; column < 120; column += 20)
            balls += stage_ball_at(column, row) >= 0;
    ck_assert_int_ge(balls, 3);
    stage_draw(60, 20); /* no room */
    ck_assert_hides("state");
}
END_TEST

START_TEST(a_caption_that_is_cut_says_how_to_read_it)
{
    stage_run("caption One, two, three, four, five, six, seven, eight, nine, ten, eleven, twelve. "
              "One, two, three, four, five, six, seven, eight, nine, ten, eleven, twelve, and "
              "what comes then, at last.");
    stage_draw(80, 24);
    ck_assert_hides("at last");
    ck_assert_shows("…");
    ck_assert_shows("   C more\n");
    stage_run("help caption");
    ck_assert_ptr_nonnull(strstr(session->answers.page.bytes, "at last."));
    stage_draw(120, 36);
    ck_assert_shows("at last.");
    ck_assert_hides("C more");
}
END_TEST

START_TEST(the_top_line_is_cut_where_it_tells)
{
    stage_run("title When do the seals fail?");
    stage_run("surface x^2 + y^2 + sin(x) + sin(y)");
    stage_draw(40, 14);
    ck_assert_shows("When do the sea…");
    stage_draw(100, 14);
    ck_assert_shows("When do the seals fail?  x²");
    display.unicode = false;
    stage_draw(40, 14);
    ck_assert_shows("When do the sea~");
}
END_TEST

/* In two lines: the number that the keys change is the chosen one, and none is cut short. */
START_TEST(brief_numbers_are_whole)
{
    stage_run("surface rosenbrock");
    stage_run("optimizer barzilai-borwein");
    stage_run("ball newton");
    stage_run("select 1");
    stage_run("step 1000");
    stage_draw(60, 14);
    ck_assert_shows("2 ● barzilai-borwein ");
    ck_assert_shows(" loss 0.9120 ");
    stage_draw(40, 12);
    ck_assert_shows("2 ● barzilai… loss 0.9120 ");
    stage_run("optimizer sgd");
    session->chosen = 1;
    stage_draw(60, 14);
    ck_assert_shows("  μ ◂ 0    ▸\n");
    session->chosen = 0;
    stage_draw(60, 14);
    ck_assert_shows("  η ◂ 0.1  ▸\n");
}
END_TEST

/* Of the schedule's lines a formula is broken outside of parentheses, and what is said beside it
 * nowhere; of one that is too long for its lines, the end is left out, and nothing else. */
START_TEST(the_schedule_is_broken_where_it_reads_well)
{
    stage_run("schedule step");
    stage_run("noise 1.25");
    stage_draw(100, 40);
    ck_assert_shows("η = η₀·decay^floor((1 + n)\n");
    ck_assert_shows(" /period)   step   noise 1.25");
    stage_draw(80, 40);
    ck_assert_shows(" /period)   step\n");
    ck_assert_shows(" noise 1.25");
    stage_run(
        "schedule eta0*(exp(-n) + exp(-2*n) + exp(-3*n) + exp(-4*n) + exp(-5*n) + exp(-6*n) + "
        "exp(-7*n) + exp(-8*n) + exp(-9*n) + exp(-10*n) + exp(-11*n) + exp(-12*n) + exp(-13*n))");
    stage_draw(80, 40);
    ck_assert_shows(" …");
    ck_assert_shows(" noise 1.25");
    stage_run("schedule a = eta0*exp(-n/100); b = eta0*exp(-n/10); c = max(a, b); c/2");
    stage_draw(80, 40);
    ck_assert_shows(" noise 1.25");
}
END_TEST

/* The lines of the frame that hold something of a text drawn in blocks. */
static int count_of(uint32_t glyph)
{
    color ground = theme_of(display.colors, display.light)->roles[ROLE_GROUND];
    int count = 0;
    for (int i = 0; i < frame->columns * frame->rows; i++)
        count += frame->cells[i].glyph == glyph && frame->cells[i].bg == ground;
    return count;
}

START_TEST(big_numbers)
{
    int columns = sizes[_i].columns, rows = sizes[_i].rows;
    stage_run("surface ravine");
    stage_run("eta 0.0725");
    stage_run("step 3");
    stage_run("big on");
    stage_draw(columns, rows);
    if (rows < 16) { /* no room: as ever */
        ck_assert_shows("loss");
        return;
    }
    ck_assert_shows("learning rate η");
    ck_assert_shows("overshot 3 of 3");
    ck_assert_int_gt(count_of(0x2588), 10);
}
END_TEST

START_TEST(digits_are_exact)
{
    struct screen screen = screen_begin(frame, session, &display);
    frame_clear(frame);
    digits_draw(&screen, 0, 0, 80, 1, ROLE_TEXT, "-12.5e7");
    text_clear(&shown);
    char line[3][40];
    for (int row = 0; row < 3; row++) {
        for (int i = 0; i < 23; i++) {
            uint32_t glyph = frame_cell(frame, i, row)->glyph;
            line[row][i] = glyph == 0x2588   ? '8'
                           : glyph == 0x2580 ? '"'
                           : glyph == 0x2584 ? ','
                                             : ' ';
        }
        line[row][23] = '\0';
    }
    ck_assert_str_eq(line[0], "   ,8  \"\"8   8\"\" ,, \"\"8");
    ck_assert_str_eq(line[1], "\"\"  8  8\"\"   \"\"8 8   ,\"");
    ck_assert_str_eq(line[2], "   \"\"\" \"\"\" \" \"\"\" \"\"  \" ");
    ck_assert_int_eq(digits_columns("-12.5e7", 1), 23);
    ck_assert_int_eq(digits_columns("8", 4), 12);
    ck_assert_int_eq(digits_rows(&screen, 1), 3);
    ck_assert_int_eq(digits_rows(&screen, 4), 10);
}
END_TEST

/* Numbers that are very long, or none, keep within their place. */
START_TEST(big_numbers_of_anything)
{
    static const char *const surfaces[] = {
        "1e300*x^2", "1e-300*(x^2 + y^2)", "log(x)", "-1e9*x^4", "0*x", "1e-9 - 1e5*y^2",
    };
    for (size_t i = 0; i < sizeof surfaces / sizeof *surfaces; i++) {
        char line[80];
        snprintf(line, sizeof line, "surface %s", surfaces[i]);
        stage_run(line);
        stage_run("big on");
        stage_run("step 5");
        for (size_t k = 0; k < sizeof sizes / sizeof *sizes; k++) {
            stage_draw(sizes[k].columns, sizes[k].rows);
            stage_check_cells();
        }
    }
}
END_TEST

/* The sign of what is no number is another one from compiler to compiler. */
START_TEST(no_number_has_no_sign)
{
    char text[32];
    ck_assert_str_eq(screen_value(copysign((double)NAN, -1), text), "nan");
    ck_assert_str_eq(screen_value((double)NAN, text), "nan");
    ck_assert_str_eq(screen_value(-(double)INFINITY, text), "\xE2\x88\x92inf");
}
END_TEST

/* A formula that is too long ends with a term, or is left out. */
START_TEST(formulas_are_cut_between_terms)
{
    stage_run("surface (x - 1)^2 + 100*(y - x^2)^2 + 0.25*(x + y)^4");
    stage_draw(100, 30);
    ck_assert_shows("(x − 1)² + 100·(y − x²)² + 0.25·(x + y)⁴ ");
    stage_draw(60, 30);
    ck_assert_shows("(x − 1)² + 100·(y − x²)² … ");
    stage_run("surface rosenbrock");
    stage_draw(40, 12);
    ck_assert_hides("(1");
}
END_TEST

/* Its lines are about as long as each other, and what does not fit is told. */
START_TEST(captions_are_even)
{
    stage_run("caption One two three four five six seven eight nine ten eleven twelve thirteen "
              "fourteen fifteen.");
    stage_draw(80, 24);
    ck_assert_shows("\n One two three four five six seven eight nine\n"
                    " ten eleven twelve thirteen fourteen fifteen.\n");
    stage_draw(120, 24); /* one line */
    ck_assert_shows("\n One two three four five six seven eight nine ten eleven twelve thirteen "
                    "fourteen fifteen.\n");
    stage_draw(60, 18); /* there is room for one */
    ck_assert_shows("\n One two three four five six seven eight nine ten…   C more\n");
    stage_run("caption One incomprehensibility-incomprehensibility word more and more.");
    stage_draw(60, 24); /* no word is broken */
    ck_assert_shows(" One incomprehensibility-incomprehensibility\n word more and more.\n");
}
END_TEST

static const char *mark_text(int ball)
{
    static const char *const marks[] = {"\u25cf", "\u25c6", "\u25b2", "\u25a0",
                                        "\u2605", "\u25bc", "\u25ba", "\u25c4"};
    return marks[ball];
}

static bool utf8_is(uint32_t glyph, const char *text)
{
    uint32_t character;
    utf8_decode(text, strlen(text), &character);
    return glyph == character;
}

static const char *const mark_words[] = {
    "caption Now \u25cf leads, \u25c6 is behind, \u25b2 is nobody.",
    "quiz Is \u25cf or \u25c6 the first, or \u25b2?\nright \u25cf\nchoice \u25c6"};

/* Words name balls in their colours; a mark that no ball has is a sign like others. */
START_TEST(marks_in_words_have_the_balls_colours)
{
    color inks[3] = {0};
    stage_run("ball adam");
    char *lines = strdup(mark_words[_i]);
    for (char *line = strtok(lines, "\n"); line; line = strtok(NULL, "\n"))
        stage_run(line);
    free(lines);
    stage_draw(100, 30);
    for (int row = 20; row < 29; row++)
        for (int column = 0; column < 100; column++) {
            const struct cell *cell = frame_cell(frame, column, row);
            for (int i = 0; i < 3; i++)
                if (utf8_is(cell->glyph, mark_text(i)) && !inks[i])
                    inks[i] = cell->fg;
        }
    ck_assert_uint_eq(inks[0], 0xffffff);
    ck_assert_uint_eq(inks[1], 0xffd84a);
    ck_assert_uint_ne(inks[2], 0x35a9fb);
    ck_assert_uint_ne(inks[2], 0);
}
END_TEST

/* What has no line of its own is still there, with what it does. */
START_TEST(no_ball_is_missing)
{
    stage_run("caption This needs two lines, and they are the table's, where there is little room "
              "for it on the screen.");
    stage_run("race sgd adam rmsprop nesterov adagrad lion newton bfgs");
    stage_run("step 3");
    stage_draw(80, 24);
    ck_assert_shows(" of 8");
    for (int ball = 0; ball < 8; ball++) {
        char number[8];
        bool found = false;
        snprintf(number, sizeof number, "%d ", ball + 1);
        for (const char *at = shown.bytes; (at = strstr(at, number)) && !found; at++)
            found = strncmp(at + 2, mark_text(ball), 3) == 0;
        ck_assert_msg(found, "ball %d in\n%s", ball + 1, shown.bytes);
    }
    stage_draw(100, 35);
    ck_assert_hides(" of 8");
}
END_TEST

/* Names are short before it is not said what a ball does. */
START_TEST(names_give_way_to_states)
{
    stage_run("surface ravine");
    stage_run("eta 0.1");
    stage_run("ball adadelta eta=0.3");
    stage_run("ball sgd eta=0.2");
    stage_run("step 3");
    stage_draw(80, 24);
    ck_assert_msg(stage_shows("ad\u2026 0.3") && stage_shows("\u00b7 rolls"), "%s", shown.bytes);
}
END_TEST

int main(void)
{
    TCase *tests = tcase_create("layout");
    tcase_add_checked_fixture(tests, stage_begin, stage_end);
    tcase_add_table_test(tests, every_part_is_there, sizes);
    tcase_add_table_test(tests, one_view_alone, sizes);
    tcase_add_table_test(tests, the_panel_has_a_chart, sizes);
    tcase_add_table_test(tests, numbers_stand_still, runs);
    tcase_add_test(tests, a_caption_that_is_cut_says_how_to_read_it);
    tcase_add_test(tests, without_a_panel_the_balls_are_told_over_the_map);
    tcase_add_table_test(tests, big_numbers, sizes);
    tcase_add_test(tests, the_top_line_is_cut_where_it_tells);
    tcase_add_test(tests, brief_numbers_are_whole);
    tcase_add_test(tests, the_schedule_is_broken_where_it_reads_well);
    tcase_add_test(tests, digits_are_exact);
    tcase_add_test(tests, big_numbers_of_anything);
    tcase_add_test(tests, no_number_has_no_sign);
    tcase_add_test(tests, formulas_are_cut_between_terms);
    tcase_add_test(tests, captions_are_even);
    tcase_add_test(tests, no_ball_is_missing);
    tcase_add_test(tests, names_give_way_to_states);
    tcase_add_loop_test(tests, marks_in_words_have_the_balls_colours, 0, 2);
    return suite_run("layout", tests);
}
