#ifndef OVERSHOOT_VIEW_LEVELS_H
#define OVERSHOOT_VIEW_LEVELS_H

/* From values to tones, and which round values get a line. */

#include "../lab/survey.h"
#include "../session/session.h"

/* Of lines; and how many are wanted where there is little room, and where there is much. */
enum { LEVELS_MAX = CONTOURS_MAX, LEVELS_LEAST = 5, LEVELS_MOST = 9 };

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
/* What the user wants of them. */
struct tone_wish {
    enum scale scale;
    struct tone_limits limits;
    int lines; /* at most; 0: as many as there is room for */
};
struct tone_wish tone_wish_of(const struct look *look);
bool tone_wishes_equal(const struct tone_wish *a, const struct tone_wish *b);

/* Of a picture of a survey that is so many rows high. */
void levels_measure(struct levels *levels, const struct tone_wish *wish,
                    const struct survey *survey, int rows);
/* How many levels are not above a tone; -1: it is none. */
int levels_band(const struct levels *levels, double tone);

#endif
