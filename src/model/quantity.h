#ifndef OVERSHOOT_MODEL_QUANTITY_H
#define OVERSHOOT_MODEL_QUANTITY_H

/* The numbers that a ball has at a row: each once, for all who name, write or draw them. */

#include "row.h"

#include "../catalogue/catalogue.h"

enum quantity {
    /* Those that have charts, in the order of their use. */
    QUANTITY_LOSS,
    QUANTITY_ETA,
    QUANTITY_EDGE,
    QUANTITY_GRADIENT,
    QUANTITY_DISTANCE,
    CHART_COUNT,
    /* The others. */
    QUANTITY_X = CHART_COUNT,
    QUANTITY_Y,
    QUANTITY_GRAD_X,
    QUANTITY_GRAD_Y,
    QUANTITY_SHARPNESS,
    QUANTITY_F,
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
    const char *name;  /* in formulas, conditions and files */
    const char *chart; /* what is seen in its chart; NULL: it has none */
    const char *help;  /* where it is a ball's that is named; NULL: only formulas have it */
    double (*of)(const struct row *row);
    /* Instead: of the row and a point. Charts take the nearest minimum. */
    double (*to)(const struct row *row, struct point point);
    bool of_run; /* of the run so far: it is not asked for at an earlier row */

    /* In pictures. */
    const char *sign, *ascii, *brief; /* NULL: the name; brief where there is little room */
    const char *none;                 /* why a ball may have none; NULL: each has it */
    bool linear;                      /* its axis begins at 0, if the values are of one size */
    /* What has a line beside the values, NaN where there is none; what is beyond is in danger. */
    double (*limit)(const struct row *row);
    bool danger;
};
extern const struct quantity_row quantity_rows[QUANTITY_COUNT];
const struct quantity_row *quantity_find(const char *name); /* NULL: there is none */
/* How conditions ask for it: `loss(BALL, [N])`. */
enum { QUANTITY_USAGE_SIZE = 32 };
const char *quantity_usage(const struct quantity_row *row, char usage[QUANTITY_USAGE_SIZE]);

#endif
