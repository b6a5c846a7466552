/* Charts of formulas over the rows of the balls, one below the other over one axis; several in one
 * chart are told apart by their dashes. All rows are in a line: of those that share a column of the
 * picture the first and the last, and where the formula was least and greatest. */

#include "charts.h"
#include "line_end.h"
#include "parts.h"

#include "../base/text.h"

#include <math.h>
#include <stdio.h>

enum {
    GUTTER = 7,
    NARROW_MARGIN = 3,
    NAMED_MARGIN = 14,
    WIDE = 70,
    FIGURE_WIDE = 40,
    LEAST_ROWS = 3,
    AIRY = 4,
    PARTS_X = 10,
    PARTS_Y = 4
};

static const struct point nowhere = {(double)NAN, (double)NAN};

/* All charts: their lines, and the axis that they share. */
struct formulas {
    const struct screen *screen;
    const struct chart_choice *chosen;
    const struct measured_line *lines[BALLS_MAX]; /* of each ball, one for each formula */
    struct chart_scale x;
    int gutter, margin;
};

/* One of them, of the formulas from `first` to before `end`. */
struct plotted {
    const struct formulas *formulas;
    int first, end;
    struct area plot;
    struct chart_scale y;
};

/* --- what is in it --- */

/* Those of the picture, in a plot of so many cells: of pixels two, as lines are that wide. */
static int columns_of(const struct screen *screen, int cells)
{
    int width = device_of_charts(&screen->device).pixels.width;
    return width > 1 ? cells * width / 2 : figure_width(screen, cells);
}

static void ask(struct formulas *formulas, int columns)
{
    const struct session *session = formulas->screen->session;
    struct measured_wish wish = {.count = formulas->chosen->count};
    for (int i = 0; i < wish.count; i++)
        wish.formulas[i] = formulas->chosen->items[i].formula;
    wish.over = *formulas->chosen->over ? formulas->chosen->over : NULL;
    wish.columns = columns;
    for (int ball = 0; ball < session->sim->ball_count; ball++)
        formulas->lines[ball] = lab_measured(session->lab, session->sim, ball, &wish);
}

static void add_bucket(struct extent *extent, const struct bucket *bucket, bool across)
{
    const struct point *at[] = {&bucket->first, &bucket->low, &bucket->high, &bucket->last};
    for (int i = 0; across && i < 4; i++)
        extent_add(extent, (struct bounds){at[i]->x, at[i]->x});
    if (!across)
        extent_add(extent, (struct bounds){bucket->low.y, bucket->high.y});
}

/* Of so many formulas of each ball. */
static struct chart_scale scale_of(const struct formulas *formulas, int first, int end, bool across)
{
    const struct sim *sim = formulas->screen->session->sim;
    struct extent extents[BALLS_MAX * MEASURED_MAX];
    int count = 0;
    for (int ball = 0; ball < sim->ball_count; ball++)
        for (int i = first; i < end; i++) {
            const struct measured_line *line = &formulas->lines[ball][i];
            struct extent *extent = &extents[count++];
            *extent = extent_new();
            extent->gone = sim_row(sim, ball)->diverged && !across;
            for (int k = 0; k < line->count; k++)
                add_bucket(extent, &line->buckets[k], across);
        }
    if (across)
        return chart_scale_over(formulas->chosen->axis, extents, count, PARTS_X);
    const char *formula = formulas->chosen->items[first].formula;
    const struct quantity_row *quantity = quantity_find(formula);
    bool usual = quantity && quantity->chart && !quantity->danger;
    if (usual && formulas->chosen->items[first].axis == CHART_AXIS_AUTO)
        return chart_scale_of((enum quantity)(quantity - quantity_rows), extents, count, 0);
    enum chart_axis axis = formulas->chosen->items[first].axis;
    if (axis == CHART_AXIS_AUTO && quantity && quantity->linear)
        axis = CHART_AXIS_LINEAR;
    return chart_scale_over(axis, extents, count, PARTS_Y);
}

/* Iterations have the axis of all charts; on decades it begins with the first. */
static struct chart_scale scale_across(const struct formulas *formulas)
{
    double span = (double)charts_span(formulas->screen->session);
    if (*formulas->chosen->over)
        return scale_of(formulas, 0, formulas->chosen->count, true);
    if (formulas->chosen->axis == CHART_AXIS_LOG)
        return (struct chart_scale){0, log10(span), 1};
    return (struct chart_scale){0, span, 0};
}

static bool is_over_n(const struct formulas *formulas)
{
    return !*formulas->chosen->over && formulas->x.decades == 0;
}

/* The bucket of the present row; -1: there is none. */
static int present_bucket(const struct formulas *formulas, int ball,
                          const struct measured_line *line)
{
    const struct sim *sim = formulas->screen->session->sim;
    int64_t n = sim->clock - sim->balls[ball]->born;
    int64_t index = n < 0 ? -1 : n / line->stride;
    return index < line->count ? (int)index : line->count - 1;
}

/* --- lines --- */

static struct point place_of(const struct plotted *plotted, struct point at)
{
    const struct chart_scale *x = &plotted->formulas->x;
    bool none = isnan(at.y) || (x->decades && !(at.x > 0));
    return none ? nowhere
                : (struct point){chart_scale_place(x, at.x), chart_scale_place(&plotted->y, at.y)};
}

/* What falls into one column of the picture, and is not yet drawn. */
struct pen {
    struct drawing *drawing;
    double width, left; /* of a column; where the first begins */
    int64_t column;
    int count;
    struct point first, low, high, last;
    bool low_first;
};

static void extend(struct pen *pen, struct point to)
{
    const struct drawing *drawing = pen->drawing;
    struct point last = drawing->points[drawing->point_count - 1];
    if (drawing->shapes[drawing->count - 1].count == 0 || last.x != to.x || last.y != to.y)
        drawing_extend(pen->drawing, to);
}

static void pen_lift(struct pen *pen)
{
    if (pen->count == 0)
        return;
    extend(pen, pen->first);
    if (pen->count > 1) {
        extend(pen, pen->low_first ? pen->low : pen->high);
        extend(pen, pen->low_first ? pen->high : pen->low);
        extend(pen, pen->last);
    }
    pen->count = 0;
}

static void pen_go(struct pen *pen, struct point to)
{
    if (isnan(to.x)) {
        pen_lift(pen);
        drawing_extend(pen->drawing, nowhere);
        return;
    }
    int64_t column = (int64_t)floor((to.x - pen->left) / pen->width);
    if (pen->count > 0 && column != pen->column)
        pen_lift(pen);
    if (pen->count++ == 0) {
        pen->column = column;
        pen->first = pen->low = pen->high = pen->last = to;
        return;
    }
    if (to.y < pen->low.y)
        pen->low = to, pen->low_first = false;
    if (to.y > pen->high.y)
        pen->high = to, pen->low_first = true;
    pen->last = to;
}

static struct pen pen_new(struct figure *figure)
{
    double columns = columns_of(figure->screen, figure->plot.columns);
    const struct region *plane = &figure->plane;
    double width = (plane->x1 - plane->x0) / fmax(columns - 1, 1);
    return (struct pen){.drawing = &figure->drawing, .width = width, .left = plane->x0 - width / 2};
}

static void draw_buckets(const struct plotted *plotted, struct figure *figure,
                         const struct measured_line *line, int first, int last, struct ink ink)
{
    struct pen pen = pen_new(figure);
    draw_line(&figure->drawing, NULL, 0, ink);
    for (int i = first; i <= last; i++) {
        const struct bucket *bucket = &line->buckets[i];
        pen_go(&pen, place_of(plotted, bucket->first));
        if (line->stride == 1)
            continue;
        pen_go(&pen, place_of(plotted, bucket->low_first ? bucket->low : bucket->high));
        pen_go(&pen, place_of(plotted, bucket->low_first ? bucket->high : bucket->low));
        pen_go(&pen, place_of(plotted, bucket->last));
    }
    pen_lift(&pen);
}

static struct ink ink_of(const struct plotted *plotted, const struct figure *figure, int ball,
                         int formula)
{
    static const uint8_t dashes[] = {DASH_SOLID, DASH_DASHED, DASH_DOTTED, DASH_SPARSE};
    const struct screen *screen = figure->screen;
    struct ink ink = figure_ball_ink(figure, ball);
    if (screen_ball_is_one_of_many(screen, ball))
        ink.age = AGE_OLD;
    bool alone = plotted->end - plotted->first == 1;
    if (!alone)
        ink.dash = dashes[(formula - plotted->first) % 4];
    else if (screen->display->colors == COLORS_MONO && ball != screen->session->selected)
        ink.dash =
            (uint8_t)(DASH_DOTTED + screen_ball_mark(screen, ball) % 3); /* for want of colours */
    return ink;
}

/* What is on record after the present is faint. */
static void draw_ball(const struct plotted *plotted, struct figure *figure, int ball, int formula)
{
    const struct measured_line *line = &plotted->formulas->lines[ball][formula];
    int present = present_bucket(plotted->formulas, ball, line);
    bool selected = ball == figure->screen->session->selected;
    if (selected && present + 1 < line->count) {
        struct ink faint = figure_ink(figure, ROLE_FAINT);
        drawing_at(&figure->drawing, DEPTH_PAST, -1);
        draw_buckets(plotted, figure, line, present < 0 ? 0 : present, line->count - 1, faint);
    }
    drawing_at(&figure->drawing, DEPTH_BALLS, screen_ball_owner(figure->screen, ball));
    if (present >= 0)
        draw_buckets(plotted, figure, line, 0, present, ink_of(plotted, figure, ball, formula));
}

/* --- where they end --- */

static int side_of(const struct plotted *plotted, double y)
{
    double air = 1e-9 * (plotted->y.high - plotted->y.low);
    return y < plotted->y.low - air ? -1 : y > plotted->y.high + air;
}

/* The last place that is seen, and where a line left for good. */
static bool find_end(const struct plotted *plotted, const struct figure *figure, int ball,
                     int formula, struct line_end *end)
{
    const struct measured_line *line = &plotted->formulas->lines[ball][formula];
    *end = (struct line_end){.ball = ball};
    for (int i = present_bucket(plotted->formulas, ball, line); i >= 0; i--) {
        struct point at = place_of(plotted, line->buckets[i].last);
        if (isnan(at.y))
            continue;
        int side = side_of(plotted, at.y);
        end->left = end->value == 0 && side ? side : end->left;
        end->value = line->buckets[i].last.y;
        end->at = at;
        end->cell = figure_cell(figure, at);
        if (!side)
            return true;
        end->value = 1; /* it has been somewhere */
    }
    return end->value != 0;
}

static int find_ends(const struct plotted *plotted, const struct figure *figure,
                     struct line_end *ends)
{
    const struct screen *screen = figure->screen;
    int count = 0;
    for (int i = 0; i < screen->session->sim->ball_count; i++)
        count +=
            find_end(plotted, figure, screen_ball_above(screen, i), plotted->first, &ends[count]);
    return count;
}

/* --- one chart --- */

static void draw_cursor(const struct plotted *plotted, struct figure *figure)
{
    double tick = (double)figure->screen->session->look.cursor;
    drawing_at(&figure->drawing, DEPTH_PAST, -1);
    if (is_over_n(plotted->formulas) && tick >= 0 && tick <= plotted->formulas->x.high)
        draw_hop(&figure->drawing, (struct point){tick, figure->plane.y0},
                 (struct point){tick, figure->plane.y1}, figure_ink(figure, ROLE_ACCENT));
}

static void draw_plot(const struct plotted *plotted)
{
    const struct formulas *formulas = plotted->formulas;
    const struct screen *screen = formulas->screen;
    struct figure figure;
    struct line_end ends[BALLS_MAX];
    struct ticks ticks = chart_scale_ticks(screen, &plotted->y, plotted->plot.rows);
    figure_begin(
        &figure, screen, plotted->plot, formulas->margin,
        (struct region){formulas->x.low, formulas->x.high, plotted->y.low, plotted->y.high});
    figure_axis_y(&figure, &ticks, plotted->plot.column - formulas->gutter);
    draw_cursor(plotted, &figure);
    for (int i = 0; i < screen->session->sim->ball_count; i++)
        for (int k = plotted->first; k < plotted->end; k++)
            draw_ball(plotted, &figure, screen_ball_above(screen, i), k);
    int count = find_ends(plotted, &figure, ends), last = 0;
    for (int i = 0; i < count; i++)
        last = ends[i].cell.column > last ? ends[i].cell.column : last;
    int room = figure.drawing.area.columns - last;
    line_ends_draw(&figure, ends, count, count > 1 && room > LINE_END_COLUMNS);
    figure_show(&figure);
    figure_free(&figure);
}

/* --- words --- */

/* The selected ball's line, else the first that there is. */
static int ball_of(const struct formulas *formulas, int formula)
{
    const struct session *session = formulas->screen->session;
    if (formulas->lines[session->selected][formula].count > 0)
        return session->selected;
    for (int i = 0; i < session->sim->ball_count && formulas->lines[i]; i++)
        if (formulas->lines[i][formula].count > 0)
            return i;
    return session->selected;
}

static int64_t told_tick(const struct formulas *formulas)
{
    const struct session *session = formulas->screen->session;
    return session->look.cursor >= 0 ? session->look.cursor : session->sim->clock;
}

/* A formula, and what it is at the iteration that is told; returns the column after it. */
static int draw_title(const struct formulas *formulas, int formula, int column, int row, int end)
{
    const struct screen *screen = formulas->screen;
    int ball = ball_of(formulas, formula);
    const struct measured_line *line = &formulas->lines[ball][formula];
    struct text pretty = {0};
    bool exact = true;
    double value =
        measured_value(line, told_tick(formulas) - screen->session->sim->balls[ball]->born, &exact);
    screen_pretty(screen, &pretty, formulas->chosen->items[formula].formula);
    column = screen_text_cut(screen, column, row, end, ROLE_STRONG, pretty.bytes);
    text_free(&pretty);
    if (screen_is_figure(screen) || isnan(value) || column + 9 > end)
        return column;
    char number[32];
    column++;
    if (!exact)
        column = screen_text(screen, column, row, end, ROLE_MUTED, "~");
    return screen_text(screen, column, row, end, ROLE_TEXT, screen_value(value, number));
}

static void draw_heading(const struct plotted *plotted, struct area area, int end)
{
    static const char *const dashes[][2] = {{"──", "--"}, {"╌╌", "- -"}, {"┈┈", ". ."}, {"·", "."}};
    const struct screen *screen = plotted->formulas->screen;
    int column = area.column;
    for (int i = plotted->first; i < plotted->end; i++) {
        const char *const *dash = dashes[(i - plotted->first) % 4];
        if (i > plotted->first)
            column += 2;
        if (plotted->end - plotted->first > 1)
            column = screen_text(screen, column, area.row, end, ROLE_MUTED,
                                 screen_word(screen, dash[0], dash[1])) +
                     1;
        column = draw_title(plotted->formulas, i, column, area.row, end);
    }
}

/* Of which ball and iteration; returns where it begins. */
static int draw_tick(const struct formulas *formulas, struct area area)
{
    const struct screen *screen = formulas->screen;
    const struct session *session = screen->session;
    int64_t tick = told_tick(formulas);
    char text[64];
    snprintf(text, sizeof text, " n %lld%s", (long long)tick,
             tick > session->sim->end ? " not on record" : "");
    if (area.columns < 4 * screen_columns(screen, text))
        return area.column + area.columns;
    int column = screen_right(screen, area.column + area.columns, area.row,
                              session->look.cursor >= 0 ? ROLE_CHOSEN : ROLE_MUTED, text);
    screen_ball(screen, column - 1, area.row, session->selected, ATTRIBUTE_BOLD);
    return column - 2;
}

/* Below all, with its name. */
static void draw_axis(const struct formulas *formulas, struct area plot)
{
    const struct screen *screen = formulas->screen;
    const char *over = *formulas->chosen->over ? formulas->chosen->over : "n";
    struct figure figure;
    struct text pretty = {0};
    screen_pretty(screen, &pretty, over);
    figure_begin(&figure, screen, plot, formulas->margin,
                 (struct region){formulas->x.low, formulas->x.high, 0, 1});
    if (formulas->x.decades)
        figure_axis_decades(&figure, pretty.bytes);
    else
        figure_axis_x(&figure, pretty.bytes);
    figure_free(&figure);
    text_free(&pretty);
}

/* --- all of it --- */

static struct area plot_area(const struct formulas *formulas, struct area area)
{
    return (struct area){area.column + formulas->gutter, area.row,
                         area.columns - formulas->gutter - formulas->margin, area.rows};
}

/* The charts that there is room for, each with its formulas. */
static int choose(const struct formulas *formulas, int rows, struct plotted *plotted)
{
    int count = 0;
    for (int i = 0; i < formulas->chosen->count; i++) {
        if (count > 0 && formulas->chosen->items[i].with) {
            plotted[count - 1].end = i + 1;
            continue;
        }
        if (count > 0 && (count + 1) * (1 + LEAST_ROWS) > rows)
            break;
        plotted[count++] = (struct plotted){.formulas = formulas, .first = i, .end = i + 1};
    }
    return count;
}

static void draw_one(struct plotted *plotted, struct area area, int rows, int end)
{
    const struct formulas *formulas = plotted->formulas;
    const struct screen *screen = formulas->screen;
    draw_heading(plotted, area, end);
    area.row++, area.rows = rows;
    plotted->plot = plot_area(formulas, area);
    plotted->y = scale_of(formulas, plotted->first, plotted->end, false);
    chart_scale_fit(&plotted->y, rows, figure_height(screen, 1));
    bool any = plotted->y.high > plotted->y.low && formulas->x.high > formulas->x.low;
    if (any)
        draw_plot(plotted);
    else
        screen_text(screen, plotted->plot.column, plotted->plot.row, area.column + area.columns,
                    ROLE_FAINT, "no finite value");
}

void formulas_draw(const struct screen *screen, struct area area)
{
    const struct session *session = screen->session;
    int wide = screen_is_figure(screen) ? FIGURE_WIDE : WIDE;
    bool named = area.columns >= wide && session->sim->ball_count > 1;
    struct formulas formulas = {.screen = screen,
                                .chosen = &session->look.chart,
                                .gutter = GUTTER,
                                .margin = named ? NAMED_MARGIN : NARROW_MARGIN};
    struct plotted plotted[MEASURED_MAX];
    bool axis = session->look.layers[LAYER_AXES] && area.rows > 1 + LEAST_ROWS;
    int rows = area.rows - axis, count = choose(&formulas, rows, plotted);
    ask(&formulas, columns_of(screen, plot_area(&formulas, area).columns));
    formulas.x = scale_across(&formulas);
    int gap = count > 1 && rows - count * (1 + LEAST_ROWS) >= AIRY * (count - 1);
    int left = rows - count - gap * (count - 1);
    struct area plot = plot_area(&formulas, area);
    if (is_over_n(&formulas))
        target_add(screen,
                   (struct target){.kind = TARGET_CHART,
                                   .area = plot,
                                   .axis = {charts_span(session), plot.columns}},
                   NULL);
    int right = area.column + area.columns;
    int end = screen_is_figure(screen) ? right : draw_tick(&formulas, area);
    for (int i = 0; i < count; i++) {
        int own = left / count + (i < left % count);
        draw_one(&plotted[i], area, own, i == 0 ? end : right);
        area.row += 1 + own + gap;
    }
    plot.row = area.row - gap - 1, plot.rows = 1;
    if (axis)
        draw_axis(&formulas, plot);
}
