#include "raster_blocks.h"

static uint32_t quadrant(unsigned mask)
{
    static const uint32_t glyphs[16] = {' ',    0x2598, 0x259D, 0x2580, 0x2596, 0x258C,
                                        0x259E, 0x259B, 0x2597, 0x259A, 0x2590, 0x259C,
                                        0x2584, 0x2599, 0x259F, 0x2588};
    return glyphs[mask];
}

/* The code leaves out those that older characters have. */
static uint32_t sextant(unsigned mask)
{
    enum { LEFT = 0x15, RIGHT = 0x2A, FULL = 0x3F };
    if (mask == 0 || mask == LEFT || mask == RIGHT || mask == FULL)
        return mask == 0 ? ' ' : mask == LEFT ? 0x258C : mask == RIGHT ? 0x2590 : 0x2588;
    return 0x1FB00 + mask - 1 - (mask > LEFT) - (mask > RIGHT);
}

/* The code counts on from U+1CD00, over those that other characters have. */
static uint32_t octant(unsigned mask)
{
    static const struct {
        uint8_t mask;
        uint32_t glyph;
    } others[] = {{0x00, ' '},     {0x01, 0x1CEA8}, {0x02, 0x1CEAB}, {0x03, 0x1FB82},
                  {0x05, 0x2598},  {0x0A, 0x259D},  {0x0F, 0x2580},  {0x14, 0x1FBE6},
                  {0x28, 0x1FBE7}, {0x3F, 0x1FB85}, {0x40, 0x1CEA3}, {0x50, 0x2596},
                  {0x55, 0x258C},  {0x5A, 0x259E},  {0x5F, 0x259B},  {0x80, 0x1CEA0},
                  {0xA0, 0x2597},  {0xA5, 0x259A},  {0xAA, 0x2590},  {0xAF, 0x259C},
                  {0xC0, 0x2582},  {0xF0, 0x2584},  {0xF5, 0x2599},  {0xFA, 0x259F},
                  {0xFC, 0x2586},  {0xFF, 0x2588}};
    unsigned before = 0;
    for (; before < sizeof others / sizeof *others && others[before].mask <= mask; before++)
        if (others[before].mask == mask)
            return others[before].glyph;
    return 0x1CD00 + mask - before;
}

uint32_t blocks_glyph(unsigned mask, int count)
{
    return count == 4 ? quadrant(mask) : count == 6 ? sextant(mask) : octant(mask);
}

/* A colour, or a sum of some; or how far such a sum is from that of as many mean ones. */
struct sums {
    int red, green, blue;
};

static struct sums parts_of(color c)
{
    return (struct sums){c >> 16 & 255, c >> 8 & 255, c & 255};
}

static struct sums add(struct sums a, struct sums b, int times)
{
    return (struct sums){a.red + times * b.red, a.green + times * b.green, a.blue + times * b.blue};
}

static color mean(struct sums sums, int count)
{
    if (count < 1)
        return 0;
    int half = count / 2;
    return (color)((sums.red + half) / count << 16 | (sums.green + half) / count << 8 |
                   (sums.blue + half) / count);
}

/* The two colours of a split. */
static void show_split(struct cell *cell, const color *colors, int count, struct sums all,
                       unsigned mask)
{
    struct sums ink = {0};
    int inked = 0;
    for (int i = 1; mask >> i; i++)
        if (mask >> i & 1)
            ink = add(ink, parts_of(colors[i]), 1), inked++;
    cell->glyph = blocks_glyph(mask, count);
    cell->bg = mean(add(all, ink, -1), count - inked);
    cell->fg = inked ? mean(ink, inked) : cell->bg;
}

/* --- which points are ink --- */

/* What two colours take away of the squared error of one is the square of how far their means are
 * apart, by the product of their counts: times SHARES, which all products of two counts that are 4,
 * 6 or 8 divide. */
enum { SHARES = 5040 };

static int64_t square(struct sums sums)
{
    return (int64_t)sums.red * sums.red + (int64_t)sums.green * sums.green +
           (int64_t)sums.blue * sums.blue;
}

/* All splits, each by one step from the last: the first point is always on the ground's side. */
static unsigned split_all(const struct sums *parts, int count)
{
    struct sums ink = {0};
    unsigned mask = 0, best = 0;
    int inked = 0;
    int64_t most = 0;
    for (unsigned step = 1; step < 1U << (count - 1); step++) {
        int turned = 1; /* the place of its lowest bit, from the second point on */
        for (unsigned rest = step; !(rest & 1); rest >>= 1)
            turned++;
        int sign = mask >> turned & 1 ? -1 : 1;
        mask ^= 1U << turned;
        inked += sign;
        ink = add(ink, parts[turned], sign);
        int64_t by = square(ink) * (SHARES / (inked * (count - inked)));
        if (by > most)
            most = by, best = mask;
    }
    return best;
}

/* The same of four, in the same order. */
static unsigned split_four(const struct sums *parts)
{
    static const uint8_t masks[] = {2, 6, 4, 12, 14, 10, 8};
    const int64_t gains[] = {4 * square(parts[1]), 3 * square(add(parts[1], parts[2], 1)),
                             4 * square(parts[2]), 3 * square(add(parts[2], parts[3], 1)),
                             4 * square(parts[0]), 3 * square(add(parts[1], parts[3], 1)),
                             4 * square(parts[3])};
    int64_t most = 0;
    unsigned best = 0;
    for (int i = 0; i < 7; i++)
        if (gains[i] > most)
            most = gains[i], best = masks[i];
    return best;
}

void blocks_fit(struct cell *cell, const color *colors, int count)
{
    struct sums parts[BLOCKS_MAX], all = {0};
    for (int i = 0; i < count; i++)
        all = add(all, parts_of(colors[i]), 1);
    for (int i = 0; i < count; i++) {
        struct sums own = parts_of(colors[i]);
        parts[i] = (struct sums){count * own.red - all.red, count * own.green - all.green,
                                 count * own.blue - all.blue};
    }
    show_split(cell, colors, count, all, count == 4 ? split_four(parts) : split_all(parts, count));
}
