#ifndef OVERSHOOT_VIEW_SWEEP_H
#define OVERSHOOT_VIEW_SWEEP_H

/* The view of a sweep: of two numbers a map of what would become of the ball, of one a curve with
 * the strip of where it ends. */

#include "figure.h"

#include "../draw/ramp.h"
#include "../lab/border.h"
#include "../lab/outlook.h"
#include "../session/settings.h"

/* What is shown of a run's outcome, from the palest colour on. */
struct tints {
    enum swept_by by;
    bool logarithmic;
    double low, high; /* of the values; low > high: none are known */
};

enum { OTHER_BORDERS = 3 };

struct sweeping {
    const struct screen *screen;
    struct sweep_axis axes[SWEEP_AXES];
    int count;
    int64_t budget;
    struct outlook outlook;
    struct border border;
    struct other_border {
        int ball;
        struct border border;
    } others[OTHER_BORDERS]; /* of balls with other rules */
    int other_count;
    struct tints tints;
    int64_t best;                 /* the cell; -1: none */
    char missing[NAME_SIZE + 24]; /* why there is nothing to show; else "" */
};

/* --- values and colours: sweep_tint.c --- */

/* NaN: it diverged, or there is none. */
double tint_value(const struct sweeping *sweeping, const struct sweep_cell *cell);
void tints_measure(struct sweeping *sweeping);
/* 0 … 1 */
double tint_tone(const struct tints *tints, double value);
void tint_ramp(struct ramp *ramp, const struct screen *screen);
color tint_verdict(const struct screen *screen, enum verdict_kind kind);
/* Of a cell without colours. */
uint32_t tint_glyph(const struct screen *screen, const struct tints *tints, double tone);
uint32_t tint_letter(enum verdict_kind kind);
/* Which colour is which value, in one row, or in two with the numbers below. */
void tint_legend(const struct sweeping *sweeping, struct area area);

/* --- axes: places on them are values or, where they go by factors, exponents --- */

double sweep_place(const struct sweep_axis *axis, double value);
double sweep_from_place(const struct sweep_axis *axis, double place);
/* From the middle of the first value's share to that of the last one, and half a share beyond. */
void sweep_range(const struct sweep_axis *axis, double *low, double *high);
struct ticks sweep_ticks(const struct screen *screen, const struct sweep_axis *axis, int most);
/* The value's index at a place; outside: the nearest. */
int sweep_index(const struct sweep_axis *axis, double place);
const char *sweep_sign(const struct screen *screen, const struct sweep_axis *axis);
/* Whether the ball's number is in the range, and where. */
bool sweep_here(const struct sweeping *sweeping, int axis, double *place);
struct target_axis sweep_target(const struct sweep_axis *axis);

/* --- the views --- */

/* The heading and how far it has come; returns the area below. */
struct area sweep_head(const struct sweeping *sweeping, struct area area);
/* The tag stands beside its place, but not over what is in `taken`. */
void sweep_tag_here(const struct screen *screen, struct area plot, int column, int row,
                    struct area taken);
/* Of the border of a ball. */
void sweep_border_name(const struct screen *screen, int ball, char name[40]);
/* One number. */
void sweep_draw_curve(struct sweeping *sweeping, struct area area);

part_drawer sweep_draw;

#endif
