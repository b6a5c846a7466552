/* Why this step: the update rule with the numbers of the next iteration. */

#include "ask.h"
#include "numbers.h"
#include "stage.h"
#include "suite.h"

#include "../src/view/why_rows.h"

#include "../src/lang/formula.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

/* The last statement that assigns the name. */
static int last_statement(const struct rule_trace *trace, const char *text, const char *name)
{
    int found = -1;
    for (int i = 0, point; (point = rule_code_statement(trace->code, i)) >= 0; i++) {
        char assigned[NAME_SIZE];
        name_scan(text + trace->code->points[point].begin, assigned);
        if (strcmp(assigned, name) == 0)
            found = point;
    }
    return found;
}

/* What the trace says of the next step is what the step then does, to the last bit. */
static void check_step(const char *what)
{
    struct seen seen;
    const struct rule_trace *trace = ask_trace(session->sim, 0, &seen);
    const char *text = sim_recipe(session->sim, 0)->rule->text;
    ck_assert_ptr_nonnull(trace);
    double state[STATE_MAX] = {0};
    int theta = last_statement(trace, text, "theta");
    ck_assert_int_ge(theta, 0);
    double x = trace->values[2 * theta], y = trace->values[2 * theta + 1];
    int place = rule_code_place(trace->code);
    const struct formula_code *code = trace->code;
    for (int i = 0; i < code->name_count; i++) {
        int point = last_statement(trace, text, code->names[i].name);
        ck_assert_msg(point >= 0, "%s: %s", what, code->names[i].name);
        for (int k = 0; k < code->names[i].size; k++)
            state[code->names[i].index + k] = trace->values[2 * point + k];
    }
    sim_step(session->sim);
    const struct row *row = sim_row(session->sim, 0);
    ck_assert_msg(same_number(row->x, x) && same_number(row->y, y),
                  "%s: (%.17g, %.17g), not (%.17g, %.17g)", what, x, y, row->x, row->y);
    ck_assert(same_number(row->x, trace->values[2 * place]) &&
              same_number(row->y, trace->values[2 * place + 1]));
    for (int i = 0; i < code->state_count; i++)
        ck_assert_msg(same_number(session->sim->balls[0]->mover.state[i], state[i]), "%s: state %d",
                      what, i);
}

START_TEST(traced_values_are_the_next_row)
{
    static const char *const surfaces[] = {"surface rosenbrock",
                                           "surface log(x) + (x - 2)^2*y^2 on [-1,4] x [-2,2]",
                                           "surface ackley"};
    char line[80];
    const struct formula_row *row = &optimizer_rows[_i];
    for (size_t i = 0; i < sizeof surfaces / sizeof *surfaces; i++) {
        stage_run(surfaces[i]);
        snprintf(line, sizeof line, "optimizer %s", row->name);
        stage_run(line);
        snprintf(line, sizeof line, "noise %g", i == 2 ? 0.1 : 0);
        stage_run(line);
        for (int n = 0; n < 12 && !sim_row(session->sim, 0)->diverged; n++)
            check_step(row->name);
    }
}
END_TEST

/* A statement's right side with its numbers, as it can be typed, and the result after " = ". */
static const char *numbers(const char *name, int component)
{
    struct seen seen;
    const struct rule_trace *trace = ask_trace(session->sim, 0, &seen);
    const char *text = sim_recipe(session->sim, 0)->rule->text;
    int point = last_statement(trace, text, name);
    struct text formula = {0};
    rule_trace_write(&formula, trace, text, point, component, TRACE_EXACT);
    text_clear(&shown);
    formula_pretty(&shown, formula.bytes, NULL);
    text_clear(&formula);
    trace_number_write(&formula, trace->values[2 * point + component]);
    text_add(&shown, " = ");
    formula_pretty(&shown, formula.bytes, NULL);
    text_free(&formula);
    return shown.bytes;
}

static void check_numbers(const char *name, int component, const char *expected)
{
    ck_assert_str_eq(numbers(name, component), expected);
}

/* Checked with pencil and paper: g = (x, 25*y). */
START_TEST(momentum_by_hand)
{
    stage_run("surface x^2/2 + 25/2*y^2");
    stage_run("start 1, 1");
    stage_run("eta 0.01");
    stage_run("momentum 0.5");
    check_numbers("v", 0, "0.5·0 − 0.01·1 = −0.01");
    check_numbers("v", 1, "0.5·0 − 0.01·25 = −0.25");
    check_numbers("theta", 0, "1 − 0.01 = 0.99");
    stage_run("step");
    check_numbers("v", 0, "0.5·(−0.01) − 0.01·0.99 = −0.0149");
    check_numbers("v", 1, "0.5·(−0.25) − 0.01·18.75 = −0.3125");
    check_numbers("theta", 0, "0.99 − 0.0149 = 0.9751");
    check_numbers("theta", 1, "0.75 − 0.3125 = 0.4375");
    stage_run("eta 0.02"); /* the next step with the present numbers */
    check_numbers("v", 1, "0.5·(−0.25) − 0.02·18.75 = −0.5");
    check_numbers("theta", 1, "0.75 − 0.5 = 0.25");
}
END_TEST

START_TEST(adam_by_hand)
{
    stage_run("surface x^2/2 + 25/2*y^2");
    stage_run("start 1, 1");
    stage_run("optimizer adam");
    stage_run("eta 0.1");
    check_numbers("m", 0, "0.9·0 + (1 − 0.9)·1 = 0.1");
    check_numbers("m", 1, "0.9·0 + (1 − 0.9)·25 = 2.5");
    check_numbers("v", 1, "0.999·0 + (1 − 0.999)·25² = 0.625");
    check_numbers("theta", 0, "1 − 0.1·(0.1/(1 − 0.9¹))/(√(0.001/(1 − 0.999¹)) + 1e-8) = 0.9");
    check_numbers("theta", 1, "1 − 0.1·(2.5/(1 − 0.9¹))/(√(0.625/(1 − 0.999¹)) + 1e-8) = 0.9");
}
END_TEST

/* Calls, branches, vectors, components, and what is not finite; g = (3, -4) at (1, 1). */
START_TEST(all_that_a_rule_can_say)
{
    static const struct {
        const char *rule, *x, *y;
    } cases[] = {
        {"theta -= eta*g", "1 − 0.1·3 = 0.7", "1 − 0.1·(−4) = 1.4"},
        {"theta = theta + g", "1 + 3 = 4", "1 − 4 = −3"},
        {"theta += -g", "1 + (−3) = −2", "1 + (−(−4)) = 5"},
        {"theta -= eta*g/norm(g)", "1 − 0.1·3/√(3² + (−4)²) = 0.94",
         "1 − 0.1·(−4)/√(3² + (−4)²) = 1.08"},
        {"theta *= dot(g, theta)", "1·(3·1 + (−4)·1) = −1", "1·(3·1 + (−4)·1) = −1"},
        {"theta = g*dot(g, g)", "3·(3² + (−4)²) = 75", "−4·(3² + (−4)²) = −100"},
        {"theta = where(n == 0, g, 0)", "3 = 3", "−4 = −4"},
        {"theta = 2*where(g > 0, g - 1, theta)", "2·(3 − 1) = 4", "2·1 = 2"},
        {"theta = (g.y, x + 2)", "−4 = −4", "1 + 2 = 3"},
        {"theta = (g.y, g.x)*2", "−4·2 = −8", "3·2 = 6"},
        {"theta = 2*(g.y + 1, g.x)", "2·(−4 + 1) = −6", "2·3 = 6"},
        {"theta -= solve(H, g)", "1 − 1.5 = −0.5", "1 − (−1) = 2"},
        {"theta = H*(1, 2)", "2 = 2", "8 = 8"},
        {"theta = loss(theta)*g", "4·3 = 12", "4·(−4) = −16"},
        {"theta = g^2", "3² = 9", "(−4)² = 16"},
        {"theta = -g^2", "−3² = −9", "−(−4)² = −16"},
        {"theta = pi*g", "π·3 = 9.425", "π·(−4) = −12.57"},
        {"theta /= 0", "1/0 = inf", "1/0 = inf"},
        {"theta -= eta*1e30*g*1e300", "1 − 0.1·1e30·3·1e300 = −inf",
         "1 − 0.1·1e30·(−4)·1e300 = inf"},
        {"theta = sqrt(g)", "√(3) = 1.732", "√(−4) = nan"},
        {"theta = theta/3", "1/3 = 0.3333", "1/3 = 0.3333"},
        {"θ ← θ − 2η g", "1 − 2·0.1·3 = 0.4", "1 − 2·0.1·(−4) = 1.8"},
        {"θ = g²", "3² = 9", "(−4)² = 16"},
        {"θ = 2(g.y + 1)g x", "2·(−4 + 1)·3·1 = −18", "2·(−4 + 1)·(−4)·1 = 24"},
        {"θ = 2θ(g.y, g.x)", "2·1·(−4) = −8", "2·1·3 = 6"},
        {"θ = |θ| ∇f/‖∇f‖", "|1|·3/√(3² + (−4)²) = 0.6", "|1|·(−4)/√(3² + (−4)²) = −0.8"},
        {"θ = ‖∇f‖·∇f + |g|", "√(3² + (−4)²)·3 + |3| = 18", "√(3² + (−4)²)·(−4) + |−4| = −16"},
        {"θ = √|g - 1|θ", "√(|3 − 1|)·1 = 1.414", "√(|−4 − 1|)·1 = 2.236"},
        {"θ = norm relu(g) θ", "√(relu(3)² + relu(−4)²)·1 = 3", "√(relu(3)² + relu(−4)²)·1 = 3"},
        {"θ = 0.5ᵗg⁻¹", "0.5¹·3⁻¹ = 0.1667", "0.5¹·(−4)⁻¹ = −0.125"},
        {"θ = g if f > 1 else θ", "3 = 3", "−4 = −4"},
        {"θ = 2(f > 1 ? g : θ)", "2·(3) = 6", "2·(−4) = −8"},
        {"θ = exp²(0 g) + np.cos(0 g) + exp 0 θ", NULL, NULL},
        {"θ = |‖g‖g| - ‖g‖", "|√(3² + (−4)²)·3| − √(3² + (−4)²) = 10",
         "|√(3² + (−4)²)·(−4)| − √(3² + (−4)²) = 15"},
        {"theta.x -= eta*g.x", "1 − 0.1·3 = 0.7", NULL},
        {"theta.y -= eta*grad(theta).y", "1 − 0.1·(−4) = 1.4", NULL},
        {"theta.y *= g.x + 2", "1·(3 + 2) = 5", NULL},
        {"theta.y = -2 y", "−2·1 = −2", NULL},
        {"theta = norm(norm(norm(norm(norm(norm(g)*g)*g)*g)*g)*g)*g", NULL, NULL},
    };
    stage_run("surface x^2 + x + 2*y^2 - 8*y + 8");
    stage_run("start 1, 1");
    stage_run("eta 0.1");
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char line[128];
        snprintf(line, sizeof line, "optimizer %s", cases[i].rule);
        stage_run(line);
        numbers("theta", 0);
        ck_assert_uint_lt(shown.length, 2000);
        if (!cases[i].x)
            continue;
        check_numbers("theta", 0, cases[i].x);
        if (cases[i].y)
            check_numbers("theta", 1, cases[i].y);
    }
}
END_TEST

/* Whoever types the printed numbers gets the printed result. */
START_TEST(numbers_add_up)
{
    char line[80];
    stage_run("surface himmelblau");
    snprintf(line, sizeof line, "optimizer %s", optimizer_rows[_i].name);
    stage_run(line);
    stage_run("eta 0.003");
    for (int n = 0; n < 6; n++) {
        struct seen seen;
        const struct rule_trace *trace = ask_trace(session->sim, 0, &seen);
        const char *text = sim_recipe(session->sim, 0)->rule->text;
        ck_assert_int_ge(rule_code_statement(trace->code, 0), 0);
        for (int i = 0, point; (point = rule_code_statement(trace->code, i)) >= 0; i++) {
            for (int k = 0; k < 2; k++) {
                struct text formula = {0};
                struct error error;
                double result, value = trace->values[2 * point + k];
                rule_trace_write(&formula, trace, text, point, k, TRACE_EXACT);
                ck_assert_msg(value_evaluate(formula.bytes, NULL, &result, &error), "%s: %s",
                              formula.bytes, error.text);
                bool good = isnan(value) ? isnan(result)
                                         : fabs(result - value) <= 1e-3 * fabs(value) + 1e-12;
                ck_assert_msg(good, "%s: %s = %.9g", line, formula.bytes, value);
                text_free(&formula);
            }
        }
        stage_run("step");
    }
}
END_TEST

/* What is kept of the texts of the step before is what would be written now. */
static void check_kept(const char *after)
{
    struct seen seen;
    const struct rule_trace *trace = ask_trace(session->sim, 0, &seen);
    const char *text = sim_recipe(session->sim, 0)->rule->text;
    for (int i = 0, point; (point = rule_code_statement(trace->code, i)) >= 0; i++) {
        for (int k = 0; k < 2 * TRACE_TEXTS; k++) {
            struct text kept = {0}, formula = {0}, fresh = {0};
            rule_trace_pretty(&kept, trace, text, point, k % 2, (enum trace_text)(k / 2));
            rule_trace_write(&formula, trace, text, point, k % 2, (enum trace_text)(k / 2));
            formula_pretty(&fresh, formula.bytes, NULL);
            ck_assert_msg(strcmp(kept.bytes, fresh.bytes) == 0, "%s: %s, but %s", after, kept.bytes,
                          fresh.bytes);
            text_free(&kept);
            text_free(&formula);
            text_free(&fresh);
        }
    }
}

START_TEST(kept_texts_are_those_of_now)
{
    static const char *const rules[] = {
        "adam",
        "v = where(f > 2, 0.3, 4)*g; theta -= eta*v",
        "v = momentum*g + k*v; theta -= eta*v",
        "v = where(n > 2, where(f > 20, g, 2*g), 3*momentum*g); theta -= eta*v",
    };
    char line[120];
    stage_run("surface himmelblau");
    stage_run("let k = 0.5");
    stage_run("eta 0.01");
    for (size_t i = 0; i < sizeof rules / sizeof *rules; i++) {
        snprintf(line, sizeof line, "optimizer %s", rules[i]);
        stage_run("start 1, 1");
        stage_run(line);
        for (int n = 0; n < 12; n++) {
            stage_run("step");
            check_kept(line);
            if (n == 4)
                stage_run("let k = 0.25");
            if (n == 7 && i >= 2)
                stage_run("momentum 0.125");
        }
    }
    stage_run("optimizer sgd");
    stage_run("schedule momentum 0.9 - 0.01*n");
    for (int n = 0; n < 3; n++) {
        stage_run("step");
        check_kept("a parameter that follows a schedule");
    }
}
END_TEST

/* --- on the screen --- */

/* The row of the frame that has the text; -1: none has. */
static int row_of(const char *text)
{
    const char *at = strstr(shown.bytes, text);
    int row = 0;
    for (const char *p = shown.bytes; at && p < at; p++)
        row += *p == '\n';
    return at ? row : -1;
}

static void set_scene(void)
{
    stage_run("surface x^2/2 + 25/2*y^2 on [-2,2] x [-2,2]");
    stage_run("start 1, 1");
    stage_run("eta 0.1");
    stage_run("momentum 0.5");
    stage_run("step");
}

START_TEST(the_panel_has_the_numbers)
{
    set_scene();
    stage_draw(120, 40);
    ck_assert_shows("● sgd");
    ck_assert_shows("next step");
    ck_assert_shows("v ← μ·v − η·g");
    ck_assert_shows("θ ← θ + v");
    ck_assert_shows("x 0.9000   − 0.05000 − 0.09000 = 0.7600"); /* momentum, and gradient */
    ck_assert_shows("= 1.000");
    stage_run("momentum 0");
    stage_draw(120, 40);
    ck_assert_shows("θ ← θ − η·g"); /* as it is without momentum */
    ck_assert_shows("x 0.9000   − 0.1 · 0.9000 ");
    ck_assert_shows("= 0.8100");
    stage_draw(80, 24); /* no room */
    ck_assert_hides("θ ← ");
    stage_run("view step"); /* twice would be no help */
    stage_draw(120, 40);
    ck_assert_int_ge(row_of("x 0·(−0.1) − 0.1·0.9"), 0);
    ck_assert_ptr_null(strstr(strstr(shown.bytes, "− 0.1·0.9") + 1, "− 0.1·0.9"));
}
END_TEST

START_TEST(the_view_tells_the_story)
{
    set_scene();
    stage_run("view step");
    stage_draw(120, 40);
    ck_assert_shows("n 1       θ = (0.9, −1.5)   loss 28.53");
    ck_assert_shows("gradient  g = (0.9, −37.5)");
    ck_assert_shows("rate      η = 0.1   constant");
    ck_assert_shows("y 0.5·(−2.5) − 0.1·(−37.5)");
    ck_assert_shows("lands at  (0.76, 1)   loss 28.53 → 12.7888");
    ck_assert_shows("overshoots: downhill, then uphill; lands lower");
    ck_assert_shows("0.1·25 = 2.5, below 3: it swings");
    stage_run("eta 0.2");
    stage_draw(120, 40);
    ck_assert_shows("lands at  (0.67, 4.75)");
    ck_assert_shows("overshoots: downhill, then uphill; lands higher");
    ck_assert_shows("0.2·25 = 5, not below 3: each swing is longer");
}
END_TEST

START_TEST(the_view_says_what_the_rate_is_made_of)
{
    set_scene();
    stage_run("view step");
    stage_run("schedule exponential decay=0.5");
    stage_run("step 1");
    stage_draw(120, 40);
    ck_assert_shows("η = 0.1·exp(−0.5·2) = 0.03679   exponential");
    stage_run("schedule time decay=0.5"); /* a recursion, from 0.1 in row 2 */
    stage_run("step 1");
    stage_draw(120, 40);
    ck_assert_shows("η = 0.1/(1 + 0.5·2) = 0.05   time");
    stage_run("schedule onecycle"); /* too much for a line: the rate alone */
    stage_draw(120, 40);
    ck_assert_shows("   onecycle");
}
END_TEST

START_TEST(noise_curvature_and_the_end_are_told)
{
    stage_run("optimizer newton");
    stage_run("noise 0.1");
    stage_run("view step");
    stage_draw(120, 40);
    ck_assert_shows("with noise (");
    ck_assert_shows("H = (");
    stage_run("optimizer sgd");
    stage_run("eta 1e9");
    stage_run("step 40");
    stage_draw(120, 40);
    ck_assert_shows("diverged: there is no next step");
}
END_TEST

START_TEST(small_and_plain)
{
    set_scene();
    stage_run("view step");
    display.colors = COLORS_MONO, display.unicode = false;
    ck_assert_str_eq(stage_draw(40, 12), " overshoot  x^2/2 + 25/2*y^2   || n 1\n"
                                         " theta += v\n"
                                         "   x 0.9 - 0.14                  = 0.76\n"
                                         "   y -1.5 + 2.5                     = 1\n"
                                         " lands at  (0.76, 1)   loss 28.53\n"
                                         "           -> 12.7888\n"
                                         " so it     overshoots: downhill, then\n"
                                         "           uphill; lands lower\n"
                                         " 1 sgd       loss 28.53    eta < 0.1  >\n"
                                         " eta*L 2.50/3   ! climbs  overshot 1\n"
                                         " > press : to type a command\n"
                                         " space run  : command    ? help  q quit\n");
}
END_TEST

/* Before operators, outside of parentheses where that leaves no line half empty; | ends a line. */
START_TEST(formulas_break_between_terms)
{
    static const struct {
        const char *text;
        int columns;
        const char *lines;
    } rows[] = {
        {"v + g", 10, "v + g"},
        {"theta - eta*m/(sqrt(v) + eps)", 22, "theta - eta*m|/(sqrt(v) + eps)"},
        {"theta - eta*m/(sqrt(v) + eps)", 12, "theta|- eta*m|/(sqrt(v)|+ eps)"},
        {"0.9*0.123456 - (1 - 0.9)*2.5", 20, "0.9*0.123456|- (1 - 0.9)*2.5"},
        {"r = sqrt(max(0, 1))", 12, "r =|sqrt(max(0|, 1))"}, /* no place: where the room ends */
        {"η·(a + b)", 6, "η·(a|+ b)"},
        {"lands at (1, 2)   loss 3", 22, "lands at (1, 2)|loss 3"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct line lines[8];
        struct text got = {0};
        int count = screen_wrap_formula(rows[i].text, rows[i].columns, 2, lines, 8);
        text_add(&got, "%s", "");
        for (int k = 0; k < count; k++) {
            text_add(&got, k ? "|" : "");
            text_add_bytes(&got, rows[i].text + lines[k].begin,
                           (size_t)(lines[k].end - lines[k].begin));
        }
        ck_assert_str_eq(got.bytes, rows[i].lines);
        text_free(&got);
    }
}
END_TEST

/* What is left out of a long rule is told; the statement that moves the ball stays. */
START_TEST(long_rules_are_cut_at_their_begin)
{
    stage_run("surface beale");
    stage_run("optimizer nadam");
    stage_run("step 5");
    stage_draw(120, 32);
    ck_assert_shows("● nadam  … θ ← θ − η·ahead");
    ck_assert_hides("product ← ");
    stage_draw(120, 60);
    ck_assert_shows("m ← ");
    ck_assert_shows("product ← ");
    ck_assert_shows("θ ← θ − η·ahead");
    ck_assert_hides("… θ");
}
END_TEST

/* While the numbers change, the lines stay where they are. */
START_TEST(nothing_jumps)
{
    static const char *const landmarks[2][5] = {{"v ← ", "next step", "constant", "loss "},
                                                {"v ← ", "θ ← ", "lands at", "η·λ   "}};
    set_scene();
    stage_run("eta 0.07");
    for (int large = 0; large < 2; large++) {
        const char *const *marks = landmarks[large];
        int rows[4];
        stage_run(large ? "view step" : "view map");
        stage_run("goto 1");
        stage_draw(120, 40);
        for (int k = 0; marks[k]; k++) {
            rows[k] = row_of(marks[k]);
            ck_assert_msg(rows[k] >= 0, "no %s", marks[k]);
        }
        for (int n = 0; n < 40; n++) {
            stage_run("step 1");
            stage_draw(120, 40);
            for (int k = 0; marks[k]; k++)
                ck_assert_msg(row_of(marks[k]) == rows[k], "%s after %d steps: row %d, not %d",
                              marks[k], n, row_of(marks[k]), rows[k]);
        }
    }
}
END_TEST

/* Every rule at every size: the frame's own checks see what is drawn outside. */
START_TEST(every_rule_at_every_size)
{
    static const int sizes[][2] = {{40, 12}, {72, 16}, {80, 24}, {100, 30}, {160, 50}, {400, 120}};
    char line[80];
    snprintf(line, sizeof line, "optimizer %s", optimizer_rows[_i].name);
    stage_run("surface rosenbrock");
    stage_run(line);
    stage_run("eta 0.001");
    stage_run("step 3");
    for (int i = 0; i < 12; i++) {
        stage_run(i % 2 ? "view step" : "view map step");
        display.unicode = i / 2 % 2;
        stage_draw(sizes[i / 2][0], sizes[i / 2][1]);
        stage_check_cells();
        if (i % 2) { /* the statement that moves the ball is always there */
            ck_assert_shows(display.unicode ? "θ ← " : "theta ");
        }
    }
}
END_TEST

int main(void)
{
    TCase *tests = tcase_create("why");
    tcase_add_checked_fixture(tests, stage_begin, stage_end);
    tcase_add_loop_test(tests, traced_values_are_the_next_row, 0, optimizer_row_count);
    tcase_add_test(tests, momentum_by_hand);
    tcase_add_test(tests, adam_by_hand);
    tcase_add_test(tests, all_that_a_rule_can_say);
    tcase_add_loop_test(tests, numbers_add_up, 0, optimizer_row_count);
    tcase_add_test(tests, kept_texts_are_those_of_now);
    tcase_add_test(tests, the_panel_has_the_numbers);
    tcase_add_test(tests, the_view_tells_the_story);
    tcase_add_test(tests, the_view_says_what_the_rate_is_made_of);
    tcase_add_test(tests, noise_curvature_and_the_end_are_told);
    tcase_add_test(tests, small_and_plain);
    tcase_add_test(tests, formulas_break_between_terms);
    tcase_add_test(tests, long_rules_are_cut_at_their_begin);
    tcase_add_test(tests, nothing_jumps);
    tcase_add_loop_test(tests, every_rule_at_every_size, 0, optimizer_row_count);
    return suite_run("why", tests);
}
