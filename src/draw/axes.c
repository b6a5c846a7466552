#include "axes.h"

#include "../base/text.h"

#include <math.h>
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
    static const double factors[] = {1, 2, 5, 10};
    int exponent = (int)floor(log10(span / most));
    for (int i = 0; i < 4; i++) {
        double step = factors[i] * power_of_ten(exponent);
        if (span / step <= most * (1 + 1e-9))
            return step;
    }
    return power_of_ten(exponent + 2);
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

int axis_ticks(double from, double to, int most, struct tick ticks[TICKS_MAX])
{
    double low = fmin(from, to), high = fmax(from, to);
    int count = 0;
    most = most < 1 ? 1 : most > TICKS_MAX - 2 ? TICKS_MAX - 2 : most;
    if (!(high > low) || !isfinite(high - low))
        return 0;
    double step = axis_step(high - low, most);
    for (double k = ceil(low / step - 1e-9); k * step <= high + step * 1e-9 && count < TICKS_MAX;
         k++) {
        ticks[count] = (struct tick){.at = k * step, .labelled = true};
        write_number(k * step, step, ticks[count++].text);
    }
    return count;
}

static void write_decade(int exponent, char text[TICK_SIZE])
{
    if (exponent > 3 || exponent < -3)
        snprintf(text, TICK_SIZE, "1e%d", exponent);
    else
        snprintf(text, TICK_SIZE, "%.*f", exponent < 0 ? -exponent : 0, power_of_ten(exponent));
}

int axis_decades(double from, double to, int most, struct tick ticks[TICKS_MAX])
{
    static const int strides[] = {1, 2, 3, 5, 10, 20, 50, 100};
    int low = (int)ceil(fmin(from, to) - 1e-9), high = (int)floor(fmax(from, to) + 1e-9);
    int count = 0;
    size_t chosen = 0;
    while (chosen + 1 < sizeof strides / sizeof *strides &&
           (high - low) / strides[chosen] + 1 > (most < 1 ? 1 : most))
        chosen++;
    int stride = strides[chosen], gap = (high - low) / TICKS_MAX + 1;
    if (stride > 1 && gap < stride && high - low >= TICKS_MAX)
        gap = stride;
    for (int k = low; k <= high && count < TICKS_MAX; k++) {
        bool labelled = k % stride == 0;
        if (!labelled && k % gap)
            continue;
        ticks[count] = (struct tick){.at = k, .labelled = labelled};
        write_decade(k, ticks[count++].text);
    }
    return count;
}

double axis_end(double reached)
{
    static const double factors[] = {1, 2, 5};
    for (int exponent = 1;; exponent++)
        for (int i = 0; i < 3; i++) {
            double end = factors[i] * power_of_ten(exponent);
            if ((exponent > 1 || i > 0) && (end >= reached || exponent > 300))
                return end;
        }
}

int axis_width(const struct tick *ticks, int count)
{
    int widest = 0;
    for (int i = 0; i < count; i++) {
        int width = ticks[i].labelled ? (int)strlen(ticks[i].text) : 0;
        widest = width > widest ? width : widest;
    }
    return widest;
}

/* As it is shown, with a true minus sign. */
static int put_number(struct frame *frame, int column, int row, const char *text,
                      const struct axis_style *style)
{
    bool minus = *text == '-' && style->unicode;
    if (minus)
        column = frame_text(frame, column, row, frame->columns, style->number, "\u2212");
    return frame_text(frame, column, row, frame->columns, style->number, text + minus);
}

void axis_draw_x(struct frame *frame, struct area area, const struct tick *ticks, int count,
                 double from, double to, const char *name, const struct axis_style *style)
{
    int row = area.row + area.rows, free_from = 0, end = area.column + area.columns;
    int long_name = utf8_columns(name, strlen(name)), last = end + 1;
    if (long_name > 1) /* the last numbers give way to it */
        last = end - long_name - 1;
    for (int i = 0; i < count; i++) {
        int width = (int)strlen(ticks[i].text), minus = *ticks[i].text == '-';
        /* digits stand under the place */
        int at = (int)floor((ticks[i].at - from) / (to - from) * area.columns);
        int column = area.column + (at < area.columns ? at : area.columns - 1);
        column -= (width - minus) / 2 + minus;
        if (!ticks[i].labelled || column < free_from || column + width > last)
            continue;
        free_from = put_number(frame, column, row, ticks[i].text, style) + 1;
    }
    int column = long_name > 1 ? end - long_name : free_from < end ? end - 1 : free_from;
    if (column >= area.column)
        frame_text(frame, column, row, column + (long_name > 1 ? long_name : 1), style->name, name);
}

void axis_draw_y(struct frame *frame, struct area area, const struct tick *ticks, int count,
                 double from, double to, int column, const char *name,
                 const struct axis_style *style)
{
    int end = area.column - 1, last = -2, taken[2] = {-1, -1};
    for (int i = count - 1; i >= 0; i--) {
        int width = (int)strlen(ticks[i].text);
        int row = (int)floor((to - ticks[i].at) / (to - from) * area.rows);
        row = row < 0 ? 0 : row < area.rows ? row : area.rows - 1;
        if (!ticks[i].labelled || row == last || end - width < column)
            continue;
        put_number(frame, end - width, area.row + row, ticks[i].text, style);
        last = row;
        for (int k = 0; k < 2; k++)
            taken[k] = row == k ? row : taken[k];
    }
    int row = taken[0] < 0 ? 0 : 1;
    if (taken[row] < 0 && area.rows > row)
        frame_text(frame, end - 1, area.row + row, end, style->name, name);
}
