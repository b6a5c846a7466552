/* Along which line the slice is. */

#include "slice.h"

#include <math.h>

/* Without an update: a direction of a length that can be seen on the map. */
static void use_fallback(const struct screen *screen, struct slice *slice)
{
    const struct region *view = &screen->session->look.region;
    double size = (view->x1 - view->x0) / 8, norm = row_gradient_norm(&slice->from);
    bool along_y = screen->session->look.slice == SLICE_Y;
    slice->lands = slice->plain = slice->moves = false;
    if (screen->session->look.slice == SLICE_STEP && isfinite(norm) &&
        norm > screen->session->sim->conditions.tolerance) {
        slice->line = SLICE_ALONG_GRADIENT;
        slice->ux = -slice->from.gx / norm * size;
        slice->uy = -slice->from.gy / norm * size;
        return;
    }
    slice->line = along_y ? SLICE_ALONG_Y : SLICE_ALONG_X;
    slice->ux = along_y ? 0 : size;
    slice->uy = along_y ? (view->y1 - view->y0) / 8 : 0;
}

static void choose_line(const struct screen *screen, struct slice *slice)
{
    static const enum slice_line lines[] = {
        [SLICE_STEP] = SLICE_ALONG_STEP, [SLICE_X] = SLICE_ALONG_X, [SLICE_Y] = SLICE_ALONG_Y};
    const struct region *view = &screen->session->look.region;
    struct update update;
    slice->line = lines[screen->session->look.slice];
    slice->lands = screen_update(screen, &update);
    slice->from = update.from;
    slice->moves = update.moves;
    const struct row *from = &slice->from, *next = &update.to;
    if (slice->lands) {
        slice->ux = slice->line == SLICE_ALONG_Y ? 0 : next->x - from->x;
        slice->uy = slice->line == SLICE_ALONG_X ? 0 : next->y - from->y;
        double off = hypot(next->x - from->x + from->eta * from->gx,
                           next->y - from->y + from->eta * from->gy);
        slice->plain = off <= 1e-9 * hypot(next->x - from->x, next->y - from->y);
    }
    /* A step that is no more than rounding has no shape; one that is not finite has no place. */
    double length = hypot(slice->ux, slice->uy);
    double least = 1e-7 * hypot(view->x1 - view->x0, view->y1 - view->y0);
    if (!slice->lands || !isfinite(length) || length < least)
        use_fallback(screen, slice);
}

struct slice slice_measure(const struct screen *screen)
{
    struct slice slice = {0};
    choose_line(screen, &slice);
    lab_slice(screen->session->lab, sim_problem(screen->session->sim), &slice);
    return slice;
}
