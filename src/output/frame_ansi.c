#include "frame_ansi.h"

#include "../base/text.h"

#include <string.h>

/* A row's cells, as they are to be and as they are. */
struct rows {
    const struct cell *now, *old; /* old NULL: all are blank */
    int columns, row;
    int written; /* of the columns */
};

static bool is_second(const struct rows *rows, int column)
{
    return column < rows->columns && rows->now[column].glyph == 0;
}

/* Whether the terminal shows something else there. A wide character is drawn anew when either of
 * its columns is another one. */
static bool is_changed(struct ansi_pen *pen, const struct rows *rows, int column,
                       const struct ansi_look *look)
{
    const struct cell *old = rows->old ? &rows->old[column] : NULL;
    if (!old)
        return !ansi_look_equal(look, &ansi_blank);
    /* one glyph in other colours; of few colours they may be the same ones */
    if (pen->level == COLORS_DIRECT && old->glyph == rows->now[column].glyph && old->glyph != ' ')
        return true;
    struct ansi_look before = ansi_look(pen, old);
    bool wide = is_second(rows, column + 1),
         was_wide = old->glyph && column + 1 < rows->columns && old[1].glyph == 0;
    return wide != was_wide || !old->glyph || !ansi_look_equal(look, &before);
}

/* How many bytes the cells between the cursor and a column take, if no more than `most`; else -1.
 */
static int cost_between(struct ansi_pen *pen, const struct rows *rows, int column, int most)
{
    int sum = 0;
    for (int i = pen->column; i < column && sum >= 0; i++) {
        struct ansi_look look = ansi_look(pen, &rows->now[i]);
        int cost = rows->now[i].glyph ? ansi_cost(pen, &look) : -1;
        sum = cost < 0 || sum + cost > most ? -1 : sum + cost;
    }
    return sum;
}

/* Where little is between the cursor and a cell, it is shorter to write that once more. */
static char *go_to(struct ansi_pen *pen, char *at, const struct rows *rows, int column)
{
    enum { STEP_COST = 3, STEPS_COST = 4 };
    int gap = column - pen->column, cost = gap == 1 ? STEP_COST : STEPS_COST;
    if (pen->row != rows->row || pen->column < 0 || gap <= 0 || gap >= cost ||
        cost_between(pen, rows, column, cost - 1) < 0)
        return ansi_move(pen, at, column, rows->row);
    for (int i = pen->column; i < column; i++) {
        struct ansi_look look = ansi_look(pen, &rows->now[i]);
        at = ansi_put(pen, at, &look, 1, rows->columns);
    }
    return at;
}

static void update_row(struct text *out, struct ansi_pen *pen, const struct rows *rows)
{
    char *begin = text_room(out, (size_t)rows->columns * ANSI_CELL_MAX), *at = begin;
    for (int column = 0; column < rows->written; column++) {
        const struct cell *cell = &rows->now[column];
        if (!cell->glyph || cell->attributes & ATTRIBUTE_THROUGH || /* a picture is there */
            (rows->old && cell_equal(cell, &rows->old[column]) && !is_second(rows, column + 1)))
            continue;
        struct ansi_look look = ansi_look(pen, cell);
        if (!is_changed(pen, rows, column, &look))
            continue;
        at = go_to(pen, at, rows, column);
        at = ansi_put(pen, at, &look, is_second(rows, column + 1) ? 2 : 1, rows->columns);
    }
    out->length += (size_t)(at - begin);
}

void frame_ansi_clear(struct text *out, struct ansi_pen *pen)
{
    char *begin = text_room(out, ANSI_CELL_MAX);
    out->length += (size_t)(ansi_plain(pen, begin) - begin);
    text_add(out, "\033[H\033[2J");
    pen->column = pen->row = 0;
    pen->known = true;
}

static void put_cursor(struct text *out, struct ansi_pen *pen, const struct frame *before,
                       const struct frame *frame)
{
    bool visible = frame->cursor_column >= 0, was_visible = before && before->cursor_column >= 0;
    int column = visible ? frame->cursor_column : frame->said_column;
    int row = visible ? frame->cursor_row : frame->said_row;
    if (column >= 0) {
        char *begin = text_room(out, ANSI_CELL_MAX);
        out->length += (size_t)(ansi_move(pen, begin, column, row) - begin);
    }
    if (!before || visible != was_visible)
        text_add(out, visible ? "\033[?25h" : "\033[?25l");
}

void frame_ansi_update(struct text *out, struct ansi_pen *pen, const struct frame *before,
                       const struct frame *frame)
{
    size_t row_size = (size_t)frame->columns * sizeof *frame->cells;
    if (before && (before->columns != frame->columns || before->rows != frame->rows))
        before = NULL;
    if (!pen->known)
        before = NULL;
    if (!before)
        frame_ansi_clear(out, pen);
    for (int row = 0; row < frame->rows; row++) {
        int first = row * frame->columns;
        struct rows rows = {frame->cells + first, before ? before->cells + first : NULL,
                            frame->columns, row,
                            frame->columns - (pen->scrolls && row + 1 == frame->rows)};
        /* most rows are as they were, and it is quick to find out; padding may differ */
        if (!before || memcmp(rows.old, rows.now, row_size) != 0)
            update_row(out, pen, &rows);
    }
    put_cursor(out, pen, before, frame);
    text_add_bytes(out, "", 0);
}

void frame_ansi_write(struct text *out, const struct frame *frame, enum color_level level)
{
    struct ansi_pen pen = ansi_pen(level);
    pen.known = true;
    pen.fg = pen.bg = ANSI_DEFAULT;
    for (int row = 0; row < frame->rows; row++) {
        const struct cell *cells = frame->cells + row * frame->columns;
        char *begin = text_room(out, (size_t)(frame->columns + 1) * ANSI_CELL_MAX), *at = begin;
        int end = frame->columns;
        for (struct ansi_look look; end > 0; end--) {
            look = ansi_look(&pen, &cells[end - 1]);
            if (!ansi_look_equal(&look, &ansi_blank))
                break;
        }
        for (int column = 0; column < end; column++) {
            struct ansi_look look = ansi_look(&pen, &cells[column]);
            if (cells[column].glyph)
                at = ansi_put(&pen, at, &look, 1, frame->columns);
        }
        at = ansi_plain(&pen, at);
        *at++ = '\n';
        out->length += (size_t)(at - begin);
    }
    text_add_bytes(out, "", 0);
}
