/* Frames for terminals that are not ours: files and recordings. A pen keeps what the terminal would
 * write with, so that only changes are emitted. */

#include "frame_ansi.h"

#include "../base/text.h"
#include "../draw/color.h"

struct pen {
    enum color_level level;
    struct style style;
};

static const struct style plain = {COLOR_DEFAULT, COLOR_DEFAULT, 0};

static void add_color(struct text *out, color c, bool background, enum color_level level)
{
    int base = background ? 40 : 30;
    if (level == COLORS_MONO)
        return;
    if (c & COLOR_DEFAULT) {
        text_add(out, ";%d", base + 9);
    } else if (level <= COLORS_16 || (c & COLOR_ANSI_FLAG)) {
        int index = color_to_ansi(c, level == COLORS_8 ? 8 : 16);
        text_add(out, ";%d", index < 8 ? base + index : base + 60 + index - 8);
    } else if (level == COLORS_256) {
        text_add(out, ";%d;5;%d", base + 8, color_to_256(c));
    } else {
        text_add(out, ";%d;2;%d;%d;%d", base + 8, (int)(c >> 16 & 0xFF), (int)(c >> 8 & 0xFF),
                 (int)(c & 0xFF));
    }
}

static void pen_take(struct text *out, struct pen *pen, struct style style)
{
    if (style.fg == pen->style.fg && style.bg == pen->style.bg &&
        style.attributes == pen->style.attributes)
        return;
    bool again = style.attributes != pen->style.attributes;
    size_t at = out->length;
    text_add(out, "\033[");
    if (again) {
        static const struct {
            int attribute, code;
        } codes[] = {{ATTRIBUTE_BOLD, 1},
                     {ATTRIBUTE_DIM, 2},
                     {ATTRIBUTE_UNDERLINE, 4},
                     {ATTRIBUTE_REVERSE, 7}};
        text_add(out, ";0");
        for (int i = 0; i < (int)(sizeof codes / sizeof *codes); i++) {
            if (style.attributes & codes[i].attribute)
                text_add(out, ";%d", codes[i].code);
        }
    }
    if (style.fg != (again ? COLOR_DEFAULT : pen->style.fg))
        add_color(out, style.fg, false, pen->level);
    if (style.bg != (again ? COLOR_DEFAULT : pen->style.bg))
        add_color(out, style.bg, true, pen->level);
    pen->style = style;
    if (out->length == at + 2) { /* monochrome: nothing to say */
        out->length = at;
        out->bytes[at] = '\0';
        return;
    }
    for (size_t i = at + 2; i + 1 < out->length; i++) /* the list begins with its first number */
        out->bytes[i] = out->bytes[i + 1];
    out->bytes[out->length - 1] = 'm';
}

static void add_cell(struct text *out, struct pen *pen, const struct cell *cell)
{
    if (!cell->glyph)
        return;
    pen_take(out, pen, (struct style){cell->fg, cell->bg, cell->attributes});
    text_add_character(out, cell->glyph);
    if (cell->combine)
        text_add_character(out, cell->combine);
}

static bool is_blank(const struct cell *cell)
{
    return cell->glyph == ' ' && !cell->combine && cell->bg == COLOR_DEFAULT &&
           !(cell->attributes & (ATTRIBUTE_REVERSE | ATTRIBUTE_UNDERLINE));
}

void frame_ansi_write(struct text *out, const struct frame *frame, enum color_level level)
{
    struct pen pen = {level, plain};
    for (int row = 0; row < frame->rows; row++) {
        const struct cell *cells = frame->cells + row * frame->columns;
        int end = frame->columns;
        while (end > 0 && is_blank(&cells[end - 1]))
            end--;
        for (int column = 0; column < end; column++)
            add_cell(out, &pen, &cells[column]);
        pen_take(out, &pen, plain);
        text_add_bytes(out, "\n", 1);
    }
}

/* A wide character is drawn anew when either of its columns changed. */
static bool changed(const struct cell *old, const struct cell *now, int column, int columns)
{
    if (!cell_equal(&old[column], &now[column]))
        return true;
    return column + 1 < columns && now[column + 1].glyph == 0 &&
           !cell_equal(&old[column + 1], &now[column + 1]);
}

static void update_row(struct text *out, struct pen *pen, const struct cell *old,
                       const struct cell *now, int row, int columns)
{
    int at = -1; /* where the terminal's cursor is, -1: elsewhere */
    for (int column = 0; column < columns; column++) {
        if (!now[column].glyph || (old && !changed(old, now, column, columns)))
            continue;
        if (!old && is_blank(&now[column]))
            continue;
        if (at != column)
            text_add(out, "\033[%d;%dH", row + 1, column + 1);
        add_cell(out, pen, &now[column]);
        at = column + (column + 1 < columns && now[column + 1].glyph == 0 ? 2 : 1);
    }
}

void frame_ansi_update(struct text *out, const struct frame *before, const struct frame *frame,
                       enum color_level level)
{
    struct pen pen = {level, plain};
    size_t begin = out->length;
    bool whole = !before || before->columns != frame->columns || before->rows != frame->rows;
    if (whole)
        text_add(out, "\033[0m\033[2J");
    for (int row = 0; row < frame->rows; row++) {
        size_t first = (size_t)row * (size_t)frame->columns;
        update_row(out, &pen, whole ? NULL : before->cells + first, frame->cells + first, row,
                   frame->columns);
    }
    pen_take(out, &pen, plain);
    if (frame->cursor_column < 0) {
        if (whole || before->cursor_column >= 0)
            text_add(out, "\033[?25l");
        return;
    }
    bool moved = whole || out->length > begin || frame->cursor_row != before->cursor_row ||
                 frame->cursor_column != before->cursor_column;
    if (moved)
        text_add(out, "\033[%d;%dH", frame->cursor_row + 1, frame->cursor_column + 1);
    if (whole || before->cursor_column < 0)
        text_add(out, "\033[?25h");
}
