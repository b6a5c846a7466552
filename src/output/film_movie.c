#include "film_movie.h"

struct film_movie {
    struct movie *movie; /* NULL: it has ended */
    struct painter *painter;
    struct image image;
    bool made;
    struct error error; /* why not */
};

static void free_film(struct film_movie *film)
{
    movie_abandon(film->movie);
    painter_free(film->painter);
    image_free(&film->image);
    free(film);
}

struct film_movie *film_movie_new(const char *path, const struct movie_format *format, double rate,
                                  const struct frame_pixels_options *options, struct error *error)
{
    struct film_movie *film = memory_new(1, sizeof *film);
    int width, height;
    film->painter = painter_new(options, error);
    if (film->painter && frame_pixels_size(options, &width, &height, error))
        film->movie = movie_begin(path, format, width, height, rate,
                                  frame_pixels_ground(options->light), error);
    if (film->movie)
        return film;
    free_film(film);
    return NULL;
}

static void take_frame(void *context, double seconds, const struct frame *frame)
{
    struct film_movie *film = context;
    painter_paint(film->painter, &film->image, frame);
    movie_add(film->movie, seconds, &film->image);
}

static void take_end(void *context, double seconds)
{
    struct film_movie *film = context;
    film->made = movie_end(film->movie, seconds, &film->error);
    film->movie = NULL;
}

struct frame_sink film_movie_sink(struct film_movie *film)
{
    return (struct frame_sink){film, take_frame, take_end};
}

bool film_movie_made(struct film_movie *film, struct error *error)
{
    bool made = film->made;
    if (!made && error)
        *error = film->error;
    free_film(film);
    return made;
}
