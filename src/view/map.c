#include "map.h"

#include "colorbar.h"
#include "hits.h"
#include "landmarks.h"

#include <math.h>

static void draw_start(const struct plot *plot)
{
    struct point start = plot->screen->session->sim->conditions.start;
    double column = plot_column(plot, start.x), row = plot_row(plot, start.y);
    if (plot_inside(plot, column, row))
        map_mark(plot, (int)column, (int)row, screen_glyph(plot->screen, 0x25CB, 'o'),
                 map_ink(plot->screen), 0.35, ATTRIBUTE_BOLD);
}

/* Outside the view: an arrow at the edge shows where the ball is. */
static uint32_t edge_arrow(const struct screen *screen, double column, double row, int columns,
                           int rows)
{
    static const uint32_t arrows[3][3] = {
        {0x2196, 0x2191, 0x2197}, {0x2190, 0x25CF, 0x2192}, {0x2199, 0x2193, 0x2198}};
    static const char ascii[3][4] = {"\\^/", "<@>", "/v\\"};
    int across = column < 0 ? 0 : column >= columns ? 2 : 1;
    int down = row < 0 ? 0 : row >= rows ? 2 : 1;
    return screen_glyph(screen, arrows[down][across], ascii[down][across]);
}

static void draw_ball(const struct plot *plot, int ball)
{
    const struct screen *screen = plot->screen;
    struct point place = map_ball_place(screen, ball);
    int columns = plot->area.columns, rows = plot->area.rows;
    double column = plot_column(plot, place.x), row = plot_row(plot, place.y);
    bool selected = ball == screen->session->selected;
    uint32_t glyph = screen_ball_glyph(screen, ball);
    if (isnan(column) || isnan(row))
        return;
    if (!plot_inside(plot, column, row))
        glyph = edge_arrow(screen, column, row, columns, rows);
    int attributes = selected ? ATTRIBUTE_BOLD : 0;
    if (selected && screen->display->colors == COLORS_MONO)
        attributes |= ATTRIBUTE_REVERSE;
    map_mark(plot, (int)fmin(fmax(column, 0), columns - 1), (int)fmin(fmax(row, 0), rows - 1),
             glyph, screen_ball_color(screen, ball, true), selected ? 0.85 : 0.6, attributes);
}

static void draw_landmarks(const struct plot *plot)
{
    struct landmark list[LANDMARKS_MAX];
    int count = landmarks_find(plot->screen, plot->area.columns * plot->area.rows, list);
    for (int i = 0; i < count; i++) {
        double column = plot_column(plot, list[i].place.x), row = plot_row(plot, list[i].place.y);
        if (plot_inside(plot, column, row))
            landmark_draw(plot->screen, &list[i], plot_cell(plot, (int)column, (int)row));
    }
}

static void draw_marks(const struct plot *plot)
{
    const struct session *session = plot->screen->session;
    int balls = session->sim->ball_count, selected = session->selected;
    if (session->look.layers[LAYER_FUTURE] || plot->screen->display->aiming)
        future_draw(plot);
    trails_draw(plot);
    if (session->look.layers[LAYER_START])
        draw_start(plot);
    draw_landmarks(plot);
    if (session->look.layers[LAYER_ARROWS])
        arrows_draw(plot);
    for (int ball = balls - 1; ball >= 0; ball--) {
        if (ball != selected)
            draw_ball(plot, ball);
    }
    draw_ball(plot, selected);
}

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
    struct places places = {.plot = {screen, area, screen->session->look.view}};
    struct area *map = &places.plot.area;
    places.axes = layers[LAYER_AXES] && area.columns >= 24 && roomy;
    if (places.axes) {
        int width = plot_axis_width(&places.plot.view, area.rows - 1) + 1;
        *map = (struct area){area.column + width, area.row, area.columns - width, area.rows - 1};
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
        field_draw(&places.plot);
}

void map_draw_marks(const struct screen *screen, struct area area)
{
    struct places places = places_of(screen, area);
    if (places.bar.rows > 0)
        colorbar_draw_pointer(screen, screen->heat, places.bar);
    draw_marks(&places.plot);
    hits_add(screen->hits, &(struct hit){.part = VIEW_PART_MAP,
                                         .area = places.plot.area,
                                         .region = screen->session->look.view});
}
