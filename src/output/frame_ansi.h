#ifndef OVERSHOOT_OUTPUT_FRAME_ANSI_H
#define OVERSHOOT_OUTPUT_FRAME_ANSI_H

/* Frames as the bytes that terminals read: the one way in which the screen, recordings and files of
 * ANSI text get them. A terminal is told what it does not show by now, in as few bytes as that
 * takes. */

#include "ansi_pen.h"

struct text;

/* Clears the screen, which then shows a new frame; whether its cursor is seen is not told. */
void frame_ansi_clear(struct text *out, struct ansi_pen *pen);

/* What turns a terminal's screen that shows `before` into one that shows `frame` is appended. Where
 * that is not known (pen->known), or `before` is NULL or has another size, the screen is cleared
 * first. */
void frame_ansi_update(struct text *out, struct ansi_pen *pen, const struct frame *before,
                       const struct frame *frame);

/* Appends the frame as lines, to be printed or kept in a file. */
void frame_ansi_write(struct text *out, const struct frame *frame, enum color_level level);

#endif
