#ifndef OVERSHOOT_OUTPUT_PNG_H
#define OVERSHOOT_OUTPUT_PNG_H

/* Images as PNG: in a palette where they have no more than 256 colours, else in true colours. */

#include "image.h"

#include "../base/text.h"

enum png_packing {
    PNG_SMALL, /* as small as it can be made: by zlib where the program was built with it */
    PNG_QUICK  /* without zlib: half as large again */
};

/* Appends the document; the title (NULL: none) is a text in it. */
void png_write(struct text *out, const struct image *image, const char *title,
               enum png_packing packing);

/* Whether zlib is there. */
bool png_is_small(void);

#endif
