#include "charts.h"
#include "parts.h"
#include "plot.h"

#include "../base/memory.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

enum { CELLS_PER_POINT = 12, MARKS_APART = 4 };

struct picture {
    struct plot plot;
    const struct data_plot *what;
    const double *across, *up; /* of the data's rows */
    int64_t rows;
    bool crowded;         /* curves go above the points, else points above curves */
    bool *points;         /* for each cell: there is one */
    double *at, *heights; /* of a curve: at the columns' edges and middles, 2·columns + 1 */
};

/* --- points --- */

static void widen(const double *values, int64_t count, double *low, double *high)
{
    *low = HUGE_VAL, *high = -HUGE_VAL;
    for (int64_t i = 0; i < count; i++) {
        *low = values[i] < *low ? values[i] : *low;
        *high = values[i] > *high ? values[i] : *high;
    }
    double span = *high - *low, air = span > 0 ? 0.06 * span : fmax(1, fabs(*low));
    *low -= air;
    *high += air;
}

static bool *point_at(const struct picture *picture, int column, int row)
{
    return &picture->points[row * picture->plot.area.columns + column];
}

static void mark_points(const struct picture *picture)
{
    for (int64_t i = 0; i < picture->rows; i++) {
        double column = plot_column(&picture->plot, picture->across[i]);
        double row = plot_row(&picture->plot, picture->up[i]);
        if (plot_inside(&picture->plot, column, row))
            *point_at(picture, (int)column, (int)row) = true;
    }
}

static void draw_points(const struct picture *picture)
{
    const struct screen *screen = picture->plot.screen;
    struct style style = screen_style(screen, ROLE_MUTED);
    uint32_t glyph = screen_glyph(screen, 0x2022, 'o');
    for (int row = 0; row < picture->plot.area.rows; row++)
        for (int column = 0; column < picture->plot.area.columns; column++)
            if (*point_at(picture, column, row))
                *plot_cell(&picture->plot, column, row) =
                    (struct cell){glyph, 0, style.fg, style.bg, style.attributes};
}

/* --- curves --- */

struct brush {
    color ink;
    int attributes;
    bool dots; /* of a run that is over */
};

static void curve_cell(const struct picture *picture, const struct brush *pen, int column, int row,
                       uint32_t glyph)
{
    const struct plot *plot = &picture->plot;
    if (!plot_inside(plot, column, row))
        return;
    struct cell *cell = plot_cell(plot, column, row);
    bool point = *point_at(picture, column, row);
    if (pen->dots && (point || column % 2))
        return;
    if (point && !picture->crowded)
        glyph = cell->glyph;
    *cell = (struct cell){pen->dots ? screen_glyph(plot->screen, 0xB7, '.') : glyph, 0, pen->ink,
                          COLOR_DEFAULT, (uint8_t)pen->attributes};
}

/* From the row of its left edge to that of its right one. */
static void curve_column(const struct picture *picture, const struct brush *pen, int column)
{
    const struct plot *plot = &picture->plot;
    double middle = picture->heights[2 * column + 1];
    double left = picture->heights[2 * column], right = picture->heights[2 * column + 2];
    int rows = plot->area.rows;
    if (isnan(middle))
        return;
    double high = fmin(middle, fmin(left, right)), low = fmax(middle, fmax(left, right));
    if (low - high < 1) {
        double up = ceil(middle) - middle;
        if (middle >= 0 && middle < rows)
            curve_cell(picture, pen, column, (int)middle, chart_line_glyph(plot->screen, up));
        return;
    }
    /* where one column ends the next begins */
    int first = (int)fmin(fmax(round(high), 0), rows), last = (int)fmin(fmax(round(low), 0), rows);
    for (int row = first; row < last; row++)
        curve_cell(picture, pen, column, row, screen_glyph(plot->screen, 0x2502, '|'));
}

static void measure_curve(const struct picture *picture, struct point place)
{
    const struct plot *plot = &picture->plot;
    const struct session *session = plot->screen->session;
    int count = 2 * plot->area.columns + 1;
    for (int i = 0; i < count; i++)
        picture->at[i] =
            plot->view.x0 + (plot->view.x1 - plot->view.x0) * i / (2 * plot->area.columns);
    lab_curve(session->lab, session->sim, picture->what->curve, place, picture->at,
              picture->heights, count);
    for (int i = 0; i < count; i++)
        picture->heights[i] = plot_row(plot, picture->heights[i]);
}

static void draw_curve(const struct picture *picture, struct point place, const struct brush *pen)
{
    measure_curve(picture, place);
    for (int column = 0; column < picture->plot.area.columns; column++)
        curve_column(picture, pen, column);
}

/* The ball's own mark on its curve, near the right end; every ball has a column of its own. */
static void draw_sign(const struct picture *picture, int ball)
{
    const struct screen *screen = picture->plot.screen;
    int columns = picture->plot.area.columns, column = columns - 2 - MARKS_APART * ball;
    bool selected = ball == screen->session->selected;
    while (column > 0 && !(picture->heights[2 * column + 1] >= 0 &&
                           picture->heights[2 * column + 1] < picture->plot.area.rows))
        column--;
    double row = picture->heights[2 * (column < 0 ? 0 : column) + 1];
    if (!plot_inside(&picture->plot, column, row))
        return;
    int reverse = selected && screen->display->colors == COLORS_MONO ? ATTRIBUTE_REVERSE : 0;
    screen_ball(screen, picture->plot.area.column + column, picture->plot.area.row + (int)row, ball,
                (selected ? ATTRIBUTE_BOLD : 0) | reverse);
}

static void draw_ball(const struct picture *picture, int ball)
{
    const struct screen *screen = picture->plot.screen;
    struct brush pen = {screen_ball_color(screen, ball),
                        ball == screen->session->selected ? ATTRIBUTE_BOLD : 0, false};
    draw_curve(picture, ball_place(screen, ball), &pen);
    draw_sign(picture, ball);
}

/* What the runs before came to. */
static void draw_ghosts(const struct picture *picture)
{
    const struct screen *screen = picture->plot.screen;
    const struct session *session = screen->session;
    for (int i = 0; session->look.layers[LAYER_GHOST] && i < session->ghosts.count; i++)
        for (int k = 0; k < session->ghosts.items[i].count; k++) {
            const struct ghost_track *track = &session->ghosts.items[i].tracks[k];
            struct brush pen = {screen_ball_color(screen, track->ball), 0, true};
            if (track->count > 0)
                draw_curve(picture, track->points[track->count - 1], &pen);
        }
}

static void draw_curves(const struct picture *picture)
{
    const struct session *session = picture->plot.screen->session;
    draw_ghosts(picture);
    for (int ball = session->sim->ball_count - 1; ball >= 0; ball--)
        if (ball != session->selected)
            draw_ball(picture, ball);
    draw_ball(picture, session->selected);
}

/* --- words --- */

/* The names of another scope that are no columns, in the digits that a title has room for. */
static enum name_kind find_short(const struct scope *scope, const char *name, double *number)
{
    const struct scope *exact = scope->context;
    enum name_kind kind =
        data_find(scope->data, name) >= 0 ? NAME_UNKNOWN : exact->find(exact, name, number);
    char digits[32];
    if (kind != NAME_NUMBER)
        return kind;
    snprintf(digits, sizeof digits, "%.3g", *number);
    *number = strtod(digits, NULL);
    return kind;
}

/* Above: what is shown and, where there is room, the selected ball's curve with its numbers. */
static void draw_title(const struct picture *picture, struct area area)
{
    const struct screen *screen = picture->plot.screen;
    const struct session *session = screen->session;
    const struct data_column *columns = sim_problem(session->sim)->data->columns;
    const struct data_plot *what = picture->what;
    int end = area.column + area.columns;
    int column =
        screen_text(screen, area.column, area.row, end, ROLE_STRONG, columns[what->column].name);
    if (!what->curve) {
        screen_printf(screen, column, area.row, end, ROLE_MUTED, " over %s",
                      columns[what->over].name);
        return;
    }
    struct sim_scope_place place;
    struct scope exact = sim_scope(session->sim, session->selected, &place);
    struct scope scope = {.find = find_short, .context = &exact};
    scope.data = sim_problem(session->sim)->data;
    struct text formula = {0};
    formula_pretty(&formula, what->formula, &scope);
    column = screen_text(screen, column, area.row, end, ROLE_MUTED, " = ");
    screen_text_cut(screen, column, area.row, end, ROLE_TEXT, formula.bytes);
    text_free(&formula);
}

/* The abscissa's name, at the right above the axis' numbers where nothing is. */
static void draw_abscissa(const struct picture *picture, const char *name)
{
    const struct area *area = &picture->plot.area;
    int end = area->column + area->columns;
    int column = end - screen_columns(picture->plot.screen, name);
    if (column > area->column)
        screen_text(picture->plot.screen, column, area->row + area->rows + 1, end, ROLE_MUTED,
                    name);
}

static void draw_nothing(const struct screen *screen, struct area area)
{
    const struct data *data = sim_problem(screen->session->sim)->data;
    int end = area.column + area.columns;
    screen_text(screen, area.column, area.row, end, ROLE_MUTED,
                data ? "nothing is plotted" : "there are no data");
    screen_text(screen, area.column, area.row + 1, end, ROLE_FAINT,
                data ? "plot COLUMN over COLUMN = FORMULA" : "data FILE.csv loads some");
}

/* --- all of it --- */

static struct picture picture_begin(const struct screen *screen, struct area area, bool axes)
{
    const struct sim *sim = screen->session->sim;
    const struct data *data = sim_problem(sim)->data;
    struct picture picture = {.what = screen->session->look.plot, .rows = data->rows};
    struct plot *plot = &picture.plot;
    picture.across = data->columns[picture.what->over].values;
    picture.up = data->columns[picture.what->column].values;
    *plot = (struct plot){.screen = screen, .area = area};
    widen(picture.across, picture.rows, &plot->view.x0, &plot->view.x1);
    widen(picture.up, picture.rows, &plot->view.y0, &plot->view.y1);
    plot->area.row++;
    plot->area.rows--;
    if (axes) {
        plot->area.rows -= 2;
        int width = plot_axis_width(plot) + 1;
        plot->area.column += width;
        plot->area.columns -= width;
    }
    int cells = plot->area.columns * plot->area.rows, count = 2 * plot->area.columns + 1;
    picture.crowded = picture.rows > cells / CELLS_PER_POINT;
    picture.points = memory_new((size_t)cells, sizeof *picture.points);
    picture.at = memory_new(2 * (size_t)count, sizeof *picture.at);
    picture.heights = picture.at + count;
    return picture;
}

void data_draw(const struct screen *screen, struct area area)
{
    const struct data_plot *what = screen->session->look.plot;
    bool axes = screen->session->look.layers[LAYER_AXES] && area.columns >= 24 && area.rows >= 7;
    if (area.columns < 8 || area.rows < 3)
        return;
    if (!what) {
        draw_nothing(screen, area);
        return;
    }
    struct picture picture = picture_begin(screen, area, axes);
    draw_title(&picture, area);
    if (axes) {
        plot_draw_axes(&picture.plot);
        draw_abscissa(&picture, sim_problem(screen->session->sim)->data->columns[what->over].name);
    }
    mark_points(&picture);
    draw_points(&picture);
    if (what->curve)
        draw_curves(&picture);
    free(picture.points);
    free(picture.at);
}
