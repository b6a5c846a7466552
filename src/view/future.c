/* The way ahead: the next iterations with the present numbers, as small dots, and a larger one
 * where the ball will land. Where the drawing of it meets a trail, the trail stands above it. */

#include "map.h"

#include <math.h>

enum { FUTURE = 30, DOTS_MAX = 256 };

static void draw_dot(const struct plot *plot, double column, double row, uint32_t glyph,
                     const struct row *to, double share)
{
    const struct screen *screen = plot->screen;
    if (!plot_inside(plot, column, row))
        return;
    struct cell *cell = plot_cell(plot, (int)column, (int)row);
    color ink = row_overshot(to) ? trail_overshoot_ink(screen)
                                 : screen_ball_color(screen, screen->session->selected, true);
    color ground = map_ground(screen, cell, 0);
    if (screen->display->colors >= COLORS_256)
        ink = color_mix(ground, ink, share);
    int dim = screen->display->colors == COLORS_MONO ? ATTRIBUTE_DIM : 0;
    *cell = (struct cell){glyph, 0, ink, ground, (uint8_t)dim};
}

/* A dot in every other cell of the way, as the eye measures it: cells are twice as high as wide. */
static void draw_way(const struct plot *plot, double column, double row, const struct row *to,
                     double share)
{
    double dx = plot_column(plot, to->x) - column, dy = plot_row(plot, to->y) - row;
    double length = hypot(dx, 2 * dy) / 2;
    uint32_t glyph = screen_glyph(plot->screen, 0xB7, '.');
    for (int i = 1; i < DOTS_MAX && i < length; i++)
        draw_dot(plot, column + dx * i / length, row + dy * i / length, glyph, to, share);
    draw_dot(plot, column + dx, row + dy, screen_glyph(plot->screen, 0x2022, 'o'), to, share);
}

void future_draw(const struct plot *plot)
{
    const struct session *session = plot->screen->session;
    struct row rows[FUTURE + 1];
    rows[0] = *sim_row(session->sim, session->selected);
    int count = lab_ahead(session->lab, session->sim, session->selected, rows + 1, FUTURE);
    struct point place = map_ball_place(plot->screen, session->selected);
    /* Backwards: what comes sooner stands above. */
    for (int i = count; i >= 0; i--) {
        struct point from = i > 0 ? (struct point){rows[i - 1].x, rows[i - 1].y} : place;
        double column = plot_column(plot, from.x), row = plot_row(plot, from.y);
        if (isfinite(column) && isfinite(row) && isfinite(rows[i].x) && isfinite(rows[i].y))
            draw_way(plot, column, row, &rows[i], 0.55 + 0.4 * exp(-i / 12.0));
    }
}
