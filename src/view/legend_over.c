/* The table over a view, where there is no panel: in that corner of it that has the least. */

#include "parts.h"

#include <limits.h>
#include <string.h>

/* How much is drawn in a part of the frame beside the field: dots, lines, marks, words; in a
 * figure, what is of balls there, and words, however that is shown. */
static int drawn_in(const struct screen *screen, struct area area)
{
    const struct frame *frame = screen->frame;
    bool figure = screen_is_figure(screen);
    int count = 0;
    for (int row = area.row; row < area.row + area.rows; row++)
        for (int column = area.column; column < area.column + area.columns; column++) {
            int at = row * frame->columns + column;
            uint32_t glyph = frame->cells[at].glyph;
            if (figure && frame->taken)
                count += frame->taken[at];
            else
                count += glyph != ' ' && glyph != 0x2580 && glyph != 0x2584; /* the field's own */
        }
    return count;
}

/* A number that the legend would cut goes whole: the rest would be another one. */
static void clear_cut_number(const struct screen *screen, int inside, int row, int step)
{
    static const char digits[] = "0123456789.e";
    int column = inside;
    while (column >= 0 && column < screen->frame->columns) {
        struct cell *cell = frame_cell(screen->frame, column, row);
        bool digit = cell->glyph && cell->glyph < 128 && strchr(digits, (int)cell->glyph);
        if (!digit && cell->glyph != 0x2212)
            return;
        cell->glyph = ' ';
        column += step;
    }
}

/* Always the same while balls roll; in a figure, that stands still, as many as there are to say. */
static int columns_over(const struct screen *screen)
{
    enum { MOST = 36, AROUND = 2 };
    return screen_is_figure(screen) ? legend_columns(screen, MOST - AROUND) + AROUND : MOST;
}

void legend_draw_over(const struct screen *screen, struct area area)
{
    enum { BESIDE = 3, BELOW = 2 };                 /* axes are left free */
    int steady = screen_is_figure(screen) ? 1 : 16; /* so little is no reason to be elsewhere */
    int rows = legend_rows(screen), columns = columns_over(screen);
    struct area best = {0, 0, columns, rows};
    int least = INT_MAX;
    if (rows * 2 > area.rows || columns * 2 > area.columns || rows < 3)
        return;
    for (int corner = 3; corner >= 0; corner--) {
        struct area place = best;
        place.column =
            corner & 1 ? area.column + area.columns - columns - BESIDE : area.column + 2 * BESIDE;
        place.row = corner & 2 ? area.row + 1 : area.row + area.rows - rows - BELOW;
        int drawn = drawn_in(screen, place) / steady;
        if (drawn < least)
            least = drawn, best = place;
    }
    for (int row = best.row; row < best.row + best.rows; row++) {
        clear_cut_number(screen, best.column, row, -1);
        clear_cut_number(screen, best.column + best.columns - 1, row, 1);
    }
    frame_cover(screen->frame, best);
    screen_fill(screen, best, ROLE_TEXT);
    legend_draw(screen, (struct area){best.column + 1, best.row, columns - 2, rows});
    screen_raise(screen, best);
}
