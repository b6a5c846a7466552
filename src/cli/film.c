#include "film.h"

#include "../front/front.h"

struct projector {
    struct front front;
    const struct film *film;
    double now;
    double asked; /* since when a quiz waits; negative: none does */
    double ended; /* since when the course is over; negative: it is not */
};

static double now_seconds(void *context)
{
    return ((const struct projector *)context)->now;
}

static bool asks(const struct session *session)
{
    return session && session->script.hold.kind == HOLD_ANSWER && !tape_is_on(session);
}

/* A condition has paused it. */
static bool is_halted(const struct session *session)
{
    return session && session->player.halted && !tape_is_on(session);
}

/* After an answer that is to be read, too. */
static void go_on(struct projector *projector, struct session *session, struct session *beside)
{
    projector->asked = projector->now;
    if (asks(session) || asks(beside))
        script_answer(asks(session) ? session : beside);
    else
        player_play(is_halted(session) ? &session->player : &beside->player);
}

/* What has come by now; to a quiz, the answer. */
static bool advance(struct projector *projector, struct error *error, int *line)
{
    struct session *session = projector->front.clock.session, *beside = session->host.beside;
    bool halted = is_halted(session) || is_halted(beside);
    if (!asks(session) && !asks(beside) && !halted)
        projector->asked = -1;
    else if (projector->asked < 0)
        projector->asked = projector->now;
    else if (projector->now - projector->asked >= FILM_QUIZ)
        go_on(projector, session, beside);
    bool played = tape_is_on(session);
    bool good = front_advance(&projector->front, error, line);
    if (!good && played) /* as it was then, it stands still until it is told to go on */
        player_pause(&session->player);
    return good || played;
}

/* Something is under way that comes to its end by itself. */
static bool is_under_way(const struct session *session)
{
    return session && (script_is_busy(session) || tape_is_on(session));
}

static bool holds(const struct session *session)
{
    return session && session->script.hold.kind != HOLD_NOT;
}

/* Whether it has come to its end. False with the error if it would stand still for ever. */
static bool look(struct projector *projector, bool *over, struct error *error)
{
    const struct clock *clock = &projector->front.clock;
    const struct session *session = clock->session, *beside = session->host.beside;
    bool moves = session->player.playing || is_halted(session) || is_halted(beside) ||
                 clock_moving(clock, projector->now);
    bool under_way = is_under_way(session) || is_under_way(beside);
    bool course = holds(session) || holds(beside) || under_way;
    if (projector->film->seconds > 0 || projector->film->still) {
        *over = projector->now >= projector->film->seconds;
        return true;
    }
    for (int i = 0; i < 2 && !moves && !under_way; i++) {
        const struct session *side = i ? beside : session;
        if (side && side->script.hold.kind == HOLD_CONDITION)
            return clock_give_up(side, error);
    }
    if (course)
        projector->ended = -1;
    else if (projector->ended < 0)
        projector->ended = projector->now;
    *over = !course && (!moves || projector->now - projector->ended >= FILM_TAIL);
    return true;
}

/* A recorded session has an end of its own. */
static bool is_in_time(const struct projector *projector)
{
    return projector->now < FILM_SECONDS_MAX || tape_is_on(projector->front.clock.session);
}

bool film_make(const struct frame_sink *sink, struct session *session, const struct film *film,
               struct error *error, int *line)
{
    struct projector projector = {.film = film, .asked = -1, .ended = -1};
    const struct face face = {
        .display = {.colors = film->how.colors,
                    .unicode = !film->how.ascii,
                    .light = film->how.light,
                    .bare = film->how.bare,
                    .pixels = film->pixels,
                    .vectors = film->vectors},
        .now = now_seconds,
        .context = &projector,
        .films = true,
    };
    bool good = true, over = false;
    *line = 0;
    const struct session *beside = session->host.beside;
    if (!session->player.playing && !holds(session) && !is_under_way(session) &&
        !(beside && (beside->player.playing || holds(beside) || is_under_way(beside))))
        player_play(&session->player);
    front_begin(&projector.front, session, &face);
    front_resize(&projector.front, film->how.columns, film->how.rows);
    for (int i = 0; good && !over && is_in_time(&projector); i++) {
        projector.now = i / film->rate;
        good = advance(&projector, error, line) && look(&projector, &over, error);
        if (good && (over || !film->still))
            sink->frame(sink->context, projector.now, front_frame(&projector.front));
    }
    if (good)
        sink->end(sink->context, projector.now + (film->seconds > 0 ? 0 : FILM_STILL));
    front_end(&projector.front);
    return good;
}
