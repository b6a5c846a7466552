#ifndef OVERSHOOT_VIEW_LEVELS_H
#define OVERSHOOT_VIEW_LEVELS_H

/* From values to tones, and which round values get a line. */

#include "../lab/survey.h"
#include "../session/session.h"

/* Of lines; and how many are wanted where there is little room. */
enum { LEVELS_MAX = 9, LEVELS_LEAST = 5 };

struct tone_scale {
    enum scale scale;
    double least, greatest; /* of the defined values; least > greatest: there are none */
    double floor;           /* log: what is this near to the least counts as the valley's floor */
};

double tone_of(const struct tone_scale *scale, double value);
/* The same, below 0 and above 1 where a value is out of the scale's. */
double tone_unbounded(const struct tone_scale *scale, double value);

/* The losses that have a line, with their tones. */
struct levels {
    struct tone_scale scale;
    double values[LEVELS_MAX], tones[LEVELS_MAX]; /* rising */
    int count;
};
/* Of a scale, about so many. */
void levels_of_scale(struct levels *levels, const struct tone_scale *scale, int wanted);
/* Of a picture of a survey that is so many rows high. */
void levels_measure(struct levels *levels, enum scale scale, const struct survey *survey, int rows);
/* How many levels are not above a tone; -1: it is none. */
int levels_band(const struct levels *levels, double tone);

#endif
