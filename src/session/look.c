#include "look.h"

#include <math.h>
#include <stdlib.h>

const struct layer_row layer_rows[LAYER_COUNT] = {
    [LAYER_CONTOURS] = {"contours", "lines of equal loss", true},
    [LAYER_TRAIL] = {"trail", "where the balls were", true},
    [LAYER_FUTURE] = {"future", "where the selected ball will be if nothing changes", false},
    [LAYER_ARROWS] = {"arrows", "what the selected ball's next step is made of", false},
    [LAYER_GRADIENT] = {"gradient", "a field of arrows: where downhill is", false},
    [LAYER_MINIMA] = {"minima", "the surface's known minima", true},
    [LAYER_CRITICAL] = {"critical", "minima, saddles and maxima that Newton's method finds", true},
    [LAYER_START] = {"start", "where the balls begin", true},
    [LAYER_AXES] = {"axes", "the map's scales", true},
    [LAYER_PANEL] = {"panel", "the numbers beside the map", true},
    [LAYER_CHART] = {"chart", "the panel's charts", true},
    [LAYER_COLORBAR] = {"colorbar", "which colour is which loss, where the map is wide", true},
    [LAYER_GHOST] = {"ghost", "the runs before, as dots, in charts the selected ball's", false},
    [LAYER_BATCH] = {"batch", "the loss of the next mini-batch, as dashed lines", false},
};

const struct view_row view_rows[VIEW_COUNT] = {
    [VIEW_MAP] = {"map", "the surface from above"},
    [VIEW_RELIEF] = {"relief", "the surface in perspective"},
    [VIEW_SLICE] = {"slice", "the loss along the next step"},
    [VIEW_STEP] = {"step", "why this step: the rule with its numbers"},
    [VIEW_CHARTS] = {"charts", "loss, learning rate and more over the iterations"},
    [VIEW_DATA] = {"data", "the measurements, and the balls as curves through them"},
};

const char *const slice_names[SLICE_DIRECTION_COUNT] = {
    [SLICE_STEP] = "step", [SLICE_X] = "x", [SLICE_Y] = "y"};

const struct chart_row chart_rows[CHART_COUNT] = {
    [CHART_LOSS] = {"loss", "the loss, with its overshoots"},
    [CHART_ETA] = {"eta", "the learning rate"},
    [CHART_EDGE] = {"edge", "eta times sharpness, and the edge of stability"},
    [CHART_GRADIENT] = {"gradient", "the gradient's norm"},
    [CHART_DISTANCE] = {"distance", "how far the nearest minimum is"},
};

void data_plot_free(struct data_plot *plot)
{
    if (!plot)
        return;
    formula_code_free(plot->curve);
    free(plot->formula);
    free(plot);
}

void look_begin(struct look *look)
{
    *look = (struct look){
        .scale = SCALE_LOG,
        .colormap = &colormap_rows[0],
        .views = {VIEW_MAP},
        .view_count = 1,
        .turn = TURN_FIRST,
        .tilt = TILT_FIRST,
        .cursor = -1,
    };
    for (int i = 0; i < LAYER_COUNT; i++)
        look->layers[i] = layer_rows[i].shown;
    look_show_all_charts(look);
}

void look_free(struct look *look)
{
    look_set_plot(look, NULL);
}

void look_show_all_charts(struct look *look)
{
    for (int i = 0; i < CHART_COUNT; i++)
        look->charts[i] = (enum chart_kind)i;
    look->chart_count = CHART_COUNT;
}

void look_set_plot(struct look *look, struct data_plot *plot)
{
    data_plot_free(look->plot);
    look->plot = plot;
}

bool look_set_view(struct look *look, const struct region *domain, struct region view,
                   struct error *error)
{
    double width = view.x1 - view.x0, height = view.y1 - view.y0;
    if (!(view.x0 > domain->x0 - 1e9 * width && view.x0 < domain->x1 + 1e9 * width &&
          view.y0 > domain->y0 - 1e9 * height && view.y0 < domain->y1 + 1e9 * height))
        return error_at(error, 0, "the view would be too far from the surface");
    look->view = view;
    return true;
}

/* The view stays until the ball is in the outer tenth, then goes by as many quarters of its size as
 * bring the ball to the inner half: seldom, and never to and fro. */
static double follow_shift(double low, double high, double at)
{
    double size = high - low, place = (at - low) / size;
    if (place > 0.9)
        return ceil(4 * (place - 0.75)) / 4 * size;
    return place < 0.1 ? -ceil(4 * (0.25 - place)) / 4 * size : 0;
}

void look_follow(struct look *look, const struct region *domain, struct point ball)
{
    struct region view = look->view;
    double dx = follow_shift(view.x0, view.x1, ball.x);
    double dy = follow_shift(view.y0, view.y1, ball.y);
    if (!look->follow || (dx == 0 && dy == 0))
        return;
    struct error too_far; /* then the view stays */
    look_set_view(look, domain,
                  (struct region){view.x0 + dx, view.x1 + dx, view.y0 + dy, view.y1 + dy},
                  &too_far);
}
