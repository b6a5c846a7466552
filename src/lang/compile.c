/* From a text to its nodes and programs: one beginning and one end for all languages. */

#include <stdlib.h>
#include <string.h>

#include "../base/memory.h"
#include "parse.h"

#define BIT(input) (1u << (input))

static const struct language_row {
    unsigned lanes;      /* kinds of inputs that vary over them */
    const char *result;  /* what its statements assign; NULL: it is one expression */
    const char *missing; /* where they do not */
} languages[LANGUAGE_COUNT] = {
    [LANGUAGE_SURFACE] = {BIT(INPUT_X) | BIT(INPUT_Y), NULL, NULL},
    [LANGUAGE_RULE] = {BIT(INPUT_X) | BIT(INPUT_Y) | BIT(INPUT_STATE), "theta",
                       "the rule never moves theta; expected theta = ... or theta -= ..."},
    [LANGUAGE_SCHEDULE] = {0, "eta",
                           "the schedule gives no learning rate; expected an expression or "
                           "eta = ... at the end"},
    [LANGUAGE_CURVE] = {BIT(INPUT_COLUMN), NULL, NULL},
    [LANGUAGE_VALUE] = {0, NULL, NULL},
    [LANGUAGE_RECORD] = {BIT(INPUT_COLUMN), NULL, NULL},
};

static bool check_length(const char *text, struct error *error)
{
    if (strlen(text) > FORMULA_LENGTH_MAX)
        return error_at(error, FORMULA_LENGTH_MAX,
                        "the formula is too long; expected at most %d bytes", FORMULA_LENGTH_MAX);
    return text[strspn(text, " \t\r\n;")] != '\0' ||
           error_at(error, 0, "expected a formula, found nothing");
}

bool parser_run(struct parser *parser, struct value *result)
{
    static const struct scope nothing = {0};
    const struct language_row *language = &languages[parser->language];
    parser->scope = parser->scope ? parser->scope : &nothing;
    parser->result = language->result;
    parser->in_rows = parser->language == LANGUAGE_CURVE;
    if (!check_length(parser->scan.text, parser->error))
        return false;
    if (!parser->result) {
        parser_begin_graph(parser);
        return parser_scalar(parser, result);
    }
    if (!parser_statements(parser, result))
        return false;
    if (result->offset >= 0) /* a bare expression comes last */
        return true;
    const struct binding *assigned = parser_find(parser, parser->result);
    *result = assigned->value;
    parser_mark(parser, TRACE_PLACE, (int)strlen(parser->scan.text), *result);
    return assigned->assigned ||
           error_at(parser->error, (int)strlen(parser->scan.text), "%s", language->missing);
}

void parser_end(struct parser *parser)
{
    graph_free(parser->graph);
    free(parser->bindings);
    free(parser->points);
    free(parser->folds);
}

struct program *language_program(enum language language, const struct graph *graph,
                                 const node_id *outputs, int count)
{
    bool *varies = memory_new((size_t)graph->input_count, sizeof *varies);
    for (int i = 0; i < graph->input_count; i++)
        varies[i] = languages[language].lanes & BIT(graph->inputs[i].kind);
    struct program *program = program_compile(graph, outputs, count, varies);
    free(varies);
    return program;
}

/* The code takes over the graph and the points. */
static struct formula_code *make_code(struct parser *parser, struct value result)
{
    struct formula_code *code = memory_new(1, sizeof *code);
    int size = result.shape == SHAPE_VECTOR ? 2 : 1;
    code->outputs[0] = result.x;
    code->outputs[1] = size == 2 ? value_vector(parser, result.x, result.y, 0).y : result.y;
    code->name_count = parser_states(parser, code->names, code->outputs + size);
    code->state_count = parser->state_count;
    code->recursive =
        code->state_count > 0 || (parser->result && parser_find(parser, parser->result)->read);
    code->reads_hessian = parser->reads_hessian;
    code->solves = parser->solves;
    code->searches = parser->searches;
    code->draw_count = parser->draw_count;
    memcpy(code->draws_normal, parser->draws_normal, sizeof code->draws_normal);
    code->output_count = size + code->state_count;
    code->program =
        language_program(parser->language, parser->graph, code->outputs, code->output_count);
    for (int i = 0; i < parser->graph->input_count; i++)
        code->reads_eta |=
            parser->graph->inputs[i].kind == INPUT_ETA && program_needs(code->program, i);
    for (int i = 0; i < parser->fold_count; i++)
        parser->folds[i].program =
            language_program(parser->language, parser->graph, &parser->folds[i].part, 1);
    code->folds = parser->folds;
    code->fold_count = parser->fold_count;
    parser->folds = NULL;
    code->graph = parser->graph;
    code->points = parser->points;
    code->point_count = parser->point_count;
    parser->graph = NULL;
    parser->points = NULL;
    return code;
}

/* The one column that a curve reads. */
static bool find_column(struct formula_code *code, const struct data *data, struct error *error)
{
    code->column = -1;
    for (int i = 0; i < code->graph->input_count; i++) {
        const struct input *input = &code->graph->inputs[i];
        if (input->kind != INPUT_COLUMN || !program_needs(code->program, i))
            continue;
        if (code->column >= 0)
            return error_at(error, 0, "a curve is over one column; this one reads %s and %s",
                            data->columns[code->column].name, input->name);
        code->column = input->index;
    }
    return true;
}

struct formula_code *formula_compile(enum language language, const char *text,
                                     const struct scope *scope, struct error *error)
{
    struct parser parser = {
        .language = language, .scope = scope, .error = error, .scan.text = text};
    struct formula_code *code = NULL;
    struct value result;
    if (parser_run(&parser, &result))
        code = make_code(&parser, result);
    if (code && language == LANGUAGE_CURVE && !find_column(code, scope->data, error)) {
        formula_code_free(code);
        code = NULL;
    }
    parser_end(&parser);
    return code;
}

void formula_code_free(struct formula_code *code)
{
    if (!code)
        return;
    program_free(code->program);
    graph_free(code->graph);
    for (int i = 0; i < code->fold_count; i++)
        program_free(code->folds[i].program);
    free(code->folds);
    free(code->points);
    free(code);
}

bool value_evaluate(const char *text, const struct scope *scope, double *value, struct error *error)
{
    struct parser parser = {
        .language = LANGUAGE_VALUE, .scope = scope, .error = error, .scan.text = text};
    struct value result;
    bool good = parser_run(&parser, &result) &&
                (graph_is_constant(parser.graph, result.x, value) ||
                 error_at(error, 0, "expected numbers only; this depends on what changes"));
    parser_end(&parser);
    return good;
}
