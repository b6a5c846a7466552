/* Without colours a ball's way is told from another's by the ball's own mark, hollow, here and
 * there on it: the form of the line says already what happened. */

#include "layers.h"

#include <math.h>

enum { APART = 6 }; /* columns; of rows half of it */

bool stamps_are_told(const struct screen *screen)
{
    return screen->display->colors == COLORS_MONO && screen->display->unicode &&
           screen->session->sim->ball_count > 1 && !screen->kinds.any;
}

static bool has_room(const struct stamps *stamps, const struct plot *plot, struct point at)
{
    int count = stamps->count < STAMPS_MAX ? stamps->count : STAMPS_MAX;
    struct point here = drawing_cell(plot->drawing, at);
    for (int i = 0; i < count; i++) {
        struct point there = drawing_cell(plot->drawing, stamps->at[i]);
        if (hypot(here.x - there.x, 2 * (here.y - there.y)) < APART)
            return false;
    }
    return isfinite(here.x) && isfinite(here.y);
}

/* In the middle of a leap, whose ends say more; where a slide has come to. */
void stamp_hop(struct stamps *stamps, const struct plot *plot, const struct hop *hop)
{
    if (!stamps_are_told(plot->screen))
        return;
    struct sight at = plot->projection->on_way(plot, hop, hop->leaps ? 0.5 : 1);
    if (at.seen && has_room(stamps, plot, at.at))
        stamps->at[stamps->count++ % STAMPS_MAX] = at.at;
}
