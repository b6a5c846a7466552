#include "map.h"

#include "card.h"

#include "figure.h"
#include "overlay.h"

#include "../base/memory.h"

#include <math.h>
#include <stdlib.h>

enum { FIELD_COLUMNS = 6, FIELD_ROWS = 3, LABEL_MOST = 8, LABELS_FROM_COLUMNS = 40 };

void map_free(struct map *map)
{
    terrain_free(&map->terrain);
    layers_free(&map->layers);
    free(map->shades);
}

/* --- the projection: points of the plane are where they are --- */

static struct sight find_sight(const struct plot *plot, struct point point)
{
    const struct region *view = &plot->view;
    bool inside =
        point.x >= view->x0 && point.x <= view->x1 && point.y >= view->y0 && point.y <= view->y1;
    return (struct sight){point, inside, true};
}

static struct sight find_on_way(const struct plot *plot, const struct hop *hop, double part)
{
    return find_sight(plot, drawing_arc(plot->drawing, hop->from, hop->to, hop->bulge, part));
}

static void draw_part_of_hop(const struct plot *plot, const struct hop *hop, double part,
                             struct ink ink)
{
    draw_arc(plot->drawing, hop->from, hop->to, hop->bulge, part, ink);
}

static void draw_on_ground(const struct plot *plot, const struct point *points, int count,
                           struct ink ink)
{
    draw_line(plot->drawing, points, count, ink);
}

static void label_level(const struct plot *plot, double level, const struct flat_places *places)
{
    char number[32];
    struct text label = {0};
    screen_digits(number, "%g", level);
    screen_spell(plot->screen, &label, number);
    if (places->count > 0 && label.length <= LABEL_MOST)
        draw_label(plot->drawing, LABEL_ON, NULL, 0, label.bytes, 0,
                   (struct ink){.color = plot->screen->theme->roles[ROLE_FAINT]});
    for (int i = 0; i < places->count && label.length <= LABEL_MOST; i++)
        drawing_extend(plot->drawing, places->items[i].at);
    text_free(&label);
}

/* NULL: the overlay holds everywhere, or there is none. */
static const uint8_t *shades_of(struct map *map, const struct plot *plot)
{
    const struct lattice *lattice = &map->terrain.lattice;
    size_t count = (size_t)lattice->across.count * (size_t)lattice->down.count;
    map->shades = memory_resize(map->shades, count, 1);
    return overlay_shade(plot, lattice, map->shades) ? map->shades : NULL;
}

/* As long as values are rough, there are no lines: they would be others in the next frame. */
static void draw_ground(const struct plot *plot)
{
    const struct screen *screen = plot->screen;
    struct map *map = screen->map;
    const struct terrain *terrain = &map->terrain;
    const struct levels *levels = &terrain->levels;
    struct flat_places places[LEVELS_MAX] = {0};
    struct ink ink = {
        .color = screen->theme->roles[ROLE_FAINT], .weight = WEIGHT_CONTOUR, .dash = DASH_SPARSE};
    draw_field(plot->drawing, &(struct field){.columns = (int)terrain->lattice.across.count,
                                              .rows = (int)terrain->lattice.down.count,
                                              .tones = terrain->tones,
                                              .ramp = &terrain->ramp,
                                              .shades = shades_of(map, plot),
                                              .shade = screen->theme->roles[ROLE_GROUND]});
    if (!screen->session->look.layers[LAYER_CONTOURS] || terrain->stride > 1)
        return;
    contours_draw(plot, &terrain->lattice, terrain->tones, levels, ink, places);
    drawing_at(plot->drawing, DEPTH_WORDS, -1);
    if (plot->area.columns >= LABELS_FROM_COLUMNS && screen_has_room(screen, ROOM_LABELS))
        for (int i = 0; i < levels->count; i++)
            label_level(plot, levels->values[i], &places[i]);
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

const struct projection map_projection = {find_sight,     find_on_way, draw_part_of_hop,
                                          draw_on_ground, draw_ground, field_lattice,
                                          false,          true,        NULL,
                                          NULL,           NULL};

/* --- axes --- */

static struct ticks y_ticks(const struct plot *plot)
{
    int rows = plot->area.rows;
    return screen_ticks(plot->screen, plot->view.y0, plot->view.y1, rows < 24 ? rows / 3 : 8);
}

void map_draw_axes(const struct plot *plot)
{
    const struct region *view = &plot->view;
    int columns = plot->area.columns;
    struct ticks ticks = y_ticks(plot);
    char name[AXIS_NAME_SIZE];
    axis_draw_y(plot->screen, plot->area, view->y0, view->y1, &ticks, 0,
                screen_axis_name(plot->screen, 1, "y", name));
    ticks = screen_ticks(plot->screen, view->x0, view->x1, columns < 80 ? columns / 8 : 10);
    axis_draw_x(plot->screen, plot->area, view->x0, view->x1, &ticks,
                screen_axis_name(plot->screen, 0, "x", name));
}

/* --- the map --- */

struct map_places map_places(const struct screen *screen, struct area area,
                             const struct projection *projection, bool bar)
{
    const bool *layers = screen->session->look.layers;
    bool roomy = area.rows >= 6;
    struct map_places places = {.plot = {.screen = screen,
                                         .area = area,
                                         .view = screen->session->look.region,
                                         .projection = projection,
                                         .levels = &screen->map->terrain.levels}};
    struct area *map = &places.plot.area;
    places.axes = layers[LAYER_AXES] && area.columns >= 24 && roomy;
    if (places.axes) {
        map->rows--;
        struct ticks ticks = y_ticks(&places.plot);
        int width = axis_gutter(&ticks);
        map->column += width, map->columns -= width;
    }
    if (bar && layers[LAYER_COLORBAR] && screen_has_room(screen, ROOM_COLORBAR) && roomy) {
        map->columns -= COLORBAR_COLUMNS;
        places.bar =
            (struct area){map->column + map->columns, map->row, COLORBAR_COLUMNS, map->rows};
    }
    places.plot.view = places.plot.frame = plot_region(screen, *map);
    return places;
}

/* Cells of which no value is known to be: hatched, below what is drawn there. */
static void hatch(const struct plot *plot)
{
    const struct terrain *terrain = &plot->screen->map->terrain;
    struct area area = plot->area;
    int down = (int)terrain->lattice.down.count / area.rows;
    int all = (int)terrain->lattice.across.count, across = all / area.columns;
    for (int i = 0; i < area.columns * area.rows; i++) {
        int column = i % area.columns, row = i / area.columns;
        const float *tones = terrain->tones + row * down * all + column * across;
        if (isnan(tones[0]) && isnan(tones[(down - 1) * all + across - 1]))
            screen_put(plot->screen, area.column + column, area.row + row,
                       screen_glyph(plot->screen, 0x2571, '/'), ROLE_GRID);
    }
}

void map_draw(const struct screen *screen, struct area area)
{
    struct map_places places = map_places(screen, area, &map_projection, true);
    struct plot *plot = &places.plot;
    struct field_size size = canvas_field_size(&screen->device, plot->area);
    const struct lattice lattice = lattice_middles(&plot->view, size.columns, size.rows);
    bool another = terrain_update(&screen->map->terrain, plot, &lattice) != NULL;
    hatch(plot);
    overlay_hatch(plot);
    layers_draw(&screen->map->layers, plot, another);
    if (places.axes)
        map_draw_axes(plot);
    if (places.bar.rows > 0)
        colorbar_draw(screen, places.bar);
    target_add(screen,
               (struct target){.kind = TARGET_MAP, .area = plot->area, .region = plot->view}, NULL);
    card_mark(plot);
}
