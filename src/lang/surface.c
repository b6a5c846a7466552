#include "formula.h"

#include <stdlib.h>

#include "../base/memory.h"
#include "derive.h"
#include "parse.h"

static void complete(struct surface_code *code)
{
    struct graph *graph = code->graph;
    node_id x = graph_input(graph, INPUT_X, 0, ""), y = graph_input(graph, INPUT_Y, 0, "");
    code->fx = derive_partial(graph, code->f, x);
    code->fy = derive_partial(graph, code->f, y);
    code->fxx = derive_partial(graph, code->fx, x);
    code->fxy = derive_partial(graph, code->fx, y);
    code->fyy = code->line ? code->fxx : derive_partial(graph, code->fy, y);
    const node_id outputs[] = {code->f, code->fx, code->fy, code->fxx, code->fxy, code->fyy};
    code->value = language_program(LANGUAGE_SURFACE, graph, outputs, 1);
    code->gradient = language_program(LANGUAGE_SURFACE, graph, outputs, 3);
    code->hessian = language_program(LANGUAGE_SURFACE, graph, outputs, 6);
}

struct surface_code *surface_compile(const char *text, const struct scope *scope,
                                     struct error *error)
{
    struct parser parser = {
        .language = LANGUAGE_SURFACE, .scope = scope, .error = error, .scan.text = text};
    struct surface_code *code = NULL;
    struct value result;
    if (parser_run(&parser, &result)) {
        code = memory_new(1, sizeof *code);
        code->graph = parser.graph;
        code->f = result.x;
        code->line = parser.scope->line;
        complete(code);
        if (!parser_check_size(&parser, 0)) {
            surface_code_free(code);
            code = NULL;
        }
        parser.graph = NULL;
    }
    parser_end(&parser);
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
