#ifndef OVERSHOOT_MODEL_NAMED_H
#define OVERSHOOT_MODEL_NAMED_H

/* Numbers that have a name. */

#include "../base/error.h"
#include "../base/plane.h"
#include "../catalogue/catalogue.h"
#include "../lang/graph.h"

#include <stdbool.h>

/* A parameter of a ball or a `let`. */
struct named_value {
    char name[NAME_SIZE];
    double value;
    const struct parameter_row *row; /* meaning and range; NULL if no row describes it */
    int place; /* of one that the user gave: its byte in the text, for errors */
};
const struct named_value *named_find(const struct named_value *items, int count, const char *name);
/* Whether a value is finite and in the row's range (NULL: any). */
bool named_check(const struct parameter_row *row, const char *name, double value,
                 struct error *error);

#endif
