#include "colorbar.h"

#include <math.h>

/* The columns: a gap, the bar, the pointer, the labels. */
enum { BAR = 1, BAR_COLUMNS = 2, POINTER = BAR + BAR_COLUMNS, LABEL = POINTER + 1 };

static int tone_row(struct area area, double tone)
{
    return area.row + (int)fmin(fmax((1 - tone) * area.rows, 0), area.rows - 1);
}

/* In six columns: 1000, 0.5, -2.5e7. */
static const char *level_text(double level, char buffer[32])
{
    double size = fabs(level);
    bool power = size >= 1e5 || (size < 1e-3 && size > 0);
    screen_digits(buffer, power ? "%.1e" : "%.4g", level);
    return power ? screen_shorten(buffer) : buffer;
}

/* Labels keep a line between them; where levels are nearer, the lower one has its label. */
static void draw_labels(const struct screen *screen, const struct heat *heat, struct area area)
{
    int above = area.row + area.rows + 1;
    for (int i = 0; i < heat->levels.count; i++) {
        char number[32];
        int row = tone_row(area, heat_tone(heat, heat->levels.values[i]));
        if (row > above - 2)
            continue;
        screen_text(screen, area.column + LABEL, row, area.column + area.columns, ROLE_FAINT,
                    level_text(heat->levels.values[i], number));
        above = row;
    }
}

void colorbar_draw_pointer(const struct screen *screen, const struct heat *heat, struct area area)
{
    const struct sim *sim = screen->session->sim;
    int ball = screen->session->selected;
    double phase = fmin(fmax(screen->display->phase, 0), 1);
    const struct row *rows[2];
    double tone = heat_tone(heat, sim_row(sim, ball)->loss);
    if (sim_trail(sim, ball, 2, rows) == 2)
        tone =
            (1 - phase) * heat_tone(heat, rows[0]->loss) + phase * heat_tone(heat, rows[1]->loss);
    if (isnan(tone))
        return;
    struct cell *cell = frame_cell(screen->frame, area.column + POINTER, tone_row(area, tone));
    *cell = (struct cell){screen_glyph(screen, 0x25C2, '<'), 0, screen_ball_color(screen, ball),
                          COLOR_DEFAULT, ATTRIBUTE_BOLD};
}

void colorbar_draw(const struct screen *screen, const struct heat *heat, struct area area)
{
    for (int row = 0; row < area.rows; row++) {
        for (int column = 0; column < BAR_COLUMNS; column++)
            *frame_cell(screen->frame, area.column + BAR + column, area.row + row) =
                heat_scale_cell(heat, row, area.rows);
    }
    draw_labels(screen, heat, area);
}
