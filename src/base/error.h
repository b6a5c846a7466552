#ifndef OVERSHOOT_BASE_ERROR_H
#define OVERSHOOT_BASE_ERROR_H

/* What went wrong, as a value: a place and a sentence. It travels up to the one reporter. */

#include <stdbool.h>

enum { ERROR_TEXT_SIZE = 400, ERROR_NO_PLACE = -1 };

struct error {
    int offset;                 /* byte in the text that was read, or ERROR_NO_PLACE */
    char text[ERROR_TEXT_SIZE]; /* what is wrong and what was expected; no final full stop */
};

/* Fills *error; NULL: nobody asks. */
void error_set(struct error *error, int offset, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

/* The same, as an expression that is false, so that a caller can write `return error_at(...)`. A
 * macro, as compilers and analyzers then see that it is false, and what cannot follow. */
#define error_at(...) (error_set(__VA_ARGS__), error_false())
static inline bool error_false(void)
{
    return false;
}

#endif
