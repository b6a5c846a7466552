/* The relief's ground: heights on a square grid over the region in view, colours, and when
 * they are made anew. */

#include "relief.h"

#include "overlay.h"

#include "../base/memory.h"
#include "../draw/light.h"

#include <math.h>
#include <stdlib.h>

enum { LEAST_MESH = 64, GREATEST_MESH = 144 };

/* --- heights --- */

/* On a rugged surface lines of equal loss are specks that tell nothing: when more than a fifth of
 * the edges cross one. Ordinary ones have a tenth. */
static bool is_rugged(const struct ground *ground)
{
    const struct terrain *terrain = &ground->terrain;
    int side = ground->cells + 1, count = 0;
    for (int i = 0; i < side * ground->cells; i++) {
        int here = levels_band(&terrain->levels, (double)terrain->tones[i]);
        int beside = levels_band(&terrain->levels, (double)terrain->tones[i + 1]);
        int above = levels_band(&terrain->levels, (double)terrain->tones[i + side]);
        count += ((i + 1) % side ? abs(beside - here) : 0) + abs(above - here);
    }
    return count > 2 * ground->cells * ground->cells / 5;
}

static void raise_ground(struct ground *ground, const struct survey *survey)
{
    enum { EVEN = 20 }; /* below this part of the greatest loss it is nearly linear */
    int side = survey->columns;
    struct tone_scale even = ground->terrain.levels.scale;
    even.floor = fmax(even.floor, (even.greatest - even.least) / EVEN);
    ground->cells = side - 1;
    ground->heights =
        memory_resize(ground->heights, (size_t)side * (size_t)side, sizeof *ground->heights);
    for (int i = 0; i < side * side; i++)
        ground->heights[i] =
            (float)(RELIEF_HEIGHT * tone_of(&even, survey_at(survey, i % side, i / side)));
    ground->rise = even;
    ground->rugged = is_rugged(ground);
}

static double within(double value, double low, double high)
{
    return value > low ? value < high ? value : high : low;
}

/* As the triangles below have it: two a cell, divided from lower left to upper right. */
double ground_height(const struct ground *ground, struct point place)
{
    int cells = ground->cells;
    double across = within((place.x + 1) / 2, 0, 1) * cells;
    double up = within((place.y + 1) / 2, 0, 1) * cells;
    int column = across < cells ? (int)across : cells - 1, row = up < cells ? (int)up : cells - 1;
    across -= column, up -= row;
    double more = across > up ? across : up, less = across > up ? up : across;
    const float *near = ground->heights + row * (cells + 1) + column, *far = near + cells + 2;
    double corner = (double)(across > up ? near[1] : far[-1]);
    return (double)*near + (corner - (double)*near) * more + ((double)*far - corner) * less;
}

/* --- colours --- */

/* The tones as they are lit; a wall is the dim cut below them. */
enum { SHADES = 32, SHADE_MOST = 125 /* percent */ };
struct palette {
    color surface[RAMP_STEPS][SHADES];
    color wall[RAMP_STEPS];
    color around;
};

/* On a light theme fields are near to white: there is no more light to give. Of the 256 colours,
 * those that are brighter are loud. */
static void mix_palette(struct palette *palette, const struct terrain *terrain)
{
    const struct device *device = &terrain->subject.device;
    float most = device->colors == COLORS_256 ? 1.1F : 1.55F;
    palette->around = device->theme->roles[ROLE_GROUND];
    for (int tone = 0; tone < RAMP_STEPS; tone++) {
        color plain = terrain->ramp.colors[tone];
        for (int i = 0; i < SHADES; i++) {
            float shade = (float)i / (SHADES - 1) * SHADE_MOST / 100;
            float by = device->light ? 0.45F + 0.46F * shade : most * shade;
            palette->surface[tone][i] = light_scale(plain, by);
        }
        palette->wall[tone] = light_scale(plain, device->light ? 0.6F : 0.45F);
    }
}

static color color_of(const struct palette *palette, const struct relief_sample *sample)
{
    float tone = sample->tone < 0 ? 0 : sample->tone > 1 ? 1 : sample->tone;
    int step = (int)(tone * (RAMP_STEPS - 1) + 0.5F);
    if (!(sample->nearness > NOWHERE_NEAR))
        return palette->around;
    if (sample->wall)
        return light_mix(palette->around, palette->wall[step],
                         (unsigned)(256 * sample->shade * sample->shade));
    color plain =
        palette->surface[step][(int)(sample->shade * 100 / SHADE_MOST * (SHADES - 1) + 0.5F)];
    return sample->dim > 0 ? light_mix(plain, palette->around, (unsigned)(256 * sample->dim))
                           : plain;
}

/* The mean of a pixel's samples, with the ground around where nothing is. */
static color pixel_at(const struct ground *ground, const struct palette *palette, int column,
                      int row)
{
    int across = ground->sample_columns / ground->columns;
    int down = ground->sample_rows / ground->rows;
    unsigned red = 0, green = 0, blue = 0, count = (unsigned)(across * down);
    bool any = false;
    for (int i = 0; i < across * down; i++) {
        const struct relief_sample *sample =
            &ground->samples[(row * down + i / across) * ground->sample_columns + column * across +
                             i % across];
        color c = color_of(palette, sample);
        any |= sample->nearness > NOWHERE_NEAR;
        red += c >> 16 & 255, green += c >> 8 & 255, blue += c & 255;
    }
    if (!any && across > 1)
        return COLOR_DEFAULT;
    return (red + count / 2) / count << 16 | (green + count / 2) / count << 8 |
           (blue + count / 2) / count;
}

/* How much of a sample is below where the surface begins. */
static float part_below(const float *tops, int row)
{
    float sum = 0, count = 0;
    for (int i = 0; i < EDGE_PARTS; i++)
        if (tops[i] < HUGE_VALF) {
            float part = (float)row + 0.5F - tops[i];
            sum += part < 0 ? 0 : part > 1 ? 1 : part;
            count++;
        }
    return count > 0 ? sum / count : 1;
}

/* Where the block ends against what is around it, a sample has a part of both: its edge has no
 * steps. From below, as what is above the first sample has that one's colour. */
static void soften_edge(struct ground *ground, color around, int column)
{
    const float *tops = &ground->tops[column * EDGE_PARTS];
    float high = HUGE_VALF, low = 0;
    for (int i = 0; i < EDGE_PARTS; i++)
        if (tops[i] < HUGE_VALF) {
            high = fminf(high, tops[i]);
            low = fmaxf(low, tops[i]);
        }
    if (!(high < (float)ground->rows))
        return;
    int first = (int)fmaxf(floorf(high - 0.5F), 0), last = (int)ceilf(low + 0.5F), from = -1;
    for (int row = last < ground->rows ? last : ground->rows - 1; row >= first; row--) {
        int at = row * ground->columns + column;
        if (ground->samples[at].nearness > NOWHERE_NEAR)
            from = at;
        if (from < 0)
            continue;
        float part = part_below(tops, row);
        if (part < 1)
            ground->colors[at] = light_mix(around, ground->colors[from], (unsigned)(256 * part));
        else if (from != at)
            ground->colors[at] = ground->colors[from];
    }
}

static void paint(struct ground *ground)
{
    struct palette *palette = memory_new(1, sizeof *palette);
    int samples = ground->terrain.subject.device.pixels.width ? 1 : 2;
    ground->columns = ground->sample_columns / samples;
    ground->rows = ground->sample_rows / samples;
    size_t count = (size_t)ground->columns * (size_t)ground->rows;
    ground->colors = memory_resize(ground->colors, count, sizeof *ground->colors);
    mix_palette(palette, &ground->terrain);
    for (int i = 0; i < ground->columns * ground->rows; i++)
        ground->colors[i] = pixel_at(ground, palette, i % ground->columns, i / ground->columns);
    for (int column = 0; column < ground->columns && samples == 1; column++)
        soften_edge(ground, palette->around, column);
    free(palette);
}

/* --- the ground --- */

/* Whether an overlay is seen otherwise than it was. */
static bool shade_ground(struct ground *ground, const struct plot *plot)
{
    const struct lattice *lattice = &ground->terrain.lattice;
    int64_t stamp = overlay_stamp(plot->screen->session), before = ground->overlay;
    size_t count = (size_t)lattice->across.count * (size_t)lattice->down.count;
    bool had = ground->shades != NULL;
    if (stamp == before)
        return false;
    ground->shades = memory_resize(ground->shades, count, 1);
    bool any = overlay_shade(plot, lattice, ground->shades),
         whole = overlay_is_whole(plot, lattice);
    ground->overlay = whole ? stamp : 0;
    if (!any) {
        free(ground->shades);
        ground->shades = NULL;
    }
    return any || had;
}

bool ground_update(struct ground *ground, const struct plot *plot)
{
    const struct look *look = &plot->screen->session->look;
    struct area area = plot->area;
    int side = (int)fmin(fmax(area.columns, LEAST_MESH), GREATEST_MESH) + 1;
    struct region upwards = {plot->view.x0, plot->view.x1, plot->view.y1, plot->view.y0};
    const struct lattice lattice = lattice_corners(&upwards, side, side);
    const struct survey *survey = terrain_update(&ground->terrain, plot, &lattice);
    if (survey) {
        raise_ground(ground, survey);
        ground->overlay = -1; /* of another lattice */
    }
    bool shaded = shade_ground(ground, plot);
    if (!survey && !shaded && ground->turn == look->turn && ground->tilt == look->tilt)
        return false;
    ground->turn = look->turn, ground->tilt = look->tilt;
    ground->camera =
        camera_make(look->turn, look->tilt, area.columns, area.rows, screen_tallness(plot->screen));
    const struct cell_size *pixels = &plot->screen->device.pixels;
    ground->across = pixels->width ? (pixels->width + 1) / 2 : 2;
    ground->down = pixels->width ? (pixels->height + 1) / 2 : 4;
    ground_sample(ground, area);
    if (device_has_fields(&plot->screen->device))
        paint(ground);
    return true;
}

void ground_free(struct ground *ground)
{
    terrain_free(&ground->terrain);
    free(ground->heights);
    free(ground->shades);
    free(ground->samples);
    free(ground->tops);
    free(ground->colors);
}
