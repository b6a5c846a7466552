/* `pause when`: playing pauses as soon as a condition comes to hold, which it did not an iteration
 * before. So it is the same wherever playing began; what leads somewhere, such as `goto`, goes on.
 */

#include "rows.h"

#include "../model/quantity.h"

#include <stdlib.h>
#include <string.h>

enum { BRAKES_MAX = 16 };

/* What is not yet on record does not hold. */
static bool judge(struct session *session, const char *condition, bool *holds, struct error *error)
{
    double value;
    *holds = false;
    if (expect_judge(session, condition, holds, NULL, error))
        return true;
    struct outcome_scope own;
    struct scope scope = outcome_scope(session, NULL, &own);
    struct error ignored;
    own.place.reads = true;
    return value_evaluate(condition, &scope, &value, &ignored);
}

/* One that cannot be judged any longer would fail at each iteration. */
static bool drop(struct session *session, int index, struct error *error)
{
    const struct error why = *error;
    error_set(error, ERROR_NO_PLACE, "pause when %.120s: %.300s",
              session->script.brakes[index].condition, why.text);
    script_drop_brake(&session->script, index);
    player_pause(&session->player);
    return false;
}

static void tell(struct session *session, const char *condition)
{
    struct text *notice = &session->answers.notice;
    bool more = session->player.halted && notice->length > 0;
    if (more)
        text_add(notice, "; %s", condition);
    else
        answers_tell(&session->answers, "paused at n %lld: %.300s", (long long)session->sim->clock,
                     condition);
    player_halt(&session->player);
}

bool brakes_look(struct session *session, bool acts, struct error *error)
{
    struct script *script = &session->script;
    bool good = true, known = script->braked == session->sim->clock;
    if (script->brake_count == 0 || (known && !acts))
        return true;
    for (int i = 0; good && i < script->brake_count; i++) {
        struct brake *brake = &script->brakes[i];
        bool held = brake->held;
        good = judge(session, brake->condition, &brake->held, error);
        if (!good)
            drop(session, i, error);
        else if (acts && brake->held && !held)
            tell(session, brake->condition);
    }
    script->braked = session->sim->clock;
    return good;
}

static const char *list(const struct script *script, struct text *out)
{
    for (int i = 0; i < script->brake_count; i++)
        text_add(out, "%s%.80s", i ? "; " : ": it pauses when ", script->brakes[i].condition);
    return out->length ? out->bytes : "";
}

static bool add(struct reader *in, const char *condition)
{
    struct script *script = &in->session->script;
    bool holds;
    for (int i = 0; i < script->brake_count; i++)
        if (strcmp(script->brakes[i].condition, condition) == 0)
            return true;
    if (script->brake_count == BRAKES_MAX)
        return reader_error_in(in, condition,
                               "there are %d conditions already; `pause when off` removes them",
                               BRAKES_MAX);
    script_add_brake(script, condition);
    script->braked = -1;
    if (judge(in->session, condition, &holds, in->error) && holds && script->line == 0)
        answers_tell(&in->session->answers,
                     "that holds already: it pauses when it comes to hold again");
    return true;
}

bool brake_read(struct reader *in)
{
    struct script *script = &in->session->script;
    if (!reader_takes(in, "when"))
        return reader_error(in, "expected `when` and a condition, as in pause when loss(1) < 0.1");
    if (reader_ended(in)) {
        struct text listed = {0};
        reader_error(in, "expected a condition, or off%s", list(script, &listed));
        text_free(&listed);
        return false;
    }
    if (reader_takes(in, "off")) {
        while (script->brake_count > 0)
            script_drop_brake(script, 0);
        return reader_finish(in);
    }
    const char *condition = reader_condition(in);
    return condition && add(in, condition);
}

/* Names of conditions, as far as one begins there. */
void offer_conditions(const struct offering *offering)
{
    for (int i = 0; i < quantity_row_count; i++)
        if (quantity_rows[i].help)
            offer(offering, quantity_rows[i].name, "(", "%s", quantity_rows[i].help);
    for (int i = 0; i < outcome_row_count; i++)
        offer(offering, outcome_rows[i].name, "(", "%s", outcome_rows[i].help);
}

void offer_brake(const struct offering *offering)
{
    if (!*offering->first) {
        offer(offering, "when", " ", "as soon as a condition comes to hold");
    } else if (strcmp(offering->first, "when") == 0) {
        offer(offering, "off", "", "no condition pauses it");
        offer_conditions(offering);
    }
}
