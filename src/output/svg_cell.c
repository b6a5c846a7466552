#include "svg_cell.h"

#include "../base/text.h"
#include "../draw/color.h"
#include "../draw/light.h"

struct svg_ground svg_ground(enum light light)
{
    return light == LIGHT_PRINT ? (struct svg_ground){0x000000, 0xFFFFFF}
           : light              ? (struct svg_ground){0x24262B, 0xFBFAF7}
                                : (struct svg_ground){0xD8DBE2, 0x101216};
}

static color plain(color c, color usual)
{
    return c & COLOR_DEFAULT ? usual : c & COLOR_ANSI_FLAG ? color_ansi_rgb((int)(c & 15)) : c;
}

struct svg_cell svg_cell_of(const struct frame *frame, int index, struct svg_ground ground)
{
    const struct cell *cell = &frame->cells[index];
    color fg = plain(cell->fg, ground.ink), bg = plain(cell->bg, ground.paper);
    bool cursor = frame->cursor_row >= 0 &&
                  index == frame->cursor_row * frame->columns + frame->cursor_column;
    if (((cell->attributes & ATTRIBUTE_REVERSE) != 0) != cursor) {
        color kept = fg;
        fg = bg;
        bg = kept;
    }
    if (cell->attributes & ATTRIBUTE_DIM)
        fg = light_mix(fg, bg, 128);
    struct svg_cell seen = {.halves = {bg, bg}};
    uint32_t glyph = cell->glyph;
    if (glyph == 0x2588 || glyph == 0x2580)
        seen.halves[0] = fg;
    if (glyph == 0x2588 || glyph == 0x2584)
        seen.halves[1] = fg;
    bool field = glyph == 0x2588 || glyph == 0x2580 || glyph == 0x2584;
    bool blank = glyph == ' ' && !cell->combine && !(cell->attributes & ATTRIBUTE_UNDERLINE);
    seen.second = glyph == 0;
    if (glyph == 0 || field || blank)
        return seen;
    seen.wide = utf8_width(glyph) == 2;
    seen.glyph = glyph;
    seen.combine = cell->combine;
    seen.ink = fg;
    seen.attributes = cell->attributes & (ATTRIBUTE_BOLD | ATTRIBUTE_UNDERLINE);
    return seen;
}

bool svg_cell_equal(const struct svg_cell *a, const struct svg_cell *b)
{
    return a->glyph == b->glyph && a->combine == b->combine && a->ink == b->ink &&
           a->halves[0] == b->halves[0] && a->halves[1] == b->halves[1] &&
           a->attributes == b->attributes && a->second == b->second;
}
