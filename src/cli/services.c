#include "live.h"

#include "../output/about.h"
#include "../output/file.h"
#include "../output/frame_ansi.h"
#include "../output/frame_svg.h"
#include "../output/frame_text.h"
#include "../output/run.h"
#include "../scene/scene.h"

#include <string.h>

const char *path_ending(const char *path)
{
    const char *name = strrchr(path, '/');
    const char *stop = strrchr(name ? name : path, '.');
    return stop ? stop + 1 : "";
}

/* --- pictures --- */

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

const struct picture_format picture_formats[] = {
    {"txt", write_text},
    {"ans", write_ansi},
    {"svg", write_svg},
};
const int picture_format_count = (int)(sizeof picture_formats / sizeof *picture_formats);

const struct picture_format *picture_format_find(const char *name)
{
    for (int i = 0; i < picture_format_count; i++)
        if (strcmp(picture_formats[i].name, name) == 0)
            return &picture_formats[i];
    return NULL;
}

void picture_write(struct text *out, struct session *session, const struct picture *picture,
                   const struct display *as, const struct picture_format *format)
{
    struct display display = {.unicode = true, .phase = 1};
    if (as)
        display = (struct display){.unicode = as->unicode,
                                   .phase = as->phase,
                                   .aiming = as->aiming,
                                   .scene = as->scene,
                                   .scene_count = as->scene_count};
    /* Text has no colours: there, contours and glyphs carry the picture. */
    display.colors = format->write == write_text ? COLORS_MONO : picture->colors;
    display.light = picture->light;
    struct view *view = view_new();
    struct frame *frame = frame_new(picture->columns, picture->rows);
    if (as)
        view_place_page(frame, session, &display);
    view_draw(view, frame, session, &display);
    format->write(out, frame, picture, picture_title(session));
    frame_free(frame);
    view_free(view);
}

/* --- services --- */

static bool open_scene(struct session *session, const char *path, struct error *error)
{
    struct scene_failure failure;
    if (scene_open(session, path, &failure))
        return true;
    if (failure.line > 0)
        error_at(error, ERROR_NO_PLACE, "%.120s:%d: %s", path, failure.line, failure.error.text);
    else
        error_at(error, ERROR_NO_PLACE, "%.120s: %s", path, failure.error.text);
    scene_failure_free(&failure);
    return false;
}

static bool save_scene(struct session *session, const char *path, struct error *error)
{
    struct text text = {0};
    scene_write_for(session, path, &text);
    bool good = output_write(path, text.bytes, text.length, error);
    text_free(&text);
    if (good)
        answers_tell(&session->answers, "saved %s", path);
    return good;
}

static bool export_run(struct session *session, const char *path, struct error *error)
{
    const struct run_format *format = run_format_find(path_ending(path));
    if (!format)
        return error_at(error, ERROR_NO_PLACE, "expected a file name that ends in .csv or .jsonl");
    struct output_file file;
    if (!output_begin(&file, path, error))
        return false;
    struct text about = {0};
    about_write(session, &about);
    format->about(file.stream, about.bytes);
    text_free(&about);
    run_write_record(session->sim, format, file.stream);
    if (!output_commit(&file, error))
        return false;
    answers_tell(&session->answers, "wrote %s, iterations 0 to %lld", path,
                 (long long)sim_end(session->sim));
    return true;
}

const struct services file_services = {open_scene,      save_scene,  export_run,
                                       live_screenshot, live_record, scene_data};
