#include "heat.h"

#include "../base/memory.h"
#include "aspect.h"
#include "levels.h"

#include "../lab/survey.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct heat {
    struct aspect aspect;            /* of the cells */
    int pixel_stride, corner_stride; /* how much was known for them */
    int pixel_rows;                  /* two a cell, or one without half blocks */
    const struct survey *corners;    /* of the cells, (columns+1) x (rows+1); while it is built */
    double *tones;                   /* of the pixels */
    struct cell *cells;
    struct tone_scale scale;
    double levels[LEVELS_MAX];
    int level_count;
    color ramp[COLORMAP_LEVELS];
};

struct heat *heat_new(void)
{
    return memory_new(1, sizeof(struct heat));
}

void heat_free(struct heat *heat)
{
    if (!heat)
        return;
    free(heat->tones);
    free(heat->cells);
    free(heat);
}

int heat_level_count(const struct heat *heat)
{
    return heat->level_count;
}

double heat_level(const struct heat *heat, int index)
{
    return heat->levels[index];
}

static void measure(struct heat *heat, const struct survey *pixels)
{
    int64_t count = (int64_t)heat->aspect.columns * heat->pixel_rows;
    heat->tones = memory_resize(heat->tones, (size_t)count, sizeof *heat->tones);
    for (int64_t i = 0; i < count; i++)
        heat->tones[i] =
            survey_at(pixels, (int)(i % heat->aspect.columns), (int)(i / heat->aspect.columns));
    heat->scale = tone_scale_measure(heat->aspect.scale, heat->tones, count);
    for (int64_t i = 0; i < count; i++)
        heat->tones[i] = tone_of(&heat->scale, heat->tones[i]);
    int wanted = heat->aspect.rows / 2 < 5   ? 5
                 : heat->aspect.rows / 2 > 9 ? 9
                                             : heat->aspect.rows / 2;
    heat->level_count = levels_choose(&heat->scale, wanted, heat->levels);
}

static double tone_at(const struct heat *heat, int column, int pixel_row)
{
    return heat->tones[pixel_row * heat->aspect.columns + column];
}

static color tone_color(const struct heat *heat, double tone)
{
    return heat->ramp[(int)(tone * (COLORMAP_LEVELS - 1) + 0.5)];
}

static void fill_ramp(struct heat *heat)
{
    const struct aspect *aspect = &heat->aspect;
    for (int i = 0; i < COLORMAP_LEVELS; i++) {
        double at = (double)i / (COLORMAP_LEVELS - 1);
        heat->ramp[i] =
            aspect->colors <= COLORS_16
                ? color_of_band(aspect->colormap, at, aspect->light, aspect->colors == COLORS_16)
                : color_of_ground(aspect->colormap, at, aspect->light);
    }
}

/* Without colours heights are shades of ink: the valley is blank. */
static uint32_t ink_glyph(const struct aspect *aspect, double tone)
{
    static const char ascii[] = " .,:;~*%#";
    static const uint32_t unicode[] = {' ', ' ', 0xB7, 0xB7, ':', ':', 0x2591, 0x2591, 0x2592};
    int step = (int)fmin(tone * 9, 8);
    return aspect->unicode ? unicode[step] : (uint32_t)ascii[step];
}

static struct cell undefined_cell(const struct aspect *aspect)
{
    color fg = aspect->colors >= COLORS_256 ? (aspect->light ? 0xB9BEC8 : 0x4A4F5C) : COLOR_DEFAULT;
    return (struct cell){aspect->unicode ? 0x2571 : '/', 0, fg, COLOR_DEFAULT, ATTRIBUTE_DIM};
}

static struct cell tone_cell(const struct heat *heat, double upper, double lower)
{
    const struct aspect *aspect = &heat->aspect;
    if (isnan(upper) && isnan(lower))
        return undefined_cell(aspect);
    if (aspect->colors == COLORS_MONO) {
        double tone = isnan(upper) ? lower : isnan(lower) ? upper : (upper + lower) / 2;
        return (struct cell){ink_glyph(aspect, tone), 0, COLOR_DEFAULT, COLOR_DEFAULT,
                             ATTRIBUTE_DIM};
    }
    color top = isnan(upper) ? COLOR_DEFAULT : tone_color(heat, upper);
    color bottom = isnan(lower) ? COLOR_DEFAULT : tone_color(heat, lower);
    return aspect_cell(top, bottom);
}

static struct cell ground_cell(const struct heat *heat, int column, int row)
{
    int per_cell = heat->pixel_rows / heat->aspect.rows;
    return tone_cell(heat, tone_at(heat, column, row * per_cell),
                     tone_at(heat, column, row * per_cell + per_cell - 1));
}

struct cell heat_scale_cell(const struct heat *heat, int row, int rows)
{
    double step = heat->pixel_rows == heat->aspect.rows ? 0 : 0.25;
    double middle = rows - row - 0.5;
    return tone_cell(heat, (middle + step) / rows, (middle - step) / rows);
}

double heat_tone(const struct heat *heat, double value)
{
    return heat->scale.least <= heat->scale.greatest ? tone_of(&heat->scale, value) : (double)NAN;
}

color heat_cell_color(const struct cell *cell)
{
    bool mixed = cell->glyph == 0x2580 || cell->glyph == 0x2584;
    if (!mixed || (cell->bg & COLOR_ANSI_FLAG))
        return cell->bg;
    return cell->bg & COLOR_DEFAULT ? cell->fg : color_mix(cell->fg, cell->bg, 0.5);
}

int heat_band(const struct heat *heat, double value)
{
    int count = 0;
    if (!isfinite(value))
        return -1;
    while (count < heat->level_count && heat->levels[count] <= value)
        count++;
    return count;
}

static int band(const struct heat *heat, int column, int row)
{
    return heat_band(heat, survey_at(heat->corners, column, row));
}

int heat_sides(int nw, int ne, int sw, int se)
{
    return (nw != ne ? NORTH : 0) | (ne != se ? EAST : 0) | (sw != se ? SOUTH : 0) |
           (nw != sw ? WEST : 0);
}

static int least(int a, int b)
{
    return a < b ? a : b;
}

/* Which sides of a cell iso-lines cross: those between corners of different bands. Where several
 * lines would knot in one cell there is none: too steep for lines, and colour tells it. */
static int crossings(const struct heat *heat, int column, int row)
{
    int nw = band(heat, column, row), ne = band(heat, column + 1, row);
    int sw = band(heat, column, row + 1), se = band(heat, column + 1, row + 1);
    int low = least(least(nw, ne), least(sw, se));
    int high = -least(least(-nw, -ne), least(-sw, -se));
    int sides = (nw != ne) + (ne != se) + (sw != se) + (nw != sw);
    if (low < 0 || (high - low > 1 && sides > 2))
        return 0;
    return heat_sides(nw, ne, sw, se);
}

static uint32_t line_glyph(int sides, bool unicode)
{
    return unicode ? frame_line(sides, false) : (uint32_t) "   \\ |/| /--\\|-+"[sides];
}

/* Thin and calm: a little brighter than the ground of a dark theme, a little darker than that of a
 * light one. The same everywhere, so that a line does not change its ink on its way. */
static color line_color(const struct aspect *aspect, color ground)
{
    if (aspect->colors <= COLORS_16 || (ground & (COLOR_DEFAULT | COLOR_ANSI_FLAG)))
        return aspect->colors == COLORS_MONO ? COLOR_DEFAULT : COLOR_ANSI(0);
    return aspect->light ? color_mix(ground, 0x000000, 0.28) : color_mix(ground, 0xFFFFFF, 0.3);
}

static void draw_contours(struct heat *heat)
{
    const struct aspect *aspect = &heat->aspect;
    for (int row = 0; row < heat->aspect.rows; row++) {
        for (int column = 0; column < heat->aspect.columns; column++) {
            int sides = crossings(heat, column, row);
            struct cell *cell = &heat->cells[row * heat->aspect.columns + column];
            if (!sides || cell->glyph == '/' || cell->glyph == 0x2571)
                continue;
            color ground = heat_cell_color(cell);
            int attributes = aspect->colors == COLORS_MONO ? ATTRIBUTE_DIM : 0;
            *cell = (struct cell){line_glyph(sides, aspect->unicode), 0, line_color(aspect, ground),
                                  ground, (uint8_t)attributes};
        }
    }
}

/* The level whose line runs straight through a cell from west to east, -1: none does. */
static int straight_level(const struct heat *heat, int column, int row)
{
    if (crossings(heat, column, row) != (EAST | WEST))
        return -1;
    int above = band(heat, column, row), below = band(heat, column, row + 1);
    return abs(above - below) == 1 ? least(above, below) : -1;
}

/* Writes a level's value into its line, at the lowest place where it is straight for long enough.
 */
static void label_level(struct heat *heat, int level)
{
    char label[32];
    int length = snprintf(label, sizeof label, " %g ", heat->levels[level]);
    if (length > 8)
        return;
    for (int row = heat->aspect.rows - 1; row >= 0; row--) {
        for (int column = 0, run = 0; column < heat->aspect.columns; column++) {
            run = straight_level(heat, column, row) == level ? run + 1 : 0;
            if (run < length + 2)
                continue;
            struct cell *cell = &heat->cells[row * heat->aspect.columns + column - length];
            for (int i = 0; i < length; i++)
                cell[i].glyph = (uint32_t)label[i];
            return;
        }
    }
}

static void build(struct heat *heat, const struct survey *pixels)
{
    const struct aspect *aspect = &heat->aspect;
    measure(heat, pixels);
    fill_ramp(heat);
    size_t count = (size_t)aspect->columns * (size_t)aspect->rows;
    heat->cells = memory_resize(heat->cells, count, sizeof *heat->cells);
    for (int row = 0; row < aspect->rows; row++) {
        for (int column = 0; column < aspect->columns; column++)
            heat->cells[row * aspect->columns + column] = ground_cell(heat, column, row);
    }
    /* ASCII shades are iso-lines already: their edges. */
    if (aspect->contours && (aspect->unicode || aspect->colors != COLORS_MONO))
        draw_contours(heat);
    for (int i = 0; aspect->contours && aspect->unicode && i < heat->level_count; i++)
        label_level(heat, i);
}

/* Pixels and corners, each as well as there is time for. */
static const struct survey *survey_ground(const struct heat *heat, const struct screen *screen)
{
    const struct aspect *aspect = &heat->aspect;
    const struct lattice lattices[] = {
        lattice_middles(&aspect->view, aspect->columns, heat->pixel_rows),
        lattice_corners(&aspect->view, aspect->columns + 1, aspect->rows + 1)};
    return lab_survey(screen->session->lab, sim_problem(screen->session->sim), lattices, 2);
}

void heat_draw(struct heat *heat, const struct screen *screen, struct area area)
{
    struct aspect aspect = aspect_of(screen, area);
    bool same = heat->cells && aspect_equal(&heat->aspect, &aspect);
    heat->aspect = aspect;
    heat->pixel_rows = aspect.rows * (aspect.unicode && aspect.colors != COLORS_MONO ? 2 : 1);
    const struct survey *pixels = survey_ground(heat, screen), *corners = pixels + 1;
    if (!same || heat->pixel_stride != pixels->stride || heat->corner_stride != corners->stride) {
        heat->pixel_stride = pixels->stride;
        heat->corner_stride = corners->stride;
        heat->corners = corners;
        build(heat, pixels);
    }
    for (int row = 0; row < area.rows; row++)
        memcpy(frame_cell(screen->frame, area.column, area.row + row),
               heat->cells + row * aspect.columns, (size_t)area.columns * sizeof *heat->cells);
}
