/* The commands that fork, select and remove balls, and `all`. */

#include "rows.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* --- fork --- */

static bool is_of_ball(const struct sim *sim, int ball, const char *name)
{
    return strcmp(name, "eta") == 0 || recipe_value(sim_recipe(sim, ball), name) ||
           !lets_find(&sim_problem(sim)->lets, name);
}

/* Whether what waits concerns one ball alone: then a fork has it, too. The name of a number may be
 * one that the ball is yet to have. */
static bool is_inherited(const struct reader *in, const struct appointment *appointment)
{
    const struct session *session = in->session;
    struct command_call call;
    struct error error;
    char name[NAME_SIZE];
    if (!command_parse(in->commands, session, appointment->command, &call, &error) ||
        !(call.row.flags & COMMAND_PER_BALL))
        return false;
    return strcmp(call.row.name, "set") != 0 || name_scan(call.arguments, name) == 0 ||
           is_of_ball(session->sim, appointment->ball, name);
}

/* The balls from `child` on have moved up by one; what its parent is to do, it does right after.
 * Conditions name other balls then than those they held for. */
static void inherit_appointments(struct reader *in, int parent, int child)
{
    struct script *script = &in->session->script;
    if (child < in->session->sim->ball_count - 1)
        script_drop_held(script, -1);
    for (int i = 0; i < script->appointment_count; i++) {
        struct appointment *appointment = &script->appointments[i];
        appointment->ball += appointment->ball >= child;
        if (appointment->ball == parent && is_inherited(in, appointment))
            script_twin_appointment(script, i++, child);
    }
}

static bool fork_with(struct reader *in, const struct choice *choice)
{
    struct session *session = in->session;
    int parent = session->selected;
    for (int i = 0; i < choice->count; i++) {
        const struct named_value *given = &choice->values[i];
        if (!is_of_ball(session->sim, parent, given->name))
            return reader_error_in(in, choice->text + given->place,
                                   "%s is the same for all balls: set it with `%s VALUE`",
                                   given->name, given->name);
    }
    int child =
        try_furnish(in, parent, choice, true) ? sim_fork_ball(session->sim, parent, in->error) : -1;
    if (child < 0)
        return false;
    inherit_appointments(in, parent, child);
    look_with_ball(&session->look, child);
    session_select(session, child);
    return furnish(in, child, choice, true);
}

static bool run_fork(struct reader *in)
{
    struct choice choice;
    char called[NAME_SIZE];
    if (!reader_has_no_start(in) || !reader_cut_name(in, called) || !reader_choice(in, &choice))
        return false;
    if (*choice.text)
        return reader_error_in(in, choice.text,
                               "expected numbers of the ball, as in `fork eta=0.3`");
    if (!fork_with(in, &choice))
        return false;
    sim_name_ball(in->session->sim, in->session->selected, called);
    return true;
}

static void offer_fork(const struct offering *offering)
{
    const struct session *session = offering->session;
    offer_numbers(offering, 1 + sim_recipe(session->sim, session->selected)->values.count, "=");
}

/* --- names --- */

static bool run_name(struct reader *in)
{
    const char *name = reader_rest(in);
    if (!reader_check_name(in, name))
        return false;
    sim_name_ball(in->session->sim, in->session->selected, name);
    return true;
}

/* --- select and remove --- */

bool read_ball(struct reader *in, int *ball)
{
    const struct sim *sim = in->session->sim;
    const struct formula_row *row = catalogue_optimizer(in->at);
    int64_t number;
    int with_row = 0;
    for (int i = 0; i < sim->ball_count; i++) {
        bool named = *in->at && strcmp(sim->balls[i]->name, in->at) == 0;
        bool has_row = row && sim_recipe(sim, i)->rule->row == row;
        with_row += has_row;
        if (named || has_row)
            *ball = i;
        if (named)
            return true;
    }
    if (with_row > 1)
        return reader_error(
            in, "several balls have that optimizer; expected the number of one, or its name");
    if (with_row == 1)
        return true;
    if (!reader_count(in, "", "the ball", 1, sim->ball_count, &number))
        return false;
    *ball = (int)number - 1;
    return true;
}

static void offer_balls(const struct offering *offering)
{
    const struct session *session = offering->session;
    for (int i = 0; i < session->sim->ball_count && !*offering->first; i++) {
        const struct formula_row *row = sim_recipe(session->sim, i)->rule->row;
        char number[16];
        snprintf(number, sizeof number, "%d", i + 1);
        offer_choice(offering, number, row ? row->name : "a typed rule", i == session->selected);
    }
}

static bool run_select(struct reader *in)
{
    int ball;
    if (!read_ball(in, &ball))
        return false;
    session_select(in->session, ball);
    return true;
}

/* Before the ball goes. What `all` and lets have done to others stays on record, so another ball
 * has kept that appointment now: the first one, if it was there. */
static void cancel_appointments(struct reader *in, int ball)
{
    struct script *script = &in->session->script;
    int kept = 0, heir = ball == 0;
    int64_t heir_born = in->session->sim->balls[heir]->born;
    for (int i = 0; i < script->appointment_count; i++) {
        struct appointment appointment = script->appointments[i];
        bool own = appointment.ball == ball;
        bool concerns_others = appointment.done && !appointment.failed &&
                               appointment.tick >= heir_born && !is_inherited(in, &appointment);
        appointment.ball = own ? heir : appointment.ball;
        appointment.ball -= appointment.ball > ball;
        if (!own || concerns_others)
            script->appointments[kept++] = appointment;
        else
            free(appointment.command);
    }
    script->appointment_count = kept;
}

static bool run_remove(struct reader *in)
{
    struct session *session = in->session;
    int ball;
    if (!read_ball(in, &ball))
        return false;
    if (session->sim->ball_count > 1)
        cancel_appointments(in, ball);
    if (!sim_remove_ball(session->sim, ball, in->error))
        return false;
    script_drop_held(&session->script, -1); /* which name balls by their numbers */
    look_without_ball(&session->look, ball);
    bool moves = session->selected > ball || session->selected == session->sim->ball_count;
    session_select(session, session->selected - moves);
    return true;
}

/* --- starts --- */

/* The first ball alone, without a name. */
static void leave_first(struct reader *in)
{
    struct sim *sim = in->session->sim;
    struct error impossible;
    while (sim->ball_count > 1) {
        cancel_appointments(in, sim->ball_count - 1);
        sim_remove_ball(sim, sim->ball_count - 1, &impossible);
    }
    sim_name_ball(sim, 0, "");
    session_select(in->session, 0);
}

/* From the upper left to the lower right, in the middles of as many parts of the view. */
static bool run_starts(struct reader *in)
{
    struct session *session = in->session;
    struct sim *sim = session->sim;
    const struct region *view = &session->look.region;
    int64_t across, down;
    int offset = reader_offset(in);
    if (!reader_grid(in, &across, &down) || !reader_finish(in))
        return false;
    if (down > 1 && region_is_line(view))
        return error_at(in->error, offset,
                        "the surface is a function of x alone; expected one number, as in `starts "
                        "%lld`",
                        (long long)across);
    if (across * down > BALLS_MAX)
        return error_at(in->error, offset,
                        "%lldx%lld are %lld balls, and there can be %d: `crowd %lldx%lld` shows "
                        "more than that",
                        (long long)across, (long long)down, (long long)(across * down), BALLS_MAX,
                        (long long)across, (long long)down);
    session_begin_run(session);
    leave_first(in);
    sim_reset(sim);
    for (int i = 0; i < across * down; i++) {
        struct point start = {
            view->x0 + ((double)(i % across) + 0.5) / (double)across * (view->x1 - view->x0),
            view->y1 - ((double)(i / across) + 0.5) / (double)down * (view->y1 - view->y0)};
        int ball = i == 0 ? 0 : sim_add_ball_like(sim, 0, in->error);
        sim_set_ball_start(sim, ball, &start);
    }
    return true;
}

/* --- all --- */

/* Runs a command for every ball: first only trying, so that either all are changed or none. */
static bool run_all(struct reader *in)
{
    struct session *session = in->session;
    struct command_call call;
    int offset = reader_offset(in);
    if (reader_ended(in))
        return error_at(in->error, 0, "expected a command, as in `all eta 0.1`");
    if (!command_parse(in->commands, session, in->at, &call, in->error))
        return reader_blame(in, in->at);
    if (!(call.row.flags & COMMAND_PER_BALL))
        return error_at(in->error, offset, "`all` is for commands that act on a ball; %s does not",
                        call.row.name);
    int selected = session->selected, chosen = session->chosen;
    bool good = true;
    for (int trying = 1; trying >= 0 && good; trying--) {
        session->sim->trying = trying;
        for (int i = 0; i < session->sim->ball_count && good; i++) {
            session->selected = i;
            good = command_run(in->commands, &call, session, in->error);
        }
        session->sim->trying = false;
    }
    session->selected = selected;
    session->chosen = chosen;
    if (!good && in->error->offset != ERROR_NO_PLACE)
        in->error->offset += reader_place(in, call.arguments);
    return good;
}

const struct command_row ball_commands[] = {
    {"fork", "[name=value ...]", "copies the selected ball: the copy goes its own way from here",
     "fork eta=0.3 momentum=0.9", run_fork, CHANGES, offer_fork, reword_numbers,
     "twin|copy|duplicate|clone"},
    {"name", "NAME", "what the selected ball is called", "name fast", run_name, SETS | CHANGES,
     NULL},
    {"select", "N | NAME", "selects a ball", "select 1", run_select, TIMED | SETS, offer_balls,
     .others = "select ball|choose|choose ball|pick|switch to"},
    {"remove", "N | NAME", "removes a ball", NULL, run_remove, CHANGES, offer_balls,
     .others = "remove ball|delete|delete ball|del|drop|kill"},
    {"starts", "COLUMNSxROWS",
     "a ball at each point of a lattice over the view, as the first one is", "starts 4x3",
     run_starts, COMMAND_MEETS | CHANGES | SETS, .others = "start lattice|start grid|lattice"},
    {"all", "COMMAND", "gives a command to all balls, or to none if one fails", "all eta 0.1",
     run_all, TIMED | CHANGES, NULL, reword_command, "every|each|all balls|everyone"},
    {0},
};
