#include "record.h"

#include "../output/cast.h"
#include "../output/film_gif.h"
#include "../output/film_movie.h"
#include "../output/film_svg.h"

#include <stdio.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

/* --- how far it is --- */

/* A sink that tells, and gives all to another one. */
struct progress {
    struct frame_sink to;
    const struct recording_wish *wish;
    int commands;       /* of the course, at first */
    double began, told; /* seconds of a clock */
    bool any;           /* something is there to be wiped away */
};

static double seconds_now(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + (double)now.tv_nsec * 1e-9;
}

/* How much of it is done, 0 … 1: its seconds or, where it has as many as its course takes, its
 * commands. */
static double share_done(const struct progress *progress, double seconds)
{
    const struct recording_wish *wish = progress->wish;
    if (wish->film.seconds > 0)
        return seconds / wish->film.seconds;
    int left = wish->session->script.queue_count;
    return progress->commands ? 1 - (double)left / progress->commands : 0;
}

static void tell(struct progress *progress, double seconds)
{
    enum { SOON = 1 };
    double now = seconds_now(), share = share_done(progress, seconds);
    double left = share > 0 ? (now - progress->began) * (1 - share) / share : 0;
    if (now - progress->told < 0.2 || now - progress->began < SOON)
        return;
    progress->told = now;
    progress->any = true;
    fprintf(stderr, "\r\033[K%.1f s of film", seconds);
    if (share > 0 && share < 1)
        fprintf(stderr, ", %.0f %%; %.0f s left", 100 * share, left + 0.5);
    fflush(stderr);
}

static void tell_frame(void *context, double seconds, const struct frame *frame)
{
    struct progress *progress = context;
    progress->to.frame(progress->to.context, seconds, frame);
    tell(progress, seconds);
}

static void tell_end(void *context, double seconds)
{
    struct progress *progress = context;
    progress->to.end(progress->to.context, seconds);
}

static int play(const struct recording_wish *wish, struct frame_sink sink)
{
    struct error error;
    int line;
    struct progress progress = {.to = sink,
                                .wish = wish,
                                .commands = wish->session->script.queue_count,
                                .began = seconds_now()};
    if (isatty(STDERR_FILENO))
        sink = (struct frame_sink){&progress, tell_frame, tell_end};
    bool good = film_make(&sink, wish->session, &wish->film, &error, &line);
    if (progress.any)
        fputs("\r\033[K", stderr);
    return good ? DONE : cli_report_course(wish->session, line, &error);
}

/* --- formats --- */

static int record_cast(const struct recording_wish *wish)
{
    const struct picture *how = &wish->film.how;
    struct cast *cast =
        cast_new(wish->text, how->columns, how->rows, how->colors, picture_title(wish->session));
    int status = play(wish, cast_sink(cast));
    cast_free(cast);
    return status;
}

static int record_svg(const struct recording_wish *wish)
{
    struct film_svg_options how = {{wish->film.how.light, picture_title(wish->session), NULL},
                                   wish->options->loop == LOOP_ONCE,
                                   wish->options->poster};
    struct film_svg *svg = film_svg_new(&how);
    struct error error;
    int status = play(wish, film_svg_sink(svg));
    struct text words = {0};
    picture_describe(&words, wish->session, picture_format_find("svg"));
    film_svg_describe(svg, words.bytes ? words.bytes : "");
    text_free(&words);
    if (status == DONE && !film_svg_write(wish->text, svg, &error))
        status = cli_report(NULL, &error, COULD_NOT);
    film_svg_free(svg);
    return status;
}

static int record_gif(const struct recording_wish *wish)
{
    const struct picture *how = &wish->film.how;
    const struct film_gif_options options = {picture_pixels(how), wish->session->look.colormap,
                                             wish->session->sim->ball_count,
                                             wish->options->loop == LOOP_ONCE};
    struct error error;
    struct film_gif *gif = film_gif_new(wish->text, &options, &error);
    if (!gif)
        return cli_report(NULL, &error, COULD_NOT);
    int status = play(wish, film_gif_sink(gif));
    if (status == DONE && !film_gif_made(gif, &error))
        status = cli_report(NULL, &error, COULD_NOT);
    film_gif_free(gif);
    return status;
}

static int record_movie(const struct recording_wish *wish)
{
    const struct picture *how = &wish->film.how;
    const struct frame_pixels_options options = picture_pixels(how);
    const char *path = wish->options->output, *name = cli_format(wish->options, "");
    struct error error;
    if (!path) {
        error_set(&error, ERROR_NO_PLACE, "a .%s goes into a file: add -o FILE.%s", name, name);
        return cli_report(NULL, &error, WRONG);
    }
    struct film_movie *movie =
        film_movie_new(path, movie_format_find(name), wish->film.rate, &options, &error);
    if (!movie)
        return cli_report(NULL, &error, COULD_NOT);
    int status = play(wish, film_movie_sink(movie));
    bool made = film_movie_made(movie, &error);
    return status != DONE || made ? status : cli_report(NULL, &error, COULD_NOT);
}

/* A .cast is in 256 colours unless others are asked for: players have them, and the file is half as
 * large. */
static const struct film_format film_formats[] = {
    {"cast", false, false, false, COLORS_256, record_cast},
    {"svg", true, true, false, COLORS_DIRECT, record_svg},
    {"gif", true, false, true, COLORS_DIRECT, record_gif},
    {"mp4", true, false, true, COLORS_DIRECT, record_movie},
    {"webm", true, false, true, COLORS_DIRECT, record_movie},
};

const struct film_format *film_format_find(const char *name, bool animate)
{
    for (size_t i = 0; i < sizeof film_formats / sizeof *film_formats; i++)
        if (strcmp(film_formats[i].name, name) == 0 && (animate || !film_formats[i].also_picture))
            return &film_formats[i];
    return NULL;
}

int record_film(const struct options *options, struct session *session, const char *scene,
                const struct film_format *format, struct text *text)
{
    int status = cli_prepare(session, scene, options, false, -1, NULL);
    if (status != DONE)
        return status;
    struct recording_wish wish = {
        .options = options,
        .session = session,
        .text = text,
        .film = {.how = cli_manner(options, session, format->color),
                 .rate = options->rate ? (double)options->rate : 30,
                 .seconds = options->seconds},
    };
    if (format->pixels)
        wish.film.pixels = wish.film.how.cell;
    status = format->record(&wish);
    cli_warn(session, scene);
    return status;
}
