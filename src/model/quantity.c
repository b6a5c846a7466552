#include "quantity.h"

#include <math.h>
#include <string.h>

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
NUMBER(iterations, row->n)
NUMBER(next, row->n + 1)
NUMBER(epoch, row->epoch)
NUMBER(overshoots, row->overshoots)
NUMBER(worsened, row->worsened)
NUMBER(converged, row->converged)
NUMBER(diverged, row->diverged)
NUMBER(steps, row->converged ? (double)row->converged_at : HUGE_VAL)

static double edge(const struct row *row)
{
    struct stability stability = row_stability(row);
    return stability.applies ? stability.product : (double)NAN;
}

const struct quantity_row quantity_rows[QUANTITY_COUNT] = {
    [QUANTITY_X] = {"x", "its place", place_x, .column = true},
    [QUANTITY_Y] = {"y", "its place", place_y, .column = true},
    [QUANTITY_F] = {"f", NULL, loss},
    [QUANTITY_LOSS] = {"loss", "where it is, or where it was at iteration N", loss, .column = true},
    [QUANTITY_ETA] = {"eta", "the learning rate that leaves the row", eta, .column = true},
    [QUANTITY_EDGE] = {"edge", "eta times sharpness, where there is an edge of stability", edge},
    [QUANTITY_GRAD_X] = {"grad_x", "the gradient there, along x", grad_x, .column = true},
    [QUANTITY_GRAD_Y] = {"grad_y", "and along y", grad_y, .column = true},
    [QUANTITY_GRADIENT] = {"gradient", "the gradient's length", row_gradient_norm},
    [QUANTITY_SHARPNESS] = {"sharpness", "the largest eigenvalue of the Hessian", row_sharpness,
                            .column = true},
    [QUANTITY_N] = {"n", NULL, iterations},
    [QUANTITY_T] = {"t", NULL, next},
    [QUANTITY_EPOCH] = {"epoch", "its passes over the data", epoch},
    [QUANTITY_ITERATIONS] = {"iterations", "how many it has made", iterations, .of_run = true},
    [QUANTITY_OVERSHOOTS] = {"overshoots", "how many of its steps went too far", overshoots},
    [QUANTITY_WORSENED] = {"worsened", "how many of these ended higher than they began", worsened},
    [QUANTITY_CONVERGED] = {"converged", "1 if it stands where the gradient vanishes, else 0",
                            converged},
    [QUANTITY_DIVERGED] = {"diverged", "1 if it has left for ever, else 0", diverged},
    [QUANTITY_STEPS] = {"steps", "the iteration at which it converged; infinite if it has not",
                        steps, .of_run = true},
};

const struct quantity_row *quantity_find(const char *name)
{
    for (int i = 0; i < QUANTITY_COUNT; i++)
        if (strcmp(quantity_rows[i].name, name) == 0)
            return &quantity_rows[i];
    return NULL;
}
