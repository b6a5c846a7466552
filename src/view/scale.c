/* The bounds of charts are round, so that they stay while the numbers move. */

#include "scale.h"

#include <math.h>

static const double arrived = 1e-6; /* of the first value: no news for those who are on their way */
static const double dip = 1e-2;     /* below what a line has stayed at */
static const double tower = 1e2;    /* above the calmest one */
static const double tiny = 1e-40;   /* of the greatest value: so far down decades go */
static const double rounding = 1e-12; /* of the greatest value */

struct extent extent_new(void)
{
    return (struct extent){.first = (double)NAN,
                           .least = HUGE_VAL,
                           .greatest = -HUGE_VAL,
                           .positive = HUGE_VAL,
                           .steady = HUGE_VAL,
                           .latest = {-HUGE_VAL, -HUGE_VAL}};
}

void extent_add(struct extent *extent, struct bounds values)
{
    if (isnan(values.low) || !isfinite(values.high))
        return;
    if (isnan(extent->first))
        extent->first = values.high;
    extent->least = fmin(extent->least, values.low);
    extent->greatest = fmax(extent->greatest, values.high);
    if (values.high > 0)
        extent->positive = fmin(extent->positive, values.low > 0 ? values.low : values.high);
    double level = fmax(values.high, fmax(extent->latest[0], extent->latest[1]));
    extent->steady = fmin(extent->steady, level);
    extent->latest[0] = extent->latest[1];
    extent->latest[1] = values.high;
}

static void reach_buckets(struct reached *reached, const struct thinned *line, int from, int to)
{
    for (int i = from; i < to; i++) {
        const struct bucket *bucket = &line->buckets[i];
        const struct point *at[] = {&bucket->first, &bucket->low, &bucket->high, &bucket->last};
        for (int k = 0; k < 4; k++)
            extent_add(&reached->across, (struct bounds){at[k]->x, at[k]->x});
        extent_add(&reached->up, (struct bounds){bucket->low.y, bucket->high.y});
    }
}

void reach_line(const struct thinned *line, struct reached *kept, struct reached *now)
{
    if (kept->stamp != line->stamp)
        *kept = (struct reached){line->stamp, 0, extent_new(), extent_new()};
    reach_buckets(kept, line, kept->done, line->fixed);
    kept->done = line->fixed;
    *now = *kept;
    reach_buckets(now, line, now->done, line->count);
}

/* --- linear --- */

static struct chart_scale between(double low, double high)
{
    return (struct chart_scale){.low = low, .high = high};
}

static struct chart_scale linear(double least, double greatest)
{
    double size = fmax(greatest - least, 1e-3 * fmax(fabs(least), fabs(greatest)));
    double step = size > 0 && isfinite(size) ? axis_step(size, 3) : 1;
    double low = floor(least / step) * step, high = ceil(greatest / step) * step;
    return between(low, high > low ? high : low + step);
}

/* --- decades --- */

/* Down to the next decade below three of them, then to every third, sixth …: so they are not others
 * in every step of a long fall. The least value stands a little above the bottom. */
static struct chart_scale logarithmic(double least, double greatest)
{
    static const int steps[] = {1, 3, 6, 15, 30, 60, 150}, most[] = {3, 15, 30, 75, 150, 300};
    double low = log10(least) - 0.1, high = ceil(log10(greatest) - 1e-9);
    int i = 0;
    while (i < 6 && high - floor(low) > most[i])
        i++;
    low = floor(low / steps[i]) * steps[i];
    high = fmax(high, low + 1);
    return (struct chart_scale){low, high, (int)(high - low), 0};
}

/* --- who counts --- */

enum standing_in { NOWHERE, GONE, ARRIVED, RUNNING };

static enum standing_in standing_of(const struct extent *extent)
{
    if (isnan(extent->first))
        return NOWHERE;
    bool arrives = extent->least >= 0 && extent->steady <= arrived * extent->first;
    return extent->gone ? GONE : arrives ? ARRIVED : RUNNING;
}

/* What those who count have come to. */
struct reach {
    double least, greatest, positive;
    double calmest; /* the least of their greatest */
    double first;
    bool gone;
};

static struct reach reach_of(const struct extent *extents, int count)
{
    struct reach reach = {HUGE_VAL, -HUGE_VAL, HUGE_VAL, HUGE_VAL, 0, false};
    enum standing_in best = NOWHERE;
    for (int i = 0; i < count; i++)
        best = standing_of(&extents[i]) > best ? standing_of(&extents[i]) : best;
    for (int i = 0; i < count; i++) {
        const struct extent *extent = &extents[i];
        if (standing_of(extent) < best)
            continue;
        reach.least = fmin(reach.least, extent->least);
        reach.greatest = fmax(reach.greatest, extent->greatest);
        reach.calmest = fmin(reach.calmest, extent->greatest);
        reach.positive = fmin(reach.positive, fmax(extent->positive, dip * extent->steady));
        reach.first = fmax(reach.first, extent->first);
        reach.gone = extent->gone;
    }
    return reach;
}

struct chart_scale chart_scale_of(enum quantity quantity, const struct extent *extents, int count,
                                  double limit)
{
    const struct quantity_row *row = &quantity_rows[quantity];
    struct reach reach = reach_of(extents, count);
    double least = reach.least, greatest = reach.greatest;
    if (least > greatest)
        return (struct chart_scale){0};
    if (row->danger) { /* the edge stays in sight: what is far beyond it is cut off */
        double near = ceil(2.5 * limit) / 2;
        return between(0, greatest <= near ? near : ceil(4 * limit) / 2);
    }
    double calmest = reach.calmest, first = reach.first;
    double most = least < 0 ? calmest + 10 * (calmest - least) : tower * calmest;
    if (!row->linear && most > least)
        greatest = fmin(greatest, reach.gone && first > 0 ? first / rounding : most);
    if (least < 0 || !(reach.positive <= greatest))
        return linear(fmin(least, 0), greatest);
    if (row->linear && greatest <= 100 * calmest)
        return between(0, axis_step(1.05 * greatest, 1));
    return logarithmic(fmax(reach.positive, greatest * rounding), greatest);
}

/* --- of formulas --- */

enum { FEW = 5 };

/* Whole ones. */
static struct chart_scale decades(double least, double greatest)
{
    double low = floor(log10(least) + 1e-9), high = fmax(ceil(log10(greatest) - 1e-9), low + 1);
    return (struct chart_scale){low, high, 1, 0};
}

/* From 0 on where that is near; what is always one number stands between that and 0. */
static struct chart_scale evenly(double least, double greatest, int parts)
{
    if (greatest - least <= 1e-9 * fmax(fabs(least), fabs(greatest)))
        least = fmin(least, 0), greatest = greatest > 0 ? 1.05 * greatest : 0;
    double size = fmax(greatest - least, 1e-9 * fmax(fabs(least), fabs(greatest)));
    least = least > 0 && least <= size ? 0 : least;
    greatest = greatest < 0 && greatest >= -size ? 0 : greatest;
    size = fmax(size, greatest - least);
    double step = size > 0 && isfinite(size) ? axis_step(size, parts) : 1;
    double low = floor(least / step + 1e-9) * step, high = ceil(greatest / step - 1e-9) * step;
    return between(low, high > low ? high : low + step);
}

struct chart_scale chart_scale_over(enum chart_axis axis, const struct extent *extents, int count,
                                    int parts)
{
    static const double wide = 1e3;
    struct reach reach = reach_of(extents, count);
    if (reach.least > reach.greatest)
        return (struct chart_scale){0};
    bool spans = reach.least > 0 && reach.greatest > wide * reach.least;
    bool log = axis == CHART_AXIS_LOG || (axis == CHART_AXIS_AUTO && spans);
    if (axis == CHART_AXIS_LOG) /* who wants decades sees all of them */
        for (int i = 0; i < count; i++)
            reach.positive =
                extents[i].gone ? reach.positive : fmin(reach.positive, extents[i].positive);
    double positive = fmax(reach.positive, reach.greatest * tiny);
    if (log && reach.positive <= reach.greatest)
        return parts > FEW ? decades(positive, reach.greatest)
                           : logarithmic(positive, reach.greatest);
    return evenly(reach.least, reach.greatest, parts);
}

struct chart_scale chart_scale_between(enum chart_axis axis, double low, double high)
{
    return axis == CHART_AXIS_LOG ? (struct chart_scale){log10(low), log10(high), 1, 0}
                                  : between(low, high);
}

double chart_scale_place(const struct chart_scale *scale, double value)
{
    double height = scale->high - scale->low;
    double place = !scale->decades ? value : value > 0 ? log10(value) : -HUGE_VAL;
    return fmin(fmax(place, scale->low - height), scale->high + height);
}

struct point chart_scale_point(const struct chart_scale *x, const struct chart_scale *y,
                               struct point at)
{
    bool none = isnan(at.y) || isnan(at.x) || (x->decades && !(at.x > 0));
    if (none)
        return (struct point){(double)NAN, (double)NAN};
    return (struct point){chart_scale_place(x, at.x), chart_scale_place(y, at.y)};
}

int chart_scale_side(const struct chart_scale *scale, double place)
{
    double air = 1e-9 * (scale->high - scale->low);
    return place < scale->low - air ? -1 : place > scale->high + air;
}

/* --- numbers and rows --- */

/* At every decade, else at every second, third …: the first that leaves no number unused below. */
void chart_scale_fit(struct chart_scale *scale, int rows, int points)
{
    static const int strides[] = {1, 2, 3, 5, 10, 20, 50, 100, 200};
    double above = (double)(points / 4) / points, room = rows - 1.0 / points - above;
    double span = scale->high - scale->low, least = 2 + floor(room / TICKS_MAX);
    if (!scale->decades && span > 0)
        scale->step = axis_fit(&scale->low, &scale->high, rows, points);
    for (size_t i = 0; scale->decades && i < sizeof strides / sizeof *strides; i++) {
        double apart = floor(room * strides[i] / span + 1e-9), row = strides[i] / apart;
        if (apart < least || room * row - span >= strides[i])
            continue;
        if (strides[i] <= span) {
            scale->decades = strides[i];
            scale->low = scale->high - room * row;
            scale->high += above * row;
        }
        return;
    }
}

void chart_scale_close(struct chart_scale *scale, int most)
{
    static const int strides[] = {1, 2, 3, 5, 10, 20, 50, 100, 200};
    for (size_t i = 0; scale->decades && i < sizeof strides / sizeof *strides; i++) {
        double stride = strides[i], low = floor(scale->low / stride + 1e-9) * stride;
        double high = ceil(scale->high / stride - 1e-9) * stride;
        if ((high - low) / stride > most)
            continue;
        *scale = (struct chart_scale){low, high, strides[i], 0};
        return;
    }
}

void chart_scale_settle(const struct screen *screen, struct chart_scale *scale, int rows)
{
    bool figure = screen_is_figure(screen); /* of a linear one both ends have numbers as it is */
    if (figure && device_is_fine(&screen->device))
        chart_scale_close(scale, figure_ticks(rows));
    else if (!figure || scale->decades)
        chart_scale_fit(scale, rows, figure_height(screen, 1));
}

struct ticks chart_scale_ticks(const struct screen *screen, const struct chart_scale *scale,
                               int rows)
{
    return scale->decades    ? axis_decades(scale->low, scale->high, scale->decades)
           : scale->step > 0 ? axis_ticks_by(scale->low, scale->high, scale->step)
                             : screen_ticks(screen, scale->low, scale->high, figure_ticks(rows));
}
