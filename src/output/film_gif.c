#include "film_gif.h"

#include "gif.h"

#include "../base/memory.h"
#include "../catalogue/catalogue.h"
#include "../draw/light.h"
#include "../draw/ramp.h"
#include "../draw/theme.h"

#include <stdlib.h>

struct film_gif {
    struct gif *gif;
    struct painter *painter;
    struct image image;
    bool made;
    struct error error; /* why not */
};

/* --- what colours there will be --- */

static void wish_exact(struct palette_wish *wish, color c)
{
    if (wish->exact_count < (int)(sizeof wish->exact / sizeof *wish->exact))
        wish->exact[wish->exact_count++] = c;
}

/* Lines are seen as they are, and older ones with less light. */
static void wish_ink(struct palette_wish *wish, color c)
{
    enum { ROOM = sizeof wish->inks / sizeof *wish->inks };
    if (wish->ink_count < ROOM)
        wish->inks[wish->ink_count++] = c;
    if (wish->ink_count < ROOM)
        wish->inks[wish->ink_count++] = light_scale(c, 0.6F);
}

/* Every other step of the field's, from one of which nothing is further than the eye sees. */
static struct palette_wish wish_of(const struct film_gif_options *options)
{
    enum { STEPS = RAMP_STEPS / 2, GROUNDS = 8 };
    static const enum role inks[] = {ROLE_WARN, ROLE_DANGER, ROLE_TEXT, ROLE_ACCENT};
    const struct theme *theme = theme_of(COLORS_DIRECT, options->pixels.light);
    struct palette_wish wish = {.grounds = {theme->roles[ROLE_GROUND], theme->roles[ROLE_RAISED]},
                                .ground_count = 2};
    struct ramp ramp;
    ramp_make(&ramp, &colormap_rows[options->colormap], COLORS_DIRECT, options->pixels.light);
    for (int i = 0; i < ROLE_COUNT; i++)
        wish_exact(&wish, theme->roles[i]);
    for (int i = 0; i < STEPS; i++)
        wish.field[wish.field_count++] = ramp.colors[i * (RAMP_STEPS - 1) / (STEPS - 1)];
    for (int i = 0; i < options->balls && i < THEME_BALLS; i++) {
        wish_exact(&wish, theme->balls[i]);
        wish_ink(&wish, theme->balls[i]);
    }
    for (size_t i = 0; i < sizeof inks / sizeof *inks; i++)
        wish_ink(&wish, theme->roles[inks[i]]);
    for (int i = 0; i < GROUNDS; i++)
        wish.grounds[wish.ground_count++] = ramp.colors[i * (RAMP_STEPS - 1) / (GROUNDS - 1)];
    return wish;
}

/* --- frames --- */

struct film_gif *film_gif_new(struct text *out, const struct film_gif_options *options,
                              struct error *error)
{
    const struct gif_options how = {options->once, 1.5, wish_of(options)};
    struct film_gif *film = memory_new(1, sizeof *film);
    int width, height;
    film->painter = painter_new(&options->pixels, error);
    if (film->painter && frame_pixels_size(&options->pixels, &width, &height, error))
        film->gif = gif_new(out, width, height, &how, error);
    if (film->gif)
        return film;
    film_gif_free(film);
    return NULL;
}

void film_gif_free(struct film_gif *film)
{
    if (!film)
        return;
    gif_free(film->gif);
    painter_free(film->painter);
    image_free(&film->image);
    free(film);
}

static void take_frame(void *context, double seconds, const struct frame *frame)
{
    struct film_gif *film = context;
    painter_paint(film->painter, &film->image, frame);
    gif_add(film->gif, seconds, &film->image);
}

static void take_end(void *context, double seconds)
{
    struct film_gif *film = context;
    film->made = gif_end(film->gif, seconds, &film->error);
}

struct frame_sink film_gif_sink(struct film_gif *film)
{
    return (struct frame_sink){film, take_frame, take_end};
}

bool film_gif_made(const struct film_gif *film, struct error *error)
{
    if (!film->made && error)
        *error = film->error;
    return film->made;
}
