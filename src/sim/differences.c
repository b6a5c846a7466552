/* What tells balls of one optimizer from each other. */

#include "sim.h"

#include <math.h>
#include <string.h>

bool sim_same_optimizer(const struct sim *sim, int a, int b)
{
    const struct recipe *one = sim_recipe(sim, a), *other = sim_recipe(sim, b);
    return one->rule == other->rule || strcmp(one->rule->text, other->rule->text) == 0;
}

static bool same_schedule(const struct sim *sim, int a, int b)
{
    const struct formula *one = sim_schedule(sim, a), *other = sim_schedule(sim, b);
    return (one == other || strcmp(one->text, other->text) == 0) &&
           sim_recipe(sim, a)->plans[0].per_epoch == sim_recipe(sim, b)->plans[0].per_epoch;
}

/* nan: it has none of that name. */
static double number_of(const struct sim *sim, int ball, const char *name)
{
    const struct recipe *recipe = sim_recipe(sim, ball);
    const struct named_value *value = recipe_value(recipe, name);
    return strcmp(name, "eta") == 0     ? recipe->eta0
           : strcmp(name, "noise") == 0 ? recipe->noise
           : strcmp(name, "batch") == 0 ? (double)recipe->batch
           : value                      ? value->value
                                        : nan("");
}

static bool same_start(const struct sim *sim, int a, int b)
{
    struct point one = sim_conditions(sim, a).start, other = sim_conditions(sim, b).start;
    return one.x == other.x && one.y == other.y;
}

static bool differs_in(const struct sim *sim, int ball, const char *name)
{
    bool schedule = strcmp(name, SIM_SCHEDULE) == 0, start = strcmp(name, SIM_START) == 0;
    bool differs = false;
    double own = schedule || start ? 0 : number_of(sim, ball, name);
    for (int i = 0; i < sim->ball_count && !differs; i++) {
        double other = schedule ? !same_schedule(sim, ball, i)
                       : start  ? !same_start(sim, ball, i)
                                : number_of(sim, i, name);
        differs = sim_same_optimizer(sim, ball, i) && !isnan(other) && other != own;
    }
    return differs;
}

bool sim_same_kind(const struct sim *sim, int a, int b)
{
    const struct recipe *one = sim_recipe(sim, a), *other = sim_recipe(sim, b);
    bool same = sim_same_optimizer(sim, a, b) && same_schedule(sim, a, b) &&
                one->eta0 == other->eta0 && one->noise == other->noise &&
                one->batch == other->batch && one->values.count == other->values.count &&
                strcmp(sim->balls[a]->name, sim->balls[b]->name) == 0;
    for (int i = 0; same && i < one->values.count; i++)
        same = one->values.items[i].value == other->values.items[i].value;
    return same;
}

int sim_differences(const struct sim *sim, int ball,
                    struct sim_difference differences[SIM_DIFFERENCES_MAX])
{
    const struct recipe *recipe = sim_recipe(sim, ball);
    const char *const others[] = {SIM_SCHEDULE, "noise", "batch", SIM_START};
    int count = 0, values = recipe->values.count;
    for (int i = -1; i < values + 4; i++) {
        const char *name = i < 0        ? "eta"
                           : i < values ? recipe->values.items[i].name
                                        : others[i - values];
        if (differs_in(sim, ball, name))
            differences[count++] = (struct sim_difference){name, number_of(sim, ball, name)};
    }
    return count;
}
