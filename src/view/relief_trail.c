/* Trails on the relief: hops that follow the surface, drawn as on the map with lines from cell to
 * cell, and a dot where the ball landed; ghosts and the way ahead as dots. What the surface hides
 * is left out. */

#include "relief_plot.h"

#include "../base/memory.h"
#include "map.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { NORTH = 1, EAST = 2, SOUTH = 4, WEST = 8, LANDED = 16, HOP_POINTS_MAX = 300 };

enum stroke { STROKE_TRAIL, STROKE_GHOST, STROKE_FUTURE };

struct pen {
    const struct relief_plot *plot;
    enum stroke stroke;
    uint8_t *sides;         /* per cell of the area: those that hops of this ball touched */
    bool *toned;            /* the cells that a trail has toned down: once is enough */
    const struct row *rows; /* of the ball whose trail is drawn */
    bool selected;
    color ink; /* of the hop or dot that is drawn */
    double share;
};

/* A cell of the area on the way of a hop. */
struct stop {
    int column, row;
    bool seen;
};

static void ink_cell(const struct pen *pen, struct stop at, uint32_t glyph, int attributes)
{
    const struct screen *screen = pen->plot->screen;
    struct cell *cell = relief_cell(pen->plot, at.column, at.row);
    enum color_level colors = screen->display->colors;
    bool *toned = &pen->toned[at.row * pen->plot->area.columns + at.column];
    color ink = pen->ink, ground = cell->bg;
    if (!*toned) {
        double tone = pen->stroke != STROKE_TRAIL ? 0 : pen->selected ? 0.3 : 0.15;
        ground = map_ground(screen, cell, tone);
        *toned = pen->stroke == STROKE_TRAIL;
    }
    if (colors == COLORS_MONO) {
        ink = COLOR_DEFAULT;
        attributes |= pen->stroke != STROKE_TRAIL ? ATTRIBUTE_DIM
                      : pen->selected             ? ATTRIBUTE_BOLD
                                                  : 0;
    }
    if (colors >= COLORS_256)
        ink = color_mix(ground, ink, pen->share);
    *cell = (struct cell){glyph, 0, ink, ground, (uint8_t)attributes};
}

static void touch(const struct pen *pen, struct stop at, int side)
{
    const struct screen *screen = pen->plot->screen;
    uint8_t *touched = &pen->sides[at.row * pen->plot->area.columns + at.column];
    uint32_t glyph =
        trail_hop_glyph((*touched | side) & 15, pen->selected, screen->display->unicode);
    ink_cell(pen, at, glyph, 0);
    *touched = (uint8_t)(*touched | side);
}

/* From one cell to another near it, over sides. */
static void join(const struct pen *pen, struct stop from, struct stop to)
{
    while (from.column != to.column || from.row != to.row) {
        int across = to.column - from.column, down = to.row - from.row;
        if (abs(across) >= abs(down)) {
            touch(pen, from, across > 0 ? EAST : WEST);
            from.column += across > 0 ? 1 : -1;
            touch(pen, from, across > 0 ? WEST : EAST);
        } else {
            touch(pen, from, down > 0 ? SOUTH : NORTH);
            from.row += down > 0 ? 1 : -1;
            touch(pen, from, down > 0 ? NORTH : SOUTH);
        }
    }
}

/* Those that are not for sure: a dot in every cell, of the way ahead in every other one. */
static void draw_dot(const struct pen *pen, struct stop at, int index)
{
    if (pen->stroke == STROKE_GHOST || index % 2)
        ink_cell(pen, at, screen_glyph(pen->plot->screen, 0xB7, '.'), 0);
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
        if (now.seen && pen->stroke != STROKE_TRAIL)
            draw_dot(pen, now, i);
        else if (before.seen && now.seen)
            join(pen, before, now);
        before = now;
    }
}

static void draw_landing(const struct pen *pen, struct planar place, uint32_t glyph)
{
    struct stop stop = stop_at(pen->plot, place);
    if (!stop.seen || !relief_contains(place))
        return;
    ink_cell(pen, stop, glyph, pen->selected && pen->stroke == STROKE_TRAIL ? ATTRIBUTE_BOLD : 0);
    pen->sides[stop.row * pen->plot->area.columns + stop.column] |= LANDED;
}

static struct planar planar_of(const struct pen *pen, const struct row *row)
{
    return relief_planar(pen->plot, (struct point){row->x, row->y});
}

/* The last two old hops that were drawn. Balls bounce, for long between the same walls: an old hop
 * that is as good as one of these is not drawn again, as all of them have faded as far as they do.
 */
struct drawn {
    struct {
        struct planar from, to;
        bool over;
    } hops[2];
    int count;
};

static bool is_near(const struct pen *pen, struct planar a, struct planar b)
{
    double quarter_cell = 1.25 / pen->plot->ground->camera.scale;
    return fabs(a.x - b.x) < quarter_cell && fabs(a.y - b.y) < quarter_cell;
}

static bool is_drawn(const struct pen *pen, struct drawn *drawn, struct planar from,
                     struct planar to, bool over)
{
    for (int i = 0; i < 2 && i < drawn->count; i++)
        if (drawn->hops[i].over == over && is_near(pen, drawn->hops[i].from, from) &&
            is_near(pen, drawn->hops[i].to, to))
            return true;
    int next = drawn->count++ % 2;
    drawn->hops[next].from = from, drawn->hops[next].to = to;
    drawn->hops[next].over = over;
    return false;
}

/* The hops from row to row, the last one to where the ball is now. */
static void draw_hops(struct pen *pen, int count, int ball)
{
    const struct screen *screen = pen->plot->screen;
    color plain = screen_ball_color(screen, ball, true), red = trail_overshoot_ink(screen);
    struct planar now = relief_planar(pen->plot, map_ball_place(screen, ball));
    struct drawn drawn = {.count = 0};
    for (int i = 1; i < count; i++) {
        bool over = row_overshot(&pen->rows[i]);
        double freshness = trail_freshness(count - 1 - i);
        double share = (pen->selected ? 1 : 0.75) * (0.4 + 0.5 * freshness);
        pen->ink = over ? red : plain;
        pen->share = over ? fmin(share + 0.25, 1) : share; /* red is the darker ink */
        struct planar from = planar_of(pen, &pen->rows[i - 1]);
        struct planar to = i == count - 1 ? now : planar_of(pen, &pen->rows[i]);
        if (freshness > 0 || !is_drawn(pen, &drawn, from, to, over))
            draw_hop(pen, from, to);
    }
}

static void draw_trail(struct pen *pen, int ball)
{
    const struct screen *screen = pen->plot->screen;
    int count = sim_trail(screen->session->sim, ball, TRAIL_MAX, &pen->rows);
    pen->selected = ball == screen->session->selected;
    memset(pen->sides, 0, (size_t)pen->plot->area.columns * (size_t)pen->plot->area.rows);
    draw_hops(pen, count, ball);
    for (int i = 0; i < count - 1; i++) {
        bool over = row_overshot(&pen->rows[i]);
        pen->ink = over ? trail_overshoot_ink(screen) : screen_ball_color(screen, ball, true);
        pen->share = 0.55 + 0.45 * trail_freshness(count - 1 - i);
        draw_landing(pen, planar_of(pen, &pen->rows[i]), trail_landing_glyph(screen, over));
    }
}

static void draw_ghost(struct pen *pen, const struct ghost_track *track, double share)
{
    const struct relief_plot *plot = pen->plot;
    pen->ink = screen_ball_color(plot->screen, track->ball, true);
    pen->share = share;
    for (int i = 1; i < track->count; i++)
        draw_hop(pen, relief_planar(plot, track->points[i - 1]),
                 relief_planar(plot, track->points[i]));
    for (int i = 0; i < track->count; i++)
        draw_landing(pen, relief_planar(plot, track->points[i]),
                     screen_glyph(plot->screen, 0x25E6, ':'));
}

static void draw_ghosts(struct pen *pen)
{
    const struct session *session = pen->plot->screen->session;
    pen->stroke = STROKE_GHOST;
    for (int i = 0; i < session->ghosts.count; i++)
        for (int k = 0; k < session->ghosts.items[i].count; k++)
            draw_ghost(pen, &session->ghosts.items[i].tracks[k], trail_ghost_share(session, i));
}

/* Where the selected ball goes from here if nothing changes; what comes sooner stands above. */
static void draw_future(struct pen *pen)
{
    enum { FUTURE = 30 };
    const struct screen *screen = pen->plot->screen;
    int ball = screen->session->selected;
    struct row rows[FUTURE];
    int count = lab_ahead(screen->session->lab, screen->session->sim, ball, rows, FUTURE);
    pen->stroke = STROKE_FUTURE;
    for (int i = count - 1; i >= 0; i--) {
        struct planar from = i > 0 ? planar_of(pen, &rows[i - 1])
                                   : relief_planar(pen->plot, map_ball_place(screen, ball));
        bool over = row_overshot(&rows[i]);
        pen->ink = over ? trail_overshoot_ink(screen) : screen_ball_color(screen, ball, true);
        pen->share = 0.55 + 0.4 * exp(-i / 12.0);
        draw_hop(pen, from, planar_of(pen, &rows[i]));
        draw_landing(pen, planar_of(pen, &rows[i]), trail_landing_glyph(screen, over));
    }
}

static struct pen pen_begin(const struct relief_plot *plot, enum stroke stroke)
{
    size_t cells = (size_t)plot->area.columns * (size_t)plot->area.rows;
    return (struct pen){.plot = plot,
                        .stroke = stroke,
                        .sides = memory_new(cells, sizeof(uint8_t)),
                        .toned = memory_new(cells, sizeof(bool))};
}

static void pen_end(struct pen *pen)
{
    free(pen->sides);
    free(pen->toned);
}

void relief_draw_trails(const struct relief_plot *plot)
{
    const struct session *session = plot->screen->session;
    struct pen pen = pen_begin(plot, STROKE_TRAIL);
    if (session->look.layers[LAYER_FUTURE] || plot->screen->display->aiming)
        draw_future(&pen);
    if (session->look.layers[LAYER_GHOST])
        draw_ghosts(&pen);
    pen.stroke = STROKE_TRAIL;
    for (int ball = 0; session->look.layers[LAYER_TRAIL] && ball < session->sim->ball_count; ball++)
        if (ball != session->selected)
            draw_trail(&pen, ball);
    if (session->look.layers[LAYER_TRAIL])
        draw_trail(&pen, session->selected);
    pen_end(&pen);
}

void relief_draw_line(const struct relief_plot *plot, struct planar from, struct planar to,
                      color ink)
{
    struct pen pen = pen_begin(plot, STROKE_TRAIL);
    pen.selected = true;
    pen.ink = ink;
    pen.share = 0.9;
    draw_hop(&pen, from, to);
    pen_end(&pen);
}
