#include "mark.h"

/* Outlines. The number of corners goes before them. */
#define CIRCLE                                                                                     \
    24,                                                                                            \
    {                                                                                              \
        100, 0, 97, 26, 87, 50, 71, 71, 50, 87, 26, 97, 0, 100, -26, 97, -50, 87, -71, 71, -87,    \
            50, -97, 26, -100, 0, -97, -26, -87, -50, -71, -71, -50, -87, -26, -97, 0, -100, 26,   \
            -97, 50, -87, 71, -71, 87, -50, 97, -26                                                \
    }
#define DIAMOND                                                                                    \
    4,                                                                                             \
    {                                                                                              \
        0, -125, 115, 0, 0, 125, -115, 0                                                           \
    }
#define UP                                                                                         \
    3,                                                                                             \
    {                                                                                              \
        0, -115, 115, 90, -115, 90                                                                 \
    }
#define CROSS                                                                                      \
    12,                                                                                            \
    {                                                                                              \
        -100, -70, -70, -100, 0, -30, 70, -100, 100, -70, 30, 0, 100, 70, 70, 100, 0, 30, -70,     \
            100, -100, 70, -30, 0                                                                  \
    }
#define SQUARE                                                                                     \
    4,                                                                                             \
    {                                                                                              \
        -92, -92, 92, -92, 92, 92, -92, 92                                                         \
    }
#define STAR                                                                                       \
    10,                                                                                            \
    {                                                                                              \
        0, -127, 32, -44, 121, -39, 51, 17, 75, 103, 0, 54, -75, 103, -51, 17, -121, -39, -32, -44 \
    }
#define DOWN                                                                                       \
    3,                                                                                             \
    {                                                                                              \
        0, 115, 115, -90, -115, -90                                                                \
    }
#define RIGHT                                                                                      \
    3,                                                                                             \
    {                                                                                              \
        115, 0, -90, 115, -90, -115                                                                \
    }
#define LEFT                                                                                       \
    3,                                                                                             \
    {                                                                                              \
        -115, 0, 90, -115, 90, 115                                                                 \
    }
#define BAR                                                                                        \
    4,                                                                                             \
    {                                                                                              \
        -45, -110, 45, -110, 45, 110, -45, 110                                                     \
    }
#define HEAD                                                                                       \
    3,                                                                                             \
    {                                                                                              \
        100, 0, -80, 80, -80, -80                                                                  \
    }

/* Balls have full shapes, then such as look like them: from the ninth on the hues come again. All
 * are in the fonts that terminals come with, and none is an emoji in some of them. */
const struct mark_row mark_rows[MARK_COUNT] = {
    {"ball 1", 0x25CF, 0x25CB, '1', 'o', 0, 0, CIRCLE},
    {"ball 2", 0x25C6, 0x25C7, '2', 'o', 0, 0, DIAMOND},
    {"ball 3", 0x25B2, 0x25B3, '3', 'o', 0, 0, UP},
    {"ball 4", 0x25A0, 0x25A1, '4', 'o', 0, 0, SQUARE},
    {"ball 5", 0x2605, 0x2606, '5', 'o', 0, 0, STAR},
    {"ball 6", 0x25BC, 0x25BD, '6', 'o', 0, 0, DOWN},
    {"ball 7", 0x25BA, 0x25B7, '7', 'o', 0, 0, RIGHT},
    {"ball 8", 0x25C4, 0x25C1, '8', 'o', 0, 0, LEFT},
    {"ball 9", 0x25C9, 0x25CB, '9', 'o', 0, 0, CIRCLE},
    {"ball 10", 0x25C8, 0x25C7, 'A', 'o', 0, 0, DIAMOND},
    {"ball 11", 0x25ED, 0x25B3, 'B', 'o', 0, 0, UP},
    {"ball 12", 0x25A3, 0x25A1, 'C', 'o', 0, 0, SQUARE},
    {"ball 13", 0x25D0, 0x2606, 'D', 'o', 0, 0, CIRCLE},
    {"ball 14", 0x25D2, 0x25BD, 'E', 'o', 0, 0, DOWN},
    {"ball 15", 0x25D1, 0x25B7, 'F', 'o', 0, 0, RIGHT},
    {"ball 16", 0x25D3, 0x25C1, 'G', 'o', 0, 0, LEFT},
    [MARK_START] = {"start", 0x25CB, 0x25CB, 'o', 'o', 0, 0, CIRCLE},
    [MARK_MINIMUM] = {"minimum", 0x2715, 0x2715, 'x', 'x', 0, 0, CROSS},
    [MARK_SADDLE] = {"saddle", 0x25C7, 0x25C7, '%', '%', 0, 0, DIAMOND},
    [MARK_MAXIMUM] = {"maximum", 0x25B3, 0x25B3, '^', '^', 0, 0, UP},
    [MARK_LANDING] = {"landing", 0, 0, '*', '*', 2, 2, CIRCLE},
    [MARK_HIGHER] = {"higher", 0, 0, '!', '!', 2, 4, BAR},
    [MARK_JUMP] = {"jump", 0, 0, '*', '*', 1, 2, BAR},
    [MARK_JUMP_HIGHER] = {"jump higher", 0, 0, '!', '!', 1, 3, BAR},
    [MARK_DATUM] = {"datum", 0x2022, 0x2022, 'o', 'o', 0, 0, CIRCLE},
    [MARK_POINT] = {"point", 0, 0, '.', '.', 1, 1, CIRCLE},
    [MARK_HEAD] = {"head", 0x25B8, 0x25B8, '>', '>', 0, 0, HEAD},
    [MARK_EDGE] = {"edge", 0x2192, 0x2192, '>', '>', 0, 0, HEAD},
    [MARK_CURSOR] = {"cursor", 0x253C, 0x253C, '+', '+', 0, 0, CROSS},
};

uint32_t mark_glyph(int mark, int way, bool unicode)
{
    static const uint32_t heads[] = {0x25B8, 0x25B8, 0x25BE, 0x25C2,
                                     0x25C2, 0x25C2, 0x25B4, 0x25B8};
    static const uint32_t edges[] = {0x2192, 0x2198, 0x2193, 0x2199,
                                     0x2190, 0x2196, 0x2191, 0x2197};
    static const char ascii[] = ">\\v/<\\^/";
    const struct mark_row *row = &mark_rows[mark & ~MARK_HOLLOW];
    if (row == &mark_rows[MARK_HEAD] || row == &mark_rows[MARK_EDGE]) {
        const uint32_t *arrows = row == &mark_rows[MARK_HEAD] ? heads : edges;
        return unicode ? arrows[way & 7] : (uint32_t)ascii[way & 7];
    }
    if (mark & MARK_HOLLOW)
        return unicode ? row->hollow : (uint32_t)row->ascii_hollow;
    return unicode ? row->glyph : (uint32_t)row->ascii;
}
