/* Strip charts of the record: the past in full colour, what lies ahead of the present dimmed. */

#include "parts.h"

#include "../base/memory.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

/* One ball's series, a value per column of the chart; NaN where there is none. */
struct series {
    double *values;
    int columns;
    double least, greatest;
};

enum quantity { QUANTITY_LOSS, QUANTITY_ETA };
enum { LABEL_COLUMNS = 9, SPAN_LEAST = 16, SAMPLES_PER_COLUMN = 4 };

/* Rows on record that a chart spans: the same for all balls, so that columns agree. */
static double chart_span(const struct sim *sim)
{
    return fmax((double)sim_end(sim), SPAN_LEAST) + 1;
}

static struct series series_collect(const struct sim *sim, int ball, enum quantity quantity,
                                    int columns)
{
    struct series series = {memory_new((size_t)columns, sizeof(double)), columns, HUGE_VAL,
                            -HUGE_VAL};
    for (int i = 0; i < columns; i++)
        series.values[i] = (double)NAN;
    double per_row = columns / chart_span(sim);
    double born = (double)sim_born(sim, ball);
    int count = sim_sample_count(sim, ball);
    /* A long record has far more samples than there are columns: a few for each tell its course. */
    int step = count / (SAMPLES_PER_COLUMN * columns) + 1;
    for (int i = 0; i < count; i += step) {
        struct sample sample = sim_sample(sim, ball, i);
        double value = quantity == QUANTITY_LOSS ? sample.row->loss : sample.row->eta;
        double from = (born + (double)sample.first) * per_row;
        double to = (born + (double)(sample.first + step * sample.stride)) * per_row;
        if (!isfinite(value))
            continue;
        series.least = fmin(series.least, value);
        series.greatest = fmax(series.greatest, value);
        for (int c = (int)from; c < columns && (c == (int)from || c < (int)to); c++)
            series.values[c] = value;
    }
    return series;
}

/* From value to 0 … 1: logarithmic where nothing is negative and all spans more than a factor of 2.
 */
struct span {
    double low, high;
    bool logarithmic;
};

static struct span span_of(double least, double greatest)
{
    struct span span = {least, greatest, least >= 0 && greatest > 2 * least};
    if (span.logarithmic)
        span.low = fmax(least, greatest * 1e-16);
    return span;
}

static double height(const struct span *span, double value)
{
    if (!(span->high > span->low))
        return 1;
    double share = span->logarithmic
                       ? log(fmax(value, span->low) / span->low) / log(span->high / span->low)
                       : (value - span->low) / (span->high - span->low);
    return fmin(fmax(share, 0), 1);
}

/* Fills one column to a height, in eighths of cells. The least value still shows a foot. */
static void draw_column(const struct screen *screen, struct area area, int column, double share,
                        struct style style)
{
    static const char ascii[] = " ..::||##";
    int eighths = 1 + (int)lround(share * (area.rows * 8 - 1));
    for (int row = area.rows - 1; row >= 0 && eighths > 0; row--, eighths -= 8) {
        int part = eighths < 8 ? eighths : 8;
        uint32_t glyph =
            screen->display->unicode ? 0x2580u + (uint32_t)part : (uint32_t)ascii[part];
        *frame_cell(screen->frame, area.column + column, area.row + row) =
            (struct cell){glyph, 0, style.fg, style.bg, style.attributes};
    }
}

static int present_column(const struct sim *sim, int columns)
{
    return (int)((double)sim_clock(sim) * columns / chart_span(sim));
}

static void draw_series(const struct screen *screen, struct area area, const struct series *series,
                        const struct span *span, enum role role)
{
    const struct sim *sim = screen->session->sim;
    int present = present_column(sim, area.columns);
    struct style past = screen_style(screen, role), future = screen_style(screen, ROLE_FAINT);
    if (screen->display->colors >= COLORS_256)
        future.fg = screen->display->light ? 0xD3D7DF : 0x333946;
    for (int i = 0; i < series->columns; i++) {
        if (!isnan(series->values[i]))
            draw_column(screen, area, i, height(span, series->values[i]),
                        i <= present ? past : future);
    }
}

/* Another ball's loss: its colour as dots over the selected ball's bars. */
static void draw_dots(const struct screen *screen, struct area area, int ball,
                      const struct span *span)
{
    const struct sim *sim = screen->session->sim;
    struct series series = series_collect(sim, ball, QUANTITY_LOSS, area.columns);
    int present = present_column(sim, area.columns);
    for (int i = 0; i <= present && i < series.columns; i++) {
        if (isnan(series.values[i]))
            continue;
        int up = (int)lround(height(span, series.values[i]) * (area.rows - 1));
        struct cell *cell =
            frame_cell(screen->frame, area.column + i, area.row + area.rows - 1 - up);
        color ground = cell->glyph == 0x2588 ? cell->fg : cell->bg;
        *cell = (struct cell){screen_glyph(screen, 0x2022, 'o'), 0,
                              screen_ball_color(screen, ball, false), ground, 0};
    }
    free(series.values);
}

static void draw_labels(const struct screen *screen, struct area area, const char *title,
                        const struct span *span)
{
    char number[32];
    int end = area.column + LABEL_COLUMNS - 1;
    screen_text(screen, area.column, area.row, end, ROLE_MUTED, title);
    if (area.rows < 2 || !(span->high >= span->low))
        return;
    if (area.rows >= 4)
        screen_text(screen, area.column, area.row + 1, end, ROLE_FAINT,
                    screen_number(screen, span->high, number));
    if (area.rows >= 3)
        screen_text(screen, area.column, area.row + area.rows - 1, end, ROLE_FAINT,
                    screen_number(screen, span->low, number));
}

static struct area plot_area(struct area area)
{
    return (struct area){area.column + LABEL_COLUMNS, area.row, area.columns - LABEL_COLUMNS,
                         area.rows};
}

void chart_draw_loss(const struct screen *screen, struct area area)
{
    const struct sim *sim = screen->session->sim;
    struct area plot = plot_area(area);
    if (plot.columns < 4 || area.rows < 1)
        return;
    int selected = screen->session->selected;
    struct series series = series_collect(sim, selected, QUANTITY_LOSS, plot.columns);
    double least = series.least, greatest = series.greatest;
    for (int ball = 0; ball < sim_ball_count(sim); ball++) {
        struct series other = series_collect(sim, ball, QUANTITY_LOSS, plot.columns);
        least = fmin(least, other.least), greatest = fmax(greatest, other.greatest);
        free(other.values);
    }
    struct span span = span_of(least, greatest);
    draw_labels(screen, area, "loss", &span);
    draw_series(screen, plot, &series, &span, ROLE_CHART);
    for (int ball = 0; ball < sim_ball_count(sim); ball++) {
        if (ball != selected)
            draw_dots(screen, plot, ball, &span);
    }
    free(series.values);
}

void chart_draw_eta(const struct screen *screen, struct area area)
{
    struct area plot = plot_area(area);
    if (plot.columns < 4 || area.rows < 1)
        return;
    struct series series =
        series_collect(screen->session->sim, screen->session->selected, QUANTITY_ETA, plot.columns);
    struct span span = {0, series.greatest, false};
    if (series.least > 0 && series.greatest > 100 * series.least)
        span = span_of(series.least, series.greatest);
    draw_labels(screen, area, screen_word(screen, "η", "eta"), &span);
    draw_series(screen, plot, &series, &span, ROLE_RATE);
    free(series.values);
}
