#include "emulator.h"

#include "../src/base/text.h"
#include "../src/draw/color.h"

#include <stdio.h>
#include <wchar.h>

static uint32_t glyph_on_terminal(const struct cell *cell)
{
    if (cell->glyph < 0x20 || cell->glyph == 0x7f)
        return cell->glyph == 0 ? 0 : ' ';
    return wcwidth((wchar_t)cell->glyph) == utf8_width(cell->glyph) ? cell->glyph : '?';
}

static bool same_color(const VTermColor *shown, color wanted, enum color_level level, bool ground)
{
    int number = color_number(wanted, level);
    if (number < 0)
        return ground ? VTERM_COLOR_IS_DEFAULT_BG(shown) : VTERM_COLOR_IS_DEFAULT_FG(shown);
    if (number < 16 || level == COLORS_256)
        return VTERM_COLOR_IS_INDEXED(shown) && shown->indexed.idx == number;
    /* curses has no names for the darkest blues: one step lighter is the same */
    if (number == 16 && VTERM_COLOR_IS_RGB(shown) && shown->rgb.blue < 16)
        number = shown->rgb.blue;
    return VTERM_COLOR_IS_RGB(shown) && shown->rgb.red == (number >> 16 & 255) &&
           shown->rgb.green == (number >> 8 & 255) && shown->rgb.blue == (number & 255);
}

const char *emulator_differs(VTermScreen *screen, const struct frame *frame, int column, int row,
                             enum color_level level)
{
    static char what[80];
    const struct cell *cell = &frame->cells[row * frame->columns + column];
    VTermScreenCell shown;
    vterm_screen_get_cell(screen, (VTermPos){.row = row, .col = column}, &shown);
    uint32_t wanted = glyph_on_terminal(cell), glyph = shown.chars[0] ? shown.chars[0] : ' ';
    bool second = cell->glyph == 0; /* of a wide character */
    bool few = level == COLORS_16 || level == COLORS_8;
    bool hidden = few && color_number(cell->fg, level) == color_number(cell->bg, level);
    if (second || (hidden && glyph == ' '))
        return NULL;
    if (glyph != wanted) {
        snprintf(what, sizeof what, "U+%04X instead of U+%04X", glyph, wanted);
        return what;
    }
    if (few)
        return NULL;
    bool bold = cell->attributes & ATTRIBUTE_BOLD;
    bool reverse = cell->attributes & ATTRIBUTE_REVERSE;
    bool underline = cell->attributes & ATTRIBUTE_UNDERLINE;
    if (shown.attrs.reverse != reverse || (shown.attrs.underline != 0) != underline ||
        (glyph != ' ' && shown.attrs.bold != bold))
        return "other attributes";
    if (!same_color(&shown.bg, cell->bg, level, true))
        return "another ground";
    if (glyph != ' ' && !same_color(&shown.fg, cell->fg, level, false))
        return "another colour";
    return NULL;
}
