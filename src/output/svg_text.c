/* Text in cells of a fixed width, whatever the font: every run says how long it is, and what a font
 * may not have at one cell's width is a run of its own. */

#include "svg_glyph.h"
#include "svg_paint.h"

enum { BASELINE = 14 }; /* in pixels below the cell's top */

enum direction { PLAIN, ALONE, LEFTWARDS };

static bool runs_leftwards(uint32_t c)
{
    return (c >= 0x590 && c <= 0x8FF) || (c >= 0xFB1D && c <= 0xFDFF) ||
           (c >= 0xFE70 && c <= 0xFEFE) || (c >= 0x10800 && c <= 0x10FFF) ||
           (c >= 0x1E800 && c <= 0x1EFFF);
}

/* Words from right to left are whole, so that the viewer can order and join their letters; nothing
 * else is in their run, so that nothing else is reordered. */
static enum direction direction_of(const struct svg_cell *cell)
{
    if (runs_leftwards(cell->glyph))
        return LEFTWARDS;
    bool usual = cell->glyph < 0x2196 || (cell->glyph >= 0x2200 && cell->glyph < 0x2300);
    bool symbol = cell->glyph < 0x2E80 && !usual;
    return cell->combine || symbol || cell->wide ? ALONE : PLAIN;
}

static bool is_text(const struct svg_cell *cell)
{
    short points[8][2];
    return cell->glyph && cell->glyph != 0x2800 && !svg_glyph_points(cell->glyph, points) &&
           !svg_glyph_find(cell->glyph);
}

bool svg_text_goes_on(const struct svg_cell *a, const struct svg_cell *b)
{
    return is_text(a) && is_text(b) && direction_of(a) != ALONE &&
           direction_of(a) == direction_of(b) && a->ink == b->ink && a->attributes == b->attributes;
}

/* How many places the run that begins here takes; one blank does not end it. */
static int run_length(const struct svg_place *places, int count)
{
    int length = 1;
    for (;;) {
        int next = length;
        if (next < count && !places[next].cell.glyph &&
            !(places->cell.attributes & ATTRIBUTE_UNDERLINE))
            next++;
        if (next >= count || places[next].row != places->row ||
            places[next].column != places->column + next || places[next].nudge != places->nudge ||
            !svg_text_goes_on(&places->cell, &places[next].cell))
            return length;
        length = next + 1;
    }
}

void svg_escape(struct text *out, uint32_t c)
{
    bool mark = (c >= 0x200E && c <= 0x200F) || (c >= 0x2028 && c <= 0x202E) ||
                (c >= 0x2066 && c <= 0x2069) || c == 0x61C;
    bool bad = c < 0x20 || (c >= 0x7F && c < 0xA0) || (c >= 0xD800 && c < 0xE000) ||
               (c & 0xFFFE) == 0xFFFE || c > 0x10FFFF;
    if (c == '&')
        text_add(out, "&amp;");
    else if (c == '<')
        text_add(out, "&lt;");
    else if (c == '>')
        text_add(out, "&gt;");
    else if (c == '"')
        text_add(out, "&quot;");
    else if (bad)
        text_add(out, "\xEF\xBF\xBD");
    else if (!mark)
        text_add_character(out, c);
}

static void write_run(struct text *out, const struct svg_place *places, int length,
                      struct svg_ground ground)
{
    const struct svg_cell *first = &places->cell;
    int columns = first->wide ? 2 : length;
    int x = places->column * SVG_UNIT, y = places->row * 2 * SVG_UNIT + BASELINE;
    if (places->nudge)
        text_add(out, "<text x=\"%.1f\" y=\"%.1f\"", x + places->nudge->right * SVG_UNIT,
                 y + places->nudge->down * 2 * SVG_UNIT);
    else
        text_add(out, "<text x=\"%d\" y=\"%d\"", x, y);
    if (length > 1 || direction_of(first) == ALONE)
        text_add(out, " textLength=\"%d\"", columns * SVG_UNIT);
    if (direction_of(first) == ALONE)
        text_add(out, " lengthAdjust=\"spacingAndGlyphs\"");
    if (first->ink != ground.ink)
        text_add(out, " fill=\"#%06x\"", first->ink);
    if (first->attributes & ATTRIBUTE_BOLD)
        text_add(out, " font-weight=\"bold\"");
    if (first->attributes & ATTRIBUTE_UNDERLINE)
        text_add(out, " text-decoration=\"underline\"");
    text_add(out, ">");
    for (int i = 0; i < length; i++) {
        svg_escape(out, places[i].cell.glyph ? places[i].cell.glyph : ' ');
        if (places[i].cell.combine)
            svg_escape(out, places[i].cell.combine);
    }
    text_add(out, "</text>\n");
}

void svg_paint_text(struct text *out, const struct svg_place *places, int count,
                    struct svg_ground ground)
{
    for (int i = 0; i < count;) {
        int length = is_text(&places[i].cell) ? run_length(places + i, count - i) : 0;
        if (length)
            write_run(out, places + i, length, ground);
        i += length ? length : 1;
    }
}
