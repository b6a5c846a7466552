#ifndef OVERSHOOT_LAB_RANGE_H
#define OVERSHOOT_LAB_RANGE_H

/* The range test: a ball that is moved by its rule, with a learning rate that grows from update to
 * update, until it leaves. Where the loss falls fastest is a good rate; where it begins to rise,
 * and where it bursts, are too great ones. */

#include "lab.h"

enum { RANGE_STEPS_MAX = 100000, RANGE_STEPS = 100 };

/* Update i has the rate from*(to/from)^(i/(steps - 1)), whatever the ball's schedule says. from 0:
 * both ends are looked for, so that it falls and bursts between them. */
struct range_wish {
    double from, to;
    int64_t steps;
};

/* An update: its rate, and the loss that it leads to. */
struct range_row {
    double eta, loss;
};

struct range_test {
    struct range_wish range; /* that was tested, or is by now */
    double first;            /* the loss at the start */
    int count;               /* updates so far: fewer than steps where the ball has diverged */
    const struct range_row *rows;
    bool done; /* then the rest is known: updates, -1 where there is none such */
    /* The greatest fall from one row to the next; the greatest below all rows before, which is no
     * way back from a rise, and before one that is greater than all falls; the first rise; the
     * first update that ends at more than four times the first loss. The falls are before that. */
    int steepest, suggested, rise, burst;
    bool flat; /* the loss nowhere falls by more than a hundredth of the first one */
};

/* Of a run from the start: all 0 at first. */
struct ranging;
struct ranging *ranging_new(const struct problem *problem, const struct recipe *recipe,
                            const struct conditions *conditions, struct range_wish range);
void ranging_free(struct ranging *ranging);
/* So many updates more; false: it is done. */
bool ranging_go_on(struct ranging *ranging, struct workspace *workspace, int updates);
const struct range_test *ranging_test(const struct ranging *ranging);

/* Of a ball from the start, as it is moved now; valid until the lab is asked for something else. */
const struct range_test *lab_range(struct lab *lab, const struct sim *sim, int ball,
                                   struct range_wish range);
/* 2/λ, by the sharpest direction at the minimum that is nearest to the start; NaN: none is known.
 */
double lab_range_edge(struct lab *lab, const struct sim *sim);

/* Whether there is a rate that it suggests; else the error says why not. */
bool range_tells(const struct range_test *test, struct error *error);

/* The marks with their names, in this order; update -1: there is none. */
enum { RANGE_MARKS = 4 };
struct range_mark {
    const char *name;
    int update;
};
void range_marks(const struct range_test *test, struct range_mark marks[RANGE_MARKS]);

#endif
