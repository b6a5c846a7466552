#ifndef OVERSHOOT_TERM_PACE_H
#define OVERSHOOT_TERM_PACE_H

/* The clock of the interactive program: how many ticks are due, and how far the ball has come on
 * its way along the last step. The times are seconds of a clock that never goes back. */

#include <stdbool.h>

struct pace {
    double last;         /* when pace_due was asked last */
    double owed;         /* ticks, with their fraction */
    double began, takes; /* the motion along the last step; takes 0: none */
};

/* Playing begins: the first tick is due at once. */
void pace_start(struct pace *pace, double now);

/* How many ticks are due now, and counts them as done. Time in which the program could not run is
 * not made up for. */
int pace_due(struct pace *pace, double speed, double now);

/* Drops the ticks that were due and could not be done in time: what is slow runs slower, rather
 * than be late for ever. */
void pace_forgive(struct pace *pace);

/* Seconds until the next tick. */
double pace_wait(const struct pace *pace, double speed, double now);

/* A step was made just now that the eye is to follow: at a speed, or alone (speed 0). */
void pace_move(struct pace *pace, double speed, double now);
void pace_stand(struct pace *pace);

/* 0 … 1, eased; 1 when the ball stands. */
double pace_phase(const struct pace *pace, double now);
bool pace_moving(const struct pace *pace, double now);

#endif
