#include "frame_pixels.h"

#include "glyph_cover.h"
#include "svg_cell.h"

#include "../base/memory.h"
#include "../draw/light.h"
#include "../draw/raster.h"
#include "../draw/theme.h"

#include <stdlib.h>
#include <string.h>

struct cell_size frame_pixels_cell(double scale)
{
    int cell = (int)(GLYPH_CELL * scale + 0.5);
    cell = cell < 4 ? 4 : cell;
    return (struct cell_size){cell, 2 * cell};
}

bool frame_pixels_size(int columns, int rows, double scale, int *width, int *height,
                       struct error *error)
{
    struct cell_size cell = frame_pixels_cell(scale);
    *width = (columns + 2) * cell.width;
    *height = (rows + 1) * cell.height;
    if ((int64_t)*width * *height <= IMAGE_PIXELS_MAX)
        return true;
    return error_at(error, ERROR_NO_PLACE,
                    "a picture of %dx%d pixels is too large: take a smaller --size or --scale",
                    *width, *height);
}

color frame_pixels_ground(bool light)
{
    return theme_of(COLORS_DIRECT, light)->roles[ROLE_GROUND];
}

/* --- glyphs that were painted before --- */

enum { SLOTS = 4096 }; /* more glyphs than a screen has; then all are painted anew */
struct slot {
    uint32_t character, combine;
    bool bold, wide;
    uint8_t *cover; /* NULL: it is empty */
};

struct painter {
    struct svg_ground ground;
    int width, height; /* of a cell */
    struct slot slots[SLOTS];
    int count;
};

struct painter *painter_new(const struct frame_pixels_options *options)
{
    const struct theme *theme = theme_of(COLORS_DIRECT, options->light);
    struct painter *painter = memory_new(1, sizeof *painter);
    painter->ground = (struct svg_ground){theme->roles[ROLE_TEXT], theme->roles[ROLE_GROUND]};
    struct cell_size cell = frame_pixels_cell(options->scale);
    painter->width = cell.width;
    painter->height = cell.height;
    return painter;
}

static void forget(struct painter *painter)
{
    for (int i = 0; i < SLOTS; i++) {
        free(painter->slots[i].cover);
        painter->slots[i].cover = NULL;
    }
    painter->count = 0;
}

void painter_free(struct painter *painter)
{
    if (!painter)
        return;
    forget(painter);
    free(painter);
}

/* As if it were written twice, a little further to the right. */
static void embolden(struct cover *cell)
{
    int by = (cell->width / (cell->width >= 2 * cell->height ? 2 : 1) + 4) / GLYPH_CELL;
    by = by < 1 ? 1 : by;
    for (int y = 0; y < cell->height; y++)
        for (int x = cell->width - 1; x >= by; x--) {
            uint8_t *covered = &cell->cover[y * cell->width + x];
            uint8_t left = covered[-by];
            *covered = left > *covered ? left : *covered;
        }
}

/* Lines and blocks are no bolder: they would no longer join. */
static bool is_letter(uint32_t character)
{
    return character < 0x2190 || (character > 0x21FF && character < 0x2300);
}

static uint8_t *make_cover(const struct painter *painter, const struct slot *slot)
{
    int width = painter->width * (slot->wide ? 2 : 1);
    size_t size = (size_t)width * (size_t)painter->height;
    uint8_t *pixels = memory_new(size, 1);
    struct cover cell = {width, painter->height, pixels};
    glyph_cover(&cell, slot->character);
    if (slot->combine)
        glyph_cover(&cell, slot->combine);
    if (slot->bold)
        embolden(&cell);
    return pixels;
}

static const uint8_t *cover_of(struct painter *painter, const struct svg_cell *cell)
{
    bool bold = cell->attributes & ATTRIBUTE_BOLD && is_letter(cell->glyph);
    uint32_t hash = (cell->glyph * 2 + bold + cell->combine * 0x9E37U) * 0x9E3779B1U;
    if (painter->count > SLOTS / 2)
        forget(painter);
    for (uint32_t at = hash >> 20;; at = (at + 1) % SLOTS) {
        struct slot *slot = &painter->slots[at];
        if (!slot->cover) {
            *slot = (struct slot){cell->glyph, cell->combine, bold, cell->wide, NULL};
            slot->cover = make_cover(painter, slot);
            painter->count++;
        }
        if (slot->character == cell->glyph && slot->combine == cell->combine &&
            slot->bold == bold && slot->wide == cell->wide)
            return slot->cover;
    }
}

/* --- cells --- */

static void fill(color *pixels, int count, color c)
{
    for (int i = 0; i < count; i++)
        pixels[i] = c;
}

static void paint_ground(const struct painter *painter, color *pixels, int stride,
                         const struct svg_cell *cell)
{
    for (int y = 0; y < painter->height; y++)
        fill(pixels + y * stride, painter->width, cell->halves[y >= painter->width]);
}

static void paint_glyph(struct painter *painter, color *pixels, int stride,
                        const struct svg_cell *cell)
{
    const uint8_t *cover = cover_of(painter, cell);
    int width = painter->width * (cell->wide ? 2 : 1);
    for (int y = 0; y < painter->height; y++, pixels += stride, cover += width)
        for (int x = 0; x < width; x++)
            if (cover[x])
                pixels[x] = light_mix(pixels[x], cell->ink, cover[x] + (cover[x] >> 7));
}

static void paint_underline(const struct painter *painter, color *pixels, int stride,
                            const struct svg_cell *cell)
{
    int thick = painter->width >= GLYPH_CELL ? painter->width / GLYPH_CELL : 1;
    for (int y = painter->height - 2 * thick; y < painter->height - thick; y++)
        fill(pixels + y * stride, painter->width * (cell->wide ? 2 : 1), cell->ink);
}

static color *place_of(const struct painter *painter, const struct image *image, int column,
                       int row)
{
    return image->pixels +
           ((ptrdiff_t)painter->width + (ptrdiff_t)row * painter->height) * image->width +
           (ptrdiff_t)(column + 1) * painter->width;
}

/* A plot as pixels, in those of its cells through which it is seen. */
static void paint_plate(const struct painter *painter, struct image *image,
                        const struct frame *frame, const struct plate *plate)
{
    const struct area *area = &plate->area;
    const struct raster *raster = plate->raster;
    if (raster->width != area->columns * painter->width ||
        raster->height != area->rows * painter->height)
        return; /* it is for cells of another size */
    for (int i = 0; i < area->columns * area->rows; i++) {
        int column = i % area->columns, row = i / area->columns;
        int there = (area->row + row) * frame->columns + area->column + column;
        if (area->column + column >= frame->columns || area->row + row >= frame->rows ||
            !(frame->cells[there].attributes & ATTRIBUTE_THROUGH))
            continue;
        color *to = place_of(painter, image, area->column + column, area->row + row);
        const color *from = raster->pixels + (ptrdiff_t)row * painter->height * raster->width +
                            (ptrdiff_t)column * painter->width;
        for (int y = 0; y < painter->height; y++)
            memcpy(to + (ptrdiff_t)y * image->width, from + (ptrdiff_t)y * raster->width,
                   (size_t)painter->width * sizeof *to);
    }
}

void painter_paint(struct painter *painter, struct image *image, const struct frame *frame)
{
    int count = frame->columns * frame->rows, stride = (frame->columns + 2) * painter->width;
    struct svg_cell *cells = memory_new((size_t)count, sizeof *cells);
    image_begin(image, stride, (frame->rows + 1) * painter->height);
    fill(image->pixels, (int)image_count(image), painter->ground.paper);
    for (int i = 0; i < count; i++) {
        cells[i] = svg_cell_of(frame, i, painter->ground);
        paint_ground(painter, place_of(painter, image, i % frame->columns, i / frame->columns),
                     stride, &cells[i]);
    }
    for (int i = 0; i < frame->plate_count; i++)
        paint_plate(painter, image, frame, &frame->plates[i]);
    for (int i = 0; i < count; i++) {
        color *pixels = place_of(painter, image, i % frame->columns, i / frame->columns);
        if (cells[i].glyph)
            paint_glyph(painter, pixels, stride, &cells[i]);
        if (cells[i].glyph && cells[i].attributes & ATTRIBUTE_UNDERLINE)
            paint_underline(painter, pixels, stride, &cells[i]);
    }
    free(cells);
}
