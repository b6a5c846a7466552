#include "verdict.h"

#include "../lang/vmath.h"

#include <stddef.h>
#include <stdio.h>

const char *const fate_names[] = {
    [FATE_RUNNING] = "running",
    [FATE_CONVERGED] = "converged",
    [FATE_DIVERGED] = "diverged",
};

const char *const verdict_words[VERDICT_COUNT] = {
    [VERDICT_RUNNING] = "running",         [VERDICT_MONOTONE] = "monotone",
    [VERDICT_OSCILLATING] = "oscillating", [VERDICT_CATAPULT] = "catapult",
    [VERDICT_PERIODIC] = "periodic",       [VERDICT_CHAOTIC] = "chaotic",
    [VERDICT_DIVERGING] = "diverging",
};

const char *verdict_write(struct verdict verdict, char word[VERDICT_SIZE])
{
    if (verdict.kind == VERDICT_PERIODIC)
        snprintf(word, VERDICT_SIZE, "periodic %d", verdict.period);
    else
        snprintf(word, VERDICT_SIZE, "%s", verdict_words[verdict.kind]);
    return word;
}

struct verdict verdict_of_end(enum fate fate, int64_t overshoots, double first, double last,
                              double top)
{
    if (fate != FATE_CONVERGED)
        return (struct verdict){fate == FATE_DIVERGED ? VERDICT_DIVERGING : VERDICT_RUNNING, 0};
    bool thrown = first > last && top - last >= 2 * (first - last);
    return (struct verdict){thrown           ? VERDICT_CATAPULT
                            : overshoots > 0 ? VERDICT_OSCILLATING
                                             : VERDICT_MONOTONE,
                            0};
}

/* --- runs that go on --- */

const double verdict_near = 1e-8;
static const double chaos = 0.01;

/* Whether it is again where it was so many rows ago, all the time. */
static bool comes_back(const struct point *places, int count, int period)
{
    for (int i = 0; i + period < count; i++)
        if (!(vmath_hypot(places[i + period].x - places[i].x, places[i + period].y - places[i].y) <=
              verdict_near))
            return false;
    return true;
}

static double longest_step(const struct point *places, int count)
{
    double longest = 0;
    for (int i = 0; i + 1 < count; i++) {
        double step = vmath_hypot(places[i + 1].x - places[i].x, places[i + 1].y - places[i].y);
        longest = step > longest ? step : longest;
    }
    return longest;
}

/* Whether its steps grow from stretch to stretch as the tangent does, but for half of that: by
 * where in its swing a stretch begins. */
static bool steps_grow(const struct point *places, int count, double growth)
{
    enum { STRETCHES = 4 };
    int length = count / STRETCHES;
    double before = 0, least = vmath_exp(growth * length / 2);
    for (int i = 0; i < STRETCHES && length > 1; i++) {
        double longest = longest_step(places + count - (ptrdiff_t)(STRETCHES - i) * length, length);
        if (!(longest > before * (i > 0 ? least : 1)))
            return false;
        before = longest;
    }
    return length > 1;
}

/* A period has to be seen twice at least. What has one of 1 hardly moves, or stands. */
struct verdict verdict_of_places(const struct point *places, int count, double growth, bool bowl)
{
    int period = 1;
    while (period <= PERIOD_MAX && 2 * period <= count && !comes_back(places, count, period))
        period++;
    bool found = period <= PERIOD_MAX && 2 * period <= count;
    if (found && period > 1)
        return (struct verdict){VERDICT_PERIODIC, period};
    bool grows = !found && growth > chaos;
    return (struct verdict){!grows                                      ? VERDICT_RUNNING
                            : bowl && steps_grow(places, count, growth) ? VERDICT_DIVERGING
                                                                        : VERDICT_CHAOTIC,
                            0};
}
