#include "script.h"

#include "command.h"
#include "functions.h"

#include "../base/memory.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* --- appointments --- */

/* Those whose tick is not on record any more will come again. */
static void renew_appointments(struct session *session)
{
    for (int i = 0; i < session->script.appointment_count; i++)
        if (session->script.appointments[i].tick > sim_end(session->sim))
            session->script.appointments[i].done = false;
}

/* The error is about a command that was given long ago, and not about the line that led here. */
static void tell_appointment(const struct session *session, const struct appointment *appointment,
                             const struct error *error, struct error *told)
{
    long long row = appointment->tick - sim_born(session->sim, appointment->ball);
    error_set(told, ERROR_NO_PLACE, "at row %lld, `%.80s`: %.250s", row, appointment->command,
              error->text);
}

static bool execute(struct session *session, const char *line, struct error *error);

/* Runs what is due at the present tick, each with its ball selected. All are tried; the first error
 * is told. A `pause` stops playing, but no goto: that one leads where it was told to. */
static bool keep_appointments(struct session *session, struct error *error)
{
    bool good = true;
    for (int i = 0; i < session->script.appointment_count; i++) {
        struct appointment *appointment = &session->script.appointments[i];
        if (appointment->done || appointment->tick != sim_clock(session->sim))
            continue;
        appointment->done = true;
        int selected = session->selected;
        int64_t goal = session->player.goal;
        session->selected = appointment->ball;
        sim_set_appointment(session->sim, true);
        struct error now;
        int line = session->script.line;
        session->script.line = 0;
        appointment->failed = !execute(session, appointment->command, &now);
        if (appointment->failed && good) {
            tell_appointment(session, appointment, &now, error);
            good = false;
        }
        sim_set_appointment(session->sim, false);
        session->script.line = line;
        session->selected = selected;
        player_go_to(&session->player, goal);
    }
    return good;
}

static int64_t next_appointment(const struct session *session, int64_t limit)
{
    for (int i = 0; i < session->script.appointment_count; i++) {
        const struct appointment *appointment = &session->script.appointments[i];
        if (!appointment->done && appointment->tick > sim_clock(session->sim) &&
            appointment->tick < limit)
            limit = appointment->tick;
    }
    return limit;
}

/* --- work --- */

bool script_tick(struct session *session, struct error *error)
{
    session->revision++;
    sim_step(session->sim);
    if (session->player.budget > 0 && sim_clock(session->sim) == session->player.budget)
        player_pause(&session->player);
    bool good = keep_appointments(session, error) && hold_look(session, error);
    session_follow(session);
    return good;
}

int script_slice_ticks(const struct session *session)
{
    enum { MOST = 16 }; /* balls have other work, too */
    int64_t ticks = problem_slice_points(sim_problem(session->sim)) / sim_ball_count(session->sim);
    return ticks < 1 ? 1 : ticks < MOST ? (int)ticks : MOST;
}

bool script_is_busy(const struct session *session)
{
    bool goes_on = session->script.queue_count > 0 && session->script.hold == HOLD_NOT;
    return session->player.goal >= 0 || goes_on || session->race;
}

bool script_is_late(const struct limits *limits)
{
    return limits && limits->late && limits->late(limits->context);
}

bool script_stops(const struct session *session, const struct limits *limits)
{
    return limits && limits->stops && limits->last == sim_clock(session->sim);
}

/* Goes on towards the goal: in one jump where there is a record, else tick by tick. */
static bool approach(struct session *session, const struct limits *limits, struct error *error)
{
    struct sim *sim = session->sim;
    int slice = script_slice_ticks(session);
    while (session->player.goal >= 0 && sim_clock(sim) != session->player.goal) {
        if (script_stops(session, limits))
            return true;
        if (session->player.goal < sim_clock(sim)) {
            sim_seek(sim, session->player.goal);
            if (!keep_appointments(session, error))
                return false;
        } else if (sim_clock(sim) < sim_end(sim)) {
            int64_t end = sim_end(sim) < session->player.goal ? sim_end(sim) : session->player.goal;
            if (limits && limits->stops && limits->last > sim_clock(sim) && limits->last < end)
                end = limits->last;
            sim_seek(sim, next_appointment(session, end));
            if (!keep_appointments(session, error))
                return false;
        } else if (!script_tick(session, error)) {
            return false;
        }
        session_follow(session);
        if (sim_clock(sim) % slice == 0 && script_is_late(limits))
            return true;
    }
    player_stay(&session->player);
    return true;
}

static bool execute_of_scene(struct session *session, const char *line, int number,
                             struct error *error)
{
    session->script.line = number;
    bool good = command_execute(session, line, error);
    session->script.line = 0;
    return good;
}

bool script_work(struct session *session, const struct limits *limits, struct error *error,
                 int *line)
{
    *line = 0;
    while (script_is_busy(session)) {
        session->revision++;
        while (session->race) {
            if (!race_work(session, error))
                return false;
            if (script_is_late(limits))
                return true;
        }
        if (session->player.goal >= 0 && !approach(session, limits, error))
            return false;
        if (session->player.goal >= 0)
            return true;
        if (!script_is_busy(session))
            break;
        struct queued next = script_take(&session->script);
        *line = next.line;
        bool good = execute_of_scene(session, next.command, next.line, error);
        free(next.command);
        if (!good)
            return false;
        *line = 0;
    }
    return true;
}

bool script_enqueue(struct session *session, const char *line, int number, struct error *error)
{
    if (!script_is_busy(session) && session->script.hold == HOLD_NOT)
        return execute_of_scene(session, line, number, error);
    script_put_last(&session->script, line, number);
    return true;
}

bool script_interrupt(struct session *session)
{
    bool something = script_is_busy(session) || session->script.hold != HOLD_NOT;
    player_stay(&session->player);
    script_end_hold(&session->script);
    script_drop_queue(&session->script);
    return something;
}

/* --- one command line --- */

static bool run_line(struct session *session, const char *line, struct error *error)
{
    const char *begin = line + strspn(line, " \t");
    if (!*begin || *begin == '#')
        return true;
    struct command_call call;
    if (!command_parse(session, begin, &call, error) ||
        !call.row->run(session, call.arguments, error)) {
        /* A place inside the arguments becomes one in the line. */
        if (error->offset == ERROR_NO_PLACE)
            error->offset = (int)(call.arguments - line);
        else
            error->offset += (int)(call.arguments - line);
        return false;
    }
    return true;
}

static bool execute(struct session *session, const char *line, struct error *error)
{
    size_t length = strlen(line);
    session->revision++;
    if (length > COMMAND_LENGTH_MAX)
        return error_at(error, COMMAND_LENGTH_MAX, "a command has at most %d bytes, not %zu",
                        COMMAND_LENGTH_MAX, length);
    if (!run_line(session, line, error))
        return false;
    renew_appointments(session);
    return true;
}

bool command_execute(struct session *session, const char *line, struct error *error)
{
    bool good = execute(session, line, error);
    session_follow(session);
    return good;
}

bool script_meet(struct session *session, struct error *error)
{
    renew_appointments(session);
    return keep_appointments(session, error);
}
