#include "vectors.h"

#include "mark.h"

#include "../base/memory.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* In a cell, as finely as a picture is looked at: a third of a pixel of 9 x 18. */
enum { STEPS_ACROSS = 27, STEPS_DOWN = 54 };
enum { PIECES_MAX = 1 << 15 }; /* what is beyond is a picture that is black with lines */

void vectors_begin(struct vectors *vectors, struct area area, struct region plane)
{
    drawing_begin(&vectors->drawing, area, plane);
    vectors->seen_count = 0;
    vectors->landing = (struct point){HUGE_VAL, HUGE_VAL};
    if (vectors->seen)
        memset(vectors->seen, 0, (size_t)vectors->seen_capacity * sizeof *vectors->seen);
}

void vectors_free(struct vectors *vectors)
{
    drawing_free(&vectors->drawing);
    free(vectors->seen);
    *vectors = (struct vectors){0};
}

/* --- what there is already --- */

/* Where a hash is in the table, or would be. */
static uint64_t *slot(const struct vectors *vectors, uint64_t hash)
{
    uint64_t last = (uint64_t)vectors->seen_capacity - 1, at = hash & last;
    while (vectors->seen[at] && vectors->seen[at] != hash)
        at = (at + 1) & last;
    return &vectors->seen[at];
}

static void grow(struct vectors *vectors)
{
    enum { FIRST = 256 };
    struct vectors old = *vectors;
    vectors->seen_capacity = old.seen_capacity ? 2 * old.seen_capacity : FIRST;
    vectors->seen = memory_new((size_t)vectors->seen_capacity, sizeof *vectors->seen);
    for (int i = 0; i < old.seen_capacity; i++)
        if (old.seen[i])
            *slot(vectors, old.seen[i]) = old.seen[i];
    free(old.seen);
}

/* False: it was there. */
static bool note(struct vectors *vectors, uint64_t hash)
{
    if (2 * vectors->seen_count >= vectors->seen_capacity)
        grow(vectors);
    hash += !hash;
    uint64_t *at = slot(vectors, hash);
    if (*at || vectors->seen_count >= PIECES_MAX)
        return false;
    *at = hash;
    vectors->seen_count++;
    return true;
}

static uint64_t mix(uint64_t hash, uint64_t value)
{
    hash = (hash ^ value) * 0x9E3779B97F4A7C15U;
    return hash ^ hash >> 29;
}

/* --- pieces --- */

struct spot {
    int x, y;
};

static struct spot spot_of(const struct drawing *drawing, struct point point)
{
    struct point cell = drawing_cell(drawing, point);
    double x = fmin(fmax(cell.x * STEPS_ACROSS, -1e8), 1e8);
    double y = fmin(fmax(cell.y * STEPS_DOWN, -1e8), 1e8);
    return (struct spot){(int)floor(x), (int)floor(y)};
}

static bool is_near(struct spot a, struct spot b)
{
    return abs(a.x - b.x) <= 1 && abs(a.y - b.y) <= 1;
}

static bool same_look(const struct shape *a, const struct shape *b)
{
    return a->kind == b->kind && a->depth == b->depth && a->owner == b->owner &&
           a->mark == b->mark && a->ink.color == b->ink.color && a->ink.weight == b->ink.weight &&
           a->ink.dash == b->ink.dash && a->ink.age == b->ink.age;
}

static uint64_t hash_of(const struct shape *shape, struct spot from, struct spot to)
{
    uint64_t hash =
        mix(shape->ink.color, (uint64_t)shape->kind << 32 | (uint64_t)shape->ink.weight << 16 |
                                  (uint64_t)shape->ink.dash << 8 | shape->ink.age);
    bool turned = from.x > to.x || (from.x == to.x && from.y > to.y);
    struct spot first = turned ? to : from, second = turned ? from : to;
    hash = mix(hash, (uint64_t)(uint32_t)first.x << 32 | (uint32_t)first.y);
    return mix(mix(hash, (uint64_t)(uint32_t)second.x << 32 | (uint32_t)second.y),
               (uint64_t)shape->mark);
}

/* Outside on one and the same side. */
static bool is_hidden(const struct area *area, struct spot a, struct spot b)
{
    int right = area->columns * STEPS_ACROSS, bottom = area->rows * STEPS_DOWN;
    return (a.x < 0 && b.x < 0) || (a.y < 0 && b.y < 0) || (a.x > right && b.x > right) ||
           (a.y > bottom && b.y > bottom);
}

static void add_line(struct vectors *vectors, const struct drawing *from, const struct shape *shape)
{
    struct drawing *to = &vectors->drawing;
    for (int i = 1; i < shape->count; i++) {
        struct point begin = from->points[shape->first + i - 1];
        struct point end = from->points[shape->first + i];
        const struct shape *last = to->count ? &to->shapes[to->count - 1] : NULL;
        bool joins = last && same_look(last, shape) && last->count > 1;
        struct spot a = spot_of(to, begin), b = spot_of(to, end);
        struct spot tip = joins ? spot_of(to, to->points[to->point_count - 1]) : a;
        joins = joins && is_near(tip, a);
        if (!isfinite(begin.x + begin.y + end.x + end.y) || is_hidden(&to->area, a, b) ||
            (joins && is_near(tip, b)) || !note(vectors, hash_of(shape, joins ? tip : a, b)))
            continue;
        drawing_at(to, shape->depth, shape->owner);
        if (joins)
            drawing_extend(to, end);
        else
            draw_hop(to, begin, end, shape->ink);
    }
}

/* Landings that lie too close are left out, as they are in cells. */
static void add_dots(struct vectors *vectors, const struct drawing *from, const struct shape *shape)
{
    struct drawing *to = &vectors->drawing;
    struct point at = from->points[shape->first], cell = drawing_cell(to, at);
    struct spot spot = spot_of(to, at);
    double right = cell.x - vectors->landing.x, down = 2 * (cell.y - vectors->landing.y);
    bool close = mark_is_landing(shape->mark) && right * right + down * down < 0.3;
    if (close || !isfinite(cell.x + cell.y) || is_hidden(&to->area, spot, spot) ||
        !note(vectors, hash_of(shape, spot, spot)))
        return;
    vectors->landing = cell;
    drawing_at(to, shape->depth, shape->owner);
    draw_mark(to, at, shape->mark, shape->ink);
}

static void add_area(struct vectors *vectors, const struct drawing *from, const struct shape *shape)
{
    drawing_at(&vectors->drawing, shape->depth, shape->owner);
    const struct point *corners = from->points + shape->first;
    draw_area(&vectors->drawing, corners[0], corners[2], shape->ink);
}

/* A cloud as dots, one for all points of a place, those of few first. */
static void add_cloud(struct vectors *vectors, const struct drawing *from,
                      const struct shape *shape)
{
    enum { ACROSS = 4, DOWN = 8 }; /* places in a cell */
    struct drawing *to = &vectors->drawing;
    int columns = to->area.columns * ACROSS, rows = to->area.rows * DOWN;
    uint8_t *counts = memory_new((size_t)columns * (size_t)rows + 1, 1);
    for (int i = 0; i < shape->count; i++) {
        struct point cell = drawing_cell(to, from->points[shape->first + i]);
        if (!(cell.x >= 0 && cell.y >= 0 && cell.x < to->area.columns && cell.y < to->area.rows))
            continue;
        uint8_t *at = &counts[(int)(cell.y * DOWN) * columns + (int)(cell.x * ACROSS)];
        *at = (uint8_t)(*at + (*at < UINT8_MAX));
    }
    drawing_at(to, shape->depth, shape->owner);
    for (int age = AGE_OLDEST; age >= AGE_NEWEST; age--)
        for (int i = 0; i < columns * rows; i++) {
            struct ink ink = shape->ink;
            ink.age = (uint8_t)age;
            struct point cell = {(i % columns + 0.5) / ACROSS, (i / columns + 0.5) / DOWN};
            if (counts[i] > 0 && (int)cloud_age(counts[i]) == age)
                draw_mark(to, drawing_point(to, cell), MARK_POINT, ink);
        }
    free(counts);
}

void vectors_add(struct vectors *vectors, const struct drawing *drawing)
{
    for (int i = 0; i < drawing->count; i++) {
        const struct shape *shape = &drawing->shapes[i];
        if (shape->kind == SHAPE_LINE)
            add_line(vectors, drawing, shape);
        else if (shape->kind == SHAPE_AREA)
            add_area(vectors, drawing, shape);
        else if (shape->kind == SHAPE_CLOUD)
            add_cloud(vectors, drawing, shape);
        else if (shape->kind == SHAPE_MARK && mark_row(shape->mark)->across)
            add_dots(vectors, drawing, shape);
    }
}

void vectors_copy(struct vectors *vectors, const struct vectors *from)
{
    vectors_begin(vectors, from->drawing.area, from->drawing.plane);
    vectors_add(vectors, &from->drawing);
}
