/* The layout: which part stands where. The views (map, relief, slice) have what the others leave;
 * on small screens the panel gives way to two lines below the map. No boxes: blank columns and rows
 * keep the parts apart. */

#include "view.h"

#include "../base/memory.h"
#include "basin.h"
#include "card.h"
#include "charts.h"
#include "curve.h"
#include "map.h"
#include "parts.h"
#include "relief.h"
#include "sheet.h"
#include "slice.h"
#include "still.h"
#include "sweep.h"

#include <stdlib.h>

enum { PANEL_COLUMNS = 72, PANEL_ROWS = 16 };
enum {
    BESIDE_COLUMNS = 90,
    SWEEP_COLUMNS = 70,
    ABOVE_ROWS = 16,
    ROOMY_ROWS = 22,
    WHOLE_ROWS = 12
}; /* what two views need, and names of axes in rows of their own */
enum { CAPTION_MOST = 4, CAPTION_LEAST = 2 };

/* The parts that stand still beside the views. */
enum part {
    PART_BAR,
    PART_KEYS,
    PART_LEGEND,
    PART_PANEL,
    PART_BRIEF,
    PART_BIG,
    PART_CAPTION,
    PART_CARD, /* in its place */
    PART_COUNT
};

struct view {
    struct map map;
    struct curve_plot curve;
    struct basin_map basin;
    struct relief relief;
    struct slice_flight slice;
    struct sheets sheets[SHEETS_COUNT];
    struct still_world world;
    struct still parts[PART_COUNT], grounds[VIEW_COUNT];
    struct targets targets;
    struct view_page page;
    bool unfinished, awaits;
};

/* Every part's place; rows 0: it is not shown. */
struct layout {
    struct area views, parts[PART_COUNT];
    int message, prompt; /* rows */
    bool legend_over;    /* the views: there is no panel */
};

struct view *view_new(void)
{
    return memory_new(1, sizeof(struct view));
}

void view_free(struct view *view)
{
    if (!view)
        return;
    map_free(&view->map);
    curve_plot_free(&view->curve);
    basin_map_free(&view->basin);
    relief_free(&view->relief);
    for (int i = 0; i < SHEETS_COUNT; i++)
        sheets_free(&view->sheets[i]);
    for (int i = 0; i < PART_COUNT; i++)
        still_free(&view->parts[i]);
    for (int i = 0; i < VIEW_COUNT; i++)
        still_free(&view->grounds[i]);
    targets_free(&view->targets);
    free(view);
}

/* The panel's text, with the margin at its right. */
static int panel_width(int columns)
{
    return columns >= 160   ? 78
           : columns >= 120 ? 42
           : columns >= 100 ? 33
           : columns >= 80  ? 30
                            : 27;
}

/* Takes the panel's place from that of the views: two columns point at its lines, and blank ones
 * keep it apart. */
static void place_panel(struct layout *layout, int columns)
{
    int width = panel_width(columns), begin = columns - width - 2;
    struct area *panel = &layout->parts[PART_PANEL];
    *panel = layout->views;
    panel->column = begin, panel->columns = columns - begin;
    layout->views.columns = begin - (columns >= 100 ? 2 : 1) - layout->views.column;
}

/* Above the views: a line for each ball, as far as charts can do with less. */
static void place_legend(struct layout *layout, const struct screen *screen)
{
    enum { WIDEST = 80 };
    int rows = screen->frame->rows, most = screen_has_room(screen, ROOM_BLANKS) ? rows / 4 : 2;
    int lines = legend_rows(screen);
    int columns = layout->views.columns - 1;
    struct area legend = {1, !screen->display->bare, columns < WIDEST ? columns : WIDEST,
                          lines < most ? lines : most};
    layout->parts[PART_LEGEND] = legend;
    layout->views.row += legend.rows, layout->views.rows -= legend.rows;
}

/* Beside the views or, where that is narrow, below them. */
static void place_big(struct layout *layout, int columns)
{
    struct area *views = &layout->views, *big = &layout->parts[PART_BIG];
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

/* Charts alone take the whole width; the balls stand above them. */
static bool only_charts(const struct session *session)
{
    return session->look.views.count == 1 && session->look.views.items[0] == VIEW_CHARTS;
}

/* Charts name their lines by themselves. */
static bool only_picture(const struct session *session)
{
    enum view_kind kind = (enum view_kind)session->look.views.items[0];
    return (session->look.single || session->look.views.count == 1) &&
           (kind == VIEW_MAP || kind == VIEW_RELIEF);
}

/* The first view has no heading, where the name of y would stand. */
static bool above_names_y(const struct session *session)
{
    enum view_kind kind = (enum view_kind)session->look.views.items[0];
    return kind == VIEW_MAP || (kind == VIEW_RELIEF && problem_is_line(sim_problem(session->sim)));
}

/* A map and a sweep beside it need all the width: the numbers are two lines below them. */
static bool sweeps_beside(const struct session *session)
{
    const struct picks *views = &session->look.views;
    bool sweeps = false;
    for (int i = 0; i < views->count; i++)
        sweeps |= views->items[i] == VIEW_SWEEP || views->items[i] == VIEW_BASIN;
    return views->count == 2 && sweeps;
}

/* From the bottom: keys, the prompt, the caption, the views, each with a blank row above it where
 * there is room. The one above the prompt is where messages are shown, so that no map moves. */
static struct layout layout_make(const struct screen *screen)
{
    const struct session *session = screen->session;
    int columns = screen->frame->columns, rows = screen->frame->rows;
    bool roomy = screen_has_room(screen, ROOM_BLANKS), single = session->look.single;
    bool bare = screen->display->bare;
    struct layout layout = {.prompt = bare ? rows : single ? rows - 1 : rows - 2 - roomy};
    layout.parts[PART_BAR] = (struct area){0, 0, columns, !bare};
    layout.parts[PART_KEYS] =
        (struct area){0, rows - 1, columns, !single && !bare && !screen->display->beside};
    int top = rows >= 20 ? 2 : 1, bottom = layout.prompt; /* the views' rows are [top, bottom) */
    layout.message = layout.prompt - 1;
    if (bare)
        top = 0;
    else if (rows >= 20 && !single)
        bottom--;
    int most = screen_has_room(screen, ROOM_CAPTION) ? CAPTION_MOST
               : rows >= 20                          ? CAPTION_LEAST
                                                     : rows >= 18;
    bool asks = quiz_is_shown(session);
    int lines = single ? 0 : caption_lines(screen, columns - 2, most);
    if (asks) { /* the row for messages is the card's, too; they stand above it */
        lines = card_rows(screen, columns - 2);
        layout.parts[PART_CARD] = (struct area){1, layout.prompt - lines, columns - 2, lines};
        bottom = layout.prompt - lines - (rows >= 20);
        layout.message = layout.prompt - lines - 1;
    } else if (lines) {
        lines = lines < CAPTION_LEAST && roomy ? CAPTION_LEAST : lines;
        bottom -= lines;
        layout.parts[PART_CAPTION] = (struct area){1, bottom, columns - 2, lines};
        bottom -= rows >= 20; /* a row between map and caption */
    }
    layout.views = (struct area){1, top, columns - 2, bottom - top};
    if (screen_has_whole_axes(screen) && layout.views.rows >= WHOLE_ROWS) {
        bool named = above_names_y(session);
        layout.views.row += named, layout.views.rows -= 1 + named; /* names of axes */
    }
    if (session->look.big && rows >= PANEL_ROWS) {
        place_big(&layout, columns);
    } else if (single || !session->look.layers[LAYER_PANEL]) {
        layout.legend_over = session->look.layers[LAYER_LEGEND] && session->sim->ball_count > 1 &&
                             only_picture(session);
    } else if (columns < PANEL_COLUMNS || rows < PANEL_ROWS || sweeps_beside(session)) {
        layout.views.rows -= 2 + (rows >= PANEL_ROWS && roomy);
        layout.parts[PART_BRIEF] = (struct area){1, bottom - 2, columns - 2, 2};
    } else if (only_charts(session)) {
        if (session->look.layers[LAYER_LEGEND])
            place_legend(&layout, screen);
    } else {
        place_panel(&layout, columns);
    }
    return layout;
}

static void draw_too_small(const struct screen *screen)
{
    struct frame *frame = screen->frame;
    int row = frame->rows / 2;
    screen_printf(screen, 0, row, frame->columns, ROLE_TEXT, "%dx%d is too small:", frame->columns,
                  frame->rows);
    screen_printf(screen, 0, row + 1, frame->columns, ROLE_STRONG, "%dx%d is needed",
                  VIEW_COLUMNS_LEAST, VIEW_ROWS_LEAST);
}

/* --- the views: what stands still, and what moves on it --- */

static const struct {
    part_drawer *ground, *marks; /* NULL: there is none */
    bool two_grounds;            /* one while the ball moves, and another one while it stands */
    bool tells;                  /* what a question may ask */
} drawers[VIEW_COUNT] = {
    [VIEW_MAP] = {NULL, map_draw, false, false},
    [VIEW_RELIEF] = {NULL, relief_draw, false, false},
    [VIEW_SLICE] = {slice_draw_ground, slice_draw_ball, true, false},
    [VIEW_STEP] = {why_draw, NULL, false, true},
    [VIEW_CHARTS] = {charts_draw, NULL, false, false},
    [VIEW_DATA] = {NULL, data_draw, false, false},
    [VIEW_RANGE] = {range_draw, NULL, false, true},
    [VIEW_SWEEP] = {sweep_draw, NULL, false, true},
    [VIEW_BASIN] = {NULL, basin_draw, false, true},
    [VIEW_COBWEB] = {cobweb_draw_ground, cobweb_draw_ball, true, true},
};

static void draw_view(struct view *view, const struct screen *screen, enum view_kind kind,
                      int64_t world, struct area area)
{
    bool plane = kind == VIEW_MAP || kind == VIEW_RELIEF;
    if (plane && problem_is_line(sim_problem(screen->session->sim))) {
        curve_draw(screen, area); /* it is seen from one side only */
        return;
    }
    if (drawers[kind].tells && screen_hides(screen)) {
        screen_text(screen, area.column, area.row, area.column + area.columns, ROLE_STRONG,
                    choice_at(&view_choices, (int)kind)->name);
        veil_draw(screen, area);
        return;
    }
    bool moves = drawers[kind].two_grounds && screen->display->phase < 1;
    if (drawers[kind].ground)
        still_draw(&view->grounds[kind], 2 * world + moves, drawers[kind].ground, screen, area);
    if (drawers[kind].marks)
        drawers[kind].marks(screen, area);
}

/* The rows of the first of two views that are above each other: a picture has more than a curve. */
static int first_rows(const struct session *session, int rows)
{
    enum view_kind first = (enum view_kind)session->look.views.items[0];
    enum view_kind second = (enum view_kind)session->look.views.items[1];
    bool picture = first == VIEW_MAP || first == VIEW_RELIEF;
    return picture && second == VIEW_SLICE ? rows * 3 / 5 : rows / 2;
}

/* Two side by side, or one above the other, or only the first: what the place is large enough for.
 */
static void draw_views(struct view *view, const struct screen *screen, int64_t world,
                       struct area area)
{
    const struct session *session = screen->session;
    struct area second = area;
    bool both = session->look.views.count == 2 && !session->look.single;
    if (both && area.columns >= (sweeps_beside(session) ? SWEEP_COLUMNS : BESIDE_COLUMNS)) {
        area.columns = (area.columns - 3) / 2;
        second.column += area.columns + 3;
        second.columns -= area.columns + 3;
    } else if (both && area.rows >= ABOVE_ROWS) {
        bool roomy = area.rows >= ROOMY_ROWS; /* a row between the two */
        area.rows = first_rows(session, area.rows - roomy);
        second.row += area.rows + roomy;
        second.rows -= area.rows + roomy;
    }
    draw_view(view, screen, (enum view_kind)session->look.views.items[0], world, area);
    if (second.column > area.column || second.row > area.row)
        draw_view(view, screen, (enum view_kind)session->look.views.items[1], world, second);
}

/* --- the parts beside them --- */

static part_drawer *const part_drawers[PART_COUNT] = {
    [PART_BAR] = bar_draw,         [PART_KEYS] = keys_draw,         [PART_LEGEND] = legend_draw,
    [PART_PANEL] = panel_draw,     [PART_BRIEF] = panel_draw_brief, [PART_BIG] = big_draw,
    [PART_CAPTION] = caption_draw, [PART_CARD] = card_draw,
};

static void draw_parts(struct view *view, const struct screen *screen, const struct layout *layout,
                       enum part first, enum part last, int64_t world)
{
    for (int i = (int)first; i <= (int)last; i++)
        if (layout->parts[i].rows > 0)
            still_draw(&view->parts[i], world, part_drawers[i], screen, layout->parts[i]);
}

/* The views without the bar of colours that a map has. */
static struct area beside_bar(const struct screen *screen, struct area views)
{
    const struct session *session = screen->session;
    bool plane =
        session->look.views.items[0] == VIEW_MAP && !problem_is_line(sim_problem(session->sim));
    if (plane && session->look.layers[LAYER_COLORBAR] && screen_has_room(screen, ROOM_COLORBAR))
        views.columns -= COLORBAR_COLUMNS;
    return views;
}

static void draw_foot(const struct screen *screen, const struct layout *layout)
{
    message_draw(screen, layout->message, 1);
    prompt_draw(screen, layout->prompt);
    candidates_draw(screen, layout->prompt - 1, 1);
}

static void draw(struct view *view, struct screen *screen, const struct layout *layout)
{
    const struct session *session = screen->session;
    int64_t world = screen->world = still_world_look(&view->world, screen);
    struct area page = {0, 1, screen->frame->columns, layout->prompt - 1};
    draw_parts(view, screen, layout, PART_BAR, PART_KEYS, world);
    view->page.rows = page.rows - 1; /* the last one tells the place */
    if (screen->display->page_open && session->answers.page.length > 0) {
        view->page.top = page_draw(screen, page);
    } else {
        draw_views(view, screen, world, layout->views);
        draw_parts(view, screen, layout, PART_LEGEND, PART_CARD, world);
        if (layout->legend_over)
            legend_draw_over(screen, beside_bar(screen, layout->views));
    }
    if (!screen->display->bare && !screen->display->beside)
        draw_foot(screen, layout);
}

/* Words are underlined; without colours, reversed: some of them are underlined anyway. */
static void underline(const struct screen *screen, const struct area *area)
{
    bool mono = screen->display->colors == COLORS_MONO;
    for (int row = area->row; row < area->row + area->rows; row++)
        for (int column = area->column; column < area->column + area->columns; column++) {
            struct cell *cell = frame_cell(screen->frame, column, row);
            bool blank = cell->glyph == ' ' && !mono;
            cell->attributes ^= mono ? ATTRIBUTE_REVERSE : blank ? 0 : ATTRIBUTE_UNDERLINE;
        }
}

/* What can be clicked where the pointer is. */
static void raise_pointed(const struct view *view, const struct screen *screen)
{
    const struct display *display = screen->display;
    int column = display->pointer_column, row = display->pointer_row;
    struct area area = {0};
    if (display->pointed)
        area = view_raised(view, column, row);
    screen_raise(screen, area);
    if (area.columns && targets_find(&view->targets, column, row, false)->kind != TARGET_SCALE)
        underline(screen, &area);
}

static struct screen begin(struct view *view, struct frame *frame, const struct session *session,
                           const struct display *display)
{
    struct screen screen = screen_begin(frame, session, display);
    screen.targets = &view->targets;
    screen.map = &view->map;
    screen.curve = &view->curve;
    screen.basin = &view->basin;
    screen.relief = &view->relief;
    screen.slice = &view->slice;
    screen.sheets = view->sheets;
    targets_clear(&view->targets);
    view->page = (struct view_page){session->answers.page_top, 1};
    return screen;
}

/* The session as it is to be seen: while a question is open, without the layers that answer it. */
static const struct session *without_answer(const struct session *session, struct session *shown)
{
    static const enum layer telling[] = {LAYER_FUTURE, LAYER_ARROWS, LAYER_GHOST,
                                         LAYER_BATCH,  LAYER_EIGEN,  LAYER_MODEL};
    if (!quiz_is_open(session))
        return session;
    *shown = *session;
    for (size_t i = 0; i < sizeof telling / sizeof *telling; i++)
        shown->look.layers[telling[i]] = false;
    return shown;
}

void view_draw(struct view *view, struct frame *frame, const struct session *session,
               const struct display *display)
{
    struct session shown;
    session = without_answer(session, &shown);
    struct screen screen = begin(view, frame, session, display);
    int64_t shortfalls = lab_shortfalls(session->lab), awaited = lab_awaited(session->lab);
    frame_clear(frame);
    lab_set_limit(session->lab, display->is_late, display->context);
    struct layout layout = layout_make(&screen);
    if (frame->columns < VIEW_COLUMNS_LEAST || frame->rows < VIEW_ROWS_LEAST)
        draw_too_small(&screen);
    else
        draw(view, &screen, &layout);
    raise_pointed(view, &screen);
    screen_paint(&screen);
    awaited = lab_awaited(session->lab) - awaited;
    view->unfinished = lab_shortfalls(session->lab) - shortfalls > awaited;
    view->awaits = awaited > 0;
}

void view_draw_foot(struct view *view, struct frame *frame, const struct session *session,
                    const struct display *display)
{
    struct screen screen = begin(view, frame, session, display);
    struct layout layout = layout_make(&screen);
    int64_t world = screen.world = still_world_look(&view->world, &screen);
    screen_fill(&screen,
                (struct area){0, layout.prompt, frame->columns, frame->rows - layout.prompt},
                ROLE_TEXT);
    draw_parts(view, &screen, &layout, PART_KEYS, PART_KEYS, world);
    draw_foot(&screen, &layout);
    raise_pointed(view, &screen);
    screen_paint(&screen);
    view->unfinished = view->awaits = false;
}

struct view_page view_page(const struct view *view)
{
    return view->page;
}

bool view_is_unfinished(const struct view *view)
{
    return view->unfinished;
}

bool view_awaits(const struct view *view)
{
    return view->awaits;
}

/* The middle of a map's cell. */
static struct point point_at(const struct target *map, int column, int row)
{
    const struct region *region = &map->region;
    double across = (column + 0.5) / map->area.columns, down = (row + 0.5) / map->area.rows;
    return (struct point){region->x0 + across * (region->x1 - region->x0),
                          region->y1 - down * (region->y1 - region->y0)};
}

static struct view_place locate(const struct view *view, int column, int row, bool wheel)
{
    const struct target *target = targets_find(&view->targets, column, row, wheel);
    if (!target)
        return (struct view_place){.words = ""};
    const struct area *area = &target->area;
    struct view_place place = {.target = *target,
                               .words = targets_words(&view->targets, target),
                               .column = column - area->column,
                               .row = row - area->row,
                               .has_point = target->kind == TARGET_MAP};
    if (target->kind == TARGET_MAP || target->kind == TARGET_SWEEP)
        place.point = point_at(target, place.column, place.row);
    else if (target->kind == TARGET_RELIEF)
        place.has_point = relief_find(&view->relief, place.column, place.row, &place.point);
    else if (target->kind == TARGET_CHART)
        place.tick = axis_tick(&target->axis, place.column);
    return place;
}

struct view_place view_locate(const struct view *view, int column, int row)
{
    return locate(view, column, row, false);
}

struct view_place view_locate_wheel(const struct view *view, int column, int row)
{
    return locate(view, column, row, true);
}

struct area view_raised(const struct view *view, int column, int row)
{
    const struct target *target = targets_find(&view->targets, column, row, false);
    bool raises = target && (target->kind == TARGET_BUTTON || target->kind == TARGET_NUMBER ||
                             target->kind == TARGET_SCALE);
    return raises ? target->area : (struct area){0};
}

const struct targets *view_targets(const struct view *view)
{
    return &view->targets;
}
