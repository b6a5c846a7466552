/* The trail: a dot where the ball landed, and the hop between two landings.
 *
 * A hop is a line from cell to cell, over sides and never over corners, so that it is connected in
 * every font: heavy for the selected ball, light for the others. Whatever crosses whatever, a
 * cell's line is the union of the sides that hops of this ball touched. Blending hops into the half
 * blocks was tried: softer, but coarse and lost on bright ground. */

#include "map.h"

#include "../base/memory.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { NORTH = 1, EAST = 2, SOUTH = 4, WEST = 8 };
enum { HOP_CELLS_MAX = 4 * (FRAME_COLUMNS_MAX + FRAME_ROWS_MAX) };
/* Hops as long as this, as the eye measures, have a head; of the latest only. */
enum { DIRECTION_COLUMNS = 7, DIRECTION_HOPS = 12 };
#define OVERSHOOT_COLOR 0xFF3B4E

/* A row in cells of the plot. */
struct stop {
    double column, row;
    int cell; /* its index, -1 outside */
};

/* The trail that is being drawn. */
struct trail {
    const struct plot *plot;
    uint8_t *sides; /* per cell of the plot, those that its hops have touched */
    bool *toned;    /* the cells that this trail or one before it has toned down: once is enough */
    struct stop *stops; /* TRAIL_MAX: those of the ball whose trail is drawn */
    color ink;
    bool selected, ghost;
};

struct hop {
    double x0, y0, x1, y1; /* in cells */
    color ink;
    double share; /* how much of the ink is seen */
};

uint32_t trail_hop_glyph(int sides, bool heavy, bool unicode)
{
    static const uint32_t heavy_lines[16] = {
        ' ',    0x2579, 0x257A, 0x2517, 0x257B, 0x2503, 0x250F, 0x2523,
        0x2578, 0x251B, 0x2501, 0x253B, 0x2513, 0x252B, 0x2533, 0x254B,
    };
    static const uint32_t light_lines[16] = {
        ' ',    0x2575, 0x2576, 0x2570, 0x2577, 0x2502, 0x256D, 0x251C,
        0x2574, 0x256F, 0x2500, 0x2534, 0x256E, 0x2524, 0x252C, 0x253C,
    };
    static const char ascii[] = " |-+||++-+-++++++";
    if (!unicode)
        return (uint32_t)ascii[sides];
    return heavy ? heavy_lines[sides] : light_lines[sides];
}

/* Draws a glyph over the map, whose ground is toned down, so that ink is seen on every colour. */
static void ink_cell(const struct trail *trail, int column, int row, uint32_t glyph,
                     const struct hop *hop, int attributes)
{
    const struct plot *plot = trail->plot;
    struct cell *cell = plot_cell(plot, column, row);
    enum color_level colors = plot->screen->display->colors;
    bool *toned = &trail->toned[row * plot->area.columns + column];
    color ground = cell->bg, ink = hop->ink;
    if (colors == COLORS_MONO) {
        ink = COLOR_DEFAULT;
        attributes |= trail->selected ? ATTRIBUTE_BOLD : 0;
        attributes |= trail->ghost ? ATTRIBUTE_DIM : 0;
    } else if (!*toned) {
        ground = map_ground(plot->screen, cell, trail->ghost ? 0 : trail->selected ? 0.22 : 0.12);
        *toned = !trail->ghost;
    }
    if (colors >= COLORS_256)
        ink = color_mix(ground, ink, hop->share);
    *cell = (struct cell){glyph, 0, ink, ground, (uint8_t)attributes};
}

static void touch(const struct trail *trail, int column, int row, int sides, const struct hop *hop)
{
    const struct plot *plot = trail->plot;
    if (!plot_inside(plot, column, row) || !sides)
        return;
    uint8_t *touched = &trail->sides[row * plot->area.columns + column];
    uint32_t glyph = trail->ghost ? screen_glyph(plot->screen, 0xB7, '.')
                                  : trail_hop_glyph((*touched | sides) & 15, trail->selected,
                                                    plot->screen->display->unicode);
    ink_cell(trail, column, row, glyph, hop, 0);
    *touched = (uint8_t)(*touched | sides);
}

/* Cuts a hop to where it could be seen: far ends would take for ever. Returns whether any is. */
static bool hop_clip(const struct plot *plot, struct hop *hop)
{
    double low[2] = {-2, -2}, high[2] = {plot->area.columns + 2, plot->area.rows + 2};
    double from[2] = {hop->x0, hop->y0}, by[2] = {hop->x1 - hop->x0, hop->y1 - hop->y0};
    double begin = 0, end = 1;
    for (int axis = 0; axis < 2; axis++) {
        if (!isfinite(from[axis]) || !isfinite(by[axis]))
            return false;
        double a = (low[axis] - from[axis]) / by[axis], b = (high[axis] - from[axis]) / by[axis];
        if (by[axis] == 0) {
            if (from[axis] < low[axis] || from[axis] > high[axis])
                return false;
            continue;
        }
        begin = fmax(begin, fmin(a, b));
        end = fmin(end, fmax(a, b));
    }
    if (begin > end)
        return false;
    hop->x1 = from[0] + end * by[0], hop->y1 = from[1] + end * by[1];
    hop->x0 = from[0] + begin * by[0], hop->y0 = from[1] + begin * by[1];
    return true;
}

static void draw_hop(const struct trail *trail, struct hop hop)
{
    if (!hop_clip(trail->plot, &hop))
        return;
    double dx = hop.x1 - hop.x0, dy = hop.y1 - hop.y0;
    int column = (int)floor(hop.x0), row = (int)floor(hop.y0);
    int last_column = (int)floor(hop.x1), last_row = (int)floor(hop.y1);
    int enter = 0, leave = 1;
    for (int i = 0; i < HOP_CELLS_MAX && leave; i++) {
        leave = 0;
        if (column != last_column || row != last_row) {
            double tx = dx == 0 ? HUGE_VAL : (column + (dx > 0) - hop.x0) / dx;
            double ty = dy == 0 ? HUGE_VAL : (row + (dy > 0) - hop.y0) / dy;
            leave = tx < ty ? (dx > 0 ? EAST : WEST) : (dy > 0 ? SOUTH : NORTH);
        }
        touch(trail, column, row, enter | leave, &hop);
        column += leave == EAST ? 1 : leave == WEST ? -1 : 0;
        row += leave == SOUTH ? 1 : leave == NORTH ? -1 : 0;
        enter = leave == EAST ? WEST : leave == WEST ? EAST : leave == SOUTH ? NORTH : SOUTH;
    }
}

color trail_overshoot_ink(const struct screen *screen)
{
    if (screen->display->colors == COLORS_MONO)
        return COLOR_DEFAULT;
    return screen->display->colors <= COLORS_16 ? COLOR_ANSI(1) : OVERSHOOT_COLOR;
}

/* Newest hops are seen best; older ones fade, and never quite vanish. In few steps, so that a step
 * of the ball does not change the whole trail: a terminal and a recording have less to draw. */
double trail_freshness(double age)
{
    static const struct {
        double age, freshness; /* younger than */
    } steps[] = {{2, 1}, {5, 0.78}, {10, 0.58}, {18, 0.37}, {32, 0.18}};
    for (size_t i = 0; i < sizeof steps / sizeof *steps; i++)
        if (age < steps[i].age)
            return steps[i].freshness;
    return 0;
}

double trail_ghost_share(const struct session *session, int ghost)
{
    return 0.8 * pow(0.75, session->ghosts.count - 1 - ghost);
}

uint32_t trail_landing_glyph(const struct screen *screen, bool red)
{
    if (red && screen->display->unicode && screen->display->colors == COLORS_MONO)
        return '!';
    return screen_glyph(screen, 0x2022, red ? '*' : 'o');
}

static void draw_landing(const struct trail *trail, int cell, bool red, double age)
{
    const struct screen *screen = trail->plot->screen;
    int columns = trail->plot->area.columns;
    struct hop dot = {.ink = red ? trail_overshoot_ink(screen) : trail->ink,
                      .share = 0.55 + 0.45 * trail_freshness(age)};
    ink_cell(trail, cell % columns, cell / columns, trail_landing_glyph(screen, red), &dot,
             trail->selected ? ATTRIBUTE_BOLD : 0);
    trail->sides[cell] |= 16;
}

/* Which way a long hop went: a head in its middle, once the ball has passed there. */
static void draw_direction(const struct trail *trail, const struct stop *to, const struct hop *hop,
                           bool passed)
{
    static const uint32_t heads[] = {0x25B8, 0x25C2, 0x25BE, 0x25B4};
    static const char ascii[] = "><v^";
    const struct plot *plot = trail->plot;
    double dx = to->column - hop->x0, dy = to->row - hop->y0;
    double column = hop->x0 + dx / 2, row = hop->y0 + dy / 2;
    if (!passed || !(hypot(dx, 2 * dy) >= DIRECTION_COLUMNS) || !plot_inside(plot, column, row))
        return;
    int way = fabs(dx) >= fabs(2 * dy) ? dx < 0 : 2 + (dy < 0);
    ink_cell(trail, (int)column, (int)row, screen_glyph(plot->screen, heads[way], ascii[way]), hop,
             ATTRIBUTE_BOLD);
}

/* Whether two rows stand in one cell of the plot: there is no hop to be seen, and of two landings
 * the later one. Balls that have settled have hundreds of such rows. */
static bool in_one_cell(const struct stop *a, const struct stop *b)
{
    return a->cell >= 0 && a->cell == b->cell;
}

static void find_stops(struct trail *trail, const struct row *rows, int count)
{
    const struct plot *plot = trail->plot;
    for (int i = 0; i < count; i++) {
        struct stop *stop = &trail->stops[i];
        if (i > 0 && rows[i].x == rows[i - 1].x && rows[i].y == rows[i - 1].y) {
            *stop = stop[-1];
            continue;
        }
        stop->column = plot_column(plot, rows[i].x);
        stop->row = plot_row(plot, rows[i].y);
        bool inside = plot_inside(plot, stop->column, stop->row);
        stop->cell = inside ? (int)stop->row * plot->area.columns + (int)stop->column : -1;
    }
}

static void draw_trail(struct trail *trail, int ball)
{
    const struct plot *plot = trail->plot;
    const struct session *session = plot->screen->session;
    const struct row *rows;
    const struct stop *stops = trail->stops;
    int count = sim_trail(session->sim, ball, TRAIL_MAX, &rows);
    struct point now = map_ball_place(plot->screen, ball);
    find_stops(trail, rows, count);
    memset(trail->sides, 0, (size_t)plot->area.columns * (size_t)plot->area.rows);
    trail->ink = screen_ball_color(plot->screen, ball, true);
    trail->selected = ball == session->selected;
    double weight = trail->selected ? 1 : 0.75;
    for (int i = 1; i < count; i++) {
        if (in_one_cell(&stops[i - 1], &stops[i]))
            continue;
        bool last = i == count - 1, red = row_overshot(&rows[i]);
        struct hop hop = {stops[i - 1].column,
                          stops[i - 1].row,
                          last ? plot_column(plot, now.x) : stops[i].column,
                          last ? plot_row(plot, now.y) : stops[i].row,
                          red ? trail_overshoot_ink(plot->screen) : trail->ink,
                          weight * (0.4 + 0.5 * trail_freshness(count - 1 - i))};
        if (red) /* it is the darker ink */
            hop.share = fmin(hop.share + 0.25, 1);
        draw_hop(trail, hop);
        if (trail->selected && count - i < DIRECTION_HOPS)
            draw_direction(trail, &stops[i], &hop, !last || plot->screen->display->phase >= 0.5);
    }
    for (int i = 0; i < count - 1; i++)
        if (stops[i].cell >= 0 && (i == count - 2 || !in_one_cell(&stops[i], &stops[i + 1])))
            draw_landing(trail, stops[i].cell, row_overshot(&rows[i]), count - 1 - i);
}

static struct hop ghost_hop(const struct trail *trail, const struct ghost_track *track, int i,
                            double share)
{
    const struct plot *plot = trail->plot;
    struct point from = track->points[i > 0 ? i - 1 : 0], to = track->points[i];
    return (struct hop){plot_column(plot, from.x),
                        plot_row(plot, from.y),
                        plot_column(plot, to.x),
                        plot_row(plot, to.y),
                        trail->ink,
                        share};
}

/* A run that is over: dots only, and larger ones where the ball landed. */
static void draw_ghost(struct trail *trail, const struct ghost_track *track, double share)
{
    const struct plot *plot = trail->plot;
    trail->ink = screen_ball_color(plot->screen, track->ball, true);
    for (int i = 1; i < track->count; i++)
        draw_hop(trail, ghost_hop(trail, track, i, share));
    for (int i = 0; i < track->count; i++) {
        struct hop hop = ghost_hop(trail, track, i, share);
        if (plot_inside(plot, hop.x1, hop.y1))
            ink_cell(trail, (int)hop.x1, (int)hop.y1, screen_glyph(plot->screen, 0x25E6, ':'), &hop,
                     0);
    }
}

static void draw_ghosts(struct trail *trail)
{
    const struct session *session = trail->plot->screen->session;
    trail->ghost = true;
    for (int i = 0; i < session->ghosts.count; i++)
        for (int k = 0; k < session->ghosts.items[i].count; k++)
            draw_ghost(trail, &session->ghosts.items[i].tracks[k], trail_ghost_share(session, i));
    trail->ghost = false;
}

void trails_draw(const struct plot *plot)
{
    const struct session *session = plot->screen->session;
    size_t cells = (size_t)plot->area.columns * (size_t)plot->area.rows;
    struct trail trail = {.plot = plot,
                          .sides = memory_new(cells, sizeof *trail.sides),
                          .toned = memory_new(cells, sizeof *trail.toned),
                          .stops = memory_new(TRAIL_MAX, sizeof *trail.stops)};
    if (session->look.layers[LAYER_GHOST])
        draw_ghosts(&trail);
    for (int ball = 0; session->look.layers[LAYER_TRAIL] && ball < session->sim->ball_count; ball++)
        if (ball != session->selected)
            draw_trail(&trail, ball);
    if (session->look.layers[LAYER_TRAIL])
        draw_trail(&trail, session->selected);
    free(trail.sides);
    free(trail.toned);
    free(trail.stops);
}

void trail_draw_line(const struct plot *plot, struct point from, struct point to, color ink)
{
    size_t cells = (size_t)plot->area.columns * (size_t)plot->area.rows;
    struct trail trail = {.plot = plot,
                          .sides = memory_new(cells, sizeof *trail.sides),
                          .toned = memory_new(cells, sizeof *trail.toned),
                          .selected = true};
    draw_hop(&trail, (struct hop){from.x, from.y, to.x, to.y, ink, 0.9});
    free(trail.sides);
    free(trail.toned);
}
