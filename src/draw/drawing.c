#include "drawing.h"

#include "light.h"
#include "mark.h"
#include "ramp.h"

#include "../base/array.h"
#include "../base/memory.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { ARC_PIECES = 24 };

void drawing_begin(struct drawing *drawing, struct area area, struct region plane)
{
    drawing->area = area;
    drawing->plane = plane;
    drawing->depth = DEPTH_GROUND;
    drawing->owner = -1;
    drawing->count = drawing->point_count = drawing->letter_count = 0;
}

void drawing_free(struct drawing *drawing)
{
    free(drawing->shapes);
    free(drawing->points);
    free(drawing->letters);
    *drawing = (struct drawing){0};
}

void drawing_at(struct drawing *drawing, enum depth depth, int owner)
{
    drawing->depth = depth;
    drawing->owner = owner;
}

enum age age_of(int64_t ago, int keep)
{
    return ago < 1          ? AGE_NEWEST
           : ago < 3        ? AGE_NEW
           : ago < keep     ? AGE_RECENT
           : ago < 3 * keep ? AGE_OLD
                            : AGE_OLDEST;
}

static struct shape *add(struct drawing *drawing, enum shape_kind kind, struct ink ink)
{
    struct shape *shape = array_add(drawing->shapes, drawing->count, drawing->capacity);
    *shape = (struct shape){.kind = (uint8_t)kind,
                            .depth = (uint8_t)drawing->depth,
                            .owner = (int16_t)drawing->owner,
                            .ink = ink,
                            .first = drawing->point_count};
    return shape;
}

void drawing_extend(struct drawing *drawing, struct point point)
{
    *array_add(drawing->points, drawing->point_count, drawing->point_capacity) = point;
    drawing->shapes[drawing->count - 1].count++;
}

static void add_points(struct drawing *drawing, const struct point *points, int count)
{
    for (int i = 0; i < count; i++)
        drawing_extend(drawing, points[i]);
}

/* A colour with what lies over it at a place between the values. */
static color shaded(const struct field *field, color below, int left, int up, float right,
                    float down)
{
    int more = left + 1 < field->columns, lower = up + 1 < field->rows ? field->columns : 0;
    if (!field->shades)
        return below;
    const uint8_t *at = field->shades + up * field->columns + left;
    float upper = (float)at[0] + right * (float)(at[more] - at[0]);
    float under = (float)at[lower] + right * (float)(at[lower + more] - at[lower]);
    return light_mix(below, field->shade, (unsigned)(upper + down * (under - upper) + 0.5F));
}

/* Between the values of two rows, a share of the way down. */
static void blend(const struct field *field, int up, float low, color *seen, int count)
{
    const float *upper = field->tones + up * field->columns;
    const float *lower = upper + (low > 0 ? field->columns : 0);
    for (int i = 0; i < count; i++) {
        double x = (i + 0.5) / count * field->columns - 0.5;
        x = x < 0 ? 0 : fmin(x, field->columns - 1);
        int left = (int)x;
        float far = (float)(x - left);
        int right = left + (far > 0);
        float above = upper[left] + far * (upper[right] - upper[left]);
        float below = lower[left] + far * (lower[right] - lower[left]);
        float tone = above + low * (below - above);
        seen[i] = isnan(tone) ? COLOR_DEFAULT
                              : shaded(field, ramp_at(field->ramp, tone), left, up, far, low);
    }
}

void field_row(const struct field *field, double down, color *seen, int count)
{
    double y = down * field->rows;
    for (int i = 0; field->colors && i < count; i++)
        seen[i] =
            field->colors[(int)y * field->columns + (int)((i + 0.5) / count * field->columns)];
    if (field->colors)
        return;
    y = fmin(fmax(y - 0.5, 0), field->rows - 1);
    blend(field, (int)y, (float)(y - (int)y), seen, count);
}

/* Where a pixel is among the values of a row, or of a column. */
struct between {
    int left;
    float far;
};

static struct between between_of(int pixel, int pixels, int values)
{
    double x = fmin(fmax((pixel + 0.5) / pixels * values - 0.5, 0), values - 1);
    int left = (int)fmin(floor(x), values > 1 ? values - 2 : 0);
    return (struct between){left, (float)(x - left)};
}

/* A row of pixels from mixed tones, over which nothing lies. */
static void paint_row(const struct ramp *ramp, const float *mixed, const struct between *places,
                      color *pixels, int width)
{
    for (int i = 0; i < width; i++) {
        const float *at = mixed + places[i].left;
        float tone = at[0] + places[i].far * (at[1] - at[0]);
        pixels[i] = isnan(tone) ? pixels[i] : ramp_at(ramp, tone);
    }
}

/* The same below a shade. */
static void paint_shaded(const struct field *field, const float *mixed,
                         const struct between *places, struct between down, color *pixels,
                         int width)
{
    for (int i = 0; i < width; i++) {
        const float *at = mixed + places[i].left;
        float tone = at[0] + places[i].far * (at[1] - at[0]);
        if (!isnan(tone))
            pixels[i] = shaded(field, ramp_at(field->ramp, tone), places[i].left, down.left,
                               places[i].far, down.far);
    }
}

static void paint_tones(const struct field *field, color *pixels, int width, int height)
{
    float *mixed = memory_new((size_t)field->columns + 1, sizeof *mixed);
    struct between *places = memory_new((size_t)width, sizeof *places);
    for (int i = 0; i < width; i++)
        places[i] = between_of(i, width, field->columns);
    for (int row = 0; row < height; row++, pixels += width) {
        struct between between = between_of(row, height, field->rows);
        const float *upper = field->tones + between.left * field->columns;
        const float *lower = upper + (field->rows > 1 ? field->columns : 0);
        for (int i = 0; i < field->columns; i++)
            mixed[i] = upper[i] + between.far * (lower[i] - upper[i]);
        mixed[field->columns] = mixed[field->columns - 1];
        if (field->shades)
            paint_shaded(field, mixed, places, between, pixels, width);
        else
            paint_row(field->ramp, mixed, places, pixels, width);
    }
    free(places);
    free(mixed);
}

/* Between two colours, or the nearer one where one of them is none. */
static color mix(color a, color b, float far)
{
    if ((a | b) & COLOR_DEFAULT)
        return far < 0.5F ? a : b;
    return a == b ? a : light_mix(a, b, (unsigned)(far * 256));
}

static void paint_colors(const struct field *field, color *pixels, int width, int height)
{
    color *mixed = memory_new((size_t)field->columns + 1, sizeof *mixed);
    struct between *places = memory_new((size_t)width, sizeof *places);
    for (int i = 0; i < width; i++)
        places[i] = between_of(i, width, field->columns);
    for (int row = 0; row < height; row++, pixels += width) {
        struct between between = between_of(row, height, field->rows);
        const color *upper = field->colors + between.left * field->columns;
        const color *lower = upper + (field->rows > 1 ? field->columns : 0);
        for (int i = 0; i < field->columns; i++)
            mixed[i] = mix(upper[i], lower[i], between.far);
        mixed[field->columns] = mixed[field->columns - 1];
        for (int i = 0; i < width; i++) {
            const color *at = mixed + places[i].left;
            color seen = mix(at[0], at[1], places[i].far);
            pixels[i] = seen & COLOR_DEFAULT ? pixels[i] : seen;
        }
    }
    free(places);
    free(mixed);
}

void field_paint(const struct field *field, color *pixels, int width, int height)
{
    (field->colors ? paint_colors : paint_tones)(field, pixels, width, height);
}

void draw_field(struct drawing *drawing, const struct field *field)
{
    add(drawing, SHAPE_FIELD, (struct ink){0})->field = *field;
}

void draw_line(struct drawing *drawing, const struct point *points, int count, struct ink ink)
{
    add(drawing, SHAPE_LINE, ink);
    add_points(drawing, points, count);
}

struct point *draw_cloud(struct drawing *drawing, int count, struct ink ink)
{
    int room = drawing->point_count + count;
    add(drawing, SHAPE_CLOUD, ink)->count = count;
    if (room > drawing->point_capacity) {
        drawing->point_capacity = 2 * room;
        drawing->points = memory_resize(drawing->points, (size_t)drawing->point_capacity,
                                        sizeof *drawing->points);
    }
    drawing->point_count = room;
    return drawing->points + room - count;
}

enum age cloud_age(int points)
{
    return points > 8   ? AGE_NEWEST
           : points > 4 ? AGE_NEW
           : points > 2 ? AGE_RECENT
           : points > 1 ? AGE_OLD
                        : AGE_OLDEST;
}

void draw_hop(struct drawing *drawing, struct point from, struct point to, struct ink ink)
{
    draw_line(drawing, (struct point[]){from, to}, 2, ink);
}

/* A parabola over the hop, upright to it for an eye to which cells are twice as high as wide. */
struct point drawing_arc(const struct drawing *drawing, struct point from, struct point to,
                         double bulge, double part)
{
    if (part <= 0 || part >= 1 || bulge == 0)
        return point_between(from, to, part);
    struct point begin = drawing_cell(drawing, from), end = drawing_cell(drawing, to);
    double right = end.x - begin.x, down = end.y - begin.y, rise = 4 * part * (1 - part) * bulge;
    return drawing_point(drawing, (struct point){begin.x + part * right + rise * 2 * down,
                                                 begin.y + part * down - rise * right / 2});
}

void draw_arc(struct drawing *drawing, struct point from, struct point to, double bulge,
              double part, struct ink ink)
{
    int pieces = bulge == 0 ? 1 : ARC_PIECES;
    add(drawing, SHAPE_LINE, ink);
    for (int i = 0; i < pieces * part; i++) /* what was drawn stays where it was */
        drawing_extend(drawing, drawing_arc(drawing, from, to, bulge, (double)i / pieces));
    drawing_extend(drawing, drawing_arc(drawing, from, to, bulge, part));
}

void draw_area(struct drawing *drawing, struct point a, struct point b, struct ink ink)
{
    add(drawing, SHAPE_AREA, ink);
    add_points(drawing, (struct point[]){a, {b.x, a.y}, b, {a.x, b.y}}, 4);
}

void draw_mark(struct drawing *drawing, struct point at, int mark, struct ink ink)
{
    bool hollow = mark_row(mark)->hollow;
    add(drawing, SHAPE_MARK, ink)->mark = (int16_t)(hollow ? mark : mark & ~MARK_HOLLOW);
    drawing_extend(drawing, at);
}

void draw_toward(struct drawing *drawing, struct point from, struct point at, int mark,
                 struct ink ink)
{
    draw_mark(drawing, at, mark, ink);
    drawing_extend(drawing, from);
}

void draw_head(struct drawing *drawing, struct point from, struct point to, struct ink ink)
{
    draw_toward(drawing, from, to, MARK_HEAD, ink);
}

void draw_label(struct drawing *drawing, enum label_kind kind, const struct point *points,
                int count, const char *text, int priority, struct ink ink)
{
    struct shape *shape = add(drawing, SHAPE_LABEL, ink);
    shape->label = (uint8_t)kind;
    shape->priority = (uint8_t)(priority < 0 ? 0 : priority > 255 ? 255 : priority);
    shape->text = drawing->letter_count;
    add_points(drawing, points, count);
    for (size_t i = 0; i <= strlen(text); i++)
        *array_add(drawing->letters, drawing->letter_count, drawing->letter_capacity) = text[i];
}

struct point drawing_cell(const struct drawing *drawing, struct point point)
{
    const struct region *plane = &drawing->plane;
    return (struct point){(point.x - plane->x0) / (plane->x1 - plane->x0) * drawing->area.columns,
                          (plane->y1 - point.y) / (plane->y1 - plane->y0) * drawing->area.rows};
}

struct point drawing_point(const struct drawing *drawing, struct point cell)
{
    const struct region *plane = &drawing->plane;
    return (struct point){plane->x0 + cell.x / drawing->area.columns * (plane->x1 - plane->x0),
                          plane->y1 - cell.y / drawing->area.rows * (plane->y1 - plane->y0)};
}

bool clip_line(const struct region *box, struct point *from, struct point *to)
{
    const double low[] = {box->x0, box->y0}, high[] = {box->x1, box->y1};
    const double begin[] = {from->x, from->y}, by[] = {to->x - from->x, to->y - from->y};
    double first = 0, last = 1;
    for (int axis = 0; axis < 2; axis++) {
        if (!isfinite(begin[axis]) || !isfinite(by[axis]) ||
            (by[axis] == 0 && (begin[axis] < low[axis] || begin[axis] > high[axis])))
            return false;
        if (by[axis] == 0)
            continue;
        double a = (low[axis] - begin[axis]) / by[axis], b = (high[axis] - begin[axis]) / by[axis];
        first = fmax(first, fmin(a, b));
        last = fmin(last, fmax(a, b));
    }
    *from = (struct point){begin[0] + first * by[0], begin[1] + first * by[1]};
    *to = (struct point){begin[0] + last * by[0], begin[1] + last * by[1]};
    return first <= last;
}
