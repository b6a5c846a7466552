#include "color.h"

#include <limits.h>

static int part(color c, int shift)
{
    return (int)(c >> shift & 0xFF);
}

color color_ansi_rgb(int index)
{
    static const color rgb[16] = {
        0x000000, 0xCD0000, 0x00CD00, 0xCDCD00, 0x0000EE, 0xCD00CD, 0x00CDCD, 0xE5E5E5,
        0x7F7F7F, 0xFF0000, 0x00FF00, 0xFFFF00, 0x5C5CFF, 0xFF00FF, 0x00FFFF, 0xFFFFFF,
    };
    return rgb[index & 15];
}

static int distance(color a, color b)
{
    int red = part(a, 16) - part(b, 16);
    int green = part(a, 8) - part(b, 8);
    int blue = part(a, 0) - part(b, 0);
    return 2 * red * red + 4 * green * green + 3 * blue * blue;
}

static int cube_step(int value)
{
    return value < 48 ? 0 : value < 115 ? 1 : (value - 35) / 40;
}

static const int cube_levels[6] = {0, 95, 135, 175, 215, 255};

color color_of_256(int index)
{
    enum { CUBE = 16, GREYS = 232 };
    if (index >= GREYS)
        return (color)(8 + 10 * (index - GREYS)) * 0x010101U;
    int cube = index - CUBE;
    return (color)(cube_levels[cube / 36] << 16 | cube_levels[cube / 6 % 6] << 8 |
                   cube_levels[cube % 6]);
}

int color_to_256(color c)
{
    if (c & COLOR_DEFAULT)
        return -1;
    if (c & COLOR_ANSI_FLAG)
        return (int)(c & 15);
    int r = cube_step(part(c, 16)), g = cube_step(part(c, 8)), b = cube_step(part(c, 0));
    color cube = (color)(cube_levels[r] << 16 | cube_levels[g] << 8 | cube_levels[b]);
    int mean = (part(c, 16) + part(c, 8) + part(c, 0)) / 3;
    int step = mean < 8 ? 0 : mean > 238 ? 23 : (mean - 3) / 10;
    int shade = 8 + 10 * step;
    color grey = (color)(shade << 16 | shade << 8 | shade);
    return distance(c, grey) < distance(c, cube) ? 232 + step : 16 + 36 * r + 6 * g + b;
}

int color_to_ansi(color c, int count)
{
    if (c & COLOR_DEFAULT)
        return -1;
    if (c & COLOR_ANSI_FLAG)
        return (int)(c & 15) < count ? (int)(c & 15) : (int)(c & 7);
    int best = 0, least = INT_MAX;
    for (int i = 0; i < count; i++) {
        int far = distance(c, color_ansi_rgb(i));
        if (far < least)
            least = far, best = i;
    }
    return best;
}
