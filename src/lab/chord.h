#ifndef OVERSHOOT_LAB_CHORD_H
#define OVERSHOOT_LAB_CHORD_H

/* The loss on the straight way between two places, as a function of t: one is at t = 0, the other
 * at t = 1. Goodfellow, Vinyals, Saxe 2015; the barrier as Frankle, Dziugaite, Roy, Carbin 2020 and
 * Entezari, Sedghi, Saukh, Neyshabur 2022 have it: how far the loss rises at most over what lies as
 * far between the two losses. */

#include "line.h"

struct chord {
    struct point from, to;
    bool known;                  /* else it is only what some of the losses say: */
    double first, last;          /* the losses there */
    double barrier, at, highest; /* 0: there is none; its t, and the loss there */
    double lowest, lowest_loss;  /* the t of the least loss between the ends, or NaN: it is an
                                    end's */
    double least, greatest;      /* of the losses from end to end; least > greatest: none is
                                    defined */
};
struct chord lab_chord(struct lab *lab, const struct problem *problem, struct point from,
                       struct point to);
/* The losses from one t to another, which may lie beyond the ends. */
struct line_losses lab_chord_losses(struct lab *lab, const struct problem *problem,
                                    const struct chord *chord, double first, double last,
                                    int count);
/* What lies between the two losses. */
double chord_between(const struct chord *chord, double t);

#endif
