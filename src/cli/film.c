#include "film.h"

#include "../front/clock.h"

struct projector {
    struct clock clock;
    const struct film *film;
    double asked; /* since when a quiz waits; negative: none does */
    double ended; /* since when the course is over; negative: it is not */
    struct view *view;
    struct frame *frame;
};

/* What has come by now; to a quiz, the answer. */
static bool advance(struct projector *projector, double now, struct error *error, int *line)
{
    struct session *session = projector->clock.session;
    if (session->script.hold.kind != HOLD_ANSWER)
        projector->asked = -1;
    else if (projector->asked < 0)
        projector->asked = now;
    else if (now - projector->asked >= FILM_QUIZ)
        session_answer(session);
    return clock_advance(&projector->clock, now, NULL, error, line);
}

static void shoot(struct projector *projector, const struct frame_sink *sink, double now)
{
    const struct film *film = projector->film;
    struct display display = {
        .colors = film->how.colors,
        .unicode = true,
        .light = film->how.light,
        .phase = clock_phase(&projector->clock, now),
    };
    view_place_page(projector->frame, projector->clock.session, &display);
    view_draw(projector->view, projector->frame, projector->clock.session, &display);
    sink->frame(sink->context, now, projector->frame);
}

/* Else it would stand still for ever, too. */
static bool waits_in_vain(struct projector *projector, double now, struct error *error)
{
    const struct session *session = projector->clock.session;
    if (session->script.hold.kind != HOLD_CONDITION || session->player.playing ||
        script_is_busy(session) || clock_moving(&projector->clock, now) ||
        projector->film->seconds > 0)
        return false;
    return !clock_give_up(session, error);
}

static bool is_over(struct projector *projector, double now)
{
    const struct session *session = projector->clock.session;
    bool moves = session->player.playing || clock_moving(&projector->clock, now);
    bool course = session->script.hold.kind != HOLD_NOT || script_is_busy(session);
    if (projector->film->seconds > 0)
        return now >= projector->film->seconds;
    if (course)
        projector->ended = -1;
    else if (projector->ended < 0)
        projector->ended = now;
    return !course && (!moves || now - projector->ended >= FILM_TAIL);
}

bool film_make(const struct frame_sink *sink, struct session *session, const struct film *film,
               struct error *error, int *line)
{
    struct projector projector = {
        .clock = {.session = session, .glides = true},
        .film = film,
        .asked = -1,
        .ended = -1,
        .view = view_new(),
        .frame = frame_new(film->how.columns, film->how.rows),
    };
    bool good = true, over = false;
    *line = 0;
    if (!session->player.playing && !script_is_busy(session) &&
        session->script.hold.kind == HOLD_NOT)
        player_play(&session->player);
    double now = 0;
    for (int i = 0; good && !over; i++) {
        now = i / film->rate;
        good = advance(&projector, now, error, line) && !waits_in_vain(&projector, now, error);
        if (good)
            shoot(&projector, sink, now);
        over = is_over(&projector, now) || now >= FILM_SECONDS_MAX;
    }
    if (good)
        sink->end(sink->context, film->seconds > 0 ? now : now + FILM_STILL);
    frame_free(projector.frame);
    view_free(projector.view);
    return good;
}
