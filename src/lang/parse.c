#include "parse.h"

#include <string.h>

#include "../base/array.h"
#include "../base/nearest.h"
#include "call.h"

/* How close an operator binds to its left and right; ^ binds to the right. */
static const struct infix {
    int left, right;
    enum op op;
} infixes[TOKEN_COUNT] = {
    [TOKEN_OR] = {1, 1, OP_OR},   [TOKEN_AND] = {2, 2, OP_AND}, [TOKEN_LT] = {4, 4, OP_LT},
    [TOKEN_LE] = {4, 4, OP_LE},   [TOKEN_GT] = {4, 4, OP_GT},   [TOKEN_GE] = {4, 4, OP_GE},
    [TOKEN_EQ] = {4, 4, OP_EQ},   [TOKEN_NE] = {4, 4, OP_NE},   [TOKEN_ADD] = {5, 5, OP_ADD},
    [TOKEN_SUB] = {5, 5, OP_SUB}, [TOKEN_MUL] = {6, 6, OP_MUL}, [TOKEN_DIV] = {6, 6, OP_DIV},
    [TOKEN_POW] = {9, 8, OP_POW},
};
enum { LIMIT_NOT = 3, LIMIT_COMPARISON = 4, LIMIT_SIGN = 7 };

static bool parse_operators(struct parser *parser, int limit, struct value *value);

bool parser_advance(struct parser *parser)
{
    return scan_next(&parser->scan, &parser->token, parser->error);
}

bool parser_rewind(struct parser *parser)
{
    parser->scan = (struct scan){.text = parser->scan.text};
    return parser_advance(parser);
}

bool parser_refuse(struct parser *parser, const char *expected)
{
    char found[64];
    return error_at(parser->error, parser->token.offset, "expected %s, found %s", expected,
                    token_describe(&parser->token, parser->scan.text, found));
}

bool parser_check_size(struct parser *parser, int offset)
{
    if (!parser->graph->full)
        return true;
    return error_at(parser->error, offset,
                    "the formula is too large (more than %d operations with its derivatives)",
                    GRAPH_NODES_MAX);
}

static bool refuse_assignment(struct parser *parser)
{
    char found[64];
    return error_at(parser->error, parser->token.offset,
                    "unexpected %s: only a name at the beginning of a statement of a rule or "
                    "schedule is assigned; to compare write ==",
                    token_describe(&parser->token, parser->scan.text, found));
}

/* Whether it is a function of the scope. */
static bool scope_calls(const struct parser *parser, const char *name)
{
    const struct scope *scope = parser->scope;
    const char *known;
    for (int i = 0; scope->function_at && (known = scope->function_at(scope, i)); i++)
        if (strcmp(known, name) == 0)
            return true;
    return false;
}

/* A column's name where columns have no values; words have none anywhere. */
static bool refuse_column(struct parser *parser, const struct token *name, int column)
{
    if (!parser_data(parser)->columns[column].values)
        return error_at(parser->error, name->offset,
                        "the column %s has words in it; expected one of numbers", name->name);
    return error_at(parser->error, name->offset,
                    "%s is a column of the data; expected it inside mean(...) or sum(...)",
                    name->name);
}

static bool refuse_name(struct parser *parser, const struct token *name)
{
    bool called = parser->token.kind == TOKEN_OPEN;
    if (function_exists(name->name))
        return error_at(parser->error, name->offset, "%s is a function; expected %s(...)",
                        name->name, name->name);
    int column = data_find(parser_data(parser), name->name);
    if (column >= 0 && !called)
        return refuse_column(parser, name, column);
    struct nearest near = nearest_begin(name->name);
    const char *candidate;
    for (int i = 0; !called && i < parser->binding_count; i++)
        nearest_offer(&near, parser->bindings[i].name);
    for (int i = 0; (candidate = function_name_at(i)); i++)
        nearest_offer(&near, candidate);
    const struct scope *scope = parser->scope;
    const char *(*name_at)(const struct scope *, int) =
        called ? scope->function_at : scope->name_at;
    for (int i = 0; name_at && (candidate = name_at(scope, i)); i++)
        nearest_offer(&near, candidate);
    for (int i = 0; parser->in_rows && !called && i < parser_data(parser)->column_count; i++)
        nearest_offer(&near, parser_data(parser)->columns[i].name);
    char hint[80] = "";
    if (strlen(name->name) > 1) /* every single letter is near every other */
        nearest_hint(&near, hint);
    return error_at(parser->error, name->offset, "unknown %s %s%s", called ? "function" : "name",
                    name->name, hint);
}

/* A state has the value that the last iteration left. */
static bool read_state(struct parser *parser, struct binding *binding, int offset)
{
    char *name = binding->name;
    int count = binding->shape == SHAPE_VECTOR ? 2 : 1;
    if (parser->state_count + count > STATE_MAX)
        return error_at(parser->error, offset, "too many names keep a value; expected at most %d",
                        STATE_MAX);
    binding->state = parser->state_count;
    node_id x = graph_input(parser->graph, INPUT_STATE, parser->state_count++, name);
    node_id y = x;
    if (count == 2)
        y = graph_input(parser->graph, INPUT_STATE, parser->state_count++, name);
    binding->value = (struct value){binding->shape, x, y, offset};
    binding->known = true;
    return true;
}

/* name := an assigned or predefined one, else a column, else one of the scope */
bool parser_read(struct parser *parser, const struct token *name, struct value *value)
{
    if (parser->token.kind == TOKEN_OPEN &&
        (parser_find(parser, name->name) || name_node(parser, name->name) != NODE_NONE))
        return error_at(parser->error, name->offset,
                        "%s is no function; expected an operator: for a product write %s*(...)",
                        name->name, name->name);
    struct binding *binding = parser_find(parser, name->name);
    bool assigns = token_assigns(&parser->token);
    if (binding) {
        if (!binding->known && !read_state(parser, binding, name->offset))
            return false;
        binding->read |= !binding->assigned;
        *value = binding->value;
    } else {
        *value = value_scalar(name_node(parser, name->name), name->offset);
        if (value->x == NODE_NONE && !parser->graph->full)
            return assigns && !function_exists(name->name) ? refuse_assignment(parser)
                                                           : refuse_name(parser, name);
    }
    value->offset = name->offset;
    parser_mark(parser, assigns ? TRACE_TARGET : TRACE_NAME, name->offset, *value);
    return true;
}

void parser_mark(struct parser *parser, enum trace_kind kind, int begin, struct value value)
{
    if (parser->language != LANGUAGE_RULE || value.shape == SHAPE_MATRIX) {
        parser->reads_hessian |= value.shape == SHAPE_MATRIX;
        return;
    }
    *array_add(parser->points, parser->point_count, parser->point_capacity) = (struct trace_point){
        kind, begin, parser->token.offset, value.shape == SHAPE_VECTOR ? 2 : 1, value.x, value.y};
}

/* A function that the scope has. */
static bool call_scope(struct parser *parser, const struct call *call, struct value *result)
{
    double arguments[ARGUMENTS_MAX], number = 0;
    for (int i = 0; i < call->count; i++) {
        const struct value *argument = &call->arguments[i];
        if (!require_scalar(parser, argument, "an argument"))
            return false;
        if (!graph_is_constant(parser->graph, argument->x, &arguments[i]))
            return error_at(parser->error, argument->offset, "expected a number");
    }
    if (!parser->scope->call(parser->scope, call->name, arguments, call->count, &number,
                             parser->error)) {
        parser->error->offset = call->offset;
        return false;
    }
    *result = value_scalar(graph_constant(parser->graph, number), call->offset);
    return true;
}

static bool parse_arguments(struct parser *parser, struct call *call)
{
    do {
        if (!parser_advance(parser))
            return false;
        if (call->count == 0 && parser->token.kind == TOKEN_CLOSE)
            break;
        if (call->count == ARGUMENTS_MAX)
            return error_at(parser->error, parser->token.offset,
                            "too many arguments; expected at most %d", ARGUMENTS_MAX);
        int begin = parser->token.offset;
        struct value *argument = &call->arguments[call->count++];
        if (!parse_operators(parser, 0, argument))
            return false;
        parser_mark(parser, TRACE_ARGUMENT, begin, *argument);
    } while (parser->token.kind == TOKEN_COMMA);
    return parser->token.kind == TOKEN_CLOSE || parser_refuse(parser, "a comma or )");
}

/* call := name "(" expression {"," expression} ")" */
static bool parse_call(struct parser *parser, const struct token *name, bool of_scope,
                       struct value *value)
{
    struct call call = {.name = name->name, .offset = name->offset};
    bool totals = !of_scope && call_totals(&call) && parser->graph->data;
    if (totals && parser->in_rows)
        return error_at(parser->error, name->offset,
                        "%s stands inside mean or sum already; expected only one of them",
                        name->name);
    parser->in_rows = parser->in_rows || totals;
    bool good = parse_arguments(parser, &call);
    parser->in_rows = parser->in_rows && !totals;
    if (!good || !parser_advance(parser) ||
        !(of_scope ? call_scope(parser, &call, value) : call_apply(parser, &call, value)))
        return false;
    parser_mark(parser, TRACE_CALL, name->offset, *value);
    return true;
}

/* group := "(" expression ["," expression] ")"; with two it is a vector */
static bool parse_group(struct parser *parser, struct value *value)
{
    int offset = parser->token.offset;
    struct value second;
    if (!parser_advance(parser) || !parse_operators(parser, 0, value))
        return false;
    bool vector = parser->token.kind == TOKEN_COMMA && parser->result;
    if (vector) {
        if (!require_scalar(parser, value, "a component of a vector") || !parser_advance(parser) ||
            !parse_operators(parser, 0, &second) ||
            !require_scalar(parser, &second, "a component of a vector"))
            return false;
        *value = value_vector(value->x, second.x, offset);
    }
    if (parser->token.kind != TOKEN_CLOSE)
        return parser_refuse(parser, ")");
    value->offset = offset;
    if (!parser_advance(parser))
        return false;
    if (vector)
        parser_mark(parser, TRACE_VECTOR, offset, *value);
    return true;
}

/* component := primary "." ("x" | "y") */
static bool parse_component(struct parser *parser, struct value *value)
{
    if (!parser_advance(parser) || !require_vector(parser, value, "a component"))
        return false;
    bool is_x = strcmp(parser->token.name, "x") == 0, is_y = strcmp(parser->token.name, "y") == 0;
    if (!is_x && !is_y)
        return parser_refuse(parser, "the component x or y");
    *value = value_scalar(is_x ? value->x : value->y, value->offset);
    if (!parser_advance(parser))
        return false;
    parser_mark(parser, TRACE_COMPONENT, value->offset, *value);
    return true;
}

/* primary := number | name | call | group | component */
static bool parse_primary(struct parser *parser, struct value *value)
{
    struct token token = parser->token;
    bool ok, called, of_scope;
    switch (token.kind) {
    case TOKEN_NUMBER:
        *value = value_scalar(graph_constant(parser->graph, token.value), token.offset);
        ok = parser_advance(parser);
        break;
    case TOKEN_NAME:
        ok = parser_advance(parser);
        called = parser->token.kind == TOKEN_OPEN;
        of_scope = called && scope_calls(parser, token.name);
        if (ok && (of_scope || (called && function_exists(token.name))))
            ok = parse_call(parser, &token, of_scope, value);
        else if (ok)
            ok = parser_read(parser, &token, value);
        break;
    case TOKEN_OPEN:
        ok = parse_group(parser, value);
        break;
    default:
        return parser_refuse(parser, "a number, a name or (");
    }
    if (ok && parser->token.kind == TOKEN_DOT)
        ok = parse_component(parser, value);
    return ok && parser_check_size(parser, token.offset);
}

/* operand := ("-" | "+") operand(SIGN) | "not" operand(NOT) | primary */
static bool parse_operand(struct parser *parser, struct value *value)
{
    struct token token = parser->token;
    if (token.kind != TOKEN_SUB && token.kind != TOKEN_ADD && token.kind != TOKEN_NOT)
        return parse_primary(parser, value);
    if (!parser_advance(parser) ||
        !parse_operators(parser, token.kind == TOKEN_NOT ? LIMIT_NOT : LIMIT_SIGN, value) ||
        !require_no_matrix(parser, value))
        return false;
    if (token.kind != TOKEN_ADD)
        *value = value_unary(parser, token.kind == TOKEN_NOT ? OP_NOT : OP_NEG, *value);
    value->offset = token.offset;
    return true;
}

static bool apply_operator(struct parser *parser, enum op op, struct value a, struct value b,
                           struct value *result)
{
    if (op == OP_MUL && a.shape == SHAPE_MATRIX) {
        if (!require_vector(parser, &b, "H*a"))
            return false;
        const struct surface_code *s = parser->scope->surface;
        struct value top = value_vector(s->fxx, s->fxy, a.offset);
        struct value bottom = value_vector(s->fxy, s->fyy, a.offset);
        *result =
            value_vector(value_dot(parser, top, b).x, value_dot(parser, bottom, b).x, a.offset);
        parser_mark(parser, TRACE_PRODUCT, a.offset, *result);
        return true;
    }
    if (!require_no_matrix(parser, &a) || !require_no_matrix(parser, &b))
        return false;
    *result = value_binary(parser, op, a, b);
    return true;
}

/* What follows a complete operand must not begin another one. */
static bool check_follower(struct parser *parser, const struct value *left)
{
    struct token *token = &parser->token;
    const char *text = parser->scan.text;
    char found[64];
    if (token_assigns(token))
        return refuse_assignment(parser);
    if (token->kind != TOKEN_NUMBER && token->kind != TOKEN_NAME && token->kind != TOKEN_OPEN)
        return true;
    int end = token->offset;
    while (end > left->offset && strchr(" \t\r\n", text[end - 1]))
        end--;
    const char *rest = token->kind == TOKEN_OPEN ? "(...)" : token_describe(token, text, found);
    if (end - left->offset > 20) /* too long to be worth repeating */
        return error_at(parser->error, token->offset,
                        "expected an operator, found %s; for a product write *%s", rest, rest);
    return error_at(parser->error, token->offset,
                    "expected an operator, found %s; for a product write %.*s*%s", rest,
                    end - left->offset, text + left->offset, rest);
}

/* operators(limit) := operand {operator operators(right)}, as long as it binds closer than limit */
static bool parse_operators(struct parser *parser, int limit, struct value *value)
{
    if (++parser->depth > FORMULA_DEPTH_MAX)
        return error_at(parser->error, parser->token.offset,
                        "nested too deeply; expected at most %d levels", FORMULA_DEPTH_MAX);
    if (!parse_operand(parser, value) || !check_follower(parser, value))
        return false;
    const struct infix *infix = &infixes[parser->token.kind];
    while (infix->left > limit) {
        struct value right;
        int offset = value->offset;
        if (!parser_advance(parser) || !parse_operators(parser, infix->right, &right) ||
            !apply_operator(parser, infix->op, *value, right, value) ||
            !parser_check_size(parser, right.offset))
            return false;
        value->offset = offset;
        bool compared = infix->left == LIMIT_COMPARISON;
        infix = &infixes[parser->token.kind];
        if (compared && infix->left == LIMIT_COMPARISON)
            return error_at(parser->error, parser->token.offset,
                            "comparisons do not chain; write a < b and b < c");
    }
    parser->depth--;
    return true;
}

bool parse_expression(struct parser *parser, struct value *value)
{
    parser->depth = 0;
    return parse_operators(parser, 0, value);
}

bool parser_scalar(struct parser *parser, struct value *value)
{
    if (!parser_rewind(parser))
        return false;
    while (parser->token.kind == TOKEN_SEPARATOR &&
           parser->scan.text[parser->token.offset] == '\n') {
        if (!parser_advance(parser))
            return false;
    }
    if (!parse_expression(parser, value) || !require_scalar(parser, value, "the formula"))
        return false;
    while (parser->token.kind == TOKEN_SEPARATOR) {
        if (!parser_advance(parser))
            return false;
    }
    return parser->token.kind == TOKEN_END || parser_refuse(parser, "an operator or the end");
}
