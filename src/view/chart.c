/* One chart: a line of one weight for each ball, the selected one above; what lies ahead of the
 * present is faint. Who leaves for good has his mark where he left; where a line ends stands its
 * mark and, where there is room, its name. */

#include "charts.h"

#include "lines.h"
#include "sheet.h"

#include <math.h>
#include <stdlib.h>

static const struct point nowhere = {(double)NAN, (double)NAN};

/* --- what is in it --- */

static struct extent extent_of_ghost(const struct chart *chart, const struct ghost_track *track)
{
    struct extent extent = extent_new();
    for (int i = 0; track && i < track->row_count; i++) {
        double value =
            series_value(chart->series[chart->screen->session->selected], &track->rows[i]);
        extent_add(&extent, (struct bounds){value, value});
        extent.gone = track->rows[i].diverged;
    }
    return extent;
}

static struct extent extent_of(const struct session *session, int ball, const struct series *series,
                               struct reached *kept)
{
    struct reached now;
    int last = session->sim->balls[ball]->record.moments.count - 1;
    reach_line(&series->line, kept, &now);
    now.up.gone =
        sim_sample(session->sim, ball, last).row->diverged || sim_row(session->sim, ball)->diverged;
    return now.up;
}

/* Of two sessions beside each other it is that of both. */
static struct chart_scale common_scale(const struct chart *chart)
{
    const struct session *session = chart->screen->session, *other = chart->screen->display->other;
    struct sheets *sheets = chart->screen->sheets;
    struct extent extents[2 * BALLS_MAX + GHOSTS_MAX];
    double limit = 0;
    int count = 0;
    for (int ball = 0; ball < session->sim->ball_count; ball++) {
        extents[count++] =
            extent_of(session, ball, chart->series[ball], &sheets->recorded[ball][chart->quantity]);
        limit = fmax(limit, chart->series[ball]->limit);
    }
    for (int ball = 0; other && ball < other->sim->ball_count; ball++) {
        const struct series *series = lab_series(other->lab, other->sim, ball, chart->quantity);
        extents[count++] =
            extent_of(other, ball, series, &sheets->others_recorded[ball][chart->quantity]);
        limit = fmax(limit, series->limit);
    }
    for (int i = 0; i < session->ghosts.count; i++)
        extents[count++] = extent_of_ghost(chart, lines_ghost(session, i));
    return chart_scale_of(chart->quantity, extents, count, limit);
}

int64_t charts_last(const struct screen *screen, const struct session *session)
{
    bool ends = screen->display->still && screen_is_figure(screen) && charts_end(session) > 0;
    return ends ? charts_end(session) : charts_span(session);
}

struct chart_scale charts_across(const struct screen *screen)
{
    const struct session *other = screen->display->other;
    int64_t span = charts_last(screen, screen->session);
    int64_t others = other ? charts_last(screen, other) : 0;
    return (struct chart_scale){.high = (double)(others > span ? others : span)};
}

bool chart_begin(const struct screen *screen, enum quantity quantity, struct area plot, int margin,
                 struct chart *chart)
{
    const struct session *session = screen->session;
    int columns = figure_columns(screen, plot.columns);
    *chart = (struct chart){.screen = screen,
                            .quantity = quantity,
                            .plot = plot,
                            .margin = margin,
                            .x = charts_across(screen)};
    for (int ball = 0; ball < session->sim->ball_count; ball++) {
        chart->series[ball] = lab_series(session->lab, session->sim, ball, quantity);
        chart->lines[ball] = lab_series_line(session->lab, ball, quantity, columns);
    }
    chart->y = common_scale(chart);
    chart_scale_settle(screen, &chart->y, plot.rows);
    return chart->y.high > chart->y.low;
}

/* --- lines --- */

static struct pen pen_of(const struct chart *chart)
{
    return pen_new(&chart->x, &chart->y, figure_columns(chart->screen, chart->plot.columns));
}

/* What a ball has at the present. */
static struct point now_of(const struct chart *chart, int ball)
{
    const struct sim *sim = chart->screen->session->sim;
    return (struct point){(double)sim->clock,
                          series_value(chart->series[ball], sim_row(sim, ball))};
}

static bool find_end(const struct chart *chart, const struct figure *figure, int ball,
                     struct line_end *end)
{
    const struct thinned *line = &chart->lines[ball];
    const struct chart_scale scales[] = {chart->x, chart->y};
    struct point now = now_of(chart, ball), at = chart_scale_point(&chart->x, &chart->y, now);
    int present = lines_present(chart->screen, ball, line);
    *end = (struct line_end){
        .ball = ball, .name = chart->names->of[ball], .tells = chart->quantity != QUANTITY_LOSS};
    if (!line_end_find(figure, scales, line, present, 0, NULL, end))
        return false;
    if (sim_row(chart->screen->session->sim, ball)->diverged && !end->left)
        end->left = 1;
    if (!end->left && end->column == present && isfinite(now.y)) {
        end->value = now.y, end->at = at;
        end->cell = figure_cell(figure, at);
    }
    return true;
}

/* The selected ball's is above the others'. */
static void draw_ball(const struct chart *chart, struct figure *figure, int ball)
{
    struct pen pen = pen_of(chart);
    const struct thinned *line = &chart->lines[ball];
    drawing_at(&figure->drawing, DEPTH_PRESENT, screen_ball_owner(chart->screen, ball));
    pen_begin(&pen, &figure->drawing, lines_ink(chart->screen, ball));
    int present = lines_present(chart->screen, ball, line);
    pen_follow(&pen, &figure->drawing, line, 0, present + 1);
    if (present >= 0)
        pen_go(&pen, &figure->drawing, now_of(chart, ball));
    pen_lift(&pen, &figure->drawing);
}

/* What is on record after the present. */
static void draw_ahead(const struct chart *chart, struct figure *figure)
{
    int ball = chart->screen->session->selected;
    const struct thinned *line = &chart->lines[ball];
    int present = lines_present(chart->screen, ball, line);
    struct pen pen = pen_of(chart);
    drawing_at(&figure->drawing, DEPTH_PAST, -1);
    pen_begin(&pen, &figure->drawing, figure_ink(figure, ROLE_FAINT));
    pen_follow(&pen, &figure->drawing, line, present > 0 ? present : 0, line->count);
    pen_lift(&pen, &figure->drawing);
}

static struct point ghost_place(const void *context, int64_t tick, const struct row *row)
{
    return (struct point){(double)tick, series_value(context, row)};
}

/* --- the limit --- */

/* All above the edge is in danger, also before it is known; the noise floor begins with the second
 * epoch. */
static void draw_limit(const struct chart *chart, struct figure *figure)
{
    const struct series *series = chart->series[chart->screen->session->selected];
    bool danger = quantity_rows[chart->quantity].danger;
    struct ink ink = figure_ink(figure, danger ? ROLE_DANGER : ROLE_MUTED), tint = ink;
    ink.dash = danger ? DASH_DASHED : DASH_DOTTED;
    tint.share = 12;
    drawing_at(&figure->drawing, DEPTH_GROUND, -1);
    for (int i = 0; i < series->level_count; i++) {
        const struct level *level = &series->levels[i];
        bool last = i + 1 == series->level_count;
        double begin = danger && i == 0 ? 0 : (double)level->from;
        double end = last ? chart->x.high : (double)level[1].from;
        double y = chart_scale_place(&chart->y, level->value);
        draw_hop(&figure->drawing, (struct point){begin, y}, (struct point){end, y}, ink);
        if (danger)
            draw_area(&figure->drawing, (struct point){begin, y},
                      (struct point){end, 2 * chart->y.high}, tint);
    }
}

/* In the middle of the danger, else to either side. */
static void draw_words(const struct chart *chart, struct figure *figure)
{
    static const char words[] = "above the edge: it climbs";
    static const int eighths[] = {4, 5, 3, 6, 2, 7, 1};
    double limit = chart->series[chart->screen->session->selected]->limit;
    int room = chart->plot.columns - (int)sizeof words;
    int edge = limit > 0 ? figure_cell(figure, (struct point){0, limit}).row : 0;
    figure_label(figure, LABEL_AT, nowhere, figure_ink(figure, ROLE_DANGER), words);
    for (int i = 0; i < edge * 7; i++)
        drawing_extend(&figure->drawing,
                       figure_point(figure, (struct place){room * eighths[i % 7] / 8, i / 7}));
}

/* --- all of it --- */

static void draw_cursor(const struct chart *chart, struct figure *figure)
{
    double tick = (double)chart->screen->session->look.cursor;
    drawing_at(&figure->drawing, DEPTH_PAST, -1);
    if (tick >= 0 && tick <= chart->x.high)
        draw_hop(&figure->drawing, (struct point){tick, figure->plane.y0},
                 (struct point){tick, figure->plane.y1}, figure_ink(figure, ROLE_ACCENT));
}

static int find_ends(const struct chart *chart, const struct figure *figure, struct line_end *ends)
{
    int count = 0;
    for (int i = 0; i < chart->screen->session->sim->ball_count; i++)
        count += find_end(chart, figure, screen_ball_above(chart->screen, i), &ends[count]);
    return count;
}

/* Lines over all else, each of which is whole; over these what they take turns in, unless they are
 * of many. */
static void draw_balls(const struct chart *chart, struct figure *figure,
                       const struct line_end *ends, int count)
{
    int first = 0;
    for (int i = 0; i < 2 * count; i++) {
        bool many = screen_ball_is_one_of_many(chart->screen, ends[i % count].ball);
        if (i == count)
            first = figure->drawing.count;
        if (many == (i < count))
            draw_ball(chart, figure, ends[i % count].ball);
    }
    if (count > 0 && !chart->screen->kinds.any) /* they have one colour */
        lines_take_turns(figure, first);
    if (chart->quantity == QUANTITY_LOSS)
        lines_draw_overshoots(figure, &chart->x, &chart->y);
}

void chart_draw(struct chart *chart, int gutter, const struct end_names *names)
{
    const struct screen *screen = chart->screen;
    struct figure figure;
    struct line_end ends[BALLS_MAX];
    struct pen pen = pen_of(chart);
    chart->names = names;
    struct ticks ticks = chart_scale_ticks(screen, &chart->y, chart->plot.rows);
    figure_begin(&figure, screen, chart->plot, chart->margin,
                 (struct region){0, chart->x.high, chart->y.low, chart->y.high});
    figure_axis_y(&figure, &ticks, chart->plot.column - gutter);
    int count = find_ends(chart, &figure, ends), last = 0;
    draw_limit(chart, &figure);
    lines_draw_ghosts(&figure, &pen, ghost_place, chart->series[screen->session->selected]);
    draw_cursor(chart, &figure);
    draw_ahead(chart, &figure);
    draw_balls(chart, &figure, ends, count);
    for (int i = 0; i < count; i++)
        last = ends[i].cell.column > last ? ends[i].cell.column : last;
    int room = figure.drawing.area.columns - last;
    line_ends_draw(&figure, ends, count, count > 1 && room > LINE_END_COLUMNS);
    if (quantity_rows[chart->quantity].danger)
        draw_words(chart, &figure);
    figure_show(&figure);
    figure_free(&figure);
}
