#include "happening.h"

#include <stdlib.h>

#include <string.h>

const struct happening_row happening_rows[HAPPENS_COUNT] = {
    [HAPPENS_FIRST] = {"first_step", "made their first steps", 0},
    [HAPPENS_JUMP] = {"overshoot", "jumped over the valley", 2},
    [HAPPENS_SWING] = {"swing", "swing from side to side by now", 1},
    [HAPPENS_CLIMB] = {"trend", "swing in another way than before", 1},
    [HAPPENS_CALM] = {"calm", "swing no longer", 1},
    [HAPPENS_UPHILL] = {"uphill", "rolled uphill", 1},
    [HAPPENS_THROWN] = {"thrown", "were thrown higher than twice their first loss", 0},
    [HAPPENS_CATAPULT] = {"catapult", "were catapulted: thrown up, and now lower than at first", 0},
    [HAPPENS_EDGE] = {"edge", "came past a border of η·λ", 1},
    [HAPPENS_HOVER] = {"hover", "stay at the edge of stability", 1},
    [HAPPENS_RATE] = {"eta", "have another η by their schedules", 3},
    [HAPPENS_OUT] = {"left_view", "left the view", 1},
    [HAPPENS_BACK] = {"in_view", "came back into the view", 1},
    [HAPPENS_NEAR] = {"near", "came near a minimum", 1},
    [HAPPENS_AWAY] = {"away", "left the minimum that they were near", 1},
    [HAPPENS_SADDLE] = {"saddle", "are near a saddle", 1},
    [HAPPENS_DOWN] = {"left_saddle", "left the saddle that they were near", 1},
    [HAPPENS_VALLEY] = {"valley", "are in another valley now", 1},
    [HAPPENS_HABIT] = {"habit", "go in circles, or in chaos", 0},
    [HAPPENS_STILL] = {"standstill", "hardly move any more, though there is a slope", 1},
    [HAPPENS_STUCK] = {"stuck", "are stuck", 0},
    [HAPPENS_REST] = {"rest", "came to rest", 0},
    [HAPPENS_GONE] = {"diverged", "diverged: they have left for ever", 0},
};

void happenings_clear(struct happenings *happenings)
{
    for (int i = 0; i < happenings->count; i++)
        free(happenings->items[i].text);
    happenings->count = 0;
}

void happenings_free(struct happenings *happenings)
{
    happenings_clear(happenings);
    free(happenings->items);
}
