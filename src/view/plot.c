#include "plot.h"

#include "levels.h"

#include "../base/text.h"

#include <math.h>
#include <string.h>

double plot_column(const struct plot *plot, double x)
{
    return (x - plot->view.x0) / (plot->view.x1 - plot->view.x0) * plot->area.columns;
}

double plot_row(const struct plot *plot, double y)
{
    return (plot->view.y1 - y) / (plot->view.y1 - plot->view.y0) * plot->area.rows;
}

bool plot_inside(const struct plot *plot, double column, double row)
{
    return column >= 0 && row >= 0 && column < plot->area.columns && row < plot->area.rows;
}

struct cell *plot_cell(const struct plot *plot, double column, double row)
{
    if (!plot_inside(plot, column, row))
        return frame_cell(plot->screen->frame, -1, -1);
    return frame_cell(plot->screen->frame, plot->area.column + (int)column,
                      plot->area.row + (int)row);
}

/* A tick's value with no more digits than its step needs. */
static void tick_text(double value, double step, char buffer[32])
{
    int digits = (int)fmax(0, ceil(-log10(step) - 1e-9));
    if (fabs(value) < step * 1e-6)
        value = 0;
    if (digits > 5 || fabs(value) >= 1e6)
        screen_digits(buffer, "%.3g", value);
    else
        screen_digits(buffer, "%.*f", digits, value);
}

static double tick_step(double low, double high, int count)
{
    return round_step(high - low, count < 2 ? 2 : count);
}

/* Returns the columns that the widest of its numbers takes. */
static int y_axis(const struct plot *plot, bool draw)
{
    const struct region *view = &plot->view;
    int rows = plot->area.rows, end = plot->area.column - 1, widest = 0;
    double step = tick_step(view->y0, view->y1, rows / 3 > 8 ? 8 : rows / 3);
    for (double k = ceil(view->y0 / step); k * step <= view->y1; k++) {
        char text[32];
        int row = (int)fmin(plot_row(plot, k * step), rows - 1);
        tick_text(k * step, step, text);
        int width = utf8_columns(text, strlen(text));
        widest = width > widest ? width : widest;
        if (draw)
            screen_text(plot->screen, end > width ? end - width : 0, plot->area.row + row, end,
                        ROLE_FAINT, text);
    }
    return widest;
}

int plot_axis_width(const struct plot *plot)
{
    int width = y_axis(plot, false);
    return width > 8 ? 8 : width;
}

static void draw_x_axis(const struct plot *plot, int row)
{
    const struct region *view = &plot->view;
    int columns = plot->area.columns, free_from = 0;
    double step = tick_step(view->x0, view->x1, columns / 8 > 10 ? 10 : columns / 8);
    for (double k = ceil(view->x0 / step); k * step <= view->x1; k++) {
        char text[32];
        tick_text(k * step, step, text);
        int width = utf8_columns(text, strlen(text));
        int minus = *text == '-' || *text == '\xE2' ? 1 : 0; /* digits stand under the place */
        int column = (int)floor(plot_column(plot, k * step)) - (width - minus) / 2 - minus;
        int end = plot->area.column + columns;
        column += plot->area.column;
        if (column < free_from || column + width > end + 1)
            continue;
        free_from = screen_text(plot->screen, column, row, end + 1, ROLE_FAINT, text) + 1;
    }
}

void plot_draw_axes(const struct plot *plot)
{
    y_axis(plot, true);
    draw_x_axis(plot, plot->area.row + plot->area.rows);
}
