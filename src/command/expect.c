/* Expectations: conditions over the balls' outcomes. In a scene they are kept, for `overshoot
 * check` to judge when the run is over; elsewhere they are judged at once. */

#include "command.h"

#include "arguments.h"
#include "functions.h"

#include "../base/memory.h"
#include "../sim/outcome.h"

#include <stdlib.h>
#include <string.h>

bool expect_judge(struct session *session, const char *condition, bool *holds, struct text *found,
                  struct error *error)
{
    struct outcome_place place;
    struct scope scope = outcome_scope(session->sim, session->selected, found, &place);
    double value;
    if (!value_evaluate(condition, &scope, &value, error))
        return false;
    *holds = value == value && value != 0;
    return true;
}

static bool judge_now(struct session *session, const char *condition, int offset,
                      struct error *error)
{
    struct text found = {0};
    bool holds = false, judged = expect_judge(session, condition, &holds, &found, error);
    if (!judged)
        error->offset += offset;
    else if (!holds)
        error_set(error, offset, "this does not hold: %.200s%s%.200s", condition,
                  found.length ? "; " : "", found.length ? found.bytes : "");
    text_free(&found);
    return judged && holds;
}

/* What cannot be read is refused at once; that something is not yet on record is no error. */
static bool keep(struct session *session, const char *condition, int offset, struct error *error)
{
    struct outcome_place place;
    struct scope scope = outcome_reading_scope(session->sim, session->selected, &place);
    double value;
    if (!value_evaluate(condition, &scope, &value, error)) {
        error->offset += offset;
        return false;
    }
    script_add_expectation(&session->script, condition);
    return true;
}

bool command_expect(struct session *session, const char *arguments, struct error *error)
{
    struct reader reader = reader_begin(arguments);
    int offset = reader_offset(&reader);
    char *condition = reader_rest(&reader);
    bool good = session->script.line > 0 ? keep(session, condition, offset, error)
                                         : judge_now(session, condition, offset, error);
    free(condition);
    return good;
}
