/* A frame as text, as ANSI and as SVG. */

#include "../src/base/text.h"
#include "../src/catalogue/catalogue.h"
#include "../src/draw/light.h"
#include "../src/output/frame_ansi.h"
#include "../src/output/frame_svg.h"
#include "../src/output/frame_text.h"
#include "suite.h"

#include <math.h>
#include <string.h>

static const struct style plain = {COLOR_DEFAULT, COLOR_DEFAULT, 0};
static const struct style red = {0xFF0000, COLOR_DEFAULT, ATTRIBUTE_BOLD};

static int count_of(const char *text, const char *part)
{
    int count = 0;
    for (const char *at = strstr(text, part); at; at = strstr(at + 1, part))
        count++;
    return count;
}

START_TEST(text_has_no_blanks_at_the_ends_of_lines)
{
    struct frame *frame = frame_new(6, 3);
    struct text out = {0};
    frame_text(frame, 1, 0, 6, red, "ab");
    frame_text(frame, 0, 2, 6, plain, "η  ");
    frame_text_write(&out, frame);
    ck_assert_str_eq(out.bytes, " ab\n\nη\n");
    text_free(&out);
    frame_free(frame);
}
END_TEST

static const struct {
    enum color_level level;
    const char *written;
} levels[] = {
    {COLORS_MONO, "a\033[1mb\033[m\n"},
    {COLORS_8, "a\033[1;31mb\033[m\n"},
    {COLORS_16, "a\033[1;91mb\033[m\n"},
    {COLORS_256, "a\033[1;38;5;196mb\033[m\n"},
    {COLORS_DIRECT, "a\033[1;38;2;255;0;0mb\033[m\n"},
};

START_TEST(ansi_speaks_each_level)
{
    struct frame *frame = frame_new(4, 1);
    struct text out = {0};
    frame_text(frame, 0, 0, 4, plain, "a");
    frame_text(frame, 1, 0, 4, red, "b");
    frame_ansi_write(&out, frame, levels[_i].level);
    ck_assert_str_eq(out.bytes, levels[_i].written);
    text_free(&out);
    frame_free(frame);
}
END_TEST

static struct ansi_pen known_pen(enum color_level level)
{
    struct ansi_pen pen = ansi_pen(level);
    pen.known = true;
    pen.fg = pen.bg = ANSI_DEFAULT;
    pen.column = pen.row = -1;
    return pen;
}

static void expect_update(struct ansi_pen *pen, const struct frame *before,
                          const struct frame *after, const char *wanted)
{
    struct text out = {0};
    frame_ansi_update(&out, pen, before, after);
    ck_assert_str_eq(out.bytes, wanted);
    text_free(&out);
}

START_TEST(ansi_updates_only_what_changed)
{
    struct frame *before = frame_new(9, 2), *after = frame_new(9, 2);
    struct ansi_pen pen = known_pen(COLORS_256), unknown = ansi_pen(COLORS_256);
    frame_text(before, 0, 0, 9, plain, "loss 12");
    frame_text(after, 0, 0, 9, plain, "loss 13");
    expect_update(&pen, before, after, "\033[;7H3");
    expect_update(&pen, after, after, "");
    expect_update(&unknown, before, after, "\033[m\033[H\033[2Jloss 13\033[?25l");
    after->cursor_column = 2, after->cursor_row = 1;
    expect_update(&pen, before, after, "\033[;7H3\033[2;3H\033[?25h");
    expect_update(&pen, after, before, "\033[;7H2\033[?25l");
    frame_free(before);
    frame_free(after);
}
END_TEST

START_TEST(ansi_redraws_both_columns_of_a_wide_character)
{
    struct frame *before = frame_new(4, 1), *after = frame_new(4, 1), *narrow = frame_new(4, 1);
    struct ansi_pen pen = known_pen(COLORS_256);
    frame_text(before, 0, 0, 4, plain, "日");
    frame_text(after, 0, 0, 4, plain, "本");
    frame_text(narrow, 0, 0, 4, plain, "a");
    expect_update(&pen, before, after, "\033[H本");
    expect_update(&pen, after, narrow, "\033[Ha ");
    frame_free(before);
    frame_free(after);
    frame_free(narrow);
}
END_TEST

/* The way that needs fewer bytes is taken, and what cannot be seen is not sent. */
static const struct {
    enum color_level level;
    struct cell cells[4];
    const char *update; /* from blanks */
} ways[] = {
    /* the same two colours, the other way round */
    {COLORS_DIRECT,
     {{0x2580, 0, 0x0A0B0C, 0x010203, 0}, {0x2580, 0, 0x010203, 0x0A0B0C, 0}},
     "\033[H\033[38;2;10;11;12;48;2;1;2;3m▀▄\033[49m  "},
    {COLORS_DIRECT,
     {{0x2598, 0, 0x0A0B0C, 0x010203, 0}, {0x259F, 0, 0x010203, 0x0A0B0C, 0}},
     "\033[H\033[38;2;10;11;12;48;2;1;2;3m▘▘\033[49m  "},
    /* a block of one colour is a blank, and a blank has no ink */
    {COLORS_256,
     {{0x2580, 0, 0xFF0000, 0xFF0000, 0}, {' ', 0, 1, 0xFF0000, 1}},
     "\033[H\033[48;5;196m  \033[49m  "},
    /* other colours that are the same here */
    {COLORS_8,
     {{'a', 0, 0xF00000, 0, 0}, {'b', 0, 0xF80000, 0, 0}},
     "\033[H\033[31;40mab\033[49m  "},
    /* attributes are taken back alone, or with all the rest */
    {COLORS_256,
     {{'a', 0, 0xFF0000, COLOR_DEFAULT, ATTRIBUTE_BOLD}, {'b', 0, 0xFF0000, COLOR_DEFAULT, 0}},
     "\033[H\033[1;38;5;196ma\033[22mb  "},
    {COLORS_256,
     {{'a', 0, 0xFF0000, COLOR_DEFAULT, ATTRIBUTE_BOLD}, {'b', 0, COLOR_DEFAULT, COLOR_DEFAULT, 0}},
     "\033[H\033[1;38;5;196ma\033[0mb  "},
    {COLORS_MONO,
     {{'a', 0, 0, 0, ATTRIBUTE_BOLD | ATTRIBUTE_REVERSE}, {'b', 0, 0, 0, ATTRIBUTE_REVERSE}},
     "\033[H\033[1;7ma\033[0;7mb\033[0m  "},
};

START_TEST(ansi_takes_the_shorter_way)
{
    struct frame *before = frame_new(4, 1), *after = frame_new(4, 1);
    struct ansi_pen pen = known_pen(ways[_i].level);
    for (int i = 0; i < 4; i++) {
        before->cells[i].glyph = 'x';
        if (ways[_i].cells[i].glyph)
            after->cells[i] = ways[_i].cells[i];
    }
    expect_update(&pen, before, after, ways[_i].update);
    frame_free(before);
    frame_free(after);
}
END_TEST

START_TEST(svg_escapes_and_merges)
{
    struct frame *frame = frame_new(12, 2);
    struct frame_svg_options options = {.title = "a < b\033"};
    struct text out = {0};
    frame_text(frame, 0, 0, 12, plain, "<&\"> \033");
    for (int i = 0; i < 12; i++)
        *frame_cell(frame, i, 1) =
            (struct cell){0x2580, 0, 0xFF0000, i < 6 ? 0x00FF00 : 0xFF0000, 0};
    frame_svg_write(&out, frame, &options);
    ck_assert_ptr_nonnull(strstr(out.bytes, "&lt;&amp;&quot;&gt; ^["));
    ck_assert_ptr_nonnull(strstr(out.bytes, "<title>a &lt; b\xEF\xBF\xBD</title>"));
    ck_assert_ptr_null(strchr(out.bytes, '\033'));
    ck_assert_ptr_nonnull(strstr(out.bytes, "<path stroke=\"#ff0000\" d=\"M0 2.5h6\"/>"));
    ck_assert_ptr_nonnull(strstr(out.bytes, "<path stroke=\"#00ff00\" d=\"M0 3.5h6\"/>"));
    ck_assert_ptr_nonnull(
        strstr(out.bytes, "<path stroke-width=\"2\" stroke=\"#ff0000\" d=\"M6 3h6\"/>"));
    text_free(&out);
    frame_free(frame);
}
END_TEST

/* Whatever the font, text is where its cells are. */
START_TEST(svg_text_keeps_to_its_cells)
{
    struct frame *frame = frame_new(30, 1);
    struct text out = {0};
    frame_text(frame, 0, 0, 30, plain, "ab c e\xCC\x81 日x \u2713y \u05D0\u05D1 \u05D2!");
    frame_svg_write(&out, frame, &(struct frame_svg_options){0});
    static const char *const runs[] = {
        "<text x=\"0\" y=\"14\" textLength=\"36\">ab c</text>",
        "<text x=\"45\" y=\"14\" textLength=\"9\" lengthAdjust=\"spacingAndGlyphs\">e\u0301</text>",
        "<text x=\"63\" y=\"14\" textLength=\"18\" lengthAdjust=\"spacingAndGlyphs\">日</text>",
        "<text x=\"81\" y=\"14\">x</text>",
        "<text x=\"99\" y=\"14\" textLength=\"9\" lengthAdjust=\"spacingAndGlyphs\">\u2713</text>",
        "<text x=\"108\" y=\"14\">y</text>",
        "<text x=\"126\" y=\"14\" textLength=\"36\">\u05D0\u05D1 \u05D2</text>",
        "<text x=\"162\" y=\"14\">!</text>"};
    for (size_t i = 0; i < sizeof runs / sizeof *runs; i++)
        ck_assert_msg(strstr(out.bytes, runs[i]), "no %s", runs[i]);
    ck_assert_int_eq(count_of(out.bytes, "<text "), 8);
    text_free(&out);
    frame_free(frame);
}
END_TEST

/* A bowl in 64 colours over the whole of a 100x30 screen. */
START_TEST(svg_of_a_full_map_is_small)
{
    struct frame *frame = frame_new(100, 30);
    struct text out = {0};
    color colors[64];
    for (color i = 0; i < 64; i++)
        colors[i] = light_mix(0x310643, 0x206D41, (unsigned)i * 256 / 63);
    for (int i = 0; i < 3000; i++) {
        double x = (i % 100 - 50) / 50.0, y = (i / 100 - 15) / 15.0, z = (i / 100 - 14.5) / 15;
        color upper = colors[(int)(hypot(x, y) / 1.4 * 63)];
        frame->cells[i] = (struct cell){0x2580, 0, upper, colors[(int)(hypot(x, z) / 1.4 * 63)], 0};
    }
    frame_svg_write(&out, frame, &(struct frame_svg_options){0});
    ck_assert_int_lt((int)out.length, 60000);
    text_free(&out);
    frame_free(frame);
}
END_TEST

int main(void)
{
    TCase *tests = tcase_create("output");
    tcase_add_test(tests, text_has_no_blanks_at_the_ends_of_lines);
    tcase_add_table_test(tests, ansi_speaks_each_level, levels);
    tcase_add_test(tests, ansi_updates_only_what_changed);
    tcase_add_test(tests, ansi_redraws_both_columns_of_a_wide_character);
    tcase_add_table_test(tests, ansi_takes_the_shorter_way, ways);
    tcase_add_test(tests, svg_escapes_and_merges);
    tcase_add_test(tests, svg_text_keeps_to_its_cells);
    tcase_add_test(tests, svg_of_a_full_map_is_small);
    return suite_run("output", tests);
}
