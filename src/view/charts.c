/* Charts in their places: each below a line with its name and what the selected ball has there at
 * one iteration, all over one axis of iterations. */

#include "charts.h"

#include "card.h"
#include "lines.h"
#include "parts.h"
#include "recorded.h"

#include "../draw/mark.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

enum { NARROW_GUTTER = 6, GUTTER = 7, NARROW_MARGIN = 3 };
enum { LEAST_PLOT = 4, LEAST_ROWS = 3, GOOD_ROWS = 6, AIRY = 4, STRIP_SPARE = 8 };

static int margin_of(const struct screen *screen, struct area area)
{
    struct end_names names;
    line_end_names(screen, &names);
    return lines_margin(screen, &names, area.columns);
}

static struct area plot_area(struct area area, int gutter, int margin)
{
    return (struct area){area.column + gutter, area.row, area.columns - gutter - margin, area.rows};
}

/* The rows that the overshoots of each ball take, below their words; of many some are shown. */
static int strip_rows(const struct session *session)
{
    int balls = session->sim->ball_count;
    return 1 + (balls < MARK_BALLS ? balls : MARK_BALLS);
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
static void draw_heading(const struct screen *screen, enum quantity quantity, struct area area,
                         const struct reading *reading)
{
    const struct session *session = screen->session;
    const struct quantity_row *row = &quantity_rows[quantity];
    int end = area.column + area.columns;
    char name[AXIS_NAME_SIZE];
    int column = screen_text(screen, area.column, area.row, end, ROLE_STRONG,
                             screen_quantity_name(screen, quantity, name));
    axis_raise_name(screen, area.column, area.row, column - area.column);
    double value = series_value(lab_series(session->lab, session->sim, session->selected, quantity),
                                &reading->row);
    if (screen_is_figure(screen) || !reading->known || (isnan(value) && row->none))
        return;
    char text[32];
    (row->linear || row->danger ? screen_number : screen_value)(value, text);
    int begin = area.column + NARROW_GUTTER; /* it begins there, however long it is */
    begin = begin > column ? begin : column + 1;
    column = screen_text(screen, begin, area.row, end, ROLE_TEXT, text);
    if (row->danger)
        screen_printf(screen, column > begin + 8 ? column : begin + 8, area.row, end, ROLE_MUTED,
                      " of %.4g", row->limit(&reading->row));
}

/* --- one chart --- */

/* Why there is nothing to draw. */
static void draw_none(const struct screen *screen, enum quantity quantity, struct area plot)
{
    const struct session *session = screen->session;
    const struct quantity_row *row = &quantity_rows[quantity];
    bool looking = row->to && !lab_minima(session->lab, sim_problem(session->sim)).known;
    screen_text(screen, plot.column, plot.row, plot.column + plot.columns, ROLE_FAINT,
                looking     ? "looking for the minima"
                : row->none ? row->none
                            : "no finite value");
}

/* --- one above the other --- */

/* The charts that there is room for, and the rows of each without its head. */
struct stack {
    enum quantity shown[CHART_COUNT];
    int rows[CHART_COUNT];
    int count, head, gap, strip, gutter, margin;
    bool axis;
};

/* Where the plot of each is; returns what lies below them all. */
static struct area place_plots(const struct stack *stack, struct area plot,
                               struct area plots[CHART_COUNT])
{
    for (int i = 0; i < stack->count; i++) {
        plot.row += stack->head, plot.rows = stack->rows[i];
        plots[i] = plot;
        plot.row += plot.rows + stack->gap;
        plot.row += stack->shown[i] == QUANTITY_LOSS ? stack->strip : 0;
    }
    plot.row -= stack->gap, plot.rows = 1;
    return plot;
}

static void draw_chart(struct recorded *recorded, int index, const struct stack *stack,
                       struct area plot)
{
    const struct screen *screen = recorded->formulas.screen;
    if (stack->shown[index] == QUANTITY_EDGE && screen_hides(screen)) { /* the gauge's verdict */
        veil_draw(screen, plot);
        return;
    }
    if (!recorded_draw(recorded, index))
        draw_none(screen, stack->shown[index], plot);
    if (stack->shown[index] == QUANTITY_LOSS && stack->strip) {
        plot.row += plot.rows, plot.rows = stack->strip;
        strip_draw(screen, plot, stack->margin);
    }
}

/* All of them over one axis; below the loss who overshot when. */
static void draw_stack(const struct screen *screen, struct sheets *sheets, struct area area,
                       const struct stack *stack, const struct reading *reading)
{
    struct recorded recorded;
    struct area plots[CHART_COUNT], plot = plot_area(area, stack->gutter, stack->margin);
    target_add(screen,
               (struct target){.kind = TARGET_CHART,
                               .area = plot,
                               .axis = {charts_last(screen, screen->session), plot.columns}},
               NULL);
    plot = place_plots(stack, plot, plots);
    recorded_begin(&recorded, screen, sheets, stack->gutter, stack->margin);
    for (int i = 0; i < stack->count; i++)
        recorded_add(&recorded, stack->shown[i], plots[i]);
    recorded_ask(&recorded, area);
    for (int i = 0; i < stack->count; i++) {
        struct area head = {area.column, plots[i].row - 1, area.columns, 1};
        bool hidden = stack->shown[i] == QUANTITY_EDGE && screen_hides(screen);
        if (screen_is_figure(screen)) /* whose numbers reach up beside the name */
            head.column = plots[i].column;
        if (stack->head && !hidden)
            draw_heading(screen, stack->shown[i], head, reading);
        draw_chart(&recorded, i, stack, plots[i]);
    }
    plot.row--;
    if (stack->axis && screen->session->look.layers[LAYER_AXES])
        formulas_draw_axis(&recorded.formulas, plot);
}

void loss_draw(const struct screen *screen, struct area area)
{
    if (screen_hides_future(screen)) {
        veil_draw(screen, area);
        return;
    }
    int strip = strip_rows(screen->session);
    struct stack stack = {.shown = {QUANTITY_LOSS},
                          .count = 1,
                          .strip = area.rows >= strip + STRIP_SPARE ? strip : 0,
                          .gutter = NARROW_GUTTER,
                          .axis = area.rows > LEAST_ROWS};
    stack.margin = margin_of(screen, area);
    struct reading reading = read_now(screen);
    stack.rows[0] = area.rows - stack.strip - stack.axis;
    if (plot_area(area, stack.gutter, stack.margin).columns >= LEAST_PLOT && stack.rows[0] > 0)
        draw_stack(screen, screen->sheets + SHEETS_OF_PANEL, area, &stack, &reading);
}

/* --- the view --- */

/* What a ball may have none of has a chart only when it is known, or may soon be. */
static bool has_values(const struct screen *screen, enum quantity quantity)
{
    const struct session *session = screen->session;
    const struct quantity_row *row = &quantity_rows[quantity];
    bool looking = row->to && !lab_minima(session->lab, sim_problem(session->sim)).known;
    return looking || !row->none || session->look.charts.count == 1 ||
           recorded_has_values(screen, quantity);
}

/* The loss has the most; then come the overshoots of each ball. */
static void share_rows(struct stack *stack, const struct session *session, int rows)
{
    int left = rows - stack->count * (1 + LEAST_ROWS), first = 0;
    for (int i = 0; i < stack->count; i++)
        first = stack->shown[i] == QUANTITY_LOSS ? i : first;
    bool loss = stack->count && stack->shown[first] == QUANTITY_LOSS;
    int most = left / 2, strip = strip_rows(session);
    stack->strip = !loss || most < 2 ? 0 : strip < most ? strip : most;
    left -= stack->strip;
    stack->gap = stack->count > 1 && left >= AIRY * (stack->count - 1);
    left -= stack->gap * (stack->count - 1);
    int each = stack->count && left > 0 ? left / (stack->count + 2 * loss) : 0;
    for (int i = 0; i < stack->count; i++)
        stack->rows[i] = LEAST_ROWS + each;
    stack->rows[first] += left - each * stack->count;
}

/* As many as there is room for, of those that have something to show. */
static struct stack choose(const struct screen *screen, struct area area)
{
    const struct session *session = screen->session;
    const struct picks *picks = &session->look.charts;
    struct stack stack = {.head = 1,
                          .gutter = GUTTER,
                          .axis = session->look.layers[LAYER_AXES] && area.rows > 1 + LEAST_ROWS};
    stack.margin = margin_of(screen, area);
    int rows = area.rows - stack.axis;
    /* of all of them the first, large; those that were picked as long as they can be read */
    int most = picks->count == CHART_COUNT ? (rows + 1 - strip_rows(session)) / (1 + GOOD_ROWS)
                                           : rows / (1 + LEAST_ROWS);
    for (int i = 0; i < picks->count && stack.count < (most > 1 ? most : 1); i++)
        if (has_values(screen, (enum quantity)picks->items[i]))
            stack.shown[stack.count++] = (enum quantity)picks->items[i];
    share_rows(&stack, session, rows);
    return stack;
}

void charts_draw(const struct screen *screen, struct area area)
{
    if (area.columns < GUTTER + NARROW_MARGIN + LEAST_PLOT || area.rows < 2)
        return;
    if (screen_hides_future(screen)) {
        veil_draw(screen, area);
        return;
    }
    if (screen->session->look.chart.count > 0) {
        formulas_draw(screen, area, screen->sheets, &screen->session->look.chart);
        return;
    }
    struct stack stack = choose(screen, area);
    struct reading reading = read_now(screen);
    draw_stack(screen, screen->sheets, area, &stack, &reading);
    if (stack.count && !screen_is_figure(screen))
        formulas_draw_tick(screen, area, reading.tick, reading.known);
}
