#include "raster_stroke.h"

#include "light.h"

#include "../base/stretch.h"

#include <math.h>

/* --- a job --- */

struct stroking stroke_begin(struct raster *raster, const struct drawing *drawing,
                             const struct device *device, double cell)
{
    return (struct stroking){
        .raster = raster,
        .drawing = drawing,
        .device = device,
        .unit = cell / 10,
        .cover = {raster->width, raster->height, raster->cover, raster->extents},
        .top = HUGE_VAL,
        .bottom = -HUGE_VAL};
}

void stroke_reach(struct stroking *job, struct point at, double around)
{
    job->top = fmin(job->top, at.y - around);
    job->bottom = fmax(job->bottom, at.y + around);
}

struct point stroke_place(const struct stroking *job, struct point point)
{
    const struct region *plane = &job->drawing->plane;
    return (struct point){(point.x - plane->x0) / (plane->x1 - plane->x0) * job->raster->width,
                          (plane->y1 - point.y) / (plane->y1 - plane->y0) * job->raster->height};
}

/* --- what a stroke covers --- */

void stroke_show_row(struct raster *raster, int row, color ink, unsigned share, float light)
{
    const struct extent *extent = &raster->extents[row];
    uint8_t *cover = raster->cover + (size_t)row * (size_t)raster->width;
    color *pixels = raster->pixels + (size_t)row * (size_t)raster->width;
    for (int i = stretch_end(cover, extent->left, extent->right, 0); i < extent->right;
         i = stretch_end(cover, i, extent->right, 0))
        for (; i < extent->right && cover[i]; i++) {
            unsigned covered = cover[i];
            pixels[i] = light == 1
                            ? light_mix(pixels[i], ink, (covered + (covered >> 7)) * share >> 8)
                            : light_scale(pixels[i], 1 + (light - 1) * (float)covered / 255);
            cover[i] = 0;
        }
}

int stroke_top(const struct stroking *job)
{
    return (int)fmin(fmax(job->top - 1, 0), job->raster->height);
}

int stroke_bottom(const struct stroking *job)
{
    return (int)fmin(fmax(job->bottom + 2, stroke_top(job)), job->raster->height);
}

void stroke_show(struct stroking *job, color ink, unsigned share, float light)
{
    struct raster *raster = job->raster;
    int top = stroke_top(job), bottom = stroke_bottom(job);
    struct box box = {raster->width, bottom, 0, top};
    job->top = HUGE_VAL, job->bottom = -HUGE_VAL;
    for (int row = top; row < bottom; row++) {
        struct extent *extent = &raster->extents[row];
        if (extent->left >= extent->right)
            continue;
        stroke_show_row(raster, row, ink, share, light);
        box.left = extent->left < box.left ? extent->left : box.left;
        box.right = extent->right > box.right ? extent->right : box.right;
        box.top = row < box.top ? row : box.top;
        box.bottom = row + 1;
        *extent = (struct extent){0};
    }
    if (box.left < box.right)
        raster_note(raster, box);
}

/* --- lines --- */

static const struct width_row {
    float field, plain; /* on a field and on the plain ground, in tenths of a cell's width */
    float light;        /* of what is below; 1: it has an ink */
} width_rows[] = {[WEIGHT_LINE] = {2.4F, 1.8F, 1},
                  [WEIGHT_STRONG] = {3, 2.4F, 1},
                  [WEIGHT_CONTOUR] = {1.3F, 1.2F, 1.48F},
                  [WEIGHT_SHADOW] = {4, 4, 0.4F},
                  [WEIGHT_GRID] = {1, 1, 1},
                  [WEIGHT_BORDER] = {2.4F, 1.8F, 1}};
static const float hairline = 1.3F; /* of what slides over a field */

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
static bool is_thin(const struct stroking *job, const struct shape *shape)
{
    return job->raster->has_field && shape->ink.dash == DASH_DOTTED &&
           shape->ink.weight == WEIGHT_LINE;
}

float stroke_width(const struct stroking *job, const struct shape *shape)
{
    const struct width_row *row = &width_rows[shape->ink.weight];
    float width = is_thin(job, shape) ? hairline : job->raster->has_field ? row->field : row->plain;
    return fmaxf(width * (float)job->unit, 0.8F); /* else it would be lost */
}

float stroke_light(const struct shape *shape)
{
    return width_rows[shape->ink.weight].light;
}

static struct dash_row dash_of(const struct stroking *job, const struct shape *shape)
{
    struct dash_row dash = dash_rows[shape->ink.dash];
    bool contour = shape->ink.weight == WEIGHT_CONTOUR && job->raster->has_field;
    if (is_thin(job, shape) || contour || shape->ink.weight == WEIGHT_GRID)
        dash = dash_rows[DASH_SOLID];
    return (struct dash_row){dash.on * job->unit, dash.off * job->unit};
}

double stroke_cover(struct stroking *job, const struct shape *shape, float more, bool hair,
                    double phase)
{
    struct stroke stroke = {stroke_width(job, shape) + more * (float)job->unit, 1};
    struct dash_row dash = dash_of(job, shape);
    double edge = 10 * job->unit;
    struct region box = {-edge, job->raster->width + edge, -edge, job->raster->height + edge};
    struct point next = {NAN, NAN};
    for (int i = 0; i < shape->count; i++) {
        struct point from = next, to = stroke_place(job, job->drawing->points[shape->first + i]);
        next = to;
        if (!clip_line(&box, &from, &to))
            continue;
        stroke_reach(job, from, (double)stroke.width);
        stroke_reach(job, to, (double)stroke.width);
        if (hair)
            raster_hair(&job->cover, (float)from.x, (float)from.y, (float)to.x, (float)to.y);
        else if (dash.off > 0)
            phase = dashed(&job->cover, &stroke, from, to, dash, phase);
        else
            raster_line(&job->cover, &stroke, (float)from.x, (float)from.y, (float)to.x,
                        (float)to.y);
    }
    return phase;
}
