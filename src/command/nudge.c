#include "rows.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

static const double factor = 1.1;

static double rounded(double value)
{
    char text[32];
    snprintf(text, sizeof text, "%.3g", value);
    return strtod(text, NULL);
}

/* A share from 0 to 1, as momentum is: what counts near 1 is how much is missing. */
static double share_step(double value, int direction)
{
    const double step = 0.05;
    if (value > 0 && value < step - 1e-9)
        return rounded(direction > 0 ? value * factor : value / factor);
    if (value < 0.5 - 1e-9 || (direction < 0 && value < 0.5 + 1e-9))
        return rounded(value + direction * step);
    return 1 - rounded(direction > 0 ? (1 - value) / factor : (1 - value) * factor);
}

static double count_step(double value, int direction)
{
    double step = floor(value / 10 + 0.5);
    return floor(value + 0.5) + direction * (step > 1 ? step : 1);
}

static double free_step(const struct named_value *number, int direction)
{
    double value = number->value;
    if (value == 0) {
        double usual = number->row && number->row->value > 0 ? number->row->value : 0.01;
        return direction * usual;
    }
    return rounded((value > 0) == (direction > 0) ? value * factor : value / factor);
}

double number_step(const struct named_value *number, int direction)
{
    const struct parameter_row *row = number->row;
    double value;
    if (row && row->low >= 0 && row->high <= 1)
        value = share_step(number->value, direction);
    else if (row && row->low >= 1 && row->value == floor(row->value))
        value = count_step(number->value, direction);
    else
        value = free_step(number, direction);
    return row ? fmin(fmax(value, row->low), row->high) : value;
}

double speed_step(double speed, int direction)
{
    static const double speeds[] = {0.5, 1,   2,   4,    8,    15,   30,   60,
                                    120, 250, 500, 1000, 2000, 5000, 10000};
    enum { COUNT = sizeof speeds / sizeof *speeds };
    int i = direction > 0 ? 0 : COUNT - 1;
    while (i >= 0 && i < COUNT && direction * (speeds[i] - speed) <= speed * 1e-9)
        i += direction;
    return i >= 0 && i < COUNT ? speeds[i] : speed;
}
