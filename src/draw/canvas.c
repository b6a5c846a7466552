#include "canvas.h"

#include "light.h"
#include "mark.h"
#include "raster_dots.h"
#include "raster_line.h"

#include "../base/array.h"
#include "../base/memory.h"
#include "../base/stretch.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* --- a canvas --- */

struct field_size canvas_field_size(const struct device *device, struct area area)
{
    enum { PIXELS = 4 }; /* between are colours between */
    const struct lines_row *mode = &lines_rows[device->lines];
    int width = device->pixels.width / PIXELS, height = device->pixels.height / PIXELS;
    if (device->pixels.width)
        return (struct field_size){area.columns * (width > 1 ? width : 1),
                                   area.rows * (height > 1 ? height : 1)};
    return (struct field_size){area.columns, area.rows * (mode->ground_down > 1 ? 2 : 1)};
}

static size_t point_count(const struct canvas *canvas)
{
    return (size_t)canvas->width * (size_t)canvas->height;
}

static size_t sample_count(const struct canvas *canvas)
{
    return (size_t)canvas->samples.columns * (size_t)canvas->samples.rows;
}

/* What is drawn on goes first, as it is emptied and copied. */
static void make_room(struct canvas *canvas)
{
    size_t cells = (size_t)canvas->area.columns * (size_t)canvas->area.rows;
    size_t points = point_count(canvas), samples = sample_count(canvas);
    size_t size = points + 3 * samples + 3 * cells;
    if (size > canvas->capacity) {
        canvas->capacity = size;
        canvas->inks = memory_resize(canvas->inks, size, 1);
        canvas->ground = memory_resize(canvas->ground, size, sizeof *canvas->ground);
    }
    canvas->sides = canvas->inks + points;
    canvas->tint = canvas->sides + cells;
    canvas->shadow = canvas->tint + samples;
    canvas->caps = canvas->shadow + samples;
    canvas->tops = canvas->caps + samples;
    canvas->taken = canvas->tops + cells;
    canvas->drawn = points + cells + 2 * samples;
}

/* One that nobody else looks at: who is shown has the one of the frame before, mostly, so that two
 * take turns. */
static struct raster *own_raster(struct canvas *canvas)
{
    if (canvas->raster && atomic_load(&canvas->raster->owners) > 1) {
        struct raster *spare = canvas->spare;
        canvas->spare = canvas->raster;
        canvas->raster = spare;
    }
    if (!canvas->raster || atomic_load(&canvas->raster->owners) > 1) {
        raster_free(canvas->raster);
        canvas->raster = raster_new();
    }
    return canvas->raster;
}

void canvas_begin(struct canvas *canvas, struct area area, struct region plane,
                  const struct device *device)
{
    const struct lines_row *mode = &lines_rows[device->lines];
    canvas->area = area;
    canvas->plane = plane;
    canvas->device = *device;
    canvas->exact = canvas->stacks = false;
    canvas->width = area.columns * mode->across;
    canvas->height = area.rows * mode->down;
    canvas->samples =
        (struct samples){area.columns * mode->ground_across, area.rows * mode->ground_down,
                         mode->ground_across, mode->ground_down};
    canvas->has_ground = canvas->has_holes = false;
    canvas->lightest = 0;
    canvas->ink_count = 1;
    for (int i = 0; i < CANVAS_OWNERS; i++)
        canvas->landings[i] = (struct point){HUGE_VAL, HUGE_VAL};
    canvas->mark_count = canvas->label_count = 0;
    make_room(canvas);
    memset(canvas->inks, 0, canvas->drawn);
    if (device->vectors)
        vectors_begin(&canvas->vectors, area, plane);
    if (device->pixels.width)
        raster_begin(own_raster(canvas), area.columns * device->pixels.width,
                     area.rows * device->pixels.height, device->theme->roles[ROLE_GROUND]);
}

void canvas_draw_over(struct canvas *canvas, const struct frame *frame)
{
    const struct plate *below = frame_plate(frame, &canvas->area);
    if (below && canvas->device.pixels.width)
        raster_copy(own_raster(canvas), below->raster);
}

void canvas_free(struct canvas *canvas)
{
    free(canvas->inks);
    free(canvas->ground);
    free(canvas->marks);
    free(canvas->labels);
    free(canvas->cells);
    vectors_free(&canvas->vectors);
    raster_free(canvas->raster);
    raster_free(canvas->spare);
    drawing_free(&canvas->marking);
    *canvas = (struct canvas){0};
}

void canvas_copy(struct canvas *canvas, const struct canvas *from)
{
    memcpy(canvas, from, offsetof(struct canvas, capacity)); /* all that is plain */
    make_room(canvas);
    memcpy(canvas->inks, from->inks, from->drawn);
    if (from->has_ground)
        memcpy(canvas->ground, from->ground, sample_count(from) * sizeof *from->ground);
    if (canvas->device.vectors)
        vectors_copy(&canvas->vectors, &from->vectors);
    if (canvas->device.pixels.width)
        raster_copy(own_raster(canvas), from->raster);
    canvas->mark_count = canvas->label_count = 0;
    for (int i = 0; i < from->mark_count; i++)
        *array_add(canvas->marks, canvas->mark_count, canvas->mark_capacity) = from->marks[i];
    for (int i = 0; i < from->label_count; i++)
        *array_add(canvas->labels, canvas->label_count, canvas->label_capacity) = from->labels[i];
}

/* --- inks --- */

_Static_assert(sizeof(struct canvas_ink) == 8, "inks are compared by their bytes");

/* Its number; the newest first, as most shapes have the ink of one that was drawn not long ago. */
static uint8_t ink_of(struct canvas *canvas, const struct shape *shape, int sign)
{
    bool grid = shape->ink.weight == WEIGHT_GRID || shape->ink.weight == WEIGHT_CONTOUR;
    struct canvas_ink ink = {shape->ink.color, shape->owner, shape->ink.age,
                             (uint8_t)(grid                                 ? INK_GRID
                                       : shape->ink.weight == WEIGHT_BORDER ? INK_BARE
                                                                            : sign)};
    for (int i = canvas->ink_count - 1; i > 0; i--)
        if (memcmp(&canvas->table[i], &ink, sizeof ink) == 0)
            return (uint8_t)i;
    if (canvas->ink_count == CANVAS_INKS)
        return CANVAS_INKS - 1;
    canvas->table[canvas->ink_count] = ink;
    return (uint8_t)canvas->ink_count++;
}

/* --- lines --- */

static struct points points_of(const struct canvas *canvas)
{
    bool joins = canvas_mode(canvas)->kind == LINES_OF_BOX;
    return (struct points){canvas->width, canvas->height, canvas->inks,
                           joins ? canvas->sides : NULL};
}

/* With few colours, contours are a dot in a few. */
static struct pen pen_of(struct canvas *canvas, const struct shape *shape)
{
    enum { DASH_CONTOUR = DASH_DASHED + 1 };
    static const uint8_t dashes[][2] = {[DASH_SOLID] = {1, 1},
                                        [DASH_DOTTED] = {1, 2},
                                        [DASH_SPARSE] = {1, 3},
                                        [DASH_DASHED] = {4, 6},
                                        [DASH_CONTOUR] = {1, 4}};
    const struct lines_row *mode = canvas_mode(canvas);
    int weight = shape->ink.weight, dash = shape->ink.dash;
    if (weight == WEIGHT_GRID)
        dash = DASH_DOTTED;
    else if (weight == WEIGHT_CONTOUR && dash != DASH_DOTTED)
        dash = DASH_CONTOUR;
    return (struct pen){.ink = ink_of(canvas, shape, shape->depth == DEPTH_BALLS ? INK_ABOVE : 0),
                        .wide = weight == WEIGHT_STRONG ? 2 : 1,
                        .on = dashes[dash][0],
                        .of = dashes[dash][1],
                        .tall = (uint8_t)(2 * mode->across / mode->down)};
}

static void draw_piece(struct canvas *canvas, const struct pen *pen, struct point a, struct point b)
{
    struct points points = points_of(canvas);
    (points.sides ? raster_sides : raster_dots)(&points, pen, (float)a.x, (float)a.y, (float)b.x,
                                                (float)b.y);
}

/* A contour or a shadow: a tint of the ground. */
static void tint_piece(struct canvas *canvas, bool shadow, struct point a, struct point b)
{
    const struct samples *samples = &canvas->samples;
    struct cover cover = {samples->columns, samples->rows, shadow ? canvas->shadow : canvas->tint,
                          NULL};
    struct stroke stroke = {shadow ? 1.5F : 1.2F,
                            2.0F * (float)samples->across / (float)samples->down};
    raster_line(&cover, &stroke, (float)a.x, (float)a.y, (float)b.x, (float)b.y);
}

static void draw_polyline(struct canvas *canvas, const struct drawing *drawing,
                          const struct shape *shape)
{
    bool letters = canvas_mode(canvas)->kind == LINES_OF_LETTERS;
    bool shadow = shape->ink.weight == WEIGHT_SHADOW, contour = shape->ink.weight == WEIGHT_CONTOUR;
    bool tint = shadow || (contour && canvas->has_ground && canvas->device.colors == COLORS_DIRECT);
    if (contour && (letters || device_is_fine(&canvas->device)))
        return;
    int width = tint ? canvas->samples.columns : canvas->width;
    int height = tint ? canvas->samples.rows : canvas->height;
    double across = (double)width / canvas->area.columns;
    double down = (double)height / canvas->area.rows;
    struct region box = {-2, width + 2, -2, height + 2};
    struct pen pen = {0};
    if (!tint)
        pen = pen_of(canvas, shape);
    struct point next = {NAN, NAN};
    for (int i = 0; i < shape->count; i++) {
        struct point from = next, to = drawing_cell(drawing, drawing->points[shape->first + i]);
        next = to = (struct point){to.x * across, to.y * down};
        if (!clip_line(&box, &from, &to))
            continue;
        if (tint)
            tint_piece(canvas, shadow, from, to);
        else
            draw_piece(canvas, &pen, from, to);
    }
}

/* --- fields and areas --- */

static void draw_ground(struct canvas *canvas, const struct field *field)
{
    int columns = canvas->samples.columns, rows = canvas->samples.rows;
    if (!device_has_fields(&canvas->device) || canvas->device.pixels.width)
        return;
    canvas->has_ground = true;
    for (int row = 0; row < rows; row++)
        field_row(field, (row + 0.5) / rows, canvas->ground + row * columns, columns);
    color before = canvas->ground[0];
    canvas->lightest = fmaxf(canvas->lightest, light_of(before));
    for (int i = 0; i < columns * rows; i++) {
        canvas->has_holes |= canvas->ground[i] == COLOR_DEFAULT;
        if (canvas->ground[i] == before)
            continue;
        before = canvas->ground[i];
        float light = light_of(before);
        canvas->lightest = light > canvas->lightest ? light : canvas->lightest;
    }
}

/* The samples whose middles are in it. */
static void draw_tint(struct canvas *canvas, const struct drawing *drawing,
                      const struct shape *shape)
{
    const struct samples *samples = &canvas->samples;
    const struct point *corners = drawing->points + shape->first;
    struct point a = drawing_cell(drawing, corners[0]), b = drawing_cell(drawing, corners[2]);
    if (!device_has_fields(&canvas->device) || device_is_fine(&canvas->device))
        return;
    for (size_t i = 0; !canvas->has_ground && i < sample_count(canvas); i++)
        canvas->ground[i] = COLOR_DEFAULT;
    canvas->has_holes |= !canvas->has_ground;
    canvas->has_ground = true;
    canvas->lightest = 1;
    for (int i = 0; i < samples->columns * samples->rows; i++) {
        double x = (i % samples->columns + 0.5) / samples->across;
        double y = (i / samples->columns + 0.5) / samples->down;
        color *sample = &canvas->ground[i];
        if ((x < a.x) != (x < b.x) && (y < a.y) != (y < b.y))
            *sample = light_mix(*sample & COLOR_DEFAULT ? canvas->device.theme->roles[ROLE_GROUND]
                                                        : *sample,
                                shape->ink.color, shape->ink.share * 256U / 100);
    }
}

/* --- marks --- */

/* A landing: a few dots round a place. Of those that lie within two columns the later is left out,
 * so that what is drawn once can stay. A jump stands on its place. */
static void draw_dots(struct canvas *canvas, const struct shape *shape, struct point at)
{
    const struct lines_row *mode = canvas_mode(canvas);
    const struct mark_row *row = mark_row(shape->mark);
    struct points points = points_of(canvas);
    struct point *last = &canvas->landings[(shape->owner + 1) % CANVAS_OWNERS];
    bool landing = mark_is_landing(shape->mark), jump = mark_is_jump(shape->mark);
    double right = at.x - last->x, down = 2 * (at.y - last->y);
    if ((landing && right * right + down * down < 4) || !(at.x >= -1 && at.y >= -1) ||
        !(at.x <= canvas->area.columns + 1 && at.y <= canvas->area.rows + 1))
        return;
    *last = at;
    uint8_t ink = ink_of(canvas, shape,
                         landing ? shape->mark
                         : jump  ? shape->mark - MARK_JUMP + MARK_LANDING
                                 : 0);
    bool single = mode->kind == LINES_OF_BOX || mode->kind == LINES_OF_LETTERS;
    int columns = single ? 1 : row->across, rows = single ? 1 : (row->down * mode->down + 3) / 4;
    int x = (int)floor(at.x * mode->across - (columns - 1) / 2.0);
    int y = (int)floor(at.y * mode->down - (rows - 1) / (jump ? 1 : 2.0));
    for (int i = 0; i < columns * rows; i++)
        raster_point(&points, x + i % columns, y + i / columns, ink);
}

/* Of what is outside only balls are shown: by an arrow, from the edge. */
static void add_mark(struct canvas *canvas, const struct shape *shape, struct point at,
                     struct point from)
{
    int columns = canvas->area.columns, rows = canvas->area.rows;
    bool out = at.x < 0 || at.y < 0 || at.x >= columns || at.y >= rows;
    struct canvas_mark mark = {at, from, shape->mark, shape->owner, shape->depth, shape->ink.color};
    if (!isfinite(at.x + at.y) || (out && shape->depth != DEPTH_BALLS))
        return;
    if (out) {
        mark.mark = MARK_EDGE;
        mark.at =
            (struct point){fmin(fmax(at.x, 0.5), columns - 0.5), fmin(fmax(at.y, 0.5), rows - 0.5)};
        mark.from.x = mark.at.x + (at.x < 0) - (at.x >= columns);
        mark.from.y = mark.at.y + ((at.y < 0) - (at.y >= rows)) / 2.0;
    }
    *array_add(canvas->marks, canvas->mark_count, canvas->mark_capacity) = mark;
}

/* Of places that are one but for rounding none is in another cell. */
static struct point snapped(struct point at)
{
    return (struct point){floor(at.x * 1e6 + 0.5) / 1e6, floor(at.y * 1e6 + 0.5) / 1e6};
}

static void draw_marking(struct canvas *canvas, const struct drawing *drawing,
                         const struct shape *shape)
{
    const struct point *points = drawing->points + shape->first;
    struct point at = drawing_cell(drawing, points[0]);
    if (mark_row(shape->mark)->across)
        draw_dots(canvas, shape, at);
    else
        add_mark(canvas, shape, snapped(at),
                 snapped(drawing_cell(drawing, points[shape->count - 1])));
}

/* --- clouds --- */

/* How many of a cloud's points are in each place of a grid over the plot. */
static void count_cloud(const struct drawing *drawing, const struct shape *shape, uint8_t *counts,
                        int columns, int rows)
{
    const struct region *plane = &drawing->plane;
    const struct point *points = drawing->points + shape->first;
    double across = columns / (plane->x1 - plane->x0), down = rows / (plane->y1 - plane->y0);
    for (int i = 0; i < shape->count; i++) {
        double x = (points[i].x - plane->x0) * across, y = (plane->y1 - points[i].y) * down;
        if (!(x >= 0 && y >= 0 && x < columns && y < rows))
            continue;
        uint8_t *at = &counts[(int)y * columns + (int)x];
        *at = (uint8_t)(*at + (*at < UINT8_MAX));
    }
}

/* The inks that some counts of a row have. */
static void put_inks(struct points *points, int y, const struct stretch *some, const uint8_t *inks,
                     const uint8_t *counts)
{
    uint8_t *to = points->inks + y * points->width;
    for (int x = some->from; x < some->to; x++) {
        uint8_t ink = inks[counts[x]];
        if (points->sides && ink > to[x])
            points->sides[y * points->width + x] = 0;
        to[x] = ink > to[x] ? ink : to[x];
    }
}

/* The denser lies above. */
static void draw_points(struct canvas *canvas, const struct drawing *drawing,
                        const struct shape *shape)
{
    struct points points = points_of(canvas);
    uint8_t *counts = memory_new(point_count(canvas) + 1, 1), inks[AGE_COUNT];
    uint8_t by_count[UINT8_MAX + 1] = {0};
    for (int age = AGE_OLDEST; age >= AGE_NEWEST; age--) {
        struct shape aged = *shape;
        aged.ink.age = (uint8_t)age;
        inks[age] = ink_of(canvas, &aged, 0);
    }
    count_cloud(drawing, shape, counts, canvas->width, canvas->height);
    for (int i = 1; i <= UINT8_MAX; i++)
        by_count[i] = inks[cloud_age(i)];
    for (int y = 0; y < canvas->height; y++) {
        const uint8_t *row = counts + y * canvas->width;
        for (struct stretch some = {0}; stretch_next(row, canvas->width, &some);)
            put_inks(&points, y, &some, by_count, row);
    }
    free(counts);
}

static void draw_shape(struct canvas *canvas, const struct drawing *drawing,
                       const struct shape *shape)
{
    if (shape->kind == SHAPE_FIELD)
        draw_ground(canvas, &shape->field);
    else if (shape->kind == SHAPE_LINE)
        draw_polyline(canvas, drawing, shape);
    else if (shape->kind == SHAPE_AREA)
        draw_tint(canvas, drawing, shape);
    else if (shape->kind == SHAPE_MARK)
        draw_marking(canvas, drawing, shape);
    else if (shape->kind == SHAPE_CLOUD)
        draw_points(canvas, drawing, shape);
    else
        *array_add(canvas->labels, canvas->label_count, canvas->label_capacity) =
            (struct canvas_label){drawing, shape};
}

void canvas_draw_cells(struct canvas *canvas, const struct drawing *drawing)
{
    for (int depth = 0; depth < DEPTH_COUNT; depth++)
        for (int i = 0; i < drawing->count; i++)
            if (drawing->shapes[i].depth == depth)
                draw_shape(canvas, drawing, &drawing->shapes[i]);
}

void canvas_draw(struct canvas *canvas, const struct drawing *drawing)
{
    if (canvas->device.vectors)
        vectors_add(&canvas->vectors, drawing);
    if (canvas->device.pixels.width)
        raster_draw_lines(canvas->raster, drawing, &canvas->device, canvas->device.pixels.width);
    canvas_draw_cells(canvas, drawing);
}
