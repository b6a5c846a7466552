#ifndef OVERSHOOT_DRAW_AXES_H
#define OVERSHOOT_DRAW_AXES_H

/* Axes: which round numbers get a tick, and how they are written. */

enum { TICKS_MAX = 40, TICK_SIZE = 16 };
struct ticks {
    int count;
    struct tick {
        double at; /* on the axis; for decades the exponent */
        char text[TICK_SIZE];
    } items[TICKS_MAX];
};

/* A round step (1, 2 or 5 times a power of ten) that divides a span into at most so many parts. */
double axis_step(double span, int most);
/* The multiples of such a step from one end to the other. */
struct ticks axis_ticks(double from, double to, int most);
/* Widens a span so that numbers at every step stand a whole number of rows apart, each at the
 * second of the points in its row; returns the step. 0: that would take too much, and it is as it
 * was. */
double axis_fit(double *from, double *to, int rows, int points);
/* Those of a step that is given. */
struct ticks axis_ticks_by(double from, double to, double step);
/* The same with a number at both ends, whatever they are: for figures, which tell their range. */
struct ticks axis_ticks_whole(double from, double to, int most);
/* Every so many of the decades between two exponents, from the uppermost downwards. */
struct ticks axis_decades(double from, double to, int every);

/* The columns left of a plot that the numbers take, and a blank. */
int axis_gutter(const struct ticks *ticks);

#endif
