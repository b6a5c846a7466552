/* One chart: the selected ball's way as a filled shape, where colours are there for it, else as
 * a line; the others' as lines. What lies ahead of the present is dimmed. */

#include "charts.h"

#include "hits.h"

#include <math.h>

enum { MARK_EVERY = 16, LEAST_ROWS_FOR_OTHERS = 3 };

/* --- what is in it --- */

/* Balls that climb far above the calmest one leave the picture: they would press the others flat.
 */
static struct chart_scale common_scale(const struct chart *chart)
{
    double least = HUGE_VAL, greatest = -HUGE_VAL, calmest = HUGE_VAL, positive = HUGE_VAL;
    double limit = 0;
    for (int ball = 0; ball < chart->screen->session->sim->ball_count; ball++) {
        const struct series *series = chart->series[ball];
        if (series->least > series->greatest)
            continue;
        least = fmin(least, series->least);
        greatest = fmax(greatest, series->greatest);
        calmest = fmin(calmest, series->greatest);
        positive = fmin(positive, series->positive);
        limit = fmax(limit, series->limit);
    }
    struct chart_range ghosts;
    if (chart_ghosts_range(chart, &ghosts)) {
        least = fmin(least, ghosts.least);
        greatest = fmax(greatest, ghosts.greatest);
        calmest = fmin(calmest, ghosts.greatest);
        positive = fmin(positive, ghosts.positive);
    }
    if (least > greatest)
        return (struct chart_scale){0};
    double most = least < 0 ? calmest + 10 * (calmest - least) : 1e3 * calmest;
    if (!quantity_rows[chart->quantity].linear && most > least)
        greatest = fmin(greatest, most);
    return chart_scale_of(chart->quantity, least, greatest, positive, limit);
}

static bool has_danger(const struct chart *chart)
{
    return quantity_rows[chart->quantity].danger;
}

static double last_limit(const struct series *series)
{
    for (int i = series->axis.columns - 1; i >= 0; i--)
        if (!isnan(series->columns[i].limit))
            return series->columns[i].limit;
    return (double)NAN;
}

bool chart_begin(const struct screen *screen, enum quantity quantity, struct area plot,
                 struct chart *chart)
{
    const struct sim *sim = screen->session->sim;
    const struct quantity_row *row = &quantity_rows[quantity];
    int selected = screen->session->selected;
    *chart =
        (struct chart){.screen = screen, .quantity = quantity, .plot = plot, .limit = (double)NAN};
    chart->axis = (struct axis){charts_span(screen->session), plot.columns};
    for (int ball = 0; ball < sim->ball_count; ball++)
        chart->series[ball] = lab_series(screen->session->lab, sim, ball, quantity, &chart->axis);
    if (row->limit)
        chart->limit =
            row->danger ? last_limit(chart->series[selected]) : row->limit(sim_row(sim, selected));
    chart->scale = common_scale(chart);
    return chart->scale.high > chart->scale.low;
}

/* The last column that has been reached by now. */
static int present_end(const struct chart *chart)
{
    return axis_columns_end(&chart->axis, chart->screen->session->sim->clock) - 1;
}

/* In cells from the bottom, with fractions. */
static double level(const struct chart *chart, double value)
{
    return chart_scale_height(&chart->scale, value) * chart->plot.rows;
}

/* The same of a column's values, whose logarithms are known. NaN: it has none. */
static double extent_level(const struct chart *chart, double value, double logarithm)
{
    const struct chart_scale *scale = &chart->scale;
    double share = ((scale->logarithmic ? logarithm : value) - scale->origin) * scale->unit;
    return (share < 0 ? 0 : share > 1 ? 1 : share) * chart->plot.rows;
}

static double high_level(const struct chart *chart, const struct series_column *column)
{
    return extent_level(chart, column->values.high, column->logs.high);
}

static double low_level(const struct chart *chart, const struct series_column *column)
{
    return extent_level(chart, column->values.low, column->logs.low);
}

static int level_row(const struct chart *chart, double up)
{
    int row = chart->plot.rows - 1 - (int)floor(up);
    return row < 0 ? 0 : row;
}

/* --- colours --- */

static bool is_filled(const struct screen *screen)
{
    return screen->display->unicode && screen->display->colors >= COLORS_256;
}

static color tint(const struct chart *chart)
{
    static const struct {
        color dark, light;
    } tints[] = {{0x6FB7FF, 0x2A74C0},
                 {0xC9924A, 0xB87A28},
                 {0x7FD1A0, 0x1B7F4B},
                 {0xA79BF2, 0x6554C0},
                 {0x5CC8C0, 0x0E8580}};
    size_t index = chart->quantity % (sizeof tints / sizeof *tints);
    return chart->screen->display->light ? tints[index].light : tints[index].dark;
}

/* How a column of the shape looks, from its rim down: by eighths of cells below the values. */
enum { SHADES = 16 };
struct paint {
    color shades[SHADES];
};

static struct paint paint_of(const struct chart *chart, color rim, color ink, bool ahead)
{
    color under = chart_ground(chart->screen);
    double body = ahead ? 0.12 : chart->screen->display->light ? 0.22 : 0.27;
    struct paint paint;
    rim = ahead ? color_mix(under, rim, 0.35) : rim;
    ink = color_mix(under, ink, body);
    for (int i = 0; i < SHADES; i++)
        paint.shades[i] = color_mix(ink, rim, exp(-i * i / 64.0 / 0.7));
    return paint;
}

static color line_ink(const struct chart *chart, int ball, bool ahead, bool danger)
{
    const struct screen *screen = chart->screen;
    if (danger && !ahead)
        return screen_style(screen, ROLE_DANGER).fg;
    if (!ahead)
        return screen_ball_color(screen, ball);
    return screen_style(screen, ROLE_FAINT).fg;
}

static void put(const struct chart *chart, int column, int row, uint32_t glyph, color ink,
                int attributes)
{
    if (column >= 0 && column < chart->plot.columns && row >= 0 && row < chart->plot.rows)
        chart_put(chart->screen, chart->plot.column + column, chart->plot.row + row, glyph, ink,
                  attributes);
}

/* --- the selected ball's shape --- */

/* From where on a column's values are in danger. */
static double beyond_level(const struct chart *chart, const struct series_column *column)
{
    return has_danger(chart) && !isnan(column->limit) ? level(chart, column->limit) : HUGE_VAL;
}

/* Eighths of cells, brightest at the values themselves. The least value still shows a foot. */
static void fill_column(const struct chart *chart, const struct series_column *column, int at,
                        const struct paint *paint, const struct paint *danger)
{
    double high = high_level(chart, column), beyond = beyond_level(chart, column);
    int eighths = (int)(high * 8 + 0.5), low = (int)(low_level(chart, column) * 8 + 0.5);
    eighths = eighths > 0 ? eighths : 1;
    struct cell *cell = frame_cell(chart->screen->frame, chart->plot.column + at,
                                   chart->plot.row + chart->plot.rows - 1);
    for (int i = 0; eighths > 0; i++, eighths -= 8, cell -= chart->screen->frame->columns) {
        const struct paint *now = (high < i + 1 ? high : i + 1) >= beyond ? danger : paint;
        int below = low - 8 * i - 4;
        below = below < 0 ? 0 : below < SHADES ? below : SHADES - 1;
        *cell = (struct cell){0x2580u + (uint32_t)(eighths < 8 ? eighths : 8), 0,
                              now->shades[below], COLOR_DEFAULT, 0};
    }
}

/* What paints a chart has: for what is plain, jumped over, beyond the edge; past and ahead. */
enum { PLAIN, JUMPED, BEYOND, PAINTS };

static void draw_shape(const struct chart *chart, const struct series *series)
{
    int present = present_end(chart);
    color ink = tint(chart), red = screen_style(chart->screen, ROLE_DANGER).fg;
    struct paint paints[PAINTS][2];
    for (int ahead = 0; ahead < 2; ahead++) {
        paints[PLAIN][ahead] = paint_of(chart, ink, ink, ahead);
        paints[JUMPED][ahead] = paint_of(chart, red, ink, ahead);
        paints[BEYOND][ahead] = paint_of(chart, red, red, ahead);
    }
    for (int i = 0; i < chart->plot.columns; i++) {
        const struct series_column *column = &series->columns[i];
        if (isnan(column->values.low))
            continue;
        bool jumped = chart->quantity == QUANTITY_LOSS && column->overshoots;
        fill_column(chart, column, i, &paints[jumped ? JUMPED : PLAIN][i > present],
                    &paints[BEYOND][i > present]);
    }
}

/* --- lines --- */

uint32_t chart_line_glyph(const struct screen *screen, double up)
{
    static const uint32_t heights[] = {0x23BD, 0x23BC, 0x2500, 0x23BB, 0x23BA};
    static const char ascii[] = "_.-''";
    int height = (int)((up - floor(up)) * 5);
    return screen_glyph(screen, heights[height], ascii[height]);
}

/* How a ball's line is drawn: in which colours, and up to where. */
struct pen {
    int ball, present;
    bool selected, mono;
};

static void line_cell(const struct chart *chart, const struct pen *pen, int column, int row,
                      uint32_t glyph, bool danger)
{
    bool ahead = column > pen->present;
    int attributes = ahead && pen->mono ? ATTRIBUTE_DIM : pen->selected ? ATTRIBUTE_BOLD : 0;
    const struct cell *under =
        frame_cell(chart->screen->frame, chart->plot.column + column, chart->plot.row + row);
    if (under->glyph > 0x2580 && under->glyph < 0x2588)
        return; /* the selected ball's rim is seen before all */
    put(chart, column, row, glyph, line_ink(chart, pen->ball, ahead, danger), attributes);
}

/* A column's own values, and what joins them to those of the column before. */
static void line_column(const struct chart *chart, const struct pen *pen, int column, double low,
                        double high, double before)
{
    const struct screen *screen = chart->screen;
    const struct series_column *values = &chart->series[pen->ball]->columns[column];
    double top = chart->plot.rows - 1e-9;
    low = low < top ? low : top, high = high < top ? high : top;
    int first = level_row(chart, high), last = level_row(chart, low);
    int from = first, to = last;
    if (!isnan(before)) {
        int joined = level_row(chart, before);
        from = joined < first ? joined + 1 : first;
        to = joined > last ? joined - 1 : last;
    }
    bool jumped = chart->quantity == QUANTITY_LOSS && values->overshoots;
    for (int row = from; row <= to; row++) {
        bool own = row >= first && row <= last, flat = own && first == last;
        double up = flat ? high : chart->plot.rows - 0.5 - row;
        bool danger = pen->selected && ((jumped && own) || up >= beyond_level(chart, values));
        uint32_t glyph = flat ? chart_line_glyph(screen, high) : screen_glyph(screen, 0x2502, '|');
        line_cell(chart, pen, column, row, pen->mono && danger && row == first ? '!' : glyph,
                  danger);
    }
}

static void draw_line(const struct chart *chart, int ball)
{
    const struct screen *screen = chart->screen;
    struct pen pen = {ball, present_end(chart), ball == screen->session->selected,
                      screen->display->colors == COLORS_MONO};
    double before = (double)NAN;
    for (int i = 0; i < chart->plot.columns && (pen.selected || i <= pen.present); i++) {
        const struct series_column *column = &chart->series[ball]->columns[i];
        if (isnan(column->values.low)) {
            before = (double)NAN;
            continue;
        }
        double low = low_level(chart, column), high = high_level(chart, column);
        line_column(chart, &pen, i, low, high, before);
        before = (low + high) / 2;
    }
}

/* --- marks --- */

static void draw_mark(const struct chart *chart, int ball, int column)
{
    const struct screen *screen = chart->screen;
    const struct series_column *values = &chart->series[ball]->columns[column];
    if (isnan(values->values.high))
        return;
    bool selected = ball == screen->session->selected;
    double stands = selected && is_filled(screen) ? 0.5 : 0; /* on the shape */
    double up = fmin(high_level(chart, values) + stands, chart->plot.rows - 0.5);
    put(chart, column, level_row(chart, up), screen_ball_glyph(screen, ball),
        screen_ball_color(screen, ball), selected ? ATTRIBUTE_BOLD : 0);
}

/* Where a ball is now, or was when it ended; without many colours now and then on the way, too. */
static void draw_marks(const struct chart *chart, int ball)
{
    const struct screen *screen = chart->screen;
    const struct row *row = sim_row(screen->session->sim, ball);
    bool selected = ball == screen->session->selected;
    int now = chart_tick_column(&chart->axis, screen->session->sim->balls[ball]->born + row->n);
    if (!selected && screen->display->colors < COLORS_256)
        for (int i = MARK_EVERY / 2 + 5 * ball % MARK_EVERY; i < now; i += MARK_EVERY)
            draw_mark(chart, ball, i);
    while (now > 0 && isnan(chart->series[ball]->columns[now].values.high))
        now--;
    draw_mark(chart, ball, now);
}

/* The edge of stability: where it was, and from there on where it is. The noise floor begins with
 * the second epoch. */
static void draw_limit(const struct chart *chart, const struct series *series)
{
    bool danger = has_danger(chart);
    double before = danger ? chart->limit : (double)NAN;
    if (isnan(chart->limit))
        return;
    color ink = screen_style(chart->screen, danger ? ROLE_MUTED : ROLE_TEXT).fg;
    for (int i = chart->plot.columns - 1; danger && i >= 0; i--)
        before = isnan(series->columns[i].limit) ? before : series->columns[i].limit;
    for (int i = 0; i < chart->plot.columns; i++) {
        double now = series->columns[i].limit;
        before = isnan(now) ? before : now;
        if (isnan(before) || (danger && series->columns[i].values.high >= before))
            continue; /* what is beyond it shows where it is */
        put(chart, i, level_row(chart, level(chart, before)),
            screen_glyph(chart->screen, 0x2504, '.'), ink, 0);
    }
}

void chart_add_hit(const struct screen *screen, struct area plot)
{
    struct hit hit = {.part = VIEW_PART_CHART, .area = plot};
    hit.axis = (struct axis){charts_span(screen->session), plot.columns};
    hits_add(screen->hits, &hit);
}

void chart_draw(const struct chart *chart)
{
    const struct screen *screen = chart->screen;
    int selected = screen->session->selected, count = screen->session->sim->ball_count;
    bool others = chart->plot.rows >= LEAST_ROWS_FOR_OTHERS;
    if (is_filled(screen))
        draw_shape(chart, chart->series[selected]);
    if (has_danger(chart))
        draw_limit(chart, chart->series[selected]);
    if (others)
        chart_ghosts_draw(chart);
    for (int ball = 0; ball < count && others; ball++)
        if (ball != selected)
            draw_line(chart, ball);
    if (!is_filled(screen))
        draw_line(chart, selected);
    if (!has_danger(chart)) /* the floor is there where the losses are */
        draw_limit(chart, chart->series[selected]);
    for (int ball = 0; ball < count && others; ball++)
        if (ball != selected)
            draw_marks(chart, ball);
    if (others)
        draw_marks(chart, selected);
    chart_add_hit(screen, chart->plot);
}
