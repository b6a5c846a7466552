/* `undo` and `redo`: the way back through the journal. */

#include "rows.h"

static bool move(struct reader *in, const char *(*to)(struct session *session), const char *verb)
{
    struct session *session = in->session;
    if (!reader_finish(in))
        return false;
    const char *what = to(session);
    if (!what)
        return error_at(in->error, ERROR_NO_PLACE, "there is nothing to %s", verb);
    answers_tell(&session->answers, "%s: %.200s, at iteration %lld",
                 to == session_undo ? "undone" : "redone", what, (long long)session->sim->clock);
    return true;
}

static bool run_undo(struct reader *in)
{
    return move(in, session_undo, "undo");
}

static bool run_redo(struct reader *in)
{
    return move(in, session_redo, "redo");
}

const struct command_row undo_commands[] = {
    {"undo", "", "takes the last command back: all is as it was just before it", NULL, run_undo,
     COMMAND_PASSES, NULL},
    {"redo", "", "brings back what was undone last, until another command is given", NULL, run_redo,
     COMMAND_PASSES, NULL},
    {0},
};
