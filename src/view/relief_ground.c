#include "relief_ground.h"

#include "../base/memory.h"
#include "../draw/light.h"

#include <stdlib.h>

enum { LEAST_MESH = 64, GREATEST_MESH = 144 };

static int clamp(int value, int low, int high)
{
    return value < low ? low : value > high ? high : value;
}

/* --- colours --- */

/* The tones as they are lit; a wall is the dim cut below them. */
enum { SHADES = 32, SHADE_MOST = 125 /* percent */ };
struct palette {
    color surface[RAMP_STEPS][SHADES];
    color wall[RAMP_STEPS];
};

/* On a light theme fields are near to white: there is no more light to give. Of the 256 colours,
 * those that are brighter are loud. */
static void mix_palette(struct palette *palette, const struct ground *ground)
{
    bool is_light = ground->subject.device.light;
    float most = ground->subject.device.colors == COLORS_256 ? 1.1F : 1.55F;
    for (int tone = 0; tone < RAMP_STEPS; tone++) {
        color plain = ground->ramp.colors[tone];
        for (int i = 0; i < SHADES; i++) {
            float shade = (float)i / (SHADES - 1) * SHADE_MOST / 100;
            float by = is_light ? 0.45F + 0.46F * shade : most * shade;
            palette->surface[tone][i] = light_scale(plain, by);
        }
        palette->wall[tone] = light_scale(plain, is_light ? 0.6F : 0.45F);
    }
}

static color color_at(const struct palette *palette, const struct raster_sample *sample,
                      color around)
{
    float tone = sample->tone < 0 ? 0 : sample->tone > 1 ? 1 : sample->tone;
    int step = (int)(tone * (RAMP_STEPS - 1) + 0.5F);
    if (sample->wall)
        return light_mix(around, palette->wall[step],
                         (unsigned)(256 * sample->shade * sample->shade));
    return palette->surface[step][(int)(sample->shade * 100 / SHADE_MOST * (SHADES - 1) + 0.5F)];
}

/* The mean of a pixel's samples, with the ground around where nothing is. */
static color pixel_at(const struct ground *ground, const struct palette *palette, int column,
                      int row)
{
    const struct raster *raster = &ground->raster;
    color around = ground->subject.device.theme->roles[ROLE_GROUND];
    int across = raster->columns / ground->columns, down = raster->rows / ground->rows;
    unsigned red = 0, green = 0, blue = 0, count = (unsigned)(across * down), covered = 0;
    for (int i = 0; i < across * down; i++) {
        const struct raster_sample *sample =
            &raster->samples[(row * down + i / across) * raster->columns + column * across +
                             i % across];
        bool any = sample->nearness > RASTER_NOTHING;
        color c = any ? color_at(palette, sample, around) : around;
        covered += any;
        red += c >> 16 & 255, green += c >> 8 & 255, blue += c & 255;
    }
    if (!covered)
        return COLOR_DEFAULT;
    return (red + count / 2) / count << 16 | (green + count / 2) / count << 8 |
           (blue + count / 2) / count;
}

static void paint(struct ground *ground)
{
    struct palette *palette = memory_new(1, sizeof *palette);
    size_t count = (size_t)ground->columns * (size_t)ground->rows;
    ground->colors = memory_resize(ground->colors, count, sizeof *ground->colors);
    mix_palette(palette, ground);
    for (int i = 0; i < ground->columns * ground->rows; i++)
        ground->colors[i] = pixel_at(ground, palette, i % ground->columns, i / ground->columns);
    free(palette);
}

/* --- the ground --- */

/* As well as there is time for. The lowest y comes first. */
static const struct survey *survey_ground(const struct subject *subject,
                                          const struct screen *screen)
{
    int side = clamp(subject->area.columns, LEAST_MESH, GREATEST_MESH) + 1;
    struct region view = {subject->view.x0, subject->view.x1, subject->view.y1, subject->view.y0};
    const struct lattice lattice = lattice_corners(&view, side, side);
    return lab_survey(screen->session->lab, sim_problem(screen->session->sim), &lattice, 1);
}

bool ground_update(struct ground *ground, const struct screen *screen,
                   const struct subject *subject)
{
    const struct survey *survey = survey_ground(subject, screen);
    const struct look *look = &screen->session->look;
    struct area area = subject->area;
    bool known = ground->stride == survey->stride && subject_equal(&ground->subject, subject);
    if (known && ground->turn == look->turn && ground->tilt == look->tilt)
        return false;
    if (!known)
        mesh_build(&ground->mesh, survey, subject->scale, area.rows);
    ground->subject = *subject, ground->stride = survey->stride;
    ground->turn = look->turn, ground->tilt = look->tilt;
    ground->camera =
        camera_make(look->turn, look->tilt, area.columns, area.rows, screen_tallness(screen));
    relief_raster_draw(&ground->raster, &ground->mesh, &ground->camera, area.columns, area.rows);
    if (device_has_fields(&subject->device)) {
        struct field_size size = canvas_field_size(&subject->device, area);
        ground->columns = size.columns, ground->rows = size.rows;
        ramp_make(&ground->ramp, subject->colormap, subject->device.colors, subject->device.light);
        paint(ground);
    }
    return true;
}

void ground_free(struct ground *ground)
{
    mesh_free(&ground->mesh);
    relief_raster_free(&ground->raster);
    free(ground->colors);
}

bool ground_hides(const struct ground *ground, struct sighted sighted)
{
    const struct raster_sample *sample = raster_at(&ground->raster, sighted.column, sighted.row);
    return sample && (double)sample->nearness + sighted.depth > 0.02;
}
