#include "frame_pixels.h"

#include "glyph_cover.h"
#include "glyph_font.h"
#include "svg_cell.h"

#include "../base/memory.h"
#include "../draw/light.h"
#include "../draw/raster.h"
#include "../draw/theme.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

struct cell_size frame_pixels_cell(double scale)
{
    int cell = (int)(GLYPH_CELL * scale + 0.5);
    cell = cell < 4 ? 4 : cell;
    return (struct cell_size){cell, 2 * cell};
}

bool frame_pixels_size(const struct frame_pixels_options *options, int *width, int *height,
                       struct error *error)
{
    *width = (options->columns + 2) * options->cell.width;
    *height = (options->rows + 1) * options->cell.height;
    if ((int64_t)*width * *height <= IMAGE_PIXELS_MAX)
        return true;
    return error_at(error, ERROR_NO_PLACE,
                    "a picture of %dx%d pixels is too large: take a smaller --size or --scale",
                    *width, *height);
}

color frame_pixels_ground(enum light light)
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
    int columns, rows, width, height; /* width and height are a cell's */
    struct glyph_font *font;          /* NULL: the letters are the program's own */
    struct slot slots[SLOTS];
    int count;
};

struct painter *painter_new(const struct frame_pixels_options *options, struct error *error)
{
    struct glyph_font *font;
    if (!glyph_font_open(&font, options->font, options->cell, error))
        return NULL;

    const struct theme *theme = theme_of(COLORS_DIRECT, options->light);
    struct painter *painter = memory_new(1, sizeof *painter);
    painter->ground = (struct svg_ground){theme->roles[ROLE_TEXT], theme->roles[ROLE_GROUND]};
    painter->columns = options->columns;
    painter->rows = options->rows;
    painter->width = options->cell.width;
    painter->height = options->cell.height;
    painter->font = font;
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
    glyph_font_free(painter->font);
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

/* As the font has it; of another font only what would be a frame. */
static bool write_letter(struct glyph_font *font, struct cover *cell, const struct slot *slot)
{
    const struct letter letter = {slot->character, slot->combine, slot->bold};
    return !glyph_is_figure(slot->character) &&
           (glyph_font_cover(font, cell, &letter, false) ||
            (!glyph_is_known(slot->character) && glyph_font_cover(font, cell, &letter, true)));
}

static uint8_t *make_cover(const struct painter *painter, const struct slot *slot)
{
    int width = painter->width * (slot->wide ? 2 : 1);
    size_t size = (size_t)width * (size_t)painter->height;
    uint8_t *pixels = memory_new(size, 1);
    struct cover cell = {width, painter->height, pixels};
    if (painter->font && slot->character >= ' ' && write_letter(painter->font, &cell, slot))
        return pixels;
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
        fill(pixels + y * stride, painter->width, cell->halves[2 * y >= painter->height]);
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
    return image->pixels + (painter->height / 2 + (ptrdiff_t)row * painter->height) * image->width +
           (ptrdiff_t)(column + 1) * painter->width;
}

static bool is_inside(const struct painter *painter, const struct frame *frame, int column, int row)
{
    return column < frame->columns && row < frame->rows && column < painter->columns &&
           row < painter->rows;
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
        int right = i % area->columns, down = i / area->columns;
        int column = area->column + right, row = area->row + down;
        if (!is_inside(painter, frame, column, row) ||
            !(frame->cells[row * frame->columns + column].attributes & ATTRIBUTE_THROUGH))
            continue;
        color *to = place_of(painter, image, column, row);
        const color *from = raster->pixels + (ptrdiff_t)down * painter->height * raster->width +
                            (ptrdiff_t)right * painter->width;
        for (int y = 0; y < painter->height; y++)
            memcpy(to + (ptrdiff_t)y * image->width, from + (ptrdiff_t)y * raster->width,
                   (size_t)painter->width * sizeof *to);
    }
}

/* In pixels; what would leave the picture stays. */
static ptrdiff_t shift_of(const struct painter *painter, const struct image *image, int i,
                          const struct nudge *nudge, int columns)
{
    int right = (int)lround(nudge->right * painter->width);
    int down = (int)lround(nudge->down * painter->height);
    int x = (i % columns + 1) * painter->width + right;
    int y = painter->height / 2 + i / columns * painter->height + down;
    right = x < 0 || x + painter->width > image->width ? 0 : right;
    down = y < 0 || y + painter->height > image->height ? 0 : down;
    return (ptrdiff_t)down * image->width + right;
}

/* How far a place is from a line between two others. */
static double distance(double x, double y, const struct hairline *line)
{
    double along_x = line->x1 - line->x0, along_y = line->y1 - line->y0;
    double square = along_x * along_x + along_y * along_y;
    double part = square > 0 ? ((x - line->x0) * along_x + (y - line->y0) * along_y) / square : 0;
    part = part < 0 ? 0 : part > 1 ? 1 : part;
    return hypot(x - line->x0 - part * along_x, y - line->y0 - part * along_y);
}

/* On a whole pixel, so that an upright or level line has sharp sides. */
static double sharpen(double pixels, int thick)
{
    return thick % 2 ? floor(pixels) + 0.5 : floor(pixels + 0.5);
}

/* A pixel of the smallest picture wide. */
static void paint_hairline(const struct painter *painter, struct image *image,
                           const struct hairline *hairline)
{
    int thick = painter->width >= GLYPH_CELL ? painter->width / GLYPH_CELL : 1;
    const struct hairline line = {sharpen((hairline->x0 + 1) * painter->width, thick),
                                  sharpen((hairline->y0 + 0.5) * painter->height, thick),
                                  sharpen((hairline->x1 + 1) * painter->width, thick),
                                  sharpen((hairline->y1 + 0.5) * painter->height, thick),
                                  hairline->color};
    int left = (int)fmin(line.x0, line.x1) - thick, right = (int)fmax(line.x0, line.x1) + thick;
    int top = (int)fmin(line.y0, line.y1) - thick, bottom = (int)fmax(line.y0, line.y1) + thick;
    for (int y = top < 0 ? 0 : top; y <= bottom && y < image->height; y++)
        for (int x = left < 0 ? 0 : left; x <= right && x < image->width; x++) {
            color *pixel = &image->pixels[(ptrdiff_t)y * image->width + x];
            double covered = thick / 2.0 + 0.5 - distance(x + 0.5, y + 0.5, &line);
            covered = covered > 1 ? 1 : covered;
            if (covered > 0)
                *pixel = light_mix(*pixel, line.color, (unsigned int)(covered * 256));
        }
}

static color *glyph_place(const struct painter *painter, const struct image *image,
                          const struct frame *frame, int i)
{
    color *pixels = place_of(painter, image, i % frame->columns, i / frame->columns);
    const struct nudge *nudge = frame_nudged(frame, i);
    return pixels + (nudge ? shift_of(painter, image, i, nudge, frame->columns) : 0);
}

/* The ground around the strokes of a letter that stands over a plot: its lines end there, and do
 * not strike words through. */
static void paint_halo(struct painter *painter, struct image *image, const struct frame *frame,
                       int i)
{
    struct svg_cell cell = svg_cell_of(frame, i, painter->ground);
    if (!cell.glyph || !(frame->cells[i].attributes & ATTRIBUTE_THROUGH))
        return;
    const uint8_t *cover = cover_of(painter, &cell);
    int width = painter->width * (cell.wide ? 2 : 1), far = (3 * painter->width + 8) / 16;
    color *pixels = glyph_place(painter, image, frame, i);
    for (int y = -far; y < painter->height + far; y++)
        for (int x = -far; x < width + far; x++) {
            unsigned int most = 0;
            for (int down = -far; down <= far; down++)
                for (int right = -far; right <= far; right++) {
                    int column = x + right, row = y + down;
                    bool inside =
                        column >= 0 && column < width && row >= 0 && row < painter->height;
                    if (inside && right * right + down * down <= far * far &&
                        cover[row * width + column] > most)
                        most = cover[row * width + column];
                }
            color *pixel = pixels + (ptrdiff_t)y * image->width + x;
            if (most > 0 && pixel >= image->pixels && pixel < image->pixels + image_count(image))
                *pixel = light_mix(*pixel, cell.halves[0], most + (most >> 7));
        }
}

/* The second column of a wide one may be cut off: it is in the margin then. */
static void paint_ink(struct painter *painter, struct image *image, const struct frame *frame,
                      int i)
{
    struct svg_cell cell = svg_cell_of(frame, i, painter->ground);
    color *pixels = glyph_place(painter, image, frame, i);
    if (cell.glyph)
        paint_glyph(painter, pixels, image->width, &cell);
    if (cell.glyph && cell.attributes & ATTRIBUTE_UNDERLINE)
        paint_underline(painter, pixels, image->width, &cell);
}

void painter_paint(struct painter *painter, struct image *image, const struct frame *frame)
{
    int count = frame->columns * frame->rows;
    image_begin(image, (painter->columns + 2) * painter->width,
                (painter->rows + 1) * painter->height);
    fill(image->pixels, (int)image_count(image), painter->ground.paper);
    for (int i = 0; i < count; i++) {
        int column = i % frame->columns, row = i / frame->columns;
        struct svg_cell cell = svg_cell_of(frame, i, painter->ground);
        if (is_inside(painter, frame, column, row))
            paint_ground(painter, place_of(painter, image, column, row), image->width, &cell);
    }
    for (int i = 0; i < frame->plate_count; i++)
        paint_plate(painter, image, frame, &frame->plates[i]);
    for (int i = 0; i < frame->hairline_count; i++)
        paint_hairline(painter, image, &frame->hairlines[i]);
    for (int i = 0; i < count && frame->plate_count > 0; i++)
        if (is_inside(painter, frame, i % frame->columns, i / frame->columns))
            paint_halo(painter, image, frame, i);
    for (int i = 0; i < count; i++)
        if (is_inside(painter, frame, i % frame->columns, i / frame->columns))
            paint_ink(painter, image, frame, i);
}
