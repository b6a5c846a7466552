#include "relief_ground.h"

#include "../base/memory.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { LEAST_MESH = 64, GREATEST_MESH = 144 };

static bool regions_equal(const struct region *a, const struct region *b)
{
    return a->x0 == b->x0 && a->x1 == b->x1 && a->y0 == b->y0 && a->y1 == b->y1;
}

static bool meshes_equal(const struct ground_key *a, const struct ground_key *b)
{
    return a->version == b->version && regions_equal(&a->view, &b->view) && a->scale == b->scale &&
           a->columns == b->columns && a->rows == b->rows && a->stride == b->stride;
}

static bool keys_equal(const struct ground_key *a, const struct ground_key *b)
{
    return meshes_equal(a, b) && a->colormap == b->colormap && a->turn == b->turn &&
           a->tilt == b->tilt && a->colors == b->colors && a->unicode == b->unicode &&
           a->light == b->light && a->contours == b->contours;
}

static int clamp(int value, int low, int high)
{
    return value < low ? low : value > high ? high : value;
}

/* As well as there is time for; something is known then. The lowest y comes first. */
static void survey_ground(struct ground *ground, const struct ground_key *key,
                          const struct screen *screen)
{
    int side = clamp(key->columns, LEAST_MESH, GREATEST_MESH) + 1;
    struct region view = {key->view.x0, key->view.x1, key->view.y1, key->view.y0};
    survey_aim(&ground->survey,
               &(struct survey_key){key->version, view, side, side, SURVEY_CORNERS});
    for (bool begun = false; ground->survey.stride != 1; begun = true) {
        if (begun && ground->survey.stride > 0 && screen_is_late(screen))
            break;
        survey_work(&ground->survey, screen->session->sim);
    }
}

static void update(struct ground *ground, const struct ground_key *key)
{
    if (!ground->cells || !meshes_equal(key, &ground->key))
        mesh_build(&ground->mesh, &ground->survey, key->scale, clamp(key->rows / 2, 5, 9));
    size_t count = (size_t)key->columns * (size_t)key->rows;
    ground->cells = memory_resize(ground->cells, count, sizeof *ground->cells);
    ground->key = *key;
    ground->camera = camera_make(key->turn, key->tilt, key->columns, key->rows);
    raster_draw(&ground->raster, &ground->mesh, &ground->camera, key->columns, key->rows);
    ground_paint(ground, ground->cells);
}

void ground_draw(struct ground *ground, const struct screen *screen, struct area area)
{
    struct session *session = screen->session;
    const struct display *display = screen->display;
    struct ground_key key = {
        .colormap = session->colormap,
        .view = session->view,
        .version = sim_surface(session->sim)->version,
        .turn = session->turn,
        .tilt = session->tilt,
        .columns = area.columns,
        .rows = area.rows,
        .scale = session->scale,
        .colors = display->colors,
        .unicode = display->unicode,
        .light = display->light,
        .contours = session->layers[LAYER_CONTOURS],
    };
    survey_ground(ground, &key, screen);
    key.stride = ground->survey.stride;
    if (!ground->cells || !keys_equal(&key, &ground->key))
        update(ground, &key);
    for (int row = 0; row < area.rows; row++)
        memcpy(frame_cell(screen->frame, area.column, area.row + row),
               ground->cells + row * area.columns, (size_t)area.columns * sizeof *ground->cells);
}

void ground_free(struct ground *ground)
{
    survey_free(&ground->survey);
    mesh_free(&ground->mesh);
    raster_free(&ground->raster);
    free(ground->cells);
}

bool ground_hides(const struct ground *ground, struct sighted sighted)
{
    const struct raster_sample *sample = raster_at(&ground->raster, sighted.column, sighted.row);
    return sample && (double)sample->nearness * sighted.depth > 1.004;
}
