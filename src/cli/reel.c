#include "reel.h"

#include "../base/memory.h"
#include "../output/file.h"
#include "../output/film_gif.h"

#include <math.h>
#include <stdlib.h>

struct reel {
    char *path;
    struct film_gif *gif;
    struct frame_sink sink;
    struct text bytes;
    double began; /* the first frame's seconds; negative: there is none */
};

static void free_reel(struct reel *reel)
{
    film_gif_free(reel->gif);
    text_free(&reel->bytes);
    free(reel->path);
    free(reel);
}

struct reel *reel_begin(const char *path, const struct picture *how, const struct session *session,
                        struct error *error)
{
    struct reel *reel = memory_new(1, sizeof *reel);
    const struct film_gif_options options = {picture_pixels(how), session->look.colormap,
                                             session->sim->ball_count, false};
    reel->path = memory_copy(path);
    reel->began = -1;
    reel->gif = film_gif_new(&reel->bytes, &options, error);
    if (reel->gif) {
        reel->sink = film_gif_sink(reel->gif);
        return reel;
    }
    free_reel(reel);
    return NULL;
}

void reel_frame(struct reel *reel, double seconds, const struct frame *frame)
{
    if (reel->began < 0)
        reel->began = seconds;
    reel->sink.frame(reel->sink.context, seconds - reel->began, frame);
}

bool reel_end(struct reel *reel, double seconds, struct error *error)
{
    bool good = reel->began >= 0;
    if (good) {
        reel->sink.end(reel->sink.context, fmax(seconds - reel->began, 0));
        good = film_gif_made(reel->gif, error) &&
               output_write(reel->path, reel->bytes.bytes, reel->bytes.length, error);
    } else {
        error_set(error, ERROR_NO_PLACE, "nothing was shown since: %.200s is not written",
                  reel->path);
    }
    free_reel(reel);
    return good;
}

const char *reel_path(const struct reel *reel)
{
    return reel->path;
}
