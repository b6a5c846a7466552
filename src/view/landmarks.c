#include "landmarks.h"

#include "../base/memory.h"
#include "../sim/critical.h"

#include <stdlib.h>

/* Fewer cells than these to a mark, and they would hide the map. */
enum { CELLS_PER_MARK = 30 };

struct landmarks {
    int64_t version; /* of the surface; 0: nothing is kept */
    struct region region;
    struct critical_point points[CRITICAL_MAX];
    int count;
};

static const struct {
    uint32_t glyph;
    char ascii;
} signs[] = {
    [STATIONARY_MINIMUM] = {0x2715, 'x'},
    [STATIONARY_SADDLE] = {0x25C7, 's'},
    [STATIONARY_MAXIMUM] = {0x25B3, 'm'},
};

struct landmarks *landmarks_new(void)
{
    return memory_new(1, sizeof(struct landmarks));
}

void landmarks_free(struct landmarks *landmarks)
{
    free(landmarks);
}

static bool region_equal(const struct region *a, const struct region *b)
{
    return a->x0 == b->x0 && a->x1 == b->x1 && a->y0 == b->y0 && a->y1 == b->y1;
}

static void search(struct landmarks *landmarks, const struct plot *plot)
{
    struct sim *sim = plot->screen->session->sim;
    int64_t version = sim_surface(sim)->version;
    if (landmarks->version == version && region_equal(&landmarks->region, &plot->view))
        return;
    landmarks->version = version;
    landmarks->region = plot->view;
    landmarks->count = sim_critical_points(sim, &plot->view, landmarks->points, CRITICAL_MAX);
}

static void draw_sign(const struct plot *plot, struct point place, enum stationary kind,
                      int attributes)
{
    double column = plot_column(plot, place.x), row = plot_row(plot, place.y);
    uint32_t glyph = screen_glyph(plot->screen, signs[kind].glyph, signs[kind].ascii);
    if (!plot_inside(plot, column, row))
        return;
    const struct cell *cell = plot_cell(plot, (int)column, (int)row);
    if (cell->glyph == glyph && cell->attributes & ATTRIBUTE_BOLD)
        return; /* known already */
    map_mark(plot, (int)column, (int)row, glyph, map_ink(plot->screen), attributes ? 0.35 : 0.2,
             attributes);
}

static void draw_known(const struct plot *plot)
{
    const struct surface_row *surface = sim_surface(plot->screen->session->sim)->row;
    for (int i = 0; surface && i < surface->minimum_count; i++)
        draw_sign(plot, surface->minima[i], STATIONARY_MINIMUM, ATTRIBUTE_BOLD);
}

/* Where there are too many, minima alone, or none of them: a closer look shows them. */
static void draw_found(const struct landmarks *landmarks, const struct plot *plot)
{
    int room = plot->area.columns * plot->area.rows / CELLS_PER_MARK, minima = 0;
    for (int i = 0; i < landmarks->count; i++)
        minima += landmarks->points[i].kind == STATIONARY_MINIMUM;
    for (int i = 0; minima <= room && i < landmarks->count; i++) {
        const struct critical_point *point = &landmarks->points[i];
        if (landmarks->count <= room || point->kind == STATIONARY_MINIMUM)
            draw_sign(plot, point->place, point->kind, 0);
    }
}

void landmarks_draw(struct landmarks *landmarks, const struct plot *plot)
{
    const bool *layers = plot->screen->session->layers;
    if (layers[LAYER_MINIMA])
        draw_known(plot);
    if (layers[LAYER_CRITICAL]) {
        search(landmarks, plot);
        draw_found(landmarks, plot);
    }
}
