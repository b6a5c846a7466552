#ifndef OVERSHOOT_OUTPUT_FRAME_TEXT_H
#define OVERSHOOT_OUTPUT_FRAME_TEXT_H

struct frame;
struct text;

/* Appends the frame's characters, a line per row, without blanks at the ends of lines. */
void frame_text_write(struct text *out, const struct frame *frame);

#endif
