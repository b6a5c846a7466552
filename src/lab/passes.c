#include "passes.h"

#include <stdbool.h>

enum { FIRST_CELLS = 16 };

static int parts(int whole, int stride)
{
    return (whole + stride - 1) / stride;
}

static int64_t cells_of(const struct passes *passes, int stride)
{
    return (int64_t)parts(passes->lines, stride) * parts(passes->length, stride);
}

/* Of a line of a pass. But for the first pass, every other line has every other cell already. */
static int length_of(const struct passes *passes, int pass, int number)
{
    int length = parts(passes->length, passes->passes[pass].stride);
    return pass > 0 && number % 2 == 0 ? length / 2 : length;
}

static int pieces_of(const struct passes *passes, int pass, int number)
{
    return parts(length_of(passes, pass, number), passes->chunk);
}

/* Of an even line and the odd one behind it. */
static int pieces_of_two(const struct passes *passes, int pass)
{
    return pieces_of(passes, pass, 0) + pieces_of(passes, pass, 1);
}

struct passes passes_lay(int lines, int length, int chunk)
{
    struct passes passes = {.lines = lines, .length = length, .chunk = chunk};
    int stride = 1;
    int64_t known = 0, pieces = 0;
    while (cells_of(&passes, stride) > FIRST_CELLS)
        stride *= 2;
    for (; stride > 0; stride /= 2) {
        int pass = passes.count++, count = parts(lines, stride);
        passes.passes[pass] = (struct pass){stride, cells_of(&passes, stride) - known, 0};
        known += passes.passes[pass].cells;
        pieces += (int64_t)(count / 2) * pieces_of_two(&passes, pass) +
                  (count % 2 ? pieces_of(&passes, pass, 0) : 0);
        passes.passes[pass].pieces = pieces;
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
    int64_t number = piece - (pass > 0 ? passes->passes[pass - 1].pieces : 0);
    int even = pieces_of(passes, pass, 0), two = pieces_of_two(passes, pass);
    int rest = (int)(number % two), odd = rest >= even;
    int from = (rest - (odd ? even : 0)) * passes->chunk;
    int left = length_of(passes, pass, odd) - from, stride = passes->passes[pass].stride;
    bool between = pass > 0 && !odd;
    return (struct pass_piece){
        .pass = pass,
        .line = (int)(2 * (number / two) + odd) * stride,
        .first = (between ? 2 * from + 1 : from) * stride,
        .step = (between ? 2 : 1) * stride,
        .count = left < passes->chunk ? left : passes->chunk,
    };
}
