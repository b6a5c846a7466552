#ifndef OVERSHOOT_LAB_LAB_H
#define OVERSHOOT_LAB_LAB_H

/* Who computes for those who draw. They ask, in every frame anew, and draw what is known: see job.h
 * for what takes long; the rest is answered at once. */

#include "../model/verdict.h"
#include "../sim/sim.h"

struct lab;
struct lab *lab_new(void);
void lab_free(struct lab *lab);
/* Threads that jobs begin with from now on; NULL, as at first: who asks does all. What was known is
 * forgotten, and nobody is at work any longer. */
struct workers;
void lab_lend(struct lab *lab, struct workers *workers);
struct workers *lab_workers(const struct lab *lab);

/* Until when asking may work on: while is_late says no. NULL, as at first: until all is done. */
void lab_set_limit(struct lab *lab, bool (*is_late)(void *context), void *context);
/* How many answers so far were not the whole: where there is one more than before, asking again
 * brings more. */
int64_t lab_shortfalls(const struct lab *lab);
/* Who draws what was answered had no time for all of it: that is one more. */
void lab_fall_short(struct lab *lab);
/* How many of these are of what threads are at: asking again brings more when there is news. */
int64_t lab_awaited(const struct lab *lab);
/* Pieces that were done by who asked while there was a limit: of a millisecond each, or less. */
int64_t lab_pieces(const struct lab *lab);
/* Whether threads have found some of what was asked for last. */
bool lab_has_news(struct lab *lab);

/* A row on record as it was; false: there is none, or it is not known yet. */
bool lab_row_at(struct lab *lab, const struct sim *sim, int ball, int64_t n, struct row *row);
/* At most max rows that come next, and no more than 32, up to the one in which it diverges; returns
 * how many: 0 if it has. Where they take long there are fewer at first, or none, with a shortfall.
 */
int lab_ahead(struct lab *lab, const struct sim *sim, int ball, struct row *rows, int max);
/* The next update in slow motion, and what it sees; NULL: it has diverged, or that is not known
 * yet. It is the lab's, until the next one. */
const struct rule_trace *lab_trace(struct lab *lab, const struct sim *sim, int ball,
                                   struct seen *seen);
/* What a ball did: all the way of one that has come to its end, else over its latest rows. */
struct verdict lab_verdict(struct lab *lab, const struct sim *sim, int ball);
/* A curve of the present problem's, for a place. */
void lab_curve(struct lab *lab, const struct sim *sim, const struct formula_code *curve,
               struct point place, const double *at, double *values, int64_t count);

#endif
