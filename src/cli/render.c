/* `overshoot render`: a picture or a recording, without a terminal. */

#include "cli.h"
#include "record.h"

#include "../output/glyph_font.h"

#include <string.h>

/* Without a terminal a scene that plays has no end: this many iterations show what happens. */
enum { STEPS_SHOWN = 60 };

/* --- where it stands --- */

static bool asks(const struct session *session)
{
    const struct session *beside = session->host.beside;
    return quiz_is_shown(session) || (beside && quiz_is_shown(beside));
}

/* The scene's course comes to the iteration first, if it does at all: all is then as it was. What
 * -e says is carried out there. */
int cli_go_to(const struct options *options, struct session *session, const char *scene)
{
    int64_t last = options->steps >= 0 ? options->steps : CLI_ASKS;
    int status = cli_prepare(session, scene, options, true, last, NULL);
    if (status != DONE || (last == CLI_ASKS && asks(session)))
        return status;
    bool shown = options->steps >= 0 ? session->sim->clock == options->steps
                                     : !session->player.playing && session->sim->clock > 0;
    if (!shown) {
        player_go_to(&session->player, options->steps >= 0 ? options->steps : STEPS_SHOWN);
        status = cli_finish(session, -1);
    }
    player_pause(&session->player);
    if (session->host.beside)
        player_pause(&session->host.beside->player);
    return status;
}

/* A sink that makes a picture of the only frame that comes. */
struct still {
    struct text *text;
    const struct session *session;
    const struct picture *how;
    const struct picture_format *format;
    struct error *error;
    bool good;
};

static void take_frame(void *context, double seconds, const struct frame *frame)
{
    struct still *still = context;
    struct text words = {0};
    struct picture how = *still->how;
    (void)seconds;
    picture_describe(&words, still->session, still->format);
    how.words = words.bytes;
    still->good =
        still->format->write(still->text, frame, &how, picture_title(still->session), still->error);
    text_free(&words);
}

static void take_end(void *context, double seconds)
{
    (void)context, (void)seconds;
}

static int picture_at(const struct options *options, struct session *session, const char *scene,
                      const struct picture_format *format, struct text *text)
{
    int status = cli_prepare(session, scene, options, false, -1, NULL), line;
    if (status != DONE)
        return status;
    struct picture how = cli_manner(options, session, COLORS_DIRECT);
    struct display display = {0};
    struct error error;
    if (!picture_check(&how, format, &error))
        return cli_report(NULL, &error, WRONG);
    picture_display(&how, format, &display);
    struct film film = {.how = how,
                        .rate = options->rate ? (double)options->rate : 30,
                        .seconds = options->at,
                        .still = true,
                        .pixels = display.pixels,
                        .vectors = display.vectors};
    film.how.colors = display.colors;
    struct still still = {text, session, &how, format, &error, false};
    struct frame_sink sink = {&still, take_frame, take_end};
    if (!film_make(&sink, session, &film, &error, &line))
        status = cli_report_course(session, line, &error);
    else if (!still.good)
        status = cli_report(NULL, &error, COULD_NOT);
    cli_warn(session, scene);
    return status;
}

int cli_picture(const struct options *options, struct session *session, const char *scene,
                const struct picture_format *format, struct text *text)
{
    if (options->at >= 0)
        return picture_at(options, session, scene, format, text);
    int status = cli_go_to(options, session, scene);
    if (status != DONE)
        return status;
    struct picture how = cli_manner(options, session, COLORS_DIRECT);
    struct error error;
    return picture_write(text, session, &how, NULL, format, &error)
               ? status
               : cli_report(NULL, &error, WRONG);
}

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
    const char *name = cli_format(options, options->animate ? "svg" : "txt");
    const struct film_format *film = film_format_find(name, options->animate);
    const struct picture_format *format = film ? NULL : picture_format_find(name);
    struct error error;
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
