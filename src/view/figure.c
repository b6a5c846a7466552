#include "figure.h"

#include "../base/text.h"

#include <math.h>
#include <string.h>

int figure_width(const struct screen *screen, int columns)
{
    return columns * lines_rows[device_of_charts(&screen->device).lines].across;
}

int figure_height(const struct screen *screen, int rows)
{
    return rows * lines_rows[device_of_charts(&screen->device).lines].down;
}

int figure_columns(const struct screen *screen, int columns)
{
    enum { FINE = 8 };
    int width = screen->device.pixels.width;
    return screen->device.vectors ? FINE * columns
           : width > 1            ? columns * width / 2
                                  : figure_width(screen, columns);
}

int figure_ticks(int rows)
{
    return rows < 4 ? 2 : rows < 12 ? rows / 2 : 6;
}

void figure_begin_again(struct figure *figure, const struct screen *screen, struct area plot,
                        int margin, struct region plane)
{
    figure->screen = screen;
    figure->plot = plot;
    figure->plane = plane;
    figure->device = device_of_charts(&screen->device);
    int width = figure_width(screen, plot.columns), height = figure_height(screen, plot.rows);
    double right = (plane.x1 - plane.x0) / (width > 1 ? width - 1 : 1);
    double up = (plane.y1 - plane.y0) / (height > 1 ? height - 1 : 1);
    struct area area = {plot.column, plot.row, plot.columns + margin, plot.rows};
    struct region whole = {plane.x0 - right / 2,
                           plane.x0 + right * (width - 0.5 + figure_width(screen, margin)),
                           plane.y1 - up * (height - 0.5), plane.y1 + up / 2};
    if (screen_is_figure(screen) && device_is_fine(&figure->device)) /* its sides are its ends */
        whole = (struct region){plane.x0, plane.x1 + (plane.x1 - plane.x0) * margin / plot.columns,
                                plane.y0, plane.y1};
    drawing_begin(&figure->drawing, area, whole);
}

void figure_begin(struct figure *figure, const struct screen *screen, struct area plot, int margin,
                  struct region plane)
{
    *figure = (struct figure){0};
    figure_begin_again(figure, screen, plot, margin, plane);
    canvas_begin(&figure->canvas, figure->drawing.area, figure->drawing.plane, &figure->device);
    figure->canvas.exact = screen_is_figure(screen);
    canvas_draw_over(&figure->canvas, screen->frame);
}

void figure_show(struct figure *figure)
{
    canvas_draw(&figure->canvas, &figure->drawing);
    canvas_show(&figure->canvas, figure->screen->frame);
}

void figure_free(struct figure *figure)
{
    canvas_free(&figure->canvas);
    drawing_free(&figure->drawing);
}

struct ink figure_ball_ink(const struct figure *figure, int ball)
{
    return (struct ink){.color = screen_ball_color(figure->screen, ball)};
}

struct ink figure_ink(const struct figure *figure, enum role role)
{
    return (struct ink){.color = figure->screen->theme->roles[role]};
}

void figure_ball(struct figure *figure, struct point at, int ball)
{
    bool many = screen_ball_is_one_of_many(figure->screen, ball);
    drawing_at(&figure->drawing, many ? DEPTH_PRESENT : DEPTH_BALLS,
               screen_ball_owner(figure->screen, ball));
    draw_mark(&figure->drawing, at, screen_ball_mark(figure->screen, ball),
              figure_ball_ink(figure, ball));
}

/* --- axes --- */

struct ticks screen_ticks(const struct screen *screen, double from, double to, int most)
{
    return screen_is_figure(screen) ? axis_ticks_whole(from, to, most) : axis_ticks(from, to, most);
}

/* Of a figure: nothing is there yet. */
static bool is_blank(const struct screen *screen, int column, int row, int columns)
{
    if (!screen_is_figure(screen) || row < 0 || row >= screen->frame->rows || column < 0 ||
        column + columns > screen->frame->columns)
        return false;
    for (int i = 0; i < columns; i++)
        if (frame_cell(screen->frame, column + i, row)->glyph != ' ')
            return false;
    return true;
}

static int draw_number(const struct screen *screen, int column, int row, const char *text)
{
    char digits[32];
    return screen_text(screen, column, row, screen->frame->columns, ROLE_MUTED,
                       screen_digits(digits, "%s", text));
}

void axis_line(const struct screen *screen, double x0, double y0, double x1, double y1)
{
    if (screen_is_figure(screen))
        frame_hairline(
            screen->frame,
            (struct hairline){x0, y0, x1, y1, screen->theme->roles[ROLE_TEXT] & 0xFFFFFF});
}

void axis_nudge(const struct screen *screen, int column, int row, int columns, double right,
                double down)
{
    double most = screen->frame->columns + 0.9 - (column + columns), least = -0.9 - column;
    right = right > most ? most : right < least ? least : right;
    if (screen_is_figure(screen))
        frame_nudge(screen->frame, (struct nudge){column, row, columns, right, down});
}

void axis_raise_name(const struct screen *screen, int column, int row, int columns)
{
    static const double up = 0.4; /* the picture's margin is half a row */
    axis_nudge(screen, column, row, columns, 0, -up);
}

void axis_tick_y(const struct screen *screen, int column, int row, const char *text, double exact,
                 double edge)
{
    static const double long_enough = 0.45;
    axis_nudge(screen, column, row, screen_columns(screen, text), 0, exact - (row + 0.5));
    axis_line(screen, edge, exact, edge + (column < edge ? -long_enough : long_enough), exact);
}

/* The number below stands a little lower than its row, to keep off. */
static void tick_x(const struct screen *screen, int column, int row, const char *text, double exact)
{
    static const double long_enough = 0.22, off = 0.25;
    int minus = *text == '-', digits = (int)strlen(text) - minus;
    axis_nudge(screen, column, row, digits + minus, exact - (column + minus + digits / 2.0), off);
    axis_line(screen, exact, row, exact, row + long_enough);
}

void axis_draw_y(const struct screen *screen, struct area area, double from, double to,
                 const struct ticks *ticks, int column, const char *name)
{
    int end = area.column - 1, last = -1;
    if (ticks->count > 0)
        axis_line(screen, area.column, area.row, area.column, area.row + area.rows);
    bool taken[2] = {false, area.rows < 2};
    for (int i = ticks->count - 1; i >= 0; i--) {
        const struct tick *tick = &ticks->items[i];
        int row = (int)floor((to - tick->at) / (to - from) * area.rows);
        int begin = end - (int)strlen(tick->text);
        row = row < 0 ? 0 : row < area.rows ? row : area.rows - 1;
        if (row == last || begin < column)
            continue;
        draw_number(screen, begin, area.row + row, tick->text);
        axis_tick_y(screen, begin, area.row + row, tick->text,
                    area.row + (to - tick->at) / (to - from) * area.rows, area.column);
        last = row;
        if (row < 2)
            taken[row] = true;
    }
    int width = screen_columns(screen, name);
    int begin = end - width > column ? end - width : column;
    bool above = width > 0 && is_blank(screen, begin, area.row - 1, width);
    if (above)
        axis_raise_name(screen, begin, area.row - 1, width);
    if (above)
        screen_text(screen, begin, area.row - 1, begin + width, ROLE_TEXT, name);
    else if (!taken[0] || !taken[1])
        screen_text(screen, end - 1, area.row + taken[0], end, ROLE_FAINT, name);
}

/* Of a figure: the ends first, and between them what has a blank on both sides; the name below, in
 * the middle. */
static bool draw_whole_x(const struct screen *screen, struct area area, double from, double to,
                         const struct ticks *ticks, const char *name)
{
    int row = area.row + area.rows, width = screen_columns(screen, name), before = -1;
    int middle = area.column + (area.columns - width) / 2;
    if (!is_blank(screen, middle, row + 1, width))
        return false;
    struct {
        int begin, end;
    } places[TICKS_MAX] = {{0, 0}};
    for (int i = 0; i < ticks->count; i++) {
        int digits = (int)strlen(ticks->items[i].text), minus = *ticks->items[i].text == '-';
        int at = (int)floor((ticks->items[i].at - from) / (to - from) * area.columns);
        int begin = area.column + (at < area.columns ? at : area.columns - 1) -
                    (digits - minus) / 2 - minus;
        int most = screen->frame->columns - digits;
        places[i].begin = begin > most ? most : begin < 0 ? 0 : begin;
        places[i].end = places[i].begin + digits;
    }
    for (int i = 0; i < ticks->count; i++) {
        bool last = i == ticks->count - 1;
        if (!last && (places[i].begin <= before || places[i].end >= places[ticks->count - 1].begin))
            continue;
        before = draw_number(screen, places[i].begin, row, ticks->items[i].text);
        tick_x(screen, places[i].begin, row, ticks->items[i].text,
               area.column + (ticks->items[i].at - from) / (to - from) * area.columns);
    }
    screen_text(screen, middle, row + 1, middle + width, ROLE_TEXT, name);
    axis_nudge(screen, middle, row + 1, width, 0, 0.05);
    return true;
}

/* Digits stand under the place. The last numbers give way to a long name. */
void axis_draw_x(const struct screen *screen, struct area area, double from, double to,
                 const struct ticks *ticks, const char *name)
{
    int row = area.row + area.rows, end = area.column + area.columns, free_from = 0;
    if (ticks->count > 0)
        axis_line(screen, area.column, row, end, row);
    if (draw_whole_x(screen, area, from, to, ticks, name))
        return;
    int width = screen_columns(screen, name), last = width > 1 ? end - width - 1 : end + 1;
    for (int i = 0; i < ticks->count; i++) {
        const struct tick *tick = &ticks->items[i];
        int digits = (int)strlen(tick->text), minus = *tick->text == '-';
        int at = (int)floor((tick->at - from) / (to - from) * area.columns);
        int column = area.column + (at < area.columns ? at : area.columns - 1);
        column -= (digits - minus) / 2 + minus;
        if (column < free_from || column + digits > last)
            continue;
        free_from = draw_number(screen, column, row, tick->text) + 1;
        tick_x(screen, column, row, tick->text,
               area.column + (tick->at - from) / (to - from) * area.columns);
    }
    int column = width > 1 || free_from < end ? end - width : free_from;
    if (column >= area.column)
        screen_text(screen, column, row, column + width, ROLE_FAINT, name);
}

void figure_grid(struct figure *figure, const struct ticks *ticks)
{
    struct ink ink = figure_ink(figure, ROLE_GRID);
    ink.weight = WEIGHT_GRID;
    drawing_at(&figure->drawing, DEPTH_GROUND, -1);
    for (int i = 0; i < ticks->count; i++)
        draw_hop(&figure->drawing, (struct point){figure->plane.x0, ticks->items[i].at},
                 (struct point){figure->plane.x1, ticks->items[i].at}, ink);
}

void figure_numbers_y(const struct figure *figure, const struct ticks *ticks, int column)
{
    const struct region *plane = &figure->drawing.plane;
    axis_draw_y(figure->screen, figure->plot, plane->y0, plane->y1, ticks, column, "");
}

void figure_axis_y(struct figure *figure, const struct ticks *ticks, int column)
{
    figure_grid(figure, ticks);
    figure_numbers_y(figure, ticks, column);
}

static int most_ticks(int columns)
{
    return columns < 18 ? 1 : columns > 96 ? 12 : columns / 8;
}

static void draw_axis_x(const struct figure *figure, const struct ticks *ticks, const char *name)
{
    const struct region *plane = &figure->drawing.plane;
    double width = (plane->x1 - plane->x0) * figure->plot.columns / figure->drawing.area.columns;
    axis_draw_x(figure->screen, figure->plot, plane->x0, plane->x0 + width, ticks, name);
}

void figure_axis_x(const struct figure *figure, const char *name)
{
    int most = most_ticks(figure->plot.columns);
    struct ticks ticks = screen_ticks(figure->screen, figure->plane.x0, figure->plane.x1, most);
    draw_axis_x(figure, &ticks, name);
}

void figure_axis_decades(const struct figure *figure, const char *name)
{
    double from = fmin(figure->plane.x0, figure->plane.x1);
    double to = fmax(figure->plane.x0, figure->plane.x1);
    int every = (int)ceil((to - from) / most_ticks(figure->plot.columns));
    struct ticks ticks = axis_decades(from, to, every < 1 ? 1 : every);
    draw_axis_x(figure, &ticks, name);
}

void figure_name_y(const struct screen *screen, struct area area, const char *name)
{
    if (!screen->session->look.layers[LAYER_AXES])
        return;
    screen_text(screen, area.column, area.row, area.column + area.columns, ROLE_TEXT, name);
    axis_raise_name(screen, area.column, area.row, screen_columns(screen, name));
}

typedef void axis_drawer(const struct figure *figure, const char *name);

/* Where the lines are in an area with a row for its title, and the numbers beside them: those that
 * differ in their last digits alone are left out. */
static struct area plot_in(const struct screen *screen, struct area area, struct region *plane,
                           bool *axes, struct ticks *ticks)
{
    enum { LEAST_GUTTER = 5 };
    *axes = screen->session->look.layers[LAYER_AXES] && area.columns >= 24 && area.rows >= 6;
    bool differ = plane->y1 - plane->y0 > 1e-9 * fmax(fabs(plane->y0), fabs(plane->y1));
    struct area plot = {area.column, area.row + 1, area.columns, area.rows - 1 - *axes};
    *ticks = (struct ticks){0};
    double step = 0;
    if (*axes && differ && !screen_is_figure(screen))
        step = axis_fit(&plane->y0, &plane->y1, plot.rows, figure_height(screen, 1));
    if (*axes && differ)
        *ticks = step > 0 ? axis_ticks_by(plane->y0, plane->y1, step)
                          : screen_ticks(screen, plane->y0, plane->y1, figure_ticks(plot.rows));
    int gutter = !*axes ? 0 : axis_gutter(ticks) > LEAST_GUTTER ? axis_gutter(ticks) : LEAST_GUTTER;
    plot.column += gutter, plot.columns -= gutter;
    return plot;
}

struct area figure_plot(const struct screen *screen, struct area area, struct region *plane)
{
    struct ticks ticks;
    bool axes;
    return plot_in(screen, area, plane, &axes, &ticks);
}

static void open_with(struct figure *figure, const struct screen *screen, struct area area,
                      struct region *plane, axis_drawer *draw_axis, const char *name)
{
    struct ticks ticks;
    bool axes;
    struct area plot = plot_in(screen, area, plane, &axes, &ticks);
    figure_begin(figure, screen, plot, 0, *plane);
    figure_axis_y(figure, &ticks, area.column);
    if (axes)
        draw_axis(figure, name);
}

void figure_open(struct figure *figure, const struct screen *screen, struct area area,
                 struct region *plane, const char *name)
{
    open_with(figure, screen, area, plane, figure_axis_x, name);
}

void figure_open_decades(struct figure *figure, const struct screen *screen, struct area area,
                         struct region *plane, const char *name)
{
    open_with(figure, screen, area, plane, figure_axis_decades, name);
}

/* --- cells --- */

struct place figure_cell(const struct figure *figure, struct point point)
{
    struct point cell = drawing_cell(&figure->drawing, point);
    const struct area *area = &figure->drawing.area;
    double column = cell.x > 0 ? cell.x : 0, row = cell.y > 0 ? cell.y : 0;
    return (struct place){column < area->columns ? (int)column : area->columns - 1,
                          row < area->rows ? (int)row : area->rows - 1};
}

struct point figure_point(const struct figure *figure, struct place cell)
{
    return drawing_point(&figure->drawing, (struct point){cell.column + 0.5, cell.row + 0.5});
}

void figure_label(struct figure *figure, enum label_kind kind, struct point at, struct ink ink,
                  const char *text)
{
    struct text spelled = {0};
    screen_spell(figure->screen, &spelled, text);
    drawing_at(&figure->drawing, DEPTH_WORDS, -1);
    draw_label(&figure->drawing, kind, &at, 1, spelled.bytes ? spelled.bytes : "", 1, ink);
    text_free(&spelled);
}
