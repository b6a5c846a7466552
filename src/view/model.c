/* What Newton's method believes: the quadratic of value, gradient and Hessian at the selected ball
 * as contours, where it rests, and how far the rule trusts it or goes. */

#include "layers.h"
#include "terrain.h"

#include "../base/memory.h"
#include "../draw/mark.h"
#include "../lab/quadratic.h"

#include <math.h>
#include <stdlib.h>

enum { CIRCLE_PIECES = 96 };

/* Beside one of some places. */
static void label_beside(const struct plot *plot, const struct point *places, int count,
                         const char *text, struct ink ink)
{
    struct text spelled = {0};
    screen_spell(plot->screen, &spelled, text);
    drawing_at(plot->drawing, DEPTH_WORDS, -1);
    draw_label(plot->drawing, LABEL_BESIDE, NULL, 0, spelled.bytes, 2, ink);
    for (int i = 0; i < count; i++) {
        struct sight at = plot->projection->sight(plot, places[i]);
        if (at.seen && at.inside)
            drawing_extend(plot->drawing, at.at);
    }
    text_free(&spelled);
}

/* Of a paraboloid those that are half as far from the rest as the ball is, as far, half as far
 * again …; of a saddle to both sides; of a slope at equal steps. Rising. */
static struct levels levels_of(const struct quadratic *quadratic)
{
    static const double bowl[] = {0.25, 1, 2.25, 4}, top[] = {-4, -2.25, -1, -0.25},
                        saddle[] = {-2.25, -1, -0.25, 0.25, 1, 2.25},
                        slope[] = {-3, -2, -1, 0, 1, 2, 3};
    const double *heights = !quadratic->rests                       ? slope
                            : quadratic->kind == STATIONARY_MINIMUM ? bowl
                            : quadratic->kind == STATIONARY_MAXIMUM ? top
                                                                    : saddle;
    struct levels levels = {.count = heights == slope ? 7 : heights == saddle ? 6 : 4};
    for (int i = 0; i < levels.count; i++) {
        levels.tones[i] = heights[i];
        levels.values[i] = quadratic_level(quadratic, heights[i]);
    }
    return levels;
}

/* With so many digits that each is told from the next, though all may be far from 0. */
static void number_levels(const struct plot *plot, const struct levels *levels,
                          const struct flat_places *places, struct ink ink)
{
    enum { DIGITS = 3, DIGITS_MOST = 7 };
    double gap = HUGE_VAL, most = 0;
    char number[32];
    int digits = DIGITS;
    for (int i = 0; i < levels->count; i++) {
        most = fmax(most, fabs(levels->values[i]));
        gap = i ? fmin(gap, levels->values[i] - levels->values[i - 1]) : gap;
    }
    while (digits < DIGITS_MOST && most * pow(10, 1 - digits) > gap / 4)
        digits++;
    for (int i = 0; i < levels->count; i++) {
        screen_digits(number, "%.*g", digits, levels->values[i]);
        contours_number(plot, &places[i], screen_shorten(number), ink);
    }
}

/* At the outermost line that runs level somewhere, else at the ball. */
static void name_it(const struct plot *plot, const struct quadratic *quadratic,
                    const struct flat_places *places, int count, struct ink ink)
{
    struct point at[FLAT_MAX + 1];
    int places_count = 0, level = count - 1;
    while (level > 0 && places[level].count == 0)
        level--;
    for (int i = 0; i < places[level].count; i++)
        at[places_count++] = places[level].items[i].at;
    at[places_count++] = quadratic->at;
    label_beside(plot, at, places_count, "model", ink);
}

static void draw_contours(const struct plot *plot, const struct quadratic *quadratic)
{
    int across = 2 * plot->area.columns, down = 4 * plot->area.rows, count = across * down;
    const struct lattice lattice = lattice_middles(&plot->view, across, down);
    struct levels levels = levels_of(quadratic);
    struct flat_places places[LEVELS_MAX] = {0};
    struct ink ink = ball_ink(plot, plot->screen->session->selected, DASH_DOTTED, AGE_RECENT);
    float *tones = memory_new((size_t)count, sizeof *tones);
    for (int i = 0; i < count; i++)
        tones[i] =
            (float)quadratic_height(quadratic, lattice_point(&lattice, i % across, i / across));
    drawing_at(plot->drawing, DEPTH_PAST, -1);
    contours_draw(plot, &lattice, tones, &levels, ink, places);
    free(tones);
    name_it(plot, quadratic, places, levels.count, ink);
    number_levels(plot, &levels, places, ink);
}

static void draw_rest(const struct plot *plot, const struct quadratic *quadratic)
{
    static const struct {
        int mark;
        const char *name;
    } kinds[] = {[STATIONARY_MINIMUM] = {MARK_MINIMUM, "its minimum"},
                 [STATIONARY_SADDLE] = {MARK_SADDLE, "its saddle"},
                 [STATIONARY_MAXIMUM] = {MARK_MAXIMUM, "its maximum"}};
    struct ink ink = ball_ink(plot, plot->screen->session->selected, DASH_SPARSE, AGE_NEW);
    struct sight at = plot->projection->sight(plot, quadratic->rest);
    char place[SCREEN_PLACE_SIZE];
    struct text words = {0};
    if (!quadratic->rests)
        return;
    drawing_at(plot->drawing, DEPTH_PRESENT, plot->screen->session->selected);
    plot->projection->line(plot, (struct point[]){quadratic->at, quadratic->rest}, 2, ink);
    if (!at.seen || !at.inside || quiz_asks_place(plot->screen->session))
        return;
    draw_mark(plot->drawing, at.at, kinds[quadratic->kind].mark, ink);
    screen_place(plot->screen, quadratic->rest, place);
    text_add(&words, "%s %s" LABEL_ELSE "%s" LABEL_ELSE "%s", kinds[quadratic->kind].name, place,
             place, kinds[quadratic->kind].name);
    label_beside(plot, &quadratic->rest, 1, words.bytes, ink);
    text_free(&words);
}

/* The radius that the rule keeps or, where it has none, that of its step. */
static void draw_circle(const struct plot *plot, const struct quadratic *quadratic)
{
    bool trusts = isfinite(quadratic->trust) && quadratic->trust > 0;
    double radius = trusts ? quadratic->trust : quadratic->step;
    struct ink ink = {.color = plot->screen->theme->roles[ROLE_TEXT],
                      .dash = trusts ? DASH_SOLID : DASH_DOTTED,
                      .age = AGE_RECENT};
    struct point points[CIRCLE_PIECES + 1];
    double size = fmax(plot->view.x1 - plot->view.x0, plot->view.y1 - plot->view.y0);
    if (!(radius > 0.004 * size) || !(radius < 4 * size))
        return;
    for (int i = 0; i <= CIRCLE_PIECES; i++) {
        double angle = 2 * 3.14159265358979323846 * i / CIRCLE_PIECES;
        points[i] = (struct point){quadratic->at.x + radius * cos(angle),
                                   quadratic->at.y + radius * sin(angle)};
    }
    drawing_at(plot->drawing, DEPTH_PAST, -1);
    plot->projection->line(plot, points, CIRCLE_PIECES + 1, ink);
    label_beside(plot, points, CIRCLE_PIECES, trusts ? "trust radius" : "step length", ink);
}

/* Of a function of one variable the parabola itself, with its vertex. */
static void draw_parabola(const struct plot *plot, const struct row *row)
{
    int ball = plot->screen->session->selected, count = 2 * plot->area.columns;
    const struct region *frame = &plot->frame;
    double vertex = row->x - row->gx / row->hxx;
    double lowest = row->loss - row->gx * row->gx / (2 * row->hxx);
    struct point low = {vertex, plot_height(plot, lowest)};
    struct ink ink = ball_ink(plot, ball, DASH_DOTTED, AGE_RECENT);
    if (row->diverged || !isfinite(row->gx) || !isfinite(row->hxx))
        return;
    drawing_at(plot->drawing, DEPTH_PAST, -1);
    draw_line(plot->drawing, NULL, 0, ink);
    for (int i = 0; i <= count; i++) {
        double x = frame->x0 + (frame->x1 - frame->x0) * i / count, dx = x - row->x;
        drawing_extend(
            plot->drawing,
            (struct point){x, plot_height(plot, row->loss + dx * (row->gx + dx * row->hxx / 2))});
    }
    drawing_at(plot->drawing, DEPTH_PRESENT, ball);
    if (row->hxx != 0 && isfinite(low.x) && low.x >= frame->x0 && low.x <= frame->x1 &&
        low.y >= frame->y0 && low.y <= frame->y1)
        draw_mark(plot->drawing, low, row->hxx > 0 ? MARK_MINIMUM : MARK_MAXIMUM, ink);
}

void model_draw(const struct plot *plot)
{
    const struct session *session = plot->screen->session;
    struct quadratic quadratic;
    if (region_is_line(&plot->view)) {
        draw_parabola(plot, sim_row(session->sim, session->selected));
        return;
    }
    if (!lab_quadratic(session->lab, session->sim, session->selected, &plot->view, &quadratic))
        return;
    draw_contours(plot, &quadratic);
    draw_circle(plot, &quadratic);
    draw_rest(plot, &quadratic);
}
