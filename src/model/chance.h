#ifndef OVERSHOOT_MODEL_CHANCE_H
#define OVERSHOOT_MODEL_CHANCE_H

/* What is random, and yet a function of seed, stream and time alone: so going back is exact, and
 * anywhere else it is the same. */

#include "../lang/formula.h"

#include <stdint.h>

/* Scrambles 64 bits. */
uint64_t chance_mix(uint64_t bits);

/* Two independent standard normal numbers, which are what noise is made of. */
void noise_sample(uint64_t seed, uint64_t stream, uint64_t n, double *x, double *y);
/* A schedule that falls below 0 has come to the end of the noise. */
double noise_level(double sigma);

/* The same of many streams at once, from `first` on by the numbers in `of`. */
void noise_samples(uint64_t seed, uint64_t first, const int64_t *of, uint64_t n, int count,
                   double *x, double *y);

/* What the places of a rule draw in an iteration: two numbers for each of them, of which the second
 * one of uniform() is 0. */
void chance_draw(const struct formula_code *rule, uint64_t seed, uint64_t stream, uint64_t n,
                 double draws[]);

#endif
