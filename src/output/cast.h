#ifndef OVERSHOOT_OUTPUT_CAST_H
#define OVERSHOOT_OUTPUT_CAST_H

/* Recordings as asciicast v2 (asciinema): a line of JSON for the whole, then one for each time at
 * which something was written to the terminal. */

#include "../base/text.h"

#include <stddef.h>

void cast_begin(struct text *out, int columns, int rows, const char *title);
/* seconds: since the beginning. The bytes are valid UTF-8. */
void cast_event(struct text *out, double seconds, const char *bytes, size_t length);

#endif
