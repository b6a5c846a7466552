#include "handout.h"

#include "../base/array.h"
#include "../base/base64.h"
#include "../base/memory.h"
#include "../base/spelling.h"
#include "../front/clock.h"
#include "../output/file.h"
#include "../output/svg_paint.h"
#include "../tell/describe.h"
#include "../tell/speech.h"

#include <errno.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

enum { TICKS_MAX = 10000 }; /* on the way to a question */

static bool is_folder(const char *path)
{
    struct stat status;
    size_t length = strlen(path);
    return (length > 0 && path[length - 1] == '/') ||
           (stat(path, &status) == 0 && S_ISDIR(status.st_mode));
}

static bool is_page(const char *path)
{
    return strcmp(path_ending(path), "html") == 0 || strcmp(path_ending(path), "htm") == 0;
}

bool handout_is_asked(const struct options *options)
{
    return options->output && (is_folder(options->output) || is_page(options->output));
}

/* --- text of HTML --- */

static void escape(struct text *out, const char *text)
{
    size_t length = strlen(text);
    for (size_t at = 0; at < length;) {
        uint32_t character;
        at += (size_t)utf8_decode(text + at, length - at, &character);
        svg_escape(out, character);
    }
}

static void add_element(struct text *out, const char *begin, const char *text, const char *end)
{
    text_add(out, "%s", begin);
    escape(out, text);
    text_add(out, "%s\n", end);
}

/* --- pictures --- */

/* How they are made: on paper, unless something else is asked for. */
struct making {
    struct options options;
    const struct picture_format *format;
};

static void add_data(struct text *out, const char *type, const struct text *bytes)
{
    char *letters = memory_new(4 * (bytes->length / 3 + 1) + 1, 1);
    char *end = base64_put(letters, (const uint8_t *)bytes->bytes, bytes->length);
    text_add(out, "data:image/%s;base64,", type);
    text_add_bytes(out, letters, (size_t)(end - letters));
    free(letters);
}

/* Vectors stand in the page, with their words; pixels as data, beside theirs. */
static void add_figure(struct text *out, const struct making *making, const struct session *session,
                       const struct text *picture)
{
    struct text words = {0}, spoken = {0};
    text_add(out, "<figure>\n");
    if (!making->format->pixels) {
        text_add_bytes(out, picture->bytes, picture->length);
    } else {
        describe_write(&words, session);
        text_add(out, "<img src=\"");
        add_data(out, making->format->name, picture);
        speech_add_page(&spoken, words.bytes);
        add_element(out, "\" alt=\"", spoken.bytes, "\"/>");
        text_free(&spoken);
        text_free(&words);
    }
    text_add(out, "</figure>\n");
}

/* As the session is. */
static int add_picture(struct text *out, const struct making *making, struct session *session)
{
    struct picture how = cli_manner(&making->options, session, COLORS_DIRECT);
    struct text picture = {0};
    struct error error;
    int status = DONE;
    if (picture_write(&picture, session, &how, NULL, making->format, &error))
        add_figure(out, making, session, &picture);
    else
        status = cli_report(NULL, &error, WRONG);
    text_free(&picture);
    return status;
}

/* --- what is to be typed --- */

/* What a scene says of itself, or asks; all else is for who tries it. */
static bool is_typed(const char *line)
{
    static const char said[] = "title|caption|quiz|choice|right|then|answer|expect|type|press";
    char name[NAME_SIZE];
    name_scan(line, name);
    return *line && *line != '#' && !spelling_among(said, name) && !strstr(line, " caption ");
}

/* Lines to be typed. Nobody is as fast as what waits for a condition: it becomes a pause, which is
 * said before the run. */
struct typing {
    struct text text;
    size_t run;  /* where the last `run` stands */
    bool runs;   /* there is one */
    bool paused; /* what follows is typed while it does not run */
};

static void add_run(struct typing *typing, const char *line)
{
    typing->run = typing->text.length;
    typing->runs = true;
    typing->paused = false;
    escape(&typing->text, line);
    text_add(&typing->text, "\n");
}

static void add_pause(struct typing *typing, const char *condition)
{
    struct text rest = {0};
    if (typing->paused)
        add_run(typing, "run");
    if (typing->runs) {
        text_add(&rest, "%s", typing->text.bytes + typing->run);
        typing->text.length = typing->run;
    }
    text_add(&typing->text, "pause when ");
    escape(&typing->text, condition);
    text_add(&typing->text, "\n");
    typing->run = typing->text.length;
    text_add(&typing->text, "%s", rest.bytes ? rest.bytes : "");
    typing->paused = typing->runs;
    text_free(&rest);
}

/* Seconds are told: who types counts them. */
static void add_wait(struct typing *typing, const char *line)
{
    const char *until = line + strlen("wait") + strspn(line + strlen("wait"), " \t");
    if (strncmp(until, "until ", strlen("until ")) == 0) {
        add_pause(typing, until + strlen("until "));
        return;
    }
    if (typing->paused)
        add_run(typing, "run");
    text_add(&typing->text, "# ");
    escape(&typing->text, line);
    text_add(&typing->text, " seconds\n");
}

static void add_typed(struct typing *typing, const char *line)
{
    char name[NAME_SIZE];
    line += strspn(line, " \t");
    name_scan(line, name);
    if (strcmp(name, "wait") == 0) {
        add_wait(typing, line);
    } else if (strcmp(name, "run") == 0) {
        add_run(typing, line);
    } else if (is_typed(line)) {
        escape(&typing->text, line);
        text_add(&typing->text, "\n");
    }
}

/* The scene's commands as they were read. */
static void add_commands(struct text *out, const struct session *session)
{
    const struct journal *journal = &session->journal;
    const char *source = NULL, *line;
    struct typing typing = {0};
    size_t length;
    for (int i = 0; i < journal->count && !source; i++)
        source = journal->entries[i].source;
    while (source && (line = text_next_line(&source, &length))) {
        char *copy = memory_copy_bytes(line, length - (length > 0 && line[length - 1] == '\r'));
        add_typed(&typing, copy);
        free(copy);
    }
    if (typing.paused)
        add_run(&typing, "run");
    text_add(out, "<p>To type it yourself:</p>\n<pre>%s</pre>\n",
             typing.text.bytes ? typing.text.bytes : "");
    text_free(&typing.text);
}

/* Its name may say what comes of it: where a question is asked, it is folded away. */
static void add_invitation(struct text *out, const char *name)
{
    text_add(out, "<p>To see it move:</p>\n<pre>overshoot ");
    escape(out, name);
    text_add(out, "</pre>\n");
}

/* --- questions --- */

/* Time goes on to the next question, or to the end of the course. False with the reason. */
static bool come_to_question(struct session *session, double *now, struct error *error, int *line)
{
    struct clock clock = {.session = session, .now = *now, .second = session->journal.second};
    static const double least = 1e-6; /* seconds */
    int64_t from = session->sim->clock;
    bool good = true, goes = true;
    while (good && goes && !quiz_is_shown(session) && session->sim->clock - from < TICKS_MAX) {
        good = clock_advance(&clock, *now, NULL, error, line);
        if (good && session->player.halted) /* nobody would let it go on */
            player_play(&session->player);
        double wait = clock_is_busy(&clock) ? 0 : clock_wait(&clock, *now);
        bool course = session->script.hold.kind != HOLD_NOT || clock_is_busy(&clock) ||
                      session->script.queue_count > 0;
        goes = course && isfinite(wait);
        *now += goes ? fmax(wait, least) : 0;
    }
    return good;
}

static void add_question(struct text *out, const struct quiz *quiz)
{
    text_add(out, "<div class=\"question\">\n");
    add_element(out, "<p><strong>", quiz->question, "</strong></p>");
    if (quiz->choice_count > 0)
        text_add(out, "<ol type=\"A\">\n");
    for (int i = 0; i < quiz->choice_count; i++)
        add_element(out, "<li>", quiz->choices[i].text, "</li>");
    text_add(out, quiz->choice_count > 0 ? "</ol>\n</div>\n" : "</div>\n");
}

static void add_answer(struct text *out, const struct quiz *quiz)
{
    struct text right = {0};
    quiz_write_right(quiz, &right);
    if (right.length)
        add_element(out, "<p><strong>", right.bytes, "</strong></p>");
    if (quiz->then)
        add_element(out, "<p>", quiz->then, "</p>");
    text_free(&right);
}

/* What the scene asks, with the picture of when it asks first, and its answers. */
static int add_questions(struct text *out, struct text *answers, const struct making *making,
                         struct session *session)
{
    enum { MOST = 20 };
    struct error error;
    double now = 0;
    int line = 0, status = DONE, asked = 0;
    while (status == DONE && asked < MOST) {
        if (!come_to_question(session, &now, &error, &line))
            return cli_report_course(session, line, &error);
        if (!quiz_is_shown(session))
            break;
        add_question(out, &session->quiz);
        if (asked++ == 0)
            status = add_picture(out, making, session);
        script_answer(session);
        add_answer(answers, &session->quiz);
        if (quiz_is_shown(session))
            script_answer(session);
        if (session->quiz.count > 0 && session->quiz.number == session->quiz.count)
            break;
    }
    return status;
}

/* --- a scene --- */

/* Where a render of it stands, with its answers: what comes out. Its caption, if it is another one
 * than was said. */
static int add_outcome(struct text *out, const struct making *making, const char *scene,
                       const char *said)
{
    struct session *session = session_new();
    int status = cli_go_past_questions(&making->options, session, scene);
    const char *caption = session->words.caption, *then = session->quiz.then;
    bool told = strcmp(caption, said) == 0 || (then && strcmp(caption, then) == 0);
    if (status == DONE && *caption && !told)
        add_element(out, "<p class=\"caption\">", caption, "</p>");
    if (status == DONE)
        status = add_picture(out, making, session);
    return cli_close(session, status);
}

static int add_scene(struct text *out, const struct making *making, const char *scene, int number)
{
    struct session *session = session_new();
    struct text answers = {0}, asked = {0};
    int status = cli_prepare(session, scene, &making->options, false, -1, NULL);
    char *caption = memory_copy(session->words.caption);
    if (status == DONE) {
        text_add(out, "<section>\n<h2>%d. ", number);
        add_element(out, "", *session->words.title ? session->words.title : scene, "</h2>");
        if (*session->words.caption)
            add_element(out, "<p class=\"caption\">", session->words.caption, "</p>");
        status = add_questions(&asked, &answers, making, session);
    }
    if (status == DONE) {
        text_add(out, "%s", asked.bytes ? asked.bytes : "");
        if (!asked.bytes)
            status = add_outcome(out, making, scene, caption);
        if (!asked.bytes)
            add_invitation(out, scene);
        add_commands(out, session);
    }
    if (status == DONE && asked.bytes) {
        text_add(out, "<details>\n<summary>Answer</summary>\n");
        text_add(out, "%s", answers.bytes ? answers.bytes : "");
        status = add_outcome(out, making, scene, caption);
        add_invitation(out, scene);
        text_add(out, "</details>\n");
    }
    text_add(out, "</section>\n");
    text_free(&answers);
    text_free(&asked);
    free(caption);
    return cli_close(session, status);
}

/* --- the page --- */

static const char style[] =
    "body{font-family:sans-serif;max-width:60em;margin:2em auto;padding:0 1em;line-height:1.4}\n"
    "figure{margin:1em 0}svg,img{max-width:100%;height:auto;border:1px solid #ccc}\n"
    "pre{background:#f3f3f3;padding:.5em;white-space:pre-wrap}\n"
    ".question{border-left:4px solid #c60;padding-left:1em}\n"
    "summary{cursor:pointer;font-weight:bold}\n"
    "@media print{body{max-width:none;margin:0}section{break-after:page}\n"
    "section:last-of-type{break-after:auto}figure,pre,.question{break-inside:avoid}\n"
    "pre{border:1px solid #ccc}}\n";

static int make_page(const struct making *making)
{
    const struct options *options = &making->options;
    struct text page = {0};
    int status = DONE;
    text_add(&page,
             "<!DOCTYPE html>\n<html lang=\"en\" xmlns=\"http://www.w3.org/1999/xhtml\">\n<head>\n"
             "<meta charset=\"utf-8\"/>\n<meta name=\"viewport\" content=\"width=device-width\"/>\n"
             "<title>overshoot: hand-out</title>\n<style>\n%s</style>\n</head>\n<body>\n"
             "<h1>overshoot</h1>\n",
             style);
    for (int i = 0; i < options->argument_count && status == DONE; i++)
        status = add_scene(&page, making, options->arguments[i], i + 1);
    text_add(&page, "</body>\n</html>\n");
    if (status == DONE)
        return cli_write(&page, options->output);
    text_free(&page);
    return status;
}

/* --- the folder --- */

/* The name without folder and ending. */
static void add_name(struct text *out, const char *scene)
{
    const char *slash = strrchr(scene, '/'), *name = slash ? slash + 1 : scene;
    size_t length = strlen(name), ending = strlen(".scene");
    if (length > ending && strcmp(name + length - ending, ".scene") == 0)
        length -= ending;
    text_add_bytes(out, name, length);
}

static bool make_folder(const char *path, struct error *error)
{
    if (mkdir(path, 0777) == 0 || (errno == EEXIST && is_folder(path)))
        return true;
    return error_at(error, ERROR_NO_PLACE, "cannot make the folder %.200s: %s", path,
                    strerror(errno));
}

/* All of them are made before the first is written. */
static int make_pictures(const struct making *making)
{
    const struct options *options = &making->options;
    int count = options->argument_count, status = DONE, digits = count > 99 ? 3 : 2;
    struct text *pictures = memory_new((size_t)count, sizeof *pictures);
    struct error error;
    for (int i = 0; i < count && status == DONE; i++) {
        struct session *session = session_new();
        status = cli_picture(options, session, options->arguments[i], making->format, &pictures[i]);
        status = cli_close(session, status);
    }
    if (status == DONE && !make_folder(options->output, &error))
        status = cli_report(NULL, &error, COULD_NOT);
    for (int i = 0; i < count && status == DONE; i++) {
        struct text path = {0};
        bool ends = options->output[strlen(options->output) - 1] == '/';
        text_add(&path, "%s%s%0*d-", options->output, ends ? "" : "/", digits, i + 1);
        add_name(&path, options->arguments[i]);
        text_add(&path, ".%s", making->format->name);
        status = cli_write(&pictures[i], path.bytes);
        text_free(&path);
    }
    for (int i = 0; i < count; i++)
        text_free(&pictures[i]);
    free(pictures);
    return status;
}

int handout_make(const struct options *options)
{
    bool page = is_page(options->output);
    struct making making = {*options,
                            picture_format_find(options->format ? options->format : "svg")};
    bool vectors = making.format && strcmp(making.format->name, "svg") == 0;
    if (!making.format || (page && !vectors && !making.format->pixels))
        return cli_wrong_format(options,
                                page ? "a page has pictures in svg, png or gif"
                                     : "a folder of pictures has "
                                       "txt, ans, svg, png or gif",
                                options->format);
    if (page && making.options.theme == THEME_AUTO)
        making.options.theme = THEME_IS_LIGHT;
    if (options->argument_count == 0) {
        struct error error;
        error_set(&error, ERROR_NO_PLACE, "-o %.200s takes one or more scenes", options->output);
        return cli_report(NULL, &error, WRONG);
    }
    return page ? make_page(&making) : make_pictures(&making);
}
