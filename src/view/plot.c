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

struct region plot_region(const struct screen *screen, struct area area)
{
    struct region view = screen->session->look.region;
    double across = (view.x1 - view.x0) / area.columns, down = area.rows * screen_tallness(screen);
    double each = (view.y1 - view.y0) / down, x = (view.x0 + view.x1) / 2;
    double y = (view.y0 + view.y1) / 2;
    if (screen->session->look.aspect == ASPECT_FILL || area.columns < 1 || area.rows < 1)
        return view;
    if (across < each)
        view.x0 = x - each * area.columns / 2, view.x1 = x + each * area.columns / 2;
    else
        view.y0 = y - across * down / 2, view.y1 = y + across * down / 2;
    return view;
}

double plot_height(const struct plot *plot, double loss)
{
    return plot->heights ? tone_unbounded(plot->heights, loss) : loss;
}
