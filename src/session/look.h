#ifndef OVERSHOOT_SESSION_LOOK_H
#define OVERSHOOT_SESSION_LOOK_H

/* How things are looked at. */

#include "chart.h"
#include "pins.h"

#include "../draw/lines.h"
#include "../lab/range.h"
#include "../lab/sweep.h"
#include "../lab/throng.h"
#include "../lang/data.h"
#include "../sim/sim.h"

#include <stdbool.h>
#include <stdint.h>

enum scale { SCALE_AUTO, SCALE_LOG, SCALE_LINEAR }; /* auto: colours log, heights linear */
/* How leaps are drawn on the map; and whether it has one measure across and up. */
enum hops { HOPS_STRAIGHT, HOPS_ARCS };
enum aspect { ASPECT_FILL, ASPECT_EQUAL };

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
    LAYER_EIGEN,
    LAYER_MODEL,
    LAYER_LEGEND,
    LAYER_COUNT
};

/* What stands beside the panel, in the order in which the user named it. */
enum view_kind {
    VIEW_MAP,
    VIEW_RELIEF,
    VIEW_SLICE,
    VIEW_STEP,
    VIEW_CHARTS,
    VIEW_DATA,
    VIEW_RANGE,
    VIEW_SWEEP,
    VIEW_BASIN,
    VIEW_COBWEB,
    VIEW_COUNT
};
enum { VIEWS_SHOWN_MAX = 2 };

/* The line that the slice is along: that of the next update, one of the axes, or the one between
 * two ends, each of which is a place or where a ball is. */
enum slice_direction { SLICE_STEP, SLICE_X, SLICE_Y, SLICE_DIRECTION_COUNT };
enum { SLICE_BETWEEN = SLICE_DIRECTION_COUNT };
struct slice_end {
    struct point place;
    int64_t ball; /* from 1; 0: none, it is the place */
};
struct slice_wish {
    int64_t direction; /* enum slice_direction, or SLICE_BETWEEN */
    struct slice_end ends[2];
};

/* Some of several, each once, in an order. */
enum { PICKS_MAX = 8 };
struct picks {
    int count;
    int items[PICKS_MAX];
};

/* What the view `data` shows: one column of the data over another, and the curve of a ball's place.
 */
struct data_plot {
    owners owners;
    int column, over;           /* of sim_data */
    char *formula;              /* of the curve; "" if there is none */
    struct formula_code *curve; /* NULL: none */
    struct chart_choice record; /* instead: a column of the balls' records over another, if any */
};
void data_plot_release(struct data_plot *plot); /* NULL is none */

/* Which column tells the points of the view `data` apart. */
enum classes_kind { CLASSES_AUTO, CLASSES_OFF, CLASSES_OF };
struct classes {
    enum classes_kind kind;
    char column[DATA_NAME_SIZE]; /* of CLASSES_OF */
};

/* A second formula over the map: its contours or, of a condition, where it does not hold. */
enum overlay_kind {
    OVERLAY_CONTOURS,
    OVERLAY_WITHIN, /* what the formula gives must not be above 0 */
    OVERLAY_ON      /* it must be 0 */
};
struct overlay {
    owners owners;
    char *text; /* as it was typed */
    enum overlay_kind kind;
    bool open; /* < or >: the border is not within */
    const struct problem *problem;
};
void overlay_release(struct overlay *overlay); /* NULL is none */

/* What the view `sweep` shows, as far as the user has said it: see lab/usual.h for the rest. */
enum swept_by { SWEPT_BY_ITERATIONS, SWEPT_BY_LOSS, SWEPT_BY_OVERSHOOTS, SWEPT_BY_VERDICT };
struct swept {
    struct sweep_axis axes[SWEEP_AXES];
    int axis_count; /* 0: the usual ones */
    enum swept_by by;
    int64_t until; /* iterations; 0: as many as is usual */
};

/* What the device is looked at on, where it is not left to what the device says. */
enum theme_choice { THEME_AUTO, THEME_IS_DARK, THEME_IS_LIGHT, THEME_IS_PRINT };
enum charset_choice { CHARSET_AUTO, CHARSET_IS_UNICODE, CHARSET_IS_ASCII };
enum colors_choice {
    COLORS_ARE_AUTO,
    COLORS_ARE_DIRECT,
    COLORS_ARE_256,
    COLORS_ARE_16,
    COLORS_ARE_8,
    COLORS_ARE_MONO
};

enum pixels_choice { PIXELS_ARE_AUTO, PIXELS_ARE_OFF, PIXELS_ARE_KITTY, PIXELS_ARE_SIXEL };

/* The losses that the ends of the colour map stand for; both 0: the least and the greatest in view.
 */
struct tone_limits {
    double low, high;
};
enum { CONTOURS_MAX = 40 }; /* that can be wished for */

/* Each of these has a row in settings.c, but for plot, classes and overlay. */
struct look {
    struct region region; /* what the map shows */
    enum scale scale;
    struct tone_limits limits;
    int64_t levels;       /* at most so many contours; 0: as many as there is room for */
    int colormap;         /* of colormap_rows */
    enum line_mode lines; /* what they are made of, where the terminal can show it */
    enum hops hops;
    enum aspect aspect;
    enum theme_choice theme;
    enum charset_choice charset;
    enum colors_choice colors;
    enum pixels_choice pixels; /* in which way a terminal shows plots as pictures */
    bool layers[LAYER_COUNT];
    struct picks views; /* of enum view_kind, at most VIEWS_SHOWN_MAX */
    bool follow;        /* the view goes with the selected ball */
    bool single;        /* the first view alone, without what stands beside it */
    bool big;           /* few numbers, large: for who sits far away */
    struct slice_wish slice;
    struct swept swept;
    double turn, tilt;   /* the relief: -180 < turn <= 180; from the side (tilt 0) to above (90) */
    struct picks charts; /* of enum quantity, those wanted: as many as there is room for */
    struct range_wish range;   /* of the range test */
    struct chart_choice chart; /* instead of the charts that are rows, if it has any */
    struct crowd_wish crowd;
    int64_t cursor;         /* the tick whose values the charts tell; -1: off */
    struct data_plot *plot; /* NULL: none */
    struct classes classes;
    struct overlay *overlay; /* as the plot */
    struct pins pins;
};

/* What is chosen, else what the device has. */
enum light theme_light(enum theme_choice choice, enum light device);
bool charset_is_unicode(enum charset_choice choice, bool device);
enum color_level colors_of(enum colors_choice choice, enum color_level device);

/* Before a ball goes: an end of the slice at it has no place any longer, and a crowd that moved as
 * it did moves as the first one. After one came. */
void look_without_ball(struct look *look, int ball);
void look_with_ball(struct look *look, int ball);
/* There are so many. */
void look_with_balls(struct look *look, int count);

/* Takes the plot, or the overlay, which may be NULL. */
void look_set_plot(struct look *look, struct data_plot *plot);
void look_set_overlay(struct look *look, struct overlay *overlay);

/* Fails for a view that is too far from the surface. */
bool look_set_view(struct look *look, const struct region *domain, struct region view,
                   struct error *error);
/* Moves the view to where a ball is, if it is to follow it and the ball is near the edge. */
void look_follow(struct look *look, const struct region *domain, struct point ball);

#endif
