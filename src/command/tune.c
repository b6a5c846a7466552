/* `tune`: the best numbers for the selected ball, looked for by runs from its start; then set, as
 * if somebody had typed them. */

#include "rows.h"

#include "../lab/tune.h"
#include "../model/typed.h"

#include <string.h>

/* --- what is asked for --- */

/* As a command would understand the name: a number of the ball, else a let. */
static bool read_name(struct reader *in, const char *word, struct tune_wish *wish)
{
    const struct session *session = in->session;
    struct named_value number;
    char full[NAME_SIZE];
    const char *name = session_find_number(session, word, &number) >= 0
                           ? word
                           : recipe_meaning(wish->recipe, word, false, full);
    if (!name || session_find_number(session, name, &number) < 0) {
        sim_set_value(session->sim, session->selected, word, 0, in->error); /* it names them */
        in->error->offset = reader_place(in, word);
        return false;
    }
    if (wish->count == SWEEP_AXES)
        return reader_error_in(in, word, "at most %d numbers are tuned at once", SWEEP_AXES);
    if (wish->count > 0 && strcmp(wish->names[0], number.name) == 0)
        return reader_error_in(in, word, "%s is already there", number.name);
    memcpy(wish->names[wish->count++], number.name, NAME_SIZE);
    return true;
}

static bool read_aim(struct reader *in, struct tune_wish *wish)
{
    int offset = reader_offset(in);
    bool loss = reader_takes(in, "loss");
    if (!loss && !reader_takes(in, "iterations"))
        return error_at(in->error, offset, "expected loss or iterations after by");
    wish->aim = loss ? TUNE_BY_LOSS : TUNE_BY_ITERATIONS;
    return reader_finish(in);
}

static bool read_wish(struct reader *in, struct tune_wish *wish)
{
    enum { USUAL = 1000 };
    const struct session *session = in->session;
    const struct sim *sim = session->sim;
    int64_t budget = session->player.budget;
    *wish = (struct tune_wish){.problem = sim_problem(sim),
                               .recipe = sim_recipe(sim, session->selected),
                               .conditions = sim_conditions(sim, session->selected),
                               .budget = budget > 0 ? budget : USUAL};
    while (!reader_ended(in)) {
        if (wish->count > 0 && reader_takes(in, "by"))
            return read_aim(in, wish);
        if (!read_name(in, reader_word(in), wish))
            return false;
    }
    return wish->count > 0 || reader_error(in, "expected a number, as in `tune eta momentum`");
}

static bool run_tune(struct reader *in)
{
    struct session *session = in->session;
    struct tune_wish wish;
    if (tape_acts(session)) /* what came of it follows */
        return true;
    if (!read_wish(in, &wish))
        return false;
    struct tuning *tuning = tuning_new(&wish, in->error);
    if (!tuning)
        return false;
    session_drop_tuning(session);
    session->tuning = tuning;
    session->tuning_line = session->script.line;
    session->tuning_shown = session->script.shown;
    return true;
}

static void offer_tune(const struct offering *offering)
{
    offer_numbers(offering, VALUES_MAX, " ");
    if (!*offering->first)
        return;
    offer(offering, "by", " ", "loss or iterations");
    offer(offering, "loss", "", "the least loss in the end, then the fewest iterations");
    offer(offering, "iterations", "", "converged after the fewest iterations");
}

/* --- how it goes --- */

static void add_numbers(struct text *out, const struct tune_wish *wish, const struct tune_run *run,
                        const char *equals)
{
    for (int k = 0; k < wish->count; k++)
        text_add(out, "%s%s%s%.9g", k ? " " : "", wish->names[k], equals, run->numbers[k]);
}

static void add_outcome(struct text *out, const struct outcome *outcome)
{
    if (outcome->fate == FATE_RUNNING)
        text_add(out, "has loss %.4g after %lld", outcome->loss, (long long)outcome->iterations);
    else
        text_add(out, "%s after %lld", fate_names[outcome->fate], (long long)outcome->iterations);
}

static void tell_progress(struct session *session)
{
    const struct tune_wish *wish = tuning_wish(session->tuning);
    const struct tune_state *state = tuning_state(session->tuning);
    struct text told = {0};
    text_add(&told, "tuning: %lld of %lld runs", (long long)state->done, (long long)state->all);
    if (state->begun && !tune_run_failed(&state->best)) {
        text_add(&told, ", so far ");
        add_numbers(&told, wish, &state->best, " ");
        text_add(&told, " ");
        add_outcome(&told, &state->best.outcome);
    }
    answers_tell(&session->answers, "%s; escape stops it", told.bytes);
    text_free(&told);
}

static bool is_same(const struct tune_wish *wish, const struct tune_run *a,
                    const struct tune_run *b)
{
    return a->numbers[0] == b->numbers[0] && (wish->count < 2 || a->numbers[1] == b->numbers[1]);
}

void tune_tell(struct session *session, const struct tuning *tuning)
{
    const struct tune_wish *wish = tuning_wish(tuning);
    const struct tune_state *state = tuning_state(tuning);
    struct text told = {0};
    bool failed = tune_run_failed(&state->best), same = is_same(wish, &state->best, &state->before);
    if (failed) {
        text_add(&told, "nothing is tuned: all of %lld runs diverge", (long long)state->done);
    } else {
        text_add(&told, same ? "tuned, it stays as it is: " : "tuned: ");
        add_numbers(&told, wish, &state->best, " ");
        text_add(&told, " ");
        add_outcome(&told, &state->best.outcome);
    }
    if (!failed && !same) {
        text_add(&told, "; before, ");
        add_numbers(&told, wish, &state->before, " ");
        text_add(&told, " ");
        add_outcome(&told, &state->before.outcome);
    }
    answers_tell(&session->answers, "%s%s", told.bytes,
                 failed || same || !session->host.context ? "" : "; u takes it back");
    session->answers.warns = !session->host.context;
    text_free(&told);
}

bool tune_goes_on(struct session *session, const struct limits *limits, struct text *line)
{
    const struct tune_wish *wish = tuning_wish(session->tuning);
    if (tuning_go_on(session->tuning, limits ? limits->late : NULL,
                     limits ? limits->context : NULL)) {
        tell_progress(session);
        return true;
    }
    const struct tune_state *state = tuning_state(session->tuning);
    if (tune_run_failed(&state->best) || is_same(wish, &state->best, &state->before))
        return false;
    text_add(line, "set ");
    for (int k = 0; k < wish->count; k++) {
        text_add(line, "%s%s=", k ? " " : "", wish->names[k]);
        text_add_number(line, state->best.numbers[k]);
    }
    return false;
}

const struct command_row tune_commands[] = {
    {"tune", "NUMBER [NUMBER] [by loss | by iterations]",
     "looks for the best eta, or other numbers of the ball, by runs from its start, and sets them",
     "tune eta momentum", run_tune, LEADS, offer_tune, NULL,
     "optimize|find best|auto tune|autotune|grid search|hyperparameter search"},
    {0},
};
