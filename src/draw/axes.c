#include "axes.h"

#include <math.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

static double power_of_ten(int exponent)
{
    double power = 1;
    for (int i = 0; i < (exponent < 0 ? -exponent : exponent); i++)
        power *= 10;
    return exponent < 0 ? 1 / power : power;
}

double axis_step(double span, int most)
{
    static const double factors[] = {1, 2, 5, 10, 20};
    double unit = power_of_ten((int)floor(log10(span / most)));
    int i = 0;
    while (i < 4 && span / (factors[i] * unit) > most * (1 + 1e-9))
        i++;
    return factors[i] * unit;
}

static int exponent_of(double value)
{
    return (int)floor(log10(fabs(value)) + 1e-9);
}

/* One of the numbers up to a size: no more digits than their step needs. */
static void write_number(double value, double step, double size, char text[TICK_SIZE])
{
    int last = exponent_of(step);
    bool plain = size < 99999.5 && size > 0.000999, zero = fabs(value) < step * 1e-6;
    if (plain || zero) {
        snprintf(text, TICK_SIZE, "%.*f", plain && last < 0 ? -last : 0, zero ? 0 : value);
        return;
    }
    int first = exponent_of(value);
    snprintf(text, TICK_SIZE, "%.*ge%d", first - last + 1, value / power_of_ten(first), first);
}

struct ticks axis_ticks(double from, double to, int most)
{
    double low = fmin(from, to), high = fmax(from, to);
    struct ticks ticks = {0};
    most = most < 1 ? 1 : most > TICKS_MAX - 2 ? TICKS_MAX - 2 : most;
    if (!(high > low) || !isfinite(high - low))
        return ticks;
    double step = axis_step(high - low, most);
    for (double k = ceil(low / step - 1e-9);
         k * step <= high + step * 1e-9 && ticks.count < TICKS_MAX; k++) {
        struct tick *tick = &ticks.items[ticks.count++];
        tick->at = k * step;
        write_number(tick->at, step, fmax(fabs(low), fabs(high)), tick->text);
    }
    return ticks;
}

struct ticks axis_decades(double from, double to, int every)
{
    struct ticks ticks = {0};
    int high = (int)floor(to + 1e-9), low = (int)ceil(from - 1e-9);
    for (int k = low + (high - low) % every; k <= high && ticks.count < TICKS_MAX; k += every) {
        struct tick *tick = &ticks.items[ticks.count++];
        double value = power_of_ten(k);
        tick->at = k;
        if (value > 0 && isfinite(value))
            write_number(value, value, value, tick->text);
        else /* there is no such number, but its place is on the axis */
            snprintf(tick->text, TICK_SIZE, "1e%d", k);
    }
    return ticks;
}

int axis_gutter(const struct ticks *ticks)
{
    enum { MOST = 9 };
    size_t widest = 0;
    for (int i = 0; i < ticks->count; i++)
        widest = strlen(ticks->items[i].text) > widest ? strlen(ticks->items[i].text) : widest;
    return widest < MOST ? (int)widest + 1 : MOST;
}
