#include "parse.h"

/* Values of the parser: shapes, and arithmetic by component. */

struct value value_scalar(node_id node, int offset)
{
    return (struct value){SHAPE_SCALAR, node, node, offset};
}

static bool is_line(const struct parser *parser)
{
    const struct surface_code *surface = parser->scope->surface;
    return surface && surface->line;
}

/* On a line the second component is 0, whatever it would be. */
static node_id across(struct parser *parser, node_id y)
{
    return is_line(parser) ? graph_constant(parser->graph, 0) : y;
}

struct value value_vector(struct parser *parser, node_id x, node_id y, int offset)
{
    return (struct value){SHAPE_VECTOR, x, across(parser, y), offset};
}

void value_set_component(struct parser *parser, struct value *value, int component, node_id node)
{
    *value = value_vector(parser, component ? value->x : node, component ? node : value->y,
                          value->offset);
}

struct value value_unary(struct parser *parser, enum op op, struct value a)
{
    node_id x = graph_unary(parser->graph, op, a.x);
    if (a.shape != SHAPE_VECTOR)
        return (struct value){a.shape, x, x, a.offset};
    return value_vector(parser, x, graph_unary(parser->graph, op, a.y), a.offset);
}

struct value value_binary(struct parser *parser, enum op op, struct value a, struct value b)
{
    enum shape shape = a.shape == SHAPE_VECTOR ? a.shape : b.shape;
    node_id x = graph_binary(parser->graph, op, a.x, b.x);
    if (shape != SHAPE_VECTOR)
        return (struct value){shape, x, x, a.offset};
    return value_vector(parser, x, graph_binary(parser->graph, op, a.y, b.y), a.offset);
}

struct value value_dot(struct parser *parser, struct value a, struct value b)
{
    struct value product = value_binary(parser, OP_MUL, a, b);
    return value_scalar(graph_binary(parser->graph, OP_ADD, product.x, product.y), a.offset);
}

bool require_no_matrix(struct parser *parser, const struct value *value)
{
    return value->shape != SHAPE_MATRIX ||
           error_at(parser->error, value->offset,
                    "H stands only in solve(H, a) and in H*a with a vector a");
}

bool require_scalar(struct parser *parser, const struct value *value, const char *what)
{
    if (!require_no_matrix(parser, value))
        return false;
    return value->shape == SHAPE_SCALAR || parser->lenient ||
           error_at(parser->error, value->offset,
                    "%s must be a number, this is a vector; expected a number, as norm(a) is",
                    what);
}

bool require_vector(struct parser *parser, struct value *value, const char *what)
{
    if (!require_no_matrix(parser, value))
        return false;
    if (is_line(parser)) /* a number is a vector there */
        *value = value_vector(parser, value->x, value->y, value->offset);
    if (parser->lenient)
        value->shape = SHAPE_VECTOR;
    return value->shape == SHAPE_VECTOR ||
           error_at(parser->error, value->offset, "%s needs a vector, such as g; this is a number",
                    what);
}
