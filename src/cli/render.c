/* `overshoot render`: a picture or a recording, without a terminal. */

#include "cli.h"
#include "film.h"

#include "../output/cast.h"
#include "../output/file.h"
#include "../output/film_gif.h"
#include "../output/film_svg.h"

#include <string.h>

/* Without a terminal a scene that plays has no end: this many iterations show what happens. */
enum { STEPS_SHOWN = 60 };

/* What the scene says of colours, theme and characters wins. */
static struct picture picture_of(const struct options *options, const struct session *session,
                                 enum color_level usual)
{
    const struct look *look = &session->look;
    bool light = options->theme == THEME_IS_LIGHT, ascii = options->charset == CHARSET_IS_ASCII;
    return (struct picture){options->columns ? options->columns : 100,
                            options->rows ? options->rows : 30,
                            colors_of(look->colors, colors_of(options->colors, usual)),
                            theme_is_light(look->theme, light),
                            !charset_is_unicode(look->charset, !ascii),
                            options->scale > 0 ? options->scale : 1};
}

int cli_picture(const struct options *options, struct session *session, const char *scene,
                const struct picture_format *format, struct text *text)
{
    int status = cli_prepare(session, scene, options, true, NULL);
    if (status != DONE)
        return status;
    if (options->steps >= 0 || session->player.playing || session->sim->clock == 0) {
        player_go_to(&session->player, options->steps >= 0 ? options->steps : STEPS_SHOWN);
        status = cli_finish(session);
    }
    player_pause(&session->player);
    struct picture how = picture_of(options, session, COLORS_DIRECT);
    struct error error;
    return picture_write(text, session, &how, NULL, format, &error)
               ? status
               : cli_report(NULL, &error, WRONG);
}

static int play(struct session *session, const struct film *film, struct frame_sink sink)
{
    struct error error;
    int line;
    bool good = film_make(&sink, session, film, &error, &line);
    return good ? DONE : cli_report_course(session, line, &error);
}

static int record_cast(struct session *session, const struct film *film, struct text *text)
{
    struct cast *cast =
        cast_new(text, film->how.columns, film->how.rows, film->how.colors, picture_title(session));
    int status = play(session, film, cast_sink(cast));
    cast_free(cast);
    return status;
}

static int record_svg(struct session *session, const struct film *film, struct text *text)
{
    struct frame_svg_options how = {film->how.light, picture_title(session)};
    struct film_svg *svg = film_svg_new(&how);
    struct error error;
    int status = play(session, film, film_svg_sink(svg));
    if (status == DONE && !film_svg_write(text, svg, &error))
        status = cli_report(NULL, &error, COULD_NOT);
    film_svg_free(svg);
    return status;
}

static int record_gif(struct session *session, const struct film *film, struct text *text)
{
    struct film_gif_options how = {.pixels = {film->how.scale, film->how.light},
                                   .colormap = session->look.colormap,
                                   .balls = session->sim->ball_count};
    struct error error;
    struct film_gif *gif = film_gif_new(text, film->how.columns, film->how.rows, &how, &error);
    if (!gif)
        return cli_report(NULL, &error, COULD_NOT);
    int status = play(session, film, film_gif_sink(gif));
    if (status == DONE && !film_gif_made(gif, &error))
        status = cli_report(NULL, &error, COULD_NOT);
    film_gif_free(gif);
    return status;
}

/* A .cast is in 256 colours unless others are asked for: players have them, and the file is half as
 * large. */
static const struct film_format {
    const char *name;
    bool animates; /* only with --animate: else it is a picture */
    bool pixels;
    enum color_level colors;
    int (*record)(struct session *session, const struct film *film, struct text *text);
} film_formats[] = {
    {"cast", false, false, COLORS_256, record_cast},
    {"svg", true, false, COLORS_DIRECT, record_svg},
    {"gif", false, true, COLORS_DIRECT, record_gif},
};

static const struct film_format *film_format_find(const char *name, bool animate)
{
    for (size_t i = 0; i < sizeof film_formats / sizeof *film_formats; i++)
        if (strcmp(film_formats[i].name, name) == 0 && (animate || !film_formats[i].animates))
            return &film_formats[i];
    return NULL;
}

static int record(const struct options *options, struct session *session, const char *scene,
                  const struct film_format *format, struct text *text)
{
    int status = cli_prepare(session, scene, options, false, NULL);
    if (status != DONE)
        return status;
    struct film film = {.how = picture_of(options, session, format->colors),
                        .rate = options->rate ? (double)options->rate : 30,
                        .seconds = options->seconds};
    if (format->pixels)
        film.pixels = frame_pixels_cell(film.how.scale);
    status = format->record(session, &film, text);
    cli_warn(session, scene);
    return status;
}

/* A picture stands still at an iteration; a recording goes on for some time. */
static bool check_length(const struct options *options, bool records, struct error *error)
{
    if (records && options->steps >= 0)
        return error_at(error, ERROR_NO_PLACE, "a recording takes --seconds, not --steps");
    if (!records && (options->rate || options->seconds))
        return error_at(error, ERROR_NO_PLACE,
                        "a picture takes --steps; --%s is for .cast, .gif, and .svg with --animate",
                        options->rate ? "fps" : "seconds");
    return true;
}

static int render(const struct options *options, struct session *session,
                  const struct film_format *film, const struct picture_format *format)
{
    struct text text = {0};
    struct error error;
    const char *scene = options->arguments[0];
    int status = film ? record(options, session, scene, film, &text)
                      : cli_picture(options, session, scene, format, &text);
    if (status == DONE && !options->output)
        status = cli_print(&text);
    else if (status == DONE && !output_write(options->output, text.bytes, text.length, &error))
        status = cli_report(NULL, &error, COULD_NOT);
    text_free(&text);
    return status;
}

int mode_render(const struct options *options)
{
    const char *name = cli_format(options, options->animate ? "svg" : "txt");
    const struct film_format *film = film_format_find(name, options->animate);
    const struct picture_format *format = picture_format_find(name);
    struct error error;
    if (options->animate && !(film && (film->animates || film->pixels)))
        return cli_wrong_format(options, "render --animate writes svg and gif", name);
    if (!format && !film)
        return cli_wrong_format(options, "render writes txt, ans, svg, png, cast and gif", name);
    if (!check_length(options, film, &error))
        return cli_report(NULL, &error, WRONG);
    struct session *session = session_new();
    return cli_close(session, render(options, session, film, format));
}
