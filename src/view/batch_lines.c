/* The loss of the selected ball's next mini-batch: its lines of equal loss, dashed, beneath trails
 * and marks. They are those of the map's own levels, so that it shows how the batch's valley lies
 * beside the one of all rows; they are others in each iteration.
 *
 * The loss is computed on a lattice that is as fine as the rows allow, and between its points is
 * what a plane through the nearest would be: coarse, but no frame waits for it. */

#include "map.h"

#include "../base/memory.h"
#include "../lab/survey.h"

#include <math.h>
#include <stdlib.h>

enum { WORK_MAX = 500000, LATTICE_LEAST = 8 }; /* points times rows */

struct coarse {
    int across, down;
    double *loss; /* down x across, from the north west */
};

/* False: the ball's next update sees the full loss. */
static bool lattice_measure(const struct plot *plot, struct coarse *coarse)
{
    const struct session *session = plot->screen->session;
    int64_t rows = sim_recipe(session->sim, session->selected)->batch;
    if (rows == 0)
        return false;
    double finest = sqrt((double)WORK_MAX / (double)rows);
    int most = finest < LATTICE_LEAST ? LATTICE_LEAST : finest > 1000 ? 1000 : (int)finest;
    int columns = plot->area.columns / 2 + 1, down = plot->area.rows + 1;
    coarse->across = columns < most ? columns : most;
    coarse->down = down < most ? down : most;
    coarse->loss = memory_new((size_t)coarse->across * (size_t)coarse->down, sizeof *coarse->loss);
    struct lattice lattice = lattice_corners(&plot->view, coarse->across, coarse->down);
    return lab_batch(session->lab, session->sim, session->selected, &lattice, coarse->loss);
}

/* At shares of the map's width and height. */
static double lattice_loss(const struct coarse *lattice, double right, double down)
{
    double column = right * (lattice->across - 1), row = down * (lattice->down - 1);
    int i = (int)fmin(column, lattice->across - 2), k = (int)fmin(row, lattice->down - 2);
    const double *north = lattice->loss + (ptrdiff_t)k * lattice->across + i;
    const double *south = north + lattice->across;
    double a = column - i, b = row - k;
    return (1 - b) * ((1 - a) * north[0] + a * north[1]) + b * ((1 - a) * south[0] + a * south[1]);
}

static uint32_t dashed(const struct screen *screen, int sides)
{
    bool unicode = screen->display->unicode;
    if (unicode && sides == (NORTH | SOUTH))
        return 0x2506;
    if (unicode && sides == (EAST | WEST))
        return 0x2504;
    return pen_line(sides, false, unicode);
}

/* Fainter than trails, and the ground nearly as it was. */
static void draw_cell(const struct plot *plot, int column, int row, int sides)
{
    const struct screen *screen = plot->screen;
    struct cell *cell = plot_cell(plot, column, row);
    bool label = screen->display->unicode && cell->glyph > ' ' && cell->glyph < 0x7F;
    if (label) /* of one of the map's lines */
        return;
    color ink = screen_ball_color(screen, screen->session->selected);
    color ground = mark_ground(screen, cell, 0.12);
    if (screen->display->colors >= COLORS_256)
        ink = color_mix(ground, ink, 0.7);
    *cell = (struct cell){dashed(screen, sides), 0, ink, ground, 0};
}

static void draw_row(const struct plot *plot, int row, const int *above, const int *below)
{
    for (int i = 0; i < plot->area.columns; i++) {
        int sides = heat_sides(above[i], above[i + 1], below[i], below[i + 1]);
        bool known = above[i] >= 0 && above[i + 1] >= 0 && below[i] >= 0 && below[i + 1] >= 0;
        if (known && sides)
            draw_cell(plot, i, row, sides);
    }
}

void batch_lines_draw(const struct plot *plot, const struct heat *heat)
{
    struct coarse lattice = {0};
    if (plot->area.columns < 2 || plot->area.rows < 2 || heat_level_count(heat) == 0)
        return;
    if (lattice_measure(plot, &lattice)) {
        int width = plot->area.columns + 1;
        int *bands = memory_new(2 * (size_t)width, sizeof *bands);
        for (int row = 0; row <= plot->area.rows; row++) {
            int *now = bands + (row % 2 ? width : 0), *before = bands + (row % 2 ? 0 : width);
            for (int i = 0; i < width; i++)
                now[i] = heat_band(heat, lattice_loss(&lattice, (double)i / plot->area.columns,
                                                      (double)row / plot->area.rows));
            if (row > 0)
                draw_row(plot, row - 1, before, now);
        }
        free(bands);
    }
    free(lattice.loss);
}
