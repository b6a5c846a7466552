/* Derivatives against an oracle: second-order Taylor numbers in two variables (hyper-dual numbers),
 * over random formulas, and known values where formulas are delicate. */

#include <math.h>
#include <stdint.h>

#include "base/text.h"
#include "lang/formula.h"
#include "suite.h"
#include "walk.h"

/* A value with its derivatives f, x, y, xx, xy, yy. */
enum { PARTS = 6 };
struct jet {
    double part[PARTS];
};

/* How large the numbers become on the way: beyond some size both sides lose their digits, and
 * comparing them says nothing. NaN once one was. */
static double largest;

static void note(double number)
{
    if (!isnan(largest) && !(fabs(number) <= largest))
        largest = fabs(number);
}

/* A jump is near, where the last bit decides what comes. */
static void note_jump(double distance)
{
    if (fabs(distance) < 1e-9)
        largest = NAN;
}

/* h(u), from h, h' and h'' at u. */
static struct jet jet_chain(struct jet u, double h, double h1, double h2)
{
    const double *p = u.part;
    note(h1);
    note(h2);
    return (struct jet){{h, h1 * p[1], h1 * p[2], h1 * p[3] + h2 * p[1] * p[1],
                         h1 * p[4] + h2 * p[1] * p[2], h1 * p[5] + h2 * p[2] * p[2]}};
}

static struct jet jet_sum(struct jet a, struct jet b, double sign)
{
    for (int i = 0; i < PARTS; i++)
        a.part[i] += sign * b.part[i];
    return a;
}

static struct jet jet_mean(struct jet a, struct jet b)
{
    struct jet sum = jet_sum(a, b, 1);
    for (int i = 0; i < PARTS; i++)
        sum.part[i] /= 2;
    return sum;
}

static struct jet jet_product(struct jet u, struct jet v)
{
    const double *a = u.part, *b = v.part;
    return (struct jet){{a[0] * b[0], a[1] * b[0] + a[0] * b[1], a[2] * b[0] + a[0] * b[2],
                         a[3] * b[0] + 2 * a[1] * b[1] + a[0] * b[3],
                         a[4] * b[0] + a[1] * b[2] + a[2] * b[1] + a[0] * b[4],
                         a[5] * b[0] + 2 * a[2] * b[2] + a[0] * b[5]}};
}

static struct jet jet_inverse(struct jet u)
{
    double a = u.part[0];
    return jet_chain(u, 1 / a, -1 / (a * a), 2 / (a * a * a));
}

static struct jet jet_log(struct jet u)
{
    double a = u.part[0];
    return jet_chain(u, log(a), 1 / a, -1 / (a * a));
}

static struct jet jet_exp(struct jet u)
{
    double h = exp(u.part[0]);
    return jet_chain(u, h, h, h);
}

static struct jet jet_power(struct jet u, double k)
{
    double a = u.part[0];
    return jet_chain(u, pow(a, k), k * pow(a, k - 1), k * (k - 1) * pow(a, k - 2));
}

/* The rows of operations that a random formula is made of: how it is written, with % for an
 * operand, and its oracle. */
enum random_op {
    R_ADD,
    R_SUB,
    R_MUL,
    R_DIV,
    R_NEG,
    R_SQUARE,
    R_CUBE,
    R_INVERSE,
    R_ROOT3,
    R_POW,
    R_SQRT,
    R_CBRT,
    R_ABS,
    R_EXP,
    R_LOG,
    R_LOG10,
    R_LOG1P,
    R_SIN,
    R_COS,
    R_TAN,
    R_ASIN,
    R_ACOS,
    R_ATAN,
    R_ATAN2,
    R_SINH,
    R_COSH,
    R_TANH,
    R_SIGMOID,
    R_SOFTPLUS,
    R_RELU,
    R_ERF,
    R_ERFC,
    R_LOG2,
    R_EXP2,
    R_EXPM1,
    R_CLIP,
    R_FLOOR,
    R_MIN,
    R_MAX,
    R_MOD,
    R_HYPOT,
    R_LOGADDEXP,
    R_WHERE,
    R_COUNT
};

static const struct {
    int arity;
    const char *before, *between, *after;
} random_ops[R_COUNT] = {
    [R_ADD] = {2, "(", "+", ")"},
    [R_SUB] = {2, "(", "-", ")"},
    [R_MUL] = {2, "(", "*", ")"},
    [R_DIV] = {2, "(", "/", ")"},
    [R_NEG] = {1, "(-", "", ")"},
    [R_SQUARE] = {1, "((", "", ")^2)"},
    [R_CUBE] = {1, "((", "", ")^3)"},
    [R_INVERSE] = {1, "((", "", ")^-1)"},
    [R_ROOT3] = {1, "((", "", ")^0.3)"},
    [R_POW] = {2, "(", "^", ")"},
    [R_SQRT] = {1, "sqrt(", "", ")"},
    [R_CBRT] = {1, "cbrt(", "", ")"},
    [R_ABS] = {1, "abs(", "", ")"},
    [R_EXP] = {1, "exp(", "", ")"},
    [R_LOG] = {1, "log(", "", ")"},
    [R_LOG10] = {1, "log10(", "", ")"},
    [R_LOG1P] = {1, "log1p(", "", ")"},
    [R_SIN] = {1, "sin(", "", ")"},
    [R_COS] = {1, "cos(", "", ")"},
    [R_TAN] = {1, "tan(", "", ")"},
    [R_ASIN] = {1, "asin(", "", ")"},
    [R_ACOS] = {1, "acos(", "", ")"},
    [R_ATAN] = {1, "atan(", "", ")"},
    [R_ATAN2] = {2, "atan2(", ",", ")"},
    [R_SINH] = {1, "sinh(", "", ")"},
    [R_COSH] = {1, "cosh(", "", ")"},
    [R_TANH] = {1, "tanh(", "", ")"},
    [R_SIGMOID] = {1, "sigmoid(", "", ")"},
    [R_SOFTPLUS] = {1, "softplus(", "", ")"},
    [R_RELU] = {1, "relu(", "", ")"},
    [R_ERF] = {1, "erf(", "", ")"},
    [R_ERFC] = {1, "erfc(", "", ")"},
    [R_LOG2] = {1, "log2(", "", ")"},
    [R_EXP2] = {1, "exp2(", "", ")"},
    [R_EXPM1] = {1, "expm1(", "", ")"},
    [R_CLIP] = {1, "clip(", "", ",-1,1)"},
    [R_FLOOR] = {1, "floor(", "", ")"},
    [R_MIN] = {2, "min(", ",", ")"},
    [R_MAX] = {2, "max(", ",", ")"},
    [R_MOD] = {2, "mod(", ",", ")"},
    [R_HYPOT] = {2, "hypot(", ",", ")"},
    [R_LOGADDEXP] = {2, "logaddexp(", ",", ")"},
    [R_WHERE] = {2, "where(x<y,", ",", ")"},
};

static struct jet jet_unary(enum random_op op, struct jet u)
{
    const double pi = 3.14159265358979324;
    double a = u.part[0], h;
    switch (op) {
    case R_NEG:
        return jet_chain(u, -a, -1, 0);
    case R_SQUARE:
        return jet_product(u, u);
    case R_CUBE:
        return jet_product(u, jet_product(u, u));
    case R_INVERSE:
        return jet_inverse(u);
    case R_ROOT3:
        return jet_power(u, 0.3);
    case R_SQRT:
        return jet_power(u, 0.5);
    case R_CBRT:
        h = cbrt(a);
        return jet_chain(u, h, 1 / (3 * h * h), -2 / (9 * h * h * a));
    case R_ABS:
        return jet_chain(u, fabs(a), a < 0 ? -1 : 1, 0);
    case R_EXP:
        return jet_exp(u);
    case R_LOG:
        return jet_log(u);
    case R_LOG10:
        return jet_chain(u, log10(a), 1 / (a * log(10)), -1 / (a * a * log(10)));
    case R_LOG1P:
        return jet_chain(u, log1p(a), 1 / (1 + a), -1 / ((1 + a) * (1 + a)));
    case R_SIN:
        return jet_chain(u, sin(a), cos(a), -sin(a));
    case R_COS:
        return jet_chain(u, cos(a), -sin(a), -cos(a));
    case R_TAN:
        h = tan(a);
        return jet_chain(u, h, 1 + h * h, 2 * h * (1 + h * h));
    case R_ASIN:
        h = 1 / sqrt((1 - a) * (1 + a));
        return jet_chain(u, asin(a), h, a * h * h * h);
    case R_ACOS:
        h = 1 / sqrt((1 - a) * (1 + a));
        return jet_chain(u, acos(a), -h, -a * h * h * h);
    case R_ATAN:
        h = 1 / (1 + a * a);
        return jet_chain(u, atan(a), h, -2 * a * h * h);
    case R_SINH:
        return jet_chain(u, sinh(a), cosh(a), sinh(a));
    case R_COSH:
        return jet_chain(u, cosh(a), sinh(a), cosh(a));
    case R_TANH:
        h = tanh(a);
        return jet_chain(u, h, 1 - h * h, -2 * h * (1 - h * h));
    case R_SIGMOID:
        h = 1 / (1 + exp(-a));
        return jet_chain(u, h, h * (1 - h), h * (1 - h) * (1 - 2 * h));
    case R_SOFTPLUS:
        h = 1 / (1 + exp(-a));
        return jet_chain(u, log(1 + exp(a)), h, h * (1 - h));
    case R_RELU:
        return jet_chain(u, fmax(a, 0), a > 0, 0);
    case R_ERF:
        h = 2 / sqrt(pi) * exp(-a * a);
        return jet_chain(u, erf(a), h, -2 * a * h);
    case R_ERFC:
        h = 2 / sqrt(pi) * exp(-a * a);
        return jet_chain(u, erfc(a), -h, 2 * a * h);
    case R_LOG2:
        return jet_chain(u, log2(a), 1 / (a * log(2)), -1 / (a * a * log(2)));
    case R_EXP2:
        h = exp2(a);
        return jet_chain(u, h, log(2) * h, log(2) * log(2) * h);
    case R_EXPM1:
        return jet_chain(u, expm1(a), exp(a), exp(a));
    case R_CLIP:
        return jet_chain(u, fmin(fmax(a, -1), 1), fabs(a) < 1 ? 1 : fabs(a) > 1 ? 0 : 0.5, 0);
    default:
        note_jump(a - round(a));
        return jet_chain(u, floor(a), 0, 0);
    }
}

static struct jet jet_binary(enum random_op op, struct jet u, struct jet v, const double point[2])
{
    double a = u.part[0], b = v.part[0], value;
    struct jet result;
    switch (op) {
    case R_ADD:
        return jet_sum(u, v, 1);
    case R_SUB:
        return jet_sum(u, v, -1);
    case R_MUL:
        return jet_product(u, v);
    case R_DIV:
        return jet_product(u, jet_inverse(v));
    case R_POW:
        return jet_exp(jet_product(v, jet_log(u)));
    case R_ATAN2: /* atan(u/v), or pi/2 - atan(v/u), up to a constant */
        result = fabs(b) > fabs(a)
                     ? jet_unary(R_ATAN, jet_product(u, jet_inverse(v)))
                     : jet_unary(R_NEG, jet_unary(R_ATAN, jet_product(v, jet_inverse(u))));
        result.part[0] = atan2(a, b);
        return result;
    case R_MIN:
        return b < a ? v : a < b ? u : jet_mean(u, v);
    case R_MAX:
        return b > a ? v : a > b ? u : jet_mean(u, v);
    case R_LOGADDEXP:
        return jet_sum(v, jet_unary(R_SOFTPLUS, jet_sum(u, v, -1)), 1);
    case R_MOD:
        value = floor(a / b);
        note_jump(a / b - round(a / b));
        for (int i = 0; i < PARTS; i++)
            u.part[i] -= value * v.part[i];
        return u;
    case R_HYPOT:
        return jet_power(jet_sum(jet_product(u, u), jet_product(v, v), 1), 0.5);
    default:
        return point[0] < point[1] ? u : v;
    }
}

/* xorshift: the same formulas everywhere. */
static uint64_t random_state;

static uint32_t random_below(uint32_t bound)
{
    random_state ^= random_state << 13;
    random_state ^= random_state >> 7;
    random_state ^= random_state << 17;
    return (uint32_t)((random_state >> 33) % bound);
}

enum { TREE_MAX = 64, LEAF_X = R_COUNT, LEAF_Y, LEAF_NUMBER };

/* In prefix order. */
struct tree {
    int ops[TREE_MAX];
    double numbers[TREE_MAX];
    int count;
};

static void grow(struct tree *tree, int depth, struct text *text)
{
    int at = tree->count++;
    if (depth == 0 || tree->count > TREE_MAX / 2 || random_below(5) == 0) {
        tree->ops[at] = LEAF_X + (int)random_below(3);
        tree->numbers[at] = 0.25 * (1 + random_below(12));
        if (tree->ops[at] == LEAF_NUMBER)
            text_add(text, "%g", tree->numbers[at]);
        else
            text_add(text, tree->ops[at] == LEAF_X ? "x" : "y");
        return;
    }
    int op = tree->ops[at] = (int)random_below(R_COUNT);
    text_add(text, "%s", random_ops[op].before);
    grow(tree, depth - 1, text);
    if (random_ops[op].arity == 2) {
        text_add(text, "%s", random_ops[op].between);
        grow(tree, depth - 1, text);
    }
    text_add(text, "%s", random_ops[op].after);
}

static struct jet tree_jet(const struct tree *tree, int *at, const double point[2])
{
    int node = (*at)++, op = tree->ops[node];
    struct jet jet = {{tree->numbers[node]}};
    if (op == LEAF_X || op == LEAF_Y) {
        jet.part[0] = point[op - LEAF_X];
        jet.part[1 + op - LEAF_X] = 1;
    } else if (op < R_COUNT) {
        struct jet u = tree_jet(tree, at, point);
        struct jet v = {{0}};
        if (random_ops[op].arity == 2)
            v = tree_jet(tree, at, point);
        jet = random_ops[op].arity == 2 ? jet_binary((enum random_op)op, u, v, point)
                                        : jet_unary((enum random_op)op, u);
    }
    for (int i = 0; i < PARTS; i++)
        note(jet.part[i]);
    return jet;
}

static int compared;

static void compare(const struct surface_code *code, const struct tree *tree, const char *text,
                    const double point[2])
{
    const node_id nodes[PARTS] = {code->f, code->fx, code->fy, code->fxx, code->fxy, code->fyy};
    static const char *const names[PARTS] = {"f", "fx", "fy", "fxx", "fxy", "fyy"};
    int at = 0;
    largest = 0;
    struct jet jet = tree_jet(tree, &at, point);
    if (!(largest < 1e4))
        return;
    struct workspace workspace = {0};
    double results[PARTS], *outputs[PARTS];
    for (int i = 0; i < PARTS; i++)
        outputs[i] = &results[i];
    program_run(code->hessian, &workspace, (const double *[]){&point[0], &point[1]}, outputs, 1);
    workspace_free(&workspace);
    for (int i = 0; i < PARTS; i++) {
        double walked = walk_value(code->graph, nodes[i], point);
        double bound = 1e-9 * (1 + largest * largest);
        ck_assert_msg(fabs(walked - jet.part[i]) <= bound,
                      "%s of %s at %.17g, %.17g: %.17g, not %.17g", names[i], text, point[0],
                      point[1], walked, jet.part[i]);
        ck_assert_msg(walked == results[i], "%s of %s: %.17g run, %.17g walked", names[i], text,
                      results[i], walked);
        compared++;
    }
}

/* Sanitizers take their time, and have nothing to find in ten times as many. */
#ifdef __SANITIZE_ADDRESS__
enum { FORMULAS = 2000, FORMULAS_WHOLE = 2000, POINTS = 16 };
#else
enum { FORMULAS = 5000, FORMULAS_WHOLE = 20000, POINTS = 16 };
#endif

START_TEST(random_formulas_agree_with_the_oracle)
{
    const struct scope nothing = {0};
    const int formulas = suite_whole() ? FORMULAS_WHOLE : FORMULAS;
    random_state = 88172645463325252u;
    compared = 0;
    for (int i = 0; i < formulas; i++) {
        struct tree tree = {.count = 0};
        struct text text = {0};
        struct error error = {0};
        grow(&tree, 2 + (int)random_below(3), &text);
        struct surface_code *code = surface_compile(text.bytes, &nothing, &error);
        ck_assert_msg(code, "%s: %s", text.bytes, error.text);
        for (int k = 0; k < POINTS; k++) {
            double point[2] = {random_below(100000) / 25000.0 - 2.0,
                               random_below(100000) / 25000.0 - 2.0};
            compare(code, &tree, text.bytes, point);
        }
        surface_code_free(code);
        text_free(&text);
    }
    ck_assert_int_gt(compared, formulas * POINTS * PARTS / 3);
}
END_TEST

/* f, fx, fy, fxx, fxy, fyy where a naive derivative would be undefined, or lose its digits. */
static const struct {
    const char *text;
    double x, y, parts[PARTS];
} delicate[] = {
    {"sqrt(x^2 + y^2)", 0, 0, {0, 0, 0, INFINITY, 0, INFINITY}},
    {"hypot(x, y)", 0, 0, {0, 0, 0, INFINITY, 0, INFINITY}},
    {"hypot(x, y)", 3e200, 4e200, {5e200, 0.6, 0.8, 1.28e-201, -9.6e-202, 7.2e-202}},
    {"sqrt(x)", 0, 1, {0, INFINITY, 0, -INFINITY, 0, 0}},
    {"(x^2)^0.5 + y", 0, 1, {1, 0, 1, INFINITY, 0, 0}},
    {"abs(x) + y", 0, 1, {1, 0, 1, 0, 0, 0}},
    {"max(x, 2*x) + y", 0, 0, {0, 1.5, 1, 0, 0, 0}},
    {"max(x, -x) + y", 0, 0, {0, 0, 1, 0, 0, 0}},
    {"max(0, x) + min(x, 0) + y", 0, 0, {0, 1, 1, 0, 0, 0}},
    {"min(x, y)", 1, 1, {1, 0.5, 0.5, 0, 0, 0}},
    {"max(x^2, 3*x^2) + y", 0, 0, {0, 0, 1, 4, 0, 0}},
    {"max(x, y, 1)", 1, 1, {1, 0.25, 0.25, 0, 0, 0}},
    {"max(x, 0) + y", NAN, 0, {NAN, 0.5, 1, 0, 0, 0}},
    {"clip(x, -1, 1) + y", 1, 0, {1, 0.5, 1, 0, 0, 0}},
    {"clip(x, -1, 1) + y", 0.5, 0, {0.5, 1, 1, 0, 0, 0}},
    {"clip(x, -1, 1) + y", -7, 0, {-1, 0, 1, 0, 0, 0}},
    {"relu(x) + y", 0, 0, {0, 0, 1, 0, 0, 0}},
    {"relu(x) + y", 2, 0, {2, 1, 1, 0, 0, 0}},
    {"relu(x) + y", NAN, 0, {NAN, 1, 1, 0, 0, 0}},
    {"sigmoid(x) + y", -1000, 0, {0, 0, 1, 0, 0, 0}},
    {"sigmoid(x) + y", 1000, 0, {1, 0, 1, 0, 0, 0}},
    {"sigmoid(x) + y", 0, 0, {0.5, 0.25, 1, 0, 0, 0}},
    {"sigmoid(x) + 0*y",
     -40,
     0,
     {4.248354255291588995e-18, 4.248354255291588977e-18, 0, 4.248354255291588941e-18, 0, 0}},
    {"sigmoid(x) + y", 40, 0, {1, 4.248354255291588977e-18, 1, -4.248354255291588941e-18, 0, 0}},
    {"softplus(x) + y", 800, 0, {800, 1, 1, 0, 0, 0}},
    {"softplus(x) + y", -800, 0, {0, 0, 1, 0, 0, 0}},
    {"softplus(x) + y", 0, 0, {0.69314718055994531, 0.5, 1, 0.25, 0, 0}},
    {"softplus(x) + 0*y",
     -40,
     0,
     {4.248354255291588986e-18, 4.248354255291588995e-18, 0, 4.248354255291588977e-18, 0, 0}},
    {"logaddexp(x, y)",
     800,
     799,
     {800.3132616875182228, 0.7310585786300048793, 0.2689414213699951207, 0.1966119332414818525,
      -0.1966119332414818525, 0.1966119332414818525}},
    {"logaddexp(x, y)", -1e300, 1e300, {1e300, 0, 1, 0, 0, 0}},
    {"erf(x) + y", 0, 0, {0, 1.128379167095512574, 1, 0, 0, 0}},
    {"erf(x) + y",
     1.5,
     0,
     {0.9661051464753107271, 0.1189302892236293649, 1, -0.3567908676708880948, 0, 0}},
    {"erf(x) + y", -30, 0, {-1, 0, 1, 0, 0, 0}},
    {"erf(x) + y", 1e200, 0, {1, 0, 1, 0, 0, 0}},
    {"erfc(x) + 0*y",
     5,
     0,
     {1.537459794428034850e-12, -1.5670866531017336e-11, 0, 1.5670866531017336e-10, 0, 0}},
    {"expm1(x) + y", -800, 0, {-1, 0, 1, 0, 0, 0}},
    {"expm1(x) + 0*y", 1e-300, 0, {1e-300, 1, 0, 1, 0, 0}},
    {"exp2(x) + y", 3, 0, {8, 5.5451774444795625, 1, 3.8436241113456111, 0, 0}},
    {"log2(x) + y", 8, 0, {3, 0.1803368801111204259, 1, -0.02254211001389005324, 0, 0}},
    {"log(x) + y", 0, 0, {-INFINITY, INFINITY, 1, -INFINITY, 0, 0}},
    {"sqrt(x) + y", -1, 0, {NAN, NAN, 1, NAN, 0, 0}},
    {"square(x) + pow(y, 3)", 3, 2, {17, 6, 12, 2, 0, 12}},
    {"x^y", 0, 2, {0, 0, 0, 2, 0, 0}},
    {"x^y", 0, 1, {0, 1, 0, 0, 1, 0}},
    {"x^y", 0, 0, {1, 0, 0, 0, INFINITY, 0}},
    {"x^y", 2, 0, {1, 0, 0.69314718055994531, 0, 0.5, 0.48045301391820142}},
    {"x^y", 0, 0.5, {0, INFINITY, 0, -INFINITY, INFINITY, 0}},
    {"(x^2)^y", 0, 0.75, {0, 0, 0, INFINITY, 0, 0}},
    {"(x^2)^y", 0, 1, {0, 0, 0, 2, 0, 0}},
    {"(x^2 + 1)^y", 0, 3, {1, 0, 0, 6, 0, 0}},
    {"(x^2 + 1)^y", 0, 0.5, {1, 0, 0, 1, 0, 0}},
    {"x^0 + x^1 + x^2 + y", 0, 0, {1, 1, 1, 2, 0, 0}},
    {"x^0.5 + y", 0, 0, {0, INFINITY, 1, -INFINITY, 0, 0}},
    {"cbrt(x^6) + y", 0, 0, {0, 0, 1, 0, 0, 0}},
    {"x^3*y", -2, 1, {-8, 12, -8, -12, 12, 0}},
    {"x^2 + y^2", 0, 0, {0, 0, 0, 2, 0, 2}},
    {"x^-1 + y", 2, 0, {0.5, -0.25, 1, 0.25, 0, 0}},
    {"tanh(x) + y", 800, 0, {1, 0, 1, 0, 0, 0}},
    {"where(x > 0, log(x), 0) + y", -1, 0, {0, 0, 1, 0, 0, 0}},
    {"where(x > 0, 0, sqrt(-x)) + y", 4, 0, {0, 0, 1, 0, 0, 0}},
    {"floor(x) + sign(y)", 1.5, 2, {2, 0, 0, 0, 0, 0}},
    {"x^1.5 + y", 0, 0, {0, 0, 1, INFINITY, 0, 0}},
    {"2^x + y", 3, 0, {8, 5.5451774444795625, 1, 3.8436241113456111, 0, 0}},
    {"0*x + y", 1, 1, {1, 0, 1, 0, 0, 0}},
    {"x*0 + y", INFINITY, 1, {NAN, 0, 1, 0, 0, 0}},
};

START_TEST(delicate_points)
{
    struct error error = {0};
    struct surface_code *code = surface_compile(delicate[_i].text, &(struct scope){0}, &error);
    ck_assert_msg(code, "%s: %s", delicate[_i].text, error.text);
    const node_id nodes[PARTS] = {code->f, code->fx, code->fy, code->fxx, code->fxy, code->fyy};
    for (int i = 0; i < PARTS; i++) {
        double value =
            walk_value(code->graph, nodes[i], (double[]){delicate[_i].x, delicate[_i].y});
        double wanted = delicate[_i].parts[i];
        bool same = value == wanted || (isnan(value) && isnan(wanted)) ||
                    fabs(value - wanted) <= 1e-14 * fabs(wanted);
        ck_assert_msg(same, "%s, derivative %d: %.17g, not %.17g", delicate[_i].text, i, value,
                      wanted);
    }
    surface_code_free(code);
}
END_TEST

/* At each of these points the gradient is 0: published minima. */
static const struct {
    const char *name, *text;
    double x, y, f;
} minima[] = {
    {"rosenbrock", "(1-x)^2 + 100*(y-x^2)^2", 1, 1, 0},
    {"beale", "(1.5-x+x*y)^2+(2.25-x+x*y^2)^2+(2.625-x+x*y^3)^2", 3, 0.5, 0},
    {"himmelblau", "(x^2+y-11)^2+(x+y^2-7)^2", 3, 2, 0},
    {"rastrigin", "20 + x^2 - 10*cos(2*pi*x) + y^2 - 10*cos(2*pi*y)", 0, 0, 0},
    {"ackley", "20+e-20*exp(-0.2*sqrt(0.5*(x^2+y^2)))-exp(0.5*(cos(2*pi*x)+cos(2*pi*y)))", 0, 0, 0},
    {"goldstein_price",
     "(1+(x+y+1)^2*(19-14*x+3*x^2-14*y+6*x*y+3*y^2))*"
     "(30+(2*x-3*y)^2*(18-32*x+12*x^2+48*y-36*x*y+27*y^2))",
     0, -1, 3},
    {"easom", "-cos(x)*cos(y)*exp(-((x-pi)^2+(y-pi)^2))", 3.14159265358979324, 3.14159265358979324,
     -1},
    {"griewank", "1+(x^2+y^2)/4000-cos(x)*cos(y/sqrt(2))", 0, 0, 0},
    {"drop_wave", "-(1+cos(12*sqrt(x^2+y^2)))/(0.5*(x^2+y^2)+2)", 0, 0, -1},
    {"salomon", "1-cos(2*pi*sqrt(x^2+y^2))+0.1*sqrt(x^2+y^2)", 0, 0, 0},
};

START_TEST(gradient_at_a_minimum)
{
    struct error error = {0};
    struct surface_code *code = surface_compile(minima[_i].text, &(struct scope){0}, &error);
    ck_assert_msg(code, "%s: %s", minima[_i].name, error.text);
    double point[] = {minima[_i].x, minima[_i].y};
    ck_assert_double_eq_tol(walk_value(code->graph, code->f, point), minima[_i].f, 1e-13);
    ck_assert_double_eq_tol(walk_value(code->graph, code->fx, point), 0, 1e-12);
    ck_assert_double_eq_tol(walk_value(code->graph, code->fy, point), 0, 1e-12);
    surface_code_free(code);
}
END_TEST

int main(void)
{
    TCase *tests = tcase_create("derive");
    tcase_set_timeout(tests, 60);
    tcase_add_test(tests, random_formulas_agree_with_the_oracle);
    tcase_add_table_test(tests, delicate_points, delicate);
    tcase_add_table_test(tests, gradient_at_a_minimum, minima);
    return suite_run("derive", tests);
}
