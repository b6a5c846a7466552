#include "glyph_cover.h"

#include "glyph_box.h"
#include "glyphs.h"

#include "../draw/mark.h"
#include "../draw/raster_area.h"

#include <math.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

/* --- marks of balls --- */

static const struct mark_row *find_mark(uint32_t character, bool *hollow)
{
    static const int others[] = {MARK_START, MARK_MINIMUM, MARK_DATUM};
    int count = MARK_BALLS + (int)(sizeof others / sizeof *others);
    for (int i = 0; i < count; i++) {
        int mark = i < MARK_BALLS ? i : others[i - MARK_BALLS];
        const struct mark_row *row = mark_row(mark);
        *hollow = row->hollow == character;
        if (row->glyph == character || *hollow)
            return row;
    }
    return NULL;
}

/* As large as it can be, but for those that are smaller than balls. */
static double radius_of(const struct cover *cell, const struct mark_row *row)
{
    double most = 100, half = 0.47 * fmin(cell->width, cell->height / 2.0),
           ball = (double)mark_row(MARK_BALL)->radius;
    for (int i = 0; i < 2 * row->outline->count; i++)
        most = fmax(most, abs(row->outline->corners[i]));
    return half * 100 / most * ((double)row->radius / ball);
}

/* The outline; of a hollow mark also, the other way round, that of its hole. */
static void paint_mark(struct cover *cell, const struct mark_row *row, bool hollow)
{
    struct point corners[2 * MARK_CORNERS_MAX + 2];
    const struct outline *outline = row->outline;
    int count = outline->count + 1, all = hollow ? 2 * count : count;
    double radius = radius_of(cell, row);
    double hole = (radius - fmax(1, 0.13 * cell->width) * 1.2) / radius;
    for (int i = 0; i < all; i++) {
        int turn = i < count ? i : 2 * count - 1 - i; /* the last corner is the first one */
        const int8_t *corner = outline->corners + (ptrdiff_t)2 * (turn < outline->count ? turn : 0);
        double size = (i < count ? 1 : hole) * radius / 100;
        corners[i] = (struct point){cell->width / 2.0 + corner[0] * size,
                                    cell->height / 2.0 + corner[1] * size};
    }
    raster_area(cell, corners, all, 255);
}

/* --- letters --- */

static int order(const void *key, const void *row)
{
    uint32_t wanted = *(const uint32_t *)key, character = ((const struct glyph *)row)->character;
    return wanted < character ? -1 : wanted > character;
}

static const struct glyph *find_letter(uint32_t character)
{
    return bsearch(&character, glyphs, (size_t)glyph_count, sizeof *glyphs, order);
}

/* A picture of two colours, which is made larger step by step. */
enum { LARGER = 8, FINE_WIDTH = GLYPH_WIDTH * LARGER, FINE_HEIGHT = GLYPH_HEIGHT * LARGER };
struct bitmap {
    int width, height;
    bool set[FINE_WIDTH * FINE_HEIGHT];
};

static bool is_set(const struct bitmap *bitmap, int x, int y)
{
    return x >= 0 && y >= 0 && x < bitmap->width && y < bitmap->height &&
           bitmap->set[y * bitmap->width + x];
}

static struct bitmap bitmap_of(const struct glyph *glyph)
{
    struct bitmap bitmap = {.width = GLYPH_WIDTH, .height = GLYPH_HEIGHT};
    for (int i = 0; i < GLYPH_WIDTH * GLYPH_HEIGHT; i++)
        bitmap.set[i] = glyph->rows[i / 64] >> (63 - i % 64) & 1;
    return bitmap;
}

/* Each pixel becomes four; one of them takes the colour of the two beside it where they have the
 * same, and the other two have not: so slopes become slopes (EPX). */
static struct bitmap enlarge(const struct bitmap *from)
{
    struct bitmap large = {.width = 2 * from->width, .height = 2 * from->height};
    for (int y = 0; y < large.height; y++)
        for (int x = 0; x < large.width; x++) {
            int right = x % 2 ? 1 : -1, down = y % 2 ? 1 : -1;
            bool beside = is_set(from, x / 2 + right, y / 2);
            bool other = is_set(from, x / 2 - right, y / 2);
            bool above = is_set(from, x / 2, y / 2 + down);
            bool below = is_set(from, x / 2, y / 2 - down);
            bool turns = beside == above && beside != below && above != other;
            large.set[y * large.width + x] = turns ? beside : is_set(from, x / 2, y / 2);
        }
    return large;
}

/* What of a picture is in a part of it, 0 … 255. */
static int share(const struct bitmap *bitmap, double left, double top, double right, double bottom)
{
    double sum = 0;
    for (int y = (int)top; y < bottom; y++)
        for (int x = (int)left; x < right; x++)
            if (is_set(bitmap, x, y))
                sum += (fmin(right, x + 1) - fmax(left, x)) * (fmin(bottom, y + 1) - fmax(top, y));
    return (int)(255 * sum / ((right - left) * (bottom - top)) + 0.5);
}

/* In the middle of the cell; with the room between letters at their right. */
static void paint_letter(struct cover *cell, const struct glyph *glyph)
{
    struct bitmap bitmap = bitmap_of(glyph);
    int across = 2 * cell->width < cell->height ? cell->width : cell->height / 2;
    int width = across * GLYPH_WIDTH / GLYPH_CELL;
    int height = 2 * width, top = (cell->height - height) / 2;
    for (int by = 1; by < LARGER && width > GLYPH_WIDTH; by *= 2)
        bitmap = enlarge(&bitmap);
    double size = (double)bitmap.width / width;
    for (int y = 0; y < height; y++)
        for (int x = 0; x < width; x++) {
            uint8_t *covered = &cell->cover[(y + top) * cell->width + x];
            int is = share(&bitmap, x * size, y * size, (x + 1) * size, (y + 1) * size);
            *covered = (uint8_t)(is > *covered ? is : *covered);
        }
}

static void paint_frame(struct cover *cell)
{
    struct stroke stroke = {fmaxf(1, (float)cell->width / 9), 1};
    float left = 1.5F, right = (float)cell->width - 1.5F;
    float top = (float)cell->height / 6, bottom = (float)cell->height - top;
    const float corners[][2] = {{left, top}, {right, top}, {right, bottom}, {left, bottom}};
    for (int i = 0; i < 4; i++)
        raster_line(cell, &stroke, corners[i][0], corners[i][1], corners[(i + 1) % 4][0],
                    corners[(i + 1) % 4][1]);
}

void glyph_cover(struct cover *cell, uint32_t character)
{
    bool hollow;
    const struct mark_row *mark = find_mark(character, &hollow);
    const struct glyph *letter = find_letter(character);
    if (mark)
        paint_mark(cell, mark, hollow);
    else if (!glyph_box(cell, character)) {
        if (letter)
            paint_letter(cell, letter);
        else
            paint_frame(cell);
    }
}

bool glyph_is_figure(uint32_t character)
{
    uint8_t pixels[GLYPH_CELL * 2 * GLYPH_CELL] = {0};
    struct cover cell = {GLYPH_CELL, 2 * GLYPH_CELL, pixels};
    bool hollow;
    return find_mark(character, &hollow) || glyph_box(&cell, character);
}

bool glyph_is_known(uint32_t character)
{
    return find_letter(character) || glyph_is_figure(character);
}
