/* The grammar of expressions. */

#include "parse.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "../base/memory.h"
#include "../base/spelling.h"
#include "call.h"
#include "vocabulary.h"

/* How close an operator binds to its left and right; ^ binds to the right. What begins an operand
 * where one has ended is a factor without a sign. */
static const struct infix {
    int left, right;
    enum op op;
} infixes[TOKEN_COUNT] = {
    [TOKEN_OR] = {1, 1, OP_OR},    [TOKEN_AND] = {2, 2, OP_AND},    [TOKEN_LT] = {4, 4, OP_LT},
    [TOKEN_LE] = {4, 4, OP_LE},    [TOKEN_GT] = {4, 4, OP_GT},      [TOKEN_GE] = {4, 4, OP_GE},
    [TOKEN_EQ] = {4, 4, OP_EQ},    [TOKEN_NE] = {4, 4, OP_NE},      [TOKEN_ADD] = {5, 5, OP_ADD},
    [TOKEN_SUB] = {5, 5, OP_SUB},  [TOKEN_MUL] = {6, 6, OP_MUL},    [TOKEN_DIV] = {6, 6, OP_DIV},
    [TOKEN_POW] = {9, 8, OP_POW},  [TOKEN_NUMBER] = {6, 6, OP_MUL}, [TOKEN_NAME] = {6, 6, OP_MUL},
    [TOKEN_OPEN] = {6, 6, OP_MUL}, [TOKEN_BAR] = {6, 6, OP_MUL},
};
enum { LIMIT_NOT = 3, LIMIT_COMPARISON = 4, LIMIT_SIGN = 7 };

/* What values know of rows, where there are some. */
static const char functions_over_rows[] = "mean|sum|highest|lowest|latest";

static bool parse_operators(struct parser *parser, int limit, struct value *value);
static bool parse_atom(struct parser *parser, struct value *value);

static bool refuse_depth(struct parser *parser)
{
    return error_at(parser->error, parser->token.offset,
                    "nested too deeply; expected at most %d levels", FORMULA_DEPTH_MAX);
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
    if (parser->scope->call_column) {
        enum name_kind kind = parser->scope->call_column(parser->scope, call->name, arguments,
                                                         call->count, &number, parser->error);
        if (kind == NAME_UNKNOWN)
            parser->error->offset = call->offset;
        else
            *result = value_of_column(parser, kind, number);
        result->offset = call->offset;
        return kind != NAME_UNKNOWN;
    }
    if (!parser->scope->call(parser->scope, call->name, arguments, call->count, &number,
                             parser->error)) {
        parser->error->offset = call->offset;
        return false;
    }
    *result = value_scalar(graph_constant(parser->graph, number), call->offset);
    return true;
}

static bool parse_argument(struct parser *parser, struct value *value)
{
    int begin = parser->token.offset;
    if (!parse_operators(parser, 0, value))
        return false;
    parser_mark(parser, TRACE_ARGUMENT, begin, *value);
    return true;
}

/* Up to a parenthesis, or to the bar that is like the one before them. */
static bool parse_arguments(struct parser *parser, struct call *call, const struct token *bar)
{
    enum token_kind end = bar ? TOKEN_BAR_END : TOKEN_CLOSE;
    do {
        if (!parser_advance(parser))
            return false;
        if (call->count == 0 && parser->token.kind == end)
            break;
        if (call->count == ARGUMENTS_MAX)
            return error_at(parser->error, parser->token.offset,
                            "too many arguments; expected at most %d", ARGUMENTS_MAX);
        if (!parse_argument(parser, &call->arguments[call->count++]))
            return false;
    } while (parser->token.kind == TOKEN_COMMA);
    if (parser->token.kind == end && (!bar || parser->token.length == bar->length))
        return true;
    return parser_refuse(parser, !bar ? "a comma or )" : bar->length == 1 ? "|" : "‖");
}

/* To the comma or parenthesis that ends an argument, which is not looked at. */
static bool skip_argument(struct parser *parser)
{
    for (int depth = 0;;) {
        if (!parser_advance(parser))
            return false;
        enum token_kind kind = parser->token.kind;
        if (kind == TOKEN_END || (depth == 0 && (kind == TOKEN_COMMA || kind == TOKEN_CLOSE)))
            return kind != TOKEN_END || parser_refuse(parser, "a comma or )");
        depth += kind == TOKEN_OPEN ? 1 : kind == TOKEN_CLOSE ? -1 : 0;
    }
}

/* over := name "(" formula over rows {"," expression} ")" */
static bool parse_over_rows(struct parser *parser, const struct token *name, struct value *value)
{
    const struct scope *scope = parser->scope;
    double arguments[ARGUMENTS_MAX], number;
    int begin = parser->token.offset + 1, count = 0;
    if (!skip_argument(parser))
        return false;
    char *text =
        memory_copy_bytes(parser->scan.text + begin, (size_t)(parser->token.offset - begin));
    struct value argument;
    bool good = true;
    while (good && parser->token.kind == TOKEN_COMMA && count < ARGUMENTS_MAX) {
        good = parser_advance(parser) && parse_operators(parser, 0, &argument) &&
               require_scalar(parser, &argument, "an argument") &&
               (graph_is_constant(parser->graph, argument.x, &arguments[count++]) ||
                error_at(parser->error, argument.offset, "expected a number"));
    }
    good = good && (parser->token.kind == TOKEN_CLOSE || parser_refuse(parser, "a comma or )"));
    if (good &&
        !scope->over_rows(scope, name->name, text, arguments, count, &number, parser->error)) {
        int offset = parser->error->offset;
        parser->error->offset = offset == ERROR_NO_PLACE ? name->offset : begin + offset;
        good = false;
    }
    free(text);
    if (good)
        *value = value_scalar(graph_constant(parser->graph, number), name->offset);
    return good && parser_advance(parser);
}

/* call := name "(" expression {"," expression} ")" | "|" expression "|" | "‖" expression "‖" */
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
    bool good = parse_arguments(parser, &call, name->kind == TOKEN_BAR ? name : NULL);
    parser->in_rows = parser->in_rows && !totals;
    const char *bars = parser->scan.text + name->offset, *end = parser->scan.text;
    if (good && strncmp(bars, "||", 2) == 0 && end[parser->token.offset - 1] == '|' &&
        call.arguments->shape == SHAPE_VECTOR)
        return error_at(parser->error, name->offset,
                        "||...|| has two readings; write norm(...), or abs(...) by component");
    if (!good || !parser_advance(parser) ||
        !(of_scope ? call_scope(parser, &call, value) : call_apply(parser, &call, value)))
        return false;
    parser->closed = parser->token.offset;
    parser_mark(parser, TRACE_CALL, name->offset, *value);
    return true;
}

/* group := "(" expression ["," expression] ")"; with two it is a vector */
static bool parse_group(struct parser *parser, struct value *value)
{
    int offset = parser->token.offset;
    struct value second;
    if (!parser_advance(parser))
        return false;
    int first = parser->token.offset;
    if (!parse_operators(parser, 0, value))
        return false;
    bool vectors = parser->result || parser->language == LANGUAGE_RECORD;
    bool vector = parser->token.kind == TOKEN_COMMA && vectors;
    if (vector) {
        parser_mark(parser, TRACE_ARGUMENT, first, *value);
        if (!require_scalar(parser, value, "a component of a vector") || !parser_advance(parser) ||
            !parse_argument(parser, &second) ||
            !require_scalar(parser, &second, "a component of a vector"))
            return false;
        *value = value_vector(parser, value->x, second.x, offset);
    }
    if (parser->token.kind != TOKEN_CLOSE)
        return parser_refuse(parser, ")");
    value->offset = offset;
    if (!parser_advance(parser))
        return false;
    parser->closed = parser->token.offset;
    if (vector)
        parser_mark(parser, TRACE_VECTOR, offset, *value);
    return true;
}

bool parser_component(struct parser *parser, int *component)
{
    bool is_x = strcmp(parser->token.name, "x") == 0, is_y = strcmp(parser->token.name, "y") == 0;
    if (!is_x && !is_y)
        return parser_refuse(parser, "the component x or y");
    *component = is_y;
    return parser_advance(parser);
}

/* component := primary "." ("x" | "y") */
static bool parse_component(struct parser *parser, struct value *value)
{
    int component = 0;
    if (!parser_advance(parser) || !require_vector(parser, value, "a component") ||
        !parser_component(parser, &component))
        return false;
    *value = value_scalar(component ? value->y : value->x, value->offset);
    parser_mark(parser, TRACE_COMPONENT, value->offset, *value);
    return true;
}

/* number := ... ["%"], which only ends a value */
static bool parse_number(struct parser *parser, struct value *value)
{
    struct token number = parser->token, next;
    if (!parser_advance(parser))
        return false;
    struct scan ahead = parser->scan;
    if (parser->token.kind == TOKEN_PERCENT && parser->language == LANGUAGE_VALUE &&
        scan_next(&ahead, &next, NULL) && next.kind == TOKEN_END) {
        number.value /= 100;
        parser_advance(parser);
    }
    *value = value_scalar(graph_constant(parser->graph, number.value), number.offset);
    return true;
}

/* The exponent that a superscript is: a number, or so many times a name. */
static bool parse_raised(struct parser *parser, struct value *exponent)
{
    struct token raised = parser->token;
    *exponent = value_scalar(graph_constant(parser->graph, raised.value), raised.offset);
    if (!parser_advance(parser) || !*raised.name)
        return parser->token.offset > raised.offset;
    struct value name = *exponent;
    if (!parser_read(parser, &raised, &name) || !require_scalar(parser, &name, "an exponent"))
        return false;
    *exponent = value_binary(parser, OP_MUL, *exponent, name);
    parser_mark(parser, TRACE_EXPONENT, raised.offset, *exponent);
    return true;
}

/* Text of the formula for an error, without blanks at its end; `...` for long ones. */
static const char *quote(const struct parser *parser, int begin, int end, char buffer[40])
{
    const char *text = parser->scan.text;
    while (end > begin && strchr(" \t\r\n", text[end - 1]))
        end--;
    if (end - begin > 30)
        snprintf(buffer, 40, "...");
    else
        snprintf(buffer, 40, "%.*s", end - begin, text + begin);
    return buffer;
}

/* What was taken last, and what now follows, have two readings: with a sign between them it could
 * belong to what was taken or to all of it. */
static bool refuse_readings(struct parser *parser, const char *sign, const char *rest)
{
    const struct taken *taken = &parser->taken;
    char head[40], operand[40];
    quote(parser, taken->begin, taken->operand, head);
    quote(parser, taken->operand, taken->end, operand);
    return error_at(parser->error, parser->token.offset,
                    "this has two readings; write %s(%s%s%s) or %s%s%s%s%s%s", head, operand, sign,
                    rest, head, taken->called ? "(" : "", operand, taken->called ? ")" : "", sign,
                    rest);
}

static bool is_function(struct parser *parser, const struct token *token)
{
    return token->kind == TOKEN_NAME && function_is_of(parser->language, token->name) &&
           !parser_known(parser, token->name);
}

/* Refuses a factor without a sign that is a number (3 4), or that what was taken last could have
 * for itself: 1/2x, x^2y, sin x y. But e^(x)y has parentheses, and sin x cos y is a product. */
static bool check_factor(struct parser *parser, const struct value *left)
{
    const struct token *token = &parser->token;
    const struct taken *taken = &parser->taken;
    char found[64], quoted[40];
    const char *rest = token->kind == TOKEN_OPEN  ? "(...)"
                       : token->kind == TOKEN_BAR ? "|...|"
                                                  : token_describe(token, parser->scan.text, found);
    if (token->kind == TOKEN_NUMBER)
        return error_at(parser->error, token->offset,
                        "expected an operator, found %s; for a product write %s*%s", rest,
                        quote(parser, left->offset, token->offset, quoted), rest);
    if (taken->end != token->offset || taken->closed ||
        (taken->called && is_function(parser, token)))
        return true;
    return refuse_readings(parser, "*", rest);
}

/* factor := {number | constant} atom: what a function takes without parentheses */
static bool parse_factor(struct parser *parser, bool root, struct value *value)
{
    bool more = true;
    int begin = parser->token.offset;
    for (struct value left = {.offset = -1}; more; left = *value) {
        const struct token token = parser->token;
        const struct word *word = word_find(token.name);
        if (!parse_atom(parser, value))
            return false;
        if (left.offset >= 0) {
            parser_mark(parser, TRACE_FACTOR, token.offset, *value);
            *value = value_binary(parser, OP_MUL, left, *value);
        }
        more = !root && (token.kind == TOKEN_NUMBER || (word && word->kind == WORD_NUMBER)) &&
               token_begins_operand(parser->token.kind) && parser->token.kind != TOKEN_NUMBER &&
               !is_function(parser, &parser->token);
    }
    parser_mark(parser, TRACE_ARGUMENT, begin, *value);
    return true;
}

/* power := raised | "^" number, of a function: only of its value */
static bool parse_function_power(struct parser *parser, const char *name, struct value *power)
{
    bool raised = parser->token.kind == TOKEN_RAISED;
    if (!raised && !parser_advance(parser))
        return false;
    bool inverse = parser->token.kind == TOKEN_SUB || (raised && parser->token.value < 0);
    if (inverse)
        return error_at(parser->error, parser->token.offset,
                        "%s to a negative power has two readings; write %s(...)^-1, or the name "
                        "of the inverse function",
                        name, name);
    if (raised)
        return parse_raised(parser, power);
    return parser->token.kind == TOKEN_NUMBER ? parse_number(parser, power)
                                              : parser_refuse(parser, "a number as the power");
}

/* application := function [power] (factor | "(" arguments ")") */
static bool parse_application(struct parser *parser, const struct token *name, struct value *value)
{
    struct value power = {.offset = -1};
    bool root = token_is_root(name, parser->scan.text);
    enum token_kind kind = parser->token.kind;
    if ((kind == TOKEN_POW || kind == TOKEN_RAISED) &&
        !parse_function_power(parser, name->name, &power))
        return false;
    if (!token_begins_operand(parser->token.kind))
        return parser_read(parser, name, value);
    struct call call = {.name = name->name, .offset = name->offset, .count = 1};
    int operand = parser->token.offset;
    bool called = parser->token.kind == TOKEN_OPEN;
    if (!(called ? parse_call(parser, name, false, value)
                 : parse_factor(parser, root, call.arguments) && call_apply(parser, &call, value)))
        return false;
    if (!called) {
        bool closed = parser->closed == parser->token.offset;
        parser->taken = (struct taken){name->offset, operand, parser->token.offset, true, closed};
        parser_mark(parser, TRACE_CALL, name->offset, *value);
        if (parser->token.kind == TOKEN_POW || parser->token.kind == TOKEN_RAISED)
            return refuse_readings(parser, "", parser->token.kind == TOKEN_POW ? "^..." : "ⁿ");
    }
    if (power.offset >= 0) {
        *value = value_binary(parser, OP_POW, *value, power);
        parser_mark(parser, TRACE_PRODUCT, name->offset, *value);
    }
    return true;
}

/* named := name | call | application */
static bool parse_named(struct parser *parser, struct value *value)
{
    struct token name = parser->token;
    if (!parser_advance(parser))
        return false;
    bool called = parser->token.kind == TOKEN_OPEN;
    if (called && parser->scope->over_rows && spelling_among(functions_over_rows, name.name))
        return parse_over_rows(parser, &name, value);
    bool of_scope = called && scope_calls(parser, name.name);
    bool of_language = function_is_of(parser->language, name.name);
    if (called && !of_scope && !of_language && function_name(name.name))
        return parser_refuse_name(parser, &name);
    if (of_scope || (called && of_language))
        return parse_call(parser, &name, of_scope, value);
    return is_function(parser, &name) ? parse_application(parser, &name, value)
                                      : parser_read(parser, &name, value);
}

/* atom := number | named | group | call | component */
static bool parse_atom(struct parser *parser, struct value *value)
{
    struct token token = parser->token;
    bool ok;
    if (++parser->depth > FORMULA_DEPTH_MAX)
        return refuse_depth(parser);
    switch (token.kind) {
    case TOKEN_NUMBER:
        ok = parse_number(parser, value);
        break;
    case TOKEN_NAME:
        ok = parse_named(parser, value);
        break;
    case TOKEN_OPEN:
        ok = parse_group(parser, value);
        break;
    case TOKEN_BAR:
        ok = parse_call(parser, &token, false, value);
        break;
    default:
        return parser_refuse(parser, "a number, a name or (");
    }
    if (ok && parser->token.kind == TOKEN_DOT)
        ok = parse_component(parser, value);
    parser->depth--;
    return ok && parser_check_size(parser, token.offset);
}

/* primary := atom {raised} */
static bool parse_primary(struct parser *parser, struct value *value)
{
    if (!parse_atom(parser, value))
        return false;
    while (parser->token.kind == TOKEN_RAISED) {
        struct value exponent;
        int offset = value->offset;
        if (!parse_raised(parser, &exponent) || !require_no_matrix(parser, value))
            return false;
        *value = value_binary(parser, OP_POW, *value, exponent);
        value->offset = offset;
    }
    return true;
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
        struct value top = value_vector(parser, s->fxx, s->fxy, a.offset);
        struct value bottom = value_vector(parser, s->fxy, s->fyy, a.offset);
        *result = value_vector(parser, value_dot(parser, top, b).x, value_dot(parser, bottom, b).x,
                               a.offset);
        parser_mark(parser, TRACE_PRODUCT, a.offset, *result);
        return true;
    }
    if (!require_no_matrix(parser, &a) || !require_no_matrix(parser, &b))
        return false;
    *result = value_binary(parser, op, a, b);
    return true;
}

/* choice := operators ["?" choice ":" choice | "if" choice "else" choice] */
static bool parse_choice(struct parser *parser, struct value *value)
{
    bool asks = parser->token.kind == TOKEN_CHOICE;
    if (!asks && parser->token.kind != TOKEN_IF)
        return true;
    struct call call = {.name = "where", .offset = value->offset, .count = 3};
    call.arguments[asks ? 0 : 1] = *value;
    if (!parser_advance(parser) || !parse_operators(parser, 0, &call.arguments[asks ? 1 : 0]))
        return false;
    if (parser->token.kind != (asks ? TOKEN_COLON : TOKEN_ELSE))
        return parser_refuse(parser, asks ? "an operator or :" : "an operator or else");
    if (!parser_advance(parser) || !parse_operators(parser, 0, &call.arguments[2]) ||
        !call_apply(parser, &call, value))
        return false;
    parser_mark(parser, TRACE_PRODUCT, value->offset, *value);
    return true;
}

/* operators(limit) := operand {[operator] operators(right)}, as long as it binds closer than limit;
 * of limit 0 a choice */
static bool parse_operators(struct parser *parser, int limit, struct value *value)
{
    if (++parser->depth > FORMULA_DEPTH_MAX)
        return refuse_depth(parser);
    if (!parse_operand(parser, value))
        return false;
    const struct infix *infix = &infixes[parser->token.kind];
    while (infix->left > limit) {
        struct value right;
        struct taken taken = {.begin = value->offset};
        bool factor = token_begins_operand(parser->token.kind);
        int offset = parser->token.offset;
        if (!(factor ? check_factor(parser, value) : parser_advance(parser)))
            return false;
        taken.operand = parser->token.offset;
        bool group = parser->token.kind == TOKEN_OPEN || parser->token.kind == TOKEN_BAR;
        if (!parse_operators(parser, infix->right, &right))
            return false;
        if (factor)
            parser_mark(parser, TRACE_FACTOR, offset, right);
        taken.end = parser->token.offset;
        taken.closed = infix->op == OP_POW && group && parser->closed == taken.end;
        if (infix->op == OP_DIV || infix->op == OP_POW)
            parser->taken = taken;
        if (!apply_operator(parser, infix->op, *value, right, value) ||
            !parser_check_size(parser, right.offset))
            return false;
        value->offset = taken.begin;
        bool compared = infix->left == LIMIT_COMPARISON;
        infix = &infixes[parser->token.kind];
        if (compared && infix->left == LIMIT_COMPARISON)
            return error_at(parser->error, parser->token.offset,
                            "comparisons do not chain; write a < b and b < c");
    }
    if (token_assigns(&parser->token))
        return parser_refuse_assignment(parser);
    if (parser->token.kind == TOKEN_PERCENT)
        return error_at(parser->error, parser->token.offset, "unexpected %%; expected mod(a, b)");
    parser->depth--;
    return limit > 0 || parse_choice(parser, value);
}

static bool take(struct scan *scan, enum token_kind kind, struct token *token)
{
    return scan_next(scan, token, NULL) && token->kind == kind;
}

/* names := name ["," name]; returns how many. */
static int scan_names(struct scan *scan, struct token names[2])
{
    struct token sign;
    if (!take(scan, TOKEN_NAME, &names[0]))
        return 0;
    struct scan ahead = *scan;
    if (!take(&ahead, TOKEN_COMMA, &sign))
        return 1;
    *scan = ahead;
    return take(scan, TOKEN_NAME, &names[1]) ? 2 : 0;
}

/* Of a head after its first token; returns how many names it lists, -1: it is none. */
static int scan_head(struct scan *scan, bool lambda, struct token names[2])
{
    struct scan ahead = *scan;
    struct token sign;
    int listed = lambda || take(&ahead, TOKEN_OPEN, &sign) ? scan_names(&ahead, names) : 0;
    if (listed > 0 && !lambda && !take(&ahead, TOKEN_CLOSE, &sign))
        listed = 0;
    if (listed > 0)
        *scan = ahead;
    return take(scan, lambda ? TOKEN_COLON : TOKEN_ASSIGN, &sign) ? listed : -1;
}

bool surface_names_y(const char *text)
{
    struct scan scan = {.text = text};
    struct token first, names[2];
    bool named = scan_next(&scan, &first, NULL) && first.kind == TOKEN_NAME;
    return formula_names(text, "y") || formula_names(text, "Y") ||
           (named && scan_head(&scan, strcmp(first.name, "lambda") == 0, names) == 2);
}

/* head := name "=" | name "(" names ")" "=" | "lambda" names ":", before a surface. The names are
 * those of the place. */
static bool parse_head(struct parser *parser)
{
    struct scan ahead = parser->scan;
    struct token names[2];
    bool lambda = strcmp(parser->token.name, "lambda") == 0;
    if (parser->token.kind != TOKEN_NAME || parser_find(parser, parser->token.name))
        return true;
    int listed = scan_head(&ahead, lambda, names);
    if (listed < 0)
        return true;
    for (int i = 0; i < listed; i++) {
        struct binding *binding = parser_bind(parser, names[i].name);
        node_id place = graph_input(parser->graph, i == 0 ? INPUT_X : INPUT_Y, 0, "");
        binding->value = value_scalar(place, names[i].offset);
        binding->known = true;
    }
    parser->scan = ahead;
    return parser_advance(parser);
}

bool parse_expression(struct parser *parser, struct value *value)
{
    parser->depth = 0;
    return parse_operators(parser, 0, value);
}

bool parser_scalar(struct parser *parser, struct value *value)
{
    if (!parser_rewind(parser) || !parser_skip(parser, "\n") ||
        (parser->language == LANGUAGE_SURFACE && !parse_head(parser)) ||
        !parse_expression(parser, value) || !require_scalar(parser, value, "the formula") ||
        !parser_skip(parser, ";\n"))
        return false;
    return parser->token.kind == TOKEN_END || parser_refuse(parser, "an operator or the end");
}
