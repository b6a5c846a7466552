#ifndef OVERSHOOT_VIEW_LINES_H
#define OVERSHOOT_VIEW_LINES_H

/* What charts have in common beside their lines. */

#include "pen.h"

#include "../lab/series.h"

/* A ball's line. */
struct ink lines_ink(const struct screen *screen, int ball);
/* The bucket of a ball's present row; -1: there is none. */
int lines_present(const struct screen *screen, int ball, const struct thinned *line);
/* The columns right of plots in so many: for names where these do not take too much of them. */
struct end_names;
int lines_margin(const struct screen *screen, const struct end_names *names, int columns);

/* The selected ball's track of a ghost, or NULL: those of the others would only cover each other.
 */
const struct ghost_track *lines_ghost(const struct session *session, int ghost);
/* All of these, in dots, so that they are never taken for a ball that runs: each row in a place, in
 * values. */
typedef struct point ghost_placer(const void *context, int64_t tick, const struct row *row);
void lines_draw_ghosts(struct figure *figure, const struct pen *pen, ghost_placer *place,
                       const void *context);
/* Where the selected ball jumped over the minimum, on its loss, if hops are far enough apart. */
void lines_draw_overshoots(struct figure *figure, const struct chart_scale *x,
                           const struct chart_scale *y);
/* Of the lines that were drawn last, from shape `first` on: where some lie in one row of cells from
 * one place to the next, they take turns in it, each in its own colour. */
void lines_take_turns(struct figure *figure, int first);

#endif
