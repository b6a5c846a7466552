#include "terrain.h"

#include "../base/memory.h"

#include <stdlib.h>

void terrain_free(struct terrain *terrain)
{
    free(terrain->tones);
}

static struct subject subject_of(const struct plot *plot)
{
    const struct session *session = plot->screen->session;
    return (struct subject){.problem = sim_problem(session->sim)->stamp,
                            .view = plot->view,
                            .area = plot->area,
                            .device = plot->screen->device,
                            .wish = tone_wish_of(&session->look),
                            .colormap = session->look.colormap};
}

static bool subjects_equal(const struct subject *a, const struct subject *b)
{
    return a->problem == b->problem && region_equal(&a->view, &b->view) &&
           area_equal(&a->area, &b->area) && device_equal(&a->device, &b->device) &&
           tone_wishes_equal(&a->wish, &b->wish) && a->colormap == b->colormap;
}

static void measure(struct terrain *terrain, const struct survey *survey)
{
    int count = survey->columns * survey->rows;
    levels_measure(&terrain->levels, &terrain->subject.wish, survey, terrain->subject.area.rows);
    terrain->tones = memory_resize(terrain->tones, (size_t)count, sizeof *terrain->tones);
    for (int i = 0; i < count; i++)
        terrain->tones[i] = (float)tone_of(
            &terrain->levels.scale, survey_at(survey, i % survey->columns, i / survey->columns));
}

const struct survey *terrain_update(struct terrain *terrain, const struct plot *plot,
                                    const struct lattice *lattice)
{
    const struct session *session = plot->screen->session;
    const struct survey *survey = lab_survey(session->lab, sim_problem(session->sim), lattice, 1);
    struct subject subject = subject_of(plot);
    bool same = terrain->stride > 0 && subjects_equal(&terrain->subject, &subject);
    if (same && terrain->stride == survey->stride)
        return NULL;
    terrain->subject = subject;
    terrain->stride = survey->stride;
    terrain->lattice = *lattice;
    measure(terrain, survey);
    if (!same)
        ramp_make(&terrain->ramp, &colormap_rows[subject.colormap], subject.device.colors,
                  subject.device.light);
    return survey;
}
