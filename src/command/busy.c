/* What is under way, and how it is given up. */

#include "rows.h"

bool script_is_busy(const struct session *session)
{
    const struct script *script = &session->script;
    bool waits = script->hold.kind != HOLD_NOT || tape_is_on(session);
    bool goes_on = script->queue_count > 0 &&
                   (!waits || (!tape_is_on(session) &&
                               quiz_takes(session, script->queue->command, script->queue->line)));
    return session->player.goal >= 0 || goes_on || session->tuning ||
           (session->search && !tape_stops_search(session));
}

bool script_interrupt(struct session *session)
{
    bool something = script_is_busy(session) || session->script.hold.kind != HOLD_NOT;
    if (tape_is_on(session) && !tape_acts(session))
        return tape_stop(session);
    if (something)
        script_note_key(session, "ctrl-c");
    session_drop_tuning(session);
    search_release(session->search);
    session->search = NULL;
    player_stay(&session->player);
    script_end_hold(&session->script);
    script_drop_queue(&session->script);
    return something;
}
