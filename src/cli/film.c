#include "film.h"

#include "../term/player.h"

struct projector {
    struct session *session;
    const struct film *film;
    struct player player;
    bool was_playing;
    double asked; /* since when a quiz waits; negative: none does */
    double ended; /* since when the course is over; negative: it is not */
    struct view *view;
    struct frame *frame;
};

/* What has come by now: as the event loop does it, but that nothing takes any time. */
static bool advance(struct projector *projector, double now, double step, struct error *error,
                    int *line)
{
    struct session *session = projector->session;
    struct player *player = &projector->player;
    session_elapse(session, step);
    if (session->hold != HOLD_ANSWER)
        projector->asked = -1;
    else if (projector->asked < 0)
        projector->asked = now;
    else if (now - projector->asked >= FILM_QUIZ)
        session_answer(session);
    int64_t before = sim_clock(session->sim);
    if (!session_work(session, NULL, NULL, error, line))
        return false;
    if (sim_clock(session->sim) != before && !session->playing)
        player_move(player, 0, now);
    if (session->playing && sim_over(session->sim) && !session_is_busy(session))
        session->playing = false;
    if (session->playing && !projector->was_playing)
        player_start(player, now);
    projector->was_playing = session->playing;
    int due = session->playing ? player_due(player, session->speed, now) : 0;
    for (int i = 0; i < due && session->playing; i++)
        if (!session_tick(session, error))
            return false;
    if (due > 0)
        player_move(player, session->speed, now);
    return true;
}

static void shoot(struct projector *projector, const struct frame_sink *sink, double now)
{
    const struct film *film = projector->film;
    struct display display = {
        .colors = film->how.colors,
        .unicode = true,
        .light = film->how.light,
        .phase = player_phase(&projector->player, now),
    };
    view_place_page(projector->frame, projector->session, &display);
    view_draw(projector->view, projector->frame, projector->session, &display);
    sink->frame(sink->context, now, projector->frame);
}

/* Else it would stand still for ever, too. */
static bool waits_in_vain(struct projector *projector, double now, struct error *error)
{
    const struct session *session = projector->session;
    if (session->hold != HOLD_CONDITION || session->playing || session_is_busy(session) ||
        player_moving(&projector->player, now) || projector->film->seconds > 0)
        return false;
    error_set(error, ERROR_NO_PLACE, "waits for ever until %.200s", session->hold_condition);
    return true;
}

static bool is_over(struct projector *projector, double now)
{
    const struct session *session = projector->session;
    bool moves = session->playing || player_moving(&projector->player, now);
    bool course = session->hold != HOLD_NOT || session_is_busy(session);
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
        .session = session,
        .film = film,
        .asked = -1,
        .ended = -1,
        .view = view_new(),
        .frame = frame_new(film->how.columns, film->how.rows),
    };
    bool good = true, over = false;
    *line = 0;
    if (!session->playing && !session_is_busy(session) && session->hold == HOLD_NOT)
        session->playing = true;
    double now = 0;
    for (int i = 0; good && !over; i++) {
        double step = i > 0 ? i / film->rate - now : 0;
        now = i / film->rate;
        good =
            advance(&projector, now, step, error, line) && !waits_in_vain(&projector, now, error);
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
