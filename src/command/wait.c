/* A scene's course: what follows waits for a time, for a condition, or for the class. Seconds are
 * counted by whoever has a clock; where nobody has one, they are the iterations played in them. */

#include "command.h"

#include "arguments.h"
#include "functions.h"

#include "../base/memory.h"
#include "../sim/outcome.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { LONGEST_SECONDS = 3600, LONGEST_SEARCH = 100000 /* iterations */ };

void hold_end(struct session *session)
{
    session->hold = HOLD_NOT;
    free(session->hold_condition);
    session->hold_condition = NULL;
    free(session->typing.text);
    session->typing = (struct typing){0};
}

void hold_leave(struct session *session)
{
    if (session->hold == HOLD_TYPING) {
        session_close_page(session); /* as what the user enters does */
        session_put_first(session, session->typing.text, session->typing.line);
    }
    hold_end(session);
}

static bool wait_until(struct session *session, struct reader *reader, struct error *error)
{
    int offset = reader_offset(reader);
    char *condition = reader_rest(reader);
    struct outcome_place place;
    struct scope scope = outcome_reading_scope(session->sim, session->selected, &place);
    double value;
    if (!value_evaluate(condition, &scope, &value, error)) {
        error->offset += offset;
        free(condition);
        return false;
    }
    hold_leave(session);
    session->hold = HOLD_CONDITION;
    session->hold_condition = condition;
    return hold_look(session, error);
}

bool command_wait(struct session *session, const char *arguments, struct error *error)
{
    struct reader reader = reader_begin(arguments);
    reader_skip(&reader);
    if (strncmp(reader.at, "until", 5) == 0 && strchr(" \t", reader.at[5])) {
        reader.at += 5;
        reader_skip(&reader);
        return wait_until(session, &reader, error);
    }
    double seconds;
    int offset = reader_offset(&reader);
    if (!reader_number(&reader, session, "", "the seconds, or `until` and a condition", &seconds,
                       error))
        return false;
    if (!(seconds >= 0 && seconds <= LONGEST_SECONDS))
        return error_at(error, offset, "a scene waits from 0 to %d seconds, not %.9g",
                        LONGEST_SECONDS, seconds);
    hold_leave(session);
    session->hold = seconds > 0 ? HOLD_SECONDS : HOLD_NOT;
    session->hold_seconds = seconds;
    return true;
}

bool command_quiz(struct session *session, const char *arguments, struct error *error)
{
    struct reader reader = reader_begin(arguments);
    int offset = reader_offset(&reader);
    char *question = reader_rest(&reader);
    if (!*question) {
        free(question);
        return error_at(error, offset, "expected the question");
    }
    free(session->caption);
    session->caption = question;
    if (session->goal >= 0) /* on the way to an iteration nobody is asked */
        return true;
    hold_leave(session);
    session->hold = HOLD_ANSWER;
    session->hold_plays = session->playing;
    session->playing = false;
    return true;
}

bool hold_look(struct session *session, struct error *error)
{
    if (session->hold != HOLD_CONDITION)
        return true;
    struct outcome_place place;
    struct scope scope = outcome_scope(session->sim, session->selected, NULL, &place);
    double value;
    if (!value_evaluate(session->hold_condition, &scope, &value, error)) {
        hold_end(session); /* else it would fail at every iteration */
        error->offset = ERROR_NO_PLACE;
        return false;
    }
    if (value != 0)
        hold_end(session);
    return true;
}

bool session_counts(const struct session *session)
{
    enum hold hold = session->hold;
    return hold == HOLD_SECONDS || hold == HOLD_TYPING || hold == HOLD_KEY;
}

bool session_elapse(struct session *session, double seconds)
{
    if (!session_counts(session))
        return false;
    session->hold_seconds -= seconds;
    if (session->hold != HOLD_SECONDS)
        return typing_elapse(session);
    if (session->hold_seconds <= 0)
        hold_end(session);
    return session->hold == HOLD_NOT;
}

bool session_answer(struct session *session)
{
    if (session->hold != HOLD_ANSWER)
        return false;
    hold_end(session);
    session->playing = session->hold_plays;
    return true;
}

/* What time would have brought. */
static bool skip(struct session *session, struct error *error)
{
    if (session_counts(session)) {
        double ticks = floor(typing_seconds(session) * session->speed + 0.5);
        hold_leave(session);
        for (; session->playing && ticks > 0 && !sim_over(session->sim); ticks--)
            if (!session_tick(session, error))
                return false;
    }
    for (int i = 0; session->hold == HOLD_CONDITION && i < LONGEST_SEARCH; i++) {
        if (!session->playing || sim_over(session->sim))
            break;
        if (!session_tick(session, error))
            return false;
    }
    if (session->hold == HOLD_CONDITION) {
        error_set(error, ERROR_NO_PLACE, "waits for ever until %.200s", session->hold_condition);
        hold_end(session);
        return false;
    }
    session_answer(session);
    return true;
}

bool session_finish(struct session *session, struct error *error, int *line)
{
    for (;;) {
        if (!session_work(session, NULL, NULL, error, line))
            return false;
        if (session->hold == HOLD_NOT)
            return true;
        if (!skip(session, error))
            return false;
    }
}
