#include "curve.h"

#include "../base/memory.h"
#include "internal.h"
#include "line.h"

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

void lab_drop_map(struct lab *lab)
{
    free(lab->mapped.next);
    halfway_free(&lab->mapped.halfway);
    lab->mapped = (struct lab_mapped){0};
}

/* So many places at once as are a share of work, of which each is an update. */
static int places_of(const struct problem *problem, int left)
{
    int64_t points = problem_slice_points(problem) / 4;
    return points < 1 ? 1 : points < left ? (int)points : left;
}

/* A few more places, or a share of the work on them. */
static void map_on(struct lab *lab, const struct sim *sim)
{
    struct lab_mapped *mapped = &lab->mapped;
    int all = mapped->count, count = places_of(sim_problem(sim), all - mapped->known);
    double *x = memory_new(2 * (size_t)count, sizeof *x), *next = x + count;
    double width = mapped->last - mapped->first, whole = all > 1 ? all - 1 : 1;
    for (int i = 0; i < count; i++)
        x[i] = mapped->first + width * line_order(all, mapped->known + i) / whole;
    workspace_share(&lab->workspace, &mapped->halfway, lab_share(lab));
    mover_map(&sim->balls[mapped->ball]->mover, &lab->workspace, x, next, count);
    if (workspace_rest(&lab->workspace)) {
        for (int i = 0; i < count; i++)
            mapped->next[line_order(all, mapped->known + i)] = next[i];
        mapped->known += count;
        line_fill(mapped->next, all, mapped->known);
    }
    free(x);
}

const double *lab_map(struct lab *lab, const struct sim *sim, int ball, double first, double last,
                      int count)
{
    struct lab_mapped *mapped = &lab->mapped;
    if (mapped->stamp != sim->stamp || mapped->ball != ball || mapped->first != first ||
        mapped->last != last || mapped->count != count) {
        lab_drop_map(lab);
        *mapped = (struct lab_mapped){.stamp = sim->stamp, .ball = ball, .count = count};
        mapped->first = first;
        mapped->last = last;
        mapped->next = memory_new((size_t)count, sizeof *mapped->next);
    }
    for (bool late = false; mapped->known < count && !late;) {
        map_on(lab, sim);
        late = lab->is_late && lab->is_late(lab->context);
    }
    lab->shortfalls += mapped->known < count;
    return mapped->known > 0 ? mapped->next : NULL;
}

bool lab_map_has_state(struct lab *lab, const struct sim *sim, int ball)
{
    const struct mover *mover = &sim->balls[ball]->mover;
    return mover_map_has_state(mover, &lab->workspace, mover->now.row.x);
}
