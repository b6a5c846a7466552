#ifndef OVERSHOOT_LANG_SCOPE_H
#define OVERSHOOT_LANG_SCOPE_H

/* What the names mean that a formula reads and does not define itself. The caller of the compiler
 * answers; so lang knows neither catalogue nor balls. */

#include <stdbool.h>

struct data;
struct error;
struct surface_code;

enum name_kind {
    NAME_UNKNOWN,
    NAME_NUMBER,    /* a number, now: folded as a constant */
    NAME_LET,       /* defined by `let`: an input of kind INPUT_LET */
    NAME_PARAMETER, /* of the ball: an input of kind INPUT_PARAMETER */
    NAME_CLOCK,     /* an input of kind INPUT_CLOCK */
    NAME_COLUMN,    /* of rows, whose number is told: an input of kind INPUT_COLUMN */
    NAME_VECTOR     /* two of them, this one and the next */
};

struct scope {
    /* The kind of a name; for NAME_NUMBER also its value, for columns which. The name is in its
     * ASCII form (eta). */
    enum name_kind (*find)(const struct scope *scope, const char *name, double *number);
    /* The names that find knows, one by one, for suggestions; NULL after the last. */
    const char *(*name_at)(const struct scope *scope, int index);
    /* What find calls a name that it does not know, if that has another spelling; NULL: it has
     * none. The function may be NULL. */
    const char *(*known_as)(const struct scope *scope, const char *name);
    const void *context;
    const struct data *data; /* whose columns mean() and sum() read; NULL: none */
    bool line;               /* a surface is a function of x alone, and y unknown */
    bool batched;            /* rows are those of a batch: how many there are is INPUT_ROWS */
    const struct surface_code *surface; /* of a rule, which reads its loss, gradient and Hessian */
    const struct surface_code *full;    /* the same over all rows of the data, if that is another */
    bool noisy; /* the rule's gradients have the inputs NOISE_X and NOISE_Y added */

    /* Functions of numbers that only this scope has, by name; both NULL where there are none. They
     * come before the language's own, and their arguments must be numbers now. */
    const char *(*function_at)(const struct scope *scope, int index); /* NULL after the last */
    bool (*call)(const struct scope *scope, const char *name, const double *arguments, int count,
                 double *value, struct error *error); /* the error has no place of its own */
    /* Instead of call, where such a function is a column: `loss(2)`. */
    enum name_kind (*call_column)(const struct scope *scope, const char *name,
                                  const double *arguments, int count, double *number,
                                  struct error *error);
    /* What `mean`, `highest` and others of values make of a formula over rows, which is handed on
     * as text: `mean(loss(1), 200, 300)`. The error's place is one of that text, if it has one.
     * NULL: there are no rows. */
    bool (*over_rows)(const struct scope *scope, const char *name, const char *text,
                      const double *arguments, int count, double *value, struct error *error);
};

#endif
