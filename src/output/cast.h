#ifndef OVERSHOOT_OUTPUT_CAST_H
#define OVERSHOOT_OUTPUT_CAST_H

/* Recordings as asciicast v2 (asciinema): a line of JSON for the whole, then one for each time at
 * which something was written to the terminal. What there is by then is always a whole recording.
 */

#include "sink.h"

#include "../base/text.h"
#include "../view/view.h"

/* Appends to out, which stays the caller's, and may be emptied by it between two calls. */
struct cast;
struct cast *cast_new(struct text *out, int columns, int rows, enum color_level level,
                      const char *title);
void cast_free(struct cast *cast);

/* As struct frame_sink has it, of a cast; a frame of another size is the terminal's from then on.
 */
void cast_frame(void *context, double seconds, const struct frame *frame);
void cast_end(void *context, double seconds);
struct frame_sink cast_sink(struct cast *cast);

#endif
