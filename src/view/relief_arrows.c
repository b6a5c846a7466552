/* Arrows on the relief lie on the surface: their lengths are those of the plane, seen in
 * perspective. What a ridge hides is left out. */

#include "relief_plot.h"

#include "arrows.h"
#include "map.h"

#include <math.h>

/* Where an arrow's tip is seen, and which way it points there. */
struct tip {
    struct sighted at;
    double right, down;
};

static struct tip tip_at(const struct relief_plot *plot, struct planar before, struct planar place)
{
    struct sighted at = relief_sight(plot, place), from = relief_sight(plot, before);
    return (struct tip){at, at.column - from.column, 2 * (at.row - from.row)};
}

static bool is_seen(const struct relief_plot *plot, struct planar place, struct sighted at)
{
    return relief_contains(place) && !isnan(at.column) && !ground_hides(plot->ground, at);
}

/* --- the field --- */

enum { FIELD_LEAST = 4, FIELD_MOST = 16, FIELD_COLUMNS = 7 };

/* How many arrows there are on each side of the block. */
static int field_side(const struct relief_plot *plot)
{
    int side = plot->area.columns / FIELD_COLUMNS;
    return side < FIELD_LEAST ? FIELD_LEAST : side > FIELD_MOST ? FIELD_MOST : side;
}

/* A short way downhill, so that the direction is that of the slope under the arrow. */
static void draw_field_arrow(const struct relief_plot *plot, struct planar place, double gx,
                             double gy, double steepest)
{
    const struct region *view = &plot->screen->session->look.view;
    double x = -gx / (view->x1 - view->x0), y = -gy / (view->y1 - view->y0), size = hypot(x, y);
    if (!isfinite(size) || !(hypot(gx, gy) > 1e-9 * steepest))
        return;
    struct planar after = {place.x + 0.02 * x / size, place.y + 0.02 * y / size};
    struct tip tip = tip_at(plot, place, after);
    struct sighted at = relief_sight(plot, place);
    if (is_seen(plot, place, at) && !isnan(tip.right))
        field_put(plot->screen, relief_cell(plot, at.column, at.row),
                  arrow_glyph(plot->screen, tip.right, tip.down),
                  field_strength(hypot(gx, gy), steepest));
}

void relief_draw_field(const struct relief_plot *plot)
{
    const struct session *session = plot->screen->session;
    int side = field_side(plot);
    const struct region *view = &session->look.view, up = {view->x0, view->x1, view->y1, view->y0};
    const struct lattice lattice = lattice_middles(&up, side, side);
    const struct survey *field = lab_gradients(session->lab, sim_problem(session->sim), &lattice);
    double steepest = field_steepest(field);
    for (int i = 0; i < side * side; i++) {
        struct planar place = {(2.0 * (i % side) + 1) / side - 1,
                               (2.0 * (i / side) + 1) / side - 1};
        if (isfinite(field->loss[i]))
            draw_field_arrow(plot, place, field->gx[i], field->gy[i], steepest);
    }
}

/* --- the ball's step --- */

struct ends {
    struct planar from, to;
    struct tip tip;
};

/* False: it is shorter than to the next cell, and not drawn. */
static bool find_ends(const struct relief_plot *plot, const struct step *step, enum arrow arrow,
                      struct ends *ends)
{
    struct point by;
    if (!step_arrow(step, arrow, &by))
        return false;
    struct planar from = relief_planar(plot, (struct point){step->from.x, step->from.y});
    struct planar to =
        relief_planar(plot, (struct point){step->from.x + by.x, step->from.y + by.y});
    if (!isfinite(from.x) || !isfinite(from.y) || !isfinite(to.x) || !isfinite(to.y))
        return false;
    struct planar before = {from.x + 0.9 * (to.x - from.x), from.y + 0.9 * (to.y - from.y)};
    struct sighted begin = relief_sight(plot, from);
    *ends = (struct ends){from, to, tip_at(plot, before, to)};
    return floor(begin.column) != floor(ends->tip.at.column) ||
           floor(begin.row) != floor(ends->tip.at.row);
}

static void draw_tip(const struct relief_plot *plot, enum arrow arrow, const struct ends *ends)
{
    const struct tip *tip = &ends->tip;
    if (!is_seen(plot, ends->to, tip->at) || isnan(tip->right))
        return;
    struct cell *cell = relief_cell(plot, tip->at.column, tip->at.row);
    *cell = (struct cell){arrow_tip(plot->screen, arrow, tip->right, tip->down), 0,
                          arrow_ink(plot->screen, arrow), map_ground(plot->screen, cell, 0.2),
                          ATTRIBUTE_BOLD};
}

void relief_draw_arrows(const struct relief_plot *plot)
{
    struct step step;
    struct ends ends;
    const struct plot flat = {plot->screen, plot->area, plot->screen->session->look.view};
    if (!step_find(plot->screen, &step))
        return;
    for (enum arrow arrow = 0; arrow < ARROW_COUNT; arrow++)
        if (find_ends(plot, &step, arrow, &ends))
            relief_draw_line(plot, ends.from, ends.to, arrow_ink(plot->screen, arrow));
    for (enum arrow arrow = 0; arrow < ARROW_COUNT; arrow++)
        if (find_ends(plot, &step, arrow, &ends))
            draw_tip(plot, arrow, &ends);
    step_draw_legend(&flat, &step);
}
