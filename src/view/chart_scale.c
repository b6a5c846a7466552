/* The bounds of charts are round, so that they stay while the numbers move. */

#include "charts.h"

#include "levels.h"

#include <math.h>

static struct chart_scale make(double low, double high, bool logarithmic)
{
    if (logarithmic)
        return (struct chart_scale){low, high, true, log(low), 1 / (log(high) - log(low))};
    return (struct chart_scale){low, high, false, low, 1 / (high - low)};
}

/* Powers of ten; where there are many, only every second, fifth, tenth … The least value stands a
 * little above the bottom. */
static struct chart_scale logarithmic(double least, double greatest)
{
    static const int steps[] = {1, 2, 5, 10, 20, 50, 100, 200};
    double low = floor(log10(least) - 0.1), high = ceil(log10(greatest) - 1e-9);
    int i = 0;
    while (i < 7 && high - low > 4 * steps[i])
        i++;
    low = floor(low / steps[i]) * steps[i], high = ceil(high / steps[i]) * steps[i];
    if (high <= low)
        high = low + steps[i];
    return make(pow(10, low), pow(10, high), true);
}

static struct chart_scale linear(double least, double greatest)
{
    double size = fmax(greatest - least, 1e-3 * fmax(fabs(least), fabs(greatest)));
    double step = size > 0 && isfinite(size) ? round_step(size, 3) : 1;
    double low = floor(least / step) * step, high = ceil(greatest / step) * step;
    return make(low, high > low ? high : low + step, false);
}

/* 1, 2 or 5 times a power of ten, at least this. */
static double round_up(double value)
{
    double unit = pow(10, floor(log10(value))), share = value / unit;
    return unit * (share <= 1 ? 1 : share <= 2 ? 2 : share <= 5 ? 5 : 10);
}

struct chart_scale chart_scale_of(enum quantity quantity, double least, double greatest,
                                  double positive, double limit)
{
    /* The edge stays in sight: what is far beyond it is cut off. */
    if (quantity_rows[quantity].danger) {
        double near = ceil(2.5 * limit) / 2;
        return make(0, greatest <= near ? near : ceil(4 * limit) / 2, false);
    }
    if (least < 0 || !(positive <= greatest))
        return linear(fmin(least, 0), greatest);
    if (quantity_rows[quantity].linear && greatest <= 100 * positive)
        return make(0, round_up(1.25 * greatest), false);
    return logarithmic(fmax(positive, greatest * 1e-12), greatest);
}

double chart_scale_height(const struct chart_scale *scale, double value)
{
    double share = ((scale->logarithmic ? log(value) : value) - scale->origin) * scale->unit;
    return share > 0 ? share < 1 ? share : 1 : 0;
}
