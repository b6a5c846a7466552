#include "mouse.h"

#include <math.h>

/* A coordinate with no more digits than tell the cells apart: half a cell is the least that they
 * are rounded to, so that the point stays within its cell. */
static double rounded(double value, double cell)
{
    double unit = pow(10, floor(log10(cell / 2)));
    double near = unit < 1 ? round(value / unit) / round(1 / unit) : round(value / unit) * unit;
    return isfinite(near) ? near + 0.0 : value; /* + 0.0: no minus before a zero */
}

/* `X, Y` of a cell of the map. */
static void add_point(struct text *line, const struct front *front, const struct view_place *place)
{
    const struct region *view = &front->session->look.view;
    text_add(line, "%.15g, %.15g", rounded(place->point.x, (view->x1 - view->x0) / place->columns),
             rounded(place->point.y, (view->y1 - view->y0) / place->rows));
}

static void execute(struct front *front, struct text *line)
{
    front_execute(front, line->bytes);
    text_free(line);
}

/* A ball that rolls goes on from there. */
static void set_start(struct front *front, const struct view_place *place)
{
    struct text line = {0};
    text_add(&line, "start ");
    add_point(&line, front, place);
    execute(front, &line);
}

static void zoom(struct front *front, const struct view_place *place, int turn)
{
    struct text line = {0};
    text_add(&line, "zoom %s", turn > 0 ? "1.25" : "0.8");
    if (place->has_point) {
        text_add(&line, " at ");
        add_point(&line, front, place);
    }
    execute(front, &line);
}

/* The shares are quotients of cells, which are exact: the map stays under the pointer. */
static void pan(const struct mouse *mouse, struct front *front, const struct mouse_event *event)
{
    struct text line = {0};
    text_add(&line, "pan %d/%d, %d/%d", mouse->column - event->column, mouse->columns,
             event->row - mouse->row, mouse->rows);
    execute(front, &line);
}

/* Whole degrees: the way back leads back. The surface follows the pointer: what is nearest to the
 * right, what is farthest down. */
static void turn(const struct mouse *mouse, struct front *front, const struct mouse_event *event)
{
    enum { TURN_PER_COLUMN = 2, TILT_PER_ROW = 3 };
    struct text line = {0};
    if (event->column != mouse->column)
        text_add(&line, "turn %d\n", TURN_PER_COLUMN * (event->column - mouse->column));
    if (event->row != mouse->row)
        text_add(&line, "tilt %d\n", TILT_PER_ROW * (event->row - mouse->row));
    execute(front, &line);
}

static void select_ball(struct front *front, int ball)
{
    struct text line = {0};
    text_add(&line, "select %d", ball + 1);
    execute(front, &line);
}

static void go_to(struct front *front, const struct view_place *place)
{
    struct text line = {0};
    long long end = (long long)sim_end(front->session->sim);
    if (place->tick > end) {
        text_add(&line, "iteration %lld is not on record yet: the last is %lld",
                 (long long)place->tick, end);
        front_say(front, line.bytes);
        text_free(&line);
        return;
    }
    text_add(&line, "goto %lld", (long long)place->tick);
    execute(front, &line);
}

static void set_cursor(struct front *front, const struct view_place *place)
{
    struct text line = {0};
    int64_t end = sim_end(front->session->sim);
    text_add(&line, "cursor %lld", (long long)(place->tick < end ? place->tick : end));
    execute(front, &line);
}

/* In a chart dragging goes through the iterations, with the right button the cursor does. */
static void point_at_chart(struct mouse *mouse, struct front *front, const struct view_place *place)
{
    if (mouse->drag == DRAG_TIME)
        go_to(front, place);
    else if (mouse->drag == DRAG_CURSOR)
        set_cursor(front, place);
}

static void press(struct mouse *mouse, struct front *front, const struct view_place *place,
                  const struct mouse_event *event)
{
    bool left = event->button == MOUSE_LEFT;
    *mouse = (struct mouse){
        .column = event->column, .row = event->row, .columns = place->columns, .rows = place->rows};
    if (place->part == VIEW_PART_BALL && left)
        select_ball(front, place->ball);
    if (place->part == VIEW_PART_RELIEF && left)
        mouse->drag = DRAG_RELIEF;
    if (place->part == VIEW_PART_CHART && event->button != MOUSE_MIDDLE) {
        mouse->drag = left && !event->modified ? DRAG_TIME : DRAG_CURSOR;
        point_at_chart(mouse, front, place);
    }
    if (place->part != VIEW_PART_MAP)
        return;
    if (event->button == MOUSE_RIGHT || (left && event->modified)) {
        mouse->drag = DRAG_MAP;
    } else if (left) {
        mouse->drag = DRAG_START;
        set_start(front, place);
    }
}

/* Outside the map the start stays where it was last inside; the map follows everywhere. */
static void drag(struct mouse *mouse, struct front *front, const struct view_place *place,
                 const struct mouse_event *event)
{
    if (event->column == mouse->column && event->row == mouse->row)
        return;
    if (mouse->drag == DRAG_START && place->part == VIEW_PART_MAP)
        set_start(front, place);
    if (mouse->drag == DRAG_MAP)
        pan(mouse, front, event);
    if (mouse->drag == DRAG_RELIEF)
        turn(mouse, front, event);
    if (place->part == VIEW_PART_CHART)
        point_at_chart(mouse, front, place);
    mouse->moved = true;
    mouse->column = event->column;
    mouse->row = event->row;
}

/* On the relief, which a press takes hold of, the start is set when nothing was turned. */
static void release(struct mouse *mouse, struct front *front, const struct view_place *place)
{
    if (mouse->drag == DRAG_RELIEF && !mouse->moved && place->has_point)
        set_start(front, place);
    mouse->drag = DRAG_NOTHING;
}

static void turn_wheel(struct front *front, const struct view_place *place, int turn)
{
    enum { LINES = 3 };
    if (place->part == VIEW_PART_PAGE)
        answers_scroll_page(&front->session->answers, -turn * LINES);
    if (place->part == VIEW_PART_MAP || place->part == VIEW_PART_RELIEF)
        zoom(front, place, turn);
    if (place->part == VIEW_PART_CHART)
        front_execute(front, turn > 0 ? "cursor next" : "cursor previous");
}

void mouse_act(struct mouse *mouse, struct front *front, const struct view *view,
               const struct mouse_event *event)
{
    const struct view_place place = view_locate(view, event->column, event->row);
    switch (event->kind) {
    case MOUSE_PRESS:
        press(mouse, front, &place, event);
        break;
    case MOUSE_DRAG:
        drag(mouse, front, &place, event);
        break;
    case MOUSE_RELEASE:
        release(mouse, front, &place);
        break;
    case MOUSE_WHEEL:
        turn_wheel(front, &place, event->turn);
        break;
    case MOUSE_NONE:
        break;
    }
}
