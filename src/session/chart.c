#include "chart.h"

#include "../sim/measure.h"

bool chart_is_possible(const struct sim *sim, int ball, const char *formula, struct error *error)
{
    for (int i = -1; i < sim->ball_count; i++) {
        struct measure *measure =
            measure_new(sim, i < 0 ? ball : i, formula, NULL, 0, i < 0 ? error : NULL);
        measure_free(measure);
        if (measure)
            return true;
    }
    return false;
}
