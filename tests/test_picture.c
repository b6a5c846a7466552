/* Pictures of pixels: cells as they are painted, and files that give back each pixel. */

#include "file.h"
#include "folder.h"
#include "stage.h"
#include "suite.h"

#include "../src/cli/picture.h"
#include "../src/draw/raster.h"
#include "../src/draw/theme.h"
#include "../src/output/frame_pixels.h"
#include "../src/output/glyph_cover.h"
#include "../src/output/glyph_font.h"
#include "../src/output/glyphs.h"
#include "../src/output/png.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#ifdef HAVE_ZLIB
#include <zlib.h>
#else
#include "inflate.h" /* which has a function of the same name as zlib */
#endif

/* --- painting --- */

static struct image image;

static const struct image *paint_with(const struct frame *of, double scale, const char *font)
{
    struct frame_pixels_options options = {of->columns, of->rows, frame_pixels_cell(scale), false,
                                           font};
    struct painter *painter = painter_new(&options, NULL);
    painter_paint(painter, &image, of);
    painter_free(painter);
    return &image;
}

static const struct image *paint(const struct frame *of, double scale)
{
    return paint_with(of, scale, FONT_BUILTIN);
}

static color pixel(int cell, int column, int row, int x, int y)
{
    return image.pixels[(cell + row * 2 * cell + y) * image.width + cell + column * cell + x];
}

/* Letters are those of the font, pixel by pixel, and a cell has its own two colours and no other.
 */
START_TEST(letters_are_the_fonts)
{
    static const char text[] = "Ag%~\xC3\xA9\xCE\xB7\xE2\x88\x87";
    struct style style = {0xFFEEDD, 0x102030, 0};
    frame_resize(frame, 12, 1);
    int end = frame_text(frame, 0, 0, 12, style, text);
    paint(frame, 1);
    ck_assert_int_eq(image.width, 14 * GLYPH_CELL);
    ck_assert_int_eq(image.height, 2 * 2 * GLYPH_CELL);
    for (int column = 0; column < end; column++) {
        int at = 0;
        while (glyphs[at].character != frame_cell(frame, column, 0)->glyph)
            at++;
        for (int i = 0; i < GLYPH_WIDTH * GLYPH_HEIGHT; i++) {
            bool set = glyphs[at].rows[i / 64] >> (63 - i % 64) & 1;
            color is = pixel(GLYPH_CELL, column, 0, i % GLYPH_WIDTH, i / GLYPH_WIDTH + 1);
            ck_assert_uint_eq(is, set ? style.fg : style.bg);
        }
    }
    color paper = theme_of(COLORS_DIRECT, false)->roles[ROLE_GROUND];
    ck_assert_uint_eq(image.pixels[0], paper);
    ck_assert_uint_eq(pixel(GLYPH_CELL, end, 0, 0, 0), paper);
}
END_TEST

static const double scales[] = {0.5, 1, 1.25, 2, 3.5};

/* Blocks fill just their part of the cell, whatever its size, and lines join. */
START_TEST(blocks_fill_their_part)
{
    static const uint32_t row[] = {0x2588, 0x2580, 0x2584, 0x2500, 0x253C, 0x2502, 0x28FF, 0x2592};
    int cell = frame_pixels_cell(scales[_i]).width;
    frame_resize(frame, 8, 1);
    for (int i = 0; i < 8; i++)
        *frame_cell(frame, i, 0) = (struct cell){row[i], 0, 0xFFFFFF, 0, 0};
    paint(frame, scales[_i]);
    for (int y = 0; y < 2 * cell; y++)
        for (int x = 0; x < cell; x++) {
            ck_assert_uint_eq(pixel(cell, 0, 0, x, y), 0xFFFFFF);
            ck_assert_uint_eq(pixel(cell, 1, 0, x, y), y < cell ? 0xFFFFFF : 0);
            ck_assert_uint_eq(pixel(cell, 2, 0, x, y), y < cell ? 0 : 0xFFFFFF);
            ck_assert_uint_eq(pixel(cell, 7, 0, x, y), 0x808080);
        }
    int lit = 0;
    for (int y = 0; y < 2 * cell; y++) { /* a line goes through the cross as it comes in */
        lit += pixel(cell, 3, 0, cell - 1, y) == 0xFFFFFF;
        ck_assert_uint_eq(pixel(cell, 3, 0, cell - 1, y), pixel(cell, 4, 0, 0, y));
        ck_assert_uint_eq(pixel(cell, 3, 0, 0, y), pixel(cell, 4, 0, cell - 1, y));
    }
    for (int x = 0; x < cell; x++)
        ck_assert_uint_eq(pixel(cell, 4, 0, x, 0), pixel(cell, 5, 0, x, 2 * cell - 1));
    ck_assert_int_ge(lit, 1);
    ck_assert_int_le(lit, cell / 4);
}
END_TEST

START_TEST(attributes_are_seen)
{
    frame_resize(frame, 6, 1);
    const struct cell cells[] = {{'I', 0, 0xFFFFFF, 0x0000FF, 0},
                                 {'I', 0, 0xFFFFFF, 0x0000FF, ATTRIBUTE_REVERSE},
                                 {' ', 0, 0xFFFFFF, 0x0000FF, ATTRIBUTE_UNDERLINE},
                                 {'I', 0, 0xFFFFFF, 0x0000FF, ATTRIBUTE_BOLD},
                                 {'I', 0x0308, 0xFFFFFF, 0x0000FF, 0},
                                 {'I', 0, 0xFFFFFF, 0x0000FF, ATTRIBUTE_DIM}};
    int lit[6] = {0};
    for (int i = 0; i < 6; i++)
        *frame_cell(frame, i, 0) = cells[i];
    paint(frame, 1);
    for (int i = 0; i < 6; i++)
        for (int k = 0; k < 2 * GLYPH_CELL * GLYPH_CELL; k++)
            lit[i] += pixel(GLYPH_CELL, i, 0, k % GLYPH_CELL, k / GLYPH_CELL) == 0xFFFFFF;
    ck_assert_int_eq(lit[0] + lit[1], 2 * GLYPH_CELL * GLYPH_CELL);
    ck_assert_int_eq(lit[2], GLYPH_CELL);
    ck_assert_int_gt(lit[3], lit[0]);
    ck_assert_int_gt(lit[4], lit[0]);
    ck_assert_int_eq(lit[5], 0);
}
END_TEST

/* One that takes two columns is painted over both; the cell after it is as it was. */
START_TEST(wide_characters_have_two_columns)
{
    struct style style = {0xFFFFFF, 0, 0};
    frame_resize(frame, 5, 1);
    frame_text(frame, 0, 0, 5, style, "\xE6\xBC\xA2 ab");
    paint(frame, 1);
    int lit[2] = {0};
    for (int k = 0; k < 2 * GLYPH_CELL * GLYPH_CELL; k++)
        for (int i = 0; i < 2; i++)
            lit[i] += pixel(GLYPH_CELL, i, 0, k % GLYPH_CELL, k / GLYPH_CELL) != 0;
    ck_assert_int_gt(lit[0], 0);
    ck_assert_int_eq(lit[0], lit[1]);
}
END_TEST

/* A plot is seen behind those glyphs only that let it through; one for other cells nowhere. */
START_TEST(plates_are_seen_through_cells)
{
    for (int fits = 0; fits < 2; fits++) {
        struct raster *raster = raster_new();
        struct plate plate = {{1, 1, 3, 2}, raster};
        int width = 3 * GLYPH_CELL + !fits;
        raster_begin(raster, width, 2 * 2 * GLYPH_CELL, 0x123456);
        for (int i = 0; i < raster->width * raster->height; i++)
            raster->pixels[i] = (color)(i % width << 8 | i / width);
        frame_resize(frame, 5, 4);
        frame_show(frame, &plate);
        raster_free(raster);
        for (int i = 0; i < 20; i++)
            frame->cells[i] = (struct cell){i == 6 ? 'x' : ' ', 0, 0xFFFFFF, 0xAA0000,
                                            i == 12 ? 0 : ATTRIBUTE_THROUGH};
        paint(frame, 1);
        for (int k = 0; k < 20 * 2 * GLYPH_CELL * GLYPH_CELL; k++) {
            int x = k % (5 * GLYPH_CELL), y = k / (5 * GLYPH_CELL), left = x - GLYPH_CELL;
            int column = x / GLYPH_CELL, row = y / (2 * GLYPH_CELL), top = y - 2 * GLYPH_CELL;
            bool inside = column >= 1 && column < 4 && row >= 1 && row < 3;
            color wanted =
                fits && inside && row * 5 + column != 12 ? (color)(left << 8 | top) : 0xAA0000;
            color is = pixel(GLYPH_CELL, 0, 0, x, y);
            bool around = left >= -2 && left < GLYPH_CELL + 2 && top >= -2 &&
                          top < 2 * GLYPH_CELL + 2; /* lines do not strike the letter through */
            ck_assert(is == wanted || (around && (is == 0xFFFFFF || is == 0xAA0000)));
            if (is != 0xFFFFFF)
                continue;
            for (int i = 0; i < 4; i++) {
                color beside = pixel(GLYPH_CELL, 0, 0, x + (i - 1) % 2, y + (i - 2) % 2);
                ck_assert(beside == 0xFFFFFF || beside == 0xAA0000);
            }
        }
    }
}
END_TEST

START_TEST(sizes_are_bounded)
{
    struct error error;
    int width, height;
    struct frame_pixels_options options = {100, 30, frame_pixels_cell(1), false};
    ck_assert(frame_pixels_size(&options, &width, &height, &error));
    ck_assert_int_eq(width, 918);
    ck_assert_int_eq(height, 558);
    options = (struct frame_pixels_options){FRAME_COLUMNS_MAX, FRAME_ROWS_MAX, frame_pixels_cell(8),
                                            false};
    ck_assert(!frame_pixels_size(&options, &width, &height, &error));
    ck_assert_str_eq(error.text, "a picture of 72144x72144 pixels is too large: take a smaller "
                                 "--size or --scale");
}
END_TEST

/* --- a font of the system --- */

/* Whether there is one; where not, there is nothing to look at. */
static bool has_font(void)
{
    struct glyph_font *font;
    ck_assert(glyph_font_open(&font, FONT_AUTO, frame_pixels_cell(1), NULL));
    bool has = font;
    glyph_font_free(font);
    return has;
}

/* The rows of a cell from `*top` to before `*bottom` have all of it that is not its ground. */
static void expect_ink(int cell, int column, int *top, int *bottom)
{
    *top = 2 * cell, *bottom = 0;
    for (int k = 0; k < 2 * cell * cell; k++)
        if (pixel(cell, column, 0, k % cell, k / cell) != 0) {
            *top = k / cell < *top ? k / cell : *top;
            *bottom = k / cell + 1;
        }
}

/* Letters stand on one line, with grey edges; nothing of them is in the cell beside. */
START_TEST(letters_of_a_font_fit_their_cells)
{
    static const char text[] = "xMEz \xC3\x85g|(y_ ";
    struct style style = {0xFFFFFF, 0, 0};
    int cell = frame_pixels_cell(scales[_i]).width, line = 0;
    frame_resize(frame, 12, 1);
    ck_assert_int_eq(frame_text(frame, 0, 0, 12, style, text), 12);
    paint_with(frame, scales[_i], FONT_AUTO);
    for (int column = 0; column < 12 && has_font(); column++) {
        int top, bottom, grey = 0;
        expect_ink(cell, column, &top, &bottom);
        ck_assert_int_eq(bottom == 0, frame_cell(frame, column, 0)->glyph == ' ');
        if (column == 0)
            line = bottom;
        if (column < 4)
            ck_assert_int_eq(bottom, line);
        for (int k = 0; k < 2 * cell * cell; k++) {
            color c = pixel(cell, column, 0, k % cell, k / cell);
            grey += c != 0 && c != 0xFFFFFF;
            ck_assert_uint_eq(c & 255, c >> 16);
        }
        ck_assert(bottom == 0 || grey > 0);
    }
}
END_TEST

static int lit(int column, int columns)
{
    int sum = 0;
    for (int k = 0; k < 2 * GLYPH_CELL * GLYPH_CELL * columns; k++)
        sum += pixel(GLYPH_CELL, column, 0, k % (GLYPH_CELL * columns),
                     k / (GLYPH_CELL * columns)) != 0;
    return sum;
}

/* A mark goes with its letter, bold is more, and what joins its neighbours is computed. */
START_TEST(a_font_has_letters_alone)
{
    static const uint32_t computed[] = {0x2588, 0x2500, 0x253C, 0x28FF, 0x2592, 0x25CF, 0x25C6};
    struct image own = {0};
    const struct style style = {0xFFFFFF, 0, 0};
    frame_resize(frame, 8, 1);
    for (int i = 0; i < 7; i++)
        *frame_cell(frame, i, 0) = (struct cell){computed[i], 0, 0xFFFFFF, 0, 0};
    paint(frame, 1);
    image_begin(&own, image.width, image.height);
    memcpy(own.pixels, image.pixels, image_count(&image) * sizeof *own.pixels);
    paint_with(frame, 1, FONT_AUTO);
    ck_assert_mem_eq(own.pixels, image.pixels, image_count(&image) * sizeof *own.pixels);
    image_free(&own);
    if (!has_font())
        return;
    *frame_cell(frame, 0, 0) = (struct cell){'e', 0, 0xFFFFFF, 0, 0};
    *frame_cell(frame, 1, 0) = (struct cell){'e', 0x0301, 0xFFFFFF, 0, 0};
    *frame_cell(frame, 2, 0) = (struct cell){'e', 0, 0xFFFFFF, 0, ATTRIBUTE_BOLD};
    frame_text(frame, 3, 0, 8, style, "\xE6\xBC\xA2 ab");
    paint_with(frame, 1, FONT_AUTO);
    ck_assert_int_gt(lit(1, 1), lit(0, 1));
    ck_assert_int_gt(lit(2, 1), lit(0, 1));
    ck_assert_int_gt(lit(3, 2), lit(3, 1));
    ck_assert_int_gt(lit(3, 1), 0);
    ck_assert_int_eq(lit(5, 1), 0);
}
END_TEST

/* What the font lacks is the program's own: no letter that is known is a frame, or nothing. */
START_TEST(no_letter_goes_missing)
{
    frame_resize(frame, 2, 1);
    for (int i = 0; i < glyph_count; i++) {
        if (frame_width(glyphs[i].character) != 1)
            continue;
        *frame_cell(frame, 0, 0) = (struct cell){glyphs[i].character, 0, 0xFFFFFF, 0, 0};
        paint_with(frame, 1, FONT_AUTO);
        ck_assert_msg(lit(0, 1) > 0 || !(glyphs[i].rows[0] | glyphs[i].rows[1]), "U+%04X",
                      glyphs[i].character);
        i += suite_whole() ? 0 : 16;
    }
}
END_TEST

static const struct {
    const char *name, *message; /* NULL: it is none */
} fonts[] = {
    {NULL}, {""}, {FONT_AUTO}, {FONT_BUILTIN}, {"No Such Font", "there is no font 'No Such Font'"}};

START_TEST(fonts_by_their_names)
{
    struct glyph_font *font;
    struct error error;
    bool good = glyph_font_open(&font, fonts[_i].name, frame_pixels_cell(1), &error);
    ck_assert_int_eq(good, !fonts[_i].message);
    if (!good && glyph_font_is_there())
        ck_assert_str_eq(error.text, fonts[_i].message);
    else if (!good)
        ck_assert_str_eq(error.text, "the font 'No Such Font' needs Pango, without which this "
                                     "program was built: its own letters are the font builtin");
    ck_assert(!font || (glyph_font_is_there() && _i < 3));
    glyph_font_free(font);
}
END_TEST

/* --- PNG --- */

static uint32_t number(const char *at)
{
    const unsigned char *bytes = (const unsigned char *)at;
    return (uint32_t)bytes[0] << 24 | (uint32_t)bytes[1] << 16 | (uint32_t)bytes[2] << 8 | bytes[3];
}

/* The sum that ends each chunk, bit by bit. */
static uint32_t sum_of(const char *bytes, size_t length)
{
    uint32_t sum = 0xFFFFFFFF;
    for (size_t i = 0; i < length; i++) {
        sum ^= (unsigned char)bytes[i];
        for (int bit = 0; bit < 8; bit++)
            sum = sum & 1 ? 0xEDB88320 ^ sum >> 1 : sum >> 1;
    }
    return ~sum;
}

/* What is in a chunk, and how much; the last of its kind. */
static const char *chunk(const struct text *file, const char *kind, size_t *length)
{
    const char *found = NULL;
    ck_assert_mem_eq(file->bytes, "\x89PNG\r\n\x1a\n", 8);
    for (size_t at = 8; at < file->length; at += 12 + number(file->bytes + at)) {
        size_t size = number(file->bytes + at);
        ck_assert_uint_le(at + 12 + size, file->length);
        ck_assert_uint_eq(sum_of(file->bytes + at + 4, size + 4),
                          number(file->bytes + at + 8 + size));
        if (memcmp(file->bytes + at + 4, kind, 4) != 0)
            continue;
        found = file->bytes + at + 8;
        *length = size;
    }
    return found;
}

/* By zlib, or what the program has made without it. */
static void unpack(uint8_t *out, size_t size, const char *data, size_t length)
{
#ifdef HAVE_ZLIB
    uLongf there = size;
    ck_assert_int_eq(uncompress(out, &there, (const Bytef *)data, (uLong)length), Z_OK);
    ck_assert_uint_eq(there, size);
#else
    struct text bytes = {0};
    ck_assert(inflate(&bytes, (const uint8_t *)data, length));
    ck_assert_uint_eq(bytes.length, size);
    memcpy(out, bytes.bytes, size);
    text_free(&bytes);
#endif
}

static int guess(int filter, int left, int above, int corner)
{
    int p = left + above - corner;
    int a = abs(p - left), b = abs(p - above), c = abs(p - corner);
    switch (filter) {
    case 0:
        return 0;
    case 1:
        return left;
    case 2:
        return above;
    case 3:
        return (left + above) / 2;
    default:
        ck_assert_int_eq(filter, 4);
        return a <= b && a <= c ? left : b <= c ? above : corner;
    }
}

/* Undoes the filters in place; the first byte of each line tells which. */
static void unfilter(uint8_t *lines, size_t width, int height, size_t samples)
{
    for (int y = 0; y < height; y++) {
        uint8_t *line = lines + (size_t)y * (width + 1) + 1;
        const uint8_t *above = y ? line - width - 1 : NULL;
        for (size_t x = 0; x < width; x++) {
            int left = x >= samples ? line[x - samples] : 0, up = above ? above[x] : 0;
            int corner = above && x >= samples ? above[x - samples] : 0;
            line[x] = (uint8_t)(line[x] + guess(line[-1], left, up, corner));
        }
    }
}

/* A file is the image, pixel by pixel. Returns whether it has a palette. */
static bool expect_image(const struct text *file, const struct image *of)
{
    size_t length, entries = 0;
    const char *header = chunk(file, "IHDR", &length), *palette = chunk(file, "PLTE", &entries);
    ck_assert_uint_eq(length, 13);
    ck_assert_uint_eq(number(header), (uint32_t)of->width);
    ck_assert_uint_eq(number(header + 4), (uint32_t)of->height);
    ck_assert_mem_eq(header + 8, palette ? "\x08\x03\0\0\0" : "\x08\x02\0\0\0", 5);
    const char *data = chunk(file, "IDAT", &length);
    size_t samples = palette ? 1 : 3, width = (size_t)of->width * samples;
    size_t size = (width + 1) * (size_t)of->height;
    uint8_t *lines = malloc(size);
    unpack(lines, size, data, length);
    unfilter(lines, width, of->height, samples);
    for (size_t i = 0; i < image_count(of); i++) {
        size_t x = i % (size_t)of->width, y = i / (size_t)of->width;
        const uint8_t *at = lines + y * (width + 1) + 1 + x * samples;
        ck_assert(!palette || at[0] * 3U < entries);
        const uint8_t *part = palette ? (const uint8_t *)palette + (size_t)at[0] * 3 : at;
        ck_assert_uint_eq((color)(part[0] << 16 | part[1] << 8 | part[2]), of->pixels[i]);
    }
    free(lines);
    ck_assert_ptr_nonnull(chunk(file, "IEND", &length));
    return palette;
}

static const struct size_row {
    int width, height, colors;
} sizes[] = {{1, 1, 1},     {1, 9, 300},   {9, 1, 2},        {16, 16, 256},
             {17, 17, 257}, {200, 150, 9}, {300, 120, 40000}};

/* All colours that are asked for, in an order that is not one. */
static void fill(struct image *of, const struct size_row *size)
{
    image_begin(of, size->width, size->height);
    for (size_t i = 0; i < image_count(of); i++)
        of->pixels[i] = (color)(i % (size_t)size->colors) * 0x9E3779U & 0xFFFFFF;
}

START_TEST(each_pixel_comes_back)
{
    const struct size_row *size = &sizes[_i / 2];
    struct text file = {0};
    fill(&image, size);
    png_write(&file, &image, "A \xCE\xB7", _i % 2 ? PNG_QUICK : PNG_SMALL);
    bool few = size->colors <= 256 || size->width * size->height <= 256;
    ck_assert_int_eq(expect_image(&file, &image), few);
    size_t length;
    const char *title = chunk(&file, "iTXt", &length);
    ck_assert_uint_eq(length, 14);
    ck_assert_mem_eq(title, "Title\0\0\0\0\0A \xCE\xB7", 14);
    text_free(&file);
}
END_TEST

START_TEST(it_is_small)
{
    struct text small = {0}, quick = {0};
    fill(&image, &(struct size_row){600, 300, 7});
    png_write(&small, &image, NULL, PNG_SMALL);
    png_write(&quick, &image, NULL, PNG_QUICK);
    ck_assert_uint_lt(10 * quick.length, 600 * 300);
    ck_assert_uint_le(small.length, quick.length);
    ck_assert(png_is_small() || small.length == quick.length);
    text_free(&small);
    text_free(&quick);
}
END_TEST

/* --- the program --- */

static void render(const char *arguments, const char *name, int status)
{
    struct text line = {0};
    text_add(&line, "\"$OVERSHOOT\" render %s -o '%s' 2>/dev/null", arguments, folder_path(name));
    int result = system(line.bytes); /* NOLINT(cert-env33-c): a shell is what is wanted */
    ck_assert_int_eq(WEXITSTATUS(result), status);
    text_free(&line);
}

/* What the program writes is the frame that it shows, the same every time. */
START_TEST(a_file_is_the_frame)
{
    struct picture how = {100, 30, COLORS_DIRECT, false, false};
    struct text wanted = {0};
    stage_run("surface ravine");
    stage_run("eta 0.07");
    stage_run("goto 12");
    render("-e 'surface ravine' -e 'eta 0.07' -e 'goto 12' --steps 12", "a.png", 0);
    ck_assert(picture_write(&wanted, session, &how, NULL, picture_format_find("png"), NULL));
    struct text file = file_read(folder_path("a.png"));
    ck_assert_uint_eq(file.length, wanted.length);
    ck_assert_mem_eq(file.bytes, wanted.bytes, wanted.length);
    text_free(&file);
    text_free(&wanted);
    render("--size 1000x500 --scale 8", "b.png", 2);
    ck_assert_ptr_null(fopen(folder_path("b.png"), "r"));
    render("-e 'compare scenes/3-decay.scene' --size 79x12", "b.png", 2); /* which has two */
    ck_assert_ptr_null(fopen(folder_path("b.png"), "r"));
    render("-e 'compare scenes/3-decay.scene' --size 80x12", "b.png", 0);
}
END_TEST

/* The option and the setting are the same; with neither the font is the system's. */
START_TEST(a_picture_has_its_font)
{
    static const char *const arguments[] = {"--font builtin", "-e 'font builtin'", "",
                                            "--font auto", "--font builtin -e 'font auto'"};
    struct text files[5];
    for (int i = 0; i < 5; i++) {
        render(arguments[i], "a.png", 0);
        files[i] = file_read(folder_path("a.png"));
    }
    for (int i = 0; i < 5; i++) {
        const struct text *as = &files[i < 2 ? 0 : 2];
        ck_assert_uint_eq(files[i].length, as->length);
        ck_assert_mem_eq(files[i].bytes, as->bytes, as->length);
    }
    bool same = files[0].length == files[2].length &&
                memcmp(files[0].bytes, files[2].bytes, files[0].length) == 0;
    ck_assert_int_eq(same, !has_font());
    for (int i = 0; i < 5; i++)
        text_free(&files[i]);
    remove(folder_path("a.png"));
    render("--font 'No Such Font'", "a.png", 2);
    render("--at 1 --font 'No Such Font'", "a.png", 2);
    render("--font 'No Such Font'", "a.gif", 2);
    ck_assert_ptr_null(fopen(folder_path("a.png"), "r"));
    ck_assert_ptr_null(fopen(folder_path("a.gif"), "r"));
    render("--font 'No Such Font'", "a.txt", 0); /* has none */
}
END_TEST

/* A picture is of the screen as it was then, though the course goes on. */
START_TEST(a_picture_is_of_its_moment)
{
    static const struct {
        const char *when;
        bool early;
    } moments[] = {{"--steps 3", true}, {"--steps 12", false}, {"--at 0", true},
                   {"--at 0.9", true},  {"--at 3.5", false},   {"--at 1.5 --fps 7", false}};
    file_write(folder_path("a.scene"), "surface ravine\neta 0.01\nspeed 4\ncaption early\nrun\n"
                                       "wait 1\ncaption late\nwait 3\n");
    for (size_t i = 0; i < sizeof moments / sizeof *moments; i++) {
        struct text line = {0};
        text_add(&line, "'%s' %s", folder_path("a.scene"), moments[i].when);
        render(line.bytes, "a.txt", 0);
        struct text seen = file_read(folder_path("a.txt"));
        ck_assert_int_eq(strstr(seen.bytes, "early") != NULL, moments[i].early);
        ck_assert_int_eq(strstr(seen.bytes, "late") != NULL, !moments[i].early);
        text_free(&seen);
        text_free(&line);
    }
}
END_TEST

START_TEST(a_bare_one_has_only_the_picture)
{
    static const char *const views[] = {"", "-e 'view charts'", "-e 'single on'", "--size 50x16",
                                        "--animate --seconds 0.2"};
    for (size_t i = 0; i < sizeof views / sizeof *views; i++) {
        struct text line = {0};
        text_add(&line, "-e 'surface ravine' --bare %s", views[i]);
        render(line.bytes, strstr(views[i], "animate") ? "a.svg" : "a.txt", 0);
        struct text seen = file_read(folder_path(strstr(views[i], "animate") ? "a.svg" : "a.txt"));
        const char *words = strstr(seen.bytes, "</desc>"); /* before it, the picture in words */
        const char *drawn = words ? words : seen.bytes;
        ck_assert_ptr_null(strstr(drawn, "ravine"));
        ck_assert_ptr_null(strstr(drawn, "press"));
        ck_assert_ptr_null(strstr(drawn, "quit"));
        text_free(&seen);
        text_free(&line);
    }
}
END_TEST

static void begin(void)
{
    folder_begin();
    stage_begin();
}

static void end(void)
{
    image_free(&image);
    stage_end();
    folder_end();
}

int main(void)
{
    TCase *painting = tcase_create("painting"), *font = tcase_create("font");
    TCase *files = tcase_create("png"), *program = tcase_create("program");
    tcase_add_checked_fixture(painting, begin, end);
    tcase_add_test(painting, letters_are_the_fonts);
    tcase_add_table_test(painting, blocks_fill_their_part, scales);
    tcase_add_test(painting, attributes_are_seen);
    tcase_add_test(painting, wide_characters_have_two_columns);
    tcase_add_test(painting, plates_are_seen_through_cells);
    tcase_add_test(painting, sizes_are_bounded);
    tcase_set_timeout(font, 60);
    tcase_add_checked_fixture(font, begin, end);
    tcase_add_table_test(font, letters_of_a_font_fit_their_cells, scales);
    tcase_add_test(font, a_font_has_letters_alone);
    tcase_add_test(font, no_letter_goes_missing);
    tcase_add_table_test(font, fonts_by_their_names, fonts);
    tcase_add_checked_fixture(files, begin, end);
    tcase_add_loop_test(files, each_pixel_comes_back, 0, 2 * (int)(sizeof sizes / sizeof *sizes));
    tcase_add_test(files, it_is_small);
    tcase_add_checked_fixture(program, begin, end);
    tcase_add_test(program, a_file_is_the_frame);
    tcase_add_test(program, a_picture_is_of_its_moment);
    tcase_add_test(program, a_picture_has_its_font);
    tcase_add_test(program, a_bare_one_has_only_the_picture);
    return suite_run("picture", painting, font, files, program);
}
