/* The panel: all balls, then the selected one in numbers, then the loss of all.
 *
 * Every part has its rows whatever is in them, so that nothing moves while the balls do. What is
 * shown depends on the room alone; as rows grow fewer, parts go in the order of enum room. What is
 * over goes to the chart, once the rule and what the rate follows are written out. */

#include "parts.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { MARGIN = 1 }; /* columns beside the text */
enum { WIDE = 60, GAP = 3, GAUGE_ROWS = 4, RULER_ROWS = 3 };
enum { CHART_LEAST = 6, CHART_ROOMY = 7 }; /* its head and its axis, too */
enum { LEGEND_LEAST = 4, WORDS_COLUMNS = 15, CROWD_ROWS = 2 };

/* --- the numbers that the keys change --- */

enum { BOX_COLUMNS = 8, BOX_ENDS = 4 };

/* With as many digits as there is room for. */
static void add_rounded(const struct screen *screen, double value, int room, struct text *out)
{
    char digits[32], rounded[40];
    screen_number(value, digits);
    for (int count = 4; count > 0 && screen_columns(screen, digits) > room; count--) {
        snprintf(rounded, sizeof rounded, "%.*e", count - 1, value);
        screen_number(strtod(rounded, NULL), digits);
    }
    text_add(out, "%s", digits);
}

/* A number as the user set it; of one that follows a schedule, also what it is now. In so many
 * columns, if not more than 0, what it is now alone. */
static void write_number(const struct screen *screen, const struct named_value *number, int index,
                         int room, struct text *out)
{
    const struct session *session = screen->session;
    const struct sim *sim = session->sim;
    const struct recipe *recipe = sim_recipe(sim, session->selected);
    bool follows = index == 0 && !sim_is_constant(sim, session->selected);
    double value = sim_row(sim, session->selected)->eta;
    char digits[32];
    for (int i = 1; i < recipe->plan_count && index > 0; i++)
        follows |= recipe->plans[i].count > 0 && strcmp(recipe->plans[i].target, number->name) == 0;
    if (follows && index > 0)
        value = *plan_value(sim->balls[session->selected]->mover.plans, recipe, number->name);
    if (room > 0) {
        add_rounded(screen, follows ? value : number->value, room, out);
        return;
    }
    text_add(out, "%s", screen_number(number->value, digits));
    if (follows)
        text_add(out, "%s%-7s", screen_word(screen, "→", ">"), screen_value(value, digits));
}

/* The chosen one has an arrow at either end of its box. */
static void target_number(const struct screen *screen, struct area area, int box, int index)
{
    enum { ARROW = 2 };
    int width = area.columns - box;
    if (screen_hides(screen))
        return;
    area.columns = area.columns > 0 ? area.columns : 0;
    target_add(screen, (struct target){TARGET_NUMBER, area, CLICK_NOTHING, .index = index}, NULL);
    if (index != screen->session->chosen || width < 2 * ARROW)
        return;
    struct area arrow = {area.column + box, area.row, ARROW, 1};
    target_keys(screen, arrow, "left", "right", "left");
    arrow.column += width - ARROW;
    target_keys(screen, arrow, "right", "right", "left");
}

/* A rule of one's own may have no learning rate: then there is none to change. */
static const char *unread(const struct screen *screen, int columns)
{
    static const char words[] = "not in the rule";
    return columns >= (int)sizeof words - 1 ? words : screen_word(screen, "—", "-");
}

static bool reads_eta(const struct session *session)
{
    return sim_recipe(session->sim, session->selected)->rule->code->reads_eta;
}

/* Returns the column after it. */
static int draw_unread(const struct screen *screen, int column, int row, int limit, bool draw)
{
    const char *sign = screen_word(screen, "η ", "eta ");
    int after = column + screen_columns(screen, sign);
    const char *words = unread(screen, limit - after);
    if (draw) {
        screen_text(screen, column, row, limit, ROLE_FAINT, sign);
        screen_text(screen, after, row, limit, ROLE_FAINT, words);
    }
    return after + screen_columns(screen, words);
}

/* What stands for it: of the chosen one in its box, in so many columns if it has that many; 0: in
 * as many as it takes. */
static void write_shown(const struct screen *screen, const struct named_value *number, int index,
                        int room, struct text *shown)
{
    bool chosen = index == screen->session->chosen, hides = screen_hides(screen);
    struct text value = {0};
    write_number(screen, number, index, room - BOX_ENDS, &value);
    int pad = BOX_COLUMNS - BOX_ENDS - screen_columns(screen, value.bytes);
    text_clear(shown);
    if (chosen && hides) /* which cannot be changed */
        text_add(shown, "  %s%*s  ", value.bytes, pad > 0 ? pad : 0, "");
    else if (chosen)
        text_add(shown, "%s %s%*s %s", screen_word(screen, "◂", "<"), value.bytes,
                 pad > 0 ? pad : 0, "", screen_word(screen, "▸", ">"));
    else
        text_add(shown, "%s", value.bytes);
    text_free(&value);
}

/* Draws one, if there is room; returns the column after it. */
static int draw_number(const struct screen *screen, int column, int row, int limit, int index,
                       bool draw)
{
    const struct session *session = screen->session;
    struct named_value number;
    struct text label = {0}, shown = {0};
    bool chosen = index == session->chosen, hides = screen_hides(screen);
    session_number(session, index, &number);
    if (index == 0 && !reads_eta(session))
        return draw_unread(screen, column, row, limit, draw);
    formula_pretty(&label, index == 0 ? "eta" : number.name, NULL);
    int first = column + screen_columns(screen, label.bytes) + 1;
    write_shown(screen, &number, index, 0, &shown);
    if (chosen && first + screen_columns(screen, shown.bytes) > limit)
        write_shown(screen, &number, index, limit - first, &shown);
    int end = first + screen_columns(screen, shown.bytes);
    if (draw) {
        int begin = column;
        screen_text(screen, column, row, limit, chosen ? ROLE_TEXT : ROLE_MUTED, label.bytes);
        int after = screen_text_cut(screen, first, row, limit,
                                    chosen && !hides ? ROLE_CHOSEN
                                    : chosen         ? ROLE_STRONG
                                                     : ROLE_TEXT,
                                    shown.bytes);
        if (chosen && hides)
            screen_raise(screen, (struct area){first, row, after - first, 1});
        target_number(screen, (struct area){begin, row, after - begin, 1}, first - begin, index);
    }
    text_free(&label);
    text_free(&shown);
    return end;
}

static void draw_schedule(const struct screen *screen, int end, int row, const char *name)
{
    int begin = screen_right(screen, end, row, ROLE_MUTED, name);
    if (catalogue_schedule(name))
        target_help(screen, (struct area){begin, row, end - begin, 1}, name);
}

/* In so many rows that the chosen one is among them, and at their end a name: that of what the
 * learning rate follows. NULL: only the rows that they take are counted. */
static int draw_numbers(const struct screen *screen, struct area area, const char *name)
{
    const struct session *session = screen->session;
    struct named_value number;
    int end = area.column + area.columns, top = 0, line = 0, column = area.column;
    for (int pass = 0; pass < 2; pass++) {
        line = 0, column = area.column;
        for (int i = 0; session_number(session, i, &number); i++) {
            int width = draw_number(screen, column, 0, end, i, false) - column;
            if (column > area.column && column + width > end)
                line++, column = area.column;
            if (i == session->chosen && line >= area.rows)
                top = line - area.rows + 1;
            if (pass > 0 && name && line >= top && line < top + area.rows)
                draw_number(screen, column, area.row + line - top, end, i, true);
            column += width + GAP;
        }
    }
    line -= top;
    if (name && line < area.rows && column + (int)strlen(name) <= end)
        draw_schedule(screen, end, area.row + line, name);
    return line < area.rows ? line + 1 : area.rows;
}

/* --- what became of its steps --- */

/* A count with its label; returns the column after it. */
static int draw_count(const struct screen *screen, int column, int row, int limit,
                      const char *label, int64_t count, enum role role)
{
    column = screen_text(screen, column, row, limit, ROLE_MUTED, label);
    return screen_printf(screen, column, row, limit, count ? role : ROLE_MUTED, "%lld",
                         (long long)count);
}

static void draw_counts(const struct screen *screen, struct area area)
{
    const struct row *row = sim_row(screen->session->sim, screen->session->selected);
    int end = area.column + area.columns, half = area.column + area.columns / 2 + GAP;
    int column = area.column + (int)strlen("overshoots ") + (row->overshoots < 1000 ? 4 : 8);
    char said[48];
    draw_count(screen, area.column, area.row, end, "overshoots ", row->overshoots, ROLE_WARN);
    column = draw_count(screen, column, area.row, end, "of ", row->n, ROLE_MUTED) + 1;
    snprintf(said, sizeof said, "landed higher %lld", (long long)row->worsened);
    half = half > column ? half : column;
    bool words = half + (int)strlen(said) <= end;
    snprintf(said, sizeof said, "+ %lld", (long long)row->worsened); /* the arrow is one column */
    int mark = end - 7 < end - (int)strlen(said) ? end - 7 : end - (int)strlen(said);
    if (words || mark >= column)
        draw_count(screen, words ? half : mark, area.row, end,
                   words ? "landed higher " : screen_word(screen, "↗ ", "! "), row->worsened,
                   ROLE_DANGER);
}

/* What the ball did, where that is more than to be on its way. */
static void draw_verdict(const struct screen *screen, int from, int end, int row)
{
    const struct session *session = screen->session;
    struct verdict verdict = lab_verdict(session->lab, session->sim, session->selected);
    char word[VERDICT_SIZE], said[2 * VERDICT_SIZE];
    bool late = verdict.kind == VERDICT_PERIODIC || verdict.kind == VERDICT_CHAOTIC;
    snprintf(said, sizeof said, "%s%s", late ? "lately " : "", verdict_write(verdict, word));
    if (verdict.kind != VERDICT_RUNNING && !screen_hides(screen) &&
        from + GAP + (int)strlen(said) <= end)
        target_help(screen,
                    (struct area){screen_right(screen, end, row, ROLE_MUTED, said), row,
                                  (int)strlen(said), 1},
                    "sweep");
}

/* The chart with its head; the counts stand there where they have no row of their own. */
static void draw_loss(const struct screen *screen, struct area area, bool counts)
{
    const struct row *row = sim_row(screen->session->sim, screen->session->selected);
    int end = area.column + area.columns;
    char number[32];
    int column = screen_text(screen, area.column, area.row, end, ROLE_STRONG, "loss ");
    column = screen_text(screen, column, area.row, end, ROLE_TEXT, screen_value(row->loss, number));
    if (!counts)
        draw_verdict(screen, column, end - MARGIN, area.row);
    if (counts)
        draw_count(screen, end - 16, area.row, end, "overshot ", row->overshoots, ROLE_WARN);
    struct area chart = {area.column, area.row + 1, area.columns, area.rows - 1};
    loss_draw(screen, chart);
}

/* --- what is shown --- */

struct stack {
    bool step, blanks, gauge_words, counts, chart;
    int legend, crowd, step_rows, numbers, schedule; /* rows */
    int left;                                        /* for the chart */
};

/* What a view shows already: the numbers of the rule, or the loss. */
static bool shows(const struct session *session, enum view_kind kind)
{
    for (int i = 0; i < session->look.views.count; i++)
        if (session->look.views.items[i] == (int)kind)
            return true;
    return false;
}

static int rows_of(const struct stack *stack, bool wide)
{
    int gauge = stack->gauge_words ? GAUGE_ROWS : RULER_ROWS;
    int parts = 2 + !wide * (stack->step + stack->counts);
    int right = stack->numbers + stack->schedule + (stack->blanks && !wide) + gauge;
    int left = stack->step_rows + stack->counts;
    int rows = stack->legend + stack->crowd + (wide ? (left > right ? left : right) : left + right);
    parts += stack->crowd > 0;
    return rows + (stack->blanks ? (wide ? 2 + (stack->crowd > 0) : parts) : 0) +
           (stack->chart ? CHART_LEAST : 0);
}

/* Takes more rows where the chart has enough without them. */
static void extend(const struct screen *screen, struct stack *stack, struct area area, bool wide)
{
    int half = wide ? (area.columns - GAP) / 2 : area.columns;
    int keep = stack->chart ? CHART_ROOMY - CHART_LEAST : 0;
    struct area part = {0, 0, half, area.rows};
    const struct {
        int *rows, wanted;
    } parts[] = {{&stack->numbers, draw_numbers(screen, part, NULL)},
                 {&stack->schedule, schedule_draw(screen, part, false)},
                 {&stack->step_rows, stack->step ? step_draw(screen, part, false) : 0}};
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        int before = *parts[i].rows;
        *parts[i].rows = parts[i].wanted > before ? parts[i].wanted : before;
        if (rows_of(stack, wide) + keep > area.rows)
            *parts[i].rows = before;
    }
}

static struct stack stack_make(const struct screen *screen, struct area area, bool wide)
{
    const struct session *session = screen->session;
    struct stack stack = {
        .step = screen_has_room(screen, ROOM_STEP) && !shows(session, VIEW_STEP),
        .blanks = screen_has_room(screen, ROOM_BLANKS),
        .gauge_words = screen_has_room(screen, ROOM_BLANKS),
        .counts = screen_has_room(screen, ROOM_STRIP),
        .chart = session->look.layers[LAYER_CHART] && !shows(session, VIEW_CHARTS),
        .legend = legend_rows(screen),
        .crowd = throng_is_told(screen) ? CROWD_ROWS : 0,
        .numbers = 1,
    };
    stack.step_rows = stack.step ? 3 - problem_is_line(sim_problem(session->sim)) : 0;
    bool *const goes[] = {&stack.step, &stack.blanks, &stack.gauge_words, &stack.counts};
    for (size_t i = 0; i < sizeof goes / sizeof *goes && rows_of(&stack, wide) > area.rows; i++) {
        *goes[i] = false;
        stack.step_rows = stack.step ? stack.step_rows : 0;
    }
    int over = rows_of(&stack, wide) - area.rows;
    if (over > 0)
        stack.legend = stack.legend - over > LEGEND_LEAST ? stack.legend - over : LEGEND_LEAST;
    if (rows_of(&stack, wide) > area.rows)
        stack.chart = false;
    extend(screen, &stack, area, wide);
    stack.left = area.rows - rows_of(&stack, wide) + (stack.chart ? CHART_LEAST : 0);
    return stack;
}

/* The number that the keys change, what the rate follows, and the gauge. Returns the next row. */
static int draw_setting(const struct screen *screen, struct area area, const struct stack *stack,
                        bool blank)
{
    const struct session *session = screen->session;
    const char *schedule = names_schedule(session->sim, session->selected);
    struct area part = {area.column, area.row, area.columns, stack->numbers};
    if (!stack->gauge_words)
        part.columns -= WORDS_COLUMNS + 1;
    draw_numbers(screen, part, stack->schedule || !reads_eta(session) ? "" : schedule);
    if (!stack->gauge_words)
        gauge_draw_words(screen, area.column + area.columns - WORDS_COLUMNS, area.row,
                         area.column + area.columns);
    part.columns = area.columns, part.row += part.rows, part.rows = stack->schedule;
    if (part.rows)
        schedule_draw(screen, part, true);
    part.row += part.rows + blank, part.rows = stack->gauge_words ? GAUGE_ROWS : RULER_ROWS;
    (stack->gauge_words ? gauge_draw : gauge_draw_ruler)(screen, part);
    return part.row + part.rows;
}

/* The parts of the selected ball below each other or, where it is wide, beside each other. Returns
 * the next row. */
static int draw_selected(const struct screen *screen, struct area area, const struct stack *stack,
                         bool wide)
{
    struct area left = area, right = area;
    left.rows = stack->step_rows;
    if (wide) {
        left.columns = (area.columns - GAP) / 2;
        right.column += left.columns + GAP, right.columns -= left.columns + GAP;
    } else if (stack->step) {
        right.row += left.rows + stack->blanks;
    }
    if (stack->step)
        step_draw(screen, left, true);
    int end = draw_setting(screen, right, stack, stack->blanks && !wide);
    int below = left.row + left.rows;
    left.row = !wide ? end + stack->blanks : below < end ? end - 1 : below;
    if (stack->counts)
        draw_counts(screen, left);
    bool more = (wide || stack->counts) && left.row >= end;
    return (more ? left.row + 1 : end) + stack->blanks;
}

void panel_draw(const struct screen *screen, struct area area)
{
    struct area part = {area.column, area.row, area.columns - MARGIN, 0};
    area.column += LEGEND_POINTER, area.columns -= LEGEND_POINTER + MARGIN;
    bool wide = area.columns >= WIDE;
    struct stack stack = stack_make(screen, area, wide);
    part.rows = stack.legend;
    legend_draw(screen, part);
    part.column = area.column, part.columns = area.columns;
    bool spare = !stack.blanks && stack.left > (stack.chart ? CHART_LEAST : 0);
    part.row += part.rows + (stack.blanks || spare);
    part.rows = stack.crowd;
    if (part.rows)
        throng_draw(screen, part);
    part.row += part.rows + (part.rows && stack.blanks);
    part.row = draw_selected(screen, part, &stack, wide);
    part.rows = area.row + area.rows - part.row;
    if (stack.chart && part.rows > 1)
        draw_loss(screen, part, !stack.counts);
    else if (!stack.chart && part.rows > 0)
        draw_verdict(screen, part.column - GAP, part.column + part.columns, part.row);
}

/* --- in two lines --- */

void panel_draw_brief(const struct screen *screen, struct area area)
{
    const struct session *session = screen->session;
    const struct sim *sim = session->sim;
    const struct row *row = sim_row(sim, session->selected);
    int end = area.column + area.columns, column = area.column, ranks[BALLS_MAX];
    char number[32];
    sim_ranks(sim, ranks);
    if (sim->ball_count > 1)
        column = screen_printf(screen, column, area.row, end, ROLE_MUTED, "%d ",
                               ranks[session->selected]);
    screen_ball(screen, column, area.row, session->selected, ATTRIBUTE_BOLD);
    int box = draw_number(screen, 0, 0, end, session->chosen, false), loss = 5 + 8;
    int limit = end - box - loss - 2;
    screen_text_cut(screen, column + 2, area.row, limit, ROLE_STRONG,
                    names_optimizer(sim, session->selected));
    screen_label(screen, limit + 1, area.row, end, QUANTITY_LOSS);
    screen_text(screen, limit + 6, area.row, end, ROLE_STRONG, screen_value(row->loss, number));
    draw_number(screen, end - box, area.row, end, session->chosen, true);
    area.row++;
    gauge_draw_words(screen, area.column, area.row, area.column + 14);
    screen_standing(screen, area.column + 15, area.row, end, sim_standing(sim, session->selected));
    draw_count(screen, area.column + 25, area.row, end, "overshot ", row->overshoots, ROLE_WARN);
}
