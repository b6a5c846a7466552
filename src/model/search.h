#ifndef OVERSHOOT_MODEL_SEARCH_H
#define OVERSHOOT_MODEL_SEARCH_H

/* The best constant learning rate of each of some optimizers, for a problem, the conditions of a
 * run and a budget of iterations: all of SEARCH_RATES rates from 1e-5 to 10 are tried, evenly
 * spaced by their logarithm. The best has the least loss after the last iteration; among equals the
 * one that converged first, then the smaller. In slices of time, so that others can go on
 * meanwhile. */

#include "mover.h"

enum { SEARCH_RATES = 61, SEARCH_BUDGET_MAX = 10000, SEARCH_ROWS_MAX = 16 };

/* An optimizer with numbers of its own. */
struct racer {
    const struct formula_row *row;
    struct named_value values[PARAMETERS_MAX];
    int count;
    double eta, noise; /* below 0: not given */
};

struct search_result {
    const struct formula_row *row;
    double eta, loss;            /* the best; loss is infinite if every rate diverged */
    int64_t converged;           /* the row at which that ball had converged, or the budget */
    double losses[SEARCH_RATES]; /* of every rate, infinite where it diverged */
};

struct search {
    owners owners;
    const struct problem *problem;
    struct conditions conditions;
    const struct recipe *recipes[SEARCH_ROWS_MAX];
    struct racer racers[SEARCH_ROWS_MAX];
    struct search_result results[SEARCH_ROWS_MAX]; /* of a racer each */
    int count;
    int64_t budget;

    /* The trial under way. */
    int row, rate;
    bool is_begun;
    int64_t converged; /* as in the result */
    struct mover mover;
    struct workspace workspace;
};

/* Noise, where a racer has none of its own, and batches are those of a recipe, of the first stream.
 * NULL with the reason if one of the rules cannot be compiled for this problem. */
struct search *search_begin(const struct problem *problem, const struct conditions *conditions,
                            const struct recipe *recipe, const struct racer *racers, int count,
                            int64_t budget, struct error *error);
/* A slice; false when all trials are done. */
bool search_work(struct search *search);
double search_rate(int index);
void search_release(struct search *search); /* NULL is none */

#endif
