#ifndef OVERSHOOT_TESTS_ASK_H
#define OVERSHOOT_TESTS_ASK_H

/* Questions to a sim, with a workspace that the asker need not have. */

#include "../src/sim/sim.h"

/* Rows that come next, at most max, up to the one in which it diverges. */
int ask_foresee(const struct mover *mover, struct row *rows, int max);
int ask_future(const struct sim *sim, int ball, struct row *rows, int max);
bool ask_preview(const struct sim *sim, int ball, struct row *next);
bool ask_row_at(const struct sim *sim, int ball, int64_t n, struct row *row);
/* Valid until the next trace. */
const struct rule_trace *ask_trace(const struct sim *sim, int ball, struct seen *seen);
void ask_values(const struct sim *sim, const double *x, const double *y, double *loss,
                int64_t count);
bool ask_batch_values(const struct sim *sim, int ball, const double *x, const double *y,
                      double *loss, int64_t count);
/* What parameter `index` is in this iteration. */
double ask_value_now(const struct sim *sim, int ball, int index);
struct workspace *ask_workspace(void);

#endif
