#ifndef OVERSHOOT_LANG_VOCABULARY_H
#define OVERSHOOT_LANG_VOCABULARY_H

/* The words that the languages have of themselves: each once, with its meaning in all of them. What
 * else formulas read has other owners: functions (call.c), columns of data, names of a scope. */

#include "formula.h"

enum word_kind {
    WORD_SCALAR, /* the input x */
    WORD_VECTOR, /* the inputs x and y */
    WORD_NEXT,   /* the input x and 1 */
    WORD_MATRIX, /* H, which has no nodes */
    WORD_NUMBER, /* the number */
    WORD_OF_SCOPE,
    WORD_OPERATOR /* no name at all */
};

#define LANGUAGE_BIT(language) (1u << (language))
enum { LANGUAGES_ALL = LANGUAGE_BIT(LANGUAGE_COUNT) - 1 };

struct word {
    const char *name;
    unsigned languages; /* that know it, as LANGUAGE_BITs; in values the scope gives its number */
    enum word_kind kind;
    enum input_kind x, y;
    double number;
    const char *help;
};

extern const struct word words[];
extern const int word_count;

const struct word *word_find(const char *name); /* NULL: there is none */
/* What is called so elsewhere, under its name here: case is folded for constants and for the place
 * in surfaces, lr is eta. The same name if there is nothing. */
const char *word_elsewhere(enum language language, const char *name);

/* The name of the function that is called so, in any case or by another name; NULL: none is. */
const char *function_name(const char *name);

/* How the functions are written, one by one ("" where it was told before), the languages that have
 * them, and what else they are called, with | between, or NULL; NULL after the last. */
const char *function_usage_at(int index, unsigned *languages, const char **also);

#endif
