/* Arrows: the field of the gradient, and the selected ball's step with what it is made of, to
 * scale. */

#include "layers.h"

#include "../draw/mark.h"

#include <math.h>
#include <string.h>

/* --- the field --- */

/* The steeper the better seen, by the logarithm over three decades below the steepest. */
static enum age strength(double slope, double steepest)
{
    enum { SPAN = 1000 };
    double share = log1p(slope / steepest * SPAN) / log1p(SPAN);
    return (enum age)(int)((1 - share) * (AGE_COUNT - 1) + 0.5);
}

/* A short way downhill, so that the direction is that of the slope under the arrow. */
static void draw_downhill(const struct plot *plot, struct point place, double gx, double gy,
                          enum age age)
{
    const struct region *view = &plot->view;
    double width = view->x1 - view->x0, height = view->y1 - view->y0;
    height = height > 0 ? height : width;
    double x = -gx * width * width, y = -gy * height * height;
    double size = 200 * hypot(x / width, y / height);
    struct sight at = plot->projection->sight(plot, place);
    struct sight to =
        plot->projection->sight(plot, (struct point){place.x + x / size, place.y + y / size});
    if (at.seen && isfinite(to.at.x) && isfinite(to.at.y))
        draw_toward(
            plot->drawing, (struct point){2 * at.at.x - to.at.x, 2 * at.at.y - to.at.y}, at.at,
            MARK_EDGE,
            (struct ink){.color = plot->screen->theme->roles[ROLE_MUTED], .age = (uint8_t)age});
}

void gradient_draw(const struct plot *plot)
{
    const struct session *session = plot->screen->session;
    const struct lattice lattice = plot->projection->lattice(plot);
    const struct survey *field = lab_gradients(session->lab, sim_problem(session->sim), &lattice);
    double steepest = survey_steepest(field);
    drawing_at(plot->drawing, DEPTH_GROUND, -1);
    for (int i = 0; i < field->columns * field->rows; i++) {
        double gx = field->gx[i], gy = field->gy[i], slope = hypot(gx, gy);
        if (isfinite(field->loss[i]) && isfinite(slope) && slope > 1e-9 * steepest)
            draw_downhill(plot, lattice_point(&lattice, i % field->columns, i / field->columns), gx,
                          gy, strength(slope, steepest));
    }
}

/* --- the ball's step --- */

static void draw_arrow(const struct plot *plot, struct point from, struct point by,
                       const char *name, struct ink ink)
{
    struct text spelled = {0};
    struct point to = {from.x + by.x, from.y + by.y};
    struct sight tip = plot->projection->sight(plot, to);
    struct point begin = drawing_cell(plot->drawing, plot->projection->sight(plot, from).at);
    struct point end = drawing_cell(plot->drawing, tip.at);
    if (!(hypot(end.x - begin.x, 2 * (end.y - begin.y)) >= 1))
        return; /* it is shorter than a cell */
    drawing_at(plot->drawing, DEPTH_PRESENT, plot->screen->session->selected);
    plot->projection->line(plot, (struct point[]){from, to}, 2, ink);
    if (!tip.seen)
        return;
    struct point near = point_between(from, to, 0.9);
    draw_toward(plot->drawing, plot->projection->sight(plot, near).at, tip.at, MARK_EDGE, ink);
    drawing_at(plot->drawing, DEPTH_WORDS, -1);
    screen_spell(plot->screen, &spelled, name);
    draw_label(plot->drawing, LABEL_NEAR, &tip.at, 1, spelled.bytes, 3, ink);
    text_free(&spelled);
}

static bool is_plain_sgd(const struct recipe *recipe)
{
    const struct formula_row *row = recipe->rule->row;
    return row && strcmp(row->name, "sgd") == 0 && !recipe_is_noisy(recipe) && recipe->batch == 0;
}

/* What a step is made of: -eta times the gradient and, of a rule of which that is known, momentum.
 * The hues are the balls': its parts have none, and are told apart by form and name. */
void arrows_draw(const struct plot *plot)
{
    const struct session *session = plot->screen->session;
    struct update update;
    const struct row *from = &update.from, *to = &update.to;
    if (!screen_update(plot->screen, &update) || !isfinite(to->x) || !isfinite(to->y))
        return;
    struct point at = {from->x, from->y}, step = {to->x - from->x, to->y - from->y};
    struct point downhill = {-from->eta * from->gx, -from->eta * from->gy};
    struct point rest = {step.x - downhill.x, step.y - downhill.y};
    bool plain = hypot(rest.x, rest.y) <= 1e-9 * hypot(downhill.x, downhill.y);
    struct ink ink = {.color = plot->screen->theme->roles[ROLE_STRONG]}, dashed = ink, ball = ink;
    dashed.dash = DASH_DASHED;
    ball.color = screen_ball_color(plot->screen, session->selected), ball.weight = WEIGHT_STRONG;
    if (!plain && is_plain_sgd(sim_recipe(session->sim, session->selected)))
        draw_arrow(plot, at, rest, "\u03BC\u00B7v", dashed);
    if (!plain)
        draw_arrow(plot, at, downhill, "\u2212\u03B7\u00B7g", ink);
    draw_arrow(plot, at, step, plain ? "\u2212\u03B7\u00B7g" : "step", ball);
}
