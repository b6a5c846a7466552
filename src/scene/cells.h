#ifndef OVERSHOOT_SCENE_CELLS_H
#define OVERSHOOT_SCENE_CELLS_H

/* Lines of measurements as cells. Empty lines are passed over, and so are comments (lines that
 * begin with # or %, and what follows a number and " # ") and rules (|---|---|). A cell may stand
 * in quotes, where "" is a quote, and separators and ends of lines are text; a quote further in is
 * one. Lines end in LF, CRLF or CR. */

#include "../lang/data.h"

#include <stdbool.h>
#include <stddef.h>

enum { CELLS_MAX = DATA_COLUMNS_MAX + 1 };

/* Without the blanks around it and its quotes; "" in it stays. */
struct datum {
    const char *bytes;
    int length;
};

struct cells {
    const char *at, *end; /* what comes */
    int next;             /* its line, from 1 */
    char separator;       /* `,`, `;`, `|`, a tab; a blank: any of blanks and tabs; '\0': none */
    int read;             /* lines that had cells, so far */
    int line;             /* of the present cells, where they begin */
    struct datum items[CELLS_MAX];
    int count;         /* of them; there may be more than have room */
    int filled;        /* without the empty ones at the end */
    const char *wrong; /* in that line; NULL: nothing */
};

struct cells cells_begin(const char *text, size_t length);
/* The next line that has something in its cells; false: there is none, or one is wrong. */
bool cells_next(struct cells *cells);
/* The separator by which most lines have as many cells, and most cells are numbers. */
char cells_separator(const struct cells *cells);

/* Whether it says that there is no number: NA, -, nothing. */
bool datum_is_missing(const struct datum *cell);
/* Its finite number, with a decimal comma, or with a point and perhaps commas for the thousands. */
bool datum_number(const struct datum *cell, char decimal, double *value);

#endif
