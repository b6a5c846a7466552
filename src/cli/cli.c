#include "cli.h"

#include "../base/spelling.h"
#include "../command/both.h"
#include "../command/command.h"
#include "../front/clock.h"
#include "../output/file.h"
#include "../session/settings.h"

#include <errno.h>
#include <langinfo.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

/* --- what is told --- */

/* Where Greek and signs cannot be shown. */
static bool is_ascii;

void cli_begin(const struct options *options)
{
    is_ascii = !charset_is_unicode(options->charset, strcmp(nl_langinfo(CODESET), "UTF-8") == 0);
}

static void spell(struct text *text)
{
    struct text spelled = {0};
    if (!is_ascii || !text->length)
        return;
    spelling_ascii(&spelled, text->bytes);
    text_free(text);
    *text = spelled;
}

void cli_complain(struct text *text)
{
    spell(text);
    if (text->length)
        fputs(text->bytes, stderr);
    text_free(text);
}

int cli_report(const struct source *source, const struct error *error, enum exit_status status)
{
    const struct source nowhere = {0};
    struct text text = {0};
    report_write(&text, source ? source : &nowhere, error);
    cli_complain(&text);
    return (int)status;
}

int cli_report_scene(const char *path, struct scene_failure *failure)
{
    const struct source source = {path, failure->line, failure->text};
    int status = cli_report(&source, &failure->error, failure->line > 0 ? WRONG : COULD_NOT);
    scene_failure_free(failure);
    return status;
}

int cli_report_course(const struct session *session, int line, const struct error *error)
{
    const struct source source = {*session->words.path ? session->words.path : NULL, line, NULL};
    return cli_report(&source, error, WRONG);
}

/* Whoever reads it may have gone, who then has had enough; or the disk be full. */
int cli_print(struct text *text)
{
    if (text->length)
        fwrite(text->bytes, 1, text->length, stdout);
    text_free(text);
    if (fflush(stdout) == 0 && !ferror(stdout))
        return DONE;
    if (errno == EPIPE)
        return COULD_NOT;
    struct error error;
    error_at(&error, ERROR_NO_PLACE, "cannot write to standard output: %s", strerror(errno));
    return cli_report(NULL, &error, COULD_NOT);
}

/* Columns of the terminal, or of what asks for so many. */
static int columns_there(void)
{
    enum { USUAL = 80, LEAST = 30, MOST = 110 };
    const char *asked = getenv("COLUMNS");
    struct winsize size;
    int columns = asked ? atoi(asked) : 0;
    if (columns <= 0 && ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0)
        columns = size.ws_col;
    columns = columns > 0 ? columns : USUAL;
    return columns < LEAST ? LEAST : columns > MOST ? MOST : columns;
}

/* A line of a page; what does not fit hangs from its indentation. */
static void wrap_line(struct text *out, const char *line, size_t length, int columns)
{
    size_t blanks = strspn(line, " "), begin = 0;
    int indent = 0;
    while (begin < length) {
        size_t end = length, at = begin + (begin ? 0 : blanks);
        bool fits = utf8_columns(line + begin, length - begin) <= columns - indent;
        for (; !fits && at < length; at++) {
            bool there = utf8_columns(line + begin, at - begin) <= columns - indent;
            if (line[at] == ' ' && (there || end == length)) /* or the first, of a long word */
                end = at;
        }
        text_add(out, "%*s%.*s\n", indent, "", (int)(end - begin), line + begin);
        begin = end < length ? end + 1 : end;
        indent = blanks > 0 ? (int)blanks + 2 : 0;
    }
    if (length == 0)
        text_add(out, "\n");
}

int cli_write(struct text *text, const char *path)
{
    struct error error;
    if (!path)
        return cli_print(text);
    bool good = output_write(path, text->bytes, text->length, &error);
    text_free(text);
    return good ? DONE : cli_report(NULL, &error, COULD_NOT);
}

int cli_print_page(struct text *text, bool wraps)
{
    struct text wrapped = {0};
    spell(text);
    const char *at = text->bytes, *line;
    size_t length;
    while (wraps && at && (line = text_next_line(&at, &length)))
        wrap_line(&wrapped, line, length, columns_there());
    if (!wraps)
        return cli_print(text);
    text_free(text);
    return cli_print(&wrapped);
}

/* --- the session --- */

/* Where there is no screen, nobody else tells it. */
static void tell_notice(struct session *session, const char *scene)
{
    struct text *notice = &session->answers.notice;
    struct error error;
    if (session->host.context || notice->length == 0)
        return;
    error_set(&error, ERROR_NO_PLACE, "%.300s", notice->bytes);
    cli_report(&(struct source){.file = scene}, &error, DONE);
    text_clear(notice);
}

void cli_warn(struct session *session, const char *scene)
{
    if (session->answers.warns)
        tell_notice(session, scene);
}

static int finish(struct session *session, int64_t last)
{
    struct error error;
    int line;
    bool good = last == CLI_ASKS ? clock_ask(session, -1, &error, &line)
                                 : clock_finish(session, last, &error, &line);
    return good ? DONE : cli_report_course(session, line, &error);
}

/* Each of two by itself; then the one beside comes to where the other one is. */
int cli_finish(struct session *session, int64_t last)
{
    struct session *beside = session->host.beside;
    int status = finish(session, last);
    if (!beside || status != DONE)
        return status;
    status = finish(beside, last);
    beside->player.speed = session->player.speed;
    if (status == DONE && beside->sim->clock != session->sim->clock) {
        player_go_to(&beside->player, session->sim->clock);
        status = finish(beside, -1);
    }
    return status;
}

int cli_close(struct session *session, int status)
{
    struct error error;
    bool good = services_end(session, &error);
    session_free(session);
    return good || status != DONE ? status : cli_report(NULL, &error, COULD_NOT);
}

/* "": it is none that is known. */
static const char *name_of(const struct session *session, const char *line)
{
    struct command_call call;
    struct error error;
    line += strspn(line, " \t");
    return command_parse(&command_table, session, line, &call, &error) ? call.row.name : "";
}

/* A recording that is asked for first is of the scene's course, too: it does not wait for its end.
 */
static bool is_recording(const struct session *session, const char *line)
{
    return spelling_among("record", name_of(session, line));
}

/* It comes to the next question, of which nobody has the answer, or to iteration `last` first. An
 * answer that has words is not for one that has its answer already. */
static int come_to_question(struct session *session, const char *line, int64_t last)
{
    struct error error;
    int wrong;
    bool words = strchr(line + strspn(line, " \t"), ' ') != NULL;
    bool good = clock_ask(session, last, &error, &wrong);
    if (good && words && quiz_is_shown(session) && session->quiz.told)
        good = session_answer(session) && clock_ask(session, last, &error, &wrong);
    return good ? DONE : cli_report_course(session, wrong, &error);
}

/* The answers that -e has for the scene's own questions are given when these come, and `given` says
 * how many. */
static int give_answers(struct session *session, const struct options *options, int64_t last,
                        int *given)
{
    int status = DONE;
    *given = 0;
    for (int i = 0; i < options->command_count && status == DONE; i++) {
        const char *line = options->commands[i], *name = name_of(session, line);
        const struct source source = {NULL, 1, line};
        struct error error;
        if (spelling_among("open|compare|quiz|reload|undo", name))
            break;
        if (!spelling_among("answer", name))
            continue;
        status = come_to_question(session, line, last);
        if (status != DONE || !quiz_is_shown(session))
            break;
        ++*given;
        if (!both_say(session, line, &(struct speaker){.by = BY_HAND}, &error))
            status = cli_report(&source, &error, WRONG);
    }
    return status;
}

/* Whatever is going on goes on. */
static void set_seed(struct session *session, int64_t seed)
{
    struct text line = {0};
    text_add(&line, "seed %lld", (long long)seed);
    script_note(session, BY_HAND, line.bytes);
    sim_set_seed(session->sim, (uint64_t)seed);
    text_free(&line);
}

static int prepare_beside(struct session *session, const struct options *options, bool wait,
                          int64_t last)
{
    struct error error;
    if (tape_is_on(session)) {
        error_set(&error, ERROR_NO_PLACE,
                  "a recorded session has a clock of its own: it plays alone");
        return cli_report(NULL, &error, WRONG);
    }
    if (!file_services.compare(session, options->beside, &error))
        return cli_report(NULL, &error, COULD_NOT);
    tell_notice(session->host.beside, options->beside);
    if (options->seed >= 0)
        set_seed(session->host.beside, options->seed);
    return wait ? cli_finish(session, last) : DONE;
}

/* What belongs to the room is there from the first, and does not wait for the course. */
static bool is_of_room(const struct session *session, const char *line)
{
    const struct setting_row *row = setting_find(name_of(session, line));
    return row && row->hall && !tape_is_on(session);
}

int cli_prepare(struct session *session, const char *scene, const struct options *options,
                bool wait, int64_t last, int64_t *recorded)
{
    if (recorded)
        *recorded = -1;
    if (scene) {
        struct scene_failure failure;
        if (!scene_open(session, scene, &failure))
            return cli_report_scene(scene, &failure);
        tell_notice(session, scene);
    }
    session->host.services = &file_services;
    if (options->font) {
        free(session->host.font);
        session->host.font = memory_copy(options->font);
    }
    if (options->seed >= 0)
        set_seed(session, options->seed);
    bool played = tape_is_on(session);
    int status = DONE, given = 0;
    if (wait && !played && !options->beside)
        status = give_answers(session, options, last == CLI_ASKS ? -1 : last, &given);
    if (wait && status == DONE)
        status = cli_finish(session, last);
    if (wait && played) /* where it was another run */
        tell_notice(session, scene);
    if (recorded && played)
        *recorded = session->sim->clock;
    if (status == DONE && options->beside)
        status = prepare_beside(session, options, wait, last);
    for (int i = 0; i < options->command_count && status == DONE; i++) {
        struct error error;
        const struct source source = {NULL, 1, options->commands[i]};
        if (given > 0 && spelling_among("answer", name_of(session, options->commands[i]))) {
            given--;
            continue;
        }
        if (wait && last == CLI_ASKS && quiz_refuses(session, options->commands[i], &error))
            (void)cli_finish(session, -1);
        bool now = wait || (i == 0 && is_recording(session, options->commands[i])) ||
                   is_of_room(session, options->commands[i]);
        bool good =
            now ? both_say(session, options->commands[i], &(struct speaker){.by = BY_HAND}, &error)
                : both_enqueue(session, options->commands[i], &error);
        if (!good)
            return cli_report(&source, &error, WRONG);
        status = wait ? cli_finish(session, last) : DONE;
        cli_warn(session, NULL);
    }
    struct error error;
    if (status == DONE && !options_fit(options, session->host.beside, &error))
        status = cli_report(NULL, &error, WRONG);
    return status;
}

/* --- formats --- */

/* What the scene says of colours, theme and characters wins. */
struct picture cli_manner(const struct options *options, const struct session *session,
                          enum color_level usual)
{
    const struct look *look = &session->look;
    enum light light = theme_light(options->theme, LIGHT_NONE);
    bool ascii = options->charset == CHARSET_IS_ASCII;
    return (struct picture){options->columns ? options->columns : 100,
                            options->rows ? options->rows : 30,
                            colors_of(look->colors, colors_of(options->colors, usual)),
                            theme_light(look->theme, light),
                            !charset_is_unicode(look->charset, !ascii),
                            frame_pixels_cell(options->scale > 0 ? options->scale : 1),
                            options->bare,
                            session->host.font};
}

const char *cli_format(const struct options *options, const char *usual)
{
    return options->format   ? options->format
           : options->output ? path_ending(options->output)
                             : usual;
}

int cli_wrong_format(const struct options *options, const char *formats, const char *name)
{
    struct error error;
    if (*name)
        error_set(&error, ERROR_NO_PLACE, "%s, not '%.40s'", formats, name);
    else
        error_set(&error, ERROR_NO_PLACE, "%s: '%.200s' has no such ending; add one, or --format",
                  formats, options->output);
    return cli_report(NULL, &error, WRONG);
}
