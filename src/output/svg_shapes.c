/* Shapes are sorted by kind and colour, and each such group is one path. The unit is half the
 * height of a cell, which is also its width, so that nearly all coordinates are small whole
 * numbers; they are counted in hundredths. */

#include "svg_glyph.h"
#include "svg_paint.h"

#include "../base/array.h"

#include <stdlib.h>
#include <string.h>

enum { ONE = 100 };

struct shape {
    enum svg_kind kind;
    color color;
    int x, y, end_x, end_y;
    const char *path; /* from x, y to the end; NULL: a straight line */
};

struct shapes {
    struct shape *items;
    int count, capacity;
};

/* What the paths of a kind have in common, and the class that says the same. */
static const struct look {
    bool stroke;
    const char *attributes, *class_name, *rule;
} looks[SVG_KINDS] = {
    [SVG_CELL] = {true, "stroke-width=\"2\"", "c", "stroke-width:2"},
    [SVG_HALF] = {true, "", "", ""},
    [SVG_SHADE] = {false, "fill-opacity=\".3\"", "s", "fill-opacity:.3"},
    [SVG_BAR] = {false, "", "", ""},
    [SVG_LINE] = {true, "fill=\"none\" stroke-width=\".14\" shape-rendering=\"auto\"", "l",
                  "fill:none;stroke-width:.14;shape-rendering:auto"},
    [SVG_HEAVY] = {true, "fill=\"none\" stroke-width=\".26\" shape-rendering=\"auto\"", "h",
                   "fill:none;stroke-width:.26;shape-rendering:auto"},
    [SVG_DOT] = {true, "stroke-width=\".4\" stroke-linecap=\"round\" shape-rendering=\"auto\"", "d",
                 "stroke-width:.4;stroke-linecap:round;shape-rendering:auto"},
    [SVG_POINT] = {true, "stroke-width=\".27\" stroke-linecap=\"round\" shape-rendering=\"auto\"",
                   "p", "stroke-width:.27;stroke-linecap:round;shape-rendering:auto"},
    [SVG_MARK] = {false, "shape-rendering=\"auto\"", "m", "shape-rendering:auto"},
};

void svg_paint_classes(struct text *out)
{
    text_add(out, ".f path{transform:scale(%d)}", SVG_UNIT);
    for (int kind = 0; kind < SVG_KINDS; kind++)
        if (*looks[kind].rule)
            text_add(out, ".%s{%s}", looks[kind].class_name, looks[kind].rule);
}

/* --- what there is to draw --- */

/* A line goes on where the last shape is one of the same kind and colour that ends here. */
static void add_shape(struct shapes *shapes, struct shape shape)
{
    struct shape *last = shapes->count ? &shapes->items[shapes->count - 1] : NULL;
    if (last && !last->path && !shape.path && last->kind == shape.kind &&
        last->color == shape.color && last->end_x >= shape.x && last->end_y == shape.y) {
        last->end_x = shape.end_x > last->end_x ? shape.end_x : last->end_x;
        return;
    }
    *array_add(shapes->items, shapes->count, shapes->capacity) = shape;
}

/* What is painted behind glyphs: in which half's colour, and how far below the cell's top. */
static const struct pass {
    enum svg_kind kind;
    int half, below;
} passes[] = {{SVG_HALF, 0, ONE / 2}, {SVG_HALF, 1, ONE + ONE / 2}, {SVG_CELL, 0, ONE}};

/* The passes over a row keep what can be joined next to each other. */
static void add_row(struct shapes *shapes, const struct svg_place *places, int count,
                    struct svg_manner manner, const struct pass *pass)
{
    for (int i = 0; i < count; i++) {
        const struct svg_cell *cell = &places[i].cell;
        color shown = cell->halves[pass->half];
        bool whole = cell->halves[0] == cell->halves[1];
        int x = ONE * places[i].column, y = 2 * ONE * places[i].row + pass->below;
        int end_x = x + (manner.over && cell->wide ? 2 * ONE : ONE);
        if (!places[i].bare && whole == (pass->kind == SVG_CELL) &&
            (manner.over || places[i].covers || shown != manner.ground.paper))
            add_shape(shapes, (struct shape){pass->kind, shown, x, y, end_x, y, NULL});
    }
}

static void add_glyphs(struct shapes *shapes, const struct svg_place *places, int count)
{
    for (int i = 0; i < count; i++) {
        const struct svg_glyph *glyph = svg_glyph_find(places[i].cell.glyph);
        int x = ONE * places[i].column, y = ONE * 2 * places[i].row;
        short points[8][2];
        int point_count = svg_glyph_points(places[i].cell.glyph, points);
        for (int k = 0; k < point_count; k++)
            add_shape(shapes,
                      (struct shape){SVG_POINT, places[i].cell.ink, x + points[k][0],
                                     y + points[k][1], x + points[k][0], y + points[k][1], "h0"});
        if (glyph)
            add_shape(shapes, (struct shape){glyph->kind, places[i].cell.ink, x + glyph->begin[0],
                                             y + glyph->begin[1], x + glyph->end[0],
                                             y + glyph->end[1], glyph->path});
    }
}

static int shape_order(const void *left, const void *right)
{
    const struct shape *a = left, *b = right;
    if (a->kind != b->kind)
        return a->kind < b->kind ? -1 : 1;
    if (a->color != b->color)
        return a->color < b->color ? -1 : 1;
    if (a->y / (2 * ONE) != b->y / (2 * ONE))
        return a->y < b->y ? -1 : 1;
    return a->y != b->y && !a->path && !b->path ? a->y - b->y : a->x - b->x;
}

/* --- as paths --- */

/* Hundredths, without what a path can do without; the first of two numbers has no `last`. */
static void add_number(struct text *out, int number, int *last)
{
    int whole = abs(number) / ONE, part = abs(number) % ONE;
    bool separate = last && number >= 0 && (whole > 0 || part == 0 || *last % ONE == 0);
    text_add(out, "%s%s", separate ? " " : "", number < 0 ? "-" : "");
    if (whole > 0 || part == 0)
        text_add(out, "%d", whole);
    if (part % 10 != 0)
        text_add(out, ".%02d", part);
    else if (part > 0)
        text_add(out, ".%d", part / 10);
}

static void add_move(struct text *out, char letter, int x, int y)
{
    text_add_bytes(out, &letter, 1);
    add_number(out, x, NULL);
    add_number(out, y, &x);
}

static void write_path(struct text *out, const struct shape *shapes, int count)
{
    for (int i = 0; i < count; i++) {
        const struct shape *shape = &shapes[i], *last = i ? shape - 1 : NULL;
        if (!last)
            add_move(out, 'M', shape->x, shape->y);
        else if (last->end_x != shape->x || last->end_y != shape->y ||
                 (last->path && last->path[strlen(last->path) - 1] == 'z'))
            add_move(out, 'm', shape->x - last->end_x, shape->y - last->end_y);
        if (shape->path) {
            text_add(out, "%s", shape->path);
        } else {
            text_add(out, "h");
            add_number(out, shape->end_x - shape->x, NULL);
        }
    }
}

static void write_kind(struct text *out, const struct shape *shapes, int count, bool classes)
{
    const struct look *look = &looks[shapes->kind];
    struct text common = {0};
    if (*look->attributes && classes)
        text_add(&common, " class=\"%s\"", look->class_name);
    else if (*look->attributes)
        text_add(&common, " %s", look->attributes);
    bool grouped = common.length && shapes[0].color != shapes[count - 1].color;
    if (grouped)
        text_add(out, "<g%s>\n", common.bytes);
    for (int begin = 0, end = 0; begin < count; begin = end) {
        while (end < count && shapes[end].color == shapes[begin].color)
            end++;
        text_add(out, "<path%s %s=\"#%06x\" d=\"", grouped || !common.length ? "" : common.bytes,
                 look->stroke ? "stroke" : "fill", shapes[begin].color);
        write_path(out, shapes + begin, end - begin);
        text_add(out, "\"/>\n");
    }
    if (grouped)
        text_add(out, "</g>\n");
    text_free(&common);
}

static void write_shapes(struct text *out, struct shapes *shapes, bool classes)
{
    if (shapes->count) {
        qsort(shapes->items, (size_t)shapes->count, sizeof *shapes->items, shape_order);
        if (!classes)
            text_add(out, "<g transform=\"scale(%d)\">\n", SVG_UNIT);
        for (int begin = 0, end = 0; begin < shapes->count; begin = end) {
            while (end < shapes->count && shapes->items[end].kind == shapes->items[begin].kind)
                end++;
            write_kind(out, shapes->items + begin, end - begin, classes);
        }
        if (!classes)
            text_add(out, "</g>\n");
    }
    free(shapes->items);
}

static void paint_shapes(struct text *out, const struct svg_place *places, int count,
                         struct svg_manner manner)
{
    struct shapes shapes = {0};
    for (int begin = 0, end = 0; begin < count; begin = end) {
        while (end < count && places[end].row == places[begin].row)
            end++;
        for (size_t i = 0; i < sizeof passes / sizeof *passes; i++)
            add_row(&shapes, places + begin, end - begin, manner, &passes[i]);
        add_glyphs(&shapes, places + begin, end - begin);
    }
    write_shapes(out, &shapes, manner.over);
}

void svg_paint(struct text *out, const struct svg_place *places, int count,
               struct svg_manner manner)
{
    paint_shapes(out, places, count, manner);
    svg_paint_text(out, places, count, manner.ground);
}

void svg_paint_glyph(struct text *out, const struct svg_cell *cell, struct svg_ground ground)
{
    struct svg_place place = {.cell = *cell};
    struct shapes shapes = {0};
    add_glyphs(&shapes, &place, 1);
    write_shapes(out, &shapes, true);
    svg_paint_text(out, &place, 1, ground);
}
