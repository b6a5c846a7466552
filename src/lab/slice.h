#ifndef OVERSHOOT_LAB_SLICE_H
#define OVERSHOOT_LAB_SLICE_H

/* The loss along a line through a ball's place: f(θ + s·u).
 *
 * Its direction is that of an update, or of its part along an axis, so that the ball is at s = 0
 * and lands at s = 1. Where there is no update to speak of, it is the gradient's or an axis's. */

#include "line.h"

/* The first ones can be wanted, and are in the order of the setting. */
enum slice_line { SLICE_ALONG_STEP, SLICE_ALONG_X, SLICE_ALONG_Y, SLICE_ALONG_GRADIENT };

struct slice {
    enum slice_line line;
    struct row from; /* s = 0 */
    double ux, uy;
    bool lands; /* there is an update: s = 1 is where it leads to */
    bool plain; /* the update is -η times the gradient: steps can be told as rates */
    bool moves; /* the ball is on its way along the line: said by who asks */

    double loss, slope, bend; /* at s = 0: f, g·u, uᵀHu */
    double landing;           /* the loss at s = 1 */
    bool overshoots;          /* downhill at s = 0, uphill at s = 1 */
    double lowest;            /* s of the line's minimum on the ball's side of the rim, or NaN */
    double lowest_loss;
    double rim; /* s where the loss is again that of s = 0; infinite: not within reach */
};

/* Of the update between two rows; to NULL: there is none. A line without one has a length that can
 * be seen in the region. Of what is not known yet the rows say what they can; there is no lowest
 * place and no rim then. */
struct slice lab_slice(struct lab *lab, const struct sim *sim, enum slice_line wanted,
                       const struct row *from, const struct row *to, const struct region *view);
/* At so many places of it, from one s to another. */
struct line_losses lab_slice_losses(struct lab *lab, const struct problem *problem,
                                    const struct slice *slice, double first, double last,
                                    int count);
/* Where a loss is a sum over many rows, only every so many of the line's points are looked at. */
int slice_stride(const struct problem *problem);
/* What value and derivatives at s = 0 promise. */
double slice_parabola(const struct slice *slice, double s);

#endif
