#ifndef OVERSHOOT_VIEW_LEGEND_H
#define OVERSHOOT_VIEW_LEGEND_H

/* The legend: a line per ball with its place, mark, name and loss, and how it fares. */

#include "hits.h"

/* Where there are several balls, draws their lines into the area or, with draw false, counts how
 * many of the area's rows they take. Where there is not room for all, those around the selected
 * ball are shown. */
int legend_draw(const struct screen *screen, struct area area, bool draw);
/* The balls' lines in that area. */
struct hit legend_hit(const struct screen *screen, struct area area);

/* What the ball is called: its optimizer, and what tells it from other balls that have the same. */
struct legend_name {
    char optimizer[40];
    char differs[80]; /* with a blank before it; "" if nothing does */
};
void legend_name(const struct sim *sim, int ball, struct legend_name *name);

#endif
