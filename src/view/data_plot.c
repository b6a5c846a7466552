#include "card.h"
#include "figure.h"
#include "parts.h"
#include "plot.h"
#include "sheet.h"

#include "../base/memory.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

enum { CELLS_PER_POINT = 12, MARKS_APART = 4, NAME_COLUMNS = 8 };

/* --- axes --- */

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

/* --- classes --- */

/* A hue for each, apart from those of the first balls; with 16 colours and fewer their own. */
static const struct hue {
    color dark, light;
    int ansi;
} hues[DATA_CLASSES_MAX] = {{0xB0CAD1, 0x227284, 6}, {0xB461FF, 0x7018D1, 5},
                            {0xAC8B2F, 0x766707, 3}, {0x73BEA7, 0x305B31, 2},
                            {0xDCA37D, 0xC26555, 1}, {0x889BCE, 0x6B69D7, 4}};

/* The column that tells the points apart, and what there is in it. */
struct kinds {
    int column; /* -1: they are alike */
    int count;
    double values[DATA_CLASSES_MAX]; /* of a column of numbers */
};

static bool are_two(const struct kinds *kinds)
{
    return kinds->count == 2 && kinds->values[1] == 1 &&
           (kinds->values[0] == 0 || kinds->values[0] == -1);
}

static const struct kinds alike = {.column = -1};

static struct kinds kinds_of(const struct data *data, int column)
{
    struct kinds kinds = {.column = column};
    const struct data_words *words = data->columns[column].words;
    kinds.count = words ? words->count : data_values(data, column, kinds.values);
    return kinds.count > 0 ? kinds : alike;
}

/* One that the surface reads as 0 and 1, or -1 and 1; what is on no axis comes first. */
static struct kinds find_kinds(const struct problem *problem, const struct data *data,
                               const struct data_plot *what)
{
    const struct graph *graph = problem->code->graph;
    for (int axis = 0; axis < 2; axis++)
        for (int i = 0; i < graph->input_count; i++) {
            const struct input *input = &graph->inputs[i];
            bool on_axis = input->index == what->column;
            if (input->kind != INPUT_COLUMN || input->index == what->over || on_axis != (axis == 1))
                continue;
            struct kinds kinds = kinds_of(data, input->index);
            if (are_two(&kinds))
                return kinds;
        }
    return alike;
}

static struct kinds choose_kinds(const struct screen *screen, const struct data *data)
{
    const struct look *look = &screen->session->look;
    int column = data_find(data, look->classes.column);
    if (look->classes.kind == CLASSES_OFF)
        return alike;
    if (look->classes.kind == CLASSES_OF && column >= 0)
        return kinds_of(data, column);
    return find_kinds(sim_problem(screen->session->sim), data, look->plot);
}

/* From 0; -1: none. */
static int kind_at(const struct kinds *kinds, const struct data *data, int64_t row)
{
    int kind = -1;
    if (kinds->column < 0)
        return -1;
    const struct data_column *column = &data->columns[kinds->column];
    if (column->words)
        return column->words->of[row] - 1;
    for (int i = 0; i < kinds->count; i++)
        if (column->values[row] == kinds->values[i])
            kind = i;
    return kind;
}

color data_class_color(const struct screen *screen, int kind)
{
    const struct device *device = &screen->device;
    const struct hue *hue = &hues[kind];
    return device->colors >= COLORS_256    ? (device->light ? hue->light : hue->dark)
           : device->colors == COLORS_MONO ? screen->theme->roles[ROLE_TEXT]
                                           : COLOR_ANSI(hue->ansi);
}

/* What the marks are, at the right end of the title; returns where that ends. What is on an axis
 * stands there. */
static int draw_kinds(const struct screen *screen, const struct kinds *kinds,
                      const struct data *data, int on_axis, struct area area)
{
    int end = area.column + area.columns, least = area.column + NAME_COLUMNS;
    char number[32];
    if (kinds->column < 0 || kinds->column == on_axis)
        return end;
    const struct data_column *column = &data->columns[kinds->column];
    for (int i = kinds->count - 1; i >= 0; i--) {
        const char *name =
            column->words ? column->words->items[i] : screen_number(kinds->values[i], number);
        int begin = end - screen_columns(screen, name) - 2;
        if (begin < least)
            return end;
        screen_text(screen, begin + 2, area.row, end, ROLE_MUTED, name);
        *frame_cell(screen->frame, begin, area.row) =
            (struct cell){mark_glyph(MARK_CLASS + i, 0, screen->display->unicode), 0,
                          data_class_color(screen, i), COLOR_DEFAULT, 0};
        end = begin - 2;
    }
    if (end - screen_columns(screen, column->name) > least)
        end = screen_right(screen, end, area.row, ROLE_FAINT, column->name) - 2;
    return end;
}

/* --- points --- */

/* Few stand above the curves, many are dots below them. What is held back is hollow, and has a
 * colour of its own. */
static void draw_points(struct figure *figure, const struct kinds *kinds,
                        const struct data_plot *what, const struct data *data, int mark,
                        enum role role)
{
    const double *x = data->columns[what->over].values, *y = data->columns[what->column].values;
    bool crowded = data->rows > figure->plot.columns * figure->plot.rows / CELLS_PER_POINT;
    drawing_at(&figure->drawing, DEPTH_PAST, -1);
    for (int64_t i = 0; i < data->rows; i++) {
        int kind = kind_at(kinds, data, i);
        struct ink ink = figure_ink(figure, role);
        if (kind >= 0 && role == ROLE_MUTED)
            ink.color = data_class_color(figure->screen, kind);
        if (!isnan(x[i]) && !isnan(y[i]))
            draw_mark(&figure->drawing, (struct point){x[i], y[i]},
                      crowded && !(mark & MARK_HOLLOW) ? MARK_POINT
                      : kind >= 0                      ? MARK_CLASS + kind
                                                       : mark,
                      ink);
    }
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
        drawing_at(&figure->drawing, DEPTH_PRESENT, screen_ball_owner(figure->screen, ball));
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
static void draw_title(const struct screen *screen, struct area area, int end,
                       const struct data_plot *what, const char *column_name, const char *over)
{
    const struct session *session = screen->session;
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

/* Columns of the balls' records: they are charts. */
static void draw_record(const struct screen *screen, struct area area,
                        const struct chart_choice *record)
{
    if (screen_hides_future(screen))
        veil_draw(screen, area);
    else
        formulas_draw(screen, area, screen->sheets + SHEETS_OF_DATA, record);
}

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
    if (what->record.count > 0) {
        draw_record(screen, area, &what->record);
        return;
    }
    struct figure figure;
    struct region plane;
    const struct data_column *over = &data->columns[what->over];
    const struct data_column *column = &data->columns[what->column];
    const struct data *all = data->all ? data->all : data;
    struct kinds kinds = choose_kinds(screen, all);
    int end = draw_kinds(screen, &kinds, all, what->column, area);
    widen(all->columns[what->over].values, all->rows, &plane.x0, &plane.x1);
    widen(all->columns[what->column].values, all->rows, &plane.y0, &plane.y1);
    draw_title(screen, area, end, what, column->name, over->name);
    figure_open(&figure, screen, area, &plane, over->name);
    draw_points(&figure, &kinds, what, data, MARK_DATUM, ROLE_MUTED);
    if (data->held)
        draw_points(&figure, &kinds, what, data->held, MARK_DATUM | MARK_HOLLOW, ROLE_ACCENT);
    if (what->curve)
        draw_curves(&figure, what->curve);
    figure_show(&figure);
    figure_free(&figure);
}
