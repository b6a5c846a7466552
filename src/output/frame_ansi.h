#ifndef OVERSHOOT_OUTPUT_FRAME_ANSI_H
#define OVERSHOOT_OUTPUT_FRAME_ANSI_H

#include "../view/view.h"

struct text;

/* Appends the frame as lines with ANSI colours, to be printed or kept in a file. */
void frame_ansi_write(struct text *out, const struct frame *frame, enum color_level level);

/* Appends what turns a screen that shows `before` into one that shows `frame`, by cursor movements:
 * for recordings. Without `before` (NULL or another size) the screen is cleared first. Leaves plain
 * attributes and the cursor where the frame has it. */
void frame_ansi_update(struct text *out, const struct frame *before, const struct frame *frame,
                       enum color_level level);

#endif
