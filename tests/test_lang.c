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
    {"2/sharpness", 0.5},
    {"(1 +\n 2)", 3},
    {" 1 ;\n", 1},
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

enum kind { VALUE, SURFACE, RULE, SCHEDULE };

static const struct {
    enum kind kind;
    const char *text;
    const char *message; /* a part of it */
    int offset;
} mistakes[] = {
    {VALUE, "", "expected a formula", 0},
    {VALUE, "2x", "write 2*x", 1},
    {VALUE, "2(3)", "write 2*(...)", 1},
    {VALUE, "(1 + 2)(3)", "write (1 + 2)*(...)", 7},
    {VALUE, "3 4", "expected an operator, found 4", 2},
    {VALUE, "1 = 2", "to compare write ==", 2},
    {VALUE, "1 & 2", "expected and", 2},
    {VALUE, "1 ** 2", "expected ^", 2},
    {VALUE, "5 % 2", "expected mod(a, b)", 2},
    {VALUE, "1 $ 2", "unexpected character $", 2},
    {VALUE, "1 \x01", "unexpected byte 0x01", 2},
    {VALUE, "(1 + 2", "expected ), found the end", 6},
    {VALUE, "1 + 2)", "found )", 5},
    {VALUE, "1 +", "expected a number, a name or (, found the end", 3},
    {VALUE, "* 2", "found *", 0},
    {VALUE, "sin(1, 2)", "sin takes one argument, found 2", 0},
    {VALUE, "hypot(1)", "hypot takes two arguments, found 1", 0},
    {VALUE, "1 + where(1, 2)", "expected where(condition, a, b)", 4},
    {VALUE, "min(1)", "expected min(a, b, ...)", 0},
    {VALUE, "sin()", "expected sin(a)", 0},
    {VALUE, "sin(1", "expected a comma or )", 5},
    {VALUE, "sin 3", "sin is a function", 0},
    {VALUE, "sine(3)", "unknown function sine; did you mean sin?", 0},
    {VALUE, "1/sharpnes", "unknown name sharpnes; did you mean sharpness?", 2},
    {VALUE, "zebra", "unknown name zebra", 0},
    {VALUE, "sharpness(2)", "write sharpness*(...)", 0},
    {VALUE, "1e999", "too large", 0},
    {VALUE, "1 < 2 < 3", "comparisons do not chain", 6},
    {VALUE, "k", "numbers only", 0},
    {VALUE, "abcdefghijklmnopqrstuvwxyzabcdefg", "too long", 0},
    {SURFACE, "x + 2y", "write 2*y", 5},
    {SURFACE, "x; y", "found y", 3},
    {SURFACE, "z = x", "to compare", 2},
    {SURFACE, "x + eta", "unknown name eta", 4},
    {SURFACE, "mean(x)", "mean needs data", 0},
    {SURFACE, "grad(x)", "update rules only", 0},
    {SURFACE, "norm(x)", "norm needs a vector", 5},
    {RULE, "v = g", "never moves theta", 5},
    {RULE, "theta - g", "expected an assignment", 0},
    {RULE, "theta -= eta*H", "H stands only in", 13},
    {RULE, "theta -= solve(g, g)", "solve needs H first", 15},
    {RULE, "theta -= solve(H, 2)", "solve needs a vector", 18},
    {RULE, "K = H; theta -= g", "H stands only in", 4},
    {RULE, "theta = 3", "theta needs a vector", 8},
    {RULE, "theta -= dot(g, 1)*g", "dot needs a vector", 16},
    {RULE, "x = 3; theta -= g", "x has a fixed meaning", 0},
    {RULE, "sin = 3; theta -= g", "sin has a fixed meaning", 0},
    {RULE, "eta = 3; theta -= g", "eta has a fixed meaning", 0},
    {RULE, "theta -= mometum*g", "did you mean momentum?", 9},
    {RULE, "theta -= g.z", "expected the component x or y", 11},
    {RULE, "theta -= g)", "expected an operator or the end", 10},
    {SCHEDULE, "g", "the learning rate must be a number", 0},
    {SCHEDULE, "eta = g", "eta must be a number", 6},
    {SCHEDULE, "3; 4", "only the last statement", 0},
    {SCHEDULE, "k = 3", "gives no learning rate", 5},
    {SCHEDULE, "theta = g; 1", "theta has a fixed meaning", 0},
    {SCHEDULE, "eta0*decya^n", "did you mean decay?", 5},
};

static bool compiles(enum kind kind, const char *text, struct error *error)
{
    double value;
    if (kind == VALUE)
        return value_evaluate(text, &scope, &value, error);
    if (kind == SCHEDULE) {
        struct schedule_code *schedule = schedule_compile(text, &scope, error);
        schedule_code_free(schedule);
        return schedule;
    }
    struct surface_code *surface =
        surface_compile(kind == SURFACE ? text : "x^2 + y^2", &scope, error);
    if (kind == SURFACE || !surface) {
        surface_code_free(surface);
        return surface;
    }
    struct rule_code *rule = rule_compile(text, surface, false, &scope, error);
    rule_code_free(rule);
    surface_code_free(surface);
    return rule;
}

START_TEST(message_for_a_mistake)
{
    struct error error = {0};
    const char *text = mistakes[_i].text;
    ck_assert_msg(!compiles(mistakes[_i].kind, text, &error), "%s: no error", text);
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
    bool ok = compiles(SURFACE, text, &error);
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
    bool ok = compiles(SURFACE, text.bytes, &error);
    text_free(&text);
    ck_assert_msg(!ok && strstr(error.text, "more than 8000 operations"), "%s", error.text);
}
END_TEST

static const struct {
    const char *text, *plain, *numbers;
} pretty[] = {
    {"theta -= eta*g", "θ ← θ − η·g", NULL},
    {"theta -= a - b", "θ ← θ − (a − b)", NULL},
    {"theta -= -a", "θ ← θ − −a", NULL},
    {"v = momentum*v; theta += v", "v ← momentum·v; θ ← θ + v", NULL},
    {"eta /= 2*x", "η ← η/(2·x)", NULL},
    {"x^2 + y^-10", "x² + y⁻¹⁰", NULL},
    {"x^2^3", "x^2³", NULL},
    {"beta1^t*beta_max", "β₁ᵗ·β_max", NULL},
    {"eta0*0.9^n", "η₀·0.9ⁿ", NULL},
    {"a<=b and not c!=-1", "a ≤ b and not c ≠ −1", NULL},
    {"sqrt(x)*log10(x)", "√(x)·log10(x)", NULL},
    {"a,b", "a, b", NULL},
    {"x + & y", "x + & y", NULL},
    {"2*pi*eps", "2·π·ε", NULL},
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
    tcase_add_table_test(tests, message_for_a_mistake, mistakes);
    tcase_add_table_test(tests, limits_are_errors, excesses);
    tcase_add_table_test(tests, formula_for_people, pretty);
    tcase_add_table_test(tests, name_in_ascii, names);
    tcase_add_test(tests, derivatives_count_as_operations);
    return suite_run("lang", tests);
}
