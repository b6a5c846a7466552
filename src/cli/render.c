/* `overshoot render`: a picture or a recording, without a terminal. */

#include "cli.h"
#include "handout.h"
#include "record.h"

#include "../output/glyph_font.h"

#include <string.h>

/* A picture stands still at an iteration; a recording goes on for some time. */
static bool check_length(const struct options *options, bool records, struct error *error)
{
    if (records && options->at >= 0)
        return error_at(error, ERROR_NO_PLACE, "a recording takes --seconds, not --at");
    if (records && options->steps >= 0)
        return error_at(error, ERROR_NO_PLACE, "a recording takes --seconds, not --steps");
    if (!records && options->at >= 0 && options->steps >= 0)
        return error_at(error, ERROR_NO_PLACE, "a picture takes --steps or --at, not both");
    if (!records && ((options->rate && options->at < 0) || options->seconds > 0))
        return error_at(error, ERROR_NO_PLACE,
                        "a picture takes --steps or --at; --%s is for films, as .cast, .gif, and "
                        ".svg with --animate",
                        options->rate ? "fps" : "seconds");
    if (options->poster > 0 && !(records && options->animate))
        return error_at(error, ERROR_NO_PLACE, "--poster is for .svg with --animate");
    return true;
}

/* Before anything is computed: the name was typed here. */
static bool check_font(const char *name, struct error *error)
{
    struct glyph_font *font;
    bool good = glyph_font_open(&font, name, frame_pixels_cell(1), error);
    glyph_font_free(font);
    return good;
}

static int render(const struct options *options, struct session *session,
                  const struct film_format *film, const struct picture_format *format)
{
    struct text text = {0};
    const char *scene = options->arguments[0];
    int status = film ? record_film(options, session, scene, film, &text)
                      : cli_picture(options, session, scene, format, &text);
    if (status == DONE && (!options->output || text.length)) /* a film may be in its file */
        status = cli_write(&text, options->output);
    text_free(&text);
    return status;
}

int mode_render(const struct options *options)
{
    struct error error;
    if (handout_is_asked(options) && !options->animate)
        return check_length(options, false, &error) ? handout_make(options)
                                                    : cli_report(NULL, &error, WRONG);
    if (options->argument_count > 1) {
        error_set(
            &error, ERROR_NO_PLACE,
            "render takes one scene, not also '%.60s'; several for -o FILE.html or -o FOLDER/",
            options->arguments[1]);
        return cli_report(NULL, &error, WRONG);
    }
    const char *name = cli_format(options, options->animate ? "svg" : "txt");
    const struct film_format *film = film_format_find(name, options->animate);
    const struct picture_format *format = film ? NULL : picture_format_find(name);
    if (options->animate && !(film && film->animates))
        return cli_wrong_format(options, "render --animate writes svg, gif, mp4 and webm", name);
    if (!format && !film)
        return cli_wrong_format(options,
                                "render writes txt, ans, svg, png, cast, gif, mp4 and webm", name);
    bool pixels = film ? film->pixels : format->pixels;
    if (!check_length(options, film, &error) ||
        (options->font && pixels && !check_font(options->font, &error)))
        return cli_report(NULL, &error, WRONG);
    struct session *session = session_new();
    return cli_close(session, render(options, session, film, format));
}
