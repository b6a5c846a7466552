#ifndef OVERSHOOT_VIEW_LEVELS_H
#define OVERSHOOT_VIEW_LEVELS_H

/* From values to tones, and which round values get a line. */

#include "../session/session.h"

#include <stdint.h>

enum { LEVELS_MAX = 40 };

struct tone_scale {
    enum scale scale;
    double least, greatest; /* of the defined values; least > greatest: there are none */
    double floor;           /* log: what is this near to the least counts as the valley's floor */
};

struct tone_scale tone_scale_measure(enum scale scale, const double *values, int64_t count);
double tone_of(const struct tone_scale *scale, double value);
/* The same, below 0 and above 1 where a value is out of the scale's. */
double tone_unbounded(const struct tone_scale *scale, double value);

/* At most `wanted` round values (and at most LEVELS_MAX), rising. Returns how many. */
int levels_choose(const struct tone_scale *scale, int wanted, double levels[LEVELS_MAX]);

/* The losses that have a line, with their tones. */
struct levels {
    struct tone_scale scale;
    double values[LEVELS_MAX], tones[LEVELS_MAX]; /* rising */
    int count;
};
/* Of a picture that is so many rows high; the tones of its values. */
void levels_measure(struct levels *levels, enum scale scale, const double *values, int64_t count,
                    int rows);

/* A round step (1, 2 or 5 times a power of ten) that divides a span into at most `count` parts. */
double round_step(double span, int count);

#endif
