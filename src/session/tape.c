#include "session.h"

#include "../base/memory.h"
#include "../base/stamp.h"

#include <stdlib.h>
#include <string.h>

struct tape *tape_new(const char *path)
{
    struct tape *tape = memory_new(1, sizeof *tape);
    tape->path = memory_copy(path);
    tape->pace = 1;
    tape->sought = -1;
    return tape;
}

void tape_free(struct tape *tape)
{
    if (!tape)
        return;
    for (int i = 0; i < tape->count; i++) {
        free(tape->entries[i].command);
        free(tape->entries[i].source);
    }
    free(tape->entries);
    free(tape->path);
    free(tape->reason);
    free(tape);
}

bool tape_is_on(const struct session *session)
{
    return session->tape && !session->tape->left;
}

bool tape_acts(const struct session *session)
{
    return session->tape && session->tape->acting;
}

bool tape_runs(const struct session *session)
{
    const struct tape *tape = session->tape;
    return tape_is_on(session) &&
           (!tape->paused || tape->rewinds || tape->next < tape->hurry || tape->sought >= 0);
}

bool tape_stops_search(const struct session *session)
{
    return tape_is_on(session) && session->tape->entries[session->tape->next].searching;
}

/* The lines of the scene that it had not come to. */
static void enqueue_rest(struct session *session)
{
    const struct journal *journal = &session->journal;
    const char *rest = NULL;
    int last = 0;
    for (int i = 0; i < journal->count; i++) {
        const struct entry *entry = &journal->entries[i];
        if (entry->undone)
            continue;
        if (entry->source) {
            rest = entry->source;
            last = 0;
        } else if (entry->by == BY_SCENE) {
            last = entry->line;
        }
    }
    size_t length;
    const char *line;
    for (int number = 1; rest && (line = text_next_line(&rest, &length)); number++) {
        char *command = memory_copy_bytes(line, length);
        if (number > last)
            script_put_last(&session->script, command, number);
        free(command);
    }
}

bool tape_stop(struct session *session)
{
    bool ran = tape_runs(session);
    session->stamp = stamp_new();
    session->tape->paused = true;
    session->tape->hurry = 0;
    session->tape->sought = -1;
    return ran;
}

void tape_leave(struct session *session)
{
    struct tape *tape = session->tape;
    tape->left = true;
    tape->back = tape->second;
    tape->back_clock = session->sim->clock;
    if (tape->leads)
        player_go_to(&session->player, tape->goal);
    tape->leads = false;
    if (session->script.hold.line == 0) /* what it was typing is not said by who takes over */
        session->script.hold.line = 1;
    enqueue_rest(session);
}

void tape_resume(struct session *session, bool to_end)
{
    struct tape *tape = session->tape;
    tape->rewinds = tape->left;
    tape->hurry = to_end ? tape->count : tape->left ? tape->next : 0;
    tape->left = tape->paused = false;
}
