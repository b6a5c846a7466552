/* What stands on the ground of map and relief: inks, and how the ground steps back behind them. */

#include "map.h"

#include <math.h>

color map_ground(const struct screen *screen, const struct cell *cell, double share)
{
    bool light = screen->display->light;
    if (screen->display->colors == COLORS_MONO)
        return COLOR_DEFAULT;
    if (screen->display->colors <= COLORS_16)
        return light ? screen_white(screen) : COLOR_ANSI(0);
    color ground = heat_cell_color(cell);
    if (ground & COLOR_DEFAULT)
        return light ? 0xFBFAF7 : 0x101216;
    return color_mix(ground, light ? 0xFFFFFF : 0x000000, share);
}

color map_ink(const struct screen *screen)
{
    if (screen->display->colors == COLORS_MONO)
        return COLOR_DEFAULT;
    if (screen->display->colors <= COLORS_16)
        return COLOR_ANSI(screen->display->light ? 0 : 7);
    return screen->display->light ? 0x14161A : 0xFFFFFF;
}

void map_mark(const struct plot *plot, int column, int row, uint32_t glyph, color fg, double shade,
              int attributes)
{
    struct cell *cell = plot_cell(plot, column, row);
    color ground = map_ground(plot->screen, cell, shade);
    *cell = (struct cell){glyph, 0, fg, ground, (uint8_t)attributes};
}

struct point map_ball_place(const struct screen *screen, int ball)
{
    const struct row *rows;
    int count = sim_trail(screen->session->sim, ball, 2, &rows);
    double phase = fmin(fmax(screen->display->phase, 0), 1);
    if (count < 2) {
        const struct row *row = sim_row(screen->session->sim, ball);
        return (struct point){row->x, row->y};
    }
    return (struct point){rows[0].x + phase * (rows[1].x - rows[0].x),
                          rows[0].y + phase * (rows[1].y - rows[0].y)};
}
