#include "aspect.h"

struct aspect aspect_of(const struct screen *screen, struct area area)
{
    const struct session *session = screen->session;
    const struct display *display = screen->display;
    return (struct aspect){
        .colormap = &colormap_rows[session->look.colormap],
        .view = session->look.region,
        .problem = sim_problem(session->sim)->stamp,
        .columns = area.columns,
        .rows = area.rows,
        .scale = session->look.scale,
        .colors = display->colors,
        .unicode = display->unicode,
        .light = display->light,
        .contours = session->look.layers[LAYER_CONTOURS],
    };
}

bool aspect_equal(const struct aspect *a, const struct aspect *b)
{
    return a->colormap == b->colormap && region_equal(&a->view, &b->view) &&
           a->problem == b->problem && a->columns == b->columns && a->rows == b->rows &&
           a->scale == b->scale && a->colors == b->colors && a->unicode == b->unicode &&
           a->light == b->light && a->contours == b->contours;
}

struct cell aspect_cell(color top, color bottom)
{
    if (top == bottom)
        return (struct cell){' ', 0, COLOR_DEFAULT, bottom, 0};
    if (top == COLOR_DEFAULT)
        return (struct cell){0x2584, 0, bottom, COLOR_DEFAULT, 0};
    return (struct cell){0x2580, 0, top, bottom, 0};
}
