#include "digits.h"

#include <math.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

const char *digits_print_list(char buffer[DIGITS_SIZE], const char *format, va_list arguments)
{
    char digits[DIGITS_SIZE - 3];
    vsnprintf(digits, sizeof digits, format, arguments);
    /* what is no number has no sign: compilers differ in it */
    bool sign = *digits == '-', minus = sign && strcmp(digits, "-nan") != 0;
    snprintf(buffer, DIGITS_SIZE, "%s%s", minus ? "\xE2\x88\x92" : "", digits + sign);
    return buffer;
}

const char *digits_print(char buffer[DIGITS_SIZE], const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    digits_print_list(buffer, format, arguments);
    va_end(arguments);
    return buffer;
}

const char *digits_shorten(char buffer[DIGITS_SIZE])
{
    char *from = strchr(buffer, 'e'), *to = from, *dot = strchr(buffer, '.');
    while (from && dot && to > dot && (to[-1] == '0' || to[-1] == '.'))
        to--;
    if (from)
        snprintf(to, DIGITS_SIZE - (size_t)(to - buffer), "e%d", atoi(from + 1));
    return buffer;
}

const char *digits_number(double value, char buffer[DIGITS_SIZE])
{
    double size = fabs(value);
    if (isnan(value) || value == 0)
        return digits_print(buffer, isnan(value) ? "nan" : "0");
    digits_print(buffer, size >= 1e5 || size < 1e-3 ? "%.2e" : "%.4g", value);
    return digits_shorten(buffer);
}
