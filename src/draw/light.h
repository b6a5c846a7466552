#ifndef OVERSHOOT_DRAW_LIGHT_H
#define OVERSHOOT_DRAW_LIGHT_H

/* Light as the eye weighs it: linear, so that twice as much is twice as bright, and by tables, so
 * that it is cheap and the same on every machine. Colours here are 0xRRGGBB. */

#include "frame.h"

/* 0 (black) … 1 (white), as WCAG 2 has it. */
float light_of(color c);
/* The colour with another luminance, and a share of its chroma: its hue stays; what is too bright
 * for it goes towards white. */
color light_pale(color c, float luminance, float chroma);
/* Its light times a factor, but no more luminance than a cap. */
color light_cap(color c, float factor, float cap);
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
