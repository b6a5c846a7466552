/* The frame: cells, text in them, colours. */

#include "../src/base/text.h"
#include "../src/catalogue/catalogue.h"
#include "../src/draw/color.h"
#include "../src/draw/light.h"
#include "../src/output/frame_text.h"
#include "suite.h"

#include <string.h>

static const struct style plain = {COLOR_DEFAULT, COLOR_DEFAULT, 0};

/* What a frame of 8 columns and a row shows, and the column after the text. */
static const struct {
    const char *text;
    int column, limit;
    const char *shown;
    int end;
} texts[] = {
    {"eta", 0, 99, "eta", 3},
    {"eta", 2, 99, "  eta", 5},
    {"learning rate", 0, 99, "learning", 8},
    {"learning", 0, 4, "lear", 4},
    {"η·λ", 0, 99, "η·λ", 3},
    {"a\033[31mb", 0, 99, "a^[[31mb", 8},
    {"a\tb\177", 0, 99, "a^Ib^?", 6},
    {"\xC2\x9B", 0, 99, "\xEF\xBF\xBD", 1},
    {"\xFF", 0, 99, "\xEF\xBF\xBD", 1},
    {"日本", 0, 99, "日本", 4},
    {"日本", 0, 3, "日", 3},
    {"e\xCC\x81x", 0, 99, "e\xCC\x81x", 2},
    {"a\xE2\x80\xAEz", 0, 99, "az", 2}, /* NOLINT(misc-misleading-bidirectional): left out */
    {"\xCC\x81z", 0, 99, "z", 1},
    {"abc", -1, 99, "bc", 2},
    {"", 3, 99, "", 3},
};

START_TEST(text_lands_in_cells)
{
    struct frame *frame = frame_new(8, 1);
    struct text shown = {0};
    int end = frame_text(frame, texts[_i].column, 0, texts[_i].limit, plain, texts[_i].text);
    frame_text_write(&shown, frame);
    shown.bytes[shown.length - 1] = '\0';
    ck_assert_str_eq(shown.bytes, texts[_i].shown);
    ck_assert_int_eq(end, texts[_i].end);
    text_free(&shown);
    frame_free(frame);
}
END_TEST

START_TEST(half_of_a_wide_character_does_not_stay)
{
    struct frame *frame = frame_new(6, 2);
    struct text shown = {0};
    frame_text(frame, 0, 0, 6, plain, "日本");
    frame_text(frame, 1, 0, 6, plain, "x");
    frame_text(frame, 0, 1, 6, plain, "日本");
    frame_text(frame, 2, 1, 6, plain, "x");
    frame_text_write(&shown, frame);
    ck_assert_str_eq(shown.bytes, " x本\n日x\n");
    text_free(&shown);
    frame_free(frame);
}
END_TEST

START_TEST(sizes_are_bounded)
{
    struct frame *frame = frame_new(0, -3);
    ck_assert_int_eq(frame->columns, 1);
    ck_assert_int_eq(frame->rows, 1);
    frame_resize(frame, 100000, 100000);
    ck_assert_int_eq(frame->columns, FRAME_COLUMNS_MAX);
    ck_assert_int_eq(frame->rows, FRAME_ROWS_MAX);
    frame_free(frame);
}
END_TEST

START_TEST(cells_outside_are_harmless)
{
    struct frame *frame = frame_new(3, 3);
    frame_cell(frame, -1, 0)->glyph = 'x';
    frame_cell(frame, 3, 0)->glyph = 'x';
    frame_cell(frame, 0, 99)->glyph = 'x';
    ck_assert_uint_eq(frame_cell(frame, -1, 0)->glyph, ' ');
    frame_text(frame, 0, 7, 3, plain, "lost");
    for (int i = 0; i < 9; i++)
        ck_assert_uint_eq(frame->cells[i].glyph, ' ');
    frame_free(frame);
}
END_TEST

START_TEST(clearing_hides_the_cursor)
{
    struct frame *frame = frame_new(3, 1);
    frame->cursor_column = frame->cursor_row = 0;
    frame_text(frame, 0, 0, 3, plain, "12345");
    ck_assert_uint_eq(frame_cell(frame, 2, 0)->glyph, '3');
    frame_clear(frame);
    ck_assert_int_eq(frame->cursor_column, -1);
    ck_assert_uint_eq(frame_cell(frame, 2, 0)->glyph, ' ');
    frame_free(frame);
}
END_TEST

static const struct {
    color wanted;
    int of_256, of_16, of_8;
} nearest[] = {
    {0x000000, 16, 0, 0},        {0xFFFFFF, 231, 15, 7},      {0xFF0000, 196, 9, 1},
    {0x5F87AF, 67, -2, -2},      {0x808080, 244, 8, -2},      {COLOR_ANSI(3), 3, 3, 3},
    {COLOR_ANSI(11), 11, 11, 3}, {COLOR_DEFAULT, -1, -1, -1},
};

START_TEST(colors_find_the_nearest)
{
    ck_assert_int_eq(color_to_256(nearest[_i].wanted), nearest[_i].of_256);
    if (nearest[_i].of_16 != -2)
        ck_assert_int_eq(color_to_ansi(nearest[_i].wanted, 16), nearest[_i].of_16);
    if (nearest[_i].of_8 != -2)
        ck_assert_int_eq(color_to_ansi(nearest[_i].wanted, 8), nearest[_i].of_8);
}
END_TEST

START_TEST(colors_mix)
{
    ck_assert_uint_eq(light_mix(0x000000, 0xFF8000, 0), 0x000000);
    ck_assert_uint_eq(light_mix(0x000000, 0xFF8000, 256), 0xFF8000);
    ck_assert_uint_eq(light_mix(0x102030, 0x304050, 128), 0x203040);
}
END_TEST

/* A map is at least two stops, with a name and a source. */
START_TEST(color_maps_are_whole)
{
    const struct colormap_row *map = &colormap_rows[_i];
    ck_assert_int_ge(map->stop_count, 2);
    ck_assert_ptr_eq(catalogue_colormap(map->name), map);
    ck_assert(*map->title && *map->source);
}
END_TEST

START_TEST(color_map_names)
{
    ck_assert_ptr_nonnull(catalogue_colormap("Viridis"));
    ck_assert_ptr_null(catalogue_colormap("virid"));
    ck_assert_ptr_null(catalogue_colormap("viridisx"));
    ck_assert_ptr_null(catalogue_colormap(""));
}
END_TEST

int main(void)
{
    TCase *tests = tcase_create("frame");
    tcase_add_table_test(tests, text_lands_in_cells, texts);
    tcase_add_test(tests, half_of_a_wide_character_does_not_stay);
    tcase_add_test(tests, sizes_are_bounded);
    tcase_add_test(tests, cells_outside_are_harmless);
    tcase_add_test(tests, clearing_hides_the_cursor);
    tcase_add_table_test(tests, colors_find_the_nearest, nearest);
    tcase_add_test(tests, colors_mix);
    tcase_add_loop_test(tests, color_maps_are_whole, 0, colormap_row_count);
    tcase_add_test(tests, color_map_names);
    return suite_run("frame", tests);
}
