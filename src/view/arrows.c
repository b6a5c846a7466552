/* Arrows: the field of the gradient, and the selected ball's step with what it is made of. Vectors
 * are drawn to scale and in the map's own directions; cells are twice as high as wide. */

#include "arrows.h"

#include "map.h"

#include <math.h>
#include <string.h>

uint32_t arrow_glyph(const struct screen *screen, double right, double down)
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

enum { FIELD_COLUMNS = 6, FIELD_ROWS = 3 };

double field_steepest(const struct survey *field)
{
    double steepest = 0;
    for (int i = 0; i < field->columns * field->rows; i++) {
        double slope = hypot(field->gx[i], field->gy[i]);
        if (isfinite(slope) && isfinite(field->loss[i]))
            steepest = fmax(steepest, slope);
    }
    return steepest;
}

double field_strength(double slope, double steepest)
{
    enum { SPAN = 1000 };
    return log1p(slope / steepest * SPAN) / log1p(SPAN);
}

void field_put(const struct screen *screen, struct cell *cell, uint32_t glyph, double strength)
{
    enum color_level colors = screen->display->colors;
    color ground = map_ground(screen, cell, 0), ink = map_ink(screen);
    if (colors >= COLORS_256)
        ink = color_mix(ground, ink, 0.15 + 0.65 * strength);
    else if (colors != COLORS_MONO) /* as the iso-lines: a field of black cells would be loud */
        ink = COLOR_ANSI(0), ground = heat_cell_color(cell);
    bool strong = strength > 0.6 && (colors >= COLORS_256 || colors == COLORS_MONO);
    int weight = strong ? ATTRIBUTE_BOLD : colors == COLORS_MONO ? ATTRIBUTE_DIM : 0;
    *cell = (struct cell){glyph, 0, ink, ground, (uint8_t)weight};
}

static void draw_field_arrow(const struct plot *plot, const struct survey *field, int i,
                             double steepest)
{
    const struct screen *screen = plot->screen;
    const struct region *view = &plot->view;
    double right = -field->gx[i] / (view->x1 - view->x0) * plot->area.columns;
    double down = 2 * field->gy[i] / (view->y1 - view->y0) * plot->area.rows;
    double slope = hypot(field->gx[i], field->gy[i]);
    if (!isfinite(field->loss[i]) || !isfinite(right) || !isfinite(down) ||
        !(slope > 1e-9 * steepest))
        return;
    struct cell *cell = plot_cell(plot, i % field->columns * FIELD_COLUMNS + FIELD_COLUMNS / 2,
                                  i / field->columns * FIELD_ROWS + FIELD_ROWS / 2);
    field_put(screen, cell, arrow_glyph(screen, right, down), field_strength(slope, steepest));
}

void field_draw(const struct plot *plot)
{
    const struct session *session = plot->screen->session;
    const struct region *view = &plot->view;
    int columns = plot->area.columns, rows = plot->area.rows;
    const struct lattice lattice = {
        {view->x0, view->x1 - view->x0, FIELD_COLUMNS / 2 + 0.5, FIELD_COLUMNS, columns,
         columns / FIELD_COLUMNS},
        {view->y1, view->y0 - view->y1, FIELD_ROWS / 2 + 0.5, FIELD_ROWS, rows, rows / FIELD_ROWS}};
    const struct survey *field = lab_gradients(session->lab, sim_problem(session->sim), &lattice);
    double steepest = field_steepest(field);
    for (int i = 0; i < field->columns * field->rows; i++)
        draw_field_arrow(plot, field, i, steepest);
}

/* --- the ball's step --- */

bool step_find(const struct screen *screen, struct step *step)
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

bool step_arrow(const struct step *step, enum arrow arrow, struct point *vector)
{
    double dx = step->next.x - step->from.x, dy = step->next.y - step->from.y;
    *vector = arrow == ARROW_GRADIENT   ? (struct point){step->gx, step->gy}
              : arrow == ARROW_MOMENTUM ? (struct point){dx - step->gx, dy - step->gy}
                                        : (struct point){dx, dy};
    return arrow == ARROW_STEP || (!step->plain && (arrow == ARROW_GRADIENT || step->momentum));
}

color arrow_ink(const struct screen *screen, enum arrow arrow)
{
    static const color dark[] = {[ARROW_GRADIENT] = 0x6FE8FF, [ARROW_MOMENTUM] = 0xFF9DF0};
    static const color light[] = {[ARROW_GRADIENT] = 0x005F99, [ARROW_MOMENTUM] = 0xA0138E};
    static const color ansi[] = {
        [ARROW_GRADIENT] = COLOR_ANSI(6), [ARROW_MOMENTUM] = COLOR_ANSI(5)};
    static const color ansi_light[] = {
        [ARROW_GRADIENT] = COLOR_ANSI(4), [ARROW_MOMENTUM] = COLOR_ANSI(5)};
    if (arrow == ARROW_STEP || screen->display->colors == COLORS_MONO)
        return screen_ball_color(screen, screen->session->selected, true);
    if (screen->display->colors <= COLORS_16)
        return (screen->display->light ? ansi_light : ansi)[arrow];
    return screen->display->light ? light[arrow] : dark[arrow];
}

uint32_t arrow_tip(const struct screen *screen, enum arrow arrow, double right, double down)
{
    if (screen->display->colors == COLORS_MONO && arrow != ARROW_STEP)
        return arrow == ARROW_GRADIENT ? 'g' : 'm';
    return arrow_glyph(screen, right, down);
}

/* In cells of the plot. False: it is shorter than to the next cell, and not drawn. */
static bool find_ends(const struct plot *plot, const struct step *step, enum arrow arrow,
                      struct point *from, struct point *to)
{
    struct point by;
    if (!step_arrow(step, arrow, &by))
        return false;
    *from = (struct point){plot_column(plot, step->from.x), plot_row(plot, step->from.y)};
    *to =
        (struct point){plot_column(plot, step->from.x + by.x), plot_row(plot, step->from.y + by.y)};
    return isfinite(from->x) && isfinite(from->y) && isfinite(to->x) && isfinite(to->y) &&
           (floor(from->x) != floor(to->x) || floor(from->y) != floor(to->y));
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
        map_mark(plot, column + i, row, ' ', style.fg, 0.35, 0);
    style.bg = plot_cell(plot, column, row)->bg;
    int end = plot->area.column + plot->area.columns;
    column = frame_text(screen->frame, plot->area.column + column, plot->area.row + row, end, style,
                        text.bytes) -
             plot->area.column;
    text_free(&text);
    return column;
}

void step_draw_legend(const struct plot *plot, const struct step *step)
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

/* The tips stand above all lines: two arrows may begin alike. */
void arrows_draw(const struct plot *plot)
{
    const struct screen *screen = plot->screen;
    struct step step;
    struct point from, to;
    if (!step_find(screen, &step))
        return;
    for (enum arrow arrow = 0; arrow < ARROW_COUNT; arrow++)
        if (find_ends(plot, &step, arrow, &from, &to))
            trail_draw_line(plot, from, to, arrow_ink(screen, arrow));
    for (enum arrow arrow = 0; arrow < ARROW_COUNT; arrow++)
        if (find_ends(plot, &step, arrow, &from, &to) && plot_inside(plot, to.x, to.y))
            map_mark(plot, (int)to.x, (int)to.y,
                     arrow_tip(screen, arrow, to.x - from.x, 2 * (to.y - from.y)),
                     arrow_ink(screen, arrow), 0.2, ATTRIBUTE_BOLD);
    step_draw_legend(plot, &step);
}
