/* Update rules and schedules: what their programs compute, against the same written in C. */

#include <math.h>
#include <string.h>

#include "lang/formula.h"
#include "suite.h"

enum { VALUES_MAX = 32, ROWS = 12 };

static const struct {
    const char *name;
    double value;
} parameters[] = {
    {"momentum", 0.9}, {"beta1", 0.9}, {"beta2", 0.99}, {"eps", 1e-8},
    {"decay", 0.5},    {"period", 4},  {"factor", 0.1},
};
enum { PARAMETER_COUNT = sizeof parameters / sizeof *parameters };

static enum name_kind find(const struct scope *scope, const char *name, double *number)
{
    (void)scope;
    (void)number;
    for (int i = 0; i < PARAMETER_COUNT; i++) {
        if (strcmp(parameters[i].name, name) == 0)
            return NAME_PARAMETER;
    }
    return NAME_UNKNOWN;
}

static const char *name_at(const struct scope *scope, int index)
{
    (void)scope;
    return index < PARAMETER_COUNT ? parameters[index].name : NULL;
}

static const struct scope scope = {.find = find, .name_at = name_at};

/* All that a rule or a schedule may read, and what it writes. */
struct ball {
    double x, y, state[VALUES_MAX];
    double eta, eta0, n, f, f0, gx, gy;
};

static double read_input(const struct ball *ball, const struct input *input)
{
    const double values[] = {
        [INPUT_X] = ball->x,       [INPUT_Y] = ball->y,   [INPUT_ETA] = ball->eta,
        [INPUT_ETA0] = ball->eta0, [INPUT_N] = ball->n,   [INPUT_EPOCH] = ball->n,
        [INPUT_F] = ball->f,       [INPUT_F0] = ball->f0, [INPUT_GX] = ball->gx,
        [INPUT_GY] = ball->gy,
    };
    if (input->kind == INPUT_STATE)
        return ball->state[input->index];
    for (int i = 0; input->kind == INPUT_PARAMETER && i < PARAMETER_COUNT; i++) {
        if (strcmp(parameters[i].name, input->name) == 0)
            return parameters[i].value;
    }
    return input->kind < INPUT_LET ? values[input->kind] : 0;
}

static void run(const struct program *program, const struct graph *graph, const struct ball *ball,
                double *results, int result_count)
{
    double values[VALUES_MAX], *outputs[VALUES_MAX];
    const double *pointers[VALUES_MAX];
    struct workspace workspace = {0};
    ck_assert_int_le(graph->input_count, VALUES_MAX);
    for (int i = 0; i < graph->input_count; i++) {
        values[i] = read_input(ball, &graph->inputs[i]);
        pointers[i] = &values[i];
    }
    for (int i = 0; i < result_count; i++)
        outputs[i] = &results[i];
    program_run(program, &workspace, pointers, outputs, 1);
    workspace_free(&workspace);
}

static void run_rule(const struct formula_code *rule, struct ball *ball)
{
    double results[VALUES_MAX];
    run(rule->program, rule->graph, ball, results, 2 + rule->state_count);
    ball->x = results[0];
    ball->y = results[1];
    memcpy(ball->state, results + 2, (size_t)rule->state_count * sizeof *results);
    ball->n += 1;
}

/* The surface of these tests: 0.5*(x^2 + 4*y^2) + x*y. */
static const char surface_text[] = "0.5*(x^2 + 4*y^2) + x*y";

static double loss(double x, double y)
{
    return 0.5 * (x * x + 4 * y * y) + x * y;
}

static void gradient(const double place[2], double g[2])
{
    g[0] = place[0] + place[1];
    g[1] = 4 * place[1] + place[0];
}

/* The same rules in C: one update of place, with two vectors of state. */
typedef void update(double place[2], double p[2], double q[2], double eta, int n);

static void momentum_update(double place[2], double v[2], double q[2], double eta, int n)
{
    double g[2];
    (void)q;
    (void)n;
    gradient(place, g);
    for (int i = 0; i < 2; i++) {
        v[i] = 0.9 * v[i] - eta * g[i];
        place[i] += v[i];
    }
}

static void adam_update(double place[2], double m[2], double v[2], double eta, int n)
{
    double g[2];
    gradient(place, g);
    for (int i = 0; i < 2; i++) {
        m[i] = 0.9 * m[i] + (1 - 0.9) * g[i];
        v[i] = 0.99 * v[i] + (1 - 0.99) * g[i] * g[i];
        place[i] -=
            eta * (m[i] / (1 - pow(0.9, n + 1))) / (sqrt(v[i] / (1 - pow(0.99, n + 1))) + 1e-8);
    }
}

/* d is eta at first, then grows or shrinks by component. */
static void sizes_update(double place[2], double d[2], double q[2], double eta, int n)
{
    double g[2];
    (void)q;
    gradient(place, g);
    for (int i = 0; i < 2; i++) {
        d[i] = (n == 0 ? eta : d[i]) * (g[i] > 0 ? 1.5 : 0.5);
        place[i] -= d[i] * g[i];
    }
}

static void newton_update(double place[2], double p[2], double q[2], double eta, int n)
{
    (void)p;
    (void)q;
    (void)n;
    place[0] -= eta * place[0];
    place[1] -= eta * place[1];
}

static void ahead_update(double place[2], double v[2], double q[2], double eta, int n)
{
    double there[2], g[2];
    (void)q;
    (void)n;
    for (int i = 0; i < 2; i++)
        there[i] = place[i] + 0.9 * v[i];
    gradient(there, g);
    for (int i = 0; i < 2; i++) {
        v[i] = 0.9 * v[i] - eta * g[i];
        place[i] += v[i];
    }
}

static void armijo_update(double place[2], double p[2], double q[2], double eta, int n)
{
    double g[2], a = eta;
    (void)p;
    (void)q;
    (void)n;
    gradient(place, g);
    double f = loss(place[0], place[1]), square = g[0] * g[0] + g[1] * g[1];
    while (
        !(loss(place[0] - 20 * a * g[0], place[1] - 20 * a * g[1]) <= f - 1e-4 * a * 20 * square))
        a *= 0.5;
    for (int i = 0; i < 2; i++)
        place[i] -= a * 20 * g[i];
}

/* The mean of the new places; g stays that of the old one. */
static void rebound_update(double place[2], double m[2], double q[2], double eta, int n)
{
    double g[2];
    (void)q;
    (void)n;
    gradient(place, g);
    for (int i = 0; i < 2; i++) {
        place[i] -= eta * g[i];
        m[i] += place[i];
        place[i] -= 0.1 * eta * g[i] + 0.001 * m[i];
    }
}

/* Coordinate by coordinate: the second sees where the first has led. */
static void coordinates_update(double place[2], double p[2], double q[2], double eta, int n)
{
    (void)p;
    (void)q;
    (void)n;
    for (int i = 0; i < 2; i++) {
        double g[2];
        gradient(place, g);
        place[i] -= eta * g[i];
    }
}

/* In turn, exactly to the minimum along the axis. */
static void turns_update(double place[2], double p[2], double q[2], double eta, int n)
{
    (void)p;
    (void)q;
    (void)eta;
    if (n % 2)
        place[1] = -place[0] / 4;
    else
        place[0] = -place[1];
}

/* Only x has momentum; y's is the gradient. */
static void uneven_update(double place[2], double m[2], double q[2], double eta, int n)
{
    double g[2];
    (void)q;
    (void)n;
    gradient(place, g);
    m[0] = 0.9 * m[0] + g[0];
    m[1] = 2 * g[1] / 2 - m[0] * m[1];
    for (int i = 0; i < 2; i++)
        place[i] -= eta * m[i];
}

/* Half of a vector is what the last iteration left. */
static void half_update(double place[2], double m[2], double q[2], double eta, int n)
{
    double g[2];
    (void)q;
    (void)n;
    gradient(place, g);
    m[0] = g[0];
    place[0] -= eta * (m[0] + m[1]);
    place[1] -= eta * g[1];
    m[1] = 0.5 * g[1];
}

static const struct {
    const char *text;
    update *update;
    int states;
} rules[] = {
    {"theta.x -= eta*g.x; theta.y -= eta*grad(theta).y", coordinates_update, 0},
    {"θ.x ← θ.x − η·∇f.x; θ.y ← y − η·(4y + x)", coordinates_update, 0},
    {"d = solve(H, g); theta.x = where(mod(n, 2) == 0, -y, x); theta.y = where(mod(n, 2) == 1, "
     "-theta.x/4, y)",
     turns_update, 0},
    {"m.x = 0.9*m.x + g.x; m.y *= -m.x; m.y += g.y; theta -= eta*m", uneven_update, 2},
    {"m = (0.9*m.x + g.x, m.y); m.y = g.y - m.x*m.y; theta -= eta*m", uneven_update, 2},
    {"m.x = g.x; theta.x -= eta*(m.x + m.y); m.y = 0.5*g.y; theta.y -= eta*g.y", half_update, 2},
    {"m.x = g.x; m.y = grad(theta - (eta*m.x, 0)).y; theta -= eta*m", coordinates_update, 0},
    {"m.x = 1; m.x += y; m.x += x - 1; theta.x -= eta*m.x; m.y = 4*y; m.y += theta.x; theta.y -= "
     "eta*m.y",
     coordinates_update, 0},
    {"p.y = 4*y + x - eta*g.x; p.x = x + y; theta -= eta*p", coordinates_update, 0},
    {"v = momentum*v - eta*g; theta += v", momentum_update, 2},
    {"theta += momentum*v - eta*g\nv = momentum*v - eta*g", momentum_update, 2},
    {"θ -= η*w; w = 0*g", NULL, 2},
    {"m = beta1*m + (1 - beta1)*g; v = beta2*v + (1 - beta2)*g^2; "
     "theta -= eta*(m/(1 - beta1^t))/(sqrt(v/(1 - beta2^t)) + eps)",
     adam_update, 4},
    {"d = where(n == 0, eta, d)*where(g > 0, 1.5, 0.5); theta -= d*g", sizes_update, 2},
    {"theta -= eta*solve(H, g)", newton_update, 0},
    {"theta -= eta*solve(H, H*theta)", newton_update, 0},
    {"v = momentum*v - eta*grad(theta + momentum*v); theta += v", ahead_update, 2},
    {"d = -20*g; theta += backtrack(d)*d", armijo_update, 0},
    {"theta -= eta*g; m += theta; theta -= 0.1*eta*g + 0.001*m", rebound_update, 2},
    {"unused = sin(f)*norm(H*g); theta = (x - eta*x, 0) + (0, y - eta*theta.y)", newton_update, 0},
};

START_TEST(rule_agrees_with_c)
{
    struct error error = {0};
    struct surface_code *surface = surface_compile(surface_text, &scope, &error);
    ck_assert_msg(surface, "%s", error.text);
    struct scope on = {.find = find, .name_at = name_at, .surface = surface};
    struct formula_code *rule = formula_compile(LANGUAGE_RULE, rules[_i].text, &on, &error);
    ck_assert_msg(rule, "%s: %s", rules[_i].text, error.text);
    surface_code_free(surface);
    ck_assert_int_eq(rule->state_count, rules[_i].states);
    struct ball ball = {.x = -1.5, .y = 0.75, .eta = 0.1};
    double place[2] = {-1.5, 0.75}, p[2] = {0}, q[2] = {0};
    for (int n = 0; n < ROWS; n++) {
        run_rule(rule, &ball);
        if (rules[_i].update)
            rules[_i].update(place, p, q, 0.1, n);
        ck_assert_double_eq_tol(ball.x, place[0], 1e-13);
        ck_assert_double_eq_tol(ball.y, place[1], 1e-13);
    }
    formula_code_free(rule);
}
END_TEST

static const struct {
    const char *text;
    const char *name;
    int size;
} shapes[] = {
    {"v = momentum*v - eta*g; theta += v", "v", 2},
    {"s = momentum*s + norm(g); theta -= eta*g/s", "s", 1},
    {"a = dot(v, g); v = v + a*g; theta -= v", "v", 2},
    {"a = b; b = c; c = d; d = g; theta -= a", "b", 2},
    {"k += 1; theta -= g/k", "k", 1},
    {"k = max(k, abs(g)); theta -= g/k", "k", 2},
    {"p = (q, 1); q = norm(p); theta -= p", "q", 1},
    {"m.x += g.x; theta -= m", "m", 2},
    {"theta -= g*p.x; p.y = 1; p.x = 2", "p", 2},
    {"s += 1; q.x = s; theta -= q", "s", 1},
    {"momentum = momentum + 1; theta -= g/momentum", "momentum", 1},
};

START_TEST(shape_of_a_state)
{
    struct error error = {0};
    struct surface_code *surface = surface_compile(surface_text, &scope, &error);
    struct scope on = {.find = find, .name_at = name_at, .surface = surface};
    struct formula_code *rule = formula_compile(LANGUAGE_RULE, shapes[_i].text, &on, &error);
    ck_assert_msg(rule, "%s: %s", shapes[_i].text, error.text);
    const struct state_name *found = NULL;
    for (int i = 0; i < rule->name_count; i++) {
        if (strcmp(rule->names[i].name, shapes[_i].name) == 0)
            found = &rule->names[i];
    }
    ck_assert_msg(found, "%s keeps no %s", shapes[_i].text, shapes[_i].name);
    ck_assert_int_eq(found->size, shapes[_i].size);
    formula_code_free(rule);
    surface_code_free(surface);
}
END_TEST

/* eta_0 to eta_3, with eta0 = 8 and f = n. */
static const struct {
    const char *text;
    bool recursive;
    double rates[4];
} schedules[] = {
    {"eta0", false, {8, 8, 8, 8}},
    {"eta0*decay^floor((1 + n)/2)", false, {8, 4, 4, 2}},
    {"eta = eta0*decay^n", false, {8, 4, 2, 1}},
    {"eta/(1 + decay*n)", true, {8, 8, 8 / 1.5, 8 / 1.5 / 2}},
    {"eta *= decay", true, {8, 4, 2, 1}},
    {"eta = eta*decay; eta = max(eta, 3)", true, {8, 4, 3, 3}},
    {"k += 1; eta0/(1 + k)", true, {8, 4, 8.0 / 3, 2}},
    {"p = where(f < n, 1, 2); eta0*p", false, {16, 16, 16, 16}},
    {"where(norm(g) > 4, eta0, 1)", false, {8, 8, 8, 8}},
    {"where(f > f0 - 1, eta0, 1)", false, {1, 1, 8, 8}},
    {"eta *= decay; k = 1 - k", true, {8, 4, 2, 1}},
};

START_TEST(rates_of_a_schedule)
{
    struct error error = {0};
    struct formula_code *code =
        formula_compile(LANGUAGE_SCHEDULE, schedules[_i].text, &scope, &error);
    ck_assert_msg(code, "%s: %s", schedules[_i].text, error.text);
    ck_assert_int_eq(code->recursive, schedules[_i].recursive);
    struct ball ball = {.eta = 8, .eta0 = 8, .f0 = 2.5, .gx = 3, .gy = 4};
    for (int n = 0; n < 4; n++) {
        double results[VALUES_MAX] = {0};
        ball.n = ball.f = n;
        if (code->recursive)
            ck_assert_double_eq_tol(ball.eta, schedules[_i].rates[n], 1e-14);
        run(code->program, code->graph, &ball, results, 1 + code->state_count);
        if (!code->recursive)
            ck_assert_double_eq_tol(results[0], schedules[_i].rates[n], 1e-14);
        ball.eta = results[0];
        memcpy(ball.state, results + 1, (size_t)code->state_count * sizeof *results);
    }
    formula_code_free(code);
}
END_TEST

int main(void)
{
    TCase *tests = tcase_create("rules");
    tcase_add_table_test(tests, rule_agrees_with_c, rules);
    tcase_add_table_test(tests, shape_of_a_state, shapes);
    tcase_add_table_test(tests, rates_of_a_schedule, schedules);
    return suite_run("rules", tests);
}
