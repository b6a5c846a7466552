#ifndef OVERSHOOT_VIEW_LEGEND_H
#define OVERSHOOT_VIEW_LEGEND_H

/* The legend: a table with a line per ball, in the order of their places. What all balls share
 * stands in its head. */

#include "hits.h"

#include "../base/text.h"

/* The rows that it would take: the head and one for each ball. */
int legend_rows(const struct screen *screen);
/* Where there is not room for all balls, those around the selected one are shown. Whose line is
 * selected is pointed at two columns left of the area, and one behind it is raised, too. */
part_drawer legend_draw;
/* The same in one row; and over a view, in the corner where the least is drawn. */
part_drawer legend_draw_row, legend_draw_over;

/* What the ball is called: its optimizer, and what tells it from other balls that have the same. */
struct legend_name {
    char optimizer[40];
    char differs[80]; /* with a blank before it; "" if nothing does */
};
void legend_name(const struct sim *sim, int ball, struct legend_name *name);
/* The same in short: its optimizer or, of several with the same, what is special of the ball. */
const char *legend_brief(const struct sim *sim, int ball, struct legend_name *name);

#endif
