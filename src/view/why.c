/* The story of the next step as rows of text.
 *
 * A row has room for the widest numbers that it may come to hold, so that nothing jumps while they
 * change. Rows that do not fit are left out by rank: the statement that moves the ball stays
 * longest. */

#include "parts.h"
#include "why_rows.h"

#include "../lab/spectrum.h"
#include "../tell/words.h"

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

enum { STATEMENTS_MAX = 48, RANK_REST = RANK_OTHERS + 2 * STATEMENTS_MAX };
enum { HANG = 2 }; /* a formula's lines after the first stand in by so much */

static void add_number(struct text *out, double value)
{
    struct text number = {0};
    trace_number_write(&number, value);
    formula_pretty(out, number.bytes, NULL);
    text_free(&number);
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
    int theta = rule_code_move(story->code, story->text);
    for (int i = 0, point; i < STATEMENTS_MAX; i++) {
        if ((point = rule_code_statement(story->code, i)) < 0)
            break;
        int away = abs(theta - i) + (i > theta ? STATEMENTS_MAX : 0);
        int rank = away == 0 ? RANK_THETA : away == 1 ? RANK_STATEMENT : RANK_OTHERS + away;
        struct why_row *row = why_rows_add(rows, rank);
        row->hang = HANG;
        row->gap = true;
        row->role = ROLE_STRONG;
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

/* A number with its sign before it, as a term of a sum; returns the column after its room. */
static int draw_term(const struct screen *screen, int column, int row, int limit, double value)
{
    char number[32];
    screen_text(screen, column, row, limit, ROLE_MUTED,
                value < 0 ? screen_word(screen, "−", "-") : "+");
    screen_text(screen, column + 2, row, limit, ROLE_TEXT, screen_value(fabs(value), number));
    return column + 2 + NUMBER_COLUMNS;
}

/* The step along an axis as a sum of what the rule makes it of: of a heavy ball what is left of the
 * last step, and what the gradient adds; that as a product, where it is all. Of other rules, and
 * where there is no room, the step as a whole. */
static void draw_step(const struct rule_story *story, int column, int row, int limit, double step,
                      double gradient)
{
    const struct screen *screen = story->screen;
    const struct row *now = sim_row(screen->session->sim, screen->session->selected);
    bool constant = sim_is_constant(screen->session->sim, screen->session->selected);
    double part = -now->eta * gradient;
    char rate[32], number[32];
    (constant ? screen_number : screen_value)(now->eta, rate);
    int room = 2 + (constant ? screen_columns(screen, rate) : NUMBER_COLUMNS - 1) + 3;
    if (is_descent(story) && column + room + NUMBER_COLUMNS <= limit) {
        screen_printf(screen, column, row, limit, ROLE_MUTED, "%s %s %s",
                      screen_word(screen, "−", "-"), rate, screen_word(screen, "·", "*"));
        screen_text(screen, column + room, row, limit, ROLE_TEXT, screen_value(gradient, number));
    } else if (now->momentum > 0 && now->share == 1 &&
               column + 2 * (2 + NUMBER_COLUMNS) - 1 <= limit) {
        column = draw_term(screen, column, row, limit, step - part);
        draw_term(screen, column, row, limit, part);
    } else {
        draw_term(screen, column, row, limit, step);
    }
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
    int count = screen_wrap_formula(text.bytes, area.columns, HANG, lines, RULE_LINES);
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
    struct text moves = {0};
    struct area line = {area.column + HANG, area.row + 1, area.columns - HANG, 1};
    int count = 1, lines = 0, most = area.rows - 3 < RULE_LINES ? area.rows - 3 : RULE_LINES;
    while (rule_code_statement(story->code, count) >= 0 && !is_descent(story))
        count++;
    write_spelled(story, rule_code_move(story->code, story->text), &moves);
    int first = count, more;
    bool beside = count == 1 && utf8_columns(moves.bytes, moves.length) <= room;
    for (; !beside && first > 0; first--, lines += more)
        if ((more = draw_lines(story, line, first - 1, false)) + lines > most)
            break;
    if (draw && first == count)
        column = screen_text(screen, column, area.row, column + room, ROLE_MUTED,
                             count > 1 ? screen_word(screen, "… ", "... ") : "");
    else if (draw && first > 0)
        screen_text(screen, area.column, line.row, line.column, ROLE_MUTED,
                    screen_word(screen, "…", "~"));
    if (draw && first == count)
        screen_text_cut(screen, column, area.row, area.column + area.columns - NEXT_COLUMNS,
                        ROLE_TEXT, moves.bytes);
    for (; draw && first < count; first++)
        line.row += draw_lines(story, line, first, true);
    text_free(&moves);
    return lines;
}

int step_draw(const struct screen *screen, struct area area, bool draw)
{
    const struct sim *sim = screen->session->sim;
    int ball = screen->session->selected, end = area.column + area.columns;
    const char *name = names_optimizer(sim, ball);
    const char *head = area.columns >= ROOMY ? "next step" : "next";
    int head_at = end - (int)strlen(head), result = end - RESULT_COLUMNS;
    int column = area.column + 2 + (int)strlen(name) + 2;
    struct seen seen;
    struct rule_story story =
        story_of(screen, draw ? lab_trace(screen->session->lab, sim, ball, &seen) : NULL);
    int lines = draw_rule(&story, area, column, head_at - 1 - column, draw);
    int axes = problem_is_line(sim_problem(sim)) ? 1 : 2;
    if (!draw)
        return 1 + axes + lines;
    screen_ball(screen, area.column, area.row, ball, ATTRIBUTE_BOLD);
    screen_text(screen, area.column + 2, area.row, end, ROLE_STRONG, name);
    screen_text(screen, head_at, area.row, end, ROLE_FAINT, head);
    area.row += 1 + lines;
    if (!story.trace)
        screen_text(screen, area.column + HANG, area.row, end, ROLE_FAINT,
                    sim_row(sim, ball)->diverged ? "none: it is gone" : "not known yet");
    int point = rule_code_place(story.code);
    const struct row *now = sim_row(sim, ball);
    for (int i = 0; i < axes && story.trace; i++, area.row++) {
        double from = i ? now->y : now->x, to = story.trace->values[2 * point + i];
        double gradient = i ? seen.gradient.y + seen.noise.y : seen.gradient.x + seen.noise.x;
        char number[32];
        column = screen_text(screen, area.column, area.row, end, ROLE_MUTED, i ? "y " : "x ");
        screen_text(screen, column, area.row, end, ROLE_TEXT, screen_value(from, number));
        if (screen_hides(screen)) {
            screen_veil(screen, column + NUMBER_COLUMNS + 1, area.row, end);
            continue;
        }
        draw_step(&story, column + NUMBER_COLUMNS + 1, area.row, result, to - from, gradient);
        screen_text(screen, result, area.row, end, ROLE_MUTED, "=");
        screen_text(screen, result + 2, area.row, end, ROLE_STRONG, screen_value(to, number));
    }
    return 1 + axes + lines;
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

static void add_place(const struct row *now, bool line, struct why_rows *rows)
{
    char label[32];
    snprintf(label, sizeof label, "n %lld", (long long)now->n);
    struct why_row *row = add_fact(rows, RANK_PLACE, label);
    if (line)
        tell(row, "x = #   loss @", (double[]){now->x, now->loss});
    else
        tell(row, "θ = (#, #)   loss @", (double[]){now->x, now->y, now->loss});
}

static void add_gradient(const struct seen *seen, bool line, struct why_rows *rows)
{
    struct point g = seen->gradient, noise = seen->noise;
    struct why_row *row = add_fact(rows, RANK_GRADIENT, "gradient");
    tell(row, line ? "g = #" : "g = (#, #)", (double[]){g.x + noise.x, g.y + noise.y});
    if (seen->rows > 0) {
        text_add(&row->widest, " of %lld rows", (long long)seen->rows);
        text_add(&row->text, " of %lld rows", (long long)seen->rows);
    }
    if (noise.x != 0 || noise.y != 0)
        tell(row, line ? " with noise #" : " with noise (#, #)", (double[]){noise.x, noise.y});
}

static void add_curvature(const struct row *now, bool line, struct why_rows *rows)
{
    add_words(&add_fact(rows, RANK_CURVATURE, "Hessian")->text, line ? "H = #" : "H = (#, #; #, #)",
              (double[]){now->hxx, now->hxy, now->hxy, now->hyy});
}

static void add_rate(const struct screen *screen, struct why_rows *rows)
{
    const struct sim *sim = screen->session->sim;
    int ball = screen->session->selected;
    struct why_row *row = add_fact(rows, RANK_RATE, "rate");
    text_add(&row->text, "η = ");
    if (!sim_is_constant(sim, ball) && sim_rate_write(sim, ball, &row->text))
        text_add(&row->text, " = ");
    add_number(&row->text, sim_row(sim, ball)->eta);
    text_add(&row->text, "   %s", names_schedule(sim, ball));
}

static void add_landing(const struct row *now, const struct row *next, bool line,
                        struct why_rows *rows)
{
    static const enum role roles[] = {ROLE_GOOD, ROLE_WARN, ROLE_DANGER};
    struct why_row *row = add_fact(rows, RANK_LANDING, "lands at");
    row->gap = true;
    if (line)
        tell(row, "x = #   loss @ → @", (double[]){next->x, now->loss, next->loss});
    else
        tell(row, "(#, #)   loss @ → @", (double[]){next->x, next->y, now->loss, next->loss});
    row = add_fact(rows, RANK_VERDICT, "so it");
    enum mood mood;
    text_add(&row->text, "%s", words_update(now, next, &mood));
    text_add(&row->widest, "%s", words_longest_update);
    row->role = roles[mood];
}

/* Whether it would come to rest: at the nearest minimum, or where it is. */
static void add_rest(const struct spectrum *spectrum, bool line, struct why_rows *rows)
{
    static const enum role roles[] = {ROLE_GOOD, ROLE_WARN, ROLE_WARN, ROLE_DANGER};
    struct why_row *row = add_fact(rows, RANK_REST, "at rest");
    row->gap = true;
    if (spectrum->gap != SPECTRUM_WHOLE) {
        text_add(&row->text, "the rule %s", spectrum_gap_rows[spectrum->gap].reason);
        return;
    }
    if (!spectrum->is_minimum && !spectrum->is_valley)
        tell(row, "here: ρ = @, ", (double[]){spectrum->radius});
    else if (spectrum->is_valley)
        tell(row, "in the flat valley, at (#, #): ρ = @, ",
             (double[]){spectrum->place.x, spectrum->place.y, spectrum->radius});
    else if (line)
        tell(row, "in the minimum x = #: ρ = @, ", (double[]){spectrum->place.x, spectrum->radius});
    else
        tell(row, "in the minimum (#, #): ρ = @, ",
             (double[]){spectrum->place.x, spectrum->place.y, spectrum->radius});
    text_add(&row->text, "%s%s", settling_words[spectrum->settling],
             spectrum->frozen ? ", with its state as it is now" : "");
    text_add(&row->widest, "%s%s", settling_words[SETTLING_SWINGING],
             spectrum->frozen ? ", with its state as it is now" : "");
    row->role = roles[spectrum->settling];
}

/* Of a function of one variable Newton's step is the best of all. */
static void add_bend(const struct spectrum *spectrum, struct why_rows *rows)
{
    double bend = spectrum->curvature.high;
    if (spectrum->gap == SPECTRUM_NO_PLACE)
        return;
    add_words(&add_fact(rows, RANK_REST + 1, "valley")->text, "f″ = #", &bend);
    if (bend > 0)
        add_words(&add_fact(rows, RANK_REST + 2, "best η")->text, "1/f″ = @ for sgd",
                  (double[]){1 / bend});
}

/* The ground there, and the numbers that suit it best. */
static void add_valley(const struct spectrum *spectrum, struct why_rows *rows)
{
    struct point along = spectrum->curvature.along_high;
    struct best_numbers best = best_numbers(spectrum->curvature.low, spectrum->curvature.high);
    if (!spectrum->has_ground)
        return;
    add_words(&add_fact(rows, RANK_REST + 1, "valley")->text,
              spectrum->curvature.low > 0 ? "λ = @ towards (#, #), @ across: κ = @"
                                          : "λ = # towards (#, #), # across",
              (double[]){spectrum->curvature.high, along.x, along.y, spectrum->curvature.low,
                         spectrum->kappa});
    if (!(spectrum->curvature.low > 0))
        return;
    add_words(&add_fact(rows, RANK_REST + 2, "best η")->text, "@ for sgd: ρ = @",
              (double[]){best.eta, best.rate});
    add_words(&add_fact(rows, RANK_REST + 3, "best μ")->text, "@, with η = @: ρ = @",
              (double[]){best.momentum, best.heavy_eta, best.heavy});
}

void why_draw(const struct screen *screen, struct area area)
{
    const struct sim *sim = screen->session->sim;
    int ball = screen->session->selected;
    const struct row *now = sim_row(sim, ball);
    bool line = problem_is_line(sim_problem(sim));
    struct why_rows rows = {0};
    struct row next;
    struct seen seen;
    bool known = lab_ahead(screen->session->lab, sim, ball, &next, 1) > 0;
    struct rule_story story = story_of(screen, lab_trace(screen->session->lab, sim, ball, &seen));
    if (!known || !story.trace) {
        screen_text(screen, area.column, area.row, area.column + area.columns,
                    now->diverged ? ROLE_DANGER : ROLE_FAINT,
                    now->diverged ? "diverged: there is no next step" : "not known yet");
        return;
    }
    add_place(now, line, &rows);
    add_gradient(&seen, line, &rows);
    if (story.code->reads_hessian)
        add_curvature(now, line, &rows);
    add_rate(screen, &rows);
    add_rule(&story, &rows);
    add_landing(now, &next, line, &rows);
    struct text edge = {0};
    enum role role = gauge_write(screen, &edge);
    if (edge.length) {
        struct why_row *row = add_fact(&rows, RANK_STABILITY, screen_sign(screen, QUANTITY_EDGE));
        row->role = role;
        row->text = edge;
    }
    struct spectrum spectrum = lab_spectrum(screen->session->lab, sim, ball, NULL);
    add_rest(&spectrum, line, &rows);
    if (line)
        add_bend(&spectrum, &rows);
    else
        add_valley(&spectrum, &rows);
    why_rows_draw(screen, &rows, area);
}
