#ifndef OVERSHOOT_TERM_SHARED_H
#define OVERSHOOT_TERM_SHARED_H

/* Bytes that a terminal on this machine finds by a name, reads once, and takes away (POSIX shared
 * memory, as Linux has it). */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* False: there is no such place here, or no room in it. */
bool shared_put(void *context, const uint8_t *bytes, size_t length, char name[64]);
/* Takes away what nobody has. */
void shared_end(void);

#endif
