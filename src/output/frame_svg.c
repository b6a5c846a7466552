/* A frame as a picture that stays text.
 *
 * The cells' backgrounds, half blocks, bars and lines become shapes; shapes are sorted by kind and
 * colour and each such group is one path. The unit is half the height of a cell, which is also its
 * width, so that nearly all coordinates are small whole numbers. */

#include "frame_svg.h"

#include "../base/memory.h"
#include "../base/text.h"
#include "../view/color.h"

#include <stdlib.h>
#include <string.h>

enum { UNIT = 9 };

enum kind { KIND_FIELD, KIND_SHADE, KIND_BAR, KIND_LINE, KIND_HEAVY };

/* A field is a run of half cells of one colour; the others are one glyph. */
struct shape {
    enum kind kind;
    color color;
    int x, y, length;
    const char *path; /* within the cell, after M x y; NULL for fields */
};

struct drawing {
    const struct frame *frame;
    color ink, paper;
    struct shape *shapes;
    int count, capacity;
};

/* Glyphs drawn as shapes. Bars begin at the cell's upper left corner, lines too. */
static const struct {
    uint32_t glyph;
    enum kind kind;
    const char *path;
} glyph_shapes[] = {
    {0x2581, KIND_BAR, "m0 1.75h1v.25h-1z"},
    {0x2582, KIND_BAR, "m0 1.5h1v.5h-1z"},
    {0x2583, KIND_BAR, "m0 1.25h1v.75h-1z"},
    {0x2585, KIND_BAR, "m0 .75h1v1.25h-1z"},
    {0x2586, KIND_BAR, "m0 .5h1v1.5h-1z"},
    {0x2587, KIND_BAR, "m0 .25h1v1.75h-1z"},
    {0x2589, KIND_BAR, "h.875v2h-.875z"},
    {0x258A, KIND_BAR, "h.75v2h-.75z"},
    {0x258B, KIND_BAR, "h.625v2h-.625z"},
    {0x258C, KIND_BAR, "h.5v2h-.5z"},
    {0x258D, KIND_BAR, "h.375v2h-.375z"},
    {0x258E, KIND_BAR, "h.25v2h-.25z"},
    {0x258F, KIND_BAR, "h.125v2h-.125z"},
    {0x2590, KIND_BAR, "m.5 0h.5v2h-.5z"},
    {0x2591, KIND_SHADE, "h1v2h-1z"},
    {0x2596, KIND_BAR, "m0 1h.5v1h-.5z"},
    {0x2597, KIND_BAR, "m.5 1h.5v1h-.5z"},
    {0x2598, KIND_BAR, "h.5v1h-.5z"},
    {0x2599, KIND_BAR, "h.5v1h.5v1h-1z"},
    {0x259A, KIND_BAR, "h.5v1h-.5zm.5 1h.5v1h-.5z"},
    {0x259B, KIND_BAR, "h1v1h-.5v1h-.5z"},
    {0x259C, KIND_BAR, "h1v2h-.5v-1h-.5z"},
    {0x259D, KIND_BAR, "m.5 0h.5v1h-.5z"},
    {0x259E, KIND_BAR, "m.5 0h.5v1h-.5zm-.5 1h.5v1h-.5z"},
    {0x259F, KIND_BAR, "m.5 0h.5v2h-1v-1h.5z"},
    {0x2500, KIND_LINE, "m0 1h1"},
    {0x2502, KIND_LINE, "m.5 0v2"},
    {0x251C, KIND_LINE, "m.5 0v2m0-1h.5"},
    {0x2524, KIND_LINE, "m.5 0v2m0-1h-.5"},
    {0x252C, KIND_LINE, "m0 1h1m-.5 0v1"},
    {0x2534, KIND_LINE, "m0 1h1m-.5 0v-1"},
    {0x253C, KIND_LINE, "m0 1h1m-.5-1v2"},
    {0x250C, KIND_LINE, "m1 1h-.5v1"},
    {0x2510, KIND_LINE, "m0 1h.5v1"},
    {0x2514, KIND_LINE, "m1 1h-.5v-1"},
    {0x2518, KIND_LINE, "m0 1h.5v-1"},
    {0x256D, KIND_LINE, "m.5 2q0-1 .5-1"},
    {0x256E, KIND_LINE, "m0 1q.5 0 .5 1"},
    {0x256F, KIND_LINE, "m0 1q.5 0 .5-1"},
    {0x2570, KIND_LINE, "m.5 0q0 1 .5 1"},
    {0x2501, KIND_HEAVY, "m0 1h1"},
    {0x2503, KIND_HEAVY, "m.5 0v2"},
    {0x250F, KIND_HEAVY, "m.5 2v-.7q0-.3 .3-.3h.2"},
    {0x2513, KIND_HEAVY, "m0 1h.2q.3 0 .3.3v.7"},
    {0x2517, KIND_HEAVY, "m.5 0v.7q0 .3 .3.3h.2"},
    {0x251B, KIND_HEAVY, "m0 1h.2q.3 0 .3-.3v-.7"},
    {0x2523, KIND_HEAVY, "m.5 0v2m0-1h.5"},
    {0x252B, KIND_HEAVY, "m.5 0v2m0-1h-.5"},
    {0x2533, KIND_HEAVY, "m0 1h1m-.5 0v1"},
    {0x253B, KIND_HEAVY, "m0 1h1m-.5 0v-1"},
    {0x254B, KIND_HEAVY, "m0 1h1m-.5-1v2"},
    {0x2578, KIND_HEAVY, "m0 1h.5"},
    {0x2579, KIND_HEAVY, "m.5 0v1"},
    {0x257A, KIND_HEAVY, "m.5 1h.5"},
    {0x257B, KIND_HEAVY, "m.5 1v1"},
    {0x2571, KIND_LINE, "m0 2l1-2"},
    {0x2572, KIND_LINE, "l1 2"},
};
enum { GLYPH_SHAPE_COUNT = sizeof glyph_shapes / sizeof *glyph_shapes };

static int glyph_shape(uint32_t glyph)
{
    for (int i = 0; i < GLYPH_SHAPE_COUNT; i++) {
        if (glyph_shapes[i].glyph == glyph)
            return i;
    }
    return -1;
}

static bool is_field(uint32_t glyph)
{
    return glyph == 0x2580 || glyph == 0x2584 || glyph == 0x2588;
}

static void cell_colors(const struct drawing *drawing, const struct cell *cell, color *fg,
                        color *bg)
{
    *fg = cell->fg & COLOR_DEFAULT     ? drawing->ink
          : cell->fg & COLOR_ANSI_FLAG ? color_ansi_rgb((int)(cell->fg & 15))
                                       : cell->fg;
    *bg = cell->bg & COLOR_DEFAULT     ? drawing->paper
          : cell->bg & COLOR_ANSI_FLAG ? color_ansi_rgb((int)(cell->bg & 15))
                                       : cell->bg;
    if (cell->attributes & ATTRIBUTE_REVERSE) {
        color kept = *fg;
        *fg = *bg;
        *bg = kept;
    }
    if (cell->attributes & ATTRIBUTE_DIM)
        *fg = color_mix(*fg, *bg, 0.5);
}

static void add_shape(struct drawing *drawing, struct shape shape)
{
    if (drawing->count == drawing->capacity) {
        drawing->capacity = drawing->capacity ? 2 * drawing->capacity : 1024;
        drawing->shapes =
            memory_resize(drawing->shapes, (size_t)drawing->capacity, sizeof *drawing->shapes);
    }
    drawing->shapes[drawing->count++] = shape;
}

/* The colour of the upper (0) or lower (1) half of a cell, as far as it is plain. */
static color half_color(const struct drawing *drawing, const struct cell *cell, int half)
{
    color fg, bg;
    cell_colors(drawing, cell, &fg, &bg);
    bool inked = cell->glyph == 0x2588 || cell->glyph == (half ? 0x2584u : 0x2580u);
    return inked ? fg : bg;
}

static void collect_fields(struct drawing *drawing, int y)
{
    const struct frame *frame = drawing->frame;
    const struct cell *cells = frame->cells + (y / 2) * frame->columns;
    for (int begin = 0, x = 0; begin < frame->columns; begin = x) {
        color c = half_color(drawing, &cells[begin], y % 2);
        for (x = begin + 1; x < frame->columns; x++) {
            if (half_color(drawing, &cells[x], y % 2) != c)
                break;
        }
        if (c != drawing->paper)
            add_shape(drawing, (struct shape){KIND_FIELD, c, begin, y, x - begin, NULL});
    }
}

static void collect_glyphs(struct drawing *drawing, int row)
{
    const struct frame *frame = drawing->frame;
    for (int column = 0; column < frame->columns; column++) {
        const struct cell *cell = &frame->cells[row * frame->columns + column];
        int index = cell->glyph < 0x2500 ? -1 : glyph_shape(cell->glyph);
        color fg, bg;
        if (index < 0)
            continue;
        cell_colors(drawing, cell, &fg, &bg);
        add_shape(drawing, (struct shape){glyph_shapes[index].kind, fg, column, 2 * row, 1,
                                          glyph_shapes[index].path});
    }
}

static int shape_order(const void *left, const void *right)
{
    const struct shape *a = left, *b = right;
    if (a->kind != b->kind)
        return a->kind < b->kind ? -1 : 1;
    if (a->color != b->color)
        return a->color < b->color ? -1 : 1;
    return a->y != b->y ? a->y - b->y : a->x - b->x;
}

static void open_path(struct text *out, const struct shape *shape)
{
    static const char *const looks[] = {
        [KIND_FIELD] = "",
        [KIND_SHADE] = " fill-opacity=\".3\"",
        [KIND_BAR] = "",
        [KIND_LINE] = " stroke-width=\".14\" shape-rendering=\"auto\"",
        [KIND_HEAVY] = " stroke-width=\".26\" stroke-linecap=\"round\" shape-rendering=\"auto\"",
    };
    bool stroke = shape->kind == KIND_LINE || shape->kind == KIND_HEAVY;
    text_add(out, "<path%s %s=\"#%06x\"%s d=\"", stroke ? " fill=\"none\"" : "",
             stroke || shape->kind == KIND_FIELD ? "stroke" : "fill", shape->color & 0xFFFFFF,
             looks[shape->kind]);
}

static void write_shapes(struct text *out, struct drawing *drawing)
{
    int x = 0, y = 0; /* where the last field ended */
    if (!drawing->count)
        return;
    qsort(drawing->shapes, (size_t)drawing->count, sizeof *drawing->shapes, shape_order);
    for (int i = 0; i < drawing->count; i++) {
        const struct shape *shape = &drawing->shapes[i], *last = i ? shape - 1 : NULL;
        bool begins = !last || last->kind != shape->kind || last->color != shape->color;
        if (begins && last)
            text_add(out, "\"/>\n");
        if (begins)
            open_path(out, shape);
        if (shape->kind != KIND_FIELD)
            text_add(out, "M%d %d%s", shape->x, shape->y, shape->path);
        else if (begins)
            text_add(out, "M%d %d.5h%d", shape->x, shape->y, shape->length);
        else
            text_add(out, "m%d %dh%d", shape->x - x, shape->y - y, shape->length);
        x = shape->x + shape->length, y = shape->y;
    }
    text_add(out, "\"/>\n");
}

static void add_escaped(struct text *out, uint32_t character)
{
    char bytes[4];
    if (character == '&')
        text_add(out, "&amp;");
    else if (character == '<')
        text_add(out, "&lt;");
    else if (character == '>')
        text_add(out, "&gt;");
    else if (character == '"')
        text_add(out, "&quot;");
    else if (character < 0x20 || (character >= 0x7F && character < 0xA0) ||
             (character & 0xFFFE) == 0xFFFE)
        text_add(out, "\xEF\xBF\xBD");
    else
        text_add_bytes(out, bytes, (size_t)utf8_encode(character, bytes));
}

static bool is_ink(const struct cell *cell)
{
    return cell->glyph && (cell->glyph != ' ' || cell->attributes & ATTRIBUTE_UNDERLINE) &&
           !is_field(cell->glyph) && (cell->glyph < 0x2500 || glyph_shape(cell->glyph) < 0);
}

/* Whether a run of text goes on at this cell: the same look; one blank does not end it. */
static bool continues(const struct cell *cells, int column, int columns, const struct cell *first)
{
    const struct cell *cell = &cells[column];
    if (cell->glyph == ' ' && column + 1 < columns)
        cell++;
    return (is_ink(cell) || cell->glyph == 0) && cell->fg == first->fg && cell->bg == first->bg &&
           cell->attributes == first->attributes;
}

static void write_row_text(struct text *out, const struct drawing *drawing, int row)
{
    const struct frame *frame = drawing->frame;
    const struct cell *cells = frame->cells + row * frame->columns;
    for (int begin = 0, end = 0; begin < frame->columns; begin = end) {
        end = begin + 1;
        if (!is_ink(&cells[begin]))
            continue;
        while (end < frame->columns && continues(cells, end, frame->columns, &cells[begin]))
            end++;
        color fg, bg;
        cell_colors(drawing, &cells[begin], &fg, &bg);
        text_add(out, "<text x=\"%d\" y=\"%d\" textLength=\"%d\"", begin * UNIT,
                 row * 2 * UNIT + 14, (end - begin) * UNIT);
        if (fg != drawing->ink)
            text_add(out, " fill=\"#%06x\"", fg & 0xFFFFFF);
        if (cells[begin].attributes & ATTRIBUTE_BOLD)
            text_add(out, " font-weight=\"bold\"");
        if (cells[begin].attributes & ATTRIBUTE_UNDERLINE)
            text_add(out, " text-decoration=\"underline\"");
        text_add(out, ">");
        for (int i = begin; i < end; i++) {
            if (cells[i].glyph)
                add_escaped(out, cells[i].glyph);
            if (cells[i].combine)
                add_escaped(out, cells[i].combine);
        }
        text_add(out, "</text>\n");
    }
}

static void write_title(struct text *out, const char *title)
{
    size_t length = strlen(title);
    text_add(out, "<title>");
    for (size_t at = 0; at < length;) {
        uint32_t character;
        at += (size_t)utf8_decode(title + at, length - at, &character);
        add_escaped(out, character);
    }
    text_add(out, "</title>\n");
}

void frame_svg_write(struct text *out, const struct frame *frame,
                     const struct frame_svg_options *options)
{
    struct drawing drawing = {.frame = frame,
                              .ink = options->light ? 0x24262B : 0xD8DBE2,
                              .paper = options->light ? 0xFBFAF7 : 0x101216};
    int width = frame->columns * UNIT, height = frame->rows * 2 * UNIT;
    text_add(out,
             "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%d\" height=\"%d\" "
             "viewBox=\"%d %d %d %d\">\n",
             width + 2 * UNIT, height + 2 * UNIT, -UNIT, -UNIT, width + 2 * UNIT,
             height + 2 * UNIT);
    if (options->title && *options->title)
        write_title(out, options->title);
    text_add(out, "<rect x=\"%d\" y=\"%d\" width=\"100%%\" height=\"100%%\" fill=\"#%06x\"/>\n",
             -UNIT, -UNIT, drawing.paper);
    for (int y = 0; y < 2 * frame->rows; y++)
        collect_fields(&drawing, y);
    for (int row = 0; row < frame->rows; row++)
        collect_glyphs(&drawing, row);
    text_add(out, "<g transform=\"scale(%d)\" shape-rendering=\"crispEdges\">\n", UNIT);
    write_shapes(out, &drawing);
    text_add(out, "</g>\n");
    text_add(out,
             "<g font-family=\"'DejaVu Sans Mono','Menlo','Consolas',monospace\" "
             "font-size=\"14.95\" fill=\"#%06x\" xml:space=\"preserve\">\n",
             drawing.ink);
    for (int row = 0; row < frame->rows; row++)
        write_row_text(out, &drawing, row);
    text_add(out, "</g>\n</svg>\n");
    free(drawing.shapes);
}
