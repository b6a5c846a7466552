#include "plot.h"

#include <math.h>

struct point ball_place(const struct screen *screen, int ball)
{
    const struct row *rows[2];
    int count = sim_trail(screen->session->sim, ball, 2, rows);
    return point_between((struct point){rows[0]->x, rows[0]->y},
                         (struct point){rows[count - 1]->x, rows[count - 1]->y},
                         screen->display->phase);
}

/* --- the region --- */

static void widen(double *low, double *high, double span)
{
    double middle = (*low + *high) / 2;
    *low = middle - span / 2;
    *high = middle + span / 2;
}

struct region plot_region(const struct screen *screen, struct area area)
{
    struct region view = screen->session->look.region;
    double width = view.x1 - view.x0, height = view.y1 - view.y0;
    double down = area.rows * screen_tallness(screen);
    if (screen->session->look.aspect == ASPECT_FILL || area.columns < 1 || area.rows < 1)
        return view;
    if (width / area.columns < height / down)
        widen(&view.x0, &view.x1, height / down * area.columns);
    else
        widen(&view.y0, &view.y1, width / area.columns * down);
    return view;
}
