#include "sim.h"

#include "../lang/vmath.h"

#include <math.h>

const char *const event_names[] = {
    [EVENT_NONE] = "",
    [EVENT_OVERSHOOT] = "overshoot",
    [EVENT_WORSEN] = "worsen",
    [EVENT_CONVERGED] = "converged",
    [EVENT_DIVERGED] = "diverged",
};

double row_gradient_norm(const struct row *row)
{
    return vmath_hypot(row->gx, row->gy);
}

/* The eigenvalues of a symmetric 2x2 matrix lie at the mean of the diagonal, plus and minus this.
 */
static double eigenvalue_spread(const struct row *row)
{
    return vmath_hypot((row->hxx - row->hyy) / 2, row->hxy);
}

double row_sharpness(const struct row *row)
{
    return (row->hxx + row->hyy) / 2 + eigenvalue_spread(row);
}

enum stationary row_stationary(const struct row *row)
{
    double high = row_sharpness(row);
    double low = (row->hxx + row->hyy) / 2 - eigenvalue_spread(row);
    double small = 1e-9 * fmax(1, fmax(fabs(high), fabs(low)));
    if (low > small)
        return STATIONARY_MINIMUM;
    if (high < -small)
        return STATIONARY_MAXIMUM;
    return high > small && low < -small ? STATIONARY_SADDLE : STATIONARY_FLAT;
}

bool row_overshot(const struct row *row)
{
    return row->event == EVENT_OVERSHOOT || row->event == EVENT_WORSEN;
}
