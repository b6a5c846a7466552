#ifndef OVERSHOOT_OUTPUT_SVG_DRAWING_H
#define OVERSHOOT_OUTPUT_SVG_DRAWING_H

/* A drawing as paths: lines with their own width and dashes, cut off at the plot's edge; areas;
 * marks at their true places. */

#include "svg_cell.h"

struct text;
struct drawing;

/* What they lie on: the field's colour in a cell; paper where there is none. */
void svg_drawing_write(struct text *out, const struct drawing *drawing, const struct frame *frame,
                       struct svg_ground ground, enum light light);

#endif
