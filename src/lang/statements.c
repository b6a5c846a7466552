#include "parse.h"

/* Statements, and what they assign: the environment and its state. */

#include <string.h>

#include "vocabulary.h"

bool name_is_reserved(const char *name)
{
    const struct word *word = word_find(name);
    return word && word->languages != LANGUAGE_BIT(LANGUAGE_VALUE);
}

/* In a schedule under another name, too: lr = ... */
static bool is_result(const struct parser *parser, const char *name)
{
    bool schedule = parser->language == LANGUAGE_SCHEDULE;
    return strcmp(schedule ? word_elsewhere(LANGUAGE_SCHEDULE, name) : name, parser->result) == 0;
}

/* Whether the token is a name that a statement begins with and assigns, or of which it assigns a
 * component. */
static bool at_assignment(const struct parser *parser, const struct token *token)
{
    struct scan ahead = parser->scan;
    struct token next;
    if (token->kind != TOKEN_NAME || !scan_next(&ahead, &next, NULL))
        return false;
    bool good = true, component = next.kind == TOKEN_DOT;
    for (int i = 0; component && good && i < 2; i++)
        good = scan_next(&ahead, &next, NULL);
    return good && token_assigns(&next);
}

/* Finds the names that the text assigns. What is wrong in it is found again when it is parsed. */
static void find_assigned(struct parser *parser)
{
    struct token token;
    bool begins = true;
    while (scan_next(&parser->scan, &token, NULL) && token.kind != TOKEN_END) {
        if (begins && at_assignment(parser, &token) && !name_is_reserved(token.name) &&
            !is_result(parser, token.name))
            parser_bind(parser, token.name);
        begins = token.kind == TOKEN_SEPARATOR;
    }
}

/* What a statement assigns. */
struct target {
    struct token name;
    int component; /* -1: all of it */
};

static bool require_unreserved(struct parser *parser, const struct token *name)
{
    if (!name_is_reserved(name->name) || is_result(parser, name->name))
        return true;
    bool place = parser->language == LANGUAGE_RULE &&
                 (strcmp(name->name, "x") == 0 || strcmp(name->name, "y") == 0);
    return error_at(parser->error, name->offset,
                    "%s has a fixed meaning and cannot be assigned; expected %s%s", name->name,
                    place ? "theta." : "another name", place ? name->name : "");
}

/* target := name ["." ("x" | "y")] */
static bool parse_target(struct parser *parser, struct target *target)
{
    *target = (struct target){.name = parser->token, .component = -1};
    if (!require_unreserved(parser, &target->name) || !parser_advance(parser))
        return false;
    if (parser->token.kind != TOKEN_DOT)
        return true;
    return parser_advance(parser) && parser_component(parser, &target->component);
}

static struct binding *find_target(const struct parser *parser, const struct target *target)
{
    const char *name = target->name.name;
    return parser_find(parser, is_result(parser, name) ? parser->result : name);
}

/* Its value before; of a component that of the vector. */
static bool read_target(struct parser *parser, const struct target *target, struct value *value)
{
    struct binding *binding = find_target(parser, target);
    if (target->component >= 0 && !binding->known && binding->halves[target->component]) {
        *value = value_scalar(target->component ? binding->value.y : binding->value.x,
                              target->name.offset);
        parser_mark(parser, TRACE_TARGET, target->name.offset, *value);
        return true;
    }
    if (!parser_read(parser, &target->name, value) ||
        (target->component >= 0 && !require_vector(parser, value, "a component")))
        return false;
    if (target->component >= 0)
        *value = value_scalar(target->component ? value->y : value->x, value->offset);
    return true;
}

/* Of a vector that has no value here only the component has one then, until it is read. */
static bool assign_component(struct parser *parser, const struct target *target, struct value value)
{
    struct binding *binding = find_target(parser, target);
    binding->value.offset = target->name.offset;
    if (binding->known && !require_vector(parser, &binding->value, "a component"))
        return false;
    value_set_component(parser, &binding->value, target->component, value.x);
    binding->halves[target->component] = true;
    binding->known |= binding->halves[0] && binding->halves[1];
    return true;
}

static bool assign(struct parser *parser, const struct target *target, struct value value)
{
    bool result = is_result(parser, target->name.name);
    struct binding *binding = find_target(parser, target);
    bool theta = parser->language == LANGUAGE_RULE && result;
    if (!require_no_matrix(parser, &value))
        return false;
    if (target->component >= 0) {
        if (!assign_component(parser, target, value))
            return false;
    } else {
        if ((theta && !require_vector(parser, &value, "theta")) ||
            (!theta && result && !require_scalar(parser, &value, "eta")))
            return false;
        binding->value = value;
        binding->known = true;
    }
    binding->assigned |= binding->known;
    if (theta) {
        parser_find(parser, "x")->value = value_scalar(binding->value.x, value.offset);
        parser_find(parser, "y")->value = value_scalar(binding->value.y, value.offset);
    }
    return true;
}

/* assignment := target ("=" | "+=" | "-=" | "*=" | "/=") expression */
static bool parse_assignment(struct parser *parser)
{
    static const enum op ops[] = {OP_ADD, OP_SUB, OP_MUL, OP_DIV};
    struct target target;
    if (!parse_target(parser, &target))
        return false;
    int begin = target.name.offset;
    enum token_kind kind = parser->token.kind;
    struct value old, value;
    if (kind != TOKEN_ASSIGN && !read_target(parser, &target, &old))
        return false;
    if (!parser_advance(parser) || !parse_expression(parser, &value) ||
        !require_no_matrix(parser, &value) ||
        (target.component >= 0 && !require_scalar(parser, &value, "a component")))
        return false;
    if (kind != TOKEN_ASSIGN)
        value = value_binary(parser, ops[kind - TOKEN_ADD_ASSIGN], old, value);
    if (!parser_check_size(parser, begin) || !assign(parser, &target, value))
        return false;
    parser_mark(parser, TRACE_STATEMENT, begin, value);
    return true;
}

/* statement := assignment | expression */
static bool parse_statement(struct parser *parser, struct value *last)
{
    last->offset = -1;
    if (at_assignment(parser, &parser->token))
        return parse_assignment(parser);
    if (parser->language == LANGUAGE_RULE)
        return error_at(parser->error, parser->token.offset,
                        "expected an assignment such as theta -= eta*g or theta.x -= eta*g.x");
    return parse_expression(parser, last) && require_scalar(parser, last, "the learning rate");
}

/* statements := statement {(";" | newline) [statement]} */
static bool parse_statements(struct parser *parser, struct value *last)
{
    last->offset = -1;
    for (;;) {
        if (!parser_skip(parser, ";\n"))
            return false;
        if (parser->token.kind == TOKEN_END)
            return true;
        if (last->offset >= 0)
            return error_at(parser->error, last->offset,
                            "only the last statement is a bare expression; expected name = ...");
        if (!parse_statement(parser, last))
            return false;
        if (parser->token.kind != TOKEN_SEPARATOR && parser->token.kind != TOKEN_END)
            return parser_refuse(parser, "an operator or the end of the statement");
    }
}

/* Takes over the shapes that the round has found; false if they were known. */
static bool update_shapes(struct parser *parser)
{
    bool changed = false;
    for (int i = 0; i < parser->binding_count; i++) {
        struct binding *binding = &parser->bindings[i];
        if (binding->state >= 0 && binding->value.shape > binding->shape) {
            binding->shape = binding->value.shape;
            changed = true;
        }
    }
    return changed;
}

bool parser_statements(struct parser *parser, struct value *last)
{
    find_assigned(parser);
    /* Shapes only grow, so that there are no more rounds than names; the last one is strict. */
    bool strict = false;
    for (;;) {
        for (int i = 0; i < parser->binding_count; i++) {
            struct binding *binding = &parser->bindings[i];
            binding->known = binding->assigned = binding->read = false;
            binding->halves[0] = binding->halves[1] = false;
            binding->state = -1;
        }
        parser->state_count = parser->point_count = parser->draw_count = 0;
        parser->lenient = !strict;
        parser_begin_graph(parser);
        if (!parser_rewind(parser) || !parse_statements(parser, last))
            return false;
        if (strict)
            return true;
        strict = !update_shapes(parser);
    }
}

int parser_states(struct parser *parser, struct state_name names[STATE_MAX],
                  node_id outputs[STATE_MAX])
{
    int count = 0;
    for (int i = 0; i < parser->binding_count; i++) {
        const struct binding *binding = &parser->bindings[i];
        if (binding->state < 0)
            continue;
        struct state_name *name = &names[count++];
        memcpy(name->name, binding->name, NAME_SIZE);
        name->index = binding->state;
        name->size = binding->shape == SHAPE_VECTOR ? 2 : 1;
        const struct value *value = &binding->value;
        outputs[name->index] = value->x;
        if (name->size == 2)
            outputs[name->index + 1] = value_vector(parser, value->x, value->y, 0).y;
    }
    return count;
}
