#ifndef OVERSHOOT_BASE_STRETCH_H
#define OVERSHOOT_BASE_STRETCH_H

/* Long stretches of bytes that are all the same, many at a time. */

#include <stdint.h>
#include <string.h>

/* The first place from `at` on where another byte stands, or the end. */
static inline int stretch_end(const uint8_t *bytes, int at, int end, uint8_t same)
{
    const uint64_t all = UINT64_C(0x0101010101010101) * same;
    uint64_t many;
    while (at + (int)sizeof many <= end && (memcpy(&many, bytes + at, sizeof many), many == all))
        at += (int)sizeof many;
    while (at < end && bytes[at] == same)
        at++;
    return at;
}

#endif
