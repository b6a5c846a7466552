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
    /* Those of which somebody asks by themselves; after them come the others. */
    QUANTITY_X = CHART_COUNT,
    QUANTITY_Y,
    QUANTITY_GRAD_X,
    QUANTITY_GRAD_Y,
    QUANTITY_SHARPNESS
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
    double (*limit)(const struct row *row); /* a line beside the values; NaN: there is none */
    bool danger;                            /* what is beyond it is in danger */
};
extern const struct quantity_row quantity_rows[];
extern const int quantity_row_count;
const struct quantity_row *quantity_find(const char *name); /* NULL: there is none */
/* How conditions ask for it: `loss(BALL, [N])`. */
enum { QUANTITY_USAGE_SIZE = 32 };
const char *quantity_usage(const struct quantity_row *row, char usage[QUANTITY_USAGE_SIZE]);

#endif
