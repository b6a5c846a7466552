/* Reads the command line and picks what to do. */

#include "base/memory.h"
#include "base/report.h"
#include "cli/film.h"
#include "cli/live.h"
#include "cli/options.h"
#include "cli/services.h"
#include "command/command.h"
#include "command/script.h"
#include "output/cast.h"
#include "output/file.h"
#include "output/film_svg.h"
#include "output/run.h"
#include "scene/scene.h"
#include "term/loop.h"

#include <errno.h>
#include <locale.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#ifndef OVERSHOOT_VERSION
#define OVERSHOOT_VERSION "0.1.0"
#endif
enum exit_status { DONE = 0, COULD_NOT = 1, WRONG = 2 };

/* The one reporter. */
static int report(const struct source *source, const struct error *error, enum exit_status status)
{
    struct text text = {0};
    report_write(&text, source, error);
    fputs(text.bytes, stderr);
    text_free(&text);
    return (int)status;
}

static int report_plain(const struct error *error, enum exit_status status)
{
    struct source nowhere = {0};
    return report(&nowhere, error, status);
}

/* Text that was made, to standard output: whoever reads it may have gone, or the disk be full. */
static int print(const struct text *text)
{
    if (text->length)
        fwrite(text->bytes, 1, text->length, stdout);
    if (fflush(stdout) == 0 && !ferror(stdout))
        return DONE;
    struct error error;
    error_at(&error, ERROR_NO_PLACE, "cannot write to standard output: %s", strerror(errno));
    return report_plain(&error, COULD_NOT);
}

/* --- scenes --- */

static int report_scene(const char *path, struct scene_failure *failure)
{
    struct source source = {path, failure->line, failure->text};
    int status = report(&source, &failure->error, failure->line > 0 ? WRONG : COULD_NOT);
    scene_failure_free(failure);
    return status;
}

/* What a command of the scene's course got wrong, in its line or in none (0). */
static int report_course(const struct session *session, int line, const struct error *error)
{
    struct source source = {*session->words.path ? session->words.path : NULL, line, NULL};
    return report(&source, error, WRONG);
}

/* Lets everything happen that the session has begun. */
static int finish_work(struct session *session)
{
    struct error error;
    int line;
    return script_finish(session, &error, &line) ? DONE : report_course(session, line, &error);
}

/* A recording that is asked for first is of the scene's course, too: it does not wait for its end.
 */
static bool is_recording(const struct session *session, const char *line)
{
    struct command_call call;
    struct error error;
    return command_parse(session, line, &call, &error) && strcmp(call.row->name, "record") == 0;
}

/* The scene (NULL: none) and then the commands of -e, each to its end if `wait`. */
static int prepare(struct session *session, const char *scene, const struct options *options,
                   bool wait)
{
    if (scene) {
        struct scene_failure failure;
        if (!scene_open(session, scene, &failure))
            return report_scene(scene, &failure);
    }
    session->host.services = &file_services;
    if (options->seed >= 0)
        sim_set_seed(session->sim, (uint64_t)options->seed);
    int status = wait ? finish_work(session) : DONE;
    for (int i = 0; i < options->command_count && status == DONE; i++) {
        struct error error;
        struct source source = {NULL, 1, options->commands[i]};
        bool now = wait || (i == 0 && is_recording(session, options->commands[i]));
        bool good = now ? command_execute(session, options->commands[i], &error)
                        : script_enqueue(session, options->commands[i], 0, &error);
        if (!good)
            return report(&source, &error, WRONG);
        status = wait ? finish_work(session) : DONE;
    }
    return status;
}

/* --- modes --- */

static void wrong_format(struct error *error, const struct options *options, const char *formats,
                         const char *name)
{
    if (*name)
        error_set(error, ERROR_NO_PLACE, "%s, not '%.40s'", formats, name);
    else
        error_set(error, ERROR_NO_PLACE,
                  "%s: the ending of '%.200s' says nothing of it; add one, or --format", formats,
                  options->output);
}

static int run(const struct options *options, struct session *session)
{
    const char *name = options->format   ? options->format
                       : options->output ? path_ending(options->output)
                                         : "csv";
    const struct run_format *format = run_format_find(name);
    struct error error;
    if (!format) {
        wrong_format(&error, options, "run writes csv and jsonl", name);
        return report_plain(&error, WRONG);
    }
    int status =
        prepare(session, options->argument_count ? options->arguments[0] : NULL, options, true);
    if (status != DONE)
        return status;
    struct output_file file = {.stream = stdout};
    if (options->output && !output_begin(&file, options->output, &error))
        return report_plain(&error, COULD_NOT);
    int64_t steps = options->steps >= 0 ? options->steps : 100;
    bool good = run_write(session, steps, format, file.stream, &error);
    if (!options->output) {
        struct text nothing = {0};
        status = print(&nothing);
    } else if (!good) {
        output_abandon(&file);
    } else if (!output_commit(&file, &error)) {
        return report_plain(&error, COULD_NOT);
    }
    return good ? status : report_plain(&error, WRONG);
}

/* Without a terminal a scene that plays has no end: this many iterations show what happens. */
enum { STEPS_SHOWN = 60 };

static struct picture picture_of(const struct options *options, enum color_level usual)
{
    static const enum color_level levels[] = {
        [COLOR_POLICY_DIRECT] = COLORS_DIRECT, [COLOR_POLICY_256] = COLORS_256,
        [COLOR_POLICY_16] = COLORS_16,         [COLOR_POLICY_8] = COLORS_8,
        [COLOR_POLICY_MONO] = COLORS_MONO,
    };
    bool chosen = options->color_given && options->color != COLOR_POLICY_AUTO;
    return (struct picture){options->columns ? options->columns : 100,
                            options->rows ? options->rows : 30,
                            chosen ? levels[options->color] : usual, options->light};
}

static int picture(const struct options *options, struct session *session, const char *scene,
                   const struct picture_format *format, struct text *text)
{
    int status = prepare(session, scene, options, true);
    if (status != DONE)
        return status;
    if (options->steps >= 0 || session->player.playing || sim_clock(session->sim) == 0) {
        player_go_to(&session->player, options->steps >= 0 ? options->steps : STEPS_SHOWN);
        status = finish_work(session);
    }
    player_pause(&session->player);
    struct picture how = picture_of(options, COLORS_DIRECT);
    picture_write(text, session, &how, NULL, format);
    return status;
}

static const char *title_of(const struct session *session)
{
    return *session->words.title ? session->words.title : "overshoot";
}

static int play(struct session *session, const struct film *film, struct frame_sink sink)
{
    struct error error;
    int line;
    return film_make(&sink, session, film, &error, &line) ? DONE
                                                          : report_course(session, line, &error);
}

static int record_cast(struct session *session, const struct film *film, struct text *text)
{
    struct cast *cast =
        cast_new(text, film->how.columns, film->how.rows, film->how.colors, title_of(session));
    int status = play(session, film, cast_sink(cast));
    cast_free(cast);
    return status;
}

static int record_svg(struct session *session, const struct film *film, struct text *text)
{
    struct frame_svg_options how = {film->how.light, title_of(session)};
    struct film_svg *svg = film_svg_new(&how);
    struct error error;
    int status = play(session, film, film_svg_sink(svg));
    if (status == DONE && !film_svg_write(text, svg, &error))
        status = report_plain(&error, COULD_NOT);
    film_svg_free(svg);
    return status;
}

/* A .cast is in 256 colours unless others are asked for: players have them, and the file is half as
 * large. */
static int record(const struct options *options, struct session *session, const char *scene,
                  struct text *text)
{
    int status = prepare(session, scene, options, false);
    if (status != DONE)
        return status;
    struct film film = {.how = picture_of(options, options->animate ? COLORS_DIRECT : COLORS_256),
                        .rate = options->rate ? (double)options->rate : 30,
                        .seconds = (double)options->seconds};
    return options->animate ? record_svg(session, &film, text) : record_cast(session, &film, text);
}

/* A picture stands still at an iteration; a recording goes on for some time. */
static bool check_length(const struct options *options, bool records, struct error *error)
{
    if (records && options->steps >= 0)
        return error_at(error, ERROR_NO_PLACE, "a recording takes --seconds, not --steps");
    if (!records && (options->rate || options->seconds))
        return error_at(error, ERROR_NO_PLACE,
                        "a picture takes --steps; --%s is for .cast, and .svg with --animate",
                        options->rate ? "fps" : "seconds");
    return true;
}

static int render(const struct options *options, struct session *session)
{
    const char *name = options->format    ? options->format
                       : options->output  ? path_ending(options->output)
                       : options->animate ? "svg"
                                          : "txt";
    const char *scene = options->argument_count ? options->arguments[0] : NULL;
    const struct picture_format *format = picture_format_find(name);
    bool records = strcmp(name, "cast") == 0 || options->animate;
    struct error error;
    if (!format && !records) {
        wrong_format(&error, options, "render writes txt, ans, svg and cast", name);
        return report_plain(&error, WRONG);
    }
    if (options->animate && strcmp(name, "svg") != 0) {
        wrong_format(&error, options, "render --animate writes svg", name);
        return report_plain(&error, WRONG);
    }
    if (!check_length(options, records, &error))
        return report_plain(&error, WRONG);
    struct text text = {0};
    int status = records ? record(options, session, scene, &text)
                         : picture(options, session, scene, format, &text);
    if (status == DONE && !options->output)
        status = print(&text);
    else if (status == DONE && !output_write(options->output, text.bytes, text.length, &error))
        status = report_plain(&error, COULD_NOT);
    text_free(&text);
    return status;
}

/* --- check --- */

static void tell_failure(void *context, int line, const struct error *error)
{
    struct source source = {context, line, NULL};
    report(&source, error, COULD_NOT);
}

/* Each scene by itself; one that fails does not keep the others from being checked. */
static int check(const struct options *options)
{
    int status = DONE;
    struct text text = {0};
    for (int i = 0; i < options->argument_count; i++) {
        const char *scene = options->arguments[i];
        struct session *session = session_new();
        struct scene_failure failure;
        if (!scene_open(session, scene, &failure)) {
            report_scene(scene, &failure);
            status = COULD_NOT;
        } else {
            struct scene_verdict verdict = {.tell = tell_failure,
                                            .context = (void *)(uintptr_t)scene};
            scene_check(session, &verdict);
            if (verdict.failed)
                status = COULD_NOT;
            else
                text_add(&text, "%s: %d hold%s\n", scene, verdict.held,
                         verdict.held == 1 ? "s" : "");
        }
        session_free(session);
    }
    int printed = print(&text);
    text_free(&text);
    return status == DONE ? printed : status;
}

static int list(const struct options *options)
{
    const char *kind = options->argument_count ? options->arguments[0] : "";
    struct text text = {0};
    struct error error;
    int status = WRONG;
    if (strcmp(kind, "scenes") == 0) {
        scene_list(&text);
        status = print(&text);
    } else if (list_write(&text, kind, &error)) {
        status = print(&text);
    } else {
        error.offset = ERROR_NO_PLACE;
        report_plain(&error, WRONG);
    }
    text_free(&text);
    return status;
}

static int topic(const struct options *options)
{
    struct text text = {0};
    struct error error;
    bool good =
        help_write(NULL, &text, options->argument_count ? options->arguments[0] : "", &error);
    error.offset = ERROR_NO_PLACE;
    int status = good ? print(&text) : report_plain(&error, WRONG);
    text_free(&text);
    return status;
}

/* --- the interactive program --- */

static bool open_nth(void *context, struct session *session, int index, struct error *error)
{
    const struct options *options = context;
    return file_services.open(session, options->arguments[index], error);
}

static int watch(struct options *options, struct session *session, struct live *live)
{
    const char *first = options->argument_count ? options->arguments[0] : NULL;
    int status = prepare(session, first, options, false);
    if (status != DONE)
        return status;
    if (options->steps >= 0)
        player_go_to(&session->player, options->steps);
    struct terminal_options terminal = {
        .color = options->color,
        .light = options->light,
        .scene_count = options->argument_count,
        .open_scene = open_nth,
        .context = options,
        .shown = live_shown,
        .shown_context = live,
    };
    struct error error;
    status = terminal_run(session, &terminal, &error);
    if (status != DONE)
        return report_plain(&error, COULD_NOT);
    return live_end(live, &error) ? DONE : report_plain(&error, COULD_NOT);
}

static int screen(struct options *options, struct session *session)
{
    struct live live = {.session = session, .how = {.light = options->light}};
    session->host.context = &live;
    int status = watch(options, session, &live);
    session->host.context = NULL;
    return status;
}

/* What the interactive program shows when nobody can look: each scene's screen, as text. */
static int screens_as_text(const struct options *options)
{
    int status = DONE, count = options->argument_count ? options->argument_count : 1;
    for (int i = 0; i < count && status == DONE; i++) {
        struct session *session = session_new();
        struct text text = {0};
        if (i > 0)
            text_add(&text, "\n");
        status = picture(options, session, options->argument_count ? options->arguments[i] : NULL,
                         picture_format_find("txt"), &text);
        if (status == DONE)
            status = print(&text);
        text_free(&text);
        session_free(session);
    }
    return status;
}

static int pick(struct options *options)
{
    if (options->mode == MODE_HELP || options->mode == MODE_VERSION) {
        struct text text = {0};
        if (options->mode == MODE_HELP)
            options_help(&text);
        else
            text_add(&text, "overshoot %s\n", OVERSHOOT_VERSION);
        int status = print(&text);
        text_free(&text);
        return status;
    }
    if (options->mode == MODE_LIST)
        return list(options);
    if (options->mode == MODE_CHECK)
        return check(options);
    if (options->mode == MODE_TOPIC)
        return topic(options);
    if (options->mode == MODE_SCREEN && !isatty(STDOUT_FILENO))
        return screens_as_text(options);
    struct session *session = session_new();
    int status = options->mode == MODE_RUN      ? run(options, session)
                 : options->mode == MODE_RENDER ? render(options, session)
                                                : screen(options, session);
    session_free(session);
    return status;
}

int main(int argc, char **argv)
{
    setlocale(LC_ALL, "");
    setlocale(LC_NUMERIC, "C"); /* numbers are written alike everywhere */
    signal(SIGPIPE, SIG_IGN);   /* a reader that has gone is an error of the write, */
    signal(SIGXFSZ, SIG_IGN);   /* and so is a file that must not grow any more */
    struct options options;
    struct error error;
    int status =
        options_read(&options, argc, argv, &error) ? pick(&options) : report_plain(&error, WRONG);
    options_free(&options);
    return status;
}
