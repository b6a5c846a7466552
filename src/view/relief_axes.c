/* The axes: numbers beside the two edges of the block's foot that are nearest to the viewer; in
 * figures the loss, too. */

#include "figure.h"
#include "relief.h"

#include "../draw/axes.h"

#include <math.h>

/* One of the two edges. */
struct edge {
    const struct plot *plot;
    bool along_x;
    double side; /* where it is on the other axis: -1 or 1 */
};

/* A place on the edge (distance 0) or out from it. */
static struct sighted edge_at(const struct edge *edge, double along, double distance)
{
    double across = edge->side * (1 + distance);
    struct spatial point = {edge->along_x ? along : across, edge->along_x ? across : along,
                            -RELIEF_FOOT};
    return camera_project(&edge->plot->screen->relief->ground.camera, point);
}

/* Only where nothing is drawn yet, with a blank on both sides. */
static bool is_free(const struct plot *plot, int column, int row, int width)
{
    int rows = plot->area.rows + screen_has_whole_axes(plot->screen); /* that of names is left */
    if (column < 0 || row < 0 || column + width > plot->area.columns || row >= rows)
        return false;
    for (int i = column - 1; i <= column + width; i++) {
        if (frame_cell(plot->screen->frame, plot->area.column + i, plot->area.row + row)->glyph !=
                ' ' ||
            ground_at(&plot->screen->relief->ground, i + 0.5, row + 0.5))
            return false;
    }
    return true;
}

/* Text beside the edge, on the side that it is seen on; farther out where the block, which is wider
 * above, hides that place. */
static void write_beside(const struct edge *edge, double along, double distance, enum role role,
                         const char *text)
{
    enum { FARTHER = 6, FIGURE_FARTHER = 14 };
    const struct plot *plot = edge->plot;
    struct sighted on = edge_at(edge, along, 0), out = edge_at(edge, along, distance);
    int width = screen_columns(plot->screen, text);
    double lean = fmin(fmax((out.column - on.column) / 2, -1), 1);
    int step = lean > 0.5 ? 1 : lean < -0.5 ? -1 : 0;
    int column = (int)floor(out.column + (lean - 1) / 2 * width + 0.5);
    int row = (int)floor(step ? out.row : fmax(out.row, floor(on.row) + 1));
    int most = FARTHER;
    if (screen_is_figure(plot->screen)) { /* also the number of the corner in front */
        most = FIGURE_FARTHER;
        row = row < plot->area.rows + 1 ? row : plot->area.rows;
    }
    for (int i = 0; i < most && !is_free(plot, column, row, width); i++)
        column += step;
    if (!is_free(plot, column, row, width))
        return;
    screen_text(plot->screen, plot->area.column + column, plot->area.row + row,
                plot->area.column + plot->area.columns, role, text);
    axis_nudge(plot->screen, plot->area.column + column, plot->area.row + row, width, 0,
               fmin(fmax(out.row - row - 0.5, -0.5), 0.5));
}

/* The edge itself, or a tick on it. */
static void draw_part(const struct edge *edge, struct sighted from, struct sighted to)
{
    const struct area *area = &edge->plot->area;
    axis_line(edge->plot->screen, area->column + from.column, area->row + from.row,
              area->column + to.column, area->row + to.row);
}

static void draw_edge(const struct edge *edge)
{
    const struct region *view = &edge->plot->view;
    double low = edge->along_x ? view->x0 : view->y0, high = edge->along_x ? view->x1 : view->y1;
    char text[32], name[AXIS_NAME_SIZE];
    int most = edge->plot->area.columns < 60 ? 2 : 4;
    struct ticks ticks = screen_ticks(edge->plot->screen, low, high, most);
    if (ticks.count > 0)
        draw_part(edge, edge_at(edge, -1, 0), edge_at(edge, 1, 0));
    for (int i = 0; i < ticks.count; i++) {
        double along = 2 * (ticks.items[i].at - low) / (high - low) - 1;
        draw_part(edge, edge_at(edge, along, 0), edge_at(edge, along, 0.03));
    }
    for (int i = 0; i < ticks.count; i++)
        write_beside(edge, 2 * (ticks.items[i].at - low) / (high - low) - 1, 0.12, ROLE_MUTED,
                     screen_digits(text, "%s", ticks.items[i].text));
    double step = axis_step(high - low, most);
    double middle = (floor((low + high) / 2 / step) + 0.5) * step; /* between two numbers */
    bool figure = screen_is_figure(edge->plot->screen);            /* beyond the numbers */
    write_beside(
        edge, figure ? 0 : 2 * (middle - low) / (high - low) - 1, figure ? 0.4 : 0.12, ROLE_FAINT,
        screen_axis_name(edge->plot->screen, !edge->along_x, edge->along_x ? "x" : "y", name));
}

/* --- the loss --- */

/* Upright, beside the corner of the block that is seen farthest out on a side. */
struct upright {
    const struct plot *plot;
    struct point corner;
    double column, low, high; /* its rows */
    int side;                 /* -1: the numbers stand left of it; 1: right */
};

static struct sighted corner_at(const struct upright *upright, double height)
{
    const struct spatial point = {upright->corner.x, upright->corner.y, height};
    return camera_project(&upright->plot->screen->relief->ground.camera, point);
}

/* Where there is more room. */
static struct upright upright_make(const struct plot *plot)
{
    static const double beside = 1; /* columns */
    struct upright best = {.plot = plot};
    double most = -HUGE_VAL;
    for (int i = 0; i < 8; i++) {
        struct upright one = {plot, {i & 1 ? 1 : -1, i & 2 ? 1 : -1}, 0, 0, 0, i & 4 ? 1 : -1};
        struct sighted foot = corner_at(&one, 0), top = corner_at(&one, RELIEF_HEIGHT);
        bool outermost = true;
        for (int k = 0; k < 4; k++) {
            struct upright other = {plot, {k & 1 ? 1 : -1, k & 2 ? 1 : -1}, 0, 0, 0, 0};
            outermost &= one.side * (corner_at(&other, 0).column - foot.column) < 1e-9;
        }
        double room = one.side < 0 ? foot.column : plot->area.columns - foot.column;
        if (!outermost || room <= most)
            continue;
        most = room;
        best = one;
        best.column = foot.column + one.side * beside;
        best.low = foot.row, best.high = top.row;
    }
    return best;
}

/* A number beside the upright, if nothing else is there. */
static void write_loss(const struct upright *upright, double tone, const char *number)
{
    const struct plot *plot = upright->plot;
    const struct area *area = &plot->area;
    double at = upright->low + tone * (upright->high - upright->low), column = upright->column;
    int row = (int)floor(at), width = screen_columns(plot->screen, number);
    int begin = (int)floor(column + 2 * upright->side) - (upright->side < 0 ? width - 1 : 0);
    if (!is_free(plot, begin, row, width))
        return;
    screen_text(plot->screen, area->column + begin, area->row + row, area->column + area->columns,
                ROLE_MUTED, number);
    axis_nudge(plot->screen, area->column + begin, area->row + row, width, 0, at - row - 0.5);
    axis_line(plot->screen, area->column + column, area->row + at,
              area->column + column + 0.5 * upright->side, area->row + at);
}

static void write_loss_name(const struct upright *upright)
{
    const struct plot *plot = upright->plot;
    char name[AXIS_NAME_SIZE];
    const char *shown = screen_axis_name(plot->screen, 2, "loss", name);
    int width = screen_columns(plot->screen, shown), row = (int)floor(upright->high) - 1;
    int column = (int)floor(upright->column) - (upright->side < 0 ? width - 1 : 0);
    if (!is_free(plot, column, row, width))
        return;
    screen_text(plot->screen, plot->area.column + column, plot->area.row + row,
                plot->area.column + plot->area.columns, ROLE_FAINT, shown);
    axis_nudge(plot->screen, plot->area.column + column, plot->area.row + row, width, 0, -0.5);
}

/* Both ends, and round losses between them. */
void relief_draw_upright(const struct plot *plot)
{
    enum { BETWEEN = 4 };
    const struct tone_scale *rise = &plot->screen->relief->ground.rise;
    struct upright upright = upright_make(plot);
    double rows = upright.low - upright.high;
    struct levels levels;
    char number[32];
    if (!(rise->greatest > rise->least) || rows < 2)
        return;
    levels_of_scale(&levels, rise, BETWEEN);
    axis_line(plot->screen, plot->area.column + upright.column, plot->area.row + upright.low,
              plot->area.column + upright.column, plot->area.row + upright.high);
    for (int end = 0; end < 2; end++) {
        screen_digits(number, "%.3g", end ? rise->greatest : rise->least);
        screen_shorten(number);
        write_loss(&upright, end, number);
    }
    for (int i = 0; i < levels.count; i++) {
        double tone = levels.tones[i];
        screen_number(levels.values[i], number);
        if (rows * fmin(tone, 1 - tone) > 1)
            write_loss(&upright, tone, number);
    }
    write_loss_name(&upright);
}

void relief_draw_axes(const struct plot *plot)
{
    const struct camera *camera = &plot->screen->relief->ground.camera;
    struct edge x = {plot, true, camera->turn_cos >= 0 ? -1 : 1};
    struct edge y = {plot, false, camera->turn_sin > 0 ? -1 : 1};
    draw_edge(&x);
    draw_edge(&y);
}
