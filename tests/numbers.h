#ifndef OVERSHOOT_TESTS_NUMBERS_H
#define OVERSHOOT_TESTS_NUMBERS_H

/* Numbers by chance, the same on every machine, and whether two are the same. */

#include <stdbool.h>
#include <stdint.h>

extern uint64_t random_state; /* may be set to begin another sequence */
uint64_t random_bits(void);

/* To the last bit; any NaN is the same as any other. */
bool same_number(double a, double b);

#endif
