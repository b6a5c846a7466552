#ifndef OVERSHOOT_BASE_DIGITS_H
#define OVERSHOOT_BASE_DIGITS_H

/* Numbers as people read them, in pictures and in sentences. */

#include <stdarg.h>

enum { DIGITS_SIZE = 32 };

/* A number as it is printed, with a true minus sign; then, of one with an exponent, without zeros
 * at the end and before the exponent's digits. */
const char *digits_print(char buffer[DIGITS_SIZE], const char *format, ...)
    __attribute__((format(printf, 2, 3)));
const char *digits_print_list(char buffer[DIGITS_SIZE], const char *format, va_list arguments)
    __attribute__((format(printf, 2, 0)));
const char *digits_shorten(char buffer[DIGITS_SIZE]);
/* In a few columns: 3 or 4 digits that count, 0.5, 1e6, 2.25e-5. */
const char *digits_number(double value, char buffer[DIGITS_SIZE]);

#endif
