/* Arrows: the field of the gradient, and the selected ball's step with what it is made of. Vectors
 * are drawn to scale and in the map's own directions; cells are twice as high as wide. */

#include "map.h"

#include "../base/memory.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* The nearest of eight directions, of four in ASCII; right and down are positive. */
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

enum { FIELD_COLUMNS = 6, FIELD_ROWS = 3 };

struct field {
    int across, down;
    double *x, *y, *loss, *gx, *gy; /* down x across */
    double steepest;
};

static struct field measure_field(const struct plot *plot)
{
    const struct region *view = &plot->view;
    struct field field = {.across = plot->area.columns / FIELD_COLUMNS,
                          .down = plot->area.rows / FIELD_ROWS};
    int count = field.across * field.down;
    field.x = memory_new((size_t)count * 5 + 1, sizeof *field.x);
    field.y = field.x + count, field.loss = field.y + count;
    field.gx = field.loss + count, field.gy = field.gx + count;
    for (int i = 0; i < count; i++) {
        double column = i % field.across * FIELD_COLUMNS + FIELD_COLUMNS / 2 + 0.5;
        double row = i / field.across * FIELD_ROWS + FIELD_ROWS / 2 + 0.5;
        field.x[i] = view->x0 + (view->x1 - view->x0) * column / plot->area.columns;
        field.y[i] = view->y1 - (view->y1 - view->y0) * row / plot->area.rows;
    }
    sim_surface_gradients(plot->screen->session->sim, field.x, field.y, field.loss, field.gx,
                          field.gy, count);
    for (int i = 0; i < count; i++) {
        double slope = hypot(field.gx[i], field.gy[i]);
        if (isfinite(slope) && isfinite(field.loss[i]))
            field.steepest = fmax(field.steepest, slope);
    }
    return field;
}

/* How well an arrow is seen: by the logarithm of the slope, over three decades. */
static double strength(const struct field *field, double slope)
{
    enum { SPAN = 1000 };
    return log1p(slope / field->steepest * SPAN) / log1p(SPAN);
}

static void draw_field_arrow(const struct plot *plot, const struct field *field, int i)
{
    const struct screen *screen = plot->screen;
    const struct region *view = &plot->view;
    double right = -field->gx[i] / (view->x1 - view->x0) * plot->area.columns;
    double down = 2 * field->gy[i] / (view->y1 - view->y0) * plot->area.rows;
    double slope = hypot(field->gx[i], field->gy[i]);
    if (!isfinite(field->loss[i]) || !isfinite(right) || !isfinite(down) ||
        !(slope > 1e-9 * field->steepest))
        return;
    struct cell *cell = plot_cell(plot, i % field->across * FIELD_COLUMNS + FIELD_COLUMNS / 2,
                                  i / field->across * FIELD_ROWS + FIELD_ROWS / 2);
    double share = strength(field, slope);
    enum color_level colors = screen->display->colors;
    color ground = map_ground(screen, cell, 0), ink = map_ink(screen);
    if (colors >= COLORS_256)
        ink = color_mix(ground, ink, 0.15 + 0.65 * share);
    else if (colors != COLORS_MONO) /* as the iso-lines: a field of black cells would be loud */
        ink = COLOR_ANSI(0), ground = heat_cell_color(cell);
    bool strong = share > 0.6 && (colors >= COLORS_256 || colors == COLORS_MONO);
    int weight = strong ? ATTRIBUTE_BOLD : colors == COLORS_MONO ? ATTRIBUTE_DIM : 0;
    *cell = (struct cell){arrow_glyph(screen, right, down), 0, ink, ground, (uint8_t)weight};
}

void field_draw(const struct plot *plot)
{
    struct field field = measure_field(plot);
    for (int i = 0; i < field.across * field.down; i++)
        draw_field_arrow(plot, &field, i);
    free(field.x);
}

/* --- the ball's step --- */

struct step {
    struct row from, next;
    double gx, gy; /* -eta times the gradient */
    bool plain;    /* it is all that the step is */
    bool momentum; /* what else there is, is momentum */
};

/* The update that the ball is on its way of, else the one that comes next. */
static bool find_step(const struct screen *screen, struct step *step)
{
    struct sim *sim = screen->session->sim;
    int ball = screen->session->selected;
    struct row rows[2];
    if (screen->display->phase < 1 && sim_trail(sim, ball, rows, 2) == 2) {
        step->from = rows[0];
        step->next = rows[1];
    } else {
        step->from = *sim_row(sim, ball);
        if (!sim_preview(sim, ball, &step->next))
            return false;
    }
    const struct row *from = &step->from, *next = &step->next;
    step->gx = -from->eta * from->gx;
    step->gy = -from->eta * from->gy;
    double off = hypot(next->x - from->x - step->gx, next->y - from->y - step->gy);
    step->plain = off <= 1e-9 * hypot(step->gx, step->gy);
    const struct optimizer_row *row = sim_optimizer_row(sim, ball);
    step->momentum = row && strcmp(row->name, "sgd") == 0 && sim_noise(sim, ball) == 0 &&
                     sim_batch(sim, ball) == 0;
    return isfinite(next->x) && isfinite(next->y);
}

enum part { PART_GRADIENT, PART_MOMENTUM, PART_STEP };

static color part_ink(const struct screen *screen, enum part part)
{
    static const color dark[] = {0x6FE8FF, 0xFF9DF0}, light[] = {0x005F99, 0xA0138E};
    static const color ansi[] = {COLOR_ANSI(6), COLOR_ANSI(5)};
    if (part == PART_STEP || screen->display->colors == COLORS_MONO)
        return screen_ball_color(screen, screen->session->selected, true);
    if (screen->display->colors <= COLORS_16)
        return ansi[part];
    return screen->display->light ? light[part] : dark[part];
}

/* Without colours the parts' tips are letters. */
static uint32_t part_tip(const struct screen *screen, enum part part, double right, double down)
{
    if (screen->display->colors == COLORS_MONO && part != PART_STEP)
        return part == PART_GRADIENT ? 'g' : 'm';
    return arrow_glyph(screen, right, down);
}

/* What is shorter than to the next cell is not drawn. */
static void draw_arrow(const struct plot *plot, const struct step *step, enum part part, double dx,
                       double dy)
{
    struct point from = {plot_column(plot, step->from.x), plot_row(plot, step->from.y)};
    struct point to = {plot_column(plot, step->from.x + dx), plot_row(plot, step->from.y + dy)};
    if (!isfinite(from.x) || !isfinite(from.y) || !isfinite(to.x) || !isfinite(to.y) ||
        (floor(from.x) == floor(to.x) && floor(from.y) == floor(to.y)))
        return;
    color ink = part_ink(plot->screen, part);
    trail_draw_line(plot, from, to, ink);
    if (plot_inside(plot, to.x, to.y))
        map_mark(plot, (int)to.x, (int)to.y,
                 part_tip(plot->screen, part, to.x - from.x, 2 * (to.y - from.y)), ink, 0.2,
                 ATTRIBUTE_BOLD);
}

static int draw_entry(const struct plot *plot, int column, int row, enum part part,
                      const char *word)
{
    const struct screen *screen = plot->screen;
    struct style style = {part_ink(screen, part), COLOR_DEFAULT, ATTRIBUTE_BOLD};
    struct text text = {0};
    char tip[8] = {0};
    utf8_encode(part_tip(screen, part, 1, 0), tip);
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

/* In the map's lower left corner. */
static void draw_legend(const struct plot *plot, const struct step *step)
{
    int row = plot->area.rows - 1, column = 0;
    if (plot->area.columns < 30 || row < 4)
        return;
    column = draw_entry(plot, column, row, PART_STEP,
                        step->plain ? "step = \xE2\x88\x92\xCE\xB7\xC2\xB7g" : "step");
    if (step->plain)
        return;
    column = draw_entry(plot, column, row, PART_GRADIENT, "\xE2\x88\x92\xCE\xB7\xC2\xB7g");
    if (step->momentum)
        draw_entry(plot, column, row, PART_MOMENTUM, "\xCE\xBC\xC2\xB7v");
}

void arrows_draw(const struct plot *plot)
{
    struct step step;
    if (!find_step(plot->screen, &step))
        return;
    double dx = step.next.x - step.from.x, dy = step.next.y - step.from.y;
    if (!step.plain && step.momentum)
        draw_arrow(plot, &step, PART_MOMENTUM, dx - step.gx, dy - step.gy);
    if (!step.plain)
        draw_arrow(plot, &step, PART_GRADIENT, step.gx, step.gy);
    draw_arrow(plot, &step, PART_STEP, dx, dy);
    draw_legend(plot, &step);
}
