/* `race`: one ball per optimizer, at one start, with one budget and one stream of noise. */

#include "command.h"

#include "arguments.h"
#include "functions.h"

#include "../base/memory.h"
#include "../base/nearest.h"
#include "../model/search.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* --- the line-up --- */

static bool prepare_ball(struct session *session, int ball, const struct optimizer_row *row,
                         double eta, double noise, int64_t batch, struct error *error)
{
    struct schedule_choice constant = {.row = catalogue_schedule("constant")};
    int wrong;
    return sim_set_optimizer(session->sim, ball, row, NULL, NULL, 0, error) &&
           sim_set_schedule(session->sim, ball, "", &constant, 1, &wrong, error) &&
           sim_set_value(session->sim, ball, "eta", eta, error) &&
           sim_set_noise(session->sim, ball, noise, noise > 0 || batch > 0 ? 0 : -1, error) &&
           sim_set_batch(session->sim, ball, batch, noise > 0 || batch > 0 ? 0 : -1, error);
}

static bool line_up(struct session *session, const struct race *race, struct error *error)
{
    struct sim *sim = session->sim;
    double noise = sim_recipe(sim, session->selected)->noise;
    int64_t batch = sim_recipe(sim, session->selected)->batch;
    session_begin_run(session);
    while (sim_ball_count(sim) > 1)
        sim_remove_ball(sim, sim_ball_count(sim) - 1, error);
    script_drop_appointments(&session->script);
    sim_reset(sim);
    for (int i = 0; i < race->count; i++) {
        double eta =
            race->tuned ? search_result(race->search, i)->eta : catalogue_eta(race->rows[i]);
        if (i > 0 && sim_add_ball(sim, error) < 0)
            return false;
        if (!prepare_ball(session, i, race->rows[i], eta, noise, batch, error))
            return false;
    }
    session->selected = session->chosen = 0;
    player_pause(&session->player); /* the class is to see the line-up first */
    session->player.budget = race->budget;
    session->rates = race->tuned ? RATES_TUNED : RATES_CATALOGUE;
    return true;
}

static int longest_name(const struct race *race)
{
    int longest = 0;
    for (int i = 0; i < race->count; i++) {
        int length = (int)strlen(race->rows[i]->name);
        longest = length > longest ? length : longest;
    }
    return longest;
}

/* What the search found, for the user to read: per optimizer the best, and some of the others. */
static void write_search(struct text *out, const struct race *race)
{
    int width = longest_name(race);
    text_add(
        out,
        "The best of %d learning rates from 1e-05 to 10, by the loss after %lld iterations\n\n",
        SEARCH_RATES, (long long)race->budget);
    text_add(out, "%-*s %9s %9s   loss at eta =\n%-*s %9s %9s", width, "", "best eta", "loss",
             width, "", "", "");
    for (int k = 0; k < SEARCH_RATES; k += 10)
        text_add(out, " %8.0e", search_rate(k));
    text_add(out, "\n");
    for (int i = 0; i < race->count; i++) {
        const struct search_result *result = search_result(race->search, i);
        text_add(out, "%-*s %9.4g %9.3g", width, race->rows[i]->name, result->eta, result->loss);
        for (int k = 0; k < SEARCH_RATES; k += 10)
            text_add(out, " %8.3g", result->losses[k]);
        text_add(out, "\n");
    }
}

bool race_work(struct session *session, struct error *error)
{
    struct race *race = session->race;
    if (search_work(race->search, &race->workspace))
        return true;
    session->race = NULL;
    bool good = line_up(session, race, error);
    if (good) {
        text_clear(&session->answers.page);
        write_search(&session->answers.page, race);
    }
    race_free(race);
    return good && script_meet(session, error);
}

/* --- the command --- */

static bool add_row(struct race *race, const char *name, int offset, struct error *error)
{
    const struct optimizer_row *row = catalogue_optimizer(name);
    if (!row) {
        char hint[80];
        struct nearest nearest = nearest_begin(name);
        for (int i = 0; optimizer_name_at(i); i++)
            nearest_offer(&nearest, optimizer_name_at(i));
        return error_at(error, offset, "no optimizer is called %.40s%s", name,
                        nearest_hint(&nearest, hint));
    }
    if (race->count == BALLS_MAX)
        return error_at(error, offset, "at most %d can race", BALLS_MAX);
    race->rows[race->count++] = row;
    return true;
}

static bool read_budget(const struct session *session, const char *text, int offset,
                        int64_t *budget, struct error *error)
{
    struct reader reader = {text, text};
    if (reader_count(&reader, session, "", "the budget", 1, SEARCH_BUDGET_MAX, budget, error))
        return true;
    error->offset += offset;
    return false;
}

static bool read_race(const struct session *session, const char *arguments, struct race *race,
                      struct error *error)
{
    struct reader reader = reader_begin(arguments);
    bool good = true;
    while (good && !reader_ended(&reader)) {
        int offset = reader_offset(&reader);
        char *word = reader_word(&reader);
        if (strcmp(word, "tuned") == 0)
            race->tuned = true;
        else if (strncmp(word, "budget=", 7) == 0)
            good = read_budget(session, word + 7, offset + 7, &race->budget, error);
        else
            good = add_row(race, word, offset, error);
        free(word);
    }
    if (good && race->count == 0)
        return error_at(error, reader_offset(&reader),
                        "expected optimizers, as in `race sgd adam rmsprop`");
    return good;
}

bool command_race(struct session *session, const char *arguments, struct error *error)
{
    struct race *race = memory_new(1, sizeof *race);
    race->budget = 200;
    bool good = read_race(session, arguments, race, error);
    if (good) { /* whether all rules fit this surface shows before anything is changed */
        race->search = search_begin(sim_problem(session->sim), sim_conditions(session->sim),
                                    sim_recipe(session->sim, session->selected), race->rows,
                                    race->count, race->budget, error);
        good = race->search != NULL;
    }
    if (good && race->tuned) {
        race_free(session->race);
        session->race = race;
        return true;
    }
    good = good && line_up(session, race, error);
    race_free(race);
    return good && script_meet(session, error);
}

bool command_budget(struct session *session, const char *arguments, struct error *error)
{
    struct reader reader = reader_begin(arguments);
    int64_t budget;
    if (!reader_count(&reader, session, " \t", "the iterations", 0, INT64_C(1000000000000), &budget,
                      error))
        return false;
    enum rates rates = RATES_OWN;
    if (!reader_ended(&reader)) {
        int offset = reader_offset(&reader);
        char *word = reader_word(&reader);
        bool known = false;
        for (int i = RATES_OWN; i < RATES_COUNT; i++)
            if (strcmp(word, rates_names[i]) == 0) {
                rates = (enum rates)i;
                known = true;
            }
        free(word);
        if (!known)
            return error_at(error, offset, "expected own, catalogue or tuned, or nothing more");
        if (!reader_finish(&reader, error))
            return false;
    }
    session->player.budget = budget;
    session->rates = rates;
    return true;
}
