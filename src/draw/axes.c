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

/* No more digits than its step needs. */
static void write_number(double value, double step, char text[TICK_SIZE])
{
    int digits = (int)fmax(0, ceil(-log10(step) - 1e-9));
    if (fabs(value) < step * 1e-6)
        value = 0;
    bool plain = digits <= 5 && fabs(value) < 1e6;
    snprintf(text, TICK_SIZE, plain ? "%.*f" : "%.*g", plain ? digits : 3, value);
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
        write_number(tick->at, step, tick->text);
    }
    return ticks;
}

static void write_decade(int exponent, char text[TICK_SIZE])
{
    if (exponent > 3 || exponent < -3)
        snprintf(text, TICK_SIZE, "1e%d", exponent);
    else
        snprintf(text, TICK_SIZE, "%.*f", exponent < 0 ? -exponent : 0, power_of_ten(exponent));
}

struct ticks axis_decades(double from, double to, int every)
{
    struct ticks ticks = {0};
    int high = (int)floor(to + 1e-9), low = (int)ceil(from - 1e-9);
    for (int k = low + (high - low) % every; k <= high && ticks.count < TICKS_MAX; k += every) {
        struct tick *tick = &ticks.items[ticks.count++];
        tick->at = k;
        write_decade(k, tick->text);
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
