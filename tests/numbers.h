#ifndef OVERSHOOT_TESTS_NUMBERS_H
#define OVERSHOOT_TESTS_NUMBERS_H

/* Numbers by chance, the same on every machine, and whether two are the same; of colours, how far
 * they are apart. */

#include "../src/draw/color.h"

#include <stdbool.h>
#include <stdint.h>

extern uint64_t random_state; /* may be set to begin another sequence */
uint64_t random_bits(void);

/* To the last bit; any NaN is the same as any other. */
bool same_number(double a, double b);

/* (a + 0.05) / (b + 0.05) of the lighter and the darker one: 1 … 21, as WCAG 2 has it. */
float light_contrast(color a, color b);

#endif
