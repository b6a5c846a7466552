#ifndef OVERSHOOT_VIEW_SURVEY_H
#define OVERSHOOT_VIEW_SURVEY_H

/* The surface's values on a grid of points, found in slices of time: first points that lie far
 * apart, then closer ones. What is not known yet lies between what is. A slice is so small that the
 * screen can answer after it, also where a value is a sum over many rows. */

#include "screen.h"

enum survey_points { SURVEY_MIDDLES, SURVEY_CORNERS }; /* of a grid's fields */

struct survey_key {
    int64_t version; /* of the surface */
    struct region view;
    int columns, rows; /* of points, from the upper left one on */
    enum survey_points points;
};

struct survey {
    struct survey_key key;
    double *values; /* columns x rows */
    int stride;     /* of every so many columns and rows the first is known: 1: all are; 0: none */
    int finer;      /* the stride of the pass under way */
    int next;       /* its next point, row by row */
};

/* Begins anew if the key is another one. */
void survey_aim(struct survey *survey, const struct survey_key *key);
/* A slice of the work; there must be some left. */
void survey_work(struct survey *survey, const struct problem *problem, struct workspace *workspace);
/* The value, or what those around make likely. Something must be known. */
double survey_at(const struct survey *survey, int column, int row);
void survey_free(struct survey *survey);

#endif
