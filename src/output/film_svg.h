#ifndef OVERSHOOT_OUTPUT_FILM_SVG_H
#define OVERSHOOT_OUTPUT_FILM_SVG_H

/* A film as one SVG document that CSS key frames animate: the first frame whole, what
 * changes in it painted over it as it comes, marks that move as objects. At the time of each
 * frame the picture is that frame. */

#include "frame_svg.h"
#include "sink.h"

#include "../base/error.h"
#include "../base/text.h"

struct film_svg_options {
    struct frame_svg_options picture;
    bool once;     /* it is played once, else for ever */
    double poster; /* the second whose frame is seen where nothing plays; 0: the first one */
};

struct film_svg;
struct film_svg *film_svg_new(const struct film_svg_options *options);
void film_svg_free(struct film_svg *film);
/* What there is to see in the end, in words. */
void film_svg_describe(struct film_svg *film, const char *words);

/* Takes frames of one size. */
struct frame_sink film_svg_sink(struct film_svg *film);

/* Appends the document when the film has ended. false when more has changed than a picture can
 * reasonably hold. */
bool film_svg_write(struct text *out, struct film_svg *film, struct error *error);

#endif
