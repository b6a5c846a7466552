#include "search.h"

#include "internal.h"

#include "../base/memory.h"
#include "../lang/vmath.h"

#include <math.h>
#include <stdlib.h>

struct search {
    struct sim *sim; /* of its own, with one ball */
    const struct optimizer_row *rows[BALLS_MAX];
    struct search_result results[BALLS_MAX];
    int count;
    int64_t budget;
    int row, rate; /* of the trial under way */
    bool is_begun;
    int64_t converged; /* the trial's row, as in the result */
};

static bool choose(struct search *search, int row, struct error *error)
{
    return sim_set_optimizer(search->sim, 0, search->rows[row], NULL, NULL, 0, error);
}

struct search *search_begin(const struct sim *sim, int ball,
                            const struct optimizer_row *const *rows, int count, int64_t budget,
                            struct error *error)
{
    struct search *search = memory_new(1, sizeof *search);
    search->sim = sim_new();
    search->count = count;
    search->budget = budget;
    struct sim *own = search->sim;
    bool good = true;
    for (int i = 0; i < sim_let_count(sim) && good; i++)
        good = sim_set_let(own, sim_let(sim, i)->name, sim_let(sim, i)->value, error);
    const struct surface *surface = sim_surface(sim);
    good = good && (!sim_data(sim) || sim_set_data(own, sim_data(sim), error));
    good = good && sim_set_surface(own, surface->row, surface->formula, &surface->domain, error) &&
           sim_set_noise(own, 0, sim_noise(sim, ball), 0, error) &&
           sim_set_batch(own, 0, sim_batch(sim, ball), 0, error);
    for (int i = count - 1; i >= 0 && good; i--) { /* the first is chosen in the end */
        search->rows[i] = rows[i];
        search->results[i].loss = HUGE_VAL;
        search->results[i].eta = search_rate(0);
        good = choose(search, i, error);
    }
    if (!good) {
        search_free(search);
        return NULL;
    }
    sim_set_tolerance(own, sim_tolerance(sim));
    sim_set_seed(own, sim_seed(sim));
    sim_set_start(own, sim_start(sim));
    return search;
}

double search_rate(int index)
{
    return vmath_pow(10, -5 + 6.0 * index / (SEARCH_RATES - 1));
}

static void begin_trial(struct search *search)
{
    struct error impossible;
    sim_reset(search->sim);
    sim_set_value(search->sim, 0, "eta", search_rate(search->rate), &impossible);
    search->converged = search->budget;
    search->is_begun = true;
}

/* A slice of the trial; returns whether it is over. */
static bool go_on(struct search *search)
{
    const struct row *row = sim_row(search->sim, 0);
    int64_t left = sim_slice_points(search->sim);
    for (; left > 0 && row->n < search->budget && !row->diverged; left--) {
        sim_step(search->sim);
        if (row->converged && row->n < search->converged)
            search->converged = row->n;
    }
    return row->n == search->budget || row->diverged;
}

/* The loss after the budget, infinite for a ball that diverged. */
static void note_result(struct search *search)
{
    struct search_result *result = &search->results[search->row];
    const struct row *row = sim_row(search->sim, 0);
    double loss = row->diverged || !isfinite(row->loss) ? HUGE_VAL : row->loss;
    result->losses[search->rate] = loss;
    if (loss < result->loss || (loss == result->loss && search->converged < result->converged)) {
        result->loss = loss;
        result->eta = search_rate(search->rate);
        result->converged = search->converged;
    }
}

bool search_work(struct search *search)
{
    if (search->row == search->count)
        return false;
    if (!search->is_begun)
        begin_trial(search);
    if (!go_on(search))
        return true;
    note_result(search);
    search->is_begun = false;
    if (++search->rate == SEARCH_RATES) {
        search->rate = 0;
        search->row++;
        struct error impossible; /* it was chosen once already */
        if (search->row < search->count)
            choose(search, search->row, &impossible);
    }
    return search->row < search->count;
}

const struct search_result *search_result(const struct search *search, int index)
{
    return &search->results[index];
}

void search_free(struct search *search)
{
    if (!search)
        return;
    sim_free(search->sim);
    free(search);
}
