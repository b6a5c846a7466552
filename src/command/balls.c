/* The commands that add, fork, select and remove balls, and `all`. */

#include "command.h"

#include "arguments.h"
#include "functions.h"

#include "../base/memory.h"

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

/* --- fork --- */

static bool is_of_ball(const struct sim *sim, int ball, const char *name)
{
    return strcmp(name, "eta") == 0 || recipe_value(sim_recipe(sim, ball), name) ||
           !lets_find(&sim_problem(sim)->lets, name);
}

/* Whether what waits concerns one ball alone: then a fork has it, too. The name of a number may be
 * one that the ball is yet to have. */
static bool is_inherited(const struct session *session, const struct appointment *appointment)
{
    struct command_call call;
    struct error error;
    char name[NAME_SIZE];
    if (!command_parse(session, appointment->command, &call, &error) ||
        !(call.row->flags & COMMAND_PER_BALL))
        return false;
    return strcmp(call.row->name, "set") != 0 || name_scan(call.arguments, name) == 0 ||
           is_of_ball(session->sim, appointment->ball, name);
}

/* The balls from `child` on have moved up by one; what its parent is to do, it does right after. */
static void inherit_appointments(struct session *session, int parent, int child)
{
    int count = session->script.appointment_count, made = 0;
    struct appointment *all = memory_new(2 * (size_t)count, sizeof *all);
    for (int i = 0; i < count; i++) {
        struct appointment appointment = session->script.appointments[i];
        appointment.ball += appointment.ball >= child;
        all[made++] = appointment;
        if (session->script.appointments[i].ball != parent || !is_inherited(session, &appointment))
            continue;
        appointment.ball = child;
        appointment.command = memory_copy(appointment.command);
        all[made++] = appointment;
    }
    free(session->script.appointments);
    session->script.appointments = all;
    session->script.appointment_count = made;
    session->script.appointment_capacity = 2 * count;
}

/* The numbers that a fork is given; only looked at while the simulation is trying. */
static bool set_numbers(struct session *session, int ball, const struct named_value *values,
                        int count, int offset, struct error *error)
{
    for (int i = 0; i < count; i++) {
        const char *name = values[i].name;
        bool own = is_of_ball(session->sim, ball, name);
        if (own && sim_set_value(session->sim, ball, name, values[i].value, error))
            continue;
        if (!own)
            error_set(error, 0, "%s is the same for all balls: set it by `%s VALUE`", name, name);
        error->offset = offset + values[i].place;
        return false;
    }
    return true;
}

static bool fork_with(struct session *session, const struct named_value *values, int count,
                      int offset, struct error *error)
{
    int parent = session->selected;
    sim_try(session->sim, true);
    bool good = set_numbers(session, parent, values, count, offset, error);
    sim_try(session->sim, false);
    int child = good ? sim_fork_ball(session->sim, parent, error) : -1;
    if (child < 0)
        return false;
    inherit_appointments(session, parent, child);
    session->selected = child;
    session->chosen = 0;
    return set_numbers(session, child, values, count, offset, error);
}

bool command_fork(struct session *session, const char *arguments, struct error *error)
{
    struct reader reader = reader_begin(arguments);
    int offset = reader_offset(&reader), count;
    char *text = reader_rest(&reader);
    struct named_value *values = memory_new(VALUES_MAX, sizeof *values);
    bool good = pairs_split(session, text, offset, values, VALUES_MAX, &count, error);
    if (good && *text)
        good = error_at(error, offset, "expected numbers of the ball, as in `fork eta=0.3`");
    good = good && fork_with(session, values, count, offset, error);
    free(values);
    free(text);
    return good;
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

/* Before the ball goes. What `all` and lets have done to others stays on record, so another ball
 * has kept that appointment now: the first one, if it was there. */
static void cancel_appointments(struct session *session, int ball)
{
    int kept = 0, heir = ball == 0;
    for (int i = 0; i < session->script.appointment_count; i++) {
        struct appointment appointment = session->script.appointments[i];
        if (appointment.ball == ball) {
            bool concerns_others = appointment.done && !appointment.failed &&
                                   appointment.tick >= sim_born(session->sim, heir) &&
                                   !is_inherited(session, &appointment);
            if (!concerns_others) {
                free(appointment.command);
                continue;
            }
            appointment.ball = heir;
        }
        appointment.ball -= appointment.ball > ball;
        session->script.appointments[kept++] = appointment;
    }
    session->script.appointment_count = kept;
}

bool command_remove(struct session *session, const char *arguments, struct error *error)
{
    int ball;
    if (!read_ball(session, arguments, &ball, error))
        return false;
    if (sim_ball_count(session->sim) > 1)
        cancel_appointments(session, ball);
    if (!sim_remove_ball(session->sim, ball, error))
        return false;
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
