#include "formula.h"

#include <stdlib.h>
#include <string.h>

#include "../base/memory.h"
#include "parse.h"

struct value parser_gradient(struct parser *parser, node_id fx, node_id fy, int offset)
{
    struct graph *graph = parser->graph;
    if (parser->noisy) {
        fx = graph_binary(graph, OP_ADD, fx, graph_input(graph, INPUT_NOISE_X, 0, ""));
        fy = graph_binary(graph, OP_ADD, fy, graph_input(graph, INPUT_NOISE_Y, 0, ""));
    }
    return value_vector(fx, fy, offset);
}

/* A new copy of the surface's graph, where the names of the language are its nodes. */
static void build_graph(struct parser *parser)
{
    const struct surface_code *surface = parser->surface;
    graph_free(parser->graph);
    struct graph *graph = parser->graph = graph_copy(surface->graph);
    node_id x = graph_input(graph, INPUT_X, 0, ""), y = graph_input(graph, INPUT_Y, 0, "");
    node_id n = graph_input(graph, INPUT_N, 0, "");
    node_id t = graph_binary(graph, OP_ADD, n, graph_constant(graph, 1));
    parser_define(parser, "theta", value_vector(x, y, 0));
    parser_define(parser, "x", value_scalar(x, 0));
    parser_define(parser, "y", value_scalar(y, 0));
    parser_define(parser, "g", parser_gradient(parser, surface->fx, surface->fy, 0));
    parser_define(parser, "f", value_scalar(surface->f, 0));
    parser_define(parser, "H", (struct value){SHAPE_MATRIX, NODE_NONE, NODE_NONE, 0});
    parser_define(parser, "eta", value_scalar(graph_input(graph, INPUT_ETA, 0, ""), 0));
    parser_define(parser, "n", value_scalar(n, 0));
    parser_define(parser, "t", value_scalar(t, 0));
    parser_define(parser, "epoch", value_scalar(graph_input(graph, INPUT_EPOCH, 0, ""), 0));
    parser_define_constants(parser);
}

struct program *rule_program(const struct graph *graph, const node_id *outputs, int count)
{
    bool *varies = memory_new((size_t)graph->input_count, sizeof *varies);
    for (int i = 0; i < graph->input_count; i++) {
        enum input_kind kind = graph->inputs[i].kind;
        varies[i] = kind == INPUT_X || kind == INPUT_Y || kind == INPUT_STATE;
    }
    struct program *program = program_compile(graph, outputs, count, varies);
    free(varies);
    return program;
}

/* The code takes over the graph and the points. */
static struct rule_code *make_code(struct parser *parser)
{
    struct rule_code *code = memory_new(1, sizeof *code);
    struct graph *graph = code->graph = parser->graph;
    parser->graph = NULL;
    code->points = parser->points;
    code->point_count = parser->point_count;
    parser->points = NULL;
    code->reads_hessian = parser->reads_hessian;
    node_id outputs[2 + STATE_MAX];
    struct value theta = parser_find(parser, "theta")->value;
    outputs[0] = theta.x;
    outputs[1] = theta.y;
    code->name_count = parser_states(parser, code->names, outputs + 2);
    code->state_count = parser->state_count;
    code->input_count = graph->input_count;
    code->inputs = memory_new((size_t)graph->input_count, sizeof *code->inputs);
    memcpy(code->inputs, graph->inputs, (size_t)graph->input_count * sizeof *code->inputs);
    code->program = rule_program(graph, outputs, 2 + code->state_count);
    return code;
}

struct rule_code *rule_compile(const char *text, const struct surface_code *surface, bool noisy,
                               const struct scope *scope, struct error *error)
{
    struct rule_code *code = NULL;
    struct parser parser;
    struct value last;
    bool ok = parser_begin(&parser, LANGUAGE_RULE, text, scope, error);
    parser.surface = surface;
    parser.noisy = noisy;
    ok = ok && parser_statements(&parser, build_graph, &last);
    if (ok && !parser_find(&parser, "theta")->assigned)
        ok = error_at(error, (int)strlen(text),
                      "the rule never moves theta; expected theta = ... or theta -= ...");
    if (ok)
        code = make_code(&parser);
    graph_free(parser.graph);
    parser_end(&parser);
    return code;
}

void rule_code_free(struct rule_code *code)
{
    if (!code)
        return;
    program_free(code->program);
    graph_free(code->graph);
    free(code->points);
    free(code->inputs);
    free(code);
}
