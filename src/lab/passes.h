#ifndef OVERSHOOT_LAB_PASSES_H
#define OVERSHOOT_LAB_PASSES_H

/* The cells of a grid in passes: first those that lie far apart, then those of half the distance
 * that lie between them, and so on to all; each pass in pieces. */

#include <stdint.h>

enum { PASSES_MAX = 32 };

struct passes {
    int rows, columns;
    int count;
    struct pass {
        int stride;     /* its cells are in every so many rows and columns */
        int64_t cells;  /* of its own */
        int64_t pieces; /* up to its end, with those of the passes before */
    } passes[PASSES_MAX];
    int chunk; /* cells in a piece */
};

/* The first pass has few cells, so that there is something to show at once. */
struct passes passes_lay(int rows, int columns, int chunk);
int64_t passes_pieces(const struct passes *passes);

/* Of a piece its pass, and the cells that it is, by their numbers in the pass. */
struct pass_piece {
    int pass;
    int64_t from, to;
};
struct pass_piece passes_piece(const struct passes *passes, int64_t piece);
/* Where it is in the grid, row after row. */
int64_t passes_cell(const struct passes *passes, int pass, int64_t number);

#endif
