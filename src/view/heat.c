#include "heat.h"

#include "../base/memory.h"

#include <math.h>
#include <stdlib.h>

enum { LABEL_MOST = 8, LABELS_FROM_COLUMNS = 40 };

void heat_free(struct heat *heat)
{
    free(heat->tones);
}

/* --- what is known --- */

static void measure(struct heat *heat, const struct survey *survey)
{
    int64_t count = (int64_t)heat->columns * heat->rows;
    double *values = memory_new((size_t)count, sizeof *values);
    for (int64_t i = 0; i < count; i++)
        values[i] = survey_at(survey, (int)(i % heat->columns), (int)(i / heat->columns));
    levels_measure(&heat->levels, heat->subject.scale, values, count, heat->subject.area.rows);
    heat->tones = memory_resize(heat->tones, (size_t)count, sizeof *heat->tones);
    heat->has_holes = false;
    for (int64_t i = 0; i < count; i++) {
        heat->tones[i] = (float)tone_of(&heat->levels.scale, values[i]);
        heat->has_holes |= isnan(heat->tones[i]);
    }
    free(values);
}

bool heat_update(struct heat *heat, const struct screen *screen, const struct subject *subject)
{
    bool same = heat->stride > 0 && subject_equal(&heat->subject, subject);
    const struct device *device = &subject->device;
    struct field_size size = canvas_field_size(device, subject->area);
    const struct lattice lattice = lattice_middles(&subject->view, size.columns, size.rows);
    const struct survey *survey =
        lab_survey(screen->session->lab, sim_problem(screen->session->sim), &lattice, 1);
    if (same && heat->stride == survey->stride)
        return false;
    heat->subject = *subject;
    heat->stride = survey->stride;
    heat->columns = size.columns, heat->rows = size.rows;
    measure(heat, survey);
    if (!same)
        ramp_make(&heat->ramp, subject->colormap, device->colors, device->light);
    return true;
}

struct grid heat_grid(const struct heat *heat)
{
    const struct region *view = &heat->subject.view;
    struct point step = {(view->x1 - view->x0) / heat->columns, (view->y0 - view->y1) / heat->rows};
    return (struct grid){
        heat->tones, 1, heat->columns, heat->rows, {view->x0 + step.x / 2, view->y1 + step.y / 2},
        step};
}

double heat_tone(const struct heat *heat, double value)
{
    const struct tone_scale *scale = &heat->levels.scale;
    return scale->least <= scale->greatest ? tone_of(scale, value) : (double)NAN;
}

/* --- what is seen --- */

static void label_level(const struct plot *plot, double level, const struct flat_places *places)
{
    char number[32];
    struct text label = {0};
    screen_digits(number, "%g", level);
    screen_spell(plot->screen, &label, number);
    if (places->count > 0 && label.length <= LABEL_MOST &&
        screen_has_room(plot->screen, ROOM_LABELS))
        draw_label(plot->drawing, LABEL_ON, places->points, places->count, label.bytes, 0,
                   (struct ink){.color = plot->screen->theme->roles[ROLE_FAINT]});
    text_free(&label);
}

/* As long as values are rough, there are no lines: they would be others in the next frame. */
void heat_draw(const struct heat *heat, const struct plot *plot)
{
    const struct grid grid = heat_grid(heat);
    struct flat_places places[LEVELS_MAX] = {0};
    struct ink ink = {.color = plot->screen->theme->roles[ROLE_FAINT],
                      .weight = WEIGHT_CONTOUR,
                      .dash = DASH_SPARSE};
    drawing_at(plot->drawing, DEPTH_GROUND, -1);
    draw_field(plot->drawing,
               &(struct field){heat->columns, heat->rows, heat->tones, &heat->ramp, NULL, false});
    if (!plot->screen->session->look.layers[LAYER_CONTOURS] || heat->stride > 1)
        return;
    contours_draw(plot, &grid, &heat->levels, ink, places);
    drawing_at(plot->drawing, DEPTH_WORDS, -1);
    for (int i = 0; i < heat->levels.count && plot->area.columns >= LABELS_FROM_COLUMNS; i++)
        label_level(plot, heat->levels.values[i], &places[i]);
}

void heat_hatch(const struct heat *heat, const struct screen *screen)
{
    struct area area = heat->subject.area;
    int down = heat->rows / area.rows;
    for (int i = 0; heat->has_holes && i < area.columns * area.rows; i++) {
        const float *tones =
            heat->tones + (i / area.columns) * down * heat->columns + i % area.columns;
        if (isnan(tones[0]) && isnan(tones[(down - 1) * heat->columns]))
            screen_put(screen, area.column + i % area.columns, area.row + i / area.columns,
                       screen_glyph(screen, 0x2571, '/'), ROLE_GRID);
    }
}

struct cell heat_scale_cell(const struct heat *heat, int row, int rows)
{
    const struct device *device = &heat->subject.device;
    float middle = (float)(rows - row) - 0.5F;
    if (!device_has_fields(device))
        return (struct cell){' ', 0, COLOR_DEFAULT, COLOR_DEFAULT, 0};
    color upper = ramp_at(&heat->ramp, (middle + 0.25F) / (float)rows);
    color lower = ramp_at(&heat->ramp, (middle - 0.25F) / (float)rows);
    return (struct cell){device->unicode ? 0x2580 : ' ', 0, upper, lower, 0};
}
