#ifndef OVERSHOOT_OUTPUT_FILM_GIF_H
#define OVERSHOOT_OUTPUT_FILM_GIF_H

/* A film as an animated GIF: the field's colours are those of the pictures, and of what else there
 * may be so many that nothing is far from them. */

#include "frame_pixels.h"
#include "sink.h"

#include "../base/text.h"

struct film_gif_options {
    struct frame_pixels_options pixels;
    int colormap; /* a row of the catalogue */
    int balls;    /* as many as there are at first */
    bool once;    /* it is played once, else for ever */
};

/* Appends to out, which stays the caller's, what there is of the film by then. NULL with the
 * reason, as gif_new. */
struct film_gif;
struct film_gif *film_gif_new(struct text *out, const struct film_gif_options *options,
                              struct error *error);
void film_gif_free(struct film_gif *film);
struct frame_sink film_gif_sink(struct film_gif *film);

/* When it has ended: whether it could be made. */
bool film_gif_made(const struct film_gif *film, struct error *error);

#endif
