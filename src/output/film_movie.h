#ifndef OVERSHOOT_OUTPUT_FILM_MOVIE_H
#define OVERSHOOT_OUTPUT_FILM_MOVIE_H

/* A film of pixels for players. */

#include "frame_pixels.h"
#include "movie.h"
#include "sink.h"

/* NULL with the reason, as movie_begin. */
struct film_movie;
struct film_movie *film_movie_new(const char *path, const struct movie_format *format, double rate,
                                  const struct frame_pixels_options *options, struct error *error);
struct frame_sink film_movie_sink(struct film_movie *film);

/* Frees it: whether it came to its end, and was made. Else there is no file. */
bool film_movie_made(struct film_movie *film, struct error *error);

#endif
