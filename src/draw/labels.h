#ifndef OVERSHOOT_DRAW_LABELS_H
#define OVERSHOOT_DRAW_LABELS_H

/* Where labels stand: clear of lines, marks and each other, or nowhere. Half a number is a lie. */

#include "canvas.h"

struct placed_label {
    int column, row, width; /* in cells of the canvas */
    const char *text;
    const struct shape *shape;
};

/* The canvas's labels that have a place, at most `max`, by their priority; returns how many. They
 * take the cells that they stand in. */
int labels_place(struct canvas *canvas, struct placed_label *placed, int max);

#endif
