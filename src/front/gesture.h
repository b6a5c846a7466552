#ifndef OVERSHOOT_FRONT_GESTURE_H
#define OVERSHOOT_FRONT_GESTURE_H

/* What the mouse does: it presses keys and says commands, as hands do. */

#include "../base/text.h"
#include "../view/view.h"

enum mouse_kind { MOUSE_NONE, MOUSE_MOVE, MOUSE_PRESS, MOUSE_DRAG, MOUSE_RELEASE, MOUSE_WHEEL };
enum mouse_button { MOUSE_LEFT, MOUSE_MIDDLE, MOUSE_RIGHT };
struct mouse_event {
    enum mouse_kind kind;
    int button;      /* of PRESS, DRAG, RELEASE */
    int turn;        /* of WHEEL: 1 away from the user, -1 towards */
    int column, row; /* the cell, from 0 */
    bool modified;   /* with shift, alt or control held */
};

/* What the pressed button has hold of. All zero: nothing. */
struct gesture {
    struct target holds;
    bool aside;      /* with another button than the left one, or with a key held */
    int begin;       /* the column where it was taken */
    int column, row; /* where the pointer was last */
    bool moved;      /* since it was taken */
    double value;    /* NUMBER: what it was then */
    uint32_t number; /* of presses so far */
};

/* What an event says. All zero: nothing. Keys come before the lines; names and words are those of
 * a table or of the frame, until another one is drawn. */
struct deed {
    bool closes;     /* the page, first */
    const char *key; /* to be pressed, `times` times */
    int times;
    struct text lines; /* of commands */
    const char *typed; /* what is to stand at the prompt */
    bool takes;        /* a candidate is: */
    int candidate;
};

/* The deed's lines are the caller's to free. The page it scrolls, and what has no command it tells
 * as a notice. The view is asked what the frame drawn last has in the event's cell. */
struct deed gesture_read(struct gesture *gesture, struct session *session, const struct view *view,
                         const struct mouse_event *event);

/* Whether the start is being dragged. */
bool gesture_aims(const struct gesture *gesture);

#endif
