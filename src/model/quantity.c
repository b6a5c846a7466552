#include "quantity.h"

#include <math.h>

#define NUMBER(name, value)                                                                        \
    static double name(const struct row *row)                                                      \
    {                                                                                              \
        return (double)(value);                                                                    \
    }
NUMBER(place_x, row->x)
NUMBER(place_y, row->y)
NUMBER(loss, row->loss)
NUMBER(eta, row->eta)
NUMBER(grad_x, row->gx)
NUMBER(grad_y, row->gy)
NUMBER(converged, row->converged)
NUMBER(diverged, row->diverged)
NUMBER(steps, row->converged ? (double)row->converged_at : HUGE_VAL)
NUMBER(overshoots, row->overshoots)
NUMBER(worsened, row->worsened)
NUMBER(iterations, row->n)

const struct quantity_row quantity_rows[QUANTITY_COUNT] = {
    [QUANTITY_X] = {"x", "its place", place_x, .column = true},
    [QUANTITY_Y] = {"y", "its place", place_y, .column = true},
    [QUANTITY_LOSS] = {"loss", "where it is, or where it was at iteration N", loss, .column = true},
    [QUANTITY_ETA] = {"eta", "the learning rate that leaves the row", eta, .column = true},
    [QUANTITY_GRAD_X] = {"grad_x", "the gradient there, along x", grad_x, .column = true},
    [QUANTITY_GRAD_Y] = {"grad_y", "and along y", grad_y, .column = true},
    [QUANTITY_SHARPNESS] = {"sharpness", "the largest eigenvalue of the Hessian", row_sharpness,
                            .column = true},
    [QUANTITY_GRADIENT] = {"gradient", "the gradient's length", row_gradient_norm},
    [QUANTITY_CONVERGED] = {"converged", "1 if it stands where the gradient vanishes, else 0",
                            converged},
    [QUANTITY_DIVERGED] = {"diverged", "1 if it has left for ever, else 0", diverged},
    [QUANTITY_STEPS] = {"steps", "the iteration at which it converged; infinite if it has not",
                        steps, .of_run = true},
    [QUANTITY_OVERSHOOTS] = {"overshoots", "how many of its steps went too far", overshoots},
    [QUANTITY_WORSENED] = {"worsened", "how many of these ended higher than they began", worsened},
    [QUANTITY_ITERATIONS] = {"iterations", "how many it has made", iterations, .of_run = true},
};
