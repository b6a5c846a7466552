#include "subject.h"

struct subject subject_of(const struct screen *screen, struct area area, struct region view)
{
    const struct session *session = screen->session;
    return (struct subject){
        .colormap = &colormap_rows[session->look.colormap],
        .view = view,
        .problem = sim_problem(session->sim)->stamp,
        .area = area,
        .device = screen->device,
        .scale = session->look.scale,
    };
}

static bool devices_equal(const struct device *a, const struct device *b)
{
    return a->lines == b->lines && a->colors == b->colors && a->unicode == b->unicode &&
           a->light == b->light && a->theme == b->theme;
}

bool subject_equal(const struct subject *a, const struct subject *b)
{
    return a->colormap == b->colormap && region_equal(&a->view, &b->view) &&
           a->problem == b->problem && a->area.column == b->area.column &&
           a->area.row == b->area.row && a->area.columns == b->area.columns &&
           a->area.rows == b->area.rows && a->scale == b->scale &&
           devices_equal(&a->device, &b->device);
}
