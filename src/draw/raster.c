#include "raster.h"

#include "canvas.h"
#include "light.h"
#include "mark.h"
#include "ramp.h"
#include "raster_area.h"
#include "raster_line.h"

#include "../base/memory.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* --- a raster --- */

struct raster *raster_new(void)
{
    struct raster *raster = memory_new(1, sizeof *raster);
    raster->owners = 1;
    return raster;
}

void raster_free(const struct raster *raster)
{
    if (!raster || !owners_drop(&raster->owners))
        return;
    free(raster->pixels);
    free(raster->cover);
    free((void *)(uintptr_t)raster);
}

static size_t pixel_count(const struct raster *raster)
{
    return (size_t)raster->width * (size_t)raster->height;
}

static void set_size(struct raster *raster, int width, int height)
{
    size_t count = (size_t)width * (size_t)height;
    if (count > raster->capacity) {
        raster->capacity = count;
        raster->pixels = memory_resize(raster->pixels, count, sizeof *raster->pixels);
        raster->cover = memory_resize(raster->cover, count, 1);
        memset(raster->cover, 0, count);
    }
    raster->width = width;
    raster->height = height;
}

static void note(struct raster *raster, struct box box)
{
    struct box *drawn = &raster->drawn;
    bool first = drawn->left >= drawn->right;
    raster->stamp = stamp_new();
    drawn->left = first || box.left < drawn->left ? box.left : drawn->left;
    drawn->top = first || box.top < drawn->top ? box.top : drawn->top;
    drawn->right = first || box.right > drawn->right ? box.right : drawn->right;
    drawn->bottom = first || box.bottom > drawn->bottom ? box.bottom : drawn->bottom;
}

void raster_begin(struct raster *raster, int width, int height, color ground)
{
    set_size(raster, width, height);
    for (size_t i = 0; i < pixel_count(raster); i++)
        raster->pixels[i] = ground;
    raster->has_field = false;
    raster->ground = ground;
    raster->source = 0;
    note(raster, (struct box){0, 0, width, height});
}

void raster_copy(struct raster *raster, const struct raster *from)
{
    bool again = raster->source == from->stamp && from->stamp;
    struct box box = again ? raster->drawn : (struct box){0, 0, from->width, from->height};
    set_size(raster, from->width, from->height);
    for (int row = box.top; row < box.bottom && box.left < box.right; row++) {
        size_t at = (size_t)row * (size_t)from->width + (size_t)box.left;
        memcpy(raster->pixels + at, from->pixels + at,
               (size_t)(box.right - box.left) * sizeof *from->pixels);
    }
    raster->has_field = from->has_field;
    raster->ground = from->ground;
    raster->stamp = raster->source = from->stamp;
    raster->drawn = (struct box){0};
}

color raster_mean(const struct raster *raster, struct box box)
{
    uint64_t red = 0, green = 0, blue = 0, count = 0;
    for (int row = box.top; row < box.bottom && row < raster->height; row++)
        for (int column = box.left; column < box.right && column < raster->width; column++) {
            color c = raster->pixels[row * raster->width + column];
            red += c >> 16 & 255, green += c >> 8 & 255, blue += c & 255, count++;
        }
    count += !count;
    return (color)(red / count << 16 | green / count << 8 | blue / count);
}

/* What is drawn, where, and how large. */
struct job {
    struct raster *raster;
    const struct drawing *drawing;
    const struct device *device;
    double unit;        /* pixels in a tenth of a cell's width */
    struct region seen; /* where there may be something of the stroke; empty: x0 > x1 */
};

static const struct region nowhere = {HUGE_VAL, -HUGE_VAL, HUGE_VAL, -HUGE_VAL};

static void reach(struct job *job, struct point at, double around)
{
    struct region *seen = &job->seen;
    seen->x0 = fmin(seen->x0, at.x - around), seen->x1 = fmax(seen->x1, at.x + around);
    seen->y0 = fmin(seen->y0, at.y - around), seen->y1 = fmax(seen->y1, at.y + around);
}

static struct point place(const struct job *job, struct point point)
{
    const struct region *plane = &job->drawing->plane;
    return (struct point){(point.x - plane->x0) / (plane->x1 - plane->x0) * job->raster->width,
                          (plane->y1 - point.y) / (plane->y1 - plane->y0) * job->raster->height};
}

/* --- the field --- */

static void draw_ground(struct job *job, const struct field *field)
{
    struct raster *raster = job->raster;
    color *seen = memory_new((size_t)raster->width, sizeof *seen);
    for (int row = 0; row < raster->height; row++) {
        color *pixels = raster->pixels + (size_t)row * (size_t)raster->width;
        field_row(field, (row + 0.5) / raster->height, seen, raster->width);
        for (int column = 0; column < raster->width; column++)
            pixels[column] = seen[column] & COLOR_DEFAULT ? pixels[column] : seen[column];
    }
    free(seen);
    raster->has_field = true;
    raster->ground = raster->pixels[raster->height / 2 * raster->width + raster->width / 2];
    note(raster, (struct box){0, 0, raster->width, raster->height});
}

/* --- what a stroke covers --- */

static struct cover cover_of(const struct job *job)
{
    return (struct cover){job->raster->width, job->raster->height, job->raster->cover};
}

/* In an ink, of which so many 256ths are seen; or, where `light` is not 1, in another light. */
static void show_stroke(struct job *job, color ink, unsigned share, float light)
{
    struct raster *raster = job->raster;
    const struct region *seen = &job->seen;
    int left = (int)fmin(fmax(seen->x0 - 1, 0), raster->width);
    int right = (int)fmin(fmax(seen->x1 + 2, left), raster->width);
    int top = (int)fmin(fmax(seen->y0 - 1, 0), raster->height);
    int bottom = (int)fmin(fmax(seen->y1 + 2, top), raster->height);
    job->seen = nowhere;
    for (int row = top; row < bottom; row++)
        for (int i = row * raster->width + left; i < row * raster->width + right; i++) {
            unsigned covered = raster->cover[i];
            if (!covered)
                continue;
            color *pixel = &raster->pixels[i];
            *pixel = light == 1 ? light_mix(*pixel, ink, (covered + (covered >> 7)) * share >> 8)
                                : light_scale(*pixel, 1 + (light - 1) * (float)covered / 255);
            raster->cover[i] = 0;
        }
    if (left < right && top < bottom)
        note(raster, (struct box){left, top, right, bottom});
}

/* --- lines --- */

static const struct width_row {
    float field, plain; /* on a field and on the plain ground, in tenths of a cell's width */
    float light;        /* of what is below; 1: it has an ink */
} width_rows[] = {[WEIGHT_LINE] = {2.4F, 1.8F, 1},
                  [WEIGHT_STRONG] = {3, 2.4F, 1},
                  [WEIGHT_CONTOUR] = {1.3F, 1.2F, 1.48F},
                  [WEIGHT_SHADOW] = {4, 4, 0.4F},
                  [WEIGHT_GRID] = {1, 1, 1}};
static const float hairline = 1.3F; /* of what slides over a field */
/* Lines over a dark field have a dark edge, so that they stand out from what they cross. */
static const float edge_width = 1.8F;
static const unsigned edge_share = 27 * 256 / 100;

/* Dashes in tenths of a cell's width: on, off. */
static const struct dash_row {
    double on, off;
} dash_rows[] = {[DASH_SOLID] = {1, 0},
                 [DASH_DOTTED] = {0.1, 4},
                 [DASH_SPARSE] = {0.1, 7},
                 [DASH_DASHED] = {8, 5}};

/* A piece of a line in dashes; `phase` is how far in the pattern it begins. */
static double dashed(struct cover *cover, const struct stroke *stroke, struct point from,
                     struct point to, struct dash_row dash, double phase)
{
    enum { PIECES_MAX = 4096 };
    double length = hypot(to.x - from.x, to.y - from.y), period = dash.on + dash.off, at = 0;
    for (int i = 0; i < PIECES_MAX && at < length; i++) {
        double begin = fmod(phase + at, period),
               left = (begin < dash.on ? dash.on : period) - begin;
        double end = fmin(at + left, length), a = at / length, b = end / length;
        if (begin < dash.on)
            raster_line(cover, stroke, (float)(from.x + a * (to.x - from.x)),
                        (float)(from.y + a * (to.y - from.y)),
                        (float)(from.x + b * (to.x - from.x)),
                        (float)(from.y + b * (to.y - from.y)));
        at = fmax(end, at + 1e-6 * period);
    }
    return fmod(phase + length, period);
}

/* On a field a slide is a thin line and a leap a thick one; elsewhere slides are dotted. */
static bool is_thin(const struct job *job, const struct shape *shape)
{
    return job->raster->has_field && shape->ink.dash == DASH_DOTTED &&
           shape->ink.weight == WEIGHT_LINE;
}

static float width_of(const struct job *job, const struct shape *shape)
{
    const struct width_row *row = &width_rows[shape->ink.weight];
    float width = is_thin(job, shape) ? hairline : job->raster->has_field ? row->field : row->plain;
    return fmaxf(width * (float)job->unit, 0.8F); /* else it would be lost */
}

static struct dash_row dash_of(const struct job *job, const struct shape *shape)
{
    struct dash_row dash = dash_rows[shape->ink.dash];
    if (is_thin(job, shape) || (shape->ink.weight == WEIGHT_CONTOUR && job->raster->has_field))
        dash = dash_rows[DASH_SOLID];
    if (shape->ink.weight == WEIGHT_GRID)
        dash = (struct dash_row){0.1, 10};
    return (struct dash_row){dash.on * job->unit, dash.off * job->unit};
}

/* What a line covers, `more` wider than it is. */
static void draw_polyline(struct job *job, const struct shape *shape, float more)
{
    struct cover cover = cover_of(job);
    struct stroke stroke = {width_of(job, shape) + more * (float)job->unit, 1};
    struct dash_row dash = dash_of(job, shape);
    double phase = 0, edge = 10 * job->unit;
    struct region box = {-edge, job->raster->width + edge, -edge, job->raster->height + edge};
    for (int i = 1; i < shape->count; i++) {
        struct point from = place(job, job->drawing->points[shape->first + i - 1]);
        struct point to = place(job, job->drawing->points[shape->first + i]);
        if (!clip_line(&box, &from, &to))
            continue;
        reach(job, from, (double)stroke.width);
        reach(job, to, (double)stroke.width);
        if (dash.off > 0)
            phase = dashed(&cover, &stroke, from, to, dash, phase);
        else
            raster_line(&cover, &stroke, (float)from.x, (float)from.y, (float)to.x, (float)to.y);
    }
}

/* --- areas and marks --- */

static void draw_polygon(struct job *job, const struct shape *shape)
{
    struct cover cover = cover_of(job);
    struct point *corners = memory_new((size_t)shape->count + 1, sizeof *corners);
    for (int i = 0; i < shape->count; i++) {
        corners[i] = place(job, job->drawing->points[shape->first + i]);
        reach(job, corners[i], 1);
    }
    raster_area(&cover, corners, shape->count, shape->ink.share * 255 / 100);
    free(corners);
    show_stroke(job, shape->ink.color, 256, 1);
}

/* The outline of a mark; of a hollow one also, the other way round, that of its hole. */
static void cover_outline(struct job *job, const struct outline *outline, struct point at,
                          double radius, struct point way, bool hollow)
{
    struct point corners[2 * MARK_CORNERS_MAX + 2];
    struct cover cover = cover_of(job);
    int count = outline->count + 1, all = hollow ? 2 * count : count;
    for (int i = 0; i < all; i++) {
        int turn = (i < count ? i : 2 * count - 1 - i) % (count - 1);
        const int8_t *corner = outline->corners + (ptrdiff_t)2 * turn;
        double size = (i < count ? radius : 0.62 * radius) / 100;
        double x = corner[0] * size, y = corner[1] * size;
        corners[i] = (struct point){at.x + x * way.x - y * way.y, at.y + x * way.y + y * way.x};
    }
    reach(job, at, 2 * radius);
    raster_area(&cover, corners, all, 255);
}

/* A landing that is higher than where the hop began is an upright bar; so is a jump, which stands
 * on its place. */
static void draw_bar(struct job *job, const struct shape *shape, struct point at)
{
    const struct mark_row *row = mark_row(shape->mark);
    bool jump = mark_is_jump(shape->mark);
    double half = row->down * 5 * job->unit / (jump ? 1 : 2) / 2;
    struct cover cover = cover_of(job);
    struct stroke stroke = {(float)((jump ? 2.8 : 3.6) * job->unit), 1};
    at.y -= jump ? half - 2.5 * job->unit : 0;
    half -= jump ? (double)stroke.width / 2 : 0;
    raster_line(&cover, &stroke, (float)at.x, (float)(at.y - half), (float)at.x,
                (float)(at.y + half));
    reach(job, at, half + 2 * (double)stroke.width);
}

static void cover_mark(struct job *job, const struct shape *shape, struct point at,
                       struct point way, double more, bool hollow)
{
    const struct mark_row *row = mark_row(shape->mark);
    if (mark_is_jump(shape->mark) || shape->mark == MARK_HIGHER)
        draw_bar(job, shape, at);
    else
        cover_outline(job, row->outline, at, (double)(row->radius + (float)more) * job->unit, way,
                      hollow);
}

/* Balls have a rim, so that they stand out from lines of their colour; what is hollow is not lost
 * in what it stands on. */
static void draw_marking(struct job *job, const struct shape *shape)
{
    struct point at = place(job, job->drawing->points[shape->first]), way = {1, 0};
    bool hollow = mark_is_hollow(shape->mark), field = job->raster->has_field;
    color rim = job->device->light ? 0xFFFFFF : 0x06070A;
    if (!isfinite(at.x) || !isfinite(at.y))
        return;
    if (shape->count > 1) {
        struct point from = place(job, job->drawing->points[shape->first + 1]);
        double length = hypot(at.x - from.x, at.y - from.y);
        if (length > 0)
            way = (struct point){(at.x - from.x) / length, (at.y - from.y) / length};
    }
    if (shape->depth == DEPTH_BALLS || (field && !mark_is_jump(shape->mark))) {
        cover_mark(job, shape, at, way, 1.1, false);
        show_stroke(job, rim, shape->depth == DEPTH_BALLS && !hollow ? 256 : 128, 1);
    }
    cover_mark(job, shape, at, way, 0, hollow);
    show_stroke(job, canvas_seen(job->device, &shape->ink, job->raster->ground, field), 256, 1);
}

/* --- shapes --- */

static bool same_stroke(const struct shape *a, const struct shape *b)
{
    return b->kind == SHAPE_LINE && a->kind == SHAPE_LINE && a->depth == b->depth &&
           a->owner == b->owner && a->ink.color == b->ink.color && a->ink.weight == b->ink.weight &&
           a->ink.age == b->ink.age && a->ink.dash == b->ink.dash;
}

static int next_at(const struct drawing *drawing, int depth, int from)
{
    while (from < drawing->count && drawing->shapes[from].depth != depth)
        from++;
    return from;
}

/* Lines of one ink that follow each other are one stroke, so that they are not darker where they
 * meet. Returns the first shape that is not of it. */
static int draw_stroke(struct job *job, int first)
{
    const struct shape *shapes = job->drawing->shapes, *shape = &shapes[first];
    float light = width_rows[shape->ink.weight].light;
    bool field = job->raster->has_field;
    bool inked = light == 1 && shape->ink.weight != WEIGHT_GRID;
    int depth = shape->depth, last = first;
    if (shape->ink.weight == WEIGHT_CONTOUR && job->device->light)
        light = 0.8F;
    if (field && inked && !job->device->light) {
        for (int i = first; i < job->drawing->count && same_stroke(shape, &shapes[i]);
             i = next_at(job->drawing, depth, i + 1))
            draw_polyline(job, &shapes[i], edge_width);
        show_stroke(job, 0, edge_share, 1);
    }
    while (last < job->drawing->count && same_stroke(shape, &shapes[last])) {
        draw_polyline(job, &shapes[last], 0);
        last = next_at(job->drawing, depth, last + 1);
    }
    color ink = light == 1 ? canvas_seen(job->device, &shape->ink, job->raster->ground, field) : 0;
    show_stroke(job, ink, 256, field ? light : 1);
    return last;
}

static void draw(struct raster *raster, const struct drawing *drawing, const struct device *device,
                 double cell, bool marks)
{
    struct job job = {raster, drawing, device, cell / 10, nowhere};
    for (int depth = 0; depth < DEPTH_WORDS; depth++)
        for (int i = next_at(drawing, depth, 0); i < drawing->count;) {
            const struct shape *shape = &drawing->shapes[i];
            if (shape->kind == SHAPE_LINE) {
                i = draw_stroke(&job, i);
                continue;
            }
            if (shape->kind == SHAPE_FIELD)
                draw_ground(&job, &shape->field);
            else if (shape->kind == SHAPE_AREA)
                draw_polygon(&job, shape);
            else if (shape->kind == SHAPE_MARK && (marks || mark_row(shape->mark)->across))
                draw_marking(&job, shape);
            i = next_at(drawing, depth, i + 1);
        }
}

void raster_draw(struct raster *raster, const struct drawing *drawing, const struct device *device,
                 double cell)
{
    draw(raster, drawing, device, cell, true);
}

void raster_draw_lines(struct raster *raster, const struct drawing *drawing,
                       const struct device *device, double cell)
{
    draw(raster, drawing, device, cell, false);
}
