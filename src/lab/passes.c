#include "passes.h"

enum { FIRST_CELLS = 16 };

static int64_t parts(int64_t whole, int stride)
{
    return (whole + stride - 1) / stride;
}

static int64_t cells_of(int rows, int columns, int stride)
{
    return parts(rows, stride) * parts(columns, stride);
}

struct passes passes_lay(int rows, int columns, int chunk)
{
    struct passes passes = {.rows = rows, .columns = columns, .chunk = chunk};
    int stride = 1;
    int64_t known = 0, pieces = 0;
    while (cells_of(rows, columns, stride) > FIRST_CELLS)
        stride *= 2;
    for (; stride > 0; stride /= 2) {
        int64_t cells = cells_of(rows, columns, stride) - known;
        known += cells;
        pieces += (cells + chunk - 1) / chunk;
        passes.passes[passes.count++] = (struct pass){stride, cells, pieces};
    }
    return passes;
}

int64_t passes_pieces(const struct passes *passes)
{
    return passes->passes[passes->count - 1].pieces;
}

struct pass_piece passes_piece(const struct passes *passes, int64_t piece)
{
    int pass = 0;
    while (piece >= passes->passes[pass].pieces)
        pass++;
    int64_t before = pass > 0 ? passes->passes[pass - 1].pieces : 0;
    int64_t from = (piece - before) * passes->chunk, end = passes->passes[pass].cells;
    return (struct pass_piece){pass, from, from + passes->chunk < end ? from + passes->chunk : end};
}

/* But for the first pass, of two of its rows the upper one has every other cell already. */
int64_t passes_cell(const struct passes *passes, int pass, int64_t number)
{
    int64_t stride = passes->passes[pass].stride, across = parts(passes->columns, (int)stride);
    int64_t upper = pass > 0 ? across / 2 : across;
    int64_t pair = number / (upper + across), rest = number % (upper + across);
    int64_t row = 2 * pair + (rest >= upper);
    int64_t column = rest >= upper ? rest - upper : pass > 0 ? 2 * rest + 1 : rest;
    return row * stride * passes->columns + column * stride;
}
