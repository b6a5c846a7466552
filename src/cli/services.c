#include "services.h"

#include "options.h"
#include "reel.h"

#include "../base/array.h"
#include "../output/about.h"
#include "../output/file.h"
#include "../output/kept_answers.h"
#include "../output/run.h"
#include "../output/tape_file.h"
#include "../scene/scene.h"

#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <unistd.h>

/* --- nothing is overwritten unasked --- */

static struct written written_of(const struct stat *status)
{
#ifdef __APPLE__
    struct timespec time = status->st_mtimespec;
#else
    struct timespec time = status->st_mtim;
#endif
    return (struct written){(uint64_t)status->st_dev, (uint64_t)status->st_ino,
                            (int64_t)status->st_size, (int64_t)time.tv_sec, (int64_t)time.tv_nsec};
}

static bool is_ours(const struct host *host, const struct stat *status)
{
    struct written file = written_of(status);
    for (int i = 0; i < host->written_count; i++)
        if (memcmp(&host->written[i], &file, sizeof file) == 0)
            return true;
    return false;
}

/* Who waits for the other end of a pipe does not answer the keys meanwhile. */
static bool is_no_pipe(const char *path, struct error *error)
{
    struct stat status;
    if (stat(path, &status) != 0 || !S_ISFIFO(status.st_mode))
        return true;
    return error_at(error, ERROR_NO_PLACE, "cannot write %.200s: it is a pipe", path);
}

/* The command is the one that asks; with `!` it asks for it. */
static bool may_write(const struct session *session, const struct request *request,
                      const char *command, struct error *error)
{
    struct stat status;
    if (session->host.context && !is_no_pipe(request->path, error))
        return false;
    if (request->over || stat(request->path, &status) != 0 || !S_ISREG(status.st_mode) ||
        is_ours(&session->host, &status))
        return true;
    return error_at(error, ERROR_NO_PLACE, "%.200s already exists; %s! overwrites it",
                    request->path, command);
}

static void note_written(struct session *session, const char *path)
{
    struct host *host = &session->host;
    struct stat status;
    if (stat(path, &status) == 0)
        *array_add(host->written, host->written_count, host->written_capacity) =
            written_of(&status);
}

/* --- scenes and runs --- */

void services_tell_tape(struct session *session)
{
    if (session->tape && !session->tape->own && session->answers.notice.length == 0)
        answers_tell(&session->answers,
                     "a recorded session: space stops it, any command takes over");
}

/* A recorded session has a clock of its own. */
static void drop_beside(struct session *session)
{
    session_free(session->host.beside);
    session->host.beside = NULL;
}

static bool open_scene(struct session *session, const char *path, struct error *error)
{
    struct scene_failure failure;
    if (scene_open(session, path, &failure)) {
        services_tell_tape(session);
        if (tape_is_on(session))
            drop_beside(session);
        return true;
    }
    if (failure.line > 0)
        error_at(error, ERROR_NO_PLACE, "%.120s:%d: %s", path, failure.line, failure.error.text);
    else
        error_at(error, ERROR_NO_PLACE, "%.120s: %s", path, failure.error.text);
    scene_failure_free(&failure);
    return false;
}

/* As the session does, for whom it may do all that is done there. */
static struct session *begin_beside(const struct session *session)
{
    struct session *beside = session_new();
    beside->host.services = session->host.services;
    beside->host.context = session->host.context;
    beside->host.mouse = session->host.mouse;
    beside->host.answers = session->host.answers;
    if (session->host.font) {
        free(beside->host.font);
        beside->host.font = memory_copy(session->host.font);
    }
    lab_lend(beside->lab, lab_workers(session->lab));
    hall_enter(beside, session);
    return beside;
}

static bool compare_scene(struct session *session, const char *path, struct error *error)
{
    struct session *beside = path ? begin_beside(session) : NULL;
    bool good = !path || open_scene(beside, path, error);
    if (good && beside && tape_is_on(beside))
        good = error_at(error, ERROR_NO_PLACE,
                        "a recorded session has a clock of its own: it plays alone");
    if (!good) {
        session_free(beside);
        return false;
    }
    session_free(session->host.beside);
    session->host.beside = beside;
    return true;
}

static bool has_scene(const char *name)
{
    char *path = scene_find_like(name);
    bool there = access(path, F_OK) == 0;
    free(path);
    return there;
}

/* Which of two is in a file; the one on the right does not know that there is another one. */
static const char *of_two(const struct session *session)
{
    return session->host.beside ? ", the left scene" : "";
}

/* However it is named. */
static char *place_scene(const char *name)
{
    char *path = scene_find(name), *real = realpath(path, NULL);
    if (real)
        free(path);
    return real ? real : path;
}

static int count_lines(const struct text *text)
{
    int lines = 0;
    for (size_t i = 0; i < text->length; i++)
        lines += text->bytes[i] == '\n';
    return lines;
}

static bool save_scene(struct session *session, const struct request *request, struct error *error)
{
    const char *path = request->path;
    struct text text = {0};
    if (!may_write(session, request, "save", error))
        return false;
    bool course = scene_write_for(session, path, request->state, &text);
    int lines = count_lines(&text);
    bool good = output_write(path, text.bytes, text.length, error);
    text_free(&text);
    if (!good)
        return false;
    note_written(session, path);
    journal_secure(&session->journal, journal_begin_of_scene(&session->journal));
    answers_tell(&session->answers, "saved %s%s: %s, %d lines", path, of_two(session),
                 course ? "the scene with your changes" : "the present state", lines);
    return true;
}

static bool export_run(struct session *session, const struct request *request, struct error *error)
{
    const char *path = request->path;
    const struct run_format *format = run_format_find(path_ending(path));
    if (!format)
        return error_at(error, ERROR_NO_PLACE, "expected a file name that ends in .csv or .jsonl");
    struct output_file file;
    if (!may_write(session, request, "export", error) || !output_begin(&file, path, error))
        return false;
    struct text about = {0};
    about_write(session, &about);
    format->about(file.stream, about.bytes);
    text_free(&about);
    run_write_record(session->sim, format, file.stream);
    if (!output_commit(&file, error))
        return false;
    note_written(session, path);
    answers_tell(&session->answers, "wrote %s, iterations 0 to %lld", path,
                 (long long)session->sim->end);
    return true;
}

/* --- names --- */

/* A file that is not there yet, after the scene: NAME.svg, NAME-2.svg, ...; the caller's to free.
 */
static char *new_name(const struct session *session, const char *ending)
{
    enum { MOST = 10000 };
    const char *folder_end = strrchr(session->words.path, '/');
    const char *scene = folder_end ? folder_end + 1 : session->words.path;
    const char *stop = strrchr(scene, '.');
    int length = stop ? (int)(stop - scene) : (int)strlen(scene);
    struct text name = {0};
    struct stat status;
    for (int i = 1; i < MOST; i++) {
        text_clear(&name);
        text_add(&name, "%.*s", length ? length : 9, length ? scene : "overshoot");
        if (i > 1)
            text_add(&name, "-%d", i);
        text_add(&name, ".%s", ending);
        if (lstat(name.bytes, &status) != 0)
            break;
    }
    return name.bytes;
}

/* --- screenshot --- */

/* The terminal's size where nothing was shown yet. */
static struct picture picture_of(const struct session *session, const struct live *live)
{
    struct winsize size = {0};
    struct picture picture = {100, 30, COLORS_DIRECT, live ? live->how.light : LIGHT_NONE, false};
    if (live && live->how.columns)
        picture = live->how;
    picture.font = session->host.font;
    if (live && live->how.columns)
        return picture;
    if (ioctl(STDIN_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0 && size.ws_row > 0 &&
        size.ws_col <= FRAME_COLUMNS_MAX && size.ws_row <= FRAME_ROWS_MAX) {
        picture.columns = size.ws_col;
        picture.rows = size.ws_row;
    }
    return picture;
}

static bool take_picture(struct session *session, const char *path, struct error *error)
{
    const struct live *live = session->host.context;
    const struct picture_format *format = picture_format_find(path_ending(path));
    if (!format)
        return error_at(error, ERROR_NO_PLACE,
                        "expected a file name that ends in .txt, .ans, .svg, .png or .gif");
    struct picture picture = picture_of(session, live);
    struct text text = {0};
    bool good = picture_write(&text, session, &picture,
                              live && live->how.columns ? &live->display : NULL, format, error) &&
                output_write(path, text.bytes, text.length, error);
    text_free(&text);
    return good;
}

static bool screenshot(struct session *session, const struct request *request, struct error *error)
{
    struct request wish = *request;
    char *name = *wish.path ? NULL : new_name(session, "svg");
    wish.path = name ? name : wish.path;
    bool good =
        may_write(session, &wish, "screenshot", error) && take_picture(session, wish.path, error);
    if (good) {
        note_written(session, wish.path);
        answers_tell(&session->answers, "wrote %s", wish.path);
    }
    free(name);
    return good;
}

/* --- record: what is done --- */

/* The session's own file; NULL: it is not recorded. */
static struct tape_file *tape_of(const struct session *session)
{
    const struct journal_reader *reader = &session->journal.readers[READER_RECORD];
    return reader->told ? reader->context : NULL;
}

static bool begin_tape(struct session *session, const struct request *request, struct error *error)
{
    struct journal *journal = &session->journal;
    if (tape_of(session))
        return error_at(error, ERROR_NO_PLACE, "%.200s is being recorded; `record stop` ends it",
                        tape_file_path(tape_of(session)));
    if (!is_no_pipe(request->path, error) || !may_write(session, request, "record", error))
        return false;
    struct tape_file *file = tape_file_begin(request->path, error);
    if (!file)
        return false;
    journal->readers[READER_RECORD] =
        (struct journal_reader){tape_file_told, tape_file_ended, file, NULL};
    journal_tell(journal, 0);
    session->host.recording = true;
    return true;
}

static bool end_tape(struct session *session, struct error *error)
{
    struct tape_file *file = tape_of(session);
    char *path = memory_copy(tape_file_path(file));
    session->journal.readers[READER_RECORD] = (struct journal_reader){0};
    bool good = tape_file_end(file, session->sim->clock, session->journal.second, error);
    note_written(session, path);
    if (good)
        answers_tell(&session->answers, "recorded %s", path);
    free(path);
    return good;
}

/* --- record: what is shown --- */

static bool is_on(const struct live *live)
{
    return live && (live->recording || live->reel);
}

static const char *path_of(const struct live *live)
{
    return live->recording ? recording_path(live->recording) : reel_path(live->reel);
}

static bool begin(struct live *live, const struct request *request, struct error *error)
{
    const char *path = request->path, *ending = path_ending(path);
    struct session *session = live->session;
    struct picture how = picture_of(session, live);
    bool cast = strcmp(ending, "cast") == 0;
    if (!cast && strcmp(ending, "gif") != 0)
        return error_at(error, ERROR_NO_PLACE,
                        "expected a file name that ends in .cast, .gif or .session (of which "
                        "`overshoot render` makes a .mp4)");
    if (is_on(live))
        return error_at(error, ERROR_NO_PLACE, "%.200s is being recorded; `record stop` ends it",
                        path_of(live));
    if (!may_write(session, request, "record", error))
        return false;
    if (cast)
        live->recording =
            recording_begin(path, how.columns, how.rows, how.colors, picture_title(session), error);
    else
        live->reel = reel_begin(path, &how, session, error);
    session->host.films = live->recording != NULL;
    session->host.recording = is_on(live);
    return session->host.recording;
}

static bool end(struct live *live, struct error *error)
{
    struct session *session = live->session;
    char *path = memory_copy(path_of(live));
    bool good = live->recording ? recording_end(live->recording, live->seconds, error)
                                : reel_end(live->reel, live->seconds, error);
    note_written(session, path);
    if (good)
        answers_tell(&session->answers, "recorded %s", path);
    free(path);
    live->recording = NULL;
    live->reel = NULL;
    session->host.films = false;
    return good;
}

bool services_end(struct session *session, struct error *error)
{
    struct live *live = session->host.context;
    bool good = true;
    if (tape_of(session))
        good = end_tape(session, error);
    if (is_on(live))
        good = end(live, error) && good;
    session->host.recording = false;
    return good;
}

static bool record(struct session *session, const struct request *request, struct error *error)
{
    struct live *live = session->host.context;
    struct request wish = *request;
    if (!wish.path)
        return session->host.recording
                   ? services_end(session, error)
                   : error_at(error, ERROR_NO_PLACE, "nothing is being recorded");
    if (strcmp(path_ending(wish.path), "session") == 0)
        return begin_tape(session, &wish, error);
    if (!live)
        return error_at(error, ERROR_NO_PLACE,
                        "there is no screen to record; `overshoot render -o FILE.cast` makes a "
                        "recording of a scene");
    char *name = *wish.path ? NULL : new_name(session, "cast");
    wish.path = name ? name : wish.path;
    bool good = begin(live, &wish, error);
    free(name);
    return good;
}

bool live_shown(void *context, double seconds, const struct frame *frame,
                const struct display *display, struct error *error)
{
    struct live *live = context;
    live->how = (struct picture){frame->columns, frame->rows,       display->colors,
                                 display->light, !display->unicode, display->pixels};
    live->seconds = seconds;
    live->display = *display;
    struct tape_file *tape = tape_of(live->session);
    bool good = !tape || !tape_file_failed(tape) || end_tape(live->session, error);
    if (live->recording && !recording_frame(live->recording, seconds, frame, error)) {
        recording_free(live->recording);
        live->recording = NULL;
        good = false;
    }
    if (live->reel)
        reel_frame(live->reel, seconds, frame);
    live->session->host.films = live->recording != NULL;
    live->session->host.recording = tape_of(live->session) || is_on(live);
    return good;
}

static bool keep_answer(struct session *session, struct error *error)
{
    const char *path = session->host.answers;
    return !path || kept_answers_add(path, session, error);
}

const struct services file_services = {
    .each_scene = scene_each,
    .list_scenes = scene_list,
    .help_option = options_help_one,
    .help_mode = options_help_mode,
    .open = open_scene,
    .place_scene = place_scene,
    .describe_scene = scene_describe,
    .compare = compare_scene,
    .has_scene = has_scene,
    .save = save_scene,
    .export_run = export_run,
    .screenshot = screenshot,
    .record = record,
    .answered = keep_answer,
    .read_data = scene_data,
};
