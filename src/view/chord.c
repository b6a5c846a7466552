#include "chord.h"

#include "figure.h"
#include "layers.h"
#include "pins.h"

#include "../base/memory.h"
#include "../lab/slice.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

/* The axis shows so much beyond either end: whether these are minima. */
static const double beyond = 0.2;
enum { BARRIER_ROWS = 2 }; /* a smaller one is told in words alone */

bool chord_ends(const struct screen *screen, struct point ends[2])
{
    const struct session *session = screen->session;
    const struct slice_wish *slice = &session->look.slice;
    for (int i = 0; i < 2; i++) {
        int64_t ball = slice->ends[i].ball;
        if (slice->direction != SLICE_BETWEEN || ball > session->sim->ball_count)
            return false;
        ends[i] = ball > 0 ? ball_place(screen, (int)ball - 1) : slice->ends[i].place;
        if (!isfinite(ends[i].x) || !isfinite(ends[i].y))
            return false;
    }
    return true;
}

/* --- on map and relief --- */

static void label_end(const struct plot *plot, struct point place, const char *text, struct ink ink)
{
    struct sight at = plot->projection->sight(plot, place);
    if (at.seen)
        draw_label(plot->drawing, LABEL_NEAR, &at.at, 1, text, 2, ink);
}

static void mark_end(const struct plot *plot, int index, struct point place, struct ink ink)
{
    struct sight at = plot->projection->sight(plot, place);
    bool ball = plot->screen->session->look.slice.ends[index].ball > 0;
    if (at.seen && !ball)
        draw_mark(plot->drawing, at.at, MARK_DATUM, ink);
}

void chord_mark(const struct plot *plot)
{
    const struct session *session = plot->screen->session;
    struct point ends[2];
    struct ink ink = {.color = plot->screen->theme->roles[ROLE_STRONG]}, line = ink;
    if (!chord_ends(plot->screen, ends))
        return;
    struct chord chord = lab_chord(session->lab, sim_problem(session->sim), ends[0], ends[1]);
    line.dash = DASH_DASHED;
    drawing_at(plot->drawing, DEPTH_PRESENT, -1);
    plot->projection->line(plot, ends, 2, line);
    for (int i = 0; i < 2; i++)
        mark_end(plot, i, ends[i], ink);
    drawing_at(plot->drawing, DEPTH_WORDS, -1);
    label_end(plot, ends[0], "t 0", ink);
    label_end(plot, ends[1], "t 1", ink);
    if (chord.barrier > 0) {
        struct sight at = plot->projection->sight(plot, point_between(ends[0], ends[1], chord.at));
        drawing_at(plot->drawing, DEPTH_PRESENT, -1);
        if (at.seen)
            draw_mark(plot->drawing, at.at, MARK_DATUM, ink);
        drawing_at(plot->drawing, DEPTH_WORDS, -1);
        label_end(plot, point_between(ends[0], ends[1], chord.at), "barrier", ink);
    }
}

/* --- the picture --- */

struct picture {
    const struct screen *screen;
    struct chord chord;
    struct region plane;
    struct point *curve;
    int count; /* of its points */
    struct figure figure;
};

static void sample(struct picture *picture, int width)
{
    const struct session *session = picture->screen->session;
    const struct region *plane = &picture->plane;
    int stride = slice_stride(sim_problem(session->sim)), count = (width - 1) / stride + 1;
    picture->curve = memory_new((size_t)count, sizeof *picture->curve);
    picture->count = count;
    struct line_losses found = lab_chord_losses(session->lab, sim_problem(session->sim),
                                                &picture->chord, plane->x0, plane->x1, count);
    for (int i = 0; i < count; i++) {
        double t = plane->x0 + (plane->x1 - plane->x0) * i / (count > 1 ? count - 1 : 1);
        picture->curve[i] = (struct point){t, found.losses ? found.losses[i] : (double)NAN};
    }
}

/* What is between the ends, with air above; of what is beyond, as much as comes with it. */
static void choose_heights(struct picture *picture)
{
    const struct chord *chord = &picture->chord;
    double low = chord->least, high = chord->greatest, span = high - low;
    if (!(span > 0))
        low = isfinite(low) ? low : 0, span = fmax(1, fabs(low));
    picture->plane.y0 = low - 0.12 * span;
    picture->plane.y1 = low + 1.18 * span;
}

/* How high it is over the straight line between the two losses. */
static void draw_barrier(struct picture *picture)
{
    const struct chord *chord = &picture->chord;
    struct figure *figure = &picture->figure;
    const struct region *plane = &picture->plane;
    double rows = chord->barrier / (plane->y1 - plane->y0) * figure->plot.rows;
    struct ink ink = figure_ink(figure, ROLE_STRONG), line = figure_ink(figure, ROLE_MUTED);
    struct point foot = {chord->at, chord_between(chord, chord->at)};
    struct point top = {chord->at, chord->highest};
    if (!isfinite(chord->first) || !isfinite(chord->last))
        return;
    line.dash = DASH_DOTTED;
    drawing_at(&figure->drawing, DEPTH_PAST, -1);
    draw_hop(&figure->drawing, (struct point){0, chord->first}, (struct point){1, chord->last},
             line);
    if (!(rows >= BARRIER_ROWS))
        return;
    ink.dash = DASH_DASHED;
    drawing_at(&figure->drawing, DEPTH_PRESENT, -1);
    draw_hop(&figure->drawing, foot, top, ink);
    figure_label(figure, LABEL_NEAR, point_between(foot, top, 0.5), ink, "barrier");
}

static void draw_ends(struct picture *picture)
{
    const struct slice_end *ends = picture->screen->session->look.slice.ends;
    const struct chord *chord = &picture->chord;
    struct figure *figure = &picture->figure;
    for (int i = 0; i < 2; i++) {
        struct point at = {i, i ? chord->last : chord->first};
        if (ends[i].ball > 0) {
            figure_ball(figure, at, (int)ends[i].ball - 1);
            continue;
        }
        drawing_at(&figure->drawing, DEPTH_PRESENT, -1);
        draw_mark(&figure->drawing, at, MARK_DATUM, figure_ink(figure, ROLE_STRONG));
    }
}

static void draw_shapes(struct picture *picture)
{
    const struct chord *chord = &picture->chord;
    struct figure *figure = &picture->figure;
    drawing_at(&figure->drawing, DEPTH_PAST, -1);
    draw_line(&figure->drawing, picture->curve, picture->count, figure_ink(figure, ROLE_TEXT));
    draw_barrier(picture);
    drawing_at(&figure->drawing, DEPTH_PRESENT, -1);
    if (!isnan(chord->lowest))
        draw_mark(&figure->drawing, (struct point){chord->lowest, chord->lowest_loss}, MARK_MINIMUM,
                  figure_ink(figure, ROLE_STRONG));
    draw_ends(picture);
    struct point ends[2];
    if (chord_ends(picture->screen, ends))
        pins_on_line(figure, &(struct pin_line){ends[0],
                                                {ends[1].x - ends[0].x, ends[1].y - ends[0].y},
                                                0,
                                                1,
                                                picture->curve,
                                                picture->count});
}

/* --- words --- */

static void write_end(const struct screen *screen, const struct slice_end *end, struct text *out)
{
    const struct sim *sim = screen->session->sim;
    char x[32], y[32];
    if (end->ball > 0 && *sim->balls[end->ball - 1]->name)
        text_add(out, "%s", sim->balls[end->ball - 1]->name);
    else if (end->ball > 0)
        text_add(out, "ball %d", (int)end->ball);
    else
        text_add(out, problem_is_line(sim_problem(sim)) ? "%s" : "(%s, %s)",
                 screen_number(end->place.x, x), screen_number(end->place.y, y));
}

/* What there is between the ends: in the strong ink its number. */
static void draw_title(const struct picture *picture, struct area area)
{
    const struct screen *screen = picture->screen;
    const struct chord *chord = &picture->chord;
    const struct slice_end *ends = screen->session->look.slice.ends;
    bool wall = chord->barrier > 0, known = isfinite(chord->first) && isfinite(chord->last);
    char number[32] = "", at[32], after[48] = "";
    struct text line = {0};
    if (wall) {
        screen_number(chord->barrier, number);
        snprintf(after, sizeof after, " at t %s", screen_number(chord->at, at));
    }
    int end = area.column + area.columns;
    int column = screen_text(screen, area.column, area.row, end, ROLE_STRONG, "slice") + 1;
    const char *before = wall ? "barrier " : known ? "no barrier" : "";
    int wide = screen_columns(screen, before) + screen_columns(screen, number);
    if (column + wide > end)
        return;
    if (column + wide + screen_columns(screen, after) <= end)
        end = screen_right(screen, end, area.row, ROLE_MUTED, after);
    end = screen_right(screen, end, area.row, ROLE_STRONG, number);
    end = screen_right(screen, end, area.row, ROLE_MUTED, before);
    write_end(screen, &ends[0], &line);
    text_add(&line, " to ");
    write_end(screen, &ends[1], &line);
    if (column + screen_columns(screen, line.bytes) < end - 1)
        screen_text(screen, column, area.row, end, ROLE_FAINT, line.bytes);
    text_free(&line);
}

void chord_draw(const struct screen *screen, struct area area)
{
    struct picture picture = {.screen = screen, .plane = {-beyond, 1 + beyond, 0, 1}};
    const struct session *session = screen->session;
    struct point ends[2];
    if (area.columns < 8 || area.rows < 3 || !chord_ends(screen, ends))
        return;
    picture.chord = lab_chord(session->lab, sim_problem(session->sim), ends[0], ends[1]);
    sample(&picture, figure_width(screen, area.columns));
    choose_heights(&picture);
    figure_open(&picture.figure, screen, area, &picture.plane, "t");
    draw_shapes(&picture);
    figure_show(&picture.figure);
    figure_free(&picture.figure);
    free(picture.curve);
    if (screen_is_figure(screen))
        figure_name_y(screen, area, screen_axis_name(screen, 2, "loss", (char[AXIS_NAME_SIZE]){0}));
    else
        draw_title(&picture, area);
}
