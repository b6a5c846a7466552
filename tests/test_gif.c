/* Films as GIF: giflib gives back what went in, at its time; and how colours are chosen. */

#include "file.h"
#include "folder.h"
#include "suite.h"

#include "../src/catalogue/catalogue.h"
#include "../src/cli/film.h"
#include "../src/cli/reel.h"
#include "../src/draw/light.h"
#include "../src/draw/ramp.h"
#include "../src/output/film_gif.h"
#include "../src/output/gif.h"
#include "../src/output/glyph_font.h"
#include "../src/scene/scene.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>

/* --- colours --- */

static struct palette_wish wish;

static struct image image_of(int width, int height)
{
    struct image image = {0};
    image_begin(&image, width, height);
    memset(image.pixels, 0, image_count(&image) * sizeof *image.pixels);
    return image;
}

/* What is wished for is there as it is, and few colours are all there. */
START_TEST(few_colours_are_exact)
{
    struct image image = image_of(60, 30);
    struct palette *palette = palette_new();
    int64_t error = 0;
    wish = (struct palette_wish){.exact = {0x123456, 0xFEDCBA}, .exact_count = 2};
    for (size_t i = 0; i < image_count(&image); i++)
        image.pixels[i] = (color)(i % 200) * 0x9E3779U & 0xFFFFFF;
    palette_make(palette, &wish, &image);
    for (size_t i = 0; i < image_count(&image); i++)
        palette_find(palette, image.pixels[i], &error);
    palette_find(palette, 0x123456, &error);
    palette_find(palette, 0xFEDCBA, &error);
    ck_assert_int_eq(error, 0);
    palette_free(palette);
    image_free(&image);
}
END_TEST

/* Of many, none is far; and what will come is thought of: inks that are not yet there. */
START_TEST(none_is_far)
{
    struct image image = image_of(400, 300);
    struct palette *palette = palette_new();
    wish = (struct palette_wish){
        .inks = {0xFF0000}, .grounds = {0x000080}, .ink_count = 1, .ground_count = 1};
    for (int y = 0; y < 300; y++)
        for (int x = 0; x < 400; x++)
            image.pixels[y * 400 + x] = (color)(x / 4) << 8 | (color)(y / 3 + 100);
    palette_make(palette, &wish, &image);
    for (size_t i = 0; i < image_count(&image); i++) {
        int64_t error = 0;
        palette_find(palette, image.pixels[i], &error);
        ck_assert_int_lt(error, 400);
    }
    for (unsigned part = 0; part <= 4; part++) {
        int64_t error = 0;
        palette_find(palette, light_mix(0x000080, 0xFF0000, part * 64), &error);
        ck_assert_int_lt(error, 400);
    }
    palette_free(palette);
    image_free(&image);
}
END_TEST

#ifdef HAVE_GIFLIB

#include <gif_lib.h>

/* --- reading --- */

struct reader {
    GifFileType *file;
    struct image shown;
    const char *bytes;
    size_t length, at;
};

static int give_bytes(GifFileType *file, GifByteType *bytes, int count)
{
    struct reader *reel = file->UserData;
    size_t left = reel->length - reel->at, size = (size_t)count < left ? (size_t)count : left;
    memcpy(bytes, reel->bytes + reel->at, size);
    reel->at += size;
    return (int)size;
}

static struct reader open_gif(const struct text *text)
{
    struct reader reel = {.bytes = text->bytes, .length = text->length};
    reel.file = DGifOpen(&reel, give_bytes, NULL);
    ck_assert_ptr_nonnull(reel.file);
    ck_assert_int_eq(DGifSlurp(reel.file), GIF_OK);
    reel.shown = image_of(reel.file->SWidth, reel.file->SHeight);
    return reel;
}

static void close_gif(struct reader *reel)
{
    DGifCloseFile(reel->file, NULL);
    image_free(&reel->shown);
}

/* Puts image i over what is shown; returns for how long, in hundredths. */
static int show(struct reader *reel, int i)
{
    const SavedImage *saved = &reel->file->SavedImages[i];
    const GifImageDesc *part = &saved->ImageDesc;
    const ColorMapObject *map = part->ColorMap ? part->ColorMap : reel->file->SColorMap;
    GraphicsControlBlock control;
    ck_assert_int_eq(DGifSavedExtensionToGCB(reel->file, i, &control), GIF_OK);
    ck_assert_int_ne(control.DisposalMode, DISPOSE_BACKGROUND);
    for (int k = 0; k < part->Width * part->Height; k++) {
        int number = saved->RasterBits[k], x = k % part->Width, y = k / part->Width;
        const GifColorType *c = &map->Colors[number];
        if (number != control.TransparentColor)
            reel->shown.pixels[(part->Top + y) * reel->shown.width + part->Left + x] =
                (color)(c->Red << 16 | c->Green << 8 | c->Blue);
    }
    return control.DelayTime;
}

static bool is_shown(const struct reader *reel, const struct image *image)
{
    return memcmp(reel->shown.pixels, image->pixels, image_count(image) * sizeof *image->pixels) ==
           0;
}

/* --- images --- */

static struct text out;

/* A square that moves over stripes, in colours that are few. */
static void draw(struct image *image, int i)
{
    for (int y = 0; y < image->height; y++)
        for (int x = 0; x < image->width; x++) {
            bool inside = abs(x - 10 - 2 * i) < 5 && abs(y - 12 - i) < 5;
            image->pixels[y * image->width + x] =
                inside ? 0xFFFF00U - (color)(i & 7) : (color)(x % 40) * 0x050301;
        }
}

static void make(const struct gif_options *options, const double *times, int count, double end)
{
    struct image image = image_of(120, 80);
    struct error error;
    struct gif *gif = gif_new(&out, 120, 80, options, &error);
    wish = options->wish;
    for (int i = 0; i < count; i++) {
        draw(&image, i);
        gif_add(gif, times[i], &image);
    }
    ck_assert(gif_end(gif, end, &error));
    gif_free(gif);
    image_free(&image);
}

static void clear_text(void)
{
    text_free(&out);
}

static const struct gif_options usual = {.wish = {.exact = {0xFFFF00, 0xFFFEFF, 0xFFFEFE, 0xFFFEFD,
                                                            0xFFFEFC, 0xFFFEFB, 0xFFFEFA, 0xFFFEF9},
                                                  .exact_count = 8}};

/* Each image is seen just as it was, from its time on; only what moves is in the file. */
START_TEST(images_come_back)
{
    enum { COUNT = 30 };
    double times[COUNT];
    struct image image = image_of(120, 80);
    int64_t at = 0;
    for (int i = 0; i < COUNT; i++)
        times[i] = i / 25.0;
    make(&usual, times, COUNT, 1.2);
    struct reader reel = open_gif(&out);
    ck_assert_int_eq(reel.file->ImageCount, COUNT);
    for (int i = 0; i < COUNT; i++) {
        const GifImageDesc *part = &reel.file->SavedImages[i].ImageDesc;
        ck_assert_int_eq(at, 4 * i);
        at += show(&reel, i);
        draw(&image, i);
        ck_assert(is_shown(&reel, &image));
        ck_assert_ptr_null(part->ColorMap);
        ck_assert(i == 0 || (part->Width <= 11 && part->Height <= 10));
    }
    ck_assert_int_eq(at, 120);
    close_gif(&reel);
    image_free(&image);
}
END_TEST

/* Hundredths are carried on; what comes faster than players play is left out; what stays the same
 * is one image; the last one has its time, too. */
static const struct rhythm {
    double rate, end, pause;
    int frames, delays[8];
} rhythms[] = {
    {30, 0.2, 0, 6, {3, 4, 3, 3, 4, 3}}, {60, 0.1, 0, 6, {2, 3, 2, 3}},
    {50, 0.1, 0, 5, {2, 2, 2, 2, 2}},    {25, 0.12, 1.5, 3, {4, 4, 150}},
    {25, 0.08, 0, 3, {4, 4, 2}},         {0.001, 2000, 0, 2, {65535, 34465, 65535, 34465}},
};

START_TEST(times_are_kept)
{
    const struct rhythm *rhythm = &rhythms[_i];
    const struct gif_options options = {.pause = rhythm->pause, .wish = usual.wish};
    double times[8];
    for (int i = 0; i < rhythm->frames; i++)
        times[i] = i / rhythm->rate;
    make(&options, times, rhythm->frames, rhythm->end);
    struct reader reel = open_gif(&out);
    for (int i = 0; i < 8 && rhythm->delays[i]; i++) {
        ck_assert_int_lt(i, reel.file->ImageCount);
        ck_assert_int_eq(show(&reel, i), rhythm->delays[i]);
        ck_assert(i + 1 == 8 || rhythm->delays[i + 1] || i + 1 == reel.file->ImageCount);
    }
    close_gif(&reel);
}
END_TEST

START_TEST(what_stands_still_is_one_image)
{
    struct image image = image_of(120, 80);
    struct error error;
    struct gif *gif = gif_new(&out, 120, 80, &usual, &error);
    for (int i = 0; i < 20; i++) {
        draw(&image, i >= 10);
        gif_add(gif, i / 10.0, &image);
    }
    ck_assert(gif_end(gif, 2, &error));
    gif_free(gif);
    struct reader reel = open_gif(&out);
    ck_assert_int_eq(reel.file->ImageCount, 2);
    ck_assert_int_eq(show(&reel, 0), 100);
    ck_assert_int_eq(show(&reel, 1), 100);
    ck_assert(is_shown(&reel, &image));
    close_gif(&reel);
    image_free(&image);
}
END_TEST

START_TEST(it_is_played_again_or_not)
{
    static const char loop[] = "\x21\xFF\x0BNETSCAPE2.0\x03\x01\0\0";
    const struct gif_options options = {.once = _i, .wish = usual.wish};
    bool found = false;
    make(&options, (const double[]){0, 0.5}, 2, 1);
    for (size_t i = 0; i + sizeof loop <= out.length; i++)
        found = found || memcmp(out.bytes + i, loop, sizeof loop - 1) == 0;
    ck_assert_int_eq(found, !_i);
}
END_TEST

/* Where the picture becomes another one, so does the palette. */
START_TEST(another_picture_has_other_colours)
{
    struct image image = image_of(160, 100);
    struct error error;
    const struct gif_options options = {0};
    struct gif *gif = gif_new(&out, 160, 100, &options, &error);
    for (int k = 0; k < 2; k++) {
        for (int i = 0; i < 16000; i++)
            image.pixels[i] = (color)(i / 160 + 120) << (k ? 8 : 16) | (color)(i % 160 / 16);
        gif_add(gif, k, &image);
    }
    ck_assert(gif_end(gif, 2, &error));
    gif_free(gif);
    struct reader reel = open_gif(&out);
    show(&reel, 0);
    show(&reel, 1);
    ck_assert_ptr_nonnull(reel.file->SavedImages[1].ImageDesc.ColorMap);
    for (int i = 0; i < 16000; i++)
        ck_assert_int_lt(color_distance(reel.shown.pixels[i], image.pixels[i]), 300);
    close_gif(&reel);
    image_free(&image);
}
END_TEST

START_TEST(sizes_that_gif_has_not)
{
    struct error error;
    ck_assert_ptr_null(gif_new(&out, 70000, 10, &usual, &error));
    ck_assert_str_eq(error.text, "a .gif has at most 65535 pixels each way: take a smaller --size "
                                 "or --scale");
}
END_TEST

/* --- films --- */

struct audience {
    struct frame_sink film;
    struct painter *painter;
    struct image image;
    struct image kept[64];
    int count;
};

static void watch(void *context, double seconds, const struct frame *frame)
{
    struct audience *audience = context;
    audience->film.frame(audience->film.context, seconds, frame);
    painter_paint(audience->painter, &audience->image, frame);
    struct image *kept = &audience->kept[audience->count++];
    *kept = image_of(audience->image.width, audience->image.height);
    memcpy(kept->pixels, audience->image.pixels, image_count(kept) * sizeof *kept->pixels);
}

static void watch_end(void *context, double seconds)
{
    struct audience *audience = context;
    audience->film.end(audience->film.context, seconds);
}

static void film(const char *scene, const char *font, struct audience *audience)
{
    struct session *session = session_new();
    struct scene_failure failure;
    struct error error;
    int line;
    struct film_gif_options options = {.pixels = {60, 24, frame_pixels_cell(1), false, font},
                                       .balls = 2};
    struct film film = {.how = {60, 24, COLORS_DIRECT, false, false},
                        .pixels = frame_pixels_cell(1),
                        .rate = 10,
                        .seconds = 3};
    ck_assert(scene_read(session, "", scene, strlen(scene), &failure));
    options.colormap = session->look.colormap;
    struct film_gif *gif = film_gif_new(&out, &options, &error);
    *audience = (struct audience){.film = film_gif_sink(gif),
                                  .painter = painter_new(&options.pixels, &error)};
    struct frame_sink sink = {audience, watch, watch_end};
    ck_assert(film_make(&sink, session, &film, &error, &line));
    ck_assert(film_gif_made(gif, &error));
    film_gif_free(gif);
    painter_free(audience->painter);
    session_free(session);
}

static const char *const scenes[] = {
    "surface ravine\neta 0.078\nball adam eta=0.3\nspeed 6\nrun\n",
    "surface himmelblau\neta 0.012\nview relief\nrun\n",
    "surface ravine\neta 0.07\nview charts\ntheme light\nrun\nwait 1\nview map\ntheme dark\n",
};

/* Of the field no pixel differs by more than a step of its palette, and of all else the mean by
 * less than one sees. */
START_TEST(a_film_looks_as_it_should)
{
    struct audience audience;
    film(scenes[_i / 2], _i % 2 ? FONT_AUTO : FONT_BUILTIN, &audience);
    struct reader reel = open_gif(&out);
    int at = 0, image = 0;
    for (int i = 0; i < audience.count; i++) {
        const struct image *wanted = &audience.kept[i];
        int64_t error = 0;
        while (image < reel.file->ImageCount && at <= 10 * i)
            at += show(&reel, image++);
        for (size_t k = 0; k < image_count(wanted); k++)
            error += color_distance(wanted->pixels[k], reel.shown.pixels[k]);
        ck_assert_msg(error < 60 * (int64_t)image_count(wanted), "frame %d: %g", i,
                      (double)error / (double)image_count(wanted));
    }
    ck_assert_int_ge(at, 300 + 150);
    for (int i = 0; i < audience.count; i++)
        image_free(&audience.kept[i]);
    image_free(&audience.image);
    close_gif(&reel);
}
END_TEST

START_TEST(a_field_is_exact)
{
    struct audience audience;
    film(scenes[0], FONT_BUILTIN, &audience);
    struct reader reel = open_gif(&out);
    struct ramp ramp;
    int pixels = 0;
    ramp_make(&ramp, &colormap_rows[0], COLORS_DIRECT, false);
    show(&reel, 0);
    for (size_t k = 0; k < image_count(&audience.kept[0]); k++) {
        color c = audience.kept[0].pixels[k];
        int step = 0;
        while (step < RAMP_STEPS && ramp.colors[step] != c)
            step++;
        if (step == RAMP_STEPS)
            continue;
        for (int shift = 0; shift < 24; shift += 8)
            ck_assert_int_le(
                abs((int)(c >> shift & 255) - (int)(reel.shown.pixels[k] >> shift & 255)), 1);
        pixels++;
    }
    ck_assert_int_gt(pixels, 30000);
    for (int i = 0; i < audience.count; i++)
        image_free(&audience.kept[i]);
    image_free(&audience.image);
    close_gif(&reel);
}
END_TEST

/* The screen while somebody plays: what fits of a larger one, and the ground beside a smaller one.
 */
START_TEST(a_screen_changes_its_size)
{
    static const int sizes[][2] = {{40, 12}, {60, 20}, {20, 5}};
    const struct picture how = {40, 12, COLORS_DIRECT, false, false, {10, 21}};
    struct session *session = session_new();
    struct frame *frame = frame_new(40, 12);
    struct error error;
    struct reel *reel = reel_begin(folder_path("live.gif"), &how, session, &error);
    for (int i = 0; i < 3; i++) {
        frame_resize(frame, sizes[i][0], sizes[i][1]);
        for (int k = 0; k < sizes[i][0] * sizes[i][1]; k++)
            frame->cells[k].bg = 0xAA0000U + (color)i;
        reel_frame(reel, 100 + i, frame);
    }
    ck_assert_ptr_null(fopen(folder_path("live.gif"), "r"));
    ck_assert_msg(reel_end(reel, 104, &error), "%s", error.text);
    out = file_read(folder_path("live.gif"));
    struct reader reader = open_gif(&out);
    ck_assert_int_eq(reader.shown.width, 42 * 10);
    ck_assert_int_eq(reader.shown.height, 13 * 21);
    for (int i = 0; i < 3; i++) {
        ck_assert_int_eq(show(&reader, i), i < 2 ? 100 : 200);
        for (int y = 0; y < reader.shown.height; y++)
            for (int x = 0; x < reader.shown.width; x++) {
                int column = x >= 10 ? (x - 10) / 10 : -1, row = y >= 10 ? (y - 10) / 21 : -1;
                bool cell = column >= 0 && row >= 0 && column < 40 && row < 12 &&
                            column < sizes[i][0] && row < sizes[i][1];
                color c = reader.shown.pixels[y * reader.shown.width + x];
                ck_assert_int_eq(c >> 16 == 0xAA, cell);
            }
    }
    close_gif(&reader);
    frame_free(frame);
    session_free(session);
}
END_TEST

#endif

/* --- the program --- */

static int run(const char *arguments)
{
    struct text line = {0};
    text_add(&line, "cd '%s' && \"$OVERSHOOT\" %s 2>error", home, arguments);
    int result = system(line.bytes); /* NOLINT(cert-env33-c): a shell is what is wanted */
    text_free(&line);
    return WEXITSTATUS(result);
}

START_TEST(the_same_bytes_every_time)
{
    static const char film[] =
        "render -e 'surface ravine' --size 40x16 --seconds 1.25 --fps 20 -o ";
    for (int i = 0; i < 2; i++) {
        struct text line = {0};
        text_add(&line, "%s%c.gif", film, 'a' + i);
        ck_assert_int_eq(run(line.bytes), gif_is_there() ? 0 : 1);
        text_free(&line);
    }
    struct text a = {0}, b = {0}, error = file_read(folder_path("error"));
    if (gif_is_there()) {
        a = file_read(folder_path("a.gif"));
        b = file_read(folder_path("b.gif"));
        ck_assert_uint_eq(a.length, b.length);
        ck_assert_mem_eq(a.bytes, b.bytes, a.length);
        ck_assert_mem_eq(a.bytes, "GIF89a", 6);
    } else {
        ck_assert_ptr_nonnull(strstr(error.bytes, "a .gif needs giflib"));
        ck_assert_ptr_null(fopen(folder_path("a.gif"), "r"));
    }
    text_free(&a);
    text_free(&b);
    text_free(&error);
}
END_TEST

int main(void)
{
    TCase *palette = tcase_create("palette"), *program = tcase_create("program");
    TCase *images = tcase_create("images"), *films = tcase_create("films");
    TCase *live = tcase_create("live");
    tcase_add_test(palette, few_colours_are_exact);
    tcase_add_test(palette, none_is_far);
#ifdef HAVE_GIFLIB
    tcase_add_checked_fixture(images, NULL, clear_text);
    tcase_add_test(images, images_come_back);
    tcase_add_table_test(images, times_are_kept, rhythms);
    tcase_add_test(images, what_stands_still_is_one_image);
    tcase_add_loop_test(images, it_is_played_again_or_not, 0, 2);
    tcase_add_test(images, another_picture_has_other_colours);
    tcase_add_test(images, sizes_that_gif_has_not);
    tcase_add_checked_fixture(films, NULL, clear_text);
    tcase_add_loop_test(films, a_film_looks_as_it_should, 0,
                        2 * (int)(sizeof scenes / sizeof *scenes));
    tcase_add_test(films, a_field_is_exact);
    tcase_add_checked_fixture(live, folder_begin, folder_end);
    tcase_add_checked_fixture(live, NULL, clear_text);
    tcase_add_test(live, a_screen_changes_its_size);
#endif
    tcase_add_checked_fixture(program, folder_begin, folder_end);
    tcase_add_test(program, the_same_bytes_every_time);
    return suite_run("gif", palette, images, films, live, program);
}
