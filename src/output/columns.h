#ifndef OVERSHOOT_OUTPUT_COLUMNS_H
#define OVERSHOOT_OUTPUT_COLUMNS_H

/* The columns of a run's table, where they are chosen: `--columns x,loss,m`. */

#include "../sim/sim.h"

enum column_kind { COLUMN_BALL, COLUMN_STEP, COLUMN_EVENT, COLUMN_NAME, COLUMN_NUMBER };

struct column {
    char *name; /* of its head: of a vector `m.x` and `m.y` */
    enum column_kind kind;
};
struct columns {
    struct column *items; /* NULL: the usual ones */
    int count, capacity;
};

/* The list of the usual ones: scripts rely on their order. */
extern const char columns_usual[];

/* Of a list `a,b,c`; with `+` before it, after the usual ones. A name is one of the table, a
 * quantity, a number of a ball, a let, or what a rule keeps from one iteration to the next. The
 * error names what no ball has. columns_free in any case. */
bool columns_read(struct columns *columns, const struct sim *sim, const char *list,
                  struct error *error);
void columns_free(struct columns *columns);

/* What a number's column says of a ball at the present row; NaN: nothing, also where the ball has
 * none of that name. */
double column_value(const struct column *column, const struct sim *sim, int ball);

#endif
