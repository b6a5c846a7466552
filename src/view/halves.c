#include "halves.h"

#include "../base/memory.h"
#include "screen.h"

#include <stdlib.h>

struct halves {
    struct view *views[2], *common; /* the first has the whole frame, where there is one */
    struct frame *frames[2];
    int columns[2]; /* where they begin in the frame */
    /* What the frame drawn last shows. */
    enum { SHOWN_ONE, SHOWN_TWO, SHOWN_PAGE, SHOWN_NOTHING } shown;
    int page; /* whose; -1: none's */
};

struct halves *halves_new(void)
{
    struct halves *halves = memory_new(1, sizeof *halves);
    for (int i = 0; i < 2; i++) {
        halves->views[i] = view_new();
        halves->frames[i] = frame_new(1, 1);
    }
    halves->common = view_new();
    halves->page = -1;
    return halves;
}

void halves_free(struct halves *halves)
{
    if (!halves)
        return;
    for (int i = 0; i < 2; i++) {
        view_free(halves->views[i]);
        frame_free(halves->frames[i]);
    }
    view_free(halves->common);
    free(halves);
}

static struct display display_of(const struct halves *halves, const struct half *half, int side,
                                 const struct display *display)
{
    struct display own = *display;
    own.phase = half->phase;
    own.aiming = half->aiming;
    own.pointer_column -= halves->columns[side];
    own.pointed &= own.pointer_column >= 0 && own.pointer_column < halves->frames[side]->columns;
    return own;
}

static bool has_page(const struct half *half, const struct display *display)
{
    return display->page_open && half->session && half->session->answers.page.length > 0;
}

/* All of the frame is one view's. */
static void draw_one(struct view *view, struct frame *frame, const struct half *half,
                     const struct display *display)
{
    struct display own = *display;
    own.phase = half->phase;
    own.aiming = half->aiming;
    view_draw(view, frame, half->session, &own);
}

static void draw_too_small(struct frame *frame, const struct half *half,
                           const struct display *display)
{
    const struct screen screen = screen_begin(frame, half->session, display);
    int row = frame->rows / 2;
    frame_clear(frame);
    screen_printf(&screen, 0, row, frame->columns, ROLE_TEXT,
                  "%dx%d is too small for two scenes:", frame->columns, frame->rows);
    screen_printf(&screen, 0, row + 1, frame->columns, ROLE_STRONG, "%dx%d is needed",
                  2 * VIEW_COLUMNS_LEAST, VIEW_ROWS_LEAST);
    screen_paint(&screen);
}

/* The keys are those of a question, whichever side has it. */
static int asks_alone(const struct half sides[2])
{
    return quiz_is_shown(sides[1].session) && !quiz_is_shown(sides[0].session);
}

static void draw_two(struct halves *halves, struct frame *frame, const struct half sides[2],
                     const struct display *display)
{
    int columns = frame->columns / 2;
    frame_clear(frame);
    for (int i = 0; i < 2; i++) {
        struct frame *half = halves->frames[i];
        halves->columns[i] = i ? frame->columns - columns : 0;
        if (half->columns != columns || half->rows != frame->rows)
            frame_resize(half, columns, frame->rows);
        struct display own = display_of(halves, &sides[i], i, display);
        own.beside = true;
        own.other = sides[!i].session;
        view_draw(halves->views[i], half, sides[i].session, &own);
        frame_place(frame, half, halves->columns[i], 0);
    }
    if (!display->bare)
        view_draw_foot(halves->common, frame, sides[asks_alone(sides)].session, display);
}

void halves_draw(struct halves *halves, struct frame *frame, const struct half sides[2],
                 const struct display *display)
{
    halves->page = has_page(&sides[0], display) ? 0 : has_page(&sides[1], display) ? 1 : -1;
    if (!sides[1].session) {
        halves->shown = SHOWN_ONE;
        draw_one(halves->views[0], frame, &sides[0], display);
    } else if (halves->page >= 0) {
        halves->shown = SHOWN_PAGE;
        draw_one(halves->common, frame, &sides[halves->page], display);
    } else if (frame->columns < 2 * VIEW_COLUMNS_LEAST || frame->rows < VIEW_ROWS_LEAST) {
        halves->shown = SHOWN_NOTHING;
        draw_too_small(frame, &sides[0], display);
    } else {
        halves->shown = SHOWN_TWO;
        draw_two(halves, frame, sides, display);
    }
}

bool halves_are_unfinished(const struct halves *halves)
{
    if (halves->shown == SHOWN_TWO)
        return view_is_unfinished(halves->views[0]) || view_is_unfinished(halves->views[1]);
    return halves->shown == SHOWN_ONE && view_is_unfinished(halves->views[0]);
}

bool halves_await(const struct halves *halves, int side)
{
    return halves->shown <= SHOWN_TWO && view_awaits(halves->views[side]);
}

struct view_page halves_page(const struct halves *halves, int *side)
{
    bool one = halves->shown == SHOWN_ONE;
    *side = one ? 0 : halves->page;
    return view_page(one ? halves->views[0] : halves->common);
}

struct half_place halves_place(const struct halves *halves, int side, int column, int row)
{
    bool two = halves->shown == SHOWN_TWO;
    if (side < 0)
        return (struct half_place){-1, halves->common, column, row};
    return (struct half_place){side, halves->views[side],
                               column - (two ? halves->columns[side] : 0), row};
}

struct half_place halves_find(const struct halves *halves, int column, int row)
{
    if (halves->shown == SHOWN_NOTHING)
        return (struct half_place){-1, halves->common, -1, -1};
    if (halves->shown == SHOWN_ONE)
        return halves_place(halves, 0, column, row);
    bool common =
        halves->shown == SHOWN_PAGE || targets_cover(view_targets(halves->common), column, row);
    return halves_place(halves, common ? -1 : column >= halves->columns[1], column, row);
}

struct area halves_raised(const struct halves *halves, int column, int row)
{
    struct half_place place = halves_find(halves, column, row);
    struct area area = view_raised(place.view, place.column, place.row);
    if (area.columns > 0)
        area.column += column - place.column;
    return area;
}
