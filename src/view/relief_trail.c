/* Trails on the relief: hops that follow the surface, drawn as on the map with lines from cell to
 * cell, and a dot where the ball landed. What the surface hides is left out. */

#include "relief_plot.h"

#include "../base/memory.h"
#include "map.h"

#include <math.h>
#include <stdlib.h>

enum { NORTH = 1, EAST = 2, SOUTH = 4, WEST = 8, LANDED = 16, HOP_POINTS_MAX = 300 };

struct pen {
    const struct relief_plot *plot;
    uint8_t *sides; /* per cell of the area: those that hops of this ball touched */
    bool selected;
    color ink; /* of the hop or dot that is drawn */
    double share;
};

/* A cell of the area on the way of a hop. */
struct stop {
    int column, row;
    bool seen;
};

static void ink_cell(const struct pen *pen, int column, int row, uint32_t glyph, int attributes)
{
    const struct screen *screen = pen->plot->screen;
    struct cell *cell = relief_cell(pen->plot, column, row);
    enum color_level colors = screen->display->colors;
    bool fresh = !pen->sides[row * pen->plot->area.columns + column];
    color ink = pen->ink,
          ground = fresh ? map_ground(screen, cell, pen->selected ? 0.3 : 0.15) : cell->bg;
    if (colors == COLORS_MONO) {
        ink = COLOR_DEFAULT;
        attributes |= pen->selected ? ATTRIBUTE_BOLD : 0;
    }
    if (colors >= COLORS_256)
        ink = color_mix(ground, ink, pen->share);
    *cell = (struct cell){glyph, 0, ink, ground, (uint8_t)attributes};
}

static void touch(const struct pen *pen, int column, int row, int side)
{
    uint8_t *touched = &pen->sides[row * pen->plot->area.columns + column];
    uint32_t glyph =
        trail_hop_glyph((*touched | side) & 15, pen->selected, pen->plot->screen->display->unicode);
    ink_cell(pen, column, row, glyph, 0);
    *touched = (uint8_t)(*touched | side);
}

/* From one cell to another near it, over sides. */
static void join(const struct pen *pen, struct stop from, struct stop to)
{
    while (from.column != to.column || from.row != to.row) {
        int across = to.column - from.column, down = to.row - from.row;
        bool sideways = abs(across) >= abs(down);
        touch(pen, from.column, from.row,
              sideways   ? across > 0 ? EAST : WEST
              : down > 0 ? SOUTH
                         : NORTH);
        from.column += sideways ? across > 0 ? 1 : -1 : 0;
        from.row += sideways ? 0 : down > 0 ? 1 : -1;
        touch(pen, from.column, from.row,
              sideways   ? across > 0 ? WEST : EAST
              : down > 0 ? NORTH
                         : SOUTH);
    }
}

static struct stop stop_at(const struct relief_plot *plot, struct planar place)
{
    struct sighted at = relief_sight(plot, place);
    struct stop stop = {0};
    if (!(at.column >= 0 && at.row >= 0 && at.column < plot->area.columns &&
          at.row < plot->area.rows))
        return stop;
    return (struct stop){(int)at.column, (int)at.row, !ground_hides(plot->ground, at)};
}

/* Cuts a hop to the part in view; false: there is none. */
static bool cut(struct planar *from, struct planar *to)
{
    const double begins[] = {from->x, from->y}, by[] = {to->x - from->x, to->y - from->y};
    double first = 0, last = 1;
    for (int axis = 0; axis < 2; axis++) {
        if (!isfinite(begins[axis]) || !isfinite(by[axis]) ||
            (by[axis] == 0 && fabs(begins[axis]) > 1))
            return false;
        if (by[axis] == 0)
            continue;
        double a = (-1 - begins[axis]) / by[axis], b = (1 - begins[axis]) / by[axis];
        first = fmax(first, fmin(a, b));
        last = fmin(last, fmax(a, b));
    }
    *to = (struct planar){begins[0] + last * by[0], begins[1] + last * by[1]};
    *from = (struct planar){begins[0] + first * by[0], begins[1] + first * by[1]};
    return first < last;
}

static double within(double value)
{
    return fmin(fmax(value, -1), 1);
}

static void draw_hop(const struct pen *pen, struct planar from, struct planar to)
{
    if (!cut(&from, &to))
        return;
    /* a point for each cell that it crosses, and some for up and down */
    double length = hypot(to.x - from.x, to.y - from.y) * pen->plot->ground->camera.scale / 4;
    int count = 2 + (int)fmin(length, HOP_POINTS_MAX);
    struct stop before = {0};
    for (int i = 0; i <= count; i++) {
        double share = (double)i / count;
        struct planar place = {within(from.x + share * (to.x - from.x)),
                               within(from.y + share * (to.y - from.y))};
        struct stop now = stop_at(pen->plot, place);
        if (before.seen && now.seen)
            join(pen, before, now);
        before = now;
    }
}

static void draw_landing(const struct pen *pen, struct planar place, bool red)
{
    const struct screen *screen = pen->plot->screen;
    struct stop stop = stop_at(pen->plot, place);
    if (!stop.seen || !relief_contains(place))
        return;
    uint32_t glyph = red ? screen_glyph(screen, 0x2022, '*') : screen_glyph(screen, 0x2022, 'o');
    if (red && screen->display->unicode && screen->display->colors == COLORS_MONO)
        glyph = '!';
    ink_cell(pen, stop.column, stop.row, glyph, pen->selected ? ATTRIBUTE_BOLD : 0);
    pen->sides[stop.row * pen->plot->area.columns + stop.column] |= LANDED;
}

static bool overshot(const struct row *row)
{
    return row->event == EVENT_OVERSHOOT || row->event == EVENT_WORSEN;
}

static void draw_hops(struct pen *pen, const struct row *rows, int count, int ball)
{
    const struct relief_plot *plot = pen->plot;
    color plain = screen_ball_color(plot->screen, ball, true);
    color red = trail_overshoot_ink(plot->screen);
    struct planar now = relief_planar(plot, map_ball_place(plot->screen, ball));
    double weight = pen->selected ? 1 : 0.75;
    for (int i = 1; i < count; i++) {
        bool over = overshot(&rows[i]);
        double share = weight * (0.4 + 0.5 * trail_freshness(count - 1 - i));
        pen->ink = over ? red : plain;
        pen->share = over ? fmin(share + 0.25, 1) : share; /* red is the darker ink */
        struct planar from = relief_planar(plot, (struct point){rows[i - 1].x, rows[i - 1].y});
        struct planar to = relief_planar(plot, (struct point){rows[i].x, rows[i].y});
        draw_hop(pen, from, i == count - 1 ? now : to);
    }
    for (int i = 0; i < count - 1; i++) {
        pen->ink = overshot(&rows[i]) ? red : plain;
        pen->share = 0.55 + 0.45 * trail_freshness(count - 1 - i);
        draw_landing(pen, relief_planar(plot, (struct point){rows[i].x, rows[i].y}),
                     overshot(&rows[i]));
    }
}

void relief_draw_trail(const struct relief_plot *plot, int ball)
{
    struct session *session = plot->screen->session;
    struct row *rows = memory_new(TRAIL_MAX, sizeof *rows);
    int count = sim_trail(session->sim, ball, rows, TRAIL_MAX);
    size_t cells = (size_t)plot->area.columns * (size_t)plot->area.rows;
    struct pen pen = {plot, memory_new(cells, 1), ball == session->selected, 0, 0};
    draw_hops(&pen, rows, count, ball);
    free(pen.sides);
    free(rows);
}
