#include "curve.h"

#include "card.h"

#include "figure.h"

#include "../base/memory.h"
#include "../base/text.h"
#include "../draw/mark.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { POINTS = 8, ARC_PIECES = 32, SLIDE_PIECES = 48, BEND_PIECES = 24, LEAST_GUTTER = 5 };
static const double rise_of_bulge = 3; /* how high a leap rises, of its width and its bulge */
static const double air = 0.16, floor_share = 0.06; /* above the curve and below it */
static const double tangent_reach = 0.13;           /* to either side, of the width as it is seen */

void curve_plot_free(struct curve_plot *plot)
{
    layers_free(&plot->layers);
}

/* --- places --- */

static double height_at(const struct plot *plot, double x)
{
    const struct session *session = plot->screen->session;
    const struct curve *curve = &plot->screen->curve->curve;
    return plot_height(plot, lab_line_loss(session->lab, sim_problem(session->sim), curve, x));
}

static struct sight sight_of(const struct plot *plot, struct point at)
{
    const struct region *frame = &plot->frame;
    bool inside = at.x >= frame->x0 && at.x <= frame->x1;
    return (struct sight){at, inside, inside && at.y >= frame->y0 && at.y <= frame->y1};
}

static struct sight find_sight(const struct plot *plot, struct point point)
{
    return sight_of(plot, (struct point){point.x, height_at(plot, point.x)});
}

/* --- hops --- */

/* How a leap flies. What lands far above the picture leaves it in the direction in which it goes.
 */
struct flight {
    struct point from, to;
    double rise;
};

static double within(const struct plot *plot, double y)
{
    const struct region *frame = &plot->frame;
    double height = frame->y1 - frame->y0, top = frame->y1 + height, bottom = frame->y0 - height;
    return isnan(y) || y > top ? top : fmax(y, bottom);
}

static struct flight flight_of(const struct plot *plot, struct point from, struct point to,
                               double bulge)
{
    const struct region *frame = &plot->frame;
    struct point begin = {from.x, within(plot, height_at(plot, from.x))};
    struct point end = {to.x, within(plot, height_at(plot, to.x))};
    double share = fmin(fabs(to.x - from.x) / (frame->x1 - frame->x0), 1);
    double room = frame->y1 - fmax(begin.y, end.y);
    double rise = fmin(rise_of_bulge * bulge * share * (frame->y1 - frame->y0), 0.95 * room);
    return (struct flight){begin, end, fmax(rise, 0)};
}

static struct point flight_at(const struct flight *flight, double part)
{
    struct point at = point_between(flight->from, flight->to, part);
    at.y += 4 * part * (1 - part) * flight->rise;
    return at;
}

static struct sight find_on_way(const struct plot *plot, const struct hop *hop, double part)
{
    if (part >= 1 || !hop->leaps)
        return find_sight(plot, point_between(hop->from, hop->to, part));
    struct flight flight = flight_of(plot, hop->from, hop->to, hop->bulge);
    return sight_of(plot, flight_at(&flight, part));
}

/* A leap through the air, all else along the curve. */
static void draw_part_of_hop(const struct plot *plot, const struct hop *hop, double part,
                             struct ink ink)
{
    if (!isfinite(hop->from.x) || !isfinite(hop->to.x))
        return;
    struct flight flight = flight_of(plot, hop->from, hop->to, hop->bulge);
    int pieces = !hop->leaps ? SLIDE_PIECES : hop->bulge > 0 ? ARC_PIECES : 1;
    draw_line(plot->drawing, NULL, 0, ink);
    for (int i = 0; i <= pieces; i++) {
        double share = part * i / pieces;
        double x = hop->from.x + share * (hop->to.x - hop->from.x);
        drawing_extend(plot->drawing, hop->leaps ? flight_at(&flight, share)
                                                 : (struct point){x, height_at(plot, x)});
    }
}

static void draw_on_ground(const struct plot *plot, const struct point *points, int count,
                           struct ink ink)
{
    draw_line(plot->drawing, NULL, 0, ink);
    for (int i = 0; i < count; i++)
        drawing_extend(plot->drawing,
                       (struct point){points[i].x, within(plot, height_at(plot, points[i].x))});
}

/* --- the ground --- */

/* At the losses where a map would have its lines. */
static struct ticks log_ticks(const struct plot *plot)
{
    struct ticks ticks = {0};
    struct levels levels;
    int wanted = figure_ticks(plot->area.rows);
    levels_of_scale(&levels, plot->heights, wanted < LEVELS_MAX ? wanted : LEVELS_MAX);
    for (int i = 0; i < levels.count; i++) {
        struct tick *tick = &ticks.items[ticks.count++];
        tick->at = levels.tones[i];
        snprintf(tick->text, sizeof tick->text, "%.*g", 6, levels.values[i]);
    }
    return ticks;
}

static struct ticks y_ticks(const struct plot *plot)
{
    if (plot->heights)
        return log_ticks(plot);
    return screen_ticks(plot->screen, plot->frame.y0, plot->frame.y1,
                        figure_ticks(plot->area.rows));
}

static void draw_grid(const struct plot *plot)
{
    struct ticks ticks = y_ticks(plot);
    struct ink ink = {.color = plot->screen->theme->roles[ROLE_GRID], .weight = WEIGHT_GRID};
    for (int i = 0; i < ticks.count && plot->screen->session->look.layers[LAYER_AXES]; i++)
        draw_hop(plot->drawing, (struct point){plot->frame.x0, ticks.items[i].at},
                 (struct point){plot->frame.x1, ticks.items[i].at}, ink);
}

/* Where it jumps over all of the picture it is not joined: that is a pole. */
void curve_draw_ground(const struct plot *plot)
{
    const struct curve *curve = &plot->screen->curve->curve;
    const struct region *frame = &plot->frame;
    struct ink ink = {.color = plot->screen->theme->roles[ROLE_MUTED]};
    double before = (double)NAN;
    draw_grid(plot);
    draw_line(plot->drawing, NULL, 0, ink);
    for (int i = 0; i < curve->survey->columns; i++) {
        struct point at = lattice_point(&curve->lattice, i, 0);
        at.y = plot_height(plot, survey_at(curve->survey, i, 0));
        bool jumps = fmax(at.y, before) > frame->y1 && fmin(at.y, before) < frame->y0;
        if (jumps)
            drawing_extend(plot->drawing, (struct point){at.x, (double)NAN});
        drawing_extend(plot->drawing,
                       (struct point){at.x, isfinite(at.y) ? within(plot, at.y) : (double)NAN});
        before = at.y;
    }
}

/* The loss of the selected ball's next mini-batch, as another curve. */
static void draw_batch(const struct plot *plot)
{
    const struct session *session = plot->screen->session;
    int ball = session->selected, count = 2 * plot->area.columns;
    double *loss = memory_new((size_t)count, sizeof *loss);
    const struct lattice lattice = lattice_middles(&plot->view, count, 1);
    drawing_at(plot->drawing, DEPTH_PAST, ball);
    draw_line(plot->drawing, NULL, 0, ball_ink(plot, ball, DASH_DASHED, AGE_OLD));
    if (lab_batch(session->lab, session->sim, ball, &lattice, loss))
        for (int i = 0; i < count; i++)
            drawing_extend(plot->drawing, (struct point){lattice_point(&lattice, i, 0).x,
                                                         plot_height(plot, loss[i])});
    free(loss);
}

static struct lattice field_lattice(const struct plot *plot)
{
    enum { FIELD_COLUMNS = 8 };
    return lattice_middles(&plot->view, plot->area.columns / FIELD_COLUMNS + 1, 1);
}

/* --- the selected ball's update --- */

/* Beside one of its ends, wherever there is room. */
static void label_tangent(const struct plot *plot, const struct point ends[2], const char *text,
                          struct ink ink)
{
    double length = utf8_columns(text, strlen(text));
    const struct point moves[] = {{1, 0},  {-length - 2, 0},  {1, 1},           {-length - 1, 1},
                                  {1, -1}, {-length - 1, -1}, {-length / 2, 2}, {-length / 2, -2}};
    enum { MOVES = sizeof moves / sizeof *moves };
    struct point places[2 * MOVES];
    for (int i = 0; i < 2 * MOVES; i++) {
        struct point cell = drawing_cell(plot->drawing, ends[!(i % 2)]);
        const struct point *move = &moves[i / 2];
        places[i] =
            drawing_point(plot->drawing, (struct point){cell.x + move->x, cell.y + move->y});
    }
    draw_label(plot->drawing, LABEL_AT, places, 2 * MOVES, text, 2, ink);
}

/* How steep it is in the frame: of logarithms otherwise than of losses. */
static double steepness(const struct plot *plot, const struct row *row)
{
    const struct tone_scale *heights = plot->heights;
    if (!heights)
        return row->gx;
    double little = 1e-6 * (heights->greatest - heights->least);
    return row->gx * (plot_height(plot, row->loss + little) - plot_height(plot, row->loss)) /
           little;
}

static struct point expansion_at(const struct plot *plot, const struct row *row, double bend,
                                 double away)
{
    double loss = row->loss + away * (row->gx + away * bend / 2);
    return (struct point){row->x + away, plot_height(plot, loss)};
}

/* What the loss would be by slope and bend, to either side of the ball: a line, or a curve. Its
 * ends are told. */
static void draw_expansion(const struct plot *plot, const struct row *row, double bend, double dx,
                           struct ink ink, struct point ends[2])
{
    int pieces = bend == 0 && !plot->heights ? 1 : BEND_PIECES;
    ends[0] = ends[1] = (struct point){row->x, plot_height(plot, row->loss)};
    draw_line(plot->drawing, NULL, 0, ink);
    for (int i = 0; i <= pieces; i++) {
        struct point at = expansion_at(plot, row, bend, dx * (2.0 * i / pieces - 1));
        if (plot->heights && at.y < 0) /* no logarithm */
            continue;
        drawing_extend(plot->drawing, at);
        ends[0] = at.x < ends[0].x ? at : ends[0];
        ends[1] = at;
    }
}

static void name_expansion(const struct plot *plot, const struct point ends[2], const char *name,
                           double value)
{
    struct ink ink = {.color = plot->screen->theme->roles[ROLE_MUTED]};
    struct text words = {0}, spelled = {0};
    char number[32];
    text_add(&words, "%s %s", name, screen_value(value, number));
    screen_spell(plot->screen, &spelled, words.bytes);
    drawing_at(plot->drawing, DEPTH_WORDS, -1);
    label_tangent(plot, ends, spelled.bytes, ink);
    text_free(&words);
    text_free(&spelled);
}

/* As long as it is seen to be, however steep. */
static void draw_tangent(const struct plot *plot, const struct row *row)
{
    const struct region *frame = &plot->frame;
    int ball = plot->screen->session->selected;
    double width = frame->x1 - frame->x0, height = frame->y1 - frame->y0;
    double tall = plot->area.rows * screen_tallness(plot->screen) / plot->area.columns;
    double steep = steepness(plot, row) * width / height * tall;
    double dx = tangent_reach * width / hypot(1, steep);
    struct ink ink = {.color = plot->screen->theme->roles[ROLE_STRONG], .dash = DASH_DASHED};
    struct point at = {row->x, plot_height(plot, row->loss)}, ends[2];
    if (!sight_of(plot, at).seen || !isfinite(dx * row->gx))
        return;
    drawing_at(plot->drawing, DEPTH_PRESENT, ball);
    draw_expansion(plot, row, 0, dx, ink, ends);
    name_expansion(plot, ends, "slope", row->gx);
}

/* The parabola that fits the curve where the ball is, as far as it stays near. */
static void draw_bend(const struct plot *plot, const struct row *row)
{
    static const double near = 0.35, longest = 0.26;
    const struct region *frame = &plot->frame;
    struct ink ink = {.color = plot->screen->theme->roles[ROLE_STRONG]};
    struct point at = {row->x, plot_height(plot, row->loss)}, ends[2];
    double dx = longest * (frame->x1 - frame->x0), most = near * (frame->y1 - frame->y0);
    if (!sight_of(plot, at).seen || !isfinite(row->gx + row->hxx))
        return;
    for (int i = 0; i < 40; i++, dx *= 0.9)
        if (fabs(expansion_at(plot, row, row->hxx, dx).y - at.y) < most &&
            fabs(expansion_at(plot, row, row->hxx, -dx).y - at.y) < most)
            break;
    drawing_at(plot->drawing, DEPTH_PRESENT, plot->screen->session->selected);
    draw_expansion(plot, row, row->hxx, dx, ink, ends);
    name_expansion(plot, ends, "f\u2033", row->hxx);
}

/* Where it will be, by an arc, also of a slide: the step that the rule makes of the slope. */
static void draw_next(const struct plot *plot, const struct row *from, const struct row *to)
{
    int ball = plot->screen->session->selected;
    struct ink ink = ball_ink(plot, ball, DASH_DASHED, AGE_NEWEST);
    struct point begin = {from->x, 0}, end = {to->x, 0};
    struct hop hop = {begin, end, ball, 0, true, row_overshot(to) ? 0.15 : 0.08};
    drawing_at(plot->drawing, DEPTH_PRESENT, ball);
    draw_part_of_hop(plot, &hop, 1, ink);
    struct sight at = find_sight(plot, end);
    drawing_at(plot->drawing, DEPTH_BALLS, ball);
    if (at.seen)
        draw_mark(plot->drawing, at.at, screen_ball_mark(plot->screen, ball) | MARK_HOLLOW, ink);
}

/* While the ball moves, the tangent is that at which its update was made. */
static void draw_update(const struct plot *plot)
{
    const struct session *session = plot->screen->session;
    struct update update;
    bool comes = screen_update(plot->screen, &update), stands = comes && !update.moves;
    if (session->look.layers[LAYER_ARROWS] || update.from.diverged)
        return;
    draw_tangent(plot, &update.from);
    double columns = (update.to.x - update.from.x) / (plot->frame.x1 - plot->frame.x0);
    stands &= fabs(columns) * plot->area.columns >= 1; /* else it would cover the ball */
    if (stands && isfinite(update.to.x) && !session->look.layers[LAYER_FUTURE])
        draw_next(plot, &update.from, &update.to);
}

const struct projection curve_projection = {
    find_sight, find_on_way, draw_part_of_hop, draw_on_ground, curve_draw_ground, field_lattice,
    true,       false,       draw_update,      draw_batch,     draw_bend};

/* --- the view --- */

/* NULL: heights are losses. */
static const struct tone_scale *heights_of(const struct session *session, struct curve_plot *kept)
{
    const struct curve *curve = &kept->curve;
    if (session->look.scale != SCALE_LOG || !(curve->high > curve->low))
        return NULL;
    struct spread all = survey_spread(curve->survey);
    kept->heights = (struct tone_scale){SCALE_LOG, curve->low, curve->high,
                                        fmax(all.valley, (curve->high - curve->low) * 1e-6)};
    return &kept->heights;
}

/* The heights that are shown, with air for what flies. */
static struct region frame_of(const struct curve *curve, const struct region *line, bool logs)
{
    double low = logs ? 0 : curve->low, height = logs ? 1 : curve->high - low;
    if (!(height > 1e-12 * fmax(fabs(low), fabs(curve->high))))
        height = fmax(fabs(low), 1), low -= height / 2;
    return (struct region){line->x0, line->x1, low - floor_share * height,
                           low + (1 + air) * height};
}

/* Whether it is not what it was drawn for. */
bool curve_changes(struct curve_plot *kept, const struct plot *plot)
{
    int64_t problem = sim_problem(plot->screen->session->sim)->stamp;
    int stride = kept->curve.survey->stride;
    bool logs = plot->heights != NULL;
    bool same = kept->problem == problem && kept->stride == stride && kept->logs == logs &&
                region_equal(&kept->frame, &plot->frame) && area_equal(&kept->area, &plot->area) &&
                device_equal(&kept->device, &plot->screen->device);
    kept->problem = problem;
    kept->stride = stride;
    kept->logs = logs;
    kept->frame = plot->frame;
    kept->area = plot->area;
    kept->device = plot->screen->device;
    return !same;
}

void curve_draw_axes(const struct plot *plot)
{
    int columns = plot->area.columns;
    struct ticks ticks = y_ticks(plot);
    char name[AXIS_NAME_SIZE];
    axis_draw_y(plot->screen, plot->area, plot->frame.y0, plot->frame.y1, &ticks, 0,
                screen_axis_name(plot->screen, 2, "f", name));
    ticks =
        screen_ticks(plot->screen, plot->frame.x0, plot->frame.x1, columns < 80 ? columns / 8 : 10);
    axis_draw_x(plot->screen, plot->area, plot->frame.x0, plot->frame.x1, &ticks,
                screen_axis_name(plot->screen, 0, "x", name));
}

struct plot curve_plot_in(const struct screen *screen, struct area area, bool *axes)
{
    const struct session *session = screen->session;
    struct curve_plot *kept = screen->curve;
    kept->curve = lab_line(session->lab, sim_problem(session->sim), &session->look.region,
                           POINTS * area.columns);
    struct plot plot = {.screen = screen,
                        .area = area,
                        .view = session->look.region,
                        .heights = heights_of(session, kept),
                        .projection = &curve_projection};
    plot.frame = frame_of(&kept->curve, &session->look.region, plot.heights != NULL);
    *axes = session->look.layers[LAYER_AXES] && area.columns >= 24 && area.rows >= 6;
    if (*axes) {
        plot.area.rows--;
        struct ticks ticks = y_ticks(&plot);
        int gutter = axis_gutter(&ticks) > LEAST_GUTTER ? axis_gutter(&ticks) : LEAST_GUTTER;
        plot.area.column += gutter, plot.area.columns -= gutter;
    }
    return plot;
}

void curve_draw(const struct screen *screen, struct area area)
{
    struct screen own = *screen;
    own.device = device_of_charts(&screen->device);
    bool axes;
    struct plot plot = curve_plot_in(&own, area, &axes);
    layers_draw(&screen->curve->layers, &plot, curve_changes(screen->curve, &plot));
    if (axes)
        curve_draw_axes(&plot);
    target_add(screen, (struct target){.kind = TARGET_MAP, .area = plot.area, .region = plot.frame},
               NULL);
    card_mark(&plot);
}
