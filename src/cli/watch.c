/* The interactive program, and what it leaves where nobody can look. */

#include "cli.h"

#include "../command/command.h"
#include "../output/kept_answers.h"
#include "../term/loop.h"
#include "lost.h"

#include <unistd.h>

static const char cut_off[] = "the last session was cut off: `overshoot lost` goes on from there";

/* It is told once: also by whoever opens nothing. */
static int fail(int status, bool left)
{
    struct error error;
    error_set(&error, ERROR_NO_PLACE, "%s", cut_off);
    if (left)
        cli_report(NULL, &error, DONE);
    return status;
}

/* Nothing was asked for. */
static bool is_bare(const struct options *options)
{
    return options->mode == MODE_SCREEN && options->argument_count == 0 &&
           options->command_count == 0 && options->steps < 0 && !options->beside;
}

static int watch(const struct options *options, struct session *session, struct live *live)
{
    bool left = lost_look(); /* before it is asked for */
    int status = cli_prepare(session, options->arguments[0], options, false, -1, NULL);
    if (status != DONE)
        return fail(status, left);
    if (options->mode == MODE_SCREEN && options->argument_count > 0)
        playlist_begin(session, options->arguments, options->argument_count);
    else if (is_bare(options))
        playlist_offer(session);
    if (options->steps >= 0) /* the one beside follows */
        player_go_to(&session->player, options->steps);
    services_tell_tape(session);
    lost_begin(session);
    if (left && !(session->tape && session->tape->own)) /* it is not resumed already */
        answers_tell(&session->answers, "%s", cut_off);
    struct terminal_options terminal = {
        .colors = options->colors,
        .theme = options->theme,
        .charset = options->charset,
        .pixels = options->pixels,
        .shown = live_shown,
        .shown_context = live,
    };
    struct error error;
    bool good = terminal_run(session, &terminal, &error);
    return good ? DONE : cli_report(NULL, &error, COULD_NOT);
}

/* What the interactive program shows when nobody can look: each scene's screen, as text. */
static int print_screens(const struct options *options)
{
    int status = DONE, count = options->mode == MODE_SCREEN ? options->argument_count : 1;
    for (int i = 0; (i == 0 || i < count) && status == DONE; i++) {
        struct session *session = session_new();
        struct text text = {0};
        if (i > 0)
            text_add(&text, "\n");
        status =
            cli_picture(options, session, options->arguments[i], picture_format_find("txt"), &text);
        if (status == DONE)
            status = cli_print(&text);
        text_free(&text);
        status = cli_close(session, status);
    }
    return status;
}

int mode_screen(const struct options *options)
{
    struct error error;
    if (!isatty(STDOUT_FILENO))
        return print_screens(options);
    if (options->answers && !kept_answers_check(options->answers, &error))
        return cli_report(NULL, &error, COULD_NOT);
    struct session *session = session_new();
    struct live live = {.session = session,
                        .how = {.light = theme_light(options->theme, LIGHT_NONE)}};
    session->host.context = &live;
    session->host.mouse = !options->no_mouse;
    session->host.answers = options->answers;
    return cli_close(session, watch(options, session, &live));
}
