/* The panel: the selected ball in words and numbers.
 *
 * It is a list of sections from top to bottom. Each can say how many lines it takes; those that fit
 * are shown, by rank, and what room is left goes to blank lines between them and to the charts.
 *
 * The legend of all balls comes first and its room does not depend on the one that is selected: so
 * it stays where it is while one goes from ball to ball, and a click finds the ball that it meant.
 */

#include "legend.h"
#include "parts.h"

#include <stdio.h>
#include <string.h>

/* Draws its lines from the area's first row on, or only counts them. Returns how many. */
typedef int section_function(const struct screen *screen, struct area area, bool draw);

static int area_end(struct area area)
{
    return area.column + area.columns;
}

static int draw_heading(const struct screen *screen, struct area area, bool draw)
{
    const struct session *session = screen->session;
    int ball = session->selected, end = area_end(area);
    if (!draw)
        return 1;
    const struct formula_row *rule = sim_recipe(session->sim, ball)->rule->row;
    const struct row *row = sim_row(session->sim, ball);
    char n[80] = "";
    if (sim_recipe(session->sim, ball)->batch > 0)
        snprintf(n, sizeof n, "epoch %lld  ", (long long)row->epoch);
    snprintf(n + strlen(n), 40, "n %lld", (long long)row->n);
    int right = end - (int)strlen(n);
    screen_ball(screen, area.column, area.row, ball, ATTRIBUTE_BOLD);
    int column = screen_text(screen, area.column + 2, area.row, right - 1, ROLE_STRONG,
                             rule ? rule->name : "typed rule");
    if (rule && column + 2 + screen_columns(screen, rule->title) < right)
        screen_text(screen, column + 2, area.row, right - 1, ROLE_MUTED, rule->title);
    screen_text(screen, right, area.row, end, ROLE_STRONG, n);
    return 1;
}

static int draw_rule(const struct screen *screen, struct area area, bool draw)
{
    return why_draw_rule(screen, area, 0, draw);
}

/* A number as the user set it; of one that follows a schedule, also what it is now. */
static const char *number_text(const struct screen *screen, const struct named_value *number,
                               int index, char text[80])
{
    const struct session *session = screen->session;
    screen_number(number->value, text);
    if (index < 1 || index > sim_recipe(session->sim, session->selected)->values.count)
        return text;
    double now = *plan_value(session->sim->balls[session->selected]->mover.plans,
                             sim_recipe(session->sim, session->selected), number->name);
    if (now != number->value) {
        char value[32];
        size_t length = strlen(text);
        snprintf(text + length, 80 - length, "%s%s", screen_word(screen, "→", ">"),
                 screen_number(now, value));
    }
    return text;
}

/* A changeable number: its label and its value, the chosen one on the accent's ground. */
static int draw_number(const struct screen *screen, int column, int row, int limit,
                       const struct named_value *number, int index, bool chosen)
{
    char value[80];
    struct text label = {0};
    if (index == 0)
        text_add(&label, "%s", screen_word(screen, "η₀", "eta0"));
    else
        screen_pretty(screen, &label, number->name);
    column = screen_text(screen, column, row, limit, ROLE_MUTED, label.bytes);
    text_free(&label);
    number_text(screen, number, index, value);
    if (chosen)
        return screen_printf(screen, column, row, limit, ROLE_CHOSEN, " %s ", value);
    return screen_text(screen, column + 1, row, limit, ROLE_ACCENT, value);
}

static int number_columns(const struct screen *screen, const struct named_value *number, int index)
{
    char value[80];
    struct text label = {0};
    bool first = index == 0;
    screen_pretty(screen, &label, first ? "eta0" : number->name);
    int columns = first ? (screen->display->unicode ? 2 : 4) : screen_columns(screen, label.bytes);
    text_free(&label);
    return columns + 2 + screen_columns(screen, number_text(screen, number, index, value));
}

/* With fewer digits where there is no room for all: cut short it would be another number. */
static void draw_value(const struct screen *screen, int column, int row, int limit, double value)
{
    char number[32];
    if (screen_columns(screen, screen_number(value, number)) > limit - column)
        snprintf(number, sizeof number, "%.0e", value);
    screen_text_cut(screen, column, row, limit, ROLE_TEXT, number);
}

/* eta_0 and beside it the present rate; then the parameters, two a line where they fit. */
static int draw_numbers(const struct screen *screen, struct area area, bool draw)
{
    const struct session *session = screen->session;
    int half = area.columns / 2, end = area_end(area), line = 0;
    bool right = false; /* the line's second half is next */
    struct named_value number;
    for (int i = 0; session_number(session, i, &number) && i < 24; i++) {
        int wide = number_columns(screen, &number, i);
        if (right && wide > area.columns - half)
            line++, right = false;
        if (draw)
            draw_number(screen, area.column + (right ? half : 0), area.row + line, end, &number, i,
                        i == session->chosen);
        if (i == 0) {
            const struct row *row = sim_row(session->sim, session->selected);
            int column = area.column + (wide + 1 > half ? wide + 1 : half);
            if (draw) {
                column = screen_text(screen, column, area.row, end, ROLE_MUTED,
                                     screen_word(screen, "ηₙ ", "eta "));
                draw_value(screen, column, area.row, end, row->eta);
            }
            line++;
        } else if (right || wide > half) {
            line++, right = false;
        } else {
            right = true;
        }
    }
    return line + right;
}

static int draw_loss(const struct screen *screen, struct area area, bool draw)
{
    const struct session *session = screen->session;
    const struct row *row = sim_row(session->sim, session->selected);
    int end = area_end(area), half = area.column + area.columns / 2;
    char number[32];
    if (!draw)
        return 1;
    int column = screen_label(screen, area.column, area.row, end, QUANTITY_LOSS);
    column =
        screen_text(screen, column, area.row, end, ROLE_STRONG, screen_number(row->loss, number));
    column = column + 2 > half ? column + 2 : half;
    column = screen_label(screen, column, area.row, end, QUANTITY_GRADIENT);
    draw_value(screen, column, area.row, end, row_gradient_norm(row));
    return 1;
}

const char *outcome_words(const struct row *row, enum role *role)
{
    static const char *const places[] = {[STATIONARY_MINIMUM] = "converged: a minimum",
                                         [STATIONARY_SADDLE] = "converged: a saddle",
                                         [STATIONARY_MAXIMUM] = "converged: a maximum",
                                         [STATIONARY_FLAT] = "converged: flat ground"};
    *role = ROLE_DANGER;
    if (row->diverged)
        return "diverged";
    if (!row->converged)
        return NULL;
    enum stationary stationary = row_stationary(row);
    *role = stationary == STATIONARY_MINIMUM ? ROLE_GOOD : ROLE_WARN;
    return places[stationary];
}

static int draw_events(const struct screen *screen, struct area area, bool draw)
{
    const struct session *session = screen->session;
    const struct row *row = sim_row(session->sim, session->selected);
    int end = area_end(area);
    if (!draw)
        return 2;
    enum role role = row->overshoots ? ROLE_DANGER : ROLE_MUTED;
    int column = screen_printf(screen, area.column, area.row, end, role, "overshoots %lld",
                               (long long)row->overshoots);
    column =
        screen_printf(screen, column, area.row, end, ROLE_MUTED, " of %lld", (long long)row->n);
    char worse[40] = "";
    if (row->worsened)
        snprintf(worse, sizeof worse, "%lld higher", (long long)row->worsened);
    if (column + 2 + (int)strlen(worse) <= end)
        screen_text(screen, end - (int)strlen(worse), area.row, end, ROLE_DANGER, worse);
    const char *state = outcome_words(row, &role);
    if (state)
        screen_text(screen, area.column, area.row + 1, end, role, state);
    else if (row->event == EVENT_OVERSHOOT)
        screen_text(screen, area.column, area.row + 1, end, ROLE_DANGER, "jumped over the valley");
    else if (row->event == EVENT_WORSEN)
        screen_text(screen, area.column, area.row + 1, end, ROLE_DANGER,
                    "jumped over, landed higher");
    return 2;
}

static bool shows_chart(const struct screen *screen, struct area area, enum quantity quantity,
                        bool draw)
{
    bool shown = screen->session->look.layers[LAYER_CHART] && !screen->has_charts;
    if (shown && draw)
        chart_draw_narrow(screen, quantity, area);
    return shown;
}

static int draw_loss_chart(const struct screen *screen, struct area area, bool draw)
{
    return shows_chart(screen, area, QUANTITY_LOSS, draw) ? 3 : 0;
}

static int draw_eta_chart(const struct screen *screen, struct area area, bool draw)
{
    return shows_chart(screen, area, QUANTITY_ETA, draw) ? 1 : 0;
}

/* In the order of the screen; those of the least rank are the last to go. */
static const struct section {
    section_function *draw;
    int rank;
    bool joined; /* no blank line before it */
    int grow;    /* lines that it can take on top of its least */
} sections[] = {
    {legend_draw, 1, false, 0},    {draw_heading, 0, false, 0}, {draw_rule, 6, false, 0},
    {schedule_draw, 7, true, 0},   {draw_numbers, 2, false, 0}, {draw_loss, 3, true, 0},
    {stability_draw, 4, false, 0}, {draw_events, 5, true, 0},   {draw_loss_chart, 8, false, 11},
    {draw_eta_chart, 9, false, 2},
};
enum {
    SECTION_COUNT = sizeof sections / sizeof *sections,
    NUMBERS_SPARE = 2, /* lines left to the charts when the rule has its numbers */
    BALLS_SPARE = 8,   /* lines that the legend leaves to the selected ball's numbers */
    SECTION_BALLS = 0,
    SECTION_HEADING = 1,
    SECTION_RULE = 2,
    SECTION_ETA = SECTION_COUNT - 1
};

struct stack {
    int lines[SECTION_COUNT]; /* 0: not shown */
    bool gap[SECTION_COUNT];  /* a blank line before it */
    int left;
    int numbers; /* the lines that the rule with its numbers may have; 0: without */
};

/* The view of the step has the numbers of the rule already. */
static bool shows_step(const struct session *session)
{
    for (int i = 0; i < session->look.views.count; i++)
        if (session->look.views.items[i] == VIEW_STEP)
            return true;
    return false;
}

static struct stack stack_make(const struct screen *screen, struct area area)
{
    struct stack stack = {.left = area.rows};
    int order[SECTION_COUNT];
    for (int i = 0; i < SECTION_COUNT; i++)
        order[sections[i].rank] = i;
    for (int rank = 0; rank < SECTION_COUNT; rank++) {
        int i = order[rank];
        area.rows = stack.left - (i == SECTION_BALLS ? BALLS_SPARE : 0);
        int lines = sections[i].draw(screen, area, false);
        /* the rate's chart is not worth a crowded panel, nor anything without the loss's */
        bool crowd = i == SECTION_ETA && (!stack.lines[i - 1] || stack.left < lines + 3);
        if (lines > area.rows || crowd)
            continue;
        stack.lines[i] = lines;
        stack.left -= lines;
        if (i == SECTION_BALLS && lines) /* else the ball's name would be one line more of it */
            stack.gap[SECTION_HEADING] = true, stack.left--;
    }
    for (int i = 1, above = stack.lines[0]; i < SECTION_COUNT; above += stack.lines[i++]) {
        if (stack.gap[i] || !above || !stack.lines[i] || sections[i].joined || stack.left == 0)
            continue;
        stack.gap[i] = true;
        stack.left--;
    }
    if (stack.lines[SECTION_RULE] && stack.left > NUMBERS_SPARE && !shows_step(screen->session)) {
        stack.numbers = stack.lines[SECTION_RULE] + stack.left - NUMBERS_SPARE;
        int more = why_draw_rule(screen, area, stack.numbers, false) - stack.lines[SECTION_RULE];
        stack.left -= more, stack.lines[SECTION_RULE] += more;
    }
    for (int i = 0; i < SECTION_COUNT; i++) {
        int grow = sections[i].grow < stack.left ? sections[i].grow : stack.left;
        if (stack.lines[i])
            stack.lines[i] += grow, stack.left -= grow;
    }
    return stack;
}

void panel_draw(const struct screen *screen, struct area area)
{
    struct stack stack = stack_make(screen, area);
    int row = area.row;
    for (int i = 0; i < SECTION_COUNT; i++) {
        if (!stack.lines[i])
            continue;
        row += stack.gap[i];
        struct area part = {area.column, row, area.columns, stack.lines[i]};
        if (i == SECTION_RULE && stack.numbers)
            why_draw_rule(screen, part, stack.numbers, true);
        else
            sections[i].draw(screen, part, true);
        row += stack.lines[i];
        if (i == SECTION_BALLS) {
            struct hit legend = legend_hit(screen, part);
            hits_add(screen->hits, &legend);
        }
    }
}

void panel_draw_brief(const struct screen *screen, struct area area)
{
    const struct session *session = screen->session;
    const struct row *row = sim_row(session->sim, session->selected);
    const struct formula_row *rule = sim_recipe(session->sim, session->selected)->rule->row;
    int end = area_end(area), column = area.column;
    char number[32];
    if (session->sim->ball_count > 1) { /* there is no legend that would tell its place */
        int ranks[BALLS_MAX];
        sim_ranks(session->sim, ranks);
        column = screen_printf(screen, column, area.row, end, ROLE_STRONG, "%d. ",
                               ranks[session->selected]);
    }
    screen_ball(screen, column, area.row, session->selected, ATTRIBUTE_BOLD);
    struct text counts = {0};
    text_add(&counts, "n %lld", (long long)row->n);
    if (sim_recipe(session->sim, session->selected)->batch > 0)
        text_add(&counts, " epoch %lld", (long long)row->epoch);
    const char *loss = screen_number(row->loss, number);
    int behind = 1 + (int)counts.length + 2 + (int)strlen("loss ") + screen_columns(screen, loss);
    column = screen_text_cut(screen, column + 2, area.row, end - behind, ROLE_STRONG,
                             rule ? rule->name : "rule");
    column = screen_text(screen, column + 1, area.row, end, ROLE_MUTED, counts.bytes);
    column = screen_label(screen, column + 2, area.row, end, QUANTITY_LOSS);
    column = screen_text(screen, column, area.row, end, ROLE_STRONG, loss);
    text_free(&counts);
    struct named_value value;
    if (session_number(session, session->chosen, &value) &&
        column + 1 + number_columns(screen, &value, session->chosen) <= end)
        draw_number(screen, column + 2, area.row, end, &value, session->chosen, true);
    enum role role;
    const char *state = outcome_words(row, &role);
    if (state) {
        screen_text(screen, area.column, area.row + 1, end, role, state);
        return;
    }
    column = stability_draw_words(screen, area.column, area.row + 1, end);
    if (row->overshoots) {
        char text[40];
        const char *plural = row->overshoots > 1 ? "s" : "";
        snprintf(text, sizeof text, "%lld overshoot%s", (long long)row->overshoots, plural);
        if (column + 2 + (int)strlen(text) > end)
            snprintf(text, sizeof text, "%lld jump%s", (long long)row->overshoots, plural);
        screen_text(screen, column + 2, area.row + 1, end, ROLE_DANGER, text);
    }
}
