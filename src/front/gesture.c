#include "gesture.h"

#include "../command/command.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* An event, where it was, and what it says. */
struct pointing {
    struct gesture *gesture;
    struct session *session;
    const struct mouse_event *event;
    struct view_place place;
    struct deed *deed;
};

static void press_key(const struct pointing *at, const char *key, int times)
{
    at->deed->key = key;
    at->deed->times = times;
}

/* --- buttons --- */

static void click(const struct pointing *at)
{
    const struct target *target = &at->place.target;
    if (at->gesture->aside)
        return;
    if (target->click == CLICK_KEY)
        press_key(at, at->place.words, 1);
    if (target->click == CLICK_COMMAND)
        text_add(&at->deed->lines, "%s", at->place.words);
    if (target->click == CLICK_TYPE)
        at->deed->typed = at->place.words;
    at->deed->closes = target->closes;
    at->deed->takes = target->click == CLICK_TAKE;
    at->deed->candidate = target->index;
}

static void turn_to_key(const struct pointing *at)
{
    press_key(at, at->event->turn > 0 ? at->place.target.more : at->place.target.less, 1);
}

/* --- numbers --- */

static void say_number(const struct pointing *at, const struct named_value *number, double value)
{
    if (value != number->value)
        text_add(&at->deed->lines, "%s %.10g", number->name, value);
}

/* What was pointed at is what the keys change from then on. */
static bool choose(const struct pointing *at, const struct target *target,
                   struct named_value *number)
{
    int away = target->index - at->session->chosen;
    bool there = session_number(at->session, target->index, number);
    if (there && away)
        press_key(at, away < 0 ? "up" : "down", abs(away));
    return there;
}

static void press_number(const struct pointing *at)
{
    struct named_value number;
    if (!at->gesture->aside && choose(at, &at->place.target, &number))
        at->gesture->value = number.value;
}

static void wheel_number(const struct pointing *at)
{
    struct named_value number;
    if (choose(at, &at->place.target, &number))
        say_number(at, &number, number_step(&number, at->event->turn));
}

/* So many steps from what it was at first: the way back leads back. */
static void drag_number(const struct pointing *at)
{
    enum { COLUMNS = 2 }; /* of a step */
    const struct gesture *gesture = at->gesture;
    struct named_value number;
    int steps = (at->event->column - gesture->begin) / COLUMNS;
    if (gesture->aside || !session_number(at->session, gesture->holds.index, &number))
        return;
    struct named_value stepped = number;
    stepped.value = gesture->value;
    for (int i = 0; i < abs(steps); i++)
        stepped.value = number_step(&stepped, steps < 0 ? -1 : 1);
    say_number(at, &number, stepped.value);
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

/* Beyond the scale it has its first or its last value. */
static void set_on_scale(const struct pointing *at)
{
    const struct target *scale = &at->gesture->holds;
    int columns = scale->area.columns, column = at->event->column - scale->area.column;
    double cell = (scale->high - scale->low) / columns;
    struct named_value number;
    column = column < 0 ? 0 : column < columns ? column : columns - 1;
    if (!at->gesture->aside && choose(at, scale, &number))
        say_number(at, &number, rounded(scale->low + (column + 0.5) * cell, cell));
}

/* `X, Y` of a cell of the map, or `X` on a line. */
static void add_point(const struct pointing *at)
{
    const struct region *view = &at->session->look.region;
    const struct area *area = &at->place.target.area;
    const struct point *point = &at->place.point;
    text_add(&at->deed->lines, "%.15g", rounded(point->x, (view->x1 - view->x0) / area->columns));
    if (!region_is_line(view))
        text_add(&at->deed->lines, ", %.15g",
                 rounded(point->y, (view->y1 - view->y0) / area->rows));
}

/* That of all balls; once one of them starts elsewhere, that of the selected one. */
static void add_start(const struct pointing *at)
{
    bool apart = sim_any_starts_apart(at->session->sim);
    text_add(&at->deed->lines, apart ? "set start=" : "start ");
}

/* What the mouse has changed is said, as the command for it, and how it is taken back. */
static void tell_lines(const struct pointing *at)
{
    const char *lines = at->deed->lines.bytes ? at->deed->lines.bytes : "";
    answers_tell(&at->session->answers, "%.*s (`undo` takes it back)", (int)strcspn(lines, "\n"),
                 lines);
}

/* A ball that rolls goes on from there. */
static void set_start(const struct pointing *at)
{
    add_start(at);
    add_point(at);
    tell_lines(at);
}

static void zoom(const struct pointing *at)
{
    text_add(&at->deed->lines, "zoom %s", at->event->turn > 0 ? "1.25" : "0.8");
    if (at->place.has_point) {
        text_add(&at->deed->lines, " at ");
        add_point(at);
    }
}

/* Whether a point is asked for, which then is the answer. */
static bool asks(const struct pointing *at)
{
    const struct session *session = at->session;
    bool line = problem_is_line(sim_problem(session->sim));
    return quiz_is_open(session) && session->quiz.by == (line ? QUIZ_BY_NUMBER : QUIZ_BY_POINT);
}

/* While another question is open, nothing. */
static void place(const struct pointing *at)
{
    if (asks(at)) {
        text_add(&at->deed->lines, "answer ");
        add_point(at);
    } else if (!quiz_is_open(at->session)) {
        set_start(at);
    }
}

static void press_map(const struct pointing *at)
{
    if (!at->gesture->aside)
        place(at);
}

static void drag_view(const struct pointing *at)
{
    const struct gesture *gesture = at->gesture;
    text_add(&at->deed->lines, "pan %d/%d", gesture->column - at->event->column,
             gesture->holds.area.columns);
    if (!region_is_line(&at->session->look.region))
        text_add(&at->deed->lines, ", %d/%d", at->event->row - gesture->row,
                 gesture->holds.area.rows);
}

/* The shares are quotients of cells, which are exact: the map stays under the pointer. Outside the
 * map the start stays where it was last inside; the map follows everywhere. */
static void drag_map(const struct pointing *at)
{
    const struct gesture *gesture = at->gesture;
    if (gesture->aside)
        drag_view(at);
    else if (at->place.target.kind == TARGET_MAP && !quiz_is_shown(at->session))
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
        place(at);
}

/* --- sweeps --- */

/* What a number is at a place on its axis, as precisely as cells tell; the name, or the start's
 * coordinate. */
static double swept_value(const struct pointing *at, int axis)
{
    const struct target *target = &at->place.target;
    const struct region *region = &target->region;
    double place = axis ? at->place.point.y : at->place.point.x;
    double cell = axis ? (region->y1 - region->y0) / target->area.rows
                       : (region->x1 - region->x0) / target->area.columns;
    int sign = target->axes[axis].sign;
    if (sign == 0)
        return rounded(place, cell);
    double value = pow(10, place);
    return sign * rounded(value, value * (pow(10, cell) - 1));
}

/* Of both numbers at once, but for the start. */
static void set_swept(const struct pointing *at)
{
    const struct target *target = &at->place.target;
    struct point start = sim_conditions(at->session->sim, at->session->selected).start;
    struct text numbers = {0};
    bool starts = false;
    if (target->kind != TARGET_SWEEP || at->gesture->aside)
        return;
    for (int i = 0; i < 2 && *target->axes[i].name; i++) {
        const char *name = target->axes[i].name;
        bool x = strcmp(name, "x") == 0, y = strcmp(name, "y") == 0;
        double value = swept_value(at, i);
        starts |= x || y;
        if (x || y)
            *(x ? &start.x : &start.y) = value;
        else
            text_add(&numbers, " %s=%.10g", name, value);
    }
    if (numbers.length > 0)
        text_add(&at->deed->lines, "set%s%s", numbers.bytes, starts ? "\n" : "");
    if (starts) {
        add_start(at);
        text_add(&at->deed->lines, "%.15g", start.x);
    }
    if (starts && !region_is_line(&at->session->look.region))
        text_add(&at->deed->lines, ", %.15g", start.y);
    if (at->deed->lines.length > 0)
        tell_lines(at);
    text_free(&numbers);
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
    [TARGET_NUMBER] = {press_number, drag_number, NULL, wheel_number},
    [TARGET_SCALE] = {set_on_scale, set_on_scale, NULL, wheel_number},
    [TARGET_MAP] = {press_map, drag_map, NULL, zoom},
    [TARGET_RELIEF] = {NULL, turn_relief, release_relief, zoom},
    [TARGET_CHART] = {point_at_chart, point_at_chart, NULL, move_cursor},
    [TARGET_SWEEP] = {set_swept, set_swept, NULL, NULL},
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
    *at->gesture = (struct gesture){.aside = event->button != MOUSE_LEFT || event->modified,
                                    .begin = event->column,
                                    .column = event->column,
                                    .row = event->row,
                                    .number = at->gesture->number + 1};
    if (event->button == MOUSE_MIDDLE)
        return;
    at->gesture->holds = at->place.target;
    move(hands[at->gesture->holds.kind].press, at);
}

static void drag(const struct pointing *at)
{
    struct gesture *gesture = at->gesture;
    if (at->event->column == gesture->column && at->event->row == gesture->row)
        return;
    move(hands[gesture->holds.kind].drag, at);
    gesture->moved = true;
    gesture->column = at->event->column;
    gesture->row = at->event->row;
}

static void release(const struct pointing *at)
{
    move(hands[at->gesture->holds.kind].release, at);
    at->gesture->holds = (struct target){0};
}

struct deed gesture_read(struct gesture *gesture, struct session *session, const struct view *view,
                         const struct mouse_event *event)
{
    struct deed deed = {0};
    struct view_place place = (event->kind == MOUSE_WHEEL ? view_locate_wheel : view_locate)(
        view, event->column, event->row);
    const struct pointing at = {gesture, session, event, place, &deed};
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
    return gesture->holds.kind == TARGET_MAP && !gesture->aside;
}
