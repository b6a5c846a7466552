/* Which views are shown, what part of the surface, and where the charts are read. */

#include "rows.h"

#include <stdio.h>
#include <string.h>

/* --- view --- */

/* `view next` and `view previous` go through these. */
static const struct picks view_sets[] = {{1, {VIEW_MAP}},
                                         {1, {VIEW_RELIEF}},
                                         {1, {VIEW_SLICE}},
                                         {2, {VIEW_MAP, VIEW_SLICE}},
                                         {1, {VIEW_STEP}},
                                         {2, {VIEW_MAP, VIEW_STEP}},
                                         {1, {VIEW_CHARTS}},
                                         {2, {VIEW_MAP, VIEW_CHARTS}},
                                         {1, {VIEW_RANGE}},
                                         {1, {VIEW_SWEEP}},
                                         {2, {VIEW_MAP, VIEW_SWEEP}},
                                         {1, {VIEW_BASIN}},
                                         {1, {VIEW_COBWEB}},
                                         {2, {VIEW_MAP, VIEW_COBWEB}},
                                         {1, {VIEW_DATA}},
                                         {2, {VIEW_MAP, VIEW_DATA}}};
enum { VIEW_SET_COUNT = sizeof view_sets / sizeof *view_sets };

/* Without a plot, views of the data are passed over; a function of one variable has the curve
 * alone for a map and a relief, and what is none has no cobweb. */
static bool is_passed_over(const struct session *session, int set)
{
    bool line = problem_is_line(sim_problem(session->sim));
    int last = view_sets[set].items[view_sets[set].count - 1];
    return (last == VIEW_DATA && !session->look.plot) || (last == VIEW_RELIEF && line) ||
           (last == VIEW_COBWEB && !line);
}

static void show_neighbour(struct session *session, int direction)
{
    struct look *look = &session->look;
    /* from a choice that is not among the sets, to the first or the last of them */
    int now = direction > 0 ? VIEW_SET_COUNT - 1 : 0;
    for (int i = 0; i < VIEW_SET_COUNT; i++)
        if (memcmp(&view_sets[i], &look->views, sizeof look->views) == 0)
            now = i;
    int next = now;
    do
        next = (next + direction + VIEW_SET_COUNT) % VIEW_SET_COUNT;
    while (is_passed_over(session, next));
    look->views = view_sets[next];
}

static bool run_view(struct reader *in)
{
    bool next = reader_takes(in, "next");
    if (!next && !reader_takes(in, "previous"))
        return setting_run(in);
    if (reader_ended(in))
        show_neighbour(in->session, next ? 1 : -1);
    return reader_finish(in);
}

static void offer_views(const struct offering *offering)
{
    setting_offer(offering);
    if (*offering->first)
        return;
    offer(offering, "next", "", "the next view, or two of them");
    offer(offering, "previous", "", "the previous one");
}

/* --- rangetest --- */

/* Where it is not shown, alone. */
static void show_view(struct look *look, enum view_kind kind)
{
    for (int i = 0; i < look->views.count; i++)
        if (look->views.items[i] == (int)kind)
            return;
    look->views = (struct picks){1, {(int)kind}};
}

/* `auto` or FROM TO. */
static bool read_ends(struct reader *in, struct range_wish *range)
{
    int offset = reader_offset(in);
    if (reader_takes(in, "auto"))
        return true;
    if (!reader_number(in, " \t", "the first eta", &range->from) ||
        !reader_number(in, " \t", "the last eta", &range->to))
        return false;
    return (range->from > 0 && range->to > 0) ||
           error_at(in->error, offset, "both rates of a range test must be above 0");
}

static bool run_rangetest(struct reader *in)
{
    struct range_wish range = {.steps = RANGE_STEPS};
    if (!reader_ended(in) && !read_ends(in, &range))
        return false;
    if (!reader_ended(in) && !reader_count(in, "", "the updates", 2, RANGE_STEPS_MAX, &range.steps))
        return false;
    in->session->look.range = range;
    show_view(&in->session->look, VIEW_RANGE);
    return true;
}

static void offer_rangetest(const struct offering *offering)
{
    if (!*offering->first)
        offer(offering, "auto", "", "from and to where it falls and bursts");
}

/* --- slice --- */

/* `X, Y` or `ball N`: a text that was handed out. */
static bool read_end(const struct reader *in, char *text, struct slice_end *end)
{
    struct reader part = *in;
    int ball = 0;
    part.at = text;
    *end = (struct slice_end){0};
    if (!reader_takes(&part, "ball"))
        return reader_point(&part, "the x of a place, or ball", "the y of a place", &end->place);
    if (!read_ball(&part, &ball))
        return false;
    end->ball = ball + 1;
    return true;
}

/* Beside the picture of the plane, or instead of what is shown. */
static void show_slice(struct look *look)
{
    enum view_kind first = (enum view_kind)look->views.items[0];
    for (int i = 0; i < look->views.count; i++)
        if (look->views.items[i] == VIEW_SLICE)
            return;
    look->views = first == VIEW_MAP || first == VIEW_RELIEF
                      ? (struct picks){2, {(int)first, VIEW_SLICE}}
                      : (struct picks){1, {VIEW_SLICE}};
}

static bool read_ends_of_slice(struct reader *in, char *to, struct look *look)
{
    struct slice_wish slice = {.direction = SLICE_BETWEEN};
    char *from = reader_until(in, to, (int)strlen("to"));
    if (!read_end(in, from, &slice.ends[0]) || !read_end(in, reader_rest(in), &slice.ends[1]))
        return false;
    bool balls = slice.ends[0].ball > 0 && slice.ends[0].ball == slice.ends[1].ball;
    bool places = slice.ends[0].ball == 0 && slice.ends[1].ball == 0 &&
                  slice.ends[0].place.x == slice.ends[1].place.x &&
                  slice.ends[0].place.y == slice.ends[1].place.y;
    if (balls || places)
        return reader_error_in(in, from, "the two ends of a slice must differ");
    look->slice = slice;
    show_slice(look);
    return true;
}

static bool run_slice(struct reader *in)
{
    struct look *look = &in->session->look;
    char *to = reader_find(in->at, "to", false);
    if (to)
        return read_ends_of_slice(in, to, look);
    int offset = reader_offset(in), index = choice_find(&slice_choices, reader_rest(in));
    if (index < 0)
        return error_at(in->error, offset,
                        "expected a direction: step, x, y, or two ends: 3, 2 to -2.8, 3.1, or "
                        "ball 1 to ball 2");
    look->slice = (struct slice_wish){.direction = index};
    return true;
}

/* A direction, or the ends one after the other. */
static void offer_slice(const struct offering *offering)
{
    const struct session *session = offering->session;
    int64_t now = session->look.slice.direction;
    if (!*offering->first)
        offer_choices(offering, &slice_choices, (int)now);
    if (!*offering->first || strcmp(offering->first, "ball") == 0)
        offer(offering, "ball", " ", "ball N to ball M, or X, Y to X, Y: from there to there");
    if (*offering->first && choice_find(&slice_choices, offering->first) < 0)
        offer(offering, "to", " ", "the other end");
    for (int i = 0; strcmp(offering->first, "ball") == 0 && i < session->sim->ball_count; i++) {
        char number[16];
        snprintf(number, sizeof number, "%d", i + 1);
        offer(offering, number, " ", "a ball");
    }
}

/* --- cursor --- */

/* By hundredths of the axis, and where it is short by iterations; from the present one at first. */
static void move_cursor(struct session *session, int direction)
{
    int64_t step = charts_span(session) / 100, end = session->sim->end;
    int64_t *cursor = &session->look.cursor;
    if (*cursor < 0) {
        *cursor = session->sim->clock;
        return;
    }
    *cursor += direction * (step > 0 ? step : 1);
    *cursor = *cursor > end ? end : *cursor < 0 ? 0 : *cursor;
}

static bool run_cursor(struct reader *in)
{
    struct session *session = in->session;
    struct reader number = *in;
    if (reader_ended(in))
        return reader_error(in, "expected an iteration, next, previous or off");
    bool next = reader_takes(in, "next"), moves = next || reader_takes(in, "previous");
    bool known = moves || reader_takes(in, "off");
    if (!known || !reader_ended(in))
        return reader_count(&number, "", "the cursor's iteration", 0, FAREST,
                            &session->look.cursor);
    if (moves)
        move_cursor(session, next ? 1 : -1);
    else
        session->look.cursor = -1;
    return true;
}

static void offer_cursor(const struct offering *offering)
{
    if (*offering->first)
        return;
    offer(offering, "next", "", "a little later");
    offer(offering, "previous", "", "a little earlier");
    offer(offering, "off", "", "%s", offering->session->look.cursor < 0 ? "now" : "");
}

/* --- the part of the surface --- */

/* `FACTOR [at X, Y]`; the point is the view's middle where none is given. */
static bool read_zoom(struct reader *in, double *factor, struct point *point)
{
    struct reader first = *in;
    char *at = reader_find(in->at, "at", true);
    if (at)
        reader_until(in, at, 2);
    if (!reader_number(&first, "", "the factor", factor))
        return false;
    if (!(*factor >= 0.01 && *factor <= 100))
        return error_at(in->error, 0, "zoom takes a factor from 0.01 to 100, not %.9g", *factor);
    const struct region *view = &in->session->look.region;
    *point = (struct point){(view->x0 + view->x1) / 2, (view->y0 + view->y1) / 2};
    return !at || reader_point(in, "the x of the point that stays", "the y of the point that stays",
                               point);
}

/* Of the size given, with its lower left corner there. */
static bool set_view(struct reader *in, double x, double y, double width, double height)
{
    return look_set_view(&in->session->look, &sim_problem(in->session->sim)->domain,
                         (struct region){x, x + width, y, y + height}, in->error);
}

static bool run_zoom(struct reader *in)
{
    double factor;
    struct point point;
    if (!read_zoom(in, &factor, &point))
        return false;
    const struct region *view = &in->session->look.region;
    const struct region *domain = &sim_problem(in->session->sim)->domain;
    double width = (view->x1 - view->x0) / factor, height = (view->y1 - view->y0) / factor;
    if (width < 1e-9 * (domain->x1 - domain->x0) || width > 1e9 * (domain->x1 - domain->x0))
        return error_at(in->error, 0, "the view would be too small or too large");
    return set_view(in, point.x - (point.x - view->x0) / factor,
                    point.y - (point.y - view->y0) / factor, width, height);
}

static bool pan(struct reader *in, double dx, double dy)
{
    const struct region *view = &in->session->look.region;
    double width = view->x1 - view->x0, height = view->y1 - view->y0;
    return set_view(in, view->x0 + dx * width, view->y0 + dy * height, width, height);
}

static bool run_pan(struct reader *in)
{
    double dx, dy = 0;
    bool line = problem_is_line(sim_problem(in->session->sim));
    if (line && !strchr(in->at, ','))
        return reader_number(in, "", "the share of the view's width", &dx) && pan(in, dx, 0);
    if (!reader_two(in, "the share of the view's width", "between the two shares",
                    "the share of the view's height", &dx, &dy))
        return false;
    return pan(in, dx, dy);
}

static bool run_fit(struct reader *in)
{
    struct region view = sim_problem(in->session->sim)->domain;
    if (!reader_ended(in) && !reader_part(in, &view))
        return false;
    in->session->look.region = view;
    return true;
}

const struct command_row view_commands[] = {
    {"view",
     "map | relief | slice | step | charts | data | range | sweep | basin | cobweb | next | "
     "previous, or two",
     "what is shown: one of these, or two", "view map slice", run_view, TIMED | SETS, offer_views,
     reword_setting, "views|show view|display|plot view"},
    {"rangetest", "[FROM TO | auto] [STEPS]",
     "shows the loss of the ball while eta grows from update to update", "rangetest 1e-4 1",
     run_rangetest, TIMED | SETS, offer_rangetest, NULL,
     "range test|lr range test|lr finder|lr_find|find lr|learning rate finder"},
    {"slice", "step | x | y | END to END",
     "the line of the slice: the next step, an axis, or from one place or ball to another",
     "slice 3, 2 to -2.8, 3.1", run_slice, TIMED | SETS, offer_slice, reword_slice,
     "interpolate|line|slice from"},
    {"cursor", "N | next | previous | off", "the iteration whose values the charts show",
     "cursor 10", run_cursor, TIMED | SETS, offer_cursor, reword_value},
    {"zoom", "FACTOR [at X, Y]", "zooms in, or below 1 out; the point stays where it is",
     "zoom 2 at 1, 0.5", run_zoom, TIMED, NULL, reword_zoom,
     .words = "in=2|closer=2|nearer=2|out=0.5|farther=0.5|further=0.5"},
    {"pan", "DX, DY", "moves the view by shares of its size", "pan 0.25, 0", run_pan, TIMED, NULL,
     reword_point, "move|move view|scroll|shift",
     "left=-0.25, 0|right=0.25, 0|up=0, 0.25|down=0, -0.25"},
    {"fit", "[[x0,x1] x [y0,y1]]", "shows the whole surface again, or a part of the plane", "fit",
     run_fit, TIMED | SETS,
     .others =
         "fit all|reset view|zoom fit|zoom all|zoom reset|reset zoom|whole|region|range|window",
     .words = "all=|everything=|whole=|view=|the surface="},
    {0},
};
