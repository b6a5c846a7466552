#ifndef OVERSHOOT_OUTPUT_MOVIE_H
#define OVERSHOOT_OUTPUT_MOVIE_H

/* Images one after the other as a film for players, which ffmpeg makes of them where it is
 * installed: it is another program, at the end of a pipe. */

#include "image.h"

#include "../base/error.h"

/* How ffmpeg is to make a film; a row for each ending. */
struct movie_format {
    const char *name;
    const char *arguments; /* of its output, blanks between them */
};
const struct movie_format *movie_format_find(const char *name);

/* A file that is whole or as it was. So many images a second; sides that are odd become even by a
 * line of the ground. NULL with the reason, as where there is no ffmpeg. */
struct movie;
struct movie *movie_begin(const char *path, const struct movie_format *format, int width,
                          int height, double rate, color ground, struct error *error);
/* The image that is seen from then on, in seconds since the first one, which comes at 0. */
void movie_add(struct movie *movie, double seconds, const struct image *image);
/* Until when the last one stays; frees the movie. False with the reason: then there is no file. */
bool movie_end(struct movie *movie, double seconds, struct error *error);
void movie_abandon(struct movie *movie); /* NULL: nothing; there is no file then */

#endif
