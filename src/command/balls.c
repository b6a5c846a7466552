/* The commands that add, select and remove balls, and `all`. */

#include "command.h"

#include "arguments.h"
#include "functions.h"

#include <stdlib.h>
#include <string.h>

bool command_ball(struct session *session, const char *arguments, struct error *error)
{
    sim_try(session->sim, true);
    bool good = ball_furnish(session, session->selected, arguments, error);
    sim_try(session->sim, false);
    int ball = good ? sim_add_ball(session->sim, error) : -1;
    if (ball < 0)
        return false;
    if (!ball_furnish(session, ball, arguments, error)) {
        struct error ignored;
        sim_remove_ball(session->sim, ball, &ignored);
        return false;
    }
    session->selected = ball;
    session->chosen = 0;
    return true;
}

static bool read_ball(const struct session *session, const char *arguments, int *ball,
                      struct error *error)
{
    struct reader reader = reader_begin(arguments);
    int64_t number;
    if (!reader_count(&reader, session, "", "the ball", 1, sim_ball_count(session->sim), &number,
                      error))
        return false;
    *ball = (int)number - 1;
    return true;
}

bool command_select(struct session *session, const char *arguments, struct error *error)
{
    int ball;
    if (!read_ball(session, arguments, &ball, error))
        return false;
    session->selected = ball;
    session->chosen = 0;
    return true;
}

static void cancel_appointments(struct session *session, int ball)
{
    int kept = 0;
    for (int i = 0; i < session->appointment_count; i++) {
        struct appointment *appointment = &session->appointments[i];
        if (appointment->ball == ball) {
            free(appointment->command);
            continue;
        }
        if (appointment->ball > ball)
            appointment->ball--;
        session->appointments[kept++] = *appointment;
    }
    session->appointment_count = kept;
}

bool command_remove(struct session *session, const char *arguments, struct error *error)
{
    int ball;
    if (!read_ball(session, arguments, &ball, error) || !sim_remove_ball(session->sim, ball, error))
        return false;
    cancel_appointments(session, ball);
    if (session->selected > ball || session->selected == sim_ball_count(session->sim))
        session->selected--;
    session->chosen = 0;
    return true;
}

/* Runs a command for every ball: first only trying, so that either all are changed or none. */
bool command_all(struct session *session, const char *arguments, struct error *error)
{
    struct reader reader = reader_begin(arguments);
    struct command_call call;
    if (reader_ended(&reader))
        return error_at(error, 0, "expected a command, as in `all eta 0.1`");
    if (!command_parse(session, reader.at, &call, error)) {
        error->offset += reader_offset(&reader);
        return false;
    }
    if (!(call.row->flags & COMMAND_PER_BALL))
        return error_at(error, reader_offset(&reader),
                        "`all` is for commands that act on a ball; %s does not", call.row->name);
    int selected = session->selected, chosen = session->chosen;
    bool good = true;
    for (int trying = 1; trying >= 0 && good; trying--) {
        sim_try(session->sim, trying);
        for (int i = 0; i < sim_ball_count(session->sim) && good; i++) {
            session->selected = i;
            good = call.row->run(session, call.arguments, error);
        }
        sim_try(session->sim, false);
    }
    session->selected = selected;
    session->chosen = chosen;
    if (!good && error->offset != ERROR_NO_PLACE)
        error->offset += (int)(call.arguments - arguments);
    return good;
}
