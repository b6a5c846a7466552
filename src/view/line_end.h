#ifndef OVERSHOOT_VIEW_LINE_END_H
#define OVERSHOOT_VIEW_LINE_END_H

/* What the lines of a chart end in: the ball's mark and, where there is room, its name, and
 * the value of what no table has. */

#include "scale.h"

#include "../lab/thinned.h"
#include "../tell/names.h"

/* The columns right of a line's end that its name takes. */
enum { LINE_END_COLUMNS = 12 };

/* How far a ball's line goes, and how it ends. */
struct line_end {
    int ball, column;
    int left; /* through the bottom: -1, through the top: 1; 0: it is still there */
    double value;
    struct point at;
    struct place cell; /* of the line's end, then of what stands there */
    double height;     /* of its name, in rows with a fraction */
    const char *name;  /* the ball's */
    bool tells;        /* the value, too */
};

/* The names of all balls that have one beside their lines: asked once for all charts. */
struct end_names {
    char of[BALLS_MAX][NAMES_BRIEF_SIZE];
};
void line_end_names(const struct screen *screen, struct end_names *names);
/* The columns for them right of charts of so many: for the longest name with a value, as far as
 * charts are wide. */
int line_end_margin(const struct screen *screen, const struct end_names *names, int columns);

/* Where a line that is known up to a bucket ends: the last place that is seen, and where it left
 * for good. What lies before bucket `done` is looked for in those of `known` alone. False: nowhere.
 */
bool line_end_find(const struct figure *figure, const struct chart_scale scales[2],
                   const struct thinned *line, int present, int done, const int known[3],
                   struct line_end *end);

/* Brings them into an order. Beside their lines, where these go to the right; named: those that are
 * still there have their names there too, each in a row of its own. Or just where they end. */
void line_ends_draw(struct figure *figure, struct line_end *ends, int count, bool named);
void line_ends_draw_at(struct figure *figure, struct line_end *ends, int count);

#endif
