#ifndef OVERSHOOT_VIEW_STILL_H
#define OVERSHOOT_VIEW_STILL_H

/* What stands still: parts of the frame that stay as they are while the balls are on their way from
 * one row to the next. They are drawn when session, display or size change; the frames between are
 * copies of them, with what moves on top. */

#include "screen.h"

/* What the parts are drawn from. All 0 at first. */
struct still_world {
    struct session session; /* its values as they were; what they point at may be gone */
    struct display display;
    int64_t sim, other, other_sim; /* stamps: its own, and of the session in the other half */
    int columns, rows;
    int64_t number;
};
/* A number that is another one whenever anything is not as it was at the last call, but for the
 * display's phase, prompt and message and the seconds that a scene waits: parts that read those do
 * not stand still. */
int64_t still_world_look(struct still_world *world, const struct screen *screen);

/* A part as it was drawn last. All 0: not yet. */
struct still {
    int64_t world;    /* what it was drawn from; -1: it was left unfinished */
    struct area area; /* what is kept: that of the part, and a column at either side */
    struct cell *cells;
    struct targets targets; /* that it has noted */
    struct plate *plates;   /* that it has added */
    int plate_count, plate_capacity;
};
void still_free(struct still *still);

/* Draws a part, or copies what is kept, if that is of the same world and finished. */
void still_draw(struct still *still, int64_t world, part_drawer *draw, const struct screen *screen,
                struct area area);

#endif
