/* What the grammar is written with: tokens, marks for a trace, and what names mean. */

#include "parse.h"

#include <stdio.h>
#include <string.h>

#include "../base/array.h"
#include "../base/nearest.h"
#include "call.h"
#include "names.h"
#include "vocabulary.h"

bool parser_advance(struct parser *parser)
{
    return scan_next(&parser->scan, &parser->token, parser->error);
}

bool parser_rewind(struct parser *parser)
{
    parser->scan = (struct scan){.text = parser->scan.text};
    return parser_advance(parser);
}

bool parser_skip(struct parser *parser, const char *separators)
{
    while (parser->token.kind == TOKEN_SEPARATOR &&
           strchr(separators, parser->scan.text[parser->token.offset]))
        if (!parser_advance(parser))
            return false;
    return true;
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

bool parser_refuse_assignment(struct parser *parser)
{
    char found[64];
    return error_at(parser->error, parser->token.offset,
                    "unexpected %s: only a name at the beginning of a statement of a rule or "
                    "schedule is assigned; to compare write ==",
                    token_describe(&parser->token, parser->scan.text, found));
}

void parser_mark(struct parser *parser, enum trace_kind kind, int begin, struct value value)
{
    if (parser->language != LANGUAGE_RULE || value.shape == SHAPE_MATRIX) {
        parser->reads_hessian |= value.shape == SHAPE_MATRIX;
        return;
    }
    bool two = value.shape == SHAPE_VECTOR && !parser->scope->surface->line;
    *array_add(parser->points, parser->point_count, parser->point_capacity) =
        (struct trace_point){kind, begin, parser->token.offset, two ? 2 : 1, value.x, value.y};
}

/* xy as x*y where all its letters are known. */
static bool spell_product(struct parser *parser, const struct token *name, char product[80])
{
    const char *text = parser->scan.text + name->offset;
    char letter[NAME_SIZE];
    int length = 0, at = 0;
    while (at < name->length && length < 60) {
        int bytes = name_scan_letter(text + at, true, letter);
        if (bytes == 0 || !parser_known(parser, letter))
            return false;
        length += snprintf(product + length, (size_t)(80 - length), "%s%.*s", at ? "*" : "", bytes,
                           text + at);
        at += bytes;
    }
    return at == name->length;
}

/* Words of other languages, where something else is meant; NULL: there is no more to say. */
static const char *meant(const struct parser *parser, const char *name)
{
    bool surface = parser->language == LANGUAGE_SURFACE;
    if (parser->scope->line && strcmp(name, "y") == 0)
        return "the surface is a function of x alone";
    if (surface && (strcmp(name, "t") == 0 || strcmp(name, "epoch") == 0))
        return "a surface that moves reads n";
    return NULL;
}

bool parser_refuse_name(struct parser *parser, const struct token *name)
{
    bool called = parser->token.kind == TOKEN_OPEN;
    const char *other = called ? NULL : meant(parser, name->name);
    int column = data_find(parser_data(parser), name->name);
    if (column >= 0 && !called)
        return error_at(parser->error, name->offset,
                        parser_data(parser)->columns[column].values
                            ? "%s is a column of the data; expected it inside mean(...) or sum(...)"
                            : "the column %s has words in it; expected one of numbers",
                        name->name);
    if (function_draws(name->name) && called)
        return error_at(parser->error, name->offset,
                        "%s() draws anew at each iteration, which only update rules do; expected a "
                        "formula without chance",
                        name->name);
    const char *where = function_is_of(LANGUAGE_RULE, name->name)      ? "update rules"
                        : function_is_of(LANGUAGE_SURFACE, name->name) ? "surfaces"
                                                                       : "charts and conditions";
    if (function_name(name->name)) /* where it is called, the language has it not */
        return error_at(parser->error, name->offset,
                        called                       ? "%s works in %s only"
                        : function_draws(name->name) ? "%s is a function; expected %s()"
                                                     : "%s is a function; expected %s(...)",
                        name->name, called ? where : name->name);
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
    char renamed[80], product[80];
    const char *hint = called ? "" : data_hint(parser_data(parser), name->name, renamed);
    bool known = *hint != '\0';
    if (!known && strlen(name->name) > 1) /* every single letter is near every other */
        hint = nearest_hint(&near);
    if (!known && spell_product(parser, name, product))
        return error_at(parser->error, name->offset,
                        "unknown name %s%s; for the product write %s, for a number of that name "
                        "`let %s = ...` before",
                        name->name, hint, product, name->name);
    if (!known && other)
        return error_at(parser->error, name->offset, "unknown name %s; %s", name->name, other);
    return error_at(parser->error, name->offset, "unknown %s %s%s", called ? "function" : "name",
                    name->name, hint);
}

/* A state has the value that the last iteration left, but for a component that has another one. */
static bool read_state(struct parser *parser, struct binding *binding, int offset)
{
    int last = binding->shape == SHAPE_VECTOR ? 1 : 0;
    if (parser->state_count + last >= STATE_MAX)
        return error_at(parser->error, offset, "too many names keep a value; expected at most %d",
                        STATE_MAX);
    binding->state = parser->state_count;
    struct value halves = binding->value;
    node_id nodes[2];
    for (int i = 0; i <= last; i++)
        nodes[i] = graph_input(parser->graph, INPUT_STATE, parser->state_count++, binding->name);
    binding->value = last > 0 ? value_vector(parser, nodes[0], nodes[1], offset)
                              : value_scalar(nodes[0], offset);
    for (int i = 0; i < 2; i++)
        if (binding->halves[i])
            value_set_component(parser, &binding->value, i, i ? halves.y : halves.x);
    binding->known = true;
    return true;
}

/* Whether only a component follows that has a value, so that nothing of the last iteration is read.
 */
static bool read_half(const struct parser *parser, const struct binding *binding,
                      struct value *value)
{
    struct scan ahead = parser->scan;
    struct token component;
    if (parser->token.kind != TOKEN_DOT || !scan_next(&ahead, &component, NULL))
        return false;
    int i = strcmp(component.name, "y") == 0;
    node_id node = i ? binding->value.y : binding->value.x;
    *value = (struct value){SHAPE_VECTOR, node, node, 0};
    return binding->halves[i];
}

/* name := an assigned or predefined one, else a column, else one of the scope; else what it is
 * called elsewhere */
bool parser_read(struct parser *parser, const struct token *name, struct value *value)
{
    bool assigns = token_assigns(&parser->token);
    const char *known = parser_known(parser, name->name);
    if (!known && parser->graph->full)
        return parser_check_size(parser, name->offset);
    if (!known)
        return assigns && !function_name(name->name) ? parser_refuse_assignment(parser)
                                                     : parser_refuse_name(parser, name);
    struct binding *binding = parser_find(parser, known);
    bool loss = strcmp(known, "f") == 0, gradient = strcmp(known, "g") == 0;
    if ((loss || gradient) && parser->language == LANGUAGE_RULE && parser->token.kind == TOKEN_OPEN)
        return error_at(parser->error, name->offset,
                        "%s(...) has two readings; write %s(...), or %s*(...) for the product",
                        name->name, loss ? "loss" : "grad", name->name);
    if (!binding) {
        *value = name_value(parser, known);
    } else if (binding->known || !read_half(parser, binding, value)) {
        if (!binding->known && !read_state(parser, binding, name->offset))
            return false;
        binding->read |= !binding->assigned;
        *value = binding->value;
    }
    value->offset = name->offset;
    parser_mark(parser, assigns ? TRACE_TARGET : TRACE_NAME, name->offset, *value);
    return true;
}
