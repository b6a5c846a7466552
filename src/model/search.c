#include "search.h"

#include "../base/memory.h"
#include "../lang/vmath.h"

#include <math.h>
#include <stdlib.h>

/* With the noise and batches of another recipe, or its own noise where that is not below 0. */
static const struct recipe *with_chance(const struct recipe *recipe, const struct problem *problem,
                                        const struct recipe *other, double noise,
                                        struct error *error)
{
    struct schedule_choice choices[SEGMENTS_MAX] = {0};
    int slot, wrong, count = noise >= 0 ? 0 : recipe_choices(other, NOISE_TARGET, choices);
    const struct recipe *planned =
        count == 0 ? retained(recipe)
                   : recipe_with_plan(recipe, &problem->lets, NULL, NOISE_TARGET, choices, count,
                                      &slot, &wrong, error);
    const struct recipe *noisy =
        planned ? recipe_with_seen(planned, problem, noise >= 0 ? noise : other->noise, 0, 0, error)
                : NULL;
    const struct recipe *next =
        noisy ? recipe_with_batch(noisy, problem, other->batch, other->replace, 0, error) : NULL;
    recipe_release(planned);
    recipe_release(noisy);
    return next;
}

struct search *search_begin(const struct problem *problem, const struct conditions *conditions,
                            const struct recipe *recipe, const struct racer *racers, int count,
                            int64_t budget, struct error *error)
{
    struct search *search = memory_new(1, sizeof *search);
    search->owners = 1;
    search->problem = retained(problem);
    search->conditions = *conditions;
    search->count = count;
    search->budget = budget;
    const struct recipe *first = recipe_first(problem, 0, error);
    bool good = first != NULL;
    for (int i = count - 1; i >= 0 && good; i--) {
        const struct racer *racer = &racers[i];
        search->racers[i] = *racer;
        search->results[i] =
            (struct search_result){.row = racer->row, .eta = search_rate(0), .loss = HUGE_VAL};
        const struct recipe *base = with_chance(first, problem, recipe, racer->noise, error);
        search->recipes[i] = base ? recipe_with_rule(base, problem, racer->row, NULL, racer->values,
                                                     racer->count, error)
                                  : NULL;
        recipe_release(base);
        good = search->recipes[i] != NULL;
    }
    recipe_release(first);
    if (good)
        return search;
    search_release(search);
    return NULL;
}

double search_rate(int index)
{
    return vmath_pow(10, -5 + 6.0 * index / (SEARCH_RATES - 1));
}

static void begin_trial(struct search *search)
{
    struct error impossible;
    const struct recipe *recipe = recipe_with_value(search->recipes[search->row], "eta",
                                                    search_rate(search->rate), &impossible);
    mover_bind(&search->mover, search->problem, recipe);
    recipe_release(recipe); /* the mover has it */
    mover_start(&search->mover, &search->workspace, &search->conditions);
    mover_settle(&search->mover, &search->workspace, &news_of_first);
    search->converged = search->budget;
    search->is_begun = true;
}

/* A slice of the trial; returns whether it is over. */
static bool go_on(struct search *search)
{
    const struct row *row = &search->mover.now.row;
    int64_t left = problem_slice_points(search->problem);
    for (; left > 0 && row->n < search->budget && !row->diverged; left--) {
        mover_iterate(&search->mover, &search->workspace);
        mover_settle(&search->mover, &search->workspace, NULL);
        if (row->converged && row->n < search->converged)
            search->converged = row->n;
    }
    return row->n == search->budget || row->diverged;
}

/* The loss after the budget, infinite for a ball that diverged. */
static void note_result(struct search *search)
{
    struct search_result *result = &search->results[search->row];
    const struct row *row = &search->mover.now.row;
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
    }
    return search->row < search->count;
}

void search_release(struct search *search)
{
    if (!search || !owners_drop(&search->owners))
        return;
    for (int i = 0; i < search->count; i++)
        recipe_release(search->recipes[i]);
    problem_release(search->problem);
    mover_free(&search->mover);
    workspace_free(&search->workspace);
    free(search);
}
