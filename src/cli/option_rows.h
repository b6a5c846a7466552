#ifndef OVERSHOOT_CLI_OPTION_ROWS_H
#define OVERSHOOT_CLI_OPTION_ROWS_H

/* The tables of the command line: its commands and options, for who reads them and who explains
 * them. */

#include "options.h"

struct option_row {
    const char *name;
    char letter;       /* 0: none */
    const char *value; /* how help calls its value; NULL: takes none */
    const char *help;
    int modes; /* those that take it, as bits */
    bool (*set)(const struct option_row *row, struct options *options, const char *value,
                struct error *error);
    size_t place;      /* in the options, of a text or a number */
    const char *takes; /* for the error; NULL: it may be anything */
    int64_t least, most;
};

struct mode_row {
    const char *name, *usage, *help; /* usage NULL: there is none of it yet, or it is an option */
    const char *argument;            /* what its only argument is; NULL: it takes several */
    const char *example, *more;      /* of its page in the help */
};

extern const struct option_row option_rows[];
extern const int option_row_count;
extern const struct mode_row mode_rows[MODE_COUNT];

#endif
