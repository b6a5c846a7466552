#ifndef OVERSHOOT_TERM_PLAYER_H
#define OVERSHOOT_TERM_PLAYER_H

/* The clock of the interactive program: how many ticks are due, and how far the ball has come on
 * its way along the last step. The times are seconds of a clock that never goes back. */

#include <stdbool.h>

struct player {
    double last;         /* when player_due was asked last */
    double owed;         /* ticks, with their fraction */
    double began, takes; /* the motion along the last step; takes 0: none */
};

/* Playing begins: the first tick is due at once. */
void player_start(struct player *player, double now);

/* How many ticks are due now, and counts them as done. Time in which the program could not run is
 * not made up for. */
int player_due(struct player *player, double speed, double now);

/* Drops the ticks that were due and could not be done in time: what is slow runs slower, rather
 * than be late for ever. */
void player_forgive(struct player *player);

/* Seconds until the next tick. */
double player_wait(const struct player *player, double speed, double now);

/* A step was made just now that the eye is to follow: at a speed, or alone (speed 0). */
void player_move(struct player *player, double speed, double now);
void player_stand(struct player *player);

/* 0 … 1, eased; 1 when the ball stands. */
double player_phase(const struct player *player, double now);
bool player_moving(const struct player *player, double now);

#endif
