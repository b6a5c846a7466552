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
    static const double mantissas[][6] = {{1, 1.5, 2, 3, 5, 7}, {1, 2, 5}, {1, 3}, {1}};
    static const int sizes[] = {6, 3, 2, 1};
    enum { COARSEST = sizeof sizes / sizeof *sizes - 1 };
    double least = levels->scale.least, span = levels->scale.greatest - least;
    double step = axis_step(span, 20);
    double base = least >= 0 && least <= span ? 0 : floor(least / step) * step;
    int count = -1;
    for (int i = 0; count < 0; i++) {
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

/* A logarithm of the height above the least value would give all colours to the last bits of the
 * deepest pixel. What lies below the height of the lowest fiftieth of the view is therefore drawn
 * nearly linearly: valleys, which are what balls roll in, get room and keep a bottom. */
void levels_measure(struct levels *levels, enum scale scale, const struct survey *survey, int rows)
{
    struct spread all = survey_spread(survey);
    const struct tone_scale found = {scale, all.least, all.greatest,
                                     fmax(all.valley, (all.greatest - all.least) * 1e-6)};
    levels_of_scale(levels, &found, (int)fmin(fmax(rows / 2, LEVELS_LEAST), LEVELS_MAX));
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
