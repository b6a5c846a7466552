#ifndef OVERSHOOT_TESTS_DRAWS_H
#define OVERSHOOT_TESTS_DRAWS_H

/* What rules and noise draw, by a generator that is written out here, as `help chance` has it. */

#include "../src/base/plane.h"

#include <stdint.h>

/* Streams and places count from 0. */
double drawn_uniform(uint64_t seed, uint64_t stream, uint64_t n, uint64_t place);
struct point drawn_normal(uint64_t seed, uint64_t stream, uint64_t n, uint64_t place);
/* Of `noise 1`. */
struct point drawn_noise(uint64_t seed, uint64_t stream, uint64_t n);

#endif
