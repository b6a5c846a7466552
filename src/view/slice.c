/* The slice's numbers: direction, landing, and where the line is lowest. */

#include "slice.h"

#include "../base/memory.h"

#include <math.h>
#include <stdlib.h>

/* The search goes REACH steps far. Its points lie the closer the nearer to the ball, so that it
 * sees a valley a thousandth of a step wide as well as one that is many steps away. */
enum { SEARCH_POINTS = 1500, REACH = 40 };
static const double crowding = 13;

void slice_losses(const struct screen *screen, const struct slice *slice, const double *s,
                  double *losses, int count)
{
    double *places = memory_new(2 * (size_t)count, sizeof *places);
    for (int i = 0; i < count; i++) {
        places[i] = slice->from.x + s[i] * slice->ux;
        places[count + i] = slice->from.y + s[i] * slice->uy;
    }
    problem_values(sim_problem(screen->session->sim), &screen->asking->workspace, places,
                   places + count, losses, count);
    free(places);
}

double slice_parabola(const struct slice *slice, double s)
{
    return slice->loss + s * (slice->slope + s * slice->bend / 2);
}

/* Without an update: a direction of a length that can be seen on the map. */
static void use_fallback(const struct screen *screen, struct slice *slice)
{
    const struct region *view = &screen->session->look.view;
    double size = (view->x1 - view->x0) / 8, norm = row_gradient_norm(&slice->from);
    bool along_y = screen->session->look.slice == SLICE_Y;
    slice->lands = slice->plain = slice->moves = false;
    if (screen->session->look.slice == SLICE_STEP && isfinite(norm) &&
        norm > sim_conditions(screen->session->sim)->tolerance) {
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
    const struct region *view = &screen->session->look.view;
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

/* The vertex of the parabola through three points. */
static double vertex(const double *s, const double *f)
{
    double a = (s[1] - s[0]) * (f[1] - f[2]), b = (s[1] - s[2]) * (f[1] - f[0]);
    double bottom = 2 * (a - b);
    double move = ((s[1] - s[0]) * a - (s[1] - s[2]) * b) / bottom;
    return isfinite(move) ? s[1] - move : s[1];
}

/* Places on the way to REACH, closer to each other near the ball; always the same ones. */
static const double *search_places(void)
{
    static _Thread_local double places[SEARCH_POINTS];
    if (places[SEARCH_POINTS - 1] == 0)
        for (int i = 0; i < SEARCH_POINTS; i++)
            places[i] = REACH * expm1(crowding * i / (SEARCH_POINTS - 1)) / expm1(crowding);
    return places;
}

int slice_stride(const struct sim *sim)
{
    int64_t operations = problem_operations(sim_problem(sim));
    return operations < 50000 ? 1 : operations < 200000 ? 5 : 30;
}

/* Downhill from the ball to the rim; undefined ground ends the search. */
static void find_lowest(const struct screen *screen, struct slice *slice)
{
    double s[SEARCH_POINTS], f[SEARCH_POINTS];
    double side = slice->slope > 0 ? -1 : 1;
    const double *places = search_places();
    int stride = slice_stride(screen->session->sim), count = SEARCH_POINTS / stride;
    for (int i = 0; i < count; i++)
        s[i] = side * places[i * stride];
    slice_losses(screen, slice, s, f, count);
    double rounding = 1e-12 * fabs(slice->loss);
    int lowest = 0, i = 1;
    for (; i < count && isfinite(f[i]) && f[i] <= slice->loss + rounding; i++)
        lowest = f[i] < f[lowest] ? i : lowest;
    if (i < count && isfinite(f[i])) {
        double share = (slice->loss - f[i - 1]) / (f[i] - f[i - 1]);
        slice->rim = s[i - 1] + fmin(fmax(share, 0), 1) * (s[i] - s[i - 1]);
    }
    if (lowest == 0 || lowest == count - 1 || !isfinite(f[lowest + 1]))
        return;
    slice->lowest = vertex(s + lowest - 1, f + lowest - 1);
    slice_losses(screen, slice, &slice->lowest, &slice->lowest_loss, 1);
}

struct slice slice_measure(const struct screen *screen)
{
    struct slice slice = {.lowest = (double)NAN, .lowest_loss = (double)NAN, .rim = HUGE_VAL};
    choose_line(screen, &slice);
    const struct row *from = &slice.from;
    double ux = slice.ux, uy = slice.uy;
    slice.slope = from->gx * ux + from->gy * uy;
    slice.bend = ux * ux * from->hxx + 2 * ux * uy * from->hxy + uy * uy * from->hyy;
    /* The loss here by the surface as it is now, like the rest of the line. */
    double s[] = {0, 1, 1 - 1e-4, 1 + 1e-4}, f[4];
    slice_losses(screen, &slice, s, f, 4);
    slice.loss = f[0];
    slice.landing = f[1];
    slice.overshoots = slice.lands && slice.slope < 0 && f[3] > f[2];
    if (isfinite(slice.loss))
        find_lowest(screen, &slice);
    return slice;
}
