/* What a session has begun, and what its scene has yet to say. */

#include "rows.h"

#include "../base/stamp.h"
#include "../lab/tune.h"

#include <stdlib.h>

bool script_tick(struct session *session, struct error *error)
{
    bool plays = session->player.playing && session->player.goal < 0;
    session->stamp = stamp_new();
    if (plays && !brakes_look(session, false, error))
        return false;
    sim_step(session->sim);
    if (session->player.budget > 0 && session->sim->clock == session->player.budget)
        player_pause(&session->player);
    bool good = appointments_keep(session, error) && hold_look(session, error) &&
                (!plays || brakes_look(session, true, error));
    session_follow(session);
    return good;
}

int script_slice_ticks(const struct session *session)
{
    enum { MOST = 16 }; /* balls have other work, too */
    int64_t ticks = problem_slice_points(sim_problem(session->sim)) / session->sim->ball_count;
    return ticks < 1 ? 1 : ticks < MOST ? (int)ticks : MOST;
}

bool script_is_late(const struct limits *limits)
{
    return limits && limits->late && limits->late(limits->context);
}

bool script_stops(const struct session *session, const struct limits *limits)
{
    return limits && limits->stops && limits->last == session->sim->clock;
}

/* Where a jump on the record leads to. */
static int64_t next_stop(const struct session *session, const struct limits *limits, int64_t goal)
{
    int64_t clock = session->sim->clock, end = session->sim->end;
    if (goal < clock)
        return goal;
    end = end < goal ? end : goal;
    if (limits && limits->stops && limits->last > clock && limits->last < end)
        end = limits->last;
    return script_next_appointment(&session->script, clock, end);
}

/* Goes on towards the goal: in one jump where there is a record, else tick by tick. */
bool script_approach(struct session *session, const struct limits *limits, struct error *error)
{
    struct sim *sim = session->sim;
    const int64_t *goal = &session->player.goal;
    int slice = script_slice_ticks(session);
    while (*goal >= 0 && sim->clock != *goal) {
        if (script_stops(session, limits))
            return true;
        bool on_record = *goal < sim->clock || sim->clock < sim->end;
        if (on_record)
            sim_seek(sim, next_stop(session, limits, *goal));
        if (!(on_record ? appointments_keep(session, error) : script_tick(session, error)))
            return false;
        session_follow(session);
        if (sim->clock % slice == 0 && script_is_late(limits))
            return true;
    }
    player_stay(&session->player);
    return true;
}

bool script_search(struct session *session, struct error *error)
{
    return race_work(session, error) && (session->search || appointments_meet(session, error));
}

bool script_say(struct session *session, const struct speaker *speaker, const char *line,
                int number, bool shown, struct error *error)
{
    session->script.line = number;
    session->script.shown = shown;
    bool good = command_say(session, line, speaker, error);
    session->script.line = 0;
    session->script.shown = false;
    return good;
}

/* The numbers are set by a command of their own: so it can be undone, and a tape has it. */
static bool tune(struct session *session, const struct limits *limits, struct error *error)
{
    struct text line = {0};
    if (tune_goes_on(session, limits, &line))
        return true;
    struct tuning *tuning = session->tuning;
    session->tuning = NULL;
    bool good =
        line.length == 0 || script_say(session, &(struct speaker){.by = BY_HAND}, line.bytes,
                                       session->tuning_line, session->tuning_shown, error);
    if (good)
        tune_tell(session, tuning);
    text_free(&line);
    tuning_free(tuning);
    return good;
}

bool script_work(struct session *session, const struct limits *limits, struct error *error,
                 int *line)
{
    *line = 0;
    while (script_is_busy(session)) {
        session->stamp = stamp_new();
        while (session->search && !tape_stops_search(session)) {
            if (!script_search(session, error))
                return false;
            if (script_is_late(limits))
                return true;
        }
        while (session->tuning) {
            if (!tune(session, limits, error))
                return false;
            if (script_is_late(limits))
                return true;
        }
        if (session->player.goal >= 0 && !script_approach(session, limits, error))
            return false;
        if (session->player.goal >= 0)
            return true;
        if (!script_is_busy(session))
            break;
        struct queued next = script_take(&session->script);
        *line = next.line;
        bool good = script_say(session, &(struct speaker){.by = BY_HAND}, next.command, next.line,
                               next.shown, error);
        free(next.command);
        if (!good)
            return false;
        *line = 0;
    }
    return true;
}

bool script_enqueue(struct session *session, const char *line, int number, struct error *error)
{
    bool waits = session->script.hold.kind != HOLD_NOT &&
                 (session->script.queue_count > 0 || !quiz_takes(session, line, number));
    if (!script_is_busy(session) && !waits && !tape_is_on(session))
        return script_say(session, &(struct speaker){.by = BY_HAND}, line, number, false, error);
    if (number > 0 && !quiz_looks_at(session, line, error))
        return false;
    script_put_last(&session->script, line, number);
    return true;
}

bool script_has_answer(const struct session *session)
{
    const struct script *script = &session->script;
    return quiz_is_open(session) && script->queue_count > 0 && !tape_is_on(session) &&
           quiz_is_answer(script->queue->command);
}

/* The scene's own answer comes first. */
static bool answer_itself(struct session *session)
{
    struct script *script = &session->script;
    struct error error;
    if (!script_has_answer(session))
        return false;
    struct queued next = script_take(script);
    const struct speaker speaker = {.by = BY_HAND};
    bool good = script_say(session, &speaker, next.command, next.line, next.shown, &error);
    free(next.command);
    if (!good)
        answers_tell(&session->answers, "line %d of the scene: %.400s", next.line, error.text);
    session->answers.warns |= !good;
    return good;
}

bool script_answer(struct session *session)
{
    if (answer_itself(session))
        return true;
    bool answered = session_answer(session);
    if (answered)
        script_note_key(session, "space");
    return answered;
}
