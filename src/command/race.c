/* `race`: one ball per optimizer, at one start, with one budget and one stream of noise. */

#include "rows.h"

#include <math.h>
#include <string.h>

/* What was asked for. */
struct race {
    struct racer racers[BALLS_MAX];
    int count;
    int64_t budget;
    bool tuned;
};

/* --- the line-up --- */

/* The noise and batches of all who have none of their own: of the recipe that was selected. */
static bool give_chance(struct sim *sim, int ball, const struct racer *racer,
                        const struct recipe *recipe, struct error *error)
{
    struct schedule_choice choices[SEGMENTS_MAX];
    bool own = racer->noise >= 0;
    int wrong, count = own ? 0 : recipe_choices(recipe, NOISE_TARGET, choices);
    double noise = own ? racer->noise : recipe->noise;
    int stream = noise > 0 || count > 0 || recipe->batch > 0 ? 0 : -1;
    return sim_set_noise(sim, ball, noise, stream, error) &&
           (count == 0 ||
            sim_set_schedule(sim, ball, NOISE_TARGET, choices, count, &wrong, error)) &&
           sim_set_batch(sim, ball, recipe->batch, recipe->replace, stream, error);
}

static bool prepare_ball(struct session *session, int ball, const struct racer *racer, double eta,
                         const struct recipe *chance, struct error *error)
{
    struct schedule_choice constant = {.row = catalogue_schedule("constant")};
    int wrong;
    return sim_set_optimizer(session->sim, ball, racer->row, NULL, racer->values, racer->count,
                             error) &&
           sim_set_schedule(session->sim, ball, "", &constant, 1, &wrong, error) &&
           sim_set_value(session->sim, ball, "eta", racer->eta >= 0 ? racer->eta : eta, error) &&
           give_chance(session->sim, ball, racer, chance, error);
}

static bool line_up(struct session *session, const struct search *search, bool tuned,
                    const struct recipe *chance, struct error *error)
{
    struct sim *sim = session->sim;
    session_begin_run(session);
    while (sim->ball_count > 1)
        sim_remove_ball(sim, sim->ball_count - 1, error);
    script_drop_appointments(&session->script);
    sim_reset(sim);
    for (int i = 0; i < search->count; i++) {
        const struct search_result *result = &search->results[i];
        double eta = tuned ? result->eta : catalogue_eta(result->row);
        if (i > 0 && sim_add_ball(sim, error) < 0)
            return false;
        if (!prepare_ball(session, i, &search->racers[i], eta, chance, error))
            return false;
    }
    session->selected = session->chosen = 0;
    player_pause(&session->player); /* the class is to see the line-up first */
    session->player.budget = search->budget;
    session->rates = tuned ? RATES_TUNED : RATES_CATALOGUE;
    return true;
}

static bool line_up_with_chance(struct session *session, const struct search *search, bool tuned,
                                struct error *error)
{
    const struct recipe *chance = retained(sim_recipe(session->sim, session->selected));
    bool good = line_up(session, search, tuned, chance, error);
    recipe_release(chance);
    return good;
}

/* What the search found, for the user to read: per optimizer the best, and some of the others. */
static void write_search(struct text *out, const struct search *search)
{
    int width = 0;
    for (int i = 0; i < search->count; i++)
        width = (int)fmax(width, (double)strlen(search->results[i].row->name));
    text_add(
        out,
        "The best of %d learning rates from 1e-05 to 10, by the loss after %lld iterations\n\n",
        SEARCH_RATES, (long long)search->budget);
    text_add(out, "%-*s %9s %9s   loss at eta =\n%-*s %9s %9s", width, "", "best eta", "loss",
             width, "", "", "");
    for (int k = 0; k < SEARCH_RATES; k += 10)
        text_add(out, " %8.0e", search_rate(k));
    text_add(out, "\n");
    for (int i = 0; i < search->count; i++) {
        const struct search_result *result = &search->results[i];
        text_add(out, "%-*s %9.4g %9.3g", width, result->row->name, result->eta, result->loss);
        for (int k = 0; k < SEARCH_RATES; k += 10)
            text_add(out, " %8.3g", result->losses[k]);
        text_add(out, "\n");
    }
}

bool race_work(struct session *session, struct error *error)
{
    struct search *search = session->search;
    if (search_work(search))
        return true;
    session->search = NULL;
    bool good = line_up_with_chance(session, search, true, error);
    if (good) {
        text_clear(&session->answers.page);
        write_search(&session->answers.page, search);
    }
    search_release(search);
    return good;
}

/* --- the commands --- */

static bool add_row(struct reader *in, struct race *race, const char *name)
{
    const struct formula_row *row = catalogue_optimizer(name);
    if (!row)
        return hint_name(name, reader_place(in, name), "optimizer", &optimizer_choices, in->error);
    if (race->count == BALLS_MAX)
        return reader_error_in(in, name, "at most %d can race", BALLS_MAX);
    race->racers[race->count++] = (struct racer){.row = row, .eta = -1, .noise = -1};
    return true;
}

/* `name=value`, of the optimizer before it. */
static bool add_number(struct reader *in, struct race *race, char *word)
{
    int count;
    struct named_value value[VALUES_MAX];
    if (race->count == 0)
        return reader_error_in(in, word, "expected an optimizer before name=value");
    struct racer *racer = &race->racers[race->count - 1];
    if (!reader_pairs(in, word, value, &count))
        return false;
    value->place += reader_place(in, word);
    double *own = strcmp(value->name, "eta") == 0     ? &racer->eta
                  : strcmp(value->name, "noise") == 0 ? &racer->noise
                                                      : NULL;
    if (own ? !(value->value >= 0 && isfinite(value->value)) : racer->count == PARAMETERS_MAX)
        return reader_error_in(in, word, "expected %s",
                               own ? "a finite number, 0 or more" : "fewer name=value pairs");
    if (own)
        *own = value->value;
    else
        racer->values[racer->count++] = *value;
    return true;
}

static bool read_race(struct reader *in, struct race *race)
{
    bool good = true;
    while (good && !reader_ended(in)) {
        char *word = reader_word(in);
        struct reader budget = *in;
        budget.at = word + 7;
        if (strcmp(word, "tuned") == 0)
            race->tuned = true;
        else if (strncmp(word, "budget=", 7) == 0)
            good = reader_count(&budget, "", "the budget", 1, SEARCH_BUDGET_MAX, &race->budget);
        else
            good = strchr(word, '=') ? add_number(in, race, word) : add_row(in, race, word);
    }
    if (good && race->count == 0)
        return reader_error(in, "expected optimizers, as in `race sgd adam rmsprop`");
    return good;
}

static bool run_race(struct reader *in)
{
    struct session *session = in->session;
    struct race race = {.budget = 200};
    if (!read_race(in, &race))
        return false;
    /* Whether all rules fit this surface shows before anything is changed. */
    struct search *search = search_begin(sim_problem(session->sim), &session->sim->conditions,
                                         sim_recipe(session->sim, session->selected), race.racers,
                                         race.count, race.budget, in->error);
    if (search && race.tuned) {
        search_release(session->search);
        session->search = search;
        return true;
    }
    bool good = search && line_up_with_chance(session, search, false, in->error);
    search_release(search);
    return good;
}

static void offer_race(const struct offering *offering)
{
    struct offering racer = *offering;
    racer.first = "";
    offer_optimizers(&racer);
    if (!*offering->first)
        return;
    offer(offering, "budget=", "", "the iterations of each");
    offer(offering, "tuned", "", "each with the best eta that a search finds");
}

static bool run_budget(struct reader *in)
{
    int64_t budget;
    int rates = RATES_OWN;
    if (!reader_count(in, " \t", "the iterations", 0, FAREST, &budget))
        return false;
    if (!reader_ended(in)) {
        const char *word = reader_word(in);
        rates = choice_find(&rates_choices, word);
        if (rates < 0)
            return reader_error_in(in, word, "expected own, catalogue or tuned, or nothing more");
    }
    if (!reader_finish(in))
        return false;
    in->session->player.budget = budget;
    in->session->rates = (enum rates)rates;
    return true;
}

static void offer_budget(const struct offering *offering)
{
    if (*offering->first)
        offer_choices(offering, &rates_choices, (int)offering->session->rates);
}

const struct command_row race_commands[] = {
    {"race", "OPTIMIZER [name=value ...] ... [budget=N] [tuned]",
     "one ball per optimizer, from one start, with its usual eta or the best of a search",
     "race adam rmsprop sgd nesterov", run_race, COMMAND_MEETS | COMMAND_HOLDS | CHANGES,
     offer_race, reword_race, "compare|versus|benchmark"},
    {"budget", "N [own | catalogue | tuned]", "where the run pauses, and which eta a race uses",
     "budget 100", run_budget, TIMED | SETS, offer_budget,
     .others = "max steps|max iterations|iterations|n_iter"},
    {0},
};
