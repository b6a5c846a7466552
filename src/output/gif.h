#ifndef OVERSHOOT_OUTPUT_GIF_H
#define OVERSHOOT_OUTPUT_GIF_H

/* Images one after the other as an animated GIF: of each only the box that differs from the one
 * before, and of that only what differs. */

#include "palette.h"

#include "../base/error.h"
#include "../base/text.h"

struct gif_options {
    bool once;    /* it is played once, else for ever */
    double pause; /* seconds for which the last image stays, at least */
    struct palette_wish wish;
};

/* Appends to out, which stays the caller's; NULL with the reason where the program was built
 * without giflib, or GIF has no such sizes. */
struct gif;
struct gif *gif_new(struct text *out, int width, int height, const struct gif_options *options,
                    struct error *error);
void gif_free(struct gif *gif);

/* The image that is seen from then on, in seconds since the first one, which comes at 0. Times are
 * rounded to hundredths, so that none is lost; what would be seen for less than two of them, which
 * players do not do, is left out. */
void gif_add(struct gif *gif, double seconds, const struct image *image);
/* Until when the last one stays; false if it could not be made. */
bool gif_end(struct gif *gif, double seconds, struct error *error);

/* Whether giflib is there. */
bool gif_is_there(void);

#endif
