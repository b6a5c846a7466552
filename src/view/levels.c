#include "levels.h"

#include "../draw/axes.h"

#include <math.h>

double tone_unbounded(const struct tone_scale *scale, double value)
{
    double span = scale->greatest - scale->least, height = value - scale->least;
    if (!isfinite(value) || span < 0)
        return (double)NAN;
    if (!(span > 0) || !isfinite(span))
        return 0;
    if (scale->scale == SCALE_LINEAR || height < 0)
        return height / span;
    return log1p(height / scale->floor) / log1p(span / scale->floor);
}

double tone_of(const struct tone_scale *scale, double value)
{
    double tone = tone_unbounded(scale, value);
    return isnan(tone) ? tone : fmin(fmax(tone, 0), 1);
}

/* --- levels --- */

static int add_linear(struct levels *levels, int wanted)
{
    const struct tone_scale *scale = &levels->scale;
    struct ticks ticks = axis_ticks(scale->least, scale->greatest, wanted);
    int count = 0;
    for (int i = 0; i < ticks.count && count < wanted; i++)
        if (ticks.items[i].at > scale->least && ticks.items[i].at < scale->greatest)
            levels->values[count++] = ticks.items[i].at;
    return count;
}

/* The values base + m·10^k within the scale: for the first so many of some mantissas, and every
 * `stride`-th k. -1: there are too many. */
static int add_decades(struct levels *levels, int wanted, double base, const double *mantissas,
                       int size, int stride)
{
    const struct tone_scale *scale = &levels->scale;
    double low = fmax(scale->least - base, 0) + scale->floor, high = scale->greatest - base;
    int count = 0;
    for (int k = (int)floor(log10(low)); k <= (int)ceil(log10(high)); k += stride)
        for (int i = 0; i < size; i++) {
            double level = mantissas[i] * pow(10, k);
            if (level < low || level >= high)
                continue;
            if (count == wanted)
                return -1;
            levels->values[count++] = base + level;
        }
    return count;
}

/* Losses that begin near 0 get lines at round losses, others at round heights: as many to a decade
 * as there may be or, of many decades, at every second, third, … of them. */
static int add_logarithmic(struct levels *levels, int wanted)
{
    static const double mantissas[][12] = {
        {1, 1.2, 1.5, 2, 2.5, 3, 4, 5, 6, 7, 8, 9}, {1, 1.5, 2, 3, 5, 7}, {1, 2, 5}, {1, 3}, {1}};
    static const int sizes[] = {12, 6, 3, 2, 1};
    enum { COARSEST = sizeof sizes / sizeof *sizes - 1 };
    double least = levels->scale.least, span = levels->scale.greatest - least;
    double step = axis_step(span, 20);
    double base = least >= 0 && least <= span ? 0 : floor(least / step) * step;
    int count = -1;
    for (int i = wanted <= LEVELS_MOST; count < 0; i++) {
        int fineness = i < COARSEST ? i : COARSEST;
        count = add_decades(levels, wanted, base, mantissas[fineness], sizes[fineness],
                            1 + i - fineness);
    }
    return count;
}

void levels_of_scale(struct levels *levels, const struct tone_scale *scale, int wanted)
{
    double span = scale->greatest - scale->least;
    levels->scale = *scale;
    levels->count = !(span > 0) || !isfinite(span) ? 0
                    : scale->scale == SCALE_LINEAR ? add_linear(levels, wanted)
                                                   : add_logarithmic(levels, wanted);
    for (int i = 0; i < levels->count; i++)
        levels->tones[i] = tone_of(&levels->scale, levels->values[i]);
}

struct tone_wish tone_wish_of(const struct look *look)
{
    return (struct tone_wish){look->scale, look->limits, (int)look->levels};
}

bool tone_wishes_equal(const struct tone_wish *a, const struct tone_wish *b)
{
    return a->scale == b->scale && a->limits.low == b->limits.low &&
           a->limits.high == b->limits.high && a->lines == b->lines;
}

/* A logarithm of the height above the least value would give all colours to the last bits of the
 * deepest pixel. What lies below the height of the lowest fiftieth of the view is therefore drawn
 * nearly linearly: valleys, which are what balls roll in, get room and keep a bottom. Between
 * limits above 0 it is the plain logarithm. */
static struct tone_scale scale_of(const struct tone_wish *wish, const struct survey *survey)
{
    struct spread all = survey_spread(survey);
    const struct tone_limits *limits = &wish->limits;
    bool limited = limits->low < limits->high && all.least <= all.greatest;
    double least = limited ? limits->low : all.least;
    double greatest = limited ? limits->high : all.greatest;
    double floor = fmax(all.valley, (greatest - least) * 1e-6);
    return (struct tone_scale){wish->scale, least, greatest, limited && least > 0 ? least : floor};
}

static double middle_of(const struct tone_scale *scale)
{
    double span = scale->greatest - scale->least;
    return scale->least + (scale->scale == SCALE_LINEAR
                               ? span / 2
                               : scale->floor * expm1(log1p(span / scale->floor) / 2));
}

void levels_measure(struct levels *levels, const struct tone_wish *wish,
                    const struct survey *survey, int rows)
{
    const struct tone_scale scale = scale_of(wish, survey);
    double span = scale.greatest - scale.least;
    int wanted =
        wish->lines > 0 ? wish->lines : (int)fmin(fmax(rows / 2, LEVELS_LEAST), LEVELS_MOST);
    levels_of_scale(levels, &scale, wanted);
    bool none = levels->count == 0 && wish->lines > 0;
    if (none && span > 0 && isfinite(span)) { /* no round loss is between them */
        levels->values[0] = middle_of(&scale);
        levels->tones[0] = tone_of(&scale, levels->values[0]);
        levels->count = 1;
    }
}

int levels_band(const struct levels *levels, double tone)
{
    int band = 0;
    if (isnan(tone))
        return -1;
    while (band < levels->count && levels->tones[band] <= tone)
        band++;
    return band;
}
