/* One number: the curve of what becomes of the ball, and below it the strip of the places between
 * which the ball goes in the end: one where it settles, two where it swings between two, many in
 * chaos. */

#include "sweep.h"

#include "../base/memory.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct curve {
    const struct sweeping *sweeping;
    const struct screen *screen;
    double low, high; /* of the axis */
    bool logarithmic; /* heights are exponents */
    double bottom, top;
    int gutter;
};

static double place_of(const struct curve *curve, int index)
{
    const struct sweep_axis *axis = &curve->sweeping->axes[0];
    return sweep_place(axis, sweep_value(axis, index));
}

static double height_of(const struct curve *curve, double value)
{
    return curve->logarithmic && value < 1e-300 ? -300 : curve->logarithmic ? log10(value) : value;
}

/* Where theory's border is; NaN: it is not known, or not in the range. */
static double border_of(const struct curve *curve)
{
    const struct border *border = &curve->sweeping->border;
    const struct sweep_axis *axis = &curve->sweeping->axes[0];
    double first = sweep_place(axis, axis->from);
    return border->known ? first + border->shares[0] * (sweep_place(axis, axis->to) - first)
                         : (double)NAN;
}

/* --- what both have --- */

/* The border, dashed; where the ball's number is. */
static void draw_uprights(const struct curve *curve, struct figure *figure)
{
    double border = border_of(curve), here;
    struct ink edge = figure_ink(figure, ROLE_DANGER), now = figure_ink(figure, ROLE_ACCENT);
    edge.dash = DASH_DASHED, now.dash = DASH_DOTTED;
    drawing_at(&figure->drawing, DEPTH_PAST, -1);
    if (!isnan(border))
        draw_hop(&figure->drawing, (struct point){border, figure->plane.y0},
                 (struct point){border, figure->plane.y1}, edge);
    if (sweep_here(curve->sweeping, 0, &here))
        draw_hop(&figure->drawing, (struct point){here, figure->plane.y0},
                 (struct point){here, figure->plane.y1}, now);
}

static void add_target(const struct curve *curve, const struct figure *figure)
{
    const struct sweep_axis *axis = &curve->sweeping->axes[0];
    target_add(curve->screen,
               (struct target){.kind = TARGET_SWEEP,
                               .area = figure->plot,
                               .region = figure->drawing.plane,
                               .axes = {sweep_target(axis)}},
               NULL);
}

static void draw_axis_x(const struct curve *curve, const struct figure *figure)
{
    const struct sweep_axis *axis = &curve->sweeping->axes[0];
    const struct region *plane = &figure->drawing.plane;
    int columns = figure->plot.columns;
    struct ticks ticks = sweep_ticks(curve->screen, axis, columns < 80 ? columns / 9 : 9);
    axis_draw_x(curve->screen, figure->plot, plane->x0, plane->x1, &ticks,
                sweep_sign(curve->screen, axis));
}

static struct area plot_of(const struct curve *curve, struct area area)
{
    area.column += curve->gutter, area.columns -= curve->gutter;
    return area;
}

/* --- the curve --- */

/* From the least value to the greatest; two rows below leave room for words. */
static void measure_curve(struct curve *curve, int rows)
{
    enum { WORDS_FROM_ROWS = 5 };
    const struct tints *tints = &curve->sweeping->tints;
    curve->logarithmic = tints->logarithmic;
    bool any = tints->low <= tints->high;
    curve->bottom = any ? height_of(curve, tints->low) : 0;
    curve->top = any ? height_of(curve, tints->high) : 1;
    if (!(curve->top > curve->bottom))
        curve->top = curve->bottom + 1;
    if (rows > WORDS_FROM_ROWS)
        curve->bottom -= 2 * (curve->top - curve->bottom) / (rows - 2);
}

static struct ticks heights(const struct curve *curve, int rows)
{
    double span = curve->top - curve->bottom;
    if (!curve->logarithmic)
        return screen_ticks(curve->screen, curve->bottom, curve->top, figure_ticks(rows));
    int every = (int)ceil(span / fmax(1, figure_ticks(rows)));
    return axis_decades(curve->bottom, curve->top, every > 1 ? every : 1);
}

/* A mark, and beside it what it is, over no part of the curve. */
static void tag_best(const struct curve *curve, struct figure *figure)
{
    const struct sweeping *sweeping = curve->sweeping;
    char words[100], number[32], place[32];
    if (sweeping->best < 0)
        return;
    int index = (int)sweeping->best;
    double value = tint_value(sweeping, &sweeping->outlook.cells[index]);
    struct point at = {place_of(curve, index), height_of(curve, value)};
    screen_number(value, number);
    snprintf(words, sizeof words, "best %s at %s %s" LABEL_ELSE "best %s", number,
             sweep_sign(curve->screen, &sweeping->axes[0]),
             screen_number(sweep_value(&sweeping->axes[0], index), place), number);
    drawing_at(&figure->drawing, DEPTH_PRESENT, -1);
    draw_mark(&figure->drawing, at, MARK_MINIMUM, figure_ink(figure, ROLE_STRONG));
    figure_label(figure, LABEL_BESIDE, at, figure_ink(figure, ROLE_STRONG), words);
    struct place cell = figure_cell(figure, at);
    target_command(
        curve->screen,
        (struct area){figure->plot.column + cell.column, figure->plot.row + cell.row, 1, 1},
        "best");
}

/* At the border's foot, where the curve has ended. */
static void name_border(const struct curve *curve, const struct figure *figure)
{
    double border = border_of(curve);
    char name[40];
    if (isnan(border))
        return;
    sweep_border_name(curve->screen, curve->screen->session->selected, name);
    struct place cell = figure_cell(figure, (struct point){border, figure->plane.y1});
    int width = screen_columns(curve->screen, name), column = cell.column + 2;
    if (column + width > figure->plot.columns)
        column = cell.column - 1 - width;
    if (column >= 0)
        screen_text(curve->screen, figure->plot.column + column, figure->plot.row,
                    figure->plot.column + column + width, ROLE_DANGER, name);
}

static void draw_values(const struct curve *curve, struct figure *figure)
{
    const struct sweeping *sweeping = curve->sweeping;
    drawing_at(&figure->drawing, DEPTH_PRESENT, curve->screen->session->selected);
    draw_line(&figure->drawing, NULL, 0, figure_ink(figure, ROLE_TEXT));
    for (int i = 0; i < sweeping->outlook.rows; i++) {
        const struct sweep_cell *cell = &sweeping->outlook.cells[i];
        double value = cell->known ? tint_value(sweeping, cell) : (double)NAN;
        if (cell->known)
            drawing_extend(&figure->drawing,
                           (struct point){place_of(curve, i), height_of(curve, value)});
    }
}

static void draw_here(const struct curve *curve, struct figure *figure)
{
    const struct sweeping *sweeping = curve->sweeping;
    double here;
    if (!sweep_here(sweeping, 0, &here))
        return;
    const struct sweep_cell *cell =
        outlook_at(&sweeping->outlook, sweep_index(&sweeping->axes[0], here), 0);
    double value = tint_value(sweeping, cell);
    double height = isnan(value) ? curve->top : height_of(curve, value);
    figure_ball(figure, (struct point){here, height}, curve->screen->session->selected);
}

static void draw_upper(const struct curve *curve, struct area area, bool names_axis)
{
    struct figure figure;
    struct area plot = plot_of(curve, area);
    struct ticks ticks = heights(curve, plot.rows);
    figure_begin(&figure, curve->screen, plot, 0,
                 (struct region){curve->low, curve->high, curve->bottom, curve->top});
    if (curve->gutter)
        figure_axis_y(&figure, &ticks, area.column);
    draw_uprights(curve, &figure);
    draw_values(curve, &figure);
    draw_here(curve, &figure);
    add_target(curve, &figure); /* below that of the best one */
    tag_best(curve, &figure);
    figure_show(&figure);
    if (names_axis)
        draw_axis_x(curve, &figure);
    name_border(curve, &figure);
    figure_free(&figure);
}

/* --- the strip --- */

static const double rest_share = 0.01; /* of the strip: what is nearer is one place */

struct strip {
    struct tails tails;
    bool up;            /* it shows y, else x */
    double bottom, top; /* of what is shown */
    int *dots;          /* of points, the upper row first: how often a ball was there */
    int columns, rows;
};

static double coordinate(const struct strip *strip, struct point point)
{
    return strip->up ? point.y : point.x;
}

static void widen(double value, double *low, double *high)
{
    *low = fmin(*low, value);
    *high = fmax(*high, value);
}

/* The coordinate in which balls go farther, but not out of the plane. */
static void measure_strip(struct strip *strip, const struct region *domain)
{
    double low[2] = {HUGE_VAL, HUGE_VAL}, high[2] = {-HUGE_VAL, -HUGE_VAL};
    for (int i = 0; i < strip->tails.outlook.rows; i++) {
        const struct sweep_tail *tail = &strip->tails.items[i];
        for (int k = 0; strip->tails.outlook.cells[i].known && k < tail->count; k++) {
            widen(tail->places[k].x, &low[0], &high[0]);
            widen(tail->places[k].y, &low[1], &high[1]);
        }
    }
    double across = (high[0] - low[0]) / (domain->x1 - domain->x0);
    double down = (high[1] - low[1]) / (domain->y1 - domain->y0);
    strip->up = down > across;
    double first = strip->up ? domain->y0 : domain->x0, last = strip->up ? domain->y1 : domain->x1;
    double least = low[strip->up], most = high[strip->up], size = last - first;
    least = fmax(least, first - size), most = fmin(most, last + size);
    double air = fmax(0.06 * (most - least), 0.01 * size);
    strip->bottom = least <= most ? least - air : first;
    strip->top = least <= most ? most + air : last;
}

static void fill_strip(const struct curve *curve, struct strip *strip)
{
    enum { FEW = 16, OFTEN = 8 };
    int count = strip->tails.outlook.rows;
    for (int i = 0; i < count; i++) {
        const struct sweep_tail *tail = &strip->tails.items[i];
        double share = (place_of(curve, i) - curve->low) / (curve->high - curve->low);
        int column = (int)(share * (strip->columns - 1) + 0.5),
            each = tail->count < FEW ? OFTEN : 1;
        for (int k = 0; strip->tails.outlook.cells[i].known && k < tail->count; k++) {
            double at =
                (strip->top - coordinate(strip, tail->places[k])) / (strip->top - strip->bottom);
            int row = (int)(at * (strip->rows - 1) + 0.5);
            if (at >= 0 && row < strip->rows)
                strip->dots[row * strip->columns + column] += each;
        }
    }
}

/* Where it is seldom the dots are faint; one place out of few is never seldom. */
static void draw_dots(const struct curve *curve, const struct strip *strip, struct figure *figure)
{
    struct ink ink = figure_ink(figure, ROLE_TEXT);
    drawing_at(&figure->drawing, DEPTH_PRESENT, -1);
    for (int i = 0; i < strip->columns * strip->rows; i++) {
        int column = i % strip->columns, row = i / strip->columns, count = strip->dots[i];
        double across = (double)column / (strip->columns - 1);
        double down = (double)row / (strip->rows - 1);
        ink.age = count >= 8 ? AGE_NEWEST : count >= 4 ? AGE_RECENT : AGE_OLDEST;
        if (count > 0)
            draw_mark(&figure->drawing,
                      (struct point){curve->low + across * (curve->high - curve->low),
                                     strip->top - down * (strip->top - strip->bottom)},
                      MARK_POINT, ink);
    }
}

/* Where a run of a row rests; NaN: it does not, or is not known. */
static double rest_of(const struct strip *strip, int row)
{
    const struct sweep_tail *tail = &strip->tails.items[row];
    double least = HUGE_VAL, most = -HUGE_VAL;
    for (int i = 0; i < tail->count; i++) {
        least = fmin(least, coordinate(strip, tail->places[i]));
        most = fmax(most, coordinate(strip, tail->places[i]));
    }
    bool rests = strip->tails.outlook.cells[row].known && tail->count > 0 &&
                 most - least <= rest_share * (strip->top - strip->bottom);
    return rests ? (least + most) / 2 : (double)NAN;
}

/* Where many numbers in turn lead to one place it is told, and from which on. */
static void name_rests(const struct curve *curve, const struct strip *strip, struct figure *figure)
{
    enum { LEAST_SHARE = 30 }; /* of the axis it takes at least one of so many parts */
    int count = strip->tails.outlook.rows;
    const struct sweep_axis *axis = &curve->sweeping->axes[0];
    for (int first = 0, end; first < count; first = end) {
        double rest = rest_of(strip, first);
        for (end = first + 1; end < count; end++)
            if (!(fabs(rest_of(strip, end) - rest) <= rest_share * (strip->top - strip->bottom)))
                break;
        char words[100], number[32], from[32];
        if (isnan(rest) || LEAST_SHARE * (end - first) < count)
            continue;
        screen_digits(number, "%.3g", rest);
        snprintf(words, sizeof words, "%s from %s %s" LABEL_ELSE "%s", number,
                 sweep_sign(curve->screen, axis), screen_number(sweep_value(axis, first), from),
                 number);
        struct point middle = {(place_of(curve, first) + place_of(curve, end - 1)) / 2, rest};
        figure_label(figure, LABEL_NEAR, middle, figure_ink(figure, ROLE_TEXT),
                     first > 0 ? words : number);
    }
}

static void draw_lower(const struct curve *curve, struct area area)
{
    enum { FINER = 2 }; /* where points are pixels */
    const struct screen *screen = curve->screen;
    const struct session *session = screen->session;
    const struct sweeping *sweeping = curve->sweeping;
    struct strip strip = {.tails = lab_tails(session->lab, session->sim, session->selected,
                                             &sweeping->axes[0], sweeping->budget)};
    if (strip.tails.outlook.reason)
        return;
    struct figure figure;
    int fine = device_is_fine(&screen->device) ? FINER : 1;
    measure_strip(&strip, &sim_problem(session->sim)->domain);
    int end = area.column + area.columns, column = area.column;
    if (screen_is_figure(screen)) /* whose numbers reach up beside the words */
        column += curve->gutter;
    column = screen_printf(screen, column, area.row, end, ROLE_STRONG, "%s", strip.up ? "y" : "x");
    screen_text_cut(screen, column + 1, area.row, end, ROLE_MUTED,
                    "where it is in its last iterations");
    area.row++, area.rows--;
    struct area plot = plot_of(curve, area);
    plot.rows--;
    struct ticks ticks = screen_ticks(screen, strip.bottom, strip.top, figure_ticks(plot.rows));
    figure_begin(&figure, screen, plot, 0,
                 (struct region){curve->low, curve->high, strip.bottom, strip.top});
    strip.columns = fine * figure_width(screen, plot.columns);
    strip.rows = fine * figure_height(screen, plot.rows);
    strip.dots = memory_new((size_t)strip.columns * (size_t)strip.rows, sizeof *strip.dots);
    fill_strip(curve, &strip);
    if (curve->gutter)
        figure_axis_y(&figure, &ticks, area.column);
    draw_uprights(curve, &figure);
    draw_dots(curve, &strip, &figure);
    name_rests(curve, &strip, &figure);
    figure_show(&figure);
    draw_axis_x(curve, &figure);
    add_target(curve, &figure);
    figure_free(&figure);
    free(strip.dots);
}

void sweep_draw_curve(struct sweeping *sweeping, struct area area)
{
    enum { LEAST_ROWS = 12, GUTTER = 7 };
    struct curve curve = {.sweeping = sweeping, .screen = sweeping->screen};
    const struct sweep_axis *axis = &sweeping->axes[0];
    bool axes = sweeping->screen->session->look.layers[LAYER_AXES] && area.columns >= 24;
    double first = sweep_place(axis, axis->from), last = sweep_place(axis, axis->to);
    curve.low = fmin(first, last), curve.high = fmax(first, last);
    if (!(curve.high > curve.low))
        curve.low -= 0.5, curve.high += 0.5;
    curve.gutter = axes ? GUTTER : 0;
    struct area upper = area, lower = area;
    bool both = area.rows >= LEAST_ROWS;
    upper.rows = both ? area.rows / 2 - 1 : area.rows - 1;
    lower.row += upper.rows + 1, lower.rows -= upper.rows + 1;
    measure_curve(&curve, upper.rows);
    draw_upper(&curve, upper, !both);
    if (both)
        draw_lower(&curve, lower);
}
