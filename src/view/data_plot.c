#include "figure.h"
#include "parts.h"
#include "plot.h"

#include "../base/memory.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

enum { CELLS_PER_POINT = 12, MARKS_APART = 4 };

struct data_picture {
    const struct screen *screen;
    const struct data_plot *what;
    const struct data *data;
    struct figure figure;
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

/* Few stand above the curves, many are dots below them. */
static void draw_points(struct data_picture *picture)
{
    const struct data *data = picture->data;
    const double *across = data->columns[picture->what->over].values;
    const double *up = data->columns[picture->what->column].values;
    const struct area *plot = &picture->figure.plot;
    bool crowded = data->rows > plot->columns * plot->rows / CELLS_PER_POINT;
    struct ink ink = figure_ink(&picture->figure, ROLE_MUTED);
    drawing_at(&picture->figure.drawing, DEPTH_PAST, -1);
    for (int64_t i = 0; i < data->rows; i++)
        draw_mark(&picture->figure.drawing, (struct point){across[i], up[i]},
                  crowded ? MARK_POINT : MARK_DATUM, ink);
}

/* --- curves --- */

/* Of a place on the surface; a mark near its right end, every ball at a place of its own. */
static void draw_curve(struct data_picture *picture, struct point place, struct ink ink, int mark)
{
    struct drawing *drawing = &picture->figure.drawing;
    const struct session *session = picture->screen->session;
    const struct region *plane = &picture->figure.plane;
    int columns = picture->figure.plot.columns, count = figure_width(picture->screen, columns);
    double *at = memory_new(2 * (size_t)count, sizeof *at), *heights = at + count;
    for (int i = 0; i < count; i++)
        at[i] = plane->x0 + (plane->x1 - plane->x0) * i / (count > 1 ? count - 1 : 1);
    lab_curve(session->lab, session->sim, picture->what->curve, place, at, heights, count);
    draw_line(drawing, NULL, 0, ink);
    for (int i = 0; i < count; i++)
        drawing_extend(drawing, (struct point){at[i], heights[i]});
    int last = (int)((count - 1) * (1 - (2.0 + MARKS_APART * mark) / columns));
    while (mark >= 0 && last >= 0 && !(heights[last] >= plane->y0 && heights[last] <= plane->y1))
        last--;
    if (mark >= 0 && last >= 0)
        figure_ball(&picture->figure, (struct point){at[last], heights[last]}, mark);
    free(at);
}

/* What the runs before came to. */
static void draw_ghosts(struct data_picture *picture)
{
    const struct session *session = picture->screen->session;
    for (int i = 0; session->look.layers[LAYER_GHOST] && i < session->ghosts.count; i++)
        for (int k = 0; k < session->ghosts.items[i].count; k++) {
            const struct ghost_track *track = &session->ghosts.items[i].tracks[k];
            struct ink ink = figure_ball_ink(&picture->figure, track->ball);
            ink.dash = DASH_DOTTED, ink.age = AGE_OLD;
            drawing_at(&picture->figure.drawing, DEPTH_PAST, track->ball);
            if (track->count > 0)
                draw_curve(picture, track->points[track->count - 1], ink, -1);
        }
}

static void draw_curves(struct data_picture *picture)
{
    draw_ghosts(picture);
    for (int i = 0; i < picture->screen->session->sim->ball_count; i++) {
        int ball = screen_ball_above(picture->screen, i);
        drawing_at(&picture->figure.drawing, DEPTH_PRESENT, ball);
        draw_curve(picture, ball_place(picture->screen, ball),
                   figure_ball_ink(&picture->figure, ball), ball);
    }
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
static void draw_title(const struct data_picture *picture, struct area area)
{
    const struct screen *screen = picture->screen;
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
    struct data_picture picture = {screen, what, sim_problem(screen->session->sim)->data, {0}};
    const struct data_column *columns = picture.data->columns;
    struct region plane;
    struct area plot = {area.column, area.row + 1, area.columns, area.rows - 1 - axes};
    widen(columns[what->over].values, picture.data->rows, &plane.x0, &plane.x1);
    widen(columns[what->column].values, picture.data->rows, &plane.y0, &plane.y1);
    struct ticks ticks = axis_ticks(plane.y0, plane.y1, plot.rows < 24 ? plot.rows / 3 : 8);
    int gutter = axes ? axis_gutter(&ticks) : 0;
    plot.column += gutter, plot.columns -= gutter;
    figure_begin(&picture.figure, screen, plot, 0, plane);
    draw_title(&picture, area);
    if (axes) {
        figure_axis_y(&picture.figure, &ticks, area.column);
        figure_axis_x(&picture.figure, columns[what->over].name);
    }
    draw_points(&picture);
    if (what->curve)
        draw_curves(&picture);
    figure_show(&picture.figure);
    figure_free(&picture.figure);
}
