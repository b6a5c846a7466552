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

struct ticks axis_ticks_by(double from, double to, double step)
{
    double low = fmin(from, to), high = fmax(from, to);
    struct ticks ticks = {0};
    for (double k = ceil(low / step - 1e-9);
         k * step <= high + step * 1e-9 && ticks.count < TICKS_MAX; k++) {
        struct tick *tick = &ticks.items[ticks.count++];
        tick->at = k * step;
        write_number(tick->at, step, fmax(fabs(low), fabs(high)), tick->text);
    }
    return ticks;
}

struct ticks axis_ticks(double from, double to, int most)
{
    double span = fabs(to - from);
    most = most < 1 ? 1 : most > TICKS_MAX - 2 ? TICKS_MAX - 2 : most;
    if (!(span > 0) || !isfinite(span))
        return (struct ticks){0};
    return axis_ticks_by(from, to, axis_step(span, most));
}

/* --- numbers and rows --- */

struct fit {
    double low, high, step; /* step 0: none */
};

/* Rows between the line of a number in the uppermost one and the last point; and above that line.
 */
struct headroom {
    double below, above;
};

/* A number at every step, so many rows apart, the lowest in the last row that it can have; false:
 * there is no room for all of it, or but for one of them. */
static bool stand_apart(struct fit *fit, struct headroom room, double step, double apart)
{
    double row = step / apart, first = ceil(fit->low / step - 1e-9) * step;
    double at = floor(room.below - (first - fit->low) / row + 1e-9);
    double low = first - (room.below - at) * row, high = first + (at + room.above) * row;
    if (at < apart || high < fit->high - 1e-9 * step)
        return false;
    *fit = (struct fit){low, high, step};
    return true;
}

/* With the most numbers that leave little room unused, or else with the least unused; where that is
 * too much, and numbers are but few, they stay where they are. */
double axis_fit(double *from, double *to, int rows, int points)
{
    static const double little = 1.15, most = 1.3;
    double above = (double)(points / 4) / points, span = *to - *from;
    struct headroom room = {rows - 1.0 / points - above, above};
    int least = rows / 6 > 2 ? rows / 6 : 2;
    struct fit best = {*from, *to, 0};
    if (!(span > 0) || !isfinite(span) || room.below < least)
        return 0;
    double step = axis_step(span, (int)(room.below / least));
    for (int i = 0; i < 4 && !(best.step > 0 && best.high - best.low <= little * span);
         i++, step = axis_step(1.01 * step, 1))
        for (int apart = (int)room.below; apart >= least; apart--) {
            struct fit fit = {*from, *to, 0};
            if (!stand_apart(&fit, room, step, apart))
                continue;
            if (fit.high - fit.low < (best.step > 0 ? 0.999 * (best.high - best.low) : most * span))
                best = fit;
            break;
        }
    *from = best.low, *to = best.high;
    return best.step;
}

/* --- with both ends --- */

static bool divides(double step, double value)
{
    double parts = value / step;
    return fabs(parts - floor(parts + 0.5)) < 1e-6;
}

/* The least step of 1, 2, 2.5 or 5 times a power of ten of which both ends are multiples; 0: one
 * that leaves a number between them does not divide it so. */
static double whole_step(double low, double high, int most)
{
    static const double factors[] = {1, 2, 2.5, 5};
    double span = high - low, unit = power_of_ten((int)floor(log10(span / most)));
    for (int i = 0; i < 8; i++) {
        double step = factors[i % 4] * unit * (i < 4 ? 1 : 10);
        if (span / step < 2 - 1e-9)
            return 0;
        if (span / step <= most * (1 + 1e-9) && divides(step, low) && divides(step, high))
            return step;
    }
    return 0;
}

static struct ticks steps_between(double low, double high, double step)
{
    struct ticks ticks = {0};
    bool half = fabs(step / power_of_ten(exponent_of(step)) - 2.5) < 1e-6;
    for (double k = floor(low / step + 0.5); k * step < high + step / 2 && ticks.count < TICKS_MAX;
         k++) {
        struct tick *tick = &ticks.items[ticks.count++];
        tick->at = k * step;
        write_number(tick->at, half ? step / 10 : step, fmax(fabs(low), fabs(high)), tick->text);
    }
    return ticks;
}

/* In digits enough to tell its place to a thousandth of the span, without zeros at their end. */
static void write_end(double value, double span, char text[TICK_SIZE])
{
    int decimals = 2 - exponent_of(span);
    double size = fabs(value);
    if (size >= 99999.5 || (size < 0.000999 && size > 1e-6 * span)) {
        snprintf(text, TICK_SIZE, "%.3g", value);
        return;
    }
    snprintf(text, TICK_SIZE, "%.*f", decimals < 0 ? 0 : decimals > 6 ? 6 : decimals, value);
    char *end = text + strlen(text);
    while (strchr(text, '.') && (end[-1] == '0' || end[-1] == '.')) {
        bool point = *--end == '.';
        *end = '\0';
        if (point)
            break;
    }
    if (strcmp(text, "-0") == 0)
        snprintf(text, TICK_SIZE, "0");
}

struct ticks axis_ticks_whole(double from, double to, int most)
{
    double low = fmin(from, to), high = fmax(from, to), span = high - low;
    struct ticks ticks = {0};
    most = most < 2 ? 2 : most > TICKS_MAX - 2 ? TICKS_MAX - 2 : most;
    if (!(span > 0) || !isfinite(span))
        return ticks;
    double step = whole_step(low, high, most);
    if (step > 0)
        return steps_between(low, high, step);
    struct ticks inner = axis_ticks(low, high, most);
    double apart = 0.6 * span / most;
    ticks.items[ticks.count].at = low;
    write_end(low, span, ticks.items[ticks.count++].text);
    for (int i = 0; i < inner.count && ticks.count < TICKS_MAX - 1; i++)
        if (inner.items[i].at - low >= apart && high - inner.items[i].at >= apart)
            ticks.items[ticks.count++] = inner.items[i];
    ticks.items[ticks.count].at = high;
    write_end(high, span, ticks.items[ticks.count++].text);
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
