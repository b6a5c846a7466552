#ifndef OVERSHOOT_DRAW_AXES_H
#define OVERSHOOT_DRAW_AXES_H

/* Axes: which round numbers get a tick, how they are written, and where there is room for them. No
 * line is drawn: the field or the grid ends there. */

#include "frame.h"

#include "../base/plane.h"

#include <stdbool.h>

enum { TICKS_MAX = 40, TICK_SIZE = 16 };
struct tick {
    double at; /* on the axis; for decades the exponent */
    bool labelled;
    char text[TICK_SIZE];
};

/* The round numbers (1, 2 or 5 times a power of ten apart) from one end to the other, which part it
 * into at most `most`. Returns how many. */
int axis_ticks(double from, double to, int most, struct tick ticks[TICKS_MAX]);
/* The decades between two exponents; of their numbers at most `most` are written: every first,
 * second, third, fifth … */
int axis_decades(double from, double to, int most, struct tick ticks[TICKS_MAX]);
/* The end of an axis that grows in steps (20, 50, 100, 200 …), so that it stands still. */
double axis_end(double reached);
/* A round step (1, 2 or 5 times a power of ten) that divides a span into at most so many parts. */
double axis_step(double span, int most);

struct axis_style {
    struct style number, name;
    bool unicode; /* a true minus sign */
};
/* The numbers and the name of x in the row below an area. */
void axis_draw_x(struct frame *frame, struct area area, const struct tick *ticks, int count,
                 double from, double to, const char *name, const struct axis_style *style);
/* The numbers of y to the left of it, with the name in one of the two upper rows, whichever is
 * free. Nothing is drawn left of `column`. */
void axis_draw_y(struct frame *frame, struct area area, const struct tick *ticks, int count,
                 double from, double to, int column, const char *name,
                 const struct axis_style *style);
/* The columns that the widest number takes. */
int axis_width(const struct tick *ticks, int count);

#endif
