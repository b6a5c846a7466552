/* What is on a canvas becomes cells: the colours of the ground, and the ink that each cell shows.
 */

#include "canvas.h"

#include "inks.h"
#include "light.h"
#include "mark.h"
#include "raster_blocks.h"

#include "../base/memory.h"
#include "../base/stretch.h"

#include <string.h>

/* --- caps: how light the ground may be, softly rising round what needs it dark --- */

enum { CAP_NONE = 255 };
#define CAP_UNIT 0.0015F
/* How much lighter a contour is than its ground, on each theme. */
static const float contour_tints[] = {0.48F, -0.2F, -0.5F};

static int least(int a, int b)
{
    return a < b ? a : b;
}

static uint8_t lesser(uint8_t a, uint8_t b)
{
    return a < b ? a : b;
}

static uint8_t greater(uint8_t a, uint8_t b)
{
    return a > b ? a : b;
}

/* So many at a time that a compiler makes one operation of them. What is read may have risen before
 * or not: it is the same in the end. */
static void rise_from(uint8_t *caps, const uint8_t *before, int count, int step)
{
    enum { MANY = 16 };
    uint8_t by = (uint8_t)step, most = (uint8_t)(CAP_NONE - step), many[MANY];
    int i = 0;
    for (; i + MANY <= count; i += MANY) {
        const uint8_t *to = caps + i, *from = before + i;
        for (int k = 0; k < MANY; k++)
            many[k] = lesser(to[k], (uint8_t)(lesser(from[k], most) + by));
        memcpy(caps + i, many, sizeof many);
    }
    for (; i < count; i++)
        caps[i] = lesser(caps[i], (uint8_t)(lesser(before[i], most) + by));
}

/* From the row before, NULL: there is none; then from the samples to both sides, by one, two, four
 * … of them. */
static void soften_row(uint8_t *caps, const uint8_t *before, int columns, int step)
{
    enum { REACH = 16, ACROSS = 45, ALONG = 32 };
    int first = stretch_end(caps, 0, columns, CAP_NONE), end = columns;
    if (before)
        first = least(first, stretch_end(before, 0, first, CAP_NONE));
    while (first < end && caps[end - 1] == CAP_NONE && (!before || before[end - 1] == CAP_NONE))
        end--;
    if (first == end)
        return;
    first = first > REACH ? first - REACH : 0, end = least(end + REACH, columns);
    int width = end - first, across = step * ACROSS / ALONG;
    caps += first;
    if (before) {
        rise_from(caps, before + first, width, step);
        rise_from(caps + 1, before + first, width - 1, across);
        rise_from(caps, before + first + 1, width - 1, across);
    }
    for (int by = 1; by < REACH && by < width && by * step < CAP_NONE; by *= 2) {
        rise_from(caps + by, caps, width - by, by * step);
        rise_from(caps, caps + by, width - by, by * step);
    }
}

/* The least cap that lets all of the ground through, contours included. Of 256 colours the nearest
 * may be lighter. */
static float cap_least(const struct canvas *canvas)
{
    float most = canvas->lightest * (1 + contour_tints[LIGHT_NONE]) * 1.001F / CAP_UNIT;
    return canvas->device.colors == COLORS_256 || most > CAP_NONE ? CAP_NONE : most + 1;
}

/* Where lines are, how light the ground may be below them. False: it is nowhere too light. */
static bool cap_inks(struct canvas *canvas, bool blocks)
{
    uint8_t caps[CANVAS_INKS] = {CAP_NONE};
    float none = cap_least(canvas);
    bool any = false;
    int columns = canvas->samples.columns, down = blocks ? 1 : canvas->samples.down;
    const uint8_t *inks = blocks ? canvas->inks : canvas->tops; /* a block is a sample */
    for (int i = 1; i < canvas->ink_count; i++) {
        const struct canvas_ink *ink = &canvas->table[i];
        bool bare = ink->sign == INK_GRID || ink->sign == INK_BARE;
        float cap = ((light_of(ink->color) + 0.05F) / ink_contrast(&canvas->device, ink) - 0.05F) /
                    CAP_UNIT;
        caps[i] = (uint8_t)(bare || cap >= none ? CAP_NONE : cap < 2 ? 2 : cap);
        any |= caps[i] != CAP_NONE;
    }
    for (int row = 0; any && row < canvas->samples.rows; row++) {
        const uint8_t *from = inks + row / down * columns;
        uint8_t *to = canvas->caps + row * columns;
        for (struct stretch some = {0}; stretch_next(from, columns, &some);)
            for (int x = some.from; x < some.to; x++)
                to[x] = caps[from[x]];
    }
    return any;
}

/* Small samples rise less from one to the next. */
static void make_caps(struct canvas *canvas)
{
    bool blocks = canvas_mode(canvas)->kind == LINES_OF_BLOCKS;
    int columns = canvas->samples.columns, rows = canvas->samples.rows, step = blocks ? 16 : 32;
    memset(canvas->caps, CAP_NONE, (size_t)columns * (size_t)rows);
    if (canvas->device.light || canvas->device.vectors)
        return;
    if (!cap_inks(canvas, blocks))
        return;
    for (int row = 0; row < rows; row++)
        soften_row(canvas->caps + row * columns, row ? canvas->caps + (row - 1) * columns : NULL,
                   columns, step);
    for (int row = rows - 2; row >= 0; row--)
        soften_row(canvas->caps + row * columns, canvas->caps + (row + 1) * columns, columns, step);
}

/* --- ground --- */

/* The first sample of a cell; the others are to the right of it and in the rows below. */
static int sample_of(const struct canvas *canvas, int column, int row)
{
    const struct samples *samples = &canvas->samples;
    return row * samples->down * samples->columns + column * samples->across;
}

static bool has_ground(const struct canvas *canvas, int column, int row)
{
    const struct samples *samples = &canvas->samples;
    const color *ground = canvas->ground + sample_of(canvas, column, row);
    if (!canvas->has_ground || !canvas->has_holes)
        return canvas->has_ground;
    bool any = ground[0] != COLOR_DEFAULT;
    for (int y = 0; !any && y < samples->down; y++, ground += samples->columns)
        for (int x = 0; x < samples->across; x++)
            any |= ground[x] != COLOR_DEFAULT;
    return any;
}

/* The field as it is seen: with contours and shadows, and no lighter than it may be. */
static color ground_at(const struct canvas *canvas, int at)
{
    const struct device *device = &canvas->device;
    color ground = canvas->ground[at];
    unsigned tint = canvas->tint[at], shadow = canvas->shadow[at], capped = canvas->caps[at];
    if (ground & COLOR_DEFAULT)
        return device->theme->roles[ROLE_GROUND];
    if (!tint && !shadow && capped == CAP_NONE)
        return ground;
    float cap = capped == CAP_NONE ? 1 : (float)capped * CAP_UNIT, factor = 1;
    if (tint || shadow)
        factor = (1 + contour_tints[device->light] * (float)tint / 255) *
                 (1 - (device->light ? 0.3F : 0.7F) * (float)shadow / 255);
    ground = light_cap(ground, factor, cap);
    return device->colors == COLORS_256 ? ink_darkened(ground, cap) : ground;
}

/* The ground in the upper half of a cell (0), or the lower one (1). */
static color half_at(const struct canvas *canvas, int column, int row, int half)
{
    const struct samples *samples = &canvas->samples;
    int at = sample_of(canvas, column, row) + half * (samples->down - 1) * samples->columns;
    color ground = ground_at(canvas, at);
    return samples->across > 1 ? light_mix(ground, ground_at(canvas, at + 1), 128) : ground;
}

/* Of 256 colours one that is among them. */
color composed_ground(const struct canvas *canvas, int column, int row)
{
    const struct cell_size *pixels = &canvas->device.pixels;
    if (pixels->width && canvas->raster->has_field)
        return raster_mean(canvas->raster,
                           (struct box){column * pixels->width, row * pixels->height,
                                        (column + 1) * pixels->width, (row + 1) * pixels->height});
    if (!has_ground(canvas, column, row))
        return COLOR_DEFAULT;
    color upper = half_at(canvas, column, row, 0);
    return canvas->device.colors == COLORS_256
               ? upper
               : light_mix(upper, half_at(canvas, column, row, 1), 128);
}

/* --- glyphs of lines --- */

/* The points of a cell that are inked, the upper left one in bit 0; a grid steps back. */
static unsigned mask_at(const struct canvas *canvas, int column, int row, int top)
{
    const struct lines_row *mode = canvas_mode(canvas);
    const uint8_t *inks = canvas->inks + row * mode->down * canvas->width + column * mode->across;
    bool grid = canvas->table[top].sign == INK_GRID;
    unsigned mask = 0;
    for (int y = 0, bit = 0; y < mode->down; y++, inks += canvas->width)
        for (int x = 0; x < mode->across; x++, bit++)
            mask |= (inks[x] && (grid || canvas->table[inks[x]].sign != INK_GRID) ? 1U : 0U) << bit;
    return mask;
}

static uint32_t braille(unsigned mask)
{
    return 0x2800 + ((mask & 1) | (mask & 2) << 2 | (mask & 4) >> 1 | (mask & 8) << 1 |
                     (mask & 16) >> 2 | (mask & 0xE0));
}

/* Both points of a cell as one sign: each ball has its own, so that two can be told apart. */
static uint32_t letter(unsigned mask, int owner)
{
    static const char *const signs[] = {"'.:", "`,;", "^_=", "~-="};
    return (uint32_t)signs[owner < 0 ? 0 : owner % 4][mask - 1];
}

static uint32_t box(unsigned sides)
{
    static const uint32_t lines[16] = {0xB7,   0x2502, 0x2500, 0x2514, 0x2502, 0x2502,
                                       0x250C, 0x251C, 0x2500, 0x2518, 0x2500, 0x2534,
                                       0x2510, 0x2524, 0x252C, 0x253C};
    return lines[sides & 15];
}

static uint32_t line_glyph(const struct canvas *canvas, int column, int row, int top)
{
    const struct canvas_ink *ink = &canvas->table[top];
    const struct lines_row *mode = canvas_mode(canvas);
    bool coarse = mode->kind == LINES_OF_BOX || mode->kind == LINES_OF_LETTERS;
    if (ink->sign == MARK_HIGHER && (coarse || canvas->device.colors == COLORS_MONO))
        return '!';
    if (ink->sign && ink->sign < INK_BARE && coarse)
        return '*';
    if (mode->kind == LINES_OF_BOX)
        return box(canvas->sides[canvas_cell(canvas, column, row)]);
    unsigned mask = mask_at(canvas, column, row, top);
    return mode->kind == LINES_OF_LETTERS  ? letter(mask, ink->owner)
           : mode->kind == LINES_OF_BLOCKS ? blocks_glyph(mask, mode->across * mode->down)
                                           : braille(mask);
}

/* --- cells --- */

static bool is_plain(const struct canvas *canvas, int first)
{
    const struct samples *samples = &canvas->samples;
    unsigned any = 0;
    for (int row = 0, at = first; row < samples->down; row++, at += samples->columns)
        any |= (unsigned)canvas->inks[at] | canvas->inks[at + 1] | canvas->tint[at] |
               canvas->tint[at + 1] | canvas->shadow[at] | canvas->shadow[at + 1];
    return any == 0;
}

/* Each point of a cell in the colour that it has, then the two best; false: there is nothing but
 * the field, which two halves show as well. */
static bool show_blocks(const struct canvas *canvas, struct cell *cell, int column, int row)
{
    const struct samples *samples = &canvas->samples;
    int first = sample_of(canvas, column, row), count = samples->across * samples->down;
    color colors[BLOCKS_MAX];
    if (is_plain(canvas, first))
        return false;
    for (int i = 0, at = first; i < count; at += i % 2 ? samples->columns - 1 : 1, i++) {
        int ink = canvas->inks[at];
        colors[i] = ground_at(canvas, at);
        if (ink)
            colors[i] = ink_on_field(&canvas->device, &canvas->table[ink], colors[i]);
    }
    blocks_fit(cell, colors, count);
    return true;
}

static void show_ground(const struct canvas *canvas, struct cell *cell, int column, int row)
{
    color upper = half_at(canvas, column, row, 0), lower = half_at(canvas, column, row, 1);
    if (canvas->device.unicode && upper != lower)
        *cell = (struct cell){0x2580, 0, upper, lower, 0};
    else
        *cell = (struct cell){' ', 0, upper, light_mix(upper, lower, 128), 0};
}

static void show_line(const struct canvas *canvas, struct cell *cell, int column, int row, int top)
{
    const struct canvas_ink *ink = &canvas->table[top];
    color ground = composed_ground(canvas, column, row);
    cell->glyph = line_glyph(canvas, column, row, top);
    cell->combine = cell->attributes = 0;
    if (ground == COLOR_DEFAULT) {
        cell->fg = ink_on_plain(&canvas->device, ink);
        if (ink->sign == INK_GRID && canvas->device.colors <= COLORS_8)
            cell->attributes = ATTRIBUTE_DIM;
        return;
    }
    bool stains = canvas->device.colors != COLORS_256 && ink->sign != INK_BARE;
    cell->bg = stains ? ink_stain(ink, ground) : ground;
    cell->fg = ink_on_field(&canvas->device, ink, ground);
}

static void show_cell(const struct canvas *canvas, struct cell *cell, int column, int row)
{
    bool field = has_ground(canvas, column, row), vectors = canvas->device.vectors;
    int top = canvas->tops[canvas_cell(canvas, column, row)];
    bool blocks = field && !vectors && canvas_mode(canvas)->kind == LINES_OF_BLOCKS;
    if (blocks && show_blocks(canvas, cell, column, row))
        return;
    if (top && !vectors)
        show_line(canvas, cell, column, row, top);
    else if (field)
        show_ground(canvas, cell, column, row);
}

/* The topmost ink of each cell; most points have none. */
static void find_tops(struct canvas *canvas)
{
    const struct lines_row *mode = canvas_mode(canvas);
    int columns = canvas->area.columns, shift = mode->across - 1; /* it is 1 or 2 */
    uint8_t taken[CANVAS_INKS] = {CELL_FREE};
    memset(canvas->tops, 0, (size_t)columns * (size_t)canvas->area.rows);
    for (int y = 0; y < canvas->height; y++) {
        const uint8_t *inks = canvas->inks + y * canvas->width;
        uint8_t *tops = canvas->tops + y / mode->down * columns;
        for (struct stretch some = {0}; stretch_next(inks, canvas->width, &some);)
            for (int x = some.from; x < some.to; x++)
                tops[x >> shift] = greater(tops[x >> shift], inks[x]);
    }
    for (int i = 1; i < canvas->ink_count; i++)
        taken[i] = canvas->table[i].owner < 0 ? CELL_LINED : CELL_TAKEN;
    for (int i = 0; i < columns * canvas->area.rows; i++)
        canvas->taken[i] = taken[canvas->tops[i]];
}

/* --- from one time to the next: of a field only the rows that differ are composed anew --- */

static uint64_t mix(uint64_t sum, const void *bytes, size_t count)
{
    enum { LANES = 4 }; /* that need not wait for each other */
    const uint64_t turn = 0x9E3779B97F4A7C15U;
    const uint8_t *at = bytes;
    uint64_t lanes[LANES] = {sum, 1, 2, 3}, words[LANES];
    for (; count >= sizeof words; at += sizeof words, count -= sizeof words) {
        memcpy(words, at, sizeof words);
        for (int i = 0; i < LANES; i++)
            lanes[i] = (lanes[i] << 5 ^ lanes[i] >> 59 ^ words[i]) * turn;
    }
    sum = lanes[0];
    for (int i = 1; i < LANES; i++)
        sum = (sum << 5 ^ sum >> 59 ^ lanes[i]) * turn;
    for (uint64_t word; count >= sizeof word; at += sizeof word, count -= sizeof word) {
        memcpy(&word, at, sizeof word);
        sum = (sum << 5 ^ sum >> 59 ^ word) * turn;
    }
    for (; count > 0; count--)
        sum = (sum << 5 ^ sum >> 59 ^ *at++) * turn;
    return sum;
}

/* A number that tells a row of cells from what it was before. */
static uint64_t sum_of(const struct canvas *canvas, int row)
{
    const struct device *device = &canvas->device;
    const uint64_t look[] = {device->lines, device->colors, device->unicode, device->light,
                             device->vectors};
    const struct samples *samples = &canvas->samples;
    size_t points = (size_t)canvas_mode(canvas)->down * (size_t)canvas->width;
    size_t count = (size_t)samples->down * (size_t)samples->columns, at = (size_t)row * count;
    uint64_t sum = mix(1, look, sizeof look);
    sum = mix(sum, canvas->table + 1, (size_t)(canvas->ink_count - 1) * sizeof *canvas->table);
    sum = mix(sum, canvas->inks + (size_t)row * points, points);
    sum = mix(sum, canvas->sides + canvas_cell(canvas, 0, row), (size_t)canvas->area.columns);
    sum = mix(sum, canvas->ground + at, count * sizeof *canvas->ground);
    sum = mix(sum, canvas->tint + at, count);
    sum = mix(sum, canvas->shadow + at, count);
    return mix(sum, canvas->caps + at, count);
}

static void show_row(struct canvas *canvas, struct frame *frame, int row, bool keep)
{
    const struct area *area = &canvas->area;
    uint64_t sum = keep ? sum_of(canvas, row) : 0;
    struct cell *kept = keep ? canvas->cells + canvas_cell(canvas, 0, row) : NULL;
    bool same = keep && sum == canvas->sums[row];
    for (int column = 0; column < area->columns; column++) {
        struct cell *cell = frame_cell(frame, area->column + column, area->row + row);
        if (same)
            memcpy(cell, &kept[column], sizeof *cell);
        else
            show_cell(canvas, cell, column, row);
        if (keep && !same)
            memcpy(&kept[column], cell, sizeof *cell);
    }
    canvas->sums[row] = sum;
}

/* What stands there stays, and the picture is seen around it. */
static void open_cells(const struct canvas *canvas, struct frame *frame)
{
    const struct area *area = &canvas->area;
    for (int row = area->row; row < area->row + area->rows; row++)
        for (int column = area->column; column < area->column + area->columns; column++)
            frame_cell(frame, column, row)->attributes |= ATTRIBUTE_THROUGH;
}

void compose(struct canvas *canvas, struct frame *frame)
{
    bool keep = canvas->has_ground && !canvas->has_holes;
    find_tops(canvas);
    if (canvas->device.pixels.width) {
        open_cells(canvas, frame);
        return;
    }
    if (canvas->has_ground)
        make_caps(canvas);
    if (keep && !area_equal(&canvas->kept, &canvas->area)) {
        size_t count = (size_t)canvas->area.columns * (size_t)canvas->area.rows;
        canvas->cells = memory_resize(canvas->cells, count, sizeof *canvas->cells);
        canvas->kept = canvas->area;
        memset(canvas->sums, 0, sizeof canvas->sums);
    }
    for (int row = 0; row < canvas->area.rows; row++)
        show_row(canvas, frame, row, keep);
}
