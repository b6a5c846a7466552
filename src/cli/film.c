#include "film.h"

#include "../output/cast.h"
#include "../output/frame_ansi.h"
#include "../term/player.h"

#include <math.h>
#include <string.h>

struct projector {
    struct session *session;
    const struct film *film;
    struct player player;
    bool was_playing;
    double asked; /* since when a quiz waits; negative: none does */
    double ended; /* since when the course is over; negative: it is not */
    struct view *view;
    struct frame *frame, *before;
    bool begun;
};

/* What has come by now: as the event loop does it, but that nothing takes any time. */
static bool advance(struct projector *projector, double now, double step, struct error *error)
{
    struct session *session = projector->session;
    struct player *player = &projector->player;
    int line;
    session_elapse(session, step);
    if (session->hold != HOLD_ANSWER)
        projector->asked = -1;
    else if (projector->asked < 0)
        projector->asked = now;
    else if (now - projector->asked >= FILM_QUIZ)
        session_answer(session);
    int64_t before = sim_clock(session->sim);
    if (!session_work(session, NULL, NULL, error, &line))
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

static void shoot(struct projector *projector, double now, struct text *out)
{
    const struct film *film = projector->film;
    struct display display = {
        .colors = film->how.colors,
        .unicode = true,
        .light = film->how.light,
        .phase = player_phase(&projector->player, now),
    };
    struct frame *frame = projector->frame, *before = projector->before;
    struct text bytes = {0};
    view_draw(projector->view, frame, projector->session, &display);
    frame_ansi_update(&bytes, projector->begun ? before : NULL, frame, film->how.colors);
    if (bytes.length)
        cast_event(out, now, bytes.bytes, bytes.length);
    if (film->shown)
        film->shown(film->context, now, frame);
    text_free(&bytes);
    projector->before = frame;
    projector->frame = before;
    projector->begun = true;
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

/* The last picture stays for a while: a player shows it until the last event. */
static void hold_still(double now, struct text *out)
{
    cast_event(out, now + 1.5, "\033[0m", 4);
}

bool film_make(struct text *out, struct session *session, const struct film *film,
               struct error *error)
{
    const struct picture *how = &film->how;
    struct projector projector = {
        .session = session,
        .film = film,
        .asked = -1,
        .ended = -1,
        .view = view_new(),
        .frame = frame_new(how->columns, how->rows),
        .before = frame_new(how->columns, how->rows),
    };
    bool good = true, over = false;
    cast_begin(out, how->columns, how->rows, *session->title ? session->title : "overshoot");
    if (!session->playing && !session_is_busy(session) && session->hold == HOLD_NOT)
        session->playing = true;
    double now = 0;
    for (int i = 0; good && !over; i++) {
        double step = i > 0 ? i / film->rate - now : 0;
        now = i / film->rate;
        good = advance(&projector, now, step, error);
        if (good)
            shoot(&projector, now, out);
        over = is_over(&projector, now) || now >= FILM_SECONDS_MAX;
    }
    if (good && !(film->seconds > 0))
        hold_still(now, out);
    frame_free(projector.frame);
    frame_free(projector.before);
    view_free(projector.view);
    return good;
}
