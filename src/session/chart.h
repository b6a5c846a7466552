#ifndef OVERSHOOT_SESSION_CHART_H
#define OVERSHOOT_SESSION_CHART_H

/* What `chart` says: formulas over one axis, one below the other, or several in one chart. Unused
 * bytes are 0. */

#include "../lab/measured.h"

enum chart_axis { CHART_AXIS_AUTO, CHART_AXIS_LOG, CHART_AXIS_LINEAR };
enum { CHART_TEXT_MAX = 128 };

struct chart_choice {
    int count; /* 0: the charts are those of `charts` */
    struct chart_item {
        char formula[CHART_TEXT_MAX];
        enum chart_axis axis;
        bool with;        /* in the chart of the one before */
        bool ranged;      /* its axis is not where the numbers are, but */
        double low, high; /* from there to there */
    } items[MEASURED_MAX];
    char over[CHART_TEXT_MAX]; /* "": n */
    enum chart_axis axis;
};

/* Whether some ball has all that a formula names; else the error of the one given. */
bool chart_is_possible(const struct sim *sim, int ball, const char *formula, struct error *error);

#endif
