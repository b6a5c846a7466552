#include "canvas.h"

#include "light.h"
#include "mark.h"
#include "ramp.h"
#include "raster_line.h"

#include "../base/array.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { LANDINGS_APART = 4 }; /* dots: those that are nearer to the one before are left out */

/* --- a canvas --- */

struct field_size canvas_field_size(const struct device *device, struct area area)
{
    const struct lines_row *mode = &lines_rows[device->lines];
    return (struct field_size){area.columns, area.rows * (mode->ground_down > 1 ? 2 : 1)};
}

static void make_room(struct canvas *canvas, int cells)
{
    enum { POINTS = 8 }; /* the most in a cell */
    if (cells <= canvas->capacity)
        return;
    size_t count = (size_t)cells * POINTS;
    canvas->capacity = cells;
    canvas->inks = memory_resize(canvas->inks, count, 1);
    canvas->cover = memory_resize(canvas->cover, count, 1);
    canvas->ground = memory_resize(canvas->ground, count, sizeof *canvas->ground);
    canvas->tint = memory_resize(canvas->tint, count, 1);
    canvas->shadow = memory_resize(canvas->shadow, count, 1);
    canvas->caps = memory_resize(canvas->caps, count, 1);
    canvas->tops = memory_resize(canvas->tops, (size_t)cells, 1);
    canvas->taken = memory_resize(canvas->taken, (size_t)cells, 1);
}

static size_t point_count(const struct canvas *canvas)
{
    return (size_t)canvas->width * (size_t)canvas->height;
}

static size_t sample_count(const struct canvas *canvas)
{
    return (size_t)canvas->samples.columns * (size_t)canvas->samples.rows;
}

void canvas_begin(struct canvas *canvas, struct area area, struct region plane,
                  const struct device *device)
{
    canvas->area = area;
    canvas->plane = plane;
    canvas->device = *device;
    canvas->width = area.columns * canvas_mode(canvas)->across;
    canvas->height = area.rows * canvas_mode(canvas)->down;
    canvas->samples =
        (struct samples){area.columns * canvas_mode(canvas)->ground_across,
                         area.rows * canvas_mode(canvas)->ground_down,
                         canvas_mode(canvas)->ground_across, canvas_mode(canvas)->ground_down};
    canvas->ink_count = 1;
    canvas->mark_count = canvas->label_count = 0;
    canvas->has_ground = canvas->has_holes = canvas->is_data = false;
    canvas->step_count = 0;
    if (device->vectors)
        vectors_begin(&canvas->vectors, area, plane);
    make_room(canvas, area.columns * area.rows);
    memset(canvas->inks, 0, point_count(canvas));
    memset(canvas->cover, 0, point_count(canvas));
    memset(canvas->tint, 0, sample_count(canvas));
    memset(canvas->shadow, 0, sample_count(canvas));
    for (int i = 0; i < CANVAS_OWNERS; i++)
        canvas->landings[i] = (struct point){HUGE_VAL, HUGE_VAL};
}

void canvas_free(struct canvas *canvas)
{
    void *held[] = {canvas->inks, canvas->cover, canvas->ground, canvas->tint,  canvas->shadow,
                    canvas->caps, canvas->tops,  canvas->taken,  canvas->marks, canvas->labels};
    for (size_t i = 0; i < sizeof held / sizeof *held; i++)
        free(held[i]);
    vectors_free(&canvas->vectors);
    *canvas = (struct canvas){0};
}

void canvas_copy(struct canvas *canvas, const struct canvas *from)
{
    canvas_begin(canvas, from->area, from->plane, &from->device);
    memcpy(canvas->inks, from->inks, point_count(from));
    memcpy(canvas->cover, from->cover, point_count(from));
    memcpy(canvas->tint, from->tint, sample_count(from));
    memcpy(canvas->shadow, from->shadow, sample_count(from));
    if (from->has_ground)
        memcpy(canvas->ground, from->ground, sample_count(from) * sizeof *from->ground);
    canvas->has_ground = from->has_ground;
    canvas->has_holes = from->has_holes;
    canvas->is_data = from->is_data;
    canvas->step_count = from->step_count;
    memcpy(canvas->steps, from->steps, sizeof from->steps);
    if (canvas->device.vectors)
        vectors_copy(&canvas->vectors, &from->vectors);
    canvas->ink_count = from->ink_count;
    memcpy(canvas->table, from->table, sizeof from->table);
    memcpy(canvas->landings, from->landings, sizeof from->landings);
    for (int i = 0; i < from->mark_count; i++)
        *array_add(canvas->marks, canvas->mark_count, canvas->mark_capacity) = from->marks[i];
    for (int i = 0; i < from->label_count; i++)
        *array_add(canvas->labels, canvas->label_count, canvas->label_capacity) = from->labels[i];
}

/* --- inks --- */

static bool same_ink(const struct canvas_ink *a, const struct canvas_ink *b)
{
    return a->color == b->color && a->owner == b->owner && a->age == b->age && a->sign == b->sign &&
           a->grid == b->grid;
}

/* Its number; the newest first, as most shapes have the ink of one that was drawn not long ago. */
static int ink_number(struct canvas *canvas, const struct canvas_ink *ink)
{
    for (int i = canvas->ink_count - 1; i > 0; i--)
        if (same_ink(&canvas->table[i], ink))
            return i;
    if (canvas->ink_count == CANVAS_INKS)
        return CANVAS_INKS - 1;
    canvas->table[canvas->ink_count] = *ink;
    return canvas->ink_count++;
}

static int ink_of(struct canvas *canvas, const struct shape *shape, int sign)
{
    bool sparse = shape->ink.weight == WEIGHT_CONTOUR;
    struct canvas_ink ink = {shape->ink.color, shape->owner, shape->ink.age, (uint8_t)sign,
                             shape->ink.weight == WEIGHT_GRID || sparse};
    return ink_number(canvas, &ink);
}

static void put(struct canvas *canvas, int x, int y, int ink)
{
    if (x < 0 || y < 0 || x >= canvas->width || y >= canvas->height)
        return;
    uint8_t *at = &canvas->inks[y * canvas->width + x];
    if (*at <= ink) {
        *at = (uint8_t)ink;
        canvas->cover[y * canvas->width + x] = 255;
    }
}

/* --- lines of dots --- */

struct segment {
    double x0, y0, x1, y1; /* in points */
};

/* Of the points along a line. They are where the line is, not how far along it: so a line that
 * grows at its beginning does not crawl. */
static const struct dash_row {
    uint8_t on, of;
} dash_rows[] = {
    [DASH_SOLID] = {1, 1}, [DASH_DOTTED] = {1, 2}, [DASH_SPARSE] = {1, 3}, [DASH_DASHED] = {4, 6}};

/* One dot for each step along the longer way, in fixed point. */
static void dots_line(struct canvas *canvas, struct segment line, int ink, struct dash_row dash)
{
    bool steep = fabs(line.y1 - line.y0) > fabs(line.x1 - line.x0);
    if (steep)
        line = (struct segment){line.y0, line.x0, line.y1, line.x1};
    if (line.x1 < line.x0)
        line = (struct segment){line.x1, line.y1, line.x0, line.y0};
    int first = (int)floor(line.x0), last = (int)floor(line.x1);
    int low = (int)floor(fmin(line.y0, line.y1)), high = (int)floor(fmax(line.y0, line.y1));
    double slope = line.x1 > line.x0 ? (line.y1 - line.y0) / (line.x1 - line.x0) : 0;
    int64_t y = (int64_t)floor((line.y0 + (first + 0.5 - line.x0) * slope) * 65536);
    int64_t step = (int64_t)floor(slope * 65536);
    for (int x = first; x <= last; x++, y += step) {
        int at = (int)(y >> 16);
        at = at < low ? low : at > high ? high : at;
        if (dash.of > 1 && (x + 2 * dash.of) % dash.of >= dash.on)
            continue;
        put(canvas, steep ? at : x, steep ? x : at, ink);
    }
}

/* --- lines of box glyphs: over sides, never over corners, so that they join in every font --- */

static void box_put(struct canvas *canvas, int column, int row, int sides, int ink)
{
    if (column < 0 || row < 0 || column >= canvas->width || row >= canvas->height)
        return;
    int at = row * canvas->width + column;
    if (canvas->inks[at] > ink)
        return;
    bool joins = canvas->inks[at] == ink;
    canvas->inks[at] = (uint8_t)ink;
    canvas->cover[at] = (uint8_t)(joins ? canvas->cover[at] | sides : sides);
}

static void box_line(struct canvas *canvas, struct segment line, int ink, struct dash_row dash)
{
    double dx = line.x1 - line.x0, dy = line.y1 - line.y0;
    int column = (int)floor(line.x0), row = (int)floor(line.y0), enter = 0, leave = 1;
    int last_column = (int)floor(line.x1), last_row = (int)floor(line.y1);
    int left = abs(last_column - column) + abs(last_row - row);
    for (; leave; left--) {
        leave = 0;
        if (left > 0) {
            double tx = dx == 0 ? HUGE_VAL : (column + (dx > 0) - line.x0) / dx;
            double ty = dy == 0 ? HUGE_VAL : (row + (dy > 0) - line.y0) / dy;
            leave = tx < ty ? (dx > 0 ? EAST : WEST) : (dy > 0 ? SOUTH : NORTH);
        }
        if (dash.of == 1)
            box_put(canvas, column, row, enter | leave, ink);
        else if ((column + row) % 2 == 0)
            box_put(canvas, column, row, 0, ink);
        column += leave == EAST ? 1 : leave == WEST ? -1 : 0;
        row += leave == SOUTH ? 1 : leave == NORTH ? -1 : 0;
        enter = leave == EAST ? WEST : leave == WEST ? EAST : leave == SOUTH ? NORTH : SOUTH;
    }
}

/* --- lines of blocks, and tints of the ground --- */

/* How many times a point, or a sample of the ground, is as high as wide. */
static double tall_of(const struct lines_row *mode, bool ground)
{
    return ground ? 2.0 * mode->ground_across / mode->ground_down : 2.0 * mode->across / mode->down;
}

static void block_line(struct canvas *canvas, struct segment line, int ink, struct dash_row dash,
                       int weight)
{
    const struct lines_row *mode = canvas_mode(canvas);
    struct cover cover = {canvas->width, canvas->height, canvas->cover, canvas->inks};
    struct stroke stroke = {.width = mode->width * (weight == WEIGHT_STRONG ? 1.6F : 1),
                            .tall = (float)tall_of(mode, false),
                            .ink = (uint8_t)ink,
                            .strength = 255,
                            .on = dash.on,
                            .of = dash.of};
    raster_line(&cover, &stroke, (float)line.x0, (float)line.y0, (float)line.x1, (float)line.y1);
}

/* Contours and shadows: the samples of the field that a line goes over. */
static void tint_line(struct canvas *canvas, struct segment line, uint8_t *tint, float width)
{
    const struct lines_row *mode = canvas_mode(canvas);
    struct cover cover = {canvas->samples.columns, canvas->samples.rows, tint, NULL};
    struct stroke stroke = {width, (float)tall_of(mode, true), 0, 255, 1, 1};
    float x = (float)mode->ground_across / mode->across, y = (float)mode->ground_down / mode->down;
    raster_line(&cover, &stroke, (float)line.x0 * x, (float)line.y0 * y, (float)line.x1 * x,
                (float)line.y1 * y);
}

/* --- shapes --- */

static struct point place(const struct canvas *canvas, struct point point)
{
    const struct region *plane = &canvas->plane;
    return (struct point){(point.x - plane->x0) / (plane->x1 - plane->x0) * canvas->width,
                          (plane->y1 - point.y) / (plane->y1 - plane->y0) * canvas->height};
}

/* Where there is no field, contours are a dot in a few. */
static struct dash_row dash_of(const struct ink *ink)
{
    return ink->weight == WEIGHT_CONTOUR && ink->dash != DASH_DOTTED ? (struct dash_row){1, 4}
           : ink->weight == WEIGHT_GRID                              ? (struct dash_row){1, 2}
                                                                     : dash_rows[ink->dash];
}

static void draw_segment(struct canvas *canvas, const struct ink *ink, struct point from,
                         struct point to, int number)
{
    enum lines_kind kind = canvas_mode(canvas)->kind;
    if (!clip_line(&(struct region){-2, canvas->width + 2, -2, canvas->height + 2}, &from, &to))
        return;
    struct segment line = {from.x, from.y, to.x, to.y};
    if (canvas->has_ground && ink->weight == WEIGHT_CONTOUR)
        tint_line(canvas, line, canvas->tint, 1.2F);
    else if (ink->weight == WEIGHT_SHADOW)
        tint_line(canvas, line, canvas->shadow, 1.5F);
    else if (kind == LINES_OF_BOX)
        box_line(canvas, line, number, dash_of(ink));
    else if (kind == LINES_OF_BLOCKS)
        block_line(canvas, line, number, dash_of(ink), ink->weight);
    else
        dots_line(canvas, line, number, dash_of(ink));
    bool steep = fabs(line.y1 - line.y0) > fabs(line.x1 - line.x0);
    if (ink->weight == WEIGHT_STRONG && kind == LINES_OF_DOTS)
        dots_line(
            canvas,
            (struct segment){line.x0 + steep, line.y0 + !steep, line.x1 + steep, line.y1 + !steep},
            number, dash_of(ink));
}

static void draw_polyline(struct canvas *canvas, const struct drawing *drawing,
                          const struct shape *shape)
{
    const struct ink *ink = &shape->ink;
    bool letters = canvas_mode(canvas)->kind == LINES_OF_LETTERS;
    if (ink->weight == WEIGHT_CONTOUR && (letters || canvas->device.vectors))
        return;
    bool tint =
        ink->weight == WEIGHT_SHADOW || (ink->weight == WEIGHT_CONTOUR && canvas->has_ground);
    int number = tint ? 0 : ink_of(canvas, shape, 0);
    struct point from = place(canvas, drawing->points[shape->first]);
    for (int i = 1; i < shape->count; i++) {
        struct point to = place(canvas, drawing->points[shape->first + i]);
        draw_segment(canvas, ink, from, to, number);
        from = to;
    }
}

static float tone_at(const struct field *field, float x, float y)
{
    x = x < 0 ? 0 : x > (float)(field->columns - 1) ? (float)(field->columns - 1) : x;
    y = y < 0 ? 0 : y > (float)(field->rows - 1) ? (float)(field->rows - 1) : y;
    int column = (int)x, row = (int)y;
    float right = x - (float)column, down = y - (float)row;
    const float *tones = field->tones + row * field->columns + column;
    int next = right > 0, below = down > 0 ? field->columns : 0;
    float upper = tones[0] + right * (tones[next] - tones[0]);
    float lower = tones[below] + right * (tones[below + next] - tones[below]);
    return upper + down * (lower - upper);
}

static void draw_ground(struct canvas *canvas, const struct field *field)
{
    int columns = canvas->samples.columns, rows = canvas->samples.rows;
    float across = (float)field->columns / (float)columns, down = (float)field->rows / (float)rows;
    if (!device_has_fields(&canvas->device))
        return;
    canvas->has_ground = true;
    canvas->is_data = field->data;
    if (field->ramp && canvas->device.colors == COLORS_256)
        canvas->step_count = ramp_steps(field->ramp, canvas->steps, CANVAS_STEPS);
    for (int row = 0; row < rows; row++)
        for (int column = 0; column < columns; column++) {
            color *sample = &canvas->ground[row * columns + column];
            float x = ((float)column + 0.5F) * across, y = ((float)row + 0.5F) * down;
            if (field->colors) {
                *sample = field->colors[(int)y * field->columns + (int)x];
            } else {
                bool same = field->columns == columns && field->rows == rows;
                float tone = same ? field->tones[row * columns + column]
                                  : tone_at(field, x - 0.5F, y - 0.5F);
                *sample = isnan(tone) ? COLOR_DEFAULT : ramp_at(field->ramp, tone);
            }
            canvas->has_holes |= *sample == COLOR_DEFAULT;
        }
}

/* Whether a place is in a polygon, by how often its outline is crossed to the right. */
static bool inside(const struct point *corners, int count, double x, double y)
{
    bool in = false;
    for (int i = 0, k = count - 1; i < count; k = i++)
        if ((corners[i].y > y) != (corners[k].y > y) &&
            x < corners[i].x + (y - corners[i].y) * (corners[k].x - corners[i].x) /
                                   (corners[k].y - corners[i].y))
            in = !in;
    return in;
}

static void draw_area_on(struct canvas *canvas, const struct drawing *drawing,
                         const struct shape *shape)
{
    enum { CORNERS = 64 };
    struct point corners[CORNERS];
    int count = shape->count < CORNERS ? shape->count : CORNERS;
    int columns = canvas->samples.columns, rows = canvas->samples.rows;
    if (!device_has_fields(&canvas->device) || canvas->device.vectors)
        return;
    for (size_t i = 0; !canvas->has_ground && i < sample_count(canvas); i++)
        canvas->ground[i] = COLOR_DEFAULT;
    canvas->has_holes |= !canvas->has_ground;
    canvas->has_ground = true;
    for (int i = 0; i < count; i++) {
        corners[i] = place(canvas, drawing->points[shape->first + i]);
        corners[i].x *= (double)columns / canvas->width;
        corners[i].y *= (double)rows / canvas->height;
    }
    for (int row = 0; row < rows; row++)
        for (int column = 0; column < columns; column++) {
            color *sample = &canvas->ground[row * columns + column];
            color below =
                *sample & COLOR_DEFAULT ? canvas->device.theme->roles[ROLE_GROUND] : *sample;
            if (inside(corners, count, column + 0.5, row + 0.5))
                *sample = light_mix(below, shape->ink.color, shape->ink.share * 256U / 100);
        }
}

/* --- marks --- */

/* A landing: a few dots round a place. Of those that lie too close the later is left out, so that
 * what is drawn once can stay. A jump stands on its place. */
static void draw_dots(struct canvas *canvas, const struct shape *shape, struct point at)
{
    const struct lines_row *mode = canvas_mode(canvas);
    int mark = shape->mark;
    const struct mark_row *row = mark_row(mark);
    struct point *last = &canvas->landings[(shape->owner + 1) % CANVAS_OWNERS];
    bool landing = mark_is_landing(mark), jump = mark_is_jump(mark);
    double apart = landing ? LANDINGS_APART * mode->across / 2.0 : 0;
    double right = at.x - last->x, down = (at.y - last->y) * tall_of(mode, false);
    if (right * right + down * down < apart * apart || !(at.x >= -2 && at.y >= -2) ||
        !(at.x <= canvas->width + 2 && at.y <= canvas->height + 2))
        return;
    *last = at;
    int sign = landing ? mark : jump ? mark - MARK_JUMP + MARK_LANDING : 0;
    int number = ink_of(canvas, shape, sign);
    bool single = mode->kind == LINES_OF_BOX || mode->kind == LINES_OF_LETTERS;
    int across = single ? 1 : row->across * mode->across / 2;
    int down_count = single ? 1 : (row->down * mode->down + 3) / 4;
    int x = (int)floor(at.x - (across - 1) / 2.0);
    int y = (int)floor(at.y - (down_count - 1) / (jump ? 1 : 2.0));
    for (int i = 0; i < across * down_count; i++)
        put(canvas, x + i % across, y + i / across, number);
    if (mode->kind == LINES_OF_BOX)
        box_put(canvas, x, y, 0, number);
}

/* Of what is outside only balls are shown: by an arrow, from the edge. */
static void add_mark(struct canvas *canvas, const struct drawing *drawing,
                     const struct shape *shape)
{
    const struct point *points = drawing->points + shape->first;
    struct point at = drawing_cell(drawing, points[0]);
    struct canvas_mark mark = {.at = at,
                               .from = drawing_cell(drawing, points[shape->count - 1]),
                               .mark = shape->mark,
                               .owner = shape->owner,
                               .depth = shape->depth,
                               .color = shape->ink.color};
    int columns = canvas->area.columns, rows = canvas->area.rows;
    bool out = at.x < 0 || at.y < 0 || at.x >= columns || at.y >= rows;
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

static void draw_shape(struct canvas *canvas, const struct drawing *drawing,
                       const struct shape *shape)
{
    if (shape->kind == SHAPE_FIELD)
        draw_ground(canvas, &shape->field);
    else if (shape->kind == SHAPE_LINE && shape->count > 0)
        draw_polyline(canvas, drawing, shape);
    else if (shape->kind == SHAPE_AREA)
        draw_area_on(canvas, drawing, shape);
    else if (shape->kind == SHAPE_MARK && mark_row(shape->mark)->across)
        draw_dots(canvas, shape, place(canvas, drawing->points[shape->first]));
    else if (shape->kind == SHAPE_MARK)
        add_mark(canvas, drawing, shape);
    else if (shape->kind == SHAPE_LABEL)
        *array_add(canvas->labels, canvas->label_count, canvas->label_capacity) =
            (struct canvas_label){drawing, shape};
}

void canvas_draw(struct canvas *canvas, const struct drawing *drawing)
{
    if (canvas->device.vectors)
        vectors_add(&canvas->vectors, drawing);
    for (int depth = 0; depth < DEPTH_COUNT; depth++)
        for (int i = 0; i < drawing->count; i++)
            if (drawing->shapes[i].depth == depth)
                draw_shape(canvas, drawing, &drawing->shapes[i]);
}
