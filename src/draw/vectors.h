#ifndef OVERSHOOT_DRAW_VECTORS_H
#define OVERSHOOT_DRAW_VECTORS_H

/* Drawings as they are kept for files that draw true lines: those lines that can be told apart,
 * joined where one goes on from the other. A way of a million hops is bounded by that. */

#include "drawing.h"

struct vectors {
    struct drawing drawing; /* lines, areas and marks of dots */
    uint64_t *seen;         /* which pieces there are: a table by their hash; 0: none */
    int seen_count, seen_capacity;
    struct point landing; /* the last one, in cells */
};

/* All 0 at first. */
void vectors_begin(struct vectors *vectors, struct area area, struct region plane);
void vectors_free(struct vectors *vectors);
void vectors_copy(struct vectors *vectors, const struct vectors *from);

void vectors_add(struct vectors *vectors, const struct drawing *drawing);

#endif
