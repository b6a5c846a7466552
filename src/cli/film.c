#include "film.h"

#include "../command/script.h"
#include "../term/pace.h"

struct projector {
    struct session *session;
    const struct film *film;
    struct pace pace;
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
    struct pace *pace = &projector->pace;
    script_elapse(session, step);
    if (session->script.hold != HOLD_ANSWER)
        projector->asked = -1;
    else if (projector->asked < 0)
        projector->asked = now;
    else if (now - projector->asked >= FILM_QUIZ)
        script_answer(session);
    int64_t before = sim_clock(session->sim);
    if (!script_work(session, NULL, NULL, error, line))
        return false;
    if (sim_clock(session->sim) != before && !session->player.playing)
        pace_move(pace, 0, now);
    if (session->player.playing && sim_over(session->sim) && !script_is_busy(session))
        player_pause(&session->player);
    if (session->player.playing && !projector->was_playing)
        pace_start(pace, now);
    projector->was_playing = session->player.playing;
    int due = session->player.playing ? pace_due(pace, session->player.speed, now) : 0;
    for (int i = 0; i < due && session->player.playing; i++)
        if (!script_tick(session, error))
            return false;
    if (due > 0)
        pace_move(pace, session->player.speed, now);
    return true;
}

static void shoot(struct projector *projector, const struct frame_sink *sink, double now)
{
    const struct film *film = projector->film;
    struct display display = {
        .colors = film->how.colors,
        .unicode = true,
        .light = film->how.light,
        .phase = pace_phase(&projector->pace, now),
    };
    view_place_page(projector->frame, projector->session, &display);
    view_draw(projector->view, projector->frame, projector->session, &display);
    sink->frame(sink->context, now, projector->frame);
}

/* Else it would stand still for ever, too. */
static bool waits_in_vain(struct projector *projector, double now, struct error *error)
{
    const struct session *session = projector->session;
    if (session->script.hold != HOLD_CONDITION || session->player.playing ||
        script_is_busy(session) || pace_moving(&projector->pace, now) ||
        projector->film->seconds > 0)
        return false;
    error_set(error, ERROR_NO_PLACE, "waits for ever until %.200s", session->script.hold_condition);
    return true;
}

static bool is_over(struct projector *projector, double now)
{
    const struct session *session = projector->session;
    bool moves = session->player.playing || pace_moving(&projector->pace, now);
    bool course = session->script.hold != HOLD_NOT || script_is_busy(session);
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
    if (!session->player.playing && !script_is_busy(session) && session->script.hold == HOLD_NOT)
        player_play(&session->player);
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
