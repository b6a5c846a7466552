/* The plane as the map shows it, from above.
 *
 * A hop is a line from cell to cell, over sides and never over corners, so that it is connected in
 * every font: heavy for the selected ball, light for the others. Whatever crosses whatever, a
 * cell's line is the union of the sides that hops of this ball touched. Blending hops into the half
 * blocks was tried: softer, but coarse and lost on bright ground. */

#include "map.h"

#include <math.h>

enum { HOP_CELLS_MAX = 4 * (FRAME_COLUMNS_MAX + FRAME_ROWS_MAX), DOTS_MAX = 256 };
enum { HEAD_COLUMNS = 7 }; /* hops as long as this, as the eye measures, have one */
enum { FIELD_COLUMNS = 6, FIELD_ROWS = 3 };

struct hop {
    struct point from, to; /* in cells */
};

static struct hop hop_of(const struct plot *plot, struct point from, struct point to)
{
    return (struct hop){{plot_column(plot, from.x), plot_row(plot, from.y)},
                        {plot_column(plot, to.x), plot_row(plot, to.y)}};
}

static void touch(const struct pen *pen, int column, int row, int sides)
{
    if (!plot_inside(pen->plot, column, row) || !sides)
        return;
    if (pen->stroke == STROKE_TRAIL)
        pen_touch(pen, column, row, sides);
    else
        pen_ink(pen, column, row, screen_glyph(pen->plot->screen, 0xB7, '.'), 0);
}

static void draw_line(const struct pen *pen, struct hop hop)
{
    /* far ends would take for ever */
    struct region seen = {-2, pen->plot->area.columns + 2, -2, pen->plot->area.rows + 2};
    if (!(pen_clip(&seen, &hop.from, &hop.to) >= 0))
        return;
    double dx = hop.to.x - hop.from.x, dy = hop.to.y - hop.from.y;
    int column = (int)floor(hop.from.x), row = (int)floor(hop.from.y);
    int last_column = (int)floor(hop.to.x), last_row = (int)floor(hop.to.y);
    int enter = 0, leave = 1;
    for (int i = 0; i < HOP_CELLS_MAX && leave; i++) {
        leave = 0;
        if (column != last_column || row != last_row) {
            double tx = dx == 0 ? HUGE_VAL : (column + (dx > 0) - hop.from.x) / dx;
            double ty = dy == 0 ? HUGE_VAL : (row + (dy > 0) - hop.from.y) / dy;
            leave = tx < ty ? (dx > 0 ? EAST : WEST) : (dy > 0 ? SOUTH : NORTH);
        }
        touch(pen, column, row, enter | leave);
        column += leave == EAST ? 1 : leave == WEST ? -1 : 0;
        row += leave == SOUTH ? 1 : leave == NORTH ? -1 : 0;
        enter = leave == EAST ? WEST : leave == WEST ? EAST : leave == SOUTH ? NORTH : SOUTH;
    }
}

/* A dot in every other cell of the way, as the eye measures it: cells are twice as high as wide. */
static void draw_dots(const struct pen *pen, const struct hop *hop)
{
    double dx = hop->to.x - hop->from.x, dy = hop->to.y - hop->from.y,
           length = hypot(dx, 2 * dy) / 2;
    for (int i = 1; i < DOTS_MAX && i < length; i++) {
        double column = hop->from.x + dx * i / length, row = hop->from.y + dy * i / length;
        if (plot_inside(pen->plot, column, row))
            pen_ink(pen, (int)column, (int)row, screen_glyph(pen->plot->screen, 0xB7, '.'), 0);
    }
}

static void draw_hop(struct pen *pen, struct point from, struct point to)
{
    struct hop hop = hop_of(pen->plot, from, to);
    if (pen->stroke == STROKE_AHEAD)
        draw_dots(pen, &hop);
    else
        draw_line(pen, hop);
}

/* In its middle. */
static void draw_head(const struct pen *pen, struct point from, struct point to)
{
    static const uint32_t heads[] = {0x25B8, 0x25C2, 0x25BE, 0x25B4};
    static const char ascii[] = "><v^";
    struct hop hop = hop_of(pen->plot, from, to);
    double dx = hop.to.x - hop.from.x, dy = hop.to.y - hop.from.y;
    double column = hop.from.x + dx / 2, row = hop.from.y + dy / 2;
    if (!(hypot(dx, 2 * dy) >= HEAD_COLUMNS) || !plot_inside(pen->plot, column, row))
        return;
    int way = fabs(dx) >= fabs(2 * dy) ? dx < 0 : 2 + (dy < 0);
    pen_ink(pen, (int)column, (int)row, screen_glyph(pen->plot->screen, heads[way], ascii[way]),
            ATTRIBUTE_BOLD);
}

static struct sight find_sight(const struct plot *plot, struct point point)
{
    double column = plot_column(plot, point.x), row = plot_row(plot, point.y);
    return (struct sight){column, row, plot_inside(plot, column, row)};
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

static struct ball_sight find_ball(const struct plot *plot, struct point place, uint32_t glyph)
{
    int columns = plot->area.columns, rows = plot->area.rows;
    struct sight at = find_sight(plot, place);
    if (!at.seen)
        glyph = edge_arrow(plot->screen, at.column, at.row, columns, rows);
    return (struct ball_sight){fmin(fmax(at.column, 0), columns - 1),
                               fmin(fmax(at.row, 0), rows - 1), glyph, false};
}

static struct lattice field_lattice(const struct plot *plot)
{
    const struct region *view = &plot->view;
    int columns = plot->area.columns, rows = plot->area.rows;
    return (struct lattice){
        {view->x0, view->x1 - view->x0, FIELD_COLUMNS / 2 + 0.5, FIELD_COLUMNS, columns,
         columns / FIELD_COLUMNS},
        {view->y1, view->y0 - view->y1, FIELD_ROWS / 2 + 0.5, FIELD_ROWS, rows, rows / FIELD_ROWS}};
}

static struct downhill find_downhill(const struct plot *plot, int i, double gx, double gy)
{
    const struct region *view = &plot->view;
    int across = plot->area.columns / FIELD_COLUMNS;
    return (struct downhill){{i % across * FIELD_COLUMNS + FIELD_COLUMNS / 2,
                              i / across * FIELD_ROWS + FIELD_ROWS / 2, true},
                             -gx / (view->x1 - view->x0) * plot->area.columns,
                             2 * gy / (view->y1 - view->y0) * plot->area.rows};
}

const struct projection map_projection = {find_sight,    find_ball,     draw_hop,     draw_head,
                                          field_lattice, find_downhill, {0.12, 0.22}, true};
