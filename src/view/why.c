/* The story of the next step as rows of text.
 *
 * A row has room for the widest numbers that it may come to hold, so that nothing jumps while they
 * change. Rows that do not fit are left out by rank: the statement that moves the ball stays
 * longest. */

#include "parts.h"
#include "why_rows.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Ranks of the view's rows; those of the other statements come after, the nearest to theta first.
 */
enum {
    RANK_THETA,
    RANK_THETA_X,
    RANK_THETA_Y,
    RANK_VERDICT,
    RANK_LANDING,
    RANK_GRADIENT,
    RANK_STATEMENT, /* the one before theta's */
    RANK_RATE,
    RANK_STABILITY,
    RANK_PLACE,
    RANK_CURVATURE,
    RANK_OTHERS
};

enum { STATEMENTS_MAX = 48 };
enum { HANG = 2 }; /* a formula's lines after the first stand in by so much */

static void add_number(struct text *out, double value)
{
    struct text number = {0};
    trace_number_write(&number, value);
    formula_pretty(out, number.bytes, NULL);
    text_free(&number);
}

/* The statement that moves the ball: the last that assigns theta. */
static int find_theta(const struct formula_code *code, const char *text)
{
    int found = 0, statement = 0;
    for (int i = 0; i < code->point_count; i++) {
        char name[NAME_SIZE];
        if (code->points[i].kind != TRACE_STATEMENT)
            continue;
        name_scan(text + code->points[i].begin, name);
        if (strcmp(name, "theta") == 0)
            found = statement;
        statement++;
    }
    return found;
}

/* --- the rule --- */

struct rule_story {
    const struct screen *screen;
    const struct formula_code *code;
    const struct rule_trace *trace; /* NULL: names only */
    const char *text;
};

/* A statement as people write it. */
static void write_statement(const struct rule_story *story, int point, struct text *out)
{
    const struct trace_point *at = &story->code->points[point];
    struct text typed = {0};
    text_add_bytes(&typed, story->text + at->begin, (size_t)(at->end - at->begin));
    while (typed.length > 0 && strchr("; \t\n", typed.bytes[typed.length - 1]))
        typed.bytes[--typed.length] = '\0';
    screen_pretty(story->screen, out, typed.bytes);
    text_free(&typed);
}

static void add_component(const struct rule_story *story, struct why_rows *rows, int point,
                          int component, int rank)
{
    const struct rule_trace *trace = story->trace;
    struct why_row *row = why_rows_add(rows, rank);
    rule_trace_pretty(&row->text, trace, story->text, point, component, TRACE_EXACT);
    rule_trace_pretty(&row->widest, trace, story->text, point, component, TRACE_WIDEST);
    if (row->text.length > row->widest.length)
        rule_trace_pretty(&row->shorter, trace, story->text, point, component, TRACE_SHORT);
    row->indent = 4;
    row->hang = HANG;
    if (story->code->points[point].size == 2)
        text_add(&row->label, "%s", component ? "  y" : "  x");
    text_add(&row->result, "= ");
    add_number(&row->result, trace->values[2 * point + component]);
    if (strcmp(row->text.bytes, row->result.bytes + strlen("= ")) == 0) { /* nothing was computed */
        text_clear(&row->text);
        text_clear(&row->widest);
        text_clear(&row->shorter);
    }
}

static struct rule_story story_of(const struct screen *screen, const struct rule_trace *trace)
{
    const struct sim *sim = screen->session->sim;
    int ball = screen->session->selected;
    return (struct rule_story){screen, sim_recipe(sim, ball)->rule->code, trace,
                               sim_recipe(sim, ball)->rule->text};
}

/* All statements with their numbers. The nearest to theta stay longest. */
static void add_rule(const struct rule_story *story, struct why_rows *rows)
{
    int theta = find_theta(story->code, story->text);
    for (int i = 0, point; i < STATEMENTS_MAX; i++) {
        if ((point = rule_code_statement(story->code, i)) < 0)
            break;
        int away = abs(theta - i) + (i > theta ? STATEMENTS_MAX : 0);
        int rank = away == 0 ? RANK_THETA : away == 1 ? RANK_STATEMENT : RANK_OTHERS + away;
        struct why_row *row = why_rows_add(rows, rank);
        row->hang = HANG;
        row->gap = row->strong = true;
        write_statement(story, point, &row->text);
        for (int k = 0; k < story->code->points[point].size; k++)
            add_component(story, rows, point, k, away ? rank : RANK_THETA_X + k);
    }
}

/* --- in the panel --- */

enum { RESULT_COLUMNS = 10, NUMBER_COLUMNS = 8, RULE_LINES = 12, ROOMY = 40 };
enum { NEXT_COLUMNS = 10 }; /* what stands at the end of the first line, with a gap */

/* Whether the ball makes plain steps down the gradient: a heavy ball without momentum does. */
static bool is_descent(const struct rule_story *story)
{
    const struct session *session = story->screen->session;
    const struct row *row = sim_row(session->sim, session->selected);
    const struct formula_row *rule = sim_recipe(session->sim, session->selected)->rule->row;
    return rule && strcmp(rule->name, "sgd") == 0 && row->momentum == 0 && row->share == 1;
}

/* What a step is made of along one axis. */
struct coordinate {
    const char *name;
    double now, then, gradient;
};

/* A number in its room, with what goes before it; returns the column after both. */
static int draw_value(const struct screen *screen, int column, int row, int limit,
                      const char *before, double value, int room)
{
    char number[32];
    column = screen_text(screen, column, row, limit, ROLE_MUTED, before);
    screen_text(screen, column, row, limit, ROLE_TEXT, screen_value(value, number));
    return column + room;
}

/* Gradient descent alone, which the rule of a heavy ball is without momentum: as it is said. False:
 * it is more than that, or there is no room. */
static bool draw_descent(const struct rule_story *story, int column, int row, int limit,
                         const struct coordinate *along)
{
    const struct screen *screen = story->screen;
    const struct sim *sim = screen->session->sim;
    const struct formula_row *schedule = sim_schedule(sim, screen->session->selected)->row;
    char rate[32];
    bool constant = schedule && strcmp(schedule->name, "constant") == 0;
    (constant ? screen_number : screen_value)(sim_row(sim, screen->session->selected)->eta, rate);
    screen_shorten(rate);
    int room = constant ? screen_columns(screen, rate) : NUMBER_COLUMNS - 1;
    int spare = limit - column - 2 * NUMBER_COLUMNS - 3 - room;
    bool airy = spare >= 2;
    if (!is_descent(story) || spare < 0)
        return false;
    column = draw_value(screen, column, row, limit, "", along->now, NUMBER_COLUMNS);
    column = screen_text(screen, column, row, limit, ROLE_MUTED, screen_word(screen, "− ", "- "));
    screen_printf(screen, column, row, limit, ROLE_MUTED, airy ? "%s %s" : "%s%s", rate,
                  screen_word(screen, "·", "*"));
    draw_value(screen, column + room + (airy ? 3 : 1), row, limit, "", along->gradient,
               NUMBER_COLUMNS);
    return true;
}

/* What is more than that, or has no room: how far it goes. */
static void draw_coordinate(const struct rule_story *story, struct area line,
                            const struct coordinate *along)
{
    const struct screen *screen = story->screen;
    int in = line.columns >= ROOMY ? 2 : 0, column = line.column + in + 2;
    int end = line.column + line.columns, result = end - RESULT_COLUMNS;
    double step = along->then - along->now;
    screen_text(screen, line.column + in, line.row, end, ROLE_MUTED, along->name);
    if (!draw_descent(story, column, line.row, result, along)) {
        column = draw_value(screen, column, line.row, end, "", along->now, NUMBER_COLUMNS + 1);
        draw_value(screen, column, line.row, end, step < 0 ? screen_word(screen, "− ", "- ") : "+ ",
                   fabs(step), NUMBER_COLUMNS);
    }
    char then[32];
    screen_text(screen, result, line.row, end, ROLE_MUTED, "=");
    screen_text(screen, result + 2, line.row, end, ROLE_STRONG, screen_value(along->then, then));
}

/* A statement as it is shown, spelled. */
static void write_spelled(const struct rule_story *story, int statement, struct text *out)
{
    struct text text = {0};
    if (is_descent(story))
        screen_pretty(story->screen, &text, "theta = theta - eta*g");
    else
        write_statement(story, rule_code_statement(story->code, statement), &text);
    screen_spell(story->screen, out, text.bytes);
    text_free(&text);
}

/* Draws a statement in lines of its own, or counts them. */
static int draw_lines(const struct rule_story *story, struct area area, int statement, bool draw)
{
    struct text text = {0};
    struct line lines[RULE_LINES];
    write_spelled(story, statement, &text);
    int count = why_wrap(text.bytes, area.columns, HANG, lines, RULE_LINES);
    for (int i = 0; i < count && draw; i++)
        screen_line(story->screen, area.column + (i ? HANG : 0), area.row + i,
                    area.column + area.columns, ROLE_TEXT, text.bytes, &lines[i]);
    text_free(&text);
    return count;
}

/* The rule: where it is one statement and has room there, beside the name, which leaves so many
 * columns; else below it. Returns the lines there. Of one that is too long the last statements are
 * shown: they move the ball. */
static int draw_rule(const struct rule_story *story, struct area area, int column, int room,
                     bool draw)
{
    const struct screen *screen = story->screen;
    struct text last = {0};
    int first = 0, lines = 0, most = area.rows - 3 < RULE_LINES ? area.rows - 3 : RULE_LINES;
    while (rule_code_statement(story->code, first + 1) >= 0 && !is_descent(story))
        first++;
    write_spelled(story, first ? find_theta(story->code, story->text) : 0, &last);
    bool beside = first == 0 && utf8_columns(last.bytes, last.length) <= room;
    struct area line = {area.column + HANG, area.row + 1, area.columns - HANG, 1};
    for (int all = first + 1; !beside && all > 0; first = --all) {
        int more = draw_lines(story, line, all - 1, false);
        if (lines + more > most)
            break;
        lines += more;
    }
    if (draw && lines == 0) {
        if (!beside && first > 0)
            column = screen_text(screen, column, area.row, column + room, ROLE_MUTED,
                                 screen_word(screen, "… ", "... "));
        screen_text_cut(screen, column, area.row, area.column + area.columns - NEXT_COLUMNS,
                        ROLE_TEXT, last.bytes);
    }
    if (draw && lines > 0 && first > 0)
        screen_text(screen, area.column, line.row, line.column, ROLE_MUTED,
                    screen_word(screen, "…", "~"));
    for (int end = line.row + lines; draw && line.row < end; first++)
        line.row += draw_lines(story, line, first, true);
    text_free(&last);
    return lines;
}

int step_draw(const struct screen *screen, struct area area, bool draw)
{
    const struct sim *sim = screen->session->sim;
    int ball = screen->session->selected, end = area.column + area.columns;
    const struct formula_row *row = sim_recipe(sim, ball)->rule->row;
    const char *name = row ? row->name : "typed rule";
    const char *head = area.columns >= ROOMY ? "next step" : "next";
    int head_at = end - (int)strlen(head);
    int column = area.column + 2 + (int)strlen(name) + 2;
    struct seen seen;
    struct rule_story story =
        story_of(screen, draw ? lab_trace(screen->session->lab, sim, ball, &seen) : NULL);
    int lines = draw_rule(&story, area, column, head_at - 1 - column, draw);
    if (!draw)
        return 3 + lines;
    screen_ball(screen, area.column, area.row, ball, ATTRIBUTE_BOLD);
    screen_text(screen, area.column + 2, area.row, end, ROLE_STRONG, name);
    screen_text(screen, head_at, area.row, end, ROLE_FAINT, head);
    const struct row *now = sim_row(sim, ball);
    struct area line = {area.column, area.row + 1 + lines, area.columns, 1};
    if (!story.trace) {
        screen_text(screen, line.column + HANG, line.row, end, ROLE_FAINT, "none: it is gone");
        return 3 + lines;
    }
    int point = rule_code_statement(story.code, find_theta(story.code, story.text));
    const double *then = story.trace->values + 2 * (size_t)point;
    const struct coordinate along[] = {{"x", now->x, then[0], seen.gradient.x + seen.noise.x},
                                       {"y", now->y, then[1], seen.gradient.y + seen.noise.y}};
    for (int i = 0; i < 2; i++, line.row++)
        draw_coordinate(&story, line, &along[i]);
    return 3 + lines;
}

/* --- as a view --- */

/* Words with numbers in the place of # and, where none is below 0, of @. Without numbers: with the
 * room that they have. */
static void add_words(struct text *out, const char *words, const double *numbers)
{
    for (; *words; words++) {
        if (*words != '#' && *words != '@')
            text_add_bytes(out, words, 1);
        else if (numbers)
            add_number(out, *numbers++);
        else
            text_add(out, "%s", *words == '#' ? "−0.000000" : "0.000000");
    }
}

static void tell(struct why_row *row, const char *words, const double *numbers)
{
    add_words(&row->text, words, numbers);
    add_words(&row->widest, words, NULL);
}

static struct why_row *add_fact(struct why_rows *rows, int rank, const char *label)
{
    struct why_row *row = why_rows_add(rows, rank);
    text_add(&row->label, "%s", label);
    row->indent = 10;
    return row;
}

static void add_place(const struct row *now, struct why_rows *rows)
{
    char label[32];
    snprintf(label, sizeof label, "n %lld", (long long)now->n);
    tell(add_fact(rows, RANK_PLACE, label), "θ = (#, #)   loss @",
         (double[]){now->x, now->y, now->loss});
}

static void add_gradient(const struct seen *seen, struct why_rows *rows)
{
    struct point g = seen->gradient, noise = seen->noise;
    struct why_row *row = add_fact(rows, RANK_GRADIENT, "gradient");
    tell(row, "g = (#, #)", (double[]){g.x + noise.x, g.y + noise.y});
    if (seen->rows > 0) {
        text_add(&row->widest, " of %lld rows", (long long)seen->rows);
        text_add(&row->text, " of %lld rows", (long long)seen->rows);
    }
    if (noise.x != 0 || noise.y != 0)
        tell(row, " with noise (#, #)", (double[]){noise.x, noise.y});
}

static void add_curvature(const struct row *now, struct why_rows *rows)
{
    add_words(&add_fact(rows, RANK_CURVATURE, "Hessian")->text, "H = (#, #; #, #)",
              (double[]){now->hxx, now->hxy, now->hxy, now->hyy});
}

/* The names of a ball's formulas one row ago: a recursion made the present rate of those. */
struct past {
    struct scope now;
    double eta, n;
};

static enum name_kind find_past(const struct scope *scope, const char *name, double *number)
{
    const struct past *past = scope->context;
    bool eta = strcmp(name, "eta") == 0, n = strcmp(name, "n") == 0;
    if (eta || n) {
        *number = eta ? past->eta : past->n;
        return NAME_NUMBER;
    }
    return past->now.find(&past->now, name, number);
}

/* The schedule's formula with numbers, where they give the present rate: not where it is a part of
 * a longer plan, or more than one expression. */
static bool add_rate_numbers(const struct screen *screen, struct text *out)
{
    const struct sim *sim = screen->session->sim;
    int ball = screen->session->selected;
    const struct row *rows[2];
    struct sim_scope_place place;
    struct past past = {.now = sim_scope(sim, ball, &place)};
    struct scope scope = past.now;
    struct error ignored;
    double value, eta = sim_row(sim, ball)->eta;
    if (sim_schedule(sim, ball)->code->recursive) {
        if (sim_trail(sim, ball, 2, rows) < 2)
            return false;
        past.eta = rows[0]->eta;
        past.n = (double)rows[0]->n;
        scope = (struct scope){.find = find_past, .context = &past};
    }
    const char *formula = sim_schedule(sim, ball)->text;
    if (!value_evaluate(formula, &scope, &value, &ignored) ||
        !(fabs(value - eta) <= 1e-12 * fabs(eta)))
        return false;
    formula_pretty(out, formula, &scope);
    return true;
}

static void add_rate(const struct screen *screen, struct why_rows *rows)
{
    const struct sim *sim = screen->session->sim;
    int ball = screen->session->selected;
    const struct formula_row *schedule = sim_schedule(sim, ball)->row;
    struct why_row *row = add_fact(rows, RANK_RATE, "rate");
    bool constant = schedule && strcmp(schedule->name, "constant") == 0;
    text_add(&row->text, "η = ");
    if (!constant && add_rate_numbers(screen, &row->text))
        text_add(&row->text, " = ");
    add_number(&row->text, sim_row(sim, ball)->eta);
    text_add(&row->text, "   %s", schedule ? schedule->name : "typed schedule");
}

static const char longest_verdict[] = "overshoots: downhill, then uphill; lands higher";

static const char *verdict(const struct row *now, const struct row *next, enum role *role)
{
    double dx = next->x - now->x, dy = next->y - now->y;
    *role = ROLE_DANGER;
    if (next->diverged)
        return "diverges: the ball leaves";
    if (next->event == EVENT_WORSEN)
        return longest_verdict;
    if (next->event == EVENT_OVERSHOOT)
        return "overshoots: downhill, then uphill; lands lower";
    *role = ROLE_WARN;
    if (dx != 0 || dy != 0) {
        if (now->gx * dx + now->gy * dy > 0)
            return "moves uphill: its speed counts for more than the gradient";
        if (next->loss > now->loss)
            return "lands higher than before";
    }
    *role = ROLE_GOOD;
    if (row_obstacle(next)) {
        *role = ROLE_WARN;
        return next->singular ? "is stuck: the Hessian is singular" : "is stuck: no decrease found";
    }
    if (dx == 0 && dy == 0)
        return "stays where it is";
    return next->converged ? "converges: the gradient there is as good as 0" : "goes down";
}

static void add_landing(const struct row *now, const struct row *next, struct why_rows *rows)
{
    struct why_row *row = add_fact(rows, RANK_LANDING, "lands at");
    row->gap = true;
    tell(row, "(#, #)   loss @ → @", (double[]){next->x, next->y, now->loss, next->loss});
    row = add_fact(rows, RANK_VERDICT, "so it");
    text_add(&row->text, "%s", verdict(now, next, &row->role));
    text_add(&row->widest, "%s", longest_verdict);
    row->strong = true;
}

static void add_stability(const struct screen *screen, struct why_rows *rows)
{
    struct text words = {0};
    enum role role;
    if (gauge_write(screen, &words, &role)) {
        struct why_row *row = add_fact(rows, RANK_STABILITY, screen_sign(screen, QUANTITY_EDGE));
        text_add(&row->text, "%s", words.bytes);
        row->role = role;
    }
    text_free(&words);
}

void why_draw(const struct screen *screen, struct area area)
{
    const struct sim *sim = screen->session->sim;
    int ball = screen->session->selected;
    const struct row *now = sim_row(sim, ball);
    struct why_rows rows = {0};
    struct row next;
    struct seen seen;
    if (lab_ahead(screen->session->lab, sim, ball, &next, 1) == 0) {
        screen_text(screen, area.column, area.row, area.column + area.columns, ROLE_DANGER,
                    "diverged: there is no next step");
        return;
    }
    struct rule_story story = story_of(screen, lab_trace(screen->session->lab, sim, ball, &seen));
    add_place(now, &rows);
    add_gradient(&seen, &rows);
    if (story.code->reads_hessian)
        add_curvature(now, &rows);
    add_rate(screen, &rows);
    add_rule(&story, &rows);
    add_landing(now, &next, &rows);
    add_stability(screen, &rows);
    why_rows_draw(screen, &rows, area);
}
