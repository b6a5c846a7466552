#ifndef OVERSHOOT_OUTPUT_DEFLATE_H
#define OVERSHOOT_OUTPUT_DEFLATE_H

/* Bytes made shorter as zlib's format has it (RFC 1950, 1951), by its fixed codes alone: quick, and
 * the same on every machine. */

#include <stddef.h>
#include <stdint.h>

struct text;

void deflate_add(struct text *out, const uint8_t *bytes, size_t length);

#endif
