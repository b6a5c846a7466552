/* The formula language: what texts mean, and what is said about those that mean nothing. */

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "lang/formula.h"
#include "suite.h"

static enum name_kind find(const struct scope *scope, const char *name, double *number)
{
    (void)scope;
    if (strcmp(name, "sharpness") == 0) {
        *number = 4;
        return NAME_NUMBER;
    }
    if (strcmp(name, "k") == 0)
        return NAME_LET;
    if (strcmp(name, "momentum") == 0 || strcmp(name, "decay") == 0)
        return NAME_PARAMETER;
    return NAME_UNKNOWN;
}

static const char *name_at(const struct scope *scope, int index)
{
    static const char *const names[] = {"sharpness", "k", "momentum", "decay", NULL};
    (void)scope;
    return names[index];
}

static const struct scope scope = {.find = find, .name_at = name_at};

static const struct {
    const char *text;
    double value;
} values[] = {
    {"1", 1},
    {"2.5e-1", 0.25},
    {".5", 0.5},
    {"1 + 2*3", 7},
    {"(1 + 2)*3", 9},
    {"8/4/2", 1},
    {"8 - 4 - 2", 2},
    {"2^3^2", 512},
    {"-3^2", -9},
    {"(-3)^2", 9},
    {"2^-1", 0.5},
    {"2^-2*8", 2},
    {"0^-1", INFINITY},
    {"--2", 2},
    {"+2", 2},
    {"2*-3", -6},
    {"0*(1/0)", NAN},
    {"1 < 2", 1},
    {"1 >= 2", 0},
    {"1 == 1 and 2 != 3", 1},
    {"0 or not 0", 1},
    {"not 1 == 2", 1},
    {"1 < 2 and 3 < 2 or 1", 1},
    {"1 ≤ 2", 1},
    {"2·3 − 1", 5},
    {"pi", 3.14159265358979324},
    {"π - pi", 0},
    {"e", 2.71828182845904524},
    {"sqrt(16) + cbrt(8)", 6},
    {"abs(-2) + sign(-3)", 1},
    {"floor(-1.5) + ceil(-1.5) + round(2.5)", 0},
    {"min(3, 1, 2)", 1},
    {"max(3, 1, 2, 7)", 7},
    {"mod(-1, 3)", 2},
    {"hypot(3, 4)", 5},
    {"atan2(0, -1) - pi", 0},
    {"where(1 < 2, 3, 1/0)", 3},
    {"exp(0) + log(1) + log10(100) + log1p(0)", 3},
    {"sigmoid(0) + relu(-2) + relu(3)", 3.5},
    {"softplus(0) - log(2)", 0},
    {"softplus(800) + softplus(-800)", 800},
    {"logaddexp(0, 0) - log(2)", 0},
    {"logaddexp(-1/0, -1/0)", -INFINITY},
    {"relu(0/0)", NAN},
    {"erf(0.5) + erfc(0.5)", 1},
    {"clip(7, -1, 2) + clip(-7, -1, 2) + clip(0.5, -1, 2)", 1.5},
    {"log2(8) + log2(2^-1074) + exp2(3)", -1063},
    {"expm1(1e-300)", 1e-300},
    {"Ln(e) + LOG10(100) + Sin(0) + EXP(0)", 4},
    {"arctan2(0, -1) - PI + arcsin(1) + arccos(1) + arctan(0) - M_PI/2", 0},
    {"sgn(-3) + fabs(-2) + absolute(-1)", 2},
    {"POWER(2, 3) + pow(2, 0.5)^2 + square(3) + sqr(-1)", 20},
    {"maximum(1, 2) + minimum(1, 2) + fmax(3, 4) + fmin(3, 4)", 10},
    {"clamp(7, 0, 1) + logistic(0) + expit(0) + tg(0) + IF(1, 2, 3)", 4},
    {"2/sharpness", 0.5},
    {"(1 +\n 2)", 3},
    {" 1 ;\n", 1},
    {"2**3", 8},
    {"2²³", 8388608},
    {"(2²)^3 - 2²^3", 0},
    {"2^2³", 256},
    {"2⁻² + -2²", -3.75},
    {"2(3)", 6},
    {"(1 + 2)(3)", 9},
    {"sharpness(2)", 8},
    {"|-2|", 2},
    {"5%", 0.05},
    {"2pi - π·2", 0},
    {"1 ? 2 : 3", 2},
    {"4 if 0 else 5", 5},
    {"1.2·10⁻³", 1.2e-3},
    {"−0.5", -0.5},
    {"PI - Pi", 0},
};

START_TEST(value_of_a_text)
{
    struct error error = {0};
    double value = 0;
    bool ok = value_evaluate(values[_i].text, &scope, &value, &error);
    ck_assert_msg(ok, "%s: %s", values[_i].text, error.text);
    double wanted = values[_i].value;
    bool same = value == wanted || (isnan(value) && isnan(wanted));
    ck_assert_msg(same || fabs(value - wanted) <= 1e-14 * fabs(wanted), "%s: %.17g",
                  values[_i].text, value);
}
END_TEST

/* A scope where `loss` is a number and a function, and so are the language's own. */
static enum name_kind find_any(const struct scope *any, const char *name, double *number)
{
    (void)any, (void)name;
    *number = 5;
    return NAME_NUMBER;
}

static const char *loss_alone(const struct scope *any, int index)
{
    (void)any;
    return index == 0 ? "loss" : NULL;
}

static bool ten_times(const struct scope *any, const char *name, const double *arguments, int count,
                      double *value, struct error *error)
{
    (void)any, (void)name, (void)count, (void)error;
    *value = 10 * arguments[0];
    return true;
}

START_TEST(a_name_is_a_function_only_before_a_parenthesis)
{
    static const struct {
        const char *text;
        double value;
    } both[] = {{"loss + loss(2)", 25}, {"loss(loss)", 50},
                {"0.01*loss", 0.05},    {"loss (3)", 30},
                {"sin + sin(0)", 5},    {"max(max, 7)", 7},
                {"(loss)*2", 10},       {"clip + clip(9, 0, 1)", 6},
                {"PI + E", 10},         {"loss(1) < 2*loss", 0.0},
                {"-loss^2", -25}};
    const struct scope any = {.find = find_any, .function_at = loss_alone, .call = ten_times};
    struct error error = {0};
    for (size_t i = 0; i < sizeof both / sizeof *both; i++) {
        double value = 0;
        bool good = value_evaluate(both[i].text, &any, &value, &error);
        ck_assert_msg(good && value == both[i].value, "%s: %g, %s", both[i].text, value,
                      error.text);
    }
}
END_TEST

static const struct {
    enum language language;
    const char *text;
    const char *message; /* a part of it */
    int offset;
} mistakes[] = {
    {LANGUAGE_VALUE, "", "expected a formula", 0},
    {LANGUAGE_VALUE, "2x", "unknown name x", 1},
    {LANGUAGE_VALUE, "3 4", "expected an operator, found 4; for a product write 3*4", 2},
    {LANGUAGE_VALUE, "1/2pi", "write 1/(2*pi) or 1/2*pi", 3},
    {LANGUAGE_VALUE, "1 - 1 / 2 (3)", "write 1 /(2*(...)) or 1 /2*(...)", 10},
    {LANGUAGE_VALUE, "3*2^3e", "write 2^(3*e) or 2^3*e", 5},
    {LANGUAGE_VALUE, "2^3|1|", "write 2^(3*|...|) or 2^3*|...|", 3},
    {LANGUAGE_VALUE, "sin 3^2", "write sin(3^...) or sin(3)^...", 5},
    {LANGUAGE_VALUE, "sin pi²", "write sin(piⁿ) or sin(pi)ⁿ", 6},
    {LANGUAGE_VALUE, "sin sharpness e", "write sin(sharpness*e) or sin(sharpness)*e", 14},
    {LANGUAGE_VALUE, "√2pi", "write √(2*pi) or √(2)*pi", 4},
    {LANGUAGE_VALUE, "sin^-1(1)", "write sin(...)^-1, or", 4},
    {LANGUAGE_VALUE, "sin⁻¹(1)", "write sin(...)^-1, or", 3},
    {LANGUAGE_VALUE, "|1 + 2", "expected |, found the end", 6},
    {LANGUAGE_VALUE, "|1‖", "expected |, found ‖", 2},
    {LANGUAGE_VALUE, "1 ? 2", "expected an operator or :, found the end", 5},
    {LANGUAGE_VALUE, "1 if 2", "expected an operator or else, found the end", 6},
    {LANGUAGE_VALUE, "5!", "an operator or the end, found !", 1},
    {LANGUAGE_VALUE, "5% + 1", "expected mod(a, b)", 1},
    {LANGUAGE_VALUE, "sharpness%", "expected mod(a, b)", 9},
    {LANGUAGE_VALUE, "1 = 2", "to compare write ==", 2},
    {LANGUAGE_VALUE, "1 & 2", "expected and", 2},
    {LANGUAGE_VALUE, "5 % 2", "expected mod(a, b)", 2},
    {LANGUAGE_VALUE, "1 $ 2", "unexpected character $", 2},
    {LANGUAGE_VALUE, "1 \x01", "unexpected byte 0x01", 2},
    {LANGUAGE_VALUE, "(1 + 2", "expected ), found the end", 6},
    {LANGUAGE_VALUE, "1 + 2)", "found )", 5},
    {LANGUAGE_VALUE, "1 +", "expected a number, a name or (, found the end", 3},
    {LANGUAGE_VALUE, "* 2", "found *", 0},
    {LANGUAGE_VALUE, "sin(1, 2)", "sin takes one argument, found 2", 0},
    {LANGUAGE_VALUE, "hypot(1)", "hypot takes two arguments, found 1", 0},
    {LANGUAGE_VALUE, "1 + where(1, 2)", "expected where(condition, a, b)", 4},
    {LANGUAGE_VALUE, "min(1)", "expected min(a, b, ...)", 0},
    {LANGUAGE_VALUE, "sin()", "expected sin(a)", 0},
    {LANGUAGE_VALUE, "sin(1", "expected a comma or )", 5},
    {LANGUAGE_VALUE, "2 sin", "sin is a function", 2},
    {LANGUAGE_VALUE, "sine(3)", "unknown function sine; did you mean sin?", 0},
    {LANGUAGE_VALUE, "1/sharpnes", "unknown name sharpnes; did you mean sharpness?", 2},
    {LANGUAGE_VALUE, "zebra", "unknown name zebra", 0},
    {LANGUAGE_VALUE, "1e999", "too large", 0},
    {LANGUAGE_VALUE, "1 < 2 < 3", "comparisons do not chain", 6},
    {LANGUAGE_VALUE, "k", "numbers only", 0},
    {LANGUAGE_VALUE, "abcdefghijklmnopqrstuvwxyzabcdefg", "too long", 0},
    {LANGUAGE_SURFACE, "x + 2xy", "unknown name xy; did you mean x?; for the product write x*y", 5},
    {LANGUAGE_SURFACE, "x + kx(2)", "for the product write k*x", 4},
    {LANGUAGE_SURFACE, "t + x", "unknown name t", 0},
    {LANGUAGE_SURFACE, "lambda + x", "unknown name lambda", 0},
    {LANGUAGE_SURFACE, "5%", "expected mod(a, b)", 1},
    {LANGUAGE_SURFACE, "x; y", "found y", 3},
    {LANGUAGE_SURFACE, "x = 3", "to compare", 2},
    {LANGUAGE_SURFACE, "z == x", "unknown name z", 0},
    {LANGUAGE_SURFACE, "x + eta", "unknown name eta", 4},
    {LANGUAGE_SURFACE, "mean(x)", "mean needs data", 0},
    {LANGUAGE_SURFACE, "grad(x)", "update rules only", 0},
    {LANGUAGE_SURFACE, "norm(x)", "norm needs a vector", 5},
    {LANGUAGE_RULE, "v = g", "never moves theta", 5},
    {LANGUAGE_RULE, "theta -= f(theta)*g", "write loss(...), or f*(...)", 9},
    {LANGUAGE_RULE, "theta -= eta*g(theta)", "write grad(...), or g*(...)", 13},
    {LANGUAGE_RULE, "theta -= g/||g||", "write norm(...), or abs(...)", 11},
    {LANGUAGE_RULE, "theta -= ηg", "for the product write η*g", 9},
    {LANGUAGE_RULE, "theta - g", "expected an assignment", 0},
    {LANGUAGE_RULE, "theta -= eta*H", "H stands only in", 13},
    {LANGUAGE_RULE, "theta -= solve(g, g)", "solve needs H first", 15},
    {LANGUAGE_RULE, "theta -= solve(H, 2)", "solve needs a vector", 18},
    {LANGUAGE_RULE, "K = H; theta -= g", "H stands only in", 4},
    {LANGUAGE_RULE, "theta = 3", "theta needs a vector", 8},
    {LANGUAGE_RULE, "theta -= dot(g, 1)*g", "dot needs a vector", 16},
    {LANGUAGE_RULE, "x = 3; theta -= g", "x has a fixed meaning", 0},
    {LANGUAGE_RULE, "pi = 3; theta -= g", "pi has a fixed meaning", 0},
    {LANGUAGE_RULE, "theta -= mean(g)*g", "mean works in surfaces only", 9},
    {LANGUAGE_RULE, "theta -= Solve(g, g)", "solve needs H first", 15},
    {LANGUAGE_VALUE, "ln(1, 2)", "log takes one argument, found 2; expected log(a)", 0},
    {LANGUAGE_VALUE, "clamp(1, 2)", "(2) for clip; expected clip(a, low, high)", 0},
    {LANGUAGE_VALUE, "clip + 1", "clip is a function; expected clip(...)", 0},
    {LANGUAGE_RULE, "eta = 3; theta -= g", "eta has a fixed meaning", 0},
    {LANGUAGE_RULE, "theta -= 0.1*loss*g", "loss is a function; expected loss(...)", 13},
    {LANGUAGE_VALUE, "1 + sin = 2", "sin is a function; expected sin(...)", 4},
    {LANGUAGE_RULE, "theta -= mometum*g", "did you mean momentum?", 9},
    {LANGUAGE_RULE, "theta -= g.z", "expected the component x or y", 11},
    {LANGUAGE_RULE, "theta -= g)", "expected an operator or the end", 10},
    {LANGUAGE_SCHEDULE, "g", "the learning rate must be a number", 0},
    {LANGUAGE_SCHEDULE, "eta = g", "eta must be a number", 6},
    {LANGUAGE_SCHEDULE, "3; 4", "only the last statement", 0},
    {LANGUAGE_SCHEDULE, "k = 3", "gives no learning rate", 5},
    {LANGUAGE_SCHEDULE, "theta = g; 1", "theta has a fixed meaning", 0},
    {LANGUAGE_SCHEDULE, "eta0*decya^n", "did you mean decay?", 5},
};

static bool compiles(enum language language, const char *text, struct error *error)
{
    double value;
    if (language == LANGUAGE_VALUE)
        return value_evaluate(text, &scope, &value, error);
    struct scope on = scope;
    struct surface_code *surface =
        surface_compile(language == LANGUAGE_SURFACE ? text : "x^2 + y^2", &scope, error);
    if (language == LANGUAGE_SURFACE || !surface) {
        surface_code_free(surface);
        return surface;
    }
    on.surface = surface;
    struct formula_code *code = formula_compile(language, text, &on, error);
    formula_code_free(code);
    surface_code_free(surface);
    return code;
}

START_TEST(message_for_a_mistake)
{
    struct error error = {0};
    const char *text = mistakes[_i].text;
    ck_assert_msg(!compiles(mistakes[_i].language, text, &error), "%s: no error", text);
    ck_assert_msg(strstr(error.text, mistakes[_i].message), "%s: %s", text, error.text);
    ck_assert_msg(error.offset == mistakes[_i].offset, "%s: %s at %d", text, error.text,
                  error.offset);
}
END_TEST

/* first, then middle so many times, then last. */
static char *repeat(const char *first, const char *middle, int times, const char *last)
{
    struct text text = {0};
    text_add(&text, "%s", first);
    for (int i = 0; i < times; i++)
        text_add(&text, "%s", middle);
    text_add(&text, "%s", last);
    return text.bytes;
}

static const struct {
    const char *first, *middle;
    int times;
    const char *last, *message;
} excesses[] = {
    {"", "(", 1000, "x", "nested too deeply"},  {"", "-", 1000, "x", "nested too deeply"},
    {"", "2^", 1000, "x", "nested too deeply"}, {"", "sin(", 1000, "x", "nested too deeply"},
    {"", "1+", 3000, "x", "too long"},          {"max(x", ",1", 100, ")", "too many arguments"},
    {"x", "*sin(x*y)^1.5", 1, "", NULL},        {"", "x^y+", 1000, "x", NULL},
};

START_TEST(limits_are_errors)
{
    struct error error = {0};
    char *text =
        repeat(excesses[_i].first, excesses[_i].middle, excesses[_i].times, excesses[_i].last);
    bool ok = compiles(LANGUAGE_SURFACE, text, &error);
    free(text);
    if (excesses[_i].message)
        ck_assert_msg(!ok && strstr(error.text, excesses[_i].message), "%d: %s", _i, error.text);
    else
        ck_assert_msg(ok, "%d: %s", _i, error.text);
}
END_TEST

START_TEST(derivatives_count_as_operations)
{
    struct text text = {0};
    struct error error = {0};
    for (int i = 0; i < 170; i++)
        text_add(&text, "sin(x*y*%d)^x+", i + 2);
    text_add(&text, "x");
    bool ok = compiles(LANGUAGE_SURFACE, text.bytes, &error);
    text_free(&text);
    ck_assert_msg(!ok && strstr(error.text, "more than 8000 operations"), "%s", error.text);
}
END_TEST

static const struct {
    const char *text, *plain, *numbers;
} pretty[] = {
    {"theta -= eta*g", "θ ← θ − η·g", NULL},
    {"theta -= a - b", "θ ← θ − (a − b)", NULL},
    {"theta += a - b", "θ ← θ + (a − b)", NULL},
    {"a *= b/c; a /= 2b; a += b/c", "a ← a·(b/c); a ← a/(2b); a ← a + b/c", NULL},
    {"theta -= -a", "θ ← θ − −a", NULL},
    {"theta.x -= eta*g.x", "θ.x ← θ.x − η·g.x", NULL},
    {"theta.y *= a + b; m.x = 2", "θ.y ← θ.y·(a + b); m.x ← 2", NULL},
    {"sharpness.x = 2; sharpness.x", "sharpness.x ← 2; sharpness.x",
     "sharpness.x ← 2; sharpness.x"},
    {"v = momentum*v; theta += v", "v ← μ·v; θ ← θ + v", NULL},
    {"eta /= 2*x", "η ← η/(2·x)", NULL},
    {"x^2 + y^-10", "x² + y⁻¹⁰", NULL},
    {"x^2^3", "x^2³", NULL},
    {"beta1^t*beta_max", "β₁ᵗ·β_max", NULL},
    {"eta0*0.9^n", "η₀·0.9ⁿ", NULL},
    {"a<=b and not c!=-1", "a ≤ b and not c ≠ −1", NULL},
    {"sqrt(x)*log10(x)", "√(x)·log10(x)", NULL},
    {"a,b", "a, b", NULL},
    {"momentum_decay*momentum", "momentum_decay·μ", NULL},
    {"mu = momentum; mu", "μ ← momentum; μ", NULL},
    {"x + & y", "x + & y", NULL},
    {"2*pi*eps", "2·π·ε", NULL},
    {"2 x y + sin x", "2 x y + sin x", NULL},
    {"x² ** 3 + x^2³ + (x²)^n", "x²^3 + x^2³ + (x²)ⁿ", NULL},
    {"|-x| - ‖g‖", "|−x| − ‖g‖", NULL},
    {"a==b && c?1:2", "a == b and c ? 1 : 2", NULL},
    {"f(x,y)=x", "f(x, y) = x", NULL},
    {"2sharpness + sin sharpness", "2sharpness + sin sharpness", "2·4 + sin 4"},
    {"x/sharpness", "x/sharpness", "x/4"},
    {"sharpness = 2; sharpness", "sharpness ← 2; sharpness", "sharpness ← 2; sharpness"},
};

START_TEST(formula_for_people)
{
    struct text out = {0};
    formula_pretty(&out, pretty[_i].text, NULL);
    ck_assert_str_eq(out.bytes, pretty[_i].plain);
    if (pretty[_i].numbers) {
        text_clear(&out);
        formula_pretty(&out, pretty[_i].text, &scope);
        ck_assert_str_eq(out.bytes, pretty[_i].numbers);
    }
    text_free(&out);
}
END_TEST

static const struct {
    const char *text, *name;
    int bytes;
} names[] = {
    {"eta*2", "eta", 3},  {"η*2", "eta", 2}, {"β1", "beta1", 3},
    {"β₁+1", "beta1", 5}, {"μ", "mu", 2},    {"η_min", "eta_min", 6},
    {"ε", "eps", 2},      {"1x", "", 0},     {"+", "", 0},
    {"", "", 0},          {"_a9", "_a9", 3}, {"₁", "", 0},
    {"β₁m", "beta1", 5},  {"πx", "pi", 2},   {"π_a1b", "pi_a1b", 6},
};

START_TEST(name_in_ascii)
{
    char name[NAME_SIZE];
    ck_assert_int_eq(name_scan(names[_i].text, name), names[_i].bytes);
    ck_assert_str_eq(name, names[_i].name);
}
END_TEST

int main(void)
{
    TCase *tests = tcase_create("lang");
    tcase_add_table_test(tests, value_of_a_text, values);
    tcase_add_test(tests, a_name_is_a_function_only_before_a_parenthesis);
    tcase_add_table_test(tests, message_for_a_mistake, mistakes);
    tcase_add_table_test(tests, limits_are_errors, excesses);
    tcase_add_table_test(tests, formula_for_people, pretty);
    tcase_add_table_test(tests, name_in_ascii, names);
    tcase_add_test(tests, derivatives_count_as_operations);
    return suite_run("lang", tests);
}
