#ifndef OVERSHOOT_OUTPUT_FRAME_SVG_H
#define OVERSHOOT_OUTPUT_FRAME_SVG_H

#include "../draw/color.h"
#include <stdbool.h>

struct frame;
struct text;

struct frame_svg_options {
    enum light light;  /* what the default colours are: dark on light */
    const char *title; /* for those who cannot see the picture; NULL: none */
    const char *words; /* the same: what there is to see; NULL: nothing is said */
};

/* Appends the frame as an SVG document: text as text, blocks and lines as one path per colour. */
void frame_svg_write(struct text *out, const struct frame *frame,
                     const struct frame_svg_options *options);

/* The parts of it, for documents that have more: all before the cells, the cells; then </svg>. */
void frame_svg_open(struct text *out, const struct frame *frame,
                    const struct frame_svg_options *options);
void frame_svg_cells(struct text *out, const struct frame *frame,
                     const struct frame_svg_options *options);

#endif
