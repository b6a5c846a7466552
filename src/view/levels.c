#include "levels.h"

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
    static _Thread_local double sample[SAMPLE_MAX];
    int taken = 0;
    int64_t stride = count / SAMPLE_MAX + 1;
    for (int64_t i = 0; i < count && taken < SAMPLE_MAX; i += stride) {
        if (isfinite(values[i]))
            sample[taken++] = values[i] - least;
    }
    qsort(sample, (size_t)taken, sizeof *sample, rising);
    double height = taken ? sample[taken / 50] : 0;
    return fmax(height, (greatest - least) * 1e-6);
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
    if (!isfinite(value))
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

double round_step(double span, int count)
{
    double step = pow(10, floor(log10(span / count)));
    static const double factors[] = {1, 2, 5, 10};
    for (int i = 0; i < 4; i++) {
        if (span / (step * factors[i]) <= count)
            return step * factors[i];
    }
    return step * 10;
}

static int levels_linear(const struct tone_scale *scale, int wanted, double levels[LEVELS_MAX])
{
    int count = 0;
    double step = round_step(scale->greatest - scale->least, wanted);
    double first = ceil(scale->least / step);
    for (int i = 0; i <= wanted && count < LEVELS_MAX; i++) {
        double level = (first + i) * step;
        if (level > scale->least && level < scale->greatest)
            levels[count++] = level;
    }
    return count;
}

/* The values base + m·10^k within the scale, for the first `size` of the mantissas; -1: too many.
 */
static int levels_decades(const struct tone_scale *scale, double base, const double *mantissas,
                          int size, int wanted, double levels[LEVELS_MAX])
{
    double low = fmax(scale->least - base, 0) + scale->floor, high = scale->greatest - base;
    int count = 0;
    for (int k = (int)floor(log10(low)); k <= (int)ceil(log10(high)); k++) {
        for (int i = 0; i < size; i++) {
            double level = mantissas[i] * pow(10, k);
            if (level < low || level >= high)
                continue;
            if (count == wanted)
                return -1;
            levels[count++] = base + level;
        }
    }
    return count;
}

int levels_choose(const struct tone_scale *scale, int wanted, double levels[LEVELS_MAX])
{
    static const double mantissas[][6] = {{1, 1.5, 2, 3, 5, 7}, {1, 2, 5}, {1, 3}, {1}};
    static const int sizes[] = {6, 3, 2, 1};
    double span = scale->greatest - scale->least;
    if (!(span > 0) || !isfinite(span))
        return 0;
    if (wanted > LEVELS_MAX)
        wanted = LEVELS_MAX;
    if (scale->scale == SCALE_LINEAR)
        return levels_linear(scale, wanted, levels);
    /* Losses that begin near 0 get lines at round losses, others at round heights. */
    double step = round_step(span, 20);
    double base = scale->least >= 0 && scale->least <= span ? 0 : floor(scale->least / step) * step;
    for (int i = 0; i < 4; i++) {
        int count = levels_decades(scale, base, mantissas[i], sizes[i], wanted, levels);
        if (count >= 0)
            return count;
    }
    /* Many decades: every second, third, … of them. */
    for (int stride = 2;; stride++) {
        double factor = pow(10, stride), level = pow(10, floor(log10(scale->floor)));
        int count = 0;
        for (; level < span && count <= wanted; level *= factor) {
            if (count < wanted)
                levels[count] = base + level;
            count++;
        }
        if (count <= wanted)
            return count;
    }
}

void levels_measure(struct levels *levels, enum scale scale, const double *values, int64_t count,
                    int rows)
{
    enum { LEAST = 5, MOST = 9 };
    int wanted = rows / 2 < LEAST ? LEAST : rows / 2 > MOST ? MOST : rows / 2;
    levels->scale = tone_scale_measure(scale, values, count);
    levels->count = levels_choose(&levels->scale, wanted, levels->values);
    for (int i = 0; i < levels->count; i++)
        levels->tones[i] = tone_of(&levels->scale, levels->values[i]);
}
