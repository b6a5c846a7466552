/* A scene's course: what follows waits for a time, for a condition, or for the class. Seconds are
 * counted by whoever has a clock; where nobody has one, they are the iterations played in them. */

#include "command.h"

#include "arguments.h"
#include "functions.h"

#include "../base/memory.h"
#include "../sim/outcome.h"

#include <stdlib.h>
#include <string.h>

enum { LONGEST_SECONDS = 3600 };

void hold_leave(struct session *session)
{
    if (session->script.hold == HOLD_TYPING) {
        answers_close_page(&session->answers); /* as what the user enters does */
        script_put_first(&session->script, session->script.typing.text,
                         session->script.typing.line);
    }
    script_end_hold(&session->script);
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
    session->script.hold = HOLD_CONDITION;
    session->script.hold_condition = condition;
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
    session->script.hold = seconds > 0 ? HOLD_SECONDS : HOLD_NOT;
    session->script.hold_seconds = seconds;
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
    free(session->words.caption);
    session->words.caption = question;
    if (session->player.goal >= 0) /* on the way to an iteration nobody is asked */
        return true;
    hold_leave(session);
    session->script.hold = HOLD_ANSWER;
    session->script.hold_plays = session->player.playing;
    player_pause(&session->player);
    return true;
}

bool hold_look(struct session *session, struct error *error)
{
    if (session->script.hold != HOLD_CONDITION)
        return true;
    struct outcome_place place;
    struct scope scope = outcome_scope(session->sim, session->selected, NULL, &place);
    double value;
    if (!value_evaluate(session->script.hold_condition, &scope, &value, error)) {
        script_end_hold(&session->script); /* else it would fail at every iteration */
        error->offset = ERROR_NO_PLACE;
        return false;
    }
    if (value != 0)
        script_end_hold(&session->script);
    return true;
}

bool script_counts(const struct session *session)
{
    enum hold hold = session->script.hold;
    return hold == HOLD_SECONDS || hold == HOLD_TYPING || hold == HOLD_KEY;
}

bool script_elapse(struct session *session, double seconds)
{
    if (!script_counts(session))
        return false;
    session->script.hold_seconds -= seconds;
    if (session->script.hold != HOLD_SECONDS)
        return typing_elapse(session);
    if (session->script.hold_seconds <= 0)
        script_end_hold(&session->script);
    return session->script.hold == HOLD_NOT;
}

bool script_answer(struct session *session)
{
    if (session->script.hold != HOLD_ANSWER)
        return false;
    script_end_hold(&session->script);
    if (session->script.hold_plays)
        player_play(&session->player);
    else
        player_pause(&session->player);
    return true;
}
