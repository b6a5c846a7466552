#include "relief_ground.h"

#include "../base/memory.h"

#include <stdlib.h>
#include <string.h>

enum { LEAST_MESH = 64, GREATEST_MESH = 144 };

static int clamp(int value, int low, int high)
{
    return value < low ? low : value > high ? high : value;
}

/* As well as there is time for; something is known then. The lowest y comes first. */
static void survey_ground(struct ground *ground, const struct aspect *aspect,
                          const struct screen *screen)
{
    int side = clamp(aspect->columns, LEAST_MESH, GREATEST_MESH) + 1;
    struct region view = {aspect->view.x0, aspect->view.x1, aspect->view.y1, aspect->view.y0};
    survey_aim(&ground->survey,
               &(struct survey_key){aspect->version, view, side, side, SURVEY_CORNERS});
    for (bool begun = false; ground->survey.stride != 1; begun = true) {
        if (begun && ground->survey.stride > 0 && screen_is_late(screen))
            break;
        survey_work(&ground->survey, sim_problem(screen->session->sim), &screen->asking->workspace);
    }
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

static void update(struct ground *ground, const struct aspect *aspect,
                   const struct session *session)
{
    int stride = ground->survey.stride;
    bool known = ground->cells && aspect_equal(&ground->aspect, aspect) && ground->stride == stride;
    if (known && ground->turn == session->look.turn && ground->tilt == session->look.tilt)
        return;
    if (!known)
        mesh_build(&ground->mesh, &ground->survey, aspect->scale, clamp(aspect->rows / 2, 5, 9));
    ground->aspect = *aspect, ground->stride = stride;
    ground->turn = session->look.turn, ground->tilt = session->look.tilt;
    paint(ground);
}

void ground_draw(struct ground *ground, const struct screen *screen, struct area area)
{
    struct aspect aspect = aspect_of(screen, area);
    survey_ground(ground, &aspect, screen);
    update(ground, &aspect, screen->session);
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
