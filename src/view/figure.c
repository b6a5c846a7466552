#include "figure.h"

#include "../base/text.h"

struct device figure_device(const struct screen *screen)
{
    struct device device = screen_device(screen);
    return device_of_charts(&device);
}

int figure_width(const struct screen *screen, int columns)
{
    return columns * lines_rows[figure_device(screen).lines].across;
}

void figure_begin(struct figure *figure, const struct screen *screen, struct area plot, int margin,
                  struct region plane)
{
    *figure = (struct figure){
        .screen = screen, .plot = plot, .plane = plane, .device = figure_device(screen)};
    const struct lines_row *mode = &lines_rows[figure->device.lines];
    int width = plot.columns * mode->across, height = plot.rows * mode->down;
    double right = (plane.x1 - plane.x0) / (width > 1 ? width - 1 : 1);
    double up = (plane.y1 - plane.y0) / (height > 1 ? height - 1 : 1);
    struct area area = {plot.column, plot.row, plot.columns + margin, plot.rows};
    struct region whole = {plane.x0 - right / 2,
                           plane.x0 + right * (width - 0.5 + margin * mode->across),
                           plane.y1 - up * (height - 0.5), plane.y1 + up / 2};
    drawing_begin(&figure->drawing, area, whole);
    canvas_begin(&figure->canvas, area, whole, &figure->device);
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

void figure_grid(struct figure *figure, const struct tick *ticks, int count)
{
    struct ink ink = figure_ink(figure, ROLE_GRID);
    ink.weight = WEIGHT_GRID;
    drawing_at(&figure->drawing, DEPTH_GROUND, -1);
    for (int i = 0; i < count; i++)
        draw_hop(&figure->drawing, (struct point){figure->plane.x0, ticks[i].at},
                 (struct point){figure->plane.x1, ticks[i].at}, ink);
}

static struct axis_style style_of(const struct screen *screen)
{
    return (struct axis_style){screen_style(screen, ROLE_MUTED), screen_style(screen, ROLE_FAINT),
                               screen->display->unicode};
}

void figure_axis_y(const struct figure *figure, const struct tick *ticks, int count, int column)
{
    const struct region *plane = &figure->drawing.plane;
    struct axis_style style = style_of(figure->screen);
    axis_draw_y(figure->screen->frame, figure->plot, ticks, count, plane->y0, plane->y1, column, "",
                &style);
}

void figure_axis_x(const struct figure *figure, int row, const char *name)
{
    struct tick ticks[TICKS_MAX];
    int columns = figure->plot.columns, most = columns < 18 ? 1 : columns > 96 ? 12 : columns / 8;
    int count = axis_ticks(figure->plane.x0, figure->plane.x1, most, ticks);
    struct axis_style style = style_of(figure->screen);
    struct area area = {figure->plot.column, figure->plot.row, columns, row - figure->plot.row};
    const struct region *plane = &figure->drawing.plane;
    double width = (plane->x1 - plane->x0) * columns / figure->drawing.area.columns;
    axis_draw_x(figure->screen->frame, area, ticks, count, plane->x0, plane->x0 + width, name,
                &style);
}

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

bool figure_text(struct figure *figure, struct place cell, struct style style, const char *text)
{
    const struct area *area = &figure->drawing.area;
    struct frame *frame = figure->screen->frame;
    int end = cell.column + screen_columns(figure->screen, text);
    if (cell.column < 0 || end > area->columns || cell.row < 0 || cell.row >= area->rows)
        return false;
    for (int column = cell.column; column < end; column++)
        if (canvas_is(&figure->canvas, column, cell.row) == CELL_TAKEN)
            return false;
    for (int column = cell.column - 1; column <= end; column++)
        if (column >= 0 && column < area->columns &&
            canvas_is(&figure->canvas, column, cell.row) < CELL_TAKEN)
            frame_cell(frame, area->column + column, area->row + cell.row)->glyph = ' ';
    int column = area->column + cell.column, row = area->row + cell.row;
    for (int i = cell.column; i < end; i++)
        canvas_take(&figure->canvas, i, cell.row);
    struct text spelled = {0};
    screen_spell(figure->screen, &spelled, text);
    style.bg = frame_cell(frame, column, row)->bg;
    frame_text(frame, column, row, area->column + end, style, spelled.bytes ? spelled.bytes : "");
    text_free(&spelled);
    return true;
}
