/* A glyph for whatever the program can show. */

#include "file.h"
#include "suite.h"

#include "../src/draw/frame.h"
#include "../src/draw/mark.h"
#include "../src/draw/raster_blocks.h"
#include "../src/output/glyph_cover.h"
#include "../src/output/glyphs.h"

#include <glob.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

static void expect_known(const char *where, uint32_t character)
{
    ck_assert_msg(glyph_is_known(character), "%s: no glyph for U+%04X", where, character);
}

/* What takes two columns is shown as a frame; control characters and formats are never shown. */
static bool is_wanted(uint32_t character)
{
    bool combines = character >= 0x300 && character < 0x370;
    return character >= 0x20 && (frame_width(character) == 1 || combines) &&
           !(character >= 0x7F && character < 0xA0) && character < 0x3000;
}

/* Numbers of four digits from 0x2000 on, as tables of glyphs have them. */
static void look_for_numbers(const char *path, const char *text)
{
    for (const char *at = text; (at = strstr(at, "0x2")); at += 3) {
        size_t digits = strspn(at + 2, "0123456789ABCDEF");
        uint32_t character = digits == 4 ? (uint32_t)strtoul(at, NULL, 16) : 0;
        if (is_wanted(character))
            expect_known(path, character);
    }
}

/* All that the program can say stands in its sources, its scenes, and the frames that are kept. */
START_TEST(a_glyph_for_whatever_is_said)
{
    static const char *const places[] = {"src/*/*.[ch]", "scenes/*", "tests/golden/*", "README.md"};
    glob_t files;
    int characters = 0;
    for (size_t i = 0; i < sizeof places / sizeof *places; i++)
        ck_assert_int_eq(glob(places[i], i ? GLOB_APPEND : 0, NULL, &files), 0);
    for (size_t i = 0; i < files.gl_pathc; i++) {
        const char *path = files.gl_pathv[i];
        struct stat status;
        struct text text = {0};
        if (stat(path, &status) == 0 && S_ISREG(status.st_mode))
            text = file_read(path);
        for (size_t at = 0; at < text.length;) {
            uint32_t c;
            at += (size_t)utf8_decode(text.bytes + at, text.length - at, &c);
            if (c < 0x80 || !is_wanted(c))
                continue;
            expect_known(path, c);
            characters++;
        }
        if (strncmp(path, "src/draw/", 9) == 0 || strncmp(path, "src/view/", 9) == 0)
            look_for_numbers(path, text.bytes);
        text_free(&text);
    }
    globfree(&files);
    ck_assert_int_gt(characters, 1000);
}
END_TEST

START_TEST(a_glyph_for_whatever_is_drawn)
{
    for (uint32_t c = 0x20; c < 0x7F; c++)
        expect_known("letters", c);
    for (uint32_t c = 0x2500; c <= 0x259F; c++)
        expect_known("lines and blocks", c);
    for (uint32_t c = 0x2800; c <= 0x28FF; c++)
        expect_known("braille", c);
    for (int count = 4; count <= BLOCKS_MAX; count += 2)
        for (unsigned mask = 0; mask < 1U << count; mask++)
            expect_known("blocks", blocks_glyph(mask, count));
    for (int mark = 0; mark < MARK_COUNT; mark++)
        for (int way = 0; way < 8; way++) {
            if (mark_row(mark)->glyph)
                expect_known("marks", mark_glyph(mark, way, true));
            if (mark_row(mark)->hollow)
                expect_known("marks", mark_glyph(mark | MARK_HOLLOW, way, true));
        }
}
END_TEST

START_TEST(the_table_is_in_order)
{
    for (int i = 1; i < glyph_count; i++)
        ck_assert_uint_lt(glyphs[i - 1].character, glyphs[i].character);
}
END_TEST

int main(void)
{
    TCase *tests = tcase_create("glyphs");
    tcase_add_test(tests, a_glyph_for_whatever_is_said);
    tcase_add_test(tests, a_glyph_for_whatever_is_drawn);
    tcase_add_test(tests, the_table_is_in_order);
    return suite_run("glyphs", tests);
}
