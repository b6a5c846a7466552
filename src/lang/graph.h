#ifndef OVERSHOOT_LANG_GRAPH_H
#define OVERSHOOT_LANG_GRAPH_H

/* A formula as a shared graph of operations on doubles (a DAG in SSA form).
 *
 * A node's operands always have smaller numbers than the node itself, so the order of numbers is an
 * order of evaluation, and every walk is a loop. Equal nodes are one node (hash-consing), constants
 * are folded as they are made. A 2-vector is a pair of nodes, known to the parser only. */

#include "data.h"

#include <stdbool.h>
#include <stdint.h>

enum { NAME_SIZE = 32, GRAPH_NODES_MAX = 8000 };

typedef int32_t node_id;
enum { NODE_NONE = -1 };

/* Truth is 1 or 0; an operand is true when it is not 0. */
enum op {
    OP_CONSTANT, /* value */
    OP_INPUT,    /* a: index into inputs */
    OP_ADD,
    OP_SUB,
    OP_MUL,
    OP_DIV,
    OP_DIV0, /* a/b, but 0 where a = b = 0: in the derivative of roots and in solve */
    OP_NEG,
    OP_POW,  /* as C's pow */
    OP_POWI, /* a to the integer power c, |c| <= 64, by squaring from the lowest bit, then 1/ if
                c < 0; stays whole until after differentiation */
    OP_SQRT,
    OP_CBRT,
    OP_ABS,
    OP_SIGN, /* sign(0) = 0 */
    OP_EXP,
    OP_EXPM1,
    OP_LOG,
    OP_LOG2,
    OP_LOG10,
    OP_LOG1P,
    OP_LOGADDEXP,
    OP_SIGMOID,
    OP_ERF,
    OP_ERFC,
    OP_SIN,
    OP_COS,
    OP_TAN,
    OP_ASIN,
    OP_ACOS,
    OP_ATAN,
    OP_ATAN2,
    OP_SINH,
    OP_COSH,
    OP_TANH,
    OP_FLOOR,
    OP_CEIL,
    OP_ROUND, /* halves away from zero */
    OP_MIN,   /* propagate NaN; where they tie, each operand has half the derivative */
    OP_MAX,
    OP_MOD, /* has the sign of b, as in mathematics */
    OP_HYPOT,
    OP_LT,
    OP_LE,
    OP_GT,
    OP_GE,
    OP_EQ,
    OP_NE,
    OP_AND,
    OP_OR,
    OP_NOT,
    OP_WHERE, /* a ? b : c; the branch not taken leaks nothing */
    OP_LOOP,  /* the variable v of loop c, from v = a: while (b's condition) v = b's next; 0 after
                 LOOP_LIMIT times. Operand b is an OP_NEXT node. */
    OP_NEXT,  /* a: condition, b: next value, both reading the loop's INPUT_LOOP variable */
    OP_TOTAL, /* the sum of a over the rows of the data; c: TOTAL_ALL, whatever batch a run is given
               */
    OP_COUNT
};

enum { LOOP_LIMIT = 1000, TOTAL_ALL = 1 };

enum input_kind {
    INPUT_X,
    INPUT_Y,     /* the position */
    INPUT_STATE, /* a number kept from one iteration to the next; index: which */
    INPUT_ETA,   /* the learning rate of this iteration */
    INPUT_ETA0,  /* the learning rate that the user set */
    INPUT_N,     /* the iteration, from 0 */
    INPUT_CLOCK, /* the same for a surface that moves: that of the whole run */
    INPUT_EPOCH, /* the passes over the data so far; equal to n without batches */
    INPUT_F,     /* the loss, for schedules: an update rule has the surface's own nodes */
    INPUT_F0,    /* the loss at the ball's row 0 */
    INPUT_GX,
    INPUT_GY, /* the gradient, for schedules */
    INPUT_NOISE_X,
    INPUT_NOISE_Y, /* what is added to the gradient that an update rule reads */
    INPUT_NORMAL_X,
    INPUT_NORMAL_Y,
    INPUT_UNIFORM,   /* what place number index of a rule's text draws */
    INPUT_LET,       /* a number that `let` defined; name */
    INPUT_PARAMETER, /* a parameter of the ball; name */
    INPUT_LOOP,      /* the variable of loop number index */
    INPUT_COLUMN,    /* column number index of the data, inside a total */
    INPUT_SEED,      /* of tangents: how fast number index of what varies does */
    INPUT_ROWS,      /* how many rows the totals are over, where that is not known before */
    INPUT_ARGUMENT /* number index of what a total's operand reads that is no column; see lower.c */
};

struct input {
    enum input_kind kind;
    int index;
    char name[NAME_SIZE];
};

struct node {
    enum op op;
    node_id a, b, c; /* operands; NODE_NONE where there is none */
    double value;    /* of a constant */
    bool by_row;     /* depends on a column: has a value for each row of the data */
};

struct graph {
    struct node *nodes;
    int count, capacity;
    struct input *inputs;
    int input_count, input_capacity;
    int loop_count;
    int32_t *buckets; /* hash table of nodes, open addressing */
    int bucket_count;
    const struct data *data; /* whose rows totals are over, shared; or NULL */
    bool batched;            /* totals are over the rows of a batch: of those that a run is given */
    bool reads_data;         /* somewhere a total was asked for */
    bool full;               /* a node was refused: there were GRAPH_NODES_MAX already */
};

/* What the tables know of an operation: used by the parser, the printer, the derivative. */
struct op_info {
    const char *name;
    const char *also; /* what else formulas may call it, with | between; or NULL */
    int arity;
    double (*one)(double), (*two)(double, double); /* what it does, where that is a function */
};
extern const struct op_info op_infos[OP_COUNT];

struct graph *graph_new(const struct data *data); /* may be NULL */
struct graph *graph_copy(const struct graph *graph);
void graph_free(struct graph *graph);
/* How much there is to compute: nodes, and for each that is of the data one for each row. */
int64_t graph_operations(const struct graph *graph);

/* Constructors: fold constants, simplify what is exact for every value (never 0*x), share equals.
 * Any operand may be NODE_NONE, as after a refusal: then so is the result. */
node_id graph_constant(struct graph *graph, double value);
node_id graph_input(struct graph *graph, enum input_kind kind, int index, const char *name);
node_id graph_unary(struct graph *graph, enum op op, node_id a);
node_id graph_binary(struct graph *graph, enum op op, node_id a, node_id b);
node_id graph_where(struct graph *graph, node_id condition, node_id yes, node_id no);
/* a^exponent; picks OP_POWI for a small constant integer. */
node_id graph_power(struct graph *graph, node_id a, node_id exponent);
/* A new loop variable, then the loop over it (see OP_LOOP). */
node_id graph_loop_variable(struct graph *graph);
node_id graph_loop(struct graph *graph, node_id variable, node_id first, node_id condition,
                   node_id next);

/* How many rows totals are over: a constant, or of a batch INPUT_ROWS. */
node_id graph_rows(struct graph *graph);
/* The sum over the rows of the data, which there must be: all of them, or those of a batch. */
node_id graph_total(struct graph *graph, node_id a, bool all);
bool node_is_of_all(const struct node *node); /* a total that is over all of them */

/* The nodes that a node reads. Returns how many. */
int node_operands(const struct node *node, node_id operands[3]);
/* Marks also what the marked nodes read, from the last one down. */
void graph_mark_read(const struct graph *graph, bool *marked, node_id last);
/* A node's operation, mostly of another graph, on what is there for its operands. */
node_id graph_again(struct graph *graph, struct node node, const node_id *instead);
/* Nodes of another graph over the same data where its X and Y are these; totals are over all rows.
 */
void graph_import(struct graph *graph, const struct graph *from, const node_id *roots, int count,
                  node_id x, node_id y, node_id *results);

bool graph_is_constant(const struct graph *graph, node_id node, double *value);

/* The value of one operation on numbers: what the folder, the executor and the tests agree on. */
double op_evaluate(enum op op, double a, double b, double c);

#endif
