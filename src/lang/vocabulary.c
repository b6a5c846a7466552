/* What names mean: the languages' own words, and what a parser makes of them and of others. */

#include "vocabulary.h"

#include <string.h>

#include "../base/array.h"
#include "../base/spelling.h"
#include "parse.h"

enum {
    SURFACES = LANGUAGE_BIT(LANGUAGE_SURFACE),
    RULES = LANGUAGE_BIT(LANGUAGE_RULE),
    SCHEDULES = LANGUAGE_BIT(LANGUAGE_SCHEDULE),
    CURVES = LANGUAGE_BIT(LANGUAGE_CURVE),
    VALUES = LANGUAGE_BIT(LANGUAGE_VALUE),
    STEPS = RULES | SCHEDULES | VALUES
};

#define SCALAR(input) WORD_SCALAR, input, input, 0
#define VECTOR(x, y) WORD_VECTOR, x, y, 0
#define NUMBER(number) WORD_NUMBER, INPUT_X, INPUT_X, number
#define OTHER(kind, input) kind, input, input, 0

const struct word words[] = {
    {"x", SURFACES | RULES | CURVES | VALUES, SCALAR(INPUT_X), "the position on the map"},
    {"y", SURFACES | RULES | CURVES | VALUES, SCALAR(INPUT_Y), "the position on the map"},
    {"theta", RULES, VECTOR(INPUT_X, INPUT_Y), "the ball's position, which the rule changes"},
    {"n", STEPS, SCALAR(INPUT_N), "the iteration, from 0"},
    {"t", STEPS, OTHER(WORD_NEXT, INPUT_N), "n + 1"},
    {"epoch", STEPS, SCALAR(INPUT_EPOCH), "the passes over the data so far"},
    {"eta", STEPS, SCALAR(INPUT_ETA), "the learning rate; in schedules the last one"},
    {"eta0", SCHEDULES | VALUES, SCALAR(INPUT_ETA0), "the learning rate that was set"},
    {"f", STEPS, SCALAR(INPUT_F), "the loss where the ball is"},
    {"f0", STEPS, SCALAR(INPUT_F0), "the loss at iteration 0"},
    {"g", RULES | SCHEDULES, VECTOR(INPUT_GX, INPUT_GY), "the gradient there"},
    {"H", RULES, OTHER(WORD_MATRIX, INPUT_X), "the Hessian there, in H*a and solve(H, a)"},
    {"usual", VALUES, OTHER(WORD_OF_SCOPE, INPUT_X), "the optimizer's usual eta"},
    {"tolerance", VALUES, OTHER(WORD_OF_SCOPE, INPUT_X), "the gradient norm that counts as zero"},
    {"pi", LANGUAGES_ALL, NUMBER(3.14159265358979324), "3.14159..."},
    {"e", LANGUAGES_ALL, NUMBER(2.71828182845904524), "2.71828..."},
    {"and", LANGUAGES_ALL, OTHER(WORD_OPERATOR, INPUT_X), "both are true"},
    {"or", LANGUAGES_ALL, OTHER(WORD_OPERATOR, INPUT_X), "at least one is true"},
    {"not", LANGUAGES_ALL, OTHER(WORD_OPERATOR, INPUT_X), "it is false"},
};
const int word_count = sizeof words / sizeof *words;

const struct word *word_find(const char *name)
{
    for (int i = 0; i < word_count; i++)
        if (strcmp(words[i].name, name) == 0)
            return &words[i];
    return NULL;
}

/* What papers, PyTorch and Keras call what is a word here, or a number of the scope. */
static const struct elsewhere {
    unsigned languages;
    const char *others, *name;
} elsewheres[] = {{LANGUAGES_ALL, "lr|learning_rate", "eta"},
                  {RULES, "step_size|alpha", "eta"},
                  {RULES, "grad|gradient|grads|dtheta|dw", "g"},
                  {LANGUAGES_ALL, "lr0|eta_0|lr_0|initial_lr|base_lr", "eta0"},
                  {LANGUAGES_ALL, "mu|beta", "momentum"},
                  {LANGUAGES_ALL, "m_pi", "pi"}};

const char *word_elsewhere(enum language language, const char *name)
{
    for (int i = 0; i < word_count; i++) {
        bool folds = words[i].kind == WORD_NUMBER || language == LANGUAGE_SURFACE;
        if (words[i].languages & LANGUAGE_BIT(language) && folds &&
            spelling_same(words[i].name, name))
            return words[i].name;
    }
    for (size_t i = 0; i < sizeof elsewheres / sizeof *elsewheres; i++)
        if (elsewheres[i].languages & LANGUAGE_BIT(language) &&
            spelling_among(elsewheres[i].others, name))
            return elsewheres[i].name;
    return name;
}

/* --- the environment of a parser --- */

struct binding *parser_find(const struct parser *parser, const char *name)
{
    for (int i = 0; i < parser->binding_count; i++)
        if (strcmp(parser->bindings[i].name, name) == 0)
            return &parser->bindings[i];
    return NULL;
}

struct binding *parser_bind(struct parser *parser, const char *name)
{
    struct binding *binding = parser_find(parser, name);
    if (binding)
        return binding;
    binding = array_add(parser->bindings, parser->binding_count, parser->binding_capacity);
    *binding = (struct binding){.state = -1};
    memcpy(binding->name, name, strlen(name) + 1);
    return binding;
}

struct value parser_gradient(struct parser *parser, node_id fx, node_id fy, int offset)
{
    struct graph *graph = parser->graph;
    if (parser->scope->noisy) {
        fx = graph_binary(graph, OP_ADD, fx, graph_input(graph, INPUT_NOISE_X, 0, ""));
        fy = graph_binary(graph, OP_ADD, fy, graph_input(graph, INPUT_NOISE_Y, 0, ""));
    }
    return value_vector(parser, fx, fy, offset);
}

/* A rule has the nodes of its surface. */
static node_id input_node(struct parser *parser, enum input_kind kind)
{
    const struct surface_code *surface = parser->scope->surface;
    if (parser->language == LANGUAGE_RULE && kind == INPUT_F)
        return surface->f;
    if (parser->language == LANGUAGE_RULE && kind == INPUT_GX)
        return parser_gradient(parser, surface->fx, surface->fy, 0).x;
    if (parser->language == LANGUAGE_RULE && kind == INPUT_GY)
        return parser_gradient(parser, surface->fx, surface->fy, 0).y;
    return graph_input(parser->graph, kind, 0, "");
}

static struct value word_value(struct parser *parser, const struct word *word)
{
    struct graph *graph = parser->graph;
    if (word->kind == WORD_MATRIX)
        return (struct value){SHAPE_MATRIX, NODE_NONE, NODE_NONE, 0};
    if (word->kind == WORD_NUMBER)
        return value_scalar(graph_constant(graph, word->number), 0);
    node_id x = input_node(parser, word->x);
    if (word->kind == WORD_NEXT)
        x = graph_binary(graph, OP_ADD, x, graph_constant(graph, 1));
    return word->kind == WORD_VECTOR ? value_vector(parser, x, input_node(parser, word->y), 0)
                                     : value_scalar(x, 0);
}

void parser_begin_graph(struct parser *parser)
{
    const struct scope *scope = parser->scope;
    graph_free(parser->graph);
    if (parser->language == LANGUAGE_RULE) {
        parser->graph = graph_copy(scope->surface->graph);
    } else {
        bool sums = parser->language == LANGUAGE_SURFACE;
        parser->graph = graph_new(sums ? scope->data : NULL);
        parser->graph->batched = sums && scope->batched;
    }
    for (int i = 0; i < word_count; i++) {
        bool known = words[i].languages & LANGUAGE_BIT(parser->language);
        bool of_scope = parser->language == LANGUAGE_VALUE && words[i].kind != WORD_NUMBER;
        bool across = scope->line && words[i].kind == WORD_SCALAR && words[i].x == INPUT_Y;
        if (!known || of_scope || across || words[i].kind == WORD_OPERATOR)
            continue;
        struct binding *binding = parser_bind(parser, words[i].name);
        binding->value = word_value(parser, &words[i]);
        binding->known = true;
    }
}

/* --- names of others --- */

const struct data *parser_data(const struct parser *parser)
{
    return parser->language == LANGUAGE_CURVE ? parser->scope->data : parser->graph->data;
}

node_id scope_node(struct parser *parser, const char *name)
{
    double number = 0;
    const struct scope *scope = parser->scope;
    switch (scope->find ? scope->find(scope, name, &number) : NAME_UNKNOWN) {
    case NAME_NUMBER:
        return graph_constant(parser->graph, number);
    case NAME_LET:
        return graph_input(parser->graph, INPUT_LET, 0, name);
    case NAME_CLOCK:
        return graph_input(parser->graph, INPUT_CLOCK, 0, "");
    case NAME_PARAMETER:
        return graph_input(parser->graph, INPUT_PARAMETER, 0, name);
    case NAME_COLUMN:
    case NAME_VECTOR:
        return graph_input(parser->graph, INPUT_COLUMN, (int)number, "");
    default:
        return NODE_NONE;
    }
}

node_id name_node(struct parser *parser, const char *name)
{
    int column = parser->in_rows ? data_find(parser_data(parser), name) : -1;
    if (column >= 0 && parser_data(parser)->columns[column].values)
        return graph_input(parser->graph, INPUT_COLUMN, column, name);
    return scope_node(parser, name);
}

struct value value_of_column(struct parser *parser, enum name_kind kind, double number)
{
    node_id x = graph_input(parser->graph, INPUT_COLUMN, (int)number, "");
    if (kind != NAME_VECTOR)
        return value_scalar(x, 0);
    return value_vector(parser, x, graph_input(parser->graph, INPUT_COLUMN, (int)number + 1, ""),
                        0);
}

struct value name_value(struct parser *parser, const char *name)
{
    double number = 0;
    const struct scope *scope = parser->scope;
    bool rows = parser->language == LANGUAGE_RECORD && scope->find;
    enum name_kind kind = rows ? scope->find(scope, name, &number) : NAME_UNKNOWN;
    return kind == NAME_VECTOR ? value_of_column(parser, kind, number)
                               : value_scalar(name_node(parser, name), 0);
}

const char *parser_known(struct parser *parser, const char *name)
{
    const struct scope *scope = parser->scope;
    const char *names[] = {name, word_elsewhere(parser->language, name),
                           scope->known_as ? scope->known_as(scope, name) : NULL};
    for (int i = 0; i < 3; i++)
        if (names[i] && (parser_find(parser, names[i]) || name_node(parser, names[i]) != NODE_NONE))
            return names[i];
    return NULL;
}
