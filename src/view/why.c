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

enum { NAME_LINES_MAX = 10, STATEMENTS_MAX = 48 };
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

static void add_statement(const struct rule_story *story, struct why_rows *rows, int point,
                          int rank)
{
    const struct trace_point *at = &story->code->points[point];
    struct text typed = {0};
    text_add_bytes(&typed, story->text + at->begin, (size_t)(at->end - at->begin));
    while (typed.length > 0 && strchr(" \t\n", typed.bytes[typed.length - 1]))
        typed.bytes[--typed.length] = '\0';
    struct why_row *row = why_rows_add(rows, rank);
    row->role = ROLE_TEXT;
    row->hang = HANG;
    screen_pretty(story->screen, &row->text, typed.bytes);
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
    row->role = rows->table ? ROLE_TEXT : ROLE_MUTED;
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

static void add_numbers(const struct rule_story *story, struct why_rows *rows, int point,
                        int rank_x, int rank_y)
{
    add_component(story, rows, point, 0, rank_x);
    if (story->code->points[point].size == 2)
        add_component(story, rows, point, 1, rank_y);
}

static struct rule_story story_of(const struct screen *screen, const struct rule_trace *trace)
{
    const struct sim *sim = screen->session->sim;
    int ball = screen->session->selected;
    return (struct rule_story){screen, sim_recipe(sim, ball)->rule->code, trace,
                               sim_recipe(sim, ball)->rule->text};
}

/* All statements, with their numbers where those are known. The nearest to theta stay longest; in
 * the panel names longer than numbers. */
static void add_rule(const struct rule_story *story, struct why_rows *rows)
{
    int theta = find_theta(story->code, story->text);
    bool view = rows->table;
    for (int i = 0, point; i < STATEMENTS_MAX; i++) {
        if ((point = rule_code_statement(story->code, i)) < 0)
            break;
        int away = abs(theta - i) + (i > theta ? STATEMENTS_MAX : 0);
        int rank = !view       ? away
                   : away == 0 ? RANK_THETA
                   : away == 1 ? RANK_STATEMENT
                               : RANK_OTHERS + away;
        int numbers = view ? rank : 2 * STATEMENTS_MAX + away;
        bool moves = view && away == 0;
        add_statement(story, rows, point, rank);
        rows->items[rows->count - 1].gap = view;
        rows->items[rows->count - 1].strong = view;
        if (story->trace)
            add_numbers(story, rows, point, moves ? RANK_THETA_X : numbers,
                        moves ? RANK_THETA_Y : numbers);
    }
}

/* --- in the panel --- */

/* The selected ball's next update; NULL: it has diverged. */
static const struct rule_trace *trace(const struct screen *screen, struct seen *seen)
{
    const struct session *session = screen->session;
    return lab_trace(session->lab, session->sim, session->selected, seen);
}

int why_draw_rule(const struct screen *screen, struct area area, int most, bool draw)
{
    struct seen seen;
    struct why_rows rows = {.chain = 2 * STATEMENTS_MAX};
    const struct rule_trace *now = most > 0 ? trace(screen, &seen) : NULL;
    struct rule_story story = story_of(screen, now);
    add_rule(&story, &rows);
    area.rows = why_rows_fit(screen, &rows, area.columns, most > 0 ? most : NAME_LINES_MAX);
    if (draw)
        why_rows_draw(screen, &rows, area);
    why_rows_free(&rows);
    return area.rows;
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
    row->role = ROLE_TEXT;
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
    if (stability_write(screen, &words, &role)) {
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
    struct why_rows rows = {.table = true};
    struct row next;
    struct seen seen;
    if (lab_ahead(screen->session->lab, sim, ball, &next, 1) == 0) {
        screen_text(screen, area.column, area.row, area.column + area.columns, ROLE_DANGER,
                    "diverged: there is no next step");
        return;
    }
    struct rule_story story = story_of(screen, trace(screen, &seen));
    add_place(now, &rows);
    add_gradient(&seen, &rows);
    if (story.code->reads_hessian)
        add_curvature(now, &rows);
    add_rate(screen, &rows);
    add_rule(&story, &rows);
    add_landing(now, &next, &rows);
    add_stability(screen, &rows);
    why_rows_fit(screen, &rows, area.columns, area.rows);
    why_rows_draw(screen, &rows, area);
    why_rows_free(&rows);
}
