#include "coat.h"

#include "inks.h"
#include "raster_stroke.h"

#include "../base/memory.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* --- what is kept --- */

/* It lies in stripes from top to bottom, one after the other: what is new is mostly a few columns,
 * and of those of many lines a row would have a few bytes in each line of the cache. */
enum { STRIPE = 16 };

static size_t stripe_count(int width)
{
    return ((size_t)width + STRIPE - 1) / STRIPE;
}

static uint8_t *stripe_at(const struct coat *coat, int column, int row)
{
    return coat->cover + ((size_t)(column / STRIPE) * (size_t)coat->height + (size_t)row) * STRIPE;
}

/* Where a stripe ends, or the columns before `end`. */
static int stripe_end(int column, int end)
{
    int next = (column / STRIPE + 1) * STRIPE;
    return next < end ? next : end;
}

/* The rows of such columns in which there is something. */
static struct box covered_box(const struct coat *coat, int left, int right)
{
    struct box box = {left, coat->height, right, 0};
    for (int i = left; i < right; i++) {
        const struct coat_column *column = &coat->columns[i];
        bool any = column->top < column->bottom;
        box.top = any && column->top < box.top ? column->top : box.top;
        box.bottom = any && column->bottom > box.bottom ? column->bottom : box.bottom;
    }
    return box;
}

static void clear(struct coat *coat)
{
    for (int i = 0, end; i < coat->width; i = end) {
        end = stripe_end(i, coat->width);
        struct box box = covered_box(coat, i, end);
        if (!box_is_empty(&box))
            memset(stripe_at(coat, i, box.top), 0, (size_t)(box.bottom - box.top) * STRIPE);
    }
}

void coat_begin(struct coat *coat, int width, int height)
{
    size_t count = stripe_count(width) * STRIPE * (size_t)height;
    clear(coat);
    if (count > coat->capacity) {
        free(coat->cover);
        coat->cover = memory_new(count, 1);
        coat->capacity = count;
    }
    if (width > coat->column_capacity) {
        coat->columns = memory_resize(coat->columns, (size_t)width, sizeof *coat->columns);
        coat->column_capacity = width;
    }
    memset(coat->columns, 0, (size_t)width * sizeof *coat->columns);
    coat->width = width;
    coat->height = height;
    coat->phase = 0;
    coat->drawn = (struct box){0};
    coat->stamp = stamp_new();
}

void coat_free(struct coat *coat)
{
    free(coat->cover);
    free(coat->columns);
    *coat = (struct coat){0};
}

void patch_free(struct patch *patch)
{
    free(patch->cover);
    *patch = (struct patch){0};
}

/* What a line may cover between two of its points. */
static struct box segment_box(const struct raster *raster, struct point from, struct point to,
                              int around)
{
    struct box whole = {0, 0, raster->width, raster->height};
    if (!isfinite(from.x) || !isfinite(from.y) || !isfinite(to.x) || !isfinite(to.y))
        return (struct box){0};
    double left = fmax(fmin(from.x, to.x), -around), right = fmax(from.x, to.x);
    double top = fmax(fmin(from.y, to.y), -around), bottom = fmax(from.y, to.y);
    right = fmin(right, raster->width), bottom = fmin(bottom, raster->height);
    struct box box = {(int)left - around, (int)top - around, (int)right + around,
                      (int)bottom + around};
    return box_common(&box, &whole);
}

/* Which rows are covered in each column. */
static void note_columns(struct coat *coat, const struct box *box)
{
    for (int i = box->left; i < box->right && !box_is_empty(box); i++) {
        struct coat_column *column = &coat->columns[i];
        bool first = column->top >= column->bottom;
        column->top = first || box->top < column->top ? box->top : column->top;
        column->bottom = first || box->bottom > column->bottom ? box->bottom : column->bottom;
    }
}

/* coat: which it is added to; or NULL. */
static struct box box_of(struct coat *coat, const struct raster *raster,
                         const struct drawing *drawing, const struct shape *line,
                         const struct device *device, double cell)
{
    struct stroking job = {.drawing = drawing, .device = device, .unit = cell / 10};
    struct box box = {0};
    job.raster = (struct raster *)(uintptr_t)raster; /* which is only asked */
    int around = (int)stroke_width(&job, line) + 2;
    struct point before = {(double)NAN, (double)NAN};
    for (int i = 0; i < line->count; i++) {
        struct point at = stroke_place(&job, drawing->points[line->first + i]);
        struct box own = segment_box(raster, before, at, around);
        if (coat)
            note_columns(coat, &own);
        box = box_around(&box, &own);
        before = at;
    }
    return box;
}

struct box coat_box(const struct raster *raster, const struct drawing *drawing,
                    const struct shape *line, const struct device *device, double cell)
{
    return box_of(NULL, raster, drawing, line, device, cell);
}

/* What a stroke covers goes from the raster to the coat. */
static void take(struct coat *coat, struct raster *raster, int row)
{
    struct extent *extent = &raster->extents[row];
    uint8_t *cover = raster->cover + (size_t)row * (size_t)raster->width;
    for (int i = extent->left, end; i < extent->right; i = end) {
        uint8_t *own = stripe_at(coat, i, row) + i % STRIPE;
        end = stripe_end(i, extent->right);
        for (int k = i; k < end; k++, own++)
            *own = cover[k] > *own ? cover[k] : *own;
        memset(cover + i, 0, (size_t)(end - i));
    }
    *extent = (struct extent){0};
}

void coat_add(struct coat *coat, struct raster *raster, const struct drawing *drawing,
              const struct shape *line, const struct device *device, double cell)
{
    struct stroking job = stroke_begin(raster, drawing, device, cell);
    struct box box = box_of(coat, raster, drawing, line, device, cell);
    coat->phase = stroke_cover(&job, line, 0, false, coat->phase);
    int top = stroke_top(&job), bottom = stroke_bottom(&job);
    for (int row = top; row < bottom; row++)
        take(coat, raster, row);
    coat->drawn = box_around(&coat->drawn, &box);
    coat->stamp = stamp_new();
}

/* What is covered outside the box is not seen. */
static void show_within(struct stroking *job, color ink, const struct box *box)
{
    struct raster *raster = job->raster;
    for (int row = stroke_top(job), bottom = stroke_bottom(job); row < bottom; row++) {
        struct extent *extent = &raster->extents[row];
        bool inside = row >= box->top && row < box->bottom;
        uint8_t *cover = raster->cover + (size_t)row * (size_t)raster->width;
        int left = inside ? box->left : extent->right, right = inside ? box->right : extent->right;
        for (int i = extent->left; i < extent->right && i < left; i++)
            cover[i] = 0;
        for (int i = right > extent->left ? right : extent->left; i < extent->right; i++)
            cover[i] = 0;
        if (extent->left < extent->right)
            stroke_show_row(raster, row, ink, 256, 1);
        *extent = (struct extent){0};
    }
    raster_note(raster, *box);
}

/* --- in a frame --- */

static void put_row(struct stroking *job, int row, int left, int right, const uint8_t *cover)
{
    struct raster *raster = job->raster;
    memcpy(raster->cover + (size_t)row * (size_t)raster->width + left, cover,
           (size_t)(right - left));
    cover_note(&job->cover, row, left, right);
}

/* Where strokes are drawn. */
static void put_coat(struct stroking *job, const struct coat *coat, struct box box)
{
    for (int i = box.left, end; i < box.right; i = end) {
        end = stripe_end(i, box.right);
        struct box part = covered_box(coat, i, end);
        part = box_common(&part, &box);
        if (box_is_empty(&part))
            continue;
        const uint8_t *cover = stripe_at(coat, i, part.top) + i % STRIPE;
        for (int row = part.top; row < part.bottom; row++, cover += STRIPE)
            put_row(job, row, i, end, cover);
        job->top = fmin(job->top, part.top), job->bottom = fmax(job->bottom, part.bottom);
    }
}

/* A line from one of its points on. */
static struct shape part_of(const struct shape *line, int first, int count)
{
    struct shape part = *line;
    part.first += first;
    part.count = count;
    return part;
}

/* How many points a line begins with that it began with before. */
static int common_points(const struct patch *patch, const struct point *points, int count)
{
    int i = 0;
    while (i < count && i < patch->count &&
           memcmp(&patch->points[i], &points[i], sizeof *points) == 0)
        i++;
    return i;
}

static bool box_equal(const struct box *a, const struct box *b)
{
    return a->left == b->left && a->top == b->top && a->right == b->right && a->bottom == b->bottom;
}

/* The coat and the beginning of the line are drawn, and kept. */
static void make_patch(struct patch *patch, struct stroking *job, const struct coat *coat,
                       struct box box, const struct shape *line)
{
    const struct raster *raster = job->raster;
    struct shape beginning = part_of(line, 0, patch->covered);
    size_t width = (size_t)(box.right - box.left), size = width * (size_t)(box.bottom - box.top);
    if (size > patch->capacity) {
        free(patch->cover);
        patch->cover = memory_new(size, 1);
        patch->capacity = size;
    }
    put_coat(job, coat, box);
    patch->phase = stroke_cover(job, &beginning, 0, false, coat->phase);
    for (int row = box.top; row < box.bottom; row++)
        memcpy(patch->cover + (size_t)(row - box.top) * width,
               raster->cover + (size_t)row * (size_t)raster->width + box.left, width);
    patch->box = box;
    patch->stamp = coat->stamp;
}

/* As much of the line as is in the patch then; it is made anew where it is of something else, or
 * where all of the line, or much more of it, has come to stay. */
static int put_patch(struct patch *patch, struct stroking *job, const struct coat *coat,
                     struct box box, const struct shape *line)
{
    enum { WORTH = 3 };
    const struct point *points = job->drawing->points + line->first;
    int count = line->count < PATCH_POINTS ? line->count : PATCH_POINTS;
    int same = common_points(patch, points, count);
    bool known = patch->stamp == coat->stamp && box_equal(&patch->box, &box);
    int stays = same > 0 && (known || same < line->count) ? same : line->count - 1;
    stays = stays < count ? stays : count;
    if (!known || patch->covered > same || patch->covered + WORTH < stays ||
        (same == line->count && patch->covered < same)) {
        patch->covered = stays > 0 ? stays : 0;
        make_patch(patch, job, coat, box, line);
    } else {
        const uint8_t *cover = patch->cover;
        for (int row = box.top; row < box.bottom; row++, cover += box.right - box.left)
            put_row(job, row, box.left, box.right, cover);
        job->top = box.top, job->bottom = box.bottom;
    }
    memcpy(patch->points, points, (size_t)count * sizeof *points);
    patch->count = count;
    return patch->covered;
}

void coat_show(const struct coat *coat, struct patch *patch, struct raster *raster, struct box box,
               const struct drawing *drawing, const struct shape *line, const struct device *device,
               double cell)
{
    struct stroking job = stroke_begin(raster, drawing, device, cell);
    color ink = ink_seen(device, &line->ink, raster->ground, raster->has_field);
    struct box tail = coat_box(raster, drawing, line, device, cell);
    struct shape rest = *line;
    double phase = coat->phase;
    tail = box_common(&tail, &box);
    if (box_is_empty(&box))
        return;
    if (patch && !box_is_empty(&tail)) {
        int done = put_patch(patch, &job, coat, box, line), from = done > 0 ? done - 1 : 0;
        rest = part_of(line, from, line->count - from);
        phase = patch->phase;
    } else {
        put_coat(&job, coat, box);
    }
    if (!box_is_empty(&tail))
        stroke_cover(&job, &rest, 0, false, phase);
    show_within(&job, ink, &box);
}
