#ifndef OVERSHOOT_DRAW_LIGHT_H
#define OVERSHOOT_DRAW_LIGHT_H

/* Light as the eye weighs it: linear, so that twice as much is twice as bright, and by tables, so
 * that it is cheap and the same on every machine. Colours here are 0xRRGGBB. */

#include "frame.h"

#include <stdbool.h>

enum { LIGHT_STEPS = 4096 };

/* Filled at first need; the same whoever fills it. */
extern struct light_table {
    bool filled;
    float linear[256];
    uint8_t parts[LIGHT_STEPS + 1];
} light_table;
void light_fill(void);

/* What is done for each sample of a picture is inline. */
struct linear_light {
    float red, green, blue;
};

static inline struct linear_light light_split(color c)
{
    if (!light_table.filled)
        light_fill();
    return (struct linear_light){light_table.linear[c >> 16 & 255],
                                 light_table.linear[c >> 8 & 255], light_table.linear[c & 255]};
}

static inline color light_part_of(float linear)
{
    return light_table
        .parts[linear > 0 ? linear < 1 ? (int)(linear * LIGHT_STEPS + 0.5F) : LIGHT_STEPS : 0];
}

static inline color light_join(struct linear_light light)
{
    return light_part_of(light.red) << 16 | light_part_of(light.green) << 8 |
           light_part_of(light.blue);
}

static inline float light_sum(struct linear_light light)
{
    return 0.2126F * light.red + 0.7152F * light.green + 0.0722F * light.blue;
}

/* 0 (black) … 1 (white), as WCAG 2 has it. */
static inline float light_of(color c)
{
    return light_sum(light_split(c));
}

/* The colour with another luminance, and a share of its chroma: its hue stays; what is too bright
 * for it goes towards white. */
static inline color light_pale(color c, float luminance, float chroma)
{
    struct linear_light light = light_split(c);
    float now = light_sum(light), by = luminance / (now > 1e-6F ? now : 1e-6F);
    light = (struct linear_light){light.red * by, light.green * by, light.blue * by};
    float most = light.red > light.green ? light.red : light.green;
    most = most > light.blue ? most : light.blue;
    if (luminance + chroma * (most - luminance) > 1)
        chroma = most > luminance && luminance < 1 ? (1 - luminance) / (most - luminance) : 0;
    if (chroma < 1) {
        light.red = luminance + chroma * (light.red - luminance);
        light.green = luminance + chroma * (light.green - luminance);
        light.blue = luminance + chroma * (light.blue - luminance);
    }
    return light_join(light);
}

/* Its light times a factor, but no more luminance than a cap. */
static inline color light_cap(color c, float factor, float cap)
{
    struct linear_light light = light_split(c);
    float seen = light_sum(light) * factor;
    if (seen > cap)
        factor *= cap / seen;
    else if (factor == 1)
        return c; /* which is what its light is joined to */
    return light_join(
        (struct linear_light){light.red * factor, light.green * factor, light.blue * factor});
}

/* The linear light of its red (0), green (1) or blue (2) part, 0 … 1. */
float light_part(color c, int part);

static inline color light_set(color c, float luminance)
{
    return light_pale(c, luminance, 1);
}

static inline color light_scale(color c, float factor)
{
    return light_cap(c, factor, 1);
}

/* Two colours as they are, with the share of b in 256ths. */
static inline color light_mix(color a, color b, unsigned share)
{
    color mixed = ((a & 0xFF00FF) * (256 - share) + (b & 0xFF00FF) * share + 0x800080) >> 8;
    color green = ((a & 0xFF00) * (256 - share) + (b & 0xFF00) * share + 0x8000) >> 8;
    return (mixed & 0xFF00FF) | (green & 0xFF00);
}

#endif
