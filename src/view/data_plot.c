#include "figure.h"
#include "parts.h"
#include "plot.h"

#include "../base/memory.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

enum { CELLS_PER_POINT = 12, MARKS_APART = 4 };

/* --- points --- */

static void widen(const double *values, int64_t count, double *low, double *high)
{
    *low = HUGE_VAL, *high = -HUGE_VAL;
    for (int64_t i = 0; i < count; i++) {
        *low = fmin(values[i], *low); /* a gap is a NaN, and no bound */
        *high = fmax(values[i], *high);
    }
    double span = *high - *low, air = span > 0 ? 0.06 * span : fmax(1, fabs(*low));
    *low -= air;
    *high += air;
}

/* Few stand above the curves, many are dots below them. */
static void draw_points(struct figure *figure, const double *x, const double *y, int64_t count,
                        int mark, enum role role)
{
    bool crowded = count > figure->plot.columns * figure->plot.rows / CELLS_PER_POINT;
    drawing_at(&figure->drawing, DEPTH_PAST, -1);
    for (int64_t i = 0; i < count; i++)
        if (!isnan(x[i]) && !isnan(y[i]))
            draw_mark(&figure->drawing, (struct point){x[i], y[i]}, crowded ? MARK_POINT : mark,
                      figure_ink(figure, role));
}

/* --- curves --- */

/* Of a place on the surface; a mark near its right end, every ball at a place of its own. */
static void draw_curve(struct figure *figure, const struct formula_code *curve, struct point place,
                       struct ink ink, int mark)
{
    const struct session *session = figure->screen->session;
    const struct region *plane = &figure->plane;
    int columns = figure->plot.columns, count = figure_width(figure->screen, columns);
    double *at = memory_new(2 * (size_t)count, sizeof *at), *heights = at + count;
    for (int i = 0; i < count; i++)
        at[i] = plane->x0 + (plane->x1 - plane->x0) * i / (count > 1 ? count - 1 : 1);
    lab_curve(session->lab, session->sim, curve, place, at, heights, count);
    draw_line(&figure->drawing, NULL, 0, ink);
    for (int i = 0; i < count; i++)
        drawing_extend(&figure->drawing, (struct point){at[i], heights[i]});
    int last = (int)((count - 1) * (1 - (2.0 + MARKS_APART * mark) / columns));
    while (mark >= 0 && last >= 0 && !(heights[last] >= plane->y0 && heights[last] <= plane->y1))
        last--;
    if (mark >= 0 && last >= 0)
        figure_ball(figure, (struct point){at[last], heights[last]}, mark);
    free(at);
}

/* What the runs before came to, dotted, and where the balls are now. */
static void draw_curves(struct figure *figure, const struct formula_code *curve)
{
    const struct session *session = figure->screen->session;
    for (int i = 0; session->look.layers[LAYER_GHOST] && i < session->ghosts.count; i++)
        for (int k = 0; k < session->ghosts.items[i].count; k++) {
            const struct ghost_track *track = &session->ghosts.items[i].tracks[k];
            struct ink ink = figure_ball_ink(figure, track->ball);
            ink.dash = DASH_DOTTED, ink.age = AGE_OLD;
            drawing_at(&figure->drawing, DEPTH_PAST, track->ball);
            if (track->count > 0)
                draw_curve(figure, curve, track->points[track->count - 1], ink, -1);
        }
    for (int i = 0; i < session->sim->ball_count; i++) {
        int ball = screen_ball_above(figure->screen, i);
        drawing_at(&figure->drawing, DEPTH_PRESENT, ball);
        draw_curve(figure, curve, ball_place(figure->screen, ball), figure_ball_ink(figure, ball),
                   ball);
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
static void draw_title(const struct screen *screen, struct area area, const struct data_plot *what,
                       const char *column_name, const char *over)
{
    const struct session *session = screen->session;
    int end = area.column + area.columns;
    int column = screen_text(screen, area.column, area.row, end, ROLE_STRONG, column_name);
    if (!what->curve) {
        screen_printf(screen, column, area.row, end, ROLE_MUTED, " over %s", over);
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
    const struct data *data = data_whole(sim_problem(screen->session->sim)->data);
    if (area.columns < 8 || area.rows < 3)
        return;
    if (!what) {
        draw_nothing(screen, area);
        return;
    }
    struct figure figure;
    struct region plane;
    const struct data_column *over = &data->columns[what->over];
    const struct data_column *column = &data->columns[what->column];
    const struct data *all = data->all ? data->all : data;
    widen(all->columns[what->over].values, all->rows, &plane.x0, &plane.x1);
    widen(all->columns[what->column].values, all->rows, &plane.y0, &plane.y1);
    draw_title(screen, area, what, column->name, over->name);
    figure_open(&figure, screen, area, plane, over->name);
    draw_points(&figure, over->values, column->values, data->rows, MARK_DATUM, ROLE_MUTED);
    if (data->held)
        draw_points(&figure, data->held->columns[what->over].values,
                    data->held->columns[what->column].values, data->held->rows,
                    MARK_DATUM | MARK_HOLLOW, ROLE_ACCENT);
    if (what->curve)
        draw_curves(&figure, what->curve);
    figure_show(&figure);
    figure_free(&figure);
}
