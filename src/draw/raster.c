#include "raster.h"

#include "inks.h"
#include "light.h"
#include "mark.h"
#include "ramp.h"
#include "raster_area.h"
#include "raster_stroke.h"

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
    free(raster->extents);
    free((void *)(uintptr_t)raster);
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
    if ((size_t)height > raster->row_capacity) {
        raster->row_capacity = (size_t)height;
        free(raster->extents);
        raster->extents = memory_new((size_t)height, sizeof *raster->extents);
    }
    raster->width = width;
    raster->height = height;
}

static int least(int a, int b)
{
    return a < b ? a : b;
}

static int greatest(int a, int b)
{
    return a > b ? a : b;
}

void raster_begin(struct raster *raster, int width, int height, color ground)
{
    set_size(raster, width, height);
    for (int i = 0; i < width && height > 0; i++)
        raster->pixels[i] = ground;
    for (int row = 1; row < height; row++)
        memcpy(raster->pixels + (size_t)row * (size_t)width, raster->pixels,
               (size_t)width * sizeof *raster->pixels);
    raster->has_field = false;
    raster->ground = ground;
    raster->source = 0;
    raster->lines = 0;
    for (int i = 0; i < RASTER_OWNERS * RASTER_LANDINGS; i++)
        raster->landings[i / RASTER_LANDINGS][i % RASTER_LANDINGS] =
            (struct point){HUGE_VAL, HUGE_VAL};
    raster_note(raster, (struct box){0, 0, width, height});
}

static void copy_pixels(struct raster *raster, const struct raster *from, const struct box *box)
{
    for (int row = box->top; row < box->bottom && box->left < box->right; row++) {
        size_t at = (size_t)row * (size_t)from->width + (size_t)box->left;
        memcpy(raster->pixels + at, from->pixels + at,
               (size_t)(box->right - box->left) * sizeof *from->pixels);
    }
}

void raster_copy(struct raster *raster, const struct raster *from)
{
    bool again = raster->source == from->stamp && from->stamp;
    set_size(raster, from->width, from->height);
    if (!again)
        copy_pixels(raster, from, &(struct box){0, 0, from->width, from->height});
    for (int i = 0; again && i < raster->parts.count; i++)
        copy_pixels(raster, from, &raster->parts.items[i]);
    raster->has_field = from->has_field;
    raster->ground = from->ground;
    raster->lines = 0; /* what is new is seen */
    memcpy(raster->landings, from->landings, sizeof raster->landings);
    raster->stamp = raster->source = from->stamp;
    raster->drawn = (struct box){0};
    raster->parts.count = 0;
}

void raster_copy_box(struct raster *raster, const struct raster *from, struct box box)
{
    copy_pixels(raster, from, &box);
    raster_note(raster, box);
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

/* --- the field --- */

static void draw_ground(struct stroking *job, const struct field *field)
{
    struct raster *raster = job->raster;
    field_paint(field, raster->pixels, raster->width, raster->height);
    raster->has_field = true;
    raster->ground = raster->pixels[raster->height / 2 * raster->width + raster->width / 2];
    raster_note(raster, (struct box){0, 0, raster->width, raster->height});
}

/* --- lines --- */

/* Lines over a dark field have a dark edge, so that they stand out from what they cross. */
static const float edge_width = 1.8F;
static const unsigned edge_share = 27 * 256 / 100;

static bool is_one_of_thousands(const struct stroking *job, const struct shape *shape)
{
    enum { THOUSANDS = 4096 };
    return shape->depth == DEPTH_PAST && job->raster->lines > THOUSANDS &&
           job->device->light != LIGHT_PRINT; /* on paper a hair is pale */
}

static void draw_polyline(struct stroking *job, const struct shape *shape, float more)
{
    stroke_cover(job, shape, more, is_one_of_thousands(job, shape), 0);
    job->raster->lines += shape->depth == DEPTH_PAST ? shape->count : 0;
}

/* --- areas and marks --- */

static void draw_polygon(struct stroking *job, const struct shape *shape)
{
    struct point *corners = memory_new((size_t)shape->count + 1, sizeof *corners);
    for (int i = 0; i < shape->count; i++) {
        corners[i] = stroke_place(job, job->drawing->points[shape->first + i]);
        stroke_reach(job, corners[i], 1);
    }
    raster_area(&job->cover, corners, shape->count, shape->ink.share * 255 / 100);
    free(corners);
    stroke_show(job, shape->ink.color, 256, 1);
}

/* The outline of a mark; of a hollow one also, the other way round, that of its hole. */
static void cover_outline(struct stroking *job, const struct outline *outline, struct point at,
                          double radius, struct point way, bool hollow)
{
    struct point corners[2 * MARK_CORNERS_MAX + 2];
    int count = outline->count + 1, all = hollow ? 2 * count : count;
    for (int i = 0; i < all; i++) {
        int turn = (i < count ? i : 2 * count - 1 - i) % (count - 1);
        const int8_t *corner = outline->corners + (ptrdiff_t)2 * turn;
        double size = (i < count ? radius : 0.62 * radius) / 100;
        double x = corner[0] * size, y = corner[1] * size;
        corners[i] = (struct point){at.x + x * way.x - y * way.y, at.y + x * way.y + y * way.x};
    }
    stroke_reach(job, at, 2 * radius);
    raster_area(&job->cover, corners, all, 255);
}

/* A landing that is higher than where the hop began is an upright bar; so is a jump, which stands
 * on its place. */
static void draw_bar(struct stroking *job, const struct shape *shape, struct point at)
{
    const struct mark_row *row = mark_row(shape->mark);
    bool jump = mark_is_jump(shape->mark);
    double half = row->down * 5 * job->unit / (jump ? 1 : 2) / 2;
    struct stroke stroke = {(float)((jump ? 2.8 : 3.6) * job->unit), 1};
    at.y -= jump ? half - 2.5 * job->unit : 0;
    half -= jump ? (double)stroke.width / 2 : 0;
    raster_line(&job->cover, &stroke, (float)at.x, (float)(at.y - half), (float)at.x,
                (float)(at.y + half));
    stroke_reach(job, at, half + 2 * (double)stroke.width);
}

static void draw_disc(struct stroking *job, struct point at, float radius)
{
    struct stroke stroke = {2 * radius, 1};
    raster_line(&job->cover, &stroke, (float)at.x, (float)at.y, (float)at.x, (float)at.y);
    stroke_reach(job, at, 2 * (double)radius);
}

static void cover_mark(struct stroking *job, const struct shape *shape, struct point at,
                       struct point way, double more, bool hollow)
{
    const struct mark_row *row = mark_row(shape->mark);
    if (mark_is_jump(shape->mark) || shape->mark == MARK_HIGHER)
        draw_bar(job, shape, at);
    else if (shape->mark == MARK_LANDING || shape->mark == MARK_POINT)
        draw_disc(job, at, (row->radius + (float)more) * (float)job->unit);
    else
        cover_outline(job, row->outline, at, (double)(row->radius + (float)more) * job->unit, way,
                      hollow);
}

/* Of a ball's landings, be it on walls by turns, one whose rim would cover the one before is left
 * out, as it is in cells: many of them would be a pale band. */
static bool is_too_near(struct stroking *job, const struct shape *shape, struct point at)
{
    struct point *last = job->raster->landings[(shape->owner + 1) % RASTER_OWNERS];
    double apart = 2 * ((double)mark_row(MARK_LANDING)->radius + 0.5) * job->unit;
    if (!mark_is_landing(shape->mark))
        return false;
    for (int i = 0; i < RASTER_LANDINGS; i++)
        if (hypot(at.x - last[i].x, at.y - last[i].y) < apart)
            return true;
    memmove(last + 1, last, (RASTER_LANDINGS - 1) * sizeof *last);
    *last = at;
    return false;
}

/* Balls have a rim, so that they stand out from lines of their colour; what is hollow is not lost
 * in what it stands on. */
static void draw_marking(struct stroking *job, const struct shape *shape)
{
    struct point at = stroke_place(job, job->drawing->points[shape->first]), way = {1, 0};
    bool hollow = mark_is_hollow(shape->mark), field = job->raster->has_field;
    color rim = job->device->light ? 0xFFFFFF : 0x06070A;
    if (!isfinite(at.x) || !isfinite(at.y) || is_too_near(job, shape, at))
        return;
    if (is_one_of_thousands(job, shape)) {
        raster_hair(&job->cover, (float)at.x, (float)at.y, (float)at.x, (float)at.y);
        stroke_reach(job, at, 1);
        stroke_show(job, shape->ink.color, 256, 1);
        return;
    }
    if (shape->count > 1) {
        struct point from = stroke_place(job, job->drawing->points[shape->first + 1]);
        double length = hypot(at.x - from.x, at.y - from.y);
        if (length > 0)
            way = (struct point){(at.x - from.x) / length, (at.y - from.y) / length};
    }
    if (shape->depth == DEPTH_BALLS || (field && !mark_is_jump(shape->mark))) {
        cover_mark(job, shape, at, way, 1.1, false);
        stroke_show(job, rim, shape->depth == DEPTH_BALLS && !hollow ? 256 : 128, 1);
    }
    cover_mark(job, shape, at, way, 0, hollow);
    stroke_show(job, ink_seen(job->device, &shape->ink, job->raster->ground, field), 256, 1);
}

/* --- clouds --- */

/* A soft dot, for each part of a pixel in which its middle can be: what it covers of the pixels
 * around. */
enum { DOT_SIDE = 8, DOT_STEPS = 8 };
struct dot {
    int before, side; /* pixels from the first one to that of the middle; in all, in a row */
    int begin[DOT_STEPS], end[DOT_STEPS]; /* of rows in which there is something */
    uint8_t parts[DOT_STEPS][DOT_STEPS][DOT_SIDE][DOT_SIDE];
};

static struct dot dot_make(float reach_of, float strength)
{
    int around = (int)ceilf(reach_of);
    struct dot dot = {.before = around - 1, .side = 2 * around};
    float along[DOT_STEPS][DOT_SIDE] = {0};
    for (int i = 0; i < DOT_STEPS * dot.side; i++) {
        int step = i / dot.side, at = i % dot.side;
        float middle = (float)dot.before + ((float)step + 0.5F) / DOT_STEPS;
        along[step][at] = fmaxf(1 - fabsf((float)at - middle) / reach_of, 0);
        if (along[step][at] > 0)
            dot.end[step] = at + 1;
        else if (dot.end[step] == 0)
            dot.begin[step] = at + 1;
    }
    for (int i = 0; i < DOT_STEPS * DOT_STEPS; i++)
        for (int k = 0; k < dot.side * dot.side; k++) {
            int down = i / DOT_STEPS, across = i % DOT_STEPS, y = k / dot.side, x = k % dot.side;
            dot.parts[down][across][y][x] = (uint8_t)(strength * along[down][y] * along[across][x]);
        }
    return dot;
}

/* So many at once that a compiler makes one operation of them. */
static void add_side(uint8_t *restrict cover, const uint8_t *restrict parts)
{
    for (int i = 0; i < DOT_SIDE; i++) {
        uint8_t room = (uint8_t)(255 - parts[i]);
        cover[i] = (uint8_t)((cover[i] < room ? cover[i] : room) + parts[i]);
    }
}

/* Added to what is covered, at a place not more than two pixels outside. */
static void add_dot(struct raster *raster, const struct dot *dot, struct point at)
{
    unsigned x = (unsigned)((at.x + 1.5) * DOT_STEPS), y = (unsigned)((at.y + 1.5) * DOT_STEPS);
    unsigned across = x % DOT_STEPS, down = y % DOT_STEPS;
    int left = (int)(x / DOT_STEPS) - 2 - dot->before;
    int top = (int)(y / DOT_STEPS) - 2 - dot->before;
    int from = greatest(dot->begin[down], -top), to = least(dot->end[down], raster->height - top);
    ptrdiff_t place = (ptrdiff_t)(top + from) * raster->width + left;
    bool whole = left >= 0 && left + DOT_SIDE <= raster->width;
    for (int i = from; i < to; i++, place += raster->width) {
        const uint8_t *parts = dot->parts[down][across][i];
        if (whole)
            add_side(raster->cover + place, parts);
        else
            for (int k = greatest(0, -left); k < least(dot->side, raster->width - left); k++) {
                uint8_t *cover = &raster->cover[place + k];
                *cover = (uint8_t)least(*cover + parts[k], 255);
            }
    }
}

/* Of thousands all around. */
static void note_dots(struct stroking *job, const struct region *around)
{
    const struct raster *raster = job->raster;
    if (!(around->x0 <= around->x1))
        return;
    int left = greatest((int)around->x0 - DOT_SIDE, 0);
    int right = least((int)around->x1 + DOT_SIDE, raster->width);
    job->top = fmax(around->y0 - DOT_SIDE, 0);
    job->bottom = fmin(around->y1 + DOT_SIDE, raster->height);
    for (int row = (int)job->top; row < (int)job->bottom; row++)
        cover_note(&job->cover, row, left, right);
}

/* The more points there are, the less one of them is seen, so that many are still told from most.
 */
static void draw_points(struct stroking *job, const struct shape *shape)
{
    enum { FEW = 400, LEAST = 40 };
    float strength = 255 * sqrtf(FEW / (float)(shape->count > FEW ? shape->count : FEW));
    float reach_of = fminf(fmaxf(1.3F * (float)job->unit, 1), DOT_SIDE / 2);
    struct dot dot = dot_make(reach_of, fmaxf(strength, LEAST));
    const struct region *plane = &job->drawing->plane;
    double right = job->raster->width / (plane->x1 - plane->x0);
    double down = job->raster->height / (plane->y1 - plane->y0);
    struct region around = {HUGE_VAL, -HUGE_VAL, HUGE_VAL, -HUGE_VAL};
    for (int i = 0; i < shape->count; i++) {
        struct point at = job->drawing->points[shape->first + i];
        at = (struct point){(at.x - plane->x0) * right, (plane->y1 - at.y) * down};
        if (!(at.x > -1.5 && at.y > -1.5 && at.x < job->raster->width + 1.5 &&
              at.y < job->raster->height + 1.5))
            continue;
        add_dot(job->raster, &dot, at);
        around.x0 = at.x < around.x0 ? at.x : around.x0;
        around.x1 = at.x > around.x1 ? at.x : around.x1;
        around.y0 = at.y < around.y0 ? at.y : around.y0;
        around.y1 = at.y > around.y1 ? at.y : around.y1;
    }
    note_dots(job, &around);
    stroke_show(job,
                ink_seen(job->device, &shape->ink, job->raster->ground, job->raster->has_field),
                256, 1);
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
static int draw_stroke(struct stroking *job, int first)
{
    const struct shape *shapes = job->drawing->shapes, *shape = &shapes[first];
    float light = stroke_light(shape);
    bool field = job->raster->has_field;
    bool inked = light == 1 && shape->ink.weight != WEIGHT_GRID;
    int depth = shape->depth, last = first;
    if (shape->ink.weight == WEIGHT_CONTOUR && job->device->light)
        light = job->device->light == LIGHT_PRINT ? 0.5F : 0.8F;
    if (field && inked && !job->device->light && !is_one_of_thousands(job, shape)) {
        for (int i = first; i < job->drawing->count && same_stroke(shape, &shapes[i]);
             i = next_at(job->drawing, depth, i + 1))
            draw_polyline(job, &shapes[i], edge_width);
        stroke_show(job, 0, edge_share, 1);
    }
    while (last < job->drawing->count && same_stroke(shape, &shapes[last])) {
        draw_polyline(job, &shapes[last], 0);
        last = next_at(job->drawing, depth, last + 1);
    }
    color ink = light == 1 ? ink_seen(job->device, &shape->ink, job->raster->ground, field) : 0;
    stroke_show(job, ink, 256, field ? light : 1);
    return last;
}

static void draw(struct raster *raster, const struct drawing *drawing, const struct device *device,
                 double cell, bool marks)
{
    struct stroking job = stroke_begin(raster, drawing, device, cell);
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
            else if (shape->kind == SHAPE_CLOUD)
                draw_points(&job, shape);
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
