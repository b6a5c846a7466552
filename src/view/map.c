#include "map.h"

#include "colorbar.h"
#include "hits.h"
#include "marks.h"

/* The map itself has at least fifty columns then. */
enum { COLORBAR_FROM_COLUMNS = 60 };

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
    struct places places = {
        .plot = {.screen = screen, .area = area, .view = screen->session->look.region}};
    struct area *map = &places.plot.area;
    places.axes = layers[LAYER_AXES] && area.columns >= 24 && roomy;
    if (places.axes) {
        map->rows--;
        int width = plot_axis_width(&places.plot) + 1;
        map->column += width, map->columns -= width;
    }
    if (layers[LAYER_COLORBAR] && area.columns >= COLORBAR_FROM_COLUMNS && roomy) {
        map->columns -= COLORBAR_COLUMNS;
        places.bar =
            (struct area){map->column + map->columns, map->row, COLORBAR_COLUMNS, map->rows};
    }
    return places;
}

void map_draw_ground(const struct screen *screen, struct area area)
{
    struct places places = places_of(screen, area);
    heat_draw(screen->heat, screen, places.plot.area);
    if (places.bar.rows > 0)
        colorbar_draw(screen, screen->heat, places.bar);
    if (places.axes)
        plot_draw_axes(&places.plot);
    if (screen->session->look.layers[LAYER_BATCH])
        batch_lines_draw(&places.plot, screen->heat);
    if (screen->session->look.layers[LAYER_GRADIENT])
        field_draw(&places.plot, &map_projection);
}

void map_draw_marks(const struct screen *screen, struct area area)
{
    struct places places = places_of(screen, area);
    if (places.bar.rows > 0)
        colorbar_draw_pointer(screen, screen->heat, places.bar);
    marks_draw(&places.plot, &map_projection);
    hits_add(screen->hits, &(struct hit){.part = VIEW_PART_MAP,
                                         .area = places.plot.area,
                                         .region = screen->session->look.region});
}
