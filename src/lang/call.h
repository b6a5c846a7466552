#ifndef OVERSHOOT_LANG_CALL_H
#define OVERSHOOT_LANG_CALL_H

/* The functions that formulas call. */

#include "parse.h"

enum { ARGUMENTS_MAX = 16 };

struct call {
    const char *name;
    int offset;
    int count;
    struct value arguments[ARGUMENTS_MAX];
};

/* Whether the language has a function of that name. It is one only before a parenthesis: elsewhere
 * the name is free. */
bool function_is_of(enum language language, const char *name);

/* Whether it is chance: normal, uniform. */
bool function_draws(const char *name);

/* The functions' names, one by one; NULL after the last. */
const char *function_name_at(int index);

/* Whether the call is over the rows of the data: mean, sum. */
bool call_totals(const struct call *call);

/* Checks number and shape of the arguments and applies the function. */
bool call_apply(struct parser *parser, struct call *call, struct value *result);

#endif
