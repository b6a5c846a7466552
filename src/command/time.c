/* The commands of the clock: run and pause, step, back, goto, reset, and appointments. */

#include "command.h"

#include "arguments.h"
#include "functions.h"

#include "../base/memory.h"

#include <stdlib.h>

#define FAREST INT64_C(1000000000000) /* ticks: more than anybody waits for, exact in a double */

static bool nothing_more(const char *arguments, struct error *error)
{
    struct reader reader = reader_begin(arguments);
    return reader_finish(&reader, error);
}

bool command_at(struct session *session, const char *arguments, struct error *error)
{
    struct reader reader = reader_begin(arguments);
    int64_t row;
    if (!reader_count(&reader, session, " \t", "the row", 0, FAREST, &row, error))
        return false;
    if (reader_ended(&reader))
        return error_at(error, reader_offset(&reader),
                        "expected a command, as in `at 50 eta 0.05`");
    struct command_call call;
    if (!command_parse(session, reader.at, &call, error)) {
        error->offset += reader_offset(&reader);
        return false;
    }
    if (!(call.row->flags & COMMAND_TIMED))
        return error_at(error, reader_offset(&reader), "%s cannot wait for a row", call.row->name);
    int index = session->script.appointment_count;
    script_add_appointment(&session->script,
                           (struct appointment){
                               .ball = session->selected,
                               .tick = sim_born(session->sim, session->selected) + row,
                               .command = reader_rest(&reader),
                           });
    if (script_meet(session, error))
        return true;
    if (session->script.appointments[index].failed) { /* it was for now: an error of this line */
        free(session->script.appointments[index].command);
        session->script.appointment_count--;
    }
    return false;
}

bool command_run(struct session *session, const char *arguments, struct error *error)
{
    if (!nothing_more(arguments, error))
        return false;
    player_play(&session->player);
    return true;
}

bool command_pause(struct session *session, const char *arguments, struct error *error)
{
    if (!nothing_more(arguments, error))
        return false;
    player_pause(&session->player);
    player_stay(&session->player);
    return true;
}

static void lead(struct session *session, int64_t tick)
{
    player_pause(&session->player);
    player_go_to(&session->player, tick);
}

static bool read_steps(struct session *session, const char *arguments, int64_t *steps,
                       struct error *error)
{
    struct reader reader = reader_begin(arguments);
    *steps = 1;
    return reader_ended(&reader) ||
           reader_count(&reader, session, "", "the number of steps", 1, FAREST, steps, error);
}

bool command_step(struct session *session, const char *arguments, struct error *error)
{
    int64_t steps;
    if (!read_steps(session, arguments, &steps, error))
        return false;
    lead(session, sim_clock(session->sim) + steps);
    return true;
}

bool command_back(struct session *session, const char *arguments, struct error *error)
{
    int64_t steps;
    if (!read_steps(session, arguments, &steps, error))
        return false;
    int64_t clock = sim_clock(session->sim);
    lead(session, steps < clock ? clock - steps : 0);
    return true;
}

bool command_goto(struct session *session, const char *arguments, struct error *error)
{
    struct reader reader = reader_begin(arguments);
    int64_t tick;
    if (!reader_count(&reader, session, "", "the iteration", 0, FAREST, &tick, error))
        return false;
    lead(session, tick);
    return true;
}

bool command_reset(struct session *session, const char *arguments, struct error *error)
{
    if (!nothing_more(arguments, error))
        return false;
    session_begin_run(session);
    sim_reset(session->sim);
    for (int i = 0; i < session->script.appointment_count; i++)
        session->script.appointments[i].done = false;
    return script_meet(session, error);
}

bool command_speed(struct session *session, const char *arguments, struct error *error)
{
    struct reader reader = reader_begin(arguments);
    double speed;
    if (!reader_number(&reader, session, "", "the steps per second", &speed, error))
        return false;
    if (!(speed >= 0.1 && speed <= 1e6))
        return error_at(error, 0,
                        "the speed must be from 0.1 to 1000000 steps per second, not %.9g", speed);
    session->player.speed = speed;
    return true;
}
