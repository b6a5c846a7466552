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

struct sums {
    int red, green, blue;
};

static struct sums add(struct sums sums, color c, int sign)
{
    return (struct sums){sums.red + sign * (int)(c >> 16 & 255),
                         sums.green + sign * (int)(c >> 8 & 255),
                         sums.blue + sign * (int)(c & 255)};
}

static color mean(struct sums sums, int count)
{
    int half = count / 2;
    return (color)((sums.red + half) / count << 16 | (sums.green + half) / count << 8 |
                   (sums.blue + half) / count);
}

/* How much of the squared error a colour of its own takes away from so many; times 840, which all
 * counts divide. */
static int64_t gain(struct sums sums, int count)
{
    int64_t squares = (int64_t)sums.red * sums.red + (int64_t)sums.green * sums.green +
                      (int64_t)sums.blue * sums.blue;
    return squares * (840 / count);
}

/* All splits, each by one step from the last: the first colour is always on the ground's side. */
void blocks_fit(struct cell *cell, const color *colors, int count)
{
    struct sums all = {0}, ink = {0}, best = {0};
    unsigned mask = 0, best_mask = 0;
    int inked = 0, best_inked = 0;
    for (int i = 0; i < count; i++)
        all = add(all, colors[i], 1);
    int64_t most = gain(all, count);
    for (unsigned step = 1; step < 1U << (count - 1); step++) {
        int turned = 1; /* the place of its lowest bit, from the second colour on */
        for (unsigned rest = step; !(rest & 1); rest >>= 1)
            turned++;
        int sign = mask >> turned & 1 ? -1 : 1;
        mask ^= 1U << turned;
        inked += sign;
        ink = add(ink, colors[turned], sign);
        struct sums ground = {all.red - ink.red, all.green - ink.green, all.blue - ink.blue};
        int64_t by = gain(ink, inked) + gain(ground, count - inked);
        if (by > most)
            most = by, best_mask = mask, best = ink, best_inked = inked;
    }
    struct sums ground = {all.red - best.red, all.green - best.green, all.blue - best.blue};
    cell->glyph = blocks_glyph(best_mask, count);
    cell->bg = mean(ground, count - best_inked);
    cell->fg = best_inked ? mean(best, best_inked) : cell->bg;
}
