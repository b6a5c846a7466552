#ifndef OVERSHOOT_MODEL_QUANTITY_H
#define OVERSHOOT_MODEL_QUANTITY_H

/* The numbers that a ball has at a row: each once, for all who name, write or draw them. */

#include "row.h"

enum quantity {
    QUANTITY_X,
    QUANTITY_Y,
    QUANTITY_LOSS,
    QUANTITY_ETA,
    QUANTITY_GRAD_X,
    QUANTITY_GRAD_Y,
    QUANTITY_SHARPNESS,
    QUANTITY_GRADIENT,
    QUANTITY_CONVERGED,
    QUANTITY_DIVERGED,
    QUANTITY_STEPS,
    QUANTITY_OVERSHOOTS,
    QUANTITY_WORSENED,
    QUANTITY_ITERATIONS,
    QUANTITY_COUNT
};

struct quantity_row {
    const char *name, *help; /* as conditions have it, where it is a ball's that is named */
    double (*of)(const struct row *row);
    bool column; /* of runs, in the order of the rows: scripts rely on it */
    bool of_run; /* of the run so far: it is not asked for at an earlier row */
};
extern const struct quantity_row quantity_rows[QUANTITY_COUNT];

#endif
