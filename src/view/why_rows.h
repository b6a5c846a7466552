#ifndef OVERSHOOT_VIEW_WHY_ROWS_H
#define OVERSHOOT_VIEW_WHY_ROWS_H

/* Rows of text with a label before and a result behind, laid out in a given room. */

#include "screen.h"

#include "../base/text.h"

struct why_row {
    struct text label, text, result;
    struct text widest; /* what the text may become; empty: it has the lines that it needs */
    struct text
        shorter;    /* what it says instead where it would take more lines than that; or empty */
    int indent;     /* of the text; the label stands before it */
    int hang;       /* of its lines after the first: by so much more */
    enum role role; /* of the text */
    bool gap;       /* a blank line before it, where there is room */
    int rank;       /* the least stay longest */

    int needed;    /* why_rows_draw: the lines that it takes */
    bool below;    /* its result has a line of its own, where the text leaves one */
    int lines;     /* its room; 0: it is left out */
    int gaps;      /* blank lines before it */
    int result_at; /* the result's column, where there is room */
};

struct why_rows {
    struct why_row *items;
    int count, capacity;
    int result_at; /* why_rows_draw: their last column, where there is room; 0: at the right */
};

/* A new row at the end, empty, of plain text; valid until the next. */
struct why_row *why_rows_add(struct why_rows *rows, int rank);
/* Draws those that fit, and frees them. */
void why_rows_draw(const struct screen *screen, struct why_rows *rows, struct area area);

#endif
