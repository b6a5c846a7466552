#include "palette.h"

#include <limits.h>

static const unsigned ansi[16] = {
    0x000000, 0xcd0000, 0x00cd00, 0xcdcd00, 0x0000ee, 0xcd00cd, 0x00cdcd, 0xe5e5e5,
    0x7f7f7f, 0xff0000, 0x00ff00, 0xffff00, 0x5c5cff, 0xff00ff, 0x00ffff, 0xffffff,
};

/* The cube of 6 x 6 x 6 colours begins at 16, 24 greys at 232. */
static const int cube_levels[6] = {0, 95, 135, 175, 215, 255};
enum { CUBE = 16, GREYS = 232, GREY_COUNT = 24 };

unsigned palette_rgb(int number)
{
    if (number < CUBE)
        return ansi[number < 0 ? 0 : number];
    if (number >= GREYS)
        return (unsigned)(8 + 10 * (number - GREYS)) * 0x010101u;
    number -= CUBE;
    return (unsigned)cube_levels[number / 36] << 16 | (unsigned)cube_levels[number / 6 % 6] << 8 |
           (unsigned)cube_levels[number % 6];
}

static int red(unsigned rgb)
{
    return (int)(rgb >> 16 & 255);
}

static int green(unsigned rgb)
{
    return (int)(rgb >> 8 & 255);
}

static int blue(unsigned rgb)
{
    return (int)(rgb & 255);
}

/* Distance with the channels weighted about as the eye does. */
static int distance(unsigned a, unsigned b)
{
    int r = red(a) - red(b), g = green(a) - green(b), l = blue(a) - blue(b);
    return 3 * r * r + 6 * g * g + 2 * l * l;
}

static int cube_level(int channel)
{
    int best = 0;
    for (int i = 1; i < 6; i++)
        if (2 * channel >= cube_levels[i - 1] + cube_levels[i])
            best = i;
    return best;
}

static int nearest_of_256(unsigned rgb)
{
    int cube =
        CUBE + 36 * cube_level(red(rgb)) + 6 * cube_level(green(rgb)) + cube_level(blue(rgb));
    int grey = (red(rgb) + green(rgb) + blue(rgb)) / 3;
    int step = grey < 3 ? 0 : (grey - 3) / 10;
    grey = GREYS + (step < GREY_COUNT ? step : GREY_COUNT - 1);
    return distance(rgb, palette_rgb(grey)) < distance(rgb, palette_rgb(cube)) ? grey : cube;
}

static int nearest_ansi(unsigned rgb, int count)
{
    int best = 0, least = INT_MAX;
    for (int i = 0; i < count; i++) {
        int d = distance(rgb, ansi[i]);
        if (d < least) {
            least = d;
            best = i;
        }
    }
    return best;
}

int palette_number(color wanted, enum color_level level)
{
    if (level == COLORS_MONO || wanted == COLOR_DEFAULT)
        return PALETTE_DEFAULT;
    if (wanted & COLOR_ANSI_FLAG) {
        int number = (int)(wanted & 15);
        return level == COLORS_8 ? number & 7 : number;
    }
    unsigned rgb = wanted & 0xffffff;
    switch (level) {
    case COLORS_8:
        return nearest_ansi(rgb, 8);
    case COLORS_16:
        return nearest_ansi(rgb, 16);
    case COLORS_256:
        return nearest_of_256(rgb);
    default: /* the darkest blues would be the terminal's own colours: one step lighter is the same
              */
        return rgb < 16 ? 16 : (int)rgb;
    }
}
