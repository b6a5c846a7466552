#include "relief_plot.h"

#include <math.h>

#define LIFT 0.012 /* trails and marks lie on the surface, not in it */

struct planar relief_planar(const struct relief_plot *plot, struct point point)
{
    const struct region *view = &plot->screen->session->look.view;
    return (struct planar){2 * (point.x - view->x0) / (view->x1 - view->x0) - 1,
                           2 * (point.y - view->y0) / (view->y1 - view->y0) - 1};
}

bool relief_contains(struct planar place)
{
    return fabs(place.x) <= 1 && fabs(place.y) <= 1;
}

struct sighted relief_sight_above(const struct relief_plot *plot, struct planar place, double lift)
{
    double height = mesh_height(&plot->ground->mesh, place.x, place.y);
    return camera_project(&plot->ground->camera, (struct spatial){place.x, place.y, height + lift});
}

struct sighted relief_sight(const struct relief_plot *plot, struct planar place)
{
    return relief_sight_above(plot, place, LIFT);
}

struct cell *relief_cell(const struct relief_plot *plot, double column, double row)
{
    const struct area *area = &plot->area;
    if (!(column >= 0 && row >= 0 && column < area->columns && row < area->rows))
        return frame_cell(plot->screen->frame, -1, -1);
    return frame_cell(plot->screen->frame, area->column + (int)column, area->row + (int)row);
}
