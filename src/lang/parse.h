#ifndef OVERSHOOT_LANG_PARSE_H
#define OVERSHOOT_LANG_PARSE_H

/* From text to nodes, in one go: there is no tree. Inside src/lang only; formula.h is for others.
 *
 * A parser holds an environment of bindings, name -> value. The caller defines what its language
 * knows (theta, g, ...); statements bind the rest. A name that is assigned somewhere in the text
 * and read before that is state. Whether a state is a number or a vector shows only in the whole
 * text, so statements are parsed again until it is known: lenient rounds take a number for a vector
 * where one is needed, the last round is strict. */

#include "formula.h"
#include "scan.h"

enum language {
    LANGUAGE_SURFACE,
    LANGUAGE_RULE,
    LANGUAGE_SCHEDULE,
    LANGUAGE_CURVE,
    LANGUAGE_VALUE
};

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
    bool assigned;    /* by a statement before this point */
    bool read;        /* before any assignment */
    enum shape shape; /* of the state, as far as it is inferred */
    int state;        /* index of its first number, or -1 */
};

struct parser {
    enum language language;
    const struct scope *scope;
    const struct surface_code *surface; /* of a rule */
    bool noisy;                         /* whether the rule's gradient has noise on it */
    struct graph *graph;
    struct error *error;
    struct scan scan;
    struct token token;
    int depth;
    bool in_rows; /* inside mean() or sum(): columns have values */
    bool lenient;
    struct binding *bindings;
    int binding_count;
    int state_count;
    bool reads_hessian;
    struct trace_point *points;
    int point_count, point_capacity;
};

/* Begins with the first token; the graph stays the caller's. */
bool parser_begin(struct parser *parser, enum language language, const char *text,
                  const struct scope *scope, struct error *error);
void parser_end(struct parser *parser);

/* The gradient that a rule sees: (fx, fy), and the noise where there is some. */
struct value parser_gradient(struct parser *parser, node_id fx, node_id fy, int offset);

/* The outputs as a rule computes them. */
struct program *rule_program(const struct graph *graph, const node_id *outputs, int count);

/* Gives a name of the language its value. */
void parser_define(struct parser *parser, const char *name, struct value value);
void parser_define_constants(struct parser *parser);
struct binding *parser_find(const struct parser *parser, const char *name);

/* Statements in rounds: build makes a new graph in parser->graph and defines the names of the
 * language, before each round. Afterwards *last is the value of the last statement, if that was a
 * bare expression, else its offset is -1. */
bool parser_statements(struct parser *parser, void (*build)(struct parser *parser),
                       struct value *last);

/* Lists the states, and writes the nodes of their new values. Returns how many names there are. */
int parser_states(const struct parser *parser, struct state_name names[STATE_MAX],
                  node_id outputs[STATE_MAX]);

/* The whole text as one expression that must be a number. */
bool parser_scalar(struct parser *parser, node_id *node);

bool parse_expression(struct parser *parser, struct value *value);

struct value value_scalar(node_id node, int offset);
struct value value_vector(node_id x, node_id y, int offset);

/* Component by component; a scalar is broadcast. */
struct value value_unary(struct parser *parser, enum op op, struct value a);
struct value value_binary(struct parser *parser, enum op op, struct value a, struct value b);
struct value value_dot(struct parser *parser, struct value a, struct value b);

/* Checks of shape: false with an error that says what needs it, as in "dot". */
bool require_scalar(struct parser *parser, const struct value *value, const char *what);
bool require_vector(struct parser *parser, struct value *value, const char *what);
bool require_no_matrix(struct parser *parser, const struct value *value);

bool parser_advance(struct parser *parser);

/* Notes for a trace that what is read from begin up to the present token has this value. */
void parser_mark(struct parser *parser, enum trace_kind kind, int begin, struct value value);

/* The error "expected WHAT, found the present token"; false. */
bool parser_refuse(struct parser *parser, const char *expected);
bool parser_check_size(struct parser *parser, int offset);

/* What a name means here; false with a suggestion if it means nothing. */
bool parser_read(struct parser *parser, const struct token *name, struct value *value);

/* The value that scope gives a name, as a node; NODE_NONE if it is unknown there. */
node_id scope_node(struct parser *parser, const char *name);

#endif
