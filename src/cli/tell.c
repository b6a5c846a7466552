/* `overshoot tell`: a session without a screen. Lines of commands come in, sentences go out; time
 * is skipped, as nobody watches. */

#include "cli.h"

#include "../base/spelling.h"
#include "../command/both.h"
#include "../front/clock.h"
#include "../output/json.h"
#include "../output/kept_answers.h"
#include "../tell/describe.h"
#include "../tell/teller.h"
#include "../term/line.h"
#include "../term/prompt.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { ITERATIONS = 10000 }; /* that a run goes on for by itself */

struct telling {
    struct session *session;
    struct clock clock;
    struct teller *teller;
    double now; /* seconds, which pass as soon as they are waited for */
    bool json, edits;
    int status;
    int line; /* of the input */
};

/* --- what goes out --- */

static void print(const struct telling *telling, struct text *line)
{
    int status = cli_print_page(line, false);
    if (status != DONE && telling->status == DONE) /* nobody listens any longer */
        telling->session->answers.quitting = true;
}

static void print_json(const struct telling *telling, const struct saying *saying)
{
    struct text line = {0};
    if (saying->n >= 0)
        text_add(&line, "{\"n\":%lld", (long long)saying->n);
    else
        text_add(&line, "{\"n\":null");
    if (saying->ball >= 0)
        text_add(&line, ",\"ball\":%d", saying->ball + 1);
    text_add(&line, ",\"event\":\"%s\",\"text\":", saying->event);
    json_add_string(&line, saying->text, strlen(saying->text));
    text_add(&line, "}\n");
    print(telling, &line);
}

/* What the scene says is told from what happens. */
static bool is_labelled(const char *event)
{
    return spelling_among("title|caption|question|answer|notice", event);
}

static void tell(void *context, const struct saying *saying)
{
    const struct telling *telling = context;
    size_t length = strlen(saying->text);
    if (telling->json) {
        print_json(telling, saying);
        return;
    }
    struct text line = {0};
    if (saying->n >= 0)
        text_add(&line, "n %lld: ", (long long)saying->n);
    if (is_labelled(saying->event))
        text_add(&line, "%s: ", saying->event);
    if (strcmp(saying->event, "command") == 0)
        text_add(&line, "> ");
    bool ends =
        length > 0 && (is_labelled(saying->event) || strcmp(saying->event, "command") == 0 ||
                       strchr(".?!:", saying->text[length - 1]) != NULL);
    text_add(&line, "%s%s\n", saying->text, ends ? "" : ".");
    print(telling, &line);
}

static void say(struct telling *telling, const char *event, const char *text)
{
    int64_t clock = telling->session->sim->clock;
    tell(telling, &(struct saying){clock, -1, event, text});
}

/* An error is a line among the others, too: who listens hears where it belongs. */
static void fail(struct telling *telling, int line, const struct error *error)
{
    struct text text = {0};
    if (line > 0)
        text_add(&text, "line %d%s: ", line, telling->edits ? " of the scene" : "");
    text_add(&text, "%s", error->text);
    tell(telling, &(struct saying){-1, -1, "error", text.bytes});
    text_free(&text);
    telling->status = WRONG;
}

/* --- time --- */

typedef bool advancing(struct clock *clock, double now, const struct limits *limits,
                       struct error *error, int *line);

static void advance(struct telling *telling, advancing *as, int64_t last)
{
    const struct limits limits = {.stops = true, .last = last};
    struct error error;
    int line;
    bool good = as(&telling->clock, telling->now, &limits, &error, &line);
    teller_look(telling->teller);
    if (!good)
        fail(telling, line, &error);
}

static void stop(struct telling *telling, const char *why)
{
    script_interrupt(telling->session);
    player_pause(&telling->session->player);
    say(telling, "stopped", why);
}

/* A tick, after the commands that come before it; then the time that passes up to the next. False:
 * nothing comes by itself any longer. */
static bool go_on(struct telling *telling)
{
    static const double least = 1e-6; /* seconds: what is less may add nothing to the clock */
    struct session *session = telling->session;
    advance(telling, clock_work, session->sim->clock);
    bool moves = session->player.playing || session->player.goal >= 0;
    advance(telling, clock_advance, session->sim->clock + moves);
    if (session->answers.quitting)
        return false;
    if (clock_is_busy(&telling->clock))
        return true;
    double wait = clock_wait(&telling->clock, telling->now);
    telling->now += isfinite(wait) ? fmax(wait, least) : 0;
    return isfinite(wait);
}

/* All that has been begun, to where somebody has to say what comes next. */
static void drive(struct telling *telling)
{
    struct session *session = telling->session;
    int64_t from = session->sim->clock;
    bool goes = true;
    while (goes) {
        goes = go_on(telling);
        bool plays = session->player.playing && session->player.budget == 0;
        if (line_was_interrupted()) {
            stop(telling, "stopped");
            break;
        }
        if (goes && plays && session->sim->clock - from >= ITERATIONS) {
            stop(telling, "stopped here, as it would go on for ever; `run` goes on");
            break;
        }
        if (goes && plays && teller_is_done(telling->teller)) {
            stop(telling, "nothing new comes any more");
            break;
        }
    }
    if (session->script.hold.kind == HOLD_CONDITION && !session->answers.quitting) {
        struct error error;
        clock_give_up(session, &error);
        fail(telling, 0, &error);
    }
}

/* What help, list and describe have printed. */
static void print_page(struct telling *telling)
{
    struct answers *answers = &telling->session->answers;
    struct text page = {0};
    if (!answers->page.length)
        return;
    if (telling->json) {
        tell(telling, &(struct saying){-1, -1, "page", answers->page.bytes});
    } else {
        text_add(&page, "%s", answers->page.bytes);
        if (page.bytes[page.length - 1] != '\n')
            text_add(&page, "\n");
        cli_print_page(&page, telling->edits);
    }
    answers_close_page(answers);
}

/* --- what comes in --- */

/* Whoever has a terminal is asked before a scene begins to roll. */
static void wait_at_start(struct telling *telling)
{
    struct session *session = telling->session;
    advance(telling, clock_work, session->sim->clock);
    if (!session->player.playing || session->script.hold.kind != HOLD_NOT)
        return;
    player_pause(&session->player);
    clock_agree(&telling->clock);
    teller_rest(telling->teller);
    tell(telling, &(struct saying){-1, -1, "ready",
                                   "Enter or `run` lets it go, `step` goes an iteration, "
                                   "`describe` says all that is to be seen, `quit` ends"});
}

/* An empty line is what the space bar is, a letter the answer to a question. */
static void mean(const struct telling *telling, const char *line, struct text *out)
{
    const struct session *session = telling->session;
    const struct quiz *quiz = &session->quiz;
    line += strspn(line, " \t");
    bool letter = line[0] >= 'a' && line[0] < 'a' + quiz->choice_count && !line[1];
    bool number = quiz->by == QUIZ_BY_NUMBER && strspn(line, "+-.0123456789") > 0;
    if (quiz_is_open(session) && (letter || number))
        text_add(out, "answer %s", line);
    else if (!*line && (quiz_is_shown(session) || telling->edits))
        text_add(out, "press space");
    else
        text_add(out, "%s", line);
}

static void obey(struct telling *telling, const char *typed)
{
    struct session *session = telling->session;
    struct error error = {.offset = ERROR_NO_PLACE};
    struct text line = {0};
    int64_t clock = session->sim->clock;
    mean(telling, typed, &line);
    if (!telling->edits && *typed)
        tell(telling, &(struct saying){-1, -1, "command", typed});
    clock_tell(&telling->clock, telling->now);
    if (both_say(session, line.bytes, &(struct speaker){.by = BY_HAND}, &error)) {
        clock_agree(&telling->clock);
        drive(telling);
    } else
        fail(telling, telling->edits ? 0 : telling->line, &error);
    text_free(&line);
    print_page(telling);
    if (telling->edits || session->sim->clock != clock)
        teller_rest(telling->teller);
}

static void listen(struct telling *telling)
{
    struct session *session = telling->session;
    while (!session->answers.quitting) {
        char prompt[48];
        snprintf(prompt, sizeof prompt, "n %lld> ", (long long)session->sim->clock);
        char *line = line_read(prompt);
        if (!line)
            break;
        line[strcspn(line, "\r\n")] = '\0';
        telling->line++;
        if (telling->edits)
            prompt_remember(line);
        obey(telling, line);
        free(line);
    }
}

/* Where nobody answers, questions have no pause. */
static void finish(struct telling *telling)
{
    struct session *session = telling->session;
    while (!session->answers.quitting && script_answer(session)) {
        clock_agree(&telling->clock);
        drive(telling);
    }
    teller_rest(telling->teller);
}

static void converse(struct telling *telling)
{
    struct session *session = telling->session;
    if (telling->edits)
        wait_at_start(telling);
    else
        drive(telling);
    print_page(telling);
    if (session->sim->clock > 0 || telling->edits)
        teller_rest(telling->teller);
    listen(telling);
    if (!telling->edits)
        finish(telling);
}

static int describe(const struct options *options, struct session *session)
{
    struct text page = {0};
    int status = cli_go_to(options, session, options->arguments[0]);
    if (status == DONE) {
        describe_write(&page, session);
        status = cli_print_page(&page, isatty(STDOUT_FILENO));
    }
    return cli_close(session, status);
}

int mode_tell(const struct options *options)
{
    struct session *session = session_new();
    struct error error;
    if (options->describe)
        return describe(options, session);
    if (options->answers && !kept_answers_check(options->answers, &error))
        return cli_close(session, cli_report(NULL, &error, COULD_NOT));
    session->host.answers = options->answers;
    struct telling telling = {.session = session,
                              .clock = {.session = session},
                              .json = options->json,
                              .edits = isatty(STDIN_FILENO) && isatty(STDOUT_FILENO)};
    int status = cli_prepare(session, options->arguments[0], options, false, -1, NULL);
    if (status != DONE)
        return cli_close(session, status);
    setvbuf(stdout, NULL, _IOLBF, 0); /* who listens waits for each line */
    session->host.heard = true;
    telling.teller = teller_new(session, tell, &telling);
    line_begin(session, telling.edits);
    if (options->steps >= 0)
        player_go_to(&session->player, options->steps);
    converse(&telling);
    line_end();
    teller_free(telling.teller);
    return cli_close(session, telling.status);
}
