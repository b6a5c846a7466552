#include "levels.h"

#include "../draw/axes.h"

#include <math.h>
#include <stdlib.h>

enum { SAMPLE_MAX = 4096 };

static int rising(const void *left, const void *right)
{
    double a = *(const double *)left, b = *(const double *)right;
    return (a > b) - (a < b);
}

/* A logarithm of the height above the least value would give all colours to the last bits of the
 * deepest pixel. What lies below the height of the lowest fiftieth of the view is therefore drawn
 * nearly linearly: valleys, which are what balls roll in, get room and keep a bottom. */
static double floor_height(const double *values, int64_t count, double least, double greatest)
{
    double sample[SAMPLE_MAX] = {0};
    int taken = 0;
    for (int64_t i = 0; i < count; i += count / SAMPLE_MAX + 1)
        if (isfinite(values[i]))
            sample[taken++] = values[i] - least;
    qsort(sample, (size_t)taken, sizeof *sample, rising);
    return fmax(sample[taken / 50], (greatest - least) * 1e-6);
}

struct tone_scale tone_scale_measure(enum scale scale, const double *values, int64_t count)
{
    struct tone_scale measured = {scale, HUGE_VAL, -HUGE_VAL, 0};
    for (int64_t i = 0; i < count; i++) {
        if (!isfinite(values[i]))
            continue;
        measured.least = fmin(measured.least, values[i]);
        measured.greatest = fmax(measured.greatest, values[i]);
    }
    if (measured.least < measured.greatest)
        measured.floor = floor_height(values, count, measured.least, measured.greatest);
    return measured;
}

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
    double step = axis_step(scale->greatest - scale->least, wanted);
    double first = ceil(scale->least / step);
    int count = 0;
    for (int i = 0; i <= wanted && count < wanted; i++) {
        double level = (first + i) * step;
        if (level > scale->least && level < scale->greatest)
            levels->values[count++] = level;
    }
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

void levels_measure(struct levels *levels, enum scale scale, const double *values, int64_t count,
                    int rows)
{
    levels->scale = tone_scale_measure(scale, values, count);
    double span = levels->scale.greatest - levels->scale.least;
    int wanted = (int)fmin(fmax(rows / 2, LEVELS_LEAST), LEVELS_MAX);
    levels->count = !(span > 0) || !isfinite(span) ? 0
                    : scale == SCALE_LINEAR        ? add_linear(levels, wanted)
                                                   : add_logarithmic(levels, wanted);
    for (int i = 0; i < levels->count; i++)
        levels->tones[i] = tone_of(&levels->scale, levels->values[i]);
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
