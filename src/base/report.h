#ifndef OVERSHOOT_BASE_REPORT_H
#define OVERSHOOT_BASE_REPORT_H

/* The one form that every error has when a person reads it:
 *
 *     overshoot: FILE:LINE:COLUMN: what is wrong
 *         the line
 *             ^
 */

#include "error.h"
#include "text.h"

/* Where the text stood that was wrong. */
struct source {
    const char *file; /* NULL: none */
    int line;         /* from 1; 0: none */
    const char *text; /* the line; NULL: none */
};

/* Appends the report, with a new line at its end. Control characters of file and text come out as
 * `?`, so that a report can be written to a terminal. */
void report_write(struct text *out, const struct source *source, const struct error *error);

#endif
