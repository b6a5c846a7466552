#include "call.h"

#include <string.h>

#include "../base/array.h"
#include "../base/spelling.h"
#include "derive.h"
#include "vocabulary.h"

static enum op find_op(const char *name)
{
    for (enum op op = OP_SQRT; op <= OP_HYPOT; op++)
        if (spelling_of(op_infos[op].name, op_infos[op].also, name))
            return op;
    return OP_COUNT;
}

static struct value apply_where(struct parser *parser, const struct call *call)
{
    const struct value *v = call->arguments;
    bool vector =
        v[0].shape == SHAPE_VECTOR || v[1].shape == SHAPE_VECTOR || v[2].shape == SHAPE_VECTOR;
    node_id x = graph_where(parser->graph, v[0].x, v[1].x, v[2].x);
    if (!vector)
        return value_scalar(x, call->offset);
    return value_vector(parser, x, graph_where(parser->graph, v[0].y, v[1].y, v[2].y),
                        call->offset);
}

static struct value apply_extreme(struct parser *parser, const struct call *call)
{
    enum op op = find_op(call->name);
    struct value result = call->arguments[0];
    for (int i = 1; i < call->count; i++)
        result = value_binary(parser, op, result, call->arguments[i]);
    return result;
}

static struct value number(struct parser *parser, double value)
{
    return value_scalar(graph_constant(parser->graph, value), 0);
}

static struct value apply_clip(struct parser *parser, const struct call *call)
{
    const struct value *v = call->arguments;
    return value_binary(parser, OP_MIN, value_binary(parser, OP_MAX, v[0], v[1]), v[2]);
}

/* As max(a, 0), but flat at 0, as the machines that learn have it. */
static struct value apply_relu(struct parser *parser, const struct call *call)
{
    struct value a = call->arguments[0], zero = number(parser, 0);
    return apply_where(
        parser, &(struct call){.arguments = {value_binary(parser, OP_LE, a, zero), zero, a}});
}

static struct value apply_softplus(struct parser *parser, const struct call *call)
{
    return value_binary(parser, OP_LOGADDEXP, call->arguments[0], number(parser, 0));
}

/* a^b, a^2 or 2^a */
static struct value apply_power(struct parser *parser, const struct call *call)
{
    const struct value a = call->arguments[0], two = number(parser, 2);
    if (strcmp(call->name, "exp2") == 0)
        return value_binary(parser, OP_POW, two, a);
    return value_binary(parser, OP_POW, a, call->count == 1 ? two : call->arguments[1]);
}

static struct value apply_norm(struct parser *parser, const struct call *call)
{
    const struct value *a = call->arguments;
    return value_scalar(graph_binary(parser->graph, OP_HYPOT, a->x, a->y), call->offset);
}

static struct value apply_dot(struct parser *parser, const struct call *call)
{
    const struct value *v = call->arguments;
    return value_dot(parser, v[0], v[1]);
}

/* ad - bc */
static node_id determinant(struct graph *graph, node_id a, node_id b, node_id c, node_id d)
{
    node_id ad = graph_binary(graph, OP_MUL, a, d), bc = graph_binary(graph, OP_MUL, b, c);
    return graph_binary(graph, OP_SUB, ad, bc);
}

/* Cramer's rule. A singular H divides by 0, and is let to; but 0/0 is 0, so that a ball at rest
 * stays where even H is 0. */
static struct value apply_solve(struct parser *parser, const struct call *call)
{
    const struct value *v = call->arguments;
    const struct surface_code *s = parser->scope->surface;
    struct graph *graph = parser->graph;
    parser->solves = true;
    if (s->line)
        return value_vector(parser, graph_binary(graph, OP_DIV0, v[1].x, s->fxx), v[1].y,
                            call->offset);
    node_id whole = determinant(graph, s->fxx, s->fxy, s->fxy, s->fyy);
    node_id x = determinant(graph, v[1].x, s->fxy, v[1].y, s->fyy);
    node_id y = determinant(graph, s->fxx, v[1].x, s->fxy, v[1].y);
    return value_vector(parser, graph_binary(graph, OP_DIV0, x, whole),
                        graph_binary(graph, OP_DIV0, y, whole), call->offset);
}

static struct value apply_grad(struct parser *parser, const struct call *call)
{
    node_id nodes[] = {parser->scope->surface->fx, parser->scope->surface->fy}, moved[2];
    derive_moved(parser->graph, nodes, 2, call->arguments->x, call->arguments->y, moved);
    return parser_gradient(parser, moved[0], moved[1], call->offset);
}

static struct value apply_loss(struct parser *parser, const struct call *call)
{
    node_id moved;
    derive_moved(parser->graph, &parser->scope->surface->f, 1, call->arguments->x,
                 call->arguments->y, &moved);
    return value_scalar(moved, call->offset);
}

/* Of all rows, without noise, whatever the rule sees. */
static struct value apply_full(struct parser *parser, const struct call *call)
{
    const struct surface_code *full =
        parser->scope->full ? parser->scope->full : parser->scope->surface;
    const node_id roots[] = {full->f, full->fx, full->fy};
    const struct value *p = call->arguments;
    node_id there[3];
    bool loss = strcmp(call->name, "full") == 0;
    graph_import(parser->graph, full->graph, loss ? roots : roots + 1, loss ? 1 : 2, p->x, p->y,
                 there);
    return loss ? value_scalar(there[0], call->offset)
                : value_vector(parser, there[0], there[1], call->offset);
}

static node_id parameter_or(struct parser *parser, const char *name, double otherwise)
{
    node_id node = scope_node(parser, name);
    return node != NODE_NONE ? node : graph_constant(parser->graph, otherwise);
}

/* Whether f falls from the nodes of here to those of there by more than rounding could feign: where
 * it falls by less, the slopes tell (Hager, Zhang 2005), as they do on a parabola. */
static node_id falls(struct parser *parser, const node_id here[3], const node_id there[3],
                     struct value d, struct value c)
{
    struct graph *graph = parser->graph;
    struct value one = value_scalar(graph_constant(graph, 1), 0);
    struct value share = value_binary(parser, OP_SUB, value_binary(parser, OP_ADD, c, c), one);
    struct value before = value_dot(parser, value_vector(parser, here[1], here[2], 0), d);
    struct value after = value_dot(parser, value_vector(parser, there[1], there[2], 0), d);
    node_id least = graph_binary(graph, OP_MUL, graph_constant(graph, 1e-12),
                                 graph_unary(graph, OP_ABS, here[0]));
    node_id seen =
        graph_binary(graph, OP_GT, graph_binary(graph, OP_SUB, here[0], there[0]), least);
    node_id told =
        graph_binary(graph, OP_LE, after.x, value_binary(parser, OP_MUL, share, before).x);
    return graph_binary(graph, OP_OR, seen, told);
}

/* Armijo's step size: from eta, a shrinks until f(theta + a d) <= f + c a g.d; 0 where it never
 * is. f, g and theta are those at the beginning of the iteration. A NaN is no descent, so that it
 * shrinks too. */
static struct value apply_backtrack(struct parser *parser, const struct call *call)
{
    struct value d = call->arguments[0];
    struct graph *graph = parser->graph;
    const struct surface_code *s = parser->scope->surface;
    const node_id here[] = {s->f, s->fx, s->fy};
    struct value a = value_scalar(graph_loop_variable(graph), call->offset);
    parser->searches = true;
    struct value theta = value_vector(parser, graph_input(graph, INPUT_X, 0, ""),
                                      graph_input(graph, INPUT_Y, 0, ""), call->offset);
    struct value step = value_binary(parser, OP_MUL, a, d);
    struct value moved = value_binary(parser, OP_ADD, theta, step);
    node_id there[3];
    derive_moved(graph, here, 3, moved.x, moved.y, there);
    struct value slope = value_dot(parser, parser_gradient(parser, s->fx, s->fy, call->offset), d);
    struct value c = value_scalar(parameter_or(parser, "c", 1e-4), call->offset);
    slope = value_binary(parser, OP_MUL, value_binary(parser, OP_MUL, c, a), slope);
    node_id bound = graph_binary(graph, OP_ADD, s->f, slope.x);
    node_id good = graph_binary(graph, OP_AND, graph_binary(graph, OP_LE, there[0], bound),
                                falls(parser, here, there, d, c));
    node_id again = graph_unary(graph, OP_NOT, good);
    node_id next = graph_binary(graph, OP_MUL, a.x, parameter_or(parser, "shrink", 0.5));
    node_id first = graph_input(graph, INPUT_ETA, 0, "");
    return value_scalar(graph_loop(graph, a.x, first, again, next), call->offset);
}

/* Each call is a place of its own: equal ones are different nodes. */
static struct value apply_draw(struct parser *parser, const struct call *call)
{
    struct graph *graph = parser->graph;
    bool normal = strcmp(call->name, "normal") == 0;
    int place = parser->draw_count++;
    parser->draws_normal[place] = normal;
    if (!normal)
        return value_scalar(graph_input(graph, INPUT_UNIFORM, place, ""), call->offset);
    node_id x = graph_input(graph, INPUT_NORMAL_X, place, "");
    return value_vector(parser, x, graph_input(graph, INPUT_NORMAL_Y, place, ""), call->offset);
}

/* Rules and schedules have no rows of their own: what they read of the data is the surface's. A
 * curve is over one column, and knows no rows. */
static struct value apply_data(struct parser *parser, const struct call *call)
{
    struct graph *graph = parser->graph;
    node_id total = graph_total(graph, call->arguments[0].x, false);
    if (strcmp(call->name, "mean") == 0)
        total = graph_binary(graph, OP_DIV, total, graph_rows(graph));
    return value_scalar(total, call->offset);
}

/* Over the rows so far, up to this one. What is told of none is NaN. */
static const struct {
    const char *name;
    enum fold_kind kind;
} folds[] = {{"before", FOLD_BEFORE}, {"ema", FOLD_EMA},         {"mean", FOLD_MEAN},
             {"sum", FOLD_SUM},       {"highest", FOLD_HIGHEST}, {"lowest", FOLD_LOWEST}};

static struct value apply_fold(struct parser *parser, const struct call *call)
{
    struct fold fold = {.part = call->arguments[0].x};
    for (size_t i = 0; i < sizeof folds / sizeof *folds; i++)
        if (strcmp(call->name, folds[i].name) == 0)
            fold.kind = folds[i].kind;
    if (call->count == 2)
        graph_is_constant(parser->graph, call->arguments[1].x, &fold.share);
    int index = parser->fold_count;
    *array_add(parser->folds, parser->fold_count, parser->fold_capacity) = fold;
    return value_scalar(graph_input(parser->graph, INPUT_COLUMN, FOLD_COLUMN + index, ""),
                        call->offset);
}

static bool check_fold(struct parser *parser, struct call *call)
{
    double share;
    if (!require_scalar(parser, &call->arguments[0], call->name))
        return false;
    if (parser->fold_count == FOLDS_MAX)
        return error_at(parser->error, call->offset, "at most %d such functions in a formula",
                        FOLDS_MAX);
    if (call->count < 2)
        return true;
    if (!graph_is_constant(parser->graph, call->arguments[1].x, &share) ||
        !(share >= 0 && share < 1))
        return error_at(parser->error, call->arguments[1].offset,
                        "expected a number from 0 to below 1: the share of what was before");
    return true;
}

static struct value apply_total(struct parser *parser, const struct call *call)
{
    return parser->language == LANGUAGE_RECORD ? apply_fold(parser, call)
                                               : apply_data(parser, call);
}

enum {
    SURFACES = LANGUAGE_BIT(LANGUAGE_SURFACE),
    RULES = LANGUAGE_BIT(LANGUAGE_RULE),
    RECORDS = LANGUAGE_BIT(LANGUAGE_RECORD)
};
enum { FIRST = 1, SECOND = 2 };

/* The functions that are more than one operation; op_infos has the others. */
static const struct function {
    const char *name;
    const char *also; /* its other names, with | between; or NULL */
    const char *usage;
    int least, most;
    unsigned vectors; /* the arguments that must be one, as bits */
    unsigned languages;
    struct value (*apply)(struct parser *parser, const struct call *call);
} functions[] = {
    {"where", "if|ifelse", "where(condition, a, b)", 3, 3, 0, LANGUAGES_ALL, apply_where},
    {"min", "minimum|fmin", "min(a, b, ...)", 2, ARGUMENTS_MAX, 0, LANGUAGES_ALL, apply_extreme},
    {"max", "maximum|fmax", "max(a, b, ...)", 2, ARGUMENTS_MAX, 0, LANGUAGES_ALL, apply_extreme},
    {"clip", "clamp|clip_by_value", "clip(a, low, high)", 3, 3, 0, LANGUAGES_ALL, apply_clip},
    {"relu", NULL, "relu(a)", 1, 1, 0, LANGUAGES_ALL, apply_relu},
    {"softplus", NULL, "softplus(a)", 1, 1, 0, LANGUAGES_ALL, apply_softplus},
    {"pow", "power", "pow(a, b)", 2, 2, 0, LANGUAGES_ALL, apply_power},
    {"square", "sqr", "square(a)", 1, 1, 0, LANGUAGES_ALL, apply_power},
    {"exp2", NULL, "exp2(a)", 1, 1, 0, LANGUAGES_ALL, apply_power},
    {"norm", NULL, "norm(a)", 1, 1, FIRST, LANGUAGES_ALL, apply_norm},
    {"dot", NULL, "dot(a, b)", 2, 2, FIRST | SECOND, LANGUAGES_ALL, apply_dot},
    {"solve", NULL, "solve(H, a)", 2, 2, SECOND, RULES, apply_solve},
    {"grad", NULL, "grad(p)", 1, 1, FIRST, RULES, apply_grad},
    {"loss", NULL, "loss(p)", 1, 1, FIRST, RULES, apply_loss},
    {"full", "full_loss", "full(p)", 1, 1, FIRST, RULES, apply_full},
    {"fullgrad", "full_grad|full_gradient", "fullgrad(p)", 1, 1, FIRST, RULES, apply_full},
    {"backtrack", NULL, "backtrack(d)", 1, 1, FIRST, RULES, apply_backtrack},
    {"normal", "randn|gauss|gaussian", "normal()", 0, 0, 0, RULES, apply_draw},
    {"uniform", "rand|random", "uniform()", 0, 0, 0, RULES, apply_draw},
    {"mean", "average|reduce_mean", "mean(a)", 1, 1, 0, SURFACES | RECORDS, apply_total},
    {"sum", "reduce_sum", "sum(a)", 1, 1, 0, SURFACES | RECORDS, apply_total},
    {"before", "previous", "before(a)", 1, 1, 0, RECORDS, apply_fold},
    {"ema", "smooth", "ema(a, share)", 2, 2, 0, RECORDS, apply_fold},
    {"highest", NULL, "highest(a)", 1, 1, 0, RECORDS, apply_fold},
    {"lowest", "best", "lowest(a)", 1, 1, 0, RECORDS, apply_fold},
};
enum { FUNCTION_COUNT = sizeof functions / sizeof *functions };

static const struct function *find_function(const char *name)
{
    for (int i = 0; i < FUNCTION_COUNT; i++)
        if (spelling_of(functions[i].name, functions[i].also, name))
            return &functions[i];
    return NULL;
}

const char *function_name(const char *name)
{
    const struct function *function = find_function(name);
    enum op op = function ? OP_COUNT : find_op(name);
    return function ? function->name : op != OP_COUNT ? op_infos[op].name : NULL;
}

bool function_is_of(enum language language, const char *name)
{
    const struct function *function = find_function(name);
    return function ? function->languages & LANGUAGE_BIT(language) : find_op(name) != OP_COUNT;
}

const char *function_name_at(int index)
{
    if (index < FUNCTION_COUNT)
        return functions[index].name;
    index += OP_SQRT - FUNCTION_COUNT;
    return index <= OP_HYPOT ? op_infos[index].name : NULL;
}

const char *function_usage_at(int index, unsigned *languages, const char **also)
{
    const char *name = function_name_at(index);
    bool single = index >= FUNCTION_COUNT;
    *languages = single ? LANGUAGES_ALL : functions[index].languages;
    *also = !single ? functions[index].also : name ? op_infos[find_op(name)].also : NULL;
    return single && name && find_function(name) ? "" : single ? name : functions[index].usage;
}

bool function_draws(const char *name)
{
    const struct function *function = find_function(name);
    return function && function->apply == apply_draw;
}

bool call_totals(const struct call *call)
{
    const struct function *function = find_function(call->name);
    return function && function->apply == apply_total;
}

/* One operation, by component. */
static bool apply_op(struct parser *parser, const struct call *call, struct value *result)
{
    const struct value *v = call->arguments;
    enum op op = find_op(call->name);
    if (op_infos[op].arity != call->count)
        return error_at(parser->error, call->offset, "%s takes %s, found %d; expected %s(%s)",
                        call->name, op_infos[op].arity == 1 ? "one argument" : "two arguments",
                        call->count, call->name, op_infos[op].arity == 1 ? "a" : "a, b");
    *result =
        call->count == 1 ? value_unary(parser, op, v[0]) : value_binary(parser, op, v[0], v[1]);
    result->offset = call->offset;
    return true;
}

/* What a function asks of its call. */
static bool check_call(struct parser *parser, const struct function *function, struct call *call)
{
    if (call->count < function->least || call->count > function->most)
        return error_at(parser->error, call->offset,
                        "wrong number of arguments (%d) for %s; expected %s", call->count,
                        call->name, function->usage);
    if (function->apply == apply_solve && call->arguments[0].shape != SHAPE_MATRIX)
        return error_at(parser->error, call->arguments[0].offset,
                        "solve needs H first; expected solve(H, a)");
    for (int i = 0; i < call->count; i++)
        if (function->vectors & 1u << i && !require_vector(parser, &call->arguments[i], call->name))
            return false;
    if (function->apply == apply_draw && parser->draw_count == DRAWS_MAX)
        return error_at(parser->error, call->offset,
                        "too many places draw; expected at most %d of normal() and uniform()",
                        DRAWS_MAX);
    if (parser->language == LANGUAGE_RECORD && function->languages & RECORDS &&
        function->languages != LANGUAGES_ALL)
        return check_fold(parser, call);
    return function->apply != apply_total || parser->graph->data ||
           error_at(parser->error, call->offset, "%s needs data, and none is loaded", call->name);
}

bool call_apply(struct parser *parser, struct call *call, struct value *result)
{
    const struct function *function = find_function(call->name);
    call->name = function_name(call->name);
    bool takes_matrix = function && function->apply == apply_solve;
    for (int i = takes_matrix ? 1 : 0; i < call->count; i++)
        if (!require_no_matrix(parser, &call->arguments[i]))
            return false;
    if (!function)
        return apply_op(parser, call, result);
    if (!check_call(parser, function, call))
        return false;
    *result = function->apply(parser, call);
    result->offset = call->offset;
    return true;
}
