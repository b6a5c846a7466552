#include "svg_glyph.h"

#include <stddef.h>
#include <stdlib.h>

/* In ascending order. Bars and lines reach the edges of their cell and not beyond, so that what is
 * painted over a cell leaves nothing of it. */
static const struct svg_glyph glyphs[] = {
    {0x2022, SVG_DOT, {50, 100}, {51, 100}, "h.01"},
    {0x23BA, SVG_LINE, {0, 20}, {100, 20}, "h1"},
    {0x23BB, SVG_LINE, {0, 60}, {100, 60}, "h1"},
    {0x23BC, SVG_LINE, {0, 140}, {100, 140}, "h1"},
    {0x23BD, SVG_LINE, {0, 180}, {100, 180}, "h1"},
    {0x2500, SVG_LINE, {0, 100}, {100, 100}, NULL},
    {0x2501, SVG_HEAVY, {0, 100}, {100, 100}, NULL},
    {0x2502, SVG_LINE, {50, 0}, {50, 200}, "v2"},
    {0x2503, SVG_HEAVY, {50, 0}, {50, 200}, "v2"},
    {0x2504, SVG_LINE, {5, 100}, {95, 100}, "h.23m.1 0h.24m.1 0h.23"},
    {0x250C, SVG_LINE, {100, 100}, {50, 200}, "h-.5v1"},
    {0x250F, SVG_HEAVY, {50, 200}, {100, 100}, "v-.7q0-.3 .3-.3h.2"},
    {0x2510, SVG_LINE, {0, 100}, {50, 200}, "h.5v1"},
    {0x2513, SVG_HEAVY, {0, 100}, {50, 200}, "h.2q.3 0 .3.3v.7"},
    {0x2514, SVG_LINE, {100, 100}, {50, 0}, "h-.5v-1"},
    {0x2517, SVG_HEAVY, {50, 0}, {100, 100}, "v.7q0 .3 .3.3h.2"},
    {0x2518, SVG_LINE, {0, 100}, {50, 0}, "h.5v-1"},
    {0x251B, SVG_HEAVY, {0, 100}, {50, 0}, "h.2q.3 0 .3-.3v-.7"},
    {0x251C, SVG_LINE, {50, 0}, {100, 100}, "v2m0-1h.5"},
    {0x2523, SVG_HEAVY, {50, 0}, {100, 100}, "v2m0-1h.5"},
    {0x2524, SVG_LINE, {50, 0}, {0, 100}, "v2m0-1h-.5"},
    {0x252B, SVG_HEAVY, {50, 0}, {0, 100}, "v2m0-1h-.5"},
    {0x252C, SVG_LINE, {0, 100}, {50, 200}, "h1m-.5 0v1"},
    {0x2533, SVG_HEAVY, {0, 100}, {50, 200}, "h1m-.5 0v1"},
    {0x2534, SVG_LINE, {0, 100}, {50, 0}, "h1m-.5 0v-1"},
    {0x253B, SVG_HEAVY, {0, 100}, {50, 0}, "h1m-.5 0v-1"},
    {0x253C, SVG_LINE, {0, 100}, {50, 200}, "h1m-.5-1v2"},
    {0x254B, SVG_HEAVY, {0, 100}, {50, 200}, "h1m-.5-1v2"},
    {0x256D, SVG_LINE, {50, 200}, {100, 100}, "q0-1 .5-1"},
    {0x256E, SVG_LINE, {0, 100}, {50, 200}, "q.5 0 .5 1"},
    {0x256F, SVG_LINE, {0, 100}, {50, 0}, "q.5 0 .5-1"},
    {0x2570, SVG_LINE, {50, 0}, {100, 100}, "q0 1 .5 1"},
    {0x2571, SVG_LINE, {0, 200}, {100, 0}, "l1-2"},
    {0x2572, SVG_LINE, {0, 0}, {100, 200}, "l1 2"},
    {0x2578, SVG_HEAVY, {0, 100}, {50, 100}, "h.5"},
    {0x2579, SVG_HEAVY, {50, 0}, {50, 100}, "v1"},
    {0x257A, SVG_HEAVY, {50, 100}, {100, 100}, "h.5"},
    {0x257B, SVG_HEAVY, {50, 100}, {50, 200}, "v1"},
    {0x2581, SVG_BAR, {0, 175}, {0, 175}, "h1v.25h-1z"},
    {0x2582, SVG_BAR, {0, 150}, {0, 150}, "h1v.5h-1z"},
    {0x2583, SVG_BAR, {0, 125}, {0, 125}, "h1v.75h-1z"},
    {0x2585, SVG_BAR, {0, 75}, {0, 75}, "h1v1.25h-1z"},
    {0x2586, SVG_BAR, {0, 50}, {0, 50}, "h1v1.5h-1z"},
    {0x2587, SVG_BAR, {0, 25}, {0, 25}, "h1v1.75h-1z"},
    {0x2589, SVG_BAR, {0, 0}, {0, 0}, "h.875v2h-.875z"},
    {0x258A, SVG_BAR, {0, 0}, {0, 0}, "h.75v2h-.75z"},
    {0x258B, SVG_BAR, {0, 0}, {0, 0}, "h.625v2h-.625z"},
    {0x258C, SVG_BAR, {0, 0}, {0, 0}, "h.5v2h-.5z"},
    {0x258D, SVG_BAR, {0, 0}, {0, 0}, "h.375v2h-.375z"},
    {0x258E, SVG_BAR, {0, 0}, {0, 0}, "h.25v2h-.25z"},
    {0x258F, SVG_BAR, {0, 0}, {0, 0}, "h.125v2h-.125z"},
    {0x2590, SVG_BAR, {50, 0}, {50, 0}, "h.5v2h-.5z"},
    {0x2591, SVG_SHADE, {0, 0}, {0, 0}, "h1v2h-1z"},
    {0x2596, SVG_BAR, {0, 100}, {0, 100}, "h.5v1h-.5z"},
    {0x2597, SVG_BAR, {50, 100}, {50, 100}, "h.5v1h-.5z"},
    {0x2598, SVG_BAR, {0, 0}, {0, 0}, "h.5v1h-.5z"},
    {0x2599, SVG_BAR, {0, 0}, {0, 0}, "h.5v1h.5v1h-1z"},
    {0x259A, SVG_BAR, {0, 0}, {50, 100}, "h.5v1h-.5zm.5 1h.5v1h-.5z"},
    {0x259B, SVG_BAR, {0, 0}, {0, 0}, "h1v1h-.5v1h-.5z"},
    {0x259C, SVG_BAR, {0, 0}, {0, 0}, "h1v2h-.5v-1h-.5z"},
    {0x259D, SVG_BAR, {50, 0}, {50, 0}, "h.5v1h-.5z"},
    {0x259E, SVG_BAR, {50, 0}, {0, 100}, "h.5v1h-.5zm-.5 1h.5v1h-.5z"},
    {0x259F, SVG_BAR, {50, 0}, {50, 0}, "h.5v2h-1v-1h.5z"},
    {0x25A0, SVG_MARK, {10, 60}, {10, 60}, "h.8v.8h-.8z"},
    {0x25A1, SVG_LINE, {14, 64}, {14, 64}, "h.72v.72h-.72z"},
    {0x25B2, SVG_MARK, {50, 57}, {50, 57}, "l.45.82h-.9z"},
    {0x25B3, SVG_LINE, {50, 62}, {50, 62}, "l.4.75h-.8z"},
    {0x25B4, SVG_MARK, {50, 72}, {50, 72}, "l.32.52h-.64z"},
    {0x25B6, SVG_MARK, {10, 58}, {10, 58}, "l.8.42-.8.42z"},
    {0x25B7, SVG_LINE, {14, 62}, {14, 62}, "l.72.38-.72.38z"},
    {0x25B8, SVG_MARK, {25, 72}, {25, 72}, "l.5.28-.5.28z"},
    {0x25BA, SVG_MARK, {8, 60}, {8, 60}, "l.84.4-.84.4z"},
    {0x25BC, SVG_MARK, {5, 62}, {5, 62}, "h.9l-.45.82z"},
    {0x25BD, SVG_LINE, {10, 64}, {10, 64}, "h.8l-.4.75z"},
    {0x25BE, SVG_MARK, {18, 76}, {18, 76}, "h.64l-.32.52z"},
    {0x25C0, SVG_MARK, {90, 58}, {90, 58}, "v.84l-.8-.42z"},
    {0x25C1, SVG_LINE, {86, 62}, {86, 62}, "v.76l-.72-.38z"},
    {0x25C2, SVG_MARK, {75, 72}, {75, 72}, "v.56l-.5-.28z"},
    {0x25C4, SVG_MARK, {92, 60}, {92, 60}, "v.8l-.84-.4z"},
    {0x25C6, SVG_MARK, {50, 52}, {50, 52}, "l.46.48-.46.48-.46-.48z"},
    {0x25C7, SVG_LINE, {50, 58}, {50, 58}, "l.4.42-.4.42-.4-.42z"},
    {0x25CB, SVG_LINE, {9, 100}, {9, 100}, "a.41.41 0 1 0 .82 0 .41.41 0 1 0-.82 0z"},
    {0x25CF, SVG_MARK, {3, 100}, {3, 100}, "a.47.47 0 1 0 .94 0 .47.47 0 1 0-.94 0z"},
    {0x2605,
     SVG_MARK,
     {50, 51},
     {50, 51},
     "l.13.34.36.02-.28.23.1.35-.31-.2-.31.2.1-.35-.28-.23.36-.02z"},
    {0x2715, SVG_LINE, {20, 70}, {20, 130}, "l.6.6m0-.6l-.6.6"},
};

static int order(const void *key, const void *row)
{
    uint32_t wanted = *(const uint32_t *)key, glyph = ((const struct svg_glyph *)row)->glyph;
    return wanted < glyph ? -1 : wanted > glyph;
}

const struct svg_glyph *svg_glyph_find(uint32_t glyph)
{
    return bsearch(&glyph, glyphs, sizeof glyphs / sizeof *glyphs, sizeof *glyphs, order);
}

int svg_glyph_points(uint32_t glyph, short points[][2])
{
    static const unsigned char bits[] = {0x01, 0x08, 0x02, 0x10, 0x04, 0x20, 0x40, 0x80};
    int count = 0;
    if (glyph < 0x2800 || glyph > 0x28FF)
        return 0;
    for (int i = 0; i < 8; i++)
        if (glyph & bits[i]) {
            points[count][0] = (short)(25 + 50 * (i % 2));
            points[count++][1] = (short)(25 + 50 * (i / 2));
        }
    return count;
}
