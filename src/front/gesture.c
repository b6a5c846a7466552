#include "gesture.h"

#include <math.h>

/* An event, where it was, and what it says. */
struct pointing {
    struct gesture *gesture;
    struct session *session;
    const struct mouse_event *event;
    struct view_place place;
    struct deed *deed;
};

/* --- buttons --- */

static void click(const struct pointing *at)
{
    if (at->gesture->aside)
        return;
    if (at->place.target.click == CLICK_KEY)
        at->deed->key = at->place.words;
    if (at->place.target.click == CLICK_COMMAND)
        text_add(&at->deed->lines, "%s", at->place.words);
}

static void turn_to_key(const struct pointing *at)
{
    at->deed->key = at->event->turn > 0 ? at->place.target.more : at->place.target.less;
}

/* --- the plane --- */

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
    const struct area *area = &at->place.target.area;
    const struct point *point = &at->place.point;
    text_add(&at->deed->lines, "%.15g, %.15g",
             rounded(point->x, (view->x1 - view->x0) / area->columns),
             rounded(point->y, (view->y1 - view->y0) / area->rows));
}

/* A ball that rolls goes on from there. */
static void set_start(const struct pointing *at)
{
    text_add(&at->deed->lines, "start ");
    add_point(at);
}

static void zoom(const struct pointing *at)
{
    text_add(&at->deed->lines, "zoom %s", at->event->turn > 0 ? "1.25" : "0.8");
    if (at->place.has_point) {
        text_add(&at->deed->lines, " at ");
        add_point(at);
    }
}

static void press_map(const struct pointing *at)
{
    if (!at->gesture->aside)
        set_start(at);
}

/* The shares are quotients of cells, which are exact: the map stays under the pointer. Outside the
 * map the start stays where it was last inside; the map follows everywhere. */
static void drag_map(const struct pointing *at)
{
    const struct gesture *gesture = at->gesture;
    if (gesture->aside)
        text_add(&at->deed->lines, "pan %d/%d, %d/%d", gesture->column - at->event->column,
                 gesture->area.columns, at->event->row - gesture->row, gesture->area.rows);
    else if (at->place.target.kind == TARGET_MAP)
        set_start(at);
}

/* Whole degrees: the way back leads back. The surface follows the pointer: what is nearest to the
 * right, what is farthest down. */
static void turn_relief(const struct pointing *at)
{
    enum { TURN_PER_COLUMN = 2, TILT_PER_ROW = 3 };
    int columns = at->event->column - at->gesture->column, rows = at->event->row - at->gesture->row;
    if (at->event->button == MOUSE_LEFT && columns)
        text_add(&at->deed->lines, "turn %d\n", TURN_PER_COLUMN * columns);
    if (at->event->button == MOUSE_LEFT && rows)
        text_add(&at->deed->lines, "tilt %d\n", TILT_PER_ROW * rows);
}

/* A press takes hold of the relief; the start is set when nothing was turned. */
static void release_relief(const struct pointing *at)
{
    if (at->event->button == MOUSE_LEFT && !at->gesture->moved && at->place.has_point)
        set_start(at);
}

/* --- charts --- */

/* Dragging goes through the iterations, with the right button the cursor does. */
static void point_at_chart(const struct pointing *at)
{
    long long tick = (long long)at->place.tick, end = (long long)at->session->sim->end;
    if (at->place.target.kind != TARGET_CHART)
        return;
    if (at->gesture->aside)
        text_add(&at->deed->lines, "cursor %lld", tick < end ? tick : end);
    else if (tick > end)
        answers_tell(&at->session->answers, "iteration %lld is not on record yet: the last is %lld",
                     tick, end);
    else
        text_add(&at->deed->lines, "goto %lld", tick);
}

static void move_cursor(const struct pointing *at)
{
    text_add(&at->deed->lines, at->event->turn > 0 ? "cursor next" : "cursor previous");
}

/* --- pages --- */

static void scroll_page(const struct pointing *at)
{
    enum { LINES = 3 };
    answers_scroll_page(&at->session->answers, -at->event->turn * LINES);
}

/* --- all of them --- */

static const struct hand {
    void (*press)(const struct pointing *at), (*drag)(const struct pointing *at),
        (*release)(const struct pointing *at), (*wheel)(const struct pointing *at);
} hands[] = {
    [TARGET_NONE] = {0},
    [TARGET_BUTTON] = {click, NULL, NULL, turn_to_key},
    [TARGET_MAP] = {press_map, drag_map, NULL, zoom},
    [TARGET_RELIEF] = {NULL, turn_relief, release_relief, zoom},
    [TARGET_CHART] = {point_at_chart, point_at_chart, NULL, move_cursor},
    [TARGET_PAGE] = {NULL, NULL, NULL, scroll_page},
};

static void move(void (*hand)(const struct pointing *at), const struct pointing *at)
{
    if (hand)
        hand(at);
}

static void press(const struct pointing *at)
{
    const struct mouse_event *event = at->event;
    *at->gesture = (struct gesture){.area = at->place.target.area,
                                    .aside = event->button != MOUSE_LEFT || event->modified,
                                    .column = event->column,
                                    .row = event->row,
                                    .number = at->gesture->number + 1};
    if (event->button == MOUSE_MIDDLE)
        return;
    at->gesture->holds = at->place.target.kind;
    move(hands[at->gesture->holds].press, at);
}

static void drag(const struct pointing *at)
{
    struct gesture *gesture = at->gesture;
    if (at->event->column == gesture->column && at->event->row == gesture->row)
        return;
    move(hands[gesture->holds].drag, at);
    gesture->moved = true;
    gesture->column = at->event->column;
    gesture->row = at->event->row;
}

static void release(const struct pointing *at)
{
    move(hands[at->gesture->holds].release, at);
    at->gesture->holds = TARGET_NONE;
}

struct deed gesture_read(struct gesture *gesture, struct session *session, const struct view *view,
                         const struct mouse_event *event)
{
    struct deed deed = {0};
    const struct pointing at = {gesture, session, event,
                                view_locate(view, event->column, event->row), &deed};
    if (event->kind == MOUSE_PRESS)
        press(&at);
    else if (event->kind == MOUSE_DRAG)
        drag(&at);
    else if (event->kind == MOUSE_RELEASE)
        release(&at);
    else if (event->kind == MOUSE_WHEEL)
        move(hands[at.place.target.kind].wheel, &at);
    return deed;
}

bool gesture_aims(const struct gesture *gesture)
{
    return gesture->holds == TARGET_MAP && !gesture->aside;
}
