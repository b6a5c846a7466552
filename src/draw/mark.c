#include "mark.h"

static const struct outline circle = {
    24, {100, 0,   97,  26,  87,  50,   71,  71,  50,   87,  26,  97,  0,   100, -26, 97,
         -50, 87,  -71, 71,  -87, 50,   -97, 26,  -100, 0,   -97, -26, -87, -50, -71, -71,
         -50, -87, -26, -97, 0,   -100, 26,  -97, 50,   -87, 71,  -71, 87,  -50, 97,  -26}};
static const struct outline star = {10, {0, -127, 32,  -44, 121, -39, 51,   17,  75,  103,
                                         0, 54,   -75, 103, -51, 17,  -121, -39, -32, -44}};
static const struct outline cross = {12,
                                     {-100, -70, -70, -100, 0, -30, 70,  -100, 100,  -70, 30,  0,
                                      100,  70,  70,  100,  0, 30,  -70, 100,  -100, 70,  -30, 0}};
static const struct outline diamond = {4, {0, -125, 115, 0, 0, 125, -115, 0}};
static const struct outline square = {4, {-92, -92, 92, -92, 92, 92, -92, 92}};
static const struct outline bar = {4, {-45, -110, 45, -110, 45, 110, -45, 110}};
static const struct outline up = {3, {0, -115, 115, 90, -115, 90}};
static const struct outline down = {3, {0, 115, 115, -90, -115, -90}};
static const struct outline right = {3, {115, 0, -90, 115, -90, -115}};
static const struct outline left = {3, {-115, 0, 90, -115, 90, 115}};
static const struct outline house = {5, {0, -100, 100, -10, 100, 90, -100, 90, -100, -10}};
static const struct outline spark = {
    8, {0, -127, 30, -30, 127, 0, 30, 30, 0, 127, -30, 30, -127, 0, -30, -30}};
static const struct outline plus = {12, {-36, -110, 36,   -110, 36,   -36, 110, -36,
                                         110, 36,   36,   36,   36,   110, -36, 110,
                                         -36, 36,   -110, 36,   -110, -36, -36, -36}};
static const struct outline slope = {3, {55, -120, 55, 90, -90, 90}};
static const struct outline glass = {6, {-95, -95, 95, -95, 16, 0, 95, 95, -95, 95, -16, 0}};
static const struct outline west = {
    7, {48, 115, -10, 100, -54, 57, -70, 0, -54, -57, -10, -100, 48, -115}};
static const struct outline east = {
    7, {-48, -115, 10, -100, 54, -57, 70, 0, 54, 57, 10, 100, -48, 115}};
static const struct outline south = {
    7, {-115, -48, 115, -48, 100, 10, 57, 54, 0, 70, -57, 54, -100, 10}};
static const struct outline north = {
    7, {115, 48, -115, 48, -100, -10, -57, -54, 0, -70, 57, -54, 100, -10}};
static const struct outline head = {3, {100, 0, -80, 80, -80, -80}};

/* Balls have full shapes, then halves and such as are no shape before: from the ninth on the hues
 * come again. All glyphs are in the fonts that terminals come with, and none is an emoji in some of
 * them. */
const struct mark_row mark_rows[MARK_COUNT] = {
    {0x25CF, 0x25CB, '1', 0, 0, 5.5F, &circle},
    {0x25C6, 0x25C7, '2', 0, 0, 5.5F, &diamond},
    {0x25B2, 0x25B3, '3', 0, 0, 5.5F, &up},
    {0x25A0, 0x25A1, '4', 0, 0, 5.5F, &square},
    {0x2605, 0x2606, '5', 0, 0, 5.5F, &star},
    {0x25BC, 0x25BD, '6', 0, 0, 5.5F, &down},
    {0x25BA, 0x25B7, '7', 0, 0, 5.5F, &right},
    {0x25C4, 0x25C1, '8', 0, 0, 5.5F, &left},
    {0x25C9, 0x25CB, '9', 0, 0, 5.5F, &spark},
    {0x25C8, 0x25C7, 'A', 0, 0, 5.5F, &plus},
    {0x25ED, 0x25B3, 'B', 0, 0, 5.5F, &slope},
    {0x25A3, 0x25A1, 'C', 0, 0, 5.5F, &glass},
    {0x25D0, 0x2606, 'D', 0, 0, 5.5F, &west},
    {0x25D2, 0x25BD, 'E', 0, 0, 5.5F, &south},
    {0x25D1, 0x25B7, 'F', 0, 0, 5.5F, &east},
    {0x25D3, 0x25C1, 'G', 0, 0, 5.5F, &north},
    [MARK_START] = {0x2302, 0x2302, 's', 0, 0, 5.5F, &house},
    [MARK_MINIMUM] = {0x2715, 0, 'x', 0, 0, 4.5F, &cross},
    [MARK_SADDLE] = {0x25C7, 0x25C7, '%', 0, 0, 4.5F, &diamond},
    [MARK_MAXIMUM] = {0x25B3, 0x25B3, '^', 0, 0, 4.5F, &up},
    [MARK_LANDING] = {0, 0, '*', 2, 2, 2.8F, &circle},
    [MARK_HIGHER] = {0, 0, '!', 2, 4, 2.8F, &bar},
    [MARK_JUMP] = {0, 0, '*', 1, 2, 2.8F, &bar},
    [MARK_JUMP_HIGHER] = {0, 0, '!', 1, 3, 2.8F, &bar},
    [MARK_DATUM] = {0x2022, 0x25E6, 'o', 0, 0, 2.4F, &circle},
    [MARK_POINT] = {0, 0, '.', 1, 1, 1.3F, &circle},
    [MARK_CLASS] = {0x25E6, 0x25E6, 'o', 0, 0, 3.2F, &circle},
    [MARK_CLASS + 1] = {0x2022, 0, '+', 0, 0, 3.0F, &circle},
    [MARK_CLASS + 2] = {0x25B5, 0x25B5, '^', 0, 0, 3.4F, &up},
    [MARK_CLASS + 3] = {0x25AA, 0, '#', 0, 0, 2.8F, &square},
    [MARK_CLASS + 4] = {0xD7, 0, 'x', 0, 0, 3.4F, &cross},
    [MARK_CLASS + 5] = {0x25BF, 0x25BF, 'v', 0, 0, 3.4F, &down},
    [MARK_HEAD] = {0x25B8, 0, '>', 0, 0, 3.6F, &head},
    [MARK_EDGE] = {0x2192, 0, '>', 0, 0, 5.5F, &head},
    [MARK_PIN] = {'+', 0, '+', 0, 0, 5.0F, &plus},
};

bool mark_is_hollow(int mark)
{
    const struct mark_row *row = mark_row(mark);
    return mark & MARK_HOLLOW || (row->glyph && row->glyph == row->hollow);
}

uint32_t mark_glyph(int mark, int way, bool unicode)
{
    static const uint32_t heads[] = {0x25B8, 0x25B8, 0x25BE, 0x25C2,
                                     0x25C2, 0x25C2, 0x25B4, 0x25B8};
    static const uint32_t edges[] = {0x2192, 0x2198, 0x2193, 0x2199,
                                     0x2190, 0x2196, 0x2191, 0x2197};
    static const char ascii[] = ">\\v/<\\^/";
    const struct mark_row *row = mark_row(mark);
    if (row->outline == &head)
        return !unicode            ? (uint32_t)ascii[way & 7]
               : mark == MARK_HEAD ? heads[way & 7]
                                   : edges[way & 7];
    if (mark & MARK_HOLLOW)
        return unicode ? row->hollow : row->ascii == 'o' ? '+' : 'o';
    return unicode ? row->glyph : (uint32_t)row->ascii;
}
