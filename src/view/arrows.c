/* Arrows: the field of the gradient, and the selected ball's step with what it is made of. Vectors
 * are drawn to scale and in the map's own directions; cells are twice as high as wide. */

#include "marks.h"

#include <math.h>
#include <string.h>

/* The nearest of eight directions, of four in ASCII. */
static uint32_t arrow_glyph(const struct screen *screen, double right, double down)
{
    static const uint32_t arrows[8] = {0x2192, 0x2198, 0x2193, 0x2199,
                                       0x2190, 0x2196, 0x2191, 0x2197};
    static const char ascii[4] = {'>', 'v', '<', '^'};
    double turn = atan2(down, right) / (2 * 3.14159265358979323846);
    if (screen->display->unicode)
        return arrows[(int)lround(8 * turn + 8) % 8];
    return (uint32_t)ascii[(int)lround(4 * turn + 4) % 4];
}

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

/* By the logarithm of the slope, over three decades below the steepest one. */
static double field_strength(double slope, double steepest)
{
    enum { SPAN = 1000 };
    return log1p(slope / steepest * SPAN) / log1p(SPAN);
}

/* The better seen the greater its strength, 0 … 1. */
static void field_put(const struct screen *screen, struct cell *cell, uint32_t glyph,
                      double strength)
{
    enum color_level colors = screen->display->colors;
    color ground = mark_ground(screen, cell, 0), ink = mark_ink(screen);
    if (colors >= COLORS_256)
        ink = color_mix(ground, ink, 0.15 + 0.65 * strength);
    else if (colors != COLORS_MONO) /* as the iso-lines: a field of black cells would be loud */
        ink = COLOR_ANSI(0), ground = heat_cell_color(cell);
    bool strong = strength > 0.6 && (colors >= COLORS_256 || colors == COLORS_MONO);
    int weight = strong ? ATTRIBUTE_BOLD : colors == COLORS_MONO ? ATTRIBUTE_DIM : 0;
    *cell = (struct cell){glyph, 0, ink, ground, (uint8_t)weight};
}

void field_draw(const struct plot *plot, const struct projection *projection)
{
    const struct session *session = plot->screen->session;
    const struct lattice lattice = projection->lattice(plot);
    const struct survey *field = lab_gradients(session->lab, sim_problem(session->sim), &lattice);
    double steepest = field_steepest(field);
    for (int i = 0; i < field->columns * field->rows; i++) {
        double gx = field->gx[i], gy = field->gy[i], slope = hypot(gx, gy);
        if (!isfinite(field->loss[i]) || !isfinite(slope) || !(slope > 1e-9 * steepest))
            continue;
        struct downhill way = projection->downhill(plot, i, gx, gy);
        if (way.at.seen && isfinite(way.right) && isfinite(way.down))
            field_put(plot->screen, plot_cell(plot, way.at.column, way.at.row),
                      arrow_glyph(plot->screen, way.right, way.down),
                      field_strength(slope, steepest));
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

static color arrow_ink(const struct screen *screen, enum arrow arrow)
{
    static const color dark[] = {[ARROW_GRADIENT] = 0x6FE8FF, [ARROW_MOMENTUM] = 0xFF9DF0};
    static const color light[] = {[ARROW_GRADIENT] = 0x005F99, [ARROW_MOMENTUM] = 0xA0138E};
    static const color ansi[] = {
        [ARROW_GRADIENT] = COLOR_ANSI(6), [ARROW_MOMENTUM] = COLOR_ANSI(5)};
    static const color ansi_light[] = {
        [ARROW_GRADIENT] = COLOR_ANSI(4), [ARROW_MOMENTUM] = COLOR_ANSI(5)};
    if (arrow == ARROW_STEP || screen->display->colors == COLORS_MONO)
        return screen_ball_color(screen, screen->session->selected);
    if (screen->display->colors <= COLORS_16)
        return (screen->display->light ? ansi_light : ansi)[arrow];
    return screen->display->light ? light[arrow] : dark[arrow];
}

/* The tip; without colours the parts' tips are letters. */
static uint32_t arrow_tip(const struct screen *screen, enum arrow arrow, double right, double down)
{
    if (screen->display->colors == COLORS_MONO && arrow != ARROW_STEP)
        return arrow == ARROW_GRADIENT ? 'g' : 'm';
    return arrow_glyph(screen, right, down);
}

struct ends {
    struct point from, to;
    struct sight tip;
    double right, down; /* which way it points there */
};

/* False: it is shorter than to the next cell, and not drawn. */
static bool find_ends(const struct pen *pen, const struct step *step, enum arrow arrow,
                      struct ends *ends)
{
    struct point by, from = {step->from.x, step->from.y};
    if (!step_arrow(step, arrow, &by))
        return false;
    struct point to = {from.x + by.x, from.y + by.y};
    struct point before = {from.x + 0.9 * by.x, from.y + 0.9 * by.y};
    struct sight begin = pen->projection->sight(pen->plot, from);
    struct sight tip = pen->projection->sight(pen->plot, to);
    struct sight near = pen->projection->sight(pen->plot, before);
    *ends = (struct ends){from, to, tip, tip.column - near.column, 2 * (tip.row - near.row)};
    return isfinite(from.x) && isfinite(from.y) && isfinite(to.x) && isfinite(to.y) &&
           (floor(begin.column) != floor(tip.column) || floor(begin.row) != floor(tip.row));
}

static int draw_entry(const struct plot *plot, int column, int row, enum arrow arrow,
                      const char *word)
{
    const struct screen *screen = plot->screen;
    struct style style = {arrow_ink(screen, arrow), COLOR_DEFAULT, ATTRIBUTE_BOLD};
    struct text text = {0};
    char tip[8] = {0};
    utf8_encode(arrow_tip(screen, arrow, 1, 0), tip);
    text_add(&text, " %s ", tip);
    screen_spell(screen, &text, word);
    text_add(&text, " ");
    for (int i = 0; i < utf8_columns(text.bytes, text.length); i++)
        mark_put(screen, plot_cell(plot, column + i, row), ' ', style.fg, 0.35, 0);
    style.bg = plot_cell(plot, column, row)->bg;
    int end = plot->area.column + plot->area.columns;
    column = frame_text(screen->frame, plot->area.column + column, plot->area.row + row, end, style,
                        text.bytes) -
             plot->area.column;
    text_free(&text);
    return column;
}

/* What is what, in the lower left corner. */
static void draw_legend(const struct plot *plot, const struct step *step)
{
    int row = plot->area.rows - 1, column = 0;
    if (plot->area.columns < 30 || row < 4)
        return;
    column = draw_entry(plot, column, row, ARROW_STEP,
                        step->plain ? "step = \xE2\x88\x92\xCE\xB7\xC2\xB7g" : "step");
    if (step->plain)
        return;
    column = draw_entry(plot, column, row, ARROW_GRADIENT, "\xE2\x88\x92\xCE\xB7\xC2\xB7g");
    if (step->momentum)
        draw_entry(plot, column, row, ARROW_MOMENTUM, "\xCE\xBC\xC2\xB7v");
}

static void draw_tip(const struct pen *pen, enum arrow arrow, const struct ends *ends)
{
    const struct screen *screen = pen->plot->screen;
    if (ends->tip.seen && !isnan(ends->right))
        mark_put(screen, plot_cell(pen->plot, ends->tip.column, ends->tip.row),
                 arrow_tip(screen, arrow, ends->right, ends->down), arrow_ink(screen, arrow), 0.2,
                 ATTRIBUTE_BOLD);
}

/* The tips stand above all lines: two arrows may begin alike. */
void arrows_draw(const struct plot *plot, const struct projection *projection)
{
    struct step step;
    struct ends ends;
    if (!step_find(plot->screen, &step))
        return;
    for (int i = 0; i < 2 * ARROW_COUNT; i++) {
        enum arrow arrow = (enum arrow)(i % ARROW_COUNT);
        struct pen pen = pen_begin(plot, projection);
        pen.selected = true, pen.ink = arrow_ink(plot->screen, arrow), pen.share = 0.9;
        bool any = find_ends(&pen, &step, arrow, &ends);
        if (any && i < ARROW_COUNT)
            projection->hop(&pen, ends.from, ends.to);
        else if (any)
            draw_tip(&pen, arrow, &ends);
        pen_end(&pen);
    }
    draw_legend(plot, &step);
}
