/* Arrows: the field of the gradient, and the selected ball's step with what it is made of, to
 * scale. */

#include "layers.h"

#include "../draw/mark.h"

#include <math.h>
#include <string.h>

/* --- the field --- */

/* Of the gradients, where the loss is defined; 0: of none. */
static double field_steepest(const struct survey *field)
{
    double steepest = 0;
    for (int i = 0; i < field->columns * field->rows; i++) {
        double slope = hypot(field->gx[i], field->gy[i]);
        if (isfinite(slope) && isfinite(field->loss[i]))
            steepest = fmax(steepest, slope);
    }
    return steepest;
}

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
    double steepest = field_steepest(field);
    drawing_at(plot->drawing, DEPTH_GROUND, -1);
    for (int i = 0; i < field->columns * field->rows; i++) {
        double gx = field->gx[i], gy = field->gy[i], slope = hypot(gx, gy);
        if (isfinite(field->loss[i]) && isfinite(slope) && slope > 1e-9 * steepest)
            draw_downhill(plot, lattice_point(&lattice, i % field->columns, i / field->columns), gx,
                          gy, strength(slope, steepest));
    }
}

/* --- the ball's step --- */

/* With what it is made of: the update that the ball is on its way of, else the one that comes next.
 */
struct step {
    struct row from, next;
    double gx, gy; /* -eta times the gradient */
    bool plain;    /* it is all that the step is */
    bool momentum; /* what else there is, is momentum */
};

/* In the order in which they are drawn. */
enum arrow { ARROW_MOMENTUM, ARROW_GRADIENT, ARROW_STEP, ARROW_COUNT };

/* False: there is none, or it leads out of the world. */
static bool step_find(const struct screen *screen, struct step *step)
{
    const struct sim *sim = screen->session->sim;
    int ball = screen->session->selected;
    struct update update;
    if (!screen_update(screen, &update))
        return false;
    step->from = update.from, step->next = update.to;
    const struct row *from = &step->from, *next = &step->next;
    step->gx = -from->eta * from->gx;
    step->gy = -from->eta * from->gy;
    double off = hypot(next->x - from->x - step->gx, next->y - from->y - step->gy);
    step->plain = off <= 1e-9 * hypot(step->gx, step->gy);
    const struct formula_row *row = sim_recipe(sim, ball)->rule->row;
    step->momentum = row && strcmp(row->name, "sgd") == 0 && sim_recipe(sim, ball)->noise == 0 &&
                     sim_recipe(sim, ball)->batch == 0;
    return isfinite(next->x) && isfinite(next->y);
}

/* False: there is no such part beside the step itself. */
static bool step_arrow(const struct step *step, enum arrow arrow, struct point *vector)
{
    double dx = step->next.x - step->from.x, dy = step->next.y - step->from.y;
    *vector = arrow == ARROW_GRADIENT   ? (struct point){step->gx, step->gy}
              : arrow == ARROW_MOMENTUM ? (struct point){dx - step->gx, dy - step->gy}
                                        : (struct point){dx, dy};
    return arrow == ARROW_STEP || (!step->plain && (arrow == ARROW_GRADIENT || step->momentum));
}

static const char *arrow_name(const struct step *step, enum arrow arrow)
{
    return arrow == ARROW_MOMENTUM               ? "\xCE\xBC\xC2\xB7v"
           : arrow == ARROW_STEP && !step->plain ? "step"
                                                 : "\xE2\x88\x92\xCE\xB7\xC2\xB7g";
}

/* The hues are the balls': what a step is made of has none, and is told apart by form and name. */
static struct ink arrow_ink(const struct plot *plot, enum arrow arrow)
{
    const struct session *session = plot->screen->session;
    if (arrow == ARROW_STEP)
        return (struct ink){.color = screen_ball_color(plot->screen, session->selected),
                            .weight = WEIGHT_STRONG};
    return (struct ink){.color = plot->screen->theme->roles[ROLE_STRONG],
                        .dash = arrow == ARROW_MOMENTUM ? DASH_DASHED : DASH_SOLID};
}

static void draw_arrow(const struct plot *plot, const struct step *step, enum arrow arrow)
{
    struct point by, from = {step->from.x, step->from.y};
    struct text name = {0};
    if (!step_arrow(step, arrow, &by))
        return;
    struct point to = {from.x + by.x, from.y + by.y};
    struct point near = {from.x + 0.9 * by.x, from.y + 0.9 * by.y};
    struct ink ink = arrow_ink(plot, arrow);
    struct sight tip = plot->projection->sight(plot, to);
    struct point begin = drawing_cell(plot->drawing, plot->projection->sight(plot, from).at);
    struct point end = drawing_cell(plot->drawing, tip.at);
    if (!(hypot(end.x - begin.x, 2 * (end.y - begin.y)) >= 1))
        return; /* it is shorter than a cell */
    drawing_at(plot->drawing, DEPTH_PRESENT, plot->screen->session->selected);
    plot->projection->line(plot, (struct point[]){from, to}, 2, ink);
    if (!tip.seen)
        return;
    draw_toward(plot->drawing, plot->projection->sight(plot, near).at, tip.at, MARK_EDGE, ink);
    drawing_at(plot->drawing, DEPTH_WORDS, -1);
    screen_spell(plot->screen, &name, arrow_name(step, arrow));
    draw_label(plot->drawing, LABEL_NEAR, &tip.at, 1, name.bytes, 3, ink);
    text_free(&name);
}

void arrows_draw(const struct plot *plot)
{
    struct step step;
    if (!step_find(plot->screen, &step))
        return;
    for (int i = 0; i < ARROW_COUNT; i++)
        draw_arrow(plot, &step, (enum arrow)i);
}
