#ifndef OVERSHOOT_OUTPUT_PALETTE_H
#define OVERSHOOT_OUTPUT_PALETTE_H

/* The few colours of a film that stand for all that it shows. */

#include "image.h"

#include <stdint.h>

enum { PALETTE_COLORS = 255 };

/* What is known of a film before it is seen. */
struct palette_wish {
    color exact[32];  /* what is to be shown as it is */
    color field[128]; /* the same of a field, if it is seen */
    int exact_count, field_count;
    color inks[32], grounds[16]; /* what is drawn, over what: any share of both may be there */
    int ink_count, ground_count;
};

/* What was looked for before is remembered. */
struct palette;
struct palette *palette_new(void);
void palette_free(struct palette *palette);

/* Makes it anew: of the exact colours, of the field's where the image has them, and of those of the
 * image and of shares of inks so many that nothing is far from all of them. */
void palette_make(struct palette *palette, const struct palette_wish *wish,
                  const struct image *image);

/* The nearest colour's number; *error is added how far it is away (the same as below). */
int palette_find(struct palette *palette, color c, int64_t *error);
color palette_color(const struct palette *palette, int number);

/* How different two colours are to the eye, roughly: squares of their parts' differences. */
static inline int color_distance(color a, color b)
{
    int red = (int)(a >> 16 & 255) - (int)(b >> 16 & 255);
    int green = (int)(a >> 8 & 255) - (int)(b >> 8 & 255);
    int blue = (int)(a & 255) - (int)(b & 255);
    return 2 * red * red + 4 * green * green + 3 * blue * blue;
}

#endif
