#include "curses_screen.h"

#include "../base/text.h"

#include <curses.h>
#include <wchar.h>

static SCREEN *screen; /* NULL: closed */

bool curses_screen_open(const char *type)
{
    screen = newterm(type, stdout, stdin);
    if (!screen)
        return false;
    raw();
    noecho();
    nonl();
    typeahead(-1); /* else curses looks at the input, and stops drawing when there is some */
    scrollok(stdscr, FALSE);
    refresh();
    return true;
}

void curses_screen_suspend(void)
{
    curs_set(1);
    endwin();
}

void curses_screen_resume(void)
{
    refresh();
}

void curses_screen_close(void)
{
    delscreen(screen);
    screen = NULL;
}

void curses_screen_resize(int columns, int rows)
{
    if (columns != COLS || rows != LINES)
        resize_term(rows, columns);
}

static attr_t attributes_of(const struct cell *cell)
{
    return (cell->attributes & ATTRIBUTE_BOLD ? A_BOLD : A_NORMAL) |
           (cell->attributes & ATTRIBUTE_DIM ? A_DIM : A_NORMAL) |
           (cell->attributes & ATTRIBUTE_UNDERLINE ? A_UNDERLINE : A_NORMAL) |
           (cell->attributes & ATTRIBUTE_REVERSE ? A_REVERSE : A_NORMAL);
}

/* What the locale can show, in as many columns as the frame has for it. */
static wchar_t shown_glyph(uint32_t glyph, int width)
{
    if (glyph < 0x20 || glyph == 0x7f)
        return L' ';
    return wcwidth((wchar_t)glyph) == width ? (wchar_t)glyph : L'?';
}

static void put_cell(const struct cell *cell, int column, int row)
{
    wchar_t text[3] = {shown_glyph(cell->glyph, utf8_width(cell->glyph)), 0, 0};
    if (cell->combine && text[0] == (wchar_t)cell->glyph && wcwidth((wchar_t)cell->combine) == 0)
        text[1] = (wchar_t)cell->combine;
    cchar_t character;
    if (setcchar(&character, text, attributes_of(cell), 0, NULL) != ERR)
        mvadd_wch(row, column, &character);
}

/* A wide character takes two cells: where there is one in a row, the whole row goes together. */
static bool row_has_wide(const struct frame *frame, int row)
{
    for (int column = 0; column < frame->columns; column++)
        if (frame->cells[row * frame->columns + column].glyph == 0)
            return true;
    return false;
}

static void put_row(const struct frame *before, const struct frame *frame, int row)
{
    const struct cell *cells = &frame->cells[row * frame->columns];
    const struct cell *old = before ? &before->cells[row * frame->columns] : NULL;
    bool whole = !before || row_has_wide(frame, row) || row_has_wide(before, row);
    for (int column = 0; column < frame->columns; column++) {
        bool second = cells[column].glyph == 0 && column > 0;
        if (!second && (whole || !old || !cell_equal(&cells[column], &old[column])))
            put_cell(&cells[column], column, row);
    }
}

void curses_screen_show(const struct frame *before, const struct frame *frame)
{
    if (!before)
        clearok(curscr, TRUE);
    for (int row = 0; row < frame->rows; row++)
        put_row(before, frame, row);
    bool visible = frame->cursor_column >= 0;
    int column = visible ? frame->cursor_column : frame->said_column;
    curs_set(visible);
    leaveok(stdscr, column < 0);
    if (column >= 0)
        move(visible ? frame->cursor_row : frame->said_row, column);
    refresh();
}
