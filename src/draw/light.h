#ifndef OVERSHOOT_DRAW_LIGHT_H
#define OVERSHOOT_DRAW_LIGHT_H

/* Light as the eye weighs it: linear, so that twice as much is twice as bright, and by tables, so
 * that it is cheap and the same on every machine. Colours here are 0xRRGGBB. */

#include "frame.h"

/* 0 (black) … 1 (white), as WCAG 2 has it. */
float light_of(color c);
/* (a + 0.05) / (b + 0.05) of the lighter and the darker one: 1 … 21. */
float light_contrast(color a, color b);
/* The colour with another luminance: its hue stays; what is too bright for it goes towards white.
 */
color light_set(color c, float luminance);
/* The same, with only a share of its chroma. */
color light_pale(color c, float luminance, float chroma);
/* The linear light of its red (0), green (1) or blue (2) part, 0 … 1. */
float light_part(color c, int part);
/* Its light times a factor. */
color light_scale(color c, float factor);
/* As color_mix, with the share of b in 256ths. */
color light_mix(color a, color b, unsigned share);

#endif
