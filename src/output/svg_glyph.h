#ifndef OVERSHOOT_OUTPUT_SVG_GLYPH_H
#define OVERSHOOT_OUTPUT_SVG_GLYPH_H

/* The glyphs that pictures draw as shapes, so that they fill their cell in any font: blocks, lines,
 * and the marks of balls. */

#include <stdint.h>

enum svg_kind {
    SVG_CELL,
    SVG_HALF,
    SVG_SHADE,
    SVG_BAR,
    SVG_LINE,
    SVG_HEAVY,
    SVG_DOT,
    SVG_POINT, /* one of braille */
    SVG_MARK,
    SVG_KINDS
};

/* A cell is one unit wide and two high. Where the path begins and ends is in hundredths of a unit
 * from the cell's upper left corner, so that a path can follow another by a short relative move. */
struct svg_glyph {
    uint32_t glyph;
    enum svg_kind kind;
    short begin[2], end[2];
    const char *path; /* after the move to its beginning; NULL: a horizontal line that can go on */
};

/* The points of a glyph of braille, in hundredths as above; returns how many, at most 8. */
int svg_glyph_points(uint32_t glyph, short points[][2]);

/* NULL: the glyph is text, or points. */
const struct svg_glyph *svg_glyph_find(uint32_t glyph);

#endif
