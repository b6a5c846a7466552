#include "usual.h"

#include "spectrum.h"

#include "../lang/vmath.h"

#include <math.h>
#include <string.h>

/* --- numbers --- */

static const struct named_value *find_number(const struct sim *sim, int ball, const char *name)
{
    const struct named_value *value = recipe_value(sim_recipe(sim, ball), name);
    return value ? value : lets_find(&sim_problem(sim)->lets, name);
}

bool lab_has_number(const struct sim *sim, int ball, const char *name)
{
    bool y = strcmp(name, "y") == 0 && !problem_is_line(sim_problem(sim));
    return strcmp(name, "x") == 0 || y || strcmp(name, "eta") == 0 || find_number(sim, ball, name);
}

double lab_number(const struct sim *sim, int ball, const char *name)
{
    const struct named_value *value = find_number(sim, ball, name);
    struct point start = sim_conditions(sim, ball).start;
    return strcmp(name, "x") == 0     ? start.x
           : strcmp(name, "y") == 0   ? start.y
           : strcmp(name, "eta") == 0 ? sim_recipe(sim, ball)->eta0
           : value                    ? value->value
                                      : (double)NAN;
}

/* --- ranges --- */

/* Two digits that count. */
static double rounded(double value)
{
    double unit = vmath_pow(10, floor(log10(value)) - 1);
    return unit < 1 ? ceil(value / unit - 1e-9) / round(1 / unit)
                    : ceil(value / unit - 1e-9) * unit;
}

/* The greatest curvature at the minimum that is nearest to the start; NaN: none is known. */
static double sharpness(struct lab *lab, const struct sim *sim)
{
    struct curvature curvature;
    bool known = lab_rest(lab, sim_problem(sim), sim->conditions.start, &curvature);
    return known && curvature.high > 1e-9 && curvature.high < 1e9 ? curvature.high : (double)NAN;
}

/* Descent with or without momentum ends a little beyond its border. What divides by sizes of
 * gradients, as adam does, knows no sharpness: a decade below what is set, and one above. */
static void usual_eta(struct lab *lab, const struct sim *sim, int ball, struct sweep_axis *axis)
{
    const struct recipe *recipe = sim_recipe(sim, ball);
    const struct named_value *momentum = recipe_value(recipe, "momentum");
    const struct formula_row *row = recipe->rule->row;
    bool descends = momentum || recipe->values.count == 0;
    bool whole = row && catalogue_eta(row) >= 0.5; /* as newton's */
    double high = descends && !whole ? sharpness(lab, sim) : (double)NAN;
    double eta = fabs(recipe->eta0) > 1e-12 ? fabs(recipe->eta0) : 0.1;
    axis->from = 0;
    if (!isnan(high)) {
        axis->to = rounded((momentum ? 4 : 2.5) / high);
    } else if (descends || whole) {
        axis->to = rounded(2.5 * eta);
    } else {
        double decade = floor(log10(eta) + 0.5);
        axis->from = vmath_pow(10, decade - 2);
        axis->to = vmath_pow(10, decade + 2);
        axis->logarithmic = true;
    }
}

/* A share from 0 to 1, as momentum is, stops short of 1. */
static void usual_value(const struct sim *sim, int ball, struct sweep_axis *axis)
{
    const struct named_value *value = find_number(sim, ball, axis->name);
    const struct parameter_row *row = value ? value->row : NULL;
    double now = value ? value->value : 0, size = now != 0 ? rounded(2 * fabs(now)) : 1;
    axis->from = now < 0 ? -size : 0;
    axis->to = now < 0 ? 0 : size;
    if (row && row->low >= 0 && row->high <= 1)
        axis->from = 0, axis->to = 0.99;
    if (row && axis->from < row->low)
        axis->from = row->low;
    if (row && axis->to > row->high)
        axis->to = row->high;
}

static void usual_range(struct lab *lab, const struct sim *sim, int ball, struct sweep_axis *axis)
{
    const struct region *domain = &sim_problem(sim)->domain;
    if (strcmp(axis->name, "eta") == 0)
        usual_eta(lab, sim, ball, axis);
    else if (strcmp(axis->name, "x") == 0)
        axis->from = domain->x0, axis->to = domain->x1;
    else if (strcmp(axis->name, "y") == 0)
        axis->from = domain->y0, axis->to = domain->y1;
    else
        usual_value(sim, ball, axis);
}

/* Momentum beside eta or, where there is none, the first share that the rule has. */
static const char *usual_second(const struct recipe *recipe)
{
    if (recipe_value(recipe, "momentum"))
        return "momentum";
    for (int i = 0; i < recipe->values.count; i++) {
        const struct parameter_row *row = recipe->values.items[i].row;
        if (row && row->low >= 0 && row->high <= 1)
            return recipe->values.items[i].name;
    }
    return NULL;
}

int lab_usual_axes(struct lab *lab, const struct sim *sim, int ball,
                   struct sweep_axis axes[SWEEP_AXES], int count)
{
    enum { ALONE = 480, ACROSS = 120, UP = 60 };
    const char *second = usual_second(sim_recipe(sim, ball));
    if (count == 0) {
        memset(axes, 0, SWEEP_AXES * sizeof *axes);
        memcpy(axes[count++].name, "eta", sizeof "eta");
        if (second)
            memcpy(axes[count++].name, second, strlen(second) + 1);
    }
    for (int i = 0; i < count; i++) {
        if (axes[i].from == axes[i].to)
            usual_range(lab, sim, ball, &axes[i]);
        if (axes[i].count == 0)
            axes[i].count = count == 1 ? ALONE : i == 0 ? ACROSS : UP;
    }
    return count;
}
