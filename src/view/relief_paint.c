/* From samples to cells: pixels of half blocks in colour, or ink where colours are few. */

#include "relief_ground.h"

#include "../base/memory.h"

#include <math.h>
#include <stdlib.h>

enum { TONES = COLORMAP_LEVELS, SHADES = 24 };

/* What the picture is made with. */
struct painter {
    const struct ground *ground;
    color palette[2][TONES][SHADES]; /* of the surface, of the walls */
};

/* Some samples taken together: a pixel or a cell. */
struct pixel {
    int samples, covered;
    int walls, edges;     /* samples of walls; those behind an edge */
    int red, green, blue; /* sums */
    float tone, shade;    /* sums */
    float across, down;   /* tones of the right half less those of the left; lower less upper */
};

/* The 256 colours have few that are dark, and those are grey: there the ground is brighter. */
static bool is_bright(const struct aspect *aspect)
{
    return aspect->colors == COLORS_256 && !aspect->light;
}

static color plain_color(const struct aspect *aspect, double tone)
{
    return is_bright(aspect) ? color_from_map(aspect->colormap, 0.05 + 0.85 * tone)
                             : color_of_ground(aspect->colormap, tone, aspect->light);
}

/* A colour as it is lit. */
static color shaded(const struct aspect *aspect, color plain, double shade)
{
    if (shade > RASTER_PLAIN)
        return color_mix(plain, 0xFFFFFF, 0.16 * (shade - RASTER_PLAIN) / (1 - RASTER_PLAIN));
    double dark = (RASTER_PLAIN - shade) / RASTER_PLAIN;
    double depth = aspect->light || is_bright(aspect) ? 0.6 : 0.78;
    return color_mix(plain, aspect->light ? 0x1A2030 : 0x000000, depth * dark);
}

static void mix_palette(struct painter *painter, const struct aspect *aspect)
{
    color stone = aspect->light ? 0xB8BCC6 : 0x667086;
    for (int tone = 0; tone < TONES; tone++) {
        color plain = plain_color(aspect, (double)tone / (TONES - 1));
        for (int i = 0; i < SHADES; i++) {
            double shade = (double)i / (SHADES - 1);
            painter->palette[0][tone][i] = shaded(aspect, plain, shade);
            painter->palette[1][tone][i] = shaded(aspect, color_mix(plain, stone, 0.5), shade);
        }
    }
}

static float unit(float value)
{
    return value < 0 ? 0 : value > 1 ? 1 : value;
}

/* Whether the neighbour stands before the sample, and not beside it on one surface. */
static bool is_before(const struct raster_sample *neighbour, const struct raster_sample *sample)
{
    return neighbour->nearness > sample->nearness * 1.02F;
}

static bool is_behind_edge(const struct raster *raster, int column, int row)
{
    const struct raster_sample *sample = &raster->samples[row * raster->columns + column];
    return (column + 1 < raster->columns && is_before(sample + 1, sample)) ||
           (column > 0 && is_before(sample - 1, sample)) ||
           (row + 1 < raster->rows && is_before(sample + raster->columns, sample));
}

static void add_sample(const struct painter *painter, const struct raster_sample *sample,
                       struct pixel *pixel)
{
    float tone = unit(sample->tone);
    color c = painter->palette[sample->wall][(int)(tone * (TONES - 1) + 0.5F)]
                              [(int)(unit(sample->shade) * (SHADES - 1) + 0.5F)];
    pixel->covered++;
    pixel->walls += sample->wall;
    pixel->red += (int)(c >> 16 & 0xFF), pixel->green += (int)(c >> 8 & 0xFF);
    pixel->blue += (int)(c & 0xFF);
    pixel->tone += tone, pixel->shade += sample->shade;
}

static struct pixel gather(const struct painter *painter, int column, int row, int columns,
                           int rows)
{
    const struct raster *raster = &painter->ground->raster;
    struct pixel pixel = {.samples = columns * rows};
    for (int y = 0; y < rows; y++)
        for (int x = 0; x < columns; x++) {
            const struct raster_sample *sample =
                &raster->samples[(row + y) * raster->columns + column + x];
            if (sample->nearness == 0)
                continue;
            add_sample(painter, sample, &pixel);
            pixel.edges += is_behind_edge(raster, column + x, row + y);
            pixel.across += 2 * x < columns ? -sample->tone : sample->tone;
            pixel.down += 2 * y < rows ? -sample->tone : sample->tone;
        }
    return pixel;
}

/* Whether a pixel is of the surface, and of one slope, so that it can have an iso-line. */
static bool is_plain(const struct painter *painter, const struct pixel *pixel)
{
    return painter->ground->aspect.contours && pixel->covered == pixel->samples && !pixel->walls &&
           !pixel->edges;
}

/* How much of an iso-line is in a pixel, 0 … 1, by the distance of its middle from the line, in
 * pixels. Where lines would be too near to each other there are none: too steep, and colour tells
 * it. */
static double line_share(const struct painter *painter, const struct pixel *pixel)
{
    const struct mesh *mesh = &painter->ground->mesh;
    if (!is_plain(painter, pixel))
        return 0;
    double tone = (double)pixel->tone / pixel->samples;
    double slope = 4 * hypot((double)pixel->across, (double)pixel->down) / pixel->samples;
    double share = 0;
    for (int i = 0; i < mesh->level_count; i++) {
        double pixels = fabs(mesh->levels[i] - tone) / slope;
        double gap = i + 1 < mesh->level_count ? mesh->levels[i + 1] - mesh->levels[i] : 1;
        if (pixels < 1 && gap > 2.5 * slope)
            share = fmax(share, 1 - pixels);
    }
    return share;
}

/* Few enough colours that terminals, which number pairs of them, keep up while the relief turns. */
static color rounded(int red, int green, int blue)
{
    return (color)((red & 0xFC) << 16 | (green & 0xFC) << 8 | (blue & 0xFC));
}

/* The mean of what is covered; a pixel that is less than half covered shows none of it. */
static color pixel_color(const struct painter *painter, const struct pixel *pixel)
{
    const struct aspect *aspect = &painter->ground->aspect;
    int n = pixel->covered;
    if (2 * n < pixel->samples)
        return COLOR_DEFAULT;
    color mean = rounded(pixel->red / n, pixel->green / n, pixel->blue / n);
    double line = line_share(painter, pixel), edge = (double)pixel->edges / n;
    if (line > 0)
        mean = color_mix(mean, aspect->light ? 0x000000 : 0xFFFFFF, 0.34 * line);
    if (edge > 0)
        mean = color_mix(mean, aspect->light ? 0x1A2030 : 0x000000, 0.45 * edge);
    return mean;
}

/* As the map's bands. */
static color pixel_ansi(const struct painter *painter, const struct pixel *pixel)
{
    if (2 * pixel->covered < pixel->samples)
        return COLOR_DEFAULT;
    double tone = (double)pixel->tone / pixel->covered;
    const struct aspect *aspect = &painter->ground->aspect;
    return color_of_band(aspect->colormap, tone, aspect->light, aspect->colors == COLORS_16);
}

static color color_of(const struct painter *painter, const struct pixel *pixel)
{
    return painter->ground->aspect.colors <= COLORS_16 ? pixel_ansi(painter, pixel)
                                                       : pixel_color(painter, pixel);
}

/* Where ink must do: the glyph of an iso-line that goes through a cell, or 0. */
static uint32_t line_glyph(const struct painter *painter, const struct pixel *cell)
{
    const struct mesh *mesh = &painter->ground->mesh;
    bool unicode = painter->ground->aspect.unicode;
    if (!is_plain(painter, cell))
        return 0;
    double tone = (double)cell->tone / cell->samples;
    double across = 4 * (double)cell->across / cell->samples;
    double down = 4 * (double)cell->down / cell->samples;
    double rise = fmax(fabs(across), fabs(down));
    for (int i = 0; i < mesh->level_count; i++) {
        double gap = i + 1 < mesh->level_count ? mesh->levels[i + 1] - mesh->levels[i] : 1;
        if (!(fabs(mesh->levels[i] - tone) <= rise / 2) || gap < 1.5 * rise)
            continue;
        if (fabs(down) > 2 * fabs(across))
            return unicode ? 0x2500 : '-';
        if (fabs(across) > 2 * fabs(down))
            return unicode ? 0x2502 : '|';
        if ((across > 0) == (down > 0))
            return unicode ? 0x2571 : '/';
        return unicode ? 0x2572 : '\\';
    }
    return 0;
}

static struct pixel gather_cell(const struct painter *painter, int column, int row)
{
    return gather(painter, column * RASTER_ACROSS, row * RASTER_DOWN, RASTER_ACROSS, RASTER_DOWN);
}

/* Without shades of colour, ink darkens what lies in the shade, and draws lines and edges. */
static struct cell ink_over(const struct painter *painter, const struct pixel *pixel, color ground)
{
    const struct aspect *aspect = &painter->ground->aspect;
    int step = pixel->edges > 2 ? 2 : (double)pixel->shade / pixel->covered < 0.4;
    static const uint32_t unicode[] = {' ', 0x2591, 0x2592};
    static const char ascii[] = " .:";
    uint32_t glyph = line_glyph(painter, pixel);
    if (!glyph)
        glyph = aspect->unicode ? unicode[step] : (uint32_t)ascii[step];
    return (struct cell){glyph, 0, COLOR_ANSI(0), ground, 0};
}

static struct cell colored_cell(const struct painter *painter, int column, int row)
{
    const struct aspect *aspect = &painter->ground->aspect;
    color colors[2];
    struct pixel whole;
    for (int i = 0; aspect->unicode && i < 2; i++) {
        struct pixel half =
            gather(painter, column * RASTER_ACROSS, (2 * row + i) * (RASTER_DOWN / 2),
                   RASTER_ACROSS, RASTER_DOWN / 2);
        colors[i] = color_of(painter, &half);
    }
    if (!aspect->unicode) {
        whole = gather_cell(painter, column, row);
        colors[0] = colors[1] = color_of(painter, &whole);
    }
    if (aspect->colors > COLORS_16 || colors[0] != colors[1] || colors[0] == COLOR_DEFAULT)
        return aspect_cell(colors[0], colors[1]);
    whole = gather_cell(painter, column, row);
    return ink_over(painter, &whole, colors[0]);
}

/* Without colours: the more ink the brighter on a dark background, the darker on a light one. */
static struct cell mono_cell(const struct painter *painter, int column, int row)
{
    const struct aspect *aspect = &painter->ground->aspect;
    static const char ascii[] = " .,:;+*#%";
    static const uint32_t unicode[] = {' ',    0xB7,   0xB7,   ':',   0x2591,
                                       0x2591, 0x2592, 0x2592, 0x2593};
    struct pixel pixel = gather_cell(painter, column, row);
    if (2 * pixel.covered < pixel.samples)
        return (struct cell){' ', 0, COLOR_DEFAULT, COLOR_DEFAULT, 0};
    uint32_t line = line_glyph(painter, &pixel);
    if (line)
        return (struct cell){line, 0, COLOR_DEFAULT, COLOR_DEFAULT, 0};
    double shade = (double)pixel.shade / pixel.covered, ink = aspect->light ? 1.05 - shade : shade;
    int step = pixel.edges > 2 ? 0 : (int)fmin(fmax(1 + ink * 8, 1), 8);
    uint32_t glyph = aspect->unicode ? unicode[step] : (uint32_t)ascii[step];
    return (struct cell){glyph, 0, COLOR_DEFAULT, COLOR_DEFAULT, ATTRIBUTE_DIM};
}

void ground_paint(const struct ground *ground, struct cell *cells)
{
    const struct aspect *aspect = &ground->aspect;
    struct painter *painter = memory_new(1, sizeof *painter);
    painter->ground = ground;
    mix_palette(painter, aspect);
    for (int row = 0; row < aspect->rows; row++)
        for (int column = 0; column < aspect->columns; column++)
            cells[row * aspect->columns + column] = aspect->colors == COLORS_MONO
                                                        ? mono_cell(painter, column, row)
                                                        : colored_cell(painter, column, row);
    free(painter);
}
