/* A picture of a scene: at an iteration, or at a second of its own time. */

#include "cli.h"
#include "film.h"

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
static int go_to(const struct options *options, struct session *session, const char *scene,
                 int64_t last)
{
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

int cli_go_to(const struct options *options, struct session *session, const char *scene)
{
    return go_to(options, session, scene, options->steps >= 0 ? options->steps : CLI_ASKS);
}

int cli_go_past_questions(const struct options *options, struct session *session, const char *scene)
{
    return go_to(options, session, scene, options->steps);
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
