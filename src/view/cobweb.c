/* The cobweb: where an update leads from each x, the diagonal on which nothing would move, and the
 * ball's way as a staircase between the two. */

#include "figure.h"
#include "parts.h"

#include "../base/memory.h"
#include "../draw/mark.h"
#include "../lab/critical.h"
#include "../lab/curve.h"
#include "../lab/spectrum.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { KEEP = 8, STEPS = 120, AHEAD = 30, STRIDE_FROM = 50000, STRIDE = 8 };

struct web {
    const struct screen *screen;
    struct area area;
    struct figure figure;
};

static bool is_line(const struct screen *screen)
{
    return problem_is_line(sim_problem(screen->session->sim));
}

static const struct row *row_of(const struct web *web)
{
    return sim_row(web->screen->session->sim, web->screen->session->selected);
}

/* The same stretch up as across, which the region is. */
static struct region plane_of(const struct screen *screen)
{
    const struct region *line = &screen->session->look.region;
    return (struct region){line->x0, line->x1, line->x0, line->x1};
}

/* --- what stands still --- */

static void draw_diagonal(struct web *web)
{
    const struct region *plane = &web->figure.plane;
    struct ink ink = figure_ink(&web->figure, ROLE_FAINT);
    ink.dash = DASH_DASHED;
    drawing_at(&web->figure.drawing, DEPTH_GROUND, -1);
    draw_hop(&web->figure.drawing, (struct point){plane->x0, plane->x0},
             (struct point){plane->x1, plane->x1}, ink);
}

/* Farther than the plane is high there is nothing to be joined: that is a pole. */
static void draw_map(struct web *web)
{
    const struct session *session = web->screen->session;
    const struct region *plane = &web->figure.plane;
    bool costly = problem_operations(sim_problem(session->sim)) > STRIDE_FROM;
    int count = 4 * web->figure.plot.columns / (costly ? STRIDE : 1) + 2;
    double height = plane->x1 - plane->x0, before = (double)NAN;
    const double *next =
        lab_map(session->lab, session->sim, session->selected, plane->x0, plane->x1, count);
    drawing_at(&web->figure.drawing, DEPTH_PAST, -1);
    draw_line(&web->figure.drawing, NULL, 0, figure_ink(&web->figure, ROLE_MUTED));
    for (int i = 0; i < count && next; i++) {
        double x = plane->x0 + height * i / (count - 1);
        double seen = fmin(fmax(next[i], plane->y0 - height), plane->y1 + height);
        if (fabs(seen - before) > 2 * height)
            drawing_extend(&web->figure.drawing, (struct point){x, (double)NAN});
        drawing_extend(&web->figure.drawing, (struct point){x, isnan(next[i]) ? next[i] : seen});
        before = seen;
    }
}

/* Where the gradient vanishes the map meets the diagonal. */
static void draw_stationary(struct web *web)
{
    static const enum mark marks[] = {[STATIONARY_MINIMUM] = MARK_MINIMUM,
                                      [STATIONARY_SADDLE] = MARK_SADDLE,
                                      [STATIONARY_MAXIMUM] = MARK_MAXIMUM};
    const struct session *session = web->screen->session;
    struct critical found =
        lab_critical(session->lab, sim_problem(session->sim), &session->look.region);
    drawing_at(&web->figure.drawing, DEPTH_PRESENT, -1);
    for (int i = 0; i < found.count; i++) {
        double x = found.points[i].place.x;
        if (found.points[i].kind != STATIONARY_FLAT)
            draw_mark(&web->figure.drawing, (struct point){x, x}, (int)marks[found.points[i].kind],
                      figure_ink(&web->figure, ROLE_TEXT));
    }
}

/* A step of the staircase: up or down to where the update leads, then across to the diagonal. What
 * leaves the plane goes on beyond it. */
static void draw_stair(struct web *web, double from, double to, struct ink ink)
{
    const struct region *plane = &web->figure.plane;
    double height = plane->x1 - plane->x0;
    double a = fmin(fmax(from, plane->x0 - height), plane->x1 + height);
    double b = fmin(fmax(to, plane->x0 - height), plane->x1 + height);
    if (isfinite(from) && !isnan(to))
        draw_line(&web->figure.drawing, (struct point[]){{a, a}, {a, b}, {b, b}}, 3, ink);
}

/* The way so far but for the step that the ball is on, the oldest first. */
static void draw_past(struct web *web)
{
    const struct session *session = web->screen->session;
    const struct row *rows[STEPS + 1];
    int ball = session->selected;
    int count = sim_trail(session->sim, ball, STEPS + 1, rows);
    int steps = count - 1 - (web->screen->display->phase < 1);
    drawing_at(&web->figure.drawing, DEPTH_PRESENT, ball);
    for (int i = 1; i <= steps && session->look.layers[LAYER_TRAIL]; i++) {
        struct ink ink = figure_ball_ink(&web->figure, ball);
        ink.age = (uint8_t)age_of(count - 1 - i, KEEP);
        draw_stair(web, rows[i - 1]->x, rows[i]->x, ink);
    }
}

static void draw_ahead(struct web *web)
{
    const struct session *session = web->screen->session;
    int ball = session->selected, most = session->look.layers[LAYER_FUTURE] ? AHEAD : 1;
    struct row rows[AHEAD];
    int count = lab_ahead(session->lab, session->sim, ball, rows, most);
    double from = row_of(web)->x;
    struct ink ink = figure_ball_ink(&web->figure, ball);
    ink.dash = DASH_DASHED;
    drawing_at(&web->figure.drawing, DEPTH_PRESENT, ball);
    for (int i = 0; i < count; i++) {
        draw_stair(web, from, rows[i].x, ink);
        from = rows[i].x;
        ink.dash = DASH_SPARSE;
    }
    drawing_at(&web->figure.drawing, DEPTH_BALLS, ball);
    if (count > 0 && isfinite(rows[0].x))
        draw_mark(&web->figure.drawing, (struct point){rows[0].x, rows[0].x},
                  screen_ball_mark(web->screen, ball) | MARK_HOLLOW, ink);
}

/* --- words --- */

static void write_map(const struct web *web, struct text *out)
{
    const struct session *session = web->screen->session;
    const struct recipe *recipe = sim_recipe(session->sim, session->selected);
    const struct formula_row *rule = recipe->rule->row;
    const struct row *now = row_of(web);
    bool state = lab_map_has_state(session->lab, session->sim, session->selected);
    bool plain = rule && strcmp(rule->name, "sgd") == 0 && now->momentum == 0 && now->share == 1;
    if (plain)
        text_add(out, "x → x − η·f′(x)");
    else if (rule && strcmp(rule->name, "newton") == 0)
        text_add(out, "x → x − η·f′(x)/f″(x)");
    else
        text_add(out, "x → next x");
    if (state)
        text_add(out, ", its state as it is now");
    else if (recipe->noise > 0 || recipe->batch > 0 || recipe->rule->code->draw_count > 0)
        text_add(out, ", as chance has it now");
}

/* How steep the map is where it meets the diagonal: what decides whether the ball comes to rest
 * there. With state there is no such slope, but the spectral radius. */
static enum role write_slope(const struct web *web, struct text *out)
{
    static const enum role roles[] = {ROLE_GOOD, ROLE_WARN, ROLE_WARN, ROLE_DANGER};
    const struct session *session = web->screen->session;
    struct spectrum spectrum = lab_spectrum(session->lab, session->sim, session->selected, NULL);
    char number[32], place[32];
    int moving = 0, last = 0;
    if (spectrum.gap != SPECTRUM_WHOLE || !spectrum.is_minimum)
        return ROLE_MUTED;
    for (int i = 0; i < spectrum.count; i++)
        if (eigen_radius(spectrum.values[i]) > 1e-12)
            moving++, last = i;
    bool sloped = moving <= 1 && spectrum.values[last].im == 0;
    text_add(out, sloped ? "slope %s at ✕ %s: " : "ρ %s at ✕ %s: ",
             screen_number(sloped ? spectrum.values[last].re : spectrum.radius, number),
             screen_number(spectrum.place.x, place));
    text_add(out, "%s", settling_words[spectrum.settling]);
    return roles[spectrum.settling];
}

static void draw_title(const struct web *web)
{
    const struct screen *screen = web->screen;
    const struct area *area = &web->area;
    int end = area->column + area->columns;
    struct text map = {0}, slope = {0};
    int column = screen_text(screen, area->column, area->row, end, ROLE_STRONG, "cobweb") + 1;
    write_map(web, &map);
    enum role role = write_slope(web, &slope);
    int wide = slope.bytes ? screen_columns(screen, slope.bytes) : 0;
    if (wide > 0 && column + wide <= end)
        end = screen_right(screen, end, area->row, role, slope.bytes) - 1;
    if (column + screen_columns(screen, map.bytes) <= end)
        screen_text(screen, column, area->row, end, ROLE_MUTED, map.bytes);
    text_free(&map);
    text_free(&slope);
}

static void draw_none(const struct screen *screen, struct area area)
{
    int end = area.column + area.columns;
    screen_text_cut(screen, area.column, area.row, end, ROLE_MUTED,
                    "a cobweb needs a function of one variable");
    screen_text_cut(screen, area.column, area.row + 1, end, ROLE_FAINT,
                    "surface x^4/4 - x^2 on [-3,3] is one");
}

/* --- all of it --- */

void cobweb_draw_ground(const struct screen *screen, struct area area)
{
    struct web web = {.screen = screen, .area = area};
    if (area.columns < 8 || area.rows < 3)
        return;
    if (!is_line(screen)) {
        draw_none(screen, area);
        return;
    }
    struct region plane = plane_of(screen);
    figure_open(&web.figure, screen, area, &plane, "x");
    draw_diagonal(&web);
    draw_map(&web);
    draw_stationary(&web);
    draw_past(&web);
    if (screen->display->phase >= 1)
        draw_ahead(&web);
    figure_show(&web.figure);
    figure_free(&web.figure);
    if (screen_is_figure(screen))
        figure_name_y(screen, area, "next x");
    else
        draw_title(&web);
}

/* On its way first up or down, then across. */
static struct point place_of(const struct screen *screen, int ball)
{
    const struct row *rows[2];
    int count = sim_trail(screen->session->sim, ball, 2, rows);
    double from = rows[0]->x, to = rows[count - 1]->x, phase = screen->display->phase;
    double up = fmin(2 * phase, 1), across = fmax(2 * phase - 1, 0);
    if (phase >= 1)
        return (struct point){to, to};
    return (struct point){from + across * (to - from), from + up * (to - from)};
}

void cobweb_draw_ball(const struct screen *screen, struct area area)
{
    const struct sim *sim = screen->session->sim;
    struct web web = {.screen = screen, .area = area};
    int selected = screen->session->selected;
    if (area.columns < 8 || area.rows < 3 || !is_line(screen))
        return;
    struct region plane = plane_of(screen);
    struct area plot = figure_plot(screen, area, &plane);
    figure_begin(&web.figure, screen, plot, 0, plane);
    const struct row *rows[2];
    struct point at = place_of(screen, selected);
    int count = sim_trail(sim, selected, 2, rows);
    drawing_at(&web.figure.drawing, DEPTH_PRESENT, selected);
    if (screen->display->phase < 1 && count == 2) {
        struct point from = {rows[0]->x, rows[0]->x}, corner = {rows[0]->x, at.y};
        draw_line(&web.figure.drawing, (struct point[]){from, corner, at}, 3,
                  figure_ball_ink(&web.figure, selected));
    }
    for (int i = 0; i < sim->ball_count; i++) {
        int ball = screen_ball_above(screen, i);
        at = place_of(screen, ball);
        if (isfinite(at.x) && isfinite(at.y))
            figure_ball(&web.figure, at, ball);
    }
    figure_show(&web.figure);
    figure_free(&web.figure);
}
