#ifndef OVERSHOOT_LAB_SURVEY_H
#define OVERSHOOT_LAB_SURVEY_H

/* The surface at the points of a lattice: first at points that lie far apart, then at closer ones.
 * What is not known yet lies between what is. */

#include "lab.h"

/* Of so many numbers, number i is from + span*(first + step*i)/whole. */
struct marks {
    double from, span, first, step, whole;
    int64_t count;
};
struct lattice {
    struct marks across, down;
};
/* In the middles or at the corners of a region's fields: so many points across and down, from the
 * upper left one on (x0, y1). */
struct lattice lattice_middles(const struct region *region, int columns, int rows);
struct lattice lattice_corners(const struct region *region, int columns, int rows);
/* A point of it, or between them. */
struct point lattice_point(const struct lattice *lattice, double column, double row);

struct survey {
    int columns, rows;
    int stride;             /* of every so many columns and rows the first is known: 1: all are */
    double *loss, *gx, *gy; /* columns x rows; the gradient where it was asked for */
};
/* A loss, or what those around make likely. */
double survey_at(const struct survey *survey, int column, int row);

/* Of the losses that are defined, known or likely. */
struct spread {
    double least, greatest; /* least > greatest: there are none */
    double valley;          /* how much higher than the least one the lowest fiftieth of them is */
};
struct spread survey_spread(const struct survey *survey);
/* The greatest slope where the loss is defined; 0: there is none. */
double survey_steepest(const struct survey *survey);

/* Two lattices at most, as many surveys. */
const struct survey *lab_survey(struct lab *lab, const struct problem *problem,
                                const struct lattice *lattices, int count);
const struct survey *lab_gradients(struct lab *lab, const struct problem *problem,
                                   const struct lattice *lattice);
/* The loss of the mini-batch that a ball's next update sees, at all points; false: it sees all
 * rows, or that is not known yet. */
bool lab_batch(struct lab *lab, const struct sim *sim, int ball, const struct lattice *lattice,
               double *loss);

#endif
