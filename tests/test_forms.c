/* Formulas in the forms in which people write them: what they mean, and that what is shown can be
 * typed. */

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/text.h"
#include "catalogue/catalogue.h"
#include "lang/formula.h"
#include "numbers.h"
#include "suite.h"

/* --- code, and whether two texts have the same --- */

static enum name_kind find(const struct scope *scope, const char *name, double *number)
{
    const struct formula_row *row = scope->context;
    (void)number;
    if (row)
        return parameter_find(row->parameters, name) ? NAME_PARAMETER : NAME_UNKNOWN;
    bool let = strcmp(name, "k") == 0 || strcmp(name, "T") == 0 || strcmp(name, "beta1") == 0;
    return let ? NAME_LET : strcmp(name, "momentum") == 0 ? NAME_PARAMETER : NAME_UNKNOWN;
}

static const char *known_as(const struct scope *scope, const char *name)
{
    (void)scope;
    return strcmp(name, "mu") == 0 ? "momentum" : NULL;
}

static struct error error;

struct compiled {
    struct surface_code *surface;
    struct formula_code *formula;
    struct program *program;
    const struct graph *graph;
    int outputs;
};

static struct compiled compile(enum language language, const struct formula_row *row,
                               const char *text)
{
    struct compiled made = {0};
    struct scope scope = {.find = find, .known_as = known_as, .context = row};
    const char *surface = language == LANGUAGE_SURFACE ? text : "x^2 + 3*y^2 + x*y";
    made.surface = surface_compile(surface, &scope, &error);
    if (language == LANGUAGE_SURFACE && made.surface) {
        made.program = made.surface->hessian;
        made.graph = made.surface->graph;
        made.outputs = 6;
    } else if (language != LANGUAGE_SURFACE) {
        scope.surface = made.surface;
        made.formula = formula_compile(language, text, &scope, &error);
        if (made.formula) {
            made.program = made.formula->program;
            made.graph = made.formula->graph;
            made.outputs = (language == LANGUAGE_RULE ? 2 : 1) + made.formula->state_count;
        }
    }
    return made;
}

static void release(struct compiled *made)
{
    formula_code_free(made->formula);
    surface_code_free(made->surface);
}

/* An input's number: of its meaning, wherever it is in the graph. */
static double input_value(const struct input *input, int point)
{
    double value = 0.3 + 0.17 * (double)input->kind + 0.41 * input->index + 0.11 * input->name[0];
    return (point % 2 ? -1 : 1) * value * (1 + point);
}

static void run(const struct compiled *made, int point, double *results)
{
    int count = made->graph->input_count;
    double *numbers = memory_new((size_t)count + 1, sizeof *numbers);
    const double **inputs = memory_new((size_t)count + 1, sizeof *inputs);
    double **outputs = memory_new((size_t)made->outputs, sizeof *outputs);
    struct workspace workspace = {0};
    for (int i = 0; i < count; i++) {
        numbers[i] = input_value(&made->graph->inputs[i], point);
        inputs[i] = &numbers[i];
    }
    for (int i = 0; i < made->outputs; i++)
        outputs[i] = &results[i];
    program_run(made->program, &workspace, inputs, outputs, 1);
    workspace_free(&workspace);
    free(outputs);
    free(inputs);
    free(numbers);
}

/* Whether they compute the same, to the bit. */
static bool same(const struct compiled *a, const struct compiled *b)
{
    enum { POINTS = 5, OUTPUTS = 6 + STATE_MAX };
    double one[OUTPUTS], other[OUTPUTS];
    if (!a->program || !b->program || a->outputs != b->outputs)
        return false;
    for (int point = 0; point < POINTS; point++) {
        run(a, point, one);
        run(b, point, other);
        for (int i = 0; i < a->outputs; i++)
            if (one[i] != other[i] && !(isnan(one[i]) && isnan(other[i])))
                return false;
    }
    return true;
}

/* --- forms --- */

static const struct {
    enum language language;
    const char *typed, *means;
} forms[] = {
    {LANGUAGE_SURFACE, "x**2 + 3y²", "x^2 + 3*y^2"},
    {LANGUAGE_SURFACE, "x² + x⁻² + x¹² + 2ˣ", "x^2 + x^-2 + x^12 + 2^x"},
    {LANGUAGE_SURFACE, "2x^2 + 3x y", "2*x^2 + 3*x*y"},
    {LANGUAGE_SURFACE, "2(x-1)² + (x+1)(y-1)", "2*(x-1)^2 + (x+1)*(y-1)"},
    {LANGUAGE_SURFACE, "x(1-x)y", "x*(1-x)*y"},
    {LANGUAGE_SURFACE, "x²y + x²(1+y)sin(x)", "x^2*y + x^2*(1+y)*sin(x)"},
    {LANGUAGE_SURFACE, "2e3x + 2e-3 y + 2e^x + 2e x", "2e3*x + 2e-3*y + 2*e^x + 2*e*x"},
    {LANGUAGE_SURFACE, "-2x² - ½y", "-2*x^2 - 0.5*y"},
    {LANGUAGE_SURFACE, "2^-x + x^2^3 + 2^x²", "2^(-x) + x^8 + 2^(x^2)"},
    {LANGUAGE_SURFACE, "e^(-x²)cos(y)", "e^(-x^2)*cos(y)"},
    {LANGUAGE_SURFACE, "√(x²+1) + √2·x + √y", "sqrt(x^2+1) + sqrt(2)*x + sqrt(y)"},
    {LANGUAGE_SURFACE, "2√|x|cos y", "2*sqrt(abs(x))*cos(y)"},
    {LANGUAGE_SURFACE, "|x - 1| + 2|y||x|", "abs(x - 1) + 2*abs(y)*abs(x)"},
    {LANGUAGE_SURFACE, "||x| - 1| + |-(|y|)|x", "abs(abs(x) - 1) + abs(-abs(y))*x"},
    {LANGUAGE_SURFACE, "|x|²|y|", "abs(x)^2*abs(y)"},
    {LANGUAGE_SURFACE, "where(x < 0 || y > 1 && !(x > y), x, y)",
     "where(x < 0 or y > 1 and not (x > y), x, y)"},
    {LANGUAGE_SURFACE, "sin²(x) + cos^2(y) + sin² x", "sin(x)^2 + cos(y)^2 + sin(x)^2"},
    {LANGUAGE_SURFACE, "sin x cos y + sin 2x", "sin(x)*cos(y) + sin(2*x)"},
    {LANGUAGE_SURFACE, "x sin x + cos 2π x - 3", "x*sin(x) + cos(2*pi*x) - 3"},
    {LANGUAGE_SURFACE, "log sin |x| / 2", "log(sin(abs(x)))/2"},
    {LANGUAGE_SURFACE, "x > 0 ? x^2 : y > 0 ? 1 : y", "where(x > 0, x^2, where(y > 0, 1, y))"},
    {LANGUAGE_SURFACE, "x if x > 0 else y if y > 0 else 1", "where(x > 0, x, where(y > 0, y, 1))"},
    {LANGUAGE_SURFACE, "if(x > 0, x, -x) + (1 if (x > 0) else 2)y",
     "where(x > 0, x, -x) + where(x > 0, 1, 2)*y"},
    {LANGUAGE_SURFACE, "f(x, y) = x² + y", "x^2 + y"},
    {LANGUAGE_SURFACE, "g(a,b) = a² - b", "x^2 - y"},
    {LANGUAGE_SURFACE, "f(y, x) := x - 2y", "y - 2*x"},
    {LANGUAGE_SURFACE, "z = 3x - y", "3*x - y"},
    {LANGUAGE_SURFACE, "lambda x, y: x**2 + y", "x^2 + y"},
    {LANGUAGE_SURFACE, "lambda u, v: u - v if u > 0 else v", "where(x > 0, x - y, y)"},
    {LANGUAGE_SURFACE, "X^2 + Y + PI + 2E x", "x^2 + y + pi + 2*e*x"},
    {LANGUAGE_SURFACE, "cos(2πx)β₁y", "cos(2*pi*x)*beta1*y"},
    {LANGUAGE_SURFACE, "T x + k(1-y)", "T*x + k*(1-y)"},
    {LANGUAGE_SURFACE, "np.exp(-x**2) + math.sin(y)np.pi", "exp(-x^2) + sin(y)*pi"},
    {LANGUAGE_SURFACE, "torch.nn.functional.tanh(x) + tf.math.abs(y)", "tanh(x) + abs(y)"},
    {LANGUAGE_SURFACE, "x × y ÷ 2 – 1 ∗ x ⋅ y", "x*y/2 - 1*x*y"},
    {LANGUAGE_SURFACE, "x\u00a0+\u202f2\u2009y", "x + 2*y"},
    {LANGUAGE_SURFACE, "1.2·10⁻³x", "1.2*10^-3*x"},
    {LANGUAGE_RULE, "θ ← θ − η·∇f", "theta -= eta*g"},
    {LANGUAGE_RULE, "v = μ·v − η·∇f; θ += v", "v = momentum*v - eta*g; theta += v"},
    {LANGUAGE_RULE, "v ← momentum·v - η g; θ ← θ + v", "v = momentum*v - eta*g; theta += v"},
    {LANGUAGE_RULE, "mu = 0.5; θ -= lr mu g", "mu = 0.5; theta -= eta*mu*g"},
    {LANGUAGE_RULE, "θ -= learning_rate*∇L/‖∇L‖", "theta -= eta*g/norm(g)"},
    {LANGUAGE_RULE, "θ -= step_size*∇f(θ + μ v); v = g",
     "theta -= eta*grad(theta + momentum*v); v = g"},
    {LANGUAGE_RULE, "s := 0.9ᵗs + g²; θ -= η g/(√s + 1e-8)",
     "s = 0.9^t*s + g^2; theta -= eta*g/(sqrt(s) + 1e-8)"},
    {LANGUAGE_RULE, "θ -= η·(g if f > 1 else |g|)", "theta -= eta*where(f > 1, g, abs(g))"},
    {LANGUAGE_RULE, "θ -= η(H g) + 0.1(g.x, 2 g.y)", "theta -= eta*(H*g) + 0.1*(g.x, 2*g.y)"},
    {LANGUAGE_RULE, "theta -= eta torch.sign(g)", "theta -= eta*sign(g)"},
    {LANGUAGE_SCHEDULE, "η = η₀·0.9ⁿ", "eta0*0.9^n"},
    {LANGUAGE_SCHEDULE, "lr = lr0 * 0.9**n", "eta0*0.9^n"},
    {LANGUAGE_SCHEDULE, "η₀ if n < 10 else η₀/10", "where(n < 10, eta0, eta0/10)"},
    {LANGUAGE_SCHEDULE, "η₀·e^(-0.1n) + 0.5²ⁿ + 0.5⁻ⁿ", "eta0*e^(-0.1*n) + 0.5^(2*n) + 0.5^-n"},
};

START_TEST(form_and_what_it_means)
{
    struct compiled typed = compile(forms[_i].language, NULL, forms[_i].typed);
    ck_assert_msg(typed.program, "%s: %s", forms[_i].typed, error.text);
    struct compiled means = compile(forms[_i].language, NULL, forms[_i].means);
    ck_assert_msg(means.program, "%s: %s", forms[_i].means, error.text);
    ck_assert_msg(same(&typed, &means), "%s", forms[_i].typed);
    release(&typed);
    release(&means);
}
END_TEST

/* --- what is shown --- */

/* Whether what is shown of the text is the same code, and is shown as it stands. */
static void check_shown(enum language language, const struct formula_row *row, const char *text,
                        struct compiled *code)
{
    struct text shown = {0}, again = {0};
    formula_pretty(&shown, text, NULL);
    formula_pretty(&again, shown.bytes, NULL);
    ck_assert_str_eq(again.bytes, shown.bytes);
    struct compiled typed = compile(language, row, shown.bytes);
    ck_assert_msg(typed.program, "%s: %s: %s", text, shown.bytes, error.text);
    ck_assert_msg(same(code, &typed), "%s: %s", text, shown.bytes);
    release(&typed);
    release(code);
    text_free(&shown);
    text_free(&again);
}

static void check_row(enum language language, const struct formula_row *row)
{
    struct compiled code = compile(language, row, row->formula);
    ck_assert_msg(code.program, "%s: %s", row->name, error.text);
    check_shown(language, row, row->formula, &code);
}

START_TEST(shown_formulas_can_be_typed)
{
    for (int i = 0; i < surface_row_count; i++) {
        struct compiled code = compile(LANGUAGE_SURFACE, NULL, surface_rows[i].formula);
        if (code.program) /* not one over data */
            check_shown(LANGUAGE_SURFACE, NULL, surface_rows[i].formula, &code);
    }
    for (int i = 0; i < optimizer_row_count; i++)
        check_row(LANGUAGE_RULE, &optimizer_rows[i]);
    for (int i = 0; i < schedule_row_count; i++)
        check_row(LANGUAGE_SCHEDULE, &schedule_rows[i]);
    for (size_t i = 0; i < sizeof forms / sizeof *forms; i++) {
        struct compiled code = compile(forms[i].language, NULL, forms[i].typed);
        check_shown(forms[i].language, NULL, forms[i].typed, &code);
    }
}
END_TEST

/* Ways to write a formula: % stands for a formula, & for an atom. */
static const char *const ways[] = {
    "% + %",         "% - %",       "%*%",       "%/%",    "&^%",    "&**&",    "&²",
    "&⁻¹",           "&ⁿ",          "-%",        "(%)",    "(%)(%)", "2&",      "& &",
    "& (%)",         "|%|",         "√&",        "√(%)",   "sin &",  "exp(%)",  "cos²(%)",
    "sin^2 &",       "% < %",       "%≠%",       "%&&%",   "% || %", "!(%)",    "(% ? % : %)",
    "% if % else %", "if(%, %, %)", "max(%, %)", "% == %", "beta1&", "2 sin &", "&·%",
    "% − %",         "&^-&",        "mod(%,%)",  "not %",
};
static const char *const atoms[] = {"n",  "f", "k",     "T", "2",   "0.5", "1e-3", "½",
                                    "pi", "e", "beta1", "3", "(n)", "|f|", "g.x"};

#define LENGTH(array) (sizeof(array) / sizeof *(array))

static void write_formula(struct text *out, const char *way, int depth)
{
    for (; *way; way++) {
        bool both = strncmp(way, "&&", 2) == 0;
        if (*way == '%' && depth > 0)
            write_formula(out, ways[random_bits() % LENGTH(ways)], depth - 1);
        else if (*way == '%' || (*way == '&' && !both))
            text_add(out, "%s", atoms[random_bits() % LENGTH(atoms)]);
        else
            text_add_bytes(out, way, both ? 2 : 1);
        way += both;
    }
}

START_TEST(random_formulas_can_be_typed_as_they_are_shown)
{
    struct text text = {0};
    random_state = 42;
    for (int good = 0, tried = 0; good < 2000; tried++) {
        ck_assert_int_lt(tried, 20000);
        text_clear(&text);
        write_formula(&text, "%", 3);
        struct compiled code = compile(LANGUAGE_SCHEDULE, NULL, text.bytes);
        if (code.program) {
            good++;
            check_shown(LANGUAGE_SCHEDULE, NULL, text.bytes, &code);
        } else {
            release(&code);
        }
    }
    text_free(&text);
}
END_TEST

int main(void)
{
    TCase *tests = tcase_create("forms");
    tcase_add_table_test(tests, form_and_what_it_means, forms);
    tcase_add_test(tests, shown_formulas_can_be_typed);
    tcase_add_test(tests, random_formulas_can_be_typed_as_they_are_shown);
    tcase_set_timeout(tests, 60);
    return suite_run("forms", tests);
}
