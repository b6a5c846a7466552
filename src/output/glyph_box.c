#include "glyph_box.h"

#include "../draw/raster_blocks.h"

#include <stddef.h>

/* --- rectangles --- */

static int least(int a, int b)
{
    return a < b ? a : b;
}

/* How much of the pixel at a place is between two others, in 256ths of a pixel. */
static int overlap(int at, int begin, int end)
{
    int low = at * 256 > begin ? at * 256 : begin, high = least(at * 256 + 256, end);
    return high > low ? high - low : 0;
}

/* Sides in 256ths of a pixel; `strength` is what is covered of a pixel that is in it whole. */
static void fill(struct cover *cell, int left, int top, int right, int bottom, int strength)
{
    for (int y = top / 256; y < least(cell->height, (bottom + 255) / 256); y++)
        for (int x = left / 256; x < least(cell->width, (right + 255) / 256); x++) {
            uint8_t *covered = &cell->cover[y * cell->width + x];
            int more = overlap(x, left, right) * overlap(y, top, bottom) / 256 * strength / 256;
            *covered = (uint8_t)least(255, *covered + more);
        }
}

/* The part of a cell between shares of its sides, in so many parts. */
static void fill_part(struct cover *cell, int across, int down, int x0, int y0, int x1, int y1)
{
    int width = cell->width * 256, height = cell->height * 256;
    fill(cell, width * x0 / across, height * y0 / down, width * x1 / across, height * y1 / down,
         255);
}

/* --- lines --- */

/* Thickness in pixels: nothing, light, heavy. */
static int thickness(const struct cover *cell, int weight)
{
    int light = (cell->width + 4) / 9;
    light = light < 1 ? 1 : light;
    return weight == 2 ? 3 * light : weight * light;
}

/* How far a line of that weight, in the middle of so many pixels, is from their begin. */
static int middle(const struct cover *cell, int size, int weight)
{
    return (size - thickness(cell, 1)) / 2 - (thickness(cell, weight) - thickness(cell, 1)) / 2;
}

enum { NORTHWARD, EASTWARD, SOUTHWARD, WESTWARD };

/* From the side to the middle, and on to the far side of what crosses there. */
static void fill_arm(struct cover *cell, int side, int weight, int crossing)
{
    bool upright = side == NORTHWARD || side == SOUTHWARD;
    int along = upright ? cell->height : cell->width, across = upright ? cell->width : cell->height;
    int near = middle(cell, across, weight), far = near + thickness(cell, weight);
    int wide = crossing > weight ? crossing : weight, begin = 0, end = along;
    if (side == NORTHWARD || side == WESTWARD)
        end = middle(cell, along, wide) + thickness(cell, wide);
    else
        begin = middle(cell, along, wide);
    if (upright)
        fill(cell, near * 256, begin * 256, far * 256, end * 256, 255);
    else
        fill(cell, begin * 256, near * 256, end * 256, far * 256, 255);
}

/* The weights of the lines to the north, east, south and west, as octal digits. */
static const uint16_t arms[] = {
    00101, 00202, 01010, 02020, 00101, 00202, 01010, 02020, 00101, 00202, 01010, 02020,
    00110, 00210, 00120, 00220, 00011, 00012, 00021, 00022, 01100, 01200, 02100, 02200,
    01001, 01002, 02001, 02002, 01110, 01210, 02110, 01120, 02120, 02210, 01220, 02220,
    01011, 01012, 02011, 01021, 02021, 02012, 01022, 02022, 00111, 00112, 00211, 00212,
    00121, 00122, 00221, 00222, 01101, 01102, 01201, 01202, 02101, 02102, 02201, 02202,
    01111, 01112, 01211, 01212, 02111, 01121, 02121, 02112, 02211, 01122, 01221, 02212,
    01222, 02122, 02221, 02222, 00101, 00202, 01010, 02020,
};
static const uint16_t half_arms[] = {
    /* from U+2574 on */
    00001, 01000, 00100, 00010, 00002, 02000, 00200, 00020, 00201, 01020, 00102, 02010,
};

static void paint_arms(struct cover *cell, unsigned weights)
{
    int weight[4], crossing[2] = {0, 0};
    for (int side = 0; side < 4; side++) {
        weight[side] = weights >> (9 - 3 * side) & 7;
        if (weight[side] > crossing[side % 2])
            crossing[side % 2] = weight[side];
    }
    for (int side = 0; side < 4; side++)
        if (weight[side])
            fill_arm(cell, side, weight[side], crossing[!(side % 2)]);
}

/* As many pieces, with gaps as wide as a third of a piece. */
static void paint_dashes(struct cover *cell, unsigned weights, int count)
{
    bool upright = weights & 07070;
    struct cover line = *cell;
    int weight = (int)(upright ? weights >> 9 : weights >> 6) & 7;
    int near = middle(cell, upright ? cell->width : cell->height, weight);
    int far = near + thickness(cell, weight);
    int length = (upright ? line.height : line.width) * 256;
    for (int i = 0; i < count; i++) {
        int begin = length * (8 * i + 1) / (8 * count), end = length * (8 * i + 7) / (8 * count);
        if (upright)
            fill(cell, near * 256, begin, far * 256, end, 255);
        else
            fill(cell, begin, near * 256, end, far * 256, 255);
    }
}

/* Round corners: from the east or west side to the south or north one. */
static void paint_arc(struct cover *cell, uint32_t character)
{
    static const signed char ways[][2] = {{1, 1}, {-1, 1}, {-1, -1}, {1, -1}};
    static const float turn[][2] = {
        {1, 0}, {0.6913F, 0.0489F}, {0.4122F, 0.1910F}, {0.1910F, 0.4122F}, {0.0489F, 0.6913F},
        {0, 1}};
    const signed char *way = ways[character - 0x256D];
    struct stroke stroke = {(float)thickness(cell, 1), 1};
    float x = (float)middle(cell, cell->width, 1) + stroke.width / 2;
    float y = (float)middle(cell, cell->height, 1) + stroke.width / 2;
    float radius = (float)cell->width / 2, right = way[0], down = way[1];
    raster_line(cell, &stroke, x + right * radius, y, x + right * (float)cell->width, y);
    raster_line(cell, &stroke, x, y + down * radius, x, y + down * (float)cell->height);
    for (int i = 1; i < (int)(sizeof turn / sizeof *turn); i++)
        raster_line(cell, &stroke, x + right * radius * turn[i - 1][0],
                    y + down * radius * turn[i - 1][1], x + right * radius * turn[i][0],
                    y + down * radius * turn[i][1]);
}

static void paint_diagonals(struct cover *cell, uint32_t character)
{
    struct stroke stroke = {(float)thickness(cell, 1), 1};
    float right = (float)cell->width, bottom = (float)cell->height;
    if (character != 0x2572)
        raster_line(cell, &stroke, 0, bottom, right, 0);
    if (character != 0x2571)
        raster_line(cell, &stroke, 0, 0, right, bottom);
}

static bool paint_line(struct cover *cell, uint32_t character)
{
    unsigned at = character - 0x2500;
    if (at >= 0x04 && at <= 0x0B)
        paint_dashes(cell, arms[at], at < 0x08 ? 3 : 4);
    else if (at >= 0x4C && at <= 0x4F)
        paint_dashes(cell, arms[at], 2);
    else if (at < sizeof arms / sizeof *arms)
        paint_arms(cell, arms[at]);
    else if (at >= 0x74)
        paint_arms(cell, half_arms[at - 0x74]);
    else if (at >= 0x71)
        paint_diagonals(cell, character);
    else if (at >= 0x6D)
        paint_arc(cell, character);
    else
        return false; /* double ones */
    return true;
}

/* --- blocks and dots --- */

static void paint_mask(struct cover *cell, unsigned mask, int down)
{
    for (int i = 0; i < 2 * down; i++)
        if (mask >> i & 1)
            fill_part(cell, 2, down, i % 2, i / 2, i % 2 + 1, i / 2 + 1);
}

static bool paint_block(struct cover *cell, uint32_t character)
{
    static const uint8_t strengths[] = {64, 128, 192};
    int eighths = (int)(character & 15);
    if (character == 0x2580)
        fill_part(cell, 1, 2, 0, 0, 1, 1);
    else if (character <= 0x2588)
        fill_part(cell, 1, 8, 0, 8 - eighths, 1, 8);
    else if (character <= 0x258F)
        fill_part(cell, 8, 1, 0, 0, 16 - eighths, 1);
    else if (character == 0x2590)
        fill_part(cell, 2, 1, 1, 0, 2, 1);
    else if (character <= 0x2593)
        fill(cell, 0, 0, cell->width * 256, cell->height * 256, strengths[character - 0x2591]);
    else if (character == 0x2594)
        fill_part(cell, 1, 8, 0, 0, 1, 1);
    else if (character == 0x2595)
        fill_part(cell, 8, 1, 7, 0, 8, 1);
    else
        return false;
    return true;
}

/* Blocks of two columns, as those who choose them number them. */
static bool paint_blocks(struct cover *cell, uint32_t character)
{
    for (int count = 4; count <= BLOCKS_MAX; count += 2)
        for (unsigned mask = 0; mask < 1U << count; mask++)
            if (blocks_glyph(mask, count) == character) {
                paint_mask(cell, mask, count / 2);
                return true;
            }
    return false;
}

static bool paint_dots(struct cover *cell, uint32_t character)
{
    static const uint8_t bits[] = {0x01, 0x08, 0x02, 0x10, 0x04, 0x20, 0x40, 0x80};
    struct stroke stroke = {0.27F * (float)cell->width, 1};
    for (int i = 0; i < 8; i++) {
        float x = (float)cell->width * (float)(1 + 2 * (i % 2)) / 4;
        float y = (float)cell->height * (float)(1 + 2 * (i / 2)) / 8;
        if (character & bits[i])
            raster_line(cell, &stroke, x, y, x, y);
    }
    return true;
}

static const struct painter {
    uint32_t first, last;
    bool (*paint)(struct cover *cell, uint32_t character);
} painters[] = {
    {0x2500, 0x257F, paint_line},     {0x2580, 0x2595, paint_block},
    {0x2596, 0x259F, paint_blocks},   {0x2800, 0x28FF, paint_dots},
    {0x1CD00, 0x1CEAF, paint_blocks}, {0x1FB00, 0x1FBEF, paint_blocks},
};

bool glyph_box(struct cover *cell, uint32_t character)
{
    for (size_t i = 0; i < sizeof painters / sizeof *painters; i++)
        if (character >= painters[i].first && character <= painters[i].last)
            return painters[i].paint(cell, character);
    return false;
}
