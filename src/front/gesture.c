#include "gesture.h"

#include <math.h>

/* An event, where it was, and what it says. */
struct pointing {
    struct gesture *gesture;
    struct session *session;
    const struct mouse_event *event;
    struct view_place place;
    struct text *line;
};

/* A coordinate with no more digits than tell the cells apart: half a cell is the least that they
 * are rounded to, so that the point stays within its cell. */
static double rounded(double value, double cell)
{
    double unit = pow(10, floor(log10(cell / 2)));
    double near = unit < 1 ? round(value / unit) / round(1 / unit) : round(value / unit) * unit;
    return isfinite(near) ? near + 0.0 : value; /* + 0.0: no minus before a zero */
}

/* `X, Y` of a cell of the map. */
static void add_point(const struct pointing *at)
{
    const struct region *view = &at->session->look.region;
    const struct view_place *place = &at->place;
    text_add(at->line, "%.15g, %.15g",
             rounded(place->point.x, (view->x1 - view->x0) / place->columns),
             rounded(place->point.y, (view->y1 - view->y0) / place->rows));
}

/* A ball that rolls goes on from there. */
static void set_start(const struct pointing *at)
{
    text_add(at->line, "start ");
    add_point(at);
}

static void zoom(const struct pointing *at)
{
    text_add(at->line, "zoom %s", at->event->turn > 0 ? "1.25" : "0.8");
    if (at->place.has_point) {
        text_add(at->line, " at ");
        add_point(at);
    }
}

/* The shares are quotients of cells, which are exact: the map stays under the pointer. */
static void pan(const struct pointing *at)
{
    const struct gesture *gesture = at->gesture;
    text_add(at->line, "pan %d/%d, %d/%d", gesture->column - at->event->column, gesture->columns,
             at->event->row - gesture->row, gesture->rows);
}

/* Whole degrees: the way back leads back. The surface follows the pointer: what is nearest to the
 * right, what is farthest down. */
static void turn(const struct pointing *at)
{
    enum { TURN_PER_COLUMN = 2, TILT_PER_ROW = 3 };
    int columns = at->event->column - at->gesture->column, rows = at->event->row - at->gesture->row;
    if (columns)
        text_add(at->line, "turn %d\n", TURN_PER_COLUMN * columns);
    if (rows)
        text_add(at->line, "tilt %d\n", TILT_PER_ROW * rows);
}

/* In a chart dragging goes through the iterations, with the right button the cursor does. */
static void point_at_chart(const struct pointing *at)
{
    long long tick = (long long)at->place.tick, end = (long long)at->session->sim->end;
    if (at->gesture->drag == DRAG_TIME && tick > end)
        answers_tell(&at->session->answers, "iteration %lld is not on record yet: the last is %lld",
                     tick, end);
    else if (at->gesture->drag == DRAG_TIME)
        text_add(at->line, "goto %lld", tick);
    else if (at->gesture->drag == DRAG_CURSOR)
        text_add(at->line, "cursor %lld", tick < end ? tick : end);
}

static void press(const struct pointing *at)
{
    const struct mouse_event *event = at->event;
    struct gesture *gesture = at->gesture;
    bool left = event->button == MOUSE_LEFT, aside = left && event->modified;
    *gesture = (struct gesture){.column = event->column,
                                .row = event->row,
                                .columns = at->place.columns,
                                .rows = at->place.rows,
                                .number = gesture->number + 1};
    switch (at->place.part) {
    case VIEW_PART_BALL:
        if (left)
            text_add(at->line, "select %d", at->place.ball + 1);
        break;
    case VIEW_PART_RELIEF:
        gesture->drag = left ? DRAG_RELIEF : DRAG_NOTHING;
        break;
    case VIEW_PART_CHART:
        if (event->button != MOUSE_MIDDLE)
            gesture->drag = left && !aside ? DRAG_TIME : DRAG_CURSOR;
        point_at_chart(at);
        break;
    case VIEW_PART_MAP:
        if (event->button != MOUSE_MIDDLE)
            gesture->drag = left && !aside ? DRAG_START : DRAG_MAP;
        if (gesture->drag == DRAG_START)
            set_start(at);
        break;
    case VIEW_PART_PAGE:
    case VIEW_PART_NONE:
        break;
    }
}

/* Outside the map the start stays where it was last inside; the map follows everywhere. */
static void drag(const struct pointing *at)
{
    struct gesture *gesture = at->gesture;
    if (at->event->column == gesture->column && at->event->row == gesture->row)
        return;
    if (gesture->drag == DRAG_START && at->place.part == VIEW_PART_MAP)
        set_start(at);
    if (gesture->drag == DRAG_MAP)
        pan(at);
    if (gesture->drag == DRAG_RELIEF)
        turn(at);
    if (at->place.part == VIEW_PART_CHART)
        point_at_chart(at);
    gesture->moved = true;
    gesture->column = at->event->column;
    gesture->row = at->event->row;
}

/* On the relief, which a press takes hold of, the start is set when nothing was turned. */
static void release(const struct pointing *at)
{
    if (at->gesture->drag == DRAG_RELIEF && !at->gesture->moved && at->place.has_point)
        set_start(at);
    at->gesture->drag = DRAG_NOTHING;
}

static void turn_wheel(const struct pointing *at)
{
    enum { LINES = 3 };
    if (at->place.part == VIEW_PART_PAGE)
        answers_scroll_page(&at->session->answers, -at->event->turn * LINES);
    if (at->place.part == VIEW_PART_MAP || at->place.part == VIEW_PART_RELIEF)
        zoom(at);
    if (at->place.part == VIEW_PART_CHART)
        text_add(at->line, at->event->turn > 0 ? "cursor next" : "cursor previous");
}

void gesture_read(struct gesture *gesture, struct session *session, const struct view *view,
                  const struct mouse_event *event, struct text *line)
{
    static void (*const kinds[])(const struct pointing *at) = {[MOUSE_PRESS] = press,
                                                               [MOUSE_DRAG] = drag,
                                                               [MOUSE_RELEASE] = release,
                                                               [MOUSE_WHEEL] = turn_wheel};
    const struct pointing at = {gesture, session, event,
                                view_locate(view, event->column, event->row), line};
    if (event->kind != MOUSE_NONE)
        kinds[event->kind](&at);
}
