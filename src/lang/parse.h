#ifndef OVERSHOOT_LANG_PARSE_H
#define OVERSHOOT_LANG_PARSE_H

/* From text to nodes, in one go: there is no tree. Inside src/lang only; formula.h is for others.
 *
 * A parser holds an environment of bindings, name -> value: the words of its language (theta, g,
 * ...), and what statements assign. A name that is assigned somewhere in the text and read before
 * that is state. Whether a state is a number or a vector shows only in the whole text, so
 * statements are parsed again until it is known: lenient rounds take a number for a vector where
 * one is needed, the last round is strict.
 *
 * The grammar is recursive, its files are not: value.c, vocabulary.c, call.c, parser.c,
 * parse.c, statements.c, compile.c, of which each calls only those before it. */

#include "formula.h"
#include "scan.h"

enum shape { SHAPE_SCALAR, SHAPE_VECTOR, SHAPE_MATRIX }; /* a matrix is H and has no nodes here */

/* A scalar has y = x, so that it stands for the vector of two equal numbers. */
struct value {
    enum shape shape;
    node_id x, y;
    int offset; /* where it begins in the text */
};

struct binding {
    char name[NAME_SIZE];
    struct value value;
    bool known;       /* has a value at this point of the text */
    bool halves[2];   /* or one in x, or in y: the other is what the last iteration left */
    bool assigned;    /* by a statement before this point */
    bool read;        /* before any assignment */
    enum shape shape; /* of the state, as far as it is inferred */
    int state;        /* index of its first number, or -1 */
};

/* What an operator or a function without parentheses took last: a factor that follows without a
 * sign could belong to it, too. */
struct taken {
    int begin, operand, end; /* places in the text: of all, of what was taken, of what follows */
    bool called;             /* by a function */
    bool closed;             /* it was in parentheses or bars, and can have no more */
};

struct parser {
    enum language language;
    const struct scope *scope;
    struct graph *graph;
    struct error *error;
    const char *result; /* what statements assign: theta or eta; NULL: there are none */
    struct scan scan;
    struct token token;
    struct taken taken;
    int closed; /* where the token after the last parenthesis or bar is */
    int depth;
    bool in_rows; /* inside mean() or sum(), or in a curve: columns have values */
    bool lenient;
    struct binding *bindings;
    int binding_count, binding_capacity;
    int state_count;
    bool reads_hessian, solves, searches; /* H, solve, backtrack */
    int draw_count;                       /* normal() and uniform(), so far: */
    bool draws_normal[DRAWS_MAX];
    struct trace_point *points;
    int point_count, point_capacity;
    struct fold *folds;
    int fold_count, fold_capacity;
};

/* compile.c */

/* Parses all of scan.text in the language and the scope that the parser begins with. *result is the
 * formula's value, or of statements what they come to. What is kept of the parser is to be taken
 * out; parser_end frees the rest, after an error too. */
bool parser_run(struct parser *parser, struct value *result);
void parser_end(struct parser *parser);

/* The outputs as a language computes them: with its inputs that vary over lanes. */
struct program *language_program(enum language language, const struct graph *graph,
                                 const node_id *outputs, int count);

/* vocabulary.c */

/* A new graph, in which the language's words are bound to their nodes. */
void parser_begin_graph(struct parser *parser);
struct binding *parser_find(const struct parser *parser, const char *name);
struct binding *parser_bind(struct parser *parser, const char *name); /* a new one if need be */

/* The gradient that a rule sees: (fx, fy), and the noise where there is some. */
struct value parser_gradient(struct parser *parser, node_id fx, node_id fy, int offset);

/* The data whose columns the text can name, or NULL. */
const struct data *parser_data(const struct parser *parser);

/* The value that scope gives a name, as a node; NODE_NONE if it is unknown there. name_node: or
 * that of a column in this row of the data. */
node_id scope_node(struct parser *parser, const char *name);
node_id name_node(struct parser *parser, const char *name);
/* The value of such a name, or of a column of rows, or two. */
struct value name_value(struct parser *parser, const char *name);
struct value value_of_column(struct parser *parser, enum name_kind kind, double number);

/* The name under which a name is known, mostly itself; NULL: it is not. */
const char *parser_known(struct parser *parser, const char *name);

/* parser.c */

bool parser_rewind(struct parser *parser); /* to the first token */
bool parser_advance(struct parser *parser);
bool parser_skip(struct parser *parser, const char *separators); /* ; or new lines or both */

/* What a name means here; false with a suggestion if it means nothing, as parser_refuse_name. */
bool parser_read(struct parser *parser, const struct token *name, struct value *value);

/* Notes for a trace that what is read from begin up to the present token has this value. */
void parser_mark(struct parser *parser, enum trace_kind kind, int begin, struct value value);

/* The error "expected WHAT, found the present token"; false, as all of these. */
bool parser_refuse(struct parser *parser, const char *expected);
bool parser_refuse_assignment(struct parser *parser);
bool parser_refuse_name(struct parser *parser, const struct token *name);
bool parser_check_size(struct parser *parser, int offset);

/* statements.c */

/* Statements, in rounds. Afterwards *last is the value of the last statement, if that was a bare
 * expression, else its offset is -1. */
bool parser_statements(struct parser *parser, struct value *last);

/* Lists the states, and writes the nodes of their new values. Returns how many names there are. */
int parser_states(struct parser *parser, struct state_name names[STATE_MAX],
                  node_id outputs[STATE_MAX]);

/* parse.c */

/* The whole text as one expression that must be a number. */
bool parser_scalar(struct parser *parser, struct value *value);

bool parse_expression(struct parser *parser, struct value *value);

/* What stands after the dot: x is 0, y is 1. */
bool parser_component(struct parser *parser, int *component);

/* value.c */

struct value value_scalar(node_id node, int offset);
struct value value_vector(struct parser *parser, node_id x, node_id y, int offset);

/* Makes it a vector with another component, 0 is x. */
void value_set_component(struct parser *parser, struct value *value, int component, node_id node);

/* Component by component; a scalar is broadcast. */
struct value value_unary(struct parser *parser, enum op op, struct value a);
struct value value_binary(struct parser *parser, enum op op, struct value a, struct value b);
struct value value_dot(struct parser *parser, struct value a, struct value b);

/* Checks of shape: false with an error that says what needs it, as in "dot". */
bool require_scalar(struct parser *parser, const struct value *value, const char *what);
bool require_vector(struct parser *parser, struct value *value, const char *what);
bool require_no_matrix(struct parser *parser, const struct value *value);

#endif
