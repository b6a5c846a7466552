#ifndef OVERSHOOT_FRONT_GESTURE_H
#define OVERSHOOT_FRONT_GESTURE_H

/* What the mouse does: it says commands, as the keys do. */

#include "../base/text.h"
#include "../view/view.h"

enum mouse_kind { MOUSE_NONE, MOUSE_PRESS, MOUSE_DRAG, MOUSE_RELEASE, MOUSE_WHEEL };
enum mouse_button { MOUSE_LEFT, MOUSE_MIDDLE, MOUSE_RIGHT };
struct mouse_event {
    enum mouse_kind kind;
    int button;      /* of PRESS, DRAG, RELEASE */
    int turn;        /* of WHEEL: 1 away from the user, -1 towards */
    int column, row; /* the cell, from 0 */
    bool modified;   /* with shift, alt or control held */
};

/* What the pressed button drags. All zero: nothing. */
struct gesture {
    enum { DRAG_NOTHING, DRAG_START, DRAG_MAP, DRAG_RELIEF, DRAG_TIME, DRAG_CURSOR } drag;
    int column, row;   /* where the pointer was last */
    int columns, rows; /* the map's size when it was taken */
    bool moved;        /* since it was taken */
    uint32_t number;   /* of presses, and turns of the wheel, so far */
};

/* Adds what the event says, as lines of commands; the page it scrolls, and what has no command it
 * tells as a notice. The view is asked what the frame drawn last has in the event's cell. */
void gesture_read(struct gesture *gesture, struct session *session, const struct view *view,
                  const struct mouse_event *event, struct text *line);

#endif
