#include "pen.h"

#include "../base/memory.h"

#include <math.h>
#include <stdlib.h>

#define OVERSHOOT_COLOR 0xFF3B4E

struct pen pen_begin(const struct plot *plot, const struct projection *projection)
{
    size_t cells = (size_t)plot->area.columns * (size_t)plot->area.rows;
    return (struct pen){.plot = plot,
                        .projection = projection,
                        .sides = memory_new(cells, sizeof(uint8_t)),
                        .toned = memory_new(cells, sizeof(bool))};
}

void pen_end(struct pen *pen)
{
    free(pen->sides);
    free(pen->toned);
}

void pen_ink(const struct pen *pen, int column, int row, uint32_t glyph, int attributes)
{
    const struct screen *screen = pen->plot->screen;
    struct cell *cell = plot_cell(pen->plot, column, row);
    enum color_level colors = screen->display->colors;
    bool *toned = &pen->toned[row * pen->plot->area.columns + column];
    bool sure = pen->stroke == STROKE_TRAIL;
    color ink = pen->ink, ground = cell->bg;
    if (!*toned) {
        ground = mark_ground(screen, cell, sure ? pen->projection->shades[pen->selected] : 0);
        *toned = sure;
    }
    if (colors == COLORS_MONO) {
        ink = COLOR_DEFAULT;
        attributes |= !sure ? ATTRIBUTE_DIM : pen->selected ? ATTRIBUTE_BOLD : 0;
    }
    if (colors >= COLORS_256)
        ink = color_mix(ground, ink, pen->share);
    *cell = (struct cell){glyph, 0, ink, ground, (uint8_t)attributes};
}

double pen_clip(const struct region *region, struct point *from, struct point *to)
{
    const double low[] = {region->x0, region->y0}, high[] = {region->x1, region->y1};
    const double begins[] = {from->x, from->y}, by[] = {to->x - from->x, to->y - from->y};
    double first = 0, last = 1;
    for (int axis = 0; axis < 2; axis++) {
        double begin = begins[axis];
        if (!isfinite(begin) || !isfinite(by[axis]) ||
            (by[axis] == 0 && (begin < low[axis] || begin > high[axis])))
            return -1;
        if (by[axis] == 0)
            continue;
        double a = (low[axis] - begin) / by[axis], b = (high[axis] - begin) / by[axis];
        first = fmax(first, fmin(a, b));
        last = fmin(last, fmax(a, b));
    }
    *to = (struct point){begins[0] + last * by[0], begins[1] + last * by[1]};
    *from = (struct point){begins[0] + first * by[0], begins[1] + first * by[1]};
    return last - first;
}

void pen_touch(const struct pen *pen, int column, int row, int sides)
{
    uint8_t *touched = &pen->sides[row * pen->plot->area.columns + column];
    *touched = (uint8_t)(*touched | sides);
    pen_ink(pen, column, row,
            pen_line(*touched, pen->selected, pen->plot->screen->display->unicode), 0);
}

uint32_t pen_line(int sides, bool heavy, bool unicode)
{
    return unicode ? frame_line(sides, heavy) : (uint32_t) " |-+||++-+-++++++"[sides];
}

color pen_overshoot_ink(const struct screen *screen)
{
    if (screen->display->colors == COLORS_MONO)
        return COLOR_DEFAULT;
    return screen->display->colors <= COLORS_16 ? COLOR_ANSI(1) : OVERSHOOT_COLOR;
}

double pen_ghost_share(const struct session *session, int ghost)
{
    return 0.8 * pow(0.75, session->ghosts.count - 1 - ghost);
}

color mark_ground(const struct screen *screen, const struct cell *cell, double share)
{
    bool light = screen->display->light;
    if (screen->display->colors == COLORS_MONO)
        return COLOR_DEFAULT;
    if (screen->display->colors <= COLORS_16)
        return screen->theme->roles[ROLE_GROUND];
    color ground = heat_cell_color(cell);
    if (ground & COLOR_DEFAULT)
        return screen->theme->roles[ROLE_GROUND];
    return color_mix(ground, light ? 0xFFFFFF : 0x000000, share);
}

color mark_ink(const struct screen *screen)
{
    return screen->theme->roles[ROLE_STRONG];
}

void mark_put(const struct screen *screen, struct cell *cell, uint32_t glyph, color ink,
              double share, int attributes)
{
    color ground = mark_ground(screen, cell, share);
    *cell = (struct cell){glyph, 0, ink, ground, (uint8_t)attributes};
}

struct point ball_place(const struct screen *screen, int ball)
{
    const struct row *rows[2];
    int count = sim_trail(screen->session->sim, ball, 2, rows);
    double phase = fmin(fmax(screen->display->phase, 0), 1);
    if (count < 2) {
        const struct row *row = sim_row(screen->session->sim, ball);
        return (struct point){row->x, row->y};
    }
    return (struct point){rows[0]->x + phase * (rows[1]->x - rows[0]->x),
                          rows[0]->y + phase * (rows[1]->y - rows[0]->y)};
}
