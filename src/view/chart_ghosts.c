/* Ghosts in charts: the runs before of the selected ball, as dots, so that they are never taken for
 * a ball that runs. Those of the other balls would only cover each other. */

#include "charts.h"

#include <math.h>

static double value_of(const struct chart *chart, const struct row *row)
{
    return series_value(chart->series[chart->screen->session->selected], row);
}

/* The selected ball's track of a ghost, or NULL. */
static const struct ghost_track *track_of(const struct session *session, int ghost)
{
    for (int i = 0; i < session->ghosts.items[ghost].count; i++)
        if (session->ghosts.items[ghost].tracks[i].ball == session->selected)
            return &session->ghosts.items[ghost].tracks[i];
    return NULL;
}

static int ghost_count(const struct session *session)
{
    return session->look.layers[LAYER_GHOST] ? session->ghosts.count : 0;
}

bool chart_ghosts_range(const struct chart *chart, struct chart_range *range)
{
    const struct session *session = chart->screen->session;
    *range = (struct chart_range){HUGE_VAL, -HUGE_VAL, HUGE_VAL};
    for (int i = 0; i < ghost_count(session); i++) {
        const struct ghost_track *track = track_of(session, i);
        for (int k = 0; track && k < track->row_count; k++) {
            double value = value_of(chart, &track->rows[k]);
            if (!isfinite(value))
                continue;
            range->least = fmin(range->least, value);
            range->greatest = fmax(range->greatest, value);
            range->positive = value > 0 ? fmin(range->positive, value) : range->positive;
        }
    }
    return range->least <= range->greatest;
}

static bool is_filled(const struct chart *chart, int column, int row)
{
    uint32_t glyph =
        frame_cell(chart->screen->frame, chart->plot.column + column, chart->plot.row + row)->glyph;
    return glyph > 0x2580 && glyph <= 0x2588;
}

/* The rim of the selected ball's shape is seen before all. */
static bool is_rim(const struct chart *chart, int column, int row)
{
    return is_filled(chart, column, row) && (row == 0 || !is_filled(chart, column, row - 1));
}

/* In eighths of cells, as the shape has it: the same values are in the same cell. */
static int row_of(const struct chart *chart, double value)
{
    int eighths = (int)(chart_scale_height(&chart->scale, value) * chart->plot.rows * 8 + 0.5);
    return chart->plot.rows - 1 - (eighths > 0 ? (eighths - 1) / 8 : 0);
}

static void draw_track(const struct chart *chart, const struct ghost_track *track, double share)
{
    const struct screen *screen = chart->screen;
    color ink = screen_ball_color(screen, track->ball);
    bool mono = screen->display->colors == COLORS_MONO;
    if (screen->display->colors >= COLORS_256)
        ink = color_mix(chart_ground(screen), ink, share);
    for (int i = 0; i < track->row_count; i++) {
        double value = value_of(chart, &track->rows[i]);
        int column = chart_tick_column(&chart->axis, track->born + track->rows[i].n);
        if (isnan(value) || column >= chart->plot.columns)
            continue;
        int row = row_of(chart, value);
        if (!is_rim(chart, column, row))
            chart_put(screen, chart->plot.column + column, chart->plot.row + row,
                      screen_glyph(screen, 0x25E6, ':'), ink, mono ? ATTRIBUTE_DIM : 0);
    }
}

void chart_ghosts_draw(const struct chart *chart)
{
    const struct session *session = chart->screen->session;
    int count = ghost_count(session);
    for (int i = 0; i < count; i++) {
        const struct ghost_track *track = track_of(session, i);
        if (track)
            draw_track(chart, track, 0.8 * pow(0.75, session->ghosts.count - 1 - i));
    }
}
