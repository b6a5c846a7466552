#include "emulator.h"

#include "../src/draw/color.h"

#include <stdio.h>

/* By the quarters that they fill: 1 upper left, 2 upper right, 4 lower left, 8 lower right. */
static const uint32_t blocks[16] = {' ',    0x2598, 0x259D, 0x2580, 0x2596, 0x258C, 0x259E, 0x259B,
                                    0x2597, 0x259A, 0x2590, 0x259C, 0x2584, 0x2599, 0x259F, 0x2588};

/* -1: it is no block. */
static int quarters_of(uint32_t glyph)
{
    for (int i = 0; i < 16; i++)
        if (blocks[i] == glyph)
            return i;
    return -1;
}

static int number_of(const VTermColor *shown)
{
    return VTERM_COLOR_IS_INDEXED(shown)
               ? shown->indexed.idx
               : shown->rgb.red << 16 | shown->rgb.green << 8 | shown->rgb.blue;
}

uint32_t emulator_glyph(const VTermScreenCell *cell)
{
    uint32_t glyph = cell->chars[0];
    int quarters = quarters_of(glyph);
    bool two = !VTERM_COLOR_IS_DEFAULT_FG(&cell->fg) && !VTERM_COLOR_IS_DEFAULT_BG(&cell->bg);
    bool turned =
        two && quarters > 0 && quarters < 15 && number_of(&cell->fg) < number_of(&cell->bg);
    return turned ? blocks[15 - quarters] : glyph;
}

int emulator_color(color c, enum color_level level)
{
    if (level == COLORS_MONO)
        return -1;
    if (level <= COLORS_16)
        return color_to_ansi(c, level == COLORS_8 ? 8 : 16);
    if (level == COLORS_256 || c & (COLOR_DEFAULT | COLOR_ANSI_FLAG))
        return color_to_256(c);
    /* the darkest blues would be the terminal's own colours: one step lighter is the same */
    return c < 16 ? 16 : (int)c;
}

static bool same_color(const VTermColor *shown, color wanted, enum color_level level)
{
    bool is_default = VTERM_COLOR_IS_DEFAULT_BG(shown) || VTERM_COLOR_IS_DEFAULT_FG(shown);
    if (wanted & COLOR_DEFAULT || level == COLORS_MONO)
        return is_default || level == COLORS_16 || level == COLORS_8; /* black and white there */
    if (level != COLORS_DIRECT || wanted & COLOR_ANSI_FLAG)
        return !is_default && VTERM_COLOR_IS_INDEXED(shown) &&
               shown->indexed.idx == emulator_color(wanted, level);
    return VTERM_COLOR_IS_RGB(shown) && shown->rgb.red == (wanted >> 16 & 255) &&
           shown->rgb.green == (wanted >> 8 & 255) && shown->rgb.blue == (wanted & 255);
}

/* Blocks of two colours can be shown in two ways, those of one as blanks. */
static bool same_quarters(const VTermScreenCell *shown, const struct cell *cell,
                          enum color_level level, int shown_quarters, int quarters)
{
    for (int bit = 1; bit <= 8; bit *= 2)
        if (!same_color(shown_quarters & bit ? &shown->fg : &shown->bg,
                        quarters & bit ? cell->fg : cell->bg, level))
            return false;
    return true;
}

const char *emulator_differs(VTermScreen *screen, const struct frame *frame, int column, int row,
                             enum color_level level)
{
    static char what[80];
    const struct cell *cell = &frame->cells[row * frame->columns + column];
    VTermScreenCell shown;
    vterm_screen_get_cell(screen, (VTermPos){.row = row, .col = column}, &shown);
    uint32_t glyph = shown.chars[0] ? shown.chars[0] : ' ';
    bool hidden = level != COLORS_MONO && !(cell->fg & COLOR_DEFAULT) &&
                  emulator_color(cell->fg, level) == emulator_color(cell->bg, level);
    int quarters = hidden ? 0 : quarters_of(cell->glyph), shown_quarters = quarters_of(glyph);
    int seen = ATTRIBUTE_UNDERLINE | ATTRIBUTE_REVERSE;
    if (cell->glyph == 0) /* the second column of a wide character */
        return NULL;
    if (quarters >= 0 && shown_quarters >= 0 && !(cell->attributes & seen))
        return shown.attrs.reverse || shown.attrs.underline                   ? "other attributes"
               : same_quarters(&shown, cell, level, shown_quarters, quarters) ? NULL
                                                                              : "other colours";
    if (glyph != cell->glyph) {
        snprintf(what, sizeof what, "U+%04X instead of U+%04X", glyph, cell->glyph);
        return what;
    }
    if (shown.attrs.reverse != !!(cell->attributes & ATTRIBUTE_REVERSE) ||
        (shown.attrs.underline != 0) != !!(cell->attributes & ATTRIBUTE_UNDERLINE) ||
        shown.attrs.bold != !!(cell->attributes & ATTRIBUTE_BOLD))
        return "other attributes";
    if (!same_color(&shown.bg, cell->bg, level))
        return "another ground";
    return same_color(&shown.fg, cell->fg, level) ? NULL : "another colour";
}

size_t emulator_whole(const char *bytes, size_t length)
{
    for (size_t back = 1; back <= 3 && back <= length; back++) {
        unsigned char byte = (unsigned char)bytes[length - back];
        size_t size = byte >= 0xF0 ? 4 : byte >= 0xE0 ? 3 : byte >= 0xC0 ? 2 : 1;
        if (byte < 0x80 || byte >= 0xC0)
            return size > back ? length - back : length;
    }
    return length;
}
