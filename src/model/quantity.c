#include "quantity.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#define NUMBER(name, value)                                                                        \
    static double name(const struct row *row)                                                      \
    {                                                                                              \
        return (double)(value);                                                                    \
    }
NUMBER(place_x, row->x)
NUMBER(place_y, row->y)
NUMBER(loss, row->loss)
NUMBER(noise_floor, row->floor)
NUMBER(validation, row->validation)
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
NUMBER(time_passed, row->time)
NUMBER(contraction, row->loss / row->from.loss)
NUMBER(left_view, row->left)
NUMBER(stuck, row->event == EVENT_STUCK)
NUMBER(steps, row->converged ? (double)row->converged_at : HUGE_VAL)

static double edge(const struct row *row)
{
    struct stability stability = row_stability(row);
    return stability.applies ? stability.product : (double)NAN;
}

static double edge_limit(const struct row *row)
{
    struct stability stability = row_stability(row);
    return stability.applies ? stability.bound : (double)NAN;
}

static double distance(const struct row *row, struct point point)
{
    return hypot(row->x - point.x, row->y - point.y);
}

const struct quantity_row quantity_rows[] = {
    [QUANTITY_LOSS] = {"loss", "the loss, with its overshoots",
                       "where it is, or where it was at iteration N", loss, .limit = noise_floor},
    [QUANTITY_ETA] = {"eta", "the learning rate", "the learning rate of the step from there", eta,
                      .sign = "η", .linear = true},
    [QUANTITY_EDGE] = {"edge", "eta times sharpness, and the edge of stability",
                       "eta times sharpness where it is, of sgd; NaN of another rule, of which "
                       "ruler(BALL) knows it",
                       edge, .sign = "η·λ", .ascii = "eta*L", .none = "a row tells it of sgd alone",
                       .limit = edge_limit, .danger = true},
    [QUANTITY_GRADIENT] = {"gradient", "the gradient's norm", "the norm of its gradient",
                           row_gradient_norm, .sign = "‖g‖", .ascii = "|g|"},
    [QUANTITY_DISTANCE] = {"distance", "how far the nearest minimum is", "its distance to a point",
                           .to = distance, .brief = "dist", .none = "no minimum is known"},
    [QUANTITY_X] = {"x", NULL, "its position", .of = place_x},
    [QUANTITY_Y] = {"y", NULL, "its position", .of = place_y},
    [QUANTITY_GRAD_X] = {"grad_x", NULL, "the gradient there, along x", .of = grad_x},
    [QUANTITY_GRAD_Y] = {"grad_y", NULL, "and along y", .of = grad_y},
    [QUANTITY_SHARPNESS] = {"sharpness", NULL, "the largest eigenvalue of the Hessian",
                            row_sharpness, .sign = "sharpness λ"},
    {"f", NULL, NULL, .of = loss},
    {"n", NULL, NULL, .of = iterations},
    {"t", NULL, NULL, .of = next},
    {"epoch", NULL, "its passes over the data", .of = epoch},
    {"validation", NULL, "the loss of the rows that are held back", .of = validation},
    {"time", NULL, "the sum of its learning rates so far", .of = time_passed},
    {"step", NULL, "the length of the step that led there", .of = row_step},
    {"contraction", NULL, "its loss as a share of the one before", .of = contraction},
    {"energy", NULL, "loss and motion: f + step^2/(2 eta)", .of = row_energy},
    {"direction", NULL, "of the step, in degrees to the x axis", .of = row_direction,
     .linear = true},
    {"angle", NULL, "of the step, in degrees to straight down", .of = row_angle, .linear = true},
    {"left_view", NULL, "1 if it has been outside the surface's view, else 0", .of = left_view},
    {"iterations", NULL, "how many it has made", iterations, .of_run = true},
    {"overshoots", NULL, "how many of its steps were overshoots", .of = overshoots},
    {"worsened", NULL, "how many of these ended higher than they began", .of = worsened},
    {"converged", NULL, "1 if it stands where the gradient vanishes, else 0", .of = converged},
    {"diverged", NULL, "1 if it has left for good, else 0", .of = diverged},
    {"stuck", NULL, "1 if its rule found no step to take, else 0", .of = stuck},
    {"steps", NULL, "the iteration at which it converged; infinite if it has not", steps,
     .of_run = true},
};
const int quantity_row_count = (int)(sizeof quantity_rows / sizeof *quantity_rows);

const struct quantity_row *quantity_find(const char *name)
{
    for (int i = 0; i < quantity_row_count; i++)
        if (strcmp(quantity_rows[i].name, name) == 0)
            return &quantity_rows[i];
    return NULL;
}

const char *quantity_usage(const struct quantity_row *row, char usage[QUANTITY_USAGE_SIZE])
{
    snprintf(usage, QUANTITY_USAGE_SIZE, "%s(BALL%s%s)", row->name, row->to ? ", X, Y" : "",
             row->of_run ? "" : ", [N]");
    return usage;
}
