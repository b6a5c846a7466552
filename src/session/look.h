#ifndef OVERSHOOT_SESSION_LOOK_H
#define OVERSHOOT_SESSION_LOOK_H

/* How things are looked at. */

#include "../sim/sim.h"

#include <stdbool.h>
#include <stdint.h>

enum scale { SCALE_LOG, SCALE_LINEAR };

enum layer {
    LAYER_CONTOURS,
    LAYER_TRAIL,
    LAYER_FUTURE,
    LAYER_ARROWS,
    LAYER_GRADIENT,
    LAYER_MINIMA,
    LAYER_CRITICAL,
    LAYER_START,
    LAYER_AXES,
    LAYER_PANEL,
    LAYER_CHART,
    LAYER_COLORBAR,
    LAYER_GHOST,
    LAYER_BATCH,
    LAYER_COUNT
};
struct layer_row {
    const char *name, *help;
    bool shown; /* at first */
};
extern const struct layer_row layer_rows[LAYER_COUNT];

/* What stands beside the panel, in the order in which the user named it. */
enum view_kind { VIEW_MAP, VIEW_RELIEF, VIEW_SLICE, VIEW_STEP, VIEW_CHARTS, VIEW_DATA, VIEW_COUNT };
enum { VIEWS_SHOWN_MAX = 2 };
struct view_row {
    const char *name, *help;
};
extern const struct view_row view_rows[VIEW_COUNT];

/* The line that the slice is along: that of the next update, or one of the axes. */
enum slice_direction { SLICE_STEP, SLICE_X, SLICE_Y, SLICE_DIRECTION_COUNT };
extern const char *const slice_names[SLICE_DIRECTION_COUNT];

/* How the relief is seen: turned by -180 < turn <= 180, from the side (tilt 0) to above (90). */
enum { TURN_FIRST = 30, TILT_FIRST = 51, TILT_LEAST = 10, TILT_GREATEST = 90 };

/* What has a chart over the iterations; in the order of its use. */
enum chart_kind { CHART_LOSS, CHART_ETA, CHART_EDGE, CHART_GRADIENT, CHART_DISTANCE, CHART_COUNT };
struct chart_row {
    const char *name, *help;
};
extern const struct chart_row chart_rows[CHART_COUNT];

/* What the view `data` shows: one column of the data over another, and the curve of a ball's place.
 */
struct data_plot {
    int column, over;           /* of sim_data */
    char *formula;              /* of the curve; "" if there is none */
    struct formula_code *curve; /* NULL: none */
};
void data_plot_free(struct data_plot *plot);

struct look {
    struct region view; /* what the map shows */
    enum scale scale;
    const struct colormap_row *colormap;
    bool layers[LAYER_COUNT];
    enum view_kind views[VIEWS_SHOWN_MAX];
    int view_count;
    bool follow; /* the view goes with the selected ball */
    bool single; /* the first view alone, without what stands beside it */
    bool big;    /* few numbers, large: for who sits far away */
    enum slice_direction slice;
    double turn, tilt;                   /* of the relief, in degrees */
    enum chart_kind charts[CHART_COUNT]; /* those wanted: as many as there is room for */
    int chart_count;
    struct data_plot *plot; /* NULL: none */
    int64_t cursor;         /* the tick whose values the charts tell; -1: off */
};

/* As it is at first; the view is yet to be set. */
void look_begin(struct look *look);
void look_free(struct look *look);

void look_show_all_charts(struct look *look);
/* Takes the plot, which may be NULL. */
void look_set_plot(struct look *look, struct data_plot *plot);

/* Fails for a view that is too far from the surface. */
bool look_set_view(struct look *look, const struct region *domain, struct region view,
                   struct error *error);
/* Moves the view to where a ball is, if it is to follow it and the ball is near the edge. */
void look_follow(struct look *look, const struct region *domain, struct point ball);

#endif
