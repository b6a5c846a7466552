/* What the balls leave behind: a dot where the ball landed, and the hop between two landings; runs
 * that are over, as dots; and the way ahead: the next iterations with the present numbers. */

#include "marks.h"

#include <math.h>
#include <string.h>

enum { AHEAD = 30, HEADS = 12 }; /* hops ahead; the latest ones, which may have a head */

/* Newest hops are seen best; older ones fade, and never quite vanish. In few steps, so that a step
 * of the ball does not change the whole trail: a terminal and a recording have less to draw. */
static double freshness_of(double age)
{
    static const struct {
        double age, freshness; /* younger than */
    } steps[] = {{2, 1}, {5, 0.78}, {10, 0.58}, {18, 0.37}, {32, 0.18}};
    for (size_t i = 0; i < sizeof steps / sizeof *steps; i++)
        if (age < steps[i].age)
            return steps[i].freshness;
    return 0;
}

static struct point point_of(const struct row *row)
{
    return (struct point){row->x, row->y};
}

static void set_ink(struct pen *pen, int ball, const struct row *row, double share)
{
    const struct screen *screen = pen->plot->screen;
    bool red = row && row_overshot(row);
    pen->ink = red ? pen_overshoot_ink(screen) : screen_ball_color(screen, ball);
    pen->share = share;
}

/* Index of the cell where a point is seen; -1: nowhere. */
static int cell_of(const struct pen *pen, struct point point)
{
    struct sight at = pen->projection->sight(pen->plot, point);
    return at.seen ? (int)at.row * pen->plot->area.columns + (int)at.column : -1;
}

static void draw_dot(const struct pen *pen, int cell, uint32_t glyph)
{
    bool strong = pen->selected && pen->stroke == STROKE_TRAIL;
    int columns = pen->plot->area.columns;
    if (cell >= 0)
        pen_ink(pen, cell % columns, cell / columns, glyph, strong ? ATTRIBUTE_BOLD : 0);
}

static uint32_t landing_glyph(const struct screen *screen, bool red)
{
    if (red && screen->display->unicode && screen->display->colors == COLORS_MONO)
        return '!';
    return screen_glyph(screen, 0x2022, red ? '*' : 'o');
}

/* --- trails --- */

/* Balls that have settled have hundreds of rows in one place. */
static void find_cells(const struct pen *pen, const struct row *const rows[], int count, int *cells)
{
    for (int i = 0; i < count; i++) {
        bool same = i > 0 && rows[i]->x == rows[i - 1]->x && rows[i]->y == rows[i - 1]->y;
        cells[i] = same ? cells[i - 1] : cell_of(pen, point_of(rows[i]));
    }
}

/* The hop to a row; the last one to where the ball is now. */
static void draw_hop(struct pen *pen, const struct row *const rows[], int i, int count, int ball)
{
    const struct projection *projection = pen->projection;
    const struct screen *screen = pen->plot->screen;
    bool last = i == count - 1;
    double freshness = freshness_of(count - 1 - i);
    struct point from = point_of(rows[i - 1]), to = point_of(rows[i]);
    set_ink(pen, ball, rows[i], (pen->selected ? 1 : 0.75) * (0.4 + 0.5 * freshness));
    if (row_overshot(rows[i])) /* it is the darker ink */
        pen->share = fmin(pen->share + 0.25, 1);
    pen->faded = freshness == 0;
    projection->hop(pen, from, last ? ball_place(screen, ball) : to);
    bool passed = !last || screen->display->phase >= 0.5;
    if (projection->head && pen->selected && count - i < HEADS && passed)
        projection->head(pen, from, to);
}

static void draw_trail(struct pen *pen, int ball)
{
    const struct screen *screen = pen->plot->screen;
    const struct row *rows[TRAIL_SHOWN];
    int cells[TRAIL_SHOWN], count = sim_trail(screen->session->sim, ball, TRAIL_SHOWN, rows);
    find_cells(pen, rows, count, cells);
    memset(pen->sides, 0, (size_t)pen->plot->area.columns * (size_t)pen->plot->area.rows);
    pen->drawn.count = 0;
    pen->selected = ball == screen->session->selected;
    for (int i = 1; i < count; i++)
        if (!pen->projection->flat || cells[i] < 0 || cells[i] != cells[i - 1])
            draw_hop(pen, rows, i, count, ball);
    for (int i = 0; i + 1 < count; i++) {
        if (i + 2 < count && cells[i] == cells[i + 1]) /* of two landings, the later one */
            continue;
        set_ink(pen, ball, rows[i], 0.55 + 0.45 * freshness_of(count - 1 - i));
        draw_dot(pen, cells[i], landing_glyph(screen, row_overshot(rows[i])));
    }
}

/* --- what is not for sure --- */

static void draw_ghost(struct pen *pen, const struct ghost_track *track, double share)
{
    set_ink(pen, track->ball, NULL, share);
    for (int i = 1; i < track->count; i++)
        pen->projection->hop(pen, track->points[i - 1], track->points[i]);
    for (int i = 0; i < track->count; i++)
        draw_dot(pen, cell_of(pen, track->points[i]), screen_glyph(pen->plot->screen, 0x25E6, ':'));
}

static void draw_ghosts(struct pen *pen)
{
    const struct session *session = pen->plot->screen->session;
    pen->stroke = STROKE_GHOST;
    for (int i = 0; i < session->ghosts.count; i++)
        for (int k = 0; k < session->ghosts.items[i].count; k++)
            draw_ghost(pen, &session->ghosts.items[i].tracks[k], pen_ghost_share(session, i));
}

/* Where the selected ball goes from here if nothing changes; what comes sooner stands above. The
 * map has the rest of the present hop besides, and all landings alike. */
static void draw_ahead(struct pen *pen)
{
    const struct screen *screen = pen->plot->screen;
    const struct session *session = screen->session;
    bool flat = pen->projection->flat;
    int ball = session->selected, first = flat ? 0 : 1;
    struct row rows[AHEAD + 1];
    rows[0] = *sim_row(session->sim, ball);
    pen->stroke = STROKE_AHEAD;
    for (int i = lab_ahead(session->lab, session->sim, ball, rows + 1, AHEAD); i >= first; i--) {
        struct point to = point_of(&rows[i]);
        set_ink(pen, ball, &rows[i], 0.55 + 0.4 * exp((first - i) / 12.0));
        pen->projection->hop(pen, i > first ? point_of(&rows[i - 1]) : ball_place(screen, ball),
                             to);
        draw_dot(pen, cell_of(pen, to), landing_glyph(screen, !flat && row_overshot(&rows[i])));
    }
}

void trails_draw(const struct plot *plot, const struct projection *projection)
{
    const struct session *session = plot->screen->session;
    const bool *layers = session->look.layers;
    int balls = layers[LAYER_TRAIL] ? session->sim->ball_count : 0;
    struct pen pen = pen_begin(plot, projection);
    if (layers[LAYER_FUTURE] || plot->screen->display->aiming)
        draw_ahead(&pen);
    if (layers[LAYER_GHOST])
        draw_ghosts(&pen);
    pen.stroke = STROKE_TRAIL;
    for (int ball = 0; ball < balls; ball++)
        if (ball != session->selected)
            draw_trail(&pen, ball);
    if (balls > 0)
        draw_trail(&pen, session->selected);
    pen_end(&pen);
}
