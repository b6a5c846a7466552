/* Charts in their places: each below a line with its name and what the selected ball has there at
 * one iteration, all over one axis of iterations. */

#include "charts.h"

#include "parts.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

enum { NARROW_GUTTER = 6, GUTTER = 7, NARROW_MARGIN = 3, NAMED_MARGIN = 14, WIDE = 80 };
enum {
    LEAST_PLOT = 4,
    LEAST_ROWS = 3,
    GOOD_ROWS = 6,
    AIRY = 4,
    VALUE_COLUMNS = 12,
    STRIP_SPARE = 9
};

static struct area plot_area(struct area area, int gutter, int margin)
{
    return (struct area){area.column + gutter, area.row, area.columns - gutter - margin, area.rows};
}

/* --- the iteration that is told --- */

struct reading {
    int64_t tick;
    struct row row;
    bool known;
};

static struct reading read_now(const struct screen *screen)
{
    const struct session *session = screen->session;
    const struct sim *sim = session->sim;
    int ball = session->selected;
    struct reading reading = {.tick = session->look.cursor};
    if (reading.tick < 0)
        reading.tick = sim->clock;
    int64_t n = reading.tick - sim->balls[ball]->born;
    reading.row = *sim_row(sim, ball);
    reading.known = (reading.tick == sim->clock && n >= 0) ||
                    lab_row_at(session->lab, sim, ball, n, &reading.row);
    return reading;
}

/* A chart's line: its name, and what the ball has. */
static void draw_heading(const struct chart *chart, struct area area, const struct reading *reading)
{
    const struct screen *screen = chart->screen;
    const struct quantity_row *row = &quantity_rows[chart->quantity];
    int end = area.column + area.columns, selected = screen->session->selected;
    int column = screen_text(screen, area.column, area.row, end, ROLE_STRONG,
                             screen_sign(screen, chart->quantity));
    double value = series_value(chart->series[selected], &reading->row);
    if (!reading->known || (isnan(value) && row->none))
        return;
    char text[32];
    screen_digits(text, "%.6g", value);
    int begin = area.column + NARROW_GUTTER; /* it begins there, however long it is */
    begin = begin > column ? begin : column + 1;
    column = screen_text(screen, begin, area.row, end, ROLE_TEXT, text);
    if (row->danger)
        screen_printf(screen, column > begin + 8 ? column : begin + 8, area.row, end, ROLE_MUTED,
                      " of %.4g", row->limit(&reading->row));
}

/* Of which ball and iteration. */
static void draw_tick(const struct screen *screen, struct area area, const struct reading *reading)
{
    bool chosen = screen->session->look.cursor >= 0;
    char text[64];
    snprintf(text, sizeof text, " n %lld%s", (long long)reading->tick,
             reading->known ? "" : " not on record");
    if (GUTTER + VALUE_COLUMNS + 4 + screen_columns(screen, text) > area.columns)
        return;
    int column = screen_right(screen, area.column + area.columns, area.row,
                              chosen ? ROLE_CHOSEN : ROLE_MUTED, text);
    screen_ball(screen, column - 1, area.row, screen->session->selected, ATTRIBUTE_BOLD);
}

/* --- one chart --- */

/* Why there is nothing to draw. */
static void draw_none(const struct chart *chart)
{
    const struct quantity_row *row = &quantity_rows[chart->quantity];
    bool looking = row->to && !chart->series[0]->minima.known;
    screen_text(chart->screen, chart->plot.column, chart->plot.row,
                chart->plot.column + chart->plot.columns, ROLE_FAINT,
                looking     ? "looking for the minima"
                : row->none ? row->none
                            : "no finite value");
}

static void draw_iterations(const struct screen *screen, struct area plot, int margin, int row)
{
    const struct session *session = screen->session;
    struct figure figure;
    double span = (double)charts_span(session);
    if (!session->look.layers[LAYER_AXES])
        return;
    plot.rows = 1;
    figure_begin(&figure, screen, plot, margin, (struct region){0, span, 0, 1});
    figure_axis_x(&figure, row, "n");
    double tick = (double)session->look.cursor;
    if (tick >= 0 && tick <= span) {
        char text[32];
        int width = snprintf(text, sizeof text, " %.0f ", tick);
        int column = figure_cell(&figure, (struct point){tick, 0}).column - width / 2;
        int most = figure.drawing.area.columns - width;
        column = column > most ? most : column;
        screen_text(screen, plot.column + (column > 0 ? column : 0), row,
                    plot.column + plot.columns + margin, ROLE_CHOSEN, text);
    }
    figure_free(&figure);
}

/* All of a chart that has its rows; below them those of the overshoots. */
static void draw_one(const struct screen *screen, enum quantity quantity, struct area plot,
                     struct area head, int strip, int margin, const struct reading *reading)
{
    struct chart chart;
    int gutter = plot.column - head.column;
    bool any = chart_begin(screen, quantity, plot, margin, &chart);
    if (head.rows)
        draw_heading(&chart, head, reading);
    if (any)
        chart_draw(&chart, gutter);
    else
        draw_none(&chart);
    plot.row += plot.rows, plot.rows = strip;
    if (strip)
        strip_draw(screen, plot, margin);
}

int loss_strip_rows(const struct screen *screen, int rows)
{
    int balls = screen->session->sim->ball_count;
    return rows >= balls + STRIP_SPARE ? balls : 0;
}

void loss_draw(const struct screen *screen, struct area area)
{
    bool axis = area.rows > LEAST_ROWS;
    int strip = loss_strip_rows(screen, area.rows);
    struct area plot = plot_area(area, NARROW_GUTTER, NARROW_MARGIN),
                head = {.column = area.column};
    struct reading reading = read_now(screen);
    plot.rows -= strip + axis;
    if (plot.columns < LEAST_PLOT || plot.rows < 1)
        return;
    draw_one(screen, QUANTITY_LOSS, plot, head, strip, NARROW_MARGIN, &reading);
    if (axis)
        draw_iterations(screen, plot, NARROW_MARGIN, plot.row + plot.rows + strip);
}

/* --- the view --- */

/* The charts that there is room for, and the rows of each without its head. */
struct stack {
    enum quantity shown[CHART_COUNT];
    int rows[CHART_COUNT];
    int count, gap, strip, margin;
};

/* What a ball may have none of has a chart only when it is known, or may soon be. */
static bool has_values(const struct screen *screen, enum quantity quantity, struct area plot)
{
    struct chart chart;
    const struct session *session = screen->session;
    const struct quantity_row *row = &quantity_rows[quantity];
    bool looking = row->to && !lab_minima(session->lab, sim_problem(session->sim)).known;
    return looking || !row->none || session->look.charts.count == 1 ||
           chart_begin(screen, quantity, plot, 0, &chart);
}

/* The loss has the most; then come the overshoots of each ball. */
static void share_rows(struct stack *stack, const struct session *session, int rows)
{
    int left = rows - stack->count * (1 + LEAST_ROWS), weights = 0;
    bool loss = false;
    for (int i = 0; i < stack->count; i++) {
        stack->rows[i] = LEAST_ROWS;
        loss |= stack->shown[i] == QUANTITY_LOSS;
        weights += stack->shown[i] == QUANTITY_LOSS ? 3 : 1;
    }
    if (left < 0 && stack->count)
        stack->rows[0] = rows - 1;
    int most = left / 2;
    stack->strip = !loss || most < 1                 ? 0
                   : session->sim->ball_count < most ? session->sim->ball_count
                                                     : most;
    left -= stack->strip;
    stack->gap = stack->count > 1 && left >= AIRY * (stack->count - 1);
    left -= stack->gap * (stack->count - 1);
    for (int i = 0; i < stack->count && left > 0; i++) {
        int weight = stack->shown[i] == QUANTITY_LOSS ? 3 : 1;
        int more = (left * weight + weights - 1) / weights;
        stack->rows[i] += more;
        left -= more, weights -= weight;
    }
}

/* As many as there is room for, of those that have something to show. */
static struct stack choose(const struct screen *screen, struct area area)
{
    const struct session *session = screen->session;
    const struct picks *picks = &session->look.charts;
    struct stack stack = {.margin = NARROW_MARGIN};
    /* of all of them the first, large; those that were picked as long as they can be read */
    bool all = picks->count == CHART_COUNT;
    int most = all ? (area.rows - session->sim->ball_count) / (1 + GOOD_ROWS)
                   : area.rows / (1 + LEAST_ROWS);
    if (area.columns >= WIDE && session->sim->ball_count > 1)
        stack.margin = NAMED_MARGIN;
    struct area plot = plot_area(area, GUTTER, stack.margin);
    for (int i = 0; i < picks->count && stack.count < (most > 1 ? most : 1); i++)
        if (has_values(screen, (enum quantity)picks->items[i], plot))
            stack.shown[stack.count++] = (enum quantity)picks->items[i];
    share_rows(&stack, session, area.rows);
    return stack;
}

/* What its heights mean, where there is room beside it. */
static void draw_strip_words(const struct screen *screen, struct area plot, int rows)
{
    static const struct {
        enum role role;
        const char *unicode, *ascii, *words;
    } lines[] = {{ROLE_WARN, "⠶", "*", "jumped over"}, {ROLE_DANGER, "⠿", "!", "and higher"}};
    int column = plot.column + plot.columns + 1, end = column + NAMED_MARGIN - 1;
    for (int i = 0, row = plot.row + plot.rows; i < 2 && i < rows; i++, row++) {
        screen_text(screen, column, row, end, lines[i].role,
                    screen_word(screen, lines[i].unicode, lines[i].ascii));
        screen_text(screen, column + 2, row, end, ROLE_FAINT, lines[i].words);
    }
}

void charts_draw(const struct screen *screen, struct area area)
{
    bool axis = screen->session->look.layers[LAYER_AXES] && area.rows > 1 + LEAST_ROWS;
    struct area charts = area;
    charts.rows -= axis;
    if (area.columns < GUTTER + NARROW_MARGIN + LEAST_PLOT || area.rows < 2)
        return;
    struct stack stack = choose(screen, charts);
    struct reading reading = read_now(screen);
    struct area plots = plot_area(charts, GUTTER, stack.margin);
    if (plots.columns < LEAST_PLOT)
        return;
    chart_add_hit(screen, (struct area){plots.column, plots.row, plots.columns, area.rows});
    for (int i = 0; i < stack.count; i++) {
        bool loss = stack.shown[i] == QUANTITY_LOSS;
        plots.row = charts.row + 1, plots.rows = stack.rows[i];
        draw_one(screen, stack.shown[i], plots, charts, loss ? stack.strip : 0, stack.margin,
                 &reading);
        charts.row = plots.row + plots.rows;
        if (loss && stack.strip && stack.margin == NAMED_MARGIN)
            draw_strip_words(screen, plots, stack.strip);
        charts.row += (loss ? stack.strip : 0) + stack.gap;
    }
    if (axis)
        draw_iterations(screen, plots, stack.margin, charts.row - stack.gap);
    if (stack.count)
        draw_tick(screen, area, &reading);
}
