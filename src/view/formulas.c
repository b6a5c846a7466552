/* Charts of formulas over the rows of the balls, one below the other over one axis; several in one
 * chart are told apart by their dashes. All rows are in a line: of those that share a column of the
 * picture the first and the last, and where the formula was least and greatest. */

#include "charts.h"
#include "sheet.h"

#include "../base/text.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

enum { GUTTER = 7, LEAST_ROWS = 3, READABLE_ROWS = 5, AIRY = 4, PARTS_X = 10, PARTS_Y = 4 };

/* --- what is in it --- */

static struct measured_wish wish_of(const struct formulas *formulas, int columns)
{
    struct measured_wish wish = {.count = formulas->chosen->count};
    for (int i = 0; i < wish.count; i++)
        wish.formulas[i] = formulas->chosen->items[i].formula;
    wish.over = *formulas->chosen->over ? formulas->chosen->over : NULL;
    wish.columns = columns;
    return wish;
}

static void ask(struct formulas *formulas, int columns)
{
    const struct session *session = formulas->screen->session, *other = formulas->other;
    struct measured_wish wish = wish_of(formulas, columns);
    struct sheets *sheets = formulas->sheets;
    for (int ball = 0; other && ball < other->sim->ball_count; ball++) {
        const struct thinned *lines = lab_measured(other->lab, other->sim, ball, &wish);
        for (int i = 0; i < wish.count; i++)
            reach_line(&lines[i], &sheets->others[ball][i], &formulas->others[ball][i]);
    }
    for (int ball = 0; ball < session->sim->ball_count; ball++) {
        formulas->lines[ball] = lab_measured(session->lab, session->sim, ball, &wish);
        for (int i = 0; i < wish.count; i++)
            reach_line(&formulas->lines[ball][i], &sheets->reached[ball][i],
                       &formulas->reached[ball][i]);
    }
}

/* One that has the same charts. */
static const struct session *other_of(const struct screen *screen,
                                      const struct chart_choice *chosen)
{
    const struct session *other = screen->display->other;
    bool of_plot = chosen != &screen->session->look.chart;
    const struct chart_choice *its = !other             ? NULL
                                     : !of_plot         ? &other->look.chart
                                     : other->look.plot ? &other->look.plot->record
                                                        : NULL;
    return its && memcmp(its, chosen, sizeof *chosen) == 0 ? other : NULL;
}

static int add_extents(const struct sim *sim, struct reached reached[BALLS_MAX][MEASURED_MAX],
                       int first, int end, bool across, struct extent *extents)
{
    int count = 0;
    for (int ball = 0; ball < sim->ball_count; ball++)
        for (int i = first; i < end; i++) {
            extents[count] = across ? reached[ball][i].across : reached[ball][i].up;
            extents[count++].gone = sim_row(sim, ball)->diverged && !across;
        }
    return count;
}

/* Of so many formulas of each ball. */
static struct chart_scale scale_of(struct formulas *formulas, int first, int end, bool across)
{
    struct extent extents[2 * BALLS_MAX * MEASURED_MAX];
    int count =
        add_extents(formulas->screen->session->sim, formulas->reached, first, end, across, extents);
    if (formulas->other)
        count += add_extents(formulas->other->sim, formulas->others, first, end, across,
                             extents + count);
    if (across)
        return chart_scale_over(formulas->chosen->axis, extents, count, PARTS_X);
    const struct chart_item *item = &formulas->chosen->items[first];
    if (item->ranged)
        return chart_scale_between(item->axis, item->low, item->high);
    const char *formula = item->formula;
    const struct quantity_row *quantity = quantity_find(formula);
    bool usual = quantity && quantity->chart && !quantity->danger;
    if (usual && item->axis == CHART_AXIS_AUTO)
        return chart_scale_of((enum quantity)(quantity - quantity_rows), extents, count, 0);
    enum chart_axis axis = item->axis;
    if (axis == CHART_AXIS_AUTO && quantity && quantity->linear)
        axis = CHART_AXIS_LINEAR;
    return chart_scale_over(axis, extents, count, PARTS_Y);
}

/* Iterations have the axis of all charts; on decades it begins with the first. */
static struct chart_scale scale_across(struct formulas *formulas)
{
    struct chart_scale across = charts_across(formulas->screen);
    if (*formulas->chosen->over)
        return scale_of(formulas, 0, formulas->chosen->count, true);
    if (formulas->chosen->axis == CHART_AXIS_LOG)
        return (struct chart_scale){0, log10(across.high), 1, 0};
    return across;
}

static bool formulas_are_over_n(const struct formulas *formulas)
{
    return !*formulas->chosen->over && formulas->x.decades == 0;
}

/* --- where they end --- */

/* Of the record not every row has a place: at the present it is known all the same. */
static void end_now(const struct formulas *formulas, const struct plotted *plotted,
                    const struct figure *figure, int present, struct line_end *end)
{
    const struct session *session = formulas->screen->session;
    const struct row *row = sim_row(session->sim, end->ball);
    double value = series_value(
        lab_series(session->lab, session->sim, end->ball, formulas->quantities[plotted->first]),
        row);
    if (row->diverged && !end->left)
        end->left = 1;
    if (end->left || end->column < present || !isfinite(value))
        return;
    end->value = value;
    end->at = chart_scale_point(&formulas->x, &plotted->y,
                                (struct point){(double)session->sim->clock, value});
    end->cell = figure_cell(figure, end->at);
}

/* Before the buckets that are drawn for good their strand knows it. */
static bool find_end(const struct formulas *formulas, const struct plotted *plotted,
                     const struct figure *figure, const struct strand *strand, struct line_end *end)
{
    const struct thinned *line = &formulas->lines[strand->ball][plotted->first];
    const struct chart_scale scales[] = {formulas->x, plotted->y};
    const int known[] = {strand->known, strand->inside, strand->begun};
    int present = lines_present(formulas->screen, strand->ball, line);
    *end = (struct line_end){.ball = strand->ball, .name = formulas->names.of[strand->ball]};
    if (!line_end_find(figure, scales, line, present,
                       strand->stamp == line->stamp ? strand->done : 0, known, end))
        return false;
    if (formulas->quantities)
        end_now(formulas, plotted, figure, present, end);
    return true;
}

static int find_ends(const struct formulas *formulas, const struct plotted *plotted,
                     const struct sheet_plot *plot, struct line_end *ends)
{
    int count = 0;
    for (int i = 0; i < plot->strand_count; i++)
        if (plot->strands[i].formula == plotted->first && !plot->strands[i].ahead)
            count += find_end(formulas, plotted, &plot->figure, &plot->strands[i], &ends[count]);
    bool listed = strcmp(formulas->chosen->items[plotted->first].formula, "loss") == 0;
    for (int i = 0; i < count; i++)
        ends[i].tells = !listed && plotted->end - plotted->first == 1;
    return count;
}

/* --- one chart --- */

/* Whether all lines over it do. */
static bool goes_right(const char *over)
{
    static const char *const names[] = {"", "time", "epoch"};
    bool right = false;
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        right |= strcmp(over, names[i]) == 0;
    return right;
}

static bool shows_loss(const struct formulas *formulas, const struct plotted *plotted)
{
    bool loss = false;
    for (int i = plotted->first; i < plotted->end; i++)
        loss |= strcmp(formulas->chosen->items[i].formula, "loss") == 0;
    return loss;
}

void formulas_draw_plot(const struct formulas *formulas, struct sheet *sheet, int index)
{
    const struct plotted *plotted = &sheet->key.plots[index];
    struct line_end ends[BALLS_MAX];
    struct ticks ticks = chart_scale_ticks(formulas->screen, &plotted->y, plotted->plot.rows);
    struct figure *figure = sheet_begin_plot(sheet, formulas, index);
    figure_numbers_y(figure, &ticks, plotted->plot.column - formulas->gutter);
    if (formulas_are_over_n(formulas) && shows_loss(formulas, plotted))
        lines_draw_overshoots(figure, &formulas->x, &plotted->y);
    int count = find_ends(formulas, plotted, &sheet->plots[index], ends), last = 0;
    for (int i = 0; i < count; i++)
        last = ends[i].cell.column > last ? ends[i].cell.column : last;
    int room = figure->drawing.area.columns - last;
    if (goes_right(sheet->key.chosen.over))
        line_ends_draw(figure, ends, count, count > 1 && room > LINE_END_COLUMNS);
    else
        line_ends_draw_at(figure, ends, count);
    if (formulas->quantities && quantity_rows[formulas->quantities[index]].danger)
        lines_draw_danger(figure, formulas->quantities[index]);
    figure_show(figure);
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
    const struct thinned *line = &formulas->lines[ball][formula];
    struct text pretty = {0};
    bool exact = true;
    double value =
        thinned_value(line, told_tick(formulas) - screen->session->sim->balls[ball]->born, &exact);
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

static void draw_heading(const struct formulas *formulas, const struct plotted *plotted,
                         struct area area, int end)
{
    static const char *const dashes[][2] = {{"──", "--"}, {"╌╌", "- -"}, {"┈┈", ". ."}, {"·", "."}};
    const struct screen *screen = formulas->screen;
    int column = area.column;
    for (int i = plotted->first; i < plotted->end; i++) {
        const char *const *dash = dashes[(i - plotted->first) % 4];
        if (i > plotted->first)
            column += 2;
        if (plotted->end - plotted->first > 1)
            column = screen_text(screen, column, area.row, end, ROLE_MUTED,
                                 screen_word(screen, dash[0], dash[1])) +
                     1;
        column = draw_title(formulas, i, column, area.row, end);
    }
}

int formulas_draw_tick(const struct screen *screen, struct area area, int64_t tick, bool known)
{
    enum { BEFORE = 23 }; /* a name and a value */
    const struct session *session = screen->session;
    char text[64];
    snprintf(text, sizeof text, " n %lld%s", (long long)tick, known ? "" : " not on record");
    if (area.columns < BEFORE + screen_columns(screen, text))
        return area.column + area.columns;
    int column = screen_right(screen, area.column + area.columns, area.row,
                              session->look.cursor >= 0 ? ROLE_CHOSEN : ROLE_MUTED, text);
    screen_ball(screen, column - 1, area.row, session->selected, ATTRIBUTE_BOLD);
    return column - 2;
}

/* The iteration that was chosen, among the numbers. */
static void draw_chosen(const struct formulas *formulas, const struct figure *figure)
{
    const struct area *plot = &figure->plot;
    double tick = (double)formulas->screen->session->look.cursor;
    int end = plot->column + plot->columns + formulas->margin;
    char text[32];
    if (!formulas_are_over_n(formulas) || tick < 0 || tick > formulas->x.high)
        return;
    int width = snprintf(text, sizeof text, " %.0f ", tick);
    int column = plot->column + figure_cell(figure, (struct point){tick, figure->plane.y0}).column -
                 width / 2;
    column = column < end - width ? column : end - width;
    screen_text(formulas->screen, column > plot->column ? column : plot->column,
                plot->row + plot->rows, end, ROLE_CHOSEN, text);
}

void formulas_draw_axis(const struct formulas *formulas, struct area plot)
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
    draw_chosen(formulas, &figure);
    figure_free(&figure);
    text_free(&pretty);
}

/* --- all of it --- */

static struct area plot_area(const struct formulas *formulas, struct area area)
{
    return (struct area){area.column + formulas->gutter, area.row,
                         area.columns - formulas->gutter - formulas->margin, area.rows};
}

/* Fewer cannot be read; of a picture for a paper none is left out as long as there is any room. */
static int least_rows(const struct formulas *formulas)
{
    return screen_is_figure(formulas->screen) ? LEAST_ROWS : READABLE_ROWS;
}

/* The charts that there is room for, each with its formulas. */
static int choose(const struct formulas *formulas, int rows, struct plotted *plotted)
{
    int count = 0, least = 1 + least_rows(formulas);
    for (int i = 0; i < formulas->chosen->count; i++) {
        if (count > 0 && formulas->chosen->items[i].with) {
            plotted[count - 1].end = i + 1;
            continue;
        }
        if (count > 0 && (count + 1) * least > rows)
            break;
        plotted[count++] = (struct plotted){.first = i, .end = i + 1};
    }
    return count;
}

/* Where each is, below its heading; returns the rows of all. */
static int share_rows(const struct formulas *formulas, struct area area, int rows,
                      struct plotted *plotted, int count)
{
    int gap = count > 1 && rows - count * (1 + least_rows(formulas)) >= AIRY * (count - 1);
    int left = rows - count - gap * (count - 1), row = area.row;
    for (int i = 0; i < count; i++) {
        plotted[i].plot = plot_area(formulas, area);
        plotted[i].plot.row = row + 1;
        plotted[i].plot.rows = left / count + (i < left % count);
        row += 1 + plotted[i].plot.rows + gap;
    }
    return row - gap - area.row;
}

static int chart_count(const struct chart_choice *chosen)
{
    int count = 0;
    for (int i = 0; i < chosen->count; i++)
        count += i == 0 || !chosen->items[i].with;
    return count;
}

/* In the last row: what there is no room for, and how it is seen. */
static void draw_more(const struct formulas *formulas, struct area area, int first)
{
    const struct screen *screen = formulas->screen;
    const struct chart_choice *chosen = formulas->chosen;
    int row = area.row + area.rows - 1, end = area.column + area.columns;
    struct text words = {0};
    text_add(&words, "no room for ");
    for (int i = first; i < chosen->count; i++)
        text_add(&words, "%s%s", i > first ? ", " : "", chosen->items[i].formula);
    text_add(&words, ": `chart %s` shows it", chosen->items[first].formula);
    screen_text_cut(screen, area.column, row, end, ROLE_FAINT, words.bytes);
    text_free(&words);
}

static bool any_ahead(const struct session *session)
{
    const struct ball *ball = session->sim->balls[session->selected];
    return session->sim->clock - ball->born < ball->record.last;
}

struct sheet_key formulas_key(const struct formulas *formulas, struct area area)
{
    const struct screen *screen = formulas->screen;
    const struct session *session = screen->session;
    struct sheet_key key = {.area = area,
                            .device = device_of_charts(&screen->device),
                            .chosen = *formulas->chosen,
                            .recorded = formulas->quantities != NULL,
                            .margin = formulas->margin,
                            .balls = session->sim->ball_count,
                            .selected = session->selected,
                            .ahead = any_ahead(session),
                            .x = formulas->x};
    for (int i = 0; i < session->ghosts.count; i++)
        if (lines_ghost(session, i))
            key.ghosts = 31 * key.ghosts + session->ghosts.items[i].run + 1;
    for (int i = 0; i < key.balls; i++) {
        key.owners[i] = screen_ball_owner(screen, i);
        key.inks[i] = lines_ink(screen, i);
    }
    return key;
}

/* As many as leave a row between their numbers. */
static int decades_apart(const struct chart_scale *scale, int rows)
{
    int apart = (int)ceil(2 * (scale->high - scale->low) / rows);
    return apart > 1 ? apart : 1;
}

static bool is_scale(const struct chart_scale *scale)
{
    return scale->high > scale->low;
}

static void draw_one(const struct formulas *formulas, struct sheet *sheet, int index, int end)
{
    const struct plotted *plotted = &sheet->key.plots[index];
    struct area area = plotted->plot;
    if (!screen_is_figure(formulas->screen)) /* whose numbers reach up beside the name */
        area.column -= formulas->gutter;
    area.row--;
    draw_heading(formulas, plotted, area, end);
    if (is_scale(&plotted->y) && is_scale(&sheet->key.x))
        formulas_draw_plot(formulas, sheet, index);
    else
        screen_text(formulas->screen, plotted->plot.column, plotted->plot.row, end, ROLE_FAINT,
                    "no finite value");
}

void formulas_draw(const struct screen *screen, struct area area, struct sheets *sheets,
                   const struct chart_choice *chosen)
{
    const struct session *session = screen->session;
    struct formulas formulas = {.screen = screen,
                                .chosen = chosen,
                                .sheets = sheets,
                                .other = other_of(screen, chosen),
                                .gutter = GUTTER};
    bool axis = session->look.layers[LAYER_AXES] && area.rows > 1 + LEAST_ROWS;
    line_end_names(screen, &formulas.names);
    formulas.margin = lines_margin(screen, &formulas.names, area.columns);
    ask(&formulas, figure_columns(screen, plot_area(&formulas, area).columns));
    formulas.x = scale_across(&formulas);
    struct sheet_key key = formulas_key(&formulas, area);
    int rows = area.rows - axis;
    key.count = choose(&formulas, rows, key.plots);
    bool more = !screen_is_figure(screen) && key.count < chart_count(formulas.chosen);
    if (more && rows > 1 + READABLE_ROWS)
        key.count = choose(&formulas, --rows, key.plots);
    struct area all = plot_area(&formulas, area);
    all.rows = share_rows(&formulas, area, rows, key.plots, key.count);
    for (int i = 0; i < key.count; i++) {
        struct plotted *plotted = &key.plots[i];
        plotted->y = scale_of(&formulas, plotted->first, plotted->end, false);
        if (!formulas.chosen->items[plotted->first].ranged)
            chart_scale_settle(screen, &plotted->y, plotted->plot.rows);
        else if (plotted->y.decades)
            plotted->y.decades = decades_apart(&plotted->y, plotted->plot.rows);
    }
    struct sheet *sheet = sheets_ask(formulas.sheets, &formulas, &key);
    formulas.x = sheet->key.x;
    if (formulas_are_over_n(&formulas))
        target_add(screen,
                   (struct target){.kind = TARGET_CHART,
                                   .area = {all.column, area.row, all.columns, area.rows},
                                   .axis = {(int64_t)formulas.x.high, all.columns}},
                   NULL);
    int right = area.column + area.columns;
    int64_t tick = told_tick(&formulas);
    int end = screen_is_figure(screen)
                  ? right
                  : formulas_draw_tick(screen, area, tick, tick <= session->sim->end);
    for (int i = 0; i < key.count; i++)
        draw_one(&formulas, sheet, i, i == 0 ? end : right);
    all.row += all.rows - 1, all.rows = 1;
    if (axis)
        formulas_draw_axis(&formulas, all);
    if (rows + axis < area.rows)
        draw_more(&formulas, area, key.plots[key.count - 1].end);
}
