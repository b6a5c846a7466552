/* Formulas. The text before the first @ is a surface; what follows is a rule, a schedule and a
 * value on it. Without an @ the text is all of them, on a surface of the target's own. */

#include "targets.h"

#include "../walk.h"
#include "base/memory.h"
#include "base/text.h"
#include "lang/formula.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* --- the names that formulas find --- */

static const struct {
    const char *name;
    enum name_kind kind;
    double value;
} names[] = {
    {"k", NAME_LET, 3},
    {"momentum", NAME_PARAMETER, 0.9},
    {"beta1", NAME_PARAMETER, 0.5},
    {"eps", NAME_PARAMETER, 0},
    {"decay", NAME_PARAMETER, 1e300},
    {"five", NAME_NUMBER, 5},
    {"infinite", NAME_NUMBER, INFINITY},
};
enum { NAME_COUNT = sizeof names / sizeof *names };

static const char *name_at(const struct scope *scope, int index)
{
    (void)scope;
    return index < NAME_COUNT ? names[index].name : NULL;
}

static enum name_kind find(const struct scope *scope, const char *name, double *number)
{
    (void)scope;
    for (int i = 0; i < NAME_COUNT; i++)
        if (strcmp(names[i].name, name) == 0) {
            *number = names[i].value;
            return names[i].kind;
        }
    return NAME_UNKNOWN;
}

/* For values: the context is a point; x and y are its numbers, and so are all other names. */
static enum name_kind find_number(const struct scope *scope, const char *name, double *number)
{
    const double *point = scope->context;
    bool is_x = strcmp(name, "x") == 0;
    if (is_x || strcmp(name, "y") == 0) {
        *number = point[is_x ? 0 : 1];
        return NAME_NUMBER;
    }
    return find(scope, name, number) == NAME_UNKNOWN ? NAME_UNKNOWN : NAME_NUMBER;
}

static const struct scope scope = {.find = find, .name_at = name_at};

/* --- running --- */

enum { POINTS = 8, LANES = 128 + 3, OUTPUTS_MAX = 2 + STATE_MAX };

static const double points[POINTS][2] = {
    {-1.2, 1},     {0, 0},   {3, -0.5},       {1e5, -2e-5},
    {INFINITY, 1}, {NAN, 0}, {-1e300, 1e300}, {-0.0, 5e-324},
};

static double input_value(const struct input *input, const double *point)
{
    double number = 0;
    if (input->kind == INPUT_X || input->kind == INPUT_Y)
        return point[input->kind == INPUT_X ? 0 : 1];
    if (input->kind == INPUT_LET || input->kind == INPUT_PARAMETER)
        find(&scope, input->name, &number);
    else
        number = 0.25 * (1 + (double)input->kind) + input->index;
    return number;
}

/* All lanes have the numbers that a single one has at the same point. */
static void run(const struct program *program, const struct graph *graph, int output_count,
                const char *text)
{
    double(*lanes)[LANES] = memory_new((size_t)graph->input_count + 1, sizeof *lanes);
    double(*results)[LANES] = memory_new((size_t)output_count, sizeof *results);
    const double **in = memory_new((size_t)graph->input_count + 1, sizeof *in);
    double *out[OUTPUTS_MAX], one[OUTPUTS_MAX];
    struct workspace workspace = {0};
    for (int i = 0; i < graph->input_count; i++) {
        for (int k = 0; k < LANES; k++)
            lanes[i][k] = input_value(&graph->inputs[i], points[k % POINTS]);
        in[i] = lanes[i];
    }
    for (int i = 0; i < output_count; i++)
        out[i] = results[i];
    program_run(program, &workspace, in, out, LANES);
    for (int k = 0; k < POINTS; k++) {
        for (int i = 0; i < graph->input_count; i++)
            in[i] = &lanes[i][k];
        for (int i = 0; i < output_count; i++)
            out[i] = &one[i];
        program_run(program, &workspace, in, out, 1);
        for (int i = 0; i < output_count; i++)
            for (int lane = k; lane < LANES; lane += POINTS)
                if (!fuzz_same(one[i], results[i][lane]))
                    fuzz_fail("point %d: output %d is %.17g, in lane %d %.17g: %s", k, i, one[i],
                              lane, results[i][lane], text);
    }
    workspace_free(&workspace);
    free(in);
    free(results);
    free(lanes);
}

/* --- surfaces --- */

/* The program, the graph node by node, and the text folded to a number: three ways to one value. */
static void check_values(const struct surface_code *code, const char *text)
{
    const node_id nodes[] = {code->f, code->fx, code->fy, code->fxx, code->fxy, code->fyy};
    struct workspace workspace = {0};
    double inputs[NAME_COUNT + 2], results[6], *out[6];
    const double *in[NAME_COUNT + 2];
    for (int k = 0; k < POINTS; k++) {
        for (int i = 0; i < code->graph->input_count; i++) {
            inputs[i] = input_value(&code->graph->inputs[i], points[k]);
            in[i] = &inputs[i];
        }
        for (int i = 0; i < 6; i++)
            out[i] = &results[i];
        program_run(code->hessian, &workspace, in, out, 1);
        for (int i = 0; i < 6; i++)
            if (!fuzz_same(results[i], walk_value(code->graph, nodes[i], inputs)))
                fuzz_fail("point %d: part %d is %.17g, not as in the graph: %s", k, i, results[i],
                          text);
        double folded;
        struct error error;
        const struct scope numbers = {
            .find = find_number, .name_at = name_at, .context = points[k]};
        /* A power is another one when its exponent turns out to be a small integer. */
        if (!strchr(text, '^') && value_evaluate(text, &numbers, &folded, &error) &&
            !fuzz_same(folded, results[0]))
            fuzz_fail("point %d: %.17g, but %.17g when folded: %s", k, results[0], folded, text);
    }
    workspace_free(&workspace);
}

static struct surface_code *try_surface(const char *text)
{
    struct error error = {0};
    struct surface_code *code = surface_compile(text, &scope, &error);
    if (!code) {
        fuzz_check_error(&error, text);
        return NULL;
    }
    const struct graph *graph = code->graph;
    run(code->value, graph, 1, text);
    run(code->gradient, graph, 3, text);
    run(code->hessian, graph, 6, text);
    check_values(code, text);
    return code;
}

static void try_rule(const char *text, const struct surface_code *surface, bool noisy)
{
    struct error error = {0};
    struct scope on = {.find = find, .name_at = name_at, .surface = surface, .noisy = noisy};
    struct formula_code *code = formula_compile(LANGUAGE_RULE, text, &on, &error);
    if (!code) {
        fuzz_check_error(&error, text);
        return;
    }
    /* The names and indexes are the caller's way into the state: none may lie outside. */
    for (int i = 0; i < code->name_count; i++)
        if (code->names[i].index < 0 ||
            code->names[i].index + code->names[i].size > code->state_count)
            fuzz_fail("state %s has no place: %s", code->names[i].name, text);
    run(code->program, code->graph, 2 + code->state_count, text);
    formula_code_free(code);
}

static void try_schedule(const char *text)
{
    struct error error = {0};
    struct formula_code *code = formula_compile(LANGUAGE_SCHEDULE, text, &scope, &error);
    if (!code) {
        fuzz_check_error(&error, text);
        return;
    }
    run(code->program, code->graph, 1 + code->state_count, text);
    formula_code_free(code);
}

static void try_value(const char *text)
{
    const struct scope numbers = {.find = find_number, .name_at = name_at, .context = points[0]};
    struct error error = {0};
    double value;
    if (!value_evaluate(text, &numbers, &value, &error))
        fuzz_check_error(&error, text);
    struct text pretty = {0};
    formula_pretty(&pretty, text, NULL);
    formula_pretty(&pretty, text, &numbers);
    text_free(&pretty);
}

void fuzz_formula(const char *bytes, size_t size)
{
    char *text = memory_copy_bytes(bytes, size);
    char *at = strchr(text, '@');
    if (at)
        *at = '\0';
    const char *rest = at ? at + 1 : text;
    struct surface_code *surface = try_surface(text), *own = NULL;
    if (!surface) {
        struct error error;
        own = surface_compile("(1 - x)^2 + k*(y - x^2)^2", &scope, &error);
    }
    try_rule(rest, surface ? surface : own, false);
    try_rule(rest, surface ? surface : own, true);
    try_schedule(rest);
    try_value(rest);
    surface_code_free(surface);
    surface_code_free(own);
    free(text);
}
