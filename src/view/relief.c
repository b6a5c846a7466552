#include "relief.h"

#include "hits.h"
#include "marks.h"

#include <math.h>

static struct plot plot_of(const struct screen *screen, struct area area)
{
    return (struct plot){screen, area, screen->session->look.region, screen->relief};
}

void relief_draw_ground(const struct screen *screen, struct area area)
{
    struct plot plot = plot_of(screen, area);
    ground_draw(screen->relief, screen, area);
    if (screen->session->look.layers[LAYER_AXES])
        relief_draw_axes(&plot);
    if (screen->session->look.layers[LAYER_GRADIENT])
        field_draw(&plot, &relief_projection);
    hits_add(screen->hits, &(struct hit){.part = VIEW_PART_RELIEF, .area = area});
}

void relief_draw_marks(const struct screen *screen, struct area area)
{
    struct plot plot = plot_of(screen, area);
    marks_draw(&plot, &relief_projection);
}

bool relief_find(const struct ground *ground, int column, int row, struct point *point)
{
    struct sighted at = {column + 0.5, row + 0.5, 0};
    const struct raster_sample *sample = raster_at(&ground->raster, at.column, at.row);
    if (!sample || sample->nearness == 0)
        return false;
    at.depth = 1 / (double)sample->nearness;
    struct spatial found = camera_unproject(&ground->camera, at);
    double height = mesh_height(&ground->mesh, found.x, found.y);
    if (!(fabs(height - found.z) < 0.03)) /* a wall, or nothing */
        return false;
    const struct region *view = &ground->aspect.view;
    *point = (struct point){view->x0 + (found.x + 1) / 2 * (view->x1 - view->x0),
                            view->y0 + (found.y + 1) / 2 * (view->y1 - view->y0)};
    return true;
}
