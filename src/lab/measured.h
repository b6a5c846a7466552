#ifndef OVERSHOOT_LAB_MEASURED_H
#define OVERSHOOT_LAB_MEASURED_H

/* Formulas over all rows of a ball, as lines: the rows are made again, in slices, and what they
 * come to is kept. */

#include "lab.h"

enum { MEASURED_MAX = 8, BUCKETS_MAX = 4096 };

/* Of neighbouring rows the first and the last, and those where the formula was least and greatest:
 * so that no peak is lost. A y of NaN: none has a value. */
struct bucket {
    struct point first, low, high, last;
    bool low_first; /* of low and high */
};
struct measured_line {
    const struct bucket *buckets;
    int count;
    int64_t stride; /* rows in a bucket: bucket i begins with row i*stride */
    int64_t last;   /* the last row that is known */
    int64_t stamp;  /* as long as it is the same, the line has grown at its end alone: */
    int fixed;      /* so many buckets stay as they are */
};

/* What is wanted: formulas, and what they are over; NULL: the tick. */
struct measured_wish {
    const char *formulas[MEASURED_MAX];
    int count;
    const char *over;
    int columns; /* of the picture: no more buckets than tell them apart; 0: as many as there are */
};
/* The lines of a ball: of a formula that is not its own, or that it cannot have, with count 0.
 * Valid until the next wish for that ball. */
const struct measured_line *lab_measured(struct lab *lab, const struct sim *sim, int ball,
                                         const struct measured_wish *wish);

/* What it is at a row, or in a row that is not far after it; NaN: it has no value there. */
double measured_value(const struct measured_line *line, int64_t row, bool *exact);

#endif
