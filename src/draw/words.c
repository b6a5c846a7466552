/* What stands in cells above lines: the marks of a canvas, and its labels where these are clear of
 * lines, marks and each other, or nowhere. Half a number is a lie. */

#include "canvas.h"

#include "light.h"
#include "mark.h"

#include "../base/text.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static bool is_inside(const struct canvas *canvas, int column, int row)
{
    return column >= 0 && row >= 0 && column < canvas->area.columns && row < canvas->area.rows;
}

static struct cell *cell_of(const struct canvas *canvas, struct frame *frame, int column, int row)
{
    return frame_cell(frame, canvas->area.column + column, canvas->area.row + row);
}

/* A glyph where the ground is: one of them gives way until there is enough contrast. */
static void show_glyph(struct canvas *canvas, struct frame *frame, int column, int row,
                       struct cell shown, float want)
{
    struct cell *cell = cell_of(canvas, frame, column, row);
    color below = composed_ground(canvas, column, row);
    float ground = light_of(below) + 0.05F, ink = light_of(shown.fg) + 0.05F;
    bool light = canvas->device.light != LIGHT_NONE;
    shown.bg = below == COLOR_DEFAULT ? cell->bg : below;
    shown.attributes |= canvas->device.pixels.width ? ATTRIBUTE_THROUGH : 0;
    want = light && want > 3 ? 3 : want;
    if (below != COLOR_DEFAULT && light && ink > ground / want)
        shown.fg = light_set(shown.fg, fmaxf(ground / want - 0.05F, 0.004F));
    else if (below != COLOR_DEFAULT && !light && ground > ink / want)
        shown.bg = light_set(below, fmaxf(ink / want - 0.05F, 0.003F));
    *cell = shown;
    canvas_take(canvas, column, row);
}

/* --- marks --- */

static bool is_ball(const struct canvas_mark *mark)
{
    return mark->depth == DEPTH_BALLS;
}

/* Whether one would lie over the other: they are in one cell, or as near as that. */
static bool is_over(const struct canvas *canvas, const struct canvas_mark *a,
                    const struct canvas_mark *b)
{
    if (device_is_fine(&canvas->device))
        return fabs(a->at.x - b->at.x) < 0.9 && fabs(a->at.y - b->at.y) < 0.45;
    return (int)a->at.x == (int)b->at.x && (int)a->at.y == (int)b->at.y;
}

static bool is_hidden(const struct canvas *canvas, int index)
{
    for (int i = index + 1; i < canvas->mark_count; i++)
        if (is_ball(&canvas->marks[i]) && is_over(canvas, &canvas->marks[index], &canvas->marks[i]))
            return true;
    return false;
}

/* Balls in one place stand side by side: the last keeps it, those before it move. */
static void part_balls(struct canvas *canvas)
{
    static const int aside[] = {0, 1, -1, 2, -2, 3, -3};
    for (int i = canvas->mark_count - 1; i >= 0; i--) {
        struct canvas_mark *mark = &canvas->marks[i], own = *mark;
        bool clear = !is_ball(mark);
        for (size_t k = 0; !clear && k < sizeof aside / sizeof *aside; k++) {
            mark->at.x = own.at.x + aside[k], mark->from.x = own.from.x + aside[k];
            clear = is_inside(canvas, (int)floor(mark->at.x), 0) && !is_hidden(canvas, i);
        }
        if (!clear)
            *mark = own;
    }
}

/* The cells that a ball's mark reaches into, which is not drawn in a cell but at its place. */
static void take_mark(struct canvas *canvas, const struct canvas_mark *mark)
{
    static const double across = 0.5, down = 0.36; /* so far from its middle, in cells */
    double x = is_ball(mark) ? across : 0, y = is_ball(mark) ? down : 0;
    for (int row = (int)floor(mark->at.y - y); row <= (int)floor(mark->at.y + y); row++)
        for (int column = (int)floor(mark->at.x - x); column <= (int)floor(mark->at.x + x);
             column++)
            if (is_inside(canvas, column, row))
                canvas_take(canvas, column, row);
}

/* As a glyph, or, where there are true lines, as what it is. */
static void show_mark(struct canvas *canvas, struct frame *frame, const struct canvas_mark *mark)
{
    static const float contrast = 4; /* on its ground */
    double right = mark->at.x - mark->from.x, down = 2 * (mark->at.y - mark->from.y);
    int way = (int)lround(atan2(down, right) * 1.2732395447351628) & 7; /* eighths of a turn */
    struct cell shown = {.glyph = mark_glyph(mark->mark, way, canvas->device.unicode),
                         .fg = mark->color,
                         .attributes = is_ball(mark) ? ATTRIBUTE_BOLD : 0};
    if (!device_is_fine(&canvas->device) || (canvas->device.vectors && !canvas->device.unicode)) {
        show_glyph(canvas, frame, (int)mark->at.x, (int)mark->at.y, shown, contrast);
        return;
    }
    struct drawing *drawing = canvas->device.vectors ? &canvas->vectors.drawing : &canvas->marking;
    drawing_at(drawing, mark->depth, mark->owner);
    draw_toward(drawing, drawing_point(drawing, mark->from), drawing_point(drawing, mark->at),
                mark->mark, (struct ink){.color = mark->color});
    take_mark(canvas, mark);
}

/* --- labels --- */

enum { LABEL_SIDES = 14 };
struct label {
    int column, row, width;
    const char *text;
    size_t length;
    const struct shape *shape;
};

/* Of what is at least so much in the way, in so many columns and rows around. */
static bool is_clear(const struct canvas *canvas, const struct label *label, int columns, int rows,
                     int of)
{
    for (int row = label->row - rows; row <= label->row + rows; row++)
        for (int column = label->column - columns; column < label->column + label->width + columns;
             column++)
            if (is_inside(canvas, column, row) && canvas_is(canvas, column, row) >= of)
                return false;
    return is_inside(canvas, label->column, label->row) &&
           is_inside(canvas, label->column + label->width - 1, label->row);
}

/* Of a place: words beside it are taken for its name. */
static bool has_names(int mark)
{
    mark &= ~MARK_HOLLOW;
    return mark <= MARK_MAXIMUM || mark == MARK_PIN;
}

/* Where a line from words to a place begins: at the point of them that is nearest. */
static struct point lead_begin(const struct label *label, struct point at)
{
    double left = label->column - 0.1, right = label->column + label->width + 0.1;
    return (struct point){fmin(fmax(at.x, left), right),
                          fmin(fmax(at.y, label->row + 0.1), label->row + 0.9)};
}

/* Whether that line comes to another mark before. */
static bool leads_past(const struct canvas *canvas, const struct label *label, struct point at)
{
    static const double reach = 1.2; /* of a mark, in columns */
    struct point from = lead_begin(label, at);
    double across = at.x - from.x, down = 2 * (at.y - from.y);
    double square = across * across + down * down;
    for (int i = 0; i < canvas->mark_count; i++) {
        struct point other = canvas->marks[i].at;
        double right = other.x - from.x, below = 2 * (other.y - from.y);
        double part = square > 0 ? (right * across + below * down) / square : 0;
        part = fmin(fmax(part, 0), 1);
        if (has_names(canvas->marks[i].mark) && hypot(other.x - at.x, 2 * (other.y - at.y)) > 0.5 &&
            hypot(right - part * across, below - part * down) < reach)
            return true;
    }
    return false;
}

/* The clear place nearest to a point, as the eye measures it; not at the side of the canvas, beside
 * which there may be numbers; and, where lines lead to what words name, not behind another mark. */
static bool find_near(const struct canvas *canvas, struct label *label, struct point at)
{
    enum { COLUMNS = 4, ROWS = 2 }; /* at most so far away */
    static const double behind = 100;
    int column = (int)at.x, row = (int)at.y;
    struct label tried = *label;
    double least = HUGE_VAL;
    for (tried.row = row - ROWS; tried.row <= row + ROWS; tried.row++)
        for (int i = -COLUMNS - label->width; i <= COLUMNS + 1; i++) {
            tried.column = column + i;
            double far = fabs(i + (label->width - 1) / 2.0) * 0.5 + abs(tried.row - row) * 1.1;
            if (far >= least || !is_inside(canvas, tried.column - 1, tried.row) ||
                !is_inside(canvas, tried.column + label->width, tried.row) ||
                !is_clear(canvas, &tried, 1, 0, CELL_LINED))
                continue;
            far += canvas->exact && leads_past(canvas, &tried, at) ? behind : 0;
            if (far < least)
                least = far, *label = tried;
        }
    return least < HUGE_VAL;
}

/* How far it is from a point, as the eye measures it: a row is as high as two columns are wide. */
static double distance_to(const struct label *label, struct point at)
{
    double across = fmax(fmax(label->column - at.x, at.x - label->column - label->width), 0);
    double down = fmax(fmax(label->row - at.y, at.y - label->row - 1), 0);
    return hypot(across, 2 * down);
}

/* Whether it is as near to another mark as to its own. */
static bool is_anothers(const struct canvas *canvas, const struct label *label, struct point own)
{
    double far = distance_to(label, own);
    for (int i = 0; i < canvas->mark_count; i++) {
        struct point at = canvas->marks[i].at;
        if (has_names(canvas->marks[i].mark) && hypot(at.x - own.x, 2 * (at.y - own.y)) >= 1 &&
            distance_to(label, at) <= far)
            return true;
    }
    return false;
}

/* Whether words on both sides of it would be read with it; it stands two columns from its mark. */
static bool is_apart(const struct canvas *canvas, const struct label *label, struct point own)
{
    enum { APART = 4 };
    for (int i = -APART; i < label->width + APART; i++) {
        int column = label->column + i;
        bool at_own = label->row == (int)own.y && column == (int)own.x;
        if (is_inside(canvas, column, label->row) && !at_own &&
            canvas_is(canvas, column, label->row) != CELL_FREE)
            return false;
    }
    return true;
}

static bool is_under_ball(const struct canvas *canvas, struct point own)
{
    for (int i = 0; i < canvas->mark_count; i++) {
        struct point at = canvas->marks[i].at;
        if (is_ball(&canvas->marks[i]) && hypot(at.x - own.x, 2 * (at.y - own.y)) < 2)
            return true;
    }
    return false;
}

/* To the right of it, else to the left, above, below, and so on. */
static bool find_beside(const struct canvas *canvas, struct label *label, struct point at, int side)
{
    int right = 2, left = -label->width - 1, middle = -label->width / 2;
    const int sides[LABEL_SIDES][2] = {
        {right, 0}, {left, 0},   {middle, -1}, {middle, 1}, {right, -1},  {right, 1}, {left, -1},
        {left, 1},  {right, -2}, {right, 2},   {middle, 2}, {middle, -2}, {left, -2}, {left, 2}};
    label->column = (int)at.x + sides[side][0], label->row = (int)at.y + sides[side][1];
    if (label->shape->label == LABEL_QUIET &&
        (is_under_ball(canvas, at) || !is_apart(canvas, label, at)))
        return false;
    return is_clear(canvas, label, 1, 0, CELL_TAKEN) && !is_anothers(canvas, label, at);
}

static bool find_place(const struct canvas *canvas, const struct drawing *drawing,
                       struct label *label)
{
    const struct shape *shape = label->shape;
    bool on = shape->label == LABEL_ON || shape->label == LABEL_OVER;
    bool beside = shape->label == LABEL_BESIDE || shape->label == LABEL_QUIET;
    for (int i = 0; i < shape->count * (beside ? LABEL_SIDES : 1); i++) {
        struct point cell = drawing_cell(drawing, drawing->points[shape->first + i % shape->count]);
        if (!(cell.x >= 0 && cell.y >= 0 && cell.x < canvas->area.columns &&
              cell.y < canvas->area.rows))
            continue;
        int column = (int)cell.x, row = (int)cell.y;
        label->column = column - (on ? label->width / 2 : 0), label->row = row;
        if (beside                       ? find_beside(canvas, label, cell, i / shape->count)
            : shape->label == LABEL_NEAR ? find_near(canvas, label, cell)
                                         : is_clear(canvas, label, on ? 3 : 0, on, CELL_TAKEN))
            return true;
    }
    return false;
}

/* As well seen as what it names. */
static bool is_firm(const struct shape *shape)
{
    return shape->label == LABEL_NEAR || shape->label == LABEL_BESIDE ||
           shape->label == LABEL_QUIET;
}

/* In the tone of the field below it, as bright as can be read; or in its ink, a third whiter. */
static color label_color(const struct canvas *canvas, const struct label *label)
{
    color ink = label->shape->ink.color;
    color ground = composed_ground(canvas, label->column + label->width / 2, label->row);
    if ((ink & (COLOR_ANSI_FLAG | COLOR_DEFAULT)) || canvas->device.colors < COLORS_256)
        return ink;
    if (is_firm(label->shape))
        return light_mix(ink, canvas->device.theme->roles[ROLE_STRONG], 77);
    if (ground == COLOR_DEFAULT || label->shape->label != LABEL_ON)
        return ink;
    float light = light_of(ground) + 0.05F;
    if (canvas->device.light == LIGHT_PRINT)
        return ink;
    return light_set(ground,
                     fmaxf(canvas->device.light ? light / 3 - 0.05F : light * 2.6F - 0.05F, 0.02F));
}

static void show_label(struct canvas *canvas, struct frame *frame, const struct label *label)
{
    struct cell shown = {.fg = label_color(canvas, label)};
    float want = is_firm(label->shape) ? 3 : 1;
    size_t length = label->length;
    int end = label->column + label->width;
    for (int column = label->column - 1; column <= end; column += label->width + 1)
        if (is_inside(canvas, column, label->row) &&
            canvas_is(canvas, column, label->row) == CELL_LINED)
            cell_of(canvas, frame, column, label->row)->glyph = ' '; /* a dot would be a point */
    for (size_t at = 0, column = (size_t)label->column; at < length;) {
        at += (size_t)utf8_decode(label->text + at, length - at, &shown.glyph);
        if (utf8_width(shown.glyph) == 1)
            show_glyph(canvas, frame, (int)column++, label->row, shown, want);
    }
}

/* A thin line to the mark that words name, if they are farther off than from any other's reach. */
static void lead_to_mark(const struct canvas *canvas, struct frame *frame,
                         const struct label *label, struct point at)
{
    static const double aside = 0.9, rim = 0.45; /* in heights of a cell */
    struct point from = lead_begin(label, at);
    double across = (at.x - from.x) / 2, down = at.y - from.y, away = hypot(across, down);
    if (away < aside || leads_past(canvas, label, at))
        return;
    double part = 1 - rim / away;
    frame_hairline(frame, (struct hairline){canvas->area.column + from.x, canvas->area.row + from.y,
                                            canvas->area.column + from.x + 2 * across * part,
                                            canvas->area.row + from.y + down * part,
                                            label->shape->ink.color & 0xFFFFFF});
}

/* Files show words beside a place at its height. */
static void show_exactly(const struct canvas *canvas, struct frame *frame,
                         const struct drawing *drawing, const struct label *label)
{
    struct point at = drawing_cell(drawing, drawing->points[label->shape->first]);
    double down = at.y - (label->row + 0.5);
    if (label->shape->label == LABEL_NEAR && label->shape->count == 1)
        lead_to_mark(canvas, frame, label, at);
    else if (label->shape->label == LABEL_AT && fabs(down) < 1)
        frame_nudge(frame, (struct nudge){canvas->area.column + label->column,
                                          canvas->area.row + label->row, label->width, 0, down});
}

static void place_label(struct canvas *canvas, struct frame *frame, const struct canvas_label *of)
{
    const char *text = of->drawing->letters + of->shape->text;
    for (size_t length; (length = strcspn(text, LABEL_ELSE)) > 0; text += length) {
        struct label label = {.width = utf8_columns(text, length),
                              .text = text,
                              .length = length,
                              .shape = of->shape};
        if (find_place(canvas, of->drawing, &label)) {
            show_label(canvas, frame, &label);
            if (canvas->exact)
                show_exactly(canvas, frame, of->drawing, &label);
            return;
        }
        length += text[length] != '\0';
    }
}

void canvas_show(struct canvas *canvas, struct frame *frame)
{
    compose(canvas, frame);
    if (!canvas->stacks)
        part_balls(canvas);
    drawing_begin(&canvas->marking, canvas->area, canvas->plane);
    for (int i = 0; i < canvas->mark_count; i++)
        show_mark(canvas, frame, &canvas->marks[i]);
    if (canvas->device.pixels.width) {
        raster_draw(canvas->raster, &canvas->marking, &canvas->device, canvas->device.pixels.width);
        frame_show(frame, &(struct plate){canvas->area, canvas->raster});
    }
    if (canvas->device.vectors)
        frame_keep(frame, &canvas->vectors.drawing);
    for (int priority = 255; priority >= 0; priority--)
        for (int i = 0; i < canvas->label_count; i++)
            if (canvas->labels[i].shape->priority == priority)
                place_label(canvas, frame, &canvas->labels[i]);
    for (int i = 0; i < canvas->area.columns * canvas->area.rows && canvas->exact; i++)
        if (canvas->taken[i] == CELL_TAKEN)
            frame_take(frame, canvas->area.column + i % canvas->area.columns,
                       canvas->area.row + i / canvas->area.columns);
}
