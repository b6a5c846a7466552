#include "formula.h"

#include <stdlib.h>

#include "../base/memory.h"
#include "derive.h"
#include "parse.h"

static void derive_all(struct surface_code *code, node_id x, node_id y)
{
    struct graph *graph = code->graph;
    code->fx = derive_partial(graph, code->f, x);
    code->fy = derive_partial(graph, code->f, y);
    code->fxx = derive_partial(graph, code->fx, x);
    code->fxy = derive_partial(graph, code->fx, y);
    code->fyy = derive_partial(graph, code->fy, y);
}

static void compile_programs(struct surface_code *code)
{
    struct graph *graph = code->graph;
    const node_id outputs[] = {code->f, code->fx, code->fy, code->fxx, code->fxy, code->fyy};
    bool *varies = memory_new((size_t)graph->input_count, sizeof *varies);
    for (int i = 0; i < graph->input_count; i++)
        varies[i] = graph->inputs[i].kind == INPUT_X || graph->inputs[i].kind == INPUT_Y;
    code->value = program_compile(graph, outputs, 1, varies);
    code->gradient = program_compile(graph, outputs, 3, varies);
    code->hessian = program_compile(graph, outputs, 6, varies);
    free(varies);
}

struct surface_code *surface_compile(const char *text, const struct scope *scope,
                                     struct error *error)
{
    struct surface_code *code = memory_new(1, sizeof *code);
    struct graph *graph = code->graph = graph_new(scope ? scope->data : NULL);
    graph->batched = scope && scope->batched;
    struct parser parser;
    bool ok = parser_begin(&parser, LANGUAGE_SURFACE, text, scope, error);
    parser.graph = graph;
    if (ok) {
        node_id x = graph_input(graph, INPUT_X, 0, ""), y = graph_input(graph, INPUT_Y, 0, "");
        parser_define(&parser, "x", value_scalar(x, 0));
        parser_define(&parser, "y", value_scalar(y, 0));
        parser_define_constants(&parser);
        ok = parser_scalar(&parser, &code->f);
        if (ok)
            derive_all(code, x, y);
        ok = ok && parser_check_size(&parser, 0);
    }
    parser_end(&parser);
    if (!ok) {
        surface_code_free(code);
        return NULL;
    }
    compile_programs(code);
    return code;
}

void surface_code_free(struct surface_code *code)
{
    if (!code)
        return;
    graph_free(code->graph);
    program_free(code->value);
    program_free(code->gradient);
    program_free(code->hessian);
    free(code);
}
