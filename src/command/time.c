/* The commands of the clock: run and pause, step, back, goto, reset, and appointments. */

#include "rows.h"

#include <string.h>

/* Among `NAME=VALUE ...`. */
static bool has_start(const char *arguments)
{
    struct span rest = span_of(arguments), name;
    bool any = false;
    while (span_trimmed(rest).length > 0) {
        struct span item = typed_item(&rest);
        any |= span_key(item, &name) && span_is(name, "start");
    }
    return any;
}

static bool run_at(struct reader *in)
{
    struct session *session = in->session;
    int64_t row;
    if (!reader_count(in, " \t", "the iteration", 0, FAREST, &row))
        return false;
    int offset = reader_offset(in);
    if (reader_ended(in))
        return error_at(in->error, offset, "expected a command, as in `at 50 eta 0.05`");
    struct command_call call;
    const char *command = reader_rest(in);
    if (!command_parse(in->commands, session, command, &call, in->error))
        return reader_blame(in, command);
    if (!(call.row.flags & COMMAND_TIMED))
        return error_at(in->error, offset, "%s cannot wait for an iteration", call.row.name);
    if (strcmp(call.row.name, "set") == 0 && has_start(call.arguments))
        return error_at(in->error, offset,
                        "a start is of iteration 0, and cannot wait for another");
    int64_t tick = session->sim->balls[session->selected]->born + row;
    script_add_appointment(&session->script, session->selected, tick, command);
    return true;
}

static bool run_play(struct reader *in)
{
    player_play(&in->session->player);
    return true;
}

static bool run_pause(struct reader *in)
{
    if (!reader_ended(in))
        return brake_read(in);
    player_pause(&in->session->player);
    player_stay(&in->session->player);
    return true;
}

static bool lead(struct session *session, int64_t tick)
{
    player_pause(&session->player);
    player_go_to(&session->player, tick);
    return true;
}

static bool run_step(struct reader *in)
{
    int64_t steps = 1, clock = in->session->sim->clock;
    if (!reader_ended(in) && !reader_count(in, "", "the number of steps", 1, FAREST, &steps))
        return false;
    bool back = strcmp(in->row->name, "back") == 0;
    return lead(in->session, !back ? clock + steps : steps < clock ? clock - steps : 0);
}

static bool run_goto(struct reader *in)
{
    int64_t tick;
    return reader_count(in, "", "the iteration", 0, FAREST, &tick) && lead(in->session, tick);
}

static bool run_reset(struct reader *in)
{
    session_begin_run(in->session);
    sim_reset(in->session->sim);
    script_renew_appointments(&in->session->script, -1);
    return true;
}

const struct command_row time_commands[] = {
    {"at", "N COMMAND", "gives a command when the selected ball is at iteration N",
     "at 50 eta 0.05", run_at, COMMAND_MEETS, NULL, reword_command, "at step|at iteration"},
    {"run", "", "plays", "run", run_play, TIMED | PASSES,
     .others = "play|go|continue|train|animate"},
    {"pause", "[when CONDITION | when off]",
     "pauses; or as soon as a condition comes to hold while it plays", "pause when loss(1) < 0.1",
     run_pause, TIMED | PASSES, offer_brake, .with = TIMED, .others = "stop|halt|freeze"},
    {"step", "[N]", "goes one iteration forward, or N", "step 10", run_step, LEADS, NULL,
     reword_value, "steps|forward|next step|advance|iterate|optimizer.step()|optimizer.step"},
    {"back", "[N]", "goes one iteration back, or N", "back", run_step, LEADS, NULL, reword_value,
     "backward|back up|step back|steps back|previous step"},
    {"goto", "N", "goes to iteration N, forward or back", "goto 100", run_goto, LEADS | SETS, NULL,
     reword_value, "go to|go to step|go to iteration|goto step|jump|jump to|seek"},
    {"reset", "", "goes back to the start, with the present numbers", "reset", run_reset,
     COMMAND_MEETS, .others = "restart|rewind|start over|start again|begin again|to start"},
    {0},
};
