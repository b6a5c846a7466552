/* `overshoot tell`: a session without a screen. Lines of commands come in, sentences go out; time
 * is skipped, as nobody watches. */

#include "cli.h"
#include "telling.h"

#include "../command/both.h"
#include "../output/kept_answers.h"
#include "../tell/describe.h"
#include "../tell/speech.h"
#include "../term/line.h"
#include "../term/prompt.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* That a run goes on for by itself, where it has no end. */
enum { ITERATIONS = 10000 };
static const char far_enough[] =
    "it has gone on for 10000 iterations and has no end, so it was stopped here; this is not its "
    "outcome for good. `run` goes on for 10000 more, `goto 50000` or --steps 50000 to there";

/* --- time --- */

typedef bool advancing(struct clock *clock, double now, const struct limits *limits,
                       struct error *error, int *line);

static void advance(struct telling *telling, advancing *as, int64_t last)
{
    const struct limits limits = {.stops = true, .last = last};
    struct error error;
    int line;
    bool good = as(&telling->clock, telling->now, &limits, &error, &line);
    telling_look(telling);
    if (!good)
        telling_fail(telling, line, &error);
}

static void stop(struct telling *telling, const char *why)
{
    script_interrupt(telling->session);
    player_pause(&telling->session->player);
    telling_say(telling, "stopped", why);
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

/* Whether nothing new comes of either. */
static bool is_done(const struct telling *telling)
{
    bool done = true;
    for (int i = 0; i < 2; i++)
        done &= !telling->ears[i].session || teller_is_done(telling->ears[i].teller);
    return done;
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
        if (session->sim->clock < telling->steps)
            continue;
        if (plays && telling->steps > from) {
            player_pause(&session->player);
            clock_agree(&telling->clock);
            break;
        }
        if (goes && plays && session->sim->clock - from >= ITERATIONS) {
            stop(telling, far_enough);
            break;
        }
        if (goes && plays && is_done(telling)) {
            stop(telling, "nothing new comes any more");
            break;
        }
    }
    telling->steps = -1;
    for (int i = 0; i < 2 && !session->answers.quitting; i++) {
        const struct session *of = telling->ears[i].session;
        struct error error;
        if (!of || of->script.hold.kind != HOLD_CONDITION)
            continue;
        clock_give_up(of, &error);
        telling_fail(telling, 0, &error);
    }
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
    telling_rest(telling);
    telling_say_words(telling, "ready",
                      "Enter or `run` lets it go, `step` goes an iteration, "
                      "`describe` says all that is to be seen, `quit` ends");
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
        telling_say_words(telling, "command", typed);
    clock_tell(&telling->clock, telling->now);
    if (both_say(session, line.bytes, &(struct speaker){.by = BY_HAND}, &error)) {
        clock_agree(&telling->clock);
        drive(telling);
    } else
        telling_fail(telling, telling->edits ? 0 : telling->line, &error);
    text_free(&line);
    telling_print_pages(telling);
    if (telling->edits || session->sim->clock != clock)
        telling_rest(telling);
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

static bool answer(struct session *session)
{
    bool left = script_answer(session);
    bool right = session->host.beside && script_answer(session->host.beside);
    return left || right;
}

/* Where nobody answers, questions have no pause. */
static void finish(struct telling *telling)
{
    struct session *session = telling->session;
    while (!session->answers.quitting && answer(session)) {
        clock_agree(&telling->clock);
        drive(telling);
    }
    telling_rest(telling);
}

static void converse(struct telling *telling)
{
    struct session *session = telling->session;
    if (telling->edits)
        wait_at_start(telling);
    else
        drive(telling);
    telling_print_pages(telling);
    if (session->sim->clock > 0 || telling->edits)
        telling_rest(telling);
    listen(telling);
    if (!telling->edits)
        finish(telling);
}

static int describe(const struct options *options, struct session *session)
{
    struct text page = {0}, words = {0};
    int status = cli_go_to(options, session, options->arguments[0]);
    for (int i = 0; status == DONE && i < (session->host.beside ? 2 : 1); i++) {
        if (session->host.beside)
            text_add(&page, "%s%s:\n", i ? "\n" : "", side_name(i));
        text_clear(&words);
        describe_write(&words, i ? session->host.beside : session);
        speech_add_page(&page, words.bytes);
    }
    if (status == DONE)
        status = cli_print_page(&page, isatty(STDOUT_FILENO));
    text_free(&words);
    text_free(&page);
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
                              .steps = options->steps,
                              .edits = isatty(STDIN_FILENO) && isatty(STDOUT_FILENO)};
    telling.much = options->outcome ? OUTCOME : options->all || options->json ? ALL : DIGEST;
    for (int i = 0; i < 2; i++)
        telling.ears[i] = (struct ear){.telling = &telling, .side = i};
    int status = cli_prepare(session, options->arguments[0], options, false, -1, NULL);
    if (status != DONE)
        return cli_close(session, status);
    setvbuf(stdout, NULL, _IOLBF, 0); /* who listens waits for each line */
    telling_meet(&telling.ears[0], session);
    line_begin(session, telling.edits);
    if (options->steps >= 0)
        player_go_to(&session->player, options->steps);
    converse(&telling);
    line_end();
    telling_end(&telling);
    return cli_close(session, telling.status);
}
