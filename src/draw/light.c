#include "light.h"

#include "../lang/vmath.h"

#include <stdbool.h>

enum { STEPS = 4096 };

/* Filled once; the same whoever fills them. */
static struct {
    bool filled;
    float linear[256];
    uint8_t parts[STEPS + 1];
} table;

static float linear_of(int part)
{
    double value = part / 255.0;
    return (float)(value <= 0.04045 ? value / 12.92 : vmath_pow((value + 0.055) / 1.055, 2.4));
}

static void fill(void)
{
    int part = 0;
    for (int i = 0; i < 256; i++)
        table.linear[i] = linear_of(i);
    for (int i = 0; i <= STEPS; i++) {
        float value = (float)i / STEPS;
        while (part < 255 && value > (table.linear[part] + table.linear[part + 1]) / 2)
            part++;
        table.parts[i] = (uint8_t)part;
    }
    table.filled = true;
}

struct light {
    float red, green, blue;
};

static struct light split(color c)
{
    if (!table.filled)
        fill();
    return (struct light){table.linear[c >> 16 & 255], table.linear[c >> 8 & 255],
                          table.linear[c & 255]};
}

static float sum(struct light light)
{
    return 0.2126f * light.red + 0.7152f * light.green + 0.0722f * light.blue;
}

static color part_of(float linear)
{
    return table.parts[linear > 0 ? linear < 1 ? (int)(linear * STEPS + 0.5f) : STEPS : 0];
}

static color join(struct light light)
{
    return part_of(light.red) << 16 | part_of(light.green) << 8 | part_of(light.blue);
}

float light_of(color c)
{
    return sum(split(c));
}

static float greatest(struct light light)
{
    float most = light.red > light.green ? light.red : light.green;
    return most > light.blue ? most : light.blue;
}

float light_part(color c, int part)
{
    struct light light = split(c);
    return part == 0 ? light.red : part == 1 ? light.green : light.blue;
}

color light_pale(color c, float luminance, float chroma)
{
    struct light light = split(c);
    float now = sum(light), by = luminance / (now > 1e-6f ? now : 1e-6f);
    light = (struct light){light.red * by, light.green * by, light.blue * by};
    float most = greatest(light);
    if (luminance + chroma * (most - luminance) > 1)
        chroma = most > luminance && luminance < 1 ? (1 - luminance) / (most - luminance) : 0;
    if (chroma < 1) {
        light.red = luminance + chroma * (light.red - luminance);
        light.green = luminance + chroma * (light.green - luminance);
        light.blue = luminance + chroma * (light.blue - luminance);
    }
    return join(light);
}

color light_cap(color c, float factor, float cap)
{
    struct light light = split(c);
    float seen = sum(light) * factor;
    if (seen > cap)
        factor *= cap / seen;
    else if (factor == 1)
        return c; /* which is what its light is joined to */
    return join((struct light){light.red * factor, light.green * factor, light.blue * factor});
}
