#include "internal.h"

#include <math.h>
#include <string.h>

/* 0: the ball has no such parameter. */
static double value_at(const struct tuning *tuning, const struct moment *moment, const char *name)
{
    const double *value = tuning_value(tuning, moment, name);
    return value ? *value : 0;
}

struct stability moment_stability(const struct tuning *tuning, const struct moment *moment)
{
    const struct optimizer_row *rule = tuning->rule->row;
    const struct row *row = &moment->row;
    struct stability stability = {.sharpness = row_sharpness(row)};
    bool torch = rule && strcmp(rule->name, "torch-sgd") == 0;
    if (!rule || (!torch && strcmp(rule->name, "sgd") != 0) ||
        value_at(tuning, moment, "nesterov") != 0)
        return stability;
    double momentum = value_at(tuning, moment, "momentum");
    stability.product = row->eta * stability.sharpness;
    if (torch && momentum != 0)
        stability.product *= 1 - value_at(tuning, moment, "dampening");
    stability.bound = 2 * (1 + momentum);
    stability.swing = (1 - sqrt(momentum)) * (1 - sqrt(momentum));
    stability.applies = stability.sharpness > 0 && isfinite(stability.product) &&
                        stability.product >= 0 && !row->diverged;
    return stability;
}

struct stability sim_stability(const struct sim *sim, int ball)
{
    return moment_stability(tuning_present(sim, ball), &sim->balls[ball]->now);
}

void moment_note_stability(const struct tuning *tuning, struct moment *moment)
{
    struct stability stability = moment_stability(tuning, moment);
    moment->product = stability.applies ? stability.product : (double)NAN;
    moment->bound = stability.applies ? stability.bound : (double)NAN;
}
