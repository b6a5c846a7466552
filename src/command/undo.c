/* `undo` and `redo`: the way back through the journal; `resume`, to one that was recorded. */

#include "rows.h"

#include <string.h>

/* Or redo. */
static bool run_undo(struct reader *in)
{
    struct session *session = in->session;
    bool undo = strcmp(in->row->name, "undo") == 0;
    const char *what = undo ? session_undo(session) : session_redo(session);
    if (!what)
        return error_at(in->error, ERROR_NO_PLACE, "there is nothing to %s", in->row->name);
    bool bare = strcmp(what, "answer") == 0; /* the key or the line that shows it, or goes on */
    bool shows = bare && (undo ? quiz_is_open(session) : quiz_is_shown(session));
    answers_tell(&session->answers, "%sne: %.200s, at iteration %lld%s", in->row->name,
                 shows  ? "the answer is shown"
                 : bare ? "going on from the question"
                        : what,
                 (long long)session->sim->clock,
                 bare && !shows && undo ? "; it stands again with its answer, and Enter goes on"
                                        : "");
    return true;
}

static bool run_resume(struct reader *in)
{
    bool to_end = reader_takes(in, "end");
    if (!reader_finish(in))
        return false;
    if (tape_acts(in->session))
        return true;
    if (in->session->host.beside)
        return error_at(in->error, ERROR_NO_PLACE,
                        "a recorded session plays alone: `compare off` first");
    if (!in->session->tape)
        return error_at(in->error, ERROR_NO_PLACE, "there is no recording to go back to");
    tape_resume(in->session, to_end);
    return true;
}

static void offer_resume(const struct offering *offering)
{
    if (!*offering->first)
        offer(offering, "end", "", "straight to its end");
}

const struct command_row undo_commands[] = {
    {"undo", "", "takes back the last command: everything is as it was just before it", NULL,
     run_undo, COMMAND_PASSES, .others = "take back|revert"},
    {"redo", "", "brings back what was undone last, until another command is given", NULL, run_undo,
     COMMAND_PASSES, NULL},
    {"resume", "[end]", "goes back to the recorded session where you left it, or to its end", NULL,
     run_resume, ASKS, offer_resume},
    {0},
};
