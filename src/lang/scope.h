#ifndef OVERSHOOT_LANG_SCOPE_H
#define OVERSHOOT_LANG_SCOPE_H

/* What the names mean that a formula reads and does not define itself. The caller of the compiler
 * answers; so lang knows neither catalogue nor balls. */

enum name_kind {
    NAME_UNKNOWN,
    NAME_NUMBER,   /* a number, now: folded as a constant */
    NAME_LET,      /* defined by `let`: an input of kind INPUT_LET */
    NAME_PARAMETER /* of the ball: an input of kind INPUT_PARAMETER */
};

struct scope {
    /* The kind of a name; for NAME_NUMBER also its value. The name is in its ASCII form (eta). */
    enum name_kind (*find)(const struct scope *scope, const char *name, double *number);
    /* The names that find knows, one by one, for suggestions; NULL after the last. */
    const char *(*name_at)(const struct scope *scope, int index);
    const void *context;
};

#endif
