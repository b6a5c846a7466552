#include "relief_ground.h"

#include "../base/memory.h"

#include <stdlib.h>
#include <string.h>

enum { LEAST_MESH = 64, GREATEST_MESH = 144 };

static int clamp(int value, int low, int high)
{
    return value < low ? low : value > high ? high : value;
}

/* As well as there is time for. The lowest y comes first. */
static const struct survey *survey_ground(const struct aspect *aspect, const struct screen *screen)
{
    int side = clamp(aspect->columns, LEAST_MESH, GREATEST_MESH) + 1;
    struct region view = {aspect->view.x0, aspect->view.x1, aspect->view.y1, aspect->view.y0};
    const struct lattice lattice = lattice_corners(&view, side, side);
    return lab_survey(screen->session->lab, sim_problem(screen->session->sim), &lattice, 1);
}

static void paint(struct ground *ground)
{
    const struct aspect *aspect = &ground->aspect;
    size_t count = (size_t)aspect->columns * (size_t)aspect->rows;
    ground->cells = memory_resize(ground->cells, count, sizeof *ground->cells);
    ground->camera = camera_make(ground->turn, ground->tilt, aspect->columns, aspect->rows);
    raster_draw(&ground->raster, &ground->mesh, &ground->camera, aspect->columns, aspect->rows);
    ground_paint(ground, ground->cells);
}

static void update(struct ground *ground, const struct aspect *aspect, const struct look *look,
                   const struct survey *survey)
{
    bool known =
        ground->cells && aspect_equal(&ground->aspect, aspect) && ground->stride == survey->stride;
    if (known && ground->turn == look->turn && ground->tilt == look->tilt)
        return;
    if (!known)
        mesh_build(&ground->mesh, survey, aspect->scale, clamp(aspect->rows / 2, 5, 9));
    ground->aspect = *aspect, ground->stride = survey->stride;
    ground->turn = look->turn, ground->tilt = look->tilt;
    paint(ground);
}

void ground_draw(struct ground *ground, const struct screen *screen, struct area area)
{
    struct aspect aspect = aspect_of(screen, area);
    update(ground, &aspect, &screen->session->look, survey_ground(&aspect, screen));
    for (int row = 0; row < area.rows; row++)
        memcpy(frame_cell(screen->frame, area.column, area.row + row),
               ground->cells + row * area.columns, (size_t)area.columns * sizeof *ground->cells);
}

void ground_free(struct ground *ground)
{
    mesh_free(&ground->mesh);
    raster_free(&ground->raster);
    free(ground->cells);
}

bool ground_hides(const struct ground *ground, struct sighted sighted)
{
    const struct raster_sample *sample = raster_at(&ground->raster, sighted.column, sighted.row);
    return sample && (double)sample->nearness * sighted.depth > 1.004;
}
