/* The layout: which part stands where. The views (map, relief, slice) have what the others leave;
 * on small screens the panel shrinks first, then gives way to two lines below the map. */

#include "view.h"

#include "../base/memory.h"
#include "charts.h"
#include "data_plot.h"
#include "hits.h"
#include "map.h"
#include "parts.h"
#include "relief.h"
#include "slice.h"
#include "still.h"
#include "why.h"

#include <stdlib.h>

enum { LEAST_COLUMNS = 40, LEAST_ROWS = 12, PANEL_COLUMNS = 72, PANEL_ROWS = 16 };
enum { CHARTS_COLUMNS = 120, CHARTS_ROWS = 46, CHARTS_LEAST = 13 }; /* for charts below a view */
enum { BESIDE_COLUMNS = 90, ABOVE_ROWS = 16, ROOMY_ROWS = 22 };     /* what two views need */

/* The parts that stand still beside the views. */
enum part {
    PART_BAR,
    PART_KEYS,
    PART_CHARTS,
    PART_PANEL,
    PART_BRIEF,
    PART_BIG,
    PART_CAPTION,
    PART_COUNT
};

struct view {
    struct heat *heat;
    struct relief *relief;
    struct slice_view *slice;
    struct asking asking;
    struct still_world *world;
    struct still parts[PART_COUNT], grounds[VIEW_COUNT];
    struct hits hits;
    bool unfinished;
};

/* Every part's place; rows 0: it is not shown. */
struct layout {
    struct area views, charts, panel, brief, big, caption;
    int bar, message, prompt, keys; /* rows; keys -1: not shown */
};

struct view *view_new(void)
{
    struct view *view = memory_new(1, sizeof *view);
    view->heat = heat_new();
    view->relief = relief_new();
    view->slice = slice_view_new();
    view->world = still_world_new();
    return view;
}

void view_free(struct view *view)
{
    if (!view)
        return;
    heat_free(view->heat);
    relief_free(view->relief);
    slice_view_free(view->slice);
    workspace_free(&view->asking.workspace);
    slow_motion_free(&view->asking.slow);
    still_world_free(view->world);
    for (int i = 0; i < PART_COUNT; i++)
        still_free(&view->parts[i]);
    for (int i = 0; i < VIEW_COUNT; i++)
        still_free(&view->grounds[i]);
    free(view);
}

static int panel_width(int columns)
{
    int width = columns >= 140 ? columns * 3 / 10 : columns * 33 / 100;
    return width < 27 ? 27 : width > 54 ? 54 : width;
}

/* Takes the panel's place from that of the views. */
static void place_panel(struct layout *layout, int columns)
{
    int width = panel_width(columns);
    layout->panel = layout->views;
    layout->panel.column = columns - width - 1, layout->panel.columns = width;
    layout->views.columns = columns - width - 4;
}

/* Beside the views or, where that is narrow, below them. */
static void place_big(struct layout *layout, int columns)
{
    struct area *views = &layout->views, *big = &layout->big;
    *big = *views;
    if (columns >= PANEL_COLUMNS) {
        big->columns = columns * 2 / 5;
        big->column = columns - big->columns - 1;
        views->columns = big->column - 3;
    } else {
        big->rows = views->rows / 2;
        views->rows -= big->rows;
        big->row += views->rows;
    }
}

/* Below the one view that is shown, where there is room for both. */
static void place_charts(struct layout *layout, const struct screen *screen)
{
    const struct session *session = screen->session;
    enum view_kind kind = session->look.views.items[0];
    bool picture = kind == VIEW_MAP || kind == VIEW_RELIEF || kind == VIEW_SLICE;
    if (session->look.views.count != 1 || !picture || !session->look.layers[LAYER_CHART] ||
        screen->frame->columns < CHARTS_COLUMNS || screen->frame->rows < CHARTS_ROWS)
        return;
    int rows = layout->views.rows / 3;
    rows = rows < CHARTS_LEAST ? CHARTS_LEAST : rows;
    layout->charts = layout->views;
    layout->charts.row += layout->views.rows - rows;
    layout->charts.rows = rows;
    layout->views.rows -= rows + 1;
}

static struct layout layout_make(const struct screen *screen)
{
    const struct session *session = screen->session;
    int columns = screen->frame->columns, rows = screen->frame->rows;
    bool roomy = rows >= 28, single = session->look.single;
    struct layout layout = {.bar = 0, .keys = rows - 1, .prompt = rows - 2 - roomy};
    if (single)
        layout.keys = -1, layout.prompt = rows - 1;
    int top = 1 + roomy, bottom = layout.prompt; /* the map's rows are [top, bottom) */
    layout.message = layout.prompt - 1;
    if (rows >= 20 && !single)
        bottom--; /* kept free for messages, so that the map does not move */
    int most = rows >= 36 ? 5 : rows >= 24 ? 4 : rows >= 20 ? 3 : rows >= 18;
    int lines = single ? 0 : caption_lines(screen, columns - 2, most);
    if (lines) {
        bottom -= lines;
        layout.caption = (struct area){1, bottom, columns - 2, lines};
        bottom -= roomy; /* a line between map and caption */
    }
    layout.views = (struct area){1, top, columns - 2, bottom - top};
    if (session->look.big && rows >= PANEL_ROWS) {
        place_big(&layout, columns);
    } else if (single || !session->look.layers[LAYER_PANEL]) {
        return layout;
    } else if (columns >= PANEL_COLUMNS && rows >= PANEL_ROWS) {
        place_panel(&layout, columns);
        place_charts(&layout, screen);
    } else {
        layout.views.rows -= 2;
        layout.brief = (struct area){1, bottom - 2, columns - 2, 2};
    }
    return layout;
}

static void draw_too_small(const struct screen *screen)
{
    struct frame *frame = screen->frame;
    int row = frame->rows / 2;
    screen_printf(screen, 0, row, frame->columns, ROLE_TEXT, "%dx%d is too small:", frame->columns,
                  frame->rows);
    screen_printf(screen, 0, row + 1, frame->columns, ROLE_STRONG, "%dx%d is needed", LEAST_COLUMNS,
                  LEAST_ROWS);
}

static struct area page_area(const struct frame *frame, const struct layout *layout)
{
    return (struct area){0, 1, frame->columns, layout->prompt - 1};
}

void view_place_page(struct frame *frame, struct session *session, struct display *display)
{
    struct screen screen = screen_begin(frame, session, display);
    struct layout layout = layout_make(&screen);
    struct area area = page_area(frame, &layout);
    session->answers.page_rows =
        area.rows > 2 ? area.rows - 1 : 1; /* the last row tells the place */
    display->page_open = session->answers.page.length > 0;
    if (display->page_open) {
        int last = page_last_top(&screen, area);
        session->answers.page_top =
            session->answers.page_top < last ? session->answers.page_top : last;
    }
    display->page_top = session->answers.page_top;
}

/* --- the views: what stands still, and what moves on it --- */

static void draw_map_ground(struct view *view, const struct screen *screen, struct area area)
{
    map_draw_ground(screen, view->heat, area);
}

static void draw_map(struct view *view, const struct screen *screen, struct area area)
{
    hits_add(&view->hits, &(struct hit){.part = VIEW_PART_MAP,
                                        .area = map_draw_marks(screen, view->heat, area),
                                        .region = screen->session->look.view});
}

static void draw_relief_ground(struct view *view, const struct screen *screen, struct area area)
{
    relief_draw_ground(screen, view->relief, area);
    hits_add(&view->hits, &(struct hit){.part = VIEW_PART_RELIEF, .area = area});
}

static void draw_relief(struct view *view, const struct screen *screen, struct area area)
{
    relief_draw_marks(screen, view->relief, area);
}

static void draw_slice_ground(struct view *view, const struct screen *screen, struct area area)
{
    slice_draw_ground(screen, view->slice, area);
}

static void draw_slice(struct view *view, const struct screen *screen, struct area area)
{
    (void)area;
    slice_draw_ball(screen, view->slice);
}

static void draw_step(struct view *view, const struct screen *screen, struct area area)
{
    (void)view;
    why_draw(screen, area);
}

static void draw_charts(struct view *view, const struct screen *screen, struct area area)
{
    (void)view;
    charts_draw(screen, area);
}

static void draw_data(struct view *view, const struct screen *screen, struct area area)
{
    (void)view;
    data_draw(screen, area);
}

static const struct {
    still_drawer *ground, *marks; /* NULL: there is none */
    bool two_grounds;             /* one while the ball moves, and another one while it stands */
} drawers[VIEW_COUNT] = {
    [VIEW_MAP] = {draw_map_ground, draw_map, false},
    [VIEW_RELIEF] = {draw_relief_ground, draw_relief, false},
    [VIEW_SLICE] = {draw_slice_ground, draw_slice, true},
    [VIEW_STEP] = {draw_step, NULL, false},
    [VIEW_CHARTS] = {draw_charts, NULL, false},
    [VIEW_DATA] = {NULL, draw_data, false},
};

static void draw_view(struct view *view, const struct screen *screen, enum view_kind kind,
                      int64_t world, struct area area)
{
    bool moves = drawers[kind].two_grounds && screen->display->phase < 1;
    if (drawers[kind].ground)
        still_draw(&view->grounds[kind], 2 * world + moves, drawers[kind].ground, view, screen,
                   area);
    if (drawers[kind].marks)
        drawers[kind].marks(view, screen, area);
}

static bool shows_charts(const struct session *session)
{
    bool first = session->look.views.items[0] == VIEW_CHARTS;
    return first || (session->look.views.count == 2 && !session->look.single &&
                     session->look.views.items[1] == VIEW_CHARTS);
}

/* Two side by side, or one above the other, or only the first: what the place is large enough for.
 */
static void draw_views(struct view *view, const struct screen *screen, int64_t world,
                       struct area area)
{
    const struct session *session = screen->session;
    struct area second = area;
    bool both = session->look.views.count == 2 && !session->look.single;
    if (both && area.columns >= BESIDE_COLUMNS) {
        area.columns = (area.columns - 2) / 2;
        second.column += area.columns + 2;
        second.columns -= area.columns + 2;
    } else if (both && area.rows >= ABOVE_ROWS) {
        bool roomy = area.rows >= ROOMY_ROWS; /* a line between the two */
        area.rows = (area.rows - roomy) / 2;
        second.row += area.rows + roomy;
        second.rows -= area.rows + roomy;
    }
    draw_view(view, screen, session->look.views.items[0], world, area);
    if (second.column > area.column || second.row > area.row)
        draw_view(view, screen, session->look.views.items[1], world, second);
}

/* --- the parts beside them --- */

static void draw_bar(struct view *view, const struct screen *screen, struct area area)
{
    (void)view;
    bar_draw(screen, area.row);
}

static void draw_keys(struct view *view, const struct screen *screen, struct area area)
{
    (void)view;
    keys_draw(screen, area.row);
}

static void draw_panel(struct view *view, const struct screen *screen, struct area area)
{
    (void)view;
    panel_draw(screen, area);
}

static void draw_brief(struct view *view, const struct screen *screen, struct area area)
{
    (void)view;
    panel_draw_brief(screen, area);
}

static void draw_big(struct view *view, const struct screen *screen, struct area area)
{
    (void)view;
    big_draw(screen, area);
}

static void draw_caption(struct view *view, const struct screen *screen, struct area area)
{
    (void)view;
    caption_draw(screen, area);
}

static still_drawer *const part_drawers[PART_COUNT] = {
    [PART_BAR] = draw_bar,         [PART_KEYS] = draw_keys,   [PART_CHARTS] = draw_charts,
    [PART_PANEL] = draw_panel,     [PART_BRIEF] = draw_brief, [PART_BIG] = draw_big,
    [PART_CAPTION] = draw_caption,
};

/* Nothing, if the layout has no rows for it. */
static void draw_part(struct view *view, const struct screen *screen, enum part part, int64_t world,
                      struct area area)
{
    if (area.rows > 0)
        still_draw(&view->parts[part], world, part_drawers[part], view, screen, area);
}

void view_draw(struct view *view, struct frame *frame, struct session *session,
               const struct display *display)
{
    struct screen screen = screen_begin(frame, session, display);
    screen.hits = &view->hits;
    screen.asking = &view->asking;
    screen.unfinished = &view->unfinished;
    view->hits.count = 0;
    view->unfinished = false;
    lab_set_limit(session->lab, display->is_late, display->context);
    int64_t shortfalls = lab_shortfalls(session->lab);
    frame_clear(frame);
    if (frame->columns < LEAST_COLUMNS || frame->rows < LEAST_ROWS) {
        draw_too_small(&screen);
        return;
    }
    struct layout layout = layout_make(&screen);
    int64_t world = still_world_look(view->world, &screen);
    draw_part(view, &screen, PART_BAR, world, (struct area){0, layout.bar, frame->columns, 1});
    if (layout.keys >= 0)
        draw_part(view, &screen, PART_KEYS, world,
                  (struct area){0, layout.keys, frame->columns, 1});
    if (display->page_open) {
        struct area page = page_area(frame, &layout);
        hits_add(&view->hits, &(struct hit){.part = VIEW_PART_PAGE, .area = page});
        page_draw(&screen, page);
    } else {
        screen.has_charts = layout.charts.rows > 0 || shows_charts(session);
        draw_views(view, &screen, world, layout.views);
        draw_part(view, &screen, PART_CHARTS, world, layout.charts);
        draw_part(view, &screen, PART_PANEL, world, layout.panel);
        draw_part(view, &screen, PART_BRIEF, world, layout.brief);
        draw_part(view, &screen, PART_BIG, world, layout.big);
        draw_part(view, &screen, PART_CAPTION, world, layout.caption);
    }
    view->unfinished |= lab_shortfalls(session->lab) > shortfalls;
    message_draw(&screen, layout.message, 1);
    prompt_draw(&screen, layout.prompt);
    candidates_draw(&screen, layout.prompt - 1, 1);
}

bool view_is_unfinished(const struct view *view)
{
    return view->unfinished;
}

struct view_place view_locate(const struct view *view, int column, int row)
{
    struct view_place place = hits_locate(&view->hits, column, row);
    if (place.part == VIEW_PART_RELIEF)
        place.has_point = relief_find(view->relief, place.column, place.row, &place.point);
    return place;
}
