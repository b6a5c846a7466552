/* The ground under the selected ball, as its Hessian has it: two axes along which it bends most and
 * least, as long as those of a contour of the paraboloid that fits it, 1/sqrt(|λ|). On a line there
 * is one, of the parabola that fits it. */

#include "layers.h"

#include <math.h>

/* The longer axis reaches so far from the ball, as a share of the view; the shorter one is to be
 * seen at all. */
static const double reach = 0.16, least_share = 0.2;

/* A line to both sides of the ball, with the curvature at its end. */
static void draw_axis(const struct plot *plot, struct point at, struct point along, double length,
                      double curvature, enum dash dash)
{
    struct ink ink = {.color = plot->screen->theme->roles[ROLE_STRONG], .dash = (uint8_t)dash};
    struct point half = {along.x * length, along.y * length};
    struct point ends[] = {{at.x - half.x, at.y - half.y}, {at.x + half.x, at.y + half.y}};
    struct text words = {0}, spelled = {0};
    char number[32];
    drawing_at(plot->drawing, DEPTH_PRESENT, plot->screen->session->selected);
    plot->projection->line(plot, ends, 2, ink);
    struct sight tip = plot->projection->sight(plot, ends[1]);
    if (!tip.seen || !tip.inside)
        tip = plot->projection->sight(plot, ends[0]);
    text_add(&words, "λ %s", screen_number(curvature, number));
    screen_spell(plot->screen, &spelled, words.bytes);
    drawing_at(plot->drawing, DEPTH_WORDS, -1);
    if (tip.seen)
        draw_label(plot->drawing, LABEL_NEAR, &tip.at, 1, spelled.bytes, 3, ink);
    text_free(&words);
    text_free(&spelled);
}

/* How long an axis must be to reach as far in the view as the longer one does. */
static double length_in(const struct region *view, struct point along)
{
    double share =
        fmax(fabs(along.x) / (view->x1 - view->x0), fabs(along.y) / (view->y1 - view->y0));
    return reach / share;
}

void eigen_draw(const struct plot *plot)
{
    const struct session *session = plot->screen->session;
    const struct row *row = sim_row(session->sim, session->selected);
    struct curvature curvature = curvature_of(row->hxx, row->hxy, row->hyy);
    struct point high = curvature.along_high, low = {-high.y, high.x}, at = {row->x, row->y};
    double strong = sqrt(fabs(curvature.high)), weak = sqrt(fabs(curvature.low));
    if (!isfinite(at.x + at.y + strong + weak) || row->diverged)
        return;
    if (plot->projection->bend) {
        plot->projection->bend(plot, row);
        return;
    }
    double greatest = fmax(strong, weak);
    double low_share = greatest > 0 && weak > 0 ? fmin(strong / weak, 1) : 1;
    double high_share = greatest > 0 && strong > 0 ? fmin(weak / strong, 1) : 1;
    draw_axis(plot, at, low, length_in(&plot->view, low) * fmax(low_share, least_share),
              curvature.low, DASH_DASHED);
    draw_axis(plot, at, high, length_in(&plot->view, high) * fmax(high_share, least_share),
              curvature.high, DASH_SOLID);
}
