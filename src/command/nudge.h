#ifndef OVERSHOOT_COMMAND_NUDGE_H
#define OVERSHOOT_COMMAND_NUDGE_H

/* The numbers that a key makes a little less or more. */

#include "../sim/sim.h"

/* The next value below (direction -1) or above (1), within the number's range. */
double number_step(const struct named_value *number, int direction);

/* The next of the usual speeds, in steps per second. */
double speed_step(double speed, int direction);

#endif
