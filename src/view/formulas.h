#ifndef OVERSHOOT_VIEW_FORMULAS_H
#define OVERSHOOT_VIEW_FORMULAS_H

/* Charts of formulas, one below the other over one axis. */

#include "charts.h"

/* How far the lines of a formula of one ball reach: kept, as they grow at their ends. */
struct reached {
    int64_t stamp; /* of the line */
    int done;      /* buckets */
    struct extent up, across;
};

/* All charts: their lines, and the axis that they share. */
struct formulas {
    const struct screen *screen;
    const struct chart_choice *chosen;
    const struct measured_line *lines[BALLS_MAX]; /* of each ball, one for each formula */
    struct reached reached[BALLS_MAX][MEASURED_MAX];
    const struct session
        *other; /* beside it, with the same charts, which have one scale; or NULL */
    struct reached others[BALLS_MAX][MEASURED_MAX];
    struct end_names names;
    struct chart_scale x;
    int gutter, margin;
};

/* One of them, of the formulas from `first` to before `end`. */
struct plotted {
    int first, end;
    struct area plot;
    struct chart_scale y;
};

bool formulas_are_over_n(const struct formulas *formulas);
/* The bucket of a ball's present row; -1: there is none. */
int formulas_present(const struct formulas *formulas, int ball, const struct measured_line *line);
/* Where a point of a line is in a plot; NaN: nowhere. */
struct point formulas_place(const struct chart_scale *x, const struct chart_scale *y,
                            struct point at);

#endif
