/* What is on a canvas becomes cells: the colours of the ground, the ink that each cell shows, then
 * marks and labels. */

#include "canvas.h"
#include "labels.h"
#include "light.h"
#include "mark.h"
#include "raster_blocks.h"

#include "../base/text.h"

#include <math.h>
#include <string.h>

/* --- ages --- */

static const struct age_row {
    float share, want; /* of the ink's own light; the contrast that it has at least */
    unsigned over,
        hold;       /* 256ths: the ink's share in what is seen on a dark field, on a light one */
    unsigned plain; /* the same where there is no field */
} ages[AGE_COUNT] = {
    [AGE_NEWEST] = {1, 3.15F, 256, 256, 256},    [AGE_NEW] = {0.88F, 2.8F, 252, 250, 225},
    [AGE_RECENT] = {0.75F, 2.4F, 248, 243, 192}, [AGE_OLD] = {0.6F, 2.1F, 244, 236, 154},
    [AGE_OLDEST] = {0.5F, 1.9F, 240, 230, 128},
};
static const float stain = 0.15F;     /* of the ink, on the ground round its dots */
static const float mark_contrast = 4; /* of a mark on its ground */

/* --- caps: how light the ground may be, softly rising round what needs it dark --- */

enum { CAP_NONE = 255, CAP_STEP = 32, CAP_DIAGONAL = 45, REACH = 4 };
#define CAP_UNIT 0.0015F
#define CASING 1.5F /* blocks that a line covers in part need a darker ground */

static uint8_t cap_for(color ink, float want)
{
    float cap = ((light_of(ink) + 0.05F) / want - 0.05F) / CAP_UNIT;
    return (uint8_t)(cap < 2 ? 2 : cap > CAP_NONE - 1 ? CAP_NONE - 1 : cap);
}

/* The first sample of a cell; the others are to the right of it and in the rows below. */
static int sample_of(const struct canvas *canvas, int column, int row)
{
    const struct samples *samples = &canvas->samples;
    return row * samples->down * samples->columns + column * samples->across;
}

static void cap_cell(struct canvas *canvas, int column, int row, uint8_t cap)
{
    const struct samples *samples = &canvas->samples;
    uint8_t *caps = canvas->caps + sample_of(canvas, column, row);
    for (int i = 0; i < samples->across * samples->down; i++) {
        uint8_t *at = &caps[i / samples->across * samples->columns + i % samples->across];
        *at = cap < *at ? cap : *at;
    }
}

static int least(int a, int b)
{
    return a < b ? a : b;
}

/* Two passes over the distances to the nearest cap. */
static void soften(uint8_t *caps, int columns, int rows)
{
    for (int y = 1; y < rows; y++)
        for (int x = 1; x < columns - 1; x++) {
            uint8_t *at = caps + y * columns + x, *up = at - columns;
            *at = (uint8_t)least(
                *at, least(least(at[-1], up[0]) + CAP_STEP, least(up[-1], up[1]) + CAP_DIAGONAL));
        }
    for (int y = rows - 2; y >= 0; y--)
        for (int x = columns - 2; x > 0; x--) {
            uint8_t *at = caps + y * columns + x, *low = at + columns;
            *at = (uint8_t)least(
                *at, least(least(at[1], low[0]) + CAP_STEP, least(low[-1], low[1]) + CAP_DIAGONAL));
        }
}

static void make_caps(struct canvas *canvas)
{
    const struct samples *samples = &canvas->samples;
    memset(canvas->caps, CAP_NONE, (size_t)samples->columns * (size_t)samples->rows);
    if (canvas->device.light || canvas->is_data || canvas->device.vectors)
        return;
    int first = canvas->area.rows, last = -1;
    uint8_t caps[CANVAS_INKS];
    float blocks = canvas_mode(canvas)->kind == LINES_OF_BLOCKS ? CASING : 1;
    for (int i = 1; i < canvas->ink_count; i++)
        caps[i] = cap_for(canvas->table[i].color, blocks * ages[canvas->table[i].age].want);
    for (int row = 0; row < canvas->area.rows; row++)
        for (int column = 0; column < canvas->area.columns; column++) {
            int ink = canvas->tops[canvas_cell(canvas, column, row)];
            if (!ink || canvas->table[ink].grid)
                continue;
            cap_cell(canvas, column, row, caps[ink]);
            first = first < row ? first : row;
            last = row;
        }
    /* no cap reaches farther than a few cells */
    first = first > REACH ? first - REACH : 0;
    last = last + REACH < canvas->area.rows ? last + REACH : canvas->area.rows - 1;
    if (first <= last)
        soften(canvas->caps + first * samples->down * samples->columns, samples->columns,
               (last - first + 1) * samples->down);
}

/* --- ground --- */

/* Of 256 colours only those of the field are taken: contours are a step lighter (on a light theme
 * darker), shadows a step darker, and none is lighter than it may be. */
static color step_of(const struct canvas *canvas, int at, float cap)
{
    int step = canvas->step_count - 1, aside = canvas->device.light ? -1 : 1;
    while (step > 1 && canvas->steps[step] != canvas->ground[at])
        step--;
    if (canvas->tint[at] > 127)
        step += step + aside < 1 || step + aside == canvas->step_count ? -aside : aside;
    if (canvas->shadow[at] > 127)
        step -= 1;
    step = step < 0 ? 0 : step < canvas->step_count ? step : canvas->step_count - 1;
    while (step > 0 && light_of(canvas->steps[step]) > cap)
        step--;
    return canvas->steps[step];
}

/* A sample of the field as it is seen: with contours and shadows, and no lighter than it may be. */
static color ground_at(const struct canvas *canvas, int at)
{
    color ground = canvas->ground[at];
    bool capped = canvas->caps[at] != CAP_NONE;
    if (!canvas->tint[at] && !canvas->shadow[at] && !capped)
        return ground & COLOR_DEFAULT ? canvas->device.theme->roles[ROLE_GROUND] : ground;
    if (ground & COLOR_DEFAULT)
        return canvas->device.theme->roles[ROLE_GROUND];
    float cap = capped ? canvas->caps[at] * CAP_UNIT : 1;
    if (canvas->step_count)
        return step_of(canvas, at, cap);
    float factor = 1 + (canvas->device.light ? -0.2F : 0.48F) * (float)canvas->tint[at] / 255;
    factor *= 1 - (canvas->device.light ? 0.3F : 0.7F) * (float)canvas->shadow[at] / 255;
    float light = light_of(ground) * factor;
    return light_scale(ground, light > cap ? factor * cap / light : factor);
}

static bool has_ground(const struct canvas *canvas, int column, int row)
{
    const struct samples *samples = &canvas->samples;
    if (!canvas->has_ground || !canvas->has_holes)
        return canvas->has_ground;
    const color *ground = canvas->ground + sample_of(canvas, column, row);
    for (int i = 0; i < samples->across * samples->down; i++)
        if (ground[i / samples->across * samples->columns + i % samples->across] != COLOR_DEFAULT)
            return true;
    return false;
}

/* The upper and the lower half of a cell, and both together. */
struct halves {
    color upper, lower, mean;
};

static struct halves halves_at(const struct canvas *canvas, int column, int row)
{
    int at = sample_of(canvas, column, row);
    int last = at + (canvas->samples.down - 1) * canvas->samples.columns;
    struct halves halves = {ground_at(canvas, at), ground_at(canvas, last), 0};
    if (canvas->samples.across > 1) {
        halves.upper = light_mix(halves.upper, ground_at(canvas, at + 1), 128);
        halves.lower = light_mix(halves.lower, ground_at(canvas, last + 1), 128);
    }
    halves.mean = canvas->step_count ? halves.upper : light_mix(halves.upper, halves.lower, 128);
    return halves;
}

/* --- inks --- */

struct look {
    color ink, ground;
};

/* So dark that the nearest of the 256 colours is dark enough, too. */
static color darkened(color ink, float wanted)
{
    for (int i = 0; i < 8 && light_of(color_of_256(color_to_256(ink))) > wanted; i++)
        ink = light_scale(ink, 0.85F);
    return ink;
}

/* An ink on the field: bright enough there, the older the less; the ground is stained by it, as a
 * dot is only a part of its place. On a light theme it is dark enough. */
static struct look on_field(const struct device *device, const struct canvas_ink *ink, color ground,
                            bool few)
{
    const struct age_row *age = &ages[ink->age];
    float light = light_of(ground), own = light_of(ink->color), ink_light = own;
    unsigned over = age->over;
    if (!device->light) {
        float low = age->want * (light + 0.05F) - 0.05F;
        if (own > low)
            ink_light = low + (own - low) * age->share * age->share;
    } else {
        bool blocks = lines_rows[device->lines].kind == LINES_OF_BLOCKS;
        float high = (light + 0.05F) / (blocks ? CASING * age->want : age->want) - 0.05F;
        float dark = high * 0.97F;
        ink_light = own < dark ? own : dark;
        ink_light += (dark - ink_light) * (1 - age->share);
        over = age->hold;
    }
    ink_light = ink_light > 0.003F ? ink_light : 0.003F;
    color seen = ink_light == own ? ink->color : light_set(ink->color, ink_light);
    if (few)
        return (struct look){device->light ? darkened(seen, ink_light) : seen, ground};
    color stained = light_set(ink->color, light > 0.002F ? light < 0.95F ? light : 0.95F : 0.002F);
    ground = light_mix(ground, stained, (unsigned)(256 * stain * age->share));
    return (struct look){light_mix(ground, seen, over), ground};
}

/* On the plain ground; what is the terminal's own colour gets the darker one of its hue. */
static color on_plain(const struct device *device, const struct canvas_ink *ink)
{
    enum { BRIGHT = 8 };
    bool old = ink->age >= AGE_RECENT;
    if (ink->color & COLOR_DEFAULT)
        return ink->color;
    if (ink->color & COLOR_ANSI_FLAG)
        return old && (ink->color & BRIGHT) && ink->color != COLOR_ANSI(BRIGHT)
                   ? ink->color & ~(color)BRIGHT
                   : ink->color;
    return light_mix(device->theme->roles[ROLE_GROUND], ink->color, ages[ink->age].plain);
}

/* --- glyphs of lines --- */

/* The points of a cell that are inked, the upper left one in bit 0; a grid steps back. */
static unsigned mask_at(const struct canvas *canvas, int column, int row, int top)
{
    const struct lines_row *mode = canvas_mode(canvas);
    unsigned mask = 0;
    for (int i = 0; i < mode->across * mode->down; i++) {
        int x = column * mode->across + i % mode->across;
        int y = row * mode->down + i / mode->across;
        int ink = canvas->inks[y * canvas->width + x];
        if (ink && (!canvas->table[ink].grid || canvas->table[top].grid))
            mask |= 1U << i;
    }
    return mask;
}

static uint32_t braille(unsigned mask)
{
    static const uint8_t bits[8] = {0x01, 0x08, 0x02, 0x10, 0x04, 0x20, 0x40, 0x80};
    uint32_t glyph = 0x2800;
    for (int i = 0; i < 8; i++)
        glyph |= mask >> i & 1 ? bits[i] : 0U;
    return glyph;
}

/* Both points of a cell as one sign: each ball has its own, so that two can be told apart. */
static uint32_t letter(unsigned mask, int owner)
{
    static const char *const signs[] = {"'.:", "`,;", "^_=", "~-="};
    return (uint32_t)signs[owner < 0 ? 0 : owner % 4][mask - 1];
}

static uint32_t box(const struct canvas *canvas, int column, int row)
{
    static const uint32_t lines[16] = {0xB7,   0x2502, 0x2500, 0x2514, 0x2502, 0x2502,
                                       0x250C, 0x251C, 0x2500, 0x2518, 0x2500, 0x2534,
                                       0x2510, 0x2524, 0x252C, 0x253C};
    return lines[canvas->cover[row * canvas->width + column] & 15];
}

static uint32_t line_glyph(const struct canvas *canvas, int column, int row, int top)
{
    const struct canvas_ink *ink = &canvas->table[top];
    enum lines_kind kind = canvas_mode(canvas)->kind;
    bool coarse = kind == LINES_OF_BOX || kind == LINES_OF_LETTERS;
    if (ink->sign == MARK_HIGHER && (coarse || canvas->device.colors == COLORS_MONO))
        return '!';
    if (ink->sign && coarse)
        return '*';
    unsigned mask = mask_at(canvas, column, row, top);
    return kind == LINES_OF_BOX       ? box(canvas, column, row)
           : kind == LINES_OF_LETTERS ? letter(mask, ink->owner)
           : kind == LINES_OF_BLOCKS
               ? blocks_glyph(mask, canvas_mode(canvas)->across * canvas_mode(canvas)->down)
               : braille(mask);
}

/* --- cells --- */

static bool is_touched(const struct canvas *canvas, int at)
{
    return canvas->tint[at] || canvas->shadow[at] || canvas->inks[at];
}

/* What a line half covers it covers wholly, nearly: a block has to stand out. */
enum { GAIN = 40 };

/* Each point of a cell in the colour that it has, then the two best; false: there is nothing but
 * the field, which two halves show as well. */
static bool show_blocks(const struct canvas *canvas, struct cell *cell, int column, int row)
{
    const struct samples *samples = &canvas->samples;
    int first = sample_of(canvas, column, row), count = samples->across * samples->down;
    color colors[BLOCKS_MAX];
    bool touched = false;
    for (int i = 0; i < count; i++)
        touched |= is_touched(canvas, first + i / 2 * samples->columns + i % 2);
    for (int i = 0; touched && i < count; i++) {
        int at = first + i / 2 * samples->columns + i % 2, ink = canvas->inks[at];
        colors[i] = ground_at(canvas, at);
        if (!ink)
            continue;
        struct look look = on_field(&canvas->device, &canvas->table[ink], colors[i], false);
        unsigned covered = canvas->cover[at] * (unsigned)GAIN / 16;
        colors[i] = light_mix(colors[i], look.ink, covered < 256 ? covered : 256);
    }
    if (touched)
        blocks_fit(cell, colors, count);
    return touched;
}

static void show_ground(const struct canvas *canvas, struct cell *cell, int column, int row)
{
    struct halves halves = halves_at(canvas, column, row);
    if (canvas->device.unicode && halves.upper != halves.lower)
        *cell = (struct cell){0x2580, 0, halves.upper, halves.lower, 0};
    else
        *cell = (struct cell){' ', 0, halves.mean, halves.mean, 0};
}

static void show_cell(const struct canvas *canvas, struct cell *cell, int column, int row)
{
    bool field = has_ground(canvas, column, row);
    int top = canvas->device.vectors ? 0 : canvas->tops[canvas_cell(canvas, column, row)];
    const struct canvas_ink *ink = &canvas->table[top];
    bool blocks = field && canvas_mode(canvas)->kind == LINES_OF_BLOCKS;
    if (blocks && !canvas->device.vectors && show_blocks(canvas, cell, column, row))
        return;
    if (field && top) {
        struct look look = on_field(&canvas->device, ink, halves_at(canvas, column, row).mean,
                                    canvas->step_count > 0);
        *cell = (struct cell){line_glyph(canvas, column, row, top), 0, look.ink, look.ground, 0};
    } else if (field) {
        show_ground(canvas, cell, column, row);
    } else if (top) {
        bool dim = ink->grid && canvas->device.colors == COLORS_MONO;
        *cell = (struct cell){line_glyph(canvas, column, row, top), 0,
                              on_plain(&canvas->device, ink), cell->bg, dim ? ATTRIBUTE_DIM : 0};
    }
}

/* --- marks and words --- */

/* A glyph where the ground is: one of them gives way until there is enough contrast. */
static void show_glyph(const struct canvas *canvas, struct cell *cell, int column, int row,
                       struct cell shown, float want)
{
    shown.bg = cell->bg;
    if (has_ground(canvas, column, row)) {
        shown.bg = halves_at(canvas, column, row).mean;
        float ground = light_of(shown.bg), ink = light_of(shown.fg);
        if (canvas->device.light) {
            float high = (ground + 0.05F) / (want < 3 ? want : 3) - 0.05F;
            if (ink > high)
                shown.fg = light_set(shown.fg, high > 0.004F ? high : 0.004F);
        } else {
            float cap = (ink + 0.05F) / want - 0.05F;
            if (ground > cap)
                shown.bg = light_set(shown.bg, cap > 0.003F ? cap : 0.003F);
        }
    }
    *cell = shown;
}

static bool is_ball(const struct canvas_mark *mark)
{
    return mark->depth == DEPTH_BALLS;
}

/* Whether one would lie over the other: they are in one cell, or as near as that. */
static bool is_over(const struct canvas *canvas, const struct canvas_mark *a,
                    const struct canvas_mark *b)
{
    if (canvas->device.vectors)
        return fabs(a->at.x - b->at.x) < 0.9 && fabs(a->at.y - b->at.y) < 0.45;
    return (int)a->at.x == (int)b->at.x && (int)a->at.y == (int)b->at.y;
}

static bool is_hidden(const struct canvas *canvas, int index)
{
    for (int i = index + 1; i < canvas->mark_count; i++)
        if (is_ball(&canvas->marks[i]) && is_over(canvas, &canvas->marks[index], &canvas->marks[i]))
            return true;
    return false;
}

/* Balls in one place stand side by side: the last keeps it, those before it move. */
static void part_balls(struct canvas *canvas)
{
    static const int aside[] = {0, 1, -1, 2, -2, 3, -3};
    for (int i = canvas->mark_count - 1; i >= 0; i--) {
        struct canvas_mark *mark = &canvas->marks[i];
        double own = mark->at.x, from = mark->from.x;
        bool clear = !is_ball(mark);
        for (size_t k = 0; !clear && k < sizeof aside / sizeof *aside; k++) {
            mark->at.x = own + aside[k], mark->from.x = from + aside[k];
            clear = mark->at.x >= 0 && mark->at.x < canvas->area.columns && !is_hidden(canvas, i);
        }
        if (!clear)
            mark->at.x = own, mark->from.x = from;
    }
}

/* Which of eight directions, from the east clockwise, as the eye sees it. */
static int way_of(double right, double down)
{
    double x = fabs(right), y = fabs(down);
    bool flat = y < 0.414 * x, upright = x < 0.414 * y;
    if (flat)
        return right < 0 ? 4 : 0;
    if (upright)
        return down < 0 ? 6 : 2;
    return right > 0 ? (down > 0 ? 1 : 7) : (down > 0 ? 3 : 5);
}

static struct cell *cell_of(const struct canvas *canvas, struct frame *frame, int column, int row)
{
    return frame_cell(frame, canvas->area.column + column, canvas->area.row + row);
}

/* In the tone of the field below it, as bright as can be read; or in its ink, a third whiter. */
static color label_color(const struct canvas *canvas, const struct placed_label *label)
{
    color ink = label->shape->ink.color;
    if ((ink & (COLOR_ANSI_FLAG | COLOR_DEFAULT)) || canvas->device.colors < COLORS_256)
        return ink;
    if (label->shape->label == LABEL_NEAR)
        return light_mix(ink, canvas->device.theme->roles[ROLE_STRONG], 77);
    int middle = label->column + label->width / 2;
    if (!has_ground(canvas, middle, label->row))
        return ink;
    color ground = halves_at(canvas, middle, label->row).mean;
    float light = light_of(ground) + 0.05F;
    float seen = canvas->device.light ? light / 3 - 0.05F : light * 2.6F - 0.05F;
    return light_set(ground, seen > 0.02F ? seen : 0.02F);
}

/* As a glyph, or, where there are true lines, as what it is. */
static void show_mark(struct canvas *canvas, struct frame *frame, const struct canvas_mark *mark)
{
    int column = (int)mark->at.x, row = (int)mark->at.y;
    int way = way_of(mark->at.x - mark->from.x, 2 * (mark->at.y - mark->from.y));
    struct cell shown = {.glyph = mark_glyph(mark->mark, way, canvas->device.unicode),
                         .fg = mark->color,
                         .attributes = is_ball(mark) ? ATTRIBUTE_BOLD : 0};
    canvas_take(canvas, column, row);
    if (!canvas->device.vectors || !canvas->device.unicode) {
        show_glyph(canvas, cell_of(canvas, frame, column, row), column, row, shown, mark_contrast);
        return;
    }
    struct drawing *drawing = &canvas->vectors.drawing;
    drawing_at(drawing, mark->depth, mark->owner);
    draw_toward(drawing, drawing_point(drawing, mark->from), drawing_point(drawing, mark->at),
                mark->mark, (struct ink){.color = mark->color});
}

/* A dot beside a number would be a point in it. */
static void clear_beside(const struct canvas *canvas, struct frame *frame,
                         const struct placed_label *label)
{
    for (int column = label->column - 1; column <= label->column + label->width; column++)
        if (column >= 0 && column < canvas->area.columns &&
            canvas_is(canvas, column, label->row) == CELL_LINED)
            cell_of(canvas, frame, column, label->row)->glyph = ' ';
}

static void show_label(const struct canvas *canvas, struct frame *frame,
                       const struct placed_label *label)
{
    struct cell shown = {.fg = label_color(canvas, label)};
    float want = label->shape->label == LABEL_NEAR ? 3 : 1;
    size_t length = strlen(label->text);
    int column = label->column;
    clear_beside(canvas, frame, label);
    for (size_t at = 0; at < length;) {
        at += (size_t)utf8_decode(label->text + at, length - at, &shown.glyph);
        if (utf8_width(shown.glyph) != 1)
            continue;
        show_glyph(canvas, cell_of(canvas, frame, column, label->row), column, label->row, shown,
                   want);
        column++;
    }
}

/* The topmost ink of each cell; most have none. */
static void find_tops(struct canvas *canvas)
{
    const struct lines_row *mode = canvas_mode(canvas);
    int columns = canvas->area.columns;
    memset(canvas->tops, 0, (size_t)columns * (size_t)canvas->area.rows);
    for (int y = 0; y < canvas->height; y++) {
        const uint8_t *inks = canvas->inks + y * canvas->width;
        uint8_t *tops = canvas->tops + y / mode->down * columns;
        if (mode->across == 1)
            for (int x = 0; x < columns; x++)
                tops[x] = inks[x] > tops[x] ? inks[x] : tops[x];
        else
            for (int x = 0; x < columns; x++) {
                uint8_t most = inks[2 * x] > inks[2 * x + 1] ? inks[2 * x] : inks[2 * x + 1];
                tops[x] = most > tops[x] ? most : tops[x];
            }
    }
    for (int i = 0; i < columns * canvas->area.rows; i++)
        canvas->taken[i] = !canvas->tops[i]                           ? CELL_FREE
                           : canvas->table[canvas->tops[i]].owner < 0 ? CELL_LINED
                                                                      : CELL_TAKEN;
}

void canvas_show(struct canvas *canvas, struct frame *frame)
{
    enum { LABELS_MAX = 64 };
    struct placed_label labels[LABELS_MAX];
    find_tops(canvas);
    if (canvas->has_ground)
        make_caps(canvas);
    for (int row = 0; row < canvas->area.rows; row++)
        for (int column = 0; column < canvas->area.columns; column++)
            show_cell(canvas, cell_of(canvas, frame, column, row), column, row);
    part_balls(canvas);
    for (int i = 0; i < canvas->mark_count; i++)
        show_mark(canvas, frame, &canvas->marks[i]);
    if (canvas->device.vectors)
        frame_keep(frame, &canvas->vectors.drawing);
    int count = labels_place(canvas, labels, LABELS_MAX);
    for (int i = 0; i < count; i++)
        show_label(canvas, frame, &labels[i]);
}

color canvas_seen(const struct device *device, const struct ink *ink, color ground, bool field)
{
    struct canvas_ink as = {.color = ink->color, .age = ink->age};
    return field ? on_field(device, &as, ground, false).ink : on_plain(device, &as);
}
