/* One chart: a line of one weight for each ball, the selected one above; what lies ahead of the
 * present is faint. Who leaves for good has his mark where he left; where a line ends stands its
 * mark and, where there is room, its name. */

#include "charts.h"

#include "line_end.h"

#include "../base/memory.h"

#include <math.h>
#include <stdlib.h>

enum {
    TURN = 2,      /* cells, of one of the lines that share a row of them */
    HOPS_APART = 2 /* cells, where overshoots are marked on the line */
};

static const struct point nowhere = {(double)NAN, (double)NAN};

/* --- what is in it --- */

const struct ghost_track *chart_ghost(const struct session *session, int ghost)
{
    const struct ghost *of = &session->ghosts.items[ghost];
    for (int i = 0; session->look.layers[LAYER_GHOST] && i < of->count; i++)
        if (of->tracks[i].ball == session->selected)
            return &of->tracks[i];
    return NULL;
}

static struct extent extent_of_ghost(const struct chart *chart, const struct ghost_track *track)
{
    struct extent extent = extent_new();
    for (int i = 0; track && i < track->row_count; i++) {
        double value =
            series_value(chart->series[chart->screen->session->selected], &track->rows[i]);
        extent_add(&extent, (struct bounds){value, value});
        extent.gone = track->rows[i].diverged;
    }
    return extent;
}

static struct extent extent_of(const struct session *session, int ball, const struct series *series)
{
    struct extent extent = extent_new();
    int last = session->sim->balls[ball]->record.moments.count - 1;
    extent.gone =
        sim_sample(session->sim, ball, last).row->diverged || sim_row(session->sim, ball)->diverged;
    for (int i = 0; i < series->axis.columns; i++)
        extent_add(&extent, series->columns[i].values);
    return extent;
}

/* Of two sessions beside each other it is that of both. */
static struct chart_scale common_scale(const struct chart *chart)
{
    const struct session *session = chart->screen->session, *other = chart->screen->display->other;
    struct extent extents[2 * BALLS_MAX + GHOSTS_MAX];
    double limit = 0;
    int count = 0;
    for (int ball = 0; ball < session->sim->ball_count; ball++) {
        extents[count++] = extent_of(session, ball, chart->series[ball]);
        limit = fmax(limit, chart->series[ball]->limit);
    }
    for (int ball = 0; other && ball < other->sim->ball_count; ball++) {
        const struct series *series =
            lab_series(other->lab, other->sim, ball, chart->quantity, &chart->axis);
        extents[count++] = extent_of(other, ball, series);
        limit = fmax(limit, series->limit);
    }
    for (int i = 0; i < session->ghosts.count; i++)
        extents[count++] = extent_of_ghost(chart, chart_ghost(session, i));
    return chart_scale_of(chart->quantity, extents, count, limit);
}

int64_t charts_last(const struct screen *screen, const struct session *session)
{
    bool ends = screen->display->still && screen_is_figure(screen) && charts_end(session) > 0;
    return ends ? charts_end(session) : charts_span(session);
}

struct axis charts_axis(const struct screen *screen, int columns)
{
    const struct session *other = screen->display->other;
    int64_t span = charts_last(screen, screen->session);
    int64_t others = other ? charts_last(screen, other) : 0;
    span = others > span ? others : span;
    int points = figure_columns(screen, columns);
    return (struct axis){span, span + 1 < points ? (int)span + 1 : points};
}

bool chart_begin(const struct screen *screen, enum quantity quantity, struct area plot, int margin,
                 struct chart *chart)
{
    const struct sim *sim = screen->session->sim;
    *chart = (struct chart){.screen = screen,
                            .quantity = quantity,
                            .plot = plot,
                            .margin = margin,
                            .axis = charts_axis(screen, plot.columns)};
    for (int ball = 0; ball < sim->ball_count; ball++)
        chart->series[ball] = lab_series(screen->session->lab, sim, ball, quantity, &chart->axis);
    chart->scale = common_scale(chart);
    chart_scale_settle(screen, &chart->scale, plot.rows);
    return chart->scale.high > chart->scale.low;
}

/* --- places --- */

static struct point point_of(const struct chart *chart, double column, double value)
{
    int last = chart->axis.columns > 1 ? chart->axis.columns - 1 : 1;
    return (struct point){column * (double)chart->axis.span / last,
                          chart_scale_place(&chart->scale, value)};
}

/* The last column that has been reached by now. */
static int present_column(const struct chart *chart)
{
    return axis_column(&chart->axis, chart->screen->session->sim->clock);
}

/* The last one up to a column of which something is known; -1: none. */
static int known_column(const struct chart *chart, int ball, int column)
{
    while (column >= 0 && isnan(chart->series[ball]->columns[column].values.high))
        column--;
    return column;
}

/* Below the plot -1, above it 1, in it 0. */
static int side_of(const struct chart *chart, struct bounds values)
{
    const struct chart_scale *scale = &chart->scale;
    if (chart_scale_side(scale, chart_scale_place(scale, values.high)) < 0)
        return -1;
    return chart_scale_side(scale, chart_scale_place(scale, values.low)) > 0;
}

static struct line_end end_of(const struct chart *chart, const struct figure *figure, int ball)
{
    const struct series *series = chart->series[ball];
    int last = known_column(chart, ball, present_column(chart));
    struct line_end end = {.ball = ball, .column = last};
    end.left = last > 0 ? side_of(chart, series->columns[last].values) : 0;
    while (end.left && end.column > 0 &&
           side_of(chart, series->columns[end.column].values) == end.left)
        end.column--;
    if (last >= 0 && !end.left && sim_row(chart->screen->session->sim, ball)->diverged)
        end.left = 1;
    if (last >= 0) {
        double now = series_value(series, sim_row(chart->screen->session->sim, ball));
        bool known = end.column == present_column(chart) && isfinite(now);
        end.value = known ? now : series->columns[end.column].values.high;
        end.at = point_of(chart, end.column, end.value);
        end.cell = figure_cell(figure, end.at);
    }
    return end;
}

/* --- lines --- */

/* In which row of cells each line is at each column; less than 0: in several, or in none. */
static int (*rows_of(const struct chart *chart, const struct drawing *drawing))[BALLS_MAX]
{
    if (chart->screen->kinds.any) /* they have one colour */
        return NULL;
    int(*rows)[BALLS_MAX] = memory_new((size_t)chart->axis.columns, sizeof *rows);
    double fine = chart->screen->device.vectors ? 16 : 1;
    for (int i = 0; i < chart->axis.columns * chart->screen->session->sim->ball_count; i++) {
        int column = i % chart->axis.columns, ball = i / chart->axis.columns;
        struct bounds values = chart->series[ball]->columns[column].values;
        double high = drawing_cell(drawing, point_of(chart, column, values.high)).y * fine;
        double low = drawing_cell(drawing, point_of(chart, column, values.low)).y * fine;
        rows[column][ball] = high >= 0 && (int)high == (int)low ? (int)high : -1 - ball;
    }
    return rows;
}

/* A line goes on to a column; `turns`: only where several share cells, and take turns in colour. */
static void extend(const struct chart *chart, struct drawing *drawing, int ball, int column,
                   struct point to, bool turns)
{
    bool shares = turns && chart->rows && column > 0 && column <= present_column(chart);
    int sharing = 0, before = 0;
    const int *now = shares ? chart->rows[column] : NULL, *was = shares ? now - BALLS_MAX : NULL;
    for (int i = 0; shares && now[ball] >= 0 && i < chart->screen->session->sim->ball_count; i++)
        if (now[i] == now[ball] && was[i] == was[ball])
            sharing++, before += i < ball;
    struct point from = drawing->points[drawing->point_count - 1];
    double begin = drawing_cell(drawing, from).x / TURN, end = drawing_cell(drawing, to).x / TURN;
    for (int turn = (int)begin; sharing > 1 && turn <= (int)end; turn++) {
        double first = (turn - begin) / (end - begin), last = first + 0.999 / (end - begin);
        bool seen = turn % sharing == before;
        drawing_extend(drawing, seen ? point_between(from, to, fmax(first, 0)) : nowhere);
        drawing_extend(drawing, seen ? point_between(from, to, fmin(last, 1)) : nowhere);
    }
    if (turns && sharing <= 1)
        drawing_extend(drawing, nowhere);
    drawing_extend(drawing, to);
}

/* Whether a line that begins in a column goes on below it: then its upright begins at the top. */
static bool begins_high(const struct series_column *columns, int column, int last)
{
    return column < last && columns[column + 1].values.low < columns[column].values.low;
}

/* A column is a point or, where its iterations differ, an upright that the line goes on from at the
 * nearer end. Who has left goes straight on, out of the plot. */
static void draw_columns(const struct chart *chart, struct figure *figure, int ball, int first,
                         const struct line_end *end, struct ink ink, bool turns)
{
    const struct series_column *columns = chart->series[ball]->columns;
    struct drawing *drawing = &figure->drawing;
    double before = (double)NAN;
    draw_line(drawing, NULL, 0, ink);
    for (int i = first; i <= end->column; i++) {
        struct bounds values = columns[i].values;
        bool falls = isnan(before) ? begins_high(columns, i, end->column)
                                   : fabs(values.high - before) < fabs(values.low - before);
        double half = values.high > values.low ? 0.25 : 0;
        before = falls ? values.low : values.high;
        struct point at = point_of(chart, i - half, falls ? values.high : values.low);
        if (i > first)
            extend(chart, drawing, ball, i, at, turns);
        else
            drawing_extend(drawing, at);
        if (half > 0)
            extend(chart, drawing, ball, i, point_of(chart, i + half, before), turns);
    }
    if (end->left && !turns && end->column + 1 < chart->axis.columns)
        drawing_extend(drawing, point_of(chart, end->column + 1, end->left * HUGE_VAL));
}

/* Of the selected ball: where it jumped over the minimum, if hops are that far apart. */
static void draw_overshoots(const struct chart *chart, struct figure *figure,
                            const struct line_end *end)
{
    const struct series *series = chart->series[end->ball];
    if (chart->plot.columns < HOPS_APART * chart->axis.span)
        return;
    for (int i = 0; i <= end->column; i++) {
        const struct series_column *column = &series->columns[i];
        if (column->overshoots && !side_of(chart, column->values))
            draw_mark(&figure->drawing, point_of(chart, i, column->values.high), MARK_LANDING,
                      figure_ink(figure, column->worsens ? ROLE_DANGER : ROLE_WARN));
    }
}

static void draw_ball(const struct chart *chart, struct figure *figure, const struct line_end *end,
                      bool turns)
{
    const struct screen *screen = chart->screen;
    bool selected = end->ball == screen->session->selected;
    struct ink ink = figure_ball_ink(figure, end->ball);
    if (screen_ball_is_one_of_many(screen, end->ball))
        ink.age = AGE_OLD;
    if (screen->display->colors == COLORS_MONO && !selected)
        ink.dash = (uint8_t)(DASH_DOTTED +
                             screen_ball_mark(screen, end->ball) % 3); /* for want of colours */
    drawing_at(&figure->drawing, turns ? DEPTH_BALLS : DEPTH_PRESENT,
               screen_ball_owner(screen, end->ball));
    draw_columns(chart, figure, end->ball, 0, end, ink, turns);
    if (selected && turns && chart->quantity == QUANTITY_LOSS)
        draw_overshoots(chart, figure, end);
}

/* What is on record after the present. */
static void draw_ahead(const struct chart *chart, struct figure *figure)
{
    int ball = chart->screen->session->selected;
    struct line_end end = {.column = known_column(chart, ball, chart->axis.columns - 1)};
    struct ink ink = figure_ink(figure, ROLE_FAINT);
    drawing_at(&figure->drawing, DEPTH_PAST, -1);
    if (end.column > present_column(chart))
        draw_columns(chart, figure, ball, present_column(chart), &end, ink, false);
}

/* Dots, so that they are never taken for a ball that runs. */
static void draw_ghosts(const struct chart *chart, struct figure *figure)
{
    const struct session *session = chart->screen->session;
    for (int i = 0; i < session->ghosts.count; i++) {
        const struct ghost_track *track = chart_ghost(session, i);
        if (!track)
            continue;
        struct ink ink = figure_ball_ink(figure, track->ball);
        ink.dash = DASH_DOTTED;
        ink.age = i + 1 < session->ghosts.count ? AGE_OLDEST : AGE_OLD;
        drawing_at(&figure->drawing, DEPTH_PAST, track->ball);
        draw_line(&figure->drawing, NULL, 0, ink);
        for (const struct row *row = track->rows; row < track->rows + track->row_count; row++) {
            double value = series_value(chart->series[session->selected], row);
            struct point at = {(double)(track->born + row->n),
                               chart_scale_place(&chart->scale, value)};
            drawing_extend(&figure->drawing, at);
        }
    }
}

/* --- the limit --- */

/* All above the edge is in danger, also before it is known; the noise floor begins with the second
 * epoch. */
static void draw_limit(const struct chart *chart, struct figure *figure)
{
    const struct series *series = chart->series[chart->screen->session->selected];
    bool danger = quantity_rows[chart->quantity].danger;
    int end = series->axis.columns, first = 0, next;
    struct ink ink = figure_ink(figure, danger ? ROLE_DANGER : ROLE_MUTED), tint = ink;
    ink.dash = danger ? DASH_DASHED : DASH_DOTTED;
    tint.share = 12;
    drawing_at(&figure->drawing, DEPTH_GROUND, -1);
    while (first < end && isnan(series->columns[first].limit))
        first++;
    for (int i = first; i < end; i = next) {
        double level = series->columns[i].limit;
        for (next = i + 1; next < end; next++)
            if (!isnan(series->columns[next].limit) && series->columns[next].limit != level)
                break;
        int last = next < end ? next : end - 1;
        struct point from = point_of(chart, danger && i == first ? 0 : i, level);
        draw_hop(&figure->drawing, from, point_of(chart, last, level), ink);
        if (danger)
            draw_area(&figure->drawing, from, point_of(chart, last, 2 * chart->scale.high), tint);
    }
}

/* In the middle of the danger, else to either side. */
static void draw_words(const struct chart *chart, struct figure *figure)
{
    static const char words[] = "above the edge: it climbs";
    static const int eighths[] = {4, 5, 3, 6, 2, 7, 1};
    double limit = chart->series[chart->screen->session->selected]->limit;
    int room = chart->plot.columns - (int)sizeof words;
    int edge = limit > 0 ? figure_cell(figure, (struct point){0, limit}).row : 0;
    figure_label(figure, LABEL_AT, nowhere, figure_ink(figure, ROLE_DANGER), words);
    for (int i = 0; i < edge * 7; i++)
        drawing_extend(&figure->drawing,
                       figure_point(figure, (struct place){room * eighths[i % 7] / 8, i / 7}));
}

/* --- all of it --- */

static void draw_cursor(const struct chart *chart, struct figure *figure)
{
    double tick = (double)chart->screen->session->look.cursor;
    drawing_at(&figure->drawing, DEPTH_PAST, -1);
    if (tick >= 0 && tick <= (double)chart->axis.span)
        draw_hop(&figure->drawing, (struct point){tick, figure->plane.y0},
                 (struct point){tick, figure->plane.y1}, figure_ink(figure, ROLE_ACCENT));
}

static int find_ends(const struct chart *chart, const struct figure *figure, struct line_end *ends)
{
    int count = 0;
    for (int i = 0; i < chart->screen->session->sim->ball_count; i++) {
        ends[count] = end_of(chart, figure, screen_ball_above(chart->screen, i));
        ends[count].name = chart->names->of[ends[count].ball];
        ends[count].tells = chart->quantity != QUANTITY_LOSS;
        count += ends[count].column >= 0;
    }
    return count;
}

void chart_draw(struct chart *chart, int gutter, const struct end_names *names)
{
    const struct screen *screen = chart->screen;
    struct figure figure;
    struct line_end ends[BALLS_MAX];
    chart->names = names;
    struct ticks ticks = chart_scale_ticks(screen, &chart->scale, chart->plot.rows);
    figure_begin(&figure, screen, chart->plot, chart->margin,
                 (struct region){0, (double)chart->axis.span, chart->scale.low, chart->scale.high});
    figure_axis_y(&figure, &ticks, chart->plot.column - gutter);
    int count = find_ends(chart, &figure, ends);
    chart->rows = rows_of(chart, &figure.drawing);
    draw_limit(chart, &figure);
    draw_ghosts(chart, &figure);
    draw_cursor(chart, &figure);
    draw_ahead(chart, &figure);
    for (int i = 0; i < 2 * count; i++)
        if (i < count || !screen_ball_is_one_of_many(screen, ends[i % count].ball))
            draw_ball(chart, &figure, &ends[i % count], i >= count);
    int room = figure.drawing.area.columns - (count ? ends[count - 1].cell.column : 0);
    line_ends_draw(&figure, ends, count, count > 1 && room > LINE_END_COLUMNS);
    if (quantity_rows[chart->quantity].danger)
        draw_words(chart, &figure);
    figure_show(&figure);
    figure_free(&figure);
    free(chart->rows);
}
