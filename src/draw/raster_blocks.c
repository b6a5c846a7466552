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

/* Without a division: the same for all that the parts of some colours add up to. */
static color mean(struct sums sums, int count)
{
    enum { BITS = 16 };
    static const int shares[BLOCKS_MAX + 1] = {0,     65536, 32768, 21846, 16384,
                                               13108, 10923, 9363,  8192};
    int half = count / 2, share = shares[count];
    return (color)((sums.red + half) * share >> BITS << 16 |
                   (sums.green + half) * share >> BITS << 8 | (sums.blue + half) * share >> BITS);
}

/* The two colours of a split, of which so many points are ink. */
static void show_split(struct cell *cell, int count, struct sums all, unsigned mask,
                       struct sums ink, int inked)
{
    cell->glyph = blocks_glyph(mask, count);
    cell->bg = mean(add(all, ink, -1), count - inked);
    cell->fg = inked ? mean(ink, inked) : cell->bg;
}

/* --- which points are ink --- */

/* What two colours take away of the squared error of one is the square of how far their means are
 * apart, by the product of their counts: times SHARES, which all products of two counts that are 4,
 * 6 or 8 divide. */
enum { SHARES = 5040 };

static int square(struct sums sums)
{
    return sums.red * sums.red + sums.green * sums.green + sums.blue * sums.blue;
}

/* A colour less the mean of so many, times these. */
static struct sums apart(struct sums own, struct sums all, int count)
{
    return (struct sums){count * own.red - all.red, count * own.green - all.green,
                         count * own.blue - all.blue};
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
        int64_t by = (int64_t)square(ink) * (SHARES / (inked * (count - inked)));
        if (by > most)
            most = by, best = mask;
    }
    return best;
}

static void fit_all(struct cell *cell, const color *colors, int count)
{
    struct sums parts[BLOCKS_MAX], all = {0}, ink = {0};
    int inked = 0;
    for (int i = 0; i < count; i++)
        all = add(all, parts_of(colors[i]), 1);
    for (int i = 0; i < count; i++)
        parts[i] = apart(parts_of(colors[i]), all, count);
    unsigned mask = split_all(parts, count);
    for (int i = 1; mask >> i; i++)
        if (mask >> i & 1)
            ink = add(ink, parts_of(colors[i]), 1), inked++;
    show_split(cell, count, all, mask, ink, inked);
}

/* --- the same of four, which is what is drawn most --- */

static int greater(int a, int b)
{
    return a > b ? a : b;
}

/* In the same order: of equal ones the first, whose number adds most. No branch depends on the
 * colours, as none of them could be foreseen. */
static unsigned split_four(struct sums a, struct sums b, struct sums c, struct sums d)
{
    enum { SPLITS = 8 };
    static const uint8_t masks[SPLITS] = {0, 8, 10, 14, 12, 4, 6, 2};
    int best = 0;
    best = greater(best, 4 * square(d) * SPLITS + 1);
    best = greater(best, 3 * square(add(b, d, 1)) * SPLITS + 2);
    best = greater(best, 4 * square(a) * SPLITS + 3);
    best = greater(best, 3 * square(add(c, d, 1)) * SPLITS + 4);
    best = greater(best, 4 * square(c) * SPLITS + 5);
    best = greater(best, 3 * square(add(b, c, 1)) * SPLITS + 6);
    best = greater(best, 4 * square(b) * SPLITS + 7);
    return best < SPLITS ? 0 : masks[best % SPLITS];
}

static void fit_four(struct cell *cell, const color *colors)
{
    enum { COUNT = 4 };
    const struct sums a = parts_of(colors[0]), b = parts_of(colors[1]), c = parts_of(colors[2]),
                      d = parts_of(colors[3]), none = {0}, all = add(add(a, b, 1), add(c, d, 1), 1);
    unsigned mask = split_four(apart(a, all, COUNT), apart(b, all, COUNT), apart(c, all, COUNT),
                               apart(d, all, COUNT));
    int second = mask >> 1 & 1, third = mask >> 2 & 1, fourth = mask >> 3 & 1;
    struct sums ink = add(add(add(none, b, second), c, third), d, fourth);
    show_split(cell, COUNT, all, mask, ink, second + third + fourth);
}

void blocks_fit(struct cell *cell, const color *colors, int count)
{
    if (count == 4)
        fit_four(cell, colors);
    else
        fit_all(cell, colors, count);
}
