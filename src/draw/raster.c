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

void raster_begin(struct raster *raster, int width, int height, color ground)
{
    size_t count = (size_t)width * (size_t)height;
    if (count > raster->capacity) {
        raster->capacity = count;
        raster->pixels = memory_resize(raster->pixels, count, sizeof *raster->pixels);
        raster->cover = memory_resize(raster->cover, count, 1);
    }
    raster->width = width;
    raster->height = height;
    for (size_t i = 0; i < count; i++)
        raster->pixels[i] = ground;
    memset(raster->cover, 0, count);
}

void raster_free(struct raster *raster)
{
    free(raster->pixels);
    free(raster->cover);
    *raster = (struct raster){0};
}

/* What is drawn, where, and how large. */
struct job {
    struct raster *raster;
    const struct drawing *drawing;
    const struct device *device;
    double unit; /* pixels in a tenth of a cell's width */
    bool has_field;
    color ground;       /* what inks are seen on: the field's middle, or the plain ground */
    double top, bottom; /* where there may be something of the stroke */
};

static void reach(struct job *job, double y, double around)
{
    job->top = fmin(job->top, y - around);
    job->bottom = fmax(job->bottom, y + around);
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
        field_row(field, (row + 0.5) / raster->height, seen, raster->width);
        for (int column = 0; column < raster->width; column++)
            if (!(seen[column] & COLOR_DEFAULT))
                raster->pixels[row * raster->width + column] = seen[column];
    }
    free(seen);
    job->has_field = true;
    job->ground = raster->pixels[raster->height / 2 * raster->width + raster->width / 2];
}

/* --- what a stroke covers --- */

static struct cover cover_of(const struct job *job)
{
    return (struct cover){job->raster->width, job->raster->height, job->raster->cover};
}

/* In an ink, of which a share is seen; or, where `light` is not 1, in another light. */
static void show_stroke(struct job *job, color ink, float light)
{
    struct raster *raster = job->raster;
    int top = (int)fmin(fmax(job->top - 1, 0), raster->height);
    int bottom = (int)fmin(fmax(job->bottom + 2, top), raster->height);
    job->top = HUGE_VAL, job->bottom = -HUGE_VAL;
    for (int i = top * raster->width; i < bottom * raster->width; i++) {
        unsigned covered = raster->cover[i];
        if (!covered)
            continue;
        color *pixel = &raster->pixels[i];
        *pixel = light == 1 ? light_mix(*pixel, ink, covered + (covered >> 7))
                            : light_scale(*pixel, 1 + (light - 1) * (float)covered / 255);
        raster->cover[i] = 0;
    }
}

/* --- lines --- */

static const struct width_row {
    float width; /* in tenths of a cell's width */
    float light; /* of what is below; 1: it has an ink */
} width_rows[] = {[WEIGHT_LINE] = {1.8F, 1},
                  [WEIGHT_STRONG] = {2.6F, 1},
                  [WEIGHT_CONTOUR] = {1.2F, 1.48F},
                  [WEIGHT_SHADOW] = {3, 0.3F},
                  [WEIGHT_GRID] = {1, 1}};

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

static void draw_polyline(struct job *job, const struct shape *shape)
{
    struct cover cover = cover_of(job);
    struct stroke stroke = {width_rows[shape->ink.weight].width * (float)job->unit, 1};
    struct dash_row dash = dash_rows[shape->ink.dash];
    double phase = 0, edge = 10 * job->unit;
    struct region box = {-edge, job->raster->width + edge, -edge, job->raster->height + edge};
    stroke.width = fmaxf(stroke.width, 0.8F); /* else it would be lost */
    if (shape->ink.weight == WEIGHT_CONTOUR && job->has_field)
        dash = dash_rows[DASH_SOLID];
    if (shape->ink.weight == WEIGHT_GRID)
        dash = (struct dash_row){0.1, 10};
    dash.on *= job->unit, dash.off *= job->unit;
    for (int i = 1; i < shape->count; i++) {
        struct point from = place(job, job->drawing->points[shape->first + i - 1]);
        struct point to = place(job, job->drawing->points[shape->first + i]);
        if (!clip_line(&box, &from, &to))
            continue;
        reach(job, from.y, (double)stroke.width);
        reach(job, to.y, (double)stroke.width);
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
        reach(job, corners[i].y, 1);
    }
    raster_area(&cover, corners, shape->count, shape->ink.share * 255 / 100);
    free(corners);
    show_stroke(job, shape->ink.color, 1);
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
    reach(job, at.y, 2 * radius);
    raster_area(&cover, corners, all, 255);
}

/* Balls have a rim, so that they stand out from lines of their colour. */
static void draw_marking(struct job *job, const struct shape *shape)
{
    const struct mark_row *row = mark_row(shape->mark);
    struct point at = place(job, job->drawing->points[shape->first]), way = {1, 0};
    double radius = (double)row->radius * job->unit;
    color rim = job->device->light ? 0xFFFFFF : 0x06070A;
    if (!isfinite(at.x) || !isfinite(at.y))
        return;
    if (shape->count > 1) {
        struct point from = place(job, job->drawing->points[shape->first + 1]);
        double length = hypot(at.x - from.x, at.y - from.y);
        if (length > 0)
            way = (struct point){(at.x - from.x) / length, (at.y - from.y) / length};
    }
    if (shape->depth == DEPTH_BALLS) {
        cover_outline(job, row->outline, at, radius + 1.1 * job->unit, way, false);
        show_stroke(job, rim, 1);
    }
    cover_outline(job, row->outline, at, radius, way, mark_is_hollow(shape->mark));
    show_stroke(job, shape->ink.color, 1);
}

/* --- shapes --- */

static bool same_stroke(const struct shape *a, const struct shape *b)
{
    return b->kind == SHAPE_LINE && a->kind == SHAPE_LINE && a->owner == b->owner &&
           a->ink.color == b->ink.color && a->ink.weight == b->ink.weight &&
           a->ink.age == b->ink.age;
}

static void end_stroke(struct job *job, const struct shape *shape)
{
    float light = width_rows[shape->ink.weight].light;
    if (shape->ink.weight == WEIGHT_CONTOUR && job->device->light)
        light = 0.8F;
    color ink = light == 1 ? canvas_seen(job->device, &shape->ink, job->ground, job->has_field) : 0;
    show_stroke(job, ink, job->has_field ? light : 1);
}

/* Lines of one ink that follow each other are one stroke, so that they are not darker where they
 * meet. */
void raster_draw(struct raster *raster, const struct drawing *drawing, const struct device *device,
                 double cell)
{
    struct job job = {.raster = raster,
                      .drawing = drawing,
                      .device = device,
                      .unit = cell / 10,
                      .ground = device->theme->roles[ROLE_GROUND],
                      .top = HUGE_VAL,
                      .bottom = -HUGE_VAL};
    for (int depth = 0; depth < DEPTH_WORDS; depth++) {
        const struct shape *open = NULL;
        for (int i = 0; i < drawing->count; i++) {
            const struct shape *shape = &drawing->shapes[i];
            if (shape->depth != depth)
                continue;
            if (open && !same_stroke(open, shape))
                end_stroke(&job, open);
            open = shape->kind == SHAPE_LINE ? shape : NULL;
            if (open)
                draw_polyline(&job, shape);
            else if (shape->kind == SHAPE_FIELD)
                draw_ground(&job, &shape->field);
            else if (shape->kind == SHAPE_AREA)
                draw_polygon(&job, shape);
            else if (shape->kind == SHAPE_MARK)
                draw_marking(&job, shape);
        }
        if (open)
            end_stroke(&job, open);
    }
}
