#include "curve.h"

#include "../base/memory.h"
#include "internal.h"

#include <math.h>
#include <stdlib.h>

/* --- what is worth seeing --- */

static int by_value(const void *left, const void *right)
{
    double a = *(const double *)left, b = *(const double *)right;
    return (a > b) - (a < b);
}

/* Whether the curve turns round at its greatest value (of `sign` times it), rather than that it
 * jumps, or goes on beyond the interval. */
static bool turns_round(const double *values, int count, double sign, double range)
{
    static const double jump = 0.2;
    int best = -1;
    for (int i = 0; i < count; i++)
        if (isfinite(values[i]) && (best < 0 || sign * values[i] > sign * values[best]))
            best = i;
    return best > 0 && best + 1 < count && fabs(values[best] - values[best - 1]) < jump * range &&
           fabs(values[best] - values[best + 1]) < jump * range;
}

/* From the median as far as more than a few points are: what is higher halves it. */
static double end_of(const double *sorted, int count, double sign)
{
    static const double few = 0.025;
    double middle = sorted[count / 2], end = sign > 0 ? sorted[count - 1] : sorted[0];
    for (int halved = 0; halved < 64; halved++) {
        int beyond = 0;
        for (int i = 0; i < count; i++)
            beyond += sign * (sorted[i] - middle) > sign * (end - middle) / 2;
        if (beyond >= few * count || end == middle)
            break;
        end = middle + (end - middle) / 2;
    }
    return end;
}

static void choose_range(struct curve *curve, const double *values, int count)
{
    double *sorted = memory_new((size_t)count + 1, sizeof *sorted);
    int known = 0;
    for (int i = 0; i < count; i++)
        if (isfinite(values[i]))
            sorted[known++] = values[i];
    curve->low = 0, curve->high = 1;
    if (known > 0) {
        qsort(sorted, (size_t)known, sizeof *sorted, by_value);
        curve->low = sorted[0], curve->high = sorted[known - 1];
        double range = curve->high - curve->low;
        if (!turns_round(values, count, 1, range))
            curve->high = end_of(sorted, known, 1);
        if (!turns_round(values, count, -1, range))
            curve->low = end_of(sorted, known, -1);
    }
    free(sorted);
}

/* --- the curve --- */

struct curve lab_line(struct lab *lab, const struct problem *problem, const struct region *line,
                      int count)
{
    struct curve curve = {.lattice = lattice_middles(line, count, 1)};
    curve.survey = lab_survey(lab, problem, &curve.lattice, 1);
    double *values = memory_new((size_t)count, sizeof *values);
    for (int i = 0; i < count; i++)
        values[i] = survey_at(curve.survey, i, 0);
    choose_range(&curve, values, count);
    free(values);
    return curve;
}

double lab_line_loss(struct lab *lab, const struct problem *problem, const struct curve *curve,
                     double x)
{
    enum { COSTLY = 10000 };
    const struct marks *across = &curve->lattice.across;
    double at = (x - across->from) / across->span * across->whole - across->first, y = 0, loss;
    if (problem_operations(problem) >= COSTLY && at >= 0 && at < (double)across->count - 1) {
        int column = (int)at;
        double left = survey_at(curve->survey, column, 0);
        return left + (at - column) * (survey_at(curve->survey, column + 1, 0) - left);
    }
    problem_values(problem, &lab->workspace, &x, &y, &loss, 1);
    return loss;
}

/* --- the map of an update --- */

void lab_map(struct lab *lab, const struct sim *sim, int ball, const double *x, double *next,
             int count)
{
    mover_map(&sim->balls[ball]->mover, &lab->workspace, x, next, count);
}

bool lab_map_has_state(struct lab *lab, const struct sim *sim, int ball)
{
    const struct mover *mover = &sim->balls[ball]->mover;
    return mover_map_has_state(mover, &lab->workspace, mover->now.row.x);
}
