/* The map of two numbers: pale where the ball settles soon, nothing but sparse dots where it
 * diverges; theory's border, where the ball is, and the best. */

#include "sweep.h"

#include "parts.h"

#include "../base/memory.h"
#include "../draw/light.h"
#include "../lab/usual.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* --- what is known --- */

static bool is_known_rule(const struct sweeping *sweeping, int ball)
{
    const struct sim *sim = sweeping->screen->session->sim;
    bool known = sim_same_optimizer(sim, sweeping->screen->session->selected, ball);
    for (int i = 0; i < sweeping->other_count; i++)
        known |= sim_same_optimizer(sim, sweeping->others[i].ball, ball);
    return known;
}

/* Of balls with another rule than the selected one the border alone, to compare. */
static void measure_others(struct sweeping *sweeping)
{
    const struct session *session = sweeping->screen->session;
    for (int i = 0; i < session->sim->ball_count && sweeping->other_count < OTHER_BORDERS; i++) {
        if (is_known_rule(sweeping, i))
            continue;
        struct border border =
            lab_border(session->lab, session->sim, i, sweeping->axes, sweeping->count);
        if (border.known)
            sweeping->others[sweeping->other_count++] = (struct other_border){i, border};
    }
}

static void measure(struct sweeping *sweeping)
{
    const struct session *session = sweeping->screen->session;
    const struct swept *swept = &session->look.swept;
    memcpy(sweeping->axes, swept->axes, sizeof sweeping->axes);
    sweeping->budget = swept->until > 0 ? swept->until : USUAL_BUDGET;
    sweeping->tints.by = swept->by;
    for (int i = 0; i < swept->axis_count; i++)
        if (!lab_has_number(session->sim, session->selected, swept->axes[i].name)) {
            snprintf(sweeping->missing, sizeof sweeping->missing, "the ball has no number %s",
                     swept->axes[i].name);
            return;
        }
    sweeping->count = lab_usual_axes(session->lab, session->sim, session->selected, sweeping->axes,
                                     swept->axis_count);
    sweeping->outlook = lab_sweep(session->lab, session->sim, session->selected, sweeping->axes,
                                  sweeping->count, sweeping->budget);
    if (sweeping->outlook.reason)
        return;
    sweeping->border =
        lab_border(session->lab, session->sim, session->selected, sweeping->axes, sweeping->count);
    if (sweeping->count > 1)
        measure_others(sweeping);
    sweeping->best = swept->by == SWEPT_BY_LOSS ? sweeping->outlook.lowest : sweeping->outlook.best;
    tints_measure(sweeping);
}

/* --- the picture --- */

struct picture {
    struct sweeping *sweeping;
    const struct screen *screen;
    struct area plot;
    struct region plane;
    struct area here;       /* where the ball's mark and tag will be; no rows: nowhere */
    struct field_size size; /* of the field */
    float *tones;
    color *colors; /* NULL: it is tones */
    struct ramp ramp;
    struct drawing drawing;
    struct canvas canvas;
};

static const struct sweep_cell *cell_at(const struct picture *picture, double across, double down)
{
    const struct sweeping *sweeping = picture->sweeping;
    const struct region *plane = &picture->plane;
    int first = sweep_index(&sweeping->axes[0], plane->x0 + across * (plane->x1 - plane->x0));
    int second = sweep_index(&sweeping->axes[1], plane->y1 - down * (plane->y1 - plane->y0));
    return outlook_at(&sweeping->outlook, first, second);
}

static void fill_field(struct picture *picture)
{
    const struct sweeping *sweeping = picture->sweeping;
    const struct field_size size = picture->size;
    int count = size.columns * size.rows;
    bool verdicts = sweeping->tints.by == SWEPT_BY_VERDICT;
    picture->tones = memory_new((size_t)count, sizeof *picture->tones);
    if (verdicts)
        picture->colors = memory_new((size_t)count, sizeof *picture->colors);
    for (int i = 0; i < count; i++) {
        const struct sweep_cell *cell =
            cell_at(picture, (i % size.columns + 0.5) / size.columns,
                    (i / size.columns + 0.5) / size.rows); /* NOLINT: whole rows */
        double value = tint_value(sweeping, cell);
        picture->tones[i] = verdicts ? (float)value : (float)tint_tone(&sweeping->tints, value);
        if (verdicts)
            picture->colors[i] = isnan(value)
                                     ? COLOR_DEFAULT
                                     : tint_verdict(picture->screen, (enum verdict_kind)(int)value);
    }
}

/* Sparse dots where nothing settles, and, where there are no colours, glyphs for the rest. */
static void draw_below(const struct picture *picture)
{
    const struct screen *screen = picture->screen;
    const struct area *plot = &picture->plot;
    int across = picture->size.columns / plot->columns, down = picture->size.rows / plot->rows;
    for (int i = 0; i < plot->columns * plot->rows; i++) {
        int column = i % plot->columns, row = i / plot->columns;
        int first = row * down * picture->size.columns + column * across;
        int last = first + (down - 1) * picture->size.columns + across - 1;
        float tone = picture->tones[first], other = picture->tones[last];
        tone = isnan(tone) ? other : tone;
        bool grain = row % 2 == 1 && (column + row) % 4 == 1;
        if (isnan(tone) && grain)
            screen_put(screen, plot->column + column, plot->row + row,
                       screen_glyph(screen, 0xB7, '.'), ROLE_GRID);
        else if (!isnan(tone) && !device_has_fields(&screen->device))
            screen_put(screen, plot->column + column, plot->row + row,
                       tint_glyph(screen, &picture->sweeping->tints, (double)tone), ROLE_TEXT);
    }
}

/* Where it is in the plane; not finite: nowhere. */
static struct point border_point(const struct picture *picture, const struct border *border,
                                 int row)
{
    const struct sweep_axis *axes = picture->sweeping->axes;
    double up = (double)row / (border->rows - 1), across = border->shares[row];
    double x = sweep_place(&axes[0], axes[0].from), y = sweep_place(&axes[1], axes[1].from);
    return (struct point){x + across * (sweep_place(&axes[0], axes[0].to) - x),
                          y + up * (sweep_place(&axes[1], axes[1].to) - y)};
}

static void draw_border(struct picture *picture, const struct border *border, struct ink ink)
{
    drawing_at(&picture->drawing, DEPTH_PRESENT, -1);
    draw_line(&picture->drawing, NULL, 0, ink);
    for (int i = 0; border->known && border->rows > 1 && i < border->rows; i++)
        drawing_extend(&picture->drawing, border_point(picture, border, i));
}

static void draw_borders(struct picture *picture)
{
    const struct sweeping *sweeping = picture->sweeping;
    const struct screen *screen = picture->screen;
    for (int i = 0; i < sweeping->other_count; i++)
        draw_border(picture, &sweeping->others[i].border,
                    (struct ink){.color = screen_ball_color(screen, sweeping->others[i].ball),
                                 .weight = WEIGHT_BORDER});
    draw_border(picture, &sweeping->border,
                (struct ink){.color = screen->theme->roles[ROLE_DANGER], .weight = WEIGHT_BORDER});
}

/* The column of the plot where a border is in a row; -1: nowhere. */
static int border_column(const struct picture *picture, const struct border *border, int row)
{
    for (int i = 0; border->known && border->rows > 1 && i < border->rows; i++) {
        struct point cell = drawing_cell(&picture->drawing, border_point(picture, border, i));
        if (isfinite(cell.x) && (int)floor(cell.y) == row)
            return (int)cell.x;
    }
    return -1;
}

static float tone_at(const struct picture *picture, int column, int row)
{
    const struct field_size *size = &picture->size;
    int across = size->columns / picture->plot.columns, down = size->rows / picture->plot.rows;
    return picture->tones[(row * down + down / 2) * size->columns + column * across + across / 2];
}

/* Whether nothing but ground is there, and inside, and no border. */
static bool is_free(const struct picture *picture, int column, int row, int width)
{
    enum { TAG = 7 };
    const struct sweeping *sweeping = picture->sweeping;
    bool clear = column >= 0 && column + width <= picture->plot.columns;
    const struct area *here = &picture->here;
    int from = picture->plot.column + column; /* of the frame, as that is */
    if (here->row == picture->plot.row + row && here->rows > 0)
        clear &= from > here->column + TAG || from + width <= here->column;
    for (int i = 0; i < width && clear; i++)
        clear = isnan(tone_at(picture, column + i, row));
    for (int i = -1; i < sweeping->other_count && clear; i++) {
        const struct border *border = i < 0 ? &sweeping->border : &sweeping->others[i].border;
        int at = border_column(picture, border, row);
        clear = at < column || at >= column + width;
    }
    return clear;
}

/* A row where it can be named on the ground of what diverges: beside it, to the right or, if there
 * is no room, to the left. */
static bool name_in_row(const struct picture *picture, const struct border *border, int row,
                        struct style style, const char *name)
{
    enum { APART = 2 };
    const struct area *plot = &picture->plot;
    int width = utf8_columns(name, strlen(name)), column = border_column(picture, border, row);
    int right = column + APART, left = column - APART - width;
    bool fits = is_free(picture, right, row, width + 1);
    if (column < 0 || !(fits || is_free(picture, left - 1, row, width + 2)))
        return false;
    frame_text(picture->screen->frame, plot->column + (fits ? right + 1 : left), plot->row + row,
               plot->column + plot->columns, style, name);
    return true;
}

/* Each along its own, the selected ball's in the lower half first, others' in the upper half. */
static void name_borders(const struct picture *picture)
{
    const struct sweeping *sweeping = picture->sweeping;
    const struct screen *screen = picture->screen;
    int rows = picture->plot.rows, selected = screen->session->selected;
    char name[40], words[80];
    bool named = false;
    sweep_border_name(screen, selected, name);
    for (int i = 0; i < 2 * rows && !named; i++) /* at last the first word of it alone */
        named = name_in_row(picture, &sweeping->border, (rows * 3 / 4 + 2 * rows - i) % rows,
                            screen_style(screen, ROLE_DANGER), i < rows ? name : "border");
    for (int k = 0; k < sweeping->other_count; k++) {
        int ball = sweeping->others[k].ball;
        struct style style = screen_style(screen, ROLE_TEXT);
        style.fg = screen_ball_color(screen, ball);
        sweep_border_name(screen, ball, name);
        snprintf(words, sizeof words, "%.30s: %s", names_optimizer(screen->session->sim, ball),
                 name);
        named = false;
        for (int i = 0; i < 2 * rows && !named; i++)
            named =
                name_in_row(picture, &sweeping->others[k].border, (rows / 4 + 2 * k + i) % rows,
                            style, i < rows ? words : names_optimizer(screen->session->sim, ball));
    }
}

/* --- the best, and where the ball is --- */

enum { BEST_SIZE = 160 };

static void place_of(const struct picture *picture, struct point at, int *column, int *row)
{
    struct point cell = drawing_cell(&picture->drawing, at);
    *column = picture->plot.column + (int)fmin(fmax(cell.x, 0), picture->plot.columns - 1);
    *row = picture->plot.row + (int)fmin(fmax(cell.y, 0), picture->plot.rows - 1);
}

/* A letter on its cell's own colour. */
static void put_on_field(const struct picture *picture, int column, int row, uint32_t glyph)
{
    const struct screen *screen = picture->screen;
    const struct area *plot = &picture->plot;
    float tone = tone_at(picture, column - plot->column, row - plot->row);
    struct cell *cell = frame_cell(screen->frame, column, row);
    color ground = !device_has_fields(&screen->device) ? COLOR_DEFAULT
                   : isnan(tone)                       ? COLOR_DEFAULT
                   : picture->colors ? tint_verdict(screen, (enum verdict_kind)(int)tone)
                                     : ramp_at(&picture->ramp, tone);
    color ink = screen->theme->roles[ROLE_STRONG];
    if (ground != COLOR_DEFAULT)
        ink = light_of(ground) > 0.18F ? 0x101318 : 0xFFFFFF;
    *cell = (struct cell){glyph, 0, ink, ground, ATTRIBUTE_BOLD};
}

/* Whether words may stand there: inside, over the ball's own mark never, over a border if at all.
 */
static bool is_open(const struct picture *picture, struct area area, bool over_border)
{
    const struct area *plot = &picture->plot, *here = &picture->here;
    int border = border_column(picture, &picture->sweeping->border, area.row - plot->row);
    border = border < 0 ? border : border + plot->column;
    bool crosses = border >= area.column && border <= area.column + area.columns;
    bool covers = here->rows > 0 && here->row == area.row && here->column >= area.column &&
                  here->column < area.column + area.columns;
    return area.column >= plot->column &&
           area.column + area.columns <= plot->column + plot->columns && !covers &&
           (over_border || !crosses);
}

static void put_words(const struct picture *picture, struct area area, const char *words)
{
    struct text spelled = {0};
    screen_spell(picture->screen, &spelled, words);
    for (size_t at = 0; at < spelled.length; area.column++) {
        uint32_t glyph;
        at += (size_t)utf8_decode(spelled.bytes + at, spelled.length - at, &glyph);
        put_on_field(picture, area.column, area.row, glyph);
    }
    text_free(&spelled);
}

/* To the right of a place, else to the left; the area becomes theirs, too. */
static bool put_beside(const struct picture *picture, const char *words, bool over_border,
                       struct area *area)
{
    int width = screen_columns(picture->screen, words);
    const struct area sides[] = {{area->column + 1, area->row, 1 + width, 1},
                                 {area->column - 1 - width, area->row, 1 + width, 1}};
    for (int left = 0; left < 2; left++) {
        if (!is_open(picture, sides[left], over_border))
            continue;
        struct area at = sides[left];
        at.column += !left;
        put_words(picture, at, words);
        put_on_field(picture, area->column + (left ? -1 : 1), area->row, ' ');
        area->column -= left ? 1 + width : 0;
        area->columns += 1 + width;
        return true;
    }
    return false;
}

/* Its value and, where both have room, its place. */
static void write_best(const struct picture *picture, const int cells[2], bool whole,
                       char words[BEST_SIZE])
{
    const struct sweeping *sweeping = picture->sweeping;
    const struct sweep_cell *cell = &sweeping->outlook.cells[sweeping->best];
    bool by_loss = sweeping->tints.by == SWEPT_BY_LOSS;
    char number[32], first[32], second[32];
    screen_number(by_loss ? cell->outcome.loss : (double)cell->outcome.iterations, number);
    snprintf(words, BEST_SIZE, "best %s", number);
    if (whole)
        snprintf(words, BEST_SIZE, "best %s at %s %s %s %s", number,
                 sweep_sign(picture->screen, &sweeping->axes[0]),
                 screen_number(sweep_value(&sweeping->axes[0], cells[0]), first),
                 sweep_sign(picture->screen, &sweeping->axes[1]),
                 screen_number(sweep_value(&sweeping->axes[1], cells[1]), second));
}

/* Beside its place, where there is room. Returns where it stands. */
static struct area tag_best(const struct picture *picture)
{
    const struct sweeping *sweeping = picture->sweeping;
    const struct outlook *outlook = &sweeping->outlook;
    char words[BEST_SIZE];
    int column, row;
    if (sweeping->best < 0)
        return (struct area){0};
    const int cells[] = {(int)(sweeping->best / outlook->columns),
                         (int)(sweeping->best % outlook->columns)};
    struct point at = {sweep_place(&sweeping->axes[0], sweep_value(&sweeping->axes[0], cells[0])),
                       sweep_place(&sweeping->axes[1], sweep_value(&sweeping->axes[1], cells[1]))};
    place_of(picture, at, &column, &row);
    put_on_field(picture, column, row, '+');
    struct area area = {column, row, 1, 1};
    bool done = false;
    for (int i = 0; i < 3 && !done; i++) { /* shorter, then over the border */
        write_best(picture, cells, i == 0, words);
        done = put_beside(picture, words, i == 2, &area);
    }
    target_command(picture->screen, area, "best");
    return area;
}

/* Where the ball is; no rows: outside. */
static struct area find_here(const struct picture *picture)
{
    struct point at;
    int column, row;
    if (screen_is_figure(picture->screen) || /* that is for who plays */
        !sweep_here(picture->sweeping, 0, &at.x) || !sweep_here(picture->sweeping, 1, &at.y))
        return (struct area){-1, -1, 0, 0};
    place_of(picture, at, &column, &row);
    return (struct area){column, row, 1, 1};
}

/* --- all of it --- */

static void draw_axes(const struct picture *picture, const struct ticks *up, int column)
{
    const struct sweep_axis *axes = picture->sweeping->axes;
    const struct screen *screen = picture->screen;
    const struct region *plane = &picture->plane;
    int columns = picture->plot.columns;
    struct ticks across = sweep_ticks(screen, &axes[0], columns < 80 ? columns / 9 : 9);
    const char *name = sweep_sign(screen, &axes[1]);
    bool brief = screen_columns(screen, name) == 1;
    axis_draw_y(screen, picture->plot, plane->y0, plane->y1, up, column, brief ? name : "");
    axis_draw_x(screen, picture->plot, plane->x0, plane->x1, &across, sweep_sign(screen, &axes[0]));
    if (!brief && screen_columns(screen, name) < picture->plot.column - column)
        screen_text(screen, column, picture->plot.row + picture->plot.rows,
                    picture->plot.column - 1, ROLE_FAINT, name);
}

static void draw_field_and_border(struct picture *picture)
{
    const struct screen *screen = picture->screen;
    drawing_begin(&picture->drawing, picture->plot, picture->plane);
    canvas_begin(&picture->canvas, picture->plot, picture->plane, &screen->device);
    drawing_at(&picture->drawing, DEPTH_GROUND, -1);
    if (device_has_fields(&screen->device))
        draw_field(&picture->drawing,
                   &(struct field){.columns = picture->size.columns,
                                   .rows = picture->size.rows,
                                   .tones = picture->colors ? NULL : picture->tones,
                                   .ramp = &picture->ramp,
                                   .colors = picture->colors});
    draw_borders(picture);
    canvas_draw(&picture->canvas, &picture->drawing);
    canvas_show(&picture->canvas, screen->frame);
}

static void draw_map(struct sweeping *sweeping, struct area area)
{
    const struct screen *screen = sweeping->screen;
    struct picture picture = {.sweeping = sweeping, .screen = screen, .plot = area};
    bool axes = screen->session->look.layers[LAYER_AXES] && area.columns >= 24 && area.rows >= 6;
    int legend = area.rows >= 18 ? 3 : area.rows >= 8;
    picture.plot.rows -= axes + legend;
    struct ticks up = sweep_ticks(screen, &sweeping->axes[1], figure_ticks(picture.plot.rows));
    int gutter = axes ? axis_gutter(&up) : 0;
    picture.plot.column += gutter, picture.plot.columns -= gutter;
    sweep_range(&sweeping->axes[0], &picture.plane.x0, &picture.plane.x1);
    sweep_range(&sweeping->axes[1], &picture.plane.y0, &picture.plane.y1);
    picture.size = canvas_field_size(&screen->device, picture.plot);
    tint_ramp(&picture.ramp, screen);
    fill_field(&picture);
    draw_below(&picture);
    draw_field_and_border(&picture);
    if (axes)
        draw_axes(&picture, &up, area.column);
    if (legend)
        tint_legend(sweeping,
                    (struct area){picture.plot.column, area.row + area.rows - legend + (legend > 1),
                                  picture.plot.columns, legend - (legend > 1)});
    picture.here = find_here(&picture);
    name_borders(&picture);
    target_add(screen,
               (struct target){
                   .kind = TARGET_SWEEP,
                   .area = picture.plot,
                   .region = picture.plane,
                   .axes = {sweep_target(&sweeping->axes[0]), sweep_target(&sweeping->axes[1])}},
               NULL);
    struct area best = tag_best(&picture);
    if (picture.here.rows > 0)
        sweep_tag_here(screen, picture.plot, picture.here.column, picture.here.row, best);
    canvas_free(&picture.canvas);
    drawing_free(&picture.drawing);
    free(picture.tones);
    free(picture.colors);
}

void sweep_draw(const struct screen *screen, struct area area)
{
    struct sweeping sweeping = {.screen = screen, .best = -1};
    if (area.columns < 12 || area.rows < 4)
        return;
    measure(&sweeping);
    const char *reason = *sweeping.missing ? sweeping.missing : sweeping.outlook.reason;
    int end = area.column + area.columns;
    if (reason) {
        screen_text(screen, area.column, area.row, end, ROLE_STRONG, "sweep");
        screen_text_cut(screen, area.column, area.row + 1, end, ROLE_MUTED, reason);
        screen_text_cut(screen, area.column, area.row + 2, end, ROLE_FAINT,
                        "sweep NAME NAME takes others; sweep alone the usual ones");
        return;
    }
    area = sweep_head(&sweeping, area);
    if (sweeping.count > 1)
        draw_map(&sweeping, area);
    else
        sweep_draw_curve(&sweeping, area);
}
