/* What of the lines of formulas is where. */

#include "formulas.h"

#include <math.h>

int formulas_present(const struct formulas *formulas, int ball, const struct measured_line *line)
{
    const struct sim *sim = formulas->screen->session->sim;
    int64_t n = sim->clock - sim->balls[ball]->born;
    int64_t index = n < 0 ? -1 : n / line->stride;
    return index < line->count ? (int)index : line->count - 1;
}

struct point formulas_place(const struct chart_scale *x, const struct chart_scale *y,
                            struct point at)
{
    bool none = isnan(at.y) || (x->decades && !(at.x > 0));
    if (none)
        return (struct point){(double)NAN, (double)NAN};
    return (struct point){chart_scale_place(x, at.x), chart_scale_place(y, at.y)};
}
