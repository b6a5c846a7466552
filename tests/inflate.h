#ifndef OVERSHOOT_TESTS_INFLATE_H
#define OVERSHOOT_TESTS_INFLATE_H

/* The other way round: what output/deflate.h has made shorter. */

#include "../src/base/text.h"

/* False: these bytes are not of zlib's format, with fixed codes. */
bool inflate(struct text *out, const uint8_t *bytes, size_t length);

#endif
