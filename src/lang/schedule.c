#include "formula.h"

#include <stdlib.h>
#include <string.h>

#include "../base/memory.h"
#include "parse.h"

static void define_input(struct parser *parser, const char *name, enum input_kind kind)
{
    parser_define(parser, name, value_scalar(graph_input(parser->graph, kind, 0, ""), 0));
}

static void build_graph(struct parser *parser)
{
    graph_free(parser->graph);
    struct graph *graph = parser->graph = graph_new(NULL);
    define_input(parser, "eta", INPUT_ETA);
    define_input(parser, "eta0", INPUT_ETA0);
    define_input(parser, "epoch", INPUT_EPOCH);
    define_input(parser, "f", INPUT_F);
    define_input(parser, "n", INPUT_N);
    node_id n = graph_input(graph, INPUT_N, 0, "");
    node_id t = graph_binary(graph, OP_ADD, n, graph_constant(graph, 1));
    parser_define(parser, "t", value_scalar(t, 0));
    parser_define(
        parser, "g",
        value_vector(graph_input(graph, INPUT_GX, 0, ""), graph_input(graph, INPUT_GY, 0, ""), 0));
    parser_define_constants(parser);
}

static struct schedule_code *make_code(const struct parser *parser, struct value rate)
{
    struct schedule_code *code = memory_new(1, sizeof *code);
    const struct graph *graph = parser->graph;
    node_id outputs[1 + STATE_MAX];
    outputs[0] = rate.x;
    code->name_count = parser_states(parser, code->names, outputs + 1);
    code->state_count = parser->state_count;
    code->recursive = parser_find(parser, "eta")->read || code->state_count > 0;
    code->input_count = graph->input_count;
    code->inputs = memory_new((size_t)graph->input_count, sizeof *code->inputs);
    memcpy(code->inputs, graph->inputs, (size_t)graph->input_count * sizeof *code->inputs);
    bool *varies = memory_new((size_t)graph->input_count, sizeof *varies);
    code->program = program_compile(graph, outputs, 1 + code->state_count, varies);
    free(varies);
    return code;
}

/* The rate is the last bare expression, or what eta was assigned: `eta = ...` need not come last,
 * so that a schedule may update its state after it. */
struct schedule_code *schedule_compile(const char *text, const struct scope *scope,
                                       struct error *error)
{
    struct schedule_code *code = NULL;
    struct parser parser;
    struct value rate;
    bool ok = parser_begin(&parser, LANGUAGE_SCHEDULE, text, scope, error);
    ok = ok && parser_statements(&parser, build_graph, &rate);
    if (ok && rate.offset < 0) {
        rate = parser_find(&parser, "eta")->value;
        if (!parser_find(&parser, "eta")->assigned)
            ok = error_at(error, (int)strlen(text),
                          "the schedule gives no learning rate; expected an expression or "
                          "eta = ... at the end");
    }
    if (ok)
        code = make_code(&parser, rate);
    graph_free(parser.graph);
    parser_end(&parser);
    return code;
}

void schedule_code_free(struct schedule_code *code)
{
    if (!code)
        return;
    program_free(code->program);
    free(code->inputs);
    free(code);
}
