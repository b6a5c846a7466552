#include "picture.h"

#include "../command/both.h"
#include "../output/film_gif.h"
#include "../output/frame_ansi.h"
#include "../output/frame_svg.h"
#include "../output/frame_text.h"
#include "../output/png.h"
#include "../tell/describe.h"
#include "../tell/speech.h"

#include <string.h>

const char *path_ending(const char *path)
{
    const char *name = strrchr(path, '/');
    const char *stop = strrchr(name ? name : path, '.');
    return stop ? stop + 1 : "";
}

const char *picture_title(const struct session *session)
{
    return *session->words.title ? session->words.title : "overshoot";
}

static bool write_text(struct text *out, const struct frame *frame, const struct picture *picture,
                       const char *title, struct error *error)
{
    (void)picture, (void)title, (void)error;
    frame_text_write(out, frame);
    return true;
}

static bool write_ansi(struct text *out, const struct frame *frame, const struct picture *picture,
                       const char *title, struct error *error)
{
    (void)title, (void)error;
    frame_ansi_write(out, frame, picture->colors);
    return true;
}

static bool write_svg(struct text *out, const struct frame *frame, const struct picture *picture,
                      const char *title, struct error *error)
{
    struct frame_svg_options options = {picture->light, title, picture->words};
    (void)error;
    frame_svg_write(out, frame, &options);
    return true;
}

struct frame_pixels_options picture_pixels(const struct picture *picture)
{
    struct cell_size cell = picture->cell.width > 0 ? picture->cell : frame_pixels_cell(1);
    return (struct frame_pixels_options){picture->columns, picture->rows, cell, picture->light,
                                         picture->font};
}

static bool write_png(struct text *out, const struct frame *frame, const struct picture *picture,
                      const char *title, struct error *error)
{
    struct frame_pixels_options options = picture_pixels(picture);
    struct painter *painter = painter_new(&options, error);
    struct image image = {0};
    if (!painter)
        return false;
    painter_paint(painter, &image, frame);
    png_write(out, &image, title, PNG_SMALL);
    image_free(&image);
    painter_free(painter);
    return true;
}

/* One that does not move. */
static bool write_gif(struct text *out, const struct frame *frame, const struct picture *picture,
                      const char *title, struct error *error)
{
    const struct film_gif_options options = {.pixels = picture_pixels(picture), .once = true};
    struct film_gif *gif = film_gif_new(out, &options, error);
    (void)title;
    if (!gif)
        return false;
    struct frame_sink sink = film_gif_sink(gif);
    sink.frame(sink.context, 0, frame);
    sink.end(sink.context, 0);
    bool made = film_gif_made(gif, error);
    film_gif_free(gif);
    return made;
}

static const struct picture_format formats[] = {
    {"txt", false, write_text}, {"ans", false, write_ansi}, {"svg", false, write_svg},
    {"png", true, write_png},   {"gif", true, write_gif},
};

const struct picture_format *picture_format_find(const char *name)
{
    for (size_t i = 0; i < sizeof formats / sizeof *formats; i++)
        if (strcmp(formats[i].name, name) == 0)
            return &formats[i];
    return NULL;
}

/* A page's lines as sentences, one after the other. */
static void add_sentences(struct text *out, const char *page)
{
    const char *line;
    size_t length;
    while (page && (line = text_next_line(&page, &length))) {
        while (length > 0 && strchr("; ", line[length - 1]))
            length--;
        if (length == 0)
            continue;
        text_add(out, "%s", out->length && out->bytes[out->length - 1] != ' ' ? " " : "");
        text_add_bytes(out, line, length);
        text_add(out, "%s", strchr(".?!:", line[length - 1]) ? "" : ".");
    }
}

static void add_side(struct text *out, const struct session *session, const char *side)
{
    struct text words = {0}, page = {0};
    lab_set_limit(session->lab, NULL, NULL);
    describe_picture(&words, session);
    if (side) {
        text_add(out, "%s%s: ", out->length ? " " : "", side);
        if (*session->words.title)
            text_add(out, "%s. ", session->words.title);
    }
    speech_add_page(&page, words.bytes);
    add_sentences(out, page.bytes);
    text_free(&page);
    text_free(&words);
}

/* Only text can have them. */
void picture_describe(struct text *out, const struct session *session,
                      const struct picture_format *format)
{
    const struct session *beside = session->host.beside;
    if (format->write != write_svg)
        return;
    add_side(out, session, beside ? side_name(0) : NULL);
    if (beside)
        add_side(out, beside, side_name(1));
}

bool picture_check(const struct picture *picture, const struct picture_format *format,
                   struct error *error)
{
    const struct frame_pixels_options options = picture_pixels(picture);
    int width, height;
    return !format->pixels || frame_pixels_size(&options, &width, &height, error);
}

/* Text has no colours: there, contours and glyphs carry the picture. */
void picture_display(const struct picture *picture, const struct picture_format *format,
                     struct display *display)
{
    display->colors = format->write == write_text ? COLORS_MONO : picture->colors;
    display->light = picture->light;
    display->bare = picture->bare;
    display->still = true;
    display->vectors = format->write == write_svg;
    if (format->pixels)
        display->pixels = picture_pixels(picture).cell;
}

bool picture_write(struct text *out, struct session *session, const struct picture *picture,
                   const struct display *as, const struct picture_format *format,
                   struct error *error)
{
    if (!picture_check(picture, format, error))
        return false;
    struct display display = {.unicode = !picture->ascii, .phase = 1};
    if (as)
        display = (struct display){.page_open = true,
                                   .unicode = as->unicode,
                                   .console = as->console,
                                   .phase = as->phase,
                                   .aiming = as->aiming,
                                   .scene = as->scene,
                                   .scene_count = as->scene_count};
    picture_display(picture, format, &display);
    display.is_late = picture->is_late;
    struct halves *halves = halves_new();
    struct frame *frame = frame_new(picture->columns, picture->rows);
    const struct half sides[2] = {{session, display.phase, display.aiming},
                                  {session->host.beside, display.phase, false}};
    halves_draw(halves, frame, sides, &display);
    struct text words = {0};
    struct picture own = *picture;
    picture_describe(&words, session, format);
    own.words = words.bytes;
    bool good = format->write(out, frame, &own, picture_title(session), error);
    text_free(&words);
    frame_free(frame);
    halves_free(halves);
    return good;
}
