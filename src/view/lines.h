#ifndef OVERSHOOT_VIEW_LINES_H
#define OVERSHOOT_VIEW_LINES_H

/* What charts have in common beside their lines. */

#include "pen.h"

#include "../lab/series.h"

/* A ball's line. */
struct ink lines_ink(const struct screen *screen, int ball);
/* The bucket of a ball's present row; -1: there is none. */
int lines_present(const struct screen *screen, int ball, const struct thinned *line);
/* The last tick of a session that there is room for; of a figure that does not move, the last one
 * that is known. */
int64_t charts_last(const struct screen *screen, const struct session *session);
/* The same of all who are on it, as an axis. */
struct chart_scale charts_across(const struct screen *screen);
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
/* The limit of one of the selected ball's quantities, below all lines, and how many levels it has
 * had; and in the middle of the danger beyond it what that is. */
void lines_draw_limit(struct figure *figure, const struct chart_scale *x,
                      const struct chart_scale *y, enum quantity quantity);
int lines_levels(const struct screen *screen, enum quantity quantity);
void lines_draw_danger(struct figure *figure, enum quantity quantity);

/* Where a line is in each column of points. */
struct stays {
    struct stay *items;
    int capacity, width, fine;
    struct area plot;
    struct reach_of_stays {
        int last; /* the column in which the line was last, if it goes on from there; else -1 */
        int end;  /* the last one that has a place */
    } now, kept;
};
void stays_free(struct stays *stays);
void stays_begin(struct stays *stays, const struct screen *screen, struct area plot); /* nowhere */
/* What is known now is so for good; and back to that. */
void stays_keep(struct stays *stays);
void stays_return(struct stays *stays);
/* Where a shape goes on. */
void stays_add(struct stays *stays, const struct drawing *drawing, const struct shape *shape);
/* Where some lines lie in one row of cells from one place to the next, they take turns in it, each
 * in its own colour, above all of them. */
struct turning {
    const struct stays *stays;
    int owner;
    struct ink ink;
};
void lines_take_turns(struct figure *figure, const struct turning *turns, int count);

#endif
