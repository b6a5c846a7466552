#include "picture.h"

#include "../output/frame_ansi.h"
#include "../output/frame_pixels.h"
#include "../output/frame_svg.h"
#include "../output/frame_text.h"
#include "../output/png.h"

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

static void write_text(struct text *out, const struct frame *frame, const struct picture *picture,
                       const char *title)
{
    (void)picture, (void)title;
    frame_text_write(out, frame);
}

static void write_ansi(struct text *out, const struct frame *frame, const struct picture *picture,
                       const char *title)
{
    (void)title;
    frame_ansi_write(out, frame, picture->colors);
}

static void write_svg(struct text *out, const struct frame *frame, const struct picture *picture,
                      const char *title)
{
    struct frame_svg_options options = {picture->light, title};
    frame_svg_write(out, frame, &options);
}

static double scale_of(const struct picture *picture)
{
    return picture->scale > 0 ? picture->scale : 1;
}

static void write_png(struct text *out, const struct frame *frame, const struct picture *picture,
                      const char *title)
{
    struct frame_pixels_options options = {scale_of(picture), picture->light};
    struct painter *painter = painter_new(&options);
    struct image image = {0};
    painter_paint(painter, &image, frame);
    png_write(out, &image, title, PNG_SMALL);
    image_free(&image);
    painter_free(painter);
}

static const struct picture_format formats[] = {
    {"txt", false, write_text},
    {"ans", false, write_ansi},
    {"svg", false, write_svg},
    {"png", true, write_png},
};

const struct picture_format *picture_format_find(const char *name)
{
    for (size_t i = 0; i < sizeof formats / sizeof *formats; i++)
        if (strcmp(formats[i].name, name) == 0)
            return &formats[i];
    return NULL;
}

bool picture_check(const struct picture *picture, const struct picture_format *format,
                   struct error *error)
{
    int width, height;
    return !format->pixels || frame_pixels_size(picture->columns, picture->rows, scale_of(picture),
                                                &width, &height, error);
}

/* Text has no colours: there, contours and glyphs carry the picture. */
void picture_display(const struct picture *picture, const struct picture_format *format,
                     struct display *display)
{
    display->colors = format->write == write_text ? COLORS_MONO : picture->colors;
    display->light = picture->light;
    display->vectors = format->write == write_svg;
    if (format->pixels)
        display->pixels = frame_pixels_cell(scale_of(picture));
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
    struct view *view = view_new();
    struct frame *frame = frame_new(picture->columns, picture->rows);
    view_draw(view, frame, session, &display);
    format->write(out, frame, picture, picture_title(session));
    frame_free(frame);
    view_free(view);
    return true;
}
