/* The loss of the selected ball's next mini-batch: its lines of equal loss, dashed, beneath trails
 * and marks. They are those of the ground's own levels, so that it shows how the batch's valley
 * lies beside the one of all rows; they are others in each iteration.
 *
 * The loss is computed on a lattice that is as fine as the rows allow. */

#include "contours.h"
#include "layers.h"

#include "../base/memory.h"

#include <math.h>
#include <stdlib.h>

enum { WORK_MAX = 500000, LATTICE_LEAST = 8 }; /* points times rows */

static int within(int value, int low, int high)
{
    return value < low ? low : value > high ? high : value;
}

void batch_lines_draw(const struct plot *plot)
{
    const struct session *session = plot->screen->session;
    const struct region *view = &plot->view;
    int ball = session->selected;
    int64_t rows = sim_recipe(session->sim, ball)->batch;
    if (rows == 0 || plot->levels->count == 0)
        return; /* its next update sees the full loss */
    int most = (int)fmin(sqrt((double)WORK_MAX / (double)rows), 1000);
    int across = within(most, LATTICE_LEAST, plot->area.columns / 2 + LATTICE_LEAST);
    int down = within(most, LATTICE_LEAST, plot->area.rows + LATTICE_LEAST);
    size_t count = (size_t)across * (size_t)down;
    double *loss = memory_new(count, sizeof *loss);
    float *tones = memory_new(count, sizeof *tones);
    const struct lattice lattice = lattice_corners(view, across, down);
    const struct grid grid = {
        tones,
        1,
        across,
        down,
        {view->x0, view->y1},
        {(view->x1 - view->x0) / (across - 1), (view->y0 - view->y1) / (down - 1)}};
    drawing_at(plot->drawing, DEPTH_PAST, ball);
    if (lab_batch(session->lab, session->sim, ball, &lattice, loss)) {
        for (size_t i = 0; i < count; i++)
            tones[i] = (float)tone_unbounded(&plot->levels->scale, loss[i]);
        contours_draw(
            plot, &grid, plot->levels,
            (struct ink){.color = ball_color(plot, ball), .dash = DASH_DASHED, .age = AGE_OLD},
            NULL);
    }
    free(tones);
    free(loss);
}
