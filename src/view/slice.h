#ifndef OVERSHOOT_VIEW_SLICE_H
#define OVERSHOOT_VIEW_SLICE_H

/* The slice: the loss along a line through the selected ball, f(θ + s·u).
 *
 * u is the next update, or its part along an axis, so that the ball is at s = 0 and lands at s = 1.
 * Where there is no update to speak of, u is the gradient's or an axis's direction. */

#include "screen.h"

enum slice_line { SLICE_ALONG_STEP, SLICE_ALONG_GRADIENT, SLICE_ALONG_X, SLICE_ALONG_Y };

struct slice {
    enum slice_line line;
    struct row from; /* s = 0 */
    double ux, uy;
    bool lands;               /* there is an update: s = 1 is where it leads to */
    bool plain;               /* the update is -η times the gradient: steps can be told as rates */
    double loss, slope, bend; /* at s = 0: f, g·u, uᵀHu */
    double landing;           /* the loss at s = 1 */
    bool overshoots;          /* downhill at s = 0, uphill at s = 1 */
    double lowest;            /* s of the line's minimum on the ball's side of the rim, or NaN */
    double lowest_loss;
    double rim; /* s where the loss is again that of s = 0; infinite: not within reach */
    bool moves; /* the ball is on its way along the line */
};

struct slice slice_measure(const struct screen *screen);
void slice_losses(const struct screen *screen, const struct slice *slice, const double *s,
                  double *losses, int count);
/* Where a loss is a sum over many rows, only every so many of the line's points are looked at. */
int slice_stride(const struct sim *sim);
/* What value and derivatives at s = 0 promise. */
double slice_parabola(const struct slice *slice, double s);

/* Draws the picture but for the ball, and keeps what the ball needs; then the ball. */
struct slice_view;
struct slice_view *slice_view_new(void);
void slice_view_free(struct slice_view *view);
void slice_draw_ground(const struct screen *screen, struct slice_view *view, struct area area);
void slice_draw_ball(const struct screen *screen, struct slice_view *view);

#endif
