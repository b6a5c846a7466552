#include "mover.h"

#include <math.h>
#include <string.h>

/* 0: the ball has no such parameter. */
static double value_at(const struct mover *mover, const struct recipe *recipe, const char *name)
{
    const double *value = course_value(mover->courses, recipe, name);
    return value ? *value : 0;
}

struct stability mover_stability(const struct mover *mover, const struct recipe *recipe)
{
    const struct optimizer_row *rule = recipe->rule->row;
    const struct row *row = &mover->now.row;
    struct stability stability = {.sharpness = row_sharpness(row)};
    bool torch = rule && strcmp(rule->name, "torch-sgd") == 0;
    if (!rule || (!torch && strcmp(rule->name, "sgd") != 0) ||
        value_at(mover, recipe, "nesterov") != 0)
        return stability;
    double momentum = value_at(mover, recipe, "momentum");
    stability.product = row->eta * stability.sharpness;
    if (torch && momentum != 0)
        stability.product *= 1 - value_at(mover, recipe, "dampening");
    stability.bound = 2 * (1 + momentum);
    stability.swing = (1 - sqrt(momentum)) * (1 - sqrt(momentum));
    stability.applies = stability.sharpness > 0 && isfinite(stability.product) &&
                        stability.product >= 0 && !row->diverged;
    return stability;
}
