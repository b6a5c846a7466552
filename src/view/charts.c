/* Charts in their places: names and bounds at the left, the iterations below, the values of one
 * iteration above. */

#include "charts.h"

#include "levels.h"
#include "parts.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

enum { LABEL_COLUMNS = 5, NARROW_GUTTER = 11, WIDE_GUTTER = 15, WIDE = 60 };
enum { LEAST_PLOT = 4, LEAST_CHART = 3, AIRY_CHART = 4, RULED_ROWS = 14, READ_ROWS = 5 };

static const char *title_of(const struct screen *screen, enum quantity quantity, bool brief)
{
    const struct quantity_row *row = &quantity_rows[quantity];
    return brief && row->brief ? row->brief : screen_sign(screen, quantity);
}

/* --- one chart with its gutter --- */

static void draw_label(const struct chart *chart, int row, double value, enum role role)
{
    char label[32];
    screen_digits(label, "%.3g", value + 0.0); /* no -0 */
    screen_right(chart->screen, chart->plot.column - 1, chart->plot.row + row, role,
                 screen_shorten(label));
}

/* The bounds, and the limit where there is a line for it. */
static void draw_labels(const struct chart *chart)
{
    int rows = chart->plot.rows;
    if (rows < 2)
        return;
    if (isnan(chart->limit)) {
        draw_label(chart, rows - 1, chart->scale.low, ROLE_FAINT);
        draw_label(chart, 0, chart->scale.high, ROLE_FAINT);
        return;
    }
    int row = rows - 1 - (int)floor(chart_scale_height(&chart->scale, chart->limit) * rows);
    row = row < 0 ? 0 : row;
    if (row < rows - 1)
        draw_label(chart, rows - 1, chart->scale.low, ROLE_FAINT);
    if (row > 0)
        draw_label(chart, 0, chart->scale.high, ROLE_FAINT);
    draw_label(chart, row, chart->limit, ROLE_MUTED);
}

static struct area plot_area(struct area area, int gutter)
{
    return (struct area){area.column + gutter, area.row, area.columns - gutter, area.rows};
}

static void draw_one(const struct screen *screen, enum quantity quantity, struct area area,
                     int gutter)
{
    struct chart chart;
    struct area plot = plot_area(area, gutter);
    if (plot.columns < LEAST_PLOT || plot.rows < 1)
        return;
    bool any = chart_begin(screen, quantity, plot, &chart);
    screen_text(screen, area.column, area.row, plot.column - 1, ROLE_MUTED,
                title_of(screen, quantity, gutter < WIDE_GUTTER));
    if (any) {
        draw_labels(&chart);
        chart_draw(&chart);
    } else {
        const struct quantity_row *row = &quantity_rows[quantity];
        bool looking = row->to && !chart.series[0]->minima.known;
        screen_text(screen, plot.column, plot.row, plot.column + plot.columns, ROLE_FAINT,
                    looking     ? "looking for the minima"
                    : row->none ? row->none
                                : "no finite value");
    }
}

void chart_draw_narrow(const struct screen *screen, enum quantity quantity, struct area area)
{
    draw_one(screen, quantity, area, NARROW_GUTTER);
}

/* --- the iterations below --- */

static void tick_text(int64_t tick, char text[32])
{
    if (tick >= 1000000 && tick % 100000 == 0)
        snprintf(text, 32, "%gM", (double)tick / 1e6);
    else if (tick >= 10000 && tick % 100 == 0)
        snprintf(text, 32, "%gk", (double)tick / 1e3);
    else
        snprintf(text, 32, "%lld", (long long)tick);
}

static void draw_axis(const struct screen *screen, struct area plot, int row, bool ruled)
{
    struct axis axis = {charts_span(screen->session), plot.columns};
    int most = plot.columns < 18 ? 1 : plot.columns > 90 ? 10 : plot.columns / 9;
    int64_t step = (int64_t)round_step((double)axis.span, most);
    int free_from = 0, end = plot.column + plot.columns;
    color ink = screen_style(screen, ROLE_FAINT).fg;
    for (int i = 0; i < plot.columns && ruled; i++)
        chart_put(screen, plot.column + i, row - 1, screen_glyph(screen, 0x2500, '-'), ink, 0);
    step = step > 0 ? step : 1;
    for (int64_t tick = 0; tick <= axis.span; tick += step) {
        char text[32];
        tick_text(tick, text);
        int place = plot.column + chart_tick_column(&axis, tick), width = (int)strlen(text);
        int column = place - (width - 1) / 2;
        column = column < plot.column ? plot.column : column + width > end ? end - width : column;
        if (ruled)
            chart_put(screen, place, row - 1, screen_glyph(screen, 0x252C, '+'), ink, 0);
        if (column >= free_from)
            free_from = screen_text(screen, column, row, end, ROLE_FAINT, text) + 2;
    }
}

/* --- the values of one iteration above --- */

struct reading {
    struct row row;
    struct axis axis; /* of the charts below */
    bool known;
};

static struct reading read_at(const struct screen *screen, int64_t tick, int columns)
{
    const struct session *session = screen->session;
    int ball = session->selected;
    struct reading reading = {.axis = {charts_span(session), columns}};
    int64_t n = tick - session->sim->balls[ball]->born;
    if (tick == session->sim->clock && n >= 0) {
        reading.row = *sim_row(session->sim, ball);
        reading.known = true;
    } else {
        reading.known = lab_row_at(session->lab, session->sim, ball, n, &reading.row);
    }
    return reading;
}

/* What a chart has there, as it is printed; "" if there is none. */
static void write_value(const struct screen *screen, enum quantity quantity,
                        const struct reading *reading, char text[80])
{
    const struct session *session = screen->session;
    const struct quantity_row *row = &quantity_rows[quantity];
    double value = series_value(
        lab_series(session->lab, session->sim, session->selected, quantity, &reading->axis),
        &reading->row);
    *text = '\0';
    if (isnan(value) && row->none)
        return;
    screen_digits(text, "%.6g", value);
    if (row->danger)
        snprintf(text + strlen(text), 80 - strlen(text), " of %.4g", row->limit(&reading->row));
}

static enum role value_role(enum quantity quantity, const struct row *row)
{
    const struct quantity_row *what = &quantity_rows[quantity];
    bool danger = what->danger ? what->of(row) >= what->limit(row)
                               : quantity == QUANTITY_LOSS && row_overshot(row);
    return danger ? ROLE_DANGER : ROLE_STRONG;
}

/* The charts that there is room for. */
struct stack {
    enum quantity shown[CHART_COUNT];
    int count, gap;
};

static int draw_head(const struct screen *screen, struct area area, int64_t tick)
{
    int ball = screen->session->selected, end = area.column + area.columns;
    chart_put(screen, area.column, area.row, screen_ball_glyph(screen, ball),
              screen_ball_color(screen, ball), ATTRIBUTE_BOLD);
    enum role role = screen->session->look.cursor >= 0 ? ROLE_CHOSEN : ROLE_STRONG;
    return screen_printf(screen, area.column + 2, area.row, end, role, "n %lld", (long long)tick);
}

static void draw_reading(const struct screen *screen, struct area area, int columns,
                         const struct stack *stack)
{
    const struct session *session = screen->session;
    int64_t tick = session->look.cursor >= 0 ? session->look.cursor : session->sim->clock;
    struct reading reading = read_at(screen, tick, columns);
    int end = area.column + area.columns, column = draw_head(screen, area, tick);
    if (!reading.known) {
        screen_text(screen, column + 2, area.row, end, ROLE_MUTED, "not on record");
        return;
    }
    for (int i = 0; i < stack->count; i++) {
        char text[80];
        write_value(screen, stack->shown[i], &reading, text);
        const char *title = title_of(screen, stack->shown[i], area.columns < WIDE);
        int width = 3 + screen_columns(screen, title) + screen_columns(screen, text);
        if (!*text || column + width > end)
            continue;
        column = screen_text(screen, column + 2, area.row, end, ROLE_MUTED, title);
        column = screen_text(screen, column + 1, area.row, end,
                             value_role(stack->shown[i], &reading.row), text);
    }
}

/* --- the view --- */

/* What a ball may have none of has a chart only when it is known, or may soon be. */
static bool has_values(const struct screen *screen, enum quantity quantity, struct area area)
{
    struct chart chart;
    const struct session *session = screen->session;
    const struct quantity_row *row = &quantity_rows[quantity];
    bool looking = row->to && !lab_minima(session->lab, sim_problem(session->sim)).known;
    return looking || !row->none || session->look.charts.count == 1 ||
           chart_begin(screen, quantity, area, &chart);
}

/* As many as there is room for, of those that have something to show. */
static struct stack choose(const struct screen *screen, struct area plots)
{
    struct stack stack = {.gap = plots.rows >= 2 * AIRY_CHART + 1};
    int most = (plots.rows + stack.gap) / (LEAST_CHART + stack.gap);
    most = most > 1 ? most : 1;
    const struct picks *picks = &screen->session->look.charts;
    for (int i = 0; i < picks->count && stack.count < most; i++)
        if (has_values(screen, (enum quantity)picks->items[i], plots))
            stack.shown[stack.count++] = (enum quantity)picks->items[i];
    return stack;
}

/* Down to the axis, where the iteration is told. */
static void draw_cursor(const struct screen *screen, struct area plots, int axis_row, bool told)
{
    int64_t tick = screen->session->look.cursor;
    struct axis axis = {charts_span(screen->session), plots.columns};
    if (tick < 0 || tick > axis.span)
        return;
    int column = plots.column + chart_tick_column(&axis, tick);
    struct style style = screen_style(screen, ROLE_ACCENT);
    for (int row = plots.row; row < axis_row; row++)
        chart_put(screen, column, row, screen_glyph(screen, 0x2502, '|'), style.fg,
                  style.attributes & ~ATTRIBUTE_UNDERLINE);
    if (!told)
        return;
    char text[32];
    int width = snprintf(text, sizeof text, " %lld ", (long long)tick);
    int end = plots.column + plots.columns, from = column - width / 2;
    from = from + width > end ? end - width : from;
    from = from < plots.column ? plots.column : from;
    screen_text(screen, from, axis_row, end, ROLE_CHOSEN, text);
}

void charts_draw(const struct screen *screen, struct area area)
{
    bool read = area.rows >= READ_ROWS, ruled = area.rows >= RULED_ROWS;
    bool axis = screen->session->look.layers[LAYER_AXES] && area.rows >= 3;
    int gutter = area.columns >= WIDE ? WIDE_GUTTER : NARROW_GUTTER;
    if (area.columns < gutter + LEAST_PLOT || area.rows < 1)
        return;
    struct area charts = {area.column, area.row + read + (read && ruled), area.columns, 0};
    charts.rows = area.row + area.rows - axis * (1 + ruled) - charts.row;
    struct area plots = plot_area(charts, gutter);
    struct stack stack = choose(screen, plots);
    int left = charts.rows - (stack.count - 1) * stack.gap, row = charts.row;
    for (int i = 0; i < stack.count; i++) {
        int rows = (left + stack.count - i - 1) / (stack.count - i); /* the first take the rest */
        draw_one(screen, stack.shown[i], (struct area){area.column, row, area.columns, rows},
                 gutter);
        row += rows + stack.gap;
        left -= rows;
    }
    int axis_row = area.row + area.rows - 1;
    plots.rows = axis_row + 1 - plots.row; /* between the charts and at the axis, too */
    chart_add_hit(screen, plots);
    if (axis)
        draw_axis(screen, plots, axis_row, ruled);
    draw_cursor(screen, plots, axis_row + !axis, axis);
    if (read)
        draw_reading(screen, area, plots.columns, &stack);
}
