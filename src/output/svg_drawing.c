#include "svg_drawing.h"

#include "../base/text.h"
#include "../draw/canvas.h"
#include "../draw/mark.h"

#include <math.h>

enum { TENTH = 10 }; /* coordinates are counted in tenths of a pixel */

/* How wide the lines of a weight are, in pixels, and how they are dashed. */
static const char *const widths[] = {
    [WEIGHT_LINE] = "1.8", [WEIGHT_STRONG] = "2.6", [WEIGHT_CONTOUR] = "1.2",
    [WEIGHT_SHADOW] = "3", [WEIGHT_GRID] = "2",     [WEIGHT_BORDER] = "1.8"};
static const char *const dashes[] = {[DASH_SOLID] = "",
                                     [DASH_DOTTED] = " stroke-dasharray=\".1 4\"",
                                     [DASH_SPARSE] = " stroke-dasharray=\".1 6.5\"",
                                     [DASH_DASHED] = " stroke-dasharray=\"8 5\""};

/* --- places --- */

/* In pixels of the picture. */
static struct point spot_of(const struct drawing *drawing, struct point point)
{
    struct point cell = drawing_cell(drawing, point);
    return (struct point){(drawing->area.column + cell.x) * SVG_UNIT,
                          (drawing->area.row + cell.y) * 2 * SVG_UNIT};
}

static struct region box_of(const struct area *area)
{
    double left = area->column * SVG_UNIT, top = area->row * 2.0 * SVG_UNIT;
    return (struct region){left, left + area->columns * SVG_UNIT, top,
                           top + area->rows * 2.0 * SVG_UNIT};
}

/* --- paths --- */

enum { SKIPPED_MAX = 64 };

struct pen {
    struct text *out;
    long x, y; /* in tenths */
    bool down;
    struct point from, skipped[SKIPPED_MAX]; /* of the line that is being drawn, not yet written */
    int skipped_count;
};

static void add_tenths(struct text *out, long value, bool first)
{
    long size = value < 0 ? -value : value;
    text_add(out, "%s", value < 0 ? "-" : first ? "" : " ");
    if (size % TENTH == 0)
        text_add(out, "%ld", size / TENTH);
    else if (size < TENTH)
        text_add(out, ".%ld", size);
    else
        text_add(out, "%ld.%ld", size / TENTH, size % TENTH);
}

/* The first two numbers after an `m` are a move, all others lines. */
static void go(struct pen *pen, struct point to, bool move)
{
    long x = lround(to.x * TENTH), y = lround(to.y * TENTH);
    text_add(pen->out, "%s", move ? "m" : "");
    add_tenths(pen->out, x - pen->x, move);
    add_tenths(pen->out, y - pen->y, false);
    pen->x = x, pen->y = y, pen->down = true;
}

static void lift_to(struct pen *pen, struct point to)
{
    if (!pen->down)
        pen->x = pen->y = 0;
    go(pen, to, true);
}

static bool is_at(const struct pen *pen, struct point spot)
{
    return pen->down && lround(spot.x * TENTH) == pen->x && lround(spot.y * TENTH) == pen->y;
}

static double distance_from_line(struct point spot, struct point from, struct point to)
{
    double dx = to.x - from.x, dy = to.y - from.y, length = sqrt(dx * dx + dy * dy);
    double px = spot.x - from.x, py = spot.y - from.y;
    bool beside = length > 0 && px * dx + py * dy >= 0 && px * dx + py * dy <= length * length;
    return beside ? fabs(px * dy - py * dx) / length : HUGE_VAL;
}

static void flush(struct pen *pen)
{
    if (pen->skipped_count)
        go(pen, pen->skipped[pen->skipped_count - 1], false);
    pen->skipped_count = 0;
}

/* Goes on to a place; what lies less than 0.3 pixels beside the way to it need not be said. */
static void draw_to(struct pen *pen, struct point to)
{
    bool straight = pen->skipped_count < SKIPPED_MAX;
    for (int i = 0; straight && i < pen->skipped_count; i++)
        straight = distance_from_line(pen->skipped[i], pen->from, to) < 0.3;
    if (!straight) {
        pen->from = pen->skipped[pen->skipped_count - 1];
        flush(pen);
    }
    pen->skipped[pen->skipped_count++] = to;
}

static void write_line(struct pen *pen, const struct drawing *drawing, const struct shape *shape)
{
    struct region box = box_of(&drawing->area);
    struct point kept = spot_of(drawing, drawing->points[shape->first]);
    struct point last = {HUGE_VAL, HUGE_VAL};
    for (int i = 1; i < shape->count; i++) {
        struct point from = kept, to = spot_of(drawing, drawing->points[shape->first + i]);
        kept = to;
        if (!clip_line(&box, &from, &to))
            continue;
        if (from.x != last.x || from.y != last.y) {
            flush(pen);
            if (!is_at(pen, from))
                lift_to(pen, from);
            pen->from = from;
        }
        draw_to(pen, to);
        last = to;
    }
    flush(pen);
}

/* A landing is a point with a round end, a higher one an upright bar, as is a jump, upwards. */
static void write_dot(struct pen *pen, const struct drawing *drawing, const struct shape *shape)
{
    struct region box = box_of(&drawing->area);
    struct point at = spot_of(drawing, drawing->points[shape->first]), from = at, to = at;
    if (!clip_line(&box, &from, &to))
        return;
    bool bar = shape->mark == MARK_HIGHER, jump = mark_is_jump(shape->mark);
    double height = bar ? 8 : jump ? (mark_row(shape->mark)->down - 1) * SVG_UNIT / 2.0 : 0;
    lift_to(pen, (struct point){at.x, at.y - (jump ? height : height / 2)});
    if (bar || jump)
        text_add(pen->out, "v%.3g", height);
    else
        text_add(pen->out, "h0");
    pen->y += lround(height * TENTH);
}

/* --- areas --- */

static void write_corner(struct pen *pen, struct point corner, bool first)
{
    if (first)
        lift_to(pen, corner);
    else if (!is_at(pen, corner))
        go(pen, corner, false);
}

/* From there the next one goes on. */
static void close_path(struct pen *pen, struct point first)
{
    text_add(pen->out, "z");
    pen->x = lround(first.x * TENTH), pen->y = lround(first.y * TENTH);
}

/* A corner of a box may be far outside: what is seen of the box is within the drawing. */
static struct point corner_of(const struct drawing *drawing, struct point corner)
{
    struct region box = box_of(&drawing->area);
    struct point at = spot_of(drawing, corner);
    return (struct point){fmin(fmax(at.x, box.x0), box.x1), fmin(fmax(at.y, box.y0), box.y1)};
}

static void write_area(struct pen *pen, const struct drawing *drawing, const struct shape *shape)
{
    const struct point *corners = drawing->points + shape->first;
    for (int i = 0; i < shape->count; i++)
        write_corner(pen, corner_of(drawing, corners[i]), i == 0);
    close_path(pen, corner_of(drawing, corners[0]));
}

/* What has a direction points away from its second point. */
static void write_mark(struct pen *pen, const struct drawing *drawing, const struct shape *shape)
{
    const struct mark_row *row = mark_row(shape->mark);
    const struct point *points = drawing->points + shape->first;
    struct point at = spot_of(drawing, points[0]),
                 from = spot_of(drawing, points[shape->count - 1]);
    double length = hypot(at.x - from.x, at.y - from.y);
    double size = (double)row->radius * SVG_UNIT / 1000;
    double right = length > 0 ? (at.x - from.x) / length * size : size;
    double down = length > 0 ? (at.y - from.y) / length * size : 0;
    struct point first = {0};
    for (int i = 0; i < row->outline->count; i++) {
        const int8_t *corner = row->outline->corners + (ptrdiff_t)2 * i;
        struct point spot = {at.x + corner[0] * right - corner[1] * down,
                             at.y + corner[0] * down + corner[1] * right};
        first = i ? first : spot;
        write_corner(pen, spot, i == 0);
    }
    close_path(pen, first);
}

/* --- elements --- */

static bool is_dots(const struct shape *shape)
{
    return shape->kind == SHAPE_MARK && mark_row(shape->mark)->across;
}

static bool same_element(const struct shape *a, const struct shape *b)
{
    return a->kind == b->kind && a->depth == b->depth && a->mark == b->mark &&
           a->ink.color == b->ink.color && a->ink.weight == b->ink.weight &&
           a->ink.dash == b->ink.dash && a->ink.age == b->ink.age && a->ink.share == b->ink.share;
}

/* Balls have a rim, so that they stand out from lines of their colour. */
static void open_mark(struct text *out, const struct shape *shape, color ink, enum light light)
{
    const char *rim = light ? "fff" : "06070a";
    if (mark_is_hollow(shape->mark))
        text_add(out,
                 "<path fill=\"#%s\" fill-opacity=\".4\" stroke=\"#%06x\" stroke-width=\"1.5\"",
                 rim, ink);
    else if (shape->depth == DEPTH_BALLS)
        text_add(out, "<path fill=\"#%06x\" stroke=\"#%s\"", ink, rim);
    else
        text_add(out, "<path fill=\"#%06x\"", ink);
}

/* Contours and shadows change the light of what is below them. */
static void open_line(struct text *out, const struct ink *ink, color seen, enum light light)
{
    bool contour = ink->weight == WEIGHT_CONTOUR, shadow = ink->weight == WEIGHT_SHADOW;
    text_add(out, "<path stroke-width=\"%s\"", widths[ink->weight]);
    if (contour || shadow)
        text_add(out, " stroke=\"#%s\" stroke-opacity=\"%s\"", shadow || light ? "000" : "fff",
                 shadow                 ? ".45"
                 : light == LIGHT_PRINT ? ".4"
                 : light                ? ".14"
                                        : ".18");
    else
        text_add(out, " stroke=\"#%06x\"", seen);
    if (ink->weight == WEIGHT_GRID)
        text_add(out, " stroke-dasharray=\".1 8.9\"");
    else if (!contour) /* whose dashes are for where there is no field */
        text_add(out, "%s", dashes[ink->dash]);
}

static void open_element(struct text *out, const struct shape *shape, color ink, color seen,
                         enum light light)
{
    if (shape->kind == SHAPE_AREA)
        text_add(out, "<path fill=\"#%06x\" fill-opacity=\"%.2g\"", ink, shape->ink.share / 100.0);
    else if (is_dots(shape))
        text_add(out, "<path stroke-width=\"%s\" stroke=\"#%06x\"",
                 shape->mark == MARK_LANDING  ? "5.5"
                 : shape->mark == MARK_HIGHER ? "3.4"
                                              : "2.5",
                 seen);
    else if (shape->kind == SHAPE_MARK)
        open_mark(out, shape, ink, light);
    else
        open_line(out, &shape->ink, seen, light);
    text_add(out, " d=\"");
}

static void write_shape(struct pen *pen, const struct drawing *drawing, const struct shape *shape)
{
    if (shape->kind == SHAPE_LINE)
        write_line(pen, drawing, shape);
    else if (shape->kind == SHAPE_AREA)
        write_area(pen, drawing, shape);
    else if (is_dots(shape))
        write_dot(pen, drawing, shape);
    else
        write_mark(pen, drawing, shape);
}

static color plain(color c, color usual)
{
    return c & COLOR_DEFAULT ? usual : c & COLOR_ANSI_FLAG ? color_ansi_rgb((int)(c & 15)) : c;
}

/* The field's colour in the middle of the plot stands for all of it. */
static color ground_of(const struct drawing *drawing, const struct frame *frame,
                       struct svg_ground ground)
{
    int column = drawing->area.column + drawing->area.columns / 2;
    int row = drawing->area.row + drawing->area.rows / 2;
    if (column >= frame->columns || row >= frame->rows)
        return ground.paper;
    return svg_cell_of(frame, row * frame->columns + column, ground).halves[0];
}

/* In each depth marks lie above lines: what happened is not hidden by the ways that came later. */
void svg_drawing_write(struct text *out, const struct drawing *drawing, const struct frame *frame,
                       struct svg_ground ground, enum light light)
{
    color below = ground_of(drawing, frame, ground);
    struct device device = device_of(LINES_AUTO, COLORS_DIRECT, true, false, light);
    const struct shape *last = NULL;
    struct pen pen = {.out = out};
    text_add(out, "<g fill=\"none\" stroke-linecap=\"round\" stroke-linejoin=\"round\" "
                  "shape-rendering=\"auto\">\n");
    for (int layer = 0; layer < 2 * DEPTH_COUNT; layer++)
        for (int i = 0; i < drawing->count; i++) {
            const struct shape *shape = &drawing->shapes[i];
            if (layer != 2 * shape->depth + (shape->kind == SHAPE_MARK))
                continue;
            if (!last || !same_element(last, shape)) {
                text_add(out, last ? "\"/>\n" : "");
                struct ink ink = shape->ink;
                ink.color = plain(ink.color, ground.ink);
                pen.down = false;
                open_element(out, shape, ink.color,
                             ink_seen(&device, &ink, below, below != ground.paper), light);
            }
            write_shape(&pen, drawing, shape);
            last = shape;
        }
    text_add(out, last ? "\"/>\n</g>\n" : "</g>\n");
}
