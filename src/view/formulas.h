#ifndef OVERSHOOT_VIEW_FORMULAS_H
#define OVERSHOOT_VIEW_FORMULAS_H

/* Charts of formulas, one below the other over one axis. */

#include "line_end.h"
#include "scale.h"

#include "../lab/measured.h"

/* All charts: their lines, and the axis that they share. */
struct formulas {
    const struct screen *screen;
    const struct chart_choice *chosen;
    const enum quantity *quantities; /* of charts of the record one for each; NULL: of all rows */
    struct sheets *sheets;
    const struct thinned *lines[BALLS_MAX]; /* of each ball, one for each formula */
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

/* The axis below them, with the iteration that was chosen. */
void formulas_draw_axis(const struct formulas *formulas, struct area plot);
/* At the end of the first row: which ball and iteration is told; returns the column before that. */
int formulas_draw_tick(const struct screen *screen, struct area area, int64_t tick, bool known);

struct sheet;
struct sheet_key;
/* All of a choice, in an area. */
void formulas_draw(const struct screen *screen, struct area area, struct sheets *sheets,
                   const struct chart_choice *chosen);
/* But for the plots. */
struct sheet_key formulas_key(const struct formulas *formulas, struct area area);
/* One of them that is on a sheet. */
void formulas_draw_plot(const struct formulas *formulas, struct sheet *sheet, int index);

#endif
