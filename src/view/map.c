#include "map.h"

#include "colorbar.h"
#include "hits.h"

#include <math.h>

enum { FIELD_COLUMNS = 6, FIELD_ROWS = 3, ARC_PIECES = 24 };

void map_free(struct map *map)
{
    heat_free(&map->heat);
    layers_free(&map->layers);
}

/* --- the projection: points of the plane are where they are --- */

static struct sight find_sight(const struct plot *plot, struct point point)
{
    const struct region *view = &plot->view;
    bool inside =
        point.x >= view->x0 && point.x <= view->x1 && point.y >= view->y0 && point.y <= view->y1;
    return (struct sight){point, inside, true};
}

static struct sight find_flight(const struct plot *plot, const struct leap *leap, double part)
{
    return find_sight(plot, drawing_arc(plot->drawing, leap->from, leap->to, leap->bulge, part));
}

static void draw_ground_line(const struct plot *plot, const struct point *points, int count,
                             struct ink ink)
{
    draw_line(plot->drawing, points, count, ink);
}

static void draw_leap(const struct plot *plot, const struct leap *leap, double part, struct ink ink)
{
    struct point points[ARC_PIECES + 1];
    int pieces = leap->bulge > 0 ? ARC_PIECES : 1;
    for (int i = 0; i <= pieces; i++)
        points[i] = find_flight(plot, leap, part * i / pieces).at;
    draw_line(plot->drawing, points, pieces + 1, ink);
}

static void draw_ground(const struct plot *plot)
{
    heat_draw(&plot->screen->map->heat, plot);
}

/* In the middles of cells. */
static struct lattice field_lattice(const struct plot *plot)
{
    const struct region *view = &plot->view;
    int columns = plot->area.columns, rows = plot->area.rows;
    return (struct lattice){
        {view->x0, view->x1 - view->x0, FIELD_COLUMNS / 2 + 0.5, FIELD_COLUMNS, columns,
         columns / FIELD_COLUMNS},
        {view->y1, view->y0 - view->y1, FIELD_ROWS / 2 + 0.5, FIELD_ROWS, rows, rows / FIELD_ROWS}};
}

static const struct projection projection = {
    find_sight, find_flight, draw_ground_line, draw_leap, draw_ground, field_lattice, false};

/* --- the map --- */

/* What is where in the map's area. */
struct places {
    struct plot plot;
    struct area bar; /* rows 0: there is none */
    bool axes;
};

static struct places places_of(const struct screen *screen, struct area area)
{
    const bool *layers = screen->session->look.layers;
    bool roomy = area.rows >= 6;
    struct places places = {.plot = {.screen = screen,
                                     .area = area,
                                     .view = screen->session->look.region,
                                     .projection = &projection,
                                     .levels = &screen->map->heat.levels}};
    struct area *map = &places.plot.area;
    places.axes = layers[LAYER_AXES] && area.columns >= 24 && roomy;
    if (places.axes) {
        map->rows--;
        int width = plot_axis_width(&places.plot) + 1;
        map->column += width, map->columns -= width;
    }
    if (layers[LAYER_COLORBAR] && screen_has_room(screen, ROOM_COLORBAR) && roomy) {
        map->columns -= COLORBAR_COLUMNS;
        places.bar =
            (struct area){map->column + map->columns, map->row, COLORBAR_COLUMNS, map->rows};
    }
    places.plot.view = places.plot.frame = plot_region(screen, *map);
    return places;
}

void map_draw(const struct screen *screen, struct area area)
{
    struct places places = places_of(screen, area);
    struct plot *plot = &places.plot;
    struct heat *heat = &screen->map->heat;
    const struct subject subject = subject_of(screen, plot->area, plot->view);
    bool another = heat_update(heat, screen, &subject);
    heat_hatch(heat, screen);
    layers_draw(&screen->map->layers, plot, another);
    if (places.axes)
        plot_draw_axes(plot);
    if (places.bar.rows > 0) {
        colorbar_draw(screen, heat, places.bar);
        colorbar_draw_pointer(screen, heat, places.bar);
    }
    hits_add(screen->hits,
             &(struct hit){.part = VIEW_PART_MAP, .area = plot->area, .region = plot->view});
}
