#ifndef OVERSHOOT_OUTPUT_SVG_DRAWING_H
#define OVERSHOOT_OUTPUT_SVG_DRAWING_H

/* The lines of a drawing as paths: each with its own width and dashes, cut off at the plot's edge.
 */

#include "svg_cell.h"

struct text;
struct drawing;

/* What the lines lie on: the field's colour in a cell; paper where there is none. */
void svg_drawing_write(struct text *out, const struct drawing *drawing, const struct frame *frame,
                       struct svg_ground ground, bool light);

#endif
