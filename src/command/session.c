#include "session.h"

#include "command.h"
#include "functions.h"

#include "../base/memory.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void session_set_context(struct session *session, void *context)
{
    session->services_context = context;
}

struct session *session_new(void)
{
    struct session *session = memory_new(1, sizeof *session);
    session->sim = sim_new();
    session->view = sim_surface(session->sim)->domain;
    session->scale = SCALE_LOG;
    session->colormap = &colormap_rows[0];
    for (int i = 0; i < LAYER_COUNT; i++)
        session->layers[i] = layer_rows[i].shown;
    session->views[0] = VIEW_MAP;
    session->view_count = 1;
    session->turn = TURN_FIRST;
    session->tilt = TILT_FIRST;
    charts_show_all(session);
    session->cursor = -1;
    session->title = memory_copy("");
    session->caption = memory_copy("");
    session->path = memory_copy("");
    session->speed = 4;
    session->goal = -1;
    return session;
}

static void clear(struct session *session)
{
    sim_free(session->sim);
    free(session->title);
    free(session->caption);
    free(session->path);
    for (int i = 0; i < session->appointment_count; i++)
        free(session->appointments[i].command);
    free(session->appointments);
    ghosts_clear(session);
    plot_clear(session);
    for (int i = 0; i < session->queue_count; i++)
        free(session->queue[i].command);
    free(session->queue);
    for (int i = 0; i < session->expectation_count; i++)
        free(session->expectations[i].command);
    free(session->expectations);
    race_free(session->race);
    hold_end(session);
    text_free(&session->page);
    text_free(&session->notice);
}

void session_free(struct session *session)
{
    if (!session)
        return;
    clear(session);
    free(session);
}

void session_replace(struct session *session, struct session *other)
{
    clear(session);
    other->services = session->services;
    other->services_context = session->services_context;
    other->recording = session->recording;
    *session = *other;
    free(other);
}

void session_tell(struct session *session, const char *format, ...)
{
    char line[512];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(line, sizeof line, format, arguments);
    va_end(arguments);
    text_clear(&session->notice);
    text_add(&session->notice, "%s", line);
}

bool session_number(const struct session *session, int index, struct named_value *number)
{
    const struct sim *sim = session->sim;
    int values = sim_value_count(sim, session->selected);
    if (index < 0 || index > values + sim_let_count(sim))
        return false;
    if (index == 0) {
        *number = (struct named_value){.name = "eta", .value = sim_eta0(sim, session->selected)};
        return true;
    }
    *number = index <= values ? *sim_value(sim, session->selected, index - 1)
                              : *sim_let(sim, index - 1 - values);
    return true;
}

/* --- appointments --- */

/* Those whose tick is not on record any more will come again. */
static void renew_appointments(struct session *session)
{
    for (int i = 0; i < session->appointment_count; i++)
        if (session->appointments[i].tick > sim_end(session->sim))
            session->appointments[i].done = false;
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
    for (int i = 0; i < session->appointment_count; i++) {
        struct appointment *appointment = &session->appointments[i];
        if (appointment->done || appointment->tick != sim_clock(session->sim))
            continue;
        appointment->done = true;
        int selected = session->selected;
        int64_t goal = session->goal;
        session->selected = appointment->ball;
        sim_begin_appointment(session->sim);
        struct error now;
        int line = session->line;
        session->line = 0;
        appointment->failed = !execute(session, appointment->command, &now);
        if (appointment->failed && good) {
            tell_appointment(session, appointment, &now, error);
            good = false;
        }
        sim_end_appointment(session->sim);
        session->line = line;
        session->selected = selected;
        session->goal = goal;
    }
    return good;
}

static int64_t next_appointment(const struct session *session, int64_t limit)
{
    for (int i = 0; i < session->appointment_count; i++) {
        const struct appointment *appointment = &session->appointments[i];
        if (!appointment->done && appointment->tick > sim_clock(session->sim) &&
            appointment->tick < limit)
            limit = appointment->tick;
    }
    return limit;
}

/* --- work --- */

bool session_tick(struct session *session, struct error *error)
{
    session->revision++;
    sim_step(session->sim);
    if (session->budget > 0 && sim_clock(session->sim) == session->budget)
        session->playing = false;
    bool good = keep_appointments(session, error) && hold_look(session, error);
    session_follow(session);
    return good;
}

int session_slice_ticks(const struct session *session)
{
    enum { MOST = 16 }; /* balls have other work, too */
    int64_t ticks = sim_slice_points(session->sim) / sim_ball_count(session->sim);
    return ticks < 1 ? 1 : ticks < MOST ? (int)ticks : MOST;
}

bool session_is_busy(const struct session *session)
{
    bool goes_on = session->queue_count > 0 && session->hold == HOLD_NOT;
    return session->goal >= 0 || goes_on || session->race;
}

/* Goes on towards the goal: in one jump where there is a record, else tick by tick. */
static bool approach(struct session *session, bool (*out_of_time)(void *), void *context,
                     struct error *error)
{
    struct sim *sim = session->sim;
    int slice = session_slice_ticks(session);
    while (session->goal >= 0 && sim_clock(sim) != session->goal) {
        if (session->goal < sim_clock(sim)) {
            sim_seek(sim, session->goal);
            if (!keep_appointments(session, error))
                return false;
        } else if (sim_clock(sim) < sim_end(sim)) {
            int64_t end = sim_end(sim) < session->goal ? sim_end(sim) : session->goal;
            sim_seek(sim, next_appointment(session, end));
            if (!keep_appointments(session, error))
                return false;
        } else if (!session_tick(session, error)) {
            return false;
        }
        session_follow(session);
        if (sim_clock(sim) % slice == 0 && out_of_time && out_of_time(context))
            return true;
    }
    session->goal = -1;
    return true;
}

static bool execute_of_scene(struct session *session, const char *line, int number,
                             struct error *error)
{
    session->line = number;
    bool good = session_execute(session, line, error);
    session->line = 0;
    return good;
}

bool session_work(struct session *session, bool (*out_of_time)(void *context), void *context,
                  struct error *error, int *line)
{
    *line = 0;
    while (session_is_busy(session)) {
        session->revision++;
        while (session->race) {
            if (!race_work(session, error))
                return false;
            if (out_of_time && out_of_time(context))
                return true;
        }
        if (session->goal >= 0 && !approach(session, out_of_time, context, error))
            return false;
        if (session->goal >= 0)
            return true;
        if (!session_is_busy(session))
            break;
        struct queued next = session->queue[0];
        session->queue_count--;
        memmove(session->queue, session->queue + 1,
                sizeof *session->queue * (size_t)session->queue_count);
        *line = next.line;
        bool good = execute_of_scene(session, next.command, next.line, error);
        free(next.command);
        if (!good)
            return false;
        *line = 0;
    }
    return true;
}

/* Makes room for one more in the queue. */
static struct queued *grow_queue(struct session *session)
{
    if (session->queue_count == session->queue_capacity) {
        session->queue_capacity = session->queue_capacity ? 2 * session->queue_capacity : 16;
        session->queue =
            memory_resize(session->queue, (size_t)session->queue_capacity, sizeof *session->queue);
    }
    return &session->queue[session->queue_count++];
}

bool session_enqueue(struct session *session, const char *line, int number, struct error *error)
{
    if (!session_is_busy(session) && session->hold == HOLD_NOT)
        return execute_of_scene(session, line, number, error);
    *grow_queue(session) = (struct queued){memory_copy(line), number};
    return true;
}

void session_put_first(struct session *session, const char *command, int line)
{
    grow_queue(session);
    memmove(session->queue + 1, session->queue,
            sizeof *session->queue * (size_t)(session->queue_count - 1));
    session->queue[0] = (struct queued){memory_copy(command), line};
}

bool session_interrupt(struct session *session)
{
    bool something = session_is_busy(session) || session->hold != HOLD_NOT;
    session->goal = -1;
    hold_end(session);
    for (int i = 0; i < session->queue_count; i++)
        free(session->queue[i].command);
    session->queue_count = 0;
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

bool session_execute(struct session *session, const char *line, struct error *error)
{
    bool good = execute(session, line, error);
    session_follow(session);
    return good;
}

bool session_meet(struct session *session, struct error *error)
{
    renew_appointments(session);
    return keep_appointments(session, error);
}
