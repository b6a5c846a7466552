#include "frame_text.h"

#include "../base/text.h"
#include "../draw/frame.h"

static int row_end(const struct cell *cells, int columns)
{
    while (columns > 0 && cells[columns - 1].glyph == ' ' && !cells[columns - 1].combine)
        columns--;
    return columns;
}

void frame_text_write(struct text *out, const struct frame *frame)
{
    for (int row = 0; row < frame->rows; row++) {
        const struct cell *cells = frame->cells + row * frame->columns;
        int end = row_end(cells, frame->columns);
        for (int column = 0; column < end; column++) {
            if (cells[column].glyph)
                text_add_character(out, cells[column].glyph);
            if (cells[column].combine)
                text_add_character(out, cells[column].combine);
        }
        text_add_bytes(out, "\n", 1);
    }
}
