#ifndef OVERSHOOT_LAB_PASSES_H
#define OVERSHOOT_LAB_PASSES_H

/* The cells of a grid in passes: first those that lie far apart, then those of half the distance
 * that lie between them, and so on to all; each pass in pieces, of which none has cells of more
 * than one line. */

#include <stdint.h>

enum { PASSES_MAX = 32 };

struct passes {
    int lines, length;
    int count;
    struct pass {
        int stride;     /* its cells are in every so many lines, and every so many of these */
        int64_t cells;  /* of its own */
        int64_t pieces; /* up to its end, with those of the passes before */
    } passes[PASSES_MAX];
    int chunk; /* cells in a piece at most */
};

/* The first pass has few cells, so that there is something to show at once. */
struct passes passes_lay(int lines, int length, int chunk);
int64_t passes_pieces(const struct passes *passes);

/* A piece: some cells of a line, from the first on, a step apart. */
struct pass_piece {
    int pass, line, first, step, count;
};
struct pass_piece passes_piece(const struct passes *passes, int64_t piece);

#endif
