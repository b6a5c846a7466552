#ifndef OVERSHOOT_MODEL_QUANTITY_H
#define OVERSHOOT_MODEL_QUANTITY_H

/* The numbers that a ball has at a row: each once, for all who name, write or draw them. */

#include "row.h"

enum quantity {
    QUANTITY_X,
    QUANTITY_Y,
    QUANTITY_F,
    QUANTITY_LOSS,
    QUANTITY_ETA,
    QUANTITY_EDGE,
    QUANTITY_GRAD_X,
    QUANTITY_GRAD_Y,
    QUANTITY_GRADIENT,
    QUANTITY_SHARPNESS,
    QUANTITY_N,
    QUANTITY_T,
    QUANTITY_EPOCH,
    QUANTITY_ITERATIONS,
    QUANTITY_OVERSHOOTS,
    QUANTITY_WORSENED,
    QUANTITY_CONVERGED,
    QUANTITY_DIVERGED,
    QUANTITY_STEPS,
    QUANTITY_COUNT
};

struct quantity_row {
    const char *name; /* in formulas, conditions and files */
    const char *help; /* where it is a ball's that is named; NULL: only formulas have it */
    double (*of)(const struct row *row);
    bool column; /* of runs, in the order of the rows: scripts rely on it */
    bool of_run; /* of the run so far: it is not asked for at an earlier row */
};
extern const struct quantity_row quantity_rows[QUANTITY_COUNT];
const struct quantity_row *quantity_find(const char *name); /* NULL: there is none */

#endif
