/* The slice as a picture: the loss as a curve, the ball on it, and its next leap as an arc. The
 * axes stand still: from the minimum on the line, in ranges that are halved when the leap has
 * become small in them. */

#include "slice.h"

#include "chord.h"
#include "figure.h"
#include "pins.h"

#include "../base/memory.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { LANDINGS_SHOWN = 3, ARC_PIECES = 32 };
enum { STEPS_MAX = 12 }; /* a leap is no less than so small a part of what is seen at either side */
static const double parabola_apart = 0.75; /* rows from the curve, so that it is seen */

struct picture {
    const struct screen *screen;
    struct slice slice;
    bool is_axis;       /* the line is along one */
    double base, scale; /* the axis has base + s*scale at s */
    double middle;      /* where the minimum is, if it is known, else the ball */
    struct point landings[LANDINGS_SHOWN];
    const struct row *rows[LANDINGS_SHOWN]; /* the landings', the latest first */
    int landing_count;
    struct region plane;
    struct point *curve;
    int count; /* of its points */
    struct figure figure;
};

struct slice slice_measure(const struct screen *screen)
{
    const struct session *session = screen->session;
    struct update update;
    bool any = screen_update(screen, &update);
    bool line = problem_is_line(sim_problem(session->sim)); /* there is but one */
    enum slice_line along =
        line ? SLICE_ALONG_STEP : (enum slice_line)session->look.slice.direction;
    struct slice slice = lab_slice(session->lab, session->sim, along, &update.from,
                                   any ? &update.to : NULL, &session->look.region);
    slice.moves = slice.lands && update.moves;
    return slice;
}

/* --- what is in the picture --- */

static double axis_of(const struct picture *picture, double s)
{
    return picture->base + s * picture->scale;
}

/* Coordinates on a line along an axis, else distances; those to the right or, where the line is
 * steep, upwards are positive, so that a ball that leaps to and fro is seen to do so. */
static void choose_axis(struct picture *picture)
{
    const struct slice *slice = &picture->slice;
    bool along_x =
        slice->line == SLICE_ALONG_X || problem_is_line(sim_problem(picture->screen->session->sim));
    picture->is_axis = along_x || slice->line == SLICE_ALONG_Y;
    bool steep = fabs(slice->uy) > fabs(slice->ux), known = !isnan(slice->lowest);
    picture->scale = copysign(hypot(slice->ux, slice->uy), steep ? slice->uy : slice->ux);
    picture->base = along_x            ? slice->from.x
                    : picture->is_axis ? slice->from.y
                    : known            ? -slice->lowest * picture->scale
                                       : 0;
    picture->middle = axis_of(picture, known ? slice->lowest : 0);
}

/* Where the ball landed before, as seen from the side of the line. */
static void find_landings(struct picture *picture)
{
    const struct slice *slice = &picture->slice;
    const struct session *session = picture->screen->session;
    const struct row *rows[LANDINGS_SHOWN + 2];
    int count = sim_trail(session->sim, session->selected, LANDINGS_SHOWN + 2, rows);
    double square = slice->ux * slice->ux + slice->uy * slice->uy;
    for (int i = count - 2 - slice->moves;
         i >= 0 && rows[i]->n > 0 && picture->landing_count < LANDINGS_SHOWN; i--) {
        double dx = rows[i]->x - slice->from.x, dy = rows[i]->y - slice->from.y;
        double s = (dx * slice->ux + dy * slice->uy) / square;
        picture->rows[picture->landing_count] = rows[i];
        picture->landings[picture->landing_count++] =
            (struct point){axis_of(picture, s), rows[i]->loss};
    }
}

/* The least power of two that is no less. */
static double power_of_two(double value)
{
    int exponent;
    double mantissa = frexp(value, &exponent);
    return ldexp(1, mantissa > 0.5 ? exponent : exponent - 1);
}

/* From the middle as far as the ball leaps; earlier leaps count if they were of that size. */
static void choose_range(struct picture *picture)
{
    const struct slice *slice = &picture->slice;
    double ball = axis_of(picture, 0), landing = slice->lands ? axis_of(picture, 1) : ball;
    double leap = fabs(picture->scale);
    double reach = fmax(fmax(fabs(ball - picture->middle), fabs(landing - picture->middle)), leap);
    double far = reach;
    for (int i = 0; i < picture->landing_count; i++) {
        double away = fabs(picture->landings[i].x - picture->middle);
        far = away < 1.5 * reach ? fmax(far, away) : far;
    }
    double half = power_of_two(1.1 * far), middle = picture->middle;
    if (half > STEPS_MAX * leap) { /* the minimum is too far away */
        half = power_of_two(STEPS_MAX * leap / 2);
        middle = floor(fmin(ball, landing) / (half / 2)) * (half / 2) + half / 2;
    }
    if (picture->is_axis)
        middle = floor(middle / (half / 4) + 0.5) * (half / 4);
    picture->plane.x0 = middle - half;
    picture->plane.x1 = middle + half;
}

/* The curve in the window, with a stride between points where they are expensive. */
static void sample(struct picture *picture, int width)
{
    const struct region *plane = &picture->plane;
    const struct problem *problem = sim_problem(picture->screen->session->sim);
    int stride = slice_stride(problem), count = (width - 1 + stride - 1) / stride + 1;
    double first = (plane->x0 - picture->base) / picture->scale;
    double last = (plane->x1 - picture->base) / picture->scale;
    picture->curve = memory_new((size_t)count, sizeof *picture->curve);
    picture->count = count;
    struct line_losses found = lab_slice_losses(picture->screen->session->lab, problem,
                                                &picture->slice, first, last, count);
    for (int i = 0; i < count; i++) {
        double x = plane->x0 + (plane->x1 - plane->x0) * i / (count > 1 ? count - 1 : 1);
        picture->curve[i] = (struct point){x, found.losses ? found.losses[i] : (double)NAN};
    }
}

/* Heights of ball, landings and minimum with air above for the arc; a landing far above the rest is
 * left to an arrow, so that the valley is not pressed flat. */
static void choose_heights(struct picture *picture)
{
    const struct slice *slice = &picture->slice;
    double low = slice->loss, high = low, window = -HUGE_VAL;
    for (int i = 0; i < picture->count; i++)
        if (isfinite(picture->curve[i].y)) {
            low = fmin(low, picture->curve[i].y);
            window = fmax(window, picture->curve[i].y);
        }
    low = fmin(low, slice->lowest_loss); /* if it is known */
    double drop = high - low;
    if (slice->lands && isfinite(slice->landing) && slice->landing > high)
        high = drop > 0 ? fmin(slice->landing, low + 6 * drop) : slice->landing;
    for (int i = 0; i < picture->landing_count; i++)
        if (picture->landings[i].y - low < 2 * (high - low))
            high = fmax(high, picture->landings[i].y);
    double height = high - low;
    if (!(height > 1e-3 * (window - low)) && window > low)
        height = window - low;
    if (!(height > 0) || !isfinite(height))
        height = isfinite(low) ? fmax(1, fabs(low)) : 1;
    low = isfinite(low) ? low : 0;
    height = power_of_two(1.6 * height);
    picture->plane.y0 = floor(low / (height / 4)) * (height / 4);
    picture->plane.y1 = picture->plane.y0 + 1.25 * height;
    if (low - picture->plane.y0 < height / 16) /* the minimum stands above the bottom */
        picture->plane.y0 -= height / 16;
}

/* --- shapes --- */

/* Dots, where they can be told from the curve. */
static void draw_parabola(struct picture *picture)
{
    const struct region *plane = &picture->plane;
    struct figure *figure = &picture->figure;
    double apart = parabola_apart * (plane->y1 - plane->y0) / figure->plot.rows;
    struct ink ink = figure_ink(figure, ROLE_MUTED);
    struct point end = {(double)NAN, (double)NAN};
    ink.dash = DASH_DOTTED, ink.age = AGE_OLD;
    draw_line(&figure->drawing, NULL, 0, ink);
    for (int i = 0; i < picture->count; i++) {
        struct point at = picture->curve[i];
        double loss = slice_parabola(&picture->slice, (at.x - picture->base) / picture->scale);
        bool seen = fabs(loss - at.y) >= apart;
        at.y = seen ? loss : (double)NAN;
        end = loss > plane->y0 && loss < plane->y1 && seen ? at : end;
        drawing_extend(&figure->drawing, at);
    }
    figure_label(figure, LABEL_NEAR, end, figure_ink(figure, ROLE_MUTED), "its parabola");
}

/* Over the minimum, or up. */
static bool leaps(const struct slice *slice)
{
    return slice->overshoots || !(slice->landing <= slice->loss);
}

static struct point on_arc(const struct slice_flight *flight, double part)
{
    double lift = 4 * part * (1 - part) * flight->rise;
    return (struct point){flight->from.x + part * (flight->to.x - flight->from.x),
                          flight->from.y + part * (flight->to.y - flight->from.y) + lift};
}

/* A leap is a full line, a slide a dotted one. */
static void draw_leap(struct picture *picture, const struct slice_flight *flight)
{
    int ball = picture->screen->session->selected;
    struct figure *figure = &picture->figure;
    struct ink ink = figure_ball_ink(figure, ball), line = ink;
    line.dash = leaps(&picture->slice) ? DASH_SOLID : DASH_DOTTED;
    drawing_at(&figure->drawing, DEPTH_PRESENT, ball);
    draw_line(&figure->drawing, NULL, 0, line);
    for (int i = 0; i <= ARC_PIECES; i++)
        drawing_extend(&figure->drawing, on_arc(flight, (double)i / ARC_PIECES));
    drawing_at(&figure->drawing, DEPTH_BALLS, ball);
    draw_mark(&figure->drawing, flight->to, screen_ball_mark(figure->screen, ball) | MARK_HOLLOW,
              ink);
    figure_label(figure, LABEL_NEAR, on_arc(flight, 0.5), ink,
                 flight->moves ? "this step" : "next step");
}

static void draw_landings(struct picture *picture)
{
    int ball = picture->screen->session->selected;
    struct figure *figure = &picture->figure;
    drawing_at(&figure->drawing, DEPTH_PAST, ball);
    for (int i = 0; i < picture->landing_count; i++) {
        enum event event = picture->rows[i]->event;
        struct ink ink = event == EVENT_WORSEN      ? figure_ink(figure, ROLE_DANGER)
                         : event == EVENT_OVERSHOOT ? figure_ink(figure, ROLE_WARN)
                                                    : figure_ball_ink(figure, ball);
        ink.age = i ? AGE_RECENT : AGE_NEW;
        draw_mark(&figure->drawing, picture->landings[i], MARK_LANDING, ink);
    }
}

static struct slice_flight flight_of(const struct picture *picture)
{
    const struct slice *slice = &picture->slice;
    const struct region *plane = &picture->plane;
    struct point from = {axis_of(picture, 0), slice->loss}, to = from;
    double height = plane->y1 - plane->y0;
    if (slice->lands)
        to = (struct point){axis_of(picture, 1),
                            isfinite(slice->landing) ? slice->landing : plane->y1 + height};
    double share = fabs(to.x - from.x) / (plane->x1 - plane->x0);
    double room = plane->y1 - fmax(from.y, fmin(to.y, plane->y1));
    double rise = fmin((leaps(slice) ? 0.6 : 0.3) * share * height, 0.95 * room);
    return (struct slice_flight){true, slice->moves, picture->figure.plot, *plane, from, to, rise};
}

/* --- words --- */

static const char *line_words(const struct screen *screen, const struct slice *slice)
{
    static const char *const words[] = {
        [SLICE_ALONG_STEP] = "next step",
        [SLICE_ALONG_GRADIENT] = "along the gradient",
        [SLICE_ALONG_X] = "along x",
        [SLICE_ALONG_Y] = "along y",
    };
    bool fallback = !slice->lands && screen->session->look.slice.direction == SLICE_STEP;
    return fallback && slice->line == SLICE_ALONG_X ? "no step; along x" : words[slice->line];
}

/* What the step does; NULL: it lands at a share of its height. */
static const char *verdict(const struct slice *slice, double share)
{
    if (!slice->lands)
        return slice->from.diverged ? "diverged" : slice->from.converged ? "converged" : "no step";
    return !isfinite(slice->landing)        ? "leaves the surface"
           : slice->slope >= 0              ? "moves uphill"
           : fabs(slice->lowest - 1) < 0.01 ? "lands on the minimum ✕"
           : isfinite(share)                ? NULL
           : slice->landing > slice->loss   ? "lands higher"
                                            : "goes down";
}

/* How far a step could go and still lead down; "": that is not known. */
static void write_reach(const struct slice *slice, char words[64])
{
    char number[32];
    double reach = slice->plain ? slice->rim * slice->from.eta : slice->rim;
    bool known = slice->lands && slice->line == SLICE_ALONG_STEP && slice->slope < 0;
    *words = '\0';
    if (known && !isinf(slice->rim))
        snprintf(words, 64, slice->plain ? ", down while η < %s" : ", down up to %s of it",
                 screen_number(reach, number));
}

static void draw_title(const struct picture *picture, struct area area)
{
    const struct screen *screen = picture->screen;
    const struct slice *slice = &picture->slice;
    double share = 100 * (slice->landing - slice->lowest_loss) / (slice->loss - slice->lowest_loss);
    const char *words = verdict(slice, share), *before = words ? words : "lands at ";
    char number[32] = "", after[40] = "", reach[64];
    if (!words) {
        snprintf(number, sizeof number, share < 99.5 && share >= 0.1 ? "%.2g %%" : "%.3g %%",
                 share);
        snprintf(after, sizeof after, " of its height, %s ✕",
                 slice->overshoots ? "beyond" : "before");
    }
    int end = area.column + area.columns;
    int column = screen_text(screen, area.column, area.row, end, ROLE_STRONG, "slice") + 1;
    int wide = screen_columns(screen, before) + screen_columns(screen, number);
    if (screen_hides(screen)) { /* no step is seen, and so no line of it */
        screen_text(screen, column, area.row, end, ROLE_FAINT, line_words(screen, slice));
        return;
    }
    if (column + wide > end)
        return;
    if (column + wide + screen_columns(screen, after) <= end) /* else the number alone */
        end = screen_right(screen, end, area.row, ROLE_MUTED, after);
    end = screen_right(screen, end, area.row, ROLE_STRONG, number);
    end = screen_right(screen, end, area.row, ROLE_MUTED, before);
    write_reach(slice, reach);
    const char *hints[] = {line_words(screen, slice), reach};
    for (int i = 0; i < 2; i++)
        if (column + screen_columns(screen, hints[i]) < end - 1)
            column = screen_text(screen, column, area.row, end, ROLE_FAINT, hints[i]);
}

/* --- all of it --- */

static const char *axis_name(const struct picture *picture)
{
    enum slice_line line = picture->slice.line;
    return line == SLICE_ALONG_Y          ? "y"
           : picture->is_axis             ? "x"
           : isnan(picture->slice.lowest) ? "distance"
                                          : "from ✕";
}

static void draw_shapes(struct picture *picture, const struct slice_flight *flight)
{
    struct figure *figure = &picture->figure;
    drawing_at(&figure->drawing, DEPTH_PAST, -1);
    draw_parabola(picture);
    drawing_at(&figure->drawing, DEPTH_PAST, -1);
    draw_line(&figure->drawing, picture->curve, picture->count, figure_ink(figure, ROLE_MUTED));
    drawing_at(&figure->drawing, DEPTH_PRESENT, -1);
    if (!isnan(picture->slice.lowest))
        draw_mark(&figure->drawing, (struct point){picture->middle, picture->slice.lowest_loss},
                  MARK_MINIMUM, figure_ink(figure, ROLE_STRONG));
    pins_on_line(figure, &(struct pin_line){{picture->slice.from.x, picture->slice.from.y},
                                            {picture->slice.ux, picture->slice.uy},
                                            picture->base,
                                            picture->scale,
                                            picture->curve,
                                            picture->count});
    draw_landings(picture);
    if (picture->slice.lands)
        draw_leap(picture, flight);
}

void slice_draw_ground(const struct screen *screen, struct area area)
{
    struct point ends[2];
    screen->slice->shown = false;
    if (chord_ends(screen, ends)) {
        chord_draw(screen, area);
        return;
    }
    struct picture picture = {.screen = screen, .slice = slice_measure(screen)};
    if (area.columns < 8 || area.rows < 3)
        return;
    choose_axis(&picture);
    find_landings(&picture);
    choose_range(&picture);
    sample(&picture, figure_width(screen, area.columns));
    choose_heights(&picture);
    figure_open(&picture.figure, screen, area, &picture.plane, axis_name(&picture));
    *screen->slice = flight_of(&picture);
    draw_shapes(&picture, screen->slice);
    figure_show(&picture.figure);
    figure_free(&picture.figure);
    free(picture.curve);
    if (screen_is_figure(screen))
        figure_name_y(screen, area, screen_axis_name(screen, 2, "loss", (char[AXIS_NAME_SIZE]){0}));
    else
        draw_title(&picture, area);
}

void slice_draw_ball(const struct screen *screen, struct area area)
{
    const struct slice_flight *flight = screen->slice;
    struct figure figure;
    (void)area;
    if (!flight->shown)
        return;
    double phase = flight->moves ? fmin(fmax(screen->display->phase, 0), 1) : 0;
    figure_begin(&figure, screen, flight->plot, 0, flight->plane);
    figure_ball(&figure, on_arc(flight, phase), screen->session->selected);
    figure_show(&figure);
    figure_free(&figure);
}
