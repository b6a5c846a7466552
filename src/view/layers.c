#include "layers.h"

#include "overlay.h"

#include <string.h>

enum { ALWAYS = -1 };
enum stage {
    STAGE_GROUND, /* kept until the ground is another one */
    STAGE_STILL,  /* until the next tick, or command */
    STAGE_FRAME   /* it moves */
};

/* From below to above, in each stage. A layer is a row, a place in enum layer, and a row of its
 * name in session/settings.c. */
static const struct layer_row {
    enum stage stage;
    int layer; /* which shows it; ALWAYS: it asks for itself */
    layer_drawer *draw;
} layer_rows[] = {
    {STAGE_GROUND, ALWAYS, overlay_draw},
    {STAGE_GROUND, LAYER_GRADIENT, gradient_draw},
    {STAGE_STILL, LAYER_BATCH, batch_lines_draw},
    {STAGE_STILL, LAYER_MODEL, model_draw},
    {STAGE_STILL, LAYER_GHOST, ghosts_draw},
    {STAGE_STILL, LAYER_TRAIL, recent_draw},
    {STAGE_STILL, LAYER_TRAIL, stamps_draw},
    {STAGE_STILL, LAYER_START, start_draw},
    {STAGE_STILL, ALWAYS, landmarks_draw},
    {STAGE_STILL, ALWAYS, pins_draw},
    {STAGE_FRAME, ALWAYS, cloud_draw},
    {STAGE_FRAME, LAYER_TRAIL, newest_draw},
    {STAGE_FRAME, ALWAYS, ahead_draw},
    {STAGE_FRAME, ALWAYS, chord_mark},
    {STAGE_FRAME, LAYER_EIGEN, eigen_draw},
    {STAGE_FRAME, LAYER_ARROWS, arrows_draw},
    {STAGE_FRAME, ALWAYS, balls_draw},
};

void layers_free(struct layers *layers)
{
    drawing_free(&layers->ground);
    drawing_free(&layers->past);
    drawing_free(&layers->ticked);
    drawing_free(&layers->present);
    canvas_free(&layers->kept);
    canvas_free(&layers->still);
    canvas_free(&layers->now);
    past_forget(layers->ways);
}

/* Fills a drawing with the rows of a stage. False: something was left to be computed. */
static bool fill(struct drawing *drawing, struct plot *plot, enum stage stage)
{
    const bool *shown = plot->screen->session->look.layers;
    int64_t shortfalls = lab_shortfalls(plot->screen->session->lab);
    drawing_begin(drawing, plot->area, plot->frame);
    plot->drawing = drawing;
    if (stage == STAGE_GROUND)
        plot->projection->ground(plot);
    if (stage == STAGE_FRAME && plot->projection->update)
        plot->projection->update(plot);
    for (size_t i = 0; i < sizeof layer_rows / sizeof *layer_rows; i++)
        if (layer_rows[i].stage == stage &&
            (layer_rows[i].layer == ALWAYS || shown[layer_rows[i].layer]))
            layer_rows[i].draw(plot);
    return lab_shortfalls(plot->screen->session->lab) == shortfalls;
}

/* Whether the past was drawn for other settings, or balls. */
static bool key_changes(struct layers *layers, const struct session *session)
{
    const bool *shown = session->look.layers;
    const int key[] = {shown[LAYER_CONTOURS],      shown[LAYER_GRADIENT], shown[LAYER_TRAIL],
                       (int)session->look.hops,    session->selected,     session->sim->ball_count,
                       (int)overlay_stamp(session)};
    _Static_assert(sizeof key <= sizeof layers->key, "a key has its place");
    if (memcmp(layers->key, key, sizeof key) == 0)
        return false;
    memcpy(layers->key, key, sizeof key);
    return true;
}

/* What is new of the past goes on what is kept of it. */
static bool add_past(struct layers *layers, struct plot *plot)
{
    bool any = false;
    plot->drawing = &layers->past;
    while (plot->screen->session->look.layers[LAYER_TRAIL]) {
        drawing_begin(&layers->past, plot->area, plot->frame);
        if (!past_draw(layers->ways, plot))
            break;
        canvas_draw(&layers->kept, &layers->past);
        any = true;
    }
    return any;
}

void layers_draw(struct layers *layers, struct plot *plot, bool another)
{
    const struct screen *screen = plot->screen;
    plot->ways = layers->ways;
    another |= key_changes(layers, screen->session);
    if (!past_goes_on(layers->ways, screen) || another || !layers->whole) {
        past_begin(layers->ways, screen);
        layers->whole = fill(&layers->ground, plot, STAGE_GROUND);
        canvas_begin(&layers->kept, plot->area, plot->frame, &screen->device);
        canvas_draw(&layers->kept, &layers->ground);
        layers->world = 0;
    }
    if (add_past(layers, plot) || layers->world != screen->world) {
        bool whole = fill(&layers->ticked, plot, STAGE_STILL);
        layers->world = whole ? screen->world : 0;
        canvas_copy(&layers->still, &layers->kept);
        canvas_draw(&layers->still, &layers->ticked);
    }
    fill(&layers->present, plot, STAGE_FRAME);
    canvas_copy(&layers->now, &layers->still);
    canvas_draw(&layers->now, &layers->present);
    layers->now.exact = screen_is_figure(screen);
    canvas_show(&layers->now, screen->frame);
}
