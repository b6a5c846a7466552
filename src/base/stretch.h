#ifndef OVERSHOOT_BASE_STRETCH_H
#define OVERSHOOT_BASE_STRETCH_H

/* Long stretches of bytes that are all the same, many at a time. */

#include <stdbool.h>
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

/* A few bytes of which some are not 0. */
struct stretch {
    int from, to;
};
/* Goes on to the next ones; all 0 at first. Who looks at all of them has no branch that cannot be
 * foreseen. False: there are no more. */
static inline bool stretch_next(const uint8_t *bytes, int end, struct stretch *stretch)
{
    uint64_t many = 0;
    int at = stretch->to;
    while (at + (int)sizeof many <= end && (memcpy(&many, bytes + at, sizeof many), many == 0))
        at += (int)sizeof many;
    stretch->from = at;
    stretch->to = at + (int)sizeof many < end ? at + (int)sizeof many : end;
    return at < end;
}

#endif
