/* A frame as text, as ANSI and as SVG. */

#include "../src/base/text.h"
#include "../src/catalogue/catalogue.h"
#include "../src/draw/color.h"
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
    {COLORS_MONO, "a\033[0;1mb\033[0m\n"},
    {COLORS_8, "a\033[0;1;31mb\033[0m\n"},
    {COLORS_16, "a\033[0;1;91mb\033[0m\n"},
    {COLORS_256, "a\033[0;1;38;5;196mb\033[0m\n"},
    {COLORS_DIRECT, "a\033[0;1;38;2;255;0;0mb\033[0m\n"},
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

START_TEST(ansi_updates_only_what_changed)
{
    struct frame *before = frame_new(9, 2), *after = frame_new(9, 2);
    struct text out = {0};
    frame_text(before, 0, 0, 9, plain, "loss 12");
    frame_text(after, 0, 0, 9, plain, "loss 13");
    frame_ansi_update(&out, before, after, COLORS_256);
    ck_assert_str_eq(out.bytes, "\033[1;7H3");
    text_clear(&out);
    frame_ansi_update(&out, after, after, COLORS_256);
    ck_assert_str_eq(out.bytes ? out.bytes : "", "");
    text_clear(&out);
    frame_ansi_update(&out, NULL, after, COLORS_256);
    ck_assert_str_eq(out.bytes, "\033[0m\033[2J\033[1;1Hloss\033[1;6H13\033[?25l");
    text_clear(&out);
    after->cursor_column = 2, after->cursor_row = 1;
    frame_ansi_update(&out, before, after, COLORS_256);
    ck_assert_str_eq(out.bytes, "\033[1;7H3\033[2;3H\033[?25h");
    text_free(&out);
    frame_free(before);
    frame_free(after);
}
END_TEST

START_TEST(ansi_redraws_both_columns_of_a_wide_character)
{
    struct frame *before = frame_new(4, 1), *after = frame_new(4, 1);
    struct text out = {0};
    frame_text(before, 0, 0, 4, plain, "日");
    frame_text(after, 0, 0, 4, plain, "本");
    frame_ansi_update(&out, before, after, COLORS_256);
    ck_assert_str_eq(out.bytes, "\033[1;1H本");
    text_free(&out);
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
    for (int i = 0; i < 3000; i++) {
        double x = (i % 100 - 50) / 50.0, y = (i / 100 - 15) / 15.0, z = (i / 100 - 14.5) / 15;
        const struct colormap_row *map = &colormap_rows[0];
        frame->cells[i] = (struct cell){0x2580, 0, color_from_map(map, hypot(x, y) / 1.4),
                                        color_from_map(map, hypot(x, z) / 1.4), 0};
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
    tcase_add_test(tests, svg_escapes_and_merges);
    tcase_add_test(tests, svg_text_keeps_to_its_cells);
    tcase_add_test(tests, svg_of_a_full_map_is_small);
    return suite_run("output", tests);
}
