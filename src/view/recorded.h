#ifndef OVERSHOOT_VIEW_RECORDED_H
#define OVERSHOOT_VIEW_RECORDED_H

/* Charts of the numbers that each ball has on its record: they are those of formulas, but for where
 * their lines come from, and for the limit that some have. */

#include "sheet.h"

struct recorded {
    struct formulas formulas;
    struct chart_choice chosen;
    enum quantity quantities[CHART_COUNT]; /* one for each chart */
    struct thinned lines[BALLS_MAX][MEASURED_MAX];
    struct sheet_key key;
    struct sheet *sheet;
};
/* Whether a chart of it would have anything to draw. */
bool recorded_has_values(const struct screen *screen, enum quantity quantity);

/* `sheets` keep what is drawn for good. */
void recorded_begin(struct recorded *recorded, const struct screen *screen, struct sheets *sheets,
                    int gutter, int margin);
/* One chart more. */
void recorded_add(struct recorded *recorded, enum quantity quantity, struct area plot);
/* When all are known: of an area in which nothing else is. */
void recorded_ask(struct recorded *recorded, struct area area);
/* One of them; false: there is nothing to draw. */
bool recorded_draw(struct recorded *recorded, int index);

#endif
