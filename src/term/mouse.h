#ifndef OVERSHOOT_TERM_MOUSE_H
#define OVERSHOOT_TERM_MOUSE_H

/* What the mouse does: by commands, as the keys. Knows no terminal. */

#include "front.h"
#include "keys.h"

#include "../view/view.h"

/* What the pressed button drags. All zero: nothing. */
struct mouse {
    enum { DRAG_NOTHING, DRAG_START, DRAG_MAP, DRAG_RELIEF, DRAG_TIME, DRAG_CURSOR } drag;
    int column, row;   /* where the pointer was last */
    int columns, rows; /* the map's size when it was taken */
    bool moved;        /* since it was taken */
};

/* The view is asked what the frame drawn last has in the event's cell. */
void mouse_act(struct mouse *mouse, struct front *front, const struct view *view,
               const struct mouse_event *event);

#endif
