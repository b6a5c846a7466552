#include "formula.h"

#include <stdlib.h>
#include <string.h>

#include "../base/memory.h"
#include "parse.h"

/* The names of x and y come before those of columns, as in surfaces. Words have no value. */
static void define_names(struct parser *parser, const struct data *data)
{
    struct graph *graph = parser->graph;
    parser_define(parser, "x", value_scalar(graph_input(graph, INPUT_X, 0, ""), 0));
    parser_define(parser, "y", value_scalar(graph_input(graph, INPUT_Y, 0, ""), 0));
    for (int i = 0; data && i < data->column_count; i++)
        if (data->columns[i].values && !parser_find(parser, data->columns[i].name))
            parser_define(parser, data->columns[i].name,
                          value_scalar(graph_input(graph, INPUT_COLUMN, i, ""), 0));
    parser_define_constants(parser);
}

static struct program *compile(const struct graph *graph, node_id output)
{
    bool *varies = memory_new((size_t)graph->input_count, sizeof *varies);
    for (int i = 0; i < graph->input_count; i++)
        varies[i] = graph->inputs[i].kind == INPUT_COLUMN;
    struct program *program = program_compile(graph, &output, 1, varies);
    free(varies);
    return program;
}

/* The one column that the formula reads. */
static bool find_column(struct curve_code *code, const struct data *data, struct error *error)
{
    code->column = -1;
    for (int i = 0; i < code->input_count; i++) {
        if (code->inputs[i].kind != INPUT_COLUMN || !program_needs(code->program, i))
            continue;
        int column = code->inputs[i].index;
        if (code->column >= 0)
            return error_at(error, 0, "a curve is over one column; this one reads %s and %s",
                            data->columns[code->column].name, data->columns[column].name);
        code->column = column;
    }
    return true;
}

struct curve_code *curve_compile(const char *text, const struct scope *scope, struct error *error)
{
    struct curve_code *code = NULL;
    struct graph *graph = graph_new(NULL);
    struct parser parser;
    node_id output;
    bool good = parser_begin(&parser, LANGUAGE_CURVE, text, scope, error);
    parser.graph = graph;
    if (good)
        define_names(&parser, scope->data);
    if (good && parser_scalar(&parser, &output) && parser_check_size(&parser, 0)) {
        code = memory_new(1, sizeof *code);
        code->program = compile(graph, output);
        code->input_count = graph->input_count;
        code->inputs = memory_new((size_t)graph->input_count, sizeof *code->inputs);
        memcpy(code->inputs, graph->inputs, (size_t)graph->input_count * sizeof *code->inputs);
        if (!find_column(code, scope->data, error)) {
            curve_code_free(code);
            code = NULL;
        }
    }
    parser_end(&parser);
    graph_free(graph);
    return code;
}

void curve_code_free(struct curve_code *code)
{
    if (!code)
        return;
    program_free(code->program);
    free(code->inputs);
    free(code);
}
