/* Expectations: conditions over the balls' outcomes. In a scene they are kept, for `overshoot
 * check` to judge when the run is over; elsewhere they are judged at once. */

#include "rows.h"

bool expect_judge(struct session *session, const char *condition, bool *holds, struct text *found,
                  struct error *error)
{
    struct outcome_scope own;
    struct scope scope = outcome_scope(session, found, &own);
    double value;
    if (!value_evaluate(condition, &scope, &value, error))
        return false;
    *holds = value == value && value != 0;
    return true;
}

/* What holds is kept for the scene, with when it did; an appointment is kept as it is. */
static void keep(struct session *session, const char *condition, const struct text *found)
{
    const struct sim *sim = session->sim;
    int64_t born = sim->balls[session->selected]->born;
    if (sim->in_appointment)
        return;
    script_add_held(&session->script, session->selected, sim->clock, condition);
    answers_tell(&session->answers, "holds at n %lld, and is kept: %.200s%s%.200s",
                 (long long)(sim->clock - born), condition, found->length ? "; " : "",
                 found->length ? found->bytes : "");
}

static bool judge_now(struct reader *in, const char *condition)
{
    struct text found = {0};
    bool holds = false, judged = expect_judge(in->session, condition, &holds, &found, in->error);
    if (judged && !holds)
        error_set(in->error, 0, "this does not hold: %.200s%s%.200s", condition,
                  found.length ? "; " : "", found.length ? found.bytes : "");
    if (judged && holds)
        keep(in->session, condition, &found);
    text_free(&found);
    return holds || reader_blame(in, condition);
}

static bool run_expect(struct reader *in)
{
    if (in->session->script.line == 0)
        return judge_now(in, reader_rest(in));
    const char *condition = reader_condition(in);
    if (condition)
        script_add_expectation(&in->session->script, condition);
    return condition;
}

const struct command_row expect_commands[] = {
    {"expect", "CONDITION",
     "in a scene: must hold at the end of its run; at the prompt: holds now, "
     "and is saved with the scene",
     "expect loss(1) > 0", run_expect, TIMED | COMMAND_KEPT, NULL},
    {0},
};
